//! What the figures of a row of years are: shares that are kept, things that stay, work of each year, money.
//! A part of `digit-too-many`.

use super::off_trend::Nature;
use crate::{
    model::{ColumnId, Direction, Role},
    text::phrase,
    validate::RowScope,
};

/// A figure of a row: its column, text and value.
pub(super) type Figure<'row> = (ColumnId, &'row str, f64);

/// Figures from here on are seldom what is left of a programme.
const LARGE: f64 = 1_000.0;

pub(super) fn nature(scope: &RowScope, figures: &[Figure]) -> Nature {
    if is_kept(scope) {
        return Nature::Kept;
    }
    if are_large(figures) {
        return Nature::Large;
    }
    match is_counted(scope) && !is_done_each_year(scope) {
        true => Nature::Standing,
        false => Nature::Yearly,
    }
}

/// What the figures of a row are where one turns back: lessons against illiteracy have a direction, but each
/// year has its own.
pub(super) fn nature_of_turn(scope: &RowScope, figures: &[Figure]) -> Nature {
    match is_counted(scope) && is_done_each_year(scope) {
        true => Nature::Yearly,
        false => nature(scope, figures),
    }
}

fn is_counted(scope: &RowScope) -> bool {
    let lower = scope.text(Role::Content).trim().to_lowercase();
    ["số ", "tổng số ", "giá trị ", "sản lượng "]
        .iter()
        .any(|it| lower.starts_with(it))
}

fn is_done_each_year(scope: &RowScope) -> bool {
    let lower = scope.text(Role::Content).to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let padded = format!(" {} ", words.join(" "));
    DONE_EACH_YEAR
        .iter()
        .any(|it| padded.contains(&format!(" {it} ")))
}

/// Words of what is done anew in each year: deeds, and things that happen.
const DONE_EACH_YEAR: &[&str] = &[
    "mới",
    "thêm",
    "xây",
    "trồng",
    "mở",
    "tổ chức",
    "được cấp",
    "cấp giấy",
    "cấp phát",
    "hỗ trợ",
    "lắp",
    "sửa",
    "tuyển",
    "đào tạo",
    "bồi dưỡng",
    "tập huấn",
    "di dời",
    "cải tạo",
    "nâng cấp",
    "thay",
    "in",
    "mua",
    "trao",
    "tặng",
    "khám",
    "tiêm",
    "kiểm tra",
    "thanh tra",
    "cuộc",
    "đợt",
    "lượt",
    "lớp",
    "vụ",
    "buổi",
    "lần",
    "chuyến",
    "hội nghị",
    "hội thảo",
    "ca",
    "suất",
    "khóa",
    "khoá",
    "năm",
    "quý",
    "tháng",
    "giải",
    "tin",
];

pub(super) fn is_stock(scope: &RowScope, figures: &[Figure]) -> bool {
    is_kept(scope) || are_large(figures)
}

fn are_large(figures: &[Figure]) -> bool {
    figures.iter().rev().skip(1).all(|it| LARGE <= it.2)
}

/// Whether an indicator keeps what it reached: a share, one with a direction, one of what has reached
/// something.
fn is_kept(scope: &RowScope) -> bool {
    let (unit, content) = (scope.text(Role::Unit), scope.text(Role::Content));
    let lower = content.to_lowercase();
    let says = ["đạt", "được", "lũy kế", "luỹ kế", "bình quân"];
    unit.trim().starts_with('%')
        || unit.contains('/')
        || says.iter().any(|it| lower.contains(it))
        || measures(&lower)
        || Direction::of(content, unit).0 != Direction::Open
}

/// Whether an indicator measures how something is, rather than how much of it is done.
fn measures(content: &str) -> bool {
    let begins = MEASURES.iter().any(|it| phrase::starts_with(content, it));
    begins
        || ["trung bình", "trung vị"]
            .iter()
            .any(|it| content.contains(it))
}

/// Beginnings of indicators that measure how something is.
const MEASURES: &[&str] = &[
    "thời gian",
    "khoảng cách",
    "độ",
    "tốc độ",
    "tuổi",
    "tuổi thọ",
    "hàm lượng",
    "nồng độ",
    "mật độ",
    "năng suất",
    "hệ số",
    "chỉ số",
    "điểm",
    "mức tiêu hao",
    "chiều cao",
    "cân nặng",
];

/// Whether a row is about amounts of money. What one gets or pays for one thing ("triệu đồng/người") goes on
/// from year to year as other rates do.
pub(super) fn is_money(scope: &RowScope) -> bool {
    let unit = scope.text(Role::Unit);
    if unit
        .split_once('/')
        .is_some_and(|(_, per)| per.trim() != "năm")
    {
        return false;
    }
    let content = scope.text(Role::Content).trim();
    // What is produced or sold goes on from year to year.
    let is_made = [
        "Giá trị ",
        "Doanh thu",
        "Kim ngạch",
        "Chi tiêu",
        "Lợi nhuận",
        "Thu nhập",
        "Dư nợ",
        "Tổng dư nợ",
        "GRDP",
        "Tổng sản phẩm",
    ]
    .iter()
    .any(|it| content.starts_with(it));
    if is_made && !content.contains("vốn") && !content.contains("giải ngân") {
        return false;
    }
    let says = |text: &str| {
        let lower = text.to_lowercase();
        [
            "đồng",
            "vốn",
            "kinh phí",
            "usd",
            "thu ngân sách",
            "chi ngân sách",
        ]
        .iter()
        .any(|word| lower.contains(word))
    };
    // The heading may say it for all rows: "Kinh phí (triệu đồng) / Năm 2026".
    let headings = || scope.cells(|role| matches!(role, Role::Target | Role::Actual));
    says(unit) || says(content) || headings().any(|(column, _)| says(&column.title()))
}
