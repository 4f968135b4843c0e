//! Changes to the open document: each is applied, checked and saved.

use leptos::prelude::*;

use super::{autosave, context::App};
use crate::{
    edit::Transaction,
    editor::{Editor, Selection},
    wording::{Key, Message},
};

impl App {
    /// Applies a transaction, if there is one, and schedules a save. Returns whether the document
    /// changed; a refusal has been reported to the user.
    #[must_use]
    pub fn dispatch(self, transaction: Option<Transaction>) -> bool {
        let is_changed = self.commit(transaction);
        if is_changed {
            autosave::schedule(self);
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

    /// Applies a transaction where nothing else depends on whether the document changed.
    pub fn apply(self, transaction: Option<Transaction>) {
        let _ = self.dispatch(transaction);
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

    /// Discards the text being typed: undoes what a save has committed of it.
    pub fn discard_typed_text(self) {
        if self.takes_early_commit() && self.editor.try_update(Editor::undo).flatten().is_some() {
            autosave::schedule(self);
            self.check_soon();
        }
        self.note_typing(None);
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
}
