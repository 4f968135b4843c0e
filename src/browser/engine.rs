//! The page's side of the engine: starts its workers, hands each one job at a time, gives a worker
//! up when it breaks. The engine is two programs, one that reads files and one that writes them; each
//! is loaded when first needed or when the page is idle.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    thread::LocalKey,
};

use js_sys::{Function, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

use super::worker::{READY, get, set};
use crate::wording::{Key, Message};

#[derive(Clone, Copy)]
pub enum Job {
    Import,
    ImportText,
    Export,
}

impl Job {
    fn name(self) -> &'static str {
        match self {
            Job::Import => "import",
            Job::ImportText => "import-text",
            Job::Export => "export",
        }
    }

    fn program(self) -> Program {
        match self {
            Job::Import | Job::ImportText => Program::Reader,
            Job::Export => Program::Writer,
        }
    }

    /// How long it may take.
    fn timeout_ms(self, bytes: &Uint8Array) -> i32 {
        match self {
            // Damaged files can send a reader round in circles; a real one takes far less than this.
            Job::Import | Job::ImportText => {
                5_000 + i32::try_from(bytes.length() / 100).unwrap_or(i32::MAX / 2)
            }
            // Ten times what the largest document takes on a slow machine.
            Job::Export => 120_000,
        }
    }
}

#[derive(Clone, Copy)]
enum Program {
    Reader,
    Writer,
}

impl Program {
    /// The worker that listens and has nothing to do, if any.
    fn idle(self) -> &'static LocalKey<RefCell<Option<Worker>>> {
        match self {
            Program::Reader => &READER,
            Program::Writer => &WRITER,
        }
    }

    /// Keeps a worker for the next job.
    fn keep(self, worker: Worker) {
        // Two jobs at once had a worker each: one is enough.
        if let Some(other) = self.idle().replace(Some(worker)) {
            other.terminate();
        }
    }

    async fn start(self) -> Result<Worker, Message> {
        let (name, failure) = match self {
            Program::Reader => ("phuluc-reader", Key::EngineNotLoaded),
            Program::Writer => ("phuluc-writer", Key::WriterNotLoaded),
        };
        let failed = || Message::from(failure);
        let url = super::meta(name).ok_or_else(failed)?;
        let worker = Worker::new(&url).map_err(|_| failed())?;
        match Awaited::of(&worker, READY).within(START_TIMEOUT_MS).await {
            Ok(_) => Ok(worker),
            Err(_) => {
                worker.terminate();
                Err(failed())
            }
        }
    }
}

thread_local! {
    static READER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    static WRITER: RefCell<Option<Worker>> = const { RefCell::new(None) };
    /// The way to end a running import.
    static ABORT: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Jobs begun, warming up included: each has its own number.
    static JOBS: Cell<u32> = const { Cell::new(0) };
}

/// Longer than the slowest office line takes for half a megabyte.
const START_TIMEOUT_MS: i32 = 120_000;

/// A worker that took in or gave out more than this is not kept for the next job.
const KEPT_BYTES: usize = 1_000_000;

/// Why an answer did not come.
const BROKEN: &str = "broken";
const TOO_LATE: &str = "too late";

/// Runs a job in its worker and answers with its bytes. `Ok(None)` when it was cancelled.
pub async fn run(job: Job, name: &str, bytes: &Uint8Array) -> Result<Option<Vec<u8>>, Message> {
    let (id, request) = request(job.name(), name, bytes);
    let program = job.program();
    let worker = match program.idle().take() {
        Some(worker) => worker,
        None => program.start().await?,
    };
    let awaited = Awaited::of(&worker, id);
    // A file can be made while another one is read.
    if let Program::Reader = program {
        ABORT.set(Some(awaited.reject.clone()));
    }
    if worker.post_message(&request).is_err() {
        awaited.break_off();
    }
    let answer = awaited.within(job.timeout_ms(bytes)).await;
    if let Program::Reader = program {
        ABORT.set(None);
    }
    match answer {
        Ok(answer) => {
            let answer = read_answer(&answer);
            let n_bytes = answer.as_ref().map_or(0, Vec::len) + bytes.length() as usize;
            if n_bytes < KEPT_BYTES {
                program.keep(worker);
            } else {
                // What a large job made WebAssembly take, only the worker's end gives back.
                worker.terminate();
            }
            answer.map(Some)
        }
        Err(reason) => {
            // Whatever happened to it, this worker is not trusted with another file.
            worker.terminate();
            match (reason.as_string().as_deref(), program) {
                (None, _) => Ok(None),
                (Some(_), Program::Writer) => Err(Key::ExportBroken.into()),
                (Some(TOO_LATE), Program::Reader) => Err(Key::EngineTooSlow.into()),
                (Some(_), Program::Reader) => Err(Key::EngineCrashed.into()),
            }
        }
    }
}

