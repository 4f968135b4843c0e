//! An editor for the annexes of Vietnamese digital-government plans, wholly in the browser.
//!
//! - **Import** ([`import`]) turns a messy workbook into a [`model::Document`] and a report of what was understood.
//! - **Edit** ([`edit`]) changes a document by [`edit::Transaction`]s, each of which can be undone.
//! - **Validate** ([`validate`]) reports [`validate::Diagnostic`]s, many with a fix that is itself a transaction.
//! - **Export** ([`export`]) lays a document out in the official format and writes the workbook.
//! - **Persist** ([`persist`]) is the versioned stored form; [`editor`] is the state behind the page.
//!
//! Everything above runs and is tested natively; `browser` and `ui` exist on wasm32 only.
//! A module uses only modules listed above it here; `tests/it/tidy.rs` holds it to that.

pub mod html;
pub mod reference;
pub mod wording;

pub mod model;
pub mod search;

pub mod coverage;

pub mod fixture;
pub mod sample;

pub mod edit;

pub mod import;
pub mod outline;

pub mod validate;

pub mod export;

pub mod persist;

pub mod reading;
pub mod suggest;
pub mod view;

pub mod editor;

pub mod commands;

pub mod engine;
pub mod viewport;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
