//! Texts that an export writes and an import recognises: the decree's end mark, and the titles of
//! what phuluc adds to a workbook.

/// Marks the end of an annex's content: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 2.1 and 2.2.
pub const END_MARK: &str = "./.";

/// Title of the sheet in which an export lists open findings.
pub const FINDINGS_TITLE: &str = "KẾT QUẢ KIỂM TRA";

/// Title of the annex in which an export lists waived findings with their reasons.
pub const WAIVERS_TITLE: &str = "GIẢI TRÌNH CÁC NỘI DUNG GIỮ NGUYÊN";

/// Headings of the annex that holds the texts for which a form has no column.
pub const LEFTOVER_HEADINGS: [&str; 6] = [
    "STT",
    "Phụ lục",
    "Số thứ tự dòng",
    "Thuộc dòng",
    "Cột",
    "Ghi chú",
];

/// Name of the hidden sheet that holds the texts offered by drop-down lists of an exported workbook.
pub const CHOICES_SHEET: &str = "phuluc_danh_muc";

/// Name of the sheet that sums up the progress of a plan.
pub const SUMMARY_SHEET: &str = "Tổng hợp tiến độ";

/// Titles of the tables that sum up the progress of a plan.
pub const SUMMARY_TITLES: [&str; 6] = [
    "TỔNG HỢP TIẾN ĐỘ: TOÀN BỘ",
    "TỔNG HỢP TIẾN ĐỘ: THEO MỤC",
    "TỔNG HỢP TIẾN ĐỘ: THEO CƠ QUAN CHỦ TRÌ",
    "TỔNG HỢP TIẾN ĐỘ: NHIỆM VỤ THEO HẠN",
    "TỔNG HỢP TIẾN ĐỘ: NỘI DUNG CHẬM",
    "TỔNG HỢP TIẾN ĐỘ: TỪNG DÒNG",
];
