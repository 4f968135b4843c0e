//! What the checks report rightly in annexes that offices issued: slips of the texts themselves, each
//! looked up and judged by hand. Everything else that is reported there is a false alarm.

use phuluc::{
    model::Annex,
    validate::{About, Diagnostic},
};

/// A finding that is right.
pub struct Truth {
    pub file: &'static str,
    pub rule: &'static str,
    /// Part of the cell, title, reference line or heading that it is about.
    pub text: &'static str,
    /// Why it is a slip; read by people only.
    #[expect(dead_code, reason = "documents the judgement")]
    pub why: &'static str,
}

macro_rules! truths {
    ($($file:literal { $($rule:literal, $text:literal: $why:literal;)* })*) => {
        &[$($(Truth { file: $file, rule: $rule, text: $text, why: $why },)*)*]
    };
}

pub const TRUTHS: &[Truth] = truths! {
    "nq03-pl1.md" {
        "tone-placement-mixed", "hàng hoá xuất khẩu": "the annex has số hóa, tự động hóa, văn bản hóa otherwise";
        "tone-placement-mixed", "giá trị văn hoá": "likewise";
        "final-stop-mixed", "tốc độ trên 1Gb/s.": "the only indicator of 57 with a full stop";
    }
    "nq03-pl2.md" {
        "misspelt-heading", "ĐỘT PHÁT TRIỂN": "ĐỘT PHÁ PHÁT TRIỂN";
        "stray-punctuation", "đổi mới sáng tạo,": "the text ends in a comma: its end is lost";
        "tone-placement-mixed", "xoá bỏ mọi tư tưởng": "cụ thể hóa, đa dạng hóa elsewhere";
        "tone-placement-mixed", "tập trung số hoá dữ liệu": "được số hóa elsewhere";
        "misspelt-word", "Tập trung guồn lực đầu tư": "nguồn lực";
        "misspelt-word", "xuyên tạc, phả hoại tư tưởng": "phá hoại";
        "misspelt-word", "trưc tuyến và định kỳ": "trực tuyến";
        "stray-spacing", "công nghệ số.  - Sửa đổi": "two blanks where the other items have one";
        "stray-spacing", "đổi mới sáng tạo.  - Nghị định": "likewise";
        "stray-spacing", "nâng cao hiệu quả  quản trị": "two blanks inside a sentence";
        "stray-spacing", "công bố kết quả  trưc tuyến": "two blanks inside a sentence";
        "final-stop-mixed", "Các quy trình nội bộ của các bộ": "the only result with a full stop";
        "empty-cell", "Đề án huy động hạ tầng viễn thông": "the only task of 140 without a time";
        "lead-repeated", "Phát triển mạng lưới kết nối các trung tâm": "the ministry leads and coordinates";
        "time-form-mixed", "2025 - 2026": "2025-2026 in another task";
        "repeated-word", "các khu khu công nghiệp": "khu twice";
        "agency-capitals", "Bộ Công An": "Bộ Công an";
        "agency-capitals", "Bộ Khoa học và công nghệ": "Bộ Khoa học và Công nghệ";
        "agency-capitals", "Ngân hàng nhà nước Việt Nam": "Ngân hàng Nhà nước Việt Nam";
    }
    "kh334.xlsx" {
        "national-indicators-missing", "DANH MỤC CÁC CHỈ TIÊU CỤ THỂ": "indicator 8 of QĐ 2629/QĐ-TTg is left out";
        "duplicate-content", "Nền tảng tổng hợp, phân tích dữ liệu cấp tỉnh": "contained in III.3";
        "copied-national-text", "cấp bộ/tỉnh": "a province has no ministries";
        "several-leads", "Công an tỉnh - Sở Khoa học và Công nghệ": "the same two the other way round elsewhere";
    }
    "kh226.xlsx" {
        "agency-abolished", "Sở Thông tin và Truyền thông": "of 2021, judged as it would be used again: gone since 01/3/2025";
        "agency-abolished", "UBND các huyện, thành phố": "gone since 01/7/2025";
        "agency-abolished", "Sở Lao động - Thương binh và Xã hội": "gone since 01/3/2025, divided among five";
        "agency-abolished", "80% hồ sơ công việc tại cấp huyện": "no level of districts since 01/7/2025";
        "agency-abolished", "các bệnh viện tuyến tỉnh, huyện": "likewise";
        "agency-abolished", "cấp tỉnh, cấp huyện, cấp xã": "likewise";
        "agency-renamed", "Cục Thống kê tỉnh": "Thống kê tỉnh since 2025";
        "duplicate-ordinal", "3": "3 twice";
    }
    "qd3256.xlsx" {
        "national-indicators-missing", "Kịch bản chỉ tiêu phát triển": "indicators 10 and 11 are left out";
        "duplicate-content", "hồ sơ công việc tại cấp tỉnh, cấp xã": "rows 8 and 9 say the same";
        "several-leads", "Sở Tư pháp; Sở Giáo dục và Đào tạo": "four leads, none first; other tasks have one";
        "several-leads", "Sở KH&CN": "two leads, none first";
        "copied-national-text", "của bộ, ngành, địa phương": "a province has no ministries";
    }
};

/// Rules about a row, or about the annex for which its first row stands.
const OF_ROWS: [&str; 3] = [
    "lead-repeated",
    "duplicate-content",
    "national-indicators-missing",
];

/// Returns the position in [`TRUTHS`] of a finding that is right.
pub fn position(file: &str, annex: &Annex, finding: &Diagnostic) -> Option<usize> {
    let head = &annex.head;
    let column = annex.column(finding.column);
    let texts: Vec<&str> = match finding.about {
        About::Annex => {
            let headings = column.into_iter().flat_map(|it| &it.header);
            let headings = headings.map(String::as_str);
            headings.chain([&*head.title, &*head.reference]).collect()
        }
        // An empty cell is named by the texts of its row.
        About::Cell => {
            let row = annex.rows.iter().find(|row| row.id == finding.row);
            let cells = row.into_iter().flat_map(|row| row.cells());
            let own = row.map_or("", |row| row.cell(finding.column));
            let is_other = own.is_empty() || OF_ROWS.contains(&finding.rule);
            let cells = cells.filter(|(column, _)| is_other || *column == finding.column);
            let title = is_other.then_some(head.title.as_str());
            cells.map(|(_, text)| text).chain(title).collect()
        }
    };
    TRUTHS.iter().position(|it| {
        let is_here = texts.iter().any(|text| text.contains(it.text));
        it.file == file && it.rule == finding.rule && is_here
    })
}
