use super::{EditError, Transaction};
use crate::model::Document;

/// Undo and redo history: two stacks of transactions, each the inverse of an applied one.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Transaction>,
    redo: Vec<Transaction>,
}

impl History {
    /// Applies a transaction, pushes its inverse to the undo stack and clears the redo stack. Fails
    /// without a change when the document refuses the transaction.
    pub fn commit(
        &mut self,
        document: &mut Document,
        transaction: &Transaction,
    ) -> Result<(), EditError> {
        let inverse = document.apply(transaction)?;
        self.undo.push(inverse);
        self.redo.clear();
        Ok(())
    }

    /// Undoes the latest transaction and returns the inverse that it applied; `None` when there is
    /// nothing to undo.
    pub fn undo(&mut self, document: &mut Document) -> Result<Option<Transaction>, EditError> {
        step_between(&mut self.undo, &mut self.redo, document)
    }

    /// Redoes the latest undone transaction and returns what it applied; `None` when there is
    /// nothing to redo.
    pub fn redo(&mut self, document: &mut Document) -> Result<Option<Transaction>, EditError> {
        step_between(&mut self.redo, &mut self.undo, document)
    }

    /// Returns the transaction that the next undo would apply.
    pub fn next_undo(&self) -> Option<&Transaction> {
        self.undo.last()
    }

    /// Returns the transaction that the next redo would apply.
    pub fn next_redo(&self) -> Option<&Transaction> {
        self.redo.last()
    }
}

/// Applies the top transaction of `from` and pushes its inverse to `to`.
fn step_between(
    from: &mut Vec<Transaction>,
    to: &mut Vec<Transaction>,
    document: &mut Document,
) -> Result<Option<Transaction>, EditError> {
    let Some(transaction) = from.pop() else {
        return Ok(None);
    };
    to.push(document.apply(&transaction)?);
    Ok(Some(transaction))
}
