use leptos::{ev, prelude::*};

use super::{
    context::App,
    export_buttons::{proposed_name, summary},
    modal::Modal,
};
use crate::{
    editor::Editor,
    export::OutputFormat,
    model::{Annex, Severity},
    wording::Key,
};

/// What would go out, looked at before it does: annexes, rows, what is still wrong, the file's name.
#[component]
pub(super) fn ExportDialog(
    open: RwSignal<bool>,
    /// Writes the file of that format and name.
    export: Callback<(Format, String)>,
) -> impl IntoView {
    let is_open = Memo::new(move |_| open.get());
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Modal open=is_open id="export-title" title=Key::ExportReviewTitle close>
            <Overview close export />
        </Modal>
    }
}

#[component]
fn Overview(close: Callback<()>, export: Callback<(Format, String)>) -> impl IntoView {
    let app = App::get();
    app.settle();
    let lines = app.editor.with_untracked(|editor| {
        let annexes = editor.document().annexes.iter();
        annexes.map(|it| line(editor, it)).collect::<Vec<_>>()
    });
    let told = app.editor.with_untracked(summary);
    let n_errors: usize = lines.iter().map(|it| it.n_errors).sum();
    let format = RwSignal::new(Format::Xlsx);
    let name = RwSignal::new(proposed_name(app, Format::Xlsx));
    let formats = Format::ALL.map(|it| {
        let label = match it {
            Format::Xlsx => Key::ExportWorkbook,
            Format::Docx => Key::ExportWord,
            Format::Data => Key::ExportData,
        };
        let choose = move |_| {
            // A name that the user has typed stays, with the ending of the format.
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
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let extension = format.get_untracked().extension();
        let typed = name.get_untracked().trim().to_owned();
        let typed = match Format::of_name(&typed) {
            Some(it) if it == format.get_untracked() => typed,
            _ if typed.is_empty() => proposed_name(app, format.get_untracked()),
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
        <form on:submit=submit>
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
            <label class="field">
                {app.t(Key::ExportName)}
                <input type="text" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            <div class="dialog-buttons">
                <button type="submit" class="primary">{app.t(send)}</button>
                <button type="button" on:click=move |_| close.run(())>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}

struct Line {
    name: String,
    n_rows: usize,
    n_errors: usize,
    n_warnings: usize,
}

fn line(editor: &Editor, annex: &Annex) -> Line {
    let count = |severity: Severity| {
        let findings = editor.findings().iter();
        findings
            .filter(|it| it.annex == annex.id && it.severity == severity)
            .count()
    };
    Line {
        name: format!("{} – {}", annex.head.label(), annex.head.title),
        n_rows: annex.rows.len(),
        n_errors: count(Severity::Error),
        n_warnings: count(Severity::Warning),
    }
}
