//! # `fraction-for-percent`
//!
//! Under "%", a target is the fraction that Excel stores for a percentage: 0,95 for 95 %.
//!
//! Reported where another target of the row is a percentage at least twenty times as large, or where
//! the indicator is a share that nobody sets below 1 %. A rate of growth, of deaths or of unemployment
//! may well be 0,95 %.
//!
//! **Fix.** The percentage. Unsafe: applied by hand only.

use crate::{
    model::{Direction, Role, Severity},
    text::search::words_fit,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "fraction-for-percent",
    severity: Severity::Warning,
    title: Key::RuleFraction,
    rationale: Key::RuleFractionWhy,
    source: "Cách Excel lưu phần trăm: 95% là 0,95",
    check: Check::Row(check),
};

/// Minimum ratio of another target of the row to a fraction.
const RATIO_MIN: f64 = 20.0;

/// What shares are of that are wanted to be large.
const LARGE_SHARES: &[&str] = &[
    "hai long",
    "dung han",
    "truc tuyen",
    "so hoa",
    "dat chuan",
    "bao hiem",
    "tham gia",
    "duoc cap",
    "duoc dao tao",
    "hop ve sinh",
    "su dung dich vu",
    "duoc xu ly",
    "giai ngan",
    "di hoc",
    "tot nghiep",
    "nuoc sach",
    "ket noi",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let unit = scope.text(Role::Unit).trim();
    // "% dân số" is a share, "%/năm" a rate.
    if !unit.starts_with('%') || unit.contains('/') {
        return;
    }
    let columns: Vec<_> = scope
        .annex
        .columns_of(Role::Target)
        .map(|it| it.id)
        .collect();
    let numbers: Vec<Option<f64>> = columns
        .iter()
        .map(|column| number(scope.row.cell(*column)))
        .collect();
    for (column, own) in columns.iter().zip(&numbers) {
        let text = scope.row.cell(*column).trim();
        let Some(own) = own.filter(|own| 0.0 < *own && *own < 1.0) else {
            continue;
        };
        let reached = scope
            .cells(|role| role == Role::Actual)
            .filter_map(|(_, text)| number(text));
        let beside = numbers
            .iter()
            .flatten()
            .copied()
            .chain(reached)
            .any(|other| (own * RATIO_MIN..=100.0).contains(&other));
        let content = scope.text(Role::Content);
        let is_large = (LARGE_SHARES.iter().any(|it| words_fit(it, content))
            || Direction::of(content, unit).0 == Direction::Rises)
            && !words_fit("giam", content)
            && !words_fit("tang", content);
        if !(beside || is_large && 0.2 <= own) {
            continue;
        }
        let percent = format!("{}", (own * 10_000.0).round() / 100.0).replace('.', ",");
        let message = Key::Fraction.with([text.to_owned(), percent.clone()]);
        let label = Key::FixReplaceBy.with([percent.clone()]);
        let step = scope.set_cell(*column, percent);
        let finding = scope.finding(&RULE, *column, message);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().replacen(',', ".", 1).parse().ok()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::leftovers::fraction_for_percent::RULE, testing::*};

    #[test]
    fn reports_fractions_of_shares() {
        let text = "
            stt | content | unit | target:2026 | target:2027
            - 1 | Tỷ lệ hồ sơ giải quyết đúng hạn | % | 0,95 | 98
            - 2 | Tỷ lệ người dân hài lòng | % | 0,9 | 0,955
            - 3 | Tỷ lệ tăng dân số tự nhiên | % | 0,95 | 0,9
            - 4 | Tỷ lệ thất nghiệp | % | 0,5 | 0,4
            - 5 | Năng suất | tấn/ha | 0,95 | 98
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 target: Đơn vị là % mà mục tiêu ghi “0,95”, có thể là “95”.
        row 2 target: Đơn vị là % mà mục tiêu ghi “0,9”, có thể là “90”.
        row 2 target: Đơn vị là % mà mục tiêu ghi “0,955”, có thể là “95,5”.
        "#);
        assert_snapshot!(fixed(&RULE, text), @r#"
        - 1 | Tỷ lệ hồ sơ giải quyết đúng hạn | % | 95 | 98
        - 2 | Tỷ lệ người dân hài lòng | % | 90 | 95,5
        - 3 | Tỷ lệ tăng dân số tự nhiên | % | 0,95 | 0,9
        - 4 | Tỷ lệ thất nghiệp | % | 0,5 | 0,4
        - 5 | Năng suất | tấn/ha | 0,95 | 98
        "#);
    }
}
