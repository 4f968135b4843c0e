//! The dialog that waives findings.

use leptos::{ev, prelude::*};

use super::modal::Modal;
use crate::{
    commands,
    ui::app::{context::App, dialog::Dialog},
    wording::Key,
};

/// Asks for the one reason to waive findings.
#[component]
pub(in crate::ui) fn WaiveDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Waive(_))));
    let close = Callback::new(move |()| app.close_dialog());
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
    let findings = match app.dialog.get_untracked() {
        Some(Dialog::Waive(findings)) => findings,
        _ => Vec::new(),
    };
    let message = findings.first().map(|it| it.message.clone());
    let n_more = findings.len().saturating_sub(1);
    let more = (0 < n_more).then(|| Key::WaiveMore.with([n_more.to_string()]));
    let save = move || {
        if reason.read_untracked().trim().is_empty() {
            return;
        }
        app.close_dialog();
        app.run(|selection| commands::waive(selection, &findings, &reason.get_untracked()));
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let is_refused = move || app.read_only.get() || reason.read().trim().is_empty();
    view! {
        <form on:submit=on_submit>
            <p>
                {move || message.as_ref().map(|it| app.text(it))}
                " " {move || more.as_ref().map(|it| app.text(it))}
            </p>
            <label class="field">
                {app.t(Key::WaiveReason)}
                <textarea rows="3" autofocus prop:value=reason on:input=move |event| reason.set(event_target_value(&event))></textarea>
            </label>
            <div class="dialog-buttons">
                <button type="submit" class="primary" disabled=is_refused>{app.t(Key::WaiveSave)}</button>
                <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}
