//! What the first screen hands to the editor, and what outlasts a reload of the page.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::File;

use super::worker::set;

/// What the user wants the editor to do.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Open a stored document.
    Stored(String),
    /// Begin a document from the template of that position.
    Template(usize),
    Sample,
    /// Read a file.
    File(File),
    /// Read a table or a text that was pasted.
    Text(String),
}

/// The property of the window that holds the wish meanwhile.
const PROPERTY: &str = "phulucWish";
/// The document to open after a reload.
const REOPEN: &str = "phuluc/reopen";

pub fn give(wish: &Wish) {
    let (kind, value) = match wish {
        Wish::Stored(id) => ("stored", JsValue::from_str(id)),
        Wish::Template(at) => ("template", JsValue::from_f64(*at as f64)),
        Wish::Sample => ("sample", JsValue::NULL),
        Wish::File(file) => ("file", file.into()),
        Wish::Text(text) => ("text", JsValue::from_str(text)),
    };
    let given = Object::new();
    set(&given, "kind", &kind.into());
    set(&given, "value", &value);
    if let Some(window) = web_sys::window() {
        // A property of the window can always be set.
        Reflect::set(window.as_ref(), &PROPERTY.into(), &given).ok();
    }
}

pub fn take() -> Option<Wish> {
    let window = web_sys::window()?;
    let given = Reflect::get(window.as_ref(), &PROPERTY.into()).ok()?;
    Reflect::set(window.as_ref(), &PROPERTY.into(), &JsValue::UNDEFINED).ok();
    let get = |key: &str| Reflect::get(&given, &key.into()).ok();
    let value = get("value")?;
    match get("kind")?.as_string()?.as_str() {
        "stored" => Some(Wish::Stored(value.as_string()?)),
        "template" => Some(Wish::Template(value.as_f64()? as usize)),
        "sample" => Some(Wish::Sample),
        "file" => Some(Wish::File(value.dyn_into().ok()?)),
        "text" => Some(Wish::Text(value.as_string()?)),
        _ => None,
    }
}

/// Loads the page anew; the document is then opened again.
pub fn reload_into(document_id: Option<&str>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let (Some(id), Ok(Some(session))) = (document_id, window.session_storage()) {
        // Without it the user opens the document from the list.
        session.set_item(REOPEN, id).ok();
    }
    window.location().reload().ok();
}

/// The document to open after a reload, once.
pub fn take_reopened() -> Option<String> {
    let session = web_sys::window()?.session_storage().ok()??;
    let id = session.get_item(REOPEN).ok()??;
    session.remove_item(REOPEN).ok();
    Some(id)
}
