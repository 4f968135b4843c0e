//! Several windows on one document: one edits, the others follow it, and each can take over.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::{
    autosave,
    context::App,
    edit_lock::{follow, give_way, hold, release},
};
use crate::browser::{
    channel::{self, WindowMessage},
    lock::{self, Answer, How},
};

/// How long another window may take to save and release the lock before the lock is stolen.
const PATIENCE: Duration = Duration::from_secs(3);

/// Requests the edit lock of the document just opened; read-only if another window holds it.
pub(super) async fn enter(app: App, id: String) {
    release();
    match lock::ask(&id, How::IfFree, move || lose(app)).await {
        Answer::Held(held) => hold(app, &id, held),
        Answer::Taken => app.read_only.set(true),
        Answer::Unsupported => {
            app.read_only.set(false);
            // A window that edits the document will answer, and this one then becomes read-only.
            channel::send(&WindowMessage::Who(id));
        }
    }
}

/// Another window stole the lock: the document on the screen may be stale.
fn lose(app: App) {
    if !app.read_only.get_untracked() {
        // Keeps unsaved changes; if the other window has saved meanwhile, as a separate document.
        autosave::save_now(app);
        give_way(app);
    }
    let id = app.document_id.get_value();
    spawn_local(async move {
        autosave::wait_for_saves(app).await;
        follow(app, &id).await;
    });
}

/// Takes over editing; the window that edited the document saves it first.
pub(in crate::ui) fn take_over(app: App) {
    let id = app.document_id.get_value();
    channel::send(&WindowMessage::Yield(id.clone()));
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

/// Handles the messages of other windows.
pub(in crate::ui) fn listen(app: App) {
    channel::listen(move |message| {
        let open = app.document_id.get_value();
        let is_reader = app.read_only.get_untracked();
        if open.is_empty() {
            // Refreshes the list of documents.
            if matches!(message, WindowMessage::Saved(_)) {
                app.library.update(|n| *n += 1);
            }
            return;
        }
        match message {
            WindowMessage::Saved(id) if id == open && is_reader => {
                spawn_local(async move { follow(app, &id).await });
            }
            WindowMessage::Yield(id) if id == open && !is_reader => spawn_local(async move {
                autosave::save_now(app);
                autosave::wait_for_saves(app).await;
                give_way(app);
            }),
            WindowMessage::Who(id) if id == open && !is_reader => {
                channel::send(&WindowMessage::Mine(id))
            }
            WindowMessage::Mine(id) if id == open && !is_reader => {
                // Two windows in a browser without locks: the one that was there first goes on.
                app.read_only.set(true);
            }
            _ => {}
        }
    });
}
