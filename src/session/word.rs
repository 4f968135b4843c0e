/// A message between the windows of one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub document: String,
    /// The window that says it.
    pub from: u64,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Storage has this save of the document.
    Saved { saves: u64 },
    /// The sender wants to edit it; who edits it saves and gives way.
    Wants,
    /// The sender edits it, is saving it, and gives way to that window after that.
    Yielding { to: u64 },
    /// The sender could not save its changes, so it goes on editing.
    Refused { to: u64 },
    /// The sender no longer edits it; `to` is the window it gave way to.
    Released { to: Option<u64> },
    /// Asks who edits it, where there are no locks.
    Who,
    /// The sender edits it from now on; where there are no locks, also the answer to `Who`.
    Mine,
    /// The list of documents changed: it was archived, deleted or put back.
    Filed(Filed),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filed {
    Archived,
    Deleted,
    PutBack,
}
