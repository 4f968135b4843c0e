//! The line below the last row, where a row is added.

use leptos::prelude::*;

use super::state::GridState;
use crate::{commands::CommandId, editor::Cursor, model::Role, wording::Key};

#[component]
pub(super) fn NewRow() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let label = move || match state.viewport.n_rows.get() {
        0 => Key::NoRows.text(app.language.get()),
        _ => Key::NewRow.text(app.language.get()),
    };
    view! {
        <button type="button" class="new-row" tabindex="-1" disabled=app.read_only on:click=move |_| state.add_row()>
            <span class="handle" aria-hidden="true">"+"</span>
            {label}
        </button>
    }
}

impl GridState {
    /// Adds a row below the last one and puts the cursor into its text.
    fn add_row(self) {
        let app = self.app;
        let last = app.editor.with_untracked(|editor| {
            let n_rows = editor.shown().rows.len();
            let text = self
                .viewport
                .columns
                .with_untracked(|columns| columns.iter().position(|it| it.role == Role::Content));
            Cursor {
                row: n_rows.saturating_sub(1),
                column: text.unwrap_or(0),
                ..editor.cursor()
            }
        });
        app.move_to(last);
        let below = CommandId::InsertRowBelow.command();
        if below.is_some_and(|it| app.try_run(it.run)) {
            app.move_to(Cursor {
                row: usize::MAX,
                ..last
            });
        }
        self.focus();
    }
}
