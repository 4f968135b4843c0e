//! Reads a target from the text of its cell and the unit beside it.

use super::bound::{BOUNDS, Bound};
use crate::text::remembered::Remembered;

/// What the amount measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Percent,
    /// Maturity level (mức độ, cấp độ), 1 to 5.
    Level,
    /// Another unit, or none given.
    Plain,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    One(f64),
    /// `15% - 20%`
    Range(f64, f64),
    /// `Đạt cấp độ 4, 5`
    Set(Vec<f64>),
    /// `23/34`: a part and its whole.
    Of(f64, f64),
    /// `90% cấp tỉnh, 80% cấp huyện và 60% cấp xã`: one value per administrative level, each with
    /// the words after it.
    Each(Vec<(f64, String)>),
}

impl Amount {
    pub fn values(&self) -> Vec<f64> {
        match self {
            Amount::One(value) => vec![*value],
            Amount::Range(from, to) => vec![*from, *to],
            Amount::Set(values) => values.clone(),
            Amount::Of(part, whole) => vec![*part, *whole],
            Amount::Each(parts) => parts.iter().map(|(value, _)| *value).collect(),
        }
    }

    /// Returns the single number by which targets are compared: the lower end of a range, the
    /// highest value of a set or of several levels, the share of a part in its whole in per cent.
    pub fn representative(&self) -> f64 {
        match self {
            Amount::One(value) | Amount::Range(value, _) => *value,
            Amount::Set(values) => values.iter().copied().fold(f64::MIN, f64::max),
            Amount::Of(part, whole) => part / whole * 100.0,
            Amount::Each(parts) => parts
                .iter()
                .map(|(value, _)| *value)
                .fold(f64::MIN, f64::max),
        }
    }
}

/// Meaning of a target cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// The cell is empty.
    Missing,
    /// `-`: no target in this phase. Neither zero nor missing.
    None,
    Measured {
        bound: Bound,
        amount: Amount,
        measure: Measure,
        /// `Duy trì 100%`: maintain the level that an earlier phase reached.
        keep: bool,
        /// Words after the amount that say what it counts: `GRDP`, `ứng dụng AI`; usually empty.
        of: String,
    },
    /// Text without a single amount: `thuộc nhóm hạng A`.
    Qualitative,
}

impl Target {
    /// Reads the text of a target cell; `unit` is the text of the unit cell and may be empty. The
    /// unit decides the measure only if the text itself does not.
    pub fn parse(text: &str, unit: &str) -> Target {
        thread_local! {
            static REMEMBERED: Remembered<Target> = Remembered::new();
        }
        let mut target = REMEMBERED.with(|it| it.get(text, Target::read));
        if let Target::Measured { measure, .. } = &mut target
            && *measure == Measure::Plain
        {
            *measure = Measure::of_unit(unit);
        }
        target
    }

    /// Reads a target from its own text, without the unit.
    fn read(text: &str) -> Target {
        let text = without_footnote_mark(text.trim());
        if text.is_empty() {
            return Target::Missing;
        }
        if matches!(text, "-" | "–" | "—" | "−") {
            return Target::None;
        }
        let lower = text.to_lowercase();
        let (keep, rest) = strip_word(
            &lower,
            &["duy trì", "giữ vững", "giữ nguyên", "giữ ổn định"],
        );
        let (both, mut rest) = strip_bound(rest);
        let mut bound = both;
        if bound == Bound::Exactly {
            (_, rest) = strip_word(rest, &["đạt"]);
            (bound, rest) = strip_bound(rest);
        }
        let (_, rest) = strip_word(rest, &["đạt"]);
        let (named, rest) = strip_word(rest, &["cấp độ", "mức độ", "mức"]);
        let Some((amount, percent, of)) = parse_amount(rest) else {
            return Target::Qualitative;
        };
        // Take the words from the original text to keep their case. Lower-casing a Vietnamese text
        // does not change its number of characters.
        let n = of.chars().count();
        let end = text.trim_end_matches('.').trim_end();
        let of = end
            .chars()
            .skip(end.chars().count().saturating_sub(n))
            .collect();
        Target::Measured {
            bound,
            amount,
            measure: match (percent, named) {
                (true, _) => Measure::Percent,
                (false, true) => Measure::Level,
                (false, false) => Measure::Plain,
            },
            keep,
            of,
        }
    }
}

