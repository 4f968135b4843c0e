//! Marks in several columns of an answer where the form has one column of words, and words where it has several
//! columns to mark: a mark says what its own column says.

use std::{borrow::Cow, ops::Range, sync::Arc};

use super::{
    answer_words::{answer_in, answer_word, answers_named, is_polar, last_line},
    heading::HeadingWords,
    match_columns::ColumnMatch,
};
use crate::{
    model::{Annex, Column, ColumnId, Role, Row, is_mark},
    text::likeness::words,
};

/// Returns an annex in which such columns are the one that the form has, and the headings of those that
/// were joined.
pub(super) fn with_words<'annex>(
    own: &Annex,
    annex: Cow<'annex, Annex>,
) -> (Cow<'annex, Annex>, Vec<String>) {
    let under_one = groups(&annex).into_iter().filter_map(|group| {
        let column = in_words(own, &group)?;
        let ids: Vec<ColumnId> = group.iter().map(|it| it.id).collect();
        Some((column, ids))
    });
    let mut joined: Vec<(Column, Vec<ColumnId>)> = under_one.collect();
    for (column, ids) in of_answers(own, &annex) {
        let is_new =
            |(_, known): &(Column, Vec<ColumnId>)| !known.iter().any(|it| ids.contains(it));
        if joined.iter().all(is_new) {
            joined.push((column, ids));
        }
    }
    if joined.is_empty() {
        return (annex, Vec::new());
    }
    let mut annex = annex.into_owned();
    let mut titles = Vec::new();
    for (column, ids) in joined {
        let own = annex.columns.iter().filter(|it| ids.contains(&it.id));
        let headings: Vec<(ColumnId, String)> = own
            .map(|it| (it.id, it.header.last().cloned().unwrap_or_default()))
            .collect();
        titles.extend(headings.iter().map(|(_, heading)| heading.clone()));
        for row in &mut annex.rows {
            let marked = headings.iter().filter_map(|(id, heading)| {
                let text = row.cell(*id).trim();
                match text {
                    _ if is_put(text) => Some(heading.clone()),
                    _ if is_none(text) => None,
                    // What a person put there in its place.
                    _ if headings.iter().any(|(_, it)| it == text) => Some(text.to_owned()),
                    _ => Some(format!("{heading}: {text}")),
                }
            });
            let said = marked.collect::<Vec<_>>().join("; ");
            Arc::make_mut(row).replace_cell(column.id, said);
        }
        let is_joined = |it: &Column| ids.contains(&it.id) && it.id != column.id;
        annex.columns.retain(|it| !is_joined(it));
        if let Some(slot) = annex.columns.iter_mut().find(|it| it.id == column.id) {
            *slot = column;
        }
    }
    (Cow::Owned(annex), titles)
}

/// Whether a cell says that its heading holds.
fn is_put(text: &str) -> bool {
    is_mark(text) || text == "1"
}

/// Whether a cell beside marks says nothing.
fn is_none(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "0")
}

/// Neighbouring columns to mark whose headings are the answers that one column of the form lets choose from, or
/// that something is so and is not so in its place; with the form's heading and the identity of the first.
fn of_answers(own: &Annex, annex: &Annex) -> Vec<(Column, Vec<ColumnId>)> {
    let mut found: Vec<(Column, Vec<ColumnId>)> = Vec::new();
    for to in own
        .columns
        .iter()
        .filter(|it| is_of_words(it) && is_asked(own, it))
    {
        let named = answers_named(to);
        let is_named = |it: &Column| named.contains(&answer_word(last_line(it)));
        let is_pair = |at: usize| {
            let pair = annex.columns.get(at).zip(annex.columns.get(at + 1));
            pair.is_some_and(|(one, other)| is_polar(one, other))
        };
        let runs: Vec<Range<usize>> = match named.is_empty() {
            false => runs(&annex.columns, is_named),
            true => Vec::new(),
        };
        let pairs = (0..annex.columns.len()).filter(|at| is_pair(*at));
        let pairs = pairs.map(|at| at..at + 2);
        let in_place = pairs.filter(|run| stands_at(own, to, annex, run));
        let mut runs: Vec<Range<usize>> = runs.into_iter().chain(in_place).collect();
        runs.dedup();
        let columns = |run: &Range<usize>| annex.columns.get(run.clone()).unwrap_or_default();
        runs.retain(|run| are_marked(annex, columns(run)) && !has_headings(own, columns(run)));
        if let [run] = runs.as_slice()
            && let [first, ..] = columns(run)
        {
            let column = Column {
                header: to.header.clone(),
                role: to.role,
                ..first.clone()
            };
            found.push((column, columns(run).iter().map(|it| it.id).collect()));
        }
    }
    // One that may answer two columns of the form answers neither.
    let n_of = |ids: &Vec<ColumnId>| found.iter().filter(|it| it.1 == *ids).count();
    let sole: Vec<bool> = found.iter().map(|(_, ids)| n_of(ids) == 1).collect();
    let pairs = found.into_iter().zip(sole);
    pairs
        .filter(|(_, is_sole)| *is_sole)
        .map(|it| it.0)
        .collect()
}

