//! The dialog that asks what to do with a document that cannot be saved and is being left.

use leptos::prelude::*;

use super::{backup::save_backup, export_button::export_in_background};
use crate::{
    browser::address,
    session::{Event, LeaveAnswer, SaveProblem},
    ui::{
        app::{context::App, dialog::Dialog},
        dialogs::Modal,
    },
    wording::{Key, Message},
};

/// Says why the document is not saved.
pub(super) fn problem_message(problem: SaveProblem) -> Message {
    match problem {
        SaveProblem::Full => Key::StorageFull.into(),
        SaveProblem::Blocked => Key::StorageUnavailable.into(),
        SaveProblem::Conflict => Key::CopyFailed.into(),
        SaveProblem::Slow => Key::StorageSlow.into(),
    }
}

#[component]
pub(super) fn LeaveDialog() -> impl IntoView {
    let app = App::get();
    let problem = Memo::new(move |_| match *app.dialog.read() {
        Some(Dialog::Leave(problem)) => Some(problem),
        _ => None,
    });
    let open = Memo::new(move |_| problem.get().is_some());
    let answer = move |answer: LeaveAnswer| {
        app.close_dialog();
        app.session.send(Event::LeaveAnswered(answer));
    };
    let stay = move || {
        answer(LeaveAnswer::Stay);
        // “Back” may have taken the document out of the address already.
        address::show_document(&app.session.document());
    };
    let close = Callback::new(move |()| stay());
    view! {
        <Modal open id="leave-title" title=Key::LeaveTitle close>
            <p>{move || problem.get().map(|it| app.text(&problem_message(it)))}</p>
            <p>{app.t(Key::LeaveWarning)}</p>
            <div class="dialog-buttons">
                <button type="button" class="primary" autofocus on:click=move |_| stay()>{app.t(Key::LeaveStay)}</button>
                <button type="button" on:click=move |_| export_in_background(app)>{app.t(Key::ExportExcel)}</button>
                <button type="button" on:click=move |_| save_backup(app)>{app.t(Key::LeaveSaveFile)}</button>
                <button type="button" on:click=move |_| answer(LeaveAnswer::LeaveAnyway)>{app.t(Key::LeaveAnyway)}</button>
            </div>
        </Modal>
    }
}
