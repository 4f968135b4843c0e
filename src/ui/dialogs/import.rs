//! The dialog that previews an import and lets the user correct it.

mod annex_table;
mod destination;
mod hidden;
mod locked;
mod notes;
mod tabs;

use std::collections::BTreeSet;

use leptos::{ev, html::Dialog, prelude::*, task::spawn_local};

use self::{
    annex_table::annex_view,
    destination::{destination_view, outcome_view, propose},
    hidden::hidden_view,
    locked::locked_view,
    notes::notes_view,
    tabs::{tab_id, tabs_view},
};
use crate::{
    browser::{storage, worker_client},
    commands::{self, ImportAs},
    edit::Step,
    editor::Cursor,
    model::Document,
    persist::VersionKind,
    ui::{
        app::{
            context::App,
            password,
            preview::{Into, Opening, Preview, Previews},
        },
        frame::next_frame,
    },
    wording::{Key, Message},
};

/// Shows how files were understood before anything enters a document, an annex in each tab. The user
/// can correct the roles of columns and the kinds of rows.
#[component]
pub(in crate::ui) fn ImportDialog() -> impl IntoView {
    let app = App::get();
    let dialog = NodeRef::<Dialog>::new();
    let accept_button = NodeRef::<leptos::html::Button>::new();
    let is_open = Memo::new(move |_| !matches!(*app.opening.read(), Opening::Nothing));
    let is_ready = Memo::new(
        move |_| matches!(&*app.opening.read(), Opening::Preview(previews) if previews.is_ready()),
    );
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
    // The comparison with the open document is part of this dialog's code, not of the page's.
    Effect::new(move |_| {
        let unplaced = match &*app.opening.read() {
            Opening::Preview(previews) if !previews.is_placed => Some(previews.clone()),
            _ => None,
        };
        if let Some(previews) = unplaced {
            propose(app, &previews);
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
        password::enter(None);
        app.opening.set(Opening::Nothing);
    };
    let accept = move |_| {
        if let Opening::Preview(previews) = app.opening.get_untracked() {
            app.opening.set(Opening::Nothing);
            import(app, &previews);
        }
    };
    view! {
        <dialog class="dialog import-dialog" node_ref=dialog aria-labelledby="import-title"
            on:cancel=move |_: ev::Event| cancel()>
            <h2 id="import-title">{app.t(Key::PreviewTitle)}</h2>
            {move || match &*app.opening.read() {
                Opening::Preview(previews) => file_names(previews),
                _ => None,
            }.map(|names| view! { <p class="file-names">{names}</p> })}
            {move || match &*app.opening.read() {
                Opening::Nothing => ().into_any(),
                Opening::Reading(name) => view! {
                    <p role="status">{app.text(&Key::Reading.with([name.clone()]))}</p>
                    <progress aria-label=app.t(Key::PreviewTitle)></progress>
                }.into_any(),
                Opening::Locked { name, is_wrong } => locked_view(app, name, *is_wrong).into_any(),
                Opening::Preview(previews) => previews_view(app, previews).into_any(),
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

/// Returns the names of the files, unless each has a tab with its own.
fn file_names(previews: &Previews) -> Option<String> {
    match previews.files.as_slice() {
        [file] => Some(file.name.clone()),
        _ => None,
    }
}

/// Imports the files to the chosen destination. Into the open document, each is one undo step.
fn import(app: App, previews: &Previews) {
    let files = previews.files.iter();
    let name = match previews.files.as_slice() {
        [first, _, ..] => format!("{}…", first.name),
        [first] => first.name.clone(),
        [] => return,
    };
    match previews.into {
        Into::New => {
            let files = files.map(|file| (file.to_document(), file.doubts.clone()));
            let (document, doubts) = commands::combined(files.collect());
            app.open_imported(document, &doubts, &name);
        }
        Into::NewEach => {
            let mut files = files.map(|file| (file, file.to_document()));
            let first = files.next();
            let rest: Vec<Document> = files.map(|(_, document)| document).collect();
            spawn_local(async move {
                let n_files = rest.len() + 1;
                let mut stored = Ok(());
                for document in rest {
                    stored = stored.and(storage::put_new(&document).await);
                }
                match stored {
                    Ok(()) => app.tell(Key::FilesOpened.with([n_files.to_string()])),
                    Err(_) => app.tell_error(Key::StorageFull.into()),
                }
                app.library.notify();
            });
            if let Some((file, document)) = first {
                app.open_imported(document, &file.doubts, &file.name);
            }
        }
        Into::Open(import_as) => {
            for file in files {
                import_into_open(app, previews, file, import_as);
            }
        }
    }
}

fn import_into_open(app: App, previews: &Previews, file: &Preview, import_as: ImportAs) {
    if previews.into.compares() {
        let name = app.text(&Key::HistoryBeforeUpdate.with([file.name.clone()]));
        app.keep_version(VersionKind::Named, name);
    }
    let document = file.to_document();
    let n_annexes = |app: App| app.editor.with_untracked(|it| it.document().annexes.len());
    let at = n_annexes(app);
    let transaction = app.editor.with_untracked(|editor| {
        let selection = editor.selection();
        let earlier = previews.earlier.as_deref().unwrap_or_default();
        commands::import_annexes(&selection, &document, import_as, earlier, &file.decisions)
    });
    let said = match &transaction {
        None => Some(Key::NothingNew.into()),
        Some(transaction) => counted(&file.name, &transaction.steps),
    };
    let is_done = transaction.is_none() || app.dispatch(transaction);
    if let Some(said) = said.filter(|_| is_done) {
        app.tell(said);
    }
    if import_as == ImportAs::Annexes && at < n_annexes(app) {
        app.move_to(Cursor {
            annex: at,
            ..Cursor::default()
        });
    }
    app.focus_grid.notify();
}

/// Says what an import did to the rows of the open document; `None` when it inserted annexes.
fn counted(file: &str, steps: &[Step]) -> Option<Message> {
    if steps
        .iter()
        .any(|it| matches!(it, Step::InsertAnnex { .. }))
    {
        return None;
    }
    let inserted = steps.iter().filter_map(|it| match it {
        Step::InsertRows { rows, .. } => Some(rows.len()),
        _ => None,
    });
    let n_new: usize = inserted.sum();
    let changed = steps.iter().filter_map(|it| match it {
        Step::SetCell { row, .. } => Some(*row),
        _ => None,
    });
    let n_changed = changed.collect::<BTreeSet<_>>().len();
    let counts = [file.to_owned(), n_changed.to_string(), n_new.to_string()];
    Some(Key::UpdateDone.with(counts))
}

fn previews_view(app: App, previews: &Previews) -> impl IntoView + use<> {
    let failed = previews.failed.iter().map(|(name, message)| {
        let (name, message) = (name.clone(), message.clone());
        view! { <li>{name} ": " {move || app.text(&message)}</li> }
    });
    let failed: Vec<_> = failed.collect();
    let failed = (!failed.is_empty()).then(|| {
        view! {
            <section class="failed" role="alert">
                <h3>{app.t(Key::FilesNotRead)}</h3>
                <ul class="notes">{failed}</ul>
            </section>
        }
    });
    let shown = previews.file().map(|file| {
        let annex = previews.tab.annex;
        let annex = annex.and_then(|id| file.document.annexes.iter().find(|it| it.id == id));
        view! {
            {hidden_view(app, file)}
            <div role="tabpanel" aria-labelledby=tab_id(previews.tab)>
                {annex.map(|annex| outcome_view(app, previews, file, annex))}
                {notes_view(app, file, annex)}
                {annex.map(|annex| annex_view(app, file, annex))}
            </div>
        }
    });
    view! {
        <div class="preview" tabindex="0" role="group" aria-labelledby="import-title">
            {destination_view(app, previews)}
            {failed}
            {tabs_view(app, previews)}
            {shown}
        </div>
    }
}