/// The runs of several neighbouring columns that pass a test.
fn runs(columns: &[Column], is: impl Fn(&Column) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in columns.iter().enumerate().filter(|(_, it)| is(it)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.retain(|it| 1 < it.len());
    runs
}

/// Whether the neighbours of some columns are those of a column of the form.
fn stands_at(own: &Annex, to: &Column, annex: &Annex, run: &Range<usize>) -> bool {
    let Some(at) = own.columns.iter().position(|it| it.id == to.id) else {
        return false;
    };
    let is_one = |file: Option<&Column>, form: Option<&Column>| match (file, form) {
        (Some(file), Some(form)) => {
            let is_name = file.role == form.role && matches!(file.role, Role::Content | Role::Unit);
            let [left, right] = [file, form].map(|it| HeadingWords::of(&it.title()));
            is_name || words(&file.title()) == words(&form.title()) || left.is_same(&right)
        }
        (None, None) => true,
        _ => false,
    };
    let before = |columns: &[Column], at: usize| {
        let at = at.checked_sub(1);
        at.and_then(|at| columns.get(at)).cloned()
    };
    let (left, right) = (before(&annex.columns, run.start), before(&own.columns, at));
    is_one(left.as_ref(), right.as_ref())
        && is_one(annex.columns.get(run.end), own.columns.get(at + 1))
}

/// Whether columns hold marks, mostly, and seldom two in a row.
fn are_marked(annex: &Annex, columns: &[Column]) -> bool {
    let n_in = |row: &Row| {
        let texts = columns.iter().map(|it| row.cell(it.id).trim());
        texts.filter(|it| !is_none(it)).count()
    };
    let rows = || annex.rows.iter().filter(|row| 0 < n_in(row));
    let n_single = rows().filter(|row| n_in(row) == 1).count();
    let cells = rows().flat_map(|row| columns.iter().map(|it| row.cell(it.id).trim()));
    let said: Vec<&str> = cells.filter(|it| !is_none(it)).collect();
    let n_put = said.iter().filter(|it| is_put(it)).count();
    0 < n_put && said.len() <= 2 * n_put && 3 * rows().count() <= 4 * n_single
}

/// Whether the form has columns with one of the headings as well.
fn has_headings(own: &Annex, columns: &[Column]) -> bool {
    own.columns.iter().any(|it| {
        let last = words(last_line(it));
        columns
            .iter()
            .any(|marked| words(last_line(marked)) == last)
    })
}

fn is_of_words(column: &Column) -> bool {
    matches!(column.role, Role::Status | Role::Other | Role::Actual)
}

/// Whether the form leaves a column empty.
fn is_asked(own: &Annex, column: &Column) -> bool {
    let mut items = own.rows.iter().filter(|row| !row.kind.is_section());
    items.all(|row| row.cell(column.id).trim().is_empty())
}

/// The columns of the form to mark that a column of an answer says in words, with the answer that each stands
/// for, for each column of the answer.
pub(super) fn columns_to_mark(
    own: &Annex,
    annex: &Annex,
    columns: &[ColumnMatch],
) -> Vec<Vec<(String, usize)>> {
    let mut found = vec![Vec::new(); annex.columns.len()];
    for run in marked_runs(own) {
        let marks: Vec<(String, usize)> = run
            .filter_map(|to| Some((answer_word(last_line(own.columns.get(to)?)), to)))
            .collect();
        let is_of_run = |it: &ColumnMatch| {
            let to = it.of_form();
            to.is_some_and(|to| marks.iter().any(|(_, own)| *own == to))
        };
        let n_taken = columns.iter().filter(|it| is_of_run(it)).count();
        let says = |from: &usize| {
            let (Some(column), Some(matched)) = (annex.columns.get(*from), columns.get(*from))
            else {
                return false;
            };
            let texts = annex.rows.iter().map(|row| row.cell(column.id).trim());
            let said: Vec<String> = texts.filter(|it| !it.is_empty()).map(answer_in).collect();
            let is_answer = |it: &&String| marks.iter().any(|(word, _)| word == *it);
            let n = said.iter().filter(is_answer).count();
            let mut answers: Vec<&String> = said.iter().filter(is_answer).collect();
            answers.sort();
            answers.dedup();
            let is_free = matched.of_form().is_none() && n_taken == 0;
            let is_one_of_them = is_of_run(matched) && n_taken == 1 && 1 < answers.len();
            !answers.is_empty() && 3 * said.len() <= 4 * n && (is_free || is_one_of_them)
        };
        let fitting: Vec<usize> = (0..annex.columns.len()).filter(says).collect();
        if let [from] = fitting.as_slice()
            && let Some(slot) = found.get_mut(*from).filter(|it| it.is_empty())
        {
            *slot = marks;
        }
    }
    found
}

/// The neighbouring columns that the form has to mark: those under one heading, or a pair of opposites.
fn marked_runs(own: &Annex) -> Vec<Range<usize>> {
    let of = |at: usize| own.columns.get(at).filter(|it| is_asked(own, it));
    let above = |it: &Column| it.header.split_last().map(|(_, above)| above.to_vec());
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in 1..own.columns.len() {
        let (Some(before), Some(column)) = (of(at - 1), of(at)) else {
            continue;
        };
        let is_one_group = 1 < column.header.len() && above(before) == above(column);
        let is_pair = before.header.len() == 1 && column.header.len() == 1;
        match runs.last_mut() {
            Some(run) if run.end == at && is_one_group => run.end = at + 1,
            _ if is_one_group || is_pair && is_polar(before, column) => runs.push(at - 1..at + 1),
            _ => {}
        }
    }
    runs
}

/// Neighbouring columns under one heading that hold nothing but marks, at most one a row.
fn groups(annex: &Annex) -> Vec<Vec<&Column>> {
    let mut groups: Vec<Vec<&Column>> = Vec::new();
    for column in annex.columns.iter().filter(|it| 1 < it.header.len()) {
        let above = |it: &Column| it.header.split_last().map(|(_, above)| above.to_vec());
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|it| above(it) == above(column)) => {
                group.push(column);
            }
            _ => groups.push(vec![column]),
        }
    }
    groups.retain(|group| holds_marks(annex, group));
    groups
}

