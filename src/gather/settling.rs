//! What several files of one unit come to, row by row.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    answer::{AnswerRow, Heading},
    choices::Choice,
    form::Form,
};
use crate::{
    model::Role,
    text::likeness::differ,
    wording::{Key, Message},
};

/// The rows of a unit's files, settled.
#[derive(Default)]
pub(super) struct Settled {
    pub placed: Vec<AnswerRow>,
    /// Rows that say something else than others of the same row of the form.
    pub left: Vec<AnswerRow>,
    n_conflicts: usize,
    /// How many rows of a file a later one replaced.
    replaced: BTreeMap<Arc<str>, usize>,
    /// How many rows of a file keep what a later one leaves out.
    kept: BTreeMap<Arc<str>, usize>,
}

impl Settled {
    /// What is to be said about it.
    pub fn notes(&self) -> Vec<Message> {
        let mut notes = Vec::new();
        for (counts, key) in [
            (&self.replaced, Key::GatherSuperseded),
            (&self.kept, Key::GatherKept),
        ] {
            let told = counts.iter();
            notes.extend(told.map(|(file, n)| key.with([file.to_string(), n.to_string()])));
        }
        if 0 < self.n_conflicts {
            notes.push(Key::GatherConflicts.with([self.n_conflicts.to_string()]));
        }
        notes
    }
}

/// The versions of a unit's answer to one annex.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Versions {
    /// The last one that says anything.
    last: u32,
    /// Whether that corrects a few rows only: it says less than half of what earlier ones say.
    is_partial: bool,
}

impl Versions {
    /// Reads them off the rows of an annex, each with its version.
    pub fn of<'rows>(form: &Form, rows: impl Iterator<Item = &'rows (u32, AnswerRow)>) -> Versions {
        let saying: Vec<u32> = rows
            .filter(|(_, row)| says_anything(form, row))
            .map(|(version, _)| *version)
            .collect();
        let last = saying.iter().copied().max().unwrap_or_default();
        let n_last = saying.iter().filter(|it| **it == last).count();
        Versions {
            last,
            is_partial: 2 * n_last < saying.len() - n_last,
        }
    }
}

/// Places what several files of a unit say of one row of the form, each with the version that its name
/// tells: the last one counts. What a person chose comes before that. What the last version leaves out
/// holds on where it corrects a few rows only, and is a question otherwise, as are versions that
/// contradict each other.
pub(super) fn settle(
    form: &Form,
    at: usize,
    mut said: Vec<(u32, AnswerRow)>,
    versions: Versions,
    settled: &mut Settled,
) {
    let is_form = |row: &AnswerRow| row.choice == Some(Choice::Form(at));
    let is_chosen = said.iter().any(|(_, row)| is_form(row));
    said.sort_by_key(|(version, row)| (!says_anything(form, row), u32::MAX - version));
    let (latest, earlier): (Vec<_>, Vec<_>) =
        said.into_iter()
            .partition(|(version, row)| match is_chosen {
                true => is_form(row),
                // A later file that says nothing replaces nothing.
                false => versions.last <= *version,
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
        settled.n_conflicts += 1;
        settled.left.extend(kept.into_iter().map(unplaced));
        settled
            .left
            .extend(earlier.into_iter().map(|(_, row)| unplaced(row)));
        return;
    }
    for (_, row) in earlier {
        if kept.iter().any(|it| repeats(form, at, &row, it)) {
            continue;
        }
        if is_chosen {
            settled.left.push(unplaced(row));
            continue;
        }
        if kept.iter().any(|it| contradicts(form, at, &row, it)) {
            *settled.replaced.entry(Arc::clone(&row.file)).or_default() += 1;
        }
        match rest(form, at, row, &kept) {
            Some(rest) if versions.is_partial => {
                *settled.kept.entry(Arc::clone(&rest.file)).or_default() += 1;
                kept.push(rest);
            }
            Some(rest) => settled.left.push(unplaced(rest)),
            None => {}
        }
    }
    settled.placed.extend(kept);
}

/// Returns a row without the cells that others have; `None` where nothing is left that the form asks for.
fn rest(form: &Form, at: usize, row: AnswerRow, others: &[AnswerRow]) -> Option<AnswerRow> {
    let has = |key: &str| {
        let mut others = others.iter();
        others.any(|it| it.cells.iter().any(|cell| cell.heading.key() == key))
    };
    let asked: Vec<String> = values(form, at, &row)
        .filter(|(key, _)| !has(key))
        .map(|(key, _)| key.to_owned())
        .collect();
    let named: Vec<String> = values(form, at, &row)
        .map(|(key, _)| key.to_owned())
        .collect();
    let is_left = |key: &str| {
        let is_value = named.iter().any(|it| it == key);
        !is_value || asked.iter().any(|it| it == key)
    };
    let cells = row.cells.into_iter().filter(|it| is_left(it.heading.key()));
    let rest = AnswerRow {
        cells: cells.collect(),
        ..row
    };
    says_anything(form, &rest).then_some(rest)
}

/// Whether a row says anything beyond what the form itself says.
pub(super) fn says_anything(form: &Form, row: &AnswerRow) -> bool {
    let Some(at) = row.form else {
        return !row.cells.is_empty();
    };
    row.cells.iter().any(|cell| match &cell.heading {
        Heading::Form(column, _) => {
            let place = form.place(at);
            let column_of = place.and_then(|(annex, _)| annex.columns.get(*column));
            let is_name = column_of.is_some_and(|it| is_own_name(it.role));
            !is_name && differ(form.text(at, *column), &cell.text)
        }
        Heading::Own(_) => true,
    })
}

fn is_own_name(role: Role) -> bool {
    matches!(
        role,
        Role::Ordinal | Role::Content | Role::Group | Role::Unit
    )
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
