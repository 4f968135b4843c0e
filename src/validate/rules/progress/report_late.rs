//! # `report-late`
//!
//! A report is dated after the deadline that its own lines state: "Kèm theo Báo cáo … ngày 20/9/2026"
//! under "Hạn báo cáo: trước ngày 15/9/2026".
//!
//! **Fix.** None.

use crate::{
    model::{Date, Severity, dates_in, read_reference_line},
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
    if !head.reference.to_lowercase().contains("báo cáo") {
        return;
    }
    let dated = Date::parse(&read_reference_line(&head.reference).date);
    let (Some(dated), Some((row, column))) = (dated, scope.head_cell()) else {
        return;
    };
    let lines = head.between.iter().chain(&head.before).chain(&head.after);
    let due = lines.filter_map(|line| {
        let lower = line.to_lowercase();
        let states = lower.contains("hạn báo cáo") || lower.contains("báo cáo trước ngày");
        let dates = dates_in(line).into_iter().map(|(_, date)| date);
        let mut real = dates.filter(|it| it.year != 0 && it.is_real());
        real.next().filter(|_| states)
    });
    if let Some(due) = due.min().filter(|due| *due < dated) {
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
    }
}
