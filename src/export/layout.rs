//! A document as pages of placed cells, in the official format.
//!
//! [`official`] holds the format as constants with their source, [`metrics`] measures texts,
//! [`widths`] divides the paper's width, [`place`] places cells and [`breaks`] ends pages early.

mod breaks;
pub(super) mod choices;
mod extra;
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
pub use page::{Page, Placed, Value};
pub use place::pages;
pub use style::{Align, Style};
