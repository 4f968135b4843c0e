//! Glyphs to lines of words. A word ends where the measured distance to the next letter is that of
//! a space: spaces that a page stores may have no width, and letters that kerning moved apart are
//! none.

use super::{
    glyphs::compose_accents,
    overprint::{is_overprinted, without_doubles},
    page::{Glyph, SLANTED, turned_back},
    raised::{SIZE_MAX, mark_raised},
};

/// Distance between letters from which on they belong to two words, in shares of the size.
const SPACE_MIN: f64 = 0.16;
/// The same where the page stores a space.
const STORED_SPACE_MIN: f64 = 0.07;
/// Maximum distance between the baselines of a line, in shares of the size: a raised figure belongs
/// to it.
const RAISED_MAX: f64 = 0.45;

/// The same for a mark that stands right behind a letter of a larger size, the distance to this letter, and
/// to the last of the line, and the number of its digits.
const MARK_RISE_MAX: f64 = 0.8;
const MARK_GAP_MAX: f64 = 0.2;
const MARK_GAP_AT_END: f64 = 1.2;
const MARK_GLYPHS_MAX: usize = 3;

/// Maximum number of spaces between two words that are kept.
const SPACES_MAX: usize = 20;

/// A line of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub words: Vec<Word>,
    /// Number of spaces that are stored behind the last word.
    pub n_spaces_behind: usize,
    /// Whether it is known to go on in the next line.
    pub goes_on: bool,
    /// Number of its page.
    pub page: usize,
    /// Whether texts are printed over each other, so that their letters cannot be told apart.
    pub is_overprinted: bool,
    /// Whether it may as well be several headings.
    pub is_unsure: bool,
    /// How it begins below another line of its column.
    pub start: Start,
}

/// How a text begins below another of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Start {
    #[default]
    Unknown,
    /// The line above is full, and this one begins with a small letter.
    GoesOn,
    /// The first word had room in the line above.
    Anew,
    /// The text is bold, or the one above is.
    OtherWeight,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    /// Number of spaces that are stored before the word.
    pub n_spaces: usize,
    pub is_bold: bool,
    /// The word in parts of one font each.
    pub parts: Vec<(usize, String)>,
}

impl Word {
    pub fn text(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect()
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }
}

impl Line {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn text(&self) -> String {
        let words: Vec<String> = self.words.iter().map(Word::text).collect();
        words.join(" ")
    }

    pub fn is_bold(&self) -> bool {
        self.words.iter().all(|word| word.is_bold)
    }

    /// Returns a line at the same place with one word.
    pub fn with_word(&self, word: Word) -> Line {
        Line {
            left: word.left,
            right: word.right,
            baseline: self.baseline,
            size: self.size,
            words: vec![word],
            page: self.page,
            is_overprinted: self.is_overprinted,
            ..Line::default()
        }
    }

    /// Returns the line so much lower, on a page with this number.
    pub fn lowered(&self, shift: f64, page: usize) -> Line {
        let mut line = self.clone();
        line.baseline += shift;
        line.page = page;
        for word in &mut line.words {
            word.baseline += shift;
        }
        line
    }

    pub fn top(&self) -> f64 {
        self.baseline - 0.8 * self.size
    }

    /// Whether most letters have a font for which `is_bold` holds.
    pub fn has_mostly(&self, is_bold: impl Fn(usize) -> bool) -> bool {
        let (mut n_bold, mut n) = (0, 0);
        for (font, text) in self.words.iter().flat_map(|word| &word.parts) {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            n += letters;
            n_bold += if is_bold(*font) { letters } else { 0 };
        }
        0 < n && n < 2 * n_bold
    }

    /// Splits the line where words are far apart, in shares of the size: the two sides of a
    /// letterhead, or the cells of a row.
    pub fn split(self, gap: f64) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for word in self.words {
            match lines.last_mut() {
                Some(line) if word.left - line.right <= gap * self.size => {
                    line.right = word.right;
                    line.words.push(word);
                }
                _ => {
                    let line = Line {
                        baseline: self.baseline,
                        size: self.size,
                        is_overprinted: self.is_overprinted,
                        ..Line::default()
                    };
                    lines.push(line.with_word(word));
                }
            }
        }
        if let Some(last) = lines.last_mut() {
            last.n_spaces_behind = self.n_spaces_behind;
        }
        lines
    }
}

/// Returns the lines that glyphs make, from top to bottom. Those that are turned come last.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut upright = Vec::new();
    let mut turned: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        match usize::from(glyph.turn) {
            0 => upright.push(glyph),
            turn => {
                let turn = turn.min(usize::from(SLANTED) - 1);
                turned
                    .iter_mut()
                    .skip(turn)
                    .take(1)
                    .for_each(|it| it.push(glyph.clone()));
            }
        }
    }
    let mut lines = rows(upright);
    for (turn, mut glyphs) in (0u8..).zip(turned) {
        let reach = glyphs
            .iter()
            .fold(0.0f64, |it, glyph| it.max(glyph.x).max(glyph.y));
        let first = glyphs.first().map(|glyph| (glyph.x, glyph.y));
        for glyph in &mut glyphs {
            (glyph.x, glyph.y) = turned_back((glyph.x, glyph.y), turn, (reach, reach));
        }
        let mut of_turn = rows(glyphs);
        // Their places are of no use, but that of the first.
        for line in &mut of_turn {
            let (x, y) = first.unwrap_or_default();
            (line.left, line.right, line.baseline) = (x, x + line.size, y);
        }
        lines.extend(of_turn);
    }
    lines
}

