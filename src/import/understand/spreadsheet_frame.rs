//! The frame of a spreadsheet that was saved or copied with its cells: column letters above them, and row
//! numbers to their left, beside the title and the header as well.

use super::header::is_header;
use crate::{
    import::format::sheet::{Cell, Line, Sheet},
    text::column_letter::column_letter,
    wording::Key,
};

/// Minimum number of rows that are numbered.
const ROWS_MIN: usize = 3;
/// Number of lines in which the frame begins.
const LINES_TO_FRAME: usize = 30;

/// The frame: the line of letters, and the column and the lines of the row numbers.
struct Frame {
    letters: Option<usize>,
    column: usize,
    lines: std::ops::Range<usize>,
}

/// Takes the frame out of a sheet, with a remark.
pub(in crate::import) fn take_out(sheet: &mut Sheet) {
    let Some(frame) = below_letters(sheet).or_else(|| beside_header(sheet)) else {
        return;
    };
    for line in sheet.lines.get_mut(frame.lines).unwrap_or_default() {
        let number = line.cells.get_mut(frame.column);
        number.into_iter().for_each(|it| *it = Cell::default());
    }
    if let Some(at) = frame.letters {
        sheet.lines.remove(at);
    }
    sheet.lines.retain(|line| line.filled().next().is_some());
    sheet.remarks.push((None, Key::NoteSheetFrame.into()));
}

/// Finds a frame by its letters: the first line with several cells, with nothing but letters in their
/// order, from the column behind the numbers on.
fn below_letters(sheet: &Sheet) -> Option<Frame> {
    let mut lines = sheet.lines.iter().take(LINES_TO_FRAME).enumerate();
    let (at, letters) = lines.find(|(_, line)| line.filled().nth(1).is_some())?;
    let mut filled = letters.filled().enumerate();
    let (first, _) = letters.filled().next()?;
    let is_frame = filled
        .all(|(idx, (column, cell))| column == first + idx && cell.text == column_letter(idx));
    let column = first.checked_sub(1).filter(|_| is_frame)?;
    let n = n_numbered(sheet.lines.get(at + 1..)?, column);
    (ROWS_MIN <= n).then_some(Frame {
        letters: Some(at),
        column,
        lines: at + 1..at + 1 + n,
    })
}

/// Finds a frame without letters: numbers that begin with 1 above the header and go on beside it.
fn beside_header(sheet: &Sheet) -> Option<Frame> {
    let is_first = |line: &Line| {
        let mut filled = line.filled();
        filled.next().is_some_and(|(_, cell)| cell.text == "1")
    };
    let near = sheet.lines.get(..LINES_TO_FRAME.min(sheet.lines.len()))?;
    let first = near.iter().position(is_first)?;
    let (column, _) = sheet.lines.get(first)?.filled().next()?;
    let n = n_numbered(sheet.lines.get(first..)?, column);
    let own = sheet.lines.get(first..first + n)?;
    let header_follows = own
        .iter()
        .enumerate()
        .take(LINES_TO_FRAME)
        .any(|(idx, line)| {
            let mut bare = line.clone();
            let number = bare.cells.get_mut(column);
            number.into_iter().for_each(|it| *it = Cell::default());
            bare.filled().nth(1).is_some() && is_header(sheet, first + idx, &bare)
        });
    (ROWS_MIN <= n && header_follows).then_some(Frame {
        letters: None,
        column,
        lines: first..first + n,
    })
}

/// Returns how many lines from the first on begin with a number in a column, each higher than the one
/// above: hidden rows leave gaps.
fn n_numbered(lines: &[Line], column: usize) -> usize {
    let mut last = 0;
    let numbered = lines.iter().take_while(|line| {
        let number = line.text(column).parse::<u32>();
        let is_next = number.as_ref().is_ok_and(|it| last < *it);
        last = number.unwrap_or(last);
        is_next && line.filled().next().is_some_and(|(at, _)| at == column)
    });
    numbered.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::plain_text;

    fn lines(text: &str) -> Vec<String> {
        let mut sheet = plain_text::read(&text.replace('|', "\t"))
            .unwrap()
            .remove(0);
        take_out(&mut sheet);
        let lines = sheet.lines.iter().map(|line| {
            let texts: Vec<&str> = line.filled().map(|(_, cell)| cell.text.as_str()).collect();
            texts.join("|")
        });
        lines.collect()
    }

    const BARE: [&str; 4] = [
        "Phụ lục 3",
        "STT|Nhiệm vụ|Cơ quan chủ trì",
        "1|Một|Sở A",
        "2|Hai|Sở B",
    ];

    #[test]
    fn the_frame_of_a_spreadsheet_is_taken_out() {
        let framed = "1|Phụ lục 3\n2|\n3|STT|Nhiệm vụ|Cơ quan chủ trì\n4|1|Một|Sở A\n7|2|Hai|Sở B";
        assert_eq!(lines(framed), BARE);
        assert_eq!(lines(&format!("|A|B|C\n{framed}")), BARE);
        assert_eq!(
            lines(&format!("Gửi các sở\n|A|B|C\n{framed}\nTrân trọng")),
            [&["Gửi các sở"], &BARE[..], &["Trân trọng"]].concat()
        );
    }

    #[test]
    fn ordinals_and_numbers_of_columns_stay() {
        for text in [
            BARE.join("\n"),
            "STT|Nhiệm vụ|Cơ quan chủ trì\n|A|B\n1|Một|Sở A\n2|Hai|Sở B\n3|Ba|Sở C".to_owned(),
            "STT|Nhiệm vụ|Cơ quan chủ trì\nA|B|C\n1|Một|Sở A\n2|Hai|Sở B\n3|Ba|Sở C".to_owned(),
            "1|Một|Sở A\n2|Hai|Sở B\n3|Ba|Sở C\n4|Bốn|Sở D".to_owned(),
            // Another table to the left, which begins further down.
            "TÊN||||1|Một|Sở A\nSTT|Việc|Chủ trì||2|Hai|Sở B\n1|Xa|Sở C||3|Ba|Sở D".to_owned(),
            "||||1|Một|Sở A\nSTT|Việc|Chủ trì||2|Hai|Sở B\n1|Xa|Sở C||3|Ba|Sở D".to_owned(),
        ] {
            let filled = text.lines().map(|line| {
                let cells = line.split('|').filter(|cell| !cell.is_empty());
                cells.collect::<Vec<_>>().join("|")
            });
            assert_eq!(lines(&text), filled.collect::<Vec<_>>());
        }
    }
}
