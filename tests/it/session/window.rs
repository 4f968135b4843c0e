//! A window: its session, what is on its screen, and what has not reached it yet.

use std::collections::{BTreeMap, VecDeque};

use phuluc::session::{Access, Event, SaveState, Session, Status, Ticket};

use super::stores::Content;

/// Where an event comes from. Events of one source arrive in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum From {
    Deep,
    Locks,
    Window(u64),
    Browser,
}

#[derive(Debug)]
pub struct Screen {
    pub document: String,
    pub generation: u64,
    pub content: Content,
}

pub struct Window {
    pub session: Session,
    /// A window that hangs handles nothing.
    pub is_hung: bool,
    pub screen: Option<Screen>,
    pub typing: Option<u32>,
    pub inbox: BTreeMap<From, VecDeque<Event>>,
    /// Documents that were read and are not on the screen yet.
    pub read: BTreeMap<Ticket, (String, Content)>,
    /// The latest reading, for the fault that ignores generations.
    pub last_read: Option<Ticket>,
    /// What is being written to deep storage.
    pub writing: BTreeMap<Ticket, Content>,
    /// The document of each generation.
    pub documents: BTreeMap<u64, String>,
    /// Edits made here and the time, until they are stored.
    pub fresh: BTreeMap<u32, u64>,
    /// Whether the document is in deep storage only, which may take its time.
    pub has_left_local: bool,
    pub shown: Status,
    pub is_asked: bool,
}

impl Window {
    pub fn new(id: u64, has_channel: bool) -> Window {
        Window {
            session: Session::new(id, has_channel),
            is_hung: false,
            screen: None,
            typing: None,
            inbox: BTreeMap::new(),
            read: BTreeMap::new(),
            last_read: None,
            writing: BTreeMap::new(),
            documents: BTreeMap::new(),
            fresh: BTreeMap::new(),
            has_left_local: false,
            shown: Status {
                access: Access::Closed,
                save: SaveState::Saved,
            },
            is_asked: false,
        }
    }

    pub fn edits(&self, document: &str) -> bool {
        let is_here = self
            .screen
            .as_ref()
            .is_some_and(|it| it.document == document);
        is_here && self.session.may_edit().is_ok()
    }

    /// Whether the lock was stolen and the window does not know yet.
    pub fn is_unaware(&self) -> bool {
        self.inbox
            .values()
            .flatten()
            .any(|it| matches!(it, Event::LockLost { .. }))
    }

    pub fn awaits(&self, event: &Event) -> bool {
        self.inbox.values().flatten().any(|it| it == event)
    }
}
