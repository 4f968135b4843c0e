//! Text in legacy fonts to Unicode: the font's name decides, cell by cell; where there is none, or
//! a font of today was put on old text, the words of a whole column do. Reported per column.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::{Note, sheet::Sheet};
use crate::{
    reference::legacy_fonts::{self, Encoding},
    wording::Key,
};

pub(super) fn convert(sheet: &mut Sheet, notes: &mut Vec<Note>) {
    let n_columns = sheet
        .lines
        .iter()
        .map(|line| line.cells.len())
        .max()
        .unwrap_or(0);
    for column in 0..n_columns {
        let mut by_words: Option<Option<Encoding>> = None;
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        let texts: Vec<String> = sheet
            .lines
            .iter()
            .map(|line| line.text(column).to_owned())
            .collect();
        for (line, text) in sheet.lines.iter_mut().zip(&texts) {
            let Some(cell) = line
                .cells
                .get_mut(column)
                .filter(|cell| is_candidate(&cell.text))
            else {
                continue;
            };
            let font = cell.font.as_deref().unwrap_or_default();
            let of_font = Encoding::of_font(font);
            let capitals = legacy_fonts::capitals(font);
            let encoding = of_font.or_else(|| {
                let texts = texts
                    .iter()
                    .map(String::as_str)
                    .filter(|text| is_candidate(text));
                *by_words.get_or_insert_with(|| legacy_fonts::detect(texts))
            });
            let Some(encoding) = encoding else {
                continue;
            };
            let decoded = encoding.decode(text);
            let decoded = if capitals {
                decoded.to_uppercase()
            } else {
                decoded
            };
            let decoded: String = decoded.nfc().collect();
            if decoded != *text {
                cell.text = decoded;
                let name = match encoding {
                    Encoding::Tcvn3 => "TCVN3",
                    Encoding::Vni => "VNI",
                };
                *counts.entry(name).or_default() += 1;
            }
        }
        notes.extend(counts.into_iter().map(|(name, n)| {
            sheet.note(
                None,
                Key::NoteLegacyFont.with([column_letter(column), n.to_string(), name.to_owned()]),
            )
        }));
    }
}

/// Text that could be in a legacy encoding: nothing in it is beyond the 8-bit codes those have.
/// Letters that only Unicode has are proof of the contrary.
fn is_candidate(text: &str) -> bool {
    let beyond = |c: char| {
        !(c.is_ascii() || ('\u{a1}'..='\u{ff}').contains(&c) || "Ÿœ“”‘’–—…•\u{a0}".contains(c))
    };
    !text.is_ascii() && !text.chars().any(beyond)
}

/// A column as Excel names it.
pub(super) fn column_letter(mut at: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            return letters;
        }
        at = at / 26 - 1;
    }
}
