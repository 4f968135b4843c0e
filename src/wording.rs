//! Messages to the user: data that becomes Vietnamese or English text through [`Key`].

#[cfg(target_arch = "wasm32")]
mod fetched;
mod language;
mod message;
mod texts;

#[cfg(target_arch = "wasm32")]
pub use fetched::take_over;
pub use language::Language;
pub use message::Message;
pub use texts::Key;
