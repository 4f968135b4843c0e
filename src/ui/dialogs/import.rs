//! The dialog that previews an import and lets the user correct it.

mod annex_table;
mod destination;
mod hidden;

use leptos::{ev, html::Dialog, prelude::*};

use self::{
    annex_table::annex_view,
    destination::{destination_view, outcome_view},
    hidden::hidden_view,
};
use crate::{
    browser::worker_client,
    commands::{self, ImportAs},
    editor::Cursor,
    persist::VersionKind,
    ui::{
        app::{
            context::App,
            preview::{Opening, Preview},
        },
        frame::next_frame,
    },
    wording::Key,
};

/// Shows how a file was understood before anything enters a document. The user can correct the
/// roles of columns and the kinds of rows.
#[component]
pub(in crate::ui) fn ImportDialog() -> impl IntoView {
    let app = App::get();
    let dialog = NodeRef::<Dialog>::new();
    let accept_button = NodeRef::<leptos::html::Button>::new();
    let is_open = Memo::new(move |_| !matches!(*app.opening.read(), Opening::Nothing));
    let is_ready = Memo::new(move |_| {
        matches!(&*app.opening.read(), Opening::Preview(preview)
            if preview.import_as != Some(ImportAs::Update) || preview.earlier.is_some())
    });
    // A modal dialog can only be opened by a method, not by an attribute.
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
    // Focuses the button so that Enter accepts the preview.
    Effect::new(move |_| {
        if is_ready.get()
            && let Some(accept) = accept_button.get()
        {
            next_frame(move || {
                accept.focus().ok();
            });
        }
    });
    let cancel = move || {
        worker_client::cancel();
        app.opening.set(Opening::Nothing);
    };
    let accept = move |_| {
        if let Opening::Preview(preview) = app.opening.get_untracked() {
            app.opening.set(Opening::Nothing);
            import(app, &preview);
        }
    };
    view! {
        <dialog class="dialog import-dialog" node_ref=dialog aria-labelledby="import-title"
            on:cancel=move |_: ev::Event| cancel()>
            <h2 id="import-title">{app.t(Key::PreviewTitle)}</h2>
            {move || match &*app.opening.read() {
                Opening::Nothing => ().into_any(),
                Opening::Reading(name) => view! {
                    <p role="status">{app.text(&Key::Reading.with([name.clone()]))}</p>
                    <progress aria-label=app.t(Key::PreviewTitle)></progress>
                }.into_any(),
                Opening::Preview(preview) => preview_view(app, preview).into_any(),
            }}
            <div class="dialog-buttons">
                <button type="button" class="primary" node_ref=accept_button on:click=accept
                    disabled=move || !is_ready.get()>
                    {app.t(Key::Import)}
                </button>
                <button type="button" on:click=move |_| cancel()>{app.t(Key::Cancel)}</button>
            </div>
        </dialog>
    }
}

/// Imports the preview to the chosen destination, as one undo step.
fn import(app: App, preview: &Preview) {
    let document = preview.to_document();
    let Some(import_as) = preview.import_as else {
        app.open_imported(document, &preview.doubts, &preview.name);
        return;
    };
    if import_as == ImportAs::Update {
        let name = app.text(&Key::HistoryBeforeUpdate.with([preview.name.clone()]));
        app.keep_version(VersionKind::Named, name);
    }
    let n_annexes = |app: App| app.editor.with_untracked(|it| it.document().annexes.len());
    let at = n_annexes(app);
    let transaction = app.editor.with_untracked(|editor| {
        let selection = editor.selection();
        let earlier = preview.earlier.as_deref().unwrap_or_default();
        commands::import_annexes(
            &selection,
            &document,
            import_as,
            earlier,
            &preview.decisions,
        )
    });
    if transaction.is_none() {
        app.tell(Key::NothingNew.into());
    }
    app.apply(transaction);
    if import_as == ImportAs::Annexes && at < n_annexes(app) {
        app.move_to(Cursor {
            annex: at,
            ..Cursor::default()
        });
    }
    app.focus_grid.notify();
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
            {destination_view(app, preview)}
            {outcome_view(app, preview)}
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
