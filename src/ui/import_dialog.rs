use leptos::{html::Dialog, prelude::*};

use super::context::{App, Opening, Preview};
use crate::{
    browser::engine,
    model::{Annex, Role},
    wording::Key,
};

/// How many rows of each annex the preview shows.
const PREVIEW_ROWS: usize = 12;

/// What was understood of a file, before anything enters a document.
#[component]
pub(super) fn ImportDialog() -> impl IntoView {
    let app = App::get();
    let dialog = NodeRef::<Dialog>::new();
    let accept_button = NodeRef::<leptos::html::Button>::new();
    let is_open = Memo::new(move |_| app.opening.get() != Opening::Nothing);
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
        if matches!(app.opening.get(), Opening::Preview(_))
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
    let accept = move |_| {
        let Opening::Preview(preview) = app.opening.get_untracked() else {
            return;
        };
        app.opening.set(Opening::Nothing);
        if app.screen.get_untracked() == super::context::Screen::Editor {
            app.close();
        }
        app.open_new(preview.document);
    };
    view! {
        <dialog class="import-dialog" node_ref=dialog aria-labelledby="import-title" on:cancel=move |_: leptos::ev::Event| cancel()>
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
                <button type="button" class="primary" node_ref=accept_button on:click=accept
                    disabled=move || !matches!(app.opening.get(), Opening::Preview(_))>
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
        .map(|annex| annex_view(app, annex))
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
            {annexes}
            {has_notes.then(|| view! {
                <section>
                    <h3>{app.t(Key::NotesTitle)}</h3>
                    <ul class="notes">{notes}</ul>
                </section>
            })}
        </div>
    }
}

fn annex_view(app: App, annex: &Annex) -> impl IntoView + use<> {
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
        .map(|column| {
            let role = role_name(column.role);
            view! { <th scope="col">{column.title()}<span class="role">{app.t(role)}</span></th> }
        })
        .collect();
    let rows: Vec<_> = annex
        .rows
        .iter()
        .take(PREVIEW_ROWS)
        .map(|row| {
            let cells: Vec<_> = annex
                .columns
                .iter()
                .map(|column| view! { <td>{row.cell(column.id).to_owned()}</td> })
                .collect();
            view! { <tr class:section=row.kind.is_section()>{cells}</tr> }
        })
        .collect();
    let n_more = annex.rows.len().saturating_sub(PREVIEW_ROWS);
    let more = (0 < n_more).then(|| Key::MoreRows.with([n_more.to_string()]));
    view! {
        <section>
            <h3>{title}</h3>
            <p>{move || app.text(&count)}</p>
            <table>
                <thead><tr>{columns}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {more.map(|more| view! { <p class="more">{move || app.text(&more)}</p> })}
        </section>
    }
}

/// What a role is called on the page.
pub(super) fn role_name(role: Role) -> Key {
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
