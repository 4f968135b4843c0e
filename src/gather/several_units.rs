//! Files that hold the answers of several units: a sheet each, one below the other under their names, or
//! row by row with the unit in a column.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    form::Form,
    sender::Sender,
    units::{Named, Units},
};
use crate::{
    model::{Annex, Column, ColumnId, Document, Role, Row},
    text::likeness::{folded, words},
};

/// Returns who a file is from; unsure where headings between its rows name other units than that, which the
/// form does not have.
pub(super) fn sole_sender(
    units: &Units,
    form: &Form,
    document: &Document,
    sender: Sender,
) -> Sender {
    let Sender::Unit(own) = sender else {
        return sender;
    };
    let mut all = vec![own];
    for annex in &document.annexes {
        let headings = annex.rows.iter().filter(|row| row.kind.is_section());
        let texts = headings.map(|row| annex.text(row, Role::Content));
        all.extend(texts.flat_map(|it| units_of_heading(units, form, it)));
    }
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [_] => Sender::Unit(own),
        _ => Sender::Unsure(all),
    }
}

/// Longer texts say more than a name.
const HEADING_WORDS: usize = 8;

/// The units that a heading between rows names, unless the form has the heading.
fn units_of_heading(units: &Units, form: &Form, text: &str) -> Vec<usize> {
    match words(text).len() <= HEADING_WORDS && !has_row(form, text) {
        true => units.named_in(text).full,
        false => Vec::new(),
    }
}

fn has_row(form: &Form, text: &str) -> bool {
    let key = words(text).join(" ");
    let mut annexes = form.annexes.iter();
    annexes.any(|it| it.by_text.contains_key(&key))
}

