//! A board as one tidy table for data warehouses: a line for each value of a unit, with its source.

use rustc_hash::FxHashMap;

use super::{
    board::{Board, Part},
    document::content,
    form::Form,
    totals::{Total, total_of},
};
use crate::{
    export::outline::numbered,
    model::{AnnexId, Column, ReportPeriod, Role, parse_number},
};

/// The fields of the table, in order.
pub const FIELDS: [&str; 16] = [
    "unit",
    "annex",
    "form_row",
    "ordinal",
    "indicator",
    "measured_in",
    "column",
    "period",
    "value",
    "number",
    "adds",
    "note",
    "file",
    "sheet",
    "line",
    "sha256",
];

/// Returns the table as CSV (RFC 4180, UTF-8): the values of all units in the columns that the form asks
/// for. `number` is a value that is a plain number, and `adds` says whether numbers of its indicator may
/// be added: the sums of those are the totals of the board.
pub fn table(form: &Form, board: &Board) -> String {
    let mut text = FIELDS.join(",") + "\r\n";
    let parts = board.parts.iter().filter(|it| it.unit.is_some());
    let parts: Vec<&Part> = parts.collect();
    let adding = adding(form, &parts);
    // Headings may repeat, as "Kế hoạch" of every year does.
    let annexes = form.document.annexes.iter();
    let titles: FxHashMap<AnnexId, Vec<String>> = annexes
        .map(|it| (it.id, numbered(it.columns.iter().map(Column::title))))
        .collect();
    for part in parts {
        for row in &part.rows {
            let Some((annex, at)) = row.form.and_then(|it| form.place(it)) else {
                continue;
            };
            let (Some(own), Some(asked)) = (row.form, annex.rows.get(at)) else {
                continue;
            };
            let digest = part.files.iter().find(|(file, _)| **file == *row.file);
            for cell in &row.cells {
                let Some((to, adds)) = cell
                    .heading
                    .of_form()
                    .and_then(|to| Some((to, *adding.get(&(own, to))?)))
                else {
                    continue;
                };
                let column = annex.columns.get(to);
                let title = titles.get(&annex.id).and_then(|it| it.get(to));
                let note = cell.wrong.as_ref();
                let note = note.map(|it| it.text(crate::wording::Language::Vietnamese));
                let fields = [
                    part.unit.clone().unwrap_or_default(),
                    annex.head.label(),
                    own.to_string(),
                    annex.text(asked, Role::Ordinal).to_owned(),
                    content(form, own),
                    form.unit(own, to),
                    title.cloned().unwrap_or_default(),
                    column.map(period).unwrap_or_default(),
                    cell.text.clone(),
                    parse_number(&cell.text).map_or(String::new(), |it| it.to_string()),
                    (adds && !cell.is_other_unit).to_string(),
                    note.unwrap_or_default(),
                    row.file.to_string(),
                    row.sheet.to_string(),
                    row.line.map_or(String::new(), |it| it.to_string()),
                    digest.map_or(String::new(), |(_, it)| it.clone()),
                ];
                let fields = fields.map(|it| quoted(&it));
                text += &(fields.join(",") + "\r\n");
            }
        }
    }
    text
}

/// The cells of the form that ask for values, each with whether what units say may be added.
fn adding(form: &Form, parts: &[&Part]) -> FxHashMap<(usize, usize), bool> {
    let mut values: FxHashMap<(usize, usize), Vec<&str>> = FxHashMap::default();
    for row in parts.iter().flat_map(|it| &it.rows) {
        for cell in row.cells.iter().filter(|it| !it.is_other_unit) {
            if let (Some(own), Some(to)) = (row.form, cell.heading.of_form()) {
                values.entry((own, to)).or_default().push(&cell.text);
            }
        }
    }
    let mut adding = FxHashMap::default();
    for annex in 0..form.document.annexes.len() {
        for to in form.value_columns(annex) {
            for own in form.rows_of(annex) {
                let said = values.get(&(own, to)).map(Vec::as_slice);
                let total = total_of(
                    said.unwrap_or_default(),
                    &content(form, own),
                    &form.unit(own, to),
                );
                adding.insert((own, to), matches!(total, Some(Total::Sum(_))));
            }
        }
    }
    adding
}

/// The phase or the period of a column, as its heading names it.
fn period(column: &Column) -> String {
    let named = column.header.iter().find_map(|it| ReportPeriod::parse(it));
    let phase = || column.phase().map(|it| it.key());
    named
        .map(ReportPeriod::label)
        .or_else(phase)
        .unwrap_or_default()
}

fn quoted(text: &str) -> String {
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
