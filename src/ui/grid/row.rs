//! One rendered row. Its cells are written as one string of HTML, because rows enter the viewport
//! with every scroll event; the selection is then marked on the elements.

use std::fmt::Write as _;

use leptos::{html::Div, prelude::*};
use web_sys::Element;

use super::{geometry::HANDLE_PX, state::GridState, viewport::DrawnRow};
use crate::{
    editor::CellRange,
    model::{Alignment, Column, Role, Row, RowId},
    text::html::push_text,
    wording::Key,
};

/// The part of the selection that falls on a row.
#[derive(Clone, Debug, Default, PartialEq)]
struct Marks {
    active: Option<usize>,
    ranges: Vec<CellRange>,
}

/// Stays mounted while its row is in the viewport, and follows the row's changes.
#[component]
pub(super) fn GridRow(id: RowId) -> impl IntoView {
    let state: GridState = expect_context();
    let element = NodeRef::<Div>::new();
    let drawn = Memo::new(move |_| {
        let all = state.viewport.drawn.read();
        all.iter().find(|it| it.row.id == id).cloned()
    });
    let marks = Memo::new(move |_| {
        let at = drawn.read().as_ref().map_or(0, |it| it.at);
        let cursor = state.selected.cursor.get();
        let ranges = state.selected.ranges.read();
        let of_row = ranges.iter().filter(|it| it.rows.contains(&at));
        Marks {
            active: (cursor.row == at).then_some(cursor.column),
            ranges: of_row.cloned().collect(),
        }
    });
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            on_cleanup(state.viewport.observe(element.into()));
        }
    });
    Effect::new(move |_| {
        let (Some(element), Some(drawn)) = (element.get(), drawn.get()) else {
            return;
        };
        write_row(&element, state, &drawn);
        let marks = marks.read_untracked();
        if *marks != Marks::default() {
            mark(&element, &marks);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let marks = marks.read();
        let is_marked = *marks != Marks::default();
        if let Some(element) = element.get_untracked()
            && (is_marked || before == Some(true))
        {
            mark(&element, &marks);
        }
        is_marked
    });
    view! { <div role="row" class="row" node_ref=element></div> }
}

fn write_row(element: &Element, state: GridState, drawn: &DrawnRow) {
    let set = |name: &str, value: &str| {
        if element.get_attribute(name).as_deref() != Some(value) {
            // Fails only for an invalid name, and these are valid.
            element.set_attribute(name, value).ok();
        }
    };
    let n_header_rows = state
        .app
        .editor
        .with_untracked(|editor| editor.annex().map_or(1, |annex| annex.n_header_rows()));
    let kind = drawn.row.kind;
    set("data-at", &drawn.at.to_string());
    set("aria-rowindex", &(drawn.at + 1 + n_header_rows).to_string());
    set(
        "data-kind",
        match (drawn.is_next, kind.is_section()) {
            (true, _) => "next",
            (false, true) => "section",
            (false, false) => "item",
        },
    );
    set("data-level", &kind.level().to_string());
    let columns = state.viewport.columns.read();
    let alignments = state.viewport.alignments.read();
    let widths = state.viewport.widths.read();
    let n_frozen = state.viewport.n_frozen.get();
    let mut html = String::with_capacity(1_024);
    let fold = match (kind.is_section(), drawn.is_folded) {
        (false, _) => "",
        (true, false) => "▾",
        (true, true) => "▸",
    };
    let number = drawn.position + 1;
    // Writing to a string cannot fail.
    write!(
        html,
        "<div class=\"handle\" aria-hidden=\"true\"><span class=\"fold\">{fold}</span>{number}</div>"
    )
    .ok();
    let title = match kind.is_section() {
        true => title_span(&drawn.row, &columns, &widths, n_frozen),
        false => None,
    };
    let mut left = HANDLE_PX;
    for (at, (column, width)) in columns.iter().zip(widths.iter()).enumerate() {
        let frozen = (at < n_frozen).then_some(left);
        left += width;
        let span = title.as_ref().filter(|it| it.column == at);
        let alignment = alignments.get(at).copied().unwrap_or(Alignment::Left);
        write_cell(
            &mut html,
            state,
            drawn,
            (at, column, alignment),
            frozen,
            span,
        );
    }
    element.set_inner_html(&html);
}

