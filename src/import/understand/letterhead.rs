//! The lines of a letterhead: state and motto, issuing body, number, place and date.

use super::{agency_names::is_agency_name, headings::normalized};
use crate::{import::format::sheet::Line, model::annex_line};

/// Whether a line is one of a letterhead, with texts side by side: bodies in capitals, state and motto,
/// the number of a form, document number, place and date. One body beside another is none yet.
pub(in crate::import) fn is_letterhead_line(line: &Line) -> bool {
    let is_head = |text: &str| {
        is_motto(text)
            || is_issuer(text)
            || is_document_number(text)
            || is_place_and_date(text)
            || annex_line(text).is_some()
    };
    let is_body = |text: &str| is_agency_name(text) && !text.contains(char::is_lowercase);
    let parts = || line.filled().flat_map(|(_, cell)| cell.text.lines());
    (2..=3).contains(&line.filled().count())
        && parts().any(is_head)
        && parts().all(|text| is_head(text) || is_body(text) || is_drawn(text))
}

/// Whether a line consists only of characters that draw a horizontal rule.
pub(in crate::import) fn is_drawn(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(c, '_' | '-' | '–' | '—' | '*' | ' '))
}

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
