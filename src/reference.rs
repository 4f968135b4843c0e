//! Built-in knowledge of the field: data files and lookups in them.

pub mod abbreviations;
pub mod agencies;
pub mod closing_words;
pub mod indicators;
pub mod legacy_fonts;
pub mod marks;
pub mod provinces;
pub mod symbol_fonts;
pub mod unit_line;
pub mod unit_lists;
pub mod units;

pub mod syllable_pairs;

mod bonds;
pub mod doubts;
mod habits;
mod impossible;
mod levels;
mod seldom;
mod words;

pub(crate) mod plain_words;

mod joints;

pub mod repetition;
pub mod spelling;
pub mod time_words;
