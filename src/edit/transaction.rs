//! Applying transactions to a document.

use std::sync::Arc;

use super::{error::EditError, row_index::RowIndex, step::Step};
use crate::{
    model::{Annex, AnnexId, ColumnId, Document, Row, RowId},
    wording::Message,
};

/// Steps that are applied together or not at all: one history entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Transaction {
    /// Name of the change, as the undo button shows it.
    pub label: Message,
    pub steps: Vec<Step>,
}

impl Document {
    /// Applies all steps, or none, and returns the transaction that undoes them.
    pub fn apply(&mut self, transaction: &Transaction) -> Result<Transaction, EditError> {
        let mut index = RowIndex::default();
        let mut inverse = Vec::with_capacity(transaction.steps.len());
        for step in &transaction.steps {
            match self.apply_step(step, &mut index) {
                Ok(undo) => inverse.push(undo),
                Err(error) => {
                    for undo in inverse.iter().rev() {
                        // The inverse of an applied step always fits.
                        self.apply_step(undo, &mut index).ok();
                    }
                    return Err(error);
                }
            }
        }
        inverse.reverse();
        Ok(Transaction {
            label: transaction.label.clone(),
            steps: inverse,
        })
    }

    fn apply_step(&mut self, step: &Step, index: &mut RowIndex) -> Result<Step, EditError> {
        match step {
            Step::SetCell {
                annex: id,
                row,
                column,
                text,
            } => {
                let row_of_cell = self.row_of_cell((*id, *row, *column), index)?;
                let old = row_of_cell.replace_cell(*column, text.clone());
                Ok(Step::SetCell {
                    annex: *id,
                    row: *row,
                    column: *column,
                    text: old,
                })
            }
            Step::SetNote {
                annex: id,
                row,
                column,
                text,
            } => {
                let row_of_cell = self.row_of_cell((*id, *row, *column), index)?;
                let old = row_of_cell.replace_note(*column, text.clone());
                Ok(Step::SetNote {
                    annex: *id,
                    row: *row,
                    column: *column,
                    text: old,
                })
            }
            Step::SetRowKind {
                annex: id,
                row,
                kind,
            } => {
                let annex = self.annex_mut(*id)?;
                let slot = Arc::make_mut(index.row_mut(annex, *row)?);
                let old = std::mem::replace(&mut slot.kind, *kind);
                Ok(Step::SetRowKind {
                    annex: *id,
                    row: *row,
                    kind: old,
                })
            }
            Step::InsertRows {
                annex: id,
                at,
                rows,
            } => {
                let annex = self.annex_mut(*id)?;
                check_bound(*at, annex.rows.len())?;
                index.check_new(annex, rows)?;
                annex.rows.splice(*at..*at, rows.iter().cloned());
                index.clear();
                Ok(Step::RemoveRows {
                    annex: *id,
                    at: *at,
                    n: rows.len(),
                })
            }
            Step::RemoveRows { annex: id, at, n } => {
                let annex = self.annex_mut(*id)?;
                check_bound(at.saturating_add(*n), annex.rows.len())?;
                let rows = annex.rows.drain(*at..*at + *n).collect();
                index.clear();
                Ok(Step::InsertRows {
                    annex: *id,
                    at: *at,
                    rows,
                })
            }
            Step::MoveRows {
                annex: id,
                from,
                n,
                to,
            } => {
                let annex = self.annex_mut(*id)?;
                check_bound(from.saturating_add(*n), annex.rows.len())?;
                check_bound(to.saturating_add(*n), annex.rows.len())?;
                let moved: Vec<_> = annex.rows.drain(*from..*from + *n).collect();
                annex.rows.splice(*to..*to, moved);
                index.clear();
                Ok(Step::MoveRows {
                    annex: *id,
                    from: *to,
                    n: *n,
                    to: *from,
                })
            }
            Step::InsertColumn {
                annex: id,
                at,
                column,
                cells,
            } => {
                let annex = self.annex_mut(*id)?;
                check_bound(*at, annex.columns.len())?;
                if annex.column(column.id).is_some() {
                    return Err(EditError::DuplicateId(column.id.0));
                }
                for (row, _) in cells {
                    index.row_mut(annex, *row)?;
                }
                for (row, text) in cells {
                    let slot = index.row_mut(annex, *row)?;
                    Arc::make_mut(slot).replace_cell(column.id, text.clone());
                }
                annex.columns.insert(*at, column.clone());
                Ok(Step::RemoveColumn {
                    annex: *id,
                    column: column.id,
                })
            }
            Step::RemoveColumn { annex: id, column } => {
                let annex = self.annex_mut(*id)?;
                let at = column_index(annex, *column)?;
                let (removed, cells) = annex
                    .remove_column(*column)
                    .ok_or(EditError::UnknownColumn(*column))?;
                Ok(Step::InsertColumn {
                    annex: *id,
                    at,
                    column: removed,
                    cells,
                })
            }
            Step::MoveColumn {
                annex: id,
                from,
                to,
            } => {
                let annex = self.annex_mut(*id)?;
                move_item(&mut annex.columns, *from, *to)?;
                Ok(Step::MoveColumn {
                    annex: *id,
                    from: *to,
                    to: *from,
                })
            }
            Step::SetColumn { annex: id, column } => {
                let annex = self.annex_mut(*id)?;
                let at = column_index(annex, column.id)?;
                let Some(slot) = annex.columns.get_mut(at) else {
                    return Err(EditError::UnknownColumn(column.id));
                };
                let old = std::mem::replace(slot, column.clone());
                Ok(Step::SetColumn {
                    annex: *id,
                    column: old,
                })
            }
            Step::InsertAnnex { at, annex } => {
                check_bound(*at, self.annexes.len())?;
                if self.annex(annex.id).is_some() {
                    return Err(EditError::DuplicateId(annex.id.0));
                }
                self.annexes.insert(*at, (**annex).clone());
                Ok(Step::RemoveAnnex { annex: annex.id })
            }
            Step::RemoveAnnex { annex: id } => {
                let Some(at) = self.annexes.iter().position(|annex| annex.id == *id) else {
                    return Err(EditError::UnknownAnnex(*id));
                };
                let annex = Box::new(self.annexes.remove(at));
                index.clear();
                Ok(Step::InsertAnnex { at, annex })
            }
            Step::MoveAnnex { from, to } => {
                move_item(&mut self.annexes, *from, *to)?;
                Ok(Step::MoveAnnex {
                    from: *to,
                    to: *from,
                })
            }
            Step::SetHead { annex: id, head } => {
                let annex = self.annex_mut(*id)?;
                let old = std::mem::replace(&mut annex.head, head.clone());
                Ok(Step::SetHead {
                    annex: *id,
                    head: old,
                })
            }
            Step::SetPlan { plan } => {
                let old = std::mem::replace(&mut self.plan, plan.clone());
                Ok(Step::SetPlan { plan: old })
            }
            Step::SetReview { review } => {
                let old = std::mem::replace(&mut self.review, review.clone());
                Ok(Step::SetReview { review: old })
            }
        }
    }

