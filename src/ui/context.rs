//! The one handle components read and change the state through.

use std::{ops::Deref, sync::Arc, time::Duration};

use leptos::prelude::*;

use super::{autosave, crash, import_dialog::Preview, shell::Shell, windows};
use crate::{
    browser::{
        storage::{self, Draft, Loaded, Meta, StorageError},
        timing::measured,
    },
    commands,
    edit::Transaction,
    editor::{Cursor, Editor, Mending},
    model::{CellRef, Document, Doubt, Review},
    persist::Saver,
    validate::Diagnostic,
    wording::{Key, Message},
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
    shell: Shell,
    pub editor: RwSignal<Editor>,
    pub screen: RwSignal<Screen>,
    pub save_state: RwSignal<SaveState>,
    /// Another window edits the document; this one shows it.
    pub read_only: RwSignal<bool>,
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
    /// Whether earlier states of the document are being looked at.
    pub remembering: RwSignal<bool>,
    /// Grows when the cursor is moved from outside the grid: the grid then takes the focus.
    pub focus_grid: RwSignal<u32>,
    /// Grows when the grid is to show the cursor and leave the focus where it is.
    pub reveal: RwSignal<u32>,
    /// The open document's id in storage.
    pub document_id: StoredValue<String>,
    pub saver: StoredValue<Saver>,
    /// The state of the document that was last saved; `None` when the next save is due anyway.
    pub saved_revision: StoredValue<Option<u64>>,
    /// What the list of documents says of the open one.
    pub meta: StoredValue<Meta>,
    /// The text being typed, to commit it before the page goes away.
    pub pending_text: StoredValue<Option<String>>,
    /// The next paste is to take the text alone.
    pub paste_plain: StoredValue<bool>,
}

impl App {
    pub fn new(shell: Shell) -> App {
        App {
            shell,
            editor: RwSignal::new(Editor::default()),
            screen: RwSignal::new(Screen::Start),
            save_state: RwSignal::new(SaveState::Saved),
            read_only: RwSignal::new(false),
            opening: RwSignal::default(),
            checked: RwSignal::new(0),
            check_is_due: StoredValue::new(false),
            mending: RwSignal::new(None),
            waiving: RwSignal::new(None),
            choosing_form: RwSignal::new(false),
            reviewing: RwSignal::new(false),
            remembering: RwSignal::new(false),
            focus_grid: RwSignal::new(0),
            reveal: RwSignal::new(0),
            document_id: StoredValue::new(String::new()),
            saver: StoredValue::new(Saver::default()),
            saved_revision: StoredValue::new(None),
            meta: StoredValue::new(Meta::default()),
            pending_text: StoredValue::new(None),
            paste_plain: StoredValue::new(false),
        }
    }

    /// The handle, from any component below the page.
    pub fn get() -> App {
        expect_context()
    }

