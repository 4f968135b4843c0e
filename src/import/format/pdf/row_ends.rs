//! Where the rows of a table without rules end: totals, which have no ordinal, and the lines below the
//! table.

use std::ops::Range;

use super::{
    lines::{Line, Word},
    placing::Placed,
    strips::Spacing,
    titles::is_one,
};
use crate::reference::closing_words;

/// How many lines below a broken figure its rest may stand: the line of the ordinal may be between them.
const REST_DISTANCE: usize = 2;
/// Minimum number of ordinals of a table that has notes with marks below it.
const ORDINALS_MIN: usize = 2;
/// Words with which totals begin.
const TOTALS: [&str; 3] = ["tổng", "cộng", "toàn"];
/// Maximum distance of two lines of a row, in sizes.
const PITCH_MAX: f64 = 1.6;
/// The same in shares of the distance that most lines have.
const GAP_MAX: f64 = 1.8;
/// Number of words of a line that is no cell, if it is one text over several columns.
const SENTENCE_MIN: usize = 4;
/// Number of texts of a line that is a sentence, if they are no further apart than words.
const PIECES_MIN: usize = 3;

/// Whether a line is one of those below tables, by its first words.
pub(super) fn closes(line: &Line) -> bool {
    closing_words::may_close(&line.text())
}

/// Returns the line behind the body of a table whose last ordinal is on line `last`: lines that follow
/// closely may belong to its row.
pub(super) fn end_of_body(lines: &[Line], last: usize, end: usize) -> usize {
    let mut body_end = last + 1;
    while body_end < end
        && let [above, line] = lines.get(body_end - 1..=body_end).unwrap_or_default()
        && line.baseline - above.baseline <= PITCH_MAX * line.size
        && !closes(line)
    {
        body_end += 1;
    }
    body_end
}

/// Returns the line of the total above the first ordinal: its name, and figures that are no years.
pub(super) fn first_total(lines: &[Line], mut above: Range<usize>) -> Option<usize> {
    let is_year = |text: &str| text.len() == 4 && text.starts_with(['1', '2']);
    above.find(|idx| {
        lines.get(*idx).is_some_and(|line| {
            let mut figures = line.words.iter().filter(|word| is_figure(word));
            begins_total(&line.text()) && figures.any(|word| !is_year(&word.text()))
        })
    })
}

/// Takes off the last ordinals if they are the marks of notes below the table: in brackets, as no other is,
/// and with one text. Returns the first line of the notes.
pub(super) fn take_notes(lines: &[Line], ordinals: &mut Vec<usize>) -> Option<usize> {
    let spacing = Spacing::of(lines.iter());
    let is_in_brackets = |idx: &usize| {
        let first = lines.get(*idx).and_then(|line| line.words.first());
        first.is_some_and(|word| word.text().starts_with('('))
    };
    let n_others = ordinals.iter().take_while(|it| !is_in_brackets(it)).count();
    let notes = ordinals.get(n_others..)?;
    let is_note = |idx: &usize| {
        let line = lines.get(*idx);
        is_in_brackets(idx) && line.is_some_and(|it| is_one(&it.words, spacing, it.size))
    };
    if n_others < ORDINALS_MIN || !notes.iter().all(is_note) {
        return None;
    }
    let first = notes.first().copied();
    ordinals.truncate(n_others);
    first
}

/// Makes a row of each line without an ordinal that has figures where the row above has some: no cell holds
/// two of them.
pub(super) fn mark_totals(lines: &mut [Placed]) {
    // Columns with a figure, and the figures.
    let mut above: Vec<(usize, String)> = Vec::new();
    let figures: Vec<Vec<(usize, String)>> =
        lines.iter().map(|line| figures(line).collect()).collect();
    // Whether figures of the line above are broken, and go on below.
    let mut is_open = false;
    for (idx, line) in lines.iter_mut().enumerate() {
        let own = figures.get(idx).cloned().unwrap_or_default();
        let below = figures.iter().skip(idx + 1).take(REST_DISTANCE).flatten();
        let was_open = std::mem::take(&mut is_open);
        if line.is_row {
            above = own;
            continue;
        }
        let first = line.pieces.first().map(|(_, _, text)| text.text());
        let first = first.unwrap_or_default();
        let is_item = first.starts_with(['-', '–', '+', '•', '*']);
        let has_name = is_item || begins_total(&first) || first.starts_with(char::is_uppercase);
        let mut is_again = |(column, figure): &&(usize, String)| {
            let mut below = below.clone();
            let is_start = below.any(|(other, rest)| other == column && is_rest(figure, rest));
            if is_start && !begins_total(&first) {
                is_open = true;
                return false;
            }
            let mut others = above.iter().rev();
            let other = others.find(|(other, _)| other == column);
            other.is_some_and(|(_, start)| !is_rest(start, figure))
        };
        let n_again = own.iter().filter(|it| is_again(it)).count();
        let is_name_of_total = was_open && own.is_empty() && begins_total(&first);
        if 2 <= n_again || (n_again == 1 && has_name) || is_name_of_total {
            line.is_row = true;
            above = own;
        } else {
            above.extend(own);
        }
    }
}

