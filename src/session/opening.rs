use crate::persist::Stamp;

use super::{Effect, Event, How, LockAnswer, Ticket, What, Word, lease::Lease, turn::Turn};

/// How long to wait for the answer of the lock manager, or for earlier writes of the same document.
pub const PATIENCE_MS: u64 = 3_000;
/// How long a window that edits may take to answer, where there are no locks.
pub const ASK_MS: u64 = 250;

/// A document that is being opened: first the right to edit it, then its contents, so that nobody
/// saves between the two.
#[derive(Debug)]
pub(super) struct Opening {
    pub document: String,
    pub generation: u64,
    step: Step,
}

#[derive(Debug)]
enum Step {
    /// This window still writes the document from when it was open before.
    WaitingForWrites {
        until: u64,
    },
    Locking {
        ticket: Ticket,
        until: u64,
    },
    /// There are no locks: asking the other windows.
    Asking {
        until: u64,
    },
    /// Without a lease, another window edits.
    Loading {
        ticket: Ticket,
        lease: Option<Lease>,
        is_stale: bool,
    },
}

/// A document that was read.
#[derive(Debug)]
pub(super) struct Opened {
    pub ticket: Ticket,
    pub lease: Option<Lease>,
    pub stamp: Stamp,
    pub is_deep: bool,
}

#[derive(Debug)]
pub(super) enum Progress {
    Waits,
    Opened(Opened),
    Failed,
}

impl Opening {
    pub fn new(generation: u64, document: String, has_writes: bool, turn: &mut Turn) -> Opening {
        let step = Step::WaitingForWrites {
            until: turn.now + PATIENCE_MS,
        };
        let mut opening = Opening {
            document,
            generation,
            step,
        };
        if !has_writes {
            opening.lock(turn);
        }
        opening
    }

    fn lock(&mut self, turn: &mut Turn) {
        let ticket = turn.ticket(self.generation);
        let document = self.document.clone();
        turn.push(Effect::AskLock {
            ticket,
            document,
            how: How::IfFree,
        });
        let until = turn.now + PATIENCE_MS;
        self.step = Step::Locking { ticket, until };
    }

    fn load(&mut self, lease: Option<Lease>, turn: &mut Turn) {
        let ticket = turn.load(self.generation, &self.document);
        self.step = Step::Loading {
            ticket,
            lease,
            is_stale: false,
        };
    }

    fn ask_others(&mut self, turn: &mut Turn) {
        if turn.has_channel {
            turn.announce(&self.document, What::Who);
            self.step = Step::Asking {
                until: turn.now + ASK_MS,
            };
        } else {
            self.load(Some(Lease::Claim), turn);
        }
    }

    /// The writes from when the document was open before have ended.
    pub fn writes_ended(&mut self, turn: &mut Turn) {
        if matches!(self.step, Step::WaitingForWrites { .. }) {
            self.lock(turn);
        }
    }

    pub fn deadline(&self) -> Option<u64> {
        match self.step {
            Step::WaitingForWrites { until }
            | Step::Locking { until, .. }
            | Step::Asking { until } => Some(until),
            Step::Loading { .. } => None,
        }
    }

    pub fn tick(&mut self, turn: &mut Turn) {
        if self.deadline().is_none_or(|until| turn.now < until) {
            return;
        }
        match self.step {
            Step::WaitingForWrites { .. } => self.lock(turn),
            Step::Locking { ticket, .. } => {
                let document = self.document.clone();
                turn.push(Effect::ReleaseLock { ticket, document });
                // Perhaps another window holds it; the user can still take it over.
                self.load(None, turn);
            }
            Step::Asking { .. } => {
                turn.announce(&self.document, What::Mine);
                self.load(Some(Lease::Claim), turn);
            }
            Step::Loading { .. } => {}
        }
    }

    /// Handles an event; whether it was meant for this document and awaited.
    pub fn handle(&mut self, event: &Event, turn: &mut Turn) -> (bool, Progress) {
        match (event, &mut self.step) {
            (Event::LockAnswered { ticket, answer }, Step::Locking { ticket: asked, .. })
                if ticket == asked =>
            {
                match answer {
                    LockAnswer::Granted => self.load(Some(Lease::Lock(*ticket)), turn),
                    LockAnswer::Denied => self.load(None, turn),
                    LockAnswer::Unsupported => self.ask_others(turn),
                }
                (true, Progress::Waits)
            }
            (Event::LockLost { ticket }, Step::Loading { lease, .. })
                if *lease == Some(Lease::Lock(*ticket)) =>
            {
                *lease = None;
                (true, Progress::Waits)
            }
            (
                Event::Loaded {
                    ticket,
                    stamp,
                    is_deep,
                },
                Step::Loading {
                    ticket: asked,
                    lease,
                    is_stale,
                },
            ) if ticket == asked => {
                let lease = *lease;
                if *is_stale {
                    self.load(lease, turn);
                    return (true, Progress::Waits);
                }
                let (ticket, stamp, is_deep) = (*ticket, stamp.clone(), *is_deep);
                (
                    true,
                    Progress::Opened(Opened {
                        ticket,
                        lease,
                        stamp,
                        is_deep,
                    }),
                )
            }
            (Event::LoadFailed { ticket }, Step::Loading { ticket: asked, .. })
                if ticket == asked =>
            {
                self.abandon(turn);
                (true, Progress::Failed)
            }
            // What is being read may be from before.
            (Event::StorageCleared, Step::Loading { is_stale, .. }) => {
                *is_stale = true;
                (true, Progress::Waits)
            }
            (Event::Heard(word), _) if word.document == self.document => {
                self.hear(word, turn);
                (true, Progress::Waits)
            }
            _ => (false, Progress::Waits),
        }
    }

    fn hear(&mut self, word: &Word, turn: &mut Turn) {
        match (word.what, &mut self.step) {
            (What::Saved { .. }, Step::Loading { is_stale, .. }) => *is_stale = true,
            (What::Mine, Step::Asking { .. }) => self.load(None, turn),
            // Two windows ask at once: the one with the smaller number goes on.
            (What::Who, Step::Asking { .. }) if word.from < turn.window => self.load(None, turn),
            (
                What::Who,
                Step::Asking { .. }
                | Step::Loading {
                    lease: Some(Lease::Claim),
                    ..
                },
            ) => {
                turn.announce(&self.document, What::Mine);
            }
            (What::Mine, Step::Loading { lease, .. }) if *lease == Some(Lease::Claim) => {
                if word.from < turn.window {
                    *lease = None;
                } else {
                    turn.announce(&self.document, What::Mine);
                }
            }
            // Nothing has been changed yet: the other window may edit at once.
            (What::Wants, Step::Loading { lease, .. }) => {
                if let Some(lease) = lease.take() {
                    lease.release(&self.document, Some(word.from), turn);
                }
            }
            _ => {}
        }
    }

    /// Gives up what was asked for or granted.
    pub fn abandon(&mut self, turn: &mut Turn) {
        let document = &self.document;
        match &mut self.step {
            Step::Locking { ticket, .. } => {
                let (ticket, document) = (*ticket, document.clone());
                turn.push(Effect::ReleaseLock { ticket, document });
            }
            Step::Loading { lease, .. } => {
                if let Some(lease) = lease.take() {
                    lease.release(document, None, turn);
                }
            }
            Step::WaitingForWrites { .. } | Step::Asking { .. } => {}
        }
    }
}
