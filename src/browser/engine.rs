//! The page's side of the engine: starts the worker, hands it one job at a time, gives it up when
//! it breaks. The worker is loaded when first needed or when the page is idle.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

use super::worker::set;
use crate::wording::{Key, Message};

#[derive(Clone, Copy)]
pub enum Job {
    Import,
    ImportText,
    Export,
}

thread_local! {
    /// The worker that listens, if any, and the way to end a running job.
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    static ABORT: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Jobs begun: whoever has one needs no warming up.
    static JOBS: Cell<u32> = const { Cell::new(0) };
}

/// Longer than the slowest office line takes for half a megabyte.
const START_TIMEOUT_MS: i32 = 120_000;
/// Ten times what the largest document takes on a slow machine.
const EXPORT_TIMEOUT_MS: i32 = 120_000;

/// Why an answer did not come.
const BROKEN: &str = "broken";
const TOO_LATE: &str = "too late";

/// Runs a job in the worker and answers with its bytes. `Ok(None)` when it was cancelled.
pub async fn run(job: Job, name: &str, bytes: &Uint8Array) -> Result<Option<Vec<u8>>, Message> {
    JOBS.set(JOBS.get() + 1);
    let worker = match WORKER.with_borrow_mut(Option::take) {
        Some(worker) => worker,
        None => start().await?,
    };
    let request = Object::new();
    let job_name = match job {
        Job::Import => "import",
        Job::ImportText => "import-text",
        Job::Export => "export",
    };
    set(&request, "job", &job_name.into());
    set(&request, "name", &name.into());
    set(&request, "bytes", bytes);
    // Damaged files can send a reader round in circles; a real one takes far less than this.
    let timeout_ms = match job {
        Job::Import | Job::ImportText => {
            5_000 + i32::try_from(bytes.length() / 100).unwrap_or(i32::MAX / 2)
        }
        Job::Export => EXPORT_TIMEOUT_MS,
    };
    match answer(&worker, Some(&request), timeout_ms).await {
        Ok(answer) => {
            let answer = read_answer(&answer);
            let n_bytes = answer.as_ref().map_or(0, Vec::len) + bytes.length() as usize;
            if n_bytes < KEPT_BYTES {
                WORKER.set(Some(worker));
            } else {
                // What a large job made WebAssembly take, only the worker's end gives back.
                worker.terminate();
            }
            answer.map(Some)
        }
        Err(reason) => {
            // Whatever happened to it, this worker is not trusted with another file.
            worker.terminate();
            match reason.as_string().as_deref() {
                Some(TOO_LATE) => Err(Key::EngineTooSlow.into()),
                Some(_) => Err(Key::EngineCrashed.into()),
                None => Ok(None),
            }
        }
    }
}

/// Ends the running job; its `run` answers with `None`.
pub fn cancel() {
    if let Some(abort) = ABORT.take() {
        abort.call0(&JsValue::UNDEFINED).ok();
    }
}

/// Loads the worker ahead of the first job and lets it run itself in; a job that comes meanwhile
/// waits for it.
pub async fn warm_up() {
    // A second worker beside one that reads a file would only be in its way.
    if JOBS.get() == 0
        && WORKER.with_borrow(Option::is_none)
        && let Ok(worker) = start().await
    {
        let request = Object::new();
        set(&request, "job", &"warm-up".into());
        // Without it the first job only takes longer.
        worker.post_message(&request).ok();
        WORKER.with_borrow_mut(|slot| match slot {
            Some(_) => worker.terminate(),
            None => *slot = Some(worker),
        });
    }
}

async fn start() -> Result<Worker, Message> {
    let failed = || Message::from(Key::EngineNotLoaded);
    let url = super::meta("phuluc-engine").ok_or_else(failed)?;
    let worker = Worker::new(&url).map_err(|_| failed())?;
    match answer(&worker, None, START_TIMEOUT_MS).await {
        Ok(_) => Ok(worker),
        Err(_) => {
            worker.terminate();
            Err(failed())
        }
    }
}

/// A worker that took in or gave out more than this is not kept for the next job.
const KEPT_BYTES: usize = 1_000_000;

type Listener = Closure<dyn FnMut(JsValue)>;

/// Sends `request`, if any, and waits for the worker's next word. Rejects with `undefined` when the
/// job is cancelled, with [`BROKEN`] when the worker breaks, with [`TOO_LATE`] when time is up.
async fn answer(
    worker: &Worker,
    request: Option<&Object>,
    timeout_ms: i32,
) -> Result<JsValue, JsValue> {
    let listeners: Rc<RefCell<Vec<Listener>>> = Rc::default();
    let kept = Rc::clone(&listeners);
    let timeout = Cell::new(None);
    let promise = Promise::new(&mut |resolve, reject| {
        let on_message = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let event: MessageEvent = event.unchecked_into();
            resolve.call1(&JsValue::UNDEFINED, &event.data()).ok();
        });
        let broken = reject.clone();
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            // The browser would write it to the console as uncaught; the user is told instead.
            if let Some(event) = event.dyn_ref::<web_sys::Event>() {
                event.prevent_default();
            }
            broken.call1(&JsValue::UNDEFINED, &BROKEN.into()).ok();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        kept.borrow_mut().extend([on_message, on_error]);
        if let Some(window) = web_sys::window() {
            let arguments = js_sys::Array::of1(&TOO_LATE.into());
            let timer = window.set_timeout_with_callback_and_timeout_and_arguments(
                &reject, timeout_ms, &arguments,
            );
            timeout.set(timer.ok());
        }
        if request.is_some() {
            ABORT.set(Some(reject));
        }
    });
    if let Some(request) = request {
        worker.post_message(request)?;
    }
    let result = JsFuture::from(promise).await;
    if let (Some(window), Some(timer)) = (web_sys::window(), timeout.get()) {
        window.clear_timeout_with_handle(timer);
    }
    worker.set_onmessage(None);
    worker.set_onerror(None);
    if request.is_some() {
        ABORT.set(None);
    }
    drop(listeners);
    result
}

fn read_answer(answer: &JsValue) -> Result<Vec<u8>, Message> {
    let get = |key: &str| Reflect::get(answer, &key.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(error) = get("error").as_string() {
        return Err(serde_json::from_str(&error).unwrap_or(Key::EngineCrashed.into()));
    }
    Ok(Uint8Array::new(&get("bytes")).to_vec())
}
