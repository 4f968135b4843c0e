//! Searches text with optional case and tone marks: "so khcn" can find "Sở KHCN". Also sorts and
//! compares Vietnamese text.

use std::ops::Range;

use super::canonical::{decomposed, parts};

/// Returns the edit distance (insertions, deletions, substitutions) between two texts; `max` + 1 if
/// it exceeds `max`.
pub fn edit_distance(left: &[char], right: &[char], max: usize) -> usize {
    let far = max + 1;
    if max < left.len().abs_diff(right.len()) {
        return far;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.iter().enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        let mut next = vec![before];
        for (b, above) in right.iter().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(a != b);
            let best = changed.min(above + 1).min(before + 1);
            diagonal = *above;
            before = best;
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(far).min(far)
}

/// Returns the byte offset of `part` in `whole`. `part` must be a slice of `whole`.
pub fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// Returns the words from `start` to `end` with up to two words on either side, to say where in a text
/// something stands.
pub fn around(text: &str, start: usize, end: usize) -> String {
    const WORDS: usize = 2;
    let before = text.get(..start).unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let is_break = |c: char| matches!(c, '\n' | ';' | '.');
    let before = before
        .rfind(is_break)
        .and_then(|at| before.get(at + 1..))
        .unwrap_or(before);
    let behind = behind
        .find(is_break)
        .and_then(|at| behind.get(..at))
        .unwrap_or(behind);
    let from = before
        .trim_end()
        .rmatch_indices(' ')
        .nth(WORDS - 1)
        .map_or(0, |(at, _)| at + 1);
    let to = behind
        .trim_start()
        .match_indices(' ')
        .nth(WORDS - 1)
        .map(|(at, _)| at);
    let lead = behind.len() - behind.trim_start().len();
    let to = to.map_or(behind.len(), |at| lead + at);
    let parts = [before.get(from..), text.get(start..end), behind.get(..to)];
    parts
        .into_iter()
        .flatten()
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Returns a text with its first letter capitalized.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Writes a lower-case word with the capitals of another: of all letters, of the first, or none.
pub fn like_written(written: &str, meant: &str) -> String {
    if written.chars().all(char::is_uppercase) {
        return meant.to_uppercase();
    }
    if written.starts_with(char::is_uppercase) {
        return capitalised(meant);
    }
    meant.to_owned()
}

/// A text to search for, with options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub text: String,
    /// Whether "Hoà" differs from "hoà".
    pub match_case: bool,
    /// Whether "hoa" also matches "hoà", and "d" also matches "đ".
    pub ignore_tones: bool,
}

impl Query {
    /// Returns the byte ranges of the matches in `text`, from left to right, without overlap. An
    /// empty query matches nothing.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let needle: Vec<char> = self.folded(&self.text).into_iter().map(|it| it.0).collect();
        if needle.is_empty() {
            return Vec::new();
        }
        let letters = self.folded(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(window) = letters.get(at..at + needle.len()) {
            let same = window
                .iter()
                .zip(&needle)
                .all(|((c, _), wanted)| c == wanted);
            match (window.first(), window.last()) {
                (Some((_, first)), Some((_, last))) if same => {
                    found.push(first.start..last.end);
                    at += needle.len();
                }
                _ => at += 1,
            }
        }
        found
    }

    /// Returns the letters in the form used for comparison, each with its byte range in `text`.
    fn folded(&self, text: &str) -> Vec<(char, Range<usize>)> {
        let mut letters = Vec::new();
        for (start, c) in text.char_indices() {
            let range = start..start + c.len_utf8();
            let mut put = |c: char| letters.push((c, range.clone()));
            if !self.ignore_tones {
                self.cased(c).for_each(&mut put);
                continue;
            }
            for base in parts(c).filter(|c| !is_mark(*c)) {
                let base = match base {
                    'đ' => 'd',
                    'Đ' => 'D',
                    other => other,
                };
                self.cased(base).for_each(&mut put);
            }
        }
        letters
    }

    /// Folds the case of a letter, unless case matters.
    fn cased(&self, c: char) -> impl Iterator<Item = char> {
        let lower = (!self.match_case).then(|| c.to_lowercase());
        let same = self.match_case.then_some(c);
        lower.into_iter().flatten().chain(same)
    }

    /// Returns `text` with all matches replaced; `None` if there are none.
    pub fn replaced(&self, text: &str, by: &str) -> Option<String> {
        let found = self.find(text);
        if found.is_empty() {
            return None;
        }
        let mut replaced = String::new();
        let mut at = 0;
        for range in found {
            replaced.push_str(text.get(at..range.start)?);
            replaced.push_str(by);
            at = range.end;
        }
        replaced.push_str(text.get(at..)?);
        Some(replaced)
    }
}

/// Returns a sort key for Vietnamese order: letters first (a ă â b c d đ e ê …), then tones (none,
/// huyền, hỏi, ngã, sắc, nặng). Numbers are ordered by value.
pub fn sort_key(text: &str) -> String {
    let mut letters = String::new();
    let mut tones = String::new();
    let mut digits = String::new();
    let flush = |digits: &mut String, letters: &mut String| {
        if !digits.is_empty() {
            letters.push_str(&format!("{digits:0>NUMBER_WIDTH$}"));
            digits.clear();
        }
    };
    for c in decomposed(&text.trim().to_lowercase()) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        flush(&mut digits, &mut letters);
        match c {
            // These characters are greater than any letter, so ă sorts after every continuation of
            // a, and before b.
            '\u{306}' | '\u{302}' | '\u{31b}' => letters.push(match c {
                '\u{306}' => '{',
                '\u{302}' => '|',
                _ => '}',
            }),
            'đ' => letters.push_str("d~"),
            '\u{300}' => tones.push('1'),
            '\u{309}' => tones.push('2'),
            '\u{303}' => tones.push('3'),
            '\u{301}' => tones.push('4'),
            '\u{323}' => tones.push('5'),
            other => {
                letters.push(other);
                tones.push('0');
            }
        }
    }
    flush(&mut digits, &mut letters);
    if letters.is_empty() {
        return letters;
    }
    format!("{letters}\0{tones}")
}

