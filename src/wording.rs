//! What phuluc tells people: messages as data, worded in Vietnamese and English by [`Key`].

mod language;
mod message;
mod texts;

pub use language::Language;
pub use message::Message;
pub use texts::Key;