/// Whether a text begins as the name of a total.
pub(super) fn begins_total(text: &str) -> bool {
    let lower = text.to_lowercase();
    TOTALS.iter().any(|word| lower.starts_with(word))
}

/// Whether a figure is the rest of one that a narrow column breaks: "18.00", "0".
fn is_rest(start: &str, rest: &str) -> bool {
    let is_broken = !is_grouped(start) && start.contains('.') || rest.starts_with('.');
    is_broken && is_grouped(&format!("{start}{rest}"))
}

/// Whether a figure has groups of three digits: "18.000".
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let is_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    (1..=3).contains(&first.len())
        && is_digits(first)
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

fn is_figure(word: &Word) -> bool {
    let text = word.text();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '≥' | '≤' | '-');
    text.chars().all(is_part) && text.contains(|c: char| c.is_ascii_digit())
}

/// Returns the columns in which a line has nothing but a figure, and the figures.
fn figures(line: &Placed) -> impl Iterator<Item = (usize, String)> {
    let cells = line.pieces.iter().filter(move |(from, to, text)| {
        let only = matches!(text.words.as_slice(), [word] if is_figure(word));
        0 < *from && from == to && only
    });
    cells.map(|(from, _, text)| (*from, text.text()))
}

/// Whether the texts of several columns are words of a sentence: the width of a space apart.
fn runs_on(line: &Placed) -> bool {
    const SPACE_MAX: f64 = 0.35;
    let n_words: usize = line.pieces.iter().map(|piece| piece.2.words.len()).sum();
    let mut pairs = line.pieces.windows(2);
    let are_close = pairs.all(|pair| match pair {
        [(_, _, before), (_, _, text)] => text.left - before.right <= SPACE_MAX * line.size,
        _ => false,
    });
    PIECES_MIN <= line.pieces.len() && SENTENCE_MIN < n_words && are_close
}

/// Returns the first line below the rows: it is further away than the lines of a row, begins with a closing
/// word, or is a sentence over several columns.
pub(super) fn end_of_rows(lines: &[Placed], pitch: f64) -> usize {
    let last = lines.iter().rposition(|line| line.is_row).unwrap_or(0);
    let mut above = lines.get(last).map_or(0.0, |line| line.baseline);
    let mut rest = lines.iter().enumerate().skip(last + 1);
    let end = rest.find(|(_, line)| {
        let gap = line.baseline - std::mem::replace(&mut above, line.baseline);
        let is_sentence = matches!(
            line.pieces.as_slice(),
            [(from, to, text)] if from < to && SENTENCE_MIN <= text.words.len()
        );
        let is_sentence = is_sentence || runs_on(line);
        let is_wide = line.pieces.iter().any(|(from, to, _)| from + 1 < *to);
        let first = line.pieces.first();
        is_sentence || is_wide || GAP_MAX * pitch < gap || first.is_some_and(|it| closes(&it.2))
    });
    end.map_or(lines.len(), |(idx, _)| idx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_broken_number_is_no_figure_of_its_own() {
        for (start, rest, expected) in [
            ("18.00", "0", true),
            ("1.2", "00.000", true),
            ("18.000", "500", false),
            ("95", "97", false),
            ("1.638.000", ".000", true),
            ("4,0", "3", false),
        ] {
            assert_eq!(is_rest(start, rest), expected, "{start} {rest}");
        }
    }
}
