//! A workbook with a cell whose text is a guess.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// Returns a workbook with one such cell: December 2026 in the format that Excel gives to typed
/// `12/2026` by itself.
pub(crate) fn autoconverted_month() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"];
    sheet.write_row(0, 0, headings).unwrap();
    sheet
        .write_row(1, 0, ["1", "Ban hành kế hoạch", "Sở Nội vụ"])
        .unwrap();
    let month = ExcelDateTime::from_ymd(2026, 12, 1).unwrap();
    let format = Format::new().set_num_format("mmm-yy");
    sheet
        .write_datetime_with_format(1, 3, &month, &format)
        .unwrap();
    workbook.save_to_buffer().unwrap()
}
