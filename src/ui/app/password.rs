//! The password of a file that is being opened: the import waits until the user has entered it.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// Resolves the promise that the import waits for.
    static RESOLVE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Waits for the password; `None` when the user cancels.
pub(super) async fn entered() -> Option<String> {
    // An import that waits already gives way.
    enter(None);
    let promise = Promise::new(&mut |resolve, _| RESOLVE.set(Some(resolve)));
    JsFuture::from(promise).await.ok()?.as_string()
}

/// Answers the import that waits, if one does; with `None` it is cancelled.
pub(in crate::ui) fn enter(password: Option<&str>) {
    if let Some(resolve) = RESOLVE.take() {
        let answer = password.map_or(JsValue::UNDEFINED, JsValue::from_str);
        resolve.call1(&JsValue::UNDEFINED, &answer).ok();
    }
}
