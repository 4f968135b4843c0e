//! # `growth-differs`
//!
//! A column compares two others ("So với năm 2025 (%)"), and in a few rows its figure is not what the
//! two give. Which columns it compares, and whether it states the ratio or the change, is read from the
//! rows in which it is right.
//!
//! **Fix.** None: only a person knows which figure is wrong.

use super::table_sums::number;
use crate::{
    model::{ColumnId, Role, Severity, vietnamese_number},
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "growth-differs",
    severity: Severity::Warning,
    title: Key::RuleGrowthDiffers,
    rationale: Key::RuleGrowthDiffersWhy,
    source: "Tính lại từ các số liệu trong cùng một dòng",
    check: Check::Annex {
        reads: &[Role::Target, Role::Actual, Role::Other],
        check,
    },
};

/// The comparison must be right in this many rows, and in this share of them.
const ROWS_MIN: usize = 3;
const SHARE_PERCENT: usize = 70;
/// More columns of figures would make too many pairs.
const COLUMNS_MAX: usize = 8;

/// How two figures are compared.
#[derive(Clone, Copy)]
enum Way {
    Ratio,
    Change,
    Difference,
}

impl Way {
    fn of(self, before: f64, now: f64) -> f64 {
        match self {
            Way::Ratio => now / before * 100.0,
            Way::Change => (now / before - 1.0) * 100.0,
            Way::Difference => now - before,
        }
    }
}

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    let columns = columns.filter(|it| matches!(it.role, Role::Target | Role::Actual | Role::Other));
    let (compared, figures): (Vec<_>, Vec<_>) = columns.partition(|column| {
        let title = column.title().to_lowercase();
        let is_change = title.contains("tăng") && title.contains("giảm");
        is_change
            || title.contains("so với")
            || title.contains("so sánh")
            || title.contains("tốc độ tăng")
    });
    if compared.is_empty() || COLUMNS_MAX < figures.len() {
        return;
    }
    for column in compared {
        let stated: Vec<(RowHandle, &str, f64)> = scope
            .texts(column.id)
            .filter_map(|(row, text)| Some((row, text, number(text.trim().trim_end_matches('%'))?)))
            .collect();
        if stated.len() < ROWS_MIN {
            continue;
        }
        let mut best: Option<(usize, ColumnId, ColumnId, Way)> = None;
        for before in &figures {
            for now in figures.iter().filter(|it| it.id != before.id) {
                for way in [Way::Ratio, Way::Change, Way::Difference] {
                    let right = stated.iter().filter(|(row, text, value)| {
                        let of_row = given(scope, *row, before.id, now.id, way);
                        of_row.is_some_and(|it| rounds_to(it, *value, text))
                    });
                    let n = right.count();
                    if best.as_ref().is_none_or(|(most, ..)| *most < n) {
                        best = Some((n, before.id, now.id, way));
                    }
                }
            }
        }
        let Some((n, before, now, way)) = best else {
            continue;
        };
        if n < ROWS_MIN || n * 100 < stated.len() * SHARE_PERCENT {
            continue;
        }
        for (row, text, value) in stated {
            let Some(right) =
                given(scope, row, before, now, way).filter(|it| !rounds_to(*it, value, text))
            else {
                continue;
            };
            let right = vietnamese_number((right * 10.0).round() / 10.0);
            let message = Key::GrowthDiffers.with([text.trim().to_owned(), right]);
            acc.push(scope.finding(&RULE, row, column.id, message));
        }
    }
}

fn given(
    scope: &AnnexScope,
    row: RowHandle,
    before: ColumnId,
    now: ColumnId,
    way: Way,
) -> Option<f64> {
    let before = number(scope.text(row, before)).filter(|it| *it != 0.0)?;
    Some(way.of(before, number(scope.text(row, now))?))
}

/// Whether a value is the stated one, rounded as that is written; a step up or down is taken for
/// rounding too.
fn rounds_to(value: f64, stated: f64, text: &str) -> bool {
    let decimals = text
        .trim_end_matches('%')
        .split_once(',')
        .map_or(0, |(_, it)| it.trim().len());
    let step = 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
    (value - stated).abs() <= 1.05 * step
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::growth_differs::RULE, testing::report};

    #[test]
    fn reports_the_rows_that_compare_wrongly() {
        assert_snapshot!(report(&RULE, "
            stt | content | actual | target | other:So với năm 2025 (%)
            - 1 | a | 284.500 | 287.200 | 100,9
            - 2 | b | 131.200 | 131.700 | 100,4
            - 3 | c | 210 | 260 | 123,8
            - 4 | d | 100 | 150 | 105,0
            - 5 | e | 35,0 | 42,5 | 121,4
        "), @"row 4 other: Ghi “105,0”, tính từ các số trong dòng là 150.");
        assert_snapshot!(report(&RULE, "
            stt | content | actual | target | other:Tăng (+), giảm (-) (ha)
            - 1 | a | 100 | 120 | +20
            - 2 | b | 300 | 242,3 | +57,7
            - 3 | c | 50 | 81,4 | +31,4
            - 4 | d | 90 | 80 | -10
        "), @"row 2 other: Ghi “+57,7”, tính từ các số trong dòng là -57,7.");
        assert_snapshot!(report(&RULE, "
            stt | content | actual | target | other:So với năm 2025 (%)
            - 1 | a | 100 | 120 | 7
            - 2 | b | 100 | 130 | 9
            - 3 | c | 100 | 140 | 140
        "), @"");
    }
}
