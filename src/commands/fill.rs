use super::cells::set_cells;
use crate::{
    edit::Transaction,
    editor::{CellRange, Selection},
    model::{Column, Role, Row},
    wording::Key,
};

/// Copies the first selected row into the others. A single selected row copies the row above. Items
/// are not copied into sections.
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
    let rest = rest.iter().filter(|row| takes_from(row, first));
    let cells = rest.flat_map(|row| {
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

/// Whether a row is filled from another: items are not copied into sections.
fn takes_from(row: &Row, from: &Row) -> bool {
    !row.kind.is_section() || from.kind.is_section()
}

/// Extends the selected cells down or up to the shown row `to_row`, otherwise right or left to the
/// shown column `to_column`. Series of numbers, months and quarters continue, other texts repeat;
/// sections among items are neither counted nor filled.
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
        let (mut targets, _) = selection.cells_of(&beyond);
        let mut sources = rows;
        if sources.iter().any(|row| !row.kind.is_section()) {
            sources.retain(|row| !row.kind.is_section());
            targets.retain(|row| !row.kind.is_section());
        }
        let is_up = to_row < from.rows.start;
        for column in columns {
            let texts = sources.iter().map(|row| row.cell(column.id));
            let series = Series::of(texts.collect(), column.role);
            let first = match is_up {
                true => -(targets.len() as i64),
                false => sources.len() as i64,
            };
            for (row, offset) in targets.iter().copied().zip(first..) {
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

/// A series to extend: texts that repeat, or whose last number, month or quarter grows by a constant
/// step.
struct Series<'text> {
    texts: Vec<&'text str>,
    count: Option<Count<'text>>,
    calendar: Option<Calendar<'text>>,
}

/// Months or quarters of years at the end of a text: “01/2026”, “Tháng 3/2026”, “Quý I/2026”.
struct Calendar<'text> {
    before: &'text str,
    first: Part,
    step: i64,
}

/// A part of a year: a month, or a quarter in Roman digits.
#[derive(Clone, Copy)]
struct Part {
    /// Counted from the year 0.
    number: i64,
    per_year: i64,
    /// Minimum number of digits of a month.
    width: usize,
}

const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

impl Part {
    /// Splits a text at a part of a year that ends it.
    fn at_end(text: &str) -> Option<(&str, Part)> {
        let (head, year) = text.rsplit_once('/')?;
        let is_year = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
        let year: i64 = year.parse().ok().filter(|_| is_year)?;
        let start = head
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |at| at + head.get(at..).map_or(0, char_len));
        let (before, name) = (head.get(..start)?, head.get(start..)?);
        // A date has a day before the month.
        if before.ends_with('/') {
            return None;
        }
        let (within, per_year) = match QUARTERS.iter().position(|it| *it == name) {
            Some(at) => (at as i64, 4),
            None => (name.parse::<i64>().ok()? - 1, 12),
        };
        (0..per_year).contains(&within).then_some((
            before,
            Part {
                number: year * per_year + within,
                per_year,
                width: name.len(),
            },
        ))
    }

    fn text(self) -> String {
        let (year, within) = (
            self.number.div_euclid(self.per_year),
            self.number.rem_euclid(self.per_year),
        );
        let quarter = usize::try_from(within).ok().and_then(|at| QUARTERS.get(at));
        match quarter {
            Some(quarter) if self.per_year == 4 => format!("{quarter}/{year}"),
            _ => format!("{:0>1$}/{year}", within + 1, self.width),
        }
    }
}

/// Returns the length in bytes of the first character.
fn char_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

impl<'text> Calendar<'text> {
    /// Two samples or more define the step; the texts before the parts must be equal.
    fn of(texts: &[&'text str]) -> Option<Calendar<'text>> {
        let parts: Vec<(&str, Part)> = texts
            .iter()
            .map(|text| Part::at_end(text))
            .collect::<Option<_>>()?;
        let [(before, first), (_, second), ..] = parts.as_slice() else {
            return None;
        };
        let step = second.number - first.number;
        let is_even = parts.iter().zip(0..).all(|((its_before, part), at)| {
            its_before == before
                && part.per_year == first.per_year
                && part.number == first.number + step * at
        });
        let widths = parts.iter().map(|(_, part)| part.width);
        let first = Part {
            width: widths.min().unwrap_or(1),
            ..*first
        };
        is_even.then_some(Calendar {
            before,
            first,
            step,
        })
    }

    fn text(&self, offset: i64) -> String {
        let part = Part {
            number: self.first.number + self.step * offset,
            ..self.first
        };
        format!("{}{}", self.before, part.text())
    }
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
        Series {
            count: Series::count(&texts, role),
            calendar: Calendar::of(&texts),
            texts,
        }
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
        if let Some(calendar) = &self.calendar {
            return calendar.text(offset);
        }
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
    let start = head
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + head.get(at..).map_or(1, char_len));
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

    /// Fills the column `time` from its first two rows down to the row `to`, and returns the texts.
    fn fill_times(rows: &str, to: usize) -> Vec<String> {
        let mut editor = Editor::new(fixture::parse(&format!("stt | content | time\n{rows}")));
        editor.move_to(Cursor {
            column: 2,
            ..Cursor::default()
        });
        editor.select_to(1, 2);
        let transaction = fill_to(&editor.selection(), to, 2).unwrap();
        editor.commit(&transaction).unwrap();
        let column = editor.column().unwrap().id;
        let rows = editor.annex().unwrap().rows.iter();
        rows.map(|row| row.cell(column).to_owned()).collect()
    }

    #[test]
    fn months_and_quarters_continue_over_the_year() {
        let three = "- 3 | c |\n- 4 | d |\n";
        let filled = |first: &str, second: &str| {
            fill_times(
                &format!("- 1 | a | {first}\n- 2 | b | {second}\n{three}"),
                3,
            )
        };
        assert_eq!(
            filled("11/2026", "12/2026"),
            ["11/2026", "12/2026", "01/2027", "02/2027"]
        );
        assert_eq!(
            filled("01/2026", "02/2026"),
            ["01/2026", "02/2026", "03/2026", "04/2026"]
        );
        assert_eq!(
            filled("Quý II/2026", "Quý IV/2026"),
            ["Quý II/2026", "Quý IV/2026", "Quý II/2027", "Quý IV/2027"]
        );
        assert_eq!(
            filled("Tháng 9/2026", "Tháng 12/2026"),
            [
                "Tháng 9/2026",
                "Tháng 12/2026",
                "Tháng 3/2027",
                "Tháng 6/2027"
            ]
        );
        // A year alone is a number.
        assert_eq!(
            filled("Năm 2026", "Năm 2027"),
            ["Năm 2026", "Năm 2027", "Năm 2028", "Năm 2029"]
        );
    }

    #[test]
    fn sections_among_items_are_skipped() {
        let rows = "- 1 | a | 10%\n- 2 | b | 20%\n# II | Mục |\n- 3 | c |\n- 4 | d |\n";
        assert_eq!(fill_times(rows, 4), ["10%", "20%", "", "30%", "40%"]);
    }
}
