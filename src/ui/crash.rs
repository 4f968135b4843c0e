//! The panic hook. A panic shows the dialog of index.html instead of a blank page: it says that the
//! work is saved, and offers a report for the maintainer.

use std::{
    cell::{Cell, RefCell},
    panic,
};

use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use crate::browser::{address, launch};

thread_local! {
    /// The id of the open document, reopened after a restart.
    static OPEN: RefCell<String> = const { RefCell::new(String::new()) };
    static N_PANICS: Cell<u32> = const { Cell::new(0) };
}

/// Returns how often the page has panicked.
pub(super) fn n_panics() -> u32 {
    N_PANICS.get()
}

pub(super) fn install() {
    panic::set_hook(Box::new(|info| {
        N_PANICS.set(N_PANICS.get() + 1);
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        // The report has the location, and the message only if it is a constant: a formatted one
        // may quote the document.
        let place = info.location().map(ToString::to_string);
        let words = info.payload().downcast_ref::<&str>();
        show(&place.unwrap_or_default(), words.unwrap_or(&""));
    }));
}

/// Fragment of the page's address that triggers a panic, to try out this dialog.
const ON_PURPOSE: &str = "#thu-loi";

/// Panics if the address asks for it.
#[expect(clippy::panic, reason = "that is what the address asks for")]
pub(super) fn break_on_purpose() {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    if hash.as_deref() == Some(ON_PURPOSE) {
        panic!("the address ends in #thu-loi");
    }
}

/// Sets the document that a restart reopens.
pub(super) fn remember(document_id: &str) {
    OPEN.set(document_id.to_owned());
}

/// Removes the note that index.html shows while the page loads.
pub(super) fn hide_loading_note() {
    if let Some(element) = element("loading") {
        element.remove();
    }
}

fn show(place: &str, words: &str) {
    let Some(dialog) = element("crash") else {
        return;
    };
    let report = element("crash-report").and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(report) = &report {
        let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
        let when = String::from(js_sys::Date::new_0().to_iso_string());
        report.set_value(&format!(
            "phuluc {}\n{when}\n{place}\n{words}\n{}",
            launch::build(),
            agent.unwrap_or_default()
        ));
    }
    on_click("crash-reload", || {
        OPEN.with_borrow(|id| {
            if !id.is_empty() {
                address::show_document(id);
            }
        });
        address::reload();
    });
    on_click("crash-list", || {
        address::show_list();
        address::reload();
    });
    on_click("crash-continue", || {
        if let Some(dialog) = element("crash") {
            dialog.set_attribute("hidden", "").ok();
        }
    });
    on_click("crash-copy", move || {
        if let (Some(report), Some(window)) = (&report, web_sys::window()) {
            report.select();
            // Without permission to copy, the report stays selected for the user to copy.
            let _ = window.navigator().clipboard().write_text(&report.value());
        }
    });
    dialog.remove_attribute("hidden").ok();
    if let Some(button) = element("crash-reload").and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        button.focus().ok();
    }
}

fn on_click(id: &str, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    if let Some(element) = element(id) {
        element
            .add_event_listener_with_callback("click", act.as_ref().unchecked_ref())
            .ok();
    }
    act.forget();
}

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