impl Measure {
    /// Returns the measure that the text of a unit cell names.
    pub fn of_unit(unit: &str) -> Measure {
        match unit.trim() {
            "" => return Measure::Plain,
            "%" => return Measure::Percent,
            _ => {}
        }
        let unit = unit.trim();
        // "% GDP", "%/năm", "% dân số"
        if unit.starts_with('%') {
            return Measure::Percent;
        }
        match unit.to_lowercase().as_str() {
            "phần trăm" | "tỷ lệ %" | "tỉ lệ %" | "tỷ lệ (%)" | "tỉ lệ (%)" | "(%)" => {
                Measure::Percent
            }
            "mức độ" | "cấp độ" | "mức" | "cấp" => Measure::Level,
            _ => Measure::Plain,
        }
    }
}

/// Reads a number in Vietnamese notation: `99,7`, `1.273.494`, `41.7`, `03`.
///
/// Dots before groups of three digits separate thousands; any other single dot is a decimal point.
/// Returns `None` for any other text.
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

/// Returns a text without the mark of a footnote behind its figure: "32,6(1)", "95%¹", "12 (*)".
fn without_footnote_mark(text: &str) -> &str {
    let inside = text.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let is_mark = |mark: &str| {
        let is_number = (1..=2).contains(&mark.len()) && mark.bytes().all(|it| it.is_ascii_digit());
        is_number || matches!(mark, "*" | "**")
    };
    let bare = match inside {
        Some((before, mark)) if is_mark(mark) => before.trim_end(),
        Some(_) => text,
        None => text.trim_end_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']),
    };
    match bare.ends_with(|c: char| c.is_ascii_digit() || c == '%') {
        true => bare,
        false => text,
    }
}

/// Formats a number in Vietnamese notation: a decimal comma, dots between thousands.
pub fn vietnamese_number(value: f64) -> String {
    let text = value.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if 0 < at && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped},{fraction}")
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
    for (bound, words) in BOUNDS {
        let (found, rest) = strip_word(text, words);
        if found {
            return (*bound, rest);
        }
    }
    (Bound::Exactly, text)
}

/// Returns an amount, whether it has a percent sign, and the words after it. `None` when there is
/// no number, or when the words say more than what the amount counts.
fn parse_amount(text: &str) -> Option<(Amount, bool, &str)> {
    let text = text.trim().trim_end_matches('.').trim_end();
    if let Some((amount, percent)) = parse_bare(text) {
        return Some((amount, percent, ""));
    }
    if let Some((each, percent)) = parse_each(text) {
        return Some((Amount::Each(each), percent, ""));
    }
    let (value, percent, of) = value_and_words(text)?;
    (of.split_whitespace().count() <= OF_WORDS_MAX).then_some((Amount::One(value), percent, of))
}

/// A longer text says more than what the amount counts.
const OF_WORDS_MAX: usize = 8;

