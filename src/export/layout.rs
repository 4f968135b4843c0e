//! A document as pages of placed cells, in the official format.
//!
//! [`official`] holds the format as constants with their source, [`metrics`] measures texts, [`fit`]
//! chooses paper and letters, [`widths`] sets the widths of columns, [`panels`] divides the columns of what is
//! too wide, [`place`] places cells and [`breaks`] divides the rows among pages.
//! [`balance`] breaks titles into lines, [`tall_rows`] divides rows that are too high for a worksheet.

mod balance;
mod breaks;
pub(super) mod choices;
mod extra;
mod fit;
mod line_counts;
mod links;
pub(super) mod metrics;
pub(super) mod official;
pub(super) mod page;
mod panels;
pub(super) mod paper;
pub(super) mod place;
mod sheet_name;
pub(super) mod style;
pub(super) mod tall_rows;
mod values;
mod widths;

pub use choices::{Choice, Choices, choices};
pub use extra::Extra;
pub use page::{Page, PageStart, Placed, Value};
pub use paper::Paper;
pub use place::pages;
pub use style::{Align, Style};
