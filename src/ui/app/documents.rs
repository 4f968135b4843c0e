//! Opening and closing documents.

use super::{context::App, driver};
use crate::{
    browser::{storage, timing::measured},
    editor::Editor,
    model::{Document, Doubt, Review},
    session::{Event, Source},
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
        let id = storage::new_id();
        let editor = measured("phuluc: all rules", || Editor::of_import(document, doubts));
        driver::bring(&id, editor);
        storage::ask_to_persist();
        self.session.send(Event::Open {
            document: id,
            source: Source::New,
        });
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
