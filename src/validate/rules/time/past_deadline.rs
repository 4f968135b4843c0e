//! # `past-deadline`
//!
//! A task is due before the plan was issued. An annex with a column of results or of states reports on
//! such tasks.
//!
//! **Why.** The row was copied from an older plan, or its year was mistyped.

use crate::{
    model::{Column, Date, Period, Role, Severity, years},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "past-deadline",
    severity: Severity::Warning,
    title: Key::RulePastDeadline,
    rationale: Key::RulePastDeadlineWhy,
    source: "Đối chiếu với ngày ban hành kế hoạch",
    check: Check::Row(check),
};

/// No plan is issued later.
const YEAR_MAX: u16 = 2100;

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    // A report shows what was done in the past, and carried-over tasks are past on purpose.
    let reports = [Role::Actual, Role::Status]
        .into_iter()
        .any(|role| scope.annex.column_of(role).is_some());
    if row.kind.is_section() || reports {
        return;
    }
    // A date that cannot be has a finding of its own.
    let issued = Date::parse(&scope.document.plan.date).filter(|it| it.year <= YEAR_MAX);
    let Some(issued) = issued else {
        return;
    };
    let end_of = |column: &Column| match Period::parse(row.cell(column.id)) {
        Some(Period::Span { to, .. }) => Some(to),
        _ => None,
    };
    // "1957-2025" beside "Quý III/2026" is the time of the matter, or when the work began.
    let mut times = scope.annex.columns_of(Role::Time);
    if times.any(|column| end_of(column).is_some_and(|to| issued.month_of_year() <= to)) {
        return;
    }
    for column in scope.annex.columns_of(Role::Time) {
        let text = row.cell(column.id);
        let Some(to) = end_of(column) else {
            if occasion_year(text).is_some_and(|year| year < issued.year)
                && !is_of_matter(&column.title())
            {
                let args = [text.trim().to_owned(), scope.document.plan.date.clone()];
                acc.push(scope.finding(&RULE, column.id, Key::PastDeadline.with(args)));
            }
            continue;
        };
        // Times that end before the first phase are reported by `time-outside-phases`.
        let start = scope.document.totals.horizon.and_then(|it| it.from);
        let is_past = to < issued.month_of_year() && start.is_none_or(|start| start <= to.year);
        if is_past && !is_of_matter(&column.title()) {
            let message =
                Key::PastDeadline.with([text.trim().to_owned(), scope.document.plan.date.clone()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

/// The last year of a time that is told by an occasion: "Kỳ họp giữa năm 2017". Years of documents and of what
/// goes before are none.
fn occasion_year(text: &str) -> Option<u16> {
    let lower = text.to_lowercase();
    let looks_back = [
        "theo ",
        "sau ",
        "từ ",
        "kể từ ",
        "số ",
        "luật",
        "đã ",
        "so với",
        "như năm",
        "bằng năm",
        "tiếp theo",
        "liên tục",
    ]
    .iter()
    .any(|it| lower.contains(it));
    let years = years(&lower).into_iter();
    let last = years.map(|(_, year)| year).max();
    last.filter(|_| !looks_back)
}

/// Whether a heading names the time that an inspection looks at, which is past, and not when it is done.
fn is_of_matter(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    [
        "thời kỳ",
        "niên độ",
        "mốc thời gian",
        "kỳ thanh tra",
        "kỳ kiểm",
        "giai đoạn kiểm",
        "giai đoạn thanh tra",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::validate::{rules::time::past_deadline::RULE, validate};
    use crate::{
        model::{Plan, fixture},
        wording::Language,
    };

    #[test]
    fn what_an_inspection_looks_at_is_past() {
        let mut document = fixture::parse(
            "content | time:Thời kỳ thanh tra | time:Thời gian triển khai
            - Thanh tra việc chấp hành pháp luật về đê điều | Năm 2024 | Quý II/2026",
        );
        document.plan.date = "12/01/2026".to_owned();
        let found = validate(&document);
        assert!(found.iter().all(|it| it.rule != RULE.id));
    }

    #[test]
    fn an_occasion_has_a_year() {
        let mut document = fixture::parse(
            "content | time
            - A | Kỳ họp giữa năm 2017
            - B | Festival Hoa năm 2016
            - C | Kỳ họp giữa năm 2027
            - D | Theo Nghị quyết năm 2021
            - E | Sau khi tổng kết năm 2025",
        );
        document.plan.date = "12/01/2026".to_owned();
        let found = validate(&document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        assert_eq!(found.count(), 2);
    }

    #[test]
    fn of_two_times_one_is_past_where_the_other_is_not() {
        let mut document = fixture::parse(
            "content | time:Thời gian tài liệu | time:Thời hạn giao nộp
            - Phông Ban Dân tộc | 2004-2025 | Quý II/2026
            - Phông Hạt Kiểm lâm | 1975-2025 | Quý II/2025",
        );
        document.plan.date = "16/3/2026".to_owned();
        let found = validate(&document);
        let found: Vec<_> = found.iter().filter(|it| it.rule == RULE.id).collect();
        assert!(!found.is_empty());
        assert!(
            found
                .iter()
                .all(|it| it.row == document.annexes[0].rows[1].id)
        );
    }

    #[test]
    fn reports_what_ended_before_the_plan() {
        let mut document = fixture::parse(
            "
            stt | content | time
            - 1 | x | Tháng 12/2025
            - 2 | x | Quý III/2025
            - 3 | x | Năm 2024 - 2025
            - 4 | x | Năm 2024
            - 5 | x | Hằng năm
        ",
        );
        let messages = |document: &_| -> Vec<String> {
            let found = validate(document);
            let found = found.iter().filter(|it| it.rule == RULE.id);
            found
                .map(|it| it.message.text(Language::Vietnamese))
                .collect()
        };
        assert_eq!(
            messages(&document),
            Vec::<String>::new(),
            "no date, no past"
        );
        document.plan = Plan {
            date: "31/12/2025".to_owned(),
            ..Plan::default()
        };
        assert_eq!(
            messages(&document),
            [
                "Thời hạn “Quý III/2025” đã qua khi kế hoạch ban hành (31/12/2025).",
                "Thời hạn “Năm 2024” đã qua khi kế hoạch ban hành (31/12/2025).",
            ]
        );
    }
}
