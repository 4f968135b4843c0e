use crate::persist::Stamp;

use super::{Event, Ticket, What, saving::RETRY_MS, turn::Turn};

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
}

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
        self.retry
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
            What::Released { to } => self.is_free = to.is_none(),
            What::Mine | What::Yielding { .. } | What::Refused { .. } => self.is_free = false,
            What::Wants | What::Who | What::Filed(_) => {}
        }
        false
    }
}
