//! Keyboard shortcuts that work wherever the focus is.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::{
    backup::save_backup,
    export_button::export_in_background,
    find_bar::{FindState, Purpose},
};
use crate::{
    session::Event,
    ui::{
        app::{context::App, dialog::Dialog, side::Side},
        findings::go_to_finding,
    },
};

/// Handles the keys for find and replace, findings, going to a row, backup, export, open, undo and
/// redo.
pub(super) fn on_page_key(find: FindState, event: &ev::KeyboardEvent) {
    let ctrl = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
    let ctrl_shift = (event.ctrl_key() || event.meta_key()) && event.shift_key();
    if ctrl_shift && !event.alt_key() && matches!(event.key().as_str(), "s" | "S") {
        event.prevent_default();
        find.app.session.send(Event::SaveNow);
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
        ("F6", false) if !event.alt_key() && find.app.dialog.read_untracked().is_none() => {
            go_to_region(event.shift_key());
        }
        ("F3", false) if !event.default_prevented() => find.step(event.shift_key()),
        // In an input field they undo the typing in that field.
        ("z" | "Z", true) if is_free(event) => find.app.undo(),
        ("y" | "Y", true) if is_free(event) => find.app.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// What can have the focus.
const FOCUSABLE: &str = "textarea, button:not([disabled]):not([tabindex='-1']), input:not([disabled]):not([tabindex='-1']), select:not([disabled]), [tabindex='0']";

/// Moves the focus to the next or previous region of the screen: the lines, the sheet, what is beside
/// it.
pub(in crate::ui) fn go_to_region(back: bool) {
    let Ok(found) = document().query_selector_all("[data-region]") else {
        return;
    };
    let regions = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    let regions: Vec<Element> = regions.collect();
    let active = document().active_element();
    let here = regions
        .iter()
        .position(|it| it.contains(active.as_deref()))
        .unwrap_or(0);
    let n = regions.len();
    let step = if back { n.saturating_sub(1) } else { 1 };
    // A region without anything to focus is passed over.
    let next = (1..=n).find_map(|times| {
        let region = regions.get((here + times * step) % n.max(1))?;
        // The text area of the sheet comes before the fields in its head.
        let area = region.query_selector("textarea.cell-editor").ok().flatten();
        let first = area.or_else(|| region.query_selector(FOCUSABLE).ok().flatten());
        first?.dyn_into::<HtmlElement>().ok()
    });
    if let Some(next) = next {
        next.focus().ok();
    }
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
    let element = target.and_then(|it| it.dyn_into::<Element>().ok());
    let is_field = element.is_some_and(|it| {
        it.matches("input, textarea, select, dialog *")
            .unwrap_or(true)
    });
    !event.default_prevented() && !is_field
}
