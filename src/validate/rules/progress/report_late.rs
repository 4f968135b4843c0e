//! # `report-late`
//!
//! A report is dated after the deadline that its own lines state: "Kèm theo Báo cáo … ngày 20/9/2026"
//! under "Hạn báo cáo: trước ngày 15/9/2026", or after the 15th of the last month of its quarter where
//! the lines of the plan want it by then.
//!
//! **Fix.** None.

use crate::{
    model::{Severity, deadline, report_date, reported_period},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "report-late",
    severity: Severity::Warning,
    title: Key::RuleReportLate,
    rationale: Key::RuleReportLateWhy,
    source: "Hạn báo cáo ghi ở đầu phụ lục",
    check: Check::Annex { reads: &[], check },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let head = scope.annex.head;
    let Some(period) = reported_period(head, scope.annex.columns) else {
        return;
    };
    let due = deadline(head.lines(), period);
    let (Some(dated), Some(due)) = (report_date(head), due) else {
        return;
    };
    if due < dated
        && let Some((row, column)) = scope.head_cell()
    {
        let message = Key::ReportLate.with([dated.written(), due.written()]);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::fixture, validate::validate};

    #[test]
    fn reports_the_date_of_a_report_after_its_deadline() {
        let found = |reference: &str, line: &str| {
            let mut document = fixture::parse(
                "
                content | unit | target:Năm 2026 | actual:Kết quả quý III/2026
                - Tỷ lệ người dân hài lòng | % | 95 | 80
            ",
            );
            let head = &mut document.annexes[0].head;
            head.reference = reference.to_owned();
            head.between = vec![line.to_owned()];
            let found = validate(&document);
            found.iter().filter(|it| it.rule == RULE.id).count()
        };
        let late = "(Kèm theo Báo cáo số 45/BC-SNV ngày 20/9/2026 của Sở Nội vụ)";
        let due = "(Hạn báo cáo: trước ngày 15/9/2026)";
        assert_eq!(found(late, due), 1);
        assert_eq!(found(&late.replace("20/9", "14/9"), due), 0);
        assert_eq!(found(&late.replace("Báo cáo", "Kế hoạch"), due), 0);
        assert_eq!(found(late, "Số liệu đến ngày 15/9/2026"), 0);
        let quarterly = "Định kỳ trước ngày 15 của tháng cuối quý báo cáo kết quả thực hiện";
        assert_eq!(found(late, quarterly), 1);
        assert_eq!(found(&late.replace("20/9", "15/9"), quarterly), 0);
        let yearly = "Các đơn vị báo cáo trước 20/02, 20/5, 20/9, 01/12 hằng năm";
        assert_eq!(found(late, yearly), 0);
        assert_eq!(found(&late.replace("20/9", "25/9"), yearly), 1);
    }
}
