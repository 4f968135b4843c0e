//! Sums that a text itself states beside its parts: "1.118 chứng thư số (trong đó: 744 …; 373 …)".

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::table_sums::same;
use crate::model::{parse_number, vietnamese_number};

/// Words that introduce the parts of a sum.
const MARKERS: &[&str] = &["trong đó", "bao gồm", " gồm", "cụ thể là", "cụ thể:"];

/// Prefilter: every marker contains one of these, also when its first letter is a capital.
pub(super) static MARKED: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["rong đó", "ồm", "ụ thể"].map(Finder::new));

/// Maximum deviation, in per cent of the stated sum, up to which the parts count as complete. With
/// a larger deviation some parts may simply be unlisted.
const NEAR_PERCENT: f64 = 1.0;
/// The same where parts and sum count the same thing, or the parts follow a colon; "gồm" (consists of)
/// names all parts.
const NEAR_ALIKE_PERCENT: f64 = 20.0;
/// The same where both hold.
const NEAR_COMPLETE_PERCENT: f64 = 40.0;

/// Returns the sums of a text that their parts deny.
pub(super) fn stated_sums(text: &str) -> Vec<(String, String)> {
    // Most texts state no sum.
    let may_state = FIGURES_MIN <= n_figures(text)
        && MARKED.iter().any(|it| it.find(text.as_bytes()).is_some());
    match may_state {
        true => differences(text),
        false => Vec::new(),
    }
}

/// A sum and at least two parts.
const FIGURES_MIN: usize = 3;

/// Counts the runs of digits in the bytes of a text.
pub(super) fn n_figures(text: &str) -> usize {
    let mut was_digit = false;
    let starts = text.bytes().filter(|byte| {
        let is_digit = byte.is_ascii_digit();
        let starts = is_digit && !was_digit;
        was_digit = is_digit;
        starts
    });
    starts.count()
}

/// A number in a text, its byte offset, and the text after it, which begins with the unit.
pub(super) struct Figure<'text> {
    pub value: f64,
    pub at: usize,
    pub unit: &'text str,
}

impl Figure<'_> {
    /// The word behind the number.
    pub fn thing(&self) -> &str {
        let mut words = self.unit.split(|c: char| !c.is_alphanumeric());
        words.next().unwrap_or_default()
    }

    /// Returns the value in millions of đồng, or `None` if it is not an amount of money.
    pub fn millions(&self) -> Option<f64> {
        let factor = match self.unit {
            unit if unit.starts_with("triệu đồng") => 1.0,
            unit if unit.starts_with("tỷ đồng") || unit.starts_with("tỉ đồng") => 1_000.0,
            unit if unit.starts_with("nghìn tỷ") => 1_000_000.0,
            _ => return None,
        };
        Some(self.value * factor)
    }
}

/// Returns a stated sum and the actual sum of its parts, formatted, if they differ. Returns at most
/// one pair.
fn differences(text: &str) -> Vec<(String, String)> {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    for marker in MARKERS {
        let Some(at) = lower.find(marker) else {
            continue;
        };
        let start = sentence_start(&lower, at);
        let end = sentence_end(&lower, at);
        let before = figures(lower.get(start..at).unwrap_or_default());
        let behind = figures(lower.get(at..end).unwrap_or_default());
        let Some(total) = before.last() else {
            continue;
        };
        // "60 lớp học 2 tiết/tuần và 36 lớp học 4 tiết/tuần" are 96 lớp.
        let of_total = |it: &&Figure| it.thing() == total.thing();
        let is_count = total.millions().is_none();
        let behind: Vec<Figure> = match is_count && 1 < behind.iter().filter(of_total).count() {
            true => behind.into_iter().filter(|it| of_total(&it)).collect(),
            false => behind,
        };
        let (stated, parts): (f64, Vec<f64>) = match total.millions() {
            Some(stated) => (stated, behind.iter().filter_map(Figure::millions).collect()),
            None => (total.value, behind.iter().map(|it| it.value).collect()),
        };
        let sum: f64 = parts.iter().sum();
        let alike = behind.iter().all(|it| it.thing() == total.thing());
        let parts_text = lower.get(at..end).unwrap_or_default();
        let names_women = has_word(parts_text, "nữ");
        let are_halves = has_word(parts_text, "nam") && names_women;
        // Women may be among the others, too: "200 học viên nữ và 300 học viên người Mông".
        if names_women && !are_halves && stated < sum {
            continue;
        }
        // "300 người nói tiếng Anh và 250 người nói ngoại ngữ khác" are all.
        let names_rest = ["khác", "còn lại"]
            .iter()
            .any(|it| phrase_ends(parts_text, it));
        let counts_rest = names_rest && alike_parts(&behind);
        let names_all = marker.contains("gồm")
            || are_halves
            || counts_rest
            || lower
                .get(at + marker.len()..)
                .is_some_and(|it| it.starts_with(':'));
        let near = match (alike || counts_rest, names_all) {
            (true, true) => NEAR_COMPLETE_PERCENT,
            (false, false) => NEAR_PERCENT,
            _ => NEAR_ALIKE_PERCENT,
        };
        let is_near = (stated - sum).abs() * 100.0 <= stated * near;
        if 1 < parts.len() && is_near && !same(stated, sum) {
            found.push((vietnamese_number(stated), vietnamese_number(sum)));
            break;
        }
    }
    found
}

/// Whether all parts count the same things.
fn alike_parts(parts: &[Figure]) -> bool {
    let mut pairs = parts.windows(2);
    pairs.all(|it| it.first().map(Figure::thing) == it.last().map(Figure::thing))
}

/// Whether a list ends with some words.
fn phrase_ends(text: &str, words: &str) -> bool {
    text.trim_end_matches(['.', ';', ')', ' ']).ends_with(words)
}

/// Whether a text contains a word as a whole.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|it| it == word)
}

/// Returns the start of the sentence that contains `at`.
pub(super) fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let stops = [". ", "; ", "\n"];
    let stop = stops.iter().filter_map(|stop| before.rfind(stop)).max();
    stop.map_or(0, |stop| stop + 1)
}

/// Returns the end of the list of parts: the closing bracket if the list is in brackets, otherwise
/// the end of the sentence.
pub(super) fn sentence_end(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default();
    let in_brackets = before.trim_end().ends_with('(');
    let end = match in_brackets {
        true => behind.find(')'),
        false => behind.find(". "),
    };
    end.map_or(text.len(), |end| at + end)
}

/// Returns the numbers of a text that are quantities: no percentages, years, dates or document
/// numbers.
pub(super) fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
        let length = length.unwrap_or(rest.len());
        let figure = rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(['.', ',']);
        at = start + length.max(1);
        let before = text.get(..start).unwrap_or_default().trim_end();
        let behind = rest.get(figure.len()..).unwrap_or_default();
        let is_apart = behind.starts_with(' ') && !before.ends_with(['/', '-', '[']);
        let is_named = ["năm", "tháng", "ngày", "số", "quý", "điều", "khoản"];
        let is_named = is_named.iter().any(|word| before.ends_with(word));
        let unit = behind.trim_start();
        if let Some(value) = parse_number(figure)
            && is_apart
            && !is_named
            && unit.starts_with(char::is_alphabetic)
            && found.last().is_none_or(|last: &Figure| last.at < start)
        {
            found.push(Figure {
                value,
                at: start,
                unit,
            });
        }
    }
    found
}
