//! The list of sections, to jump to one of them.

use leptos::{ev, html::Div, prelude::*};

use crate::{
    editor::Editor,
    model::{CellRef, Role, RowId},
    ui::grid::GridState,
    wording::Key,
};

#[component]
pub(super) fn Outline() -> impl IntoView {
    let state: GridState = expect_context();
    view! { <Show when=move || state.overlays.outline.get()><Sections /></Show> }
}

#[component]
fn Sections() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let list = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            list.focus().ok();
        }
    });
    let close = move || {
        state.overlays.outline.set(false);
        state.focus();
    };
    let go = move |row: RowId| {
        app.editor.update(|editor| {
            let place = editor
                .annex()
                .zip(editor.column())
                .map(|(annex, column)| CellRef {
                    annex: annex.id,
                    row,
                    column: column.id,
                });
            if let Some(place) = place {
                editor.go_to(place);
            }
        });
        close();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let sections = move || app.editor.with(sections);
    view! {
        <div class="float outline" role="group" tabindex="-1" node_ref=list aria-label=app.t(Key::Outline) on:keydown=on_key>
            <div class="float-head">
                <h2>{app.t(Key::Outline)}</h2>
                <button type="button" class="quiet" on:click=move |_| close()>{app.t(Key::Close)}</button>
            </div>
            <ul class="plain">
                {move || sections().into_iter().map(|(row, level, text)| view! {
                    <li style:padding-left=format!("{}px", (level - 1) * 16)>
                        <button type="button" class="quiet" on:click=move |_| go(row)>{text}</button>
                    </li>
                }).collect_view()}
            </ul>
        </div>
    }
}

/// Returns id, level, and ordinal with text of each section of the active annex.
fn sections(editor: &Editor) -> Vec<(RowId, u32, String)> {
    let Some(annex) = editor.annex() else {
        return Vec::new();
    };
    let rows = annex.rows.iter().filter(|row| row.kind.is_section());
    let sections = rows.map(|row| {
        let texts = [
            annex.text(row, Role::Ordinal),
            annex.text(row, Role::Content),
        ];
        let text = texts.join(" ");
        (row.id, u32::from(row.kind.level()), text.trim().to_owned())
    });
    sections.collect()
}
