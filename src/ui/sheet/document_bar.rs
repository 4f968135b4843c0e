//! The bar over the document: its name, whether it is saved, opening and exporting.

use leptos::{ev, prelude::*};

use super::{export_buttons::ExportButtons, leave_dialog::problem_message};
use crate::{
    browser::isolation::stores_nothing,
    commands,
    model::Plan,
    session::{Access, Event, SaveProblem, SaveState},
    ui::{
        app::{context::App, dialog::Dialog},
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
                <button type="button" class="quiet" on:click=move |_| app.dialog.set(Some(Dialog::History))>{app.t(Key::History)}</button>
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
    let state = Memo::new(move |_| app.session.status().get().save);
    // What the user chose is a state and no problem.
    let is_chosen = move || {
        stores_nothing() && matches!(state.get(), SaveState::NotSaved(SaveProblem::Blocked))
    };
    let key = move || match state.get() {
        SaveState::Saved => Key::Saved,
        SaveState::Saving => Key::Saving,
        SaveState::NotSaved(_) if is_chosen() => Key::OnlyInThisWindow,
        SaveState::NotSaved(_) => Key::NotSaved,
    };
    let why = move || match state.get() {
        SaveState::NotSaved(problem) if !is_chosen() => Some(problem_message(problem)),
        _ => None,
    };
    let hint = move || is_chosen().then(|| Key::StoresNothing.text(app.language.get()));
    view! {
        <span role="status" class="save-status" class:error=move || why().is_some() title=hint>
            {move || key().text(app.language.get())}
        </span>
        {move || why().map(|message| view! { <p class="save-problem" role="alert">{move || app.text(&message)}</p> })}
    }
}

/// Says that another window edits the document, or did, with a button to take over.
#[component]
pub(super) fn ReadOnlyBar() -> impl IntoView {
    let app = App::get();
    let access = Memo::new(move |_| app.session.status().get().access);
    let is_shown = move || matches!(access.get(), Access::Following { .. } | Access::TakingOver);
    let key = move || match access.get() {
        Access::Following { is_free: true } => Key::ReadOnlyFree,
        _ => Key::ReadOnly,
    };
    let is_taking_over = move || access.get() == Access::TakingOver;
    view! {
        <Show when=is_shown>
            <div class="read-only" role="note">
                <p>{move || key().text(app.language.get())}</p>
                <button type="button" disabled=is_taking_over on:click=move |_| app.session.send(Event::TakeOver)>{app.t(Key::EditHere)}</button>
            </div>
        </Show>
    }
}
