//! # `year-impossible`
//!
//! A year that no plan can mean: "Năm 2206", "Tháng 9/20226", "Quý III/206".
//!
//! **Fix.** None: only a person knows which year is meant.

use crate::{
    model::{Role, Severity, TimeSlip, slips_in_sentence, time_slips},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "year-impossible",
    severity: Severity::Error,
    title: Key::RuleYearImpossible,
    rationale: Key::RuleYearImpossibleWhy,
    source: "Năm của kế hoạch nằm trong khoảng 1945–2100",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for column in scope.annex.columns {
        let text = scope.row.cell(column.id);
        let slips = match column.role {
            Role::Time => time_slips(text),
            Role::Content | Role::Result | Role::Note => slips_in_sentence(text),
            _ => continue,
        };
        for slip in slips {
            if let TimeSlip::Year(year) = slip {
                let message = Key::YearImpossible.with([year]);
                acc.push(scope.finding(&RULE, column.id, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::year_impossible::RULE, testing::report};

    #[test]
    fn reports_years_of_too_many_or_wrong_figures() {
        assert_snapshot!(report(&RULE, "
            content | time
            - Kế hoạch năm 2206 | Năm 2206
            - Cấp 20000 thẻ năm 2026 | Tháng 9/20226
            - Thành lập năm 938 | Năm 2026 - 2030
        "), @"
        row 1 content: Năm “2206” có thể gõ sai.
        row 1 time: Năm “2206” có thể gõ sai.
        row 2 time: Năm “20226” có thể gõ sai.
        ");
    }
}
