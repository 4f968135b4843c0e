//! Units of measurement: the grammar of their texts, and the common ones.
//!
//! Anything can be counted, so a text that is no known unit is not a wrong one. Only a text that is a
//! known unit but for its marks is misspelt.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::text::{remembered::Remembered, search::fold, syllable::is_syllable};

/// Offered in lists; in lower case, most common first.
pub const UNITS: &[&str] = &[
    "%",
    "mức độ",
    "cấp độ",
    "mức",
    "cấp",
    "điểm",
    "hạng",
    "thứ hạng",
    "chỉ số",
    "người",
    "hộ",
    "hộ gia đình",
    "thuê bao",
    "tài khoản",
    "đơn vị",
    "cơ quan",
    "xã",
    "phường",
    "xã, phường",
    "thôn",
    "doanh nghiệp",
    "hợp tác xã",
    "trường",
    "trường học",
    "cơ sở",
    "bệnh viện",
    "hồ sơ",
    "văn bản",
    "báo cáo",
    "nhiệm vụ",
    "dịch vụ",
    "dvc",
    "thủ tục",
    "tthc",
    "hệ thống",
    "nền tảng",
    "ứng dụng",
    "phần mềm",
    "cơ sở dữ liệu",
    "csdl",
    "bộ dữ liệu",
    "dữ liệu",
    "sản phẩm",
    "mô hình",
    "trạm",
    "điểm cầu",
    "lớp",
    "khóa",
    "khoá",
    "cuộc",
    "hội nghị",
    "lượt",
    "lượt người",
    "tin, bài",
    "bộ",
    "cái",
    "chiếc",
    "máy",
    "đồng",
    "nghìn đồng",
    "triệu đồng",
    "tỷ đồng",
    "usd",
    "km",
    "m2",
    "ha",
    "mbps",
    "gb",
    "tb",
    "năm",
    "quý",
    "tháng",
    "ngày",
    "giờ",
    "phút",
    "lần",
    "tổ",
    "chữ ký số",
    "chứng thư số",
    "văn bản, hồ sơ",
];

/// Further units of statistics and plans, in lower case, by lines.
const MORE: &str = include_str!("units.tsv");

/// Words that multiply a unit: "triệu tấn", "nghìn lượt khách".
const MULTIPLIERS: &[&str] = &["trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "chục"];

struct Known {
    /// Common units by their text without marks.
    by_fold: HashMap<String, Vec<&'static str>>,
    all: HashSet<&'static str>,
    things: HashSet<&'static str>,
    /// Other units, which count things but may be written like another word.
    others: HashSet<&'static str>,
    symbols: Vec<&'static str>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known {
        by_fold: HashMap::new(),
        all: UNITS.iter().copied().collect(),
        things: HashSet::new(),
        others: HashSet::new(),
        symbols: Vec::new(),
    };
    for line in MORE.lines().filter(|line| !line.starts_with('#')) {
        let (kind, units) = line.split_once('\t').unwrap_or_default();
        for unit in units.split(", ") {
            known.all.insert(unit);
            if kind == "things" {
                known.things.insert(unit);
            }
            if kind == "other" {
                known.others.insert(unit);
            }
            let is_symbol = kind == "symbols" && 2 < unit.len() && unit.is_ascii();
            if is_symbol {
                known.symbols.push(unit);
            }
            if kind == "things" || kind == "measures" || is_symbol {
                known.by_fold.entry(fold(unit)).or_default().push(unit);
            }
        }
    }
    known
});

/// Whether a text is a known simple unit, such as `tấn` or `triệu đồng`, in any case.
pub fn is_known(unit: &str) -> bool {
    KNOWN.all.contains(unit.trim().to_lowercase().as_str())
}

/// Whether a unit counts people or things, so that it cannot be the unit of a share.
pub fn counts_things(unit: &str) -> bool {
    KNOWN.things.contains(unit.trim().to_lowercase().as_str())
}

/// Whether a unit counts anything, also where its name is short and like another word: "tàu", "bản".
pub fn counts_anything(unit: &str) -> bool {
    let lower = unit.trim().to_lowercase();
    KNOWN.things.contains(lower.as_str()) || KNOWN.others.contains(lower.as_str())
}

/// Returns a unit with its misspelt parts mended; `None` where nothing is misspelt. A part is
/// misspelt if it is a known unit but for its marks: "ngừơi", "hô so".
pub fn mended(unit: &str) -> Option<String> {
    // A few units stand in many rows.
    thread_local! {
        static MENDED: Remembered<Option<String>> = Remembered::new();
    }
    MENDED.with(|it| it.get(unit, mend))
}

