//! The dialog that asks for the row to go to.

use leptos::{ev, prelude::*};

use super::modal::Modal;
use crate::{
    editor::Editor,
    ui::app::{context::App, dialog::Dialog},
    wording::Key,
};

/// Goes to a row by its number or its ordinal. Opened by Ctrl+G.
#[component]
pub(in crate::ui) fn GoToDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::GoTo)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="go-to-title" title=Key::GoToTitle close>
            <Place />
        </Modal>
    }
}

#[component]
fn Place() -> impl IntoView {
    let app = App::get();
    let wanted = RwSignal::new(String::new());
    let missing = RwSignal::new(None::<String>);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = wanted.get_untracked();
        let text = text.trim();
        let Some(place) = app.editor.with_untracked(|editor| editor.row_named(text)) else {
            missing.set(Some(text.to_owned()));
            return;
        };
        app.close_dialog();
        app.editor.update(|editor: &mut Editor| editor.go_to(place));
        app.focus_grid.notify();
    };
    view! {
        <form on:submit=on_submit>
            <label class="field">
                {app.t(Key::GoToLabel)}
                <input type="text" autofocus autocomplete="off" prop:value=wanted on:input=move |event| {
                    missing.set(None);
                    wanted.set(event_target_value(&event));
                } />
            </label>
            {move || missing.get().map(|text| {
                let said = Key::GoToMissing.with([text]);
                view! { <p class="error" role="alert">{move || app.text(&said)}</p> }
            })}
            <div class="dialog-buttons">
                <button type="submit" class="primary" disabled=move || wanted.read().trim().is_empty()>{app.t(Key::GoToGo)}</button>
                <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}
