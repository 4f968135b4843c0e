//! Built-in knowledge of the field: data files and how to look things up in them.

pub mod legacy_fonts;
mod syllable;

pub use syllable::is_syllable;
