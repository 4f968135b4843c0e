//! Rows that only the rows around them tell: what is a section among its neighbours, and what is not.

use crate::model::{Column, Ordinal, OrdinalStyle, Role, Row, RowKind};

/// Corrects the kinds of the rows of an annex.
pub(in crate::import) fn settle(rows: &mut [Row], columns: &[Column]) {
    open_misnumbered(rows, columns);
    close_indicators(rows, columns);
}

fn ordinal(row: &Row, columns: &[Column]) -> Option<Ordinal> {
    let column = columns.iter().find(|it| it.role == Role::Ordinal)?;
    Ordinal::parse(row.cell(column.id)).filter(|it| it.depth() == 1)
}

/// Opens a section where a heading alone has the number that the sections around it leave out: "2" between
/// I and III, if the rows below begin to count again.
fn open_misnumbered(rows: &mut [Row], columns: &[Column]) {
    let numbered: Vec<Option<Ordinal>> = rows.iter().map(|row| ordinal(row, columns)).collect();
    let number = |at: usize| numbered.get(at).and_then(Option::as_ref);
    let is_section = |at: usize, rows: &[Row]| rows.get(at).is_some_and(|it| it.kind.is_section());
    let is_top =
        |it: &Ordinal| matches!(it.style(), OrdinalStyle::Roman | OrdinalStyle::UpperLetter);
    for at in 1..rows.len() {
        let is_arabic = |it: &&Ordinal| it.style() == OrdinalStyle::Arabic;
        let Some(own) = number(at).filter(is_arabic).map(Ordinal::last) else {
            continue;
        };
        let restarts = number(at + 1).filter(is_arabic).map(Ordinal::last) == Some(1);
        let heads = rows.get(at).is_some_and(|row| is_heading(row, columns));
        if !restarts || !heads || is_section(at, rows) || is_section(at + 1, rows) {
            continue;
        }
        let tops = |at: &usize| is_section(*at, rows) && number(*at).is_some_and(is_top);
        let above = (0..at).rev().find(tops);
        let Some((above, before)) = above.and_then(|it| Some((it, number(it)?))) else {
            continue;
        };
        let behind = (at + 1..rows.len()).filter(tops).filter_map(number);
        let mut behind = behind.filter(|it| it.style() == before.style());
        let leaves_out = behind.next().is_none_or(|it| it.last() == own + 1);
        // "2" behind "1" counts on, unless the sections say that it does not.
        let counts_on = number(at - 1).filter(is_arabic).map(Ordinal::last) == Some(own - 1);
        let is_certain = behind_exists(&numbered, rows, at, before.style()) || !counts_on;
        let kind = rows.get(above).map(|row| row.kind);
        if before.last() + 1 == own
            && leaves_out
            && is_certain
            && let (Some(row), Some(kind)) = (rows.get_mut(at), kind)
        {
            row.kind = kind;
        }
    }
}

/// Whether a section of a style is below a row.
fn behind_exists(
    numbered: &[Option<Ordinal>],
    rows: &[Row],
    at: usize,
    style: OrdinalStyle,
) -> bool {
    let below = numbered.iter().zip(rows).skip(at + 1);
    let mut sections = below.filter(|(_, row)| row.kind.is_section());
    sections.any(|(it, _)| it.as_ref().is_some_and(|it| it.style() == style))
}

/// Whether a row has nothing but an ordinal and a text.
fn is_heading(row: &Row, columns: &[Column]) -> bool {
    columns.iter().all(|column| {
        matches!(column.role, Role::Ordinal | Role::Content) || row.cell(column.id).is_empty()
    })
}

/// Makes items of rows like "II" that have a unit and a value, and no rows below: indicators that are
/// numbered as sections are.
fn close_indicators(rows: &mut [Row], columns: &[Column]) {
    let holds = |row: &Row, role: Role| {
        let mut columns = columns.iter().filter(|it| it.role == role);
        columns.any(|it| !row.cell(it.id).is_empty())
    };
    let is_indicator = |row: &Row| {
        holds(row, Role::Unit) && (holds(row, Role::Target) || holds(row, Role::Actual))
    };
    for at in 0..rows.len() {
        let below = rows.get(at + 1).map(|row| row.kind);
        let Some(row) = rows.get_mut(at) else {
            continue;
        };
        let is_leaf = below.is_none_or(|it| it.is_section() && it.level() <= row.kind.level());
        if row.kind.is_section() && is_leaf && is_indicator(row) {
            row.kind = RowKind::Item(1);
        }
    }
}
