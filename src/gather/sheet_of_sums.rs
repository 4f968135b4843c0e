//! A workbook with a sheet for each office of a unit and one that is their sum: that one is the answer.

use std::{collections::BTreeMap, sync::Arc};

use super::{answer::AnswerRow, choices::Choice, form::Form};
use crate::{
    model::parse_number,
    wording::{Key, Message},
};

/// Figures that have to be the sums of the others, at least.
const SUMS_MIN: usize = 5;

/// Rows of a unit's files by their row of the form, each with its version.
type ByForm = BTreeMap<usize, Vec<(u32, AnswerRow)>>;

/// Leaves out the rows of sheets whose figures another sheet of their file sums up; returns these rows, and
/// what is to be said about it.
pub(super) fn settle_sheets(
    form: &Form,
    by_form: &mut ByForm,
) -> (Vec<AnswerRow>, Option<Message>) {
    let Some((source, sheet)) = sheet_of_sums(form, by_form) else {
        return (Vec::new(), None);
    };
    let mut left = Vec::new();
    for said in by_form.values_mut() {
        let has_sum = said.iter().any(|(_, it)| is_of(it, source, &sheet));
        let (parts, rest): (Vec<_>, Vec<_>) = std::mem::take(said)
            .into_iter()
            .partition(|(_, it)| has_sum && it.source == source && it.sheet != sheet);
        *said = rest;
        left.extend(parts.into_iter().map(|(_, row)| AnswerRow {
            form: None,
            choice: Some(Choice::Left),
            ..row
        }));
    }
    let note = Key::GatherSheetOfSums.with([sheet.to_string()]);
    (left, Some(note))
}

fn is_of(row: &AnswerRow, source: u32, sheet: &str) -> bool {
    row.source == source && *row.sheet == *sheet
}

/// The file and the sheet whose every figure is the sum of those of at least two others.
fn sheet_of_sums(form: &Form, by_form: &ByForm) -> Option<(u32, Arc<str>)> {
    let mut sheets: Vec<(u32, Arc<str>)> = Vec::new();
    for (_, row) in by_form.values().flatten() {
        let place = (row.source, Arc::clone(&row.sheet));
        if !sheets.contains(&place) {
            sheets.push(place);
        }
    }
    let n_of = |source: u32| sheets.iter().filter(|it| it.0 == source).count();
    let mut found = sheets.iter().filter(|(source, sheet)| {
        2 < n_of(*source) && n_sums(form, by_form, *source, sheet).is_some_and(|n| SUMS_MIN <= n)
    });
    found.next().filter(|_| found.next().is_none()).cloned()
}

/// How many figures of a sheet are the sums of those of the others; `None` where one is not.
fn n_sums(form: &Form, by_form: &ByForm, source: u32, sheet: &str) -> Option<usize> {
    let mut n = 0;
    for (at, said) in by_form {
        let rows = || said.iter().map(|(_, row)| row);
        let others: Vec<&AnswerRow> = rows()
            .filter(|it| it.source == source && *it.sheet != *sheet)
            .collect();
        let Some(own) = rows().find(|it| is_of(it, source, sheet)) else {
            if others.is_empty() {
                continue;
            }
            return None;
        };
        for cell in &own.cells {
            let Some(column) = cell.heading.of_form() else {
                continue;
            };
            let adds = form.asks(Some(*at), Some(column))
                && form
                    .total(*at, column, &[&cell.text])
                    .is_some_and(|it| it.is_sum());
            let Some(sum) = parse_number(&cell.text).filter(|_| adds) else {
                continue;
            };
            let of_others = others.iter().flat_map(|it| &it.cells);
            let parts: Option<Vec<f64>> = of_others
                .filter(|it| it.heading == cell.heading && is_figure(&it.text))
                .map(|it| parse_number(&it.text))
                .collect();
            let parts: f64 = parts?.iter().sum();
            if SLACK < (sum - parts).abs() {
                return None;
            }
            n += usize::from(sum != 0.0);
        }
    }
    Some(n)
}

/// Whether a cell of a part says anything that a sum would have.
fn is_figure(text: &str) -> bool {
    !matches!(text.trim(), "" | "-" | "–" | "—")
}

/// Less than the last decimal of a sum of rounded figures.
const SLACK: f64 = 0.011;
