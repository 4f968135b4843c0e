//! Changes to the open document: each is applied, checked and saved.

use leptos::prelude::*;

use super::{autosave, context::App};
use crate::{
    edit::Transaction,
    editor::{Editor, Selection},
    wording::{Key, Message},
};

impl App {
    /// Applies a transaction, if there is one, and schedules a save.
    pub fn dispatch(self, transaction: Option<Transaction>) {
        if self.commit(transaction) {
            autosave::schedule(self);
        }
    }

    /// Runs a command on the document and what is selected.
    pub fn run(self, command: impl FnOnce(&Selection) -> Option<Transaction>) {
        let transaction = self
            .editor
            .with_untracked(|editor| command(&editor.selection()));
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
}
