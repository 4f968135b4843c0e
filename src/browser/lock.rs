//! Web Locks: which of several windows edits a document.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::AbortController;

use super::object::set;
use crate::session::{Event, How, LockAnswer, Ticket};

thread_local! {
    static REQUESTS: RefCell<HashMap<Ticket, Request>> = RefCell::default();
}

/// A request for a lock that was neither released nor lost.
struct Request {
    /// Resolves the promise that holds the lock, once it is granted.
    release: Option<Function>,
    /// Withdraws a request that waits.
    abort: Option<AbortController>,
}

/// Requests the lock on a document. `send` gets the answer, and later perhaps that another window
/// stole the lock.
pub fn ask(ticket: Ticket, document: &str, how: How, send: impl Fn(Event) + 'static) {
    let send = Rc::new(send);
    let answer = {
        let send = Rc::clone(&send);
        move |answer| send(Event::LockAnswered { ticket, answer })
    };
    // There are none in an old browser, or where the page was not served over https.
    let locks = web_sys::window()
        .and_then(|window| Reflect::get(window.navigator().as_ref(), &"locks".into()).ok());
    let Some(locks) = locks.filter(JsValue::is_object) else {
        return answer(LockAnswer::Unsupported);
    };
    let options = Object::new();
    let mut abort = None;
    match how {
        How::IfFree => set(&options, "ifAvailable", &JsValue::TRUE),
        How::Steal => set(&options, "steal", &JsValue::TRUE),
        // Only a request that waits takes a signal.
        How::Wait => {
            abort = AbortController::new().ok();
            if let Some(abort) = &abort {
                set(&options, "signal", &abort.signal());
            }
        }
    }
    let request = Request {
        release: None,
        abort,
    };
    REQUESTS.with_borrow_mut(|all| all.insert(ticket, request));
    // The lock is held until the promise returned here resolves.
    let on_answer = {
        let answer = answer.clone();
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                forget(ticket);
                answer(LockAnswer::Denied);
                return JsValue::UNDEFINED;
            }
            let mut release = None;
            let held = Promise::new(&mut |resolve, _| release = Some(resolve));
            let is_wanted = REQUESTS.with_borrow_mut(|all| {
                let request = all.get_mut(&ticket);
                request.map(|it| it.release = release).is_some()
            });
            if !is_wanted {
                return JsValue::UNDEFINED;
            }
            answer(LockAnswer::Granted);
            held.into()
        })
    };
    // A granted request is rejected when the lock is stolen, another one when it fails.
    let on_end = Closure::once_into_js(move |_: JsValue| match forget(ticket) {
        Some(Request {
            release: Some(_), ..
        }) => send(Event::LockLost { ticket }),
        Some(_) => answer(LockAnswer::Unsupported),
        None => {}
    });
    let name = format!("phuluc-document-{document}");
    let promise = Reflect::get(&locks, &"request".into())
        .ok()
        .and_then(|it| it.dyn_into::<Function>().ok())
        .and_then(|it| it.call3(&locks, &name.into(), &options, &on_answer).ok());
    // `catch` of a value that is no promise, or of none at all: the request failed.
    let catch = promise.as_ref().and_then(|promise| {
        let catch = Reflect::get(promise, &"catch".into()).ok()?;
        catch.dyn_into::<Function>().ok()
    });
    match (promise, catch) {
        (Some(promise), Some(catch)) => {
            catch.call1(&promise, &on_end).ok();
        }
        _ => {
            on_end
                .dyn_into::<Function>()
                .ok()
                .and_then(|it| it.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED).ok());
        }
    }
}

/// Releases a lock, or withdraws the request for it.
pub fn release(ticket: Ticket) {
    let Some(request) = forget(ticket) else {
        return;
    };
    if let Some(release) = request.release {
        release.call0(&JsValue::UNDEFINED).ok();
    } else if let Some(abort) = request.abort {
        abort.abort();
    }
}

fn forget(ticket: Ticket) -> Option<Request> {
    REQUESTS.with_borrow_mut(|all| all.remove(&ticket))
}
