//! Messages to the user: data that becomes Vietnamese or English text through [`Key`].

mod language;
mod message;
mod texts;

pub use language::Language;
pub use message::Message;
pub use texts::Key;
