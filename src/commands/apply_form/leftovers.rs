//! The extra annex, which holds text that a form has no column for.

use std::sync::Arc;

use crate::{
    editor::Selection,
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Role, Row, RowId, RowKind,
        roman_text,
    },
    reference::marks::LEFTOVER_HEADINGS,
};

/// A text that moves to the extra annex: annex, row ordinal, row content, column heading, text.
pub(super) type Leftover = [String; 5];

/// Returns the non-blank texts of a column.
pub(super) fn texts_of(annex: &Annex, column: &Column) -> Vec<Leftover> {
    let name = match annex.head.number.as_str() {
        "" => annex.head.sheet.clone(),
        number => number.to_owned(),
    };
    let rows = annex
        .rows
        .iter()
        .filter(|row| !row.cell(column.id).trim().is_empty());
    let texts = rows.map(|row| {
        [
            name.clone(),
            annex.text(row, Role::Ordinal).to_owned(),
            annex.text(row, Role::Content).to_owned(),
            column.title(),
            row.cell(column.id).to_owned(),
        ]
    });
    texts.collect()
}

/// Counts the texts by column heading.
pub(super) fn counted(texts: &[Leftover]) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for [_, _, _, heading, _] in texts {
        match counts.iter_mut().find(|(it, _)| it == heading) {
            Some((_, n)) => *n += 1,
            None => counts.push((heading.clone(), 1)),
        }
    }
    counts
}

/// Title of the extra annex: "content outside the form".
const ASIDE_TITLE: &str = "NỘI DUNG NGOÀI MẪU";

/// Builds the extra annex, numbered after the document's last annex.
pub(super) fn leftovers_annex(selection: &Selection, texts: Vec<Leftover>) -> Annex {
    let mut ids = selection.next_id()..;
    let mut fresh = || ids.next().unwrap_or(u32::MAX);
    let last = LEFTOVER_HEADINGS.len() - 1;
    let columns = LEFTOVER_HEADINGS.iter().enumerate().map(|(at, heading)| {
        let role = match at {
            0 => Role::Ordinal,
            at if at == last => Role::Note,
            _ => Role::Other,
        };
        Column::new(ColumnId(fresh()), role, &[heading])
    });
    let columns: Vec<Column> = columns.collect();
    let rows = (1u32..).zip(texts).map(|(n, texts)| {
        let texts = [n.to_string()].into_iter().chain(texts);
        let cells = columns.iter().map(|column| column.id).zip(texts);
        Arc::new(Row::with_cells(
            RowId(fresh()),
            RowKind::Item(1),
            cells.collect::<Vec<_>>(),
        ))
    });
    let rows: Vec<Arc<Row>> = rows.collect();
    let n = u32::try_from(selection.document().annexes.len() + 1).unwrap_or(0);
    Annex {
        id: AnnexId(fresh()),
        head: AnnexHead {
            kind: AnnexKind::Other,
            number: roman_text(n),
            title: ASIDE_TITLE.to_owned(),
            sheet: "Ngoài mẫu".to_owned(),
            ..AnnexHead::default()
        },
        columns,
        rows,
    }
}
