//! The ways in which a file or a text reaches the page: chosen, dropped, pasted, or opened by the
//! operating system.

use leptos::{ev, prelude::*};
use web_sys::{File, FileList, HtmlInputElement};

use super::{
    icon::{OPEN, icon},
    shell::Shell,
};
use crate::{
    browser::{handover::Wish, launch},
    wording::Key,
};

/// File extensions offered by the file dialog. The format itself is detected from the contents.
const ACCEPT: &str = ".phuluc,.xlsx,.xlsm,.xls,.xlsb,.ods,.fods,.docx,.doc,.odt,.fodt,.pdf,.csv,.tsv,.txt,.html,.htm,.xml,.zip";

/// The button "Mở tệp" (open file) with its file input.
#[component]
pub(super) fn OpenFileButton(#[prop(optional)] prominent: bool) -> impl IntoView {
    let shell = Shell::get();
    let chosen = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        open(shell, listed(input.files()));
        // Lets the same file be chosen again.
        input.set_value("");
    };
    view! {
        <button type="button" class:primary=prominent aria-label=shell.t(Key::OpenFile) title=shell.t(Key::OpenFile)
            on:click=move |_| shell.choose_file()>
            {icon(OPEN)} <span class="words">{shell.t(Key::OpenFile)}</span>
        </button>
        <input type="file" multiple class="visually-hidden" tabindex="-1" accept=ACCEPT node_ref=shell.file_input
            aria-label=shell.t(Key::ChooseFile) on:change=chosen />
    }
}

fn listed(files: Option<FileList>) -> Vec<File> {
    let files = files.as_ref();
    files.map_or(Vec::new(), |files| {
        (0..files.length()).filter_map(|at| files.get(at)).collect()
    })
}

fn open(shell: Shell, files: Vec<File>) {
    if !files.is_empty() {
        shell.wish(Wish::Files(files));
    }
}

/// Opens files that are dropped anywhere on the page or passed by the operating system, and, while
/// `takes_text`, pasted tables and texts. Does nothing while not `is_in_charge`.
pub(super) fn open_incoming(
    shell: Shell,
    is_in_charge: impl Fn() -> bool + Copy + 'static,
    takes_text: impl Fn() -> bool + 'static,
) {
    let take = move || {
        if is_in_charge() {
            open(shell, launch::take_files());
        }
    };
    let _ = window_event_listener_untyped(launch::FILES, move |_| take());
    take();
    // Otherwise the browser would navigate away to show the file.
    let _ = window_event_listener(ev::dragover, |event| event.prevent_default());
    let _ = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        if is_in_charge() {
            open(shell, listed(files));
        }
    });
    let _ = window_event_listener(ev::paste, move |event| {
        if !is_in_charge() || !takes_text() {
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
        // A text pasted into an input field belongs to that field.
        let is_field = event_target::<web_sys::Element>(&event)
            .matches("input")
            .unwrap_or(false);
        if !is_field && !text.trim().is_empty() {
            event.prevent_default();
            shell.wish(Wish::Text(text));
        }
    });
}
