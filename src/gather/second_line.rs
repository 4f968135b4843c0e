//! A second line of headings that was read as the first row: columns of one heading, and words in them where
//! nothing names a row.

use std::borrow::Cow;

use super::form::is_name;
use crate::model::{Annex, Column, parse_number};

/// Returns an annex with such a row among its headings.
pub(super) fn with_second_line(annex: &Annex) -> Cow<'_, Annex> {
    let Some(first) = annex.rows.first().filter(|it| !it.kind.is_section()) else {
        return Cow::Borrowed(annex);
    };
    let text = |column: &Column| first.cell(column.id).trim();
    let columns = || annex.columns.iter();
    let names_a_row = columns().any(|it| is_name(it) && !text(it).is_empty());
    let said: Vec<&Column> = columns().filter(|it| !text(it).is_empty()).collect();
    let are_words = said.iter().all(|it| parse_number(text(it)).is_none());
    let mut neighbours = said.iter().zip(said.iter().skip(1));
    let divides = neighbours.any(|(left, right)| {
        left.title() == right.title() && !left.title().is_empty() && text(left) != text(right)
    });
    if names_a_row || !are_words || !divides {
        return Cow::Borrowed(annex);
    }
    let columns = columns().map(|column| {
        let mut column = column.clone();
        let below = first.cell(column.id).trim();
        if !below.is_empty() {
            column.header.push(below.to_owned());
        }
        column
    });
    Cow::Owned(Annex {
        columns: columns.collect(),
        rows: annex.rows.iter().skip(1).cloned().collect(),
        ..annex.clone()
    })
}
