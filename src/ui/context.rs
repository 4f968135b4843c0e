//! The one handle components read and change the state through.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use crate::{
    browser::{
        storage::{self, StorageError},
        timing::measured,
    },
    edit::Transaction,
    editor::{Cursor, Editor, Mending},
    import::Doubt,
    model::{Document, Place, Review},
    persist::Saver,
    ui::{autosave, import_dialog::Preview},
    validate::Diagnostic,
    wording::{Key, Language, Message},
};

/// How far the findings panel may be behind the grid.
const CHECK_DELAY: Duration = Duration::from_millis(120);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    Start,
    Editor,
}

/// Whether what is on the screen is also in storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaveState {
    Saved,
    Pending,
    Failed(StorageError),
}

/// A word to the user at the foot of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notice {
    pub message: Message,
    pub is_error: bool,
    /// A document that can be brought back.
    pub undelete: Option<String>,
}

/// How far the opening of a file has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Opening {
    #[default]
    Nothing,
    Reading(String),
    Preview(Box<Preview>),
}

#[derive(Clone, Copy)]
pub(super) struct App {
    pub editor: RwSignal<Editor>,
    pub screen: RwSignal<Screen>,
    pub language: RwSignal<Language>,
    pub save_state: RwSignal<SaveState>,
    pub notice: RwSignal<Option<Notice>>,
    pub opening: RwSignal<Opening>,
    /// Grows when the findings panel is to look anew.
    pub checked: RwSignal<u32>,
    check_is_due: StoredValue<bool>,
    /// Fixes to look at before they are made.
    pub mending: RwSignal<Option<Mending>>,
    /// The finding that is being answered.
    pub waiving: RwSignal<Option<Arc<Diagnostic>>>,
    /// Whether a form for the annexes is being chosen.
    pub choosing_form: RwSignal<bool>,
    /// Whether the checks of the document are being set.
    pub reviewing: RwSignal<bool>,
    /// What assistive technology is told: undo, moves, counts.
    pub announcement: RwSignal<String>,
    /// Grows when the cursor is moved from outside the grid: the grid then takes the focus.
    pub focus_grid: RwSignal<u32>,
    /// Grows when the grid is to show the cursor and leave the focus where it is.
    pub reveal: RwSignal<u32>,
    /// The open document's id in storage.
    pub document_id: StoredValue<String>,
    pub saver: StoredValue<Saver>,
    /// The text being typed, to commit it before the page goes away.
    pub pending_text: StoredValue<Option<String>>,
    /// The next paste is to take the text alone.
    pub paste_plain: StoredValue<bool>,
}

impl App {
    pub fn new() -> App {
        App {
            editor: RwSignal::new(Editor::default()),
            screen: RwSignal::new(Screen::Start),
            language: RwSignal::new(storage::language()),
            save_state: RwSignal::new(SaveState::Saved),
            notice: RwSignal::new(None),
            opening: RwSignal::default(),
            checked: RwSignal::new(0),
            check_is_due: StoredValue::new(false),
            mending: RwSignal::new(None),
            waiving: RwSignal::new(None),
            choosing_form: RwSignal::new(false),
            reviewing: RwSignal::new(false),
            announcement: RwSignal::default(),
            focus_grid: RwSignal::new(0),
            reveal: RwSignal::new(0),
            document_id: StoredValue::new(String::new()),
            saver: StoredValue::new(Saver::default()),
            pending_text: StoredValue::new(None),
            paste_plain: StoredValue::new(false),
        }
    }

    /// The handle, from any component below the page.
    pub fn get() -> App {
        expect_context()
    }

    /// A text in the present language; follows when the language is switched.
    pub fn t(self, key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || key.text(self.language.get())
    }

    pub fn text(self, message: &Message) -> String {
        message.text(self.language.get())
    }

    /// Applies a transaction, if there is one, and has it saved.
    pub fn dispatch(self, transaction: Option<Transaction>) {
        let Some(transaction) = transaction else {
            return;
        };
        let result = self
            .editor
            .try_update(|editor| measured("phuluc: one edit", || editor.commit(&transaction)));
        match result {
            Some(Ok(())) => {
                autosave::schedule(self);
                self.check_soon();
            }
            // The transaction was made for another state of the document: nothing was changed.
            Some(Err(_)) => self.tell_error(Key::ChangeRefused.into()),
            None => {}
        }
    }

