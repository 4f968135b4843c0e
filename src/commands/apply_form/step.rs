//! The label that every part of applying a form has in common.

use crate::{
    edit::{Step, Transaction},
    wording::Key,
};

/// One part of the change; the parts join into a single transaction.
pub(super) fn transaction(steps: Vec<Step>) -> Transaction {
    Transaction {
        label: Key::DidApplyForm.into(),
        steps,
    }
}
