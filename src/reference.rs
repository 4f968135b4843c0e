//! Built-in knowledge of the field: data files and how to look things up in them.

pub mod abbreviations;
pub mod agencies;
pub mod indicators;
pub mod legacy_fonts;
mod syllable;
pub mod units;

pub use syllable::is_syllable;
