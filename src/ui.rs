//! The page: Leptos components. No rule, no parsing, no numbering here.

mod annex_head;
mod app;
mod autosave;
mod context;
mod crash;
mod editor_screen;
mod find_bar;
mod findings;
mod grid;
mod help;
mod import_dialog;
mod open_file;
mod start_screen;
mod toolbar;

/// Installs the panic hook and mounts the page.
pub fn mount() {
    crash::install();
    leptos::mount::mount_to_body(app::App);
    crash::loaded();
}
