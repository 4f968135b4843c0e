//! Client of the workers: starts them, gives each one job at a time, and terminates a worker that
//! fails.
//!
//! There are three worker programs ([`crate::engine`]): the reader and the writer, each loaded on
//! first use or while the page is idle, and the reader of PDF files, loaded when one is opened.
//! [`worker_server`](super::worker_server) is their half.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    thread::LocalKey,
};

use js_sys::{Function, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Worker;

use super::{
    clock::pause,
    object::{get, set},
    page::meta,
    worker_protocol::READY,
};
use crate::{
    import,
    wording::{Key, Message},
};

/// A kind of job.
#[derive(Clone, Copy)]
pub enum Job {
    Import,
    ImportText,
    /// Imports the PDF files of an archive.
    ImportPdfs,
    /// Unpacks an archive.
    Unpack,
    Export,
}

impl Job {
    fn name(self) -> &'static str {
        match self {
            Job::Import | Job::ImportPdfs => "import",
            Job::ImportText => "import-text",
            Job::Unpack => "unpack",
            Job::Export => "export",
        }
    }

    fn program(self, bytes: &Uint8Array) -> Program {
        match self {
            Job::ImportPdfs => Program::Pdf,
            Job::Import if is_pdf(bytes) => Program::Pdf,
            Job::Import | Job::ImportText | Job::Unpack => Program::Reader,
            Job::Export => Program::Writer,
        }
    }

    /// Returns the timeout for a job with this input, from when the worker begins it.
    fn timeout_ms(self, bytes: &Uint8Array) -> i32 {
        match self {
            // Damaged files can send a parser into an endless loop; real ones take far less than
            // this.
            Job::Import | Job::ImportText | Job::ImportPdfs | Job::Unpack => {
                5_000 + i32::try_from(bytes.length() / 100).unwrap_or(i32::MAX / 2)
            }
            // Ten times as long as the largest document takes on a slow machine.
            Job::Export => 120_000,
        }
    }
}

/// Number of bytes at the start of a file that tell a PDF file.
const START_BYTES: u32 = 1_024;

fn is_pdf(bytes: &Uint8Array) -> bool {
    let start = bytes.subarray(0, START_BYTES.min(bytes.length()));
    import::is_pdf(&start.to_vec())
}

/// A worker program.
#[derive(Clone, Copy, PartialEq)]
enum Program {
    Reader,
    Pdf,
    Writer,
}

impl Program {
    /// The workers that are running without a job.
    fn idle(self) -> &'static LocalKey<RefCell<Vec<Worker>>> {
        match self {
            Program::Reader => &READER,
            Program::Pdf => &PDF,
            Program::Writer => &WRITER,
        }
    }

    /// Keeps a worker for the next job.
    fn keep(self, worker: Worker) {
        let left = self.idle().with_borrow_mut(|idle| {
            if idle.len() < self.kept() {
                idle.push(worker);
                return None;
            }
            Some(worker)
        });
        if let Some(worker) = left {
            worker.terminate();
        }
    }

    /// How many workers are kept without a job. Two readers read the files of many units.
    fn kept(self) -> usize {
        match self {
            Program::Reader => 2,
            Program::Pdf | Program::Writer => 1,
        }
    }

    fn take_idle(self) -> Option<Worker> {
        self.idle().with_borrow_mut(Vec::pop)
    }

    /// Starts a worker and waits until it listens.
    async fn start(self) -> Result<Worker, Message> {
        let (name, failure) = match self {
            Program::Reader => ("phuluc-reader", Key::EngineNotLoaded),
            Program::Pdf => ("phuluc-pdf", Key::EngineNotLoaded),
            Program::Writer => ("phuluc-writer", Key::WriterNotLoaded),
        };
        let failed = || Message::from(failure);
        let url = meta(name).ok_or_else(failed)?;
        let worker = Worker::new(&url).map_err(|_| failed())?;
        match Awaited::of(&worker, READY, START_TIMEOUT_MS).answer().await {
            Ok(_) => Ok(worker),
            Err(_) => {
                worker.terminate();
                Err(failed())
            }
        }
    }
}

