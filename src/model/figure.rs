//! Figures in the texts of targets and results: `Đã số hóa 1.273.494 hồ sơ (93%)`.

use super::{
    bound::{BOUNDS, Bound},
    mark::{Mark, marks},
    target::{Amount, Measure, Target},
};

/// Whether a text states a change, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Rise,
    Fall,
}

/// An amount that a text states, with what it measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub bound: Bound,
    pub amount: Amount,
    pub measure: Measure,
    /// `Duy trì`: the amount keeps what was reached.
    pub keep: bool,
    /// Words after the amount: what it counts, or its unit.
    pub of: String,
    /// `tăng 5%`, `giảm 5%`: the amount is a difference.
    pub change: Option<Change>,
}

/// Why a text has no single figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFigure {
    None,
    Several,
}

/// Words before a figure that do not change what it means.
const LEADING: &[&str] = &[
    "kéo",
    "phấn đấu",
    "ước đạt",
    "ước",
    "đã",
    "hiện nay",
    "hiện",
    "đến nay",
    "nay",
    "chiếm",
    "bảo đảm",
    "đảm bảo",
    "hoàn thành",
    "thực hiện",
    "được",
    "đạt",
    "có",
    "còn",
    "là",
    "xếp",
    "đến",
    "tỷ lệ",
    "tỉ lệ",
    "ở mức",
    "tổng số",
    "tổng",
];

impl Figure {
    /// Reads the figure of a target or of a result. `wanted` is the measure that the other of the
    /// two has: it decides between `1.273.494 hồ sơ` and `93%` in one text.
    pub fn parse(text: &str, unit: &str, wanted: Option<Measure>) -> Result<Figure, NoFigure> {
        let lower = text.trim().to_lowercase();
        let (change, rest) = lead(&lower);
        // Lower-casing keeps the length of most texts; where it does not, nothing is cut off.
        let plain = text
            .trim()
            .get(lower.len() - rest.len()..)
            .filter(|_| text.trim().len() == lower.len())
            .unwrap_or(rest);
        let plain = match change {
            // "giảm 5% so với năm 2025": what it is compared with is no part of the amount.
            Some(_) => plain.split(" so ").next().unwrap_or(plain),
            None => plain,
        };
        if let Target::Measured {
            bound,
            amount,
            measure,
            keep,
            of,
        } = Target::parse(plain, unit)
        {
            let figure = Figure {
                bound,
                amount,
                measure,
                keep,
                of,
                change,
            };
            return Ok(figure.settled(plain, unit));
        }
        Figure::found_in(&lower, unit, wanted).map(|it| it.settled(&lower, unit))
    }

    /// Takes bounds that stand behind the amount, and those that a range has by itself.
    fn settled(mut self, text: &str, unit: &str) -> Figure {
        let of = self.of.to_lowercase();
        for (words, bound) in [
            ("trở lên", Bound::AtLeast),
            ("trở xuống", Bound::AtMost),
            ("trở lại", Bound::AtMost),
        ] {
            if of.ends_with(words) {
                self.bound = bound;
                let n = self.of.chars().count() - words.chars().count();
                self.of = self
                    .of
                    .chars()
                    .take(n)
                    .collect::<String>()
                    .trim()
                    .to_owned();
            }
        }
        if matches!(self.amount, Amount::Range(..)) && self.bound == Bound::AtLeast {
            self.bound = Bound::Exactly;
        }
        let says_percent = text.contains('%');
        if self.measure == Measure::Plain || (self.measure == Measure::Percent && !says_percent) {
            // "90 hồ sơ" under % counts something else.
            self.measure = match self.of.as_str() {
                "" => Measure::of_unit(unit),
                of => Measure::of_unit(of),
            };
        }
        self
    }

