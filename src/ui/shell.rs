//! What both programs of the page share: language, notices, and what the user wants opened.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::{
        handover::Wish,
        launch,
        storage::{self, StorageError},
    },
    persist::Everything,
    wording::{Key, Language, Message},
};

/// A word to the user at the foot of the page.
#[derive(Clone)]
pub(super) struct Notice {
    pub message: Message,
    pub is_error: bool,
    /// What can be done about it: the button's text, and the deed.
    pub action: Option<(Key, Callback<()>)>,
}

type Grant = Box<dyn Fn(Wish)>;

#[derive(Clone, Copy)]
pub(super) struct Shell {
    pub language: RwSignal<Language>,
    pub notice: RwSignal<Option<Notice>>,
    /// What assistive technology is told: undo, moves, counts.
    pub announcement: RwSignal<String>,
    /// Grows when the list of documents is to be read again.
    pub library: RwSignal<u32>,
    /// Something large is being fetched.
    pub busy: RwSignal<bool>,
    /// A newer version of the page waits.
    pub updated: RwSignal<bool>,
    /// The page opens without a network.
    pub offline: RwSignal<bool>,
    /// A backup of everything to choose documents from.
    pub restoring: RwSignal<Option<Arc<Everything>>>,
    grant: StoredValue<Option<Grant>, LocalStorage>,
}

impl Shell {
    pub fn new() -> Shell {
        let shell = Shell {
            language: RwSignal::new(storage::language()),
            notice: RwSignal::new(None),
            announcement: RwSignal::default(),
            library: RwSignal::new(0),
            busy: RwSignal::new(false),
            updated: RwSignal::new(launch::is(launch::UPDATED)),
            offline: RwSignal::new(launch::is(launch::OFFLINE)),
            restoring: RwSignal::new(None),
            grant: StoredValue::new_local(None),
        };
        let _ = window_event_listener_untyped(launch::UPDATED, move |_| shell.updated.set(true));
        let _ = window_event_listener_untyped(launch::OFFLINE, move |_| shell.offline.set(true));
        // The page's language is an attribute outside of what is drawn here.
        Effect::new(move |_| {
            let language = match shell.language.get() {
                Language::Vietnamese => "vi",
                Language::English => "en",
            };
            if let Some(root) = document().document_element() {
                root.set_attribute("lang", language).ok();
            }
        });
        shell
    }

    /// The handle, from any component below the page.
    pub fn get() -> Shell {
        expect_context()
    }

    /// Says how wishes are granted from now on.
    pub fn grant_by(self, grant: impl Fn(Wish) + 'static) {
        self.grant.set_value(Some(Box::new(grant)));
    }

    /// Has something opened.
    pub fn wish(self, wish: Wish) {
        self.grant.with_value(|grant| {
            if let Some(grant) = grant {
                grant(wish);
            }
        });
    }

    /// A text in the present language; follows when the language is switched.
    pub fn t(self, key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || key.text(self.language.get())
    }

    pub fn text(self, message: &Message) -> String {
        message.text(self.language.get())
    }

    pub fn tell(self, message: Message) {
        self.notice.set(Some(Notice {
            message,
            is_error: false,
            action: None,
        }));
    }

    pub fn tell_error(self, message: Message) {
        self.notice.set(Some(Notice {
            message,
            is_error: true,
            action: None,
        }));
    }

    /// Tells something, with what can be done about it.
    pub fn offer(self, message: Message, label: Key, action: impl Fn() + Send + Sync + 'static) {
        self.notice.set(Some(Notice {
            message,
            is_error: false,
            action: Some((label, Callback::new(move |()| action()))),
        }));
    }

    /// Reads the list of documents again; says what went wrong before, if anything did.
    pub fn listed(self, result: Result<(), StorageError>) {
        if let Err(error) = result {
            self.tell_error(error.user_message());
        }
        self.library.update(|n| *n += 1);
    }
}
