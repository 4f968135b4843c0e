//! Tells the headings between the rows of a table from its items, and moves their texts to the
//! columns that they belong to.

use super::{merges::merge_at, table::Table};
use crate::{
    import::format::sheet::{Line, Sheet},
    model::{Column, Ordinal, OrdinalStyle, Role, split_ordinal},
};

/// A table, and the columns that its cells belong to.
#[derive(Clone, Copy)]
pub(in crate::import) struct Place<'a> {
    pub sheet: &'a Sheet,
    pub table: &'a Table,
    pub columns: &'a [Column],
}

impl Place<'_> {
    fn role(&self, idx: usize) -> Role {
        let column = self.columns.get(idx);
        column.map_or(Role::Other, |column| column.role)
    }

    /// Returns the column of the sheet.
    fn at(&self, idx: usize) -> usize {
        self.table.columns.get(idx).map_or(0, |place| place.at)
    }

    /// Returns the column that headings belong to: the content, otherwise the first column that is
    /// not the ordinal.
    pub fn content(&self) -> Option<usize> {
        let content = self.columns.iter().position(|it| it.role == Role::Content);
        content.or_else(|| self.columns.iter().position(|it| it.role != Role::Ordinal))
    }

    /// Splits a heading that extends from the ordinal over the content, "I. CẤP SỞ, NGÀNH", into its
    /// ordinal and its text. A text without an ordinal, "TỔNG CỘNG", moves to the content if the row
    /// has values.
    pub fn split_heading(&self, cells: &mut Vec<(usize, String)>) {
        let Some(content) = self.content() else {
            return;
        };
        let has_content = cells.iter().any(|(idx, _)| *idx == content);
        let Some((only, text)) = cells.first_mut().filter(|_| !has_content) else {
            return;
        };
        if self.role(*only) != Role::Ordinal {
            return;
        }
        if let Some((ordinal, rest)) = split_ordinal(text) {
            let rest = rest.to_owned();
            *text = ordinal.to_owned();
            cells.insert(1, (content, rest));
        } else if 1 < cells.len() {
            self.leave_ordinals(cells, content);
        }
    }

    /// Moves words from the ordinal column to the content.
    fn leave_ordinals(&self, cells: &mut [(usize, String)], content: usize) {
        let words = cells.first_mut().filter(|(_, text)| {
            let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
            1 < n_letters && Ordinal::parse(text).is_none()
        });
        if let Some((idx, _)) = words {
            *idx = content;
        }
    }

    /// Whether the only cell of a line is a heading without an ordinal: in the ordinal column, or
    /// merged over the rest of the row. Moves it to the content column.
    pub fn heads_alone(&self, line: &Line, cells: &mut [(usize, String)]) -> bool {
        let [(only, text)] = cells else {
            return false;
        };
        let Some(content) = self.content() else {
            return false;
        };
        let last = self.table.columns.last().map_or(0, |place| place.at);
        let spans = merge_at(self.sheet, line.row, self.at(*only)).is_some_and(|merge| {
            merge.left as usize <= self.at(content)
                && last <= merge.right as usize
                && merge.left < merge.right
        });
        let has_word = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let in_ordinals = self.role(*only) == Role::Ordinal && Ordinal::parse(text).is_none();
        if has_word && (in_ordinals || (spans && *only <= content)) {
            *only = content;
            return true;
        }
        false
    }

    /// Moves a section heading that starts in a column left of the content, and extends over the
    /// content column, to the content column.
    pub fn settle(&self, cells: &mut [(usize, String)]) {
        let at = |role: Role| self.columns.iter().position(|column| column.role == role);
        let Some(content) = at(Role::Content) else {
            return;
        };
        let may_hold = |idx: usize| {
            idx < content && matches!(self.role(idx), Role::Group | Role::Other | Role::Note)
        };
        if cells.iter().all(|(idx, _)| *idx != content) {
            let heading = cells.iter_mut().find(|(idx, _)| may_hold(*idx));
            heading.into_iter().for_each(|(idx, _)| *idx = content);
        }
    }

    /// Whether the only cell of a line opens a section though it is neither numbered, bold nor
    /// merged, as in a format that has no such thing.
    pub fn opens_section(&self, line: &Line, cells: &[(usize, String)], around: &Around) -> bool {
        let [(only, text)] = cells else {
            return false;
        };
        if Some(*only) != self.content()
            || !text.starts_with(char::is_uppercase)
            || text.ends_with(['.', ';', ','])
            || self.is_covered(line)
        {
            return false;
        }
        if self.columns.iter().all(|it| it.role != Role::Ordinal) {
            return around.is_between_filled;
        }
        let Some(next) = around.next else {
            return false;
        };
        let is_capitals = !text.contains(char::is_lowercase);
        let restarts = next.depth() == 1 && next.last() == 1;
        let is_letter = next.style() == OrdinalStyle::LowerLetter;
        !is_letter && (around.is_first || around.has_opened || restarts || is_capitals)
    }

    /// Whether a cell from above extends into a line.
    fn is_covered(&self, line: &Line) -> bool {
        let mut columns = self.table.columns.iter();
        columns.any(|column| self.sheet.merged_down(line.row, column.at).is_some())
    }
}

/// What is around a line of a table body.
#[derive(Clone, Copy, Default)]
pub(in crate::import) struct Around<'a> {
    /// Ordinal of the next numbered line.
    pub next: Option<&'a Ordinal>,
    /// Whether the lines above and below have several cells, or there is none above.
    pub is_between_filled: bool,
    /// Whether the line is the first of the body.
    pub is_first: bool,
    /// Whether a line like it opened a section before.
    pub has_opened: bool,
}
