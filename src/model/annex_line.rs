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

/// Maximum number of characters of the number of a form with the body that issued it: `03.H/BCC-LĐTE`.
const CODE_MAX: usize = 32;

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
    let (number, rest) = match split_code(rest) {
        Some(parts) => parts,
        None => split_number(rest)?,
    };
    let marks = ['.', ':', '-', '–', '—'];
    let marked = rest.trim_start().starts_with(marks);
    let title = rest.trim_start().trim_start_matches(marks).trim();
    // "Mẫu A DANH MỤC" may be a title of its own.
    let is_letter = is_capital_letter(number) && roman_value(number).is_none();
    let goes_on = marked || (!is_letter && title.starts_with(char::is_uppercase));
    (title.is_empty() || goes_on).then_some(AnnexLine {
        number,
        title,
        is_annex,
        form_words,
    })
}

/// Splits a text behind a number of a few characters: "2", "I", "02/BC", "A".
fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '('))
        .unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    let number = number.trim_end_matches('-');
    let counts = number.contains(|c: char| c.is_ascii_digit())
        || roman_value(number).is_some()
        || is_capital_letter(number);
    let letters = number.chars().filter(|c| c.is_alphabetic()).count();
    let is_number =
        counts && number.chars().count() <= NUMBER_MAX && (number.len() == letters || letters <= 4);
    is_number.then_some((number, rest))
}

fn is_capital_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(is_initial) && letters.next().is_none()
}

/// Whether a letter may stand in an abbreviation: it has no tone.
fn is_initial(c: char) -> bool {
    c.is_ascii_uppercase() || "ĐĂÂÊÔƠƯ".contains(c)
}

/// Splits a text behind a number with points, strokes and the initials of a body, which goes on to the next
/// blank: "001.N/BCS-XDNT", "2.1". In "2.DANH MỤC", a title follows the number without a blank.
fn split_code(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ':' | '–' | '—' | '('))
        .unwrap_or(text.len());
    let (token, _) = text.split_at_checked(end)?;
    let code = token.trim_end_matches(['.', '-']);
    let rest = text.get(code.len()..)?;
    let (first, behind) = code.split_once(['.', '/', '-'])?;
    let number = first.trim_end_matches(|c: char| c.is_ascii_lowercase() || is_initial(c));
    let starts = number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty();
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | '&');
    let are_initials = behind.chars().all(|c| is_initial(c) || is_sign(c));
    let has_letters = behind.contains(is_initial);
    let is_list = |text: &str| {
        let mut parts = text.split('.');
        parts.all(|it| !it.is_empty() && it.chars().all(|c| c.is_ascii_digit()))
    };
    let is_of_body = are_initials && has_letters && code.contains('/');
    let is_whole = rest.trim_matches(['.', ':', '-', ' ']).is_empty();
    let n_letters = behind.chars().filter(|c| is_initial(*c)).count();
    let is_of_initials = are_initials && has_letters && is_whole && n_letters <= 4;
    let is_part = is_list(behind) && code.chars().count() <= NUMBER_MAX;
    let counts = starts || roman_value(first).is_some();
    let is_code = counts && (is_of_body || is_of_initials || is_part);
    (is_code && code.chars().count() <= CODE_MAX).then_some((code, rest))
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
            ("Mẫu số: 03.H/BCC-LĐTE", Some(("03.H/BCC-LĐTE", ""))),
            ("Biểu số: 001.N/BCS-XDNT", Some(("001.N/BCS-XDNT", ""))),
            ("Mẫu số 02.KH/TW", Some(("02.KH/TW", ""))),
            (
                "Biểu số 01/BC-XDNT. TỔNG HỢP",
                Some(("01/BC-XDNT", "TỔNG HỢP")),
            ),
            ("Biểu 02b/ĐP-NN&PTNT", Some(("02b/ĐP-NN&PTNT", ""))),
            ("Biểu 12-CT/TH", Some(("12-CT/TH", ""))),
            ("Biểu mẫu 02a-TH", Some(("02a-TH", ""))),
            ("Biểu 01.KH", Some(("01.KH", ""))),
            ("Phụ lục I.1 DANH MỤC", Some(("I.1", "DANH MỤC"))),
            ("Biểu 2.1: Danh mục", Some(("2.1", "Danh mục"))),
            ("Biểu A", Some(("A", ""))),
            ("Phụ lục B. DANH MỤC", Some(("B", "DANH MỤC"))),
            // A title follows the point without a blank.
            ("Bảng 2.DANH MỤC", Some(("2", "DANH MỤC"))),
            ("Bảng 2.Danh mục/kế hoạch", Some(("2", "Danh mục/kế hoạch"))),
            ("Biểu A DANH MỤC", None),
            ("Biểu Đồ", None),
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
