//! Reads a target out of the text of its cell and the unit beside it.

/// How the amount bounds what is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Exactly,
    /// tối thiểu, ít nhất, từ … trở lên
    AtLeast,
    /// trên, hơn
    MoreThan,
    /// tối đa, không quá
    AtMost,
    /// dưới
    LessThan,
    /// khoảng, gần
    About,
}

/// What the amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Percent,
    /// Maturity level (mức độ, cấp độ), 1 to 5.
    Level,
    /// Something else, or not said.
    Plain,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    One(f64),
    /// `15% - 20%`
    Range(f64, f64),
    /// `Đạt cấp độ 4, 5`
    Set(Vec<f64>),
}

impl Amount {
    pub fn values(&self) -> Vec<f64> {
        match self {
            Amount::One(value) => vec![*value],
            Amount::Range(from, to) => vec![*from, *to],
            Amount::Set(values) => values.clone(),
        }
    }
}

/// What a target cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Nothing was written.
    Missing,
    /// `-`: no target in this phase. Neither zero nor missing.
    None,
    Measured {
        bound: Bound,
        amount: Amount,
        measure: Measure,
        /// `Duy trì 100%`: keep what an earlier phase reached.
        keep: bool,
    },
    /// Words that name no single amount: `thuộc nhóm hạng A`.
    Qualitative,
}

impl Target {
    /// Reads the text of a target cell; `unit` is the text of the unit cell, or empty.
    pub fn parse(text: &str, unit: &str) -> Target {
        let text = text.trim();
        if text.is_empty() {
            return Target::Missing;
        }
        if matches!(text, "-" | "–" | "—" | "−") {
            return Target::None;
        }
        let lower = text.to_lowercase();
        let (keep, rest) = strip_word(&lower, &["duy trì"]);
        let (_, rest) = strip_word(rest, &["đạt"]);
        let (bound, rest) = strip_bound(rest);
        let (_, rest) = strip_word(rest, &["đạt"]);
        let (named, rest) = strip_word(rest, &["cấp độ", "mức độ", "mức"]);
        let measure_of_unit = Measure::of_unit(unit);
        let Some((amount, percent)) = parse_amount(rest) else {
            return Target::Qualitative;
        };
        let measure = if percent {
            Measure::Percent
        } else if named {
            Measure::Level
        } else {
            measure_of_unit
        };
        Target::Measured {
            bound,
            amount,
            measure,
            keep,
        }
    }
}

impl Measure {
    /// What the text of a unit cell counts.
    pub fn of_unit(unit: &str) -> Measure {
        let unit = unit.trim().to_lowercase();
        match unit.as_str() {
            "%" | "phần trăm" | "tỷ lệ %" | "tỷ lệ (%)" => Measure::Percent,
            "mức độ" | "cấp độ" | "mức" | "cấp" => Measure::Level,
            _ => Measure::Plain,
        }
    }
}

/// Reads a number as Vietnamese offices write it: `99,7`, `1.273.494`, `41.7`, `03`.
///
/// Points in groups of three are thousands; a single other point is read as a decimal point.
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.bytes().next()?.is_ascii_digit() || !text.bytes().last()?.is_ascii_digit() {
        return None;
    }
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
    {
        return None;
    }
    let (whole, fraction) = match text.split_once(',') {
        Some((_, fraction)) if fraction.contains([',', '.']) => return None,
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let digits = match groups.as_slice() {
        [whole] => (*whole).to_owned(),
        [head, tail @ ..]
            if !head.is_empty() && head.len() <= 3 && tail.iter().all(|group| group.len() == 3) =>
        {
            groups.concat()
        }
        [whole, decimals] if fraction.is_none() => format!("{whole}.{decimals}"),
        _ => return None,
    };
    match fraction {
        Some(fraction) => format!("{digits}.{fraction}").parse().ok(),
        None => digits.parse().ok(),
    }
}

