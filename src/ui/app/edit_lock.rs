//! The right to edit the open document, and what happens when it goes to another window.

use std::cell::RefCell;

use leptos::prelude::*;

use super::context::{App, SaveState};
use crate::{
    browser::{
        lock::Held,
        storage::{self, StorageError},
    },
    model::Document,
    wording::Key,
};

thread_local! {
    /// The lock on the open document, while this window edits it.
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Keeps a granted lock, unless another document was opened while it was requested; it is then
/// released at once.
pub(super) fn hold(app: App, id: &str, held: Held) {
    if app.document_id.get_value() == id {
        HELD.set(Some(held));
        app.read_only.set(false);
    }
}

/// Releases the lock, if this window holds one.
pub(super) fn release() {
    HELD.take();
}

/// Makes this window read-only because another one edits the document now; tells the user.
pub(super) fn give_way(app: App) {
    release();
    app.read_only.set(true);
    app.tell(Key::TakenOver.into());
}

/// Resolves a save conflict: another window has saved the document, so the state of this window
/// becomes a document of its own.
pub(super) async fn step_aside(app: App, id: &str, mut document: Document) {
    if app.document_id.get_value() == id && !app.read_only.get_untracked() {
        // Includes the changes since the save began, and the text being typed.
        app.commit_typed_text();
        document = app
            .editor
            .with_untracked(|editor| editor.document().clone());
        give_way(app);
    }
    document.plan.name = app.text(&Key::CopyOfWindow.with([document.plan.name]));
    match storage::put_new(&document).await {
        Ok(()) => {
            follow(app, id).await;
            app.tell_error(StorageError::Newer.user_message());
        }
        // The document exists only on the screen; it stays there so that it can be saved as a file.
        Err(error) => {
            app.save_state.set(SaveState::Failed(error));
            app.tell_error(error.user_message());
        }
    }
}

/// Shows the version of the document that is in storage, while this window is read-only.
pub(super) async fn follow(app: App, id: &str) {
    if let Ok(loaded) = storage::load(id).await
        && app.document_id.get_value() == id
        // This window may have begun to edit while the document was loading.
        && app.read_only.get_untracked()
    {
        app.reload(loaded);
    }
}
