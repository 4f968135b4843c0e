//! Keyboard shortcuts that work wherever the focus is.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

use super::{
    backup::save_backup,
    export_button::export_in_background,
    find_bar::{FindState, Purpose},
};
use crate::ui::{
    app::{context::App, dialog::Dialog, side::Side},
    findings::go_to_finding,
};

/// Handles the keys for find and replace, findings, going to a row, backup, export, open, undo and
/// redo.
pub(super) fn on_page_key(find: FindState, event: &ev::KeyboardEvent) {
    let ctrl = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
    let ctrl_shift = (event.ctrl_key() || event.meta_key()) && event.shift_key();
    if ctrl_shift && !event.alt_key() && matches!(event.key().as_str(), "s" | "S") {
        event.prevent_default();
        export_in_background(find.app);
        return;
    }
    match (event.key().as_str(), ctrl) {
        ("g" | "G", true) => go_to(find.app),
        ("f" | "F", true) => find.open(Purpose::Find),
        ("h" | "H", true) => find.open(Purpose::Replace),
        ("s" | "S", true) => save_backup(find.app),
        ("o" | "O", true) => find.app.choose_file(),
        ("F8", _) if is_free(event) => {
            find.app.show_side(Some(Side::Findings));
            go_to_finding(find.app, event.shift_key());
        }
        ("F3", false) if !event.default_prevented() => find.step(event.shift_key()),
        // In an input field they undo the typing in that field.
        ("z" | "Z", true) if is_free(event) => find.app.undo(),
        ("y" | "Y", true) if is_free(event) => find.app.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// Asks for the row to go to, unless another dialog is open.
fn go_to(app: App) {
    if app.dialog.read_untracked().is_none() {
        app.dialog.set(Some(Dialog::GoTo));
    }
}

/// Whether the key was not handled yet and the focus is not in an input field or a dialog.
fn is_free(event: &ev::KeyboardEvent) -> bool {
    let target = event.target();
    let element = target.and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let is_field = element.is_some_and(|it| {
        it.matches("input, textarea, select, dialog *")
            .unwrap_or(true)
    });
    !event.default_prevented() && !is_field
}
