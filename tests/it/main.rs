//! Native integration tests through the library's public API and the command line.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod bad_input;
mod binary;
mod command_line;
mod defects;
mod fixtures;
mod formats;
mod generated;
mod hostile;
mod messes;
mod office;
mod official_form;
mod properties;
mod saved;
mod session;
mod shared;
mod tidy;
mod tidy_data;
