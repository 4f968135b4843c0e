//! # `disbursement-differs`
//!
//! The rate of disbursement is not the amount disbursed over the amount planned, or more is disbursed
//! than planned. Rounding, and columns in different units, are no difference.
//!
//! **Fix.** None: any of the three figures may be wrong.

use crate::{
    model::{ColumnId, ReportColumns, Role, Severity, parse_number, vietnamese_number},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "disbursement-differs",
    severity: Severity::Warning,
    title: Key::RuleDisbursementDiffers,
    rationale: Key::RuleDisbursementDiffersWhy,
    source: "Đối chiếu ba cột kinh phí giao, đã giải ngân, tỷ lệ trong cùng một dòng",
    check: Check::Annex {
        reads: &[Role::Other, Role::Actual, Role::Target],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let columns = ReportColumns::of(scope.annex.columns, None);
    let (Some(planned), Some(disbursed)) = (columns.planned, columns.disbursed) else {
        return;
    };
    if money_of(scope, planned) != money_of(scope, disbursed) {
        return;
    }
    for row in scope.rows() {
        let text = |column: ColumnId| scope.text(*row, column).trim();
        let (Some(whole), Some(part)) =
            (parse_number(text(planned)), parse_number(text(disbursed)))
        else {
            continue;
        };
        if whole < part {
            let args = [text(disbursed).to_owned(), text(planned).to_owned()];
            let message = Key::DisbursedAbovePlan.with(args);
            acc.push(scope.finding(&RULE, *row, disbursed, message));
        }
        let Some(rate) = columns.rate.filter(|_| whole != 0.0) else {
            continue;
        };
        let stated = text(rate).trim_end_matches('%').trim_end();
        let (Some(value), right) = (parse_number(stated), part / whole * 100.0) else {
            continue;
        };
        let decimals = stated.split_once([',', '.']).map_or(0, |(_, it)| it.len());
        let step = 10f64.powi(-i32::try_from(decimals).unwrap_or(0));
        if step * 1.01 < (value - right).abs() {
            let right = vietnamese_number((right * 10.0).round() / 10.0);
            let args = [
                text(rate).to_owned(),
                text(disbursed).to_owned(),
                text(planned).to_owned(),
                right,
            ];
            let message = Key::DisbursementDiffers.with(args);
            acc.push(scope.finding(&RULE, *row, rate, message));
        }
    }
}

/// The unit of money that a heading names.
fn money_of(scope: &AnnexScope, column: ColumnId) -> Option<&'static str> {
    let title = scope.annex.column(column)?.title().to_lowercase();
    let title = title.replace("tỉ", "tỷ");
    let units = ["nghìn đồng", "triệu đồng", "tỷ đồng", "đồng"];
    units.into_iter().find(|unit| title.contains(unit))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::progress::disbursement_differs::RULE, testing::report};

    #[test]
    fn reports_rates_that_the_amounts_deny() {
        assert_snapshot!(report(&RULE, "
            content | other:Kinh phí được giao | other:Đã giải ngân | other:Tỷ lệ giải ngân (%)
            - Nâng cấp trung tâm dữ liệu | 42.169 | 30.000 | 71,1
            - Nâng cấp trung tâm dữ liệu | 42.169 | 30.000 | 71
            - Nâng cấp trung tâm dữ liệu | 42.169 | 30.000 | 81,1
            - Nâng cấp trung tâm dữ liệu | 42.169 | 43.000 | 102
            - Nâng cấp trung tâm dữ liệu | 42.169 | |
        "), @"
        row 3 other: Ghi tỷ lệ “81,1” nhưng 30.000 trên 42.169 là 71,1%.
        row 4 other: Đã giải ngân 43.000, nhiều hơn số được giao 42.169.
        ");
        assert_snapshot!(report(&RULE, "
            content | other:Kinh phí được giao (tỷ đồng) | other:Đã giải ngân (triệu đồng) | other:Tỷ lệ giải ngân (%)
            - Nâng cấp trung tâm dữ liệu | 42 | 30.000 | 71,4
        "), @"");
    }
}
