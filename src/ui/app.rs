//! The open document: its state and the services behind it, below every component of the editor.
//!
//! From the bottom up: `preview`, `dialog`, `typing`, `progress_options` and `session_handle` hold parts
//! of the state, `context` all of it; `editing` changes the document; `driver` carries out what the
//! session wants; `documents` opens and closes documents; `open_file` reads files into an import preview
//! and asks for their passwords (`password`).

pub(super) mod context;
pub(super) mod dialog;
mod documents;
pub(super) mod driver;
mod editing;
pub(super) mod open_file;
pub(super) mod password;
pub(super) mod preview;
pub(super) mod progress_options;
mod session_handle;
pub(super) mod side;
pub(super) mod typing;
