//! Restores the letter "ư" where a program that made pages of text in TCVN3 took it for a soft hyphen,
//! whose code it has.

use crate::{
    import::{Note, format::sheet::Sheet},
    text::syllable::is_syllable,
    wording::Key,
};

/// Minimum number of words that only lack the letter.
const WORDS_MIN: usize = 2;

/// Restores the letter in cells that were converted, by line and column, if none of them has it: where a
/// word is none without it. Whether others lack it cannot be told.
pub(in crate::import) fn restore(sheet: &mut Sheet, converted: &[(usize, usize)]) -> Option<Note> {
    let text = |(line, column): &(usize, usize)| Some(sheet.lines.get(*line)?.text(*column));
    let texts: Vec<&str> = converted.iter().filter_map(text).collect();
    // The letter with a tone has another code, which is not lost.
    if texts.iter().any(|text| text.contains('ư')) {
        return None;
    }
    let words = texts.iter().flat_map(|text| words(text));
    let mut lacking = words.filter_map(|word| Some((word.to_owned(), whole(word)?)));
    let (before, whole_word) = lacking.next()?;
    if lacking.count() + 1 < WORDS_MIN {
        return None;
    }
    let mut n = 0;
    for (line, column) in converted {
        let line = sheet.lines.get_mut(*line);
        let Some(cell) = line.and_then(|line| line.cells.get_mut(*column)) else {
            continue;
        };
        let mut restored = String::with_capacity(cell.text.len());
        for part in cell.text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
            let found = whole(word);
            n += usize::from(found.is_some());
            restored.push_str(found.as_deref().unwrap_or(word));
            restored.push_str(part.get(word.len()..).unwrap_or_default());
        }
        cell.text = restored;
    }
    Some(sheet.note(
        None,
        Key::NoteLostLetter.with([n.to_string(), before, whole_word]),
    ))
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| !word.is_empty())
}

/// Returns a word with the letter before its "ơ", if it is none without it: "trờng", "nớc".
fn whole(word: &str) -> Option<String> {
    let at = word.find(|c: char| "ơờớởỡợƠỜỚỞỠỢ".contains(c))?;
    let (before, rest) = word.split_at_checked(at)?;
    // No syllable has these sounds behind "ơ".
    let ending = rest.chars().skip(1).flat_map(char::to_lowercase);
    let ending: String = ending.collect();
    if before.ends_with(is_horned_u) || !matches!(ending.as_str(), "ng" | "c" | "u") {
        return None;
    }
    let is_capital = rest.starts_with(char::is_uppercase);
    let letter = if is_capital { "Ư" } else { "ư" };
    Some(format!("{before}{letter}{rest}")).filter(|word| is_syllable(word))
}

fn is_horned_u(c: char) -> bool {
    "ưừứửữựƯỪỨỬỮỰ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_lack_the_letter_are_told() {
        for (word, expected) in [
            ("trờng", Some("trường")),
            ("Chơng", Some("Chương")),
            ("ĐỜNG", Some("ĐƯỜNG")),
            ("nớc", Some("nước")),
            ("đời", None),
            ("sơn", None),
            ("thường", None),
            ("u", None),
        ] {
            assert_eq!(whole(word).as_deref(), expected, "{word}");
        }
    }
}
