use leptos::{ev::MouseEvent, html::Div, prelude::*};

use super::GridState;
use crate::{
    editor::Cursor,
    model::{Column, ColumnId, RowId, RowKind},
    validate::{Diagnostic, Severity},
};

/// One drawn row. It stays while its row is in view and follows what happens to it.
#[component]
pub(super) fn GridRow(id: RowId) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let element = NodeRef::<Div>::new();
    let drawn = Memo::new(move |_| {
        state
            .drawn
            .with(|drawn| drawn.iter().find(|(_, row)| row.id == id).cloned())
    });
    let position = Memo::new(move |_| drawn.with(|drawn| drawn.as_ref().map(|(idx, _)| *idx)));
    let kind = move || drawn.with(|drawn| drawn.as_ref().map(|(_, row)| row.kind));
    let n_header_rows = move || {
        app.editor
            .with(|editor| editor.annex().map_or(1, |annex| annex.n_header_rows()))
    };
    let findings = Memo::new(move |_| {
        app.editor.with(|editor| {
            let of_row = editor.findings().iter().filter(|it| it.row == id);
            of_row.cloned().collect::<Vec<Diagnostic>>()
        })
    });
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            state
                .observer
                .with_value(|observer| observer.as_ref().map(|it| it.observe(&element)));
            on_cleanup(move || {
                state
                    .observer
                    .try_with_value(|observer| observer.as_ref().map(|it| it.unobserve(&element)));
            });
        }
    });
    let cells = move || {
        state.columns.with(|columns| {
            let cells = columns.iter().cloned().enumerate();
            cells
                .map(|(at, column)| cell(state, drawn, position, findings, at, column))
                .collect_view()
        })
    };
    let is_selected = move || {
        let rows = state.selection.with(|selection| selection.rows.clone());
        position.get().is_some_and(|row| rows.contains(&row))
    };
    let select_row = move |event: MouseEvent| {
        event.prevent_default();
        if let Some(row) = position.get_untracked() {
            state.select_row(row, event.shift_key());
        }
    };
    let drag_row = move |event: MouseEvent| {
        if event.buttons() == 1
            && let Some(row) = position.get_untracked()
        {
            state.select_row(row, true);
        }
    };
    view! {
        <div role="row" class="row" node_ref=element
            aria-rowindex=move || position.get().map(|idx| idx + 1 + n_header_rows())
            data-kind=move || if kind().is_some_and(RowKind::is_section) { "section" } else { "item" }
            data-level=move || kind().map_or(1, RowKind::level)>
            <div class="handle" aria-hidden="true" class:selected=is_selected on:mousedown=select_row
                on:mouseenter=drag_row>{move || position.get().map(|idx| idx + 1)}</div>
            {cells}
        </div>
    }
}

fn cell(
    state: GridState,
    drawn: Memo<Option<super::Drawn>>,
    position: Memo<Option<usize>>,
    findings: Memo<Vec<Diagnostic>>,
    at: usize,
    column: Column,
) -> impl IntoView + use<> {
    let app = state.app;
    let id = column.id;
    let text = Memo::new(move |_| {
        drawn.with(|drawn| {
            drawn
                .as_ref()
                .map(|(_, row)| row.cell(id).to_owned())
                .unwrap_or_default()
        })
    });
    let is_active = Memo::new(move |_| {
        let cursor = state.cursor.get();
        cursor.column == at && position.get() == Some(cursor.row)
    });
    let is_selected = Memo::new(move |_| {
        let row = position.get();
        row.is_some_and(|row| state.selection.with(|it| it.contains(row, at)))
    });
    let severity = move || findings.with(|found| of_cell(found, id).map(|it| it.severity).min());
    let messages = move || {
        let found = findings.get();
        let messages: Vec<String> = of_cell(&found, id)
            .map(|it| app.text(&it.message))
            .collect();
        (!messages.is_empty()).then(|| messages.join("\n"))
    };
    let drag = move |event: MouseEvent| {
        if event.buttons() == 1
            && let Some(row) = position.get_untracked()
        {
            state.select_to(row, at);
        }
    };
    let select = move |event: MouseEvent| {
        // The focus belongs to the text area over the active cell, not to what was clicked.
        event.prevent_default();
        if let Some(row) = position.get_untracked() {
            if event.shift_key() {
                state.select_to(row, at);
                return;
            }
            state.end_of_tabs();
            let annex = state.cursor.get_untracked().annex;
            app.move_to(Cursor {
                annex,
                row,
                column: at,
            });
            app.focus_grid.update(|n| *n += 1);
        }
    };
    view! {
        <div role="gridcell" id=move || position.get().map(|row| format!("cell-{row}-{at}")) class:active=is_active
            class:selected=is_selected
            aria-colindex=at + 1 aria-selected=move || is_selected.get().to_string()
            data-role=column.role.key() data-finding=move || severity().map(Severity::key)
            title=messages on:mousedown=select on:mouseenter=drag>
            {text}
        </div>
    }
}

fn of_cell(found: &[Diagnostic], column: ColumnId) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(move |it| it.column == column)
}