/// Ends the running import; its `run` answers with `None`.
pub fn cancel() {
    if let Some(abort) = ABORT.take() {
        abort.call0(&JsValue::UNDEFINED).ok();
    }
}

/// Loads the workers ahead of the first job and lets them run themselves in: the writer on a sample,
/// the reader on what the writer made. A job that comes meanwhile waits for its worker.
pub async fn warm_up() {
    // Workers beside one that does a user's job would only be in its way.
    if JOBS.get() != 0 {
        return;
    }
    let Ok(reader) = Program::Reader.start().await else {
        return;
    };
    Program::Reader.keep(reader.clone());
    let Ok(writer) = Program::Writer.start().await else {
        return;
    };
    Program::Writer.keep(writer.clone());
    if JOBS.get() != 0 {
        return;
    }
    let (id, request) = request("warm-up", "", &Uint8Array::default());
    let awaited = Awaited::of(&writer, id);
    // Without all this the first jobs only take longer.
    writer.post_message(&request).ok();
    match awaited.within(START_TIMEOUT_MS).await {
        Ok(answer) => {
            let workbook = Uint8Array::new(&get(&answer, "bytes"));
            let (_, request) = self::request("warm-up", "", &workbook);
            reader.post_message(&request).ok();
        }
        // It is not trusted with a document.
        Err(_) => drop(Program::Writer.idle().take().map(|it| it.terminate())),
    }
}

/// A job for a worker, and its number.
fn request(job: &str, name: &str, bytes: &Uint8Array) -> (u32, Object) {
    let id = JOBS.get() + 1;
    JOBS.set(id);
    let request = Object::new();
    set(&request, "id", &id.into());
    set(&request, "job", &job.into());
    set(&request, "name", &name.into());
    set(&request, "bytes", bytes);
    (id, request)
}

type Listener = Closure<dyn FnMut(JsValue)>;

/// A worker's answer that has not come yet.
struct Awaited {
    worker: Worker,
    listeners: [(&'static str, Listener); 2],
    promise: Promise,
    reject: Function,
}

impl Awaited {
    /// Listens from now on for the answer with this number.
    fn of(worker: &Worker, id: u32) -> Awaited {
        let functions: Rc<Cell<Option<(Function, Function)>>> = Rc::default();
        let given = Rc::clone(&functions);
        let promise = Promise::new(&mut |resolve, reject| given.set(Some((resolve, reject))));
        let (resolve, reject) = functions.take().unwrap_or_default();
        let on_message = Listener::new(move |event: JsValue| {
            let answer = get(&event, "data");
            if get(&answer, "id") == id {
                resolve.call1(&JsValue::UNDEFINED, &answer).ok();
            }
        });
        let broken = reject.clone();
        let on_error = Listener::new(move |event: JsValue| {
            // The browser would write it to the console as uncaught; the user is told instead.
            if let Some(event) = event.dyn_ref::<web_sys::Event>() {
                event.prevent_default();
            }
            broken.call1(&JsValue::UNDEFINED, &BROKEN.into()).ok();
        });
        let listeners = [("message", on_message), ("error", on_error)];
        for (kind, listener) in &listeners {
            let function = listener.as_ref().unchecked_ref();
            worker.add_event_listener_with_callback(kind, function).ok();
        }
        Awaited {
            worker: worker.clone(),
            listeners,
            promise,
            reject,
        }
    }

    fn break_off(&self) {
        self.reject.call1(&JsValue::UNDEFINED, &BROKEN.into()).ok();
    }

    /// The answer. Rejects with `undefined` when the job is cancelled, with [`BROKEN`] when the worker
    /// breaks, with [`TOO_LATE`] when time is up.
    async fn within(self, timeout_ms: i32) -> Result<JsValue, JsValue> {
        let window = web_sys::window();
        let arguments = js_sys::Array::of1(&TOO_LATE.into());
        let timer = window.as_ref().and_then(|window| {
            let set = window.set_timeout_with_callback_and_timeout_and_arguments(
                &self.reject,
                timeout_ms,
                &arguments,
            );
            set.ok()
        });
        let result = JsFuture::from(self.promise.clone()).await;
        if let (Some(window), Some(timer)) = (window, timer) {
            window.clear_timeout_with_handle(timer);
        }
        for (kind, listener) in &self.listeners {
            let function = listener.as_ref().unchecked_ref();
            let removed = self
                .worker
                .remove_event_listener_with_callback(kind, function);
            removed.ok();
        }
        result
    }
}

fn read_answer(answer: &JsValue) -> Result<Vec<u8>, Message> {
    if let Some(error) = get(answer, "error").as_string() {
        return Err(serde_json::from_str(&error).unwrap_or(Key::EngineCrashed.into()));
    }
    Ok(Uint8Array::new(&get(answer, "bytes")).to_vec())
}
