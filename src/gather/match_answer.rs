//! Matches a file to the form: its annexes, its rows, its columns.

use std::{borrow::Cow, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    amount_unit::AmountUnits,
    answer::{Answer, AnswerCell, AnswerColumn, AnswerRow, Heading},
    answer_words::{answer_in, answer_word},
    apart::{apart, are_of_size},
    choices::{Choice, Choices},
    form::Form,
    marked_words::{columns_to_mark, with_words},
    match_annex::{AnnexMatch, match_annex},
    match_columns::{ColumnMatch, match_columns, samples},
    match_rows::{RowMatch, match_rows},
    phases::{Phased, by_phases},
    row_keys::row_keys,
    second_line::with_second_line,
    sender::{Sender, name_of},
    several_units::{divided, sole_sender},
    taken_by_place::taken_by_place,
    units::Units,
};
use crate::{
    export::outline,
    import::Imported,
    model::{Annex, Column, ColumnId, Document, Role, RowId},
    persist::sha256,
    validate,
    wording::{Key, Message},
};

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
    let lines: FxHashMap<RowId, u32> = lines.iter().copied().collect();
    let name: Arc<str> = file.into();
    let put_right = choices.put_right(document);
    let (said, document) = (document, put_right.as_ref().unwrap_or(document));
    let was = words_of_file(said, choices);
    let annexes = document.annexes.iter().map(with_second_line);
    let annexes: Vec<Cow<Annex>> = annexes.collect();
    let mut parts: Vec<Phased> = annexes
        .iter()
        .flat_map(|annex| by_phases(form, annex))
        .collect();
    let matched: Vec<AnnexMatch> = parts
        .iter()
        .map(|part| match_annex(form, &part.annex))
        .collect();
    for (part, matched) in parts.iter_mut().zip(&matched) {
        let own = match matched {
            AnnexMatch::Form(at, _) => form.document.annexes.get(*at),
            _ => None,
        };
        if let Some(own) = own {
            let (annex, joined) = with_words(own, part.annex.clone());
            part.annex = annex;
            if !joined.is_empty() {
                let titles = joined.iter().map(|it| format!("“{it}”"));
                let titles = titles.collect::<Vec<_>>().join("; ");
                answer.notes.push(Key::GatherMarksAsWords.with([titles]));
            }
        }
    }
    answer.is_matched = matched.iter().any(|it| matches!(it, AnnexMatch::Form(..)));
    let mut errors: FxHashMap<(RowId, ColumnId), Message> = FxHashMap::default();
    if answer.is_matched {
        for finding in validate::errors(document) {
            errors
                .entry((finding.row, finding.column))
                .or_insert_with(|| finding.message.clone());
        }
    }
    for (part, matched) in parts.iter().zip(matched) {
        let annex: &Annex = &part.annex;
        let choices = &part.choices(form, matched, choices);
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
            to_mark,
            rows,
            first,
        } = read.unwrap_or_else(|| {
            let keys = outline::keys(annex).into_iter();
            Read {
                headings: keys.map(|key| Heading::Own(key.as_str().into())).collect(),
                columns: Vec::new(),
                to_mark: Vec::new(),
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
        let units = AmountUnits::of(annex);
        let is_list = of_form.is_some_and(|at| form.is_list(at));
        let asked = of_form.map_or(Vec::new(), |at| form.value_columns(at));
        let titles = annex.columns.iter().map(|it| it.title().replace('\n', " "));
        let titles: Vec<Arc<str>> = titles.map(Arc::from).collect();
        let by_place = of_form.and_then(|at| {
            let own = form.document.annexes.get(at)?;
            taken_by_place(own, annex, &columns, &rows)
        });
        answer.notes.extend(by_place);
        let matched_columns = annex.columns.iter().zip(columns).enumerate();
        for (at, (column, matched)) in matched_columns {
            let (Some(of_form), Some(heading), Some(title)) =
                (of_form, headings.get(at), titles.get(at))
            else {
                continue;
            };
            let marks = to_mark.get(at).map(Vec::as_slice).unwrap_or_default();
            if !marks.is_empty() {
                let own = form.document.annexes.get(of_form);
                let own = own.map_or(&[] as &[Column], |it| &it.columns);
                let named = marks.iter().filter_map(|(_, to)| own.get(*to));
                let named = named.map(|it| format!("“{}”", it.title()));
                let named = named.collect::<Vec<_>>().join("; ");
                answer
                    .notes
                    .push(Key::GatherWordsAsMarks.with([title.to_string(), named]));
            }
            let is_likely = matches!(matched, ColumnMatch::Likely(_)) || !marks.is_empty();
            let perhaps = match matched {
                ColumnMatch::Own(perhaps) if marks.is_empty() => perhaps,
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
                .enumerate()
                .filter_map(|(from, (column, (heading, title)))| {
                    let text = row.cell(column.id).trim();
                    let marks = to_mark.get(from).map(Vec::as_slice).unwrap_or_default();
                    let marked = of_form
                        .filter(|_| !marks.is_empty())
                        .map(|annex| heading_to_mark(form, annex, marks, (text, title)));
                    let heading = marked.as_ref().unwrap_or(heading);
                    let is_mark = marked.is_some()
                        && heading.of_form().is_some()
                        && answer_in(text) == answer_word(text);
                    let text = if is_mark { MARK } else { text };
                    let is_forms = match (found, heading) {
                        (Some(found), Heading::Form(at, _)) => form.text(found, *at).trim() == text,
                        _ => false,
                    };
                    let wrong = errors
                        .get(&(row.id, column.id))
                        .filter(|_| !is_forms && found.is_some());
                    let to = heading.of_form().filter(|to| asked.contains(to));
                    let apart = found.zip(to).and_then(|place| {
                        let wanted = form.unit(place.0, place.1);
                        // What a person put right on the board is in the unit of the form.
                        let said = match was.contains_key(&(row.id, column.id)) {
                            true => wanted,
                            false => units.unit_under(annex, row, from, wanted),
                        };
                        let is_of_size = said == wanted || are_of_size(annex, column.id, said);
                        apart(form, place, (annex, row, text), (said, is_of_size))
                    });
                    let converted = apart
                        .as_ref()
                        .and_then(|it| Some((it.converted.clone()?, it.message.clone())));
                    let is_apart = apart.is_some() && converted.is_none();
                    let said_unit = apart.as_ref().and_then(|it| it.unit.clone());
                    if let Some(apart) = &apart
                        && !answer.notes.iter().any(|it| it.key == apart.message.key)
                    {
                        answer.notes.push(apart.message.clone());
                    }
                    let reason = apart.filter(|it| !it.is_of_row && it.converted.is_none());
                    let reason = reason.map(|it| it.message);
                    (!text.is_empty()).then(|| AnswerCell {
                        column: column.id,
                        heading: heading.clone(),
                        title: Arc::clone(title),
                        text: text.to_owned(),
                        wrong: wrong.cloned().or(reason),
                        is_apart,
                        said_unit,
                        converted,
                        was: was.get(&(row.id, column.id)).cloned(),
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

/// What a file says in the cells that a person put right.
fn words_of_file(document: &Document, choices: &Choices) -> FxHashMap<(RowId, ColumnId), String> {
    let rows = document.annexes.iter().flat_map(|annex| &annex.rows);
    let cells = rows.flat_map(|row| {
        let own = choices
            .values
            .range((row.id, ColumnId(0))..=(row.id, ColumnId(u32::MAX)));
        own.map(|((_, column), _)| ((row.id, *column), row.cell(*column).trim().to_owned()))
    });
    cells.collect()
}

/// The mark for an answer in words.
const MARK: &str = "x";

/// The column of the form to mark for an answer in words; one of the file's own for any other text.
fn heading_to_mark(
    form: &Form,
    annex: usize,
    marks: &[(String, usize)],
    (text, title): (&str, &str),
) -> Heading {
    let said = answer_in(text);
    let to = marks.iter().find(|(word, _)| *word == said);
    let keys = form.pairs().nth(annex).map(|(_, index)| &index.keys);
    let known = to.and_then(|(_, to)| Some((*to, keys?.get(*to)?)));
    match known {
        Some((to, key)) => Heading::Form(to, key.as_str().into()),
        None => Heading::Own(format!("other: {title}").as_str().into()),
    }
}

/// An annex read as one of the form's.
struct Read {
    headings: Vec<Heading>,
    columns: Vec<ColumnMatch>,
    /// For each column that says in words what the form has columns to mark for: its answers with these columns.
    to_mark: Vec<Vec<(String, usize)>>,
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
    let mut to_mark = columns_to_mark(own, annex, &columns);
    for (marks, column) in to_mark.iter_mut().zip(&annex.columns) {
        if choices.columns.contains_key(&column.id) {
            marks.clear();
        }
    }
    let mut keys: Vec<String> = index.keys.clone();
    let matched = columns.iter().zip(&to_mark);
    let headings = annex
        .columns
        .iter()
        .zip(matched)
        .map(|(column, (to, marks))| {
            let to = marks.first().map(|it| it.1).or(to.of_form());
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
    Some(Read {
        headings: headings.collect(),
        columns,
        to_mark,
        rows,
        first: index.first,
    })
}
