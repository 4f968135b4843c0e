//! # `tone-placement-mixed`
//!
//! Tone marks of open syllables are placed in two ways: "hoá" and "hóa", "uỷ" and "ủy".
//!
//! **Fix.** Places the marks the way most of the annex does. Safe: the word stays the same, and the
//! same search finds it.

use crate::{
    model::{ColumnId, Role, Severity},
    reference::syllable_pairs::pairs,
    text::orthography::Syllable,
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "tone-placement-mixed",
    severity: Severity::Hint,
    title: Key::RuleTonePlacement,
    rationale: Key::RuleTonePlacementWhy,
    source: "Hai cách đặt dấu (“hóa”, “hoá”) đều đang dùng; trong một văn bản nên dùng một cách. Văn bản luật viết “hóa”, “thủy”",
    check: Check::Annex {
        reads: &Role::ALL,
        check,
    },
};

/// Lower-case vowel pairs with the mark on the first vowel ("hóa") and on the second ("hoá").
const PAIRS: &[(&str, &str)] = &[
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let mut on_first = 0;
    let mut on_second = 0;
    let mut mixed: Vec<(RowHandle, ColumnId, &str)> = Vec::new();
    scope.each_cell(&Role::ALL, |row, column, text| {
        if !may_have_pair(text) {
            return;
        }
        let (first, second) = counts(text);
        on_first += first;
        on_second += second;
        if 0 < first + second {
            mixed.push((row, column, text));
        }
    });
    if on_first == 0 || on_second == 0 {
        return;
    }
    let to_first = on_second <= on_first;
    for (row, column, text) in mixed {
        let after = placed(text, to_first);
        if after == text {
            continue;
        }
        // Both placements take the same bytes or nearly so; the first difference is inside the word.
        let same = text
            .bytes()
            .zip(after.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let word = text
            .split_inclusive(|c: char| !c.is_alphabetic())
            .scan(0, |at, word| {
                *at += word.len();
                Some((*at, word))
            });
        let word = word
            .skip_while(|(end, _)| *end <= same)
            .map(|(_, word)| word)
            .next();
        let word = word
            .unwrap_or_default()
            .trim_end_matches(|c: char| !c.is_alphabetic())
            .to_owned();
        let step = scope.set_cell(row, column, after);
        let example = if to_first { "hóa, ủy" } else { "hoá, uỷ" };
        let message = Key::TonePlacement.with([example.to_owned(), word]);
        let finding = scope.finding(&RULE, row, column, message);
        let label = Key::FixTonePlacement.into();
        acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
    }
}

/// Whether a text may contain one of [`PAIRS`]. This byte-level prefilter rules out most cells.
fn may_have_pair(text: &str) -> bool {
    let bytes = text.as_bytes();
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    bytes.iter().enumerate().any(|(at, own)| {
        let before = || [byte(at.checked_sub(2)), byte(at.checked_sub(1))];
        let (behind, next) = (|| before()[1], || byte(at.checked_add(1)));
        match own {
            // Fast path: these vowels mostly follow an ASCII letter.
            b'a' | b'e' | b'y' if behind().is_ascii() => false,
            // ò ó õ are C3 B2, B3 and B5; ỏ ọ are E1 BB 8F and 8D.
            b'a' | b'e' => matches!(before(), [0xc3, 0xb2..=0xb5] | [0xbb, 0x8d | 0x8f]),
            // ù ú are C3 B9 and BA; ũ is C5 A9; ủ ụ are E1 BB A7 and A5.
            b'y' => matches!(
                before(),
                [0xc3, 0xb9 | 0xba] | [0xc5, 0xa9] | [0xbb, 0xa5 | 0xa7]
            ),
            // o before à á ã è é, and u before ý.
            0xc3 => matches!((behind(), next()), (b'o' | b'u', 0xa0..=0xa9 | 0xbd)),
            // o before ạ ả ẹ ẻ ẽ, and u before ỳ ỵ ỷ ỹ.
            0xe1 => matches!((behind(), next()), (b'o' | b'u', 0xba | 0xbb)),
            _ => false,
        }
    })
}

/// Counts the open syllables with the mark on the first vowel and with the mark on the second.
fn counts(text: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    each(text, |_, is_first| {
        if is_first {
            counts.0 += 1;
        } else {
            counts.1 += 1;
        }
        None
    });
    counts
}

fn placed(text: &str, to_first: bool) -> String {
    each(text, |(first, second), is_first| {
        (is_first != to_first).then_some(if to_first { first } else { second })
    })
}

/// Calls `change` for each open syllable with a mark, and returns the text with the replacements
/// that `change` returned. A u after q belongs to the consonant ("quý"), and a closed syllable has
/// only one placement ("hoàn"), so both are skipped.
fn each(
    text: &str,
    mut change: impl FnMut((&'static str, &'static str), bool) -> Option<&'static str>,
) -> String {
    let mut out = String::new();
    // Start of the text that is not copied to `out` yet.
    let mut from = 0;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let own = letters
            .peek()
            .filter(|(_, next)| may_be(c, *next) && !matches!(before, 'q' | 'Q'))
            .and_then(|(next_at, next)| text.get(at..next_at + next.len_utf8()));
        before = c;
        let Some(own) = own else {
            continue;
        };
        let pair = PAIRS
            .iter()
            .find(|(first, second)| *first == own || *second == own);
        let after = text.get(at + own.len()..).unwrap_or_default();
        let ends = !after.starts_with(char::is_alphabetic);
        let Some(pair) = pair.filter(|_| ends && is_word(text, at + own.len())) else {
            continue;
        };
        if let Some(new) = change(*pair, pair.0 == own) {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push_str(new);
            from = at + own.len();
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Whether two letters may be one of [`PAIRS`]. Cheap, because it is called for every letter.
fn may_be(first: char, second: char) -> bool {
    match second {
        'a' | 'e' => matches!(first, 'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ'),
        'y' => matches!(first, 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ'),
        _ => matches!(first, 'o' | 'u') && !second.is_ascii(),
    }
}

/// Whether the word that ends at a byte offset is in use: "troà" has its letters exchanged, which another
/// place of its mark does not mend.
fn is_word(text: &str, end: usize) -> bool {
    let before = text.get(..end).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(end, |(at, _)| at);
    let word = before.get(start..).unwrap_or_default().to_lowercase();
    Syllable::parse(&word).is_some_and(|it| pairs().id(&it.text()).is_some())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::tone_placement_mixed::RULE, testing::*};

    #[test]
    fn a_look_at_the_bytes_misses_no_pair() {
        for (first, second) in super::PAIRS {
            for own in [first, second] {
                assert!(super::may_have_pair(&format!("Ch{own} b")), "{own}");
            }
        }
        assert!(!super::may_have_pair("Tỷ lệ hồ sơ được xử lý"));
    }

    #[test]
    fn reports_the_rarer_placement_in_open_syllables() {
        let text = "
            stt | content
            - 1 | Số hóa hồ sơ, văn hóa
            - 2 | Số hoá hồ sơ của Uỷ ban, uỷ quyền
            - 3 | Quý I, quỹ, hoàn thành, thủy lợi, khoẻ
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 2 content: “hoá” đặt dấu thanh khác phần lớn phụ lục (viết như hóa, ủy).
        row 3 content: “khoẻ” đặt dấu thanh khác phần lớn phụ lục (viết như hóa, ủy).
        "#);
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Số hóa hồ sơ, văn hóa
        - 2 | Số hóa hồ sơ của Uỷ ban, ủy quyền
        - 3 | Quý I, quỹ, hoàn thành, thủy lợi, khỏe
        ");
    }

    #[test]
    fn one_way_throughout_is_fine() {
        assert_snapshot!(report(&RULE, "stt | content\n- 1 | Văn hoá, quý, thuỷ"), @"");
    }
}
