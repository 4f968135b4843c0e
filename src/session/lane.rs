use crate::persist::Stamp;

use super::{
    Ticket, WriteError,
    effect::{Pages, Write},
    turn::{Store, Turn},
};

/// The writes of one document to one store, one at a time.
#[derive(Debug)]
pub(super) struct Lane {
    store: Store,
    /// The revision that the store holds, as far as this window knows.
    pub stored: Option<u64>,
    pub running: Option<Running>,
    /// Why the last write failed.
    pub failed: Option<WriteError>,
    /// The last write that succeeded; without one, the next contains all pages.
    written: Option<Stamp>,
    /// Whether the document is left out of this store, which has no room for it.
    pub is_given_up: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Running {
    pub ticket: Ticket,
    pub revision: u64,
    stamp: Stamp,
    /// Whether the store was emptied since the write began.
    is_void: bool,
}

impl Lane {
    pub fn new(store: Store, stored: Option<u64>) -> Lane {
        Lane {
            store,
            stored,
            running: None,
            failed: None,
            written: None,
            is_given_up: false,
        }
    }

    /// Starts a write of the document on the screen.
    pub fn start(
        &mut self,
        turn: &mut Turn,
        document: &str,
        generation: u64,
        revision: u64,
        stamp: Stamp,
    ) {
        let ticket = turn.ticket(generation);
        self.running = Some(Running {
            ticket,
            revision,
            stamp: stamp.clone(),
            is_void: false,
        });
        let pages = self.written.take().map_or(Pages::All, Pages::ChangedSince);
        let write = Write {
            ticket,
            document: document.to_owned(),
            stamp,
            pages,
        };
        turn.write(self.store, write);
    }

    /// Takes the answer of the running write, and returns that write; `None` for any other. After a
    /// failure some pages may be missing, and the next write contains all.
    pub fn end(&mut self, ticket: Ticket, result: Result<(), WriteError>) -> Option<Running> {
        let ended = self.running.take_if(|it| it.ticket == ticket)?;
        self.failed = result.err().filter(|it| *it != WriteError::Covered);
        if self.failed.is_none() && !ended.is_void {
            self.stored = Some(ended.revision);
            self.written = result.is_ok().then(|| ended.stamp.clone());
        }
        Some(ended)
    }

    /// Notes that the store is empty now.
    pub fn clear(&mut self) {
        self.stored = None;
        self.written = None;
        self.is_given_up = false;
        if let Some(running) = &mut self.running {
            running.is_void = true;
        }
    }
}
