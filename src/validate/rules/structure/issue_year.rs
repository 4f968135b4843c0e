//! The year of a plan, where a figure of its date is wrong: "12/6/2062" or "20/01/2016" over columns and titles
//! of 2026. Shared by `heading-years` and `reference-line-differs`.

use super::named_years::{wrong, years};
use crate::{
    model::{Date, Role},
    validate::{AnnexScope, frame::YEARS_AHEAD, rules::time::early_start::meant_start},
    wording::{Key, Message},
};

/// No plan is issued so many years behind those that it is for, or before them.
const BEHIND: u16 = 5;
const BEFORE: u16 = 8;

/// The date of the plan, as far as its year may be right.
pub(super) fn issued(scope: &AnnexScope) -> Option<Date> {
    let issued = Date::parse(&scope.document.plan.date)?;
    slip(scope).is_none().then_some(issued)
}

/// The first year that an annex is for, where the date of its plan becomes one of these years by one other
/// figure, or by two that change places.
pub(super) fn slip(scope: &AnnexScope) -> Option<u16> {
    let issued = Date::parse(&scope.document.plan.date)?.year;
    let starts = of_columns(scope).chain(of_title(&scope.annex.head.title));
    let starts: Vec<u16> = starts.collect();
    let (first, last) = (*starts.iter().min()?, *starts.iter().max()?);
    let exchanged = issued - issued % 100 + issued % 10 * 10 + issued % 100 / 10;
    let is_far_behind = last + BEHIND < issued && (first - 2..=last).contains(&exchanged);
    let mut later = (1..=3).map(|tens| issued + 10 * tens);
    let is_far_before = issued + BEFORE <= first && later.any(|it| it == first || it + 1 == first);
    (is_far_behind || is_far_before).then_some(first)
}

fn of_columns(scope: &AnnexScope) -> impl Iterator<Item = u16> {
    let phases = scope
        .annex
        .columns_of(Role::Target)
        .filter_map(|it| it.phase());
    phases.map(|it| it.from.unwrap_or(it.to))
}

/// The years of a title that its annex is for, and not those until which it looks ahead.
fn of_title(title: &str) -> impl Iterator<Item = u16> {
    let lower = title.to_lowercase();
    let own = years(title).into_iter().filter(move |(at, _)| {
        let before = lower.get(..*at).unwrap_or_default().trim_end();
        ["năm", "giai đoạn"].iter().any(|it| {
            let rest = before.strip_suffix(it).map(str::trim_end);
            rest.is_some_and(|it| {
                !["đến", "tới", "tầm nhìn", "nhìn", "từ"]
                    .iter()
                    .any(|word| it.ends_with(word))
            })
        })
    });
    own.map(|(_, year)| year)
}

/// A title whose phase begins long before the plan, by another figure with it.
pub(super) fn early(title: &str, issued: Option<u16>) -> Option<Message> {
    let years = years(title);
    let [(_, from), (_, to)] = years.as_slice() else {
        return None;
    };
    let meant = meant_start(*from, *to, issued?)?;
    Some(Key::YearTooEarly.with([from.to_string(), meant.to_string()]))
}

/// A heading of a year that no plan looks ahead to: "Năm 2207" is no phase any more.
pub(super) fn too_far_ahead(heading: &str, issued: Option<u16>) -> Option<Message> {
    let issued = issued?;
    let is_far = |(_, year): &(usize, u16)| issued + YEARS_AHEAD < *year;
    years(heading)
        .iter()
        .any(is_far)
        .then(|| wrong(heading, Some(issued), false))?
}
