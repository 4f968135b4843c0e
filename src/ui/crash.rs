//! A panic is a bug, but never a blank page: the calm dialog of index.html is shown, and what was
//! saved is said to be safe.

use std::panic;

use wasm_bindgen::JsValue;

pub(super) fn install() {
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        show("crash");
    }));
}

/// Hides the note that is there while the page loads.
pub(super) fn loaded() {
    if let Some(element) = element("loading") {
        element.remove();
    }
}

fn show(id: &str) {
    if let Some(element) = element(id) {
        element.remove_attribute("hidden").ok();
    }
}

fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}
