//! The context through which components read and change the state of the editor.

use std::{ops::Deref, sync::Arc, time::Duration};

use leptos::prelude::*;

use super::preview::{Opening, Preview};
use crate::{
    browser::{
        storage::{self, Draft, Loaded, Meta, StorageError},
        timing::measured,
    },
    commands,
    edit::Transaction,
    editor::{Cursor, Editor, Mending},
    model::CellRef,
    persist::Saver,
    ui::shell::Shell,
    validate::Diagnostic,
    wording::Key,
};

/// Debounce window of the checks: the findings panel lags behind the grid by at most this.
const CHECK_DELAY: Duration = Duration::from_millis(120);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Screen {
    Start,
    Editor,
}

/// Whether the document on the screen is also in storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum SaveState {
    Saved,
    Pending,
    Failed(StorageError),
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct App {
    shell: Shell,
    pub editor: RwSignal<Editor>,
    pub screen: RwSignal<Screen>,
    pub save_state: RwSignal<SaveState>,
    /// Whether another window edits the document, so that this one only shows it.
    pub read_only: RwSignal<bool>,
    pub opening: RwSignal<Opening>,
    /// Generation of the findings: incremented when the panel has to be recomputed.
    pub checked: RwSignal<u32>,
    check_is_due: StoredValue<bool>,
    /// Fixes being previewed before they are applied.
    pub mending: RwSignal<Option<Mending>>,
    /// The finding being waived.
    pub waiving: RwSignal<Option<Arc<Diagnostic>>>,
    /// Whether the dialog to choose a form for the annexes is open.
    pub choosing_form: RwSignal<bool>,
    /// Whether the dialog with the settings of the checks is open.
    pub reviewing: RwSignal<bool>,
    /// Whether the dialog with earlier versions of the document is open.
    pub showing_history: RwSignal<bool>,
    /// Incremented when the cursor is moved from outside the grid; the grid then takes the focus.
    pub focus_grid: RwSignal<u32>,
    /// Incremented when the grid has to scroll to the cursor without taking the focus.
    pub reveal: RwSignal<u32>,
    /// The open document's id in storage; empty when none is open.
    pub document_id: StoredValue<String>,
    pub saver: StoredValue<Saver>,
    /// Revision of the document that was last saved; `None` forces the next save.
    pub saved_revision: StoredValue<Option<u64>>,
    /// The open document's entry in the list of documents.
    pub meta: StoredValue<Meta>,
    /// The text being typed; it is committed before the page is unloaded.
    pub pending_text: StoredValue<Option<String>>,
    /// Revision after the text being typed was committed early, by a save; Esc undoes that.
    committed_early: StoredValue<Option<u64>>,
    /// Whether the next paste takes only the plain text.
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
            showing_history: RwSignal::new(false),
            focus_grid: RwSignal::new(0),
            reveal: RwSignal::new(0),
            document_id: StoredValue::new(String::new()),
            saver: StoredValue::new(Saver::default()),
            saved_revision: StoredValue::new(None),
            meta: StoredValue::new(Meta::default()),
            pending_text: StoredValue::new(None),
            committed_early: StoredValue::new(None),
            paste_plain: StoredValue::new(false),
        }
    }

    /// Returns the context; callable in any component of the editor page.
    pub fn get() -> App {
        expect_context()
    }

    /// Whether the document is read-only because another window edits it; tells the user if so.
    pub fn refuses_changes(self) -> bool {
        let refuses = self.read_only.get_untracked();
        if refuses {
            self.tell_error(Key::ReadOnlyRefused.into());
        }
        refuses
    }

    /// Applies a transaction, if there is one, without scheduling a save. Returns whether the
    /// document changed.
    pub(super) fn commit(self, transaction: Option<Transaction>) -> bool {
        let Some(transaction) = transaction else {
            return false;
        };
        if self.refuses_changes() {
            return false;
        }
        let result = self
            .editor
            .try_update(|editor| measured("phuluc: one edit", || editor.commit(&transaction)));
        match result {
            Some(Ok(())) => {
                self.check_soon();
                true
            }
            // The transaction was built for another revision of the document; nothing was changed.
            Some(Err(_)) => {
                self.tell_error(Key::ChangeRefused.into());
                false
            }
            None => false,
        }
    }

    /// Commits the text being typed to its cell; typing goes on. Returns whether the document
    /// changed.
    pub(super) fn commit_typed_text(self) -> bool {
        let Some(text) = self.pending_text.get_value() else {
            return false;
        };
        let transaction = self
            .editor
            .with_untracked(|editor| commands::set_text(&editor.selection(), &text));
        let is_changed = self.commit(transaction);
        if is_changed {
            let revision = self.editor.with_untracked(Editor::revision);
            self.committed_early.set_value(Some(revision));
        }
        is_changed
    }

    /// Whether the latest change of the document is text that a save committed while it is still
    /// being typed.
    pub(super) fn takes_early_commit(self) -> bool {
        let early = self
            .committed_early
            .try_update_value(Option::take)
            .flatten();
        early.is_some() && early == Some(self.editor.with_untracked(Editor::revision))
    }

    /// Schedules the checks: the change itself is painted first, and changes in quick succession
    /// are checked together.
    pub(super) fn check_soon(self) {
        if self.check_is_due.get_value() {
            return;
        }
        self.check_is_due.set_value(true);
        let check = move || {
            self.check_is_due.try_set_value(false);
            measured("phuluc: settle", || self.settle());
            self.checked.try_update(|n| *n += 1);
        };
        set_timeout(check, CHECK_DELAY);
    }

    /// Runs all pending checks.
    pub fn settle(self) {
        self.editor.try_maybe_update(|editor| (editor.settle(), ()));
    }

    /// Previews the safe fixes of a rule, or of all rules.
    pub fn preview_fixes(self, rule: Option<&str>) {
        self.settle();
        let mending = self.editor.with_untracked(|editor| editor.mending(rule));
        self.mending.set(Some(mending));
    }

    pub fn move_to(self, place: Cursor) {
        self.editor.update(|editor| editor.move_to(place));
    }

    /// Moves the cursor to a cell, lifting filters and folds that hide it.
    pub fn go_to(self, place: CellRef) {
        self.editor.update(|editor| editor.go_to(place));
        self.focus_grid.update(|n| *n += 1);
    }

    /// Replaces the open document by the version that another window saved. The screen stays; what
    /// was prepared for the old version is dropped.
    pub(super) fn reload(self, loaded: Loaded) {
        self.saver.set_value(Saver::after(loaded.saves));
        self.meta.set_value(loaded.meta);
        self.close_dialogs();
        self.editor.update(|editor| {
            editor.reload(loaded.document);
            editor.reserve_ids(loaded.next_id);
        });
        self.mark_saved();
        self.checked.update(|n| *n += 1);
        self.save_state.set(SaveState::Saved);
    }

    /// Records that storage holds the current revision of the document.
    pub(super) fn mark_saved(self) {
        let revision = self.editor.with_untracked(Editor::revision);
        self.saved_revision.set_value(Some(revision));
    }

    /// Closes the dialogs that were opened for the previous document or version.
    pub(super) fn close_dialogs(self) {
        self.mending.set(None);
        self.waiving.set(None);
        self.choosing_form.set(false);
        self.reviewing.set(false);
        self.showing_history.set(false);
    }

    /// Records the text being typed into the active cell, or `None` when typing ends. It is also
    /// kept in storage as a draft.
    pub fn note_typing(self, text: Option<String>) {
        let place = self.editor.with_untracked(Editor::cell_ref);
        let draft = text.clone().zip(place);
        let draft = draft.map(|(text, place)| Draft::new(place, text));
        if text.is_none() {
            self.committed_early.set_value(None);
        }
        if draft.is_some() || self.pending_text.with_value(Option::is_some) {
            storage::set_draft(&self.document_id.get_value(), draft.as_ref());
        }
        self.pending_text.set_value(text);
    }

    /// Changes the import preview, if one is open.
    pub fn change_preview(self, change: impl FnOnce(&mut Preview)) {
        self.opening.update(|opening| {
            if let Opening::Preview(preview) = opening {
                change(preview);
            }
        });
    }
}

/// Language, notices and wishes, which both pages have.
impl Deref for App {
    type Target = Shell;

    fn deref(&self) -> &Shell {
        &self.shell
    }
}
