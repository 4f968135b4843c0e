//! [`Sheet`]s to annexes: finds the tables, gives columns their roles, reads the lines above and
//! below, and turns the lines between into rows.

mod account;
mod agency_names;
mod assign;
mod autoconverted;
mod cell_evidence;
pub(super) mod cells_in_lines;
mod closing;
mod columns;
mod comments;
mod continued;
mod encodings;
mod evidence;
pub(super) mod flattened;
mod footnotes;
mod header;
mod header_path;
mod heading_abbreviations;
mod heading_bodies;
mod heading_lines;
mod heading_times;
mod heading_words;
mod headings;
mod headless;
mod kind;
mod labelled;
mod legacy_fonts;
mod letterhead;
mod levels;
mod lost_letter;
mod merged_across;
mod merged_down;
mod merges;
mod neighbours;
mod numbered_list;
mod ordinals_ahead;
mod other_amounts;
mod preamble;
mod profile;
mod report_values;
mod results;
mod roles;
mod row_headings;
mod rows;
mod running_heads;
mod said;
mod shared_headings;
mod sides;
mod spreadsheet_frame;
mod statistics;
mod struck;
mod table;
mod undivided;

pub(super) use self::heading_lines::heading_line;
use super::{format::sheet::Sheet, imported::Imported, note::Note};
use crate::{
    model::{Annex, AnnexId, Role, assume_results, plan_of_references},
    reference::marks::{CHOICES_SHEET, FINDINGS_TITLE, SUMMARY_TITLES, WAIVERS_TITLE},
    text::column_letter::column_letter,
    wording::{Key, Message},
};

/// Whether any sheet has a table with a recognised header.
pub(super) fn has_table(sheets: &[Sheet]) -> bool {
    sheets.iter().any(|sheet| table::find(sheet).is_some())
}

/// Returns what a heading says about its column, if it is one that annexes have.
pub(super) fn role_of(heading: &str) -> Option<Role> {
    headings::known_role(heading)
}

/// Which lists become annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    /// Those with a header that names the ordinals or known columns.
    Known,
    /// Those of numbered paragraphs too.
    Numbered,
    /// Those with a plain header too, `Mã số`, `Tên`, or with none over plain columns.
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
    let mut comments: Vec<(Note, Vec<String>)> = Vec::new();
    for mut sheet in sheets {
        if sheet.name.is_empty() {
            name.clone_into(&mut sheet.name);
        }
        // Headings are recognised in Unicode only, so this goes first.
        encodings::convert(&mut sheet, &mut imported.notes);
        spreadsheet_frame::take_out(&mut sheet);
        running_heads::take_out(&mut sheet);
        if lists != Lists::Known {
            numbered_list::into_tables(&mut sheet);
        }
        if !sheet.comments.is_empty() {
            sheet.comments.sort_by_key(|it| it.row);
            let texts = sheet.comments.iter().map(|it| it.text.clone());
            let note = sheet.note(None, Key::NoteCommentsElsewhere);
            comments.push((note, texts.collect()));
        }
        tables.extend(table::split(sheet));
    }
    for sheet in &tables {
        // What is about a row of the table is about its annex.
        let (about_rows, others): (Vec<_>, Vec<_>) =
            sheet.remarks.iter().partition(|(row, _)| row.is_some());
        for (_, message) in others {
            imported.notes.push(sheet.note(None, message.clone()));
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
        let n_notes = imported.notes.len();
        for (row, message) in about_rows {
            let note = sheet.note(None, message.clone());
            imported.notes.push(Note { row: *row, ..note });
        }
        if sheet.lines.is_empty() {
            continue;
        }
        let found = table::find(sheet);
        let found = found.or_else(|| match lists {
            Lists::Known | Lists::Numbered => None,
            Lists::Any => table::find_plain(sheet)
                .or_else(|| statistics::find(sheet))
                .or_else(|| headless::find(sheet)),
        });
        let Some(table) = found else {
            imported.notes.push(sheet.note(None, Key::NoteNoTable));
            continue;
        };
        let annex = read_annex(sheet, &table, &mut next_id, &mut imported);
        // An export generates these tables; they are not part of the document.
        let title = annex.head.title.as_str();
        let is_summary = title.lines().any(|line| SUMMARY_TITLES.contains(&line));
        if [WAIVERS_TITLE, FINDINGS_TITLE].contains(&title) || is_summary {
            // What is left out as a whole needs no other notes.
            imported.notes.truncate(n_notes);
            imported.notes.push(sheet.note(None, Key::NoteMadeOnExport));
            continue;
        }
        if sheet.hidden {
            imported.notes.push(sheet.note(None, Key::NoteHiddenSheet));
        }
        let own = imported.notes.iter_mut().skip(n_notes);
        own.for_each(|note| note.annex = Some(annex.id));
        if sheet.hidden {
            imported.hidden.annexes.push(annex);
        } else {
            imported.document.annexes.push(annex);
        }
    }
    comments::name(comments, &mut imported);
    assign_notes(&mut imported);
    let references = imported.document.annexes.iter();
    imported.document.plan = plan_of_references(references.map(|it| it.head.reference.as_str()));
    name.clone_into(&mut imported.document.plan.name);
    imported
}