fn holds_marks(annex: &Annex, group: &[&Column]) -> bool {
    let says = |row: &Row| {
        let texts = group.iter().map(|it| row.cell(it.id).trim());
        texts.filter(|it| !it.is_empty()).count()
    };
    // What a person put right may be the words of a heading.
    let is_heading = |text: &str| {
        let mut headings = group.iter().filter_map(|it| it.header.last());
        headings.any(|it| it == text)
    };
    let rows = || annex.rows.iter();
    let cells = rows().flat_map(|row| group.iter().map(|it| row.cell(it.id).trim()));
    let said: Vec<&str> = cells.filter(|it| !it.is_empty()).collect();
    let has_marks = said.iter().any(|it| is_mark(it));
    let are_marks = said.iter().all(|it| is_mark(it) || is_heading(it));
    1 < group.len() && has_marks && are_marks && rows().all(|row| says(row) <= 1)
}

/// The one column that the form has for a group, with the identity of the group's first; `None` where the form
/// has columns to mark as well.
fn in_words(own: &Annex, group: &[&Column]) -> Option<Column> {
    let first = group.first()?;
    let (_, above) = first.header.split_last()?;
    let heading = HeadingWords::of(&above.join(" / "));
    let has_marks = own.columns.iter().any(|it| {
        let last = it.header.last().map(|it| words(it));
        group
            .iter()
            .any(|marked| marked.header.last().map(|it| words(it)) == last)
    });
    let is_its = |it: &&Column| {
        let other = HeadingWords::of(&it.title());
        let is_same = words(&it.title()) == words(&above.join(" / "));
        is_same || heading.is_within(&other) && heading.may_be(&other)
    };
    let mut fitting = own
        .columns
        .iter()
        .filter(|it| is_of_words(it) && is_asked(own, it) && is_its(it));
    let column = fitting
        .next()
        .filter(|_| fitting.next().is_none() && !has_marks)?;
    Some(Column {
        header: above.to_vec(),
        role: column.role,
        ..(*first).clone()
    })
}
