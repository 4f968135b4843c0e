//! One file as an answer to the form.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    apart::apart,
    choices::{Choice, Choices},
    form::Form,
    match_annex::{AnnexMatch, match_annex},
    match_columns::{ColumnMatch, match_columns, samples},
    match_rows::{RowMatch, match_rows},
    row_keys::row_keys,
    sender::{Sender, name_of},
    several_units::{divided, sole_sender},
    units::Units,
};
use crate::{
    export::outline,
    import::Imported,
    model::{Annex, ColumnId, Document, Role, RowId, Severity},
    persist::sha256,
    validate::Findings,
    wording::{Key, Message},
};

/// A file that a unit sent, matched to the form.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// A number of the caller.
    pub source: u32,
    /// The file's name.
    pub file: String,
    pub sha256: String,
    /// The local time, as `2026-09-12 09:12`, where that is known.
    pub received: String,
    pub sender: Sender,
    /// The name that the file gives its sender.
    pub named: Option<String>,
    /// Whether the file could be read.
    pub is_read: bool,
    /// Whether any of its annexes is one of the form's.
    pub is_matched: bool,
    pub rows: Vec<AnswerRow>,
    pub columns: Vec<AnswerColumn>,
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
    /// Whether its content is written otherwise than that of the form.
    pub is_likely: bool,
    /// Whether it is one of a list that the form asks for.
    pub is_listed: bool,
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
        self.form.is_none() && self.choice.is_none() && !self.is_listed
    }

    /// Whether it goes into the stacked table although the form has no such row.
    pub fn is_extra(&self) -> bool {
        self.form.is_none()
            && match self.choice {
                Some(choice) => choice == Choice::Taken,
                None => self.is_listed,
            }
    }
}

/// A column of a file whose annex is one of the form's.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerColumn {
    /// Which file it is from, by the number that the caller gave the file.
    pub source: u32,
    /// Its id in the document of the file.
    pub id: ColumnId,
    /// The annex of the form, by index.
    pub annex: usize,
    pub file: Arc<str>,
    pub title: Arc<str>,
    pub heading: Heading,
    /// What a person decided about it.
    pub choice: Option<Choice>,
    /// Whether its heading is written otherwise than that of the form.
    pub is_likely: bool,
    /// Columns of the form's annex that it may be, by index.
    pub perhaps: Vec<usize>,
    /// Its first texts.
    pub samples: Vec<String>,
}

impl AnswerColumn {
    /// Whether it may be a column of the form that nothing else answers, and nobody has decided.
    pub fn is_open(&self) -> bool {
        !self.perhaps.is_empty() && self.choice.is_none()
    }
}

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
    /// Whether its amount cannot be added to others: it is in another unit than the form's, or may be
    /// another number than it looks.
    pub is_apart: bool,
    /// The unit that it is in, where that is not the form's.
    pub said_unit: Option<String>,
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
        notes: vec![reason],
        ..Answer::default()
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
    let mut answer = match_answer(units, form, sent, &Choices::default());
    // What stands in the first of several rows is of all of them.
    let notes = imported.notes.iter().map(|it| &it.message);
    let merged = notes.filter(|it| answer.is_matched && it.key == Key::NoteMergedAmount);
    answer.notes.extend(merged.cloned());
    answer
}

