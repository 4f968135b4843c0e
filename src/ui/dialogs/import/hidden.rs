//! Hidden rows, columns and sheets of a file, for the user to decide on.

use leptos::{ev, prelude::*};

use crate::{
    ui::app::{context::App, preview::Preview},
    wording::{Key, Message},
};

/// Renders a check box per decision; nothing if the file hides nothing.
pub(super) fn hidden_view(app: App, preview: &Preview) -> impl IntoView + use<> {
    let n_rows = preview.hidden_rows.len();
    let rows = (0 < n_rows).then(|| {
        let checked = preview
            .hidden_rows
            .iter()
            .all(|row| preview.left_out.contains(row));
        let label = Key::LeaveOutHiddenRows.with([n_rows.to_string()]);
        check_box(app, label, checked, |preview, on| {
            for row in preview.hidden_rows.clone() {
                if on {
                    preview.left_out.insert(row)
                } else {
                    preview.left_out.remove(&row)
                };
            }
        })
    });
    let columns: Vec<_> = preview
        .document
        .annexes
        .iter()
        .flat_map(|annex| &annex.columns)
        .collect();
    let columns = columns
        .into_iter()
        .filter(|column| preview.hidden_columns.contains(&column.id));
    let columns = columns.map(|column| {
        let id = column.id;
        let label = Key::LeaveOutHiddenColumn.with([column.title()]);
        check_box(
            app,
            label,
            preview.left_out_columns.contains(&id),
            move |preview, on| {
                if on {
                    preview.left_out_columns.insert(id)
                } else {
                    preview.left_out_columns.remove(&id)
                };
            },
        )
    });
    let columns: Vec<_> = columns.collect();
    let annexes = preview.hidden_annexes.iter().map(|annex| {
        let id = annex.id;
        let label = Key::TakeHiddenSheet.with([annex.head.sheet.clone()]);
        let taken = preview.document.annexes.iter().any(|it| it.id == id);
        check_box(app, label, taken, move |preview, on| {
            preview.document.annexes.retain(|it| it.id != id);
            if on {
                let annex = preview
                    .hidden_annexes
                    .iter()
                    .find(|it| it.id == id)
                    .cloned();
                preview.document.annexes.extend(annex);
            }
        })
    });
    let annexes: Vec<_> = annexes.collect();
    let any = rows.is_some() || !columns.is_empty() || !annexes.is_empty();
    any.then(|| {
        view! {
            <fieldset>
                <legend>{app.t(Key::HiddenTitle)}</legend>
                {rows}
                {columns}
                {annexes}
            </fieldset>
        }
    })
}

fn check_box<F: Fn(&mut Preview, bool) + 'static>(
    app: App,
    label: Message,
    checked: bool,
    change: F,
) -> impl IntoView + use<F> {
    let toggle = move |event: ev::Event| {
        let on = event_target_checked(&event);
        app.change_preview(|preview| change(preview, on));
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=checked on:change=toggle />
            " " {move || app.text(&label)}
        </label>
    }
}
