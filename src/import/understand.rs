//! [`Sheet`]s to annexes: finds the tables, gives columns their roles, reads the lines above and
//! below, and turns the lines between into rows.

mod account;
mod annex_line;
mod assign;
mod autoconverted;
mod closing;
mod columns;
mod encodings;
mod footnotes;
mod header;
mod headings;
mod legacy_fonts;
mod levels;
mod merged_across;
mod preamble;
mod profile;
mod rows;
mod struck;
mod table;

use super::{format::sheet::Sheet, imported::Imported, note::Note};
use crate::{
    model::{Annex, AnnexId, plan_of_references},
    reference::marks::{CHOICES_SHEET, FINDINGS_TITLE, WAIVERS_TITLE},
    text::column_letter::column_letter,
    wording::Key,
};

/// Whether any sheet has a table with a recognised header.
pub(super) fn has_table(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| table::find(sheet).is_some())
}

/// Which lists become annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    /// Those with a header that names the ordinals or known columns.
    Known,
    /// Those with a plain header too: `Mã số`, `Tên`.
    Any,
}

/// Finds the tables on sheets and reads each into an annex. `name` becomes the name of the document
/// and of sheets without a name.
pub(super) fn read_document(sheets: Vec<Sheet>, name: &str, lists: Lists) -> Imported {
    let mut imported = Imported::default();
    let mut next_id = 1;
    let sheets = sheets
        .into_iter()
        .filter(|sheet| sheet.name != CHOICES_SHEET);
    let mut tables: Vec<Sheet> = Vec::new();
    for mut sheet in sheets {
        if sheet.name.is_empty() {
            name.clone_into(&mut sheet.name);
        }
        // Headings are recognised in Unicode only, so this goes first.
        encodings::convert(&mut sheet, &mut imported.notes);
        tables.extend(table::split(sheet));
    }
    for sheet in &tables {
        for (row, message) in &sheet.remarks {
            let note = sheet.note(None, message.clone());
            imported.notes.push(Note { row: *row, ..note });
        }
        if 0 < sheet.n_far_cells {
            imported.notes.push(sheet.note(
                None,
                Key::NoteFarCells.with([sheet.n_far_cells.to_string()]),
            ));
        }
        if !sheet.uncomputed.is_empty() {
            imported.notes.push(uncomputed_note(sheet));
        }
        if sheet.lines.is_empty() {
            continue;
        }
        let plain = || {
            (lists == Lists::Any)
                .then(|| table::find_plain(sheet))
                .flatten()
        };
        let Some(table) = table::find(sheet).or_else(plain) else {
            imported.notes.push(sheet.note(None, Key::NoteNoTable));
            continue;
        };
        let annex = read_annex(sheet, &table, &mut next_id, &mut imported);
        // An export generates this sheet; it is not part of the document.
        if [WAIVERS_TITLE, FINDINGS_TITLE].contains(&annex.head.title.as_str()) {
            imported.notes.push(sheet.note(None, Key::NoteMadeOnExport));
            continue;
        }
        if sheet.hidden {
            imported.notes.push(sheet.note(None, Key::NoteHiddenSheet));
            imported.hidden.annexes.push(annex);
        } else {
            imported.document.annexes.push(annex);
        }
    }
    let references = imported.document.annexes.iter();
    imported.document.plan = plan_of_references(references.map(|it| it.head.reference.as_str()));
    name.clone_into(&mut imported.document.plan.name);
    imported
}

/// Maximum number of places that a note lists.
const PLACES_NAMED: usize = 10;

fn uncomputed_note(sheet: &Sheet) -> Note {
    let n_more = sheet.uncomputed.len().saturating_sub(PLACES_NAMED);
    let places: Vec<&str> = sheet
        .uncomputed
        .iter()
        .take(PLACES_NAMED)
        .map(String::as_str)
        .collect();
    let mut named = places.join(", ");
    if 0 < n_more {
        named.push_str(&format!("… (+{n_more})"));
    }
    sheet.note(None, Key::NoteUncomputed.with([named]))
}

fn read_annex(
    sheet: &Sheet,
    table: &table::Table,
    next_id: &mut u32,
    imported: &mut Imported,
) -> Annex {
    let notes = &mut imported.notes;
    let mut fresh = || {
        let id = *next_id;
        *next_id += 1;
        id
    };
    let id = AnnexId(fresh());
    let n_notes = notes.len();
    let columns = columns::columns(sheet, table, &mut fresh, notes);
    let (mut head, dropped) = preamble::read(sheet, table, notes);
    head.kind = columns::kind(&columns, &head.title);
    notes.extend(columns::missing(sheet, &columns, head.kind));
    let body = rows::read(sheet, table, &columns, id, &mut fresh);
    head.after = body.after;
    head.after.extend(footnotes::of_annex(sheet, &head, notes));
    notes.extend(body.notes);
    if !body.hidden.is_empty() {
        notes.push(sheet.note(
            None,
            Key::NoteHiddenRows.with([body.hidden.len().to_string()]),
        ));
    }
    let places = columns.iter().zip(&table.columns);
    let hidden = places.filter(|(_, place)| sheet.hidden_columns.contains(&place.at));
    for (column, place) in hidden {
        notes.push(sheet.note(
            None,
            Key::NoteHiddenColumn.with([column_letter(place.at), column.title()]),
        ));
        imported.hidden.columns.push(column.id);
    }
    imported.doubts.extend(body.doubts);
    imported.hidden.rows.extend(body.hidden);
    imported.hidden.rows.extend(body.struck);
    for column in columns.iter().filter(|column| column.header.is_empty()) {
        let letter = rows::letter_of(table, &columns, column.id);
        notes.push(sheet.note(None, Key::NoteNoHeader.with([letter])));
    }
    let annex = Annex {
        id,
        head,
        columns,
        rows: body.rows,
    };
    let said = notes.get(n_notes..).unwrap_or_default();
    let left = account::left_over(sheet, table, &annex, &body.asides, said, &dropped);
    notes.extend(left);
    imported.asides.extend(body.asides);
    annex
}
