//! The dialog that reviews an export: counts per annex, format and file name.

use leptos::{ev, prelude::*};

use super::{modal::Modal, printed_pages::PrintedPages};
use crate::{
    commands,
    edit::Transaction,
    editor::{Editor, Selection},
    export::{self, OutputFormat},
    model::{Annex, Review, Severity},
    ui::app::{context::App, dialog::Dialog},
    wording::{Key, Message},
};

/// Shows annexes, rows, remaining findings and the file's name before the export.
#[component]
pub(in crate::ui) fn ExportDialog(
    /// Exports a file of the given format and name.
    export: Callback<(OutputFormat, String)>,
) -> impl IntoView {
    let app = App::get();
    let is_open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Export)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open=is_open id="export-title" title=Key::ExportReviewTitle close>
            <Overview close export />
        </Modal>
    }
}

#[component]
fn Overview(close: Callback<()>, export: Callback<(OutputFormat, String)>) -> impl IntoView {
    let app = App::get();
    app.settle();
    let lines = app.editor.with_untracked(|editor| {
        let annexes = editor.document().annexes.iter();
        annexes
            .map(|it| annex_counts(editor, it))
            .collect::<Vec<_>>()
    });
    let told = app.editor.with_untracked(export_summary);
    let n_errors: usize = lines.iter().map(|it| it.n_errors).sum();
    let n_formula_like = app
        .editor
        .with_untracked(|editor| export::n_formula_like(editor.document()));
    let format = RwSignal::new(OutputFormat::Xlsx);
    let name = RwSignal::new(proposed_file_name(app, OutputFormat::Xlsx));
    let formats = OutputFormat::ALL.map(|it| {
        let label = match it {
            OutputFormat::Xlsx => Key::ExportWorkbook,
            OutputFormat::Docx => Key::ExportWord,
            OutputFormat::Data => Key::ExportData,
            OutputFormat::DataForSpreadsheets => Key::ExportDataForSpreadsheets,
        };
        let choose = move |_| {
            // Keeps a name that the user has typed; only the extension changes.
            let ending = format!(".{}", format.get_untracked().extension());
            name.update(|name| {
                let stem = name.strip_suffix(&ending).unwrap_or(name);
                *name = format!("{stem}.{}", it.extension());
            });
            format.set(it);
        };
        view! {
            <label>
                <input type="radio" name="export-format" prop:checked=move || format.get() == it on:change=choose />
                {app.t(label)}
            </label>
        }
    });
    let n_notes = app.editor.with_untracked(|editor| {
        let rows = editor.document().annexes.iter().flat_map(|it| &it.rows);
        rows.map(|row| row.notes().count()).sum::<usize>()
    });
    let notes = Key::ExportNotes.with([n_notes.to_string()]);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let extension = format.get_untracked().extension();
        let typed = name.get_untracked().trim().to_owned();
        let typed = match OutputFormat::of_name(&typed) {
            Some(it) if it.extension() == extension => typed,
            _ if typed.is_empty() => proposed_file_name(app, format.get_untracked()),
            _ => format!("{typed}.{extension}"),
        };
        close.run(());
        export.run((format.get_untracked(), typed));
    };
    let send = match n_errors {
        0 => Key::ExportNow,
        _ => Key::ExportAnyway,
    };
    let rows = lines.into_iter().map(|it| {
        view! {
            <tr>
                <td>{it.name}</td>
                <td>{it.n_rows}</td>
                <td class:error=0 < it.n_errors>{it.n_errors}</td>
                <td>{it.n_warnings}</td>
            </tr>
        }
    });
    view! {
        <form class="outgoing" on:submit=submit>
            <div class="settings">
                <table class="counts">
                    <thead>
                        <tr>
                            <th scope="col">{app.t(Key::ExportAnnex)}</th>
                            <th scope="col">{app.t(Key::ExportRows)}</th>
                            <th scope="col">{app.t(Key::ExportErrors)}</th>
                            <th scope="col">{app.t(Key::ExportWarnings)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                <p>{move || app.text(&told)}</p>
                <fieldset class="choices">
                    <legend>{app.t(Key::ExportFormat)}</legend>
                    {formats.collect_view()}
                </fieldset>
                <fieldset class="choices">
                    <legend>{app.t(Key::ExportExtras)}</legend>
                    <Extra label=Key::ListWaivers.into() is_on=|review| review.lists_waivers set=commands::list_waivers />
                    <Extra label=Key::ListFindings.into() is_on=|review| review.lists_findings set=commands::list_findings />
                    {(0 < n_notes).then(|| view! {
                        <Extra label=notes is_on=|review| review.exports_notes set=commands::export_notes />
                    })}
                </fieldset>
                {move || (format.get() == OutputFormat::Data && 0 < n_formula_like).then(|| {
                    let told = Key::ExportFormulaLike.with([n_formula_like.to_string()]);
                    view! { <p class="why">{move || app.text(&told)}</p> }
                })}
                <label class="field">
                    {app.t(Key::ExportName)}
                    <input type="text" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
                </label>
            </div>
            {move || format.get().has_pages().then(|| view! { <PrintedPages /> })}
            <div class="dialog-buttons">
                <button type="submit" class="primary">{app.t(send)}</button>
                <button type="button" on:click=move |_| close.run(())>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}

/// Something that the document's exports contain when it is ticked.
#[component]
fn Extra(
    label: Message,
    is_on: fn(&Review) -> bool,
    set: fn(&Selection, bool) -> Option<Transaction>,
) -> impl IntoView {
    let app = App::get();
    let is_on = Memo::new(move |_| app.editor.with(|editor| is_on(&editor.document().review)));
    let toggle = move |event: ev::Event| {
        let is_on = event_target_checked(&event);
        app.run(|selection| set(selection, is_on));
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=is_on disabled=app.read_only on:change=toggle />
            {move || app.text(&label)}
        </label>
    }
}

/// Counts shown for one annex.
struct AnnexCounts {
    name: String,
    n_rows: usize,
    n_errors: usize,
    n_warnings: usize,
}

fn annex_counts(editor: &Editor, annex: &Annex) -> AnnexCounts {
    let count = |severity: Severity| {
        let findings = editor.findings().iter();
        findings
            .filter(|it| it.annex == annex.id && it.severity == severity)
            .count()
    };
    AnnexCounts {
        name: format!("{} – {}", annex.head.label(), annex.head.title),
        n_rows: annex.rows.len(),
        n_errors: count(Severity::Error),
        n_warnings: count(Severity::Warning),
    }
}

/// Proposes a file name for an export of the open document.
pub(in crate::ui) fn proposed_file_name(app: App, format: OutputFormat) -> String {
    app.editor
        .with_untracked(|editor| export::file_name(editor.document(), format))
}

/// Summarizes an export: numbers of annexes, rows and remaining errors.
pub(in crate::ui) fn export_summary(editor: &Editor) -> Message {
    let document = editor.document();
    let counts = [document.annexes.len(), document.n_rows()].map(|n| n.to_string());
    if !editor.is_checked() {
        return Key::ExportSummaryUnchecked.with(counts);
    }
    let errors = editor.findings().iter();
    let n_errors = errors.filter(|it| it.severity == Severity::Error).count();
    let [annexes, rows] = counts;
    Key::ExportSummary.with([annexes, rows, n_errors.to_string()])
}
