//! Lines to the text of a cell or paragraph. A line goes on in the next one if the first word there
//! had no room left; otherwise the author ended it.

use std::rc::Rc;

use super::{
    fonts::Fonts,
    lines::{Line, Word},
};
use crate::{
    import::format::sheet::{Cell, Run, clean},
    reference::legacy_fonts::Encoding,
    text::syllable::is_syllable,
};

/// Width of a space, in shares of the size.
const SPACE: f64 = 0.25;
/// Room that may be left where a word had none, in shares of the size: some programs do not store the
/// spaces at the end of a line, and there may have been two.
const ROOM_SLACK: f64 = 0.3;

/// The same for the next letter of a word: cells that are merged have wider rules.
const LETTER_SLACK: f64 = 0.1;

/// How a line goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// The next word had no room.
    Wrapped,
    /// The next part of a word, behind a hyphen or slash, had no room.
    Inside,
    /// The author ended the line.
    Ended,
}

/// Returns how a line of this room goes on with another.
pub(super) fn break_between(line: &Line, next: &Line, room: f64) -> Break {
    let (Some(last), Some(first)) = (line.words.last(), next.words.first()) else {
        return Break::Ended;
    };
    if line.goes_on {
        return Break::Wrapped;
    }
    let text = last.text();
    if is_broken_word(line, first, room) {
        return Break::Inside;
    }
    if text.ends_with(['.', ';', ':']) && is_list_mark(&first.text()) {
        return Break::Ended;
    }
    let breaks = |c: char| matches!(c, '-' | '/' | '–' | '—');
    let may_break = text.ends_with(breaks) && text.chars().nth(1).is_some();
    let is_inside = may_break && line.n_spaces_behind == 0;
    let space = if is_inside { 0.0 } else { SPACE * line.size };
    let piece = match next.words.get(1) {
        Some(second) if is_range(&text, first, second) => second.right - first.left,
        _ => first_piece(first),
    };
    let is_full = room < line.width() + space + piece + ROOM_SLACK * line.size;
    match (is_full, is_inside) {
        (false, _) if line.n_spaces_behind == 0 || !is_nearly_full(line, space + piece, room) => {
            Break::Ended
        }
        (_, true) => Break::Inside,
        _ => Break::Wrapped,
    }
}

