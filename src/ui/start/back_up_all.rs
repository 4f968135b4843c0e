//! The backup of everything: one file with all documents, saved and restored.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{self, file, handover::Wish, storage},
    persist::Everything,
    ui::{
        shell::Shell,
        text_file::{ChooseFileButton, save_text},
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
    // The editor page reads it, so that the start page stays small.
    let chosen = Callback::new(move |file| shell.wish(Wish::Backup(file)));
    view! {
        <button type="button" class="quiet" on:click=save>{shell.t(Key::BackUpAll)}</button>
        <ChooseFileButton label=Key::RestoreAll accept=".phuluc" chosen />
    }
}
