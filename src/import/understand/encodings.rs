//! Recovers text that is not in Unicode: first UTF-8 that was read in another encoding, then legacy
//! fonts. What cannot be recovered is named.

use super::legacy_fonts;
use crate::{
    import::{Note, format::sheet::Sheet},
    text::{column_letter::column_letter, misread},
    wording::Key,
};

/// Minimum number of words with a question mark inside that count as lost letters.
const LOST_MIN: usize = 3;

/// Converts the cells of `sheet` in place, with a note for each column that was converted.
pub(in crate::import) fn convert(sheet: &mut Sheet, notes: &mut Vec<Note>) {
    if let Some(name) = misread::recovered(&sheet.name) {
        sheet.name = name;
    }
    let mut counts: Vec<usize> = Vec::new();
    let mut candidates = legacy_fonts::Candidates::default();
    let mut may_have_lost = false;
    // One look at each cell: a sheet may have millions.
    for (idx, line) in sheet.lines.iter_mut().enumerate() {
        for (column, cell) in line.cells.iter_mut().enumerate() {
            if cell.text.is_empty() {
                continue;
            }
            if let Some(meant) = misread::recovered(&cell.text) {
                cell.text = meant;
                cell.runs = None;
                if counts.len() <= column {
                    counts.resize(column + 1, 0);
                }
                counts.iter_mut().skip(column).take(1).for_each(|n| *n += 1);
            }
            candidates.visit(idx, column, cell);
            may_have_lost |= has_marks(&cell.text);
        }
    }
    let counts = counts.into_iter().enumerate().filter(|(_, n)| 0 < *n);
    notes.extend(counts.map(|(column, n)| {
        let message = Key::NoteMisread.with([column_letter(column), n.to_string()]);
        sheet.note(None, message)
    }));
    legacy_fonts::convert(sheet, candidates, notes);
    if may_have_lost {
        note_lost_letters(sheet, notes);
    }
}

/// Whether a text has a question mark, or a replacement character (EF BF BD).
fn has_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'?', 0xEF, bytes).any(|at| {
        matches!(bytes.get(at..at + 3), Some([0xEF, 0xBF, 0xBD])) || bytes.get(at) == Some(&b'?')
    })
}

/// Names letters that a program replaced by question marks: `K? ho?ch`.
fn note_lost_letters(sheet: &Sheet, notes: &mut Vec<Note>) {
    let mut n = 0;
    let mut first = None;
    for line in &sheet.lines {
        for (column, cell) in line.filled() {
            let n_here = n_lost(&cell.text);
            n += n_here;
            if 0 < n_here && first.is_none() {
                let place = format!("{}{}", column_letter(column), line.row + 1);
                first = Some((place, cell.text.chars().take(60).collect::<String>()));
            }
        }
    }
    if let Some((place, text)) = first.filter(|_| LOST_MIN <= n) {
        let message = Key::NoteLettersLost.with([n.to_string(), place, text]);
        notes.push(sheet.note(None, message));
    }
}

/// Returns the number of words in which a letter was replaced.
fn n_lost(text: &str) -> usize {
    if !has_marks(text) {
        return 0;
    }
    let is_lost = |word: &&str| {
        // An address may have a question mark before its parameters.
        if word.contains(['/', '=', ':']) {
            return false;
        }
        let mut letters = word.split(['?', char::REPLACEMENT_CHARACTER]);
        let begins = letters
            .next()
            .is_some_and(|part| part.ends_with(char::is_alphabetic));
        let goes_on = letters.any(|part| part.starts_with(char::is_alphabetic));
        word.contains(char::REPLACEMENT_CHARACTER) || (begins && goes_on)
    };
    text.split_whitespace().filter(is_lost).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_letters_are_told_from_questions() {
        for (text, expected) in [
            ("Nhi?m v?, gi?i pháp ch? y?u", 3),
            ("K? ho?ch chuy?n đ?i", 3),
            ("N\u{fffd}i dung", 1),
            ("Có hay không?", 0),
            ("Vì sao?Thế nào? (?)", 1),
            ("https://a.vn/x?y=1", 0),
            ("Kế hoạch", 0),
        ] {
            assert_eq!(n_lost(text), expected, "{text}");
        }
    }
}
