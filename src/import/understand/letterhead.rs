//! The lines of a letterhead: state and motto, issuing body, number, place and date.

use super::headings::normalized;

pub(in crate::import) fn is_motto(text: &str) -> bool {
    let text = normalized(text);
    let starts = [
        "cộng hòa xã hội",
        "cộng hoà xã hội",
        "độc lập",
        "đảng cộng sản việt nam",
    ];
    starts.iter().any(|start| text.starts_with(start))
}

pub(in crate::import) fn is_issuer(text: &str) -> bool {
    let text = normalized(text);
    let starts = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"];
    starts.iter().any(|start| text.starts_with(start))
}

/// "Số: 12/BC-UBND".
pub(in crate::import) fn is_document_number(text: &str) -> bool {
    let text = normalized(text);
    let rest = text.strip_prefix("số");
    rest.is_some_and(|rest| rest.starts_with([':', ' ']) && rest.contains('/') && rest.len() < 40)
}

/// "Lạng Sơn, ngày 05 tháng 3 năm 2026".
pub(in crate::import) fn is_place_and_date(text: &str) -> bool {
    let text = normalized(text);
    let Some((place, date)) = text.split_once("ngày") else {
        return false;
    };
    let place = place.trim();
    let is_place = place.is_empty() || (place.ends_with(',') && place.chars().count() <= 40);
    is_place && date.contains("tháng") && date.contains("năm") && date.chars().count() <= 40
}
