//! Decides which of several windows edits a document, with Web Locks, and connects the windows by a
//! broadcast channel. Where there are no Web Locks, windows ask each other over the channel.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use super::object::set;

const CHANNEL: &str = "phuluc";

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

/// A message between windows about the document with this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// It was saved.
    Saved(String),
    /// Another window wants to edit it.
    Yield(String),
    /// Asks which window edits it.
    Who(String),
    /// The answer to [`Word::Who`]: the sender edits it.
    Mine(String),
}

impl Word {
    fn text(&self) -> String {
        match self {
            Word::Saved(id) => format!("saved {id}"),
            Word::Yield(id) => format!("yield {id}"),
            Word::Who(id) => format!("who {id}"),
            Word::Mine(id) => format!("mine {id}"),
        }
    }

    fn of_text(text: &str) -> Option<Word> {
        let (kind, id) = text.split_once(' ')?;
        let id = id.to_owned();
        match kind {
            "saved" => Some(Word::Saved(id)),
            "yield" => Some(Word::Yield(id)),
            "who" => Some(Word::Who(id)),
            "mine" => Some(Word::Mine(id)),
            _ => None,
        }
    }
}

thread_local! {
    /// The channel; `None` when the browser refuses one.
    static OPEN: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// Sends a message to the other windows.
pub fn tell(word: &Word) {
    OPEN.with(|channel| {
        if let Some(channel) = channel {
            channel.post_message(&word.text().into()).ok();
        }
    });
}

/// Calls `hear` for each message of another window from now on. It replaces the previous listener.
pub fn listen(hear: impl Fn(Word) + 'static) {
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(word) = event.data().as_string().as_deref().and_then(Word::of_text) {
            hear(word);
        }
    });
    OPEN.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
    });
    listener.forget();
}
