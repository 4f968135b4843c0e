//! What a rule about one row may read.

use std::cell::OnceCell;

use super::{
    frame::{AnnexPosition, Facts, Frame},
    shared::Shared,
};
use crate::{
    edit::Step,
    model::{Annex, Column, ColumnId, Role, Row, RowKind, Target, is_total},
};

/// A row, the annex around it without its other rows, and the document as a whole. A rule that is
/// given no other row cannot depend on one, so it runs again only when its own row changes.
pub(crate) struct RowScope<'document> {
    pub(super) document: Facts<'document>,
    pub(super) annex: Frame<'document>,
    pub(super) row: &'document Row,
    /// Whether the row heads deeper items.
    pub(super) is_parent: bool,
    targets: OnceCell<Vec<(ColumnId, Target)>>,
}

impl<'document> RowScope<'document> {
    pub(super) fn new(
        document: Facts<'document>,
        annex: &'document Annex,
        position: AnnexPosition,
        shared: &'document Shared,
        row: &'document Row,
        is_parent: bool,
    ) -> RowScope<'document> {
        RowScope {
            document,
            annex: Frame::of(annex, position, shared),
            row,
            is_parent,
            targets: OnceCell::new(),
        }
    }

    /// Text under the first column that plays `role`; empty when there is none.
    pub(super) fn text(&self, role: Role) -> &'document str {
        self.annex.text(self.row, role)
    }

    /// The columns whose role is wanted, each with the row's text under it.
    pub(super) fn cells(
        &self,
        wants: impl Fn(Role) -> bool,
    ) -> impl Iterator<Item = (&'document Column, &'document str)> {
        let columns = self.annex.columns.iter();
        let wanted = columns.filter(move |it| wants(it.role));
        wanted.map(|column| (column, self.row.cell(column.id)))
    }

    /// The targets as read, each with its column and its text. Read once for all rules.
    pub(super) fn targets(&self) -> impl Iterator<Item = (ColumnId, &'document str, &Target)> {
        let targets = self.targets.get_or_init(|| self.annex.targets(self.row));
        let targets = targets.iter();
        targets.map(|(column, target)| (*column, self.row.cell(*column), target))
    }

    /// Whether the row is an item that states something itself: neither a heading for deeper items
    /// below nor a total of other rows.
    pub(super) fn states_something(&self) -> bool {
        let is_leaf = matches!(self.row.kind, RowKind::Item(_)) && !self.is_parent;
        is_leaf && !self.text(Role::Content).trim().is_empty() && !self.is_total()
    }

    /// Whether the row states a total of other rows.
    pub(super) fn is_total(&self) -> bool {
        is_total(self.text(Role::Content), self.text(Role::Ordinal))
    }

    pub(super) fn set_cell(&self, column: ColumnId, text: String) -> Step {
        Step::SetCell {
            annex: self.annex.id,
            row: self.row.id,
            column,
            text,
        }
    }
}
