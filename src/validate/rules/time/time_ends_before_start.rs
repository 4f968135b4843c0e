//! # `time-ends-before-start`
//!
//! A period that ends before it starts, as a time or in a sentence: "Năm 2030 - 2026", "giai đoạn
//! 2030-2026".

use super::turned_round::{are_days_turned, are_months_turned, turned_years};
use crate::{
    model::{Date, Period, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-ends-before-start",
    severity: Severity::Error,
    title: Key::RuleTimeEndsBeforeStart,
    rationale: Key::RuleTimeEndsBeforeStartWhy,
    source: "Thời gian kết thúc thường bằng hoặc sau thời gian bắt đầu",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for column in scope.annex.columns {
        let text = scope.row.cell(column.id);
        let turned = match column.role {
            Role::Time => match Period::parse(text) {
                Some(Period::Span { from, to }) if to < from => Some(text.trim()),
                _ => turned_in_part(scope, text),
            },
            Role::Content | Role::Result | Role::Note => turned_phase(text),
            _ => None,
        };
        if let Some(turned) = turned {
            let message = Key::TimeEndsBeforeStart.with([turned.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
    check_columns(scope, acc);
}

/// What of a time is turned round where a year is named at one end only, or other words stand around it.
fn turned_in_part<'text>(scope: &RowScope, text: &'text str) -> Option<&'text str> {
    // Nothing is turned round without two numbers.
    if text.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return None;
    }
    let issued = Date::parse(&scope.document.plan.date);
    let is_turned = are_days_turned(text, issued) || are_months_turned(text);
    turned_years(text).or_else(|| is_turned.then(|| text.trim()))
}

/// Compares the columns of beginning and end: "Thời gian bắt đầu", "Thời gian kết thúc".
fn check_columns(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.annex.columns_of(Role::Time).nth(1).is_none() {
        return;
    }
    let column = |words: &[&str]| {
        let mut times = scope.annex.columns_of(Role::Time);
        times.find(|it| {
            let title = it.title().to_lowercase();
            words.iter().any(|word| title.contains(word))
        })
    };
    let (Some(start), Some(end)) = (column(STARTS), column(ENDS)) else {
        return;
    };
    let (begins, ends) = (scope.row.cell(start.id), scope.row.cell(end.id));
    let months = |text: &str| match Period::parse(text) {
        Some(Period::Span { from, to }) => Some((from, to)),
        _ => None,
    };
    let is_turned = match (Date::parse(begins), Date::parse(ends)) {
        (Some(first), Some(last)) => last < first,
        _ => months(begins)
            .zip(months(ends))
            .is_some_and(|((from, _), (_, to))| to < from),
    };
    if start.id != end.id && is_turned {
        let both = format!("{} - {}", begins.trim(), ends.trim());
        let message = Key::TimeEndsBeforeStart.with([both]);
        acc.push(scope.finding(&RULE, end.id, message));
    }
}

/// Words of the headings of beginnings and of ends.
const STARTS: &[&str] = &["bắt đầu", "khởi công", "trình", "từ ngày"];
const ENDS: &[&str] = &["kết thúc", "hoàn thành", "đến ngày"];

/// Finds "giai đoạn 2030-2026" in a sentence.
fn turned_phase(text: &str) -> Option<&str> {
    const WORD: &str = "iai đoạn ";
    let at = text.find(WORD)? + WORD.len();
    let behind = text.get(at..)?;
    let from: u16 = behind.get(..4)?.parse().ok()?;
    let joined = behind.get(4..)?.trim_start();
    let joined = joined
        .strip_prefix(['-', '–'])
        .or_else(|| joined.strip_prefix("đến "))?
        .trim_start();
    let to: u16 = joined.get(..4)?.parse().ok()?;
    let is_year = |year: u16| (1945..=2100).contains(&year);
    let end = at + behind.len() - joined.len() + 4;
    (to < from && is_year(from) && is_year(to))
        .then(|| text.get(at..end))
        .flatten()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::fixture,
        validate::{rules::time::time_ends_before_start::RULE, testing::report, validate},
    };

    #[test]
    fn a_column_of_ends_is_behind_one_of_beginnings() {
        assert_snapshot!(report(&RULE, "
            content | time:Thời gian bắt đầu | time:Thời gian kết thúc
            - A | 10/3/2026 | 04/3/2026
            - B | Tháng 6/2026 | Tháng 4/2026
            - C | 10/3/2026 | 14/3/2026
            - D | Quý I/2026 | Năm 2026
        "), @r"
        row 1 time: Thời gian kết thúc trước khi bắt đầu: “10/3/2026 - 04/3/2026”.
        row 2 time: Thời gian kết thúc trước khi bắt đầu: “Tháng 6/2026 - Tháng 4/2026”.
        ");
    }

    #[test]
    fn ends_without_a_year_are_compared() {
        let mut document = fixture::parse(
            "
            content | time
            - A | Từ ngày 31/8 đến ngày 01/6/2026
            - B | Từ năm học 2027-2026
            - C | Tháng 4 - tháng 3 và tháng 9 - tháng 10 hằng năm
            - D | Từ ngày 15/11 đến ngày 31/3/2027
            - E | Tháng 11 - tháng 4 hằng năm
            - F | Từ tháng 9 đến tháng 8 năm sau
            - G | Năm học 2026-2027
            - H | Tháng 255 - tháng 255 hằng năm
        ",
        );
        document.plan.date = "14/4/2026".to_owned();
        let found = validate(&document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        let annex = &document.annexes[0];
        let rows: Vec<_> = found
            .map(|it| annex.index_of(it.row).unwrap() + 1)
            .collect();
        assert_eq!(rows, [1, 2, 3]);
    }

    #[test]
    fn reports_spans_the_wrong_way_round() {
        assert_snapshot!(report(&RULE, "
            content | time
            - A | Năm 2030 - 2026
            - B | Năm 2026 - 2030
            - C | Từ tháng 9/2026 đến tháng 3/2026
            - D | Năm 2026
            - Thực hiện giai đoạn 2030-2026 của chương trình | Hằng năm
            - Thực hiện giai đoạn 2026-2030 của chương trình | Quý IV - Quý II/2026
        "), @r"
        row 1 time: Thời gian kết thúc trước khi bắt đầu: “Năm 2030 - 2026”.
        row 3 time: Thời gian kết thúc trước khi bắt đầu: “Từ tháng 9/2026 đến tháng 3/2026”.
        row 5 content: Thời gian kết thúc trước khi bắt đầu: “2030-2026”.
        row 6 time: Thời gian kết thúc trước khi bắt đầu: “Quý IV - Quý II/2026”.
        ");
    }
}
