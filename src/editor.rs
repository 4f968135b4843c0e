//! The state behind the page: the document, its history, its findings, the view of each annex, and
//! the selection. Independent of the browser.

mod agenda;
mod compare;
mod cursor;
mod difference;
mod kept_view;
mod look;
mod mend;
mod reload;
mod select;
mod selection;
mod state;
mod totals;
pub mod view;

pub use agenda::{Agenda, Answer, Matter, agenda};
pub use compare::{Became, Differing, compare};
pub use cursor::{CellRange, Cursor};
pub use difference::{Part, difference};
pub use kept_view::{KeptView, KeptViews};
pub use mend::{Change, Mending, changes};
pub use selection::Selection;
pub use state::Editor;
pub use totals::Totals;
