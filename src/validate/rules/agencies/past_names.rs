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
    "tiếp nhận từ",
    "sau sáp nhập",
    "sau sắp xếp",
    "sau hợp nhất",
    "sau khi sáp nhập",
    "sau khi sắp xếp",
    "sau khi hợp nhất",
    "dôi dư",
    "để lại",
    "thay cấp huyện",
    "thay cho cấp huyện",
];

/// What is taken back from a body that is gone. Land is taken back by any.
const TAKEN_BACK: &[&str] = &["hồi dấu", "hồi con dấu", "hồi biển", "hồi bảng", "hồi thẻ"];

/// What is handed over in the course of a sentence; one that begins with it says to whom.
const HANDED_OVER: &[&str] = &["bàn giao", "chuyển giao"];

/// Words that join something old with whose it was: "dấu cũ của huyện".
const WHOSE: &[&str] = &["cũ của", "cũ do", "cũ thuộc", "trước của"];
/// Words right before a body that is no longer.
const FORMERLY: &[&str] = &[
    "nguyên",
    "nguyên là",
    "nguyên của",
    "cựu",
    "thời",
    "hồi còn",
];
/// Words before "nguyên" that make another word of it.
const NOT_FORMERLY: &[&str] = &[
    "tài nguyên",
    "cao nguyên",
    "thảo nguyên",
    "trung nguyên",
    "giữ nguyên",
];
/// Words between what a body is said to be and its name.
const LEVELS: &[&str] = &["các", "cấp", "ubnd", "hđnd"];

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
    let before = text.get(..name.start).unwrap_or_default();
    near.any(|it| it == "cũ")
        || is_named_as_former(before)
        || KEPT
            .iter()
            .chain(HANDED_OVER)
            .any(|word| text.contains(word))
        || is_past(text)
        || GAVE.iter().any(|word| behind.contains(word))
        || TAKEN_BACK.iter().any(|word| before.contains(word))
        || lasted_until(behind).is_some_and(|year| year <= 2025)
        || is_before_the_end(behind)
}

fn is_past(text: &str) -> bool {
    let lower = text.to_lowercase();
    PAST.iter().any(|word| lower.contains(word))
}

/// Whether the words before a name say that the body is no longer, or that what it left is old.
fn is_named_as_former(before: &str) -> bool {
    let lower = before.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    while words.last().is_some_and(|it| LEVELS.contains(it)) {
        words.pop();
    }
    let before = words.join(" ");
    let ends_with_one = |words: &[&str]| {
        let mut rests = words.iter().filter_map(|it| before.strip_suffix(it));
        rests.any(|it| it.is_empty() || it.ends_with(' '))
    };
    ends_with_one(WHOSE) || (ends_with_one(FORMERLY) && !ends_with_one(NOT_FORMERLY))
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
