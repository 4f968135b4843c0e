//! Decides which of several windows edits a document, with Web Locks. Where there are none, windows
//! ask each other over the [`channel`](super::channel).

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

use super::object::set;

/// The lock on a document; released when dropped.
pub struct Held {
    release: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.release.call0(&JsValue::UNDEFINED).ok();
    }
}

/// How to request a lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Return at once, with or without the lock.
    IfFree,
    /// Wait until it is released.
    Wait,
    /// Take it from the window that holds it.
    Steal,
}

/// The result of a request for a lock.
pub enum Answer {
    Held(Held),
    /// Another window holds it.
    Taken,
    /// The browser has no Web Locks: it is old, or the page was not served over https.
    Unsupported,
}

/// Requests the lock on a document. `lost` is called when another window steals it.
pub async fn ask(document_id: &str, how: How, lost: impl FnOnce() + 'static) -> Answer {
    let locks = web_sys::window()
        .and_then(|window| Reflect::get(window.navigator().as_ref(), &"locks".into()).ok());
    let Some(locks) = locks.filter(JsValue::is_object) else {
        return Answer::Unsupported;
    };
    let release: Rc<RefCell<Option<Function>>> = Rc::default();
    let kept = Rc::clone(&release);
    let mut lost = Some(lost);
    let granted = Promise::new(&mut |resolve, _| {
        let kept = Rc::clone(&kept);
        let answer = resolve.clone();
        // The lock is held until the promise returned here resolves.
        let on_lock = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                answer.call1(&JsValue::UNDEFINED, &JsValue::FALSE).ok();
                return JsValue::UNDEFINED;
            }
            let life = Promise::new(&mut |end, _| {
                kept.replace(Some(end));
            });
            answer.call1(&JsValue::UNDEFINED, &JsValue::TRUE).ok();
            life.into()
        });
        let options = Object::new();
        match how {
            How::IfFree => set(&options, "ifAvailable", &JsValue::TRUE),
            How::Steal => set(&options, "steal", &JsValue::TRUE),
            How::Wait => {}
        }
        let name = format!("phuluc-document-{document_id}");
        let request = Reflect::get(&locks, &"request".into())
            .ok()
            .and_then(|it| it.dyn_into::<Function>().ok())
            .and_then(|it| it.call3(&locks, &name.into(), &options, &on_lock).ok())
            .and_then(|it| it.dyn_into::<Promise>().ok());
        let Some(request) = request else {
            resolve.call1(&JsValue::UNDEFINED, &JsValue::NULL).ok();
            return;
        };
        let lost = lost.take();
        let on_end = Closure::once_into_js(move |_: JsValue| {
            if let Some(lost) = lost {
                lost();
            }
        });
        // After the lock was granted, the request is rejected only when the lock is stolen.
        let then: Option<Function> = Reflect::get(&request, &"catch".into())
            .ok()
            .and_then(|it| it.dyn_into().ok());
        then.and_then(|it| it.call1(&request, &on_end).ok());
    });
    let granted = JsFuture::from(granted).await.unwrap_or(JsValue::NULL);
    match (granted.as_bool(), release.take()) {
        (Some(true), Some(release)) => Answer::Held(Held { release }),
        (Some(false), _) => Answer::Taken,
        _ => Answer::Unsupported,
    }
}
