//! The last line, which never grows: the annexes, what there is to say about the active cell, what
//! the selection adds up to, and the zoom.

use leptos::prelude::*;

use super::annex_tabs::AnnexTabs;
use crate::{
    browser::storage,
    editor::Totals,
    model::{reading::reading, vietnamese_number},
    persist::{ZOOM_MAX, ZOOM_MIN},
    sorting,
    ui::app::context::App,
    wording::{Key, Message},
};

#[component]
pub(super) fn BottomLine() -> impl IntoView {
    view! {
        <footer class="bottom-line" data-region>
            <AnnexTabs />
            <OfCell />
            <OfSelection />
            <Zoom />
        </footer>
    }
}

/// The worst finding of the active cell with its fix; without one, how the cell was understood.
#[component]
fn OfCell() -> impl IntoView {
    let app = App::get();
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
            sorting::by_key(&mut found, |it| it.severity);
            found
        })
    });
    let reading_text = move || {
        let parts = parts.read();
        let texts: Vec<String> = parts.iter().map(|part: &Message| app.text(part)).collect();
        texts.join(" · ")
    };
    let all = move || {
        let findings = findings.read();
        let texts: Vec<String> = findings.iter().map(|it| app.text(&it.message)).collect();
        texts.join("\n")
    };
    let fix = move || {
        let finding = findings.get().into_iter().find(|it| it.fix.is_some())?;
        let fix = finding.fix.clone()?;
        let label = fix.transaction.label.clone();
        let name = label.clone();
        let apply = move |_| {
            app.apply(Some(fix.transaction.clone()));
            app.focus_grid.notify();
        };
        Some(view! {
            <button type="button" class="quiet fix" disabled=app.read_only title=move || app.text(&name) on:click=apply>
                {move || app.text(&label)}
            </button>
        })
    };
    view! {
        <div class="of-cell" id="cell-bar" title=all>
            {move || findings.get().first().map(|finding| {
                let message = finding.message.clone();
                view! { <span class="finding mark" data-severity=finding.severity.key()>{move || app.text(&message)}</span> }
            })}
            {fix}
            <span class="reading">{reading_text}</span>
        </div>
    }
}

/// Count, sum and average of the selected cells.
#[component]
fn OfSelection() -> impl IntoView {
    let app = App::get();
    let totals = Memo::new(move |_| app.editor.with(|editor| Totals::of(&editor.selection())));
    let n_cells = Memo::new(move |_| {
        app.editor.with(|editor| {
            let ranges = editor.selection().ranges();
            ranges.iter().map(|it| it.n_cells()).sum::<usize>()
        })
    });
    let number = |value: f64| vietnamese_number((value * 100.0).round() / 100.0);
    let text = move || {
        let Some(totals) = totals.get() else {
            let n_cells = n_cells.get();
            return (1 < n_cells)
                .then(|| app.text(&Key::SelectedCount.with([n_cells.to_string()])));
        };
        let count = app.text(&Key::FilledCount.with([totals.n_filled.to_string()]));
        let average = totals.average().filter(|_| 1 < totals.n_numbers);
        let average = average.map(|average| {
            let values = [number(totals.sum), number(average)];
            app.text(&Key::SumAndAverage.with(values))
        });
        Some(
            [Some(count), average]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        )
    };
    view! { <span class="of-selection">{text}</span> }
}

#[component]
fn Zoom() -> impl IntoView {
    let app = App::get();
    let set = move |zoom: f64| {
        let zoom = zoom.clamp(ZOOM_MIN, ZOOM_MAX);
        app.zoom.set(zoom);
        storage::set_zoom(&app.session.document(), zoom);
        // The grid is laid out anew; the active cell stays in view.
        app.reveal.notify();
    };
    view! {
        <span class="zoom">
            <button type="button" aria-label=app.t(Key::ZoomOut) title=app.t(Key::ZoomOut)
                on:click=move |_| set(app.zoom.get_untracked() - 0.1)>"−"</button>
            <button type="button" aria-label=app.t(Key::ZoomReset) title=app.t(Key::ZoomReset)
                on:click=move |_| set(1.0)>{move || format!("{:.0} %", app.zoom.get() * 100.0)}</button>
            <button type="button" aria-label=app.t(Key::ZoomIn) title=app.t(Key::ZoomIn)
                on:click=move |_| set(app.zoom.get_untracked() + 0.1)>"+"</button>
        </span>
    }
}
