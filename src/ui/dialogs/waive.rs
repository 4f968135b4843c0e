//! The dialog that waives a finding.

use leptos::{ev, prelude::*};

use super::modal::Modal;
use crate::{commands, ui::app::context::App, wording::Key};

/// Asks for the reason to waive a finding.
#[component]
pub(in crate::ui) fn WaiveDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| app.waiving.read().is_some());
    let close = Callback::new(move |()| app.waiving.set(None));
    view! {
        <Modal open id="waive-title" title=Key::WaiveTitle close>
            <Reason />
        </Modal>
    }
}

#[component]
fn Reason() -> impl IntoView {
    let app = App::get();
    let reason = RwSignal::new(String::new());
    let message = app.waiving.get_untracked().map(|it| it.message.clone());
    let save = move || {
        let Some(finding) = app.waiving.get_untracked() else {
            return;
        };
        if reason.read_untracked().trim().is_empty() {
            return;
        }
        app.waiving.set(None);
        app.run(|selection| commands::waive(selection, &finding, &reason.get_untracked()));
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let is_refused = move || app.read_only.get() || reason.read().trim().is_empty();
    view! {
        <form on:submit=on_submit>
            <p>{move || message.as_ref().map(|it| app.text(it))}</p>
            <label class="field">
                {app.t(Key::WaiveReason)}
                <textarea rows="3" autofocus prop:value=reason on:input=move |event| reason.set(event_target_value(&event))></textarea>
            </label>
            <div class="dialog-buttons">
                <button type="submit" class="primary" disabled=is_refused>{app.t(Key::WaiveSave)}</button>
                <button type="button" on:click=move |_| app.waiving.set(None)>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}
