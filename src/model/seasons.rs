//! The day by which something is due whose time is a season: `Hè năm 2026`, `Trước mùa mưa bão`. Seasons begin
//! and end on no day of the year, and not everywhere at once: the latest day that is meant counts.

use super::{date::Date, phase::years};
use crate::text::{likeness::lower_words, phrase::starts_with};

/// A season with the last day on which it may begin, and the last day on which it may end.
struct Season {
    name: &'static str,
    begins: (u8, u8),
    ends: Option<(u8, u8)>,
}

const SEASONS: &[Season] = &[
    season("lũ tiểu mãn", (6, 20), Some((6, 30))),
    season("mùa mưa", (9, 15), None),
    season("mùa mưa bão", (9, 15), None),
    season("mùa mưa lũ", (9, 15), None),
    season("mùa bão", (9, 15), None),
    season("mùa lũ", (9, 15), None),
    season("nghỉ hè", (6, 15), Some((8, 31))),
    season("mùa hè", (6, 15), Some((8, 31))),
    season("hè", (6, 15), Some((8, 31))),
];

const fn season(name: &'static str, begins: (u8, u8), ends: Option<(u8, u8)>) -> Season {
    Season { name, begins, ends }
}

/// Words ahead of a season within which something is due.
const WITHIN: &[&str] = &[
    "trong",
    "hết",
    "dịp",
    "đợt",
    "vào",
    "cuối",
    "hoàn thành",
    "xong",
    "kết thúc",
    "kỳ",
];

/// Reads a time that is a season and nothing else; `year` is that of the report.
pub(super) fn season_in(time: &str, year: Option<u16>) -> Option<Date> {
    let text = lower_words(time);
    let own = years(&text);
    let (name, year) = match own.as_slice() {
        [] => (text.as_str(), year?),
        [(at, year)] => (text.get(..*at)?.trim_end(), *year),
        _ => return None,
    };
    let name = name.strip_suffix(" năm").unwrap_or(name);
    let mut rest = name;
    let mut is_before = false;
    while let Some(word) = WITHIN
        .iter()
        .chain(&["trước"])
        .find(|it| starts_with(rest, it))
    {
        is_before |= *word == "trước";
        rest = rest.get(word.len()..)?.trim_start();
    }
    let season = SEASONS.iter().find(|it| it.name == rest)?;
    let (month, day) = match is_before {
        true => season.begins,
        false => season.ends?,
    };
    Some(Date { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::season_in;

    #[test]
    fn a_season_is_over_when_it_is_over_everywhere() {
        for (time, expected) in [
            ("Hè năm 2026", Some("31/8/2026")),
            ("Trong dịp hè 2026", Some("31/8/2026")),
            ("Hoàn thành trước hè năm 2027", Some("15/6/2027")),
            ("Trước lũ tiểu mãn năm 2026", Some("20/6/2026")),
            ("Trước mùa mưa bão", Some("15/9/2026")),
            ("Mùa mưa năm 2026", None),
            ("Mùa khô 2026 - 2027", None),
            ("Chỉnh trang vỉa hè năm 2026", None),
            ("Sau mùa mưa", None),
        ] {
            let found = season_in(time, Some(2026)).map(|it| it.written());
            assert_eq!(found.as_deref(), expected, "{time}");
        }
    }
}
