//! The web without any user interface; one web API per file.

pub mod clipboard;
pub mod engine;
pub mod file;
pub mod handover;
pub mod launch;
pub mod lock;
pub mod storage;
pub mod timing;
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

/// Today's date as plans write it: `31/12/2026`.
pub(crate) fn today() -> String {
    let date = js_sys::Date::new_0();
    format!(
        "{:02}/{:02}/{}",
        date.get_date(),
        date.get_month() + 1,
        date.get_full_year()
    )
}