/// Groups upright glyphs into lines.
fn rows(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|left, right| left.y.total_cmp(&right.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        // A raised figure comes before its line, a lowered one behind it.
        let fits = |row: &&mut Row| {
            let size = row.size.max(glyph.size);
            (glyph.y - row.baseline).abs() <= RAISED_MAX * size
        };
        match rows.iter_mut().rev().take(3).find(fits) {
            Some(row) => {
                if row.size < glyph.size && !glyph.is_space() {
                    (row.size, row.baseline) = (glyph.size, glyph.y);
                }
                row.glyphs.push(glyph);
            }
            None => rows.push(Row {
                baseline: glyph.y,
                size: glyph.size,
                glyphs: vec![glyph],
            }),
        }
    }
    attach_marks(&mut rows);
    let mut lines: Vec<Line> = rows.into_iter().filter_map(Row::line).collect();
    lines.sort_by(|left, right| left.baseline.total_cmp(&right.baseline));
    lines
}

/// Puts raised marks that are above the reach of their line into it: each stands right behind a letter.
fn attach_marks(rows: &mut Vec<Row>) {
    let is_behind = |mark: &Row, row: &Row| {
        let Some(first) = mark.glyphs.iter().map(|it| it.x).min_by(f64::total_cmp) else {
            return false;
        };
        let rise = row.baseline - mark.baseline;
        let letters = || row.glyphs.iter().filter(|it| !it.is_space());
        let gaps = letters().map(|it| first - it.x - it.width);
        let is_last = letters().all(|it| it.x < first);
        let gap_max = if is_last {
            MARK_GAP_AT_END
        } else {
            MARK_GAP_MAX
        };
        mark.size <= SIZE_MAX * row.size
            && 0.0 < rise
            && rise <= MARK_RISE_MAX * row.size
            && gaps.clone().any(|gap| gap.abs() <= gap_max * row.size)
    };
    let mut idx = 0;
    while let Some(mark) = rows.get(idx) {
        let of_mark = mark.glyphs.iter().filter(|it| !it.is_space());
        let is_mark = (1..=MARK_GLYPHS_MAX).contains(&of_mark.clone().count())
            && of_mark
                .clone()
                .all(|it| it.text.chars().all(|c| c.is_ascii_digit()));
        let mut near = (idx + 1..).zip(rows.iter().skip(idx + 1).take(3));
        let own = near.find(|(_, row)| is_mark && is_behind(mark, row));
        let Some((own, _)) = own else {
            idx += 1;
            continue;
        };
        let mark = rows.remove(idx);
        if let Some(row) = rows.get_mut(own - 1) {
            row.glyphs.extend(mark.glyphs);
        }
    }
}

struct Row {
    baseline: f64,
    size: f64,
    glyphs: Vec<Glyph>,
}

impl Row {
    fn line(mut self) -> Option<Line> {
        self.glyphs
            .sort_by(|left, right| left.x.total_cmp(&right.x));
        let mut letters = without_doubles(compose_accents(self.glyphs));
        mark_raised(&mut letters, self.size, self.baseline);
        let is_overprinted = is_overprinted(&letters);
        let gap_min = self.size * SPACE_MIN + usual_gap(&letters);
        let mut line = Line {
            baseline: self.baseline,
            size: self.size,
            is_overprinted,
            ..Line::default()
        };
        let mut n_spaces = 0;
        for glyph in letters {
            if glyph.is_space() {
                n_spaces += glyph.text.chars().count().max(1);
                continue;
            }
            let right = glyph.x + glyph.width;
            let gap = line.words.last().map_or(0.0, |word| glyph.x - word.right);
            let is_new = line.words.is_empty()
                || gap_min <= gap
                || (0 < n_spaces && self.size * STORED_SPACE_MIN <= gap);
            let n_before = std::mem::take(&mut n_spaces);
            if is_new {
                line.words.push(Word {
                    left: glyph.x,
                    right,
                    baseline: line.baseline,
                    size: line.size,
                    n_spaces: n_before.min(SPACES_MAX),
                    is_bold: glyph.is_bold,
                    parts: Vec::new(),
                });
            }
            if let Some(word) = line.words.last_mut() {
                word.right = word.right.max(right);
                match word.parts.last_mut() {
                    Some((font, text)) if *font == glyph.font => text.push_str(&glyph.text),
                    _ => word.parts.push((glyph.font, glyph.text)),
                }
            }
        }
        line.n_spaces_behind = n_spaces.min(SPACES_MAX);
        line.left = line.words.first()?.left;
        line.right = line.words.last()?.right;
        Some(line)
    }
}