    /// Applies a transaction, if there is one, and has it saved.
    pub fn dispatch(self, transaction: Option<Transaction>) {
        let Some(transaction) = transaction else {
            return;
        };
        if self.refuses_changes() {
            return;
        }
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

    /// Whether another window edits the document; says so then.
    pub fn refuses_changes(self) -> bool {
        let refuses = self.read_only.get_untracked();
        if refuses {
            self.tell_error(Key::ReadOnlyRefused.into());
        }
        refuses
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
        if self.read_only.get_untracked() {
            return;
        }
        let undone = self.editor.try_update(Editor::undo).flatten();
        self.after_history(Key::Undone, undone);
    }

    pub fn redo(self) {
        if self.read_only.get_untracked() {
            return;
        }
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
        self.put_away();
        let id = storage::new_id();
        self.show(
            &id,
            Saver::default(),
            Meta::default(),
            measured("phuluc: all rules", || Editor::of_import(document, doubts)),
        );
        storage::ask_to_persist();
        autosave::save_now(self);
        leptos::task::spawn_local(windows::enter(self, id));
    }

    /// Opens a stored document, to be edited unless another window does.
    pub async fn open_stored(self, id: String) {
        self.put_away();
        let loaded = match storage::load(&id).await {
            Ok(loaded) => loaded,
            Err(error) => {
                self.tell_error(Key::DocumentUnreadable.with([error.to_string()]));
                return self.close();
            }
        };
        if loaded.is_older {
            self.tell_error(Key::OlderCopyOpened.into());
        }
        let draft = loaded.draft.clone();
        self.show_loaded(&id, loaded);
        windows::enter(self, id.clone()).await;
        if self.read_only.get_untracked() {
            return;
        }
        if let Some(draft) = draft {
            self.offer_draft(draft);
        }
        let (document, changed_ms) = (
            self.editor
                .with_untracked(|editor| editor.document().clone()),
            self.meta.with_value(|it| it.changed_ms),
        );
        // Versions of other days and tidiness are a convenience; work goes on without them.
        storage::keep_day(&id, &document, changed_ms).await.ok();
        storage::tidy(&id).await;
    }

    /// Shows a document as it was found in storage.
    fn show_loaded(self, id: &str, loaded: Loaded) {
        self.show(
            id,
            Saver::after(loaded.saves),
            loaded.meta,
            Editor::new(loaded.document),
        );
        self.is_saved();
    }

    /// Shows the open document as another window saved it. The screen stays as it is; what was prepared
    /// for the state before is dropped.
    pub fn reload(self, loaded: Loaded) {
        self.saver.set_value(Saver::after(loaded.saves));
        self.meta.set_value(loaded.meta);
        self.drop_prepared();
        self.editor.update(|editor| editor.reload(loaded.document));
        self.is_saved();
        self.checked.update(|n| *n += 1);
        self.save_state.set(SaveState::Saved);
    }

    /// Notes that storage has the document as it is.
    fn is_saved(self) {
        let revision = self.editor.with_untracked(Editor::revision);
        self.saved_revision.set_value(Some(revision));
    }

    /// Closes what was opened for the document as it was.
    fn drop_prepared(self) {
        self.mending.set(None);
        self.waiving.set(None);
        self.choosing_form.set(false);
        self.reviewing.set(false);
        self.remembering.set(false);
    }

    /// Notes the text that is being typed into the active cell, or that none is.
    pub fn typing(self, text: Option<String>) {
        let place = self.editor.with_untracked(Editor::place);
        let draft = text.clone().zip(place);
        let draft = draft.map(|(text, place)| Draft::new(place, text));
        if draft.is_some() || self.pending_text.with_value(Option::is_some) {
            storage::set_draft(&self.document_id.get_value(), draft.as_ref());
        }
        self.pending_text.set_value(text);
    }

    /// Offers to go on with the cell that was being typed when the page ended.
    fn offer_draft(self, draft: Draft) {
        let place = draft.place();
        let is_new = self.editor.with_untracked(|editor| {
            let annex = editor.document().annex(place.annex);
            let row = annex.and_then(|annex| annex.rows.iter().find(|row| row.id == place.row));
            row.is_some_and(|row| row.cell(place.column) != draft.text)
        });
        let id = self.document_id.get_value();
        if !is_new {
            return storage::set_draft(&id, None);
        }
        let text = draft.text.clone();
        let take = move || {
            self.go_to(place);
            self.run(|editor| commands::set_text(editor, &draft.text));
            self.notice.set(None);
            storage::set_draft(&self.document_id.get_value(), None);
        };
        self.offer(Key::DraftFound.with([text]), Key::DraftTake, take);
    }

    fn show(self, id: &str, saver: Saver, meta: Meta, editor: Editor) {
        self.document_id.set_value(id.to_owned());
        crash::remember(id);
        self.saver.set_value(saver);
        self.meta.set_value(meta);
        self.saved_revision.set_value(None);
        self.pending_text.set_value(None);
        self.drop_prepared();
        self.editor.set(editor);
        self.checked.update(|n| *n += 1);
        self.save_state.set(SaveState::Saved);
        self.screen.set(Screen::Editor);
        self.focus_grid.update(|n| *n += 1);
    }

    /// Saves the open document, if there is one, and gives it back.
    fn put_away(self) {
        if self.screen.get_untracked() == Screen::Editor {
            autosave::save_now(self);
        }
        windows::leave();
        self.document_id.set_value(String::new());
        self.read_only.set(false);
    }

    /// Back to the list of documents.
    pub fn close(self) {
        self.put_away();
        crash::remember("");
        self.screen.set(Screen::Start);
        self.library.update(|n| *n += 1);
    }
}

/// What every program of the page has: language, notices, wishes.
impl Deref for App {
    type Target = Shell;

    fn deref(&self) -> &Shell {
        &self.shell
    }
}
