//! The page: Leptos components. No rule, no parsing, no numbering here.
//!
//! Two programs share this module: the start page, which is small and shown at once, and the editor
//! page, which replaces it when something is opened.

mod editor_page;
mod start_page;

mod dialogs;
mod findings;
mod gather;
mod grid;
mod progress;
mod sheet;
mod start;

mod app;

mod bars;
mod choose_file;
mod crash;
mod difference;
mod frame;
mod icon;
pub mod part;
pub mod parts;
mod popup;
mod readable;
mod shell;
mod text_file;
mod written_file;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast as _;

use crate::{
    browser::launch,
    ui::{editor_page::EditorPage, part::Parts, start_page::StartPage},
    wording,
};

/// Mounts the start page.
pub fn mount_start() {
    crash::install();
    mount(StartPage);
    crash::hide_loading_note();
}

/// Mounts the editor page in place of the start page.
pub fn mount_page(parts: Parts) {
    crash::install();
    mount(move || view! { <EditorPage parts /> });
}

fn mount<View: IntoView + 'static>(page: impl FnOnce() -> View + 'static) {
    wording::take_over(launch::texts());
    let place = document().get_element_by_id("app");
    let Some(place) = place.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    place.set_inner_html("");
    mount_to(place, page).forget();
}