    /// Reads the change that a text states anywhere: `Xếp thứ 12 (tăng 6 bậc)`.
    pub(super) fn change_in(text: &str, unit: &str, wanted: Measure) -> Option<Figure> {
        let lower = text.to_lowercase();
        let words = [
            ("tăng", Change::Rise),
            ("giảm", Change::Fall),
            ("thêm", Change::Rise),
        ];
        let found = words.iter().filter_map(|(word, change)| {
            let at = lower.find(word)?;
            let rest = lower.get(at + word.len()..)?;
            (!rest.starts_with(char::is_alphanumeric)).then_some((at, rest, *change))
        });
        let (_, rest, change) = found.min_by_key(|(at, ..)| *at)?;
        let rest = rest.split(" so ").next().unwrap_or(rest);
        let rest = strip(rest.trim_start(), "thêm").unwrap_or(rest);
        let figure = Figure::found_in(rest, unit, Some(wanted)).ok()?;
        let figure = figure.settled(rest, unit);
        Some(Figure {
            change: Some(change),
            ..figure
        })
    }

    fn of_mark(mark: &Mark, lower: &str) -> Figure {
        let before = lower.get(..mark.start).unwrap_or_default().trim_end();
        let bound = BOUNDS
            .iter()
            .find(|(_, words)| words.iter().any(|word| before.ends_with(word)));
        let before_level = ["mức", "mức độ", "cấp độ", "cấp"];
        let is_level = before_level.iter().any(|word| before.ends_with(word));
        Figure {
            bound: bound.map_or(Bound::Exactly, |(bound, _)| *bound),
            amount: mark.amount.clone(),
            measure: match (mark.percent, is_level) {
                (true, _) => Measure::Percent,
                (false, true) => Measure::Level,
                _ => Measure::Plain,
            },
            keep: false,
            of: mark.words.clone(),
            change: None,
        }
    }

    fn found_in(lower: &str, unit: &str, wanted: Option<Measure>) -> Result<Figure, NoFigure> {
        let marks = marks(lower);
        let outside: Vec<&Mark> = marks.iter().filter(|it| !it.in_brackets).collect();
        let all: Vec<&Mark> = marks.iter().collect();
        let is_percent = match wanted {
            Some(Measure::Percent) => true,
            Some(_) => false,
            None => Measure::of_unit(unit) == Measure::Percent || all.iter().any(|it| it.percent),
        };
        let fits = |it: &&&Mark| it.percent == is_percent && !it.compares;
        for marks in [&outside, &all] {
            let fitting: Vec<&&Mark> = marks.iter().filter(fits).collect();
            match fitting.as_slice() {
                [] => {}
                [only] => return Ok(Figure::of_mark(only, lower)),
                [from, to] if from.is_joined(to, lower) => {
                    return Ok(Figure {
                        amount: Amount::Range(from.value(), to.value()),
                        ..Figure::of_mark(to, lower)
                    });
                }
                several => {
                    // Of several amounts, the one in the unit of the row.
                    let mut own = several.iter().filter(|it| it.counts(unit));
                    let only = own.next().filter(|_| own.next().is_none());
                    return only
                        .map(|it| Figure::of_mark(it, lower))
                        .ok_or(NoFigure::Several);
                }
            }
        }
        // "34/34 xã" says a share, too; under "%" a bare number is one.
        let shares: Vec<&&Mark> = all
            .iter()
            .filter(|it| matches!(it.amount, Amount::Of(..)) && !it.compares)
            .collect();
        if let ([only], true) = (shares.as_slice(), is_percent) {
            return Ok(Figure::of_mark(only, lower));
        }
        let bare = |marks: &[&'_ Mark]| marks.iter().filter(|it| !it.compares).count();
        let marks = if bare(&outside) == 1 { &outside } else { &all };
        let bare: Vec<&&Mark> = marks.iter().filter(|it| !it.compares).collect();
        match bare.as_slice() {
            [] => Err(NoFigure::None),
            [only] if is_percent && only.words.is_empty() => Ok(Figure::of_mark(only, lower)),
            [only] if !is_percent && only.percent => Ok(Figure::of_mark(only, lower)),
            _ => Err(NoFigure::None),
        }
    }

    /// The single number by which figures are compared, with the sign of a change.
    pub fn value(&self) -> f64 {
        self.amount.representative()
    }
}

/// Returns the change that the beginning of a lower-case text states, and the rest.
fn lead(lower: &str) -> (Option<Change>, &str) {
    let mut rest = lower.trim_start_matches([' ', '-', '+']);
    let mut change = None;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        match lower.trim_start().starts_with('+') {
            true => change = Some(Change::Rise),
            // A minus sign belongs to the number.
            false => rest = lower.trim_start(),
        }
    }
    loop {
        // "đạt và vượt 80%" bounds the amount.
        let leading = || LEADING.iter().find_map(|word| strip(rest, word));
        let word = leading().filter(|it| !it.starts_with("và vượt"));
        if let Some(behind) = word {
            rest = behind;
            continue;
        }
        let next = [
            ("tăng", Change::Rise),
            ("giảm", Change::Fall),
            ("thêm", Change::Rise),
        ];
        let next = next
            .iter()
            .find_map(|(word, it)| Some((strip(rest, word)?, *it)));
        match next.filter(|_| change.is_none()) {
            Some((behind, it)) => {
                rest = behind;
                // "giảm còn 5%", "tăng lên 80%": what is stated is the level reached.
                let level = ["còn", "xuống còn", "xuống", "lên", "lên mức"];
                match level.iter().find_map(|word| strip(rest, word)) {
                    Some(behind) => rest = behind,
                    None => {
                        change = Some(it);
                        rest = strip(rest, "thêm").unwrap_or(rest);
                    }
                }
            }
            None => return (change, rest),
        }
    }
}

