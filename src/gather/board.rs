//! The answers of all units to one form.

use std::collections::BTreeMap;

use super::{
    answer::{Answer, AnswerColumn, AnswerRow, Heading},
    form::Form,
    sender::{Sender, stem},
    settling::{Settled, Versions, says_anything, settle},
    sheet_of_sums::settle_sheets,
    units::Units,
    versions::version,
};
use crate::wording::{Key, Message};

/// Where a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Received,
    Missing,
    Unreadable,
    /// It sent something else.
    OtherForm,
}

impl State {
    /// The name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            State::Received => "received",
            State::Missing => "missing",
            State::Unreadable => "unreadable",
            State::OtherForm => "other-form",
        }
    }

    /// The name that users read.
    pub fn label(self) -> Key {
        match self {
            State::Received => Key::GatherReceived,
            State::Missing => Key::GatherMissing,
            State::Unreadable => Key::GatherUnreadable,
            State::OtherForm => Key::GatherOtherForm,
        }
    }
}

/// What one unit sent, or a file that no unit could be found for.
#[derive(Clone, Debug)]
pub struct Part {
    pub unit: Option<String>,
    pub state: State,
    /// Days after the deadline on which the last file arrived.
    pub days_late: u32,
    /// Whether it answers the form and says nothing that the form does not say.
    pub is_blank: bool,
    pub files: Vec<PartFile>,
    pub rows: Vec<AnswerRow>,
    pub columns: Vec<AnswerColumn>,
    pub notes: Vec<Message>,
}

/// A file that is part of what a unit sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFile {
    /// The number that the caller gave it.
    pub source: u32,
    pub name: String,
    pub sha256: String,
    /// The local time, as `2026-09-12 09:12`, where that is known.
    pub received: String,
}

impl Part {
    /// Returns the file that a row is from.
    pub fn file_of(&self, row: &AnswerRow) -> Option<&PartFile> {
        let is_its = |it: &&PartFile| it.source == row.source && *it.name == *row.file;
        self.files.iter().find(is_its)
    }
}

/// The answers of all units, in the order of their list; then the files of nobody.
#[derive(Clone, Debug, Default)]
pub struct Board {
    pub parts: Vec<Part>,
}

