//! A consolidation: a form that was sent out, the units that must answer, and the files they sent.
//!
//! Whatever a person decides is kept with the file that it is about ([`Decisions`]), so that a change
//! touches one file; what each unit comes to ([`UnitPart`]) follows from its files.

use super::{
    answer::Answer,
    board::{Board, part, part_of_nobody},
    choices::Choice,
    days::days_late,
    decisions::{Decisions, FileState, Remembered},
    differences::{Difference, differences},
    form::Form,
    recipe::{Recipe, Recipes},
    remembering::{recipe, recognised, remember},
    sent_file::{Arrival, SentFile},
    several_units::divided,
    unit_part::{Standing, UnitPart},
    units::Units,
};
use crate::{
    model::{ColumnId, Document, RowId},
    wording::{Key, Message},
};

/// A form, its units, and what they sent.
#[derive(Clone, Debug)]
pub struct Consolidation {
    pub name: String,
    /// The last day for answers, as `2026-09-15`; empty without one.
    pub deadline: String,
    /// What was decided for units in an earlier consolidation.
    pub known: Recipes,
    form: Form,
    units: Units,
    files: Vec<SentFile>,
    parts: Vec<UnitPart>,
}

/// Decisions about files, by their numbers. Applying them returns those that take them back.
pub type Changes = Vec<(u32, Decisions)>;

/// What became of a file that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    Counted(u32),
    /// It says something else than an earlier file of its unit.
    Waiting(u32),
    /// Its unit is not known.
    OfNobody(u32),
    /// The same file was received before.
    Copy,
}

impl Consolidation {
    pub fn new(
        name: String,
        form: Document,
        units: Vec<String>,
        deadline: String,
    ) -> Consolidation {
        let mut new = Consolidation {
            name,
            deadline,
            known: Recipes::new(),
            form: Form::new(form),
            units: Units::new(units),
            files: Vec::new(),
            parts: Vec::new(),
        };
        new.refresh();
        new
    }

    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The names of the units, in their order.
    pub fn units(&self) -> &[String] {
        &self.units.names
    }

    pub fn files(&self) -> &[SentFile] {
        &self.files
    }

    pub fn file(&self, number: u32) -> Option<&SentFile> {
        self.files.iter().find(|it| it.number == number)
    }

    /// What each unit sent, in the order of the units.
    pub fn parts(&self) -> &[UnitPart] {
        &self.parts
    }

    /// The files whose unit is not known.
    pub fn of_nobody(&self) -> impl Iterator<Item = &SentFile> {
        let files = self.files.iter();
        files.filter(|it| it.unit().is_none() && it.decisions.state == FileState::Counted)
    }

    /// How many units pass a test.
    pub fn count(&self, is: impl Fn(&UnitPart) -> bool) -> usize {
        self.parts.iter().filter(|it| is(it)).count()
    }

    /// How many decisions are open: files of nobody, files that wait, rows and columns without a place.
    pub fn n_open(&self) -> usize {
        let of_units = self.parts.iter().map(|it| it.n_open + it.waiting.len());
        of_units.sum::<usize>() + self.of_nobody().count()
    }

    /// Everything as a board, for its documents.
    pub fn board(&self) -> Board {
        let mut parts: Vec<_> = self.parts.iter().map(|it| it.part.clone()).collect();
        let nobodys = self.of_nobody().map(|it| it.answer.clone());
        parts.extend(nobodys.map(|it| part_of_nobody(&self.form, &self.units, it)));
        Board { parts }
    }

    /// Takes a file, or its parts where it holds the answers of several units.
    pub fn receive_all(&mut self, arrival: Arrival) -> Vec<Receipt> {
        let content = arrival.content.as_ref().ok();
        let parts = content.and_then(|(it, _)| divided(&self.units, &self.form, &arrival.name, it));
        let (Some(parts), Ok((_, lines))) = (parts, &arrival.content) else {
            return vec![self.receive(arrival)];
        };
        let parts: Vec<(usize, Arrival)> = parts
            .into_iter()
            .map(|(unit, document)| {
                let part = Arrival {
                    content: Ok((document, lines.clone())),
                    ..arrival.clone()
                };
                (unit, part)
            })
            .collect();
        let receipts = parts
            .into_iter()
            .map(|(unit, part)| self.receive_of(Some(unit), part));
        receipts.collect()
    }