/// Maximum number of digits of a number that is ordered by value.
const NUMBER_WIDTH: usize = 15;

/// Whether every word of `wanted` is a prefix of a word in `text`, regardless of case and tone
/// marks: "so khcn" fits "Sở KHCN", "khoa cong" fits "Sở Khoa học và Công nghệ".
pub fn words_fit(wanted: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let letters = fold(text);
        let words = letters.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let text = words(text);
    let mut wanted = words(wanted).into_iter();
    wanted.all(|word| text.iter().any(|it| it.starts_with(&word)))
}

/// Returns the text in lower case without tone marks and letter marks, for comparison.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        for base in parts(c).filter(|c| !is_mark(*c)) {
            match base {
                'đ' | 'Đ' => folded.push('d'),
                other => folded.extend(other.to_lowercase()),
            }
        }
    }
    folded
}

/// Whether `c` is a combining mark in decomposed text: a tone mark, or the mark of ă, â, ê, ô, ơ,
/// ư.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn query(text: &str, options: &str) -> Query {
        Query {
            text: text.to_owned(),
            match_case: options.contains('c'),
            ignore_tones: options.contains('t'),
        }
    }

    #[test]
    fn names_the_place_in_a_text() {
        let text = "Rà soát; nâng cao hiệu quả xử dụng dữ liệu mở, chia sẻ.";
        let at = text.find("xử").unwrap();
        assert_eq!(around(text, at, at + "xử".len()), "hiệu quả xử dụng dữ");
        assert_eq!(around("xử dụng", 0, "xử".len()), "xử dụng");
    }

    #[test]
    fn tones_and_case_count_as_asked() {
        let text = "Sở Khoa học, sở khoa HỌC";
        for (wanted, options, n) in [
            ("sở", "", 2),
            ("sở", "c", 1),
            ("so", "", 0),
            ("so khoa hoc", "t", 2),
            ("So", "tc", 1),
            ("", "t", 0),
            ("đ", "t", 0),
        ] {
            assert_eq!(
                query(wanted, options).find(text).len(),
                n,
                "{wanted} {options}"
            );
        }
        assert_eq!(query("duong", "t").find("Đường đường").len(), 2);
    }

    #[test]
    fn texts_are_put_into_vietnamese_order() {
        let sorted = [
            "",
            "2 hồ sơ",
            "10 hồ sơ",
            "ba",
            "bà",
            "bả",
            "bã",
            "bá",
            "bạ",
            "bang",
            "băng",
            "bâng",
            "da",
            "đa",
            "e",
            "ê",
            "o",
            "ô",
            "ơ",
            "u",
            "ư",
        ];
        let mut texts = sorted;
        texts.reverse();
        texts.sort_by_key(|text| sort_key(text));
        assert_eq!(texts, sorted);
    }

    #[test]
    fn words_fit_by_their_beginnings() {
        assert!(words_fit("so khcn", "Sở KHCN"));
        assert!(words_fit("khoa cong", "Sở Khoa học và Công nghệ"));
        assert!(words_fit("", "gì cũng được"));
        assert!(!words_fit("so y", "Sở Nội vụ"));
    }

    #[test]
    fn what_is_found_is_replaced_and_nothing_else() {
        let replaced = query("so noi vu", "t").replaced("Sở Nội vụ; sở  Nội vụ", "Sở Y tế");
        assert_eq!(replaced.as_deref(), Some("Sở Y tế; sở  Nội vụ"));
        assert_eq!(
            query("aa", "").replaced("aaaa a", "b").as_deref(),
            Some("bb a")
        );
        assert_eq!(query("x", "").replaced("abc", "y"), None);
    }

    proptest! {
        #[test]
        fn ranges_are_of_the_text(text in "\\PC{0,40}", wanted in "\\PC{1,3}", tones: bool, case: bool) {
            let query = Query { text: wanted, match_case: case, ignore_tones: tones };
            for range in query.find(&text) {
                prop_assert!(text.get(range).is_some());
            }
            // With exact matching, replacing the query by itself changes nothing.
            if case && !tones {
                prop_assert_eq!(query.replaced(&text, &query.text).unwrap_or(text.clone()), text);
            }
        }
    }
}
