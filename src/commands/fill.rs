use super::cells::set_cells;
use crate::{
    edit::Transaction,
    editor::{CellRange, Selection},
    model::{Column, Role, Row},
    wording::Key,
};

/// Copies the first selected row into the others. A single selected row copies the row above.
pub fn fill_down(selection: &Selection) -> Option<Transaction> {
    let (rows, columns) = selection.cells();
    let (first, rest) = match rows.as_slice() {
        [only] => {
            let above = selection.cursor().row.checked_sub(1)?;
            (selection.shown_row(above)?, std::slice::from_ref(only))
        }
        [first, rest @ ..] => (*first, rest),
        [] => return None,
    };
    let cells = rest.iter().flat_map(|row| {
        let columns = columns.iter();
        columns.map(|column| (row.as_ref(), *column, first.cell(column.id).to_owned()))
    });
    filled(selection, cells)
}

/// Copies the first selected column into the others. A single one copies the column to its left.
pub fn fill_right(selection: &Selection) -> Option<Transaction> {
    let (rows, columns) = selection.cells();
    let (first, rest) = match columns.as_slice() {
        [only] => {
            let left = selection.cursor().column.checked_sub(1)?;
            (selection.shown_column(left)?, std::slice::from_ref(only))
        }
        [first, rest @ ..] => (*first, rest),
        [] => return None,
    };
    let cells = rows.iter().flat_map(|row| {
        let columns = rest.iter();
        columns.map(|column| (row.as_ref(), *column, row.cell(first.id).to_owned()))
    });
    filled(selection, cells)
}

/// Extends the selected cells down or up to the shown row `to_row`, otherwise right or left to the
/// shown column `to_column`. Number series continue, other texts repeat.
pub fn fill_to(selection: &Selection, to_row: usize, to_column: usize) -> Option<Transaction> {
    let from = selection.range();
    let (rows, columns) = selection.cells_of(&from);
    let mut cells: Vec<(&Row, &Column, String)> = Vec::new();
    if !from.rows.contains(&to_row) {
        let beyond = CellRange {
            rows: match to_row < from.rows.start {
                true => to_row..from.rows.start,
                false => from.rows.end..to_row + 1,
            },
            columns: from.columns.clone(),
        };
        let (targets, _) = selection.cells_of(&beyond);
        for column in columns {
            let texts = rows.iter().map(|row| row.cell(column.id));
            let series = Series::of(texts.collect(), column.role);
            for (row, at) in targets.iter().copied().zip(beyond.rows.clone()) {
                let offset = at as i64 - from.rows.start as i64;
                cells.push((row.as_ref(), column, series.text(offset)));
            }
        }
    } else if !from.columns.contains(&to_column) {
        let beyond = CellRange {
            rows: from.rows.clone(),
            columns: match to_column < from.columns.start {
                true => to_column..from.columns.start,
                false => from.columns.end..to_column + 1,
            },
        };
        let (_, targets) = selection.cells_of(&beyond);
        for row in rows {
            let texts = columns.iter().map(|column| row.cell(column.id));
            let series = Series::of(texts.collect(), Role::Other);
            for (column, at) in targets.iter().copied().zip(beyond.columns.clone()) {
                let offset = at as i64 - from.columns.start as i64;
                cells.push((row.as_ref(), column, series.text(offset)));
            }
        }
    }
    filled(selection, cells)
}

/// A series to extend: texts that repeat, or whose last number grows by a constant step.
struct Series<'text> {
    texts: Vec<&'text str>,
    count: Option<Count<'text>>,
}

struct Count<'text> {
    before: &'text str,
    after: &'text str,
    first: i64,
    step: i64,
    width: usize,
}

impl<'text> Series<'text> {
    fn of(texts: Vec<&'text str>, role: Role) -> Series<'text> {
        let count = Series::count(&texts, role);
        Series { texts, count }
    }

    fn count(texts: &[&'text str], role: Role) -> Option<Count<'text>> {
        let parts: Vec<_> = texts
            .iter()
            .map(|text| last_number(text))
            .collect::<Option<_>>()?;
        let (before, first, after) = *parts.first()?;
        let value = |number: &str| number.parse::<i64>().ok();
        // A single ordinal continues with step 1. Other texts need two samples to define the step.
        let step = match parts.get(1) {
            Some((_, second, _)) => value(second)? - value(first)?,
            None if role == Role::Ordinal => 1,
            None => return None,
        };
        for (at, (its_before, number, its_after)) in parts.iter().enumerate() {
            let even = value(number)? == value(first)? + step * at as i64;
            if !even || *its_before != before || *its_after != after {
                return None;
            }
        }
        Some(Count {
            before,
            after,
            first: value(first)?,
            step,
            width: if first.starts_with('0') {
                first.len()
            } else {
                0
            },
        })
    }

    fn text(&self, offset: i64) -> String {
        match &self.count {
            Some(it) if 0 <= it.first + it.step * offset => {
                let number = it.first + it.step * offset;
                format!("{}{number:0>2$}{}", it.before, it.after, it.width)
            }
            _ => {
                let n = self.texts.len().max(1) as i64;
                let at = usize::try_from(offset.rem_euclid(n)).unwrap_or(0);
                self.texts.get(at).copied().unwrap_or_default().to_owned()
            }
        }
    }
}

/// Splits a text at its last whole number into prefix, digits and suffix.
fn last_number(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let head = text.get(..end)?;
    let start = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + head
            .get(at..)
            .and_then(|it| it.chars().next())
            .map_or(1, char::len_utf8)
    });
    Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
}

fn filled<'cell>(
    selection: &Selection,
    cells: impl IntoIterator<Item = (&'cell Row, &'cell Column, String)>,
) -> Option<Transaction> {
    let steps = set_cells(selection, cells);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidFill.with([steps.len().to_string()]),
        steps,
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{
        editor::{Cursor, Editor},
        model::fixture,
    };

    #[test]
    fn a_selection_is_filled_from_its_edge() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead | coordinating
            - 1 | Một | Sở A |
            - 2 | Hai | Sở B |
            - 3 | Ba | |
        ",
        ));
        editor.move_to(Cursor {
            column: 2,
            ..Cursor::default()
        });
        editor.select_to(2, 2);
        let down = fill_down(&editor.selection()).unwrap();
        editor.commit(&down).unwrap();
        editor.select_to(2, 3);
        let right = fill_right(&editor.selection()).unwrap();
        editor.commit(&right).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | Một | Sở A | Sở A
        - 2 | Hai | Sở A | Sở A
        - 3 | Ba | Sở A | Sở A
        ");
        assert_eq!(fill_down(&editor.selection()), None);
    }

    #[test]
    fn the_fill_handle_counts_on_or_repeats() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | target | time
            - 01 | Một | 10% | Năm 2026
            - | Hai | 20% | Năm 2026
            - | | |
            - | | |
        ",
        ));
        let mut fill = |column: usize, from: usize, to: usize| {
            let cursor = Cursor {
                column,
                row: from,
                ..Cursor::default()
            };
            editor.move_to(cursor);
            if 0 < column {
                editor.select_to(from + 1, column);
            }
            let transaction = fill_to(&editor.selection(), to, column).unwrap();
            editor.commit(&transaction).unwrap();
        };
        fill(0, 0, 3);
        fill(1, 0, 3);
        fill(2, 0, 3);
        fill(3, 0, 3);
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 01 | Một | 10% | Năm 2026
        - 02 | Hai | 20% | Năm 2026
        - 03 | Một | 30% | Năm 2026
        - 04 | Hai | 40% | Năm 2026
        ");
    }
}
