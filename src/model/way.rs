//! Targets that are changes: `Không tăng`, `Giảm so với năm 2025`, `Giảm 10%` beside the figure of the
//! year before.

use std::cmp::Ordering;

use super::{
    bound::Bound,
    figure::{Change, Figure},
    target::{Amount, Measure},
};

/// The way that a target asks for, without saying how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Rise,
    Fall,
    NoRise,
    NoFall,
}

/// Beginnings of targets, those that turn others around first.
const WAYS: &[(&str, Way)] = &[
    ("không thấp hơn", Way::NoFall),
    ("không ít hơn", Way::NoFall),
    ("không dưới", Way::NoFall),
    ("không cao hơn", Way::NoRise),
    ("không nhiều hơn", Way::NoRise),
    ("không vượt", Way::NoRise),
    ("không quá", Way::NoRise),
    ("không để tăng", Way::NoRise),
    ("không làm tăng", Way::NoRise),
    ("không gia tăng", Way::NoRise),
    ("không tăng", Way::NoRise),
    ("không để giảm", Way::NoFall),
    ("không làm giảm", Way::NoFall),
    ("không giảm", Way::NoFall),
    ("tăng", Way::Rise),
    ("cao hơn", Way::Rise),
    ("kéo giảm", Way::Fall),
    ("giảm", Way::Fall),
    ("thấp hơn", Way::Fall),
];

/// Words behind a way that do not say how far it goes.
const BESIDE: &[&str] = &[
    "so", "với", "cùng", "kỳ", "năm", "trước", "dần", "hằng", "hàng", "liền", "kề", "qua", "các",
    "mức", "thêm", "của", "theo", "từng",
];

impl Way {
    pub fn of(lower: &str) -> Option<Way> {
        let text = ["phấn đấu", "tiếp tục", "bảo đảm", "đảm bảo"]
            .iter()
            .fold(lower.trim(), |text, word| {
                text.strip_prefix(word).map_or(text, str::trim_start)
            });
        let (rest, way) = WAYS
            .iter()
            .find_map(|(words, way)| Some((text.strip_prefix(words)?, *way)))?;
        let is_year = |word: &str| word.len() == 4 && word.starts_with("20");
        let words = rest.split(|c: char| !c.is_alphanumeric());
        let mut words = words.filter(|word| !word.is_empty());
        let is_bare = rest.is_empty() || rest.starts_with([' ', '.', ',', ';', '(']);
        let says_no_more = words.all(|word| BESIDE.contains(&word) || is_year(word));
        (is_bare && says_no_more).then_some(way)
    }

    /// Whether a result that rose, fell or stayed keeps to the way.
    pub fn is_kept_by(self, moved: Ordering) -> bool {
        match self {
            Way::Rise => moved == Ordering::Greater,
            Way::Fall => moved == Ordering::Less,
            Way::NoRise => moved != Ordering::Greater,
            Way::NoFall => moved != Ordering::Less,
        }
    }
}

/// Beginnings of targets that bound the figure by the one before it.
const BOUNDS_OF_BEFORE: &[(&str, Bound)] = &[
    ("không thấp hơn", Bound::AtLeast),
    ("không ít hơn", Bound::AtLeast),
    ("không dưới", Bound::AtLeast),
    ("bằng hoặc cao hơn", Bound::AtLeast),
    ("bằng và cao hơn", Bound::AtLeast),
    ("không cao hơn", Bound::AtMost),
    ("không nhiều hơn", Bound::AtMost),
    ("không vượt quá", Bound::AtMost),
    ("không vượt", Bound::AtMost),
    ("không quá", Bound::AtMost),
    ("bằng hoặc thấp hơn", Bound::AtMost),
    ("bằng", Bound::Exactly),
    ("giữ như", Bound::Exactly),
    ("giữ bằng", Bound::Exactly),
    ("duy trì bằng", Bound::Exactly),
    ("duy trì như", Bound::Exactly),
    ("như", Bound::Exactly),
];