fn mend(unit: &str) -> Option<String> {
    let mut mended = String::with_capacity(unit.len());
    let mut is_mended = false;
    let mut is_per = false;
    for piece in unit.split_inclusive(['/', ',', ';', '(', ')']) {
        let part = piece.trim_end_matches(['/', ',', ';', '(', ')']);
        let name = part
            .trim()
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let (multiplied, name) = mended_multipliers(name.trim());
        is_mended |= multiplied.is_some();
        let piece = match &multiplied {
            Some((written, right)) => Cow::Owned(piece.replacen(written, right, 1)),
            None => Cow::Borrowed(piece),
        };
        let per = is_per.then(|| mended_per(&name.to_lowercase())).flatten();
        match mended_part(name).or_else(|| per.map(str::to_owned)) {
            Some(right) => {
                is_mended = true;
                mended += &piece.replacen(name, &right, 1);
            }
            None => mended += &piece,
        }
        is_per = piece.ends_with('/');
    }
    is_mended.then_some(mended)
}

/// The first word of a unit and the multiplier that it is but for its marks, and what stands behind the
/// multipliers: "nghin đồng".
fn mended_multipliers(name: &str) -> (Option<(&str, &'static str)>, &str) {
    let rest = without_multipliers(name);
    let Some((first, behind)) = rest.split_once(' ').filter(|_| rest == name) else {
        return (None, rest);
    };
    let folded = fold(first);
    // Other multipliers are written like words of names: "văn bản", "trạm bơm".
    let right = ["nghìn", "triệu", "tỷ"]
        .into_iter()
        .find(|it| fold(it) == folded);
    let behind = behind.trim_start();
    let is_small = first.starts_with(char::is_lowercase);
    match right.filter(|_| is_small && is_known(behind)) {
        Some(right) => (Some((first, right)), behind),
        None => (None, rest),
    }
}

/// Whether a unit is a multiple of a simple one: "nghìn ha" of "ha".
pub fn is_multiple(unit: &str, of: &str) -> bool {
    without_multipliers(unit) == of
}

fn without_multipliers(mut name: &str) -> &str {
    while let Some((first, rest)) = name.split_once(' ') {
        if !MULTIPLIERS.contains(&first.to_lowercase().as_str()) {
            break;
        }
        name = rest.trim_start();
    }
    name
}

/// Words behind "/" that are written with one mark for another: "kg/nhà/nằm". Without a mark they may be
/// others ("nam" and "nữ").
const PER: &[&str] = &["năm", "tháng", "ngày", "giờ", "phút", "ha", "km"];

fn mended_per(lower: &str) -> Option<&'static str> {
    let folded = fold(lower);
    let mut meant = PER.iter().filter(|it| fold(it) == folded);
    let right = meant.next().filter(|it| **it != lower && folded != lower)?;
    meant.next().is_none().then_some(*right)
}

fn mended_part(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    if !lower.chars().any(char::is_alphabetic) {
        return None;
    }
    let single = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    if KNOWN.all.contains(single.as_str()) {
        return None;
    }
    if let Some(symbol) = exchanged_symbol(&single).or_else(|| symbol_by_one_letter(&single)) {
        return Some(written_symbol(symbol));
    }
    let known = KNOWN.by_fold.get(&fold(&single))?;
    // With two candidates nothing says which is meant.
    let [right] = known.as_slice() else {
        return None;
    };
    // Another place of the tone mark is not a slip: "khóa", "khoá".
    if same_letters(right, &single) {
        return None;
    }
    let is_capital = name.starts_with(char::is_uppercase);
    let are_capitals = is_capital && !name.chars().any(char::is_lowercase);
    Some(match (is_capital, are_capitals) {
        (_, true) => right.to_uppercase(),
        (true, _) => crate::text::search::capitalised(right),
        _ => (*right).to_owned(),
    })
}

/// The symbol of which two letters have changed places: "uds" of "usd". Short ones may be other words.
fn exchanged_symbol(lower: &str) -> Option<&'static str> {
    const LETTERS_MIN: usize = 3;
    if lower.len() < LETTERS_MIN || !lower.bytes().all(|it| it.is_ascii_lowercase()) {
        return None;
    }
    let is_exchanged = |symbol: &&&str| {
        symbol.len() == lower.len()
            && (1..lower.len()).any(|at| {
                let mut bytes = symbol.as_bytes().to_vec();
                bytes.swap(at - 1, at);
                bytes == lower.as_bytes()
            })
    };
    let symbol = KNOWN.symbols.iter().find(is_exchanged).copied();
    symbol.filter(|_| !is_syllable(lower))
}

