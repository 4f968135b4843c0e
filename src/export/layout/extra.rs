//! Annexes that exist in an export only, such as a list of open findings.

use crate::model::{Annex, CellRef};

/// An annex written behind those of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    pub annex: Annex,
    /// The cell of the document that each row is about, in the order of the rows; empty where the
    /// rows link to nothing.
    pub links: Vec<CellRef>,
}
