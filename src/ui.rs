//! The page: Leptos components. No rule, no parsing, no numbering here.

mod annex_head;
mod app;
mod autosave;
mod bars;
mod choose_file;
mod context;
mod crash;
mod difference;
mod editor_screen;
mod export_buttons;
mod export_dialog;
mod find_bar;
mod findings;
mod fix_dialog;
mod form_dialog;
mod frame;
mod grid;
mod help;
mod history_dialog;
mod import_dialog;
mod library;
mod modal;
mod open_file;
mod restore_dialog;
mod review_dialog;
mod shell;
mod start;
mod start_screen;
mod text_file;
mod toolbar;
mod waive_dialog;
mod windows;

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast as _;

/// The first screen.
pub fn mount_start() {
    crash::install();
    mount(start::Start);
    crash::loaded();
}

/// The editor; it takes the place of the first screen.
pub fn mount_page() {
    crash::install();
    mount(app::App);
}

fn mount<View: IntoView + 'static>(page: impl FnOnce() -> View + 'static) {
    let place = document().get_element_by_id("app");
    let Some(place) = place.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    place.set_inner_html("");
    mount_to(place, page).forget();
}