    /// Has the findings panel follow in a moment: what was changed is painted first, and changes
    /// that come close together are followed together.
    fn check_soon(self) {
        if self.check_is_due.get_value() {
            return;
        }
        self.check_is_due.set_value(true);
        let look = move || {
            self.check_is_due.try_set_value(false);
            measured("phuluc: settle", || self.settle());
            self.checked.try_update(|n| *n += 1);
        };
        set_timeout(look, CHECK_DELAY);
    }

    /// Has all checks run that wait.
    pub fn settle(self) {
        self.editor.try_maybe_update(|editor| (editor.settle(), ()));
    }

    /// Shows what the safe fixes of a rule, or of all rules, would make of the document.
    pub fn look_at_fixes(self, rule: Option<&str>) {
        self.settle();
        let mending = self.editor.with_untracked(|editor| editor.mending(rule));
        self.mending.set(Some(mending));
    }

    /// Runs a command on the editor as it is.
    pub fn run(self, command: impl FnOnce(&Editor) -> Option<Transaction>) {
        let transaction = self.editor.with_untracked(command);
        self.dispatch(transaction);
    }

    pub fn undo(self) {
        let undone = self.editor.try_update(Editor::undo).flatten();
        self.after_history(Key::Undone, undone);
    }

    pub fn redo(self) {
        let redone = self.editor.try_update(Editor::redo).flatten();
        self.after_history(Key::Redone, redone);
    }

    fn after_history(self, said: Key, done: Option<Message>) {
        let Some(label) = done else {
            return;
        };
        let language = self.language.get_untracked();
        self.announcement
            .set(said.with([label.text(language)]).text(language));
        autosave::schedule(self);
        self.check_soon();
        self.focus_grid.update(|n| *n += 1);
    }

    pub fn move_to(self, place: Cursor) {
        self.editor.update(|editor| editor.move_to(place));
    }

    /// Goes to a cell, and shows it where it was not shown.
    pub fn go_to(self, place: Place) {
        self.editor.update(|editor| editor.go_to(place));
        self.focus_grid.update(|n| *n += 1);
    }

    /// Puts a document on the screen and in storage.
    pub fn open_new(self, document: Document) {
        self.open_imported(document, &[]);
    }

    /// The same, with what its import was not sure of.
    pub fn open_imported(self, mut document: Document, doubts: &[Doubt]) {
        if document.review == Review::default()
            && let Some(profile) = storage::profile()
        {
            document.review.profile = profile;
        }
        self.document_id.set_value(storage::new_id());
        self.show(measured("phuluc: all rules", || {
            Editor::of_import(document, doubts)
        }));
        autosave::save_now(self);
    }

    /// Opens a stored document.
    pub fn open_stored(self, id: &str) {
        match storage::load(id) {
            Ok(document) => {
                self.document_id.set_value(id.to_owned());
                self.show(Editor::new(document));
            }
            Err(error) => self.tell_error(Key::DocumentUnreadable.with([error.to_string()])),
        }
    }

    fn show(self, editor: Editor) {
        self.saver.set_value(Saver::default());
        self.pending_text.set_value(None);
        self.mending.set(None);
        self.waiving.set(None);
        self.choosing_form.set(false);
        self.reviewing.set(false);
        self.editor.set(editor);
        self.checked.update(|n| *n += 1);
        self.save_state.set(if storage::is_available() {
            SaveState::Saved
        } else {
            SaveState::Failed(StorageError::Unavailable)
        });
        self.screen.set(Screen::Editor);
        self.focus_grid.update(|n| *n += 1);
    }

    pub fn close(self) {
        autosave::save_now(self);
        self.screen.set(Screen::Start);
    }

    pub fn tell(self, message: Message) {
        self.notice.set(Some(Notice {
            message,
            is_error: false,
            undelete: None,
        }));
    }

    pub fn tell_error(self, message: Message) {
        self.notice.set(Some(Notice {
            message,
            is_error: true,
            undelete: None,
        }));
    }
}