thread_local! {
    static READER: RefCell<Vec<Worker>> = const { RefCell::new(Vec::new()) };
    static PDF: RefCell<Vec<Worker>> = const { RefCell::new(Vec::new()) };
    static WRITER: RefCell<Vec<Worker>> = const { RefCell::new(Vec::new()) };
    /// Reject the promises of the running imports, by the ids of their jobs.
    static ABORTS: RefCell<Vec<(u32, Function)>> = const { RefCell::new(Vec::new()) };
    /// Number of jobs started since page load, warm-up included. It is the id of the last job.
    static JOBS: Cell<u32> = const { Cell::new(0) };
}

/// Timeout for loading a worker: half a megabyte over the slowest office connection takes less. A job
/// that waits behind the warm-up has the same.
const START_TIMEOUT_MS: i32 = 120_000;

/// A worker whose job had more input and output than this, in bytes, is not kept for the next job.
const KEPT_BYTES: usize = 1_000_000;

/// How long workers without a job are kept after the last one, in milliseconds.
const IDLE_MS: i32 = 30_000;

/// Rejection reasons of [`Awaited::answer`].
const BROKEN: &str = "broken";
const TOO_LATE: &str = "too late";

/// Runs a job in a worker and returns the resulting bytes; `Ok(None)` when it was cancelled. Only imports
/// have a password, which may be empty.
pub async fn run(
    job: Job,
    name: &str,
    password: &str,
    bytes: &Uint8Array,
) -> Result<Option<Vec<u8>>, Message> {
    let (id, request) = request(job.name(), name, bytes);
    set(&request, "password", &password.into());
    let program = job.program(bytes);
    let worker = match program.take_idle() {
        Some(worker) => worker,
        None => program.start().await?,
    };
    let awaited = Awaited::of(&worker, id, job.timeout_ms(bytes));
    // Only imports can be cancelled. An export may be running at the same time.
    if program != Program::Writer {
        ABORTS.with_borrow_mut(|all| all.push((id, awaited.reject.clone())));
    }
    if worker.post_message(&request).is_err() {
        awaited.break_off();
    }
    let answer = awaited.answer().await;
    if program != Program::Writer {
        ABORTS.with_borrow_mut(|all| all.retain(|(it, _)| *it != id));
    }
    match answer {
        Ok(answer) => {
            let answer = read_answer(&answer);
            let n_bytes = answer.as_ref().map_or(0, Vec::len) + bytes.length() as usize;
            spawn_local(end_idle_workers(id));
            if n_bytes < KEPT_BYTES {
                program.keep(worker);
            } else {
                // WebAssembly memory never shrinks; only terminating the worker frees it.
                worker.terminate();
            }
            answer.map(Some)
        }
        Err(reason) => {
            // Its state is unknown, so the next job gets a new worker.
            worker.terminate();
            match (reason.as_string().as_deref(), program) {
                (None, _) => Ok(None),
                (Some(_), Program::Writer) => Err(Key::ExportBroken.into()),
                (Some(TOO_LATE), _) => Err(Key::EngineTooSlow.into()),
                (Some(_), _) => Err(Key::EngineCrashed.into()),
            }
        }
    }
}

/// Ends the workers without a job, which hold tens of MiB each, if by then no job follows the one with
/// this id. The next job starts its worker anew, from programs that the browser has compiled.
async fn end_idle_workers(id: u32) {
    pause(IDLE_MS).await;
    if JOBS.get() != id {
        return;
    }
    for program in [Program::Reader, Program::Pdf, Program::Writer] {
        while let Some(worker) = program.take_idle() {
            worker.terminate();
        }
    }
}

/// Cancels the running imports; their [`run`] returns `Ok(None)`.
pub fn cancel() {
    for (_, abort) in ABORTS.take() {
        abort.call0(&JsValue::UNDEFINED).ok();
    }
}