    fn row_of_cell(
        &mut self,
        (annex, row, column): (AnnexId, RowId, ColumnId),
        index: &mut RowIndex,
    ) -> Result<&mut Row, EditError> {
        let annex = self.annex_mut(annex)?;
        if annex.column(column).is_none() {
            return Err(EditError::UnknownColumn(column));
        }
        Ok(Arc::make_mut(index.row_mut(annex, row)?))
    }

    fn annex_mut(&mut self, id: AnnexId) -> Result<&mut Annex, EditError> {
        let found = self.annexes.iter_mut().find(|annex| annex.id == id);
        found.ok_or(EditError::UnknownAnnex(id))
    }
}

fn column_index(annex: &Annex, id: ColumnId) -> Result<usize, EditError> {
    let found = annex.columns.iter().position(|column| column.id == id);
    found.ok_or(EditError::UnknownColumn(id))
}

fn check_bound(at: usize, n: usize) -> Result<(), EditError> {
    if n < at {
        return Err(EditError::OutOfBounds { at, n });
    }
    Ok(())
}

fn move_item<T>(items: &mut Vec<T>, from: usize, to: usize) -> Result<(), EditError> {
    let n = items.len();
    if n <= from {
        return Err(EditError::OutOfBounds { at: from, n });
    }
    if n <= to {
        return Err(EditError::OutOfBounds { at: to, n });
    }
    let item = items.remove(from);
    items.insert(to, item);
    Ok(())
}