/// Divides a document that holds the answers of several units among them, each with its rows. `None`
/// unless each row says whose it is, all of them answer the same rows of the form, and nothing says that
/// the file is of somebody else.
pub fn divided(
    units: &Units,
    form: &Form,
    path: &str,
    document: &Document,
) -> Option<Vec<(usize, Document)>> {
    if !may_be_of_several(units, form, document) {
        return None;
    }
    let of_annexes = document.annexes.iter();
    let of_annexes: Vec<Vec<Of>> = of_annexes
        .map(|annex| whose(units, form, document, annex))
        .collect::<Option<_>>()?;
    let of_rows = of_annexes.iter().flatten();
    let mut all: Vec<usize> = of_rows
        .filter_map(|it| match it {
            Of::Unit(unit) => Some(*unit),
            Of::All | Of::Nobody => None,
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    let is_of_another = match Sender::of(units, form, path, Some(document)) {
        Sender::Unit(unit) => !all.contains(&unit),
        Sender::Unsure(_) | Sender::Unknown => false,
    };
    if all.len() < 2 || is_of_another || !answer_the_same(form, document, &of_annexes, &all) {
        return None;
    }
    let parts = all.into_iter().map(|unit| {
        let annexes = document.annexes.iter().zip(&of_annexes);
        let annexes = annexes.filter_map(|(annex, of)| part_of(annex, of, unit));
        let part = Document {
            annexes: annexes.collect(),
            ..document.clone()
        };
        (unit, part)
    });
    Some(parts.collect())
}

/// Whether there is a place where several units may be named; most files have none.
fn may_be_of_several(units: &Units, form: &Form, document: &Document) -> bool {
    let names_units = |annex: &Annex| {
        let headings = annex.rows.iter().filter(|row| row.kind.is_section());
        let mut texts = headings.map(|row| annex.text(row, Role::Content));
        sender_column(units, form, annex).is_some()
            || texts.any(|it| !units_of_heading(units, form, it).is_empty())
    };
    1 < document.annexes.len() || document.annexes.iter().any(names_units)
}

/// Whose a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Unit(usize),
    /// A heading above the rows of several units.
    All,
    /// It only names a unit.
    Nobody,
}

/// Says whose each row of an annex is; `None` where an item does not say it.
fn whose(units: &Units, form: &Form, document: &Document, annex: &Annex) -> Option<Vec<Of>> {
    let column = sender_column(units, form, annex);
    let mut now = head_of(units, form, document, annex);
    let rows = annex.rows.iter().map(|row| {
        if let Some(column) = column {
            return match row.kind.is_section() {
                true => Some(Of::All),
                false => only(&units.named_in(row.cell(column))).map(Of::Unit),
            };
        }
        if row.kind.is_section() {
            let named = units_of_heading(units, form, annex.text(row, Role::Content));
            if let [unit] = named.as_slice() {
                now = Some(*unit);
                return Some(Of::Nobody);
            }
            return Some(now.map_or(Of::Nobody, Of::Unit));
        }
        now.map(Of::Unit)
    });
    rows.collect()
}

/// The unit that the lines around a table name, or the name of its sheet.
fn head_of(units: &Units, form: &Form, document: &Document, annex: &Annex) -> Option<usize> {
    let head = Document {
        annexes: vec![Annex {
            rows: Vec::new(),
            ..annex.clone()
        }],
        ..document.clone()
    };
    match Sender::of(units, form, "", Some(&head)) {
        Sender::Unit(unit) => Some(unit),
        Sender::Unsure(_) => None,
        // As the name of a file, that of a sheet may leave out the kind of unit.
        Sender::Unknown => match units.named_in(&annex.head.sheet).short.as_slice() {
            [unit] => Some(*unit),
            _ => None,
        },
    }
}

fn only(named: &Named) -> Option<usize> {
    match named.full.as_slice() {
        [unit] => Some(*unit),
        _ => None,
    }
}

/// Headings of a column that says who reports a row, without marks.
const SENDER_HEADINGS: [&str; 9] = [
    "don vi",
    "ten don vi",
    "don vi bao cao",
    "co quan bao cao",
    "don vi gui",
    "xa",
    "xa phuong",
    "ten xa",
    "dia phuong",
];

/// The column in which each item names one unit, under a heading of that kind.
fn sender_column(units: &Units, form: &Form, annex: &Annex) -> Option<ColumnId> {
    let is_heading = |column: &&Column| {
        let title = folded(&words(&column.title())).join(" ");
        SENDER_HEADINGS.contains(&title.as_str())
    };
    let names_all = |column: &&Column| {
        let mut items = annex.rows.iter().filter(|row| !row.kind.is_section());
        items.all(|row| only(&units.named_in(row.cell(column.id))).is_some())
    };
    // What the form has in such a column it asks about.
    let is_forms = |column: &&Column| {
        let mut columns = form.document.annexes.iter().flat_map(|it| &it.columns);
        columns.any(|it| it.role == column.role && words(&it.title()) == words(&column.title()))
    };
    let mut columns = annex.columns.iter();
    let column = columns.find(|it| is_heading(it) && !is_forms(it) && names_all(it));
    column.map(|it| it.id)
}

/// Whether several units answer the same row of the form, and each at least one: otherwise the names say
/// something else than who answers.
fn answer_the_same(
    form: &Form,
    document: &Document,
    of_annexes: &[Vec<Of>],
    all: &[usize],
) -> bool {
    let mut by_row: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
    let mut answering: FxHashSet<usize> = FxHashSet::default();
    for (annex, of_rows) in document.annexes.iter().zip(of_annexes) {
        for (row, of) in annex.rows.iter().zip(of_rows) {
            let text = annex.text(row, Role::Content);
            if let (Of::Unit(unit), false, true) = (of, row.kind.is_section(), has_row(form, text))
            {
                answering.insert(*unit);
                let key = words(text).join(" ");
                by_row.entry(key).or_default().insert(*unit);
            }
        }
    }
    all.len() == answering.len() && by_row.values().any(|it| 1 < it.len())
}

/// The rows of an annex that are a unit's; `None` without any.
fn part_of(annex: &Annex, of_rows: &[Of], unit: usize) -> Option<Annex> {
    if !of_rows.contains(&Of::Unit(unit)) {
        return None;
    }
    let rows = annex.rows.iter().zip(of_rows);
    let rows = rows.filter(|(_, of)| **of == Of::All || **of == Of::Unit(unit));
    let rows: Vec<Arc<Row>> = rows.map(|(row, _)| Arc::clone(row)).collect();
    Some(Annex {
        rows,
        ..annex.clone()
    })
}
