//! Passes the user's request from the first screen to the editor.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::File;

use super::object::set;

/// What the user asked the editor to do.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Open a stored document.
    Stored(String),
    /// Create a document from the template with this index.
    Template(usize),
    /// Open the sample.
    Sample,
    /// Import files.
    Files(Vec<File>),
    /// Restore a backup.
    Backup(File),
    /// Open a consolidation by its id, or begin a new one when that is empty.
    Gathering(String),
    /// Import a pasted table or text.
    Text(String),
}

/// The property of `window` that holds the wish until the editor takes it.
const PROPERTY: &str = "phulucWish";

/// Leaves a wish for the editor.
pub fn give(wish: &Wish) {
    let (kind, value) = match wish {
        Wish::Stored(id) => ("stored", JsValue::from_str(id)),
        Wish::Template(at) => ("template", JsValue::from_f64(*at as f64)),
        Wish::Sample => ("sample", JsValue::NULL),
        Wish::Files(files) => ("files", files.iter().collect::<Array>().into()),
        Wish::Backup(file) => ("backup", file.into()),
        Wish::Gathering(id) => ("gathering", JsValue::from_str(id)),
        Wish::Text(text) => ("text", JsValue::from_str(text)),
    };
    let given = Object::new();
    set(&given, "kind", &kind.into());
    set(&given, "value", &value);
    if let Some(window) = web_sys::window() {
        // Setting a property of `window` cannot fail.
        Reflect::set(window.as_ref(), &PROPERTY.into(), &given).ok();
    }
}

/// Takes the wish that the first screen left.
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
        "files" => {
            let files = value.dyn_into::<Array>().ok()?;
            let files = files.iter().filter_map(|file| file.dyn_into().ok());
            Some(Wish::Files(files.collect()))
        }
        "backup" => Some(Wish::Backup(value.dyn_into().ok()?)),
        "gathering" => Some(Wish::Gathering(value.as_string()?)),
        "text" => Some(Wish::Text(value.as_string()?)),
        _ => None,
    }
}
