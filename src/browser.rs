//! The web without any user interface; one web API per file.

pub mod engine;
pub mod file;
pub mod storage;
pub mod worker;

use wasm_bindgen::JsCast as _;

/// What `<meta name="…">` of the page says.
pub(crate) fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let selector = format!("meta[name='{name}']");
    let element = document.query_selector(&selector).ok()??;
    let meta: web_sys::HtmlMetaElement = element.dyn_into().ok()?;
    Some(meta.content())
}
