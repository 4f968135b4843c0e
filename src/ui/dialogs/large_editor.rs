//! The dialog to edit a long text.

use leptos::{ev, html::Textarea, prelude::*};

use super::modal::Modal;
use crate::{
    commands,
    ui::app::{context::App, dialog::Dialog},
    wording::Key,
};

/// Edits the text of the active cell.
#[component]
pub(in crate::ui) fn LargeEditor() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::LongText)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="large-title" title=Key::LargeEditor close>
            <LongText />
        </Modal>
    }
}

#[component]
fn LongText() -> impl IntoView {
    let app = App::get();
    let area = NodeRef::<Textarea>::new();
    let text = app.editor.with_untracked(|editor| editor.text().to_owned());
    let title = app
        .editor
        .with_untracked(|editor| editor.column().map(|it| it.title()));
    let done = move || {
        if let Some(area) = area.get_untracked() {
            let text = area.value();
            app.run(|selection| commands::set_text(selection, &text));
        }
        app.close_dialog();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && event.ctrl_key() {
            event.prevent_default();
            done();
        }
    };
    view! {
        <div class="large-editor">
            <textarea node_ref=area autofocus aria-label=title rows="14" prop:value=text on:keydown=on_key></textarea>
            <div class="dialog-buttons">
                <button type="button" class="primary" title="Ctrl+Enter" on:click=move |_| done()>{app.t(Key::Done)}</button>
                <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
            </div>
        </div>
    }
}
