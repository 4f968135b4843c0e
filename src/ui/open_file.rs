//! Opening a file: chosen or dropped, read in the engine worker, shown in the preview.

use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::{File, HtmlInputElement};

use super::context::{App, Opening, Preview};
use crate::{
    browser::{engine, file},
    engine::ImportReply,
    wording::{Key, Message},
};

/// The extensions of what can be read; a file of another name is judged by its bytes all the same.
const ACCEPT: &str = ".xlsx,.xlsm,.xls,.xlsb,.ods,.docx,.csv,.tsv,.txt,.html,.htm";

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

fn open(app: App, file: File) {
    app.notice.set(None);
    app.opening.set(Opening::Reading(file.name()));
    spawn_local(async move {
        let opening = match read(&file).await {
            Ok(Some(preview)) => Opening::Preview(Box::new(preview)),
            Ok(None) => Opening::Nothing,
            Err(message) => {
                app.tell_error(Key::FileRefused.with([file.name(), app.text(&message)]));
                Opening::Nothing
            }
        };
        app.opening.set(opening);
    });
}

/// The file as a document; `None` when the user cancelled.
async fn read(file: &File) -> Result<Option<Preview>, Message> {
    let bytes = file::read(file).await?;
    let Some(reply) = engine::run(engine::Job::Import, &file.name(), &bytes).await? else {
        return Ok(None);
    };
    let reply: ImportReply = serde_json::from_slice(&reply).map_err(|_| Key::EngineCrashed)?;
    Ok(Some(Preview {
        document: reply.document()?,
        notes: reply.notes,
    }))
}
