//! The bar with the view of the annex: outline, filter, ordinals, phases, hidden columns, zoom.

use leptos::prelude::*;

use crate::{
    commands::{self, PhasesAs},
    editor::Editor,
    model::{CellRef, Role, RowId},
    ui::{app::dialog::Dialog, grid::GridState},
    wording::Key,
};

#[component]
pub(super) fn ViewBar() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let is_automatic = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().is_some_and(|it| it.head.automatic_ordinals))
    });
    let has_ordinals = Memo::new(move |_| {
        app.editor.with(|editor| {
            editor
                .annex()
                .is_some_and(|it| it.column_of(Role::Ordinal).is_some())
        })
    });
    let phases = Memo::new(move |_| {
        app.editor
            .with(|editor| commands::phases_as(&editor.selection()))
    });
    let n_hidden = Memo::new(move |_| app.editor.with(|editor| editor.view().n_hidden_columns()));
    let is_filtered = Memo::new(move |_| app.editor.with(|editor| editor.view().is_filtered()));
    let convert = move |phases| {
        app.run(match phases {
            PhasesAs::Sections => commands::phases_as_columns,
            PhasesAs::Columns => commands::phases_as_sections,
        });
        state.focus();
    };
    let rows_shown = move || {
        let all = app
            .editor
            .with(|editor| editor.annex().map_or(0, |it| it.rows.len()));
        app.text(&Key::RowsShown.with([state.viewport.n_rows.get().to_string(), all.to_string()]))
    };
    let lift = move |_| {
        app.editor
            .update(|editor| editor.change_view(|view, _, _| view.clear_filters()));
        state.focus();
    };
    let show_columns = move |_| {
        app.editor
            .update(|editor| editor.change_view(|view, _, _| view.show_all_columns()));
        state.focus();
    };
    let number = move |event| {
        let on = event_target_checked(&event);
        app.run(|selection| commands::set_automatic_ordinals(selection, on));
    };
    view! {
        <div class="view-bar" role="group" aria-label=app.t(Key::ViewBar)>
            <Outline />
            <button type="button" aria-pressed=move || state.overlays.filter_row.get().to_string() title="Ctrl+Shift+L"
                on:click=move |_| state.toggle_filter_row()>{app.t(Key::Filter)}</button>
            <Show when=move || is_filtered.get()>
                <span class="rows-shown">{rows_shown}</span>
                <button type="button" class="quiet" on:click=lift>{app.t(Key::FilterLiftAll)}</button>
            </Show>
            <Show when=move || 0 < n_hidden.get()>
                <button type="button" class="quiet" on:click=show_columns>
                    {move || app.text(&Key::ShowColumns.with([n_hidden.get().to_string()]))}
                </button>
            </Show>
            <Show when=move || has_ordinals.get()>
                <label title=app.t(Key::AutomaticOrdinalsHint)>
                    <input type="checkbox" disabled=app.read_only prop:checked=move || is_automatic.get() on:change=number />
                    " " {app.t(Key::AutomaticOrdinals)}
                </label>
            </Show>
            {move || phases.get().map(|phases| {
                let label = match phases {
                    PhasesAs::Sections => Key::PhasesAsColumns,
                    PhasesAs::Columns => Key::PhasesAsSections,
                };
                view! { <button type="button" disabled=app.read_only on:click=move |_| convert(phases)>{app.t(label)}</button> }
            })}
            <button type="button" disabled=app.read_only on:click=move |_| app.dialog.set(Some(Dialog::Form))>{app.t(Key::FormButton)}</button>
            <span class="zoom">
                <button type="button" aria-label=app.t(Key::ZoomOut)
                    on:click=move |_| state.viewport.set_zoom(state.viewport.zoom.get_untracked() - 0.1)>"−"</button>
                <button type="button" class="quiet" aria-label=app.t(Key::ZoomReset)
                    on:click=move |_| state.viewport.set_zoom(1.0)>{move || format!("{:.0}%", state.viewport.zoom.get() * 100.0)}</button>
                <button type="button" aria-label=app.t(Key::ZoomIn)
                    on:click=move |_| state.viewport.set_zoom(state.viewport.zoom.get_untracked() + 0.1)>"+"</button>
            </span>
        </div>
    }
}

/// The list of sections, to jump to one of them.
#[component]
fn Outline() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let is_open = RwSignal::new(false);
    let sections = move || app.editor.with(sections);
    let go = move |row: RowId| {
        is_open.set(false);
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
        state.focus();
    };
    let fold_all = move |fold: bool| {
        is_open.set(false);
        app.editor.update(|editor| {
            editor.change_view(|view, annex, _| {
                if fold {
                    view.collapse_all(annex);
                } else {
                    view.expand_all();
                }
            });
        });
        state.focus();
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            is_open.set(false);
            state.focus();
        }
    };
    view! {
        <div class="outline" on:keydown=on_key>
            <button type="button" aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|it| *it = !*it)>{app.t(Key::Outline)}</button>
            <Show when=move || is_open.get()>
                <div class="outline-list" role="group" aria-label=app.t(Key::Outline)>
                    <div class="panel-buttons">
                        <button type="button" on:click=move |_| fold_all(true)>{app.t(Key::FoldAll)}</button>
                        <button type="button" on:click=move |_| fold_all(false)>{app.t(Key::UnfoldAll)}</button>
                    </div>
                    <ul class="plain">
                        {move || sections().into_iter().map(|(row, level, text)| view! {
                            <li style:padding-left=format!("{}px", (level - 1) * 16)>
                                <button type="button" class="quiet" on:click=move |_| go(row)>{text}</button>
                            </li>
                        }).collect_view()}
                    </ul>
                </div>
            </Show>
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
