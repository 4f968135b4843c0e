//! The bar over the document: its name, whether it is saved, opening and exporting.

use leptos::{ev, prelude::*};

use super::export_buttons::ExportButtons;
use crate::{
    commands,
    model::Plan,
    ui::{
        app::{
            context::{App, SaveState},
            windows,
        },
        bars::LanguageSwitch,
        choose_file::OpenFileButton,
    },
    wording::Key,
};

#[component]
pub(super) fn DocumentBar() -> impl IntoView {
    let app = App::get();
    view! {
        <header class="bar">
            <button type="button" class="quiet" on:click=move |_| app.close()>{app.t(Key::BackToDocuments)}</button>
            <DocumentName />
            <SaveStatus />
            <div class="bar-buttons">
                <OpenFileButton />
                <ExportButtons />
                <button type="button" class="quiet" on:click=move |_| app.showing_history.set(true)>{app.t(Key::History)}</button>
                <LanguageSwitch />
            </div>
        </header>
    }
}

/// The document's name, editable in place.
#[component]
fn DocumentName() -> impl IntoView {
    let app = App::get();
    let name = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().plan.name.clone())
    });
    let rename = move |event: ev::Event| {
        let name = event_target_value(&event).trim().to_owned();
        app.run(|selection| {
            let plan = Plan {
                name,
                ..selection.document().plan.clone()
            };
            commands::set_plan(selection, plan)
        });
    };
    view! {
        <h1 class="document-name">
            <input type="text" aria-label=app.t(Key::DocumentName) disabled=app.read_only prop:value=name on:change=rename />
        </h1>
    }
}

/// Whether the document is saved.
#[component]
fn SaveStatus() -> impl IntoView {
    let app = App::get();
    let key = move || match app.save_state.get() {
        SaveState::Saved => Key::Saved,
        SaveState::Pending => Key::Saving,
        SaveState::Failed(_) => Key::NotSaved,
    };
    let why = move || match app.save_state.get() {
        SaveState::Failed(error) => Some(error.user_message()),
        _ => None,
    };
    view! {
        <span role="status" class="save-status" class:error=move || why().is_some()>
            {move || key().text(app.language.get())}
        </span>
        {move || why().map(|message| view! { <p class="save-problem" role="alert">{move || app.text(&message)}</p> })}
    }
}

/// Says that another window edits the document, with a button to take over.
#[component]
pub(super) fn ReadOnlyBar() -> impl IntoView {
    let app = App::get();
    view! {
        <Show when=move || app.read_only.get()>
            <div class="read-only" role="note">
                <p>{app.t(Key::ReadOnly)}</p>
                <button type="button" on:click=move |_| windows::take_over(app)>{app.t(Key::EditHere)}</button>
            </div>
        </Show>
    }
}
