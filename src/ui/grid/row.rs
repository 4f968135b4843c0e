use leptos::{html::Div, prelude::*};

use super::{GridState, HANDLE_PX, px, state::Drawn};
use crate::{
    editor::Selection,
    model::{Column, RowId},
    validate::{Diagnostic, Severity},
};

/// What of the selection falls on a row.
#[derive(Clone, Debug, Default, PartialEq)]
struct Marks {
    active: Option<usize>,
    ranges: Vec<Selection>,
}

impl Marks {
    fn selects(&self, column: usize) -> bool {
        self.ranges.iter().any(|it| it.columns.contains(&column))
    }
}

/// One drawn row. It stays while its row is in view and follows what happens to it.
#[component]
pub(super) fn GridRow(id: RowId) -> impl IntoView {
    let state: GridState = expect_context();
    let element = NodeRef::<Div>::new();
    let drawn = Memo::new(move |_| {
        let all = state.drawn.read();
        all.iter().find(|it| it.row.id == id).cloned()
    });
    let at = Memo::new(move |_| drawn.read().as_ref().map_or(0, |it| it.at));
    let marks = Memo::new(move |_| {
        let at = at.get();
        let cursor = state.cursor.get();
        let ranges = state.ranges.read();
        let of_row = ranges.iter().filter(|it| it.rows.contains(&at));
        Marks {
            active: (cursor.row == at).then_some(cursor.column),
            ranges: of_row.cloned().collect(),
        }
    });
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            on_cleanup(state.observe(element.into()));
        }
    });
    let n_header_rows = move || {
        let editor = state.app.editor.read();
        editor.annex().map_or(1, |annex| annex.n_header_rows())
    };
    let handle = move || {
        let drawn = drawn.read();
        let drawn = drawn.as_ref()?;
        let fold = match (drawn.row.kind.is_section(), drawn.is_folded) {
            (false, _) => "",
            (true, false) => "▾",
            (true, true) => "▸",
        };
        let number = drawn.position + 1;
        Some(view! { <span class="fold">{fold}</span> {number} })
    };
    let cells = move || {
        let columns = state.columns.read();
        let widths = state.widths.read();
        let n_frozen = state.n_frozen.get();
        let drawn = drawn.read();
        let Some(drawn) = drawn.as_ref() else {
            return Vec::new();
        };
        let marks = marks.read();
        let mut left = HANDLE_PX;
        let mut cells = Vec::with_capacity(columns.len());
        for (idx, (column, width)) in columns.iter().zip(widths.iter()).enumerate() {
            let frozen = (idx < n_frozen).then_some(left);
            left += width;
            cells.push(cell(state, drawn, idx, column, &marks, frozen));
        }
        cells
    };
    view! {
        <div role="row" class="row" node_ref=element data-at=at
            aria-rowindex=move || at.get() + 1 + n_header_rows()
            data-kind=move || {
                let is_section = drawn.read().as_ref().is_some_and(|it| it.row.kind.is_section());
                if is_section { "section" } else { "item" }
            }
            data-level=move || drawn.read().as_ref().map_or(1, |it| it.row.kind.level())>
            <div class="handle" aria-hidden="true" class:selected=move || !marks.read().ranges.is_empty()>{handle}</div>
            {cells}
        </div>
    }
}

fn cell(
    state: GridState,
    drawn: &Drawn,
    at: usize,
    column: &Column,
    marks: &Marks,
    frozen: Option<f64>,
) -> impl IntoView + use<> {
    let is_selected = marks.selects(at);
    let is_active = marks.active == Some(at);
    let of_cell = |it: &&std::sync::Arc<Diagnostic>| it.column == column.id;
    let mut found = drawn.findings.iter().filter(of_cell).peekable();
    let has_findings = found.peek().is_some();
    let severity: Option<Severity> = found.clone().map(|it| it.severity).min();
    let messages = has_findings.then(|| {
        let messages: Vec<String> = found.map(|it| state.app.text(&it.message)).collect();
        messages.join("\n")
    });
    let mut class = String::new();
    for (name, on) in [
        ("active ", is_active),
        ("selected ", is_selected),
        ("frozen", frozen.is_some()),
    ] {
        class.push_str(if on { name } else { "" });
    }
    view! {
        <div role="gridcell" id=format!("cell-{}-{at}", drawn.at) class=class
            style:left=frozen.map(px)
            aria-colindex=at + 1 aria-selected=if is_selected { "true" } else { "false" }
            data-role=column.role.key() data-finding=severity.map(Severity::key) title=messages>
            {drawn.row.cell(column.id).to_owned()}
        </div>
    }
}
