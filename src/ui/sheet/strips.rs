//! Strips below the title line that say something out of the ordinary about the document.

use leptos::prelude::*;

use super::leave_dialog::problem_message;
use crate::{
    browser::isolation::stores_nothing,
    session::{Access, Event, SaveProblem, SaveState},
    ui::app::context::App,
    wording::Key,
};

/// Whether the document is not saved because the user chose to store nothing.
pub(super) fn is_chosen(state: SaveState) -> bool {
    stores_nothing() && matches!(state, SaveState::NotSaved(SaveProblem::Blocked))
}

/// Says why the document is not saved.
#[component]
pub(super) fn SaveProblemStrip() -> impl IntoView {
    let app = App::get();
    let problem = Memo::new(move |_| match app.session.status().get().save {
        SaveState::NotSaved(problem) if !is_chosen(SaveState::NotSaved(problem)) => Some(problem),
        _ => None,
    });
    move || {
        problem.get().map(|problem| {
            view! { <p class="strip error" role="alert">{move || app.text(&problem_message(problem))}</p> }
        })
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
            <div class="strip" role="note">
                <p>{move || key().text(app.language.get())}</p>
                <button type="button" disabled=is_taking_over on:click=move |_| app.session.send(Event::TakeOver)>{app.t(Key::EditHere)}</button>
            </div>
        </Show>
    }
}
