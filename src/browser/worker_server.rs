//! The worker's half of [`worker_client`](super::worker_client): runs jobs and posts their results.

use js_sys::{Object, Uint8Array};
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{
    object::{get, get_text, set},
    worker_protocol::READY,
};
use crate::{engine::Task, wording::Message};

/// Runs a job.
pub type Run = fn(&Task) -> Result<Vec<u8>, Message>;

/// Answers jobs from the page for as long as the worker exists.
pub fn serve(run: Run) {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answers = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = event.data();
        let begun = Object::new();
        set(&begun, "id", &get(&request, "id"));
        set(&begun, "started", &true.into());
        answers.post_message(&begun).ok();
        let bytes = Uint8Array::new(&get(&request, "bytes")).to_vec();
        let answer = Object::new();
        set(&answer, "id", &get(&request, "id"));
        // A panic aborts here: the answer is missing and the page gets the worker's error event.
        let task = Task {
            job: &get_text(&request, "job"),
            name: &get_text(&request, "name"),
            password: &get_text(&request, "password"),
            bytes: &bytes,
        };
        match run(&task) {
            Ok(bytes) => set(&answer, "bytes", &Uint8Array::from(bytes.as_slice())),
            Err(message) => {
                let json = serde_json::to_string(&message).unwrap_or_default();
                set(&answer, "error", &json.into());
            }
        }
        // If this fails, the page's timeout ends the job.
        answers.post_message(&answer).ok();
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let ready = Object::new();
    set(&ready, "id", &READY.into());
    scope.post_message(&ready).ok();
}
