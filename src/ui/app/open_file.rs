//! Opens a file or a pasted text: the engine worker reads it, the import preview shows it.

use std::{future::Future, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

use super::{
    context::App,
    preview::{Opening, Preview},
};
use crate::{
    browser::{file, worker_client},
    engine::ImportReply,
    persist::{self, Everything, LoadError},
    wording::{Key, Message},
};

/// Opens a backup, whatever its name, or reads a file and previews its contents.
pub(in crate::ui) fn open(app: App, file: File) {
    let name = file.name();
    if name.to_lowercase().ends_with(".phuluc") {
        return open_backup(app, file);
    }
    spawn_local(async move {
        // What cannot be read is reported when all of it is read.
        let start = file::read_start(&file, persist::BACKUP_MARK.len()).await;
        if start.is_ok_and(|start| start == persist::BACKUP_MARK.as_bytes()) {
            return open_backup(app, file);
        }
        show_preview(app, name.clone(), async move {
            let bytes = file::read(&file).await?;
            worker_client::run(worker_client::Job::Import, &name, &bytes).await
        });
    });
}

/// Opens a backup file. The backup of one document is opened as a new document; of a backup of
/// everything the user chooses which documents to restore.
pub(in crate::ui) fn open_backup(app: App, file: File) {
    spawn_local(read_backup(app, file));
}

async fn read_backup(app: App, file: File) {
    let name = file.name();
    let refuse = |message: Message| {
        app.tell_error(Key::FileRefused.with([name.clone(), app.text(&message)]))
    };
    let text = match file::read(&file).await {
        Ok(bytes) => String::from_utf8_lossy(&bytes.to_vec()).into_owned(),
        Err(message) => return refuse(message),
    };
    match (Everything::read(&text), persist::read_backup(&text)) {
        (Some(Ok(all)), _) => {
            app.close();
            app.restoring.set(Some(Arc::new(all)));
        }
        (_, Some(Ok(document))) => app.open_new(document),
        (Some(Err(LoadError::TooLarge)), _) | (_, Some(Err(LoadError::TooLarge))) => {
            refuse(Key::BackupTooLarge.into());
        }
        (None, None) => refuse(Key::NotABackup.into()),
        _ => refuse(Key::BackupUnreadable.into()),
    }
}

/// Reads a pasted text and previews its contents.
pub(in crate::ui) fn open_text(app: App, text: String) {
    let name = Key::PastedText
        .text(app.language.get_untracked())
        .to_owned();
    show_preview(app, name.clone(), async move {
        let bytes = js_sys::Uint8Array::from(text.as_bytes());
        worker_client::run(worker_client::Job::ImportText, &name, &bytes).await
    });
}

/// Waits for the reply to an import and previews it, or reports the error. Does nothing if the user
/// cancels meanwhile.
fn show_preview(
    app: App,
    name: String,
    reply: impl Future<Output = Result<Option<Vec<u8>>, Message>> + 'static,
) {
    app.notice.set(None);
    app.opening.set(Opening::Reading(name.clone()));
    spawn_local(async move {
        let reply = reply.await;
        // Cancelled while the engine was still loading, when there was no job to cancel yet.
        if !matches!(*app.opening.read_untracked(), Opening::Reading(_)) {
            return;
        }
        let preview = match reply {
            Ok(Some(reply)) => {
                ImportReply::read(&reply).map(|reply| Some(Preview::of(&name, reply)))
            }
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
