//! Saves the open document soon after each change, and immediately when the page is hidden or left.

use std::{cell::Cell, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    context::{App, SaveState, Screen},
    edit_lock,
};
use crate::{
    browser::{
        channel::{self, WindowMessage},
        storage::{self, Meta, Packed, StorageError},
    },
    editor::Editor,
    model::{Document, Severity},
};

/// Debounce window: a change waits no longer than this before it is saved.
const DELAY: Duration = Duration::from_millis(400);

thread_local! {
    static TIMER: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    /// Number of saves started and finished since page load.
    static BEGUN: Cell<u64> = const { Cell::new(0) };
    static ENDED: Cell<u64> = const { Cell::new(0) };
}

/// Schedules a save, unless one is already scheduled.
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

/// Saves immediately, including the text being typed.
pub(in crate::ui) fn save_now(app: App) {
    if app.read_only.get_untracked() {
        return;
    }
    if app.commit_typed_text() {
        app.save_state.set(SaveState::Pending);
    }
    if let Some(timer) = TIMER.take() {
        timer.clear();
    }
    write(app);
}

/// Waits until every started save has finished.
pub(in crate::ui) async fn wait_for_saves(app: App) {
    while ENDED.get() < BEGUN.get() {
        // A read is queued behind the writes before it.
        storage::versions(&app.document_id.get_value()).await;
    }
}

/// Saves when the page is hidden or left, which is the last moment that a browser guarantees.
pub(in crate::ui) fn save_on_leaving(app: App) {
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

/// Packs a state of the open document together with those of its pages that no save has written.
pub(in crate::ui) fn packed(app: App, document: &Document) -> Packed {
    let next_id = app.editor.with_untracked(Editor::next_id);
    Packed::of(app.saver.with_value(|saver| saver.peek(document, next_id)))
}

/// Writes to local storage synchronously, then to IndexedDB in the background.
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
    let (document, next_id) = app
        .editor
        .with_untracked(|editor| (editor.document().clone(), editor.next_id()));
    let saved = app
        .saver
        .try_update_value(|saver| saver.save(&document, next_id));
    let Some(saved) = saved.map(Packed::of) else {
        return;
    };
    let meta = update_meta(app);
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
            // The document now lives in IndexedDB; its local storage is freed for other documents.
            storage::leave_local(&id);
        }
        if [deep, here].contains(&Err(StorageError::Newer)) {
            return edit_lock::step_aside(app, &id, document).await;
        }
        if deep.is_err() || here.is_err() {
            // Some pages may not have been written: the next save writes all of them.
            app.saver.try_update_value(|saver| saver.forget());
        }
        if deep.is_err() && here.is_err() {
            app.saved_revision.try_set_value(None);
        }
        channel::send(&WindowMessage::Saved(id));
        if this_save == BEGUN.get() && app.save_state.try_get_untracked().is_some() {
            // IndexedDB is the safer of the two, but either one is enough.
            app.save_state.set(match (deep, here) {
                (Ok(()), _) | (_, Ok(())) => SaveState::Saved,
                (_, Err(error)) => SaveState::Failed(error),
            });
        }
    });
}

/// Updates the document's entry in the list of documents for the save that begins, and returns it.
fn update_meta(app: App) -> Meta {
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

/// Records that a document has been exported from this browser as a file. Another document may be
/// open by the time the file is written.
pub(in crate::ui) fn mark_exported(app: App, id: String) {
    if app.document_id.get_value() == id {
        app.meta.update_value(|meta| {
            meta.writes += 1;
            meta.unsafe_since_ms = None;
        });
    }
    spawn_local(async move {
        // On failure the user is merely reminded of a backup that already exists.
        storage::set_meta(&id, |meta| meta.unsafe_since_ms = None)
            .await
            .ok();
    });
}
