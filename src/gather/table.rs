//! A board as one tidy table for data warehouses: a line for each value of a unit, with its source.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{
    answer::{AnswerCell, AnswerRow},
    board::{Board, Part},
    form::Form,
    row_texts::{content, in_file, name},
    totals::{counted, sole_counter},
};
use crate::{
    export::outline::numbered,
    model::{AnnexId, Column, ReportPeriod, Role, parse_number},
    wording::{Key, Language},
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
/// for, then in others, and rows that the form does not have. `number` is a value that is a plain number, and `adds` says whether numbers of its indicator may
/// be added: the sums of those are the totals of the board.
pub fn table(form: &Form, board: &Board) -> String {
    let mut text = FIELDS.join(",") + "\r\n";
    let of_units = board.parts.iter().filter(|it| it.unit.is_some());
    let of_units: Vec<&Part> = of_units.collect();
    let adding = adding(form, &of_units);
    // Headings may repeat, as "Kế hoạch" of every year does.
    let annexes = form.document.annexes.iter();
    let titles: FxHashMap<AnnexId, Vec<String>> = annexes
        .map(|it| (it.id, numbered(it.columns.iter().map(Column::title))))
        .collect();
    for part in &board.parts {
        for row in &part.rows {
            let Some((annex, at)) = row.form.and_then(|it| form.place(it)) else {
                text += &beside(form, part, row, &row.cells, Key::GatherRowNotInForm);
                continue;
            };
            let own_columns: Vec<AnswerCell> = row
                .cells
                .iter()
                .filter(|it| it.heading.of_form().is_none())
                .cloned()
                .collect();
            text += &beside(form, part, row, &own_columns, Key::GatherColumnNotInForm);
            let (Some(own), Some(asked)) = (row.form, annex.rows.get(at)) else {
                continue;
            };
            for cell in &row.cells {
                let Some((to, adds)) = cell
                    .heading
                    .of_form()
                    .and_then(|to| Some((to, adding.get(&(own, to))?)))
                else {
                    continue;
                };
                let column = annex.columns.get(to);
                let title = titles.get(&annex.id).and_then(|it| it.get(to));
                let [unit, file, sheet, line, digest] = source(part, row);
                let asked_unit = form.unit(own, to);
                let of_unit = cell.said_unit.as_ref().map(|said| match &cell.converted {
                    Some((_, message)) => message.clone(),
                    None => Key::GatherOtherUnit.with([said.clone(), asked_unit.to_owned()]),
                });
                let is_added = adds.is_sum && !cell.is_apart && part.unit.is_some();
                let amount = cell.in_forms_unit();
                let amount = counted(&amount, asked_unit, adds.counter.as_deref());
                let amount = amount.filter(|(_, is_plain)| *is_plain && is_added);
                let is_added = amount.is_some();
                let said = cell.converted.as_ref().map_or(&cell.text, |it| &it.0);
                let number = amount.map(|it| it.0).or_else(|| figure(said));
                let was = cell.was.as_ref();
                let by_hand = was.map(|it| Key::GatherByHand.with([in_file(it)]));
                let notes = [by_hand, cell.wrong.clone().or(of_unit)]
                    .into_iter()
                    .flatten();
                let notes: Vec<String> = notes.map(|it| it.text(Language::Vietnamese)).collect();
                let fields = [
                    unit,
                    annex.head.label(),
                    own.to_string(),
                    annex.text(asked, Role::Ordinal).to_owned(),
                    content(form, own),
                    // `number` is in this unit.
                    match &cell.said_unit {
                        Some(said) if cell.converted.is_none() => said.clone(),
                        _ => asked_unit.to_owned(),
                    },
                    title.cloned().unwrap_or_default(),
                    column.map(period).unwrap_or_default(),
                    cell.text.clone(),
                    number.map_or(String::new(), |it| it.to_string()),
                    is_added.to_string(),
                    notes.join("; "),
                    file,
                    sheet,
                    line,
                    digest,
                ];
                text += &csv_line(&fields);
            }
        }
    }
    text
}

/// The lines of values that have no row or column in the form, with the reason as their note: they never
/// add to anything.
fn beside(form: &Form, part: &Part, row: &AnswerRow, cells: &[AnswerCell], why: Key) -> String {
    let annex = row.annex.and_then(|at| form.document.annexes.get(at));
    let columns = annex.map(|it| it.columns.as_slice()).unwrap_or_default();
    let is_value = |cell: &&AnswerCell| {
        let column = cell.heading.of_form().and_then(|at| columns.get(at));
        column.is_none_or(|it| !matches!(it.role, Role::Ordinal | Role::Content | Role::Group))
    };
    let content = name(form, row);
    let lines = cells.iter().filter(is_value).map(|cell| {
        let [unit, file, sheet, line, digest] = source(part, row);
        let fields = [
            unit,
            annex.map_or(String::new(), |it| it.head.label()),
            row.form.map_or(String::new(), |it| it.to_string()),
            String::new(),
            content.clone(),
            String::new(),
            cell.title.to_string(),
            String::new(),
            cell.text.clone(),
            figure(&cell.text).map_or(String::new(), |it| it.to_string()),
            false.to_string(),
            why.text(Language::Vietnamese).to_owned(),
            file,
            sheet,
            line,
            digest,
        ];
        csv_line(&fields)
    });
    lines.collect()
}

/// The unit of a row, its file, sheet, line and SHA-256.
fn source(part: &Part, row: &AnswerRow) -> [String; 5] {
    [
        part.unit.clone().unwrap_or_default(),
        row.file.to_string(),
        row.sheet.to_string(),
        row.line.map_or(String::new(), |it| it.to_string()),
        part.file_of(row)
            .map_or(String::new(), |it| it.sha256.clone()),
    ]
}

fn csv_line(fields: &[String; 16]) -> String {
    fields.each_ref().map(|it| quoted(it)).join(",") + "\r\n"
}

/// Returns a value that is a number, or a share: "87,4 %".
fn figure(text: &str) -> Option<f64> {
    let share = text.trim().strip_suffix('%');
    parse_number(share.unwrap_or(text).trim())
}

/// Whether what units say in a cell of the form may be added, and the word that counts it.
#[derive(Default)]
struct Adding {
    is_sum: bool,
    counter: Option<String>,
}

/// The cells of the form that ask for values.
fn adding(form: &Form, parts: &[&Part]) -> FxHashMap<(usize, usize), Adding> {
    let mut values: FxHashMap<(usize, usize), Vec<Cow<str>>> = FxHashMap::default();
    for row in parts.iter().flat_map(|it| &it.rows) {
        for cell in row.cells.iter().filter(|it| !it.is_apart) {
            if let (Some(own), Some(to)) = (row.form, cell.heading.of_form()) {
                values
                    .entry((own, to))
                    .or_default()
                    .push(cell.in_forms_unit());
            }
        }
    }
    let mut adding = FxHashMap::default();
    for annex in 0..form.document.annexes.len() {
        for to in form.value_columns(annex) {
            for own in form.rows_of(annex) {
                let said = values.get(&(own, to)).into_iter().flatten();
                let said: Vec<&str> = said.map(|it| &**it).collect();
                let total = form.total(own, to, &said);
                let cell = Adding {
                    is_sum: total.is_some_and(|it| it.is_sum()),
                    counter: sole_counter(&said, form.unit(own, to)),
                };
                adding.insert((own, to), cell);
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
