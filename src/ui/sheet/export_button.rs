//! The button that exports the document.

use leptos::{prelude::*, task::spawn_local};

use super::backup::save_backup;
use crate::{
    browser::{
        clipboard,
        storage::{self, VersionKind},
    },
    export::{self, OutputFormat},
    model::Document,
    persist,
    session::Event,
    ui::{
        app::{context::App, dialog::Dialog},
        dialogs::{export_summary, proposed_file_name},
        popup::{MenuButton, MenuItem, MenuSeparator},
        written_file::write_file,
    },
    wording::{Key, Message},
};

/// The official workbook at once, and a menu with everything else that leaves the page.
#[component]
pub(super) fn ExportButton() -> impl IntoView {
    let app = App::get();
    let busy = app.exporting;
    let run = move |format: OutputFormat| export_as(app, format, proposed_file_name(app, format));
    // Tooltip: what the export would contain.
    let summary = move || {
        app.checked.track();
        app.editor.with(|editor| app.text(&export_summary(editor)))
    };
    view! {
        <span class="split">
            <button type="button" class="primary" disabled=busy title=summary on:click=move |_| run(OutputFormat::Xlsx)>{app.t(Key::ExportExcel)}</button>
            <MenuButton label=Key::ExportOther class="primary" disabled=busy face=|| ()>
                <MenuItem label=Key::ExportReview run=move || app.dialog.set(Some(Dialog::Export)) />
                <MenuSeparator />
                <MenuItem label=Key::ExportWord run=move || run(OutputFormat::Docx) />
                <MenuItem label=Key::CopyForWord run=move || copy_for_word(app) />
                <MenuItem label=Key::ExportData run=move || run(OutputFormat::Data) />
                <MenuItem label=Key::ExportBackup shortcut="Ctrl+S" run=move || save_backup(app) />
                <MenuSeparator />
                <MenuItem label=Key::Print shortcut="Ctrl+P" run=|| {
                    // Refused where the browser does not print; there is nothing else to do then.
                    window().print().ok();
                } />
            </MenuButton>
        </span>
    }
}

/// Exports the workbook under its proposed name.
pub(super) fn export_in_background(app: App) {
    export_as(
        app,
        OutputFormat::Xlsx,
        proposed_file_name(app, OutputFormat::Xlsx),
    );
}

/// Exports a file in the background, and reports a failure.
pub(in crate::ui) fn export_as(app: App, format: OutputFormat, name: String) {
    app.session.send(Event::SaveNow);
    app.exporting.set(true);
    spawn_local(async move {
        if let Err(message) = export(app, format, &name).await {
            app.tell_error(message);
        }
        app.exporting.set(false);
        app.focus_grid.notify();
    });
}

/// Exports the document and downloads the file.
async fn export(app: App, format: OutputFormat, name: &str) -> Result<(), Message> {
    let snapshot = app.session.snapshot();
    app.settle();
    let (document, appendix, summary) = app.editor.with_untracked(|editor| {
        let document = editor.document().clone();
        (document, editor.extras(), export_summary(editor))
    });
    let written = write_file(&document, &appendix, None, format, name).await?;
    let Some(bytes) = written else {
        return Ok(());
    };
    if let Some(snapshot) = snapshot {
        let id = snapshot.document.clone();
        app.session.send(Event::Exported(snapshot));
        keep_stamp(&id, &document, name, &bytes).await;
    }
    app.tell(Key::Exported.with([name.to_owned(), app.text(&summary)]));
    Ok(())
}

/// Stores the exported state as a version with the file's digest, to recognize the file later.
async fn keep_stamp(id: &str, document: &Document, name: &str, bytes: &[u8]) {
    let digest = Some(persist::sha256(bytes));
    // Without storage for versions the export itself still succeeds.
    storage::add_version(id, document, VersionKind::Export, name, digest)
        .await
        .ok();
}

/// Copies the active annex to the clipboard as it would be printed.
fn copy_for_word(app: App) {
    let (html, text) = app.editor.with_untracked(|editor| {
        let annexes = editor.annex().cloned().into_iter().collect();
        let own = Document {
            annexes,
            ..editor.document().clone()
        };
        let rows = own.annexes.iter().flat_map(|annex| {
            annex.rows.iter().map(|row| {
                let cells = annex
                    .columns
                    .iter()
                    .map(|column| row.cell(column.id).replace(['\t', '\n'], " "));
                cells.collect::<Vec<_>>().join("\t")
            })
        });
        (export::html(&own, &[]), rows.collect::<Vec<_>>().join("\n"))
    });
    match clipboard::copy_table(&html, &text) {
        true => app.tell(Key::CopiedForWord.into()),
        false => app.tell_error(Key::CopyRefused.into()),
    }
}