/// Reads a target that is the figure before: "Không thấp hơn năm 2025", "Bằng cùng kỳ".
pub(super) fn bound_of_before(lower: &str) -> Option<Bound> {
    let text = lower.trim();
    let (rest, bound) = BOUNDS_OF_BEFORE
        .iter()
        .find_map(|(words, bound)| Some((text.strip_prefix(words)?, *bound)))?;
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20");
    let words = rest.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let names_time = ["năm", "kỳ", "trước"].iter().any(|it| words.contains(it));
    let says_no_more = words.iter().all(|it| BESIDE.contains(it) || is_year(it));
    (rest.starts_with(' ') && names_time && says_no_more).then_some(bound)
}

/// Which way a result went: by its own word, or against the figure before it.
pub(super) fn moved(actual: &str, unit: &str, before: Option<f64>) -> Option<Ordering> {
    let lower = actual.trim().to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|it| lower.starts_with(it));
    if starts(&[
        "không tăng",
        "không giảm",
        "giữ nguyên",
        "không đổi",
        "không thay đổi",
        "bằng cùng kỳ",
        "bằng năm",
        "bằng mức",
    ]) {
        // "Không tăng" may have fallen, which is not worse than to stay.
        return Some(Ordering::Equal);
    }
    let found = Figure::parse(actual, unit, None).ok();
    let is_some = |it: &Figure| it.value() != 0.0;
    if starts(&["tăng", "cao hơn"]) {
        return found
            .as_ref()
            .is_none_or(is_some)
            .then_some(Ordering::Greater);
    }
    if starts(&["giảm", "thấp hơn"]) {
        return found.as_ref().is_none_or(is_some).then_some(Ordering::Less);
    }
    let found = found.filter(|it| it.change.is_none() && matches!(it.amount, Amount::One(_)))?;
    found.value().partial_cmp(&before?)
}

/// Returns by how much a result differs from the figure before it, as a target states it; `None` where
/// the target is no change, or of another kind.
pub(super) fn change_since(goal: &Figure, actual: &Figure, before: f64) -> Option<Figure> {
    let is_level = actual.change.is_none() && matches!(actual.amount, Amount::One(_));
    if goal.change.is_none() || !is_level {
        return None;
    }
    let difference = actual.value() - before;
    let by = match (goal.measure, actual.measure) {
        (Measure::Percent, Measure::Plain) if before != 0.0 => difference / before * 100.0,
        (Measure::Plain, Measure::Plain) => difference,
        _ => return None,
    };
    Some(Figure {
        bound: Bound::Exactly,
        amount: Amount::One(by.abs()),
        measure: goal.measure,
        keep: false,
        of: goal.of.clone(),
        change: Some(if by < 0.0 { Change::Fall } else { Change::Rise }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_without_a_figure_is_a_target() {
        for (text, expected) in [
            ("không tăng", Some(Way::NoRise)),
            ("không để tăng so với năm 2025", Some(Way::NoRise)),
            ("giảm so với năm trước", Some(Way::Fall)),
            ("kéo giảm", Some(Way::Fall)),
            ("phấn đấu giảm so với cùng kỳ", Some(Way::Fall)),
            ("tăng dần hằng năm", Some(Way::Rise)),
            ("không giảm", Some(Way::NoFall)),
            ("giảm 5%", None),
            ("tăng cường tuyên truyền", None),
            ("giảm nghèo", None),
        ] {
            assert_eq!(Way::of(text), expected, "{text}");
        }
    }

    #[test]
    fn results_go_a_way() {
        use Ordering::{Equal, Greater, Less};
        for (actual, before, expected) in [
            ("Tăng 02 vụ", None, Some(Greater)),
            ("Giảm 3 vụ so với cùng kỳ", None, Some(Less)),
            ("Không tăng", None, Some(Equal)),
            ("Giữ nguyên", None, Some(Equal)),
            ("15", Some(12.0), Some(Greater)),
            ("21", Some(33.0), Some(Less)),
            ("21", None, None),
            ("Đang thống kê", Some(3.0), None),
        ] {
            assert_eq!(moved(actual, "vụ", before), expected, "{actual}");
        }
    }
}