    /// Takes a file. One that contradicts an earlier file of its unit waits for a person.
    pub fn receive(&mut self, arrival: Arrival) -> Receipt {
        self.receive_of(None, arrival)
    }

    /// Takes a file, of a unit where that is known.
    fn receive_of(&mut self, unit: Option<usize>, arrival: Arrival) -> Receipt {
        let number = self.files.iter().map(|it| it.number + 1).max().unwrap_or(0);
        let mut file = SentFile::of(&self.units, &self.form, number, arrival);
        if let Some(unit) = unit {
            file.decisions.unit = self.units.names.get(unit).cloned();
            file.rematch(&self.units, &self.form);
        }
        let is_given = unit.is_some();
        self.remember(&mut file);
        // Two units may send the same, an empty form for instance.
        let is_known = |it: &SentFile| {
            let is_same_name = it.name == file.name && !is_given;
            let is_same = is_same_name || it.unit().is_some() && it.unit() == file.unit();
            let is_in_use = it.decisions.state != FileState::Replaced;
            !it.sha256.is_empty() && it.sha256 == file.sha256 && is_same && is_in_use
        };
        if self.files.iter().any(is_known) {
            return Receipt::Copy;
        }
        let Some(unit) = file.unit() else {
            self.files.push(file);
            return Receipt::OfNobody(number);
        };
        let is_recognised = file.decisions.remembered.unit.is_some();
        let waits = is_recognised || self.contradicts(unit, &file.answer);
        if waits {
            file.decisions.state = FileState::Waiting;
        } else if file.answer.is_matched {
            // What could not be read, or was something else, is superseded.
            let of_unit = |it: &&mut SentFile| it.unit() == Some(unit) && !it.answer.is_matched;
            for old in self.files.iter_mut().filter(of_unit) {
                old.decisions.state = FileState::Replaced;
            }
        }
        self.files.push(file);
        self.refresh_unit(unit);
        match waits {
            true => Receipt::Waiting(number),
            false => Receipt::Counted(number),
        }
    }

    /// What was decided for a unit, here and in an earlier consolidation.
    fn recipe(&self, unit: usize) -> Recipe {
        let name = self.units.names.get(unit);
        let known = name.and_then(|it| self.known.get(it));
        let files = self.files.iter().filter(|it| it.unit() == Some(unit));
        recipe(&self.form, known, files)
    }

    /// What was decided for each unit, for the next consolidation.
    pub fn recipes(&self) -> Recipes {
        let units = self.units.names.iter().enumerate();
        let recipes = units.map(|(unit, name)| (name.clone(), self.recipe(unit)));
        recipes.filter(|(_, it)| !it.is_empty()).collect()
    }

    /// Does to a file what was decided for earlier ones of its sender.
    fn remember(&self, file: &mut SentFile) {
        if file.unit().is_none()
            && let Some(unit) = recognised(&self.form, &self.units, &self.recipes(), file)
        {
            file.decisions.remembered.unit = self.units.names.get(unit).cloned();
            file.rematch(&self.units, &self.form);
        }
        if let Some(unit) = file.unit() {
            let remembered = remember(&self.form, &self.recipe(unit), file);
            if remembered != file.decisions.remembered {
                file.decisions.remembered = remembered;
                file.rematch(&self.units, &self.form);
            }
        }
    }

    /// A person takes back what was done to a file because of earlier ones.
    pub fn refuse(&self, number: u32) -> Changes {
        self.changed_by(number, |it| {
            // Whoever it is of, it is no corrected file of that unit.
            if it.remembered.unit.is_some() && it.unit.is_none() {
                it.state = FileState::Counted;
            }
            it.remembered = Remembered {
                is_refused: true,
                ..Remembered::default()
            };
        })
    }

    /// Whether an answer says something else in a row than the counted files of a unit.
    fn contradicts(&self, unit: usize, answer: &Answer) -> bool {
        let differences = self
            .parts
            .get(unit)
            .map(|it| differences(&self.form, it, answer));
        let mut differences = differences.into_iter().flatten();
        differences.any(|it| !it.before.is_empty() && !it.after.is_empty())
    }

    /// Returns what changes when a waiting file takes the place of the counted ones.
    pub fn differences(&self, file: &SentFile) -> Vec<Difference> {
        let part = file.unit().and_then(|unit| self.parts.get(unit));
        part.map(|part| differences(&self.form, part, &file.answer))
            .unwrap_or_default()
    }

