//! The dialogs to edit a long text, and the note on a cell.

use leptos::{ev, html::Textarea, prelude::*};

use super::modal::Modal;
use crate::{
    commands,
    edit::Transaction,
    editor::{Editor, Selection},
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
            <LongText rows="14" read=|editor| editor.text().to_owned() save=commands::set_text esc_saves=false />
        </Modal>
    }
}

/// Edits the note on the active cell.
#[component]
pub(in crate::ui) fn NoteDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Note)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="note-title" title=Key::CellNote close>
            <LongText rows="5" read=|editor| editor.note().to_owned() save=commands::set_note esc_saves=true />
        </Modal>
    }
}

#[component]
fn LongText(
    rows: &'static str,
    read: fn(&Editor) -> String,
    save: fn(&Selection, &str) -> Option<Transaction>,
    /// Whether Esc keeps the text, as that of a note in Excel.
    esc_saves: bool,
) -> impl IntoView {
    let app = App::get();
    let area = NodeRef::<Textarea>::new();
    let text = app.editor.with_untracked(read);
    let title = app
        .editor
        .with_untracked(|editor| editor.column().map(|it| it.title()));
    let done = move || {
        if let Some(area) = area.get_untracked() {
            let text = area.value();
            app.run(|selection| save(selection, &text));
        }
        app.close_dialog();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let is_end = match event.key().as_str() {
            "Enter" => event.ctrl_key(),
            "Escape" => esc_saves && !event.is_composing(),
            _ => false,
        };
        if is_end {
            event.prevent_default();
            done();
        }
    };
    view! {
        <div class="large-editor">
            <textarea node_ref=area autofocus aria-label=title rows=rows prop:value=text on:keydown=on_key></textarea>
            <div class="dialog-buttons">
                <button type="button" class="primary" title="Ctrl+Enter" disabled=app.read_only on:click=move |_| done()>{app.t(Key::Done)}</button>
                <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
            </div>
        </div>
    }
}
