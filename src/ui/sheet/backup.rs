//! The backup of the open document.

use leptos::prelude::*;

use crate::{
    browser::file,
    export, persist,
    ui::app::{autosave, context::App},
    wording::Key,
};

/// Downloads the open document as a backup file.
pub(super) fn save_backup(app: App) {
    autosave::save_now(app);
    let (text, name) = app.editor.with_untracked(|editor| {
        let document = editor.document();
        (persist::backup(document), export::backup_name(document))
    });
    match file::download(text.as_bytes(), &name, file::BACKUP) {
        Ok(()) => {
            autosave::mark_exported(app, app.document_id.get_value());
            app.tell(Key::BackupSaved.with([name]));
        }
        Err(message) => app.tell_error(message),
    }
}
