//! Opening and closing documents.

use leptos::{prelude::*, task::spawn_local};

use super::{
    autosave,
    context::{App, SaveState, Screen},
    edit_lock, windows,
};
use crate::{
    browser::{
        storage::{self, Draft, Loaded, Meta},
        timing::measured,
    },
    commands,
    editor::Editor,
    model::{Document, Doubt, Review},
    persist::Saver,
    ui::crash,
    wording::Key,
};

impl App {
    /// Shows a document on the screen and stores it.
    pub fn open_new(self, document: Document) {
        self.open_imported(document, &[]);
    }

    /// Like [`App::open_new`], with the cells whose text the import guessed.
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
        spawn_local(windows::enter(self, id));
    }

    /// Opens a stored document; read-only if another window edits it.
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
        // Daily versions and cleaning up are a convenience; failures are ignored.
        storage::keep_day(&id, &document, changed_ms).await.ok();
        storage::tidy(&id).await;
    }

    /// Shows a document loaded from storage.
    fn show_loaded(self, id: &str, loaded: Loaded) {
        let mut editor = Editor::new(loaded.document);
        editor.reserve_ids(loaded.next_id);
        self.show(id, Saver::after(loaded.saves), loaded.meta, editor);
        self.mark_saved();
    }

    /// Offers to restore the text that was being typed when the page was closed.
    fn offer_draft(self, draft: Draft) {
        let place = draft.cell_ref();
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
            self.run(|selection| commands::set_text(selection, &draft.text));
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
        self.close_dialogs();
        self.editor.set(editor);
        self.checked.update(|n| *n += 1);
        self.save_state.set(SaveState::Saved);
        self.screen.set(Screen::Editor);
        self.focus_grid.update(|n| *n += 1);
    }

    /// Saves the open document, if there is one, and releases its edit lock.
    fn put_away(self) {
        if self.screen.get_untracked() == Screen::Editor {
            autosave::save_now(self);
        }
        edit_lock::release();
        self.document_id.set_value(String::new());
        self.read_only.set(false);
    }

    /// Closes the document and returns to the list of documents.
    pub fn close(self) {
        self.put_away();
        crash::remember("");
        self.screen.set(Screen::Start);
        self.library.update(|n| *n += 1);
    }
}
