//! One file as an answer to the form.

use std::{collections::BTreeMap, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    form::Form,
    match_annex::{AnnexMatch, match_annex},
    match_columns::match_columns,
    match_rows::{RowMatch, match_rows},
    row_keys::row_keys,
    sender::{Sender, name_of},
    unit_line::unit_of_table,
    units::Units,
};
use crate::{
    export::outline,
    import::Imported,
    model::{Annex, ColumnId, Document, Role, RowId, Severity, unit_factors},
    persist::sha256,
    validate::Findings,
    wording::{Key, Message},
};

/// A file that a unit sent, matched to the form.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The file's name.
    pub file: String,
    pub sha256: String,
    pub sender: Sender,
    /// The name that the file gives its sender.
    pub named: Option<String>,
    /// Whether the file could be read.
    pub is_read: bool,
    /// Whether any of its annexes is one of the form's.
    pub is_matched: bool,
    pub rows: Vec<AnswerRow>,
    pub notes: Vec<Message>,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRow {
    /// Which file it is from, by the number that the caller gave the file.
    pub source: u32,
    /// Its id in the document of the file.
    pub id: RowId,
    /// The annex of the form that its annex was matched to, by index.
    pub annex: Option<usize>,
    /// What a person decided about it.
    pub choice: Option<Choice>,
    /// The row of the form, counted over all annexes; `None` where the form has none.
    pub form: Option<usize>,
    /// Rows of the form that it may be, where that is unsure.
    pub perhaps: Vec<usize>,
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    /// The line of the sheet, as Excel shows it, from 1.
    pub line: Option<u32>,
    pub cells: Vec<AnswerCell>,
}

impl AnswerRow {
    /// Whether it has no row of the form and nobody has decided about it.
    pub fn is_open(&self) -> bool {
        self.form.is_none() && self.choice.is_none()
    }
}

/// What a person decided about a row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is this row of the form, counted over all annexes.
    Form(usize),
    /// An extra row, which goes into the stacked table.
    Taken,
    /// Nothing is made of it.
    Left,
}

/// The choices of a person for rows of a file.
pub type Choices = BTreeMap<RowId, Choice>;

/// A filled cell of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerCell {
    /// Its column in the document of the file.
    pub column: ColumnId,
    pub heading: Heading,
    /// The heading of its column, as the file has it.
    pub title: Arc<str>,
    pub text: String,
    /// What the findings say is an error in it, beyond what the form itself says.
    pub wrong: Option<Message>,
    /// Whether its amount is in another unit than the form's, so that it cannot be added.
    pub is_other_unit: bool,
}

/// The column of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Heading {
    /// A column of the form's annex, by index, with its outline key.
    Form(usize, Arc<str>),
    /// A column that the form does not have.
    Own(Arc<str>),
}

impl Heading {
    /// The column of the form's annex, by index.
    pub fn of_form(&self) -> Option<usize> {
        match self {
            Heading::Form(at, _) => Some(*at),
            Heading::Own(_) => None,
        }
    }

    pub fn key(&self) -> &str {
        match self {
            Heading::Form(_, key) | Heading::Own(key) => key,
        }
    }
}

/// Returns the answer for a file that cannot be read.
pub fn unreadable(units: &Units, form: &Form, file: &str, bytes: &[u8], reason: Message) -> Answer {
    Answer {
        file: file.to_owned(),
        sha256: sha256(bytes),
        sender: Sender::of(units, form, file, None),
        named: name_of(form, file, None),
        is_read: false,
        is_matched: false,
        rows: Vec::new(),
        notes: vec![reason],
    }
}

/// Matches an imported file to its unit and to the form.
pub fn read_answer(
    units: &Units,
    form: &Form,
    file: &str,
    bytes: &[u8],
    imported: &Imported,
) -> Answer {
    let sent = Sent {
        source: 0,
        file,
        sha256: sha256(bytes),
        document: &imported.document,
        lines: &imported.lines,
    };
    match_answer(units, form, sent, &Choices::new())
}

