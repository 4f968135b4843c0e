//! # `reference-line-differs`
//!
//! The line under an annex's title gives a different number, date or issuing body than the plan
//! that the annex belongs to.
//!
//! **Why.** A signed annex of Lào Cai referred to document 7325 instead of 7323.
//!
//! **Fix.** Sets the plan's number, date or body. Unsafe: applied by hand only, because the plan's
//! may be the wrong one. Blanks that the clerk fills in are accepted (Nghị định 30/2020/NĐ-CP, Phụ
//! lục I, Mục III.1.c).

use std::sync::Arc;

use super::issue_year;
use crate::{
    edit::Step,
    model::{AnnexHead, Date, Severity, agencies_in, dates_in, read_reference_line},
    reference::agencies::{Agency, Status},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "reference-line-differs",
    severity: Severity::Error,
    title: Key::RuleReference,
    rationale: Key::RuleReferenceWhy,
    source: "Điểm c khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP",
    check: Check::Annex { reads: &[], check },
};

/// Years in which documents that are in force are issued.
const ISSUED: std::ops::RangeInclusive<u16> = 1945..=2100;

fn may_be(date: &Date) -> bool {
    date.is_real() && ISSUED.contains(&date.year)
}

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let head = scope.annex.head;
    let Some((row, column)) = scope.head_cell().filter(|_| !head.reference.is_empty()) else {
        return;
    };
    let named = read_reference_line(&head.reference);
    let dates = dates_in(&head.reference).into_iter();
    for (written, _) in dates.filter(|(_, date)| date.year != 0 && !may_be(date)) {
        let message = Key::DateImpossible.with([written.to_owned()]);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
    }
    for written in dates_of_other_years(&head.reference) {
        let message = Key::DateImpossible.with([written.to_owned()]);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
    }
    let own = Date::parse(&named.date);
    if own.is_some() && own == Date::parse(&scope.document.plan.date) {
        let message = |year: u16| Key::IssuedTooEarly.with([named.date.clone(), year.to_string()]);
        let slip = issue_year::slip(scope).map(message);
        acc.extend(slip.map(|it| scope.finding(&RULE, row, column, it).of_annex()));
    }
    if let Some(agency) = abolished(scope, &named.body, own) {
        let args = [
            agency.name.clone(),
            agency.since.clone(),
            agency.successors.join("; "),
        ];
        let message = Key::AgencyAbolished.with(args);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
    }
    let is_unread = named.date.contains("tháng") && Date::parse(&named.date).is_none();
    if is_unread && is_filled(&named.date) && has_day_month_year(&named.date) {
        let message = Key::DateImpossible.with([named.date.clone()]);
        acc.push(scope.finding(&RULE, row, column, message).of_annex());
    }
    let contested = scope.document.totals.contested;
    let mut report = |written: &str, meant: &str, is_contested: bool| {
        let args = [written.to_owned(), meant.to_owned()];
        if is_contested {
            let message = Key::ReferencesDivided.with(args);
            acc.push(scope.finding(&RULE, row, column, message).of_annex());
            return;
        }
        let finding = scope
            .finding(&RULE, row, column, Key::Reference.with(args))
            .of_annex();
        let reference = head.reference.replacen(written, meant, 1);
        // Of another symbol the kind of the document is another too.
        let symbol = |text: &'_ str| text.split_once('/').map(|(_, symbol)| symbol.to_owned());
        let is_other_kind = symbol(written) != symbol(meant) && Date::parse(meant).is_none();
        if reference == head.reference || is_other_kind {
            acc.push(finding);
            return;
        }
        let head = AnnexHead {
            reference,
            ..head.clone()
        };
        let step = Step::SetHead {
            annex: scope.annex.id,
            head,
        };
        let label = Key::FixReplaceBy.with([meant.to_owned()]);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    };
    let number = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        is_filled(&text).then_some(text)
    };
    if let (Some(own), Some(plans)) = (number(&named.number), number(&scope.document.plan.number))
        && own != plans
    {
        report(&named.number, &scope.document.plan.number, contested.number);
    }
    if let (Some(own), Some(plans)) = (
        Date::parse(&named.date),
        Date::parse(&scope.document.plan.date),
    ) && own != plans
    {
        report(&named.date, &scope.document.plan.date, contested.date);
    }
    let body = |text: &str| {
        text.to_lowercase()
            .replace("ủy ban nhân dân", "ubnd")
            .replace("uỷ ban nhân dân", "ubnd")
    };
    let (own, plans) = (body(&named.body), body(&scope.document.plan.body));
    let is_other = !own.is_empty()
        && !plans.is_empty()
        && !own.starts_with(&plans)
        && !plans.starts_with(&own);
    if is_other && !own.contains(['…', '.']) {
        report(&named.body, &scope.document.plan.body, contested.body);
    }
}

