use super::{EditError, Transaction};
use crate::model::Document;

/// Undo and redo: two stacks of transactions, each the inverse of what was done.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Transaction>,
    redo: Vec<Transaction>,
}

impl History {
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

    /// Undoes the latest transaction and answers with the one it applied; `None` when there is none.
    pub fn undo(&mut self, document: &mut Document) -> Result<Option<Transaction>, EditError> {
        step_between(&mut self.undo, &mut self.redo, document)
    }

    pub fn redo(&mut self, document: &mut Document) -> Result<Option<Transaction>, EditError> {
        step_between(&mut self.redo, &mut self.undo, document)
    }

    /// What the next undo would take back.
    pub fn next_undo(&self) -> Option<&Transaction> {
        self.undo.last()
    }

    pub fn next_redo(&self) -> Option<&Transaction> {
        self.redo.last()
    }
}

/// Moves one transaction across, inverted on the way.
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
