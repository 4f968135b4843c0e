use leptos::{ev, prelude::*, task::spawn_local};

use super::{autosave, context::App, editor_screen::save_backup, export_dialog::ExportDialog};
use crate::{
    browser::{
        clipboard, engine, file,
        storage::{self, VersionKind},
    },
    editor::Editor,
    engine::export_request,
    export::{self, Extra, OutputFormat},
    model::{Document, Severity},
    persist,
    wording::{Key, Message},
};

/// The official workbook at a click, and a list of everything else a document can become.
#[component]
pub(super) fn ExportButtons() -> impl IntoView {
    let app = App::get();
    let busy = RwSignal::new(false);
    let reviewing = RwSignal::new(false);
    let run_as = move |(format, name): (Format, String)| {
        autosave::save_now(app);
        busy.set(true);
        spawn_local(async move {
            if let Err(message) = export(app, format, &name).await {
                app.tell_error(message);
            }
            busy.set(false);
        });
    };
    let run = move |format: Format| run_as((format, proposed_name(app, format)));
    // What would go out, before it does.
    let summary = move || {
        app.checked.track();
        app.editor.with(|editor| app.text(&summary(editor)))
    };
    let choose = move |event: ev::Event| {
        let choice = event_target_value(&event);
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
        match choice.as_str() {
            "docx" => run(Format::Docx),
            "zip" => run(Format::Data),
            "phuluc" => save_backup(app),
            "copy" => copy_for_word(app),
            _ => {}
        }
    };
    view! {
        <button type="button" class="primary" disabled=busy title=summary on:click=move |_| run(Format::Xlsx)>{app.t(Key::ExportExcel)}</button>
        <button type="button" disabled=busy on:click=move |_| reviewing.set(true)>{app.t(Key::ExportReview)}</button>
        <select class="export-other" aria-label=app.t(Key::ExportOther) disabled=busy on:change=choose>
            <option value="">{app.t(Key::ExportOther)}</option>
            <option value="docx">{app.t(Key::ExportWord)}</option>
            <option value="copy">{app.t(Key::CopyForWord)}</option>
            <option value="zip">{app.t(Key::ExportData)}</option>
            <option value="phuluc">{app.t(Key::ExportBackup)}</option>
        </select>
        <ExportDialog open=reviewing export=Callback::new(run_as) />
    }
}

/// The name that a file of the open document gets unless the user says otherwise.
pub(super) fn proposed_name(app: App, format: Format) -> String {
    app.editor
        .with_untracked(|editor| export::file_name(editor.document(), format))
}

/// Annexes, rows and what is still wrong.
pub(super) fn summary(editor: &Editor) -> Message {
    let document = editor.document();
    let errors = editor.findings().iter();
    let n_errors = errors.filter(|it| it.severity == Severity::Error).count();
    let counts = [document.annexes.len(), document.n_rows(), n_errors];
    Key::ExportSummary.with(counts.map(|n| n.to_string()))
}

async fn export(app: App, format: Format, name: &str) -> Result<(), Message> {
    app.settle();
    let (document, appendix, summary) = app.editor.with_untracked(|editor| {
        let document = editor.document().clone();
        (document, editor.appendix(), summary(editor))
    });
    let request = export_request(&document, &appendix)?;
    let id = app.document_id.get_value();
    let request = js_sys::Uint8Array::from(request.as_slice());
    let Some(bytes) = engine::run(engine::Job::Export, name, &request).await? else {
        return Ok(());
    };
    let kind = match format {
        Format::Xlsx => file::XLSX,
        Format::Docx => file::DOCX,
        Format::Data => file::ZIP,
    };
    file::download(&bytes, name, kind)?;
    autosave::is_safe(app);
    keep_stamp(app, &id, &document, name, &bytes).await;
    app.tell(Key::Exported.with([name.to_owned(), app.text(&summary)]));
    Ok(())
}

/// Keeps what was exported as a version, by which the file can be known again.
async fn keep_stamp(app: App, id: &str, document: &Document, name: &str, bytes: &[u8]) {
    let saved = autosave::packed(app, document);
    let digest = Some(persist::sha256(bytes));
    // Where no history can be kept, the file is there all the same.
    storage::add_version(id, &saved, VersionKind::Export, name, digest)
        .await
        .ok();
}

/// Puts the active annex on the clipboard as it would be printed.
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
        (
            export::html(&own, &Appendix::default()),
            rows.collect::<Vec<_>>().join("\n"),
        )
    });
    match clipboard::copy_table(&html, &text) {
        true => app.tell(Key::CopiedForWord.into()),
        false => app.tell_error(Key::CopyRefused.into()),
    }
}
