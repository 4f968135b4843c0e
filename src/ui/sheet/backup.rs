//! The backup of the open document.

use leptos::prelude::*;

use crate::{browser::file, export, persist, session::Event, ui::app::context::App, wording::Key};

/// Downloads the open document as a backup file.
pub(super) fn save_backup(app: App) {
    app.session.send(Event::SaveNow);
    let snapshot = app.session.snapshot();
    let (text, name) = app.editor.with_untracked(|editor| {
        let document = editor.document();
        (persist::backup(document), export::backup_name(document))
    });
    match file::download(text.as_bytes(), &name, file::BACKUP) {
        Ok(()) => {
            if let Some(snapshot) = snapshot {
                app.session.send(Event::Exported(snapshot));
            }
            app.tell(Key::BackupSaved.with([name]));
        }
        Err(message) => app.tell_error(message),
    }
}