fn write_cell(
    html: &mut String,
    state: GridState,
    drawn: &DrawnRow,
    (at, column, alignment): (usize, &Column, Alignment),
    frozen: Option<f64>,
    span: Option<&TitleSpan>,
) {
    let role = column.role.key();
    let (row, index) = (drawn.at, at + 1);
    write!(
        html,
        "<div role=\"gridcell\" id=\"cell-{row}-{at}\" aria-colindex=\"{index}\" data-role=\"{role}\" aria-selected=\"false\""
    )
    .ok();
    if column.is_of_plan {
        html.push_str(" aria-readonly=\"true\"");
    }
    match alignment {
        Alignment::Left => {}
        Alignment::Centre => html.push_str(" data-align=\"centre\""),
        Alignment::Right => html.push_str(" data-align=\"right\""),
    }
    let found = || drawn.findings.iter().filter(|it| it.column == column.id);
    if let Some(severity) = found().map(|it| it.severity).min() {
        write!(html, " data-finding=\"{}\"", severity.key()).ok();
    }
    if state.app.found.read().contains(&(drawn.row.id, column.id)) {
        html.push_str(" data-found");
    }
    let note = drawn.row.note(column.id);
    if !note.is_empty() {
        html.push_str(" data-note");
    }
    let messages = found().map(|it| state.app.text(&it.message));
    let notes = (!note.is_empty()).then(|| note.to_owned());
    let tooltip: Vec<String> = messages.chain(notes).collect();
    if !tooltip.is_empty() {
        html.push_str(" title=\"");
        push_text(html, &tooltip.join("\n"));
        html.push('"');
    }
    match (frozen, span) {
        (Some(left), None) => write!(html, " class=\"frozen\" style=\"--left:{left}px\"").ok(),
        (Some(left), Some(_)) => {
            write!(html, " class=\"frozen spans\" style=\"--left:{left}px\"").ok()
        }
        (None, Some(_)) => write!(html, " class=\"spans\"").ok(),
        (None, None) => None,
    };
    if drawn.is_next && is_titled(state, at) {
        html.push_str(" data-hint=\"");
        push_text(html, Key::NextRow.text(state.app.language.get()));
        html.push('"');
    }
    html.push('>');
    if let Some(TitleSpan { left, width, .. }) = span {
        write!(
            html,
            "<span style=\"margin-left:-{left}px;width:{width}px\">"
        )
        .ok();
    }
    push_text(html, drawn.row.cell(column.id));
    html.push_str(if span.is_some() {
        "</span></div>"
    } else {
        "</div>"
    });
}

/// The title of a section, which is written over the empty cells beside it.
struct TitleSpan {
    /// Position of the column that has the title.
    column: usize,
    /// How far the title begins to the left of its column, in pixels.
    left: f64,
    width: f64,
}

/// Horizontal padding and border of a cell, in pixels.
const CELL_PADDING_PX: f64 = 17.0;

/// Returns over which cells the last text of a section is written: from the cell behind the text
/// before it to the end of the row. Frozen and other cells are kept apart.
fn title_span(row: &Row, columns: &[Column], widths: &[f64], n_frozen: usize) -> Option<TitleSpan> {
    let is_filled = |column: &Column| !row.cell(column.id).is_empty();
    let column = columns.iter().rposition(is_filled)?;
    let before = columns.get(..column)?;
    let after_text = before.iter().rposition(is_filled).map_or(0, |at| at + 1);
    let ordinals = before.iter().rposition(|it| it.role == Role::Ordinal);
    let start = after_text.max(ordinals.map_or(0, |at| at + 1));
    let start = if n_frozen <= column {
        start.max(n_frozen)
    } else {
        start
    };
    let width: f64 = widths.get(start..)?.iter().sum();
    Some(TitleSpan {
        column,
        left: widths.get(start..column)?.iter().sum(),
        width: width - CELL_PADDING_PX,
    })
}

/// Whether the column at `at` is the one that names rows: of contents, or the first without ordinals.
fn is_titled(state: GridState, at: usize) -> bool {
    let columns = state.viewport.columns.read();
    let of = |role: Role| columns.iter().position(|it| it.role == role);
    let other = || columns.iter().position(|it| it.role != Role::Ordinal);
    of(Role::Content).or_else(other).unwrap_or(0) == at
}

/// Marks the selected cells and unmarks all others.
fn mark(element: &Element, marks: &Marks) {
    let cells = element.children();
    let toggle = |cell: &Element, class: &str, on: bool| {
        let list = cell.class_list();
        if list.contains(class) != on {
            list.toggle_with_force(class, on).ok();
        }
    };
    if let Some(handle) = cells.item(0) {
        toggle(&handle, "selected", !marks.ranges.is_empty());
    }
    for at in 1..cells.length() {
        let (Some(cell), column) = (cells.item(at), at as usize - 1) else {
            continue;
        };
        let mut ranges = marks.ranges.iter();
        let is_selected = ranges.any(|it| it.columns.contains(&column));
        toggle(&cell, "selected", is_selected);
        toggle(&cell, "active", marks.active == Some(column));
        let said = if is_selected { "true" } else { "false" };
        if cell.get_attribute("aria-selected").as_deref() != Some(said) {
            cell.set_attribute("aria-selected", said).ok();
        }
    }
}
