//! Opening and closing documents.

use leptos::{prelude::*, task::spawn_local};

use super::{context::App, driver};
use crate::{
    browser::storage,
    editor::Editor,
    model::{CellRef, Document, Doubt, Review},
    persist::VersionKind,
    session::{Event, Source},
};

impl App {
    /// Shows a document on the screen and stores it.
    pub fn open_new(self, document: Document) {
        self.open_with_doubts(document, &[], None);
    }

    /// Like [`App::open_new`], at a place.
    pub fn open_new_at(self, document: Document, place: CellRef) {
        self.open_with_doubts(document, &[], Some(place));
    }

    /// Like [`App::open_new`], with the cells whose text the import guessed. The state that the file
    /// of this name had is kept as a version.
    pub fn open_imported(self, document: Document, doubts: &[Doubt], name: &str) {
        let id = self.open_with_doubts(document, doubts, None);
        // While the user is still asked about the document that is left, there is none to keep.
        if self.session.document() == id {
            self.keep_version(VersionKind::Import, name.to_owned());
        }
    }

    /// Keeps the open document as it is now as a version.
    pub fn keep_version(self, kind: VersionKind, name: String) {
        let id = self.session.document();
        let document = self
            .editor
            .with_untracked(|editor| editor.document().clone());
        spawn_local(async move {
            // Without storage for versions the document itself is saved all the same.
            storage::add_version(&id, &document, kind, &name, None)
                .await
                .ok();
        });
    }

    /// Returns the id under which the document is stored.
    fn open_with_doubts(
        self,
        mut document: Document,
        doubts: &[Doubt],
        place: Option<CellRef>,
    ) -> String {
        if document.review == Review::default()
            && let Some(profile) = storage::profile()
        {
            document.review.profile = profile;
        }
        let id = storage::new_id();
        let mut editor = Editor::of_import(document, doubts);
        if let Some(place) = place {
            editor.go_to(place);
        }
        driver::bring(&id, editor);
        storage::ask_to_persist();
        self.session.send(Event::Open {
            document: id.clone(),
            source: Source::New,
        });
        id
    }

    /// Opens a stored document; read-only if another window edits it.
    pub fn open_stored(self, id: String) {
        self.session.send(Event::Open {
            document: id,
            source: Source::Stored,
        });
    }

    /// Closes the document and returns to the list of documents.
    pub fn close(self) {
        self.session.send(Event::Close);
    }
}
