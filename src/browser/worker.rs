//! The worker's side of the engine: waits for a job, answers with bytes or a message.
//!
//! A job is `{ job, name, bytes }`; an answer `{ bytes }` or `{ error }` with a message as JSON.
//! The job `warm-up` is done without an answer. The first answer, `{ ready }`, says that the worker listens.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::{engine, wording::Message};

pub fn serve() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answers = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let job = text(&event.data(), "job");
        if job == "warm-up" {
            engine::warm_up();
            return;
        }
        let answer = Object::new();
        match run(&job, &event.data()) {
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

fn run(job: &str, request: &JsValue) -> Result<Vec<u8>, Message> {
    let bytes = Uint8Array::new(&get(request, "bytes")).to_vec();
    let name = text(request, "name");
    match job {
        "import" => engine::import_job(&bytes, &name),
        "import-text" => engine::import_text_job(&bytes, &name),
        _ => engine::export_job(&bytes, &name),
    }
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

pub(super) fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    Reflect::set(object, &key.into(), value).ok();
}