/// The dates of a text whose year has three figures or more than four: "16/4/20026".
fn dates_of_other_years(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';'));
    words.filter(|word| {
        let parts: Vec<&str> = word.split('/').collect();
        let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        matches!(parts.as_slice(), [day, month, year]
            if parts.iter().all(is_number) && day.len() <= 2 && month.len() <= 2
                && matches!(year.len(), 3 | 5 | 6))
    })
}

/// The body of a line that was no more when the document was issued.
fn abolished(scope: &AnnexScope, body: &str, issued: Option<Date>) -> Option<Arc<Agency>> {
    let named = agencies_in(scope.document.directory, body);
    let agency = named.iter().find_map(|it| it.agency.clone())?;
    let was_gone = Date::parse(&agency.since).zip(issued);
    let was_gone = was_gone.is_some_and(|(since, issued)| since <= issued);
    (agency.status == Status::Abolished && was_gone).then_some(agency)
}

/// Whether a number or a date is written out, with no blank for the clerk.
fn is_filled(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && !text.contains(['…', '_'])
        && !text.contains("..")
}

/// Whether a date in words has its three numbers: "12 tháng 13 năm 2026".
fn has_day_month_year(text: &str) -> bool {
    let words = text.split_whitespace();
    words.filter(|it| it.parse::<u16>().is_ok()).count() == 3
}

#[cfg(test)]
mod tests {
    use crate::validate::{rules::structure::reference_line_differs::RULE, validate};
    use crate::{
        model::{AnnexId, Document, fixture, sample},
        wording::Language,
    };

