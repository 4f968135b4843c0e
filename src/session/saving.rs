use crate::persist::Stamp;

use super::{
    Effect, SaveProblem, SaveState, Ticket, What, WriteError,
    lane::Lane,
    turn::{Store, Turn},
};

/// Debounce window: a change waits no longer than this before it is written.
pub const DEBOUNCE_MS: u64 = 400;
/// How long after a failure the write is tried again without a further change.
pub const RETRY_MS: u64 = 5_000;

/// What of the open document is stored. A change goes to local storage first, which answers at
/// once, and then to deep storage; each store has its own lane, so that a slow or broken one does
/// not hold back the other.
#[derive(Debug)]
pub(super) struct Saving {
    document: String,
    generation: u64,
    /// Signs the saves.
    writer: u64,
    /// Counts the states of the document on the screen.
    pub revision: u64,
    /// The latest save, written or read.
    pub stamp: Stamp,
    /// The revision that has this stamp.
    stamped: u64,
    pub local: Lane,
    pub deep: Lane,
    /// The revision that the other windows know of.
    announced: u64,
    /// When the changes have to be written.
    due: Option<u64>,
    /// When a failed write is tried again.
    retry: Option<u64>,
}

/// What a write met in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met {
    /// Nothing that is unknown here.
    Nothing,
    /// Another window's save, which the write would have overwritten.
    Conflict,
    /// Another window's save, which contains all that is stored of this one.
    Later,
}

impl Saving {
    /// The state of a document that was never stored.
    pub fn new(generation: u64, document: &str, writer: u64) -> Saving {
        Saving::of(
            (generation, document, writer),
            1,
            Stamp::default(),
            None,
            None,
        )
    }

    /// The state of a document as it was read; `before` is the revision it replaces.
    pub fn loaded(
        (generation, document, writer): (u64, &str, u64),
        before: u64,
        stamp: Stamp,
        is_deep: bool,
    ) -> Saving {
        let revision = before + 1;
        let deep = is_deep.then_some(revision);
        Saving::of(
            (generation, document, writer),
            revision,
            stamp,
            Some(revision),
            deep,
        )
    }

    fn of(
        (generation, document, writer): (u64, &str, u64),
        revision: u64,
        stamp: Stamp,
        local: Option<u64>,
        deep: Option<u64>,
    ) -> Saving {
        Saving {
            document: document.to_owned(),
            generation,
            writer,
            revision,
            stamp,
            announced: local.unwrap_or(0),
            stamped: local.unwrap_or(0),
            local: Lane::new(Store::Local, local),
            deep: Lane::new(Store::Deep, deep),
            due: None,
            retry: None,
        }
    }

    /// Whether a store has what is on the screen.
    pub fn is_stored(&self) -> bool {
        let now = Some(self.revision);
        self.local.stored == now || self.deep.stored == now
    }

    pub fn is_writing(&self) -> bool {
        self.local.running.is_some() || self.deep.running.is_some()
    }

    /// Whether nothing is being written or about to be, except after a failure.
    pub fn is_idle(&self) -> bool {
        !self.is_writing() && self.due.is_none()
    }

    /// Why the document on the screen is in neither store, once both have refused it.
    pub fn problem(&self) -> Option<SaveProblem> {
        let failed = [self.local.failed, self.deep.failed];
        if self.is_stored() || !self.is_idle() {
            return None;
        }
        let full = failed.iter().flatten().find(|it| **it == WriteError::Full);
        let problem = full.or(failed.iter().flatten().next());
        problem.map(|it| (*it).into())
    }

    pub fn state(&self) -> SaveState {
        // Deep storage is the safer of the two, but either is enough where the other one fails.
        let deep_is_awaited = self.deep.running.is_some() && self.deep.failed.is_none();
        if self.is_stored() && (!deep_is_awaited || self.deep.stored == Some(self.revision)) {
            return SaveState::Saved;
        }
        self.problem()
            .map_or(SaveState::Saving, SaveState::NotSaved)
    }

    pub fn deadline(&self) -> Option<u64> {
        [self.due, self.retry].into_iter().flatten().min()
    }

