use super::{
    Effect, Event, LockAnswer, Notice, SaveProblem, SaveState, Ticket, WriteError, lease::Lease,
    saving::RETRY_MS, turn::Turn,
};

/// Another window saved the document that this one has changed: this window's state becomes a
/// document of its own. Until that is done, the screen is the only place that has it.
#[derive(Debug)]
pub(super) struct Keeping {
    /// The right to edit the document afterwards.
    pub lease: Option<Lease>,
    step: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The text being typed goes into the copy too.
    Committing,
    Copying(Ticket),
    Failed {
        retry: u64,
    },
}

impl Keeping {
    /// Waits for [`Keeping::copy`].
    pub fn new(lease: Option<Lease>) -> Keeping {
        let step = Step::Committing;
        Keeping { lease, step }
    }

    pub fn copy(&mut self, generation: u64, document: &str, turn: &mut Turn) {
        let ticket = turn.ticket(generation);
        self.step = Step::Copying(ticket);
        let document = document.to_owned();
        let of = None;
        turn.push(Effect::KeepCopy {
            ticket,
            document,
            of,
        });
    }

    /// Handles an answer about the lock; whether it was awaited.
    pub fn answered(&mut self, event: &Event) -> bool {
        let holds = |ticket: &Ticket| self.lease.is_some_and(|it| it.is_lock(*ticket));
        match event {
            Event::LockLost { ticket } if holds(ticket) => {
                self.lease = None;
                true
            }
            Event::LockAnswered {
                ticket,
                answer: LockAnswer::Granted,
            } => holds(ticket),
            _ => false,
        }
    }

    pub fn state(&self) -> SaveState {
        if self.has_failed() {
            SaveState::NotSaved(SaveProblem::Conflict)
        } else {
            SaveState::Saving
        }
    }

    pub fn has_failed(&self) -> bool {
        matches!(self.step, Step::Failed { .. })
    }

    pub fn deadline(&self) -> Option<u64> {
        match self.step {
            Step::Failed { retry } => Some(retry),
            Step::Committing | Step::Copying(_) => None,
        }
    }

    /// Handles the end of the copying; whether it is done.
    pub fn ended(
        &mut self,
        ticket: Ticket,
        result: Result<(), WriteError>,
        turn: &mut Turn,
    ) -> bool {
        if self.step != Step::Copying(ticket) {
            return false;
        }
        if result.is_err() {
            let retry = turn.now + RETRY_MS;
            self.step = Step::Failed { retry };
            turn.push(Effect::Tell(Notice::CopyFailed));
            return false;
        }
        turn.push(Effect::Tell(Notice::CopyKept));
        true
    }
}