/// Assigns the notes about a sheet to its annex, if it has only one.
fn assign_notes(imported: &mut Imported) {
    let annexes = || {
        let annexes = imported.document.annexes.iter();
        annexes.chain(&imported.hidden.annexes)
    };
    for note in &mut imported.notes {
        let mut own = annexes().filter(|annex| annex.head.sheet == note.sheet);
        if let (None, Some(annex), None) = (note.annex, own.next(), own.next()) {
            note.annex = Some(annex.id);
        }
    }
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
    let mut notes_above = Vec::new();
    let (mut head, dropped) = preamble::read(sheet, table, &mut notes_above);
    let is_reported = kind::tells_results(&head.title, &head.reference);
    let mut columns = columns::columns(sheet, table, &mut fresh, is_reported, notes);
    if table.header.is_empty() {
        notes.push(headless::label(sheet, table, &mut columns));
    }
    notes.append(&mut notes_above);
    if head.title.is_empty() && kind::names_list(&sheet.page_title) {
        head.title.clone_from(&sheet.page_title);
        notes.push(sheet.note(None, Key::NoteTitleOfPage.with([head.title.clone()])));
    }
    let body = rows::read(sheet, table, &columns, id, &mut fresh);
    let mut annex = Annex {
        id,
        head,
        columns,
        rows: body.rows,
    };
    assume_by_cells(sheet, table, &mut annex, is_reported, notes, n_notes);
    annex.head.kind = kind::kind(&annex.columns, &annex.head.title);
    notes.extend(kind::missing(sheet, &annex.columns, annex.head.kind));
    annex.head.after = body.after;
    let footnotes = footnotes::of_annex(sheet, &annex.head, notes);
    annex.head.after.extend(footnotes);
    notes.extend(body.notes);
    if !body.hidden.is_empty() {
        notes.push(sheet.note(
            None,
            Key::NoteHiddenRows.with([body.hidden.len().to_string()]),
        ));
    }
    let places = annex.columns.iter().zip(&table.columns);
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
    for column in annex
        .columns
        .iter()
        .filter(|column| column.header.is_empty())
    {
        let letter = rows::letter_of(table, &annex.columns, column.id);
        notes.push(sheet.note(None, Key::NoteNoHeader.with([letter])));
    }
    if annex.rows.is_empty() {
        notes.push(sheet.note(None, Key::NoteNoRows));
    }
    let said = notes.get(n_notes..).unwrap_or_default();
    let (begun, asides) = (&body.lines, &body.asides);
    let left = account::left_over(sheet, table, &annex, begun, asides, said, &dropped);
    notes.extend(left);
    imported.lines.extend(body.lines);
    imported.asides.extend(body.asides);
    annex
}

/// Reads the columns of an annex by what its cells hold, and says so in place of what was said of them before.
fn assume_by_cells(
    sheet: &Sheet,
    table: &table::Table,
    annex: &mut Annex,
    is_reported: bool,
    notes: &mut Vec<Note>,
    n_notes: usize,
) {
    let letter = |at: usize| {
        let place = table.columns.get(at);
        place.map_or(String::new(), |it| column_letter(it.at))
    };
    let assumed = assume_results(annex, is_reported, letter);
    let column = |it: &Message| (it.key, it.args.first().cloned());
    let mut at = 0;
    notes.retain(|it| {
        at += 1;
        let is_old = |new: &Message| column(new) == column(&it.message);
        at <= n_notes || !assumed.iter().any(is_old)
    });
    notes.extend(assumed.into_iter().map(|it| sheet.note(None, it)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{NoteKind, format::plain_text};

    #[test]
    fn a_report_whose_headings_name_no_results_is_read_by_its_cells() {
        let text = "BÁO CÁO TIẾN ĐỘ QUÝ III/2026\nSTT\tChỉ tiêu\tĐơn vị tính\tVạch\tCon số tháng 9\tKết luận\n\
                    1\tTỷ lệ tàu đúng giờ\t%\t95\t92,5\tChưa đạt\n\
                    2\tSố chuyến\tchuyến\t400\t412\tĐạt\n";
        let imported = read_document(plain_text::read(text).unwrap(), "x", Lists::Known);
        let columns = imported.document.annexes[0].columns.iter();
        let roles: Vec<&str> = columns.map(|it| it.role.key()).collect();
        assert_eq!(
            roles,
            ["stt", "content", "unit", "target", "actual", "status"]
        );
        let notes = imported.notes.iter();
        let assumed = notes.filter(|it| it.message.key == Key::NoteRoleByContent);
        assert_eq!(assumed.count(), 3, "{:?}", imported.notes);
    }

    #[test]
    fn each_annex_has_its_own_report() {
        let table = |number: &str, heading: &str| {
            format!(
                "Phụ lục {number}\nDANH MỤC\nSTT\tNhiệm vụ\tCơ quan chủ trì\t{heading}\n\
                 1\tMột\tSở A\tTháng 3/2026\nSTT\tNhiệm vụ\tCơ quan chủ trì\t{heading}\n\
                 \tvà hai\t\t\n2\tBa\tSở B\tTháng 4/2026\n"
            )
        };
        let text = table("I", "Cột lạ") + &table("II", "Thời hạn");
        let imported = read_document(plain_text::read(&text).unwrap(), "x", Lists::Known);
        let [first, second] = imported.document.annexes.as_slice() else {
            panic!("{:?}", imported.document);
        };
        let (first, second) = (imported.report(first.id), imported.report(second.id));
        let keys =
            |notes: &[&Note]| -> Vec<Key> { notes.iter().map(|it| it.message.key).collect() };
        assert_eq!(keys(&first.doubtful), [Key::NoteRoleByContent]);
        assert_eq!(keys(&second.doubtful), []);
        for report in [first, second] {
            assert_eq!(keys(&report.left_out), [Key::NoteRepeatedHeader]);
            assert_eq!(keys(&report.read), [Key::NoteJoinedRow]);
            assert_eq!(report.asides.len(), 2);
        }
        // No note of this file is about no annex.
        assert!(imported.notes.iter().all(|note| note.annex.is_some()));
        assert_eq!(imported.notes[0].kind(), NoteKind::Doubtful);
    }
}
