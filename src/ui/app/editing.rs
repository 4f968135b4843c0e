//! Changes to the open document: each is applied, checked and saved.

use leptos::prelude::*;

use super::context::App;
use crate::{
    browser::storage::Draft,
    commands::{self, Command},
    edit::Transaction,
    editor::{Editor, Selection},
    model::{CellRef, RowId},
    session::Event,
    wording::{Key, Message},
};

impl App {
    /// Applies a transaction, if there is one, and has it saved. Returns whether the document
    /// changed; a refusal has been reported to the user.
    #[must_use]
    pub fn dispatch(self, transaction: Option<Transaction>) -> bool {
        if transaction.is_none() || self.refuses_changes() {
            return false;
        }
        let is_changed = self.commit(transaction);
        if is_changed {
            self.session.send(Event::Edited);
        }
        is_changed
    }

    /// Runs a command on the document and what is selected. Returns whether the document changed.
    #[must_use]
    pub fn try_run(self, command: impl FnOnce(&Selection) -> Option<Transaction>) -> bool {
        let transaction = self
            .editor
            .with_untracked(|editor| command(&editor.selection()));
        self.dispatch(transaction)
    }

    /// Runs a command where nothing else depends on whether the document changed.
    pub fn run(self, command: impl FnOnce(&Selection) -> Option<Transaction>) {
        let _ = self.try_run(command);
    }

    /// Runs a row command; the cursor goes to the first row that it inserts.
    pub fn run_command(self, command: &Command) {
        let first = RowId(self.editor.with_untracked(Editor::next_id));
        if self.try_run(command.run) {
            let place = self.editor.with_untracked(|editor| {
                let (annex, column) = (editor.annex()?, editor.column()?);
                let is_there = annex.rows.iter().any(|row| row.id == first);
                is_there.then_some(CellRef {
                    annex: annex.id,
                    row: first,
                    column: column.id,
                })
            });
            if let Some(place) = place {
                self.editor.update(|editor| editor.go_to(place));
            }
        }
    }

    /// Applies a transaction where nothing else depends on whether the document changed.
    pub fn apply(self, transaction: Option<Transaction>) {
        let _ = self.dispatch(transaction);
    }

    pub fn undo(self) {
        if self.session.may_edit().is_ok() {
            let undone = self.editor.try_update(Editor::undo).flatten();
            self.after_history(Key::Undone, undone);
        }
    }

    pub fn redo(self) {
        if self.session.may_edit().is_ok() {
            let redone = self.editor.try_update(Editor::redo).flatten();
            self.after_history(Key::Redone, redone);
        }
    }

    fn after_history(self, said: Key, done: Option<Message>) {
        let Some(label) = done else {
            return;
        };
        let language = self.language.get_untracked();
        let said = said.with([label.text(language)]);
        self.announcement.set(said.text(language));
        // What was told before is no longer so.
        if self.notice.with_untracked(Option::is_some) {
            self.tell(said);
        }
        self.check_soon();
        self.focus_grid.notify();
        self.session.send(Event::Edited);
    }

    /// Records the text being typed into the active cell, or `None` when typing ends.
    pub fn note_typing(self, text: Option<String>) {
        let place = self.editor.with_untracked(Editor::cell_ref);
        let draft = text.clone().zip(place);
        let draft = draft.map(|(text, place)| Draft::new(place, text));
        if text.is_none() {
            self.typing.committed_early.set_value(None);
        }
        let was_typing = self.typing.text.with_value(Option::is_some);
        self.typing.text.set_value(text);
        if draft.is_some() || was_typing {
            self.session.send(Event::Typed(draft));
        }
    }

    /// Notes that the row was appended for the text being typed: Esc takes it back.
    pub fn typing_began_row(self) {
        let revision = self.editor.with_untracked(Editor::revision);
        self.typing.committed_early.set_value(Some(revision));
    }

    /// Commits the text being typed to its cell; typing goes on. Returns whether the document
    /// changed.
    pub(super) fn commit_typed_text(self) -> bool {
        let Some(text) = self.typing.text.get_value() else {
            return false;
        };
        let transaction = self
            .editor
            .with_untracked(|editor| commands::set_text(&editor.selection(), &text));
        let is_changed = self.commit(transaction);
        if is_changed {
            let revision = self.editor.with_untracked(Editor::revision);
            self.typing.committed_early.set_value(Some(revision));
        }
        is_changed
    }

    /// Discards the text being typed: undoes what a save has committed of it.
    pub fn discard_typed_text(self) {
        let revision = self.editor.with_untracked(Editor::revision);
        if self.typing.takes_early_commit(revision)
            && self.session.may_edit().is_ok()
            && self.editor.try_update(Editor::undo).flatten().is_some()
        {
            self.check_soon();
            self.session.send(Event::Edited);
        }
        self.note_typing(None);
    }
}