/// An imported file to match.
pub struct Sent<'sent> {
    /// A number of the caller.
    pub source: u32,
    pub file: &'sent str,
    pub sha256: String,
    pub document: &'sent Document,
    /// Each row with its line of the sheet.
    pub lines: &'sent [(RowId, u32)],
}

/// Matches an imported file to its unit and to the form, with what a person chose for its rows.
pub fn match_answer(units: &Units, form: &Form, sent: Sent, choices: &Choices) -> Answer {
    let Sent {
        source,
        file,
        sha256,
        document,
        lines,
    } = sent;
    let mut answer = Answer {
        file: file.to_owned(),
        sha256,
        sender: Sender::of(units, form, file, Some(document)),
        named: name_of(form, file, Some(document)),
        is_read: true,
        is_matched: false,
        rows: Vec::new(),
        notes: Vec::new(),
    };
    let lines: FxHashMap<RowId, u32> = lines.iter().copied().collect();
    let name: Arc<str> = file.into();
    let matched: Vec<AnnexMatch> = document
        .annexes
        .iter()
        .map(|annex| match_annex(form, annex))
        .collect();
    answer.is_matched = matched.iter().any(|it| matches!(it, AnnexMatch::Form(..)));
    let mut errors: FxHashMap<(RowId, ColumnId), Message> = FxHashMap::default();
    if answer.is_matched {
        for finding in Findings::of(document).list(document) {
            if finding.severity == Severity::Error {
                errors
                    .entry((finding.row, finding.column))
                    .or_insert_with(|| finding.message.clone());
            }
        }
    }
    for (annex, matched) in document.annexes.iter().zip(matched) {
        let sheet: Arc<str> = annex.head.sheet.as_str().into();
        let read = match matched {
            AnnexMatch::Form(at, content) => matched_rows(form, at, annex, content),
            AnnexMatch::OtherPeriod => {
                answer
                    .notes
                    .push(Key::GatherOtherPeriod.with([annex.head.title.replace('\n', " ")]));
                None
            }
            AnnexMatch::Unsure => {
                answer
                    .notes
                    .push(Key::GatherAnnexUnsure.with([annex.head.label()]));
                None
            }
            AnnexMatch::Other => {
                answer
                    .notes
                    .push(Key::GatherAnnexOther.with([annex.head.label()]));
                None
            }
        };
        let (headings, rows, first) = read.unwrap_or_else(|| {
            let keys = outline::keys(annex).into_iter();
            let headings = keys.map(|key| Heading::Own(key.as_str().into())).collect();
            (headings, vec![RowMatch::New; annex.rows.len()], 0)
        });
        let own: Vec<String> = headings
            .iter()
            .zip(&annex.columns)
            .filter(|_| answer.is_matched && matches!(matched, AnnexMatch::Form(..)))
            .filter(|(it, _)| it.of_form().is_none())
            .map(|(_, column)| format!("“{}”", column.title().replace('\n', " ")))
            .collect();
        if !own.is_empty() {
            answer
                .notes
                .push(Key::GatherOwnColumns.with([own.join("; ")]));
        }
        let of_form = match matched {
            AnnexMatch::Form(at, _) => Some(at),
            _ => None,
        };
        let asked = of_form.map_or(Vec::new(), |at| form.value_columns(at));
        let titles = annex.columns.iter().map(|it| it.title().replace('\n', " "));
        let titles: Vec<Arc<str>> = titles.map(Arc::from).collect();
        let said_unit = unit_of_table(annex).unwrap_or_default();
        for (row, matched) in annex.rows.iter().zip(rows) {
            let choice = choices.get(&row.id).copied();
            // The columns are those of one annex of the form, and so must be the row.
            let choice = choice.filter(|it| match it {
                Choice::Form(at) => of_form.is_some_and(|annex| form.has_row(annex, *at)),
                _ => true,
            });
            let matched = match choice {
                Some(Choice::Form(at)) => RowMatch::Form(at - first),
                _ => matched,
            };
            let (found, perhaps) = match matched {
                RowMatch::Form(at) => (Some(first + at), Vec::new()),
                RowMatch::Unsure(rows) => (None, rows.into_iter().map(|at| first + at).collect()),
                RowMatch::New => (None, Vec::new()),
            };
            let cells = annex
                .columns
                .iter()
                .zip(headings.iter().zip(&titles))
                .filter_map(|(column, (heading, title))| {
                    let text = row.cell(column.id).trim();
                    let is_forms = match (found, heading) {
                        (Some(found), Heading::Form(at, _)) => form.text(found, *at).trim() == text,
                        _ => false,
                    };
                    let wrong = errors
                        .get(&(row.id, column.id))
                        .filter(|_| !is_forms && found.is_some());
                    let to = heading.of_form().filter(|to| asked.contains(to));
                    let unit = found.zip(to).and_then(|(at, to)| {
                        other_unit(form, (at, to), annex.text(row, Role::Unit), said_unit)
                    });
                    let is_other_unit = unit.is_some();
                    // A unit that the row itself names is a change of the form's own cell.
                    let is_tables = annex.text(row, Role::Unit).trim().is_empty();
                    let of_unit = unit
                        .filter(|_| is_tables && text.contains(|c: char| c.is_ascii_digit()))
                        .map(|(said, wanted)| Key::GatherOtherUnit.with([said, wanted]));
                    (!text.is_empty()).then(|| AnswerCell {
                        column: column.id,
                        heading: heading.clone(),
                        title: Arc::clone(title),
                        text: text.to_owned(),
                        wrong: wrong.cloned().or(of_unit),
                        is_other_unit,
                    })
                });
            answer.rows.push(AnswerRow {
                source,
                id: row.id,
                annex: of_form,
                choice,
                form: found,
                perhaps,
                file: Arc::clone(&name),
                sheet: Arc::clone(&sheet),
                line: lines.get(&row.id).copied(),
                cells: cells.collect(),
            });
        }
    }
    let mut cells = answer.rows.iter().flat_map(|row| &row.cells);
    let in_other_unit = cells.find(|it| it.is_other_unit && it.wrong.is_some());
    let note = in_other_unit.and_then(|it| it.wrong.clone());
    answer.notes.extend(note);
    answer
}

