//! A worker's side of the engine: waits for jobs, answers each with bytes or a message.
//!
//! A job is `{ id, job, name, bytes }`; its answer `{ id, bytes }` or `{ id, error }` with a message
//! as JSON. The first answer, with the id 0, says that the worker listens.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::wording::Message;

/// The id of a worker's first word.
pub(super) const READY: u32 = 0;

/// Does a job: its kind, its bytes, its name.
pub type Run = fn(&str, &[u8], &str) -> Result<Vec<u8>, Message>;

pub fn serve(run: Run) {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answers = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = event.data();
        let bytes = Uint8Array::new(&get(&request, "bytes")).to_vec();
        let answer = Object::new();
        set(&answer, "id", &get(&request, "id"));
        match run(&text(&request, "job"), &bytes, &text(&request, "name")) {
            Ok(bytes) => set(&answer, "bytes", &Uint8Array::from(bytes.as_slice())),
            Err(message) => {
                let json = serde_json::to_string(&message).unwrap_or_default();
                set(&answer, "error", &json.into());
            }
        }
        // Without an answer the page would wait for ever; a failing post is the worker's end anyway.
        answers.post_message(&answer).ok();
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let ready = Object::new();
    set(&ready, "id", &READY.into());
    scope.post_message(&ready).ok();
}

pub(super) fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    Reflect::set(object, &key.into(), value).ok();
}
