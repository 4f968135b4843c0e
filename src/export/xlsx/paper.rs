//! The paper of a worksheet.

use rust_xlsxwriter::Worksheet;

use crate::export::layout::{
    official::{
        MARGIN_BOTTOM_MM, MARGIN_HEADER_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, inches,
    },
    paper::Paper,
};

/// Sets the size, the direction and the margins of the decree.
pub(super) fn set_paper(sheet: &mut Worksheet, paper: Paper) {
    sheet.set_paper_size(paper.excel_code());
    if paper.is_landscape() {
        sheet.set_landscape();
    }
    sheet.set_margins(
        inches(MARGIN_LEFT_MM),
        inches(MARGIN_RIGHT_MM),
        inches(MARGIN_TOP_MM),
        inches(MARGIN_BOTTOM_MM),
        inches(MARGIN_HEADER_MM),
        inches(MARGIN_HEADER_MM),
    );
}
