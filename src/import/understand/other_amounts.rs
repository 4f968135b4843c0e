//! Headings of amounts that are no targets.

use super::{heading_abbreviations::expanded, headings::has_phrase};

/// Whether a heading announces an amount that is no target: money, a comparison, a total.
pub(in crate::import) fn is_other_amount(text: &str) -> bool {
    let words = [
        "kinh phí",
        "so với",
        "so sánh",
        "tăng",
        "giảm",
        "dự toán",
        "tổng mức",
        "tổng số",
        "tổng",
        "vốn",
        "số tiền",
        "đơn giá",
        "thành tiền",
        "điểm",
        "diện tích",
        "dân số",
        "mã",
        "số hiệu",
    ];
    let says = |text: &str| words.iter().any(|word| has_phrase(text, word));
    says(text) || expanded(text).is_some_and(|full| says(&full))
}

/// Whether headings are those of a list of things to buy.
pub(in crate::import) fn has_prices(paths: &[&[String]]) -> bool {
    let prices = ["đơn giá", "thành tiền"];
    let mut headings = paths.iter().flat_map(|path| path.iter());
    headings.any(|text| prices.iter().any(|price| has_phrase(text, price)))
}
