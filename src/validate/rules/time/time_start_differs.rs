//! # `time-start-differs`
//!
//! Nearly all long tasks that end in the same year begin in one year, and a few begin in another:
//! "Năm 2025-2030" among "Năm 2026-2030".
//!
//! **Fix.** Sets the start year of the majority. Unsafe: applied by hand only, because the task may
//! really have begun earlier.

use std::collections::BTreeMap;

use crate::{
    model::{Period, Role, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-start-differs",
    severity: Severity::Hint,
    title: Key::RuleTimeStart,
    rationale: Key::RuleTimeStartWhy,
    source: "Các nhiệm vụ cả giai đoạn thường bắt đầu cùng năm",
    check: Check::Annex {
        reads: &[Role::Time],
        check,
    },
};

/// Minimum difference between the last and the first year of a task that spans most of a plan.
const YEARS_MIN: u16 = 4;
/// The usual start year must be at least this many times as frequent as the reported one.
const MAJORITY: usize = 5;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Time).map(|it| it.id) else {
        return;
    };
    let mut of_text: BTreeMap<&str, Option<(u16, u16)>> = BTreeMap::new();
    let mut counts: BTreeMap<(u16, u16), usize> = BTreeMap::new();
    for (_, text) in scope.texts(column) {
        let years = *of_text.entry(text).or_insert_with(|| long_span(text));
        if let Some(years) = years {
            *counts.entry(years).or_default() += 1;
        }
    }
    for (row, text) in scope.texts(column) {
        let Some((from, to)) = of_text.get(text).copied().flatten() else {
            continue;
        };
        let own = counts.get(&(from, to)).copied().unwrap_or(0);
        let usual = counts
            .iter()
            .filter(|((start, end), _)| *end == to && *start != from);
        let Some(((start, _), _)) = usual
            .max_by_key(|(_, n)| **n)
            .filter(|(_, n)| own * MAJORITY <= **n)
        else {
            continue;
        };
        let after = text.replacen(&from.to_string(), &start.to_string(), 1);
        let message = Key::TimeStart.with([text.trim().to_owned(), start.to_string()]);
        let label = Key::FixReplaceBy.with([after.trim().to_owned()]);
        let step = scope.set_cell(row, column, after);
        let finding = scope.finding(&RULE, row, column, message);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// Returns the first and last year of a period that spans most of a plan.
fn long_span(text: &str) -> Option<(u16, u16)> {
    match Period::parse(text) {
        Some(Period::Span { from, to }) if from.year + YEARS_MIN <= to.year => {
            Some((from.year, to.year))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::time_start_differs::RULE, testing::*};

    #[test]
    fn reports_the_few_that_begin_in_another_year() {
        let text = "
            stt | content | time
            - 1 | x | Năm 2026-2030
            - 2 | x | Năm 2026-2030
            - 3 | x | Năm 2026 - 2030
            - 4 | x | Năm 2026-2030
            - 5 | x | Năm 2026-2030
            - 6 | x | Năm 2025-2030
            - 7 | x | Năm 2027-2028
        ";
        assert_snapshot!(report(&RULE, text), @"row 6 time: “Năm 2025-2030”: các nhiệm vụ cùng giai đoạn đều bắt đầu từ năm 2026.");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Năm 2026-2030
        - 2 | x | Năm 2026-2030
        - 3 | x | Năm 2026 - 2030
        - 4 | x | Năm 2026-2030
        - 5 | x | Năm 2026-2030
        - 6 | x | Năm 2026-2030
        - 7 | x | Năm 2027-2028
        ");
    }
}
