//! The dialog to edit a long text.

use leptos::{
    ev,
    html::{Dialog, Textarea},
    prelude::*,
};

use crate::{commands, ui::grid::GridState, wording::Key};

/// Edits the text of the active cell.
#[component]
pub(in crate::ui) fn LargeEditor() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let dialog = NodeRef::<Dialog>::new();
    let area = NodeRef::<Textarea>::new();
    let text = app.editor.with_untracked(|editor| editor.text().to_owned());
    let title = app
        .editor
        .with_untracked(|editor| editor.column().map(|it| it.title()));
    Effect::new(move |_| {
        let (Some(dialog), Some(area)) = (dialog.get(), area.get()) else {
            return;
        };
        if !dialog.open() {
            dialog.show_modal().ok();
        }
        area.focus().ok();
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let done = move |_| {
        if let Some(area) = area.get_untracked() {
            let text = area.value();
            app.run(|selection| commands::set_text(selection, &text));
        }
        close();
    };
    let closed = move |_| {
        state.large.set(false);
        state.focus();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && event.ctrl_key() {
            event.prevent_default();
            done(());
        }
    };
    view! {
        <dialog class="dialog large-editor" node_ref=dialog aria-labelledby="large-title" on:close=closed>
            <h2 id="large-title">{title}</h2>
            <textarea node_ref=area aria-labelledby="large-title" rows="14" prop:value=text on:keydown=on_key></textarea>
            <div class="dialog-buttons">
                <button type="button" on:click=move |_| close()>{app.t(Key::Cancel)}</button>
                <button type="button" class="primary" title="Ctrl+Enter" on:click=move |_| done(())>{app.t(Key::Done)}</button>
            </div>
        </dialog>
    }
}
