//! Every change of a document is a [`Transaction`] of reversible [`Step`]s.
//!
//! Applying a step returns the step that undoes it, so undo, redo, quick-fixes and the rollback of
//! a refused transaction need no code of their own.

mod error;
mod held;
mod history;
mod row_index;
mod step;
mod transaction;

pub use error::EditError;
pub use held::Held;
pub use history::History;
pub use step::Step;
pub use transaction::Transaction;