/// Reads an amount without words: a number, a part of a whole, a range or a set.
fn parse_bare(text: &str) -> Option<(Amount, bool)> {
    for sign in ["điểm phần trăm", "phần trăm", "điểm %"] {
        if let Some(head) = text.strip_suffix(sign) {
            return parse_bare(&format!("{}%", head.trim_end()));
        }
    }
    let percent = text.ends_with('%');
    if let Some(value) = parse_one(text) {
        return Some((Amount::One(value), percent));
    }
    if let Some((part, whole)) = text.split_once('/')
        && let (Some(part), Some(whole)) = (parse_number(part), parse_number(whole))
        && part <= whole
        && whole != 0.0
    {
        return Some((Amount::Of(part, whole), false));
    }
    for separator in ["±", "+/-"] {
        if let Some((middle, by)) = text.split_once(separator)
            && let (Some(middle), Some(by)) = (parse_one(middle), parse_one(by))
        {
            return Some((Amount::Range(middle - by, middle + by), percent));
        }
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

/// Reads amounts for several levels, each a percentage followed by words.
fn parse_each(text: &str) -> Option<(Vec<(f64, String)>, bool)> {
    let pieces = text.split([',', ';']).flat_map(|piece| piece.split(" và "));
    let pieces = pieces.map(str::trim).filter(|piece| !piece.is_empty());
    let each = pieces.map(|piece| {
        let (_, piece) = strip_word(piece, &["đạt"]);
        let (value, percent, words) = value_and_words(piece)?;
        (percent && !words.is_empty()).then(|| (value, words.to_owned()))
    });
    let each: Vec<_> = each.collect::<Option<_>>()?;
    (1 < each.len()).then_some((each, true))
}

/// Splits a text into the number at its start, whether a percent sign follows, and the words after
/// it. `None` when the words contain another number.
fn value_and_words(text: &str) -> Option<(f64, bool, &str)> {
    let end = text.find(|c: char| c != '.' && c != ',' && !c.is_ascii_digit())?;
    let (number, rest) = text.split_at_checked(end)?;
    let value = parse_number(number)?;
    let (percent, words) = match rest.trim_start().strip_prefix('%') {
        Some(words) => (true, words),
        None => (false, rest),
    };
    let is_apart = percent || words.starts_with(' ');
    let words = words.trim();
    // "m2" is a word, "có 2 cán bộ" has another number.
    let has_number = words.char_indices().any(|(at, c)| {
        let before = words.get(..at).and_then(|it| it.chars().next_back());
        c.is_ascii_digit() && !before.is_some_and(char::is_alphanumeric)
    });
    let says_what = words.starts_with(char::is_alphabetic) && !has_number;
    (is_apart && says_what).then_some((value, percent, words))
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
    fn the_mark_of_a_footnote_is_no_part_of_a_figure() {
        for (text, bare) in [
            ("32,6(1)", "32,6"),
            ("95% (2)", "95%"),
            ("95%¹", "95%"),
            ("150 (*)", "150"),
        ] {
            assert_eq!(Target::parse(text, "%"), Target::parse(bare, "%"), "{text}");
        }
        for text in ["10 m²", "12 (2026)", "5 (a)", "(1)"] {
            assert_eq!(without_footnote_mark(text), text);
        }
    }

    #[test]
    fn writes_numbers_as_offices_do() {
        for (value, text) in [
            (0.0, "0"),
            (123.0, "123"),
            (1_273_494.75, "1.273.494,75"),
            (-1.5, "-1,5"),
            (-123.0, "-123"),
            (-1_234.0, "-1.234"),
            (-123_456.0, "-123.456"),
        ] {
            assert_eq!(vietnamese_number(value), text);
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
                of,
            } => format!(
                "{bound:?} {:?} {measure:?}{}{}{of}",
                amount.values(),
                if keep { " keep" } else { "" },
                if of.is_empty() { "" } else { " of " },
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
            ("23/34", "Mục tiêu", "Exactly [23.0, 34.0] Plain"),
            ("24/7", "", "Qualitative"),
            ("03% GRDP", "", "Exactly [3.0] Percent of GRDP"),
            (
                "ít nhất 01 ứng dụng AI",
                "",
                "AtLeast [1.0] Plain of ứng dụng AI",
            ),
            (
                "90% ở cấp tỉnh, 80% ở cấp huyện và 60% ở cấp xã",
                "",
                "Exactly [90.0, 80.0, 60.0] Percent",
            ),
            (
                "tối thiểu đạt 03% GRDP.",
                "",
                "AtLeast [3.0] Percent of GRDP",
            ),
            ("100% các xã có 2 cán bộ", "%", "Qualitative"),
            ("không dưới 80%", "", "AtLeast [80.0] Percent"),
            ("Không vượt quá 3", "%", "AtMost [3.0] Percent"),
            ("dưới hoặc bằng 3", "%", "AtMost [3.0] Percent"),
            ("Đạt và vượt 80%", "", "AtLeast [80.0] Percent"),
            ("30 ± 1", "%", "Exactly [29.0, 31.0] Percent"),
            ("1,5 - 2 điểm %", "", "Exactly [1.5, 2.0] Percent"),
            ("17.454.000", "Triệu đồng", "Exactly [17454000.0] Plain"),
        ] {
            assert_eq!(read(text, unit), expected, "{text} {unit}");
        }
    }
}
