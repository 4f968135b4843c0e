//! Characters of the fonts that have pictures in place of letters: Symbol, Wingdings, Webdings.
//! `ü` in Wingdings is displayed as a tick, and is meaningless in other fonts.

use std::{collections::HashMap, sync::LazyLock};

/// Unicode characters by font and code. The table of Symbol is complete; of the others it has what
/// forms and lists use: ticks, boxes, arrows, bullets and circled numbers.
static CHARACTERS: LazyLock<HashMap<(&'static str, u32), char>> = LazyLock::new(|| {
    let lines = include_str!("symbol_fonts.tsv").lines();
    let entries = lines.filter_map(|line| {
        let mut fields = line.split('\t');
        let font = fields.next()?;
        let code = u32::from_str_radix(fields.next()?, 16).ok()?;
        Some(((font, code), fields.next()?.chars().next()?))
    });
    entries.collect()
});

const FONTS: [&str; 5] = [
    "Symbol",
    "Wingdings",
    "Wingdings 2",
    "Wingdings 3",
    "Webdings",
];

/// Returns the name of a font with pictures in place of letters; `None` for any other font.
pub fn symbol_font(name: &str) -> Option<&'static str> {
    FONTS
        .into_iter()
        .find(|font| font.eq_ignore_ascii_case(name.trim()))
}

/// Returns what a character of a symbol font displays; `None` if the font is another one or the
/// character is not in the table. Office programs store the codes from U+F000.
pub fn character(font: &str, c: char) -> Option<char> {
    let code = match u32::from(c) {
        code @ 0xf000..=0xf0ff => code - 0xf000,
        code => code,
    };
    CHARACTERS.get(&(symbol_font(font)?, code)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_displayed_as_its_font_has_it() {
        for (font, c, shown) in [
            ("Symbol", '\u{f0b3}', Some('≥')),
            ("Symbol", '\u{b3}', Some('≥')),
            ("Symbol", '\u{f0b1}', Some('±')),
            ("Symbol", '\u{f0b4}', Some('×')),
            ("Symbol", '\u{f0ae}', Some('→')),
            ("Symbol", '\u{f0b7}', Some('•')),
            ("Symbol", 'a', Some('α')),
            ("Symbol", '\u{f0bb}', Some('≈')),
            ("Symbol", '\u{f0e5}', Some('∑')),
            ("wingdings", '\u{f0fc}', Some('✓')),
            ("Wingdings", 'ü', Some('✓')),
            ("Wingdings", '\u{f0a8}', Some('◻')),
            ("Wingdings 2", '\u{f052}', Some('☑')),
            ("Wingdings 2", '\u{f0a3}', Some('□')),
            ("Wingdings", '\u{f0ff}', None),
            ("Wingdings", 'ệ', None),
            ("Times New Roman", '\u{f0fc}', None),
        ] {
            assert_eq!(character(font, c), shown, "{font} {c:?}");
        }
    }
}
