//! Finding text the way people look for it: "so khcn" finds "Sở KHCN" on request.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// How many letters must be put in, taken out or changed to make one text another; `max` + 1 for
/// more than `max`.
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

/// Where in `whole` its part `part` starts, in bytes.
pub fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// A text with its first letter large.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub text: String,
    /// "Hoà" is not "hoà".
    pub match_case: bool,
    /// "hoa" is also "hoà"; "đ" is also "d".
    pub ignore_tones: bool,
}

impl Query {
    /// Where in `text` the query's text stands, from the left, without overlap.
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

    /// The letters as they are compared, each with the bytes it stands for.
    fn folded(&self, text: &str) -> Vec<(char, Range<usize>)> {
        let mut letters = Vec::new();
        for (start, c) in text.char_indices() {
            let range = start..start + c.len_utf8();
            let mut put = |c: char| letters.push((c, range.clone()));
            if !self.ignore_tones {
                self.cased(c).for_each(&mut put);
                continue;
            }
            for base in std::iter::once(c).nfd().filter(|c| !is_mark(*c)) {
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

    fn cased(&self, c: char) -> impl Iterator<Item = char> {
        let lower = (!self.match_case).then(|| c.to_lowercase());
        let same = self.match_case.then_some(c);
        lower.into_iter().flatten().chain(same)
    }

    /// `text` with what is found replaced; `None` when nothing is.
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

/// A key that puts texts into Vietnamese order: letters first (a ă â b c d đ e ê …), then tones
/// (none, huyền, hỏi, ngã, sắc, nặng), numbers by their value.
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
    for c in text.trim().to_lowercase().nfd() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        flush(&mut digits, &mut letters);
        match c {
            // What follows its letter stands behind the plain letter and before the next one.
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

/// Numbers up to this many digits are ordered by value.
const NUMBER_WIDTH: usize = 15;

/// Whether every word of `wanted` begins a word of `text`, whatever tone marks and case:
/// "so khcn" fits "Sở KHCN", "khoa cong" fits "Sở Khoa học và Công nghệ".
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

/// The text in lower case without tone marks, for comparing.
pub fn fold(text: &str) -> String {
    let query = Query {
        ignore_tones: true,
        ..Query::default()
    };
    query.folded(text).into_iter().map(|(c, _)| c).collect()
}

/// Tone marks and the marks of ă, â, ê, ô, ơ, ư, in decomposed text.
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
            // Replaced by itself, a text found letter for letter stays.
            if case && !tones {
                prop_assert_eq!(query.replaced(&text, &query.text).unwrap_or(text.clone()), text);
            }
        }
    }
}
