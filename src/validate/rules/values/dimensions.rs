//! What units measure, and the indicators that are measured in some of them only. A part of
//! `unit-contradicts-value` and `unit-unknown`.

use crate::{reference::units, text::phrase};

/// Words that count things together with the word behind them.
pub(super) const CLASSIFIERS: &[&str] = &[
    "bộ", "cái", "chiếc", "căn", "ngôi", "quyển", "cuốn", "tờ", "viên", "khóa", "khoá", "cuộc",
    "lượt", "tuyến", "tấm", "bức", "cây", "chuyến", "suất",
];

/// What units measure.
#[derive(Clone, Copy, PartialEq)]
enum Dimension {
    Area,
    Length,
    Time,
    Weight,
    Share,
    People,
    Things,
}

/// Beginnings of indicators that can be measured in some dimensions only. A distance is also one in time,
/// and cable and cloth have areas in metres.
const MEASURED: &[(&str, &[Dimension])] = &[
    ("Diện tích", &[Dimension::Area, Dimension::Share]),
    ("Chiều dài", &[Dimension::Length, Dimension::Share]),
    ("Chiều cao", &[Dimension::Length]),
    ("Chiều rộng", &[Dimension::Length]),
    ("Chiều sâu", &[Dimension::Length]),
    ("Độ sâu", &[Dimension::Length]),
    ("Khoảng cách", &[Dimension::Length, Dimension::Time]),
    ("Cự ly", &[Dimension::Length]),
    ("Thời gian", &[Dimension::Time]),
    ("Thời lượng", &[Dimension::Time]),
    ("Giãn cách", &[Dimension::Time, Dimension::Length]),
    ("Cân nặng", &[Dimension::Weight]),
    ("Trọng lượng", &[Dimension::Weight]),
    (
        "Sản lượng",
        &[Dimension::Weight, Dimension::Share, Dimension::Things],
    ),
    (
        "Dân số",
        &[Dimension::People, Dimension::Share, Dimension::Things],
    ),
];
/// Words that make a share or a comparison of a measure.
const MADE_RELATIVE: &[&str] = &[
    "tăng",
    "giảm",
    "rút ngắn",
    "cắt giảm",
    "so với",
    "tỷ lệ",
    "tỉ lệ",
    "tỷ trọng",
    "chênh",
    "%",
    "vượt",
    "chiếm",
    "hoàn thành",
    "độ che phủ",
    "chính xác",
    "đúng",
];

/// The measure that an indicator begins with, where its unit measures something else. A part of an area may
/// be a share of it, an average area is none.
pub(super) fn measured_otherwise<'text>(content: &'text str, unit: &str) -> Option<&'text str> {
    let begins = |it: &&(&str, &[Dimension])| {
        let rest = content.strip_prefix(it.0);
        rest.is_some_and(|it| it.is_empty() || it.starts_with([' ', ',']))
    };
    let of_unit = dimension(unit)?;
    if let Some(name) = counted_in_measures(content, of_unit) {
        return Some(name);
    }
    let (name, dimensions) = MEASURED.iter().find(begins)?;
    let lower = content.to_lowercase();
    let is_average = lower.contains("bình quân") || lower.contains("trung bình");
    let fits = match of_unit {
        Dimension::Share if is_average => false,
        it => dimensions.contains(&it),
    };
    // Only a share is one of what has changed.
    let is_relative =
        of_unit == Dimension::Share && MADE_RELATIVE.iter().any(|it| lower.contains(it));
    // "Diện tích vườn mẫu" may count gardens.
    let counts_itself = of_unit == Dimension::Things && lower.contains(&unit.to_lowercase());
    (!fits && !is_relative && !counts_itself).then_some(*name)
}

/// What an indicator counts ("Số hộ"), where its unit is an area, a length or a weight.
fn counted_in_measures(content: &str, of_unit: Dimension) -> Option<&str> {
    let is_measure = matches!(
        of_unit,
        Dimension::Area | Dimension::Length | Dimension::Weight
    );
    let rest = content
        .strip_prefix("Tổng số ")
        .or_else(|| content.strip_prefix("Số "))
        .filter(|_| is_measure)?;
    let noun = rest.split([' ', ',']).next()?;
    let is_thing = units::counts_things(noun) || CLASSIFIERS.contains(&noun);
    let end = content.len() - rest.len() + noun.len();
    is_thing.then(|| content.get(..end)).flatten()
}

/// What a unit measures, told by its first word behind multipliers; `None` where it is none of these.
fn dimension(unit: &str) -> Option<Dimension> {
    let lower = unit.trim().to_lowercase();
    let first = lower.split(['/', '(']).next()?.trim();
    let last = first.rsplit(' ').next()?;
    let bare = match first {
        "ngày đêm" | "ngày làm việc" => return Some(Dimension::Time),
        "hộ gia đình" => return Some(Dimension::People),
        _ => last,
    };
    let is_multiplied = first == bare || units::is_multiple(first, bare);
    let found = match bare {
        "%" => Dimension::Share,
        "ha" | "m2" | "m²" | "km2" | "km²" | "sào" => Dimension::Area,
        "km" | "m" | "cm" | "mm" | "mét" => Dimension::Length,
        "giây" | "phút" | "giờ" | "ngày" | "tuần" | "tháng" | "năm" => Dimension::Time,
        "tấn" | "tạ" | "kg" | "g" => Dimension::Weight,
        "người" | "hộ" => Dimension::People,
        _ if units::counts_things(unit) => Dimension::Things,
        _ => return None,
    };
    is_multiplied.then_some(found)
}

/// The units in which what an indicator begins with is measured: tấn of "Sản lượng".
pub(super) fn units_of(content: &str) -> impl Iterator<Item = &'static str> {
    let begins = |it: &&(&str, &[Dimension])| phrase::starts_with(content, it.0);
    let measured = MEASURED.iter().find(begins);
    let dimensions = measured.map_or(&[][..], |it| it.1);
    dimensions
        .iter()
        .flat_map(|it| match it {
            Dimension::Area => &["ha"][..],
            Dimension::Length => &["mét"],
            Dimension::Time => &["giây", "phút", "giờ", "ngày", "tuần", "tháng", "năm"],
            Dimension::Weight => &["tấn", "tạ"],
            Dimension::People => &["người", "hộ"],
            Dimension::Share | Dimension::Things => &[],
        })
        .copied()
}
