//! The page: Leptos components. No rule, no parsing, no numbering here.

mod annex_head;
mod app;
mod autosave;
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
mod grid;
mod help;
mod import_dialog;
mod modal;
mod open_file;
mod review_dialog;
mod start_screen;
mod text_file;
mod toolbar;
mod waive_dialog;

/// Installs the panic hook and mounts the page.
pub fn mount() {
    crash::install();
    leptos::mount::mount_to_body(app::App);
    crash::loaded();
}
