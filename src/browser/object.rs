//! Properties of JavaScript objects.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// Returns a property, or `undefined` when `object` is not an object.
pub(super) fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Returns a property that is a string; the empty string when it is not one.
pub(super) fn get_text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    Reflect::set(object, &key.into(), value).ok();
}