    pub fn edited(&mut self, turn: &Turn) {
        self.revision += 1;
        self.due.get_or_insert(turn.now + DEBOUNCE_MS);
    }

    /// Writes what is due.
    pub fn tick(&mut self, turn: &mut Turn) {
        if self.deadline().is_some_and(|at| at <= turn.now) {
            self.flush(turn);
        }
    }

    /// Writes what is not stored, at once.
    pub fn flush(&mut self, turn: &mut Turn) {
        self.due = None;
        self.retry = None;
        let is_here = self.local.stored == Some(self.revision);
        if !is_here && !self.local.is_given_up && self.local.running.is_none() {
            self.write(Store::Local, turn);
        } else {
            self.write_deep(turn);
        }
    }

    /// Starts no further write.
    pub fn stop(&mut self) {
        self.due = None;
        self.retry = None;
    }

    /// Brings deep storage up to date, unless it is being written.
    pub fn write_deep(&mut self, turn: &mut Turn) {
        if self.deep.stored != Some(self.revision) && self.deep.running.is_none() {
            self.write(Store::Deep, turn);
        }
    }

    fn write(&mut self, store: Store, turn: &mut Turn) {
        if self.stamped != self.revision {
            self.stamp = self.stamp.next(self.writer);
            self.stamped = self.revision;
        }
        let (revision, stamp) = (self.revision, self.stamp.clone());
        let (document, generation) = (&self.document, self.generation);
        let lane = match store {
            Store::Local => &mut self.local,
            Store::Deep => &mut self.deep,
        };
        lane.start(turn, document, generation, revision, stamp);
    }

    /// Takes the answer of a write; others are ignored. After a stop nothing further is written.
    pub fn written(
        &mut self,
        store: Store,
        ticket: Ticket,
        result: Result<(), WriteError>,
        may_write: bool,
        turn: &mut Turn,
    ) -> Met {
        let lane = match store {
            Store::Local => &mut self.local,
            Store::Deep => &mut self.deep,
        };
        if lane.end(ticket, result).is_none() {
            return Met::Nothing;
        }
        match (store, result) {
            (_, Err(WriteError::Newer)) => {
                self.stop();
                return Met::Conflict;
            }
            (_, Err(WriteError::Covered)) => {
                if self.is_idle() && self.is_stored() {
                    return Met::Later;
                }
                if may_write && store == Store::Local {
                    self.write_deep(turn);
                }
            }
            // Its pages are gone: they are written again.
            (_, Err(WriteError::Gone)) if may_write => self.write(store, turn),
            (Store::Local, _) if may_write => self.write_deep(turn),
            (Store::Local, _) => {}
            (Store::Deep, _) => self.deep_ended(result, may_write, turn),
        }
        if may_write && self.is_idle() && self.deep.stored != Some(self.revision) {
            self.retry.get_or_insert(turn.now + RETRY_MS);
        }
        Met::Nothing
    }

    fn deep_ended(&mut self, result: Result<(), WriteError>, may_write: bool, turn: &mut Turn) {
        let is_current = self.deep.stored == Some(self.revision);
        if result.is_ok() && self.local.failed == Some(WriteError::Full) && is_current {
            self.local.is_given_up = true;
            self.local.failed = None;
            let (document, stamp) = (self.document.clone(), self.stamp.clone());
            turn.push(Effect::LeaveLocal { document, stamp });
        }
        if result.is_err() && self.local.is_given_up && may_write {
            // Perhaps there is room by now.
            self.local.is_given_up = false;
            self.flush(turn);
            return;
        }
        // Changes since the write began whose turn has come.
        if may_write && self.due.is_none() && !is_current && result.is_ok() {
            self.write_deep(turn);
            return;
        }
        let held = self.local.stored.max(self.deep.stored).unwrap_or(0);
        if self.announced < held {
            self.announced = held;
            turn.announce(
                &self.document,
                What::Saved {
                    saves: self.stamp.saves,
                },
            );
        }
    }

    /// Both stores are empty: everything is written again.
    pub fn cleared(&mut self, turn: &Turn) {
        self.local.clear();
        self.deep.clear();
        self.due = Some(turn.now);
    }
}
