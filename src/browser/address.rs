//! The address of the page. Its fragment names the open document or consolidation, so that a reload, a bookmark or a tab
//! that is opened again shows it, and the browser's “back” leads to the list of documents.

use js_sys::{decode_uri_component, encode_uri_component};
use wasm_bindgen::JsValue;

use super::isolation::stores_nothing;

const DOCUMENT: &str = "#tai-lieu=";
const GATHERING: &str = "#tong-hop=";

/// What an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of documents.
    Start,
    /// A stored document by its id.
    Document(String),
    /// A stored consolidation by its id.
    Gathering(String),
    /// A fragment that is not about documents.
    Other,
}

/// Returns what the present address asks for.
pub fn place() -> Place {
    let hash = web_sys::window().and_then(|it| it.location().hash().ok());
    match hash.as_deref() {
        None | Some("") => Place::Start,
        Some(hash) => {
            let id_behind = |word: &str| {
                let id = decode_uri_component(hash.strip_prefix(word)?).ok()?;
                Some(String::from(id))
            };
            let document = id_behind(DOCUMENT).map(Place::Document);
            let gathering = || id_behind(GATHERING).map(Place::Gathering);
            document.or_else(gathering).unwrap_or(Place::Other)
        }
    }
}

/// Names the document in the address, as a step that “back” takes back.
pub fn show_document(id: &str) {
    show(&Place::Document(id.to_owned()), DOCUMENT, id);
}

/// Names the consolidation in the address, as a step that “back” takes back.
pub fn show_gathering(id: &str) {
    show(&Place::Gathering(id.to_owned()), GATHERING, id);
}

fn show(own: &Place, word: &str, id: &str) {
    // Nothing is stored that could be opened again, and another fragment says so.
    if stores_nothing() || place() == *own {
        return;
    }
    let fragment = format!("{word}{}", encode_uri_component(id));
    if let Some(history) = history() {
        // Without it a reload leads to the list of documents.
        history
            .push_state_with_url(&JsValue::NULL, "", Some(&fragment))
            .ok();
    }
}

/// Takes the document or the consolidation out of the address.
pub fn show_list() {
    if !matches!(place(), Place::Document(_) | Place::Gathering(_)) {
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
