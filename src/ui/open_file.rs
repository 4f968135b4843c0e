//! Opening a file: chosen or dropped, read in the engine worker, shown in the preview.

use std::future::Future;

use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::{File, HtmlInputElement};

use super::{
    context::{App, Opening, Screen},
    import_dialog::Preview,
};
use crate::{
    browser::{engine, file},
    engine::ImportReply,
    persist,
    wording::{Key, Message},
};

/// The extensions of what can be read; a file of another name is judged by its bytes all the same.
const ACCEPT: &str = ".phuluc,.xlsx,.xlsm,.xls,.xlsb,.ods,.docx,.csv,.tsv,.txt,.html,.htm,.xml";

/// The button "Mở tệp" with its file input.
#[component]
pub(super) fn OpenFileButton(#[prop(optional)] prominent: bool) -> impl IntoView {
    let app = App::get();
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open(app, file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <button type="button" class:primary=prominent on:click=choose>{app.t(Key::OpenFile)}</button>
        <input type="file" class="visually-hidden" tabindex="-1" accept=ACCEPT node_ref=input
            aria-label=app.t(Key::ChooseFile) on:change=chosen />
    }
}

/// Opens a file that is dropped anywhere on the page.
pub(super) fn open_dropped_files(app: App) {
    // Without this the browser would leave the page to show the file.
    let _ = window_event_listener(ev::dragover, |event| event.prevent_default());
    let _ = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            open(app, file);
        }
    });
}

/// Opens what is pasted while no document is open: a table of Excel, Word or the web, or a text.
pub(super) fn open_pasted_tables(app: App) {
    let _ = window_event_listener(ev::paste, move |event| {
        if app.screen.get_untracked() != Screen::Start
            || app.opening.get_untracked() != Opening::Nothing
        {
            return;
        }
        let Some(data) = event.clipboard_data() else {
            return;
        };
        let get = |kind: &str| data.get_data(kind).unwrap_or_default();
        let html = get("text/html");
        let text = if html.contains("<table") {
            html
        } else {
            get("text/plain")
        };
        if !text.trim().is_empty() {
            event.prevent_default();
            open_text(app, text);
        }
    });
}

fn open(app: App, file: File) {
    let name = file.name();
    if name.to_lowercase().ends_with(".phuluc") {
        spawn_local(open_backup(app, file));
        return;
    }
    show_preview(app, name.clone(), async move {
        let bytes = file::read(&file).await?;
        engine::run(engine::Job::Import, &name, &bytes).await
    });
}

/// Opens a backup file as a document of its own, beside those in storage.
async fn open_backup(app: App, file: File) {
    let name = file.name();
    let document = file::read(&file).await.and_then(|bytes| {
        let text = String::from_utf8_lossy(&bytes.to_vec()).into_owned();
        let document = persist::read_backup(&text).and_then(Result::ok);
        document.ok_or_else(|| Key::BackupUnreadable.into())
    });
    match document {
        Ok(document) => app.open_new(document),
        Err(message) => app.tell_error(Key::FileRefused.with([name, app.text(&message)])),
    }
}

fn open_text(app: App, text: String) {
    let name = Key::PastedText
        .text(app.language.get_untracked())
        .to_owned();
    show_preview(app, name.clone(), async move {
        let bytes = js_sys::Uint8Array::from(text.as_bytes());
        engine::run(engine::Job::ImportText, &name, &bytes).await
    });
}

/// Waits for an import's reply and shows it, or says why there is none. Nothing when the user
/// cancelled.
fn show_preview(
    app: App,
    name: String,
    reply: impl Future<Output = Result<Option<Vec<u8>>, Message>> + 'static,
) {
    app.notice.set(None);
    app.opening.set(Opening::Reading(name.clone()));
    spawn_local(async move {
        let reply = reply.await;
        // Cancelled while the engine was still loading: there was no job to end.
        if !matches!(app.opening.get_untracked(), Opening::Reading(_)) {
            return;
        }
        let preview = match reply {
            Ok(Some(reply)) => ImportReply::read(&reply).map(|reply| Some(Preview::of(reply))),
            Ok(None) => Ok(None),
            Err(message) => Err(message),
        };
        let opening = match preview {
            Ok(Some(preview)) => Opening::Preview(Box::new(preview)),
            Ok(None) => Opening::Nothing,
            Err(message) => {
                app.tell_error(Key::FileRefused.with([name, app.text(&message)]));
                Opening::Nothing
            }
        };
        app.opening.set(opening);
    });
}
