//! Changing what is stated about an annex or the plan, outside the table.

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{AnnexHead, Plan},
    wording::Key,
};

/// Switches automatic ordinals of the active annex on or off.
pub fn set_automatic_ordinals(selection: &Selection, automatic: bool) -> Option<Transaction> {
    let head = AnnexHead {
        automatic_ordinals: automatic,
        ..selection.annex()?.head.clone()
    };
    let mut transaction = set_head(selection, head)?;
    transaction.label = Key::DidSetOrdinals.into();
    Some(transaction)
}

/// Replaces the head of the active annex.
pub fn set_head(selection: &Selection, head: AnnexHead) -> Option<Transaction> {
    let annex = selection.annex().filter(|annex| annex.head != head)?;
    Some(Transaction {
        label: Key::DidSetHead.into(),
        steps: vec![Step::SetHead {
            annex: annex.id,
            head,
        }],
    })
}

/// Replaces the identification of the plan.
pub fn set_plan(selection: &Selection, plan: Plan) -> Option<Transaction> {
    (selection.document().plan != plan).then(|| Transaction {
        label: Key::DidSetPlan.into(),
        steps: vec![Step::SetPlan { plan }],
    })
}
