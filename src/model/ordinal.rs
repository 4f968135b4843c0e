//! Reads the ordinals that people write in front of rows: `I.`, `I.1`, `I4.`, `a)`, `6.1`.

/// Numbering style of one part of an ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrdinalStyle {
    Roman,
    UpperLetter,
    LowerLetter,
    Arabic,
}

/// An ordinal read from a cell: its parts, outermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    parts: Vec<(OrdinalStyle, u32)>,
    /// False if the text is understood but is not in the plain form of `I.4`: `I4.`, `6.1.`, `1.`.
    pub well_formed: bool,
}

/// Largest number in an ordinal; a larger one is an amount or an identifier.
const ORDINAL_MAX: u32 = 99_999;

impl Ordinal {
    /// Reads a whole cell; `None` if it is not an ordinal. A single letter that is also a Roman
    /// numeral is read as Roman; [`Ordinal::as_letter`] returns the other reading.
    pub fn parse(text: &str) -> Option<Ordinal> {
        let text = text.trim();
        let bare = text
            .trim_end_matches(['.', ')', ':', '/', '-', '–'])
            .trim_start_matches('(');
        if bare.is_empty() || bare.len() > 16 {
            return None;
        }
        let mut parts = Vec::new();
        let mut well_formed =
            bare.len() == text.len() || (bare.len() + 1 == text.len() && text.ends_with(')'));
        for piece in bare.split('.') {
            let digits_at = piece
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(piece.len());
            let (letters, digits) = piece.split_at_checked(digits_at)?;
            if !letters.is_empty() {
                parts.push(letter_part(letters)?);
            }
            if !digits.is_empty() {
                if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                well_formed &= letters.is_empty();
                let value = digits.parse().ok().filter(|value| *value <= ORDINAL_MAX)?;
                parts.push((OrdinalStyle::Arabic, value));
            }
            if letters.is_empty() && digits.is_empty() {
                return None;
            }
        }
        Some(Ordinal { parts, well_formed })
    }

    /// Returns the style of the outermost part.
    pub fn style(&self) -> OrdinalStyle {
        self.parts
            .first()
            .map_or(OrdinalStyle::Arabic, |(style, _)| *style)
    }

    /// Returns the number of parts: 2 for `I.1` and `6.1`.
    pub fn depth(&self) -> usize {
        self.parts.len()
    }

    /// Returns the innermost number.
    pub fn last(&self) -> u32 {
        self.parts.last().map_or(0, |(_, value)| *value)
    }

    /// Returns all parts except the innermost.
    pub fn parent(&self) -> &[(OrdinalStyle, u32)] {
        self.parts.split_last().map_or(&[], |(_, parents)| parents)
    }

    pub fn parts(&self) -> &[(OrdinalStyle, u32)] {
        &self.parts
    }

    /// Reads a single letter as a letter, not as a Roman numeral: `C` is 3, not 100. `None` if
    /// `text` is not a single letter.
    pub fn as_letter(&self, text: &str) -> Option<Ordinal> {
        let mut letters = text.trim().trim_end_matches(['.', ')', ':']).chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Some(Ordinal {
                parts: vec![single_letter(letter)?],
                well_formed: self.well_formed,
            }),
            _ => None,
        }
    }

    /// Returns the plain form: the parts joined by dots, with no mark at the end.
    pub fn canonical(&self) -> String {
        let texts = self
            .parts
            .iter()
            .map(|&(style, value)| Ordinal::written(style, value));
        texts.collect::<Vec<_>>().join(".")
    }

    /// Formats one part of an ordinal.
    pub fn written(style: OrdinalStyle, value: u32) -> String {
        match style {
            OrdinalStyle::Roman => roman_text(value),
            OrdinalStyle::Arabic => value.to_string(),
            OrdinalStyle::UpperLetter => letter_text(value, 'A'),
            OrdinalStyle::LowerLetter => letter_text(value, 'a'),
        }
    }
}