fn strip<'text>(text: &'text str, word: &str) -> Option<&'text str> {
    let rest = text.strip_prefix(word)?;
    (!rest.starts_with(char::is_alphanumeric)).then(|| rest.trim_start_matches([' ', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_figure_that_is_compared() {
        let read = |text, unit, wanted| match Figure::parse(text, unit, wanted) {
            Ok(it) => format!(
                "{:?} {:?} {:?}{}{}",
                it.bound,
                it.amount.values(),
                it.measure,
                it.change.map_or(String::new(), |it| format!(" {it:?}")),
                if it.of.is_empty() {
                    String::new()
                } else {
                    format!(" of {}", it.of)
                },
            ),
            Err(no) => format!("{no:?}"),
        };
        let percent = Some(Measure::Percent);
        let plain = Some(Measure::Plain);
        for (text, unit, wanted, expected) in [
            ("92,5%", "%", percent, "Exactly [92.5] Percent"),
            ("92,5", "%", percent, "Exactly [92.5] Percent"),
            ("Ước đạt 95%", "%", percent, "Exactly [95.0] Percent"),
            (
                "1.273.494 hồ sơ (93%)",
                "",
                percent,
                "Exactly [93.0] Percent",
            ),
            (
                "1.273.494 hồ sơ (93%)",
                "",
                plain,
                "Exactly [1273494.0] Plain of hồ sơ",
            ),
            (
                "92,5% (tăng 2,1% so với quý trước)",
                "%",
                percent,
                "Exactly [92.5] Percent",
            ),
            (
                "Đạt 97,2%, tăng 2% so với năm 2025",
                "%",
                percent,
                "Exactly [97.2] Percent",
            ),
            (
                "Đã hoàn thành 34/34 xã",
                "",
                plain,
                "Exactly [34.0, 34.0] Plain of xã",
            ),
            ("34/34 xã (100%)", "", percent, "Exactly [100.0] Percent"),
            ("34/34 xã", "%", percent, "Exactly [34.0, 34.0] Plain of xã"),
            ("tăng 30%", "", None, "Exactly [30.0] Percent Rise"),
            ("giảm tối thiểu 7%", "", None, "AtLeast [7.0] Percent Fall"),
            ("giảm còn 5%", "", None, "Exactly [5.0] Percent"),
            ("Từ 99 trở lên", "%", None, "AtLeast [99.0] Percent"),
            (
                "chiếm từ 15% - 20% GRDP",
                "",
                None,
                "Exactly [15.0, 20.0] Percent",
            ),
            ("(đạt) trên 50%", "", None, "MoreThan [50.0] Percent"),
            ("Cấp tỉnh 95%, cấp xã 80%", "%", percent, "Several"),
            ("Quyết định số 12/QĐ-UBND ngày 5/3/2026", "", plain, "None"),
            ("Đang triển khai", "%", percent, "None"),
            ("90 hồ sơ", "%", percent, "Exactly [90.0] Plain of hồ sơ"),
            (
                "Cấp độ 2",
                "Cấp độ",
                Some(Measure::Level),
                "Exactly [2.0] Level",
            ),
        ] {
            assert_eq!(read(text, unit, wanted), expected, "{text}");
        }
    }
}
