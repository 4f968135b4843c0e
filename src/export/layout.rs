//! A document as pages of placed cells, in the official format.
//!
//! [`official`] holds the format as constants with their source, [`metrics`] measures texts,
//! [`widths`] fits an annex on paper, [`place`] places cells and [`breaks`] divides the rows among pages.

mod breaks;
pub(super) mod choices;
mod extra;
mod line_counts;
mod links;
mod metrics;
pub(super) mod official;
pub(super) mod page;
pub(super) mod place;
mod sheet_name;
pub(super) mod style;
mod widths;

pub use choices::{Choice, Choices, choices};
pub use extra::Extra;
pub use page::{Page, PageStart, Placed, Value};
pub use place::pages;
pub use style::{Align, Style};
