//! The context that both pages share: language, notices, and requests to open something.

use std::{sync::Arc, time::Duration};

use leptos::{html::Input, prelude::*, reactive::graph::Observer};

use crate::{
    browser::{
        handover::Wish,
        launch,
        storage::{self, StorageError},
    },
    persist::Everything,
    wording::{Key, Language, Message},
};

/// How long a message is shown that is not about an error.
const NOTICE_FOR: Duration = Duration::from_secs(6);

/// The action of a notice. It outlives what offers it, such as a menu.
type Action = Arc<dyn Fn() + Send + Sync>;

/// A message to the user at the top of the page.
#[derive(Clone)]
pub(super) struct Notice {
    pub message: Message,
    pub is_error: bool,
    /// Label of the action button and the action itself.
    pub action: Option<(Key, Action)>,
}

type Grant = Box<dyn Fn(Wish)>;

#[derive(Clone, Copy)]
pub(super) struct Shell {
    pub language: RwSignal<Language>,
    pub notice: RwSignal<Option<Notice>>,
    /// Whether the pointer or the focus is on the notice, which then stays.
    pub notice_is_held: RwSignal<bool>,
    notices: StoredValue<u32>,
    /// Text of the live region for assistive technology: undo, moves, counts.
    pub announcement: RwSignal<String>,
    /// Fires when the list of documents has to be reloaded.
    pub library: Trigger,
    /// Whether the document that the address names is on its way to the screen.
    pub reopening: RwSignal<bool>,
    /// Whether the editor is being fetched.
    pub busy: RwSignal<bool>,
    /// Whether a newer version of the page is ready to install.
    pub updated: RwSignal<bool>,
    /// Whether the page can be opened offline.
    pub offline: RwSignal<bool>,
    /// The backup of everything from which documents are being restored.
    pub restoring: RwSignal<Option<Arc<Everything>>>,
    /// The file input of the button that opens files.
    pub file_input: NodeRef<Input>,
    grant: StoredValue<Option<Grant>, LocalStorage>,
}

impl Shell {
    pub fn new() -> Shell {
        let shell = Shell {
            language: RwSignal::new(storage::language()),
            notice: RwSignal::new(None),
            notice_is_held: RwSignal::new(false),
            notices: StoredValue::new(0),
            announcement: RwSignal::default(),
            library: Trigger::new(),
            reopening: RwSignal::new(false),
            busy: RwSignal::new(false),
            updated: RwSignal::new(launch::is_told(launch::UPDATED)),
            offline: RwSignal::new(launch::is_told(launch::OFFLINE)),
            restoring: RwSignal::new(None),
            file_input: NodeRef::new(),
            grant: StoredValue::new_local(None),
        };
        let _ = window_event_listener_untyped(launch::UPDATED, move |_| shell.updated.set(true));
        let _ = window_event_listener_untyped(launch::OFFLINE, move |_| {
            shell.offline.set(launch::is_told(launch::OFFLINE));
        });
        // The language is an attribute of the root element, which Leptos does not render.
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

    /// Returns the context; callable in any component of either page.
    pub fn get() -> Shell {
        expect_context()
    }

    /// Sets the handler of wishes.
    pub fn grant_by(self, grant: impl Fn(Wish) + 'static) {
        self.grant.set_value(Some(Box::new(grant)));
    }

    /// Requests that something be opened.
    pub fn wish(self, wish: Wish) {
        self.grant.with_value(|grant| {
            if let Some(grant) = grant {
                grant(wish);
            }
        });
    }

    /// Returns a text in the current language that follows when the language is switched.
    pub fn t(self, key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || key.text(self.language.get())
    }

    /// Returns a message in the current language. In a view or a memo it follows when the language is
    /// switched; in an event handler there is nothing to follow.
    pub fn text(self, message: &Message) -> String {
        let language = match Observer::get() {
            Some(_) => self.language.get(),
            None => self.language.get_untracked(),
        };
        message.text(language)
    }

    pub fn tell(self, message: Message) {
        self.show(Notice {
            message,
            is_error: false,
            action: None,
        });
    }

    /// Shows a notice. Unless it is about an error, it goes by itself.
    fn show(self, notice: Notice) {
        let goes = !notice.is_error;
        self.notice_is_held.set(false);
        self.notice.set(Some(notice));
        let number = self.notices.get_value() + 1;
        self.notices.set_value(number);
        if goes {
            self.dismiss_later(number);
        }
    }

    fn dismiss_later(self, number: u32) {
        let dismiss = move || {
            if self.notices.try_get_value() != Some(number) {
                return;
            }
            match self.notice_is_held.get_untracked() {
                true => self.dismiss_later(number),
                false => self.notice.set(None),
            }
        };
        set_timeout(dismiss, NOTICE_FOR);
    }

    pub fn tell_error(self, message: Message) {
        self.show(Notice {
            message,
            is_error: true,
            action: None,
        });
    }

    /// Shows a notice with an action button.
    pub fn offer(self, message: Message, label: Key, action: impl Fn() + Send + Sync + 'static) {
        self.show(Notice {
            message,
            is_error: false,
            action: Some((label, Arc::new(action))),
        });
    }

    /// Opens the browser's file dialog.
    pub fn choose_file(self) {
        if let Some(input) = self.file_input.get_untracked() {
            input.click();
        }
    }

    /// Reloads the list of documents after an operation on it; reports the operation's error.
    pub fn listed(self, result: Result<(), StorageError>) {
        if let Err(error) = result {
            self.tell_error(error.user_message());
        }
        self.library.notify();
    }
}
