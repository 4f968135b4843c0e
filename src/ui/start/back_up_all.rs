//! The backup of everything: one file with all documents, saved and restored.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{self, file, storage},
    persist::{Everything, LoadError},
    ui::{
        shell::Shell,
        text_file::{TextFileButton, save_text},
    },
    wording::Key,
};

/// Buttons to save everything as one file, and to restore such a file.
#[component]
pub(super) fn BackUpAll() -> impl IntoView {
    let shell = Shell::get();
    let save = move |_| {
        spawn_local(async move {
            let texts = storage::everything().await;
            let is_complete = texts.is_ok();
            let all = Everything {
                made_ms: storage::now() as u64,
                texts: texts.unwrap_or_else(|_| storage::local_everything()),
            };
            let today = browser::today().replace('/', "-");
            let name = format!("phuluc {today}.phuluc");
            save_text(shell, &all.write(), &name, file::BACKUP);
            // Everything has been exported: the reminders to back up are dropped.
            for kept in all.documents() {
                let result = storage::set_meta(&kept.id, |meta| meta.unsafe_since_ms = None).await;
                if let Err(error) = result {
                    shell.tell_error(error.user_message());
                }
            }
            if !is_complete {
                shell.tell_error(Key::BackupIncomplete.into());
            }
            shell.library.notify();
        });
    };
    let read = Callback::new(move |text: String| match Everything::read(&text) {
        Some(Ok(all)) => shell.restoring.set(Some(Arc::new(all))),
        Some(Err(LoadError::TooLarge)) => shell.tell_error(Key::BackupTooLarge.into()),
        _ => shell.tell_error(Key::BackupUnreadable.into()),
    });
    view! {
        <button type="button" class="quiet" on:click=save>{shell.t(Key::BackUpAll)}</button>
        <TextFileButton label=Key::RestoreAll accept=".phuluc" read />
    }
}
