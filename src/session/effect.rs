use super::{Ticket, Word, WriteError};
use crate::persist::{Draft, Stamp};

/// What the browser side is to do. Effects are carried out in order, before the next event is
/// handled; events that arise meanwhile, such as the answer of a synchronous write, come after all
/// of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Answered by `LockAnswered`, later perhaps by `LockLost`.
    AskLock {
        ticket: Ticket,
        document: String,
        how: How,
    },
    /// Releases the lock, or withdraws the request for it.
    ReleaseLock {
        ticket: Ticket,
        document: String,
    },
    Announce(Word),
    /// Reads the document; it is held back until [`Effect::Install`]. Of the two stores' states the
    /// one is read that covers the other. When neither does, two windows saved at once: that of deep
    /// storage is read, after that of local storage was stored as a new document and removed.
    /// Answered by `Loaded` or `LoadFailed`.
    Load {
        ticket: Ticket,
        document: String,
    },
    /// Puts a document on the screen: the one read for the ticket, or the new one when there is no
    /// ticket.
    Install {
        generation: u64,
        document: String,
        loaded: Option<Ticket>,
    },
    /// Takes the document off the screen and shows the list.
    Clear,
    /// Commits the text being typed. Answered at once by `TypingCommitted`, also without a change.
    CommitTyping {
        generation: u64,
    },
    /// Writes the document on the screen to local storage. Answered at once by `LocalWritten`.
    WriteLocal(Write),
    /// Writes the document on the screen to deep storage: check and write are one transaction.
    /// Answered by `DeepWritten`; what was written is held until then.
    WriteDeep(Write),
    /// Removes the document from local storage, unless what is there is not covered by that save:
    /// deep storage has it, or a copy was kept.
    LeaveLocal {
        document: String,
        stamp: Stamp,
    },
    WriteDraft {
        document: String,
        draft: Option<Draft>,
    },
    /// Stores what was written under `of`, or the document on the screen, as a new document.
    /// Answered by `CopyKept`.
    KeepCopy {
        ticket: Ticket,
        document: String,
        of: Option<Ticket>,
    },
    /// Reads the list of documents again.
    RefreshList,
    /// Records that a file outside the browser has all changes of the document.
    MarkExported {
        document: String,
    },
    /// Asks the user, who wants to leave a document that is not stored. `None` takes the question
    /// back.
    AskBeforeLeaving(Option<SaveProblem>),
    Show(Status),
    Tell(Notice),
    /// Sends `Woke` at that time. Replaces the earlier wish.
    Wake {
        at_ms: u64,
    },
}

/// A write of the document on the screen to one of the stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    pub ticket: Ticket,
    pub document: String,
    /// Which save it is. What the store holds has to be covered by it, otherwise the answer is
    /// `Newer`. Where another save that the store holds covers this one, the answer is `Covered`.
    pub stamp: Stamp,
    pub pages: Pages,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pages {
    All,
    /// Only what changed since that write to this store. When it is not what the store holds, the
    /// answer is `Gone`.
    ChangedSince(Stamp),
}

/// How to request a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Answer at once, with or without it.
    IfFree,
    /// Wait until it is released.
    Wait,
    /// Take it from the window that holds it.
    Steal,
}

/// What the user sees of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    pub access: Access,
    pub save: SaveState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Closed,
    Opening,
    Editing,
    /// Read-only for a moment: saving before another window edits, before the document is closed,
    /// or keeping a copy.
    Settling,
    /// Read-only: another window edits, or did (`is_free`).
    Following {
        is_free: bool,
    },
    TakingOver,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    Saved,
    Saving,
    NotSaved(SaveProblem),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveProblem {
    Full,
    Blocked,
    /// Another window saved, and the copy of this window's state could not be stored.
    Conflict,
    /// The write takes long.
    Slow,
}

impl From<WriteError> for SaveProblem {
    fn from(error: WriteError) -> SaveProblem {
        match error {
            WriteError::Full | WriteError::Gone => SaveProblem::Full,
            WriteError::Blocked => SaveProblem::Blocked,
            WriteError::Newer | WriteError::Covered => SaveProblem::Conflict,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Unreadable,
    /// Another window edits the document now.
    TakenOver,
    /// The window that edits the document cannot save it and goes on.
    TakeOverRefused,
    /// This window's changes are a document of their own now.
    CopyKept,
    CopyFailed,
    Archived,
    Deleted,
}

/// Why the document cannot be changed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotOpen,
    /// Another window edits it.
    ReadOnly,
    /// It will be possible in a moment.
    Settling,
}
