//! Saves the open document soon after each change, and at once when the page goes away.

use std::{cell::Cell, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::context::{App, SaveState, Screen};
use crate::{browser::storage, commands};

/// Changes within this time are written together; a change is never later than this on disk.
const DELAY: Duration = Duration::from_millis(400);

thread_local! {
    static TIMER: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
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
    if let Some(text) = app.pending_text.get_value() {
        app.run(|editor| commands::set_text(editor, &text));
    }
    if let Some(timer) = TIMER.take() {
        timer.clear();
    }
    write(app);
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

fn write(app: App) {
    let id = app.document_id.get_value();
    let saved = app.editor.with_untracked(|editor| {
        app.saver
            .try_update_value(|saver| saver.save(editor.document()))
    });
    let Some(saved) = saved.filter(|_| !id.is_empty()) else {
        return;
    };
    let state = match storage::save(&id, &saved) {
        Ok(()) => SaveState::Saved,
        Err(error) => {
            // The pages did not arrive: the next try writes them all.
            app.saver.set_value(Default::default());
            SaveState::Failed(error)
        }
    };
    app.save_state.set(state);
}
