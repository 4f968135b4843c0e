//! The answers of all units to one form.

use std::collections::BTreeMap;

use super::{
    answer::{Answer, AnswerRow, Choice, Heading},
    form::Form,
    sender::{Sender, stem},
    units::Units,
};
use crate::{
    model::Role,
    text::likeness::{differ, folded, words},
    wording::{Key, Message},
};

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
    /// Each file with its SHA-256.
    pub files: Vec<(String, String)>,
    pub rows: Vec<AnswerRow>,
    pub notes: Vec<Message>,
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
            let is_placed = part.rows.iter().all(|row| row.form.is_some());
            part.unit.is_some() && part.state == State::Received && is_placed
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
    let mut notes = Vec::new();
    let mut rows: Vec<AnswerRow> = Vec::new();
    let mut by_form: BTreeMap<usize, Vec<(u32, AnswerRow)>> = BTreeMap::new();
    let mut files: Vec<(String, String)> = Vec::new();
    for answer in answers {
        let is_copy =
            !answer.sha256.is_empty() && files.iter().any(|(_, digest)| *digest == answer.sha256);
        files.push((answer.file.clone(), answer.sha256.clone()));
        if is_copy {
            notes.push(Key::GatherCopy.with([answer.file.clone()]));
            continue;
        }
        let is_one = files.len() == 1;
        for note in answer.notes {
            notes.push(note);
        }
        if !answer.is_read && !is_one {
            notes.push(Key::GatherFileUnreadable.with([answer.file.clone()]));
        }
        let version = version(&answer.file);
        for row in answer.rows {
            match row.form {
                Some(at) => by_form.entry(at).or_default().push((version, row)),
                None => rows.push(row),
            }
        }
    }
    let mut n_conflicts = 0;
    let mut placed = Vec::new();
    let last = by_form.values().flatten().map(|(version, _)| *version);
    let last = last.max().unwrap_or(0);
    for (at, said) in by_form {
        n_conflicts += usize::from(settle(form, at, (said, last), &mut placed, &mut rows));
    }
    if 0 < n_conflicts {
        notes.push(Key::GatherConflicts.with([n_conflicts.to_string()]));
    }
    placed.extend(rows);
    Part {
        unit,
        state,
        files,
        rows: placed,
        notes,
    }
}

/// Places what several files of a unit say of one row of the form: the last version where the names
/// tell one, and all of them where none contradicts another. What a person chose comes before both.
/// Otherwise the user must choose; returns whether it is so.
fn settle(
    form: &Form,
    at: usize,
    (said, last): (Vec<(u32, AnswerRow)>, u32),
    placed: &mut Vec<AnswerRow>,
    left: &mut Vec<AnswerRow>,
) -> bool {
    let is_form = |row: &AnswerRow| row.choice == Some(Choice::Form(at));
    let is_chosen = said.iter().any(|(_, row)| is_form(row));
    let (latest, earlier): (Vec<_>, Vec<_>) =
        said.into_iter()
            .partition(|(version, row)| match is_chosen {
                true => is_form(row),
                false => *version == last && row.choice.is_none(),
            });
    let mut kept: Vec<AnswerRow> = Vec::new();
    let mut is_conflict = false;
    for (_, row) in latest {
        if kept.iter().any(|it| repeats(form, at, &row, it)) {
            continue;
        }
        is_conflict |= kept.iter().any(|it| contradicts(form, at, &row, it));
        kept.push(row);
    }
    let unplaced = |row: AnswerRow| AnswerRow {
        form: None,
        perhaps: vec![at],
        ..row
    };
    if is_conflict {
        left.extend(kept.into_iter().map(unplaced));
    } else {
        for (_, row) in earlier {
            if !kept.iter().any(|it| repeats(form, at, &row, it)) {
                left.push(unplaced(row));
            }
        }
        placed.extend(kept);
    }
    is_conflict
}

/// The texts of a row that are values: neither ordinal nor content.
fn values<'row>(
    form: &'row Form,
    at: usize,
    row: &'row AnswerRow,
) -> impl Iterator<Item = (&'row str, &'row str)> {
    let annex = form.place(at).map(|(annex, _)| annex);
    row.cells.iter().filter_map(move |cell| {
        let role = match &cell.heading {
            Heading::Form(column, _) => annex?.columns.get(*column)?.role,
            Heading::Own(_) => Role::Other,
        };
        let is_value = !matches!(role, Role::Ordinal | Role::Content | Role::Group);
        is_value.then_some((cell.heading.key(), cell.text.as_str()))
    })
}

/// Whether a row says nothing that the other does not say.
fn repeats(form: &Form, at: usize, row: &AnswerRow, other: &AnswerRow) -> bool {
    values(form, at, row).all(|(key, text)| {
        values(form, at, other).any(|(own, said)| own == key && !differ(text, said))
    })
}

/// Whether two rows say different things under one heading.
fn contradicts(form: &Form, at: usize, row: &AnswerRow, other: &AnswerRow) -> bool {
    values(form, at, row).any(|(key, text)| {
        values(form, at, other).any(|(own, said)| own == key && differ(text, said))
    })
}

/// Returns which version of a unit's answer a file is by its name: "(2)", "lần 2", "v2", "bổ sung".
fn version(file: &str) -> u32 {
    let words = folded(&words(&stem(file).replace(['_', '-', '.'], " ")));
    let number = |word: &String| word.parse::<u32>().ok().filter(|n| *n < 20);
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        if matches!(word.as_str(), "lan" | "v" | "ban" | "version")
            && let Some(n) = next.and_then(number)
        {
            return n;
        }
        if let Some(n) = word
            .strip_prefix('v')
            .or_else(|| word.strip_prefix("lan"))
            .map(str::to_owned)
            .as_ref()
            .and_then(number)
        {
            return n;
        }
        let pair = (word.as_str(), next.map_or("", String::as_str));
        if matches!(
            pair,
            ("bo", "sung") | ("thay", "the") | ("dinh", "chinh") | ("da", "sua") | ("chinh", "sua")
        ) || matches!(pair.0, "sua" | "final" | "cuoi")
        {
            return LATER;
        }
    }
    let bracket = stem(file)
        .trim_end()
        .strip_suffix(')')
        .and_then(|it| it.rsplit_once('('));
    bracket
        .and_then(|(_, n)| n.trim().parse::<u32>().ok())
        .filter(|n| *n < 20)
        .map_or(1, |n| n + 1)
}

/// The version of a file that says it corrects another without a number.
const LATER: u32 = 100;
