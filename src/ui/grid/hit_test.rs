//! Hit testing: what of the grid is under the mouse or the finger.

use leptos::ev;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hit {
    Cell {
        row: usize,
        column: usize,
    },
    Fold {
        row: usize,
    },
    Handle {
        row: usize,
    },
    Corner,
    Header {
        column: usize,
    },
    /// A button or an input field in a header.
    ColumnMenu {
        column: usize,
    },
    /// The right edge of a header, by which the column is resized.
    Edge {
        column: usize,
    },
    FillHandle,
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// Returns row and column of a cell's element.
fn cell_of(element: &Element) -> Option<(usize, usize)> {
    let id = element.id();
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Returns what an element of the grid is part of.
pub(super) fn hit_of(target: &Element) -> Option<Hit> {
    let closest = |selector: &str| target.closest(selector).ok().flatten();
    if closest(".fill-handle").is_some() {
        return Some(Hit::FillHandle);
    }
    if let Some(cell) = closest("[role=gridcell]") {
        let (row, column) = cell_of(&cell)?;
        return Some(Hit::Cell { row, column });
    }
    if let Some(header) = closest("[role=columnheader]") {
        let column = number(&header, "data-column")?;
        return Some(if closest(".edge").is_some() {
            Hit::Edge { column }
        } else if closest("button, input").is_some() {
            Hit::ColumnMenu { column }
        } else {
            Hit::Header { column }
        });
    }
    closest(".handle")?;
    let Some(row) = closest(".row").and_then(|row| number(&row, "data-at")) else {
        return Some(Hit::Corner);
    };
    let is_fold =
        closest(".fold").is_some_and(|fold| fold.text_content().is_some_and(|it| !it.is_empty()));
    Some(if is_fold {
        Hit::Fold { row }
    } else {
        Hit::Handle { row }
    })
}

/// Returns what a mouse event hit.
pub(super) fn hit_at(event: &ev::MouseEvent) -> Option<Hit> {
    hit_of(event.target()?.dyn_ref::<Element>()?)
}
