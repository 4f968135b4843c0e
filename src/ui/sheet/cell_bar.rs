//! The bar below the grid: the reading of the active cell, its findings, and the size of the
//! selection.

use leptos::prelude::*;

use crate::{
    editor::CellRange,
    model::reading::reading,
    ui::{app::dialog::Dialog, dialogs::LargeEditor, grid::GridState},
    wording::{Key, Message},
};

#[component]
pub(super) fn CellBar() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let parts = Memo::new(move |_| {
        app.editor.with(|editor| {
            let (Some(annex), Some(row), Some(column)) =
                (editor.annex(), editor.row(), editor.column())
            else {
                return Vec::new();
            };
            reading(&editor.directory(), annex, row, column)
        })
    });
    let findings = Memo::new(move |_| {
        app.editor.with(|editor| {
            let (Some(row), Some(column)) = (editor.row(), editor.column()) else {
                return Vec::new();
            };
            let mut found = editor.findings_of(row);
            found.retain(|it| it.column == column.id);
            found
        })
    });
    let reading_text = move || {
        let parts = parts.read();
        let texts: Vec<String> = parts.iter().map(|part: &Message| app.text(part)).collect();
        texts.join(" · ")
    };
    let selected = move || {
        let ranges = state.selected.ranges.read();
        let n: usize = ranges.iter().map(CellRange::n_cells).sum();
        (1 < n).then(|| app.text(&Key::SelectedCount.with([n.to_string()])))
    };
    view! {
        <div class="cell-bar" id="cell-bar">
            <span class="reading">{reading_text}</span>
            {move || findings.get().into_iter().map(|finding| {
                let message = finding.message.clone();
                let fix = finding.fix.clone().map(|fix| {
                    let label = fix.transaction.label.clone();
                    let apply = move |_| {
                        app.apply(Some(fix.transaction.clone()));
                        state.focus();
                    };
                    view! { <button type="button" class="quiet" disabled=app.read_only on:click=apply>{move || app.text(&label)}</button> }
                });
                view! {
                    <span class="finding" data-severity=finding.severity.key()>{move || app.text(&message)}</span>
                    {fix}
                }
            }).collect_view()}
            <span class="count">{selected}</span>
            <button type="button" class="quiet" title="Shift+F2" disabled=app.read_only on:click=move |_| app.dialog.set(Some(Dialog::LongText))>
                {app.t(Key::LargeEditor)}
            </button>
        </div>
        <LargeEditor />
    }
}
