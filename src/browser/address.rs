//! The address of the page. Its fragment names the open document, so that a reload, a bookmark or a tab
//! that is opened again shows it, and the browser's “back” leads to the list of documents.

use js_sys::{decode_uri_component, encode_uri_component};
use wasm_bindgen::JsValue;

use super::isolation::stores_nothing;

const DOCUMENT: &str = "#tai-lieu=";

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of documents.
    Start,
    /// A stored document by its id.
    Document(String),
    /// A fragment that is not about documents.
    Other,
}

/// Returns what the present address asks for.
pub fn place() -> Place {
    let hash = web_sys::window().and_then(|it| it.location().hash().ok());
    match hash.as_deref() {
        None | Some("") => Place::Start,
        Some(hash) => hash
            .strip_prefix(DOCUMENT)
            .and_then(|id| decode_uri_component(id).ok())
            .map_or(Place::Other, |id| Place::Document(id.into())),
    }
}

/// Names the document in the address, as a step that “back” takes back.
pub fn show_document(id: &str) {
    // Nothing is stored that could be opened again, and another fragment says so.
    if stores_nothing() || place() == Place::Document(id.to_owned()) {
        return;
    }
    let fragment = format!("{DOCUMENT}{}", encode_uri_component(id));
    if let Some(history) = history() {
        // Without it a reload leads to the list of documents.
        history
            .push_state_with_url(&JsValue::NULL, "", Some(&fragment))
            .ok();
    }
}

/// Takes the document out of the address.
pub fn show_list() {
    if !matches!(place(), Place::Document(_)) {
        return;
    }
    let location = web_sys::window().map(|it| it.location());
    let path = location.and_then(|it| Some(it.pathname().ok()? + &it.search().ok()?));
    if let (Some(history), Some(path)) = (history(), path) {
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&path))
            .ok();
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        window.location().reload().ok();
    }
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}