/// Returns the unit of an amount and that of the form, where these are of one kind but of different
/// size: "đồng" where the form asks for "triệu đồng".
fn other_unit(
    form: &Form,
    (at, column): (usize, usize),
    of_row: &str,
    of_table: &str,
) -> Option<(String, String)> {
    let wanted = form.unit(at, column);
    let said = match of_row.trim() {
        "" => of_table,
        of_row => of_row,
    };
    if wanted.is_empty() || said.is_empty() || wanted == "%" {
        return None;
    }
    let (own, other) = unit_factors(&wanted, said)?;
    (own != other).then(|| (said.to_owned(), wanted))
}

type Read = (Vec<Heading>, Vec<RowMatch>, usize);

/// Matches rows and columns of an annex; returns them with the index of the form annex's first row.
fn matched_rows(form: &Form, at: usize, annex: &Annex, content: Option<ColumnId>) -> Option<Read> {
    let (own, index) = form.pairs().nth(at)?;
    let rows = match_rows(index, &row_keys(annex, content));
    let pairs: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .filter_map(|(from, it)| match it {
            RowMatch::Form(to) => Some((from, *to)),
            _ => None,
        })
        .collect();
    let columns = match_columns((own, index), annex, content, &pairs);
    let mut keys: Vec<String> = index.keys.clone();
    let headings = annex.columns.iter().zip(columns).map(|(column, to)| {
        let known = to.and_then(|to| Some((to, index.keys.get(to)?)));
        if let Some((to, key)) = known {
            return Heading::Form(to, key.as_str().into());
        }
        let plain = match column.role {
            Role::Other => format!("other: {}", column.title()),
            role => match column.phase() {
                Some(phase) => format!("{} {}", role.key(), phase.key()),
                None => role.key().to_owned(),
            },
        };
        let numbered = (2..).map(|n| format!("{plain} ({n})"));
        let mut free = std::iter::once(plain.clone()).chain(numbered);
        let key = free.find(|key| !keys.contains(key)).unwrap_or_default();
        keys.push(key.clone());
        Heading::Own(key.as_str().into())
    });
    Some((headings.collect(), rows, index.first))
}
