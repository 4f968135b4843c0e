//! The worker's side of the engine: waits for a job, answers with bytes or a message.
//!
//! A job is `{ job, name, bytes }`; an answer `{ bytes }` or `{ error }` with a message as JSON.
//! The first answer, `{ ready }`, says that the worker listens.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::{engine, wording::Message};

pub fn serve() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answers = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let answer = Object::new();
        match run(&event.data()) {
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
    set(&ready, "ready", &JsValue::TRUE);
    scope.post_message(&ready).ok();
}

fn run(job: &JsValue) -> Result<Vec<u8>, Message> {
    let get = |key: &str| Reflect::get(job, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let text = |key: &str| get(key).as_string().unwrap_or_default();
    let bytes = Uint8Array::new(&get("bytes")).to_vec();
    match text("job").as_str() {
        "import" => engine::import_job(&bytes, &text("name")),
        "import-text" => engine::import_text_job(&bytes, &text("name")),
        _ => engine::export_job(&bytes),
    }
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    Reflect::set(object, &key.into(), value).ok();
}
