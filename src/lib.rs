//! An editor for the annexes (phụ lục) of Vietnamese government plans that runs in the browser.
//!
//! - **Import** ([`import`]) turns a file into a [`model::Document`] and a report of how it was read.
//! - **Edit** ([`edit`]) changes a document by [`edit::Transaction`]s, each of which can be undone.
//! - **Validate** ([`validate`]) reports [`validate::Diagnostic`]s, many with a fix that is a transaction.
//! - **Export** ([`export`]) lays a document out in the official format and writes the file.
//! - **Gather** ([`gather`]) makes one table out of many units' files.
//! - **Progress** ([`progress`]) judges, counts and tells what a report says against its plan.
//! - **Persist** ([`persist`]) is the versioned stored form; [`session`] decides when the open
//!   document is loaded, saved and locked; [`editor`] is the state behind the page.
//!
//! The core is native and free of the browser; `browser` and `ui` exist on wasm32 only. A module
//! uses only modules declared above it here, and no two files import each other, directly or in a
//! loop; `tests/it/tidy.rs` enforces both.

pub mod sorting;
pub mod text;
pub mod wording;

pub mod reference;

pub mod model;

pub mod edit;

pub mod import;

pub mod validate;

pub mod export;
pub mod report;

pub mod persist;

pub mod gather;

pub mod progress;

pub mod session;

pub mod editor;

pub mod commands;

pub mod engine;
pub mod viewport;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