    fn messages(document: &Document) -> Vec<String> {
        let found = validate(document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        found
            .map(|it| it.message.text(Language::Vietnamese))
            .collect()
    }

    #[test]
    fn reports_what_is_not_the_plans() {
        let mut document = sample::document();
        assert_eq!(messages(&document), Vec::<String>::new());
        document.plan.number = "7323/KH-UBND".to_owned();
        document.annexes[0].head.reference =
            "(Kèm theo Kế hoạch số 7325/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu)".to_owned();
        document.annexes[1].head.reference =
            "(Kèm theo Kế hoạch số …/KH-UBND ngày 6/1/2026 của UBND tỉnh Khác)".to_owned();
        // Most annexes agree with the plan.
        for at in [0, 0] {
            let mut more = document.annexes[at].clone();
            more.id = AnnexId(document.next_id());
            more.head.reference =
                "(Kèm theo Kế hoạch số 7323/KH-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)".to_owned();
            document.annexes.push(more);
        }
        assert_eq!(
            messages(&document),
            [
                "Dòng “Kèm theo” ghi “7325/KH-UBND”, thông tin kế hoạch ghi “7323/KH-UBND”.",
                "Dòng “Kèm theo” ghi “6/1/2026”, thông tin kế hoạch ghi “05/01/2026”.",
                "Dòng “Kèm theo” ghi “UBND tỉnh Khác”, thông tin kế hoạch ghi “UBND tỉnh Mẫu”.",
            ]
        );
        while let Some(fix) = validate(&document)
            .iter()
            .find_map(|it| it.fix.clone().filter(|_| it.rule == RULE.id))
        {
            document.apply(&fix.transaction).unwrap();
        }
        assert_eq!(messages(&document), Vec::<String>::new());
        assert_eq!(
            document.annexes[1].head.reference,
            "(Kèm theo Kế hoạch số …/KH-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)"
        );
    }

    /// Two lines that differ say nothing of which is right.
    #[test]
    fn a_year_that_cannot_be_is_no_year_of_the_line() {
        let mut document = sample::document();
        document.annexes.truncate(1);
        document.plan.date.clear();
        document.annexes[0].head.reference =
            "(Kèm theo Kế hoạch số 71/KH-UBND ngày 08/5/2206 của UBND tỉnh Mẫu)".to_owned();
        let found = messages(&document).join("\n");
        assert!(found.contains("08/5/2206"), "{found}");
    }

    #[test]
    fn a_date_of_another_time_than_the_annex_is_reported_at_the_line() {
        let line =
            |date: &str| format!("(Kèm theo Kế hoạch số 71/KH-UBND ngày {date} của UBND tỉnh Mẫu)");
        for (date, is_wrong) in [
            ("20/01/2016", true),
            ("05/5/206", true),
            ("16/4/20026", true),
            ("12/6/2062", true),
            ("12/6/2026", false),
            ("12/12/2025", false),
            ("12/12/2021", false),
        ] {
            let mut document =
                fixture::parse("content | target:Năm 2026 | target:Năm 2027\n- A | 1 | 2");
            document.annexes[0].head.title = "CHỈ TIÊU NĂM 2026".to_owned();
            document.annexes[0].head.reference = line(date);
            document.plan.date = date.to_owned();
            assert_eq!(messages(&document).len(), usize::from(is_wrong), "{date}");
            let others = validate(&document);
            let of_headings = others.iter().filter(|it| it.rule == "heading-years");
            assert_eq!(of_headings.count(), 0, "{date}");
        }
    }

    #[test]
    fn a_body_that_is_no_more_issues_nothing() {
        for (body, date, n) in [
            (
                "Sở Lao động - Thương binh và Xã hội tỉnh Thanh Hóa",
                "15/6/2026",
                1,
            ),
            (
                "Sở Lao động - Thương binh và Xã hội tỉnh Thanh Hóa",
                "15/6/2024",
                0,
            ),
            ("Sở Nội vụ tỉnh Thanh Hóa", "15/6/2026", 0),
        ] {
            let mut document = fixture::parse("content\n- A");
            document.annexes[0].head.reference =
                format!("(Kèm theo Báo cáo số 318/BC-SNV ngày {date} của {body})");
            assert_eq!(messages(&document).len(), n, "{body} {date}");
        }
    }

    #[test]
    fn of_two_lines_neither_is_held_right() {
        let mut document = sample::document();
        let line = |number: &str| {
            format!("(Kèm theo Kế hoạch số {number}/KH-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)")
        };
        document.plan.number = "71/KH-UBND".to_owned();
        document.annexes[0].head.reference = line("71");
        document.annexes[1].head.reference = line("17");
        assert_eq!(
            messages(&document),
            [
                "Dòng “Kèm theo” ghi “17/KH-UBND”, phụ lục khác ghi “71/KH-UBND”; nên kiểm tra cả hai."
            ]
        );
        let found = validate(&document);
        assert!(
            found
                .iter()
                .filter(|it| it.rule == RULE.id)
                .all(|it| it.fix.is_none())
        );
        let mut third = document.annexes[0].clone();
        third.id = AnnexId(document.next_id());
        document.annexes.push(third);
        assert_eq!(
            messages(&document),
            ["Dòng “Kèm theo” ghi “17/KH-UBND”, thông tin kế hoạch ghi “71/KH-UBND”."]
        );
    }

    #[test]
    fn a_line_of_another_kind_is_not_mended_by_half_and_a_month_is_one_of_twelve() {
        let mut document = sample::document();
        document.plan.number = "58/KH-UBND".to_owned();
        document.annexes[0].head.reference.clear();
        document.annexes[1].head.reference =
            "(Kèm theo Quyết định số 58/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)".to_owned();
        let found = validate(&document);
        let own: Vec<_> = found.iter().filter(|it| it.rule == RULE.id).collect();
        assert_eq!(own.len(), 1);
        assert!(own[0].fix.is_none());
        document.annexes[1].head.reference =
            "(Kèm theo Kế hoạch số 58/KH-UBND ngày 05 tháng 13 năm 2026 của UBND tỉnh Mẫu)"
                .to_owned();
        assert_eq!(
            messages(&document),
            ["Lịch không có ngày 05 tháng 13 năm 2026; nên kiểm tra lại."]
        );
    }
}
