//! Column widths: set by dragging an edge, or fitted to the contents.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::state::GridState;
use crate::{commands, viewport::width_of_px};

impl GridState {
    /// Sets the width of a column in pixels; the other columns keep theirs.
    pub(super) fn resize(self, column: usize, px: f64) {
        let zoom = self.viewport.zoom.get_untracked();
        let widths = self.viewport.widths.get_untracked();
        let columns = self.viewport.columns.get_untracked();
        let widths = columns
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (it, width))| {
                let width = if at == column { px } else { *width };
                // Stored widths of the other columns are kept exactly, without rounding again.
                match it.width.filter(|_| at != column) {
                    Some(width) => (it.id, width),
                    None => (it.id, width_of_px(width, zoom)),
                }
            });
        let widths: Vec<_> = widths.collect();
        self.app
            .run(|selection| commands::resize_columns(selection, &widths));
    }

    /// Makes a column wide enough for its rendered texts, up to a maximum width.
    pub fn fit_column(self, column: usize) {
        const FIT_MAX_PX: f64 = 520.0;
        let selector = format!(
            "[data-kind=item] [role=gridcell][aria-colindex='{0}'], [role=columnheader][aria-colindex='{0}'] .title",
            column + 1
        );
        let Ok(cells) = document().query_selector_all(&selector) else {
            return;
        };
        let cells = (0..cells.length()).filter_map(|at| cells.get(at)?.dyn_into::<Element>().ok());
        let Ok(range) = document().create_range() else {
            return;
        };
        let widths = cells.filter_map(|cell| {
            let width = cell.get_bounding_client_rect().width();
            // Prevents wrapping while the text is measured.
            let style = cell
                .dyn_ref::<web_sys::HtmlElement>()
                .map(web_sys::HtmlElement::style)?;
            style.set_property("white-space", "pre").ok()?;
            range.select_node_contents(&cell).ok()?;
            let text = range.get_bounding_client_rect().width();
            style.remove_property("white-space").ok()?;
            Some(if text == 0.0 {
                0.0
            } else {
                text.min(width.max(FIT_MAX_PX))
            })
        });
        let needed = widths.fold(0.0, f64::max);
        if 0.0 < needed {
            self.resize(column, needed.min(FIT_MAX_PX) + 22.0);
        }
    }
}
