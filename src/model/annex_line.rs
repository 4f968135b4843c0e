//! The line that numbers an annex: `Phụ lục I`, `Biểu 01`, `PHỤ LỤC II. DANH MỤC …`.

use super::ordinal::roman_value;

/// Words before the number of an annex, longest first, and whether the number may be missing.
const WORDS: [(&str, bool); 13] = [
    ("phụ lục số", true),
    ("phụ lục", true),
    ("pl", false),
    ("phụ biểu số", true),
    ("phụ biểu", true),
    ("biểu mẫu số", false),
    ("biểu mẫu", false),
    ("biểu số", true),
    ("bảng số", false),
    ("bảng", false),
    ("biểu", false),
    ("mẫu số", false),
    ("mẫu", false),
];

/// Maximum number of characters of an annex number.
const NUMBER_MAX: usize = 8;

/// An annex line: its number, and the title if it is on the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnexLine<'text> {
    pub number: &'text str,
    pub title: &'text str,
    /// Whether it says "Phụ lục"; a form ("Mẫu số 3") may be named beside it.
    pub is_annex: bool,
    /// The words before the number of a form, as they stand there: "Biểu số:". Empty for "Phụ lục".
    pub form_words: &'text str,
}

/// Reads the line that numbers an annex; `None` for any other line.
pub fn annex_line(line: &str) -> Option<AnnexLine<'_>> {
    let line = line.trim();
    let first = line.chars().next()?.to_lowercase().next()?;
    if !matches!(first, 'p' | 'b' | 'm') {
        return None;
    }
    let lower = line.to_lowercase();
    let (word, bare) = WORDS.into_iter().find(|(word, _)| {
        let after = lower.strip_prefix(word);
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })?;
    // Lower-casing the prefix keeps its number of characters, but not of bytes.
    let (at, _) = line
        .char_indices()
        .nth(word.chars().count())
        .unwrap_or((line.len(), ' '));
    let rest = line.get(at..)?.trim_start_matches([':', ' ']);
    let is_annex = word.starts_with("phụ lục") || word == "pl";
    let form_words = match is_annex {
        true => "",
        false => line.get(..line.len() - rest.len())?.trim_end(),
    };
    let whole = rest.trim().trim_end_matches([':', '.']);
    if whole.is_empty() {
        return bare.then_some(AnnexLine {
            number: "",
            title: "",
            is_annex,
            form_words,
        });
    }
    let is_short = |text: &str| text.chars().count() <= NUMBER_MAX;
    if is_annex && is_short(whole) && !whole.contains(char::is_whitespace) {
        return Some(AnnexLine {
            number: whole,
            title: "",
            is_annex,
            form_words,
        });
    }
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '('))
        .unwrap_or(rest.len());
    let (number, rest) = rest.split_at_checked(end)?;
    let number = number.trim_end_matches('-');
    let counts = number.contains(|c: char| c.is_ascii_digit()) || roman_value(number).is_some();
    let letters = number.chars().filter(|c| c.is_alphabetic()).count();
    if !counts || !is_short(number) || (number.len() != letters && 4 < letters) {
        return None;
    }
    let marks = ['.', ':', '-', '–', '—'];
    let marked = rest.trim_start().starts_with(marks);
    let title = rest.trim_start().trim_start_matches(marks).trim();
    let goes_on = marked || title.starts_with(char::is_uppercase);
    (title.is_empty() || goes_on).then_some(AnnexLine {
        number,
        title,
        is_annex,
        form_words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_keep_their_words() {
        for (line, words) in [
            ("BIỂU SỐ 01", "BIỂU SỐ"),
            ("Biểu số: 02/BC", "Biểu số:"),
            ("Mẫu 3", "Mẫu"),
            ("Phụ biểu 01a", "Phụ biểu"),
            ("Bảng 2. Danh mục", "Bảng"),
            ("Biểu số:", "Biểu số:"),
            ("PHỤ LỤC I", ""),
            ("PL 2", ""),
        ] {
            assert_eq!(annex_line(line).unwrap().form_words, words, "{line}");
        }
    }

    #[test]
    fn reads_the_annex_number() {
        for (line, expected) in [
            ("Phụ lục I", Some(("I", ""))),
            ("PHỤ LỤC", Some(("", ""))),
            ("Phụ lục số 2:", Some(("2", ""))),
            ("Phụ lục 1", Some(("1", ""))),
            ("Phụ lục A", Some(("A", ""))),
            ("Phụ lục I.1", Some(("I.1", ""))),
            (
                "PHỤ LỤC I. HỆ THỐNG CHỈ TIÊU",
                Some(("I", "HỆ THỐNG CHỈ TIÊU")),
            ),
            (
                "Phụ lục số 02 – Danh mục dự án",
                Some(("02", "Danh mục dự án")),
            ),
            ("Phụ lục 3: danh mục", Some(("3", "danh mục"))),
            ("Phụ lục II DANH MỤC", Some(("II", "DANH MỤC"))),
            ("Biểu 01", Some(("01", ""))),
            ("Biểu số 2a", Some(("2a", ""))),
            ("Mẫu số 3", Some(("3", ""))),
            ("Biểu số: 02/BC", Some(("02/BC", ""))),
            ("Biểu mẫu 04", Some(("04", ""))),
            ("PL I", Some(("I", ""))),
            (
                "Bảng 2. Danh mục nhiệm vụ",
                Some(("2", "Danh mục nhiệm vụ")),
            ),
            ("Bảng tổng hợp", None),
            ("PL", None),
            ("Phụ lục các chỉ tiêu cụ thể", None),
            ("Phụ lục 1 kèm theo Kế hoạch này", None),
            ("Biểu tổng hợp", None),
            ("Mẫu", None),
            ("Biểu đồ 1", None),
            ("DANH MỤC", None),
        ] {
            let found = annex_line(line).map(|it| (it.number, it.title));
            assert_eq!(found, expected, "{line}");
        }
    }
}
