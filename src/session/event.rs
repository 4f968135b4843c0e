use super::{Ticket, Word};
use crate::persist::{Draft, Stamp, Unfit};

/// What happened. Events are handled one at a time, by [`Session::handle`](super::Session::handle).
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The user opens a document; the open one is closed first.
    Open {
        document: String,
        source: Source,
    },
    /// The user returns to the list of documents.
    Close,
    /// The answer to [`Effect::AskBeforeLeaving`](super::Effect::AskBeforeLeaving).
    LeaveAnswered(LeaveAnswer),
    /// The user wants to edit the document that another window edits.
    TakeOver,
    /// The document on the screen changed.
    Edited,
    /// The text being typed into a cell changed; `None` when typing ended.
    Typed(Option<Draft>),
    /// Save at once, with the text being typed: the page is hidden or goes away, or the user takes the
    /// document out of it.
    SaveNow,
    /// The deadline of [`Effect::Wake`](super::Effect::Wake) passed. Harmless at any other time.
    Woke,
    /// The user exported the document in this state; see [`Session::snapshot`](super::Session::snapshot).
    Exported(Snapshot),

    LockAnswered {
        ticket: Ticket,
        answer: LockAnswer,
    },
    /// Another window stole the lock.
    LockLost {
        ticket: Ticket,
    },
    Loaded {
        ticket: Ticket,
        /// Which save it is; where an older copy had to be taken, as if it followed the latest.
        stamp: Stamp,
        /// Whether deep storage has this state; true also when an older copy had to be taken.
        is_deep: bool,
    },
    LoadFailed {
        ticket: Ticket,
    },
    /// The text being typed is in its cell now; the document may have changed by that.
    TypingCommitted {
        generation: u64,
        has_changed: bool,
    },
    LocalWritten {
        ticket: Ticket,
        result: Result<(), WriteError>,
    },
    DeepWritten {
        ticket: Ticket,
        result: Result<(), WriteError>,
    },
    CopyKept {
        ticket: Ticket,
        result: Result<(), WriteError>,
    },

    /// Another window said something.
    Heard(Word),
    /// Something else emptied the storage of this page.
    StorageCleared,
}

/// Where the contents of a document to open come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Stored,
    /// It was imported or created just now, under a fresh id.
    New,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveAnswer {
    Stay,
    /// Leave with what could not be saved; the user may have kept it as a file.
    LeaveAnyway,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockAnswer {
    Granted,
    /// Another window holds it.
    Denied,
    /// The browser has no Web Locks, or the request failed.
    Unsupported,
}

/// Why a write did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The quota is used up.
    Full,
    /// The browser stores nothing.
    Blocked,
    /// The store holds a save that this one does not follow from: another window saved.
    Newer,
    /// The store holds a later save that follows from this one: nothing is lost, but what this window
    /// shows is old.
    Covered,
    /// The store lacks the save that unwritten pages would have come from.
    Gone,
}

impl From<Unfit> for WriteError {
    fn from(unfit: Unfit) -> WriteError {
        match unfit {
            Unfit::Newer => WriteError::Newer,
            Unfit::Covered => WriteError::Covered,
            Unfit::Gone => WriteError::Gone,
        }
    }
}

/// A state of an open document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub document: String,
    pub generation: u64,
    pub revision: u64,
}
