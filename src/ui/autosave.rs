//! Saves the open document soon after each change, and at once when the page goes away.

use std::{cell::Cell, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    context::{App, SaveState, Screen},
    windows,
};
use crate::{
    browser::{
        lock::{self, Word},
        storage::{self, Meta, Packed, StorageError},
    },
    commands,
    editor::Editor,
    model::{Document, Severity},
};

/// Changes within this time are written together; a change is never later than this on its way.
const DELAY: Duration = Duration::from_millis(400);

thread_local! {
    static TIMER: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    /// Saves begun and saves ended, this page's life long.
    static BEGUN: Cell<u64> = const { Cell::new(0) };
    static ENDED: Cell<u64> = const { Cell::new(0) };
}

/// Saves in a moment, unless that is already due.
pub(super) fn schedule(app: App) {
    app.save_state.set(SaveState::Pending);
    let running = TIMER.take();
    let timer = running.or_else(|| {
        let save = move || {
            TIMER.take();
            write(app);
        };
        set_timeout_with_handle(save, DELAY).ok()
    });
    TIMER.set(timer);
}

/// Saves at once, with the text that is being typed.
pub(super) fn save_now(app: App) {
    if app.read_only.get_untracked() {
        return;
    }
    take_typed(app);
    if let Some(timer) = TIMER.take() {
        timer.clear();
    }
    write(app);
}

/// Puts the text that is being typed into its cell; typing goes on.
pub(super) fn take_typed(app: App) {
    if let Some(text) = app.pending_text.get_value() {
        app.run(|editor| commands::set_text(editor, &text));
    }
}

/// Waits until every save that was begun has ended.
pub(super) async fn arrived(app: App) {
    while ENDED.get() < BEGUN.get() {
        // A read waits behind the writes before it.
        storage::versions(&app.document_id.get_value()).await;
    }
}

/// Saves when the page is hidden or left: the last moment a browser grants.
pub(super) fn save_on_leaving(app: App) {
    let save = move || {
        if app.screen.get_untracked() == Screen::Editor {
            save_now(app);
        }
    };
    let _ = window_event_listener(leptos::ev::pagehide, move |_| save());
    let _ = window_event_listener_untyped("visibilitychange", move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            save();
        }
    });
}

/// A state of the open document, with those of its pages that no save has written.
pub(super) fn packed(app: App, document: &Document) -> Packed {
    Packed::of(app.saver.with_value(|saver| saver.peek(document)))
}

/// Writes to local storage at once, and behind it to deep storage.
fn write(app: App) {
    let id = app.document_id.get_value();
    if id.is_empty() || app.read_only.get_untracked() {
        return;
    }
    let revision = app.editor.with_untracked(Editor::revision);
    if app.saved_revision.get_value() == Some(revision) {
        return;
    }
    app.saved_revision.set_value(Some(revision));
    let document = app
        .editor
        .with_untracked(|editor| editor.document().clone());
    let saved = app.saver.try_update_value(|saver| saver.save(&document));
    let Some(saved) = saved.map(Packed::of) else {
        return;
    };
    let meta = described(app);
    let here = storage::put_local(&id, &saved, &meta);
    BEGUN.set(BEGUN.get() + 1);
    let this_save = BEGUN.get();
    spawn_local(async move {
        let deep = match here {
            Err(StorageError::Newer) => here,
            _ => storage::put_deep(&id, &saved, &meta).await,
        };
        ENDED.set(ENDED.get() + 1);
        if deep.is_ok() && here == Err(StorageError::Full) {
            // It has moved; what it took in local storage serves other documents.
            storage::leave_local(&id);
        }
        if [deep, here].contains(&Err(StorageError::Newer)) {
            return windows::step_aside(app, &id, document).await;
        }
        if deep.is_err() || here.is_err() {
            // Pages may not have arrived: the next save writes them all.
            app.saver.try_update_value(|saver| saver.forget());
        }
        if deep.is_err() && here.is_err() {
            app.saved_revision.try_set_value(None);
        }
        lock::tell(&Word::Saved(id));
        if this_save == BEGUN.get() && app.save_state.try_get_untracked().is_some() {
            // Deep storage is the safer of the two, but either will do.
            app.save_state.set(match (deep, here) {
                (Ok(()), _) | (_, Ok(())) => SaveState::Saved,
                (_, Err(error)) => SaveState::Failed(error),
            });
        }
    });
}

/// What the list of documents says of the open one from now on.
fn described(app: App) -> Meta {
    let findings = app
        .editor
        .with_untracked(|editor| editor.findings().clone());
    let errors = findings.iter();
    let n_errors = errors.filter(|it| it.severity == Severity::Error).count();
    let now = storage::now();
    app.meta.update_value(|meta| {
        meta.writes += 1;
        meta.changed_ms = now;
        meta.deleted_ms = None;
        meta.n_errors = n_errors;
        meta.n_findings = findings.len();
        meta.unsafe_since_ms.get_or_insert(now);
    });
    app.meta.get_value()
}

/// Notes that the document has left this browser as a file.
pub(super) fn is_safe(app: App) {
    let id = app.document_id.get_value();
    app.meta.update_value(|meta| {
        meta.writes += 1;
        meta.unsafe_since_ms = None;
    });
    spawn_local(async move {
        // Unnoted, the user is only reminded of a backup there is.
        storage::set_meta(&id, |meta| meta.unsafe_since_ms = None)
            .await
            .ok();
    });
}
