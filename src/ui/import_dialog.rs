use leptos::{ev, html::Dialog, prelude::*};

use super::context::{App, Opening, Preview, Screen};
use crate::{
    browser::{engine, storage},
    commands,
    editor::Cursor,
    model::{Annex, AnnexId, Column, ColumnId, Role, Row, RowId, RowKind},
    wording::{Key, Message},
};

/// How many rows of each annex the preview shows.
const PREVIEW_ROWS: usize = 60;

/// What was understood of a file, before anything enters a document. Roles of columns and kinds of
/// rows can be corrected here.
#[component]
pub(super) fn ImportDialog() -> impl IntoView {
    let app = App::get();
    let dialog = NodeRef::<Dialog>::new();
    let accept_button = NodeRef::<leptos::html::Button>::new();
    let is_open = Memo::new(move |_| app.opening.get() != Opening::Nothing);
    let is_ready = Memo::new(move |_| matches!(app.opening.get(), Opening::Preview(_)));
    // A modal dialog is opened by a call, not by an attribute.
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else {
            return;
        };
        if is_open.get() {
            if !dialog.open() {
                dialog.show_modal().ok();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
    // Enter then accepts what is shown.
    Effect::new(move |_| {
        if is_ready.get()
            && let Some(accept) = accept_button.get()
        {
            request_animation_frame(move || {
                accept.focus().ok();
            });
        }
    });
    let cancel = move || {
        engine::cancel();
        app.opening.set(Opening::Nothing);
    };
    let take = move || match app.opening.get_untracked() {
        Opening::Preview(preview) => {
            app.opening.set(Opening::Nothing);
            Some(preview.into_document())
        }
        _ => None,
    };
    let accept = move |_| {
        if let Some(document) = take() {
            if app.screen.get_untracked() == Screen::Editor {
                app.close();
            }
            app.open_new(document);
        }
    };
    let add = move |_| {
        if let Some(document) = take() {
            let at = app
                .editor
                .with_untracked(|editor| editor.document().annexes.len());
            app.run(|editor| commands::import_annexes(editor, &document));
            app.move_to(Cursor {
                annex: at,
                ..Cursor::default()
            });
            app.focus_grid.update(|n| *n += 1);
        }
    };
    view! {
        <dialog class="import-dialog" node_ref=dialog aria-labelledby="import-title"
            on:cancel=move |_: ev::Event| cancel()>
            <h2 id="import-title">{app.t(Key::PreviewTitle)}</h2>
            {move || match app.opening.get() {
                Opening::Nothing => ().into_any(),
                Opening::Reading(name) => view! {
                    <p role="status">{move || app.text(&Key::Reading.with([name.clone()]))}</p>
                    <progress aria-label=app.t(Key::PreviewTitle)></progress>
                }.into_any(),
                Opening::Preview(preview) => preview_view(app, &preview).into_any(),
            }}
            <div class="dialog-buttons">
                <Show when=move || app.screen.get() == Screen::Editor>
                    <button type="button" on:click=add disabled=move || !is_ready.get()>{app.t(Key::ImportAsAnnex)}</button>
                </Show>
                <button type="button" class="primary" node_ref=accept_button on:click=accept
                    disabled=move || !is_ready.get()>
                    {app.t(Key::Import)}
                </button>
                <button type="button" on:click=move |_| cancel()>{app.t(Key::Cancel)}</button>
            </div>
        </dialog>
    }
}

fn preview_view(app: App, preview: &Preview) -> impl IntoView + use<> {
    let annexes: Vec<_> = preview
        .document
        .annexes
        .iter()
        .map(|annex| annex_view(app, preview, annex))
        .collect();
    let notes: Vec<_> = preview
        .notes
        .iter()
        .map(|note| {
            let place = match note.row {
                Some(row) => Key::PlaceRow.with([note.sheet.clone(), row.to_string()]),
                None => Key::PlaceSheet.with([note.sheet.clone()]),
            };
            let message = note.message.clone();
            view! { <li><span class="place">{move || app.text(&place)}</span> " " {move || app.text(&message)}</li> }
        })
        .collect();
    let has_notes = !notes.is_empty();
    view! {
        <div class="preview" tabindex="0" role="group" aria-labelledby="import-title">
            {has_notes.then(|| view! {
                <section>
                    <h3>{app.t(Key::NotesTitle)}</h3>
                    <ul class="notes">{notes}</ul>
                </section>
            })}
            {hidden_view(app, preview)}
            {annexes}
        </div>
    }
}

/// What the file hides: a box to tick for each decision. Nothing when it hides nothing.
fn hidden_view(app: App, preview: &Preview) -> impl IntoView + use<> {
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
    let change = move |event: ev::Event| {
        let on = event_target_checked(&event);
        app.opening.update(|opening| {
            if let Opening::Preview(preview) = opening {
                change(preview, on);
            }
        });
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=checked on:change=change />
            " " {move || app.text(&label)}
        </label>
    }
}

fn annex_view(app: App, preview: &Preview, annex: &Annex) -> impl IntoView + use<> {
    let head = &annex.head;
    let n_sections = annex
        .rows
        .iter()
        .filter(|row| row.kind.is_section())
        .count();
    let n_items = annex.rows.len() - n_sections;
    let count = Key::CountRows.with([n_sections.to_string(), n_items.to_string()]);
    let title = match head.number.as_str() {
        "" => head.title.clone(),
        number => format!("Phụ lục {number}. {}", head.title),
    };
    let columns: Vec<_> = annex
        .columns
        .iter()
        .map(|column| column_view(app, annex.id, column))
        .collect();
    let rows: Vec<_> = annex
        .rows
        .iter()
        .take(PREVIEW_ROWS)
        .map(|row| row_view(app, annex, row, preview.left_out.contains(&row.id)))
        .collect();
    let n_more = annex.rows.len().saturating_sub(PREVIEW_ROWS);
    let more = (0 < n_more).then(|| Key::MoreRows.with([n_more.to_string()]));
    view! {
        <section>
            <h3>{title}</h3>
            <p>{move || app.text(&count)}</p>
            <table>
                <thead><tr><th scope="col">{app.t(Key::RowKindTitle)}</th>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {more.map(|more| view! { <p class="more">{move || app.text(&more)}</p> })}
        </section>
    }
}

/// A heading with the role its column plays, to be changed from a list.
fn column_view(app: App, annex: AnnexId, column: &Column) -> impl IntoView + use<> {
    let (id, role, title) = (column.id, column.role, column.title());
    let label = Key::RoleOf.with([title.clone()]);
    let heading = title.clone();
    let change = move |event: ev::Event| {
        if let Some(role) = Role::from_key(&event_target_value(&event)) {
            storage::remember_role(&heading, role.key());
            set_role(app, annex, id, role);
        }
    };
    let options = Role::ALL.map(|it| {
        view! { <option value=it.key() selected=it == role>{app.t(role_name(it))}</option> }
    });
    view! {
        <th scope="col">
            {title}
            <select aria-label=move || app.text(&label) on:change=change>{options.collect_view()}</select>
        </th>
    }
}

/// A row with a button that makes it a section, an item, or leaves it out, in turn.
fn row_view(app: App, annex: &Annex, row: &Row, left_out: bool) -> impl IntoView + use<> {
    let (annex_id, id, is_section) = (annex.id, row.id, row.kind.is_section());
    let kind = match (left_out, is_section) {
        (true, _) => Key::RowLeftOut,
        (false, true) => Key::RowSection,
        (false, false) => Key::RowItem,
    };
    let cells: Vec<_> = annex
        .columns
        .iter()
        .map(|column| view! { <td>{row.cell(column.id).to_owned()}</td> })
        .collect();
    let change = move |_| change_kind(app, annex_id, id);
    view! {
        <tr class:section=is_section class:left-out=left_out>
            <td><button type="button" class="quiet" on:click=change>{app.t(kind)}</button></td>
            {cells}
        </tr>
    }
}

fn set_role(app: App, annex: AnnexId, column: ColumnId, role: Role) {
    app.opening.update(|opening| {
        if let Opening::Preview(preview) = opening {
            let annexes = preview
                .document
                .annexes
                .iter_mut()
                .filter(|it| it.id == annex);
            let columns = annexes
                .flat_map(|annex| &mut annex.columns)
                .filter(|it| it.id == column);
            columns.for_each(|column| column.role = role);
        }
    });
}

/// Section, item, left out, and round again.
fn change_kind(app: App, annex: AnnexId, row: RowId) {
    app.opening.update(|opening| {
        let Opening::Preview(preview) = opening else {
            return;
        };
        let annexes = preview
            .document
            .annexes
            .iter_mut()
            .filter(|it| it.id == annex);
        for found in annexes
            .flat_map(|annex| &mut annex.rows)
            .filter(|it| it.id == row)
        {
            let kind = if preview.left_out.remove(&row) {
                RowKind::Section(1)
            } else if found.kind.is_section() {
                RowKind::Item(1)
            } else {
                preview.left_out.insert(row);
                found.kind
            };
            std::sync::Arc::make_mut(found).kind = kind;
        }
    });
}

/// What a role is called on the page.
fn role_name(role: Role) -> Key {
    match role {
        Role::Ordinal => Key::RoleOrdinal,
        Role::Group => Key::RoleGroup,
        Role::Content => Key::RoleContent,
        Role::Unit => Key::RoleUnit,
        Role::Target => Key::RoleTarget,
        Role::Lead => Key::RoleLead,
        Role::Coordinating => Key::RoleCoordinating,
        Role::Result => Key::RoleResult,
        Role::Time => Key::RoleTime,
        Role::Note => Key::RoleNote,
        Role::Actual => Key::RoleActual,
        Role::Status => Key::RoleStatus,
        Role::Other => Key::RoleOther,
    }
}
