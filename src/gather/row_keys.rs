//! What rows are matched by.

use crate::{
    model::{Annex, ColumnId, Role, RowKind},
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
    pub n_words: usize,
    pub ordinal: String,
    pub group: String,
    /// Index of the section or item above that it belongs to.
    pub parent: Option<usize>,
    /// Whether its place says what it means: the section names a phase, a level or a year.
    pub is_bound: bool,
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
        let words_of = words(text);
        let parent = above.last().map(|(_, at)| *at);
        let is_place = |key: &RowKey| {
            key.text.contains(|c: char| c.is_ascii_digit()) || key.text.starts_with("câp")
        };
        let is_bound = parent
            .and_then(|at| keys.get(at))
            .is_some_and(|key| key.is_bound || is_place(key));
        keys.push(RowKey {
            text: words_of.join(" "),
            folded: folded(&words_of).join(" "),
            is_unmarked: is_unmarked(text),
            n_words: words_of.len(),
            ordinal: words(annex.text(row, Role::Ordinal)).join("."),
            group: words(group).join(" "),
            parent,
            is_bound,
        });
        above.push((depth, at));
    }
    keys
}

/// Items are deeper than sections of any level.
const ITEM_DEPTH: u16 = 256;
