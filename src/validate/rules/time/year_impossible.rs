//! # `year-impossible`
//!
//! A year that no plan can mean ("Năm 2206", "Tháng 9/20226", "Quý III/206"), or that is so far ahead of
//! the plan that two of its figures have probably changed places ("Năm 2062" in a plan of 2026).
//!
//! **Fix.** None: only a person knows which year is meant.

use super::early_start::meant_start;
use crate::{
    model::{Date, Period, Role, Severity, TimeSlip, slips_in_sentence, time_slips, years},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "year-impossible",
    severity: Severity::Error,
    title: Key::RuleYearImpossible,
    rationale: Key::RuleYearImpossibleWhy,
    source: "Năm của kế hoạch nằm trong khoảng 1945–2100; đối chiếu với năm ban hành và các giai đoạn của kế hoạch",
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
        let is_time = column.role == Role::Time;
        if let Some((year, meant)) = far_year(scope, text, is_time) {
            let message = Key::YearExchanged.with([year.to_string(), meant.to_string()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
        if let Some((year, meant)) = decade_later(scope, text).filter(|_| is_time) {
            let message = Key::YearTooLate.with([year.to_string(), meant.to_string()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
        if let Some((from, meant)) = early_start(scope, text).filter(|_| is_time) {
            let message = Key::YearTooEarly.with([from.to_string(), meant.to_string()]);
            acc.push(scope.finding(&RULE, column.id, message).into_warning());
        }
    }
}

/// Finds a time that begins long before the plan where another figure makes it begin with it.
fn early_start(scope: &RowScope, text: &str) -> Option<(u16, u16)> {
    let issued = Date::parse(&scope.document.plan.date)?.year;
    let Some(Period::Span { from, to }) = Period::parse(text) else {
        return None;
    };
    Some((from.year, meant_start(from.year, to.year, issued)?))
}

/// Finds a time behind all years that the plan and the title of its annex name, where another figure of its tens
/// makes it one of them: "Tháng 3/2037" under "NĂM HỌC 2026-2027". Goals are set for round years.
fn decade_later(scope: &RowScope, text: &str) -> Option<(u16, u16)> {
    let issued = Date::parse(&scope.document.plan.date)?.year;
    let of_title = years(&scope.annex.head.title);
    let of_title = of_title.iter().map(|(_, year)| *year);
    let of_columns = scope.document.totals.horizon.map(|it| it.to);
    // Years far from the plan's date say that one of them is wrong, and not which.
    let near = |year: &u16| year.abs_diff(issued) <= AHEAD;
    let last = of_title.chain(of_columns).filter(near).max()?.max(issued);
    let is_goal = text.trim_start().to_lowercase().starts_with("đến ");
    let Some(Period::Span { to, .. }) = Period::parse(text) else {
        return None;
    };
    let mut meant = (1..=7).filter_map(|tens| to.year.checked_sub(10 * tens));
    // A task may end early in the year behind.
    let meant = meant.find(|it| (issued..=last + 1).contains(it))?;
    (last + 1 < to.year && !is_goal && !to.year.is_multiple_of(5)).then_some((to.year, meant))
}

/// Years that a task or phase looks ahead of the plan: "đến năm 2035".
const AHEAD: u16 = 12;
/// Years in which plans begin and end.
const ANY: (u16, u16) = (2020, 2040);

/// Finds a year too far ahead that becomes one of the plan when its last two figures change places.
/// Visions name round years: "tầm nhìn 2050".
fn far_year(scope: &RowScope, text: &str, is_time: bool) -> Option<(u16, u16)> {
    // Nearly all years are near.
    let is_far = |it: &[u8]| matches!(it, [b'2', b'0', b'4'..=b'9', b'0'..=b'9']);
    if !text.as_bytes().windows(4).any(is_far) {
        return None;
    }
    let horizon = scope.document.totals.horizon;
    let issued = Date::parse(&scope.document.plan.date).map(|date| date.year);
    // The first and the last year of the plan; where nothing names them, those of any plan.
    let first = issued.or(horizon.map(|it| it.from.unwrap_or(it.to)));
    let last = first.map(|first| horizon.map_or(first, |it| it.to.max(first)));
    let (first, last) = (first.unwrap_or(ANY.0), last.unwrap_or(ANY.1));
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    text.match_indices("20").find_map(|(at, _)| {
        let is_whole = !at.checked_sub(1).is_some_and(is_digit) && !is_digit(at + 4);
        let year: u16 = text.get(at..at + 4)?.parse().ok()?;
        let before = text.get(..at)?;
        let is_year = is_time || before.to_lowercase().ends_with("năm ");
        let (tens, ones) = (year % 100 / 10, year % 10);
        let meant = 2000 + ones * 10 + tens;
        let is_far = last + AHEAD < year && !year.is_multiple_of(5);
        let is_near = first <= meant && meant <= last + AHEAD;
        (is_whole && is_year && is_far && is_near).then_some((year, meant))
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::fixture,
        validate::{rules::time::year_impossible::RULE, testing::report, validate},
        wording::Language,
    };

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

    #[test]
    fn a_decade_behind_the_plan_is_one_of_its_years() {
        let mut document = fixture::parse(
            "content | time\n- A | Tháng 3/2037\n- B | Quý II/2039\n- C | Năm 2030\n- D | Tháng 3/2027\n- E | Đến năm 2036",
        );
        document.annexes[0].head.title = "NHIỆM VỤ NĂM HỌC 2026-2027".to_owned();
        document.plan.date = "15/8/2026".to_owned();
        let found = validate(&document);
        let own = found.iter().filter(|it| it.rule == RULE.id);
        let texts: Vec<String> = own
            .map(|it| it.message.text(Language::Vietnamese))
            .collect();
        document.plan.date = "15/8/2006".to_owned();
        let found = validate(&document);
        assert!(found.iter().all(|it| it.rule != RULE.id), "{found:?}");
        assert_eq!(
            texts,
            ["Năm “2037” muộn hơn mọi năm nêu trong kế hoạch; có thể định ghi 2027."]
        );
    }

    #[test]
    fn reports_years_whose_figures_changed_places() {
        let mut document = fixture::parse(
            "
            content | time
            - Rà soát | Năm 2062
            - Rà soát quy hoạch đến năm 2035, tầm nhìn năm 2050 | Tháng 12/2082
            - Hoàn thành trong năm 2072 | Năm 2035
            - Số 2063/QĐ-UBND, 2064 hộ | Năm 2050
            - Kịch bản nước biển dâng đến năm 2100 | 2026 - 2092
        ",
        );
        let told = |document: &_| -> Vec<String> {
            let found = validate(document);
            let own = found.iter().filter(|it| it.rule == RULE.id);
            own.map(|it| it.message.text(Language::Vietnamese))
                .collect()
        };
        assert_eq!(told(&document).len(), 4);
        document.plan.date = "15/01/2026".to_owned();
        assert_snapshot!(told(&document).join("\n"), @"
        Năm “2062” có thể đảo chữ số của năm 2026.
        Năm “2082” có thể đảo chữ số của năm 2028.
        Năm “2072” có thể đảo chữ số của năm 2027.
        Năm “2092” có thể đảo chữ số của năm 2029.
        ");
    }
}
