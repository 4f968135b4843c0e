//! Titles of sections in a table without rules: each is one text, which stands out from the rows and may run
//! over their columns.

use std::ops::Range;

use super::{
    columns::Columns,
    lines::{Line, Word},
    placing::{Piece, Placed},
    strips::Spacing,
};
use crate::model::{Ordinal, OrdinalStyle};

/// Maximum distance of two lines of a title, in sizes.
const PITCH_MAX: f64 = 1.7;
/// Minimum number of lines that tell the columns.
const LINES_MIN: usize = 4;
/// How far a title may be from the middle of the columns, in sizes.
const MIDDLE_OFF_MAX: f64 = 0.7;
/// By how much titles of one kind may be elsewhere, in points.
const LIKE_SHIFT: f64 = 1.0;
/// Number of lines before and behind that are looked at for titles like one.
const NEAR: usize = 200;
/// Minimum number of letters of a text in capitals that stands out.
const CAPITALS_MIN: usize = 5;

/// Tells which lines are titles.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// The first line that was looked at.
    start: usize,
    kinds: Vec<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    None,
    /// With the ordinal of its section.
    Numbered,
    /// One text that stands out, with no ordinal beside it.
    Loose,
}

impl Titles {
    /// Finds titles among the lines of a body, whose ordinals are in `place`.
    pub fn find(lines: &[Line], body: Range<usize>, place: (f64, f64)) -> Titles {
        let own = lines.get(body.clone()).unwrap_or_default();
        let spacing = Spacing::of(own.iter());
        let usual = Usual::of(own, place);
        let mut kinds: Vec<Kind> = own
            .iter()
            .map(|line| match has_ordinal(line, place) {
                true if usual.is_title(line, spacing) => Kind::Numbered,
                false
                    if is_one(&line.words, spacing, line.size) && usual.stands_out(&line.words) =>
                {
                    Kind::Loose
                }
                _ => Kind::None,
            })
            .collect();
        // The bold text of an item is above and below the line of its ordinal.
        let of_item = |kinds: &[Kind], idx: usize, beside: usize| {
            let (Some(line), Some(other)) = (own.get(idx), own.get(beside)) else {
                return false;
            };
            let is_near = (line.baseline - other.baseline).abs() <= PITCH_MAX * line.size;
            let is_item = kinds.get(beside) == Some(&Kind::None);
            // The ordinal of a section stands alone beside its title. A total has none.
            let is_row = has_ordinal(other, place) || !is_one(&other.words, spacing, other.size);
            let is_beside_item = is_row
                && 1 < other.words.len()
                && (line.baseline - other.baseline).abs() < line.size;
            is_near && is_item && (is_beside_item || usual.has_emphasis_over(other, line))
        };
        let n = kinds.len();
        let downwards = (1..n).map(|idx| (idx - 1, idx));
        let upwards = (1..n).rev().map(|idx| (idx, idx - 1));
        for (beside, idx) in downwards.chain(upwards) {
            if kinds.get(idx) == Some(&Kind::Loose) && of_item(&kinds, idx, beside) {
                kinds
                    .iter_mut()
                    .skip(idx)
                    .take(1)
                    .for_each(|it| *it = Kind::None);
            }
        }
        Titles {
            start: body.start,
            kinds,
        }
    }

    /// Returns the first of some lines above the body that is one text as its titles are, and stands where one
    /// of them does.
    pub fn first_like(&self, lines: &[Line], above: Range<usize>) -> Option<usize> {
        let body = lines.get(self.start..).unwrap_or_default();
        let titles = body.iter().zip(&self.kinds);
        let titles = titles.filter(|(_, kind)| **kind == Kind::Loose);
        let titles: Vec<&Line> = titles.map(|(line, _)| line).collect();
        let spacing = Spacing::of(lines.iter());
        let is_near = |one: f64, other: f64| (one - other).abs() <= LIKE_SHIFT;
        let mut above = above;
        above.find(|idx| {
            let Some(line) = lines.get(*idx) else {
                return false;
            };
            let is_bold = line.words.iter().all(|word| word.is_bold);
            is_bold
                && line.text().starts_with(char::is_uppercase)
                && is_one(&line.words, spacing, line.size)
                && titles.iter().any(|title| {
                    is_near(title.left, line.left)
                        || is_near(title.left + title.right, line.left + line.right)
                })
        })
    }