fn strip_word<'text>(text: &'text str, words: &[&str]) -> (bool, &'text str) {
    let text = text.trim_start();
    for word in words {
        if let Some(rest) = text.strip_prefix(word)
            && !rest.starts_with(char::is_alphabetic)
        {
            return (true, rest.trim_start());
        }
    }
    (false, text)
}

fn strip_bound(text: &str) -> (Bound, &str) {
    for (bound, words) in [
        (
            Bound::AtLeast,
            &["tối thiểu", "ít nhất", "từ", "≥", ">="][..],
        ),
        (Bound::AtMost, &["tối đa", "không quá", "≤", "<="]),
        (Bound::MoreThan, &["trên", "hơn", ">"]),
        (Bound::LessThan, &["dưới", "<"]),
        (Bound::About, &["khoảng", "gần", "~"]),
    ] {
        let (found, rest) = strip_word(text, words);
        if found {
            return (bound, rest);
        }
    }
    (Bound::Exactly, text)
}

/// An amount and whether it carries a percent sign; `None` when words follow or nothing is a number.
fn parse_amount(text: &str) -> Option<(Amount, bool)> {
    let text = text.trim().trim_end_matches('.').trim_end();
    let percent = text.ends_with('%');
    if let Some(value) = parse_one(text) {
        return Some((Amount::One(value), percent));
    }
    for separator in ["-", "–", "đến"] {
        if let Some((from, to)) = text.split_once(separator)
            && let (Some(from), Some(to)) = (parse_one(from), parse_one(to))
        {
            return Some((Amount::Range(from, to), percent));
        }
    }
    let values: Option<Vec<f64>> = text
        .split([',', ';'])
        .flat_map(|piece| piece.split(" và "))
        .map(parse_one)
        .collect();
    let values = values?;
    (1 < values.len()).then_some((Amount::Set(values), percent))
}

fn parse_one(text: &str) -> Option<f64> {
    let text = text.trim();
    parse_number(text.strip_suffix('%').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_offices_write_them() {
        for (text, value) in [
            ("100", 100.0),
            ("99,7", 99.7),
            ("41.7", 41.7),
            ("1.273.494", 1_273_494.0),
            ("3.500", 3_500.0),
            ("1.273.494,75", 1_273_494.75),
            ("03", 3.0),
            ("12,10", 12.1),
        ] {
            assert_eq!(parse_number(text), Some(value), "{text}");
        }
        for text in ["", "-", "1.2.3", "1,2,3", "23/34", "5a", ",5", "4."] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn reads_the_targets_of_real_plans() {
        let read = |text, unit| match Target::parse(text, unit) {
            Target::Measured {
                bound,
                amount,
                measure,
                keep,
            } => format!(
                "{bound:?} {:?} {measure:?}{}",
                amount.values(),
                if keep { " keep" } else { "" }
            ),
            other => format!("{other:?}"),
        };
        for (text, unit, expected) in [
            ("100", "%", "Exactly [100.0] Percent"),
            ("100%", "", "Exactly [100.0] Percent"),
            ("Duy trì 100%", "", "Exactly [100.0] Percent keep"),
            ("-", "", "None"),
            ("", "%", "Missing"),
            ("Đạt cấp độ 3", "", "Exactly [3.0] Level"),
            ("Đạt cấp độ 4, 5", "", "Exactly [4.0, 5.0] Level"),
            ("3", "Mức độ", "Exactly [3.0] Level"),
            ("Mức độ 3", "", "Exactly [3.0] Level"),
            ("tối thiểu 7%", "", "AtLeast [7.0] Percent"),
            ("trên 50%", "", "MoreThan [50.0] Percent"),
            ("15% - 20%", "", "Exactly [15.0, 20.0] Percent"),
            ("99,7%", "", "Exactly [99.7] Percent"),
            (">11", "", "MoreThan [11.0] Plain"),
            ("thuộc nhóm hạng A", "", "Qualitative"),
            ("17.454.000", "Triệu đồng", "Exactly [17454000.0] Plain"),
        ] {
            assert_eq!(read(text, unit), expected, "{text} {unit}");
        }
    }
}
