use super::{Open, Role};
use crate::session::{editing::Editing, ending::Ending, turn::Turn};

impl Open {
    /// Leaves the document, once what has to be written is. Returns what is left of it.
    pub(super) fn depart(&mut self, turn: &mut Turn) -> Option<Ending> {
        let leaving = self.leaving.as_mut()?;
        let lease = match &self.role {
            Role::Editing(Editing { lease, .. }) => {
                if !leaving.may_leave(&self.saving, turn) {
                    return None;
                }
                Some(*lease)
            }
            Role::Keeping(keeping) => {
                if !leaving.may_leave_copying(keeping.has_failed(), turn) {
                    return None;
                }
                keeping.lease
            }
            Role::TakingOver(take_over) => {
                take_over.abandon(&self.document, turn);
                None
            }
            Role::Following(_) => None,
        };
        leaving.end(turn);
        let of = (self.document.clone(), self.generation);
        let saving = &self.saving;
        let writing = saving.deep.running.as_ref().map(|it| it.ticket);
        let is_in_local = saving.local.stored == Some(saving.revision);
        Some(Ending::new(
            of,
            lease,
            writing,
            (saving.stamp.clone(), is_in_local),
            turn,
        ))
    }
}