    /// Returns the lines of the body that tell its columns: those that are no titles, if there are enough.
    pub fn without<'l>(&self, body: &'l [Line]) -> Vec<&'l Line> {
        let kinds = self.kinds.iter();
        let others = body.iter().zip(kinds).filter(|it| *it.1 == Kind::None);
        let others: Vec<&Line> = others.map(|(line, _)| line).collect();
        match others.len() < LINES_MIN {
            true => body.iter().collect(),
            false => others,
        }
    }

    /// Puts titles into the column behind that of the ordinals. A title without an ordinal is a row.
    pub fn place(&self, lines: &mut [Placed], columns: &Columns) {
        let Some(lines) = lines.get_mut(self.start..) else {
            return;
        };
        let parts = self.parts(lines, columns);
        for (number, part) in parts.iter().enumerate() {
            let has_ordinal = self.kinds.get(number) == Some(&Kind::Numbered);
            if let Some(line) = lines.get_mut(number).filter(|_| *part) {
                line.pieces = title_pieces(&line.pieces, has_ordinal);
            }
        }
        let mut from = 0;
        for to in 1..=parts.len() {
            let is_end = to == parts.len()
                || parts.get(to - 1..=to) != Some(&[true, true])
                || !are_near(lines.get(to - 1), lines.get(to));
            if !is_end {
                continue;
            }
            let own = self.kinds.get(from..to).unwrap_or_default();
            let is_run = parts.get(from) == Some(&true);
            if is_run && !own.contains(&Kind::Numbered) && !has_ordinal_beside(lines, from..to) {
                let first = lines.get_mut(from);
                first.into_iter().for_each(|line| line.is_row = true);
            }
            from = to;
        }
    }

    /// Whether a text stands in the middle below or above other titles, but not as the texts of its column
    /// do: their cells are over several columns.
    fn is_over_columns(&self, lines: &[Placed], idx: usize) -> bool {
        let single = |line: &Placed| match line.pieces.as_slice() {
            [(from, _, text)] => Some((*from, middle(text), text.left)),
            _ => None,
        };
        let Some((line, (column, own, left))) =
            lines.get(idx).and_then(|line| Some((line, single(line)?)))
        else {
            return false;
        };
        let kinds = self.kinds.iter().zip(lines);
        let near = kinds.skip(idx.saturating_sub(NEAR)).take(2 * NEAR);
        let titles = near.clone().filter(|(kind, _)| **kind == Kind::Loose);
        let mut titles = titles.filter_map(|(_, line)| single(line));
        let is_like = titles.any(|(_, other, start)| {
            (other - own).abs() <= LIKE_SHIFT && line.size < (start - left).abs()
        });
        let others = near.filter(|(kind, _)| **kind == Kind::None);
        let others = others.flat_map(|(_, line)| &line.pieces);
        let others = others.filter(|(from, to, _)| (*from, *to) == (column, column));
        let is_below = |it: &&Piece| (middle(&it.2) - own).abs() <= 2.0 * LIKE_SHIFT;
        let n_below = others.clone().filter(is_below).count();
        is_like && 2 * n_below < others.count()
    }

    /// Returns which lines are parts of titles: those with an ordinal, those that run over columns, and those
    /// close to one.
    fn parts(&self, lines: &[Placed], columns: &Columns) -> Vec<bool> {
        let with_lines = || self.kinds.iter().zip(lines);
        let mut parts: Vec<bool> = with_lines()
            .enumerate()
            .map(|(idx, (kind, line))| match kind {
                Kind::Numbered => true,
                Kind::Loose => is_in_place(line, columns) || self.is_over_columns(lines, idx),
                Kind::None => false,
            })
            .collect();
        let n = parts.len();
        let downwards = (1..n).map(|idx| (idx - 1, idx));
        let upwards = (1..n).rev().map(|idx| (idx, idx - 1));
        for (known, idx) in downwards.chain(upwards) {
            let is_loose = self.kinds.get(idx) == Some(&Kind::Loose);
            let is_beside = parts.get(known) == Some(&true)
                && are_near(lines.get(known.min(idx)), lines.get(known.max(idx)));
            if let Some(part) = parts.get_mut(idx) {
                *part |= is_loose && is_beside;
            }
        }
        parts
    }
}