    /// Applies decisions; returns those that take them back.
    pub fn decide(&mut self, changes: Changes) -> Changes {
        let mut inverse = Changes::new();
        let mut units = Vec::new();
        for (number, decisions) in changes {
            let files = self.files.iter_mut();
            let Some(file) = files.into_iter().find(|it| it.number == number) else {
                continue;
            };
            units.extend(file.unit());
            let is_same_match = file.decisions.match_as(&decisions);
            inverse.push((number, std::mem::replace(&mut file.decisions, decisions)));
            if !is_same_match {
                file.rematch(&self.units, &self.form);
            }
            units.extend(file.unit());
        }
        units.sort_unstable();
        units.dedup();
        for unit in units {
            self.refresh_unit(unit);
        }
        inverse.reverse();
        inverse
    }

    fn changed_by(&self, number: u32, change: impl FnOnce(&mut Decisions)) -> Changes {
        let file = self.file(number);
        let changes = file.map(|file| {
            let mut decisions = file.decisions.clone();
            change(&mut decisions);
            (number, decisions)
        });
        changes.into_iter().collect()
    }

    /// A file is of a unit. Where it contradicts what that unit sent, it waits.
    pub fn assign(&self, number: u32, unit: usize) -> Changes {
        let file = self.file(number);
        let waits = file.is_some_and(|it| self.contradicts(unit, &it.answer));
        let remembered = file.map(|it| remember(&self.form, &self.recipe(unit), it));
        self.changed_by(number, |it| {
            it.unit = self.units.names.get(unit).cloned();
            it.remembered = remembered.unwrap_or_default();
            it.state = match waits {
                true => FileState::Waiting,
                false => FileState::Counted,
            };
        })
    }

    /// A file does not count.
    pub fn put_away(&self, number: u32) -> Changes {
        self.changed_by(number, |it| it.state = FileState::Replaced)
    }

    /// A file came on another day than it was taken in; `None` takes that back.
    pub fn came_on(&self, number: u32, day: Option<String>) -> Changes {
        self.changed_by(number, |it| it.came = day)
    }

    /// A waiting file counts beside those of its unit.
    pub fn count_too(&self, number: u32) -> Changes {
        self.changed_by(number, |it| it.state = FileState::Counted)
    }

    /// A waiting file takes the place of those of its unit.
    pub fn replace_by(&self, number: u32) -> Changes {
        let unit = self.file(number).and_then(SentFile::unit);
        let counted = unit.and_then(|it| self.parts.get(it));
        let counted = counted.map(|it| it.files.as_slice()).unwrap_or_default();
        let old = counted.iter().flat_map(|it| self.put_away(*it));
        old.chain(self.count_too(number)).collect()
    }

    /// Rows of a file are what a person chose; `None` takes a choice back.
    pub fn choose(&self, number: u32, rows: &[RowId], choice: Option<Choice>) -> Changes {
        self.changed_by(number, |it| {
            for row in rows {
                match choice {
                    Some(choice) => it.choices.rows.insert(*row, choice),
                    None => it.choices.rows.remove(row),
                };
            }
        })
    }

    /// Rows of several files are what a person chose.
    pub fn choose_rows(&self, rows: &[(u32, RowId)], choice: Choice) -> Changes {
        let mut changes = Changes::new();
        for (number, row) in rows {
            match changes.iter_mut().find(|(it, _)| it == number) {
                Some((_, decisions)) => {
                    decisions.choices.rows.insert(*row, choice);
                }
                None => changes.extend(self.choose(*number, &[*row], Some(choice))),
            }
        }
        changes
    }

    /// Columns of files are what a person chose.
    pub fn choose_columns(&self, columns: &[(u32, ColumnId)], choice: Choice) -> Changes {
        let mut changes = Changes::new();
        for (number, column) in columns {
            match changes.iter_mut().find(|(it, _)| it == number) {
                Some((_, decisions)) => {
                    decisions.choices.columns.insert(*column, choice);
                }
                None => changes.extend(self.changed_by(*number, |it| {
                    it.choices.columns.insert(*column, choice);
                })),
            }
        }
        changes
    }