/// Returns the distance that letters of a line usually have: more than nothing where they are
/// spaced out.
fn usual_gap(letters: &[Glyph]) -> f64 {
    let pairs = letters.windows(2);
    let mut gaps: Vec<f64> = pairs
        .filter_map(|pair| match pair {
            [left, right] if !left.is_space() && !right.is_space() => {
                Some(right.x - left.x - left.width)
            }
            _ => None,
        })
        .collect();
    gaps.sort_by(f64::total_cmp);
    let size = letters.iter().fold(0.0f64, |it, glyph| it.max(glyph.size));
    let median = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    // Where only every other pair is apart, the words are short.
    let least = gaps.get(gaps.len() / 4).copied().unwrap_or(0.0);
    let usual = if 4 < gaps.len() {
        median.min(least * 1.5)
    } else {
        0.0
    };
    usual.clamp(0.0, size / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(letters: &[(&str, f64, f64)]) -> Vec<Glyph> {
        let letters = letters.iter().map(|(text, x, width)| Glyph {
            text: (*text).to_owned(),
            x: *x,
            y: 100.0,
            width: *width,
            size: 10.0,
            font: 0,
            is_bold: false,
            turn: 0,
            part: 0,
        });
        letters.collect()
    }

    fn text(letters: &[(&str, f64, f64)]) -> String {
        let lines = lines(glyphs(letters));
        let texts: Vec<String> = lines.iter().map(Line::text).collect();
        texts.join("|")
    }

    #[test]
    fn words_end_where_the_distance_is_that_of_a_space() {
        // Kerned apart, with a stored space that has no room, and with a real one.
        let kerned = [
            ("Đ", 0.0, 7.0),
            ("I", 7.3, 3.0),
            ("Ề", 9.9, 6.0),
            (" ", 15.9, 2.5),
            ("U", 16.0, 7.0),
        ];
        assert_eq!(text(&kerned), "ĐIỀU");
        let spaced = [("a", 0.0, 5.0), (" ", 5.0, 2.5), ("b", 7.5, 5.0)];
        assert_eq!(text(&spaced), "a b");
        let without_stored = [("a", 0.0, 5.0), ("b", 7.5, 5.0)];
        assert_eq!(text(&without_stored), "a b");
    }

    #[test]
    fn letters_that_are_spaced_out_are_one_word() {
        let letters = ["C", "Ộ", "N", "G", "H", "Ò", "A"];
        let mut x = 0.0;
        let spaced: Vec<(&str, f64, f64)> = letters
            .iter()
            .enumerate()
            .map(|(idx, letter)| {
                x += if idx == 4 { 7.0 } else { 2.0 };
                let place = (*letter, x, 6.0);
                x += 6.0;
                place
            })
            .collect();
        assert_eq!(text(&spaced), "CỘNG HÒA");
    }

    #[test]
    fn accents_drawn_over_a_letter_belong_to_it() {
        assert_eq!(
            text(&[("e", 0.0, 5.0), ("´", 0.5, 4.0), ("m", 5.0, 7.0)]),
            "e\u{301}m"
        );
        assert_eq!(text(&[("a", 0.0, 5.0), ("~", 5.0, 5.0)]), "a~");
    }

    #[test]
    fn a_letter_drawn_twice_is_one_and_a_raised_one_stays_in_its_line() {
        let twice = [("a", 0.0, 5.0), ("a", 0.2, 5.0), ("b", 5.0, 5.0)];
        assert_eq!(text(&twice), "ab");
        let mut raised = glyphs(&[("m", 0.0, 8.0), ("2", 8.0, 3.0)]);
        raised[1].y -= 3.5;
        raised[1].size = 6.0;
        assert_eq!(lines(raised.clone())[0].text(), "m²");
        // Far above its line.
        raised[1].y -= 4.0;
        let found = lines(raised);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text(), "m²");
    }

    #[test]
    fn letters_that_mark_a_footnote_are_in_brackets() {
        let mut marked = glyphs(&[("ã", 0.0, 5.0), ("i", 5.0, 2.0), ("i", 7.0, 2.0)]);
        for glyph in &mut marked[1..] {
            glyph.y -= 3.5;
            glyph.size = 6.0;
        }
        assert_eq!(lines(marked)[0].text(), "ã(ii)");
        // Small letters on the line are none.
        let mut small = glyphs(&[("9", 0.0, 5.0), ("1", 5.0, 3.0)]);
        small[1].size = 6.0;
        assert_eq!(lines(small)[0].text(), "91");
    }

    #[test]
    fn text_that_is_turned_is_read_along() {
        let mut turned = glyphs(&[("a", 50.0, 5.0), ("b", 50.0, 5.0)]);
        for (glyph, y) in turned.iter_mut().zip([90.0, 85.0]) {
            (glyph.turn, glyph.y) = (3, y);
        }
        assert_eq!(lines(turned)[0].text(), "ab");
    }
}
