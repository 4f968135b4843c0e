//! What is drawn over the cells: the fill handle, the copied ranges, the preview of a drag.

use leptos::prelude::*;

use super::{
    geometry::{HANDLE_PX, px},
    pointer::Drag,
    state::GridState,
};
use crate::editor::{CellRange, Editor};

/// The fill handle of the selection, and the outlines of the copied ranges.
#[component]
pub(super) fn Outlines() -> impl IntoView {
    let state: GridState = expect_context();
    let selection = move || {
        state.viewport.track_shown();
        state.viewport.widths.track();
        let ranges = state.selected.ranges.read();
        ranges
            .last()
            .filter(|it| !it.rows.is_empty())
            .map(|it| state.viewport.rect(it))
    };
    let copied = move || {
        state.viewport.track_shown();
        state.viewport.widths.track();
        let copied = state.selected.copied.read();
        let rects: Vec<_> = copied.iter().map(|it| state.viewport.rect(it)).collect();
        rects
    };
    view! {
        {move || selection().map(|rect| view! {
            <div class="fill-handle" style:left=px(rect.left + rect.width - 5.0) style:top=px(rect.top + rect.height - 5.0)></div>
        })}
        {move || copied().into_iter().map(|rect| view! {
            <div class="copied" style:left=px(rect.left) style:top=px(rect.top)
                style:width=px(rect.width) style:height=px(rect.height)></div>
        }).collect_view()}
    }
}

/// The note on the active cell, beside it.
#[component]
pub(super) fn NoteBubble() -> impl IntoView {
    let state: GridState = expect_context();
    let note = Memo::new(move |_| state.app.editor.with(|editor| editor.note().to_owned()));
    move || {
        let note = Some(note.get()).filter(|it| !it.is_empty())?;
        state.viewport.track_shown();
        let width: f64 = HANDLE_PX + state.viewport.widths.read().iter().sum::<f64>();
        let place = state.selected.cursor.get();
        let cell = CellRange {
            rows: place.row..place.row + 1,
            columns: place.column..place.column + 1,
        };
        let rect = state.viewport.rect(&cell);
        let right = rect.left + rect.width + BUBBLE_GAP_PX;
        // At the right edge it stands on the left, and below a cell that leaves no room on either side.
        let (left, top, to_left) = if right + BUBBLE_MAX_PX <= width {
            (right, rect.top, "none")
        } else if BUBBLE_MAX_PX <= rect.left - BUBBLE_GAP_PX {
            (rect.left - BUBBLE_GAP_PX, rect.top, "translateX(-100%)")
        } else {
            (rect.left, rect.top + rect.height + BUBBLE_GAP_PX, "none")
        };
        Some(view! {
            <div class="note-bubble" role="note" style:left=px(left) style:top=px(top) style:transform=to_left>{note}</div>
        })
    }
}

/// The greatest width of the note, and its distance from the cell.
const BUBBLE_MAX_PX: f64 = 260.0;
const BUBBLE_GAP_PX: f64 = 6.0;

/// The preview of a drag: where rows or columns would go, what would be filled, how wide a column
/// would be.
#[component]
pub(super) fn DropMark() -> impl IntoView {
    let state: GridState = expect_context();
    move || {
        let widths = state.viewport.widths.get();
        match state.pointer.drag.get()? {
            Drag::MoveRows { to } => Some(
                view! {
                    <div class="drop-mark" style:left="0" style:right="0" style:height="3px"
                        style:top=px(state.viewport.top_of(to) - 2.0)></div>
                }
                .into_any(),
            ),
            Drag::MoveColumns { to } => {
                Some(vertical(HANDLE_PX + state.viewport.left_of(&widths, to)).into_any())
            }
            Drag::Resize {
                column, px: width, ..
            } => Some(
                vertical(HANDLE_PX + state.viewport.left_of(&widths, column) + width).into_any(),
            ),
            Drag::Fill { .. } => {
                let rect = state.viewport.rect(&fill_preview(state)?);
                Some(
                    view! {
                        <div class="fill-preview" style:left=px(rect.left) style:top=px(rect.top)
                            style:width=px(rect.width) style:height=px(rect.height)></div>
                    }
                    .into_any(),
                )
            }
            Drag::Cells | Drag::Rows | Drag::Columns => None,
        }
    }
}

fn vertical(left: f64) -> impl IntoView {
    view! {
        <div class="drop-mark" style:top="0" style:bottom="0" style:width="3px" style:left=px(left - 2.0)></div>
    }
}

/// Returns the range that the drag would fill.
fn fill_preview(state: GridState) -> Option<CellRange> {
    let Some(Drag::Fill { row, column }) = state.pointer.drag.get() else {
        return None;
    };
    let from = state.app.editor.with_untracked(Editor::range);
    let row = (!from.rows.contains(&row)).then_some(row);
    Some(state.filled(&from, row, column))
}
