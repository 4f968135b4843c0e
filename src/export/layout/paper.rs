//! The paper that an annex is printed on.

use super::official::{
    MARGIN_BOTTOM_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM, points,
};

/// Size and direction of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    Portrait,
    Landscape,
    /// A3 landscape. The decree knows A4 only; annexes that are too wide for it are printed on A3
    /// and folded.
    Wide,
}

impl Paper {
    /// Width and height in millimetres.
    pub(in crate::export) fn size_mm(self) -> (f64, f64) {
        match self {
            Paper::Portrait => (PAGE_WIDTH_MM, PAGE_HEIGHT_MM),
            Paper::Landscape => (PAGE_HEIGHT_MM, PAGE_WIDTH_MM),
            // The long side of A4 is the short side of A3, which is twice as large.
            Paper::Wide => (PAGE_WIDTH_MM * 2.0, PAGE_HEIGHT_MM),
        }
    }

    pub(in crate::export) fn is_landscape(self) -> bool {
        self != Paper::Portrait
    }

    /// Returns the width between the margins in points.
    pub(super) fn width_pt(self) -> f64 {
        points(self.size_mm().0 - MARGIN_LEFT_MM - MARGIN_RIGHT_MM)
    }

    /// Returns the height between the margins in points.
    pub(super) fn height_pt(self) -> f64 {
        points(self.size_mm().1 - MARGIN_TOP_MM - MARGIN_BOTTOM_MM)
    }

    /// Excel's code for the size (ECMA-376 Part 1, 18.3.1.63, `paperSize`).
    pub(in crate::export) fn excel_code(self) -> u8 {
        match self {
            Paper::Portrait | Paper::Landscape => 9,
            Paper::Wide => 8,
        }
    }
}