/// Whether a dash stands between two numbers, "2026 - 2030", which are not broken at it.
fn is_range(last: &str, dash: &Word, next: &Word) -> bool {
    matches!(dash.text().as_str(), "-" | "–")
        && last.ends_with(|c: char| c.is_ascii_digit())
        && next.text().starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a narrow column breaks a word between letters, or a number between its digits: the line is one
/// word, and not even the next letter had room.
fn is_broken_word(line: &Line, next: &Word, room: f64) -> bool {
    let [word] = line.words.as_slice() else {
        return false;
    };
    let (text, rest) = (word.text(), next.text());
    let letter = next.width() / rest.chars().count().max(1) as f64;
    line.n_spaces_behind == 0
        && 0.0 < room
        && room < word.width() + letter + LETTER_SLACK * line.size
        && (is_one_word(&text, &rest) || is_one_number(&text, &rest))
}

/// Whether the parts on two lines may be one word: letters go on in letters, and neither capitals nor two
/// syllables begin another word.
fn is_one_word(text: &str, rest: &str) -> bool {
    let is_break = |c: char| !c.is_alphanumeric();
    let last = text.rsplit(is_break).next().unwrap_or_default();
    let first = rest.split(is_break).next().unwrap_or_default();
    let is_upper = |text: &str| text.chars().all(char::is_uppercase);
    let begins_word = first.starts_with(char::is_uppercase) && !(is_upper(last) && is_upper(first));
    let are_words = is_syllable(last) && is_syllable(first);
    last.ends_with(char::is_alphabetic)
        && first.starts_with(char::is_alphabetic)
        && !begins_word
        && (!are_words || is_syllable(&format!("{last}{first}")))
}

/// Whether the parts on two lines may be one number: "12" and "00", "105." and "000".
fn is_one_number(text: &str, rest: &str) -> bool {
    let n_digits = rest.chars().take_while(char::is_ascii_digit).count();
    let before = text.trim_end_matches(['.', ',']);
    let is_grouped = before.len() < text.len() && n_digits == 3;
    before.ends_with(|c: char| c.is_ascii_digit())
        && 0 < n_digits
        && (before.len() == text.len() || is_grouped)
}

/// Whether a word begins an item of a list: `-`, `•`, `1.`, `a)`.
fn is_list_mark(word: &str) -> bool {
    let marks = ["-", "–", "+", "*", "•", "·", "▪", "➢", "✓"];
    let is_numbered = || {
        let number = word.trim_end_matches(['.', ')']);
        let is_number = number.chars().all(|c| c.is_ascii_digit() || c == '.');
        let is_letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
        number.len() < word.len() && number.len() <= 6 && (is_number || is_letter)
    };
    marks.contains(&word) || is_numbered()
}

/// Whether a stored space at the end of a line says that it goes on: where the room is hardly
/// enough, the measure may be wrong.
fn is_nearly_full(line: &Line, added: f64, room: f64) -> bool {
    room < line.width() + added + line.size
}

/// Returns the width of the part of a word up to where a line may break.
fn first_piece(word: &Word) -> f64 {
    let text = word.text();
    let chars: Vec<char> = text.chars().collect();
    // Numbers such as 12/2026 are not broken.
    let end = chars.windows(2).position(|pair| match pair {
        ['-' | '/' | '–', next] => !next.is_ascii_digit(),
        _ => false,
    });
    match end {
        Some(end) if 0 < end => word.width() * (end + 1) as f64 / chars.len() as f64,
        _ => word.width(),
    }
}

/// A text under construction, in parts of one font each.
#[derive(Debug, Default)]
pub(super) struct Composed {
    parts: Vec<(usize, String)>,
    n_bold: usize,
    n_letters: usize,
}

impl Composed {
    /// Composes the lines of a cell or paragraph. `room` is the width that each line may fill.
    pub fn of(lines: &[Line], room: impl Fn(&Line) -> f64, fonts: &Fonts) -> Composed {
        let mut composed = Composed::default();
        let mut before: Option<&Line> = None;
        for line in lines {
            if let Some(before) = before {
                match break_between(before, line, room(before)) {
                    Break::Inside => {}
                    Break::Wrapped => composed.add(&" ".repeat(before.n_spaces_behind.max(1))),
                    Break::Ended => composed.add("\n"),
                }
            }
            for (idx, word) in line.words.iter().enumerate() {
                if 0 < idx {
                    composed.add(&" ".repeat(word.n_spaces.max(1)));
                }
                for (font, text) in &word.parts {
                    let n = text.chars().filter(|c| c.is_alphanumeric()).count();
                    composed.n_letters += n;
                    let is_bold = fonts.get(*font).is_some_and(|font| font.is_bold);
                    composed.n_bold += if is_bold { n } else { 0 };
                    match composed.parts.last_mut() {
                        Some((it, part)) if it == font => part.push_str(text),
                        _ => composed.parts.push((*font, text.clone())),
                    }
                }
            }
            before = Some(line);
        }
        composed
    }

    fn add(&mut self, text: &str) {
        if let Some((_, part)) = self.parts.last_mut() {
            part.push_str(text);
        }
    }

    /// Returns the cell, with its fonts where one of them is from before Unicode.
    pub fn cell(self, fonts: &Fonts) -> Cell {
        let name = |font: usize| fonts.get(font).map(|font| Rc::clone(&font.name));
        let text: String = self.parts.iter().map(|(_, text)| text.as_str()).collect();
        let is_legacy = |font: usize| name(font).is_some_and(|it| Encoding::of_font(&it).is_some());
        let longest = self.parts.iter().max_by_key(|(_, text)| text.len());
        let font = longest.and_then(|(font, _)| name(*font));
        let has_legacy = self.parts.iter().any(|(font, _)| is_legacy(*font));
        let runs = (has_legacy && 1 < self.parts.len()).then(|| {
            let runs = self.parts.iter().map(|(font, text)| Run {
                text: text.clone(),
                font: name(*font),
            });
            Rc::from(runs.collect::<Vec<_>>())
        });
        Cell {
            text: clean(&text),
            bold: 0 < self.n_letters && self.n_letters < 2 * self.n_bold,
            font,
            runs,
            ..Cell::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &[&str], ends_in_space: bool) -> Line {
        let mut x = 0.0;
        let words: Vec<Word> = words
            .iter()
            .map(|text| {
                let width = 5.0 * text.chars().count() as f64;
                let word = Word {
                    left: x,
                    right: x + width,
                    n_spaces: 1,
                    parts: vec![(0, (*text).to_owned())],
                    ..Word::default()
                };
                x += width + 2.5;
                word
            })
            .collect();
        Line {
            left: 0.0,
            right: x - 2.5,
            baseline: 0.0,
            size: 10.0,
            words,
            n_spaces_behind: usize::from(ends_in_space),
            ..Line::default()
        }
    }

    #[test]
    fn a_line_goes_on_where_the_next_word_had_no_room() {
        let next = line(&["toàn"], false);
        let between = |words: &[&str], ends_in_space: bool, room: f64| {
            break_between(&line(words, ends_in_space), &next, room)
        };
        assert_eq!(between(&["trực", "tuyến"], false, 50.0), Break::Wrapped);
        assert_eq!(between(&["trực", "tuyến"], false, 90.0), Break::Ended);
        assert_eq!(between(&["trực", "tuyến"], true, 90.0), Break::Ended);
        // A heading in a narrow column: "ST", "T".
        let letter = line(&["T"], false);
        assert_eq!(
            break_between(&line(&["ST"], false), &letter, 12.0),
            Break::Inside
        );
        assert_eq!(
            break_between(&line(&["ST"], false), &letter, 15.5),
            Break::Inside
        );
        // Words and numbers begin anew: "Tháng", "02/2027"; "Quý", "IV"; "STT", "No.".
        for (first, second) in [
            ("Tháng", "02/2027"),
            ("Quý", "IV"),
            ("STT", "No."),
            ("Đạt/Không", "đạt"),
            ("hộ", "nghèo,"),
        ] {
            let next = line(&[second], false);
            let room = 5.0 * first.chars().count() as f64 + 1.0;
            let found = break_between(&line(&[first], false), &next, room);
            assert_ne!(found, Break::Inside, "{first} {second}");
        }
        for (first, second) in [("105.", "000"), ("thươ", "ng"), ("12", "000")] {
            let next = line(&[second], false);
            let room = 5.0 * first.chars().count() as f64 + 1.0;
            let found = break_between(&line(&[first], false), &next, room);
            assert_eq!(found, Break::Inside, "{first} {second}");
        }
        // Two words in a column as wide as the longest: "Đơn", "vị".
        let word = line(&["vị"], false);
        let of_word = |first: &str| break_between(&line(&[first], false), &word, 18.0);
        assert_ne!(of_word("Đơn"), Break::Inside);
        assert_eq!(of_word("bvđ"), Break::Inside);
        assert_eq!(between(&["2026-"], false, 30.0), Break::Inside);
        assert_eq!(between(&["2026", "-"], true, 40.0), Break::Wrapped);
    }
}
