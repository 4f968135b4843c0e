//! Whether and how much the browser stores.

use super::{deep::Transaction, local};

/// Whether at least one of the two stores can be used.
pub async fn is_available() -> bool {
    local::raw().is_ok() || Transaction::reading().await.is_ok()
}

/// Asks the browser not to clear this page's storage when the disk is nearly full. It may refuse.
pub fn ask_to_persist() {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    // Nothing depends on the answer.
    if let Some(promise) = storage.and_then(|storage| storage.persist().ok()) {
        leptos::task::spawn_local(async move {
            wasm_bindgen_futures::JsFuture::from(promise).await.ok();
        });
    }
}

/// Returns the browser's estimate of the bytes used and the bytes left.
pub async fn room() -> Option<(f64, f64)> {
    let storage = web_sys::window()?.navigator().storage();
    let estimate = wasm_bindgen_futures::JsFuture::from(storage.estimate().ok()?);
    let estimate = estimate.await.ok()?;
    let get = |key: &str| js_sys::Reflect::get(&estimate, &key.into()).ok()?.as_f64();
    let (used, quota) = (get("usage")?, get("quota")?);
    Some((used, (quota - used).max(0.0)))
}