/// Splits `I. Phát triển hạ tầng` into the ordinal as written and the rest. `None` unless the
/// ordinal ends in `.`, `)`, `:` or `/`, or has several parts.
pub fn split_ordinal(text: &str) -> Option<(&str, &str)> {
    let (head, rest) = text.trim().split_once(char::is_whitespace)?;
    let ordinal = Ordinal::parse(head)?;
    let marked = head.ends_with(['.', ')', ':', '/']) || 1 < ordinal.depth();
    marked.then_some((head, rest.trim_start()))
}

fn letter_part(letters: &str) -> Option<(OrdinalStyle, u32)> {
    if let Some(value) = roman_value(letters) {
        return Some((OrdinalStyle::Roman, value));
    }
    let mut chars = letters.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) => single_letter(letter),
        _ => None,
    }
}

fn single_letter(letter: char) -> Option<(OrdinalStyle, u32)> {
    match letter {
        'A'..='Z' => Some((OrdinalStyle::UpperLetter, letter as u32 - 'A' as u32 + 1)),
        'a'..='z' => Some((OrdinalStyle::LowerLetter, letter as u32 - 'a' as u32 + 1)),
        // Vietnamese lists run a, b, c, d, đ, e. đ has the same value as d; only the text
        // distinguishes the two.
        'đ' => Some((OrdinalStyle::LowerLetter, 4)),
        'Đ' => Some((OrdinalStyle::UpperLetter, 4)),
        _ => None,
    }
}

fn letter_text(value: u32, first: char) -> String {
    char::from_u32(first as u32 + value.saturating_sub(1)).map_or(String::new(), String::from)
}

/// Reads an upper-case Roman numeral in its standard form. Only the letters I to C are known, so
/// hundreds are repeated C.
pub fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || 16 < text.len() {
        return None;
    }
    let mut total = 0u32;
    let mut largest_after = 0u32;
    for c in text.chars().rev() {
        let digit = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        };
        if digit < largest_after {
            total = total.checked_sub(digit)?;
        } else {
            total += digit;
            largest_after = digit;
        }
    }
    (roman_text(total) == text).then_some(total)
}

pub fn roman_text(value: u32) -> String {
    let mut rest = value;
    let mut text = String::new();
    for (digit, letters) in [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while digit <= rest {
            text.push_str(letters);
            rest -= digit;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, canonical, well_formed) in [
            ("I", "I", true),
            ("I.", "I", false),
            ("I.1", "I.1", true),
            ("I4.", "I.4", false),
            ("VIII", "VIII", true),
            ("6.1", "6.1", true),
            ("3.2.2.", "3.2.2", false),
            ("a", "a", true),
            ("a)", "a", true),
            ("09", "9", true),
            ("B.2", "B.2", true),
        ] {
            let ordinal = Ordinal::parse(text).unwrap();
            assert_eq!(ordinal.canonical(), canonical, "{text}");
            assert_eq!(ordinal.well_formed, well_formed, "{text}");
        }
        for text in [
            "4294967295",
            "100000",
            "",
            "-",
            "Cộng",
            "IIII",
            "1..2",
            "Ghi chú:",
            "7a",
            "1,5",
        ] {
            assert_eq!(Ordinal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn roman_numerals_read_back() {
        for value in 1..400 {
            assert_eq!(roman_value(&roman_text(value)), Some(value));
        }
    }

    #[test]
    fn splits_an_ordinal_off_a_heading() {
        assert_eq!(
            split_ordinal("I. CẤP SỞ, NGÀNH"),
            Some(("I.", "CẤP SỞ, NGÀNH"))
        );
        assert_eq!(split_ordinal("I.1 Phát triển"), Some(("I.1", "Phát triển")));
        assert_eq!(split_ordinal("100% dịch vụ công"), None);
        assert_eq!(split_ordinal("I love"), None);
    }
}
