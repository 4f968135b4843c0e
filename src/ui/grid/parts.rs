//! What of the grid is under the mouse or the finger.

use leptos::ev;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// A part of the grid under the mouse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Cell { row: usize, column: usize },
    Fold { row: usize },
    Handle { row: usize },
    Corner,
    Header { column: usize },
    ColumnMenu { column: usize },
    Edge { column: usize },
    FillHandle,
}

fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// The cell an element of the grid shows.
fn cell_of(element: &Element) -> Option<(usize, usize)> {
    let id = element.id();
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

pub(super) fn part_of(target: &Element) -> Option<Part> {
    let closest = |selector: &str| target.closest(selector).ok().flatten();
    if closest(".fill-handle").is_some() {
        return Some(Part::FillHandle);
    }
    if let Some(cell) = closest("[role=gridcell]") {
        let (row, column) = cell_of(&cell)?;
        return Some(Part::Cell { row, column });
    }
    if let Some(header) = closest("[role=columnheader]") {
        let column = number(&header, "data-column")?;
        return Some(if closest(".edge").is_some() {
            Part::Edge { column }
        } else if closest("button, input").is_some() {
            Part::ColumnMenu { column }
        } else {
            Part::Header { column }
        });
    }
    closest(".handle")?;
    let Some(row) = closest(".row").and_then(|row| number(&row, "data-at")) else {
        return Some(Part::Corner);
    };
    let is_fold =
        closest(".fold").is_some_and(|fold| fold.text_content().is_some_and(|it| !it.is_empty()));
    Some(if is_fold {
        Part::Fold { row }
    } else {
        Part::Handle { row }
    })
}

pub(super) fn part_under(event: &ev::MouseEvent) -> Option<Part> {
    part_of(event.target()?.dyn_ref::<Element>()?)
}
