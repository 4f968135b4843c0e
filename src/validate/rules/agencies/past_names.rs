//! Whether a text names bodies and places of the past on purpose: what is kept of them, what they handed
//! over, when they were.

use std::ops::Range;

use crate::{model::Date, validate::RowScope};

/// Words of a text that speaks of bodies that are gone.
const PAST: &[&str] = &[
    "trước đây",
    "trước sắp xếp",
    "trước khi sắp xếp",
    "trước khi sáp nhập",
    "trước khi hợp nhất",
    "không tổ chức",
    "không còn",
    "bỏ cấp huyện",
    "giải thể",
    "kết thúc hoạt động",
    "kế thừa",
    "bàn giao",
    "chuyển giao",
    "tiếp nhận từ",
    "sau sáp nhập",
    "sau sắp xếp",
    "sau hợp nhất",
];

/// What a body did behind whose name it stands: it gave away what it had.
const GAVE: &[&str] = &["chuyển sang", "chuyển về", "chuyển đến"];

/// What is kept of a body is kept under its name.
const KEPT: &[&str] = &["phông", "Phông", "PHÔNG"];

/// The last day on which the reorganisation ended bodies: the district level, and provinces that merged.
const LAST_END: &str = "01/7/2025";

/// A name of a place and its level may stand before "cũ".
const WORDS_TO_OLD: usize = 6;

/// Whether a text speaks of what was, or says so of the name in this range: "các huyện cũ", but not "đèn
/// đường cũ ở huyện".
pub(super) fn is_about_the_past(text: &str, name: &Range<usize>) -> bool {
    let behind = text.get(name.end..).unwrap_or_default();
    let words = behind.split(|c: char| !c.is_alphanumeric());
    let mut near = words.filter(|it| !it.is_empty()).take(WORDS_TO_OLD);
    near.any(|it| it == "cũ")
        || PAST.iter().chain(KEPT).any(|word| text.contains(word))
        || GAVE.iter().any(|word| behind.contains(word))
        || lasted_until(behind).is_some_and(|year| year <= 2025)
        || is_before_the_end(behind)
}

/// Whether a row is about what is kept of the past, by the years of it in a cell of their own: "1957-2025".
pub(super) fn is_of_the_past(scope: &RowScope) -> bool {
    let issued = Date::parse(&scope.document.plan.date).map_or(2026, |it| it.year);
    let mut cells = scope.row.cells();
    cells.any(|(_, text)| {
        years(text)
            .is_some_and(|(from, to)| to <= issued && from.saturating_add(YEARS_OF_PLAN) <= to)
    })
}

/// Shorter spans are those of plans: "2021-2025".
const YEARS_OF_PLAN: u16 = 5;

/// The year until which a body lasted, in brackets behind its name: "(1999-2025)".
fn lasted_until(behind: &str) -> Option<u16> {
    let (_, inside) = behind.split_once('(')?;
    let (inside, _) = inside.split_once(')')?;
    years(inside).map(|(_, to)| to)
}

/// The years of a text that is nothing but a span of them.
fn years(text: &str) -> Option<(u16, u16)> {
    let (from, to) = text.split_once(['-', '–'])?;
    let year = |text: &str| text.trim().parse::<u16>().ok().filter(|it| 1900 < *it);
    Some((year(from)?, year(to)?))
}

/// Whether the words behind a name say that it was before the reorganisation: "(trước ngày 01/3/2025)".
fn is_before_the_end(behind: &str) -> bool {
    ["trước ngày ", "đến ngày ", "trước "].iter().any(|word| {
        let date = behind
            .split_once(word)
            .and_then(|(_, it)| it.split_whitespace().next())
            .and_then(|it| Date::parse(it.trim_end_matches([')', ',', ';', '.'])));
        date.zip(Date::parse(LAST_END))
            .is_some_and(|(date, end)| date <= end)
    })
}
