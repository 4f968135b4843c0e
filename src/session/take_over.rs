use crate::persist::Stamp;

use super::{
    Effect, Event, How, LockAnswer, Ticket, What, Word, lease::Lease, opening::PATIENCE_MS,
    turn::Turn,
};

/// How often the wait for a window that answered may be prolonged.
const N_EXTENSIONS: u32 = 3;

/// A window that follows wants to edit: the other one saves and gives way; one that does not answer
/// is overtaken. Then the document is read again, and editing begins.
#[derive(Debug)]
pub(super) struct TakeOver {
    step: Step,
    n_extensions: u32,
}

#[derive(Debug)]
enum Step {
    /// Without a lock, there are none.
    Waiting {
        lock: Option<Ticket>,
        until: u64,
        is_stealing: bool,
    },
    Loading {
        ticket: Ticket,
        lease: Lease,
        is_stale: bool,
    },
}

#[derive(Debug)]
pub(super) enum Progress {
    Waits,
    /// The document was read and may be edited.
    Done {
        ticket: Ticket,
        lease: Lease,
        stamp: Stamp,
        is_deep: bool,
    },
    /// Another window edits after all; what is being read is only shown.
    Follows {
        loading: Option<Ticket>,
        is_refused: bool,
    },
    Unreadable,
}

impl TakeOver {
    pub fn start(generation: u64, document: &str, turn: &mut Turn) -> TakeOver {
        turn.announce(document, What::Wants);
        // Without a channel nobody would hear the wish.
        let is_stealing = !turn.has_channel;
        let how = if is_stealing { How::Steal } else { How::Wait };
        let step = Step::Waiting {
            lock: Some(ask(generation, document, how, turn)),
            until: turn.now + PATIENCE_MS,
            is_stealing,
        };
        TakeOver {
            step,
            n_extensions: 0,
        }
    }

    /// Reads the document, which this window has the right to edit already.
    pub fn reload(generation: u64, document: &str, lease: Lease, turn: &mut Turn) -> TakeOver {
        let ticket = turn.load(generation, document);
        TakeOver {
            step: Step::Loading {
                ticket,
                lease,
                is_stale: false,
            },
            n_extensions: 0,
        }
    }

    pub fn deadline(&self) -> Option<u64> {
        match self.step {
            Step::Waiting { until, .. } => Some(until),
            Step::Loading { .. } => None,
        }
    }

    /// Handles the end of the wait.
    pub fn tick(&mut self, generation: u64, document: &str, turn: &mut Turn) -> Progress {
        let Step::Waiting {
            lock,
            until,
            is_stealing,
        } = self.step
        else {
            return Progress::Waits;
        };
        if turn.now < until {
            return Progress::Waits;
        }
        let Some(ticket) = lock else {
            *self = TakeOver::reload(generation, document, Lease::Claim, turn);
            return Progress::Waits;
        };
        let withdrawn = document.to_owned();
        turn.push(Effect::ReleaseLock {
            ticket,
            document: withdrawn,
        });
        if is_stealing {
            return Progress::Follows {
                loading: None,
                is_refused: true,
            };
        }
        self.step = Step::Waiting {
            lock: Some(ask(generation, document, How::Steal, turn)),
            until: turn.now + PATIENCE_MS,
            is_stealing: true,
        };
        Progress::Waits
    }

