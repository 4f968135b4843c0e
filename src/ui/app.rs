//! The open document: its state and the services behind it, below every component of the editor.
//!
//! From the bottom up: `preview` and `context` hold the state; `edit_lock` is the right to edit;
//! `autosave` saves; `windows` keeps several windows consistent; `editing` changes the document and
//! schedules the save; `documents` opens and closes documents; `open_file` reads files into an
//! import preview.

pub(super) mod autosave;
pub(super) mod context;
mod documents;
mod edit_lock;
mod editing;
pub(super) mod open_file;
pub(super) mod preview;
pub(super) mod windows;
