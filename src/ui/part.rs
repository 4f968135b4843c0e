//! Parts of the editor page that are not needed to show a document. The program `page` is split by
//! them: each is in files of its own, which are fetched before it is first drawn.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local};

use super::shell::Shell;
use crate::wording::Key;

/// Draws a part.
pub type Draw = fn() -> AnyView;

/// Fetches a part and returns what it is used by; `None` where it cannot be had.
pub type Fetch<Use = Draw> = fn() -> Pin<Box<dyn Future<Output = Option<Use>>>>;

/// How each part is fetched.
#[derive(Clone, Copy)]
pub struct Parts {
    /// What the rules of the checks do. The parts that tell of findings need it.
    pub rules: Fetch<()>,
    /// The consolidation of many units' files.
    pub board: Fetch,
    /// The progress of the plan.
    pub progress: Fetch,
    /// What else stands beside the sheet.
    pub side: Fetch,
    /// The dialogs over a document, but for those that are typed into at once.
    pub dialogs: Fetch,
    /// What is asked about a column; it is in one file with the dialogs.
    pub column_panel: Fetch,
    /// The preview of an import, and the restoring of a backup.
    pub opening: Fetch,
}

/// A part, and whether it is there.
#[derive(Clone, Copy)]
pub(super) struct Part<Use: 'static = Draw> {
    fetch: Fetch<Use>,
    fetched: RwSignal<Option<Use>>,
    is_on_its_way: StoredValue<bool>,
}

impl<Use: Send + Sync + Copy> Part<Use> {
    pub fn new(fetch: Fetch<Use>) -> Part<Use> {
        Part {
            fetch,
            fetched: RwSignal::new(None),
            is_on_its_way: StoredValue::new(false),
        }
    }

    /// Fetches the part, unless it is there or on its way.
    pub fn prepare(self) {
        self.need(|| ());
    }

    /// Fetches a part that is wanted now. Where it cannot be had, the user is told, and `given_up` is
    /// called.
    pub fn want(self, shell: Shell, given_up: impl FnOnce() + 'static) {
        self.need(move || {
            shell.tell_error(Key::PartNotLoaded.into());
            given_up();
        });
    }

    fn need(self, failed: impl FnOnce() + 'static) {
        if self.fetched.read_untracked().is_some() || self.is_on_its_way.get_value() {
            return;
        }
        self.is_on_its_way.set_value(true);
        let fetched = (self.fetch)();
        let failed: Box<dyn FnOnce()> = Box::new(failed);
        spawn_local(async move {
            let fetched = fetched.await;
            self.is_on_its_way.set_value(false);
            match fetched {
                Some(_) => self.fetched.set(fetched),
                None => failed(),
            }
        });
    }

    /// Whether the part is there.
    pub fn is_there(self) -> bool {
        self.fetched.read().is_some()
    }
}

impl Part {
    /// Draws the part as soon as it is there.
    pub fn view(self) -> impl Fn() -> Option<AnyView> + Copy + Send + Sync + 'static {
        move || self.fetched.get().map(|draw| draw())
    }
}

/// The parts of the editor screen.
#[derive(Clone, Copy)]
pub(super) struct SeldomParts {
    pub dialogs: Part,
    pub progress: Part,
    pub side: Part,
    pub column_panel: Part,
}

impl SeldomParts {
    pub fn new(parts: Parts) -> SeldomParts {
        SeldomParts {
            dialogs: Part::new(parts.dialogs),
            progress: Part::new(parts.progress),
            side: Part::new(parts.side),
            column_panel: Part::new(parts.column_panel),
        }
    }

    /// Returns the context; callable in any component of the editor page.
    pub fn get() -> SeldomParts {
        expect_context()
    }
}
