//! One document, several windows: one of them edits, the others follow, and each can take over.

use std::{cell::RefCell, time::Duration};

use leptos::{prelude::*, task::spawn_local};

use super::{
    autosave,
    context::{App, SaveState},
};
use crate::{
    browser::{
        lock::{self, Answer, Held, How, Word},
        storage::{self, StorageError},
    },
    model::Document,
    wording::Key,
};

/// How long another window has to save and give way before the right to edit is taken from it.
const PATIENCE: Duration = Duration::from_secs(3);

thread_local! {
    /// The right to edit the open document.
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Edits the document that was just opened, or shows it where another window edits it.
pub(super) async fn enter(app: App, id: String) {
    leave();
    match lock::ask(&id, How::IfFree, move || lose(app)).await {
        Answer::Held(held) => hold(app, &id, held),
        Answer::Taken => app.read_only.set(true),
        Answer::Unsupported => {
            app.read_only.set(false);
            // Whoever edits it will say so, and this window then only shows it.
            lock::tell(&Word::Who(id));
        }
    }
}

fn hold(app: App, id: &str, held: Held) {
    // Another document may have been opened meanwhile; the lock is given back then.
    if app.document_id.get_value() == id {
        HELD.set(Some(held));
        app.read_only.set(false);
    }
}

/// Gives the right to edit back.
pub(super) fn leave() {
    HELD.take();
}

/// The right to edit has gone to another window.
fn give_way(app: App) {
    HELD.take();
    app.read_only.set(true);
    app.tell(Key::TakenOver.into());
}

/// The right to edit was taken away without a word: what is on the screen may be old.
fn lose(app: App) {
    if !app.read_only.get_untracked() {
        // Keeps what was done here meanwhile, as a document of its own where another one was saved.
        autosave::save_now(app);
        give_way(app);
    }
    let id = app.document_id.get_value();
    spawn_local(async move {
        autosave::arrived(app).await;
        follow(app, &id).await;
    });
}

/// Another window has saved the document: the state of this one becomes a document beside it.
pub(super) async fn step_aside(app: App, id: &str, mut document: Document) {
    if app.document_id.get_value() == id && !app.read_only.get_untracked() {
        // With what was done since, and what is being typed.
        autosave::take_typed(app);
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
        // What is on the screen is nowhere else; it stays there, to be saved as a file.
        Err(error) => {
            app.save_state.set(SaveState::Failed(error));
            app.tell_error(error.user_message());
        }
    }
}

/// Edits here from now on; the window that did saves first.
pub(super) fn take_over(app: App) {
    let id = app.document_id.get_value();
    lock::tell(&Word::Yield(id.clone()));
    let late = {
        let id = id.clone();
        set_timeout_with_handle(
            move || spawn_local(take(app, id.clone(), How::Steal)),
            PATIENCE,
        )
    };
    spawn_local(async move {
        take(app, id, How::Wait).await;
        if let Ok(late) = late {
            late.clear();
        }
    });
}

async fn take(app: App, id: String, how: How) {
    let is_here = || app.document_id.get_value() == id && app.read_only.get_untracked();
    if !is_here() {
        return;
    }
    let answer = lock::ask(&id, how, move || lose(app)).await;
    if !is_here() {
        return;
    }
    match answer {
        Answer::Held(held) => {
            follow(app, &id).await;
            hold(app, &id, held);
        }
        Answer::Taken => {}
        Answer::Unsupported => {
            follow(app, &id).await;
            app.read_only.set(false);
        }
    }
    app.notice.set(None);
}

/// Shows the document as it is in storage.
async fn follow(app: App, id: &str) {
    if let Ok(loaded) = storage::load(id).await
        && app.document_id.get_value() == id
        // Meanwhile this window may have begun to edit: what was loaded is old then.
        && app.read_only.get_untracked()
    {
        app.reload(loaded);
    }
}

/// Listens to the other windows.
pub(super) fn listen(app: App) {
    lock::listen(move |word| {
        let open = app.document_id.get_value();
        let is_reader = app.read_only.get_untracked();
        if open.is_empty() {
            // The list shows what the others save.
            if matches!(word, Word::Saved(_)) {
                app.library.update(|n| *n += 1);
            }
            return;
        }
        match word {
            Word::Saved(id) if id == open && is_reader => {
                spawn_local(async move { follow(app, &id).await });
            }
            Word::Yield(id) if id == open && !is_reader => spawn_local(async move {
                autosave::save_now(app);
                autosave::arrived(app).await;
                give_way(app);
            }),
            Word::Who(id) if id == open && !is_reader => lock::tell(&Word::Mine(id)),
            Word::Mine(id) if id == open && !is_reader => {
                // Two windows without locks: the one that was there first goes on.
                app.read_only.set(true);
            }
            _ => {}
        }
    });
}
