//! Amounts in cells that are merged over several rows: each is what the rows come to together, so it
//! stands in the first of them and is not repeated, as names and agencies are.

use super::{merges::top_left, row_headings::Place};
use crate::{
    import::{Note, format::sheet::Line},
    model::{Column, Role, parse_number},
    reference::units,
    text::column_letter::column_letter,
    wording::Key,
};

/// Whether a text in a column is an amount: a result, or a number that is written as one.
pub(in crate::import) fn is_one_amount(column: Option<&Column>, text: &str) -> bool {
    let Some(column) = column else {
        return false;
    };
    if !matches!(column.role, Role::Actual | Role::Other) || parse_number(text).is_none() {
        return false;
    }
    let is_year = text.len() == 4 && text.starts_with("20");
    let title = column.title();
    let unit = title
        .rsplit_once('(')
        .and_then(|(_, it)| it.split_once(')'));
    let has_unit = unit.is_some_and(|(unit, _)| {
        let last = unit.rsplit(' ').next().unwrap_or_default();
        units::is_known(unit) || matches!(last.to_lowercase().as_str(), "đồng" | "đ")
    });
    !is_year && (column.role == Role::Actual || has_unit || text.contains(['.', ',']))
}

/// Names the amounts that a line would repeat from the line above.
pub(in crate::import) fn notes(place: &Place, line: &Line) -> Vec<Note> {
    let columns = place.columns.iter().zip(&place.table.columns);
    let amounts = columns.filter_map(|(column, at)| {
        let merge = place.sheet.merged_down(line.row, at.at)?;
        let text = top_left(place.sheet, merge);
        let is_first = line.row == merge.top + 1;
        (is_first && is_one_amount(Some(column), text)).then(|| {
            let cell = format!("{}{}", column_letter(at.at), merge.top + 1);
            let told = Key::NoteMergedAmount.with([cell, text.to_owned()]);
            place.sheet.note(Some(line), told)
        })
    });
    amounts.collect()
}