fn middle(text: &Line) -> f64 {
    (text.left + text.right) / 2.0
}

/// Whether a text stands where titles do: not in the column of another text, but in the middle of a cell over
/// all columns, with or without that of the ordinals.
fn is_in_place(line: &Placed, columns: &Columns) -> bool {
    let [(from, to, text)] = line.pieces.as_slice() else {
        return true;
    };
    let last = columns.len() - 1;
    let is_middle = |from: usize| {
        columns.off_middle((text.left, text.right), (from, last)) <= MIDDLE_OFF_MAX * text.size
    };
    from < to || *from <= 1 || is_middle(0) || is_middle(1)
}

/// Whether a line directly follows another, which may be the last of its page.
fn are_near(above: Option<&Placed>, line: Option<&Placed>) -> bool {
    let (Some(above), Some(line)) = (above, line) else {
        return false;
    };
    above.page != line.page || line.baseline - above.baseline <= PITCH_MAX * line.size
}

/// Whether an ordinal stands alone in the middle of a title, half a line beside the next one of it.
fn has_ordinal_beside(lines: &[Placed], title: Range<usize>) -> bool {
    let beside = [title.start.checked_sub(1), Some(title.end)];
    let ordinals = beside
        .into_iter()
        .flatten()
        .filter_map(|idx| lines.get(idx));
    let mut ordinals =
        ordinals.filter(|line| line.is_row && matches!(line.pieces.as_slice(), [(_, 0, _)]));
    let own = lines.get(title).unwrap_or_default();
    ordinals.any(|ordinal| {
        let mut own = own.iter();
        own.any(|line| (line.baseline - ordinal.baseline).abs() < line.size)
    })
}

/// Returns the pieces of a title: its ordinal, and its text in the column behind.
fn title_pieces(pieces: &[Piece], has_ordinal: bool) -> Vec<Piece> {
    let words = pieces.iter().flat_map(|(_, _, piece)| &piece.words);
    let (mut ordinal, mut text): (Option<Piece>, Option<Line>) = Default::default();
    let Some((_, _, first)) = pieces.first() else {
        return Vec::new();
    };
    for (idx, word) in words.enumerate() {
        let word = word.clone();
        match &mut text {
            _ if idx == 0 && has_ordinal => ordinal = Some((0, 0, first.with_word(word))),
            Some(text) => {
                text.right = word.right;
                text.words.push(word);
            }
            None => text = Some(first.with_word(word)),
        }
    }
    let text = text.map(|text| (1, 1, text));
    ordinal.into_iter().chain(text).collect()
}

/// Whether a line begins with an ordinal in its place.
pub(super) fn has_ordinal(line: &Line, (left, right): (f64, f64)) -> bool {
    let middle = |word: &Word| (word.left + word.right) / 2.0;
    line.words.first().is_some_and(|word| {
        (left..right).contains(&middle(word)) && Ordinal::parse(&word.text()).is_some()
    })
}

/// What most lines of a body have.
struct Usual {
    is_bold: bool,
    is_capital: bool,
    /// Whether items have numbers, so that other ordinals are those of sections.
    has_numbers: bool,
}

impl Usual {
    fn of(lines: &[Line], place: (f64, f64)) -> Usual {
        let words = || lines.iter().flat_map(|line| &line.words);
        let n_bold = words().filter(|word| word.is_bold).count();
        let n_capital = lines.iter().filter(|line| is_capital(&line.words)).count();
        let ordinals = lines.iter().filter(|line| has_ordinal(line, place));
        let n_numbers = ordinals.clone().filter(|line| has_number(line)).count();
        Usual {
            is_bold: words().count() < 2 * n_bold,
            is_capital: lines.len() < 2 * n_capital,
            has_numbers: ordinals.count() < 2 * n_numbers,
        }
    }

