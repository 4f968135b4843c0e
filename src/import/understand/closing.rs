//! Finds where a table ends: the end mark, notes, place and date, and signatures below it.

use super::{letterhead::is_place_and_date, merges::merge_at, table::Table};
use crate::{
    import::format::sheet::{Line, Sheet},
    model::{Column, Ordinal, Role, annex_line, split_ordinal},
    reference::{closing_words, marks::END_MARK},
};

/// Returns the index of the first closing line, or the number of lines if there is none. Closing
/// lines belong to no row.
///
/// The first one contains the end mark or starts with one of the usual closing words. Single-cell
/// lines directly before it, or at the very end, also count if the cell spans the table, or if it
/// is in the ordinal column without being an ordinal.
pub(in crate::import) fn table_end(
    sheet: &Sheet,
    table: &Table,
    columns: &[Column],
    lines: &[Line],
) -> usize {
    let ordinal_at = columns
        .iter()
        .position(|column| column.role == Role::Ordinal);
    let ordinal_at = ordinal_at
        .and_then(|idx| table.columns.get(idx))
        .map(|column| column.at);
    let last_at = table.columns.last().map_or(0, |column| column.at);
    let is_numbered =
        |line: &Line| ordinal_at.is_some_and(|at| Ordinal::parse(line.text(at)).is_some());
    let after_items = lines.iter().rposition(is_numbered).map_or(0, |at| at + 1);
    let signs = |(at, line): (usize, &Line)| {
        let is_apart = || {
            let above = at.checked_sub(1).and_then(|above| lines.get(above));
            above.is_some_and(|above| above.row + 1 < line.row) && is_capitals(line)
        };
        let may_close = |line| first_text(line).is_some_and(closing_words::may_close);
        let is_below = ordinal_at.is_some() && after_items <= at;
        let is_far = || {
            let above = at.checked_sub(1).and_then(|above| lines.get(above));
            let is_alone = line.filled().nth(1).is_none();
            is_alone && above.is_some_and(|above| above.row + FAR < line.row)
        };
        closes(line)
            || begins_annex(line)
            || is_far()
            || (is_below && (may_close(line) || is_signature(line) || is_apart()))
    };
    let end = lines.iter().enumerate().position(signs);
    let lines = lines.get(..end.unwrap_or(lines.len())).unwrap_or_default();
    let last_row = lines.iter().rposition(|line| !line.is_paragraph);
    let mut end = last_row.map_or(0, |at| at + 1);
    end = end.min(remarks_below(lines, ordinal_at));
    while let Some(line) = end.checked_sub(1).and_then(|idx| lines.get(idx)) {
        let mut filled = line.filled();
        let (Some((at, cell)), None) = (filled.next(), filled.next()) else {
            break;
        };
        let spans = merge_at(sheet, line.row, at).is_some_and(|merge| {
            merge.left as usize <= table.columns.first().map_or(0, |it| it.at)
                && last_at <= merge.right as usize
        });
        // A bare ordinal over the full width is not a heading, so it does not count as numbered.
        // "(1) …" over the full width is a footnote.
        let is_footnote = spans && cell.text.starts_with('(');
        let numbered =
            split_ordinal(&cell.text).is_some() || (!spans && Ordinal::parse(&cell.text).is_some());
        if (numbered && !is_footnote) || !(spans || Some(at) == ordinal_at) {
            break;
        }
        end -= 1;
    }
    end
}

/// Number of rows below which a single cell has nothing to do with the table.
const FAR: u32 = 20;

/// Returns where remarks begin below the last row: lines of one cell, the first of which is where the
/// ordinals are, without being one, or has a number of its own before its text.
fn remarks_below(lines: &[Line], ordinal_at: Option<usize>) -> usize {
    let last_row = lines
        .iter()
        .rposition(|line| line.filled().nth(1).is_some());
    let (Some(last_row), Some(ordinal_at)) = (last_row, ordinal_at) else {
        return lines.len();
    };
    let is_remark = |line: &Line| {
        let first = line.filled().next();
        first.is_some_and(|(at, cell)| match at <= ordinal_at {
            true => Ordinal::parse(&cell.text).is_none(),
            false => split_ordinal(&cell.text).is_some(),
        })
    };
    let mut below = lines.iter().enumerate().skip(last_row + 1);
    let first = below.find(|(_, line)| is_remark(line));
    first.map_or(lines.len(), |(at, _)| at)
}

/// Whether a line is that of another annex, "Phụ lục II".
fn begins_annex(line: &Line) -> bool {
    let mut filled = line.filled();
    let (Some((_, cell)), None) = (filled.next(), filled.next()) else {
        return false;
    };
    let first = cell.text.lines().next().unwrap_or_default();
    annex_line(first).is_some_and(|line| line.is_annex)
}

/// Whether a line contains the end mark or begins with one of the usual closing words.
pub(in crate::import) fn closes(line: &Line) -> bool {
    line.filled().any(|(_, cell)| cell.text == END_MARK)
        || first_text(line).is_some_and(closing_words::closes)
}

fn first_text(line: &Line) -> Option<&str> {
    let (_, cell) = line.filled().next()?;
    Some(&cell.text)
}

/// Whether a line holds nothing but words in capitals, as the offices above signatures are.
fn is_capitals(line: &Line) -> bool {
    let mut filled = line.filled();
    filled.all(|(_, cell)| {
        let has_case = |c: char| c.is_lowercase() || c.is_ascii_digit();
        cell.text.contains(char::is_alphabetic) && !cell.text.contains(has_case)
    })
}

/// Whether a line holds place and date, or belongs to the block of a signature.
fn is_signature(line: &Line) -> bool {
    let titles = [
        "chủ tịch",
        "phó chủ tịch",
        "giám đốc",
        "phó giám đốc",
        "thủ trưởng",
        "trưởng phòng",
        "trưởng ban",
        "chánh văn phòng",
        "hiệu trưởng",
        "bí thư",
        "người lập",
        "người tổng hợp",
        "kế toán",
        "tm.",
        "kt.",
        "tl.",
        "tuq.",
        "(ký",
        "(đã ký",
        "đã ký",
        "(chữ ký",
    ];
    let is_sign = |text: &str| {
        is_place_and_date(text)
            || (text.chars().count() <= 60 && titles.iter().any(|title| starts_with(text, title)))
    };
    line.filled().count() <= 3
        && line.filled().all(|(_, cell)| !cell.is_number)
        && line.filled().any(|(_, cell)| is_sign(&cell.text))
        && line
            .filled()
            .all(|(_, cell)| is_sign(&cell.text) || line.filled().count() < 3)
}

/// Whether a text starts with `word`, which is in lower case, regardless of the case of the text.
fn starts_with(text: &str, word: &str) -> bool {
    let mut chars = text.chars().flat_map(char::to_lowercase);
    word.chars().all(|c| chars.next() == Some(c))
}
