//! Small files to download and to read: profiles, lists, forms, backups.

use leptos::{ev, html::Input, prelude::*, task::spawn_local};
use web_sys::{File, HtmlInputElement};

use super::shell::Shell;
use crate::{browser::file, wording::Key};

/// Offers a text as a download.
pub(super) fn save_text(shell: Shell, text: &str, name: &str, mime: &str) {
    if let Err(message) = file::download(text.as_bytes(), name, mime) {
        shell.tell_error(message);
    }
}

/// A button that lets the user choose a text file and passes its contents to `read`.
#[component]
pub(super) fn TextFileButton(
    label: Key,
    accept: &'static str,
    read: Callback<String>,
) -> impl IntoView {
    let read = Callback::new(move |bytes: Vec<u8>| {
        read.run(String::from_utf8_lossy(&bytes).into_owned());
    });
    view! { <FileButton label accept read /> }
}

/// A button that lets the user choose a file and passes its bytes to `read`.
#[component]
pub(super) fn FileButton(
    label: Key,
    accept: &'static str,
    read: Callback<Vec<u8>>,
) -> impl IntoView {
    let shell = Shell::get();
    let chosen = Callback::new(move |chosen: File| {
        spawn_local(async move {
            match file::read(&chosen).await {
                Ok(bytes) => read.run(bytes.to_vec()),
                Err(message) => shell.tell_error(message),
            }
        });
    });
    view! { <ChooseFileButton label accept chosen /> }
}

/// A button that lets the user choose a file and passes it to `chosen` unread.
#[component]
pub(super) fn ChooseFileButton(
    label: Key,
    accept: &'static str,
    chosen: Callback<File>,
) -> impl IntoView {
    let shell = Shell::get();
    let input = NodeRef::<Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let change = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        chosen.run(file);
        // Lets the same file be chosen again.
        input.set_value("");
    };
    view! {
        <button type="button" on:click=choose>{shell.t(label)}</button>
        <input type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" accept=accept node_ref=input on:change=change />
    }
}
