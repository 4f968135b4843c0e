//! Units of amounts with their size, so that `1,2 tỷ đồng` can be compared with `1.150 triệu đồng`.

use crate::text::{likeness::words, search::fold};

/// A unit as a multiple of what it is made of: `triệu đồng` is 1.000.000 of `đồng`.
struct SizedUnit {
    factor: f64,
    of: String,
}

/// Returns the factors that bring amounts in two units to one; `None` where the units are of
/// different kinds. A unit that is not given is the other one, unless that is a multiple: `36` beside
/// `36,5 tỷ đồng` may be either.
pub fn factors(left: &str, right: &str) -> Option<(f64, f64)> {
    let is_one_open = words(left).is_empty() != words(right).is_empty();
    let (left, right) = (SizedUnit::parse(left), SizedUnit::parse(right));
    if is_one_open {
        return (left.factor == right.factor).then_some((1.0, 1.0));
    }
    are_one(&left.of, &right.of).then_some((left.factor, right.factor))
}

impl SizedUnit {
    fn parse(unit: &str) -> SizedUnit {
        let lower = spelled(unit);
        let mut factor = 1.0;
        let mut rest = lower.as_str();
        while let Some((times, behind)) = multiplier(rest) {
            factor *= times;
            rest = behind;
        }
        let end = rest.find([' ', '/', ',']).unwrap_or(rest.len());
        let (first, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let of = match measure(first) {
            Some((times, of)) => {
                factor *= times;
                format!("{of}{behind}")
            }
            None => rest.to_owned(),
        };
        SizedUnit { factor, of }
    }
}

/// Returns a unit in small letters, with its size in a word: `tr.đ`, `1.000 đồng`.
fn spelled(unit: &str) -> String {
    let lower = unit.trim().to_lowercase();
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let rest = lower.trim_start_matches(digits);
    let number: String = lower
        .strip_suffix(rest)
        .unwrap_or_default()
        .replace('.', "");
    let size = match number.as_str() {
        "1000" => "nghìn ",
        "1000000" => "triệu ",
        _ => "",
    };
    let rest = match size {
        "" => lower.as_str(),
        _ => rest.trim_start(),
    };
    let short = ["tr.", "tr ", "trđ"];
    let rest = match short.iter().find(|it| rest.starts_with(**it)) {
        Some(_) => format!(
            "triệu {}",
            rest.trim_start_matches("tr").trim_start_matches(['.', ' '])
        ),
        None => rest.to_owned(),
    };
    format!("{size}{rest}")
}

/// Returns the number that a lower-case unit begins with, and what is counted by it.
fn multiplier(unit: &str) -> Option<(f64, &str)> {
    let end = unit.find([' ', '/']).unwrap_or(unit.len());
    let (word, rest) = unit.split_at_checked(end)?;
    let rest = rest.trim_start();
    let times = match word {
        "chục" => 10.0,
        "trăm" => 100.0,
        "nghìn" | "ngàn" => 1e3,
        "vạn" => 1e4,
        "triệu" => 1e6,
        // A share is no number of things.
        "tỷ" | "tỉ"
            if !["lệ", "số", "suất", "trọng"]
                .iter()
                .any(|it| rest.starts_with(it)) =>
        {
            1e9
        }
        _ => return None,
    };
    Some((times, rest))
}

/// Returns a measure as a multiple of the one that its kind is compared in.
fn measure(word: &str) -> Option<(f64, &'static str)> {
    Some(match word {
        "đồng" | "đ" | "vnđ" | "vnd" => (1.0, "đồng"),
        "usd" | "$" => (1.0, "usd"),
        "kg" => (1.0, "kg"),
        "yến" => (10.0, "kg"),
        "tạ" => (100.0, "kg"),
        "tấn" => (1e3, "kg"),
        "m" => (1.0, "m"),
        "km" => (1e3, "m"),
        "m2" | "m²" => (1.0, "m2"),
        "ha" | "hecta" | "héc-ta" => (1e4, "m2"),
        "km2" | "km²" => (1e6, "m2"),
        "kwh" => (1.0, "kwh"),
        "mwh" => (1e3, "kwh"),
        "kw" => (1.0, "kw"),
        "mw" => (1e3, "kw"),
        _ => return None,
    })
}

/// Whether two units can be one: equal, or one not given, or one with more words, or one the initials
/// of the other.
pub(super) fn are_one(left: &str, right: &str) -> bool {
    let (left, right) = (words(left), words(right));
    if left.is_empty() || right.is_empty() {
        return true;
    }
    let within = |part: &[String], whole: &[String]| whole.windows(part.len()).any(|it| it == part);
    let is_short = |short: &[String], long: &[String]| {
        let initials = long.iter().filter_map(|word| fold(word).chars().next());
        let initials: String = initials.collect();
        1 < long.len() && short.first().is_some_and(|it| fold(it) == initials)
    };
    within(&left, &right)
        || within(&right, &left)
        || is_short(&left, &right)
        || is_short(&right, &left)
}

#[cfg(test)]
mod tests {
    use super::factors;

    #[test]
    fn amounts_in_units_of_one_kind_are_brought_to_one() {
        for (left, right, expected) in [
            ("tỷ đồng", "triệu đồng", Some(1e3)),
            ("trđ", "tr.đ", Some(1.0)),
            ("Tr. đồng", "1.000 đồng", Some(1e3)),
            ("triệu đồng", "tỷ", Some(1e-3)),
            ("tỷ đồng", "nghìn tỷ", Some(1e-3)),
            ("trđ", "tỷ đồng", Some(1e-3)),
            ("triệu USD", "tỷ USD", Some(1e-3)),
            ("triệu USD", "triệu đồng", None),
            ("tấn", "nghìn tấn", Some(1e-3)),
            ("tạ/ha", "tấn/ha", Some(0.1)),
            ("nghìn lượt", "triệu lượt", Some(1e-3)),
            ("ha", "m2", Some(1e4)),
            ("km", "m", Some(1e3)),
            ("km", "m2", None),
            ("doanh nghiệp", "DN", Some(1.0)),
            ("hồ sơ", "lượt", None),
            ("xã", "", Some(1.0)),
            ("", "", Some(1.0)),
            ("tỷ đồng", "", None),
            ("triệu đồng/người/năm", "triệu đồng", Some(1.0)),
            ("tỷ lệ %", "tỷ đồng", None),
        ] {
            let found = factors(left, right).map(|(left, right)| left / right);
            let is_same = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9 * expected,
                (None, None) => true,
                _ => false,
            };
            assert!(is_same, "{left} / {right}: {found:?}");
        }
    }
}
