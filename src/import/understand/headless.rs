//! Finds a list in a table without a header: ordinals, texts, and a column that says by itself what
//! it holds.

use super::{
    profile::{Profile, profiles},
    table::{Table, TableColumn},
};
use crate::{
    import::{
        Note,
        format::sheet::{COLUMNS_MAX, Line, Sheet},
    },
    model::{Column, Ordinal, OrdinalStyle, Role},
    text::column_letter::column_letter,
    wording::Key,
};

/// Minimum number of rows: fewer may be anything.
const ROWS_MIN: usize = 3;
/// Minimum number of filled cells of a row of a list.
const CELLS_MIN: usize = 3;
/// Years before this one are years of birth, not times of a plan.
const YEAR_MIN: u32 = 2015;

/// Finds the list; `None` unless its rows count without a gap and a column of agencies, units, times or
/// percentages stands beside a column of texts.
pub(in crate::import) fn find(sheet: &Sheet) -> Option<Table> {
    let first = sheet.lines.iter().position(is_first_row)?;
    let (at, _) = sheet.lines.get(first)?.filled().next()?;
    let body = first - sections_above(sheet, first, at);
    let lines = sheet.lines.get(body..)?;
    let rows: Vec<&Line> = lines.iter().filter(|line| is_row(line)).collect();
    if rows.len() < ROWS_MIN || !counts(lines, at) {
        return None;
    }
    let n_columns = lines.iter().map(|line| line.cells.len()).max()?;
    // An empty column between others keeps their places.
    let columns = at..n_columns.min(COLUMNS_MAX);
    let table = Table {
        header: body..body,
        columns: columns
            .map(|at| TableColumn {
                at,
                path: Vec::new(),
            })
            .collect(),
        body,
        opens_above: false,
        has_codes: false,
    };
    let profiles = profiles(sheet, &table);
    let mut others = table.columns.iter().zip(&profiles).skip(1);
    let has_texts = others
        .clone()
        .any(|(column, profile)| is_content(&rows, column.at, profile));
    let says = |(column, profile): (&TableColumn, &Profile)| {
        profile.is_agencies()
            || profile.is_units()
            || profile.is_percentages()
            || (profile.is_times() && !rows.iter().any(|row| is_of_past(row.text(column.at))))
    };
    (has_texts && others.any(says)).then_some(table)
}

/// Gives the columns headings by their roles. Returns the note that says so.
pub(in crate::import) fn label(sheet: &Sheet, table: &Table, columns: &mut [Column]) -> Note {
    let mut named: Vec<String> = Vec::new();
    for (column, place) in columns.iter_mut().zip(&table.columns) {
        if let Some(heading) = heading(column.role) {
            column.header = vec![heading.to_owned()];
            named.push(format!("{} “{heading}”", column_letter(place.at)));
        }
    }
    sheet.note(None, Key::NoteHeadless.with([named.join(", ")]))
}

fn heading(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Ordinal => "STT",
        Role::Group => "Nhóm",
        Role::Content => "Nội dung",
        Role::Unit => "Đơn vị tính",
        Role::Target => "Mục tiêu",
        Role::Lead => "Cơ quan chủ trì",
        Role::Coordinating => "Cơ quan phối hợp",
        Role::Result => "Kết quả",
        Role::Time => "Thời gian thực hiện",
        Role::Note | Role::Actual | Role::Status | Role::Other => return None,
    })
}

fn is_row(line: &Line) -> bool {
    CELLS_MIN <= line.filled().count()
}

/// Whether a row begins to count: "1" before other cells.
fn is_first_row(line: &Line) -> bool {
    let first = line.filled().next();
    let ordinal = first.and_then(|(_, cell)| Ordinal::parse(&cell.text));
    is_row(line)
        && ordinal.is_some_and(|it| {
            it.style() == OrdinalStyle::Arabic && it.depth() == 1 && it.last() == 1
        })
}

/// Returns the number of lines directly above the first row that are sections: "A", "I".
fn sections_above(sheet: &Sheet, first: usize, at: usize) -> usize {
    let above = sheet.lines.get(..first).unwrap_or_default().iter().rev();
    let sections = above.take_while(|line| {
        let ordinal = Ordinal::parse(line.text(at));
        ordinal.is_some_and(|it| {
            let is_upper = matches!(it.style(), OrdinalStyle::Roman | OrdinalStyle::UpperLetter);
            is_upper && it.last() == 1 && line.filled().nth(1).is_some()
        })
    });
    sections.count()
}

/// Whether the rows count without a gap in the column `at`, up to the last one with an ordinal. A row
/// without an ordinal may be a total; there are few of these.
fn counts(lines: &[Line], at: usize) -> bool {
    let (mut last, mut n_numbered, mut n_others) = (0, 0, 0);
    for line in lines {
        let text = line.text(at);
        let Some(ordinal) = Ordinal::parse(text) else {
            n_others += usize::from(is_row(line));
            continue;
        };
        match (ordinal.style(), ordinal.depth()) {
            (OrdinalStyle::Arabic, 1) => {
                if ordinal.last() != last + 1 && ordinal.last() != 1 {
                    return false;
                }
                last = ordinal.last();
                n_numbered += usize::from(is_row(line));
            }
            (OrdinalStyle::Arabic, _) => {
                let parent = ordinal.parent().first();
                if parent.is_none_or(|(_, value)| *value != last) {
                    return false;
                }
            }
            _ => {}
        }
    }
    ROWS_MIN <= n_numbered && n_others * 5 <= n_numbered
}

/// Whether a column holds what the rows are about: mostly texts of several words, and no agencies.
fn is_content(rows: &[&Line], at: usize, profile: &Profile) -> bool {
    let is_text =
        |text: &str| text.contains(char::is_lowercase) && text.split_whitespace().nth(1).is_some();
    let n = rows.iter().filter(|row| is_text(row.text(at))).count();
    profile.is_text() && !profile.is_agencies() && rows.len() * 3 <= n * 5
}

/// Whether a text names a year before any plan.
fn is_of_past(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .any(|year: u32| (1900..YEAR_MIN).contains(&year))
}
