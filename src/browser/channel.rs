//! Messages between the windows of this browser, over a broadcast channel.

use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::clock::now;
use crate::session::{Filed, What, Word};

thread_local! {
    /// The channel; `None` when the browser refuses one.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new("phuluc").ok();
    static WINDOW: u64 =
        ((now() as u64) << RANDOM_BITS) + (js_sys::Math::random() * RANDOM_MAX) as u64;
}

/// Random digits of a window's number, for windows loaded in the same millisecond.
const RANDOM_BITS: u32 = 20;
const RANDOM_MAX: f64 = (1u32 << RANDOM_BITS) as f64;

/// Returns the number of this window, which no other window has. A window loaded earlier has a
/// smaller one: where two edit without locks, because one of them was too busy to answer in time, it
/// goes on.
pub fn window() -> u64 {
    WINDOW.with(|window| *window)
}

/// Whether this window hears the others.
pub fn is_open() -> bool {
    CHANNEL.with(Option::is_some)
}

/// Sends a word to the other windows.
pub fn send(word: &Word) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.post_message(&text(word).into()).ok();
        }
    });
}

/// Says how the list files a document now.
pub fn send_filed(document: &str, filed: Filed) {
    send(&Word {
        document: document.to_owned(),
        from: window(),
        what: What::Filed(filed),
    });
}

/// Calls `hear` for each word of another window from now on. It replaces the previous listener.
pub fn listen(hear: impl Fn(Word) + 'static) {
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(word) = event.data().as_string().as_deref().and_then(read) {
            hear(word);
        }
    });
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
    });
    listener.forget();
}

/// Returns the text of a word: the sender, what it says, a number if that has one, the document.
fn text(word: &Word) -> String {
    let (what, number) = match word.what {
        What::Saved { saves } => ("saved", Some(saves)),
        What::Wants => ("wants", None),
        What::Yielding { to } => ("yielding", Some(to)),
        What::Refused { to } => ("refused", Some(to)),
        What::Released { to } => ("released", to),
        What::Who => ("who", None),
        What::Mine => ("mine", None),
        What::Filed(Filed::Archived) => ("archived", None),
        What::Filed(Filed::Deleted) => ("deleted", None),
        What::Filed(Filed::PutBack) => ("put-back", None),
    };
    let number = number.map_or("-".to_owned(), |it| it.to_string());
    format!("{} {what} {number} {}", word.from, word.document)
}

fn read(text: &str) -> Option<Word> {
    let mut parts = text.splitn(4, ' ');
    let from = parts.next()?.parse().ok()?;
    let (what, number) = (parts.next()?, parts.next()?.parse::<u64>().ok());
    let document = parts.next()?.to_owned();
    let what = match what {
        "saved" => What::Saved { saves: number? },
        "wants" => What::Wants,
        "yielding" => What::Yielding { to: number? },
        "refused" => What::Refused { to: number? },
        "released" => What::Released { to: number },
        "who" => What::Who,
        "mine" => What::Mine,
        "archived" => What::Filed(Filed::Archived),
        "deleted" => What::Filed(Filed::Deleted),
        "put-back" => What::Filed(Filed::PutBack),
        _ => return None,
    };
    Some(Word {
        document,
        from,
        what,
    })
}
