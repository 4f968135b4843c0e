//! What a rule may read.

use std::cell::OnceCell;

use super::sequence::{self, Break};
use crate::{
    edit::Step,
    model::{
        Annex, ColumnId, Ordinal, Phase, Plan, Role, Row, RowKind, Target,
        coverage::{self, Statement},
    },
    reference::{agencies::Directory, indicators::Indicators},
};

/// What a check may read: an annex, facts about the whole document, and reference data.
pub(crate) struct Scope<'document> {
    pub annex: &'document Annex,
    pub plan: &'document Plan,
    pub directory: &'document Directory,
    pub indicators: &'document Indicators,
    /// The years that the plan's phases cover.
    pub horizon: Option<Phase>,
    /// Whether the row being checked has sub-items.
    pub is_parent: bool,
    /// Position of the annex in the document.
    pub annex_position: AnnexPosition,
    pub(super) caches: Caches<'document>,
}

/// Values derived from the annex or the row being checked, computed once for all rules.
#[derive(Default)]
pub(super) struct Caches<'document> {
    /// Column-major cache of cell texts: annex rules read all of them repeatedly, and rows are
    /// scattered in memory.
    texts: OnceCell<Vec<Vec<&'document str>>>,
    /// Targets of the row being checked.
    targets: OnceCell<Vec<(ColumnId, Target)>>,
    ordinals: OnceCell<Vec<Option<Ordinal>>>,
    breaks: OnceCell<Vec<Break<'document>>>,
    statements: OnceCell<Vec<Statement>>,
}

/// Position of an annex and the number of annexes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AnnexPosition {
    pub at: u32,
    pub of: u32,
}

impl<'document> Scope<'document> {
    /// Returns all rows with their texts under a column.
    pub(super) fn texts(
        &self,
        column: ColumnId,
    ) -> impl Iterator<Item = (&'document Row, &'document str)> {
        let at = self.annex.columns.iter().position(|it| it.id == column);
        let texts = at.and_then(|at| self.all_texts().get(at));
        let texts = texts.into_iter().flatten().copied();
        self.annex.rows.iter().map(|row| &**row).zip(texts)
    }

    /// Visits the non-empty cells under columns of the wanted roles, row by row.
    pub(super) fn each_cell(
        &self,
        wanted: impl Fn(Role) -> bool,
        mut look: impl FnMut(&'document Row, ColumnId, &'document str),
    ) {
        let columns = self.annex.columns.iter().zip(self.all_texts());
        let columns = columns.filter(|(column, _)| wanted(column.role));
        let columns: Vec<_> = columns.collect();
        for (at, row) in self.annex.rows.iter().enumerate() {
            for (column, texts) in &columns {
                if let Some(text) = texts.get(at).filter(|text| !text.is_empty()) {
                    look(row, column.id, text);
                }
            }
        }
    }

    fn all_texts(&self) -> &[Vec<&'document str>] {
        self.caches.texts.get_or_init(|| {
            let rows = &self.annex.rows;
            let columns = self.annex.columns.iter();
            let mut texts: Vec<Vec<&str>> =
                columns.map(|_| Vec::with_capacity(rows.len())).collect();
            for row in rows {
                for (column, texts) in self.annex.columns.iter().zip(&mut texts) {
                    texts.push(row.cell(column.id));
                }
            }
            texts
        })
    }

    /// Returns the cell that carries findings about the annex as a whole: the first one, because the
    /// lines above the table have no cell.
    pub(super) fn head_cell(&self) -> Option<(&Row, ColumnId)> {
        let row = self.annex.rows.first()?;
        Some((row, self.annex.columns.first()?.id))
    }

    /// Returns the parsed targets of the row being checked, each with its column and text.
    pub(super) fn targets<'row>(
        &self,
        row: &'row Row,
    ) -> impl Iterator<Item = (ColumnId, &'row str, &Target)> {
        let targets = self.caches.targets.get_or_init(|| self.read_targets(row));
        let targets = targets.iter();
        targets.map(|(column, target)| (*column, row.cell(*column), target))
    }

    /// Parses the targets of any row, without caching.
    pub(super) fn read_targets(&self, row: &Row) -> Vec<(ColumnId, Target)> {
        let unit = self.annex.text(row, Role::Unit);
        let columns = self.annex.columns_of(Role::Target);
        let targets = columns.map(|it| (it.id, Target::parse(row.cell(it.id), unit)));
        targets.collect()
    }

    /// Returns the rows that state national indicators.
    pub(super) fn statements(&self) -> &[Statement] {
        let read = || coverage::statements(self.indicators, self.annex);
        self.caches.statements.get_or_init(read)
    }

    /// Returns the parsed ordinals of all rows; `None` where the text is not an ordinal.
    pub(super) fn ordinals(&self, column: ColumnId) -> &[Option<Ordinal>] {
        self.caches.ordinals.get_or_init(|| {
            self.texts(column)
                .map(|(_, text)| Ordinal::parse(text.trim()))
                .collect()
        })
    }

    /// Returns the breaks in the numbering.
    pub(super) fn breaks(&self) -> &[Break<'document>] {
        self.caches.breaks.get_or_init(|| {
            let Some(column) = self.annex.column_of(Role::Ordinal) else {
                return Vec::new();
            };
            let ordinals = self.ordinals(column.id);
            let rows = self.texts(column.id).zip(ordinals);
            sequence::breaks(column.id, rows.map(|((row, text), it)| (row, text, it)))
        })
    }

    /// Whether the row being checked is an item with content of its own, not a heading of sub-items.
    pub(super) fn states_something(&self, row: &Row) -> bool {
        let is_leaf = matches!(row.kind, RowKind::Item(_)) && !self.is_parent;
        is_leaf && !self.annex.text(row, Role::Content).trim().is_empty()
    }

    pub(super) fn set_cell(&self, row: &Row, column: ColumnId, text: String) -> Step {
        Step::SetCell {
            annex: self.annex.id,
            row: row.id,
            column,
            text,
        }
    }
}
