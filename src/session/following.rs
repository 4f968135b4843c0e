use crate::persist::Stamp;

use super::{Effect, Event, How, LockAnswer, Ticket, What, saving::RETRY_MS, turn::Turn};

/// A window that only shows what another one saves.
#[derive(Debug, Default)]
pub(super) struct Following {
    loading: Option<Ticket>,
    /// Whether something was saved while an earlier state is being read.
    is_stale: bool,
    /// When the document is read again after that failed.
    retry: Option<u64>,
    /// Whether the window that edited the document has left it.
    pub is_free: bool,
    probe: Probe,
}

/// Asks now and then whether the document is free: the window that edited it may have been closed
/// without a word.
#[derive(Debug, Default)]
enum Probe {
    #[default]
    Unplanned,
    At(u64),
    Asked(Ticket),
    /// There are no locks.
    Impossible,
}

/// How often a window that follows asks whether the document is free.
pub const PROBE_MS: u64 = 2_000;

/// The answer to a reading.
pub(super) enum Read {
    Document {
        ticket: Ticket,
        stamp: Stamp,
        is_deep: bool,
    },
    Failed,
}

impl Following {
    /// Shows what is being read already.
    pub fn after(loading: Option<Ticket>) -> Following {
        Following {
            loading,
            ..Following::default()
        }
    }

    /// The document could not be read; it is tried again later.
    pub fn unreadable(turn: &Turn) -> Following {
        let retry = Some(turn.now + RETRY_MS);
        Following {
            retry,
            ..Following::default()
        }
    }

    pub fn deadline(&self) -> Option<u64> {
        self.retry.or(match self.probe {
            Probe::At(at) if self.shows_latest() => Some(at),
            _ => None,
        })
    }

    /// Whether the document was read and is not being read again.
    fn shows_latest(&self) -> bool {
        self.loading.is_none() && self.retry.is_none()
    }

    /// Reads the document again, and asks for the lock, when it is time to.
    pub fn tick(&mut self, generation: u64, document: &str, turn: &mut Turn) {
        if self.retry.is_some_and(|at| at <= turn.now) {
            self.read(generation, document, turn);
        }
        match self.probe {
            Probe::Unplanned => self.probe = Probe::At(turn.now + PROBE_MS),
            Probe::At(at) if at <= turn.now && self.shows_latest() => {
                let ticket = turn.ticket(generation);
                turn.push(Effect::AskLock {
                    ticket,
                    document: document.to_owned(),
                    how: How::IfFree,
                });
                self.probe = Probe::Asked(ticket);
            }
            Probe::At(_) | Probe::Asked(_) | Probe::Impossible => {}
        }
    }

    /// Takes the answer of the lock manager; `None` for other events. The ticket holds the lock when
    /// the document is free.
    pub fn probed(&mut self, event: &Event) -> Option<Option<Ticket>> {
        let (Event::LockAnswered { ticket, answer }, Probe::Asked(asked)) = (event, &self.probe)
        else {
            return None;
        };
        if ticket != asked {
            return None;
        }
        self.probe = match answer {
            LockAnswer::Unsupported => Probe::Impossible,
            LockAnswer::Granted | LockAnswer::Denied => Probe::Unplanned,
        };
        Some((*answer == LockAnswer::Granted).then_some(*ticket))
    }

    /// Reads the document, now or after the reading under way.
    pub fn read(&mut self, generation: u64, document: &str, turn: &mut Turn) {
        self.retry = None;
        if self.loading.is_some() {
            self.is_stale = true;
        } else {
            self.loading = Some(turn.load(generation, document));
        }
    }

    /// Takes the answer to the reading under way; `None` for other events.
    pub fn answer(&mut self, event: &Event) -> Option<Read> {
        let (ticket, read) = match event.clone() {
            Event::Loaded {
                ticket,
                stamp,
                is_deep,
            } => (
                ticket,
                Read::Document {
                    ticket,
                    stamp,
                    is_deep,
                },
            ),
            Event::LoadFailed { ticket } => (ticket, Read::Failed),
            _ => return None,
        };
        self.loading.take_if(|loading| *loading == ticket)?;
        Some(read)
    }

    /// Whether the document has to be read once more.
    pub fn takes_stale(&mut self) -> bool {
        std::mem::take(&mut self.is_stale)
    }

    /// Listens to the other windows; whether the document has to be read.
    pub fn hear(&mut self, what: What) -> bool {
        match what {
            What::Saved { .. } => {
                self.is_free = false;
                return true;
            }
            What::Released { to } => {
                self.is_free = to.is_none();
                if self.is_free && matches!(self.probe, Probe::At(_)) {
                    self.probe = Probe::At(0);
                }
            }
            What::Mine | What::Yielding { .. } | What::Refused { .. } => self.is_free = false,
            What::Wants | What::Who | What::Filed(_) => {}
        }
        false
    }
}
