//! The official format as constants, each with its source.
//!
//! Nghị định (decree) 30/2020/NĐ-CP, Phụ lục I: "Phần I" on the general form, "Mục III.1" on
//! annexes. The decree does not specify cells, their font size, borders or widths; these follow the
//! practice of real annexes.

/// Phần I, Mục I.3: Times New Roman, Unicode, black.
pub(in crate::export) const FONT: &str = "Times New Roman";
/// Phần I, Mục I.1: A4 paper (210 × 297 mm).
pub(in crate::export) const PAGE_WIDTH_MM: f64 = 210.0;
pub(in crate::export) const PAGE_HEIGHT_MM: f64 = 297.0;
/// Phần I, Mục I.2: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm.
pub(in crate::export) const MARGIN_TOP_MM: f64 = 20.0;
pub(in crate::export) const MARGIN_BOTTOM_MM: f64 = 20.0;
pub(in crate::export) const MARGIN_LEFT_MM: f64 = 30.0;
pub(in crate::export) const MARGIN_RIGHT_MM: f64 = 15.0;
/// Half of the top margin, where the page number is (Phần I, Mục I.4).
pub(in crate::export) const MARGIN_HEADER_MM: f64 = 10.0;
/// Phần I, Mục I.4: page number in the top margin, centred, upright, size 13-14; numbering starts
/// at 1 in each annex (Mục III.1.đ). Written as an Excel header code.
pub(in crate::export) const PAGE_NUMBER: &str = "&C&\"Times New Roman,Regular\"&13&P";
/// Size of the page number, for formats that need it as a number of points.
pub(in crate::export) const PAGE_NUMBER_SIZE: f64 = 13.0;
/// Mục III.1.b: "Phụ lục" and its number centred on a separate line, size 14, bold.
pub(in crate::export) const NUMBER_SIZE: f64 = 14.0;
/// Mục III.1.b: the title centred, size 13-14, bold.
pub(in crate::export) const TITLE_SIZES: [f64; 3] = [14.0, 13.5, 13.0];
/// Mục III.1.c: the reference line centred, size 13-14, italic.
pub(in crate::export) const REFERENCE_SIZE: f64 = 14.0;
pub(in crate::export) const REFERENCE_SIZES: [f64; 3] = [REFERENCE_SIZE, 13.5, 13.0];
/// Practice of real annexes: size 12-13 in the table.
pub(in crate::export) const CELL_SIZE: f64 = 12.0;
/// The smallest size of real annexes, for tables that do not fit otherwise.
pub(in crate::export) const CELL_SIZE_MIN: f64 = 11.0;
/// Phụ lục III, Mẫu 2.1: a short rule under the reference line.
pub(in crate::export) const RULE: &str = "___________";

/// Number of columns from which a page is landscape at once, as real wide annexes are.
pub(in crate::export) const LANDSCAPE_COLUMNS: usize = 6;

pub(in crate::export) fn inches(mm: f64) -> f64 {
    mm / 25.4
}

pub(in crate::export) fn points(mm: f64) -> f64 {
    mm * 72.0 / 25.4
}