    /// A person puts a value of a unit right; an empty text, or what the file says, takes that back. There
    /// is nothing to change where the unit has no such row or column.
    pub fn put_right(&self, unit: usize, (row, column): (usize, usize), text: &str) -> Changes {
        let part = self.parts.get(unit);
        let Some((number, place, said)) = part.and_then(|it| it.origin(row, column)) else {
            return Changes::new();
        };
        let text = text.trim();
        let is_taken_back = text.is_empty() || text == said;
        self.changed_by(number, |it| {
            match is_taken_back {
                true => it.choices.values.remove(&place),
                false => it.choices.values.insert(place, text.to_owned()),
            };
        })
    }

    /// A person approves what a unit sent, or takes that back.
    pub fn approve(&self, unit: usize, is_approved: bool) -> Changes {
        let files = self.parts.get(unit).map(|it| it.files.as_slice());
        let files = files.unwrap_or_default().iter();
        files
            .flat_map(|it| self.changed_by(*it, |it| it.is_approved = is_approved))
            .collect()
    }

    /// Changes name, deadline and units; all files are matched again.
    pub fn set_up(&mut self, name: String, deadline: String, units: Vec<String>) {
        self.name = name;
        self.deadline = deadline;
        if units != self.units.names {
            self.units = Units::new(units);
            for file in &mut self.files {
                file.rematch(&self.units, &self.form);
            }
        }
        self.refresh();
    }

    /// Takes a file from storage. Returns whether it could be read. [`Consolidation::refresh`] has
    /// to be called after the last one.
    pub fn restore(&mut self, number: u32, text: &str) -> bool {
        let file = SentFile::read(&self.units, &self.form, number, text);
        let is_read = file.is_some();
        self.files.extend(file);
        is_read
    }

    /// Works out what each unit comes to.
    pub fn refresh(&mut self) {
        self.files.sort_by_key(|it| it.number);
        self.parts.clear();
        let mut of_unit: Vec<Vec<usize>> = vec![Vec::new(); self.units.names.len()];
        for (at, file) in self.files.iter().enumerate() {
            if let Some(own) = file.unit().and_then(|unit| of_unit.get_mut(unit)) {
                own.push(at);
            }
        }
        let parts = of_unit.iter().enumerate();
        let parts: Vec<UnitPart> = parts.map(|(unit, files)| self.part(unit, files)).collect();
        self.parts = parts;
    }

    fn refresh_unit(&mut self, unit: usize) {
        let files = self.files.iter().enumerate();
        let files: Vec<usize> = files
            .filter(|(_, file)| file.unit() == Some(unit))
            .map(|(at, _)| at)
            .collect();
        let part = self.part(unit, &files);
        if let Some(slot) = self.parts.get_mut(unit) {
            *slot = part;
        }
    }

    /// Joins the files of a unit, given by index.
    fn part(&self, unit: usize, files: &[usize]) -> UnitPart {
        let files = || files.iter().filter_map(|at| self.files.get(*at));
        let of = |state| files().filter(move |it| it.decisions.state == state);
        let counted = || of(FileState::Counted);
        let answers = counted().map(|it| it.answer.clone()).collect();
        let name = self.units.names.get(unit).cloned();
        let mut own = UnitPart::new(&self.form, part(&self.form, name, answers));
        own.files = counted().map(|it| it.number).collect();
        own.waiting = of(FileState::Waiting).map(|it| it.number).collect();
        own.part.notes.extend(files().filter_map(remembered_note));
        let last = counted().map(SentFile::came).max();
        own.days_late = last.map_or(0, |it| days_late(&self.deadline, it));
        own.part.days_late = own.days_late;
        for file in &mut own.part.files {
            let sent = counted().find(|it| it.number == file.source);
            file.received = sent.map_or(String::new(), |it| it.came().to_owned());
        }
        let is_approved = own.standing.is_received()
            && own.waiting.is_empty()
            && counted().all(|it| it.decisions.is_approved);
        if is_approved {
            own.standing = Standing::Approved;
        } else if own.standing.is_received() && !own.waiting.is_empty() {
            own.standing = Standing::ToCorrect;
        }
        own
    }
}

/// Says what was done to a file in use because of earlier ones of its sender.
fn remembered_note(file: &SentFile) -> Option<Message> {
    let is_in_use = file.decisions.state != FileState::Replaced;
    let Remembered { unit, choices, .. } = &file.decisions.remembered;
    let n = [choices.rows.len(), choices.columns.len()];
    let is_any = unit.is_some() || !choices.is_empty();
    let [rows, columns] = n.map(|it| it.to_string());
    (is_in_use && is_any)
        .then(|| Key::GatherRememberedNote.with([file.name.clone(), rows, columns]))
}
