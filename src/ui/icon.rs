//! The icons of the buttons: outlines on a grid of 16 pixels, drawn in the colour of the text.

use leptos::prelude::*;

pub(super) const BACK: &str = "M10 3 5 8l5 5";
pub(super) const CHECK: &str = "m3 8.5 3.2 3L13 4.5";
pub(super) const CLOSE: &str = "m4 4 8 8M12 4l-8 8";
pub(super) const COLUMNS: &str = "M2 3h12v10H2zM6 3v10M10 3v10";
pub(super) const DOWN: &str = "m4.5 6.5 3.5 3.5 3.5-3.5";
pub(super) const FILTER: &str = "M2 3h12L9.5 8.5V13l-3-1.5v-3z";
pub(super) const FIND: &str = "M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.3 10.3 14 14";
pub(super) const HISTORY: &str = "M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.2l2.2 1.3";
pub(super) const LOWER: &str = "M2 3h12M7 7h7M7 11h7M2 7l2.5 2L2 11";
pub(super) const MORE: &str = "M2.7 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M7.4 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M12.1 8a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0";
pub(super) const OPEN: &str = "M2 4h5l1.5 2H14v7H2z";
pub(super) const PEN: &str = "m10.5 3 2.5 2.5L6 12.5 3 13l.5-3z";
pub(super) const PLUS: &str = "M8 3v10M3 8h10";
pub(super) const PROGRESS: &str = "M2 13.5h12M3.5 11V7M6.5 11V3M9.5 11V8.5M12.5 11V5";
pub(super) const RAISE: &str = "M2 3h12M7 7h7M7 11h7M4.5 7 2 9l2.5 2";
pub(super) const REDO: &str = "m11 3 3 3-3 3M14 6H7a4 4 0 0 0 0 8h3";
pub(super) const UNDO: &str = "M5 3 2 6l3 3M2 6h7a4 4 0 0 1 0 8H6";

/// Draws an icon. It says nothing to assistive technology: the button has a name.
pub(super) fn icon(path: &'static str) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=path></path></svg> }
}