    /// Whether a text stands out from the others.
    fn stands_out(&self, words: &[Word]) -> bool {
        let is_bold = !words.is_empty() && words.iter().all(|word| word.is_bold);
        (is_bold && !self.is_bold) || (is_capital(words) && !self.is_capital)
    }

    /// Whether the one text behind an ordinal is a title.
    fn is_title(&self, line: &Line, spacing: Spacing) -> bool {
        let text = line.words.get(1..).unwrap_or_default();
        !text.is_empty()
            && is_one(text, spacing, line.size)
            && (self.stands_out(text) || (self.has_numbers && has_capital_ordinal(line)))
    }

    /// Whether the text of another line above or below stands out too.
    fn has_emphasis_over(&self, other: &Line, line: &Line) -> bool {
        let over = other.words.iter();
        let over = over.filter(|word| word.left < line.right && line.left < word.right);
        let over: Vec<Word> = over.cloned().collect();
        self.stands_out(&over)
    }
}

/// Whether words are one text: no further apart than a space.
pub(super) fn is_one(words: &[Word], spacing: Spacing, size: f64) -> bool {
    let mut pairs = words.windows(2);
    pairs.all(|pair| match pair {
        [before, word] => !spacing.is_apart(before, word, size),
        _ => false,
    })
}

pub(super) fn is_capital(words: &[Word]) -> bool {
    let text: String = words.iter().map(Word::text).collect();
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    CAPITALS_MIN <= letters().count() && letters().all(char::is_uppercase)
}

fn style(line: &Line) -> Option<OrdinalStyle> {
    let first = line.words.first()?;
    Ordinal::parse(&first.text()).map(|it| it.style())
}

/// Whether the ordinal of a line is a number.
fn has_number(line: &Line) -> bool {
    style(line) == Some(OrdinalStyle::Arabic)
}

/// Whether the ordinal of a line is that of a section: `I`, `A`.
fn has_capital_ordinal(line: &Line) -> bool {
    matches!(
        style(line),
        Some(OrdinalStyle::Roman | OrdinalStyle::UpperLetter)
    )
}

/// Returns the first line below the headings of a table, up to `start`, that is a title of its first
/// section.
pub(super) fn first_title(lines: &[Line], headings: Range<usize>, start: usize) -> usize {
    let Some(heading) = lines.get(headings.start) else {
        return start;
    };
    let spacing = Spacing::of(lines.iter());
    let columns = heading.clone().split(spacing.headings_gap());
    let mut below = headings.end..start;
    let title = below.find(|idx| {
        lines.get(*idx).is_some_and(|line| {
            is_one(&line.words, spacing, line.size) && is_title_below(line, &columns)
        })
    });
    title.unwrap_or(start)
}

/// Whether one text below headings is a title: it stands below several, is in capitals while the heading is
/// not, or does not lie in the middle below it, as the next line of a heading does.
pub(super) fn is_title_below(line: &Line, headings: &[Line]) -> bool {
    let over = headings.iter();
    let over: Vec<&Line> = over
        .filter(|it| it.left < line.right && line.left < it.right)
        .collect();
    let is_bold = line.words.iter().all(|word| word.is_bold);
    let begins = line.text().starts_with(char::is_uppercase);
    let middle = |line: &Line| (line.left + line.right) / 2.0;
    match over.as_slice() {
        _ if !begins || !(is_bold || is_capital(&line.words)) => false,
        [] => false,
        [heading] => {
            let is_capital = is_capital(&line.words) && !is_capital(&heading.words);
            let is_apart = |left: f64, right: f64| line.size < (left - right).abs();
            let is_elsewhere =
                is_apart(line.left, heading.left) && is_apart(middle(line), middle(heading));
            is_capital || is_elsewhere
        }
        _ => true,
    }
}
