//! Opens a file or a pasted text: the engine worker reads it, the import preview shows it.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

use super::{
    context::App,
    password,
    preview::{Opening, Preview, Previews},
};
use crate::{
    browser::{
        file,
        worker_client::{self, Job},
    },
    engine::ImportReply,
    import::Note,
    persist::{self, Everything, LoadError},
    wording::{Key, Message},
};

/// Reads files and previews their contents. A backup alone is opened, whatever its name.
pub(in crate::ui) fn open(app: App, files: Vec<File>) {
    spawn_local(async move {
        if let [file] = files.as_slice()
            && is_backup(file).await
        {
            return open_backup(app, file.clone());
        }
        show_previews(app, files).await;
    });
}

async fn is_backup(file: &File) -> bool {
    if file.name().to_lowercase().ends_with(".phuluc") {
        return true;
    }
    // What cannot be read is reported when all of it is read.
    let start = file::read_start(file, persist::BACKUP_MARK.len()).await;
    start.is_ok_and(|start| start == persist::BACKUP_MARK.as_bytes())
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
    app.notice.set(None);
    app.opening.set(Opening::Reading(name.clone()));
    spawn_local(async move {
        let bytes = Uint8Array::from(text.as_bytes());
        let reply = import(app, Job::ImportText, &name, &bytes).await;
        let mut read = Read::default();
        if read.take(app, name, reply) {
            read.show(app);
        }
    });
}

/// Reads the files one after the other and previews them.
async fn show_previews(app: App, files: Vec<File>) {
    let is_alone = files.len() == 1;
    let mut read = Read::default();
    app.notice.set(None);
    for file in files {
        let name = file.name();
        app.opening.set(Opening::Reading(name.clone()));
        let goes_on = if !is_alone && is_backup(&file).await {
            read.take(app, name, Err(Key::BackupAmongFiles.into()))
        } else {
            import_file(app, &mut read, &file).await
        };
        if !goes_on {
            return;
        }
    }
    read.show(app);
}

/// Imports a file. Returns whether the import goes on with the next.
async fn import_file(app: App, read: &mut Read, file: &File) -> bool {
    let name = file.name();
    let bytes = match file::read(file).await {
        Ok(bytes) => bytes,
        Err(message) => return read.take(app, name, Err(message)),
    };
    let mut reply = import(app, Job::Import, &name, &bytes).await;
    if !names_archived_pdfs(&reply) {
        return read.take(app, name, reply);
    }
    // The reader of PDF files is a program of its own; it reads those of the archive.
    let pdfs = import(app, Job::ImportPdfs, &name, &bytes).await;
    match &mut reply {
        Ok(Some(others)) => {
            if matches!(pdfs, Ok(Some(_))) {
                others.notes.retain(|note| !is_archived_pdf(note));
            }
            let name_of_pdfs = format!("{name} (PDF)");
            read.take(app, name, reply) && read.take(app, name_of_pdfs, pdfs)
        }
        _ => read.take(app, name, pdfs),
    }
}

/// Whether an archive has PDF files, which are not read yet.
fn names_archived_pdfs(reply: &Result<Option<ImportReply>, Message>) -> bool {
    match reply {
        Ok(Some(reply)) => reply.notes.iter().any(is_archived_pdf),
        Ok(None) => false,
        Err(message) => message.key == Key::ImportPdf,
    }
}

fn is_archived_pdf(note: &Note) -> bool {
    note.message.key == Key::NotePdfInArchive
}

/// Runs an import; asks for the password of a file that has one.
async fn import(
    app: App,
    job: Job,
    name: &str,
    bytes: &Uint8Array,
) -> Result<Option<ImportReply>, Message> {
    let mut password = String::new();
    loop {
        let reply = worker_client::run(job, name, &password, bytes).await;
        let is_locked = matches!(&reply, Err(message) if message.key == Key::ImportPdfPassword);
        if !is_locked || !matches!(*app.opening.read_untracked(), Opening::Reading(_)) {
            let reply = reply?.map(|reply| ImportReply::read(&reply));
            return reply.transpose();
        }
        app.opening.set(Opening::Locked {
            name: name.to_owned(),
            is_wrong: !password.is_empty(),
        });
        match password::entered().await {
            Some(entered) => password = entered,
            None => return Ok(None),
        }
        app.opening.set(Opening::Reading(name.to_owned()));
    }
}

/// What has been read of the files of an import.
#[derive(Default)]
struct Read {
    previews: Vec<Preview>,
    failed: Vec<(String, Message)>,
}

impl Read {
    /// Takes the reply to an import. Returns whether the import goes on: the user may have cancelled
    /// it meanwhile.
    fn take(
        &mut self,
        app: App,
        name: String,
        reply: Result<Option<ImportReply>, Message>,
    ) -> bool {
        // Cancelled while the engine was still loading, when there was no job to cancel yet.
        if !matches!(*app.opening.read_untracked(), Opening::Reading(_)) {
            return false;
        }
        match reply {
            Ok(Some(reply)) => self.previews.push(Preview::of(&name, reply)),
            Ok(None) => {
                app.opening.set(Opening::Nothing);
                return false;
            }
            Err(message) => self.failed.push((name, message)),
        }
        true
    }

    /// Previews what was read; what was not is told, in the preview if there is one.
    fn show(self, app: App) {
        if self.previews.is_empty() {
            app.opening.set(Opening::Nothing);
            let told = self.failed.iter().map(|(name, message)| {
                let told = Key::FileRefused.with([name.clone(), app.text(message)]);
                app.text(&told)
            });
            let told: Vec<String> = told.collect();
            app.tell_error(Key::ReadingPlain.with([told.join("\n")]));
            return;
        }
        let previews = Previews::of(self.previews, self.failed);
        app.opening.set(Opening::Preview(Box::new(previews)));
    }
}