/// Loads reader and writer before the first job and warms them up: the writer exports a sample, the
/// reader imports the result. A job that starts meanwhile waits for its worker to finish.
pub async fn warm_up() {
    // Loading workers now would slow down the user's job.
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
    let awaited = Awaited::of(&writer, id, START_TIMEOUT_MS);
    // If any of this fails, the only effect is that the first jobs take longer.
    writer.post_message(&request).ok();
    match awaited.answer().await {
        Ok(answer) => {
            let workbook = Uint8Array::new(&get(&answer, "bytes"));
            let (_, request) = self::request("warm-up", "", &workbook);
            reader.post_message(&request).ok();
        }
        // Its state is unknown, so it gets no document.
        Err(_) => drop(Program::Writer.take_idle().map(|it| it.terminate())),
    }
}

/// Returns the id and the message of a new job.
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

/// A pending answer of a worker.
struct Awaited {
    worker: Worker,
    listeners: [(&'static str, Listener); 2],
    promise: Promise,
    reject: Function,
    timer: Rc<Timer>,
}

/// Rejects an answer that comes too late.
struct Timer {
    reject: Function,
    running: Cell<Option<i32>>,
}

impl Timer {
    /// Starts the time again.
    fn start(&self, timeout_ms: i32) {
        self.stop();
        let arguments = js_sys::Array::of1(&TOO_LATE.into());
        let timer = web_sys::window().and_then(|window| {
            let set = window.set_timeout_with_callback_and_timeout_and_arguments(
                &self.reject,
                timeout_ms,
                &arguments,
            );
            set.ok()
        });
        self.running.set(timer);
    }

    fn stop(&self) {
        if let (Some(window), Some(timer)) = (web_sys::window(), self.running.take()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Awaited {
    /// Starts to listen for the answer with this id, which may take `timeout_ms` from when the worker
    /// begins the job.
    fn of(worker: &Worker, id: u32, timeout_ms: i32) -> Awaited {
        let functions: Rc<Cell<Option<(Function, Function)>>> = Rc::default();
        let given = Rc::clone(&functions);
        let promise = Promise::new(&mut |resolve, reject| given.set(Some((resolve, reject))));
        let (resolve, reject) = functions.take().unwrap_or_default();
        let timer = Rc::new(Timer {
            reject: reject.clone(),
            running: Cell::new(None),
        });
        timer.start(START_TIMEOUT_MS);
        let of_job = Rc::clone(&timer);
        let on_message = Listener::new(move |event: JsValue| {
            let answer = get(&event, "data");
            if get(&answer, "id") != id {
                return;
            }
            if get(&answer, "started").is_truthy() {
                of_job.start(timeout_ms);
            } else {
                resolve.call1(&JsValue::UNDEFINED, &answer).ok();
            }
        });
        let broken = reject.clone();
        let on_error = Listener::new(move |event: JsValue| {
            // Keeps the browser from logging it as uncaught; the user gets a message instead.
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
            timer,
        }
    }

    /// Makes [`Awaited::answer`] reject with [`BROKEN`].
    fn break_off(&self) {
        self.reject.call1(&JsValue::UNDEFINED, &BROKEN.into()).ok();
    }

    /// Waits for the answer. Returns the error `undefined` when the job is cancelled, [`BROKEN`]
    /// when the worker fails, and [`TOO_LATE`] after the timeout.
    async fn answer(self) -> Result<JsValue, JsValue> {
        let result = JsFuture::from(self.promise.clone()).await;
        self.timer.stop();
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

/// Returns the bytes of an answer, or its error.
fn read_answer(answer: &JsValue) -> Result<Vec<u8>, Message> {
    if let Some(error) = get(answer, "error").as_string() {
        return Err(serde_json::from_str(&error).unwrap_or(Key::EngineCrashed.into()));
    }
    Ok(Uint8Array::new(&get(answer, "bytes")).to_vec())
}
