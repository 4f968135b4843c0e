use wasm_bindgen::JsCast as _;

/// Returns the content of the page's `<meta name="…">`.
pub(super) fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let selector = format!("meta[name='{name}']");
    let element = document.query_selector(&selector).ok()??;
    let meta: web_sys::HtmlMetaElement = element.dyn_into().ok()?;
    Some(meta.content())
}
