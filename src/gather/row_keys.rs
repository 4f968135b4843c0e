//! What rows are matched by.

use super::rewording::Name;
use crate::{
    model::{Annex, ColumnId, Role, RowKind, is_total},
    reference::units,
    text::likeness::{folded, is_unmarked, words},
};

/// Identity of a row for matching.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RowKey {
    /// The words of the content.
    pub text: String,
    /// The same without marks.
    pub folded: String,
    pub is_unmarked: bool,
    /// The words that say something, without marks.
    pub core: String,
    pub name: Name,
    pub unit: String,
    /// The words before brackets at the end, and those in them: they may be the unit.
    pub in_brackets: Option<(String, String)>,
    pub n_words: usize,
    pub ordinal: String,
    pub group: String,
    /// Index of the section or item above that it belongs to.
    pub parent: Option<usize>,
    /// Whether its place says what it means: the section names a phase, a level or a year.
    pub is_bound: bool,
    pub is_section: bool,
}

/// Returns the keys of an annex's rows; `content` is the column that tells the rows apart.
pub(super) fn row_keys(annex: &Annex, content: Option<ColumnId>) -> Vec<RowKey> {
    let mut keys: Vec<RowKey> = Vec::new();
    let mut above: Vec<(u16, usize)> = Vec::new();
    for (at, row) in annex.rows.iter().enumerate() {
        let depth = match row.kind {
            RowKind::Section(level) => u16::from(level),
            RowKind::Item(level) => ITEM_DEPTH + u16::from(level),
        };
        above.retain(|(it, _)| *it < depth);
        let group = annex.text(row, Role::Group);
        let text = match content.map_or("", |column| row.cell(column)) {
            "" if content.is_some() => group,
            text => text,
        };
        let unit = annex.text(row, Role::Unit);
        let text = match is_total(text, annex.text(row, Role::Ordinal)) {
            // "Cộng", "Tổng số": each says that it is the total.
            true if words(text).len() <= TOTAL_WORDS => "Tổng cộng",
            _ => without_unit(text, unit),
        };
        let words_of = words(text);
        let bare = folded(&words_of);
        let parent = above.last().map(|(_, at)| *at);
        let is_place = |key: &RowKey| {
            key.text.contains(|c: char| c.is_ascii_digit()) || key.text.starts_with("câp")
        };
        let is_bound = parent
            .and_then(|at| keys.get(at))
            .is_some_and(|key| key.is_bound || is_place(key));
        keys.push(RowKey {
            text: words_of.join(" "),
            folded: bare.join(" "),
            is_unmarked: is_unmarked(text),
            core: core(&bare),
            name: Name::of(text),
            unit: words(unit).join(" "),
            in_brackets: brackets(text)
                .map(|(before, inside)| (words(before).join(" "), words(inside).join(" "))),
            n_words: words_of.len(),
            ordinal: words(annex.text(row, Role::Ordinal)).join("."),
            group: words(group).join(" "),
            parent,
            is_bound,
            is_section: row.kind.is_section(),
        });
        above.push((depth, at));
    }
    keys
}

/// A longer text names what the total is of.
const TOTAL_WORDS: usize = 2;

/// Returns a content without the unit that stands in brackets behind it.
fn without_unit<'text>(text: &'text str, unit: &str) -> &'text str {
    match brackets(text) {
        Some((content, inside)) => {
            let is_unit =
                units::is_known(inside) || !unit.is_empty() && words(unit) == words(inside);
            if is_unit { content } else { text }
        }
        None => text,
    }
}

/// Splits a content from what stands in brackets behind it.
fn brackets(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end().strip_suffix(')')?;
    inner
        .rsplit_once('(')
        .filter(|(content, _)| !content.trim().is_empty())
}

/// Words, without marks, that may stand in a content or not.
const LIGHT: &[&str] = &[
    "so", "tong", "tai", "o", "cua", "va", "cac", "nhung", "da", "duoc", "ve", "cho",
];

/// Returns the words of a content that say something; empty where few do.
pub(super) fn core(words: &[String]) -> String {
    let words = match words {
        [first, second, rest @ ..] if first == "trong" && second == "do" => rest,
        all => all,
    };
    let core: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|it| !LIGHT.contains(it))
        .collect();
    if core.len() < 2 {
        String::new()
    } else {
        core.join(" ")
    }
}

/// Items are deeper than sections of any level.
const ITEM_DEPTH: u16 = 256;