/// The symbol from which a text that is no word differs by one letter: "kwk", or by one of the same shape: "kq".
fn symbol_by_one_letter(lower: &str) -> Option<&'static str> {
    const LETTERS_MIN: usize = 3;
    if lower == "kq" {
        return Some("kg");
    }
    let is_text = LETTERS_MIN <= lower.len() && lower.bytes().all(|it| it.is_ascii_lowercase());
    if !is_text || is_syllable(lower) {
        return None;
    }
    let is_near = |symbol: &&&str| {
        let pairs = || symbol.bytes().zip(lower.bytes());
        symbol.len() == lower.len()
            && symbol.as_bytes().first() == lower.as_bytes().first()
            && pairs().filter(|(one, other)| one != other).count() == 1
    };
    let mut near = KNOWN.symbols.iter().filter(is_near).copied();
    let only = near.next()?;
    near.next().is_none().then_some(only)
}

/// A symbol as it is written: money in capitals, speeds and powers in their own way.
fn written_symbol(symbol: &str) -> String {
    match symbol {
        "kg" => symbol.to_owned(),
        "usd" | "eur" | "vnd" => symbol.to_uppercase(),
        "kbps" => "Kbps".to_owned(),
        "kwh" => "kWh".to_owned(),
        "kva" => "kVA".to_owned(),
        "mwh" | "gwh" => crate::text::search::capitalised(&symbol.replace('w', "W")),
        "mva" => "MVA".to_owned(),
        "toe" | "ktoe" | "ppm" => symbol
            .to_uppercase()
            .replace('K', "k")
            .replace("PPM", "ppm"),
        "kgoe" => "kgOE".to_owned(),
        "mhz" | "ghz" => crate::text::search::capitalised(&symbol.replace("hz", "Hz")),
        _ => crate::text::search::capitalised(symbol),
    }
}

/// Whether two texts differ only in the place of their tone marks within a syllable that may have it
/// in both places: "hóa", "hoá".
fn same_letters(one: &str, other: &str) -> bool {
    let moved = [
        ("oá", "óa"),
        ("oà", "òa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỳ", "ùy"),
    ];
    let usual = |text: &str| {
        moved
            .iter()
            .fold(text.to_owned(), |it, (from, to)| it.replace(from, to))
    };
    usual(one) == usual(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_counted_is_not_misspelt() {
        for unit in [
            "%",
            "‰",
            "tấn",
            "Tấn",
            "con",
            "vụ",
            "giường bệnh/vạn dân",
            "bé trai/100 bé gái",
            "Đạt/Chưa đạt",
            "m³/ngày đêm",
            "µg/m³",
            "kgOE/1.000 USD",
            "triệu lượt hành khách.km",
            "Tuyến cáp quang biển",
            "% tổng chi NSNN",
            "ổ dịch",
            "hố",
            "khoá",
            "Mức  độ",
            "Chưa = 0, Hoàn thành = 1",
            "người/10.000 dân",
            "nữ/nam",
            "kg/nam/nữ",
            "kWp",
            "MVAr",
            "xe/ngđ",
            "TTHC",
            "KCN",
            "",
        ] {
            assert_eq!(mended(unit), None, "{unit}");
        }
    }

    #[test]
    fn known_units_are_mended() {
        for (unit, right) in [
            ("ngừơi", "người"),
            ("Hố sơ", "Hồ sơ"),
            ("trừơng", "trường"),
            ("nghìn tân", "nghìn tấn"),
            ("giừơng bệnh/vạn dân", "giường bệnh/vạn dân"),
            ("lượt ngừoi", "lượt người"),
            ("triệu đông", "triệu đồng"),
            ("kg/nhà/nằm", "kg/nhà/năm"),
            ("m²/người/thàng", "m²/người/tháng"),
            ("triệu ÚSD", "triệu USD"),
            ("triệu UDS", "triệu USD"),
            ("Mbsp", "Mbps"),
            ("nghin đồng/tháng", "nghìn đồng/tháng"),
            ("tấn/hà", "tấn/ha"),
            ("triệu kWk", "triệu kWh"),
            ("nghìn đồng/kq", "nghìn đồng/kg"),
        ] {
            assert_eq!(mended(unit).as_deref(), Some(right), "{unit}");
        }
        assert!(is_known("Tấn") && !is_known("Hố sơ"));
        assert!(counts_things("người") && !counts_things("điểm"));
    }
}