    /// Handles an event; whether it was awaited.
    pub fn handle(
        &mut self,
        event: &Event,
        generation: u64,
        document: &str,
        turn: &mut Turn,
    ) -> (bool, Progress) {
        match (event, &mut self.step) {
            (Event::LockAnswered { ticket, answer }, Step::Waiting { lock, .. })
                if *lock == Some(*ticket) =>
            {
                match answer {
                    LockAnswer::Granted => {
                        *self = TakeOver::reload(generation, document, Lease::Lock(*ticket), turn);
                    }
                    LockAnswer::Denied => {
                        let refused = Progress::Follows {
                            loading: None,
                            is_refused: true,
                        };
                        return (true, refused);
                    }
                    LockAnswer::Unsupported if turn.has_channel => *lock = None,
                    LockAnswer::Unsupported => {
                        *self = TakeOver::reload(generation, document, Lease::Claim, turn);
                    }
                }
                (true, Progress::Waits)
            }
            (
                Event::LockLost { ticket },
                Step::Loading {
                    ticket: loading,
                    lease,
                    ..
                },
            ) if lease.is_lock(*ticket) => {
                let loading = Some(*loading);
                (
                    true,
                    Progress::Follows {
                        loading,
                        is_refused: false,
                    },
                )
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
                let (lease, stamp, is_deep) = (*lease, stamp.clone(), *is_deep);
                if *is_stale {
                    *self = TakeOver::reload(generation, document, lease, turn);
                    return (true, Progress::Waits);
                }
                let ticket = *ticket;
                (
                    true,
                    Progress::Done {
                        ticket,
                        lease,
                        stamp,
                        is_deep,
                    },
                )
            }
            (
                Event::LoadFailed { ticket },
                Step::Loading {
                    ticket: asked,
                    lease,
                    ..
                },
            ) if ticket == asked => {
                lease.release(document, None, turn);
                (true, Progress::Unreadable)
            }
            // What is being read may be from before.
            (Event::StorageCleared, Step::Loading { is_stale, .. }) => {
                *is_stale = true;
                (true, Progress::Waits)
            }
            (Event::Heard(word), _) => (true, self.hear(word, generation, document, turn)),
            _ => (false, Progress::Waits),
        }
    }

    fn hear(&mut self, word: &Word, generation: u64, document: &str, turn: &mut Turn) -> Progress {
        let me = turn.window;
        match (word.what, &mut self.step) {
            (What::Yielding { to }, Step::Waiting { until, .. }) if to == me => {
                if self.n_extensions < N_EXTENSIONS {
                    self.n_extensions += 1;
                    *until = turn.now + PATIENCE_MS;
                }
                Progress::Waits
            }
            (What::Refused { to }, Step::Waiting { .. }) if to == me => {
                self.abandon(document, turn);
                Progress::Follows {
                    loading: None,
                    is_refused: true,
                }
            }
            (What::Released { to }, Step::Waiting { lock: None, .. }) => {
                if to.is_some_and(|to| to != me) {
                    return Progress::Follows {
                        loading: None,
                        is_refused: true,
                    };
                }
                *self = TakeOver::reload(generation, document, Lease::Claim, turn);
                Progress::Waits
            }
            // A late write of the window that was overtaken.
            (What::Saved { .. }, Step::Loading { is_stale, .. }) => {
                *is_stale = true;
                Progress::Waits
            }
            (What::Wants, Step::Loading { ticket, lease, .. }) => {
                let loading = Some(*ticket);
                lease.release(document, Some(word.from), turn);
                Progress::Follows {
                    loading,
                    is_refused: false,
                }
            }
            (
                What::Who,
                Step::Loading {
                    lease: Lease::Claim,
                    ..
                },
            ) => {
                turn.announce(document, What::Mine);
                Progress::Waits
            }
            (
                What::Mine,
                Step::Loading {
                    ticket,
                    lease: Lease::Claim,
                    ..
                },
            ) => {
                if word.from < me {
                    let loading = Some(*ticket);
                    return Progress::Follows {
                        loading,
                        is_refused: false,
                    };
                }
                turn.announce(document, What::Mine);
                Progress::Waits
            }
            _ => Progress::Waits,
        }
    }

    /// Gives up what was asked for or granted.
    pub fn abandon(&self, document: &str, turn: &mut Turn) {
        match self.step {
            Step::Waiting {
                lock: Some(ticket), ..
            } => {
                let document = document.to_owned();
                turn.push(Effect::ReleaseLock { ticket, document });
            }
            Step::Waiting { lock: None, .. } => {}
            Step::Loading { lease, .. } => lease.release(document, None, turn),
        }
    }
}

fn ask(generation: u64, document: &str, how: How, turn: &mut Turn) -> Ticket {
    let ticket = turn.ticket(generation);
    let document = document.to_owned();
    turn.push(Effect::AskLock {
        ticket,
        document,
        how,
    });
    ticket
}
