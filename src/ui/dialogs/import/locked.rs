//! Asks for the password of a file.

use leptos::{ev, html::Input, prelude::*};

use crate::{
    ui::{
        app::{context::App, password},
        frame::next_frame,
    },
    wording::Key,
};

/// Returns the form that asks for the password. `is_wrong` says that the last one was.
pub(super) fn locked_view(app: App, name: &str, is_wrong: bool) -> impl IntoView + use<> {
    let text = RwSignal::new(String::new());
    let field = NodeRef::<Input>::new();
    // The dialog is open already, so it does not look for what takes the focus.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            next_frame(move || {
                field.focus().ok();
            });
        }
    });
    let asked = Key::PdfPasswordAsk.with([name.to_owned()]);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked();
        if !text.is_empty() {
            password::enter(Some(&text));
        }
    };
    view! {
        <form on:submit=on_submit>
            <p>{app.text(&asked)}</p>
            <label class="field">
                {app.t(Key::PdfPasswordLabel)}
                <input type="password" node_ref=field autocomplete="off" prop:value=text
                    on:input=move |event| text.set(event_target_value(&event)) />
            </label>
            {is_wrong.then(|| view! { <p class="error" role="alert">{app.t(Key::PdfPasswordWrong)}</p> })}
            <button type="submit" disabled=move || text.read().is_empty()>{app.t(Key::PdfPasswordOpen)}</button>
        </form>
    }
}