impl Board {
    /// Joins the answers by unit. Without a list of units, the names that the files give are the
    /// units; a file without one is a unit by its own name.
    pub fn new(units: &Units, form: &Form, answers: Vec<Answer>) -> Board {
        let mut by_names = Units::default();
        if units.names.is_empty() {
            let names = answers.iter().map(|it| {
                it.named
                    .clone()
                    .unwrap_or_else(|| stem(&it.file).to_owned())
            });
            by_names = Units::new(names);
        }
        let is_listed = !units.names.is_empty();
        let units = if is_listed { units } else { &by_names };
        let mut of_unit: BTreeMap<usize, Vec<Answer>> = BTreeMap::new();
        let mut nobodys = Vec::new();
        for mut answer in answers {
            if !is_listed {
                let name = answer
                    .named
                    .clone()
                    .unwrap_or_else(|| stem(&answer.file).to_owned());
                if answer.named.is_none() {
                    answer
                        .notes
                        .push(Key::GatherUnitByFile.with([answer.file.clone()]));
                }
                answer.sender = units.index_of(&name).map_or(Sender::Unknown, Sender::Unit);
            }
            match &answer.sender {
                Sender::Unit(unit) => of_unit.entry(*unit).or_default().push(answer),
                _ => nobodys.push(answer),
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        for (unit, name) in units.names.iter().enumerate() {
            parts.push(part(
                form,
                Some(name.clone()),
                of_unit.remove(&unit).unwrap_or_default(),
            ));
        }
        let of_nobody = nobodys.into_iter();
        parts.extend(of_nobody.map(|it| part_of_nobody(form, units, it)));
        Board { parts }
    }

    /// Whether everything arrived and is in its place.
    pub fn is_complete(&self) -> bool {
        self.parts.iter().all(|part| {
            let is_placed = part
                .rows
                .iter()
                .all(|row| row.form.is_some() || row.is_listed);
            let has_doubts = part.columns.iter().any(AnswerColumn::is_open);
            let is_received = part.state == State::Received && !part.is_blank;
            part.unit.is_some() && is_received && is_placed && !has_doubts
        })
    }

    /// Returns what a unit says in a cell of the form, with the row that says it.
    pub fn value(part: &Part, row: usize, column: usize) -> Option<(&AnswerRow, &str)> {
        let mut rows = part.rows.iter().filter(|it| it.form == Some(row));
        rows.find_map(|it| {
            let mut cells = it.cells.iter();
            let found = cells
                .find(|cell| matches!(&cell.heading, Heading::Form(at, _) if *at == column))?;
            Some((it, found.text.as_str()))
        })
    }
}

/// The part of a file whose unit is not known, with a note that says why.
pub(super) fn part_of_nobody(form: &Form, units: &Units, answer: Answer) -> Part {
    let note = match (&answer.sender, answer.named.as_deref()) {
        (Sender::Unsure(perhaps), _) => {
            let names = perhaps.iter().filter_map(|it| units.names.get(*it));
            let names: Vec<&str> = names.map(String::as_str).collect();
            Key::GatherUnitUnsure.with([answer.file.clone(), names.join("; ")])
        }
        (_, Some(named)) if !named.is_empty() => {
            Key::GatherUnitNotListed.with([answer.file.clone(), named.to_owned()])
        }
        _ => Key::GatherUnitUnknown.with([answer.file.clone()]),
    };
    let mut part = part(form, None, vec![answer]);
    part.notes.insert(0, note);
    part
}

/// Joins the answers of one unit.
pub(super) fn part(form: &Form, unit: Option<String>, mut answers: Vec<Answer>) -> Part {
    let state = match answers.as_slice() {
        [] => State::Missing,
        some if some.iter().any(|it| it.is_matched) => State::Received,
        some if some.iter().any(|it| it.is_read) => State::OtherForm,
        _ => State::Unreadable,
    };
    answers.sort_by_key(|it| version(&it.file));
    let is_alone = answers.len() < 2;
    let mut all_rows = answers.iter().flat_map(|it| &it.rows);
    let is_blank = state == State::Received && !all_rows.any(|row| says_anything(form, row));
    let mut notes = Vec::new();
    let mut rows: Vec<AnswerRow> = Vec::new();
    let mut by_form: BTreeMap<usize, Vec<(u32, AnswerRow)>> = BTreeMap::new();
    let mut columns: Vec<AnswerColumn> = Vec::new();
    let mut files: Vec<PartFile> = Vec::new();
    for answer in answers {
        let is_copy =
            !answer.sha256.is_empty() && files.iter().any(|it| it.sha256 == answer.sha256);
        files.push(PartFile {
            source: answer.source,
            name: answer.file.clone(),
            sha256: answer.sha256,
            received: answer.received,
        });
        if is_copy {
            notes.push(Key::GatherCopy.with([answer.file.clone()]));
            continue;
        }
        let is_one = files.len() == 1;
        for note in answer.notes {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        if !answer.is_read && !is_one {
            notes.push(Key::GatherFileUnreadable.with([answer.file.clone()]));
        }
        columns.extend(answer.columns);
        let version = version(&answer.file);
        if answer.is_matched && !is_alone && !answer.rows.iter().any(|row| says_anything(form, row))
        {
            notes.push(Key::GatherBlank.with([answer.file.clone()]));
        }
        if is_blank && is_one {
            notes.push(Key::GatherNothingFilled.with([answer.file.clone()]));
        }
        for row in answer.rows {
            match row.form {
                Some(at) => by_form.entry(at).or_default().push((version, row)),
                None => rows.push(row),
            }
        }
    }
    let (of_parts, of_sums) = settle_sheets(form, &mut by_form);
    rows.extend(of_parts);
    notes.extend(of_sums);
    let mut settled = Settled::default();
    let mut by_annex: BTreeMap<Option<usize>, Versions> = BTreeMap::new();
    for said in by_form.values() {
        let annex = said.first().and_then(|(_, row)| row.annex);
        by_annex.entry(annex).or_insert_with(|| {
            let rows = by_form.values().flatten();
            Versions::of(form, rows.filter(|(_, row)| row.annex == annex))
        });
    }
    for (at, said) in by_form {
        let annex = said.first().and_then(|(_, row)| row.annex);
        let versions = by_annex.get(&annex).copied().unwrap_or_default();
        settle(form, at, said, versions, &mut settled);
    }
    notes.extend(settled.notes());
    let mut placed = settled.placed;
    placed.extend(settled.left);
    placed.extend(rows);
    Part {
        days_late: 0,
        unit,
        state,
        is_blank,
        files,
        rows: placed,
        columns,
        notes,
    }
}