/// Like [`read_answer`], with an answer for each unit where a file holds those of several.
pub fn read_answers(
    units: &Units,
    form: &Form,
    file: &str,
    bytes: &[u8],
    imported: &Imported,
) -> Vec<Answer> {
    let Some(parts) = divided(units, form, file, &imported.document) else {
        return vec![read_answer(units, form, file, bytes, imported)];
    };
    let n = parts.len();
    let answers = parts.into_iter().map(|(unit, document)| {
        let sent = Sent {
            source: 0,
            file,
            sha256: sha256(bytes),
            document: &document,
            lines: &imported.lines,
        };
        let mut answer = match_answer(units, form, sent, &Choices::default());
        answer.sender = Sender::Unit(unit);
        answer
            .notes
            .push(Key::GatherDivided.with([file.to_owned(), n.to_string()]));
        answer
    });
    answers.collect()
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
        source,
        file: file.to_owned(),
        sha256,
        sender: sole_sender(
            units,
            form,
            document,
            Sender::of(units, form, file, Some(document)),
        ),
        named: name_of(form, file, Some(document)),
        is_read: true,
        ..Answer::default()
    };
    let mut is_first_apart = true;
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
            AnnexMatch::Form(at, content) => matched_rows(form, at, annex, content, choices),
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
        let Read {
            headings,
            columns,
            rows,
            first,
        } = read.unwrap_or_else(|| {
            let keys = outline::keys(annex).into_iter();
            Read {
                headings: keys.map(|key| Heading::Own(key.as_str().into())).collect(),
                columns: Vec::new(),
                rows: vec![RowMatch::New; annex.rows.len()],
                first: 0,
            }
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
        let is_list = of_form.is_some_and(|at| form.is_list(at));
        let asked = of_form.map_or(Vec::new(), |at| form.value_columns(at));
        let titles = annex.columns.iter().map(|it| it.title().replace('\n', " "));
        let titles: Vec<Arc<str>> = titles.map(Arc::from).collect();
        let matched_columns = annex.columns.iter().zip(columns).enumerate();
        for (at, (column, matched)) in matched_columns {
            let (Some(of_form), Some(heading), Some(title)) =
                (of_form, headings.get(at), titles.get(at))
            else {
                continue;
            };
            let is_likely = matches!(matched, ColumnMatch::Likely(_));
            let perhaps = match matched {
                ColumnMatch::Own(perhaps) => perhaps,
                _ => Vec::new(),
            };
            answer.columns.push(AnswerColumn {
                source,
                id: column.id,
                annex: of_form,
                file: Arc::clone(&name),
                title: Arc::clone(title),
                heading: heading.clone(),
                choice: choices.columns.get(&column.id).copied(),
                is_likely: is_likely && heading.of_form().is_some_and(|it| asked.contains(&it)),
                perhaps,
                samples: samples(annex, column.id),
            });
        }
        for (row, matched) in annex.rows.iter().zip(rows) {
            let choice = choices.rows.get(&row.id).copied();
            // The columns are those of one annex of the form, and so must be the row.
            let choice = choice.filter(|it| match it {
                Choice::Form(at) => of_form.is_some_and(|annex| form.has_row(annex, *at)),
                _ => true,
            });
            let matched = match choice {
                Some(Choice::Form(at)) => RowMatch::Form(at - first),
                // A person said that it is no row of the form.
                Some(Choice::Taken | Choice::Left) => RowMatch::New,
                None => matched,
            };
            let is_likely = matches!(matched, RowMatch::Likely(_));
            let (found, perhaps) = match matched {
                RowMatch::Form(at) | RowMatch::Likely(at) => (Some(first + at), Vec::new()),
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
                    let apart = found
                        .zip(to)
                        .and_then(|(at, to)| apart(form, (at, to), (annex, row, column)));
                    let is_apart = apart.is_some();
                    let said_unit = apart.as_ref().and_then(|it| it.unit.clone());
                    if let (Some(apart), true) = (&apart, is_first_apart) {
                        answer.notes.push(apart.message.clone());
                        is_first_apart = false;
                    }
                    let reason = apart.filter(|it| !it.is_of_row).map(|it| it.message);
                    (!text.is_empty()).then(|| AnswerCell {
                        column: column.id,
                        heading: heading.clone(),
                        title: Arc::clone(title),
                        text: text.to_owned(),
                        wrong: wrong.cloned().or(reason),
                        is_apart,
                        said_unit,
                    })
                });
            let cells: Vec<AnswerCell> = cells.collect();
            let says = |cell: &AnswerCell| cell.heading.key() != Role::Ordinal.key();
            // The empty rows of a list are none of the unit's.
            if is_list && found.is_none() && !cells.iter().any(says) {
                continue;
            }
            answer.rows.push(AnswerRow {
                source,
                id: row.id,
                annex: of_form,
                choice,
                form: found,
                is_likely,
                is_listed: is_list && found.is_none() && !row.kind.is_section(),
                perhaps,
                file: Arc::clone(&name),
                sheet: Arc::clone(&sheet),
                line: lines.get(&row.id).copied(),
                cells,
            });
        }
    }
    answer
}

/// An annex read as one of the form's.
struct Read {
    headings: Vec<Heading>,
    columns: Vec<ColumnMatch>,
    rows: Vec<RowMatch>,
    /// The index of the form annex's first row.
    first: usize,
}

/// Matches rows and columns of an annex.
fn matched_rows(
    form: &Form,
    at: usize,
    annex: &Annex,
    content: Option<ColumnId>,
    choices: &Choices,
) -> Option<Read> {
    let (own, index) = form.pairs().nth(at)?;
    let rows = match_rows(index, &row_keys(annex, content));
    let pairs: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .filter_map(|(from, it)| match it {
            RowMatch::Form(to) | RowMatch::Likely(to) => Some((from, *to)),
            _ => None,
        })
        .collect();
    let columns = match_columns((own, index), annex, content, &pairs, &choices.columns);
    let mut keys: Vec<String> = index.keys.clone();
    let headings = annex.columns.iter().zip(&columns).map(|(column, to)| {
        let known = to.of_form().and_then(|to| Some((to, index.keys.get(to)?)));
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
    Some(Read {
        headings: headings.collect(),
        columns,
        rows,
        first: index.first,
    })
}
