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

/// Applies the top transaction of `from`, takes it off and pushes its inverse to `to`. A transaction
/// that the document refuses stays where it is.
fn step_between(
    from: &mut Vec<Transaction>,
    to: &mut Vec<Transaction>,
    document: &mut Document,
) -> Result<Option<Transaction>, EditError> {
    let Some(transaction) = from.last() else {
        return Ok(None);
    };
    to.push(document.apply(transaction)?);
    Ok(from.pop())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::Step,
        model::{Plan, fixture},
        wording::Key,
    };

    /// A step that the document refuses stays in the history: taking it off would lose all steps
    /// below it too.
    #[test]
    fn a_refused_step_stays() {
        let mut document = fixture::parse("stt | content\n- 1 | Một");
        let first = document.clone();
        let annex = document.annexes[0].id;
        let mut history = History::default();
        let transaction = Transaction {
            label: Key::DidSetCell.into(),
            steps: vec![Step::SetCell {
                annex,
                row: document.annexes[0].rows[0].id,
                column: document.annexes[0].columns[1].id,
                text: "Hai".to_owned(),
            }],
        };
        history.commit(&mut document, &transaction).unwrap();
        let mut other = Document {
            plan: Plan::default(),
            ..Document::default()
        };
        assert_eq!(
            history.undo(&mut other),
            Err(EditError::UnknownAnnex(annex))
        );
        assert!(history.next_undo().is_some() && history.next_redo().is_none());
        history.undo(&mut document).unwrap();
        assert_eq!(document, first);
        assert!(history.redo(&mut other).is_err());
        assert!(history.next_redo().is_some() && history.next_undo().is_none());
    }
}
