//! Reverts conversions that a spreadsheet program applied to typed text: `12/2026` stored as a
//! date, `6.10` stored as the number 6.1. The other cells of the column show what was meant. Every
//! guess is reported.

use std::{cell::RefCell, collections::HashMap};

use crate::{
    import::format::sheet::{Line, Sheet},
    model::{Column, Ordinal, Role, Row},
    text::column_letter::column_letter,
    wording::{Key, Message},
};

/// Returns the text that was probably typed where a date is stored, and the message for the report.
/// `None` unless the cell shows only day and month, or only month and year.
pub(in crate::import) fn date_text(
    sheet: &Sheet,
    line: &Line,
    at: usize,
    role: Role,
    styles: &MonthStyles,
) -> Option<(String, Message)> {
    let cell = line.cells.get(at)?;
    let (day, month, year) = cell.date?;
    let text = match (day, month, year) {
        // Typed text such as "4/5" or "20/9" has no year.
        (day, month, 0) if 0 < day && 0 < month => format!("{day}/{month}"),
        (0, month, year) if 0 < month => {
            let style = styles.of(sheet, at);
            let number = if style.padded {
                format!("{month:02}")
            } else {
                month.to_string()
            };
            let word = if role == Role::Time { style.word } else { "" };
            format!("{word}{number}/{year}")
        }
        _ => return None,
    };
    let place = format!("{}{}", column_letter(at), line.row + 1);
    Some((
        text.clone(),
        Key::NoteDate.with([place, cell.text.clone(), text]),
    ))
}

/// How a column writes months.
#[derive(Clone, Copy)]
struct MonthStyle {
    word: &'static str,
    padded: bool,
}

/// Month styles by column, computed lazily: a column is scanned once, and only if it has a date.
#[derive(Default)]
pub(in crate::import) struct MonthStyles(RefCell<HashMap<usize, MonthStyle>>);

impl MonthStyles {
    fn of(&self, sheet: &Sheet, at: usize) -> MonthStyle {
        let mut styles = self.0.borrow_mut();
        *styles.entry(at).or_insert_with(|| month_style(sheet, at))
    }
}

/// Determines how the other cells of a column write a month: `Tháng 6/2026`, `06/2026`.
fn month_style(sheet: &Sheet, at: usize) -> MonthStyle {
    let texts = sheet
        .lines
        .iter()
        .filter_map(|line| line.cells.get(at))
        .filter(|cell| cell.date.is_none());
    let (mut n_words, mut n_bare, mut n_padded) = (0, 0, 0);
    for text in texts
        .map(|cell| cell.text.to_lowercase())
        .filter(|text| text.contains('/'))
    {
        let rest = text.trim_start_matches("tháng ");
        if rest.len() < text.len() {
            n_words += 1;
        } else {
            n_bare += 1;
        }
        n_padded += usize::from(rest.starts_with('0'));
    }
    MonthStyle {
        word: if n_bare < n_words { "Tháng " } else { "" },
        padded: 0 < n_padded,
    }
}

/// Returns `6.10` for an ordinal stored as the number 6.1, and the message for the report. After
/// 6.9, the number can mean nothing else.
pub(in crate::import) fn lost_zero(
    columns: &[Column],
    rows: &[Row],
    text: &str,
) -> Option<(String, Message)> {
    let column = columns.iter().find(|column| column.role == Role::Ordinal)?;
    let ordinal = Ordinal::parse(text).filter(|it| it.depth() == 2)?;
    let before = rows
        .iter()
        .rev()
        .filter_map(|row| Ordinal::parse(row.cell(column.id)));
    let before = before
        .into_iter()
        .find(|it| it.depth() <= ordinal.depth())?;
    let expected = before.last() + 1;
    let lost = before.parent() == ordinal.parent()
        && expected % 10 == 0
        && expected / 10 == ordinal.last();
    let (parent, _) = text.rsplit_once('.')?;
    lost.then(|| {
        let meant = format!("{parent}.{expected}");
        (
            meant.clone(),
            Key::NoteLostZero.with([text.to_owned(), meant]),
        )
    })
}
