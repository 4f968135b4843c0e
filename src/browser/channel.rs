//! Messages between the windows of this browser, over a broadcast channel.

use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A message between windows about the document with this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowMessage {
    /// It was saved.
    Saved(String),
    /// Another window wants to edit it.
    Yield(String),
    /// Asks which window edits it.
    Who(String),
    /// The answer to [`WindowMessage::Who`]: the sender edits it.
    Mine(String),
}

impl WindowMessage {
    fn text(&self) -> String {
        match self {
            WindowMessage::Saved(id) => format!("saved {id}"),
            WindowMessage::Yield(id) => format!("yield {id}"),
            WindowMessage::Who(id) => format!("who {id}"),
            WindowMessage::Mine(id) => format!("mine {id}"),
        }
    }

    fn of_text(text: &str) -> Option<WindowMessage> {
        let (kind, id) = text.split_once(' ')?;
        let id = id.to_owned();
        match kind {
            "saved" => Some(WindowMessage::Saved(id)),
            "yield" => Some(WindowMessage::Yield(id)),
            "who" => Some(WindowMessage::Who(id)),
            "mine" => Some(WindowMessage::Mine(id)),
            _ => None,
        }
    }
}

thread_local! {
    /// The channel; `None` when the browser refuses one.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new("phuluc").ok();
}

/// Sends a message to the other windows.
pub fn send(message: &WindowMessage) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.post_message(&message.text().into()).ok();
        }
    });
}

/// Calls `hear` for each message of another window from now on. It replaces the previous listener.
pub fn listen(hear: impl Fn(WindowMessage) + 'static) {
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = event
            .data()
            .as_string()
            .as_deref()
            .and_then(WindowMessage::of_text)
        {
            hear(message);
        }
    });
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
    });
    listener.forget();
}
