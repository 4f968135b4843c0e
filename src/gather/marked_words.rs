//! Marks in several columns of an answer where the form has one column of words: a mark says what its own
//! column says.

use std::{borrow::Cow, sync::Arc};

use super::heading::HeadingWords;
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
    let joined: Vec<(Column, Vec<ColumnId>)> = groups(&annex)
        .into_iter()
        .filter_map(|group| {
            let column = in_words(own, &group)?;
            let ids: Vec<ColumnId> = group.iter().map(|it| it.id).collect();
            Some((column, ids))
        })
        .collect();
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
                match is_mark(text) {
                    true => Some(heading.clone()),
                    // What a person put there in its place.
                    false => (!text.is_empty()).then(|| text.to_owned()),
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
    let is_asked = |it: &&Column| {
        let mut items = own.rows.iter().filter(|row| !row.kind.is_section());
        items.all(|row| row.cell(it.id).trim().is_empty())
    };
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
    let is_of_words = |it: &&Column| matches!(it.role, Role::Status | Role::Other | Role::Actual);
    let mut fitting = own
        .columns
        .iter()
        .filter(|it| is_of_words(it) && is_asked(it) && is_its(it));
    let column = fitting
        .next()
        .filter(|_| fitting.next().is_none() && !has_marks)?;
    Some(Column {
        header: above.to_vec(),
        role: column.role,
        ..(*first).clone()
    })
}
