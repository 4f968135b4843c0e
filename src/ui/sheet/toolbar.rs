//! The toolbar.

use leptos::prelude::*;

use crate::{
    commands::COMMANDS,
    ui::app::context::App,
    wording::{Key, Message},
};

/// Undo, redo and the row commands. A button is disabled while its command does not apply.
#[component]
pub(super) fn Toolbar() -> impl IntoView {
    let app = App::get();
    let next_undo = Memo::new(move |_| app.editor.with(|editor| editor.next_undo().cloned()));
    let next_redo = Memo::new(move |_| app.editor.with(|editor| editor.next_redo().cloned()));
    let hint = move |key: Key, label: Option<Message>| match label {
        Some(label) => format!("{}: {}", key.text(app.language.get()), app.text(&label)),
        None => key.text(app.language.get()).to_owned(),
    };
    // Commands are tried out again only when the document or the selection has changed.
    let place = Memo::new(move |_| {
        app.editor.with(|editor| {
            let selection = editor.selection();
            (editor.revision(), selection.cursor(), selection.ranges())
        })
    });
    let buttons = COMMANDS.iter().map(|command| {
        let applies = Memo::new(move |_| {
            // Read, not tracked alone: a memo that nobody reads follows nothing.
            drop(place.read());
            app.editor
                .with_untracked(|editor| (command.run)(&editor.selection()).is_some())
        });
        let run = move |_| {
            app.run_command(command);
            app.focus_grid.notify();
        };
        view! {
            <button type="button" title=command.shortcut
                disabled=move || app.read_only.get() || !applies.get() on:click=run>
                {app.t(command.label)}
            </button>
        }
    });
    view! {
        <div class="toolbar" role="toolbar" aria-label=app.t(Key::Toolbar)>
            <button type="button" disabled=move || app.read_only.get() || next_undo.get().is_none()
                title=move || hint(Key::Undo, next_undo.get()) on:click=move |_| app.undo()>
                {app.t(Key::Undo)}
            </button>
            <button type="button" disabled=move || app.read_only.get() || next_redo.get().is_none()
                title=move || hint(Key::Redo, next_redo.get()) on:click=move |_| app.redo()>
                {app.t(Key::Redo)}
            </button>
            <span class="gap"></span>
            {buttons.collect_view()}
        </div>
    }
}
