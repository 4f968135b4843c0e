//! Turns the bytes of a workbook into a document and a report of what was understood.
//!
//! One stage per file: [`sniff`] names the format; [`workbook`], [`ods`], [`docx`], [`html`] and
//! [`delimited`] read sheets of cells ([`sheet`]), [`table`] finds the table on a sheet, [`header`] gives its columns roles, [`head`] reads the lines above
//! it, [`rows`] turns its lines into rows. Only a file that is no workbook at all is an error;
//! whatever else is odd becomes a [`Note`].

mod delimited;
mod docx;
mod guard;
mod head;
mod header;
mod html;
mod legacy;
mod look;
mod mistaken;
mod number;
mod ods;
mod plain_text;
mod rows;
mod sheet;
mod sheet_xml;
mod sniff;
mod spreadsheet_xml;
mod table;
mod workbook;
mod xls;
mod xlsb;
mod xml;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use legacy::column_letter;
pub(crate) use number::show as shown;
pub(crate) use rows::END_MARK;

/// Title of the sheet in which an export lists what is still open.
pub(crate) const FINDINGS_TITLE: &str = "KẾT QUẢ KIỂM TRA";
/// Name of the hidden sheet with the texts that cells of an export offer to choose from.
pub(crate) const CHOICES_SHEET: &str = "phuluc_danh_muc";
/// Title of the annex in which an export lists what was waived.
pub(crate) const WAIVERS_TITLE: &str = "GIẢI TRÌNH CÁC NỘI DUNG GIỮ NGUYÊN";
pub use sheet::{CELLS_MAX, TEXT_MAX};

pub use self::head::read_plan as plan_of_reference;
use self::{sheet::Sheet, sniff::Format};
use crate::{
    model::{Annex, AnnexId, ColumnId, Document, Row, RowId},
    wording::{Key, Message},
};

/// A document read from a file, and what the reader should know about the reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    pub document: Document,
    pub notes: Vec<Note>,
    pub hidden: Hidden,
    /// Lines of the tables that became no row of their own.
    pub asides: Vec<Aside>,
    /// Cells whose text is a guess.
    pub doubts: Vec<Doubt>,
}

/// A cell that held something else than its text, which is what was probably typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
    pub message: Message,
}

/// A line of a table that became no row of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub annex: AnnexId,
    /// The row it stands behind; `None` before the first.
    pub after: Option<RowId>,
    pub kind: AsideKind,
    /// What it says under the annex's columns.
    pub row: Arc<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsideKind {
    /// Its texts stand at the end of those of the row before: a page break had cut them.
    Joined,
    /// The header once more, or the numbers of the columns.
    Ignored,
}

/// What the file hides. Hidden rows and columns are in the document, hidden sheets are not; whoever
/// imports is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hidden {
    pub rows: Vec<RowId>,
    pub columns: Vec<ColumnId>,
    pub annexes: Vec<Annex>,
}

/// Something that was guessed, joined or left out, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub sheet: String,
    /// Row number as Excel shows it.
    pub row: Option<u32>,
    pub message: Message,
}

/// Why a file could not be read at all.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is cut short or damaged")]
    Truncated,
    #[error("the workbook is protected by a password")]
    Password,
    #[error("a text file (CSV) without an annex table")]
    NoTableInText,
    #[error("a web page (HTML) without an annex table")]
    NoTableInPage,
    #[error("a web archive (MHTML)")]
    Mhtml,
    #[error("a Word file of before 2007")]
    Word,
    #[error("a PDF file")]
    Pdf,
    #[error("not a spreadsheet")]
    Unknown,
    #[error("the workbook cannot be read: {0}")]
    Unreadable(String),
    #[error("an Excel file of before 1997 in the code page {0}")]
    CodePage(u16),
    #[error("more than {CELLS_MAX} cells")]
    TooLarge,
    #[error("no table with a header was found")]
    NoTable,
}

impl ImportError {
    /// What happened and what to do, in the user's words.
    pub fn user_message(&self) -> Message {
        match self {
            ImportError::Empty => Key::ImportEmpty.into(),
            ImportError::Truncated => Key::ImportTruncated.into(),
            ImportError::Password => Key::ImportPassword.into(),
            ImportError::NoTableInText => Key::ImportCsv.into(),
            ImportError::NoTableInPage => Key::ImportHtml.into(),
            ImportError::Mhtml => Key::ImportMhtml.into(),
            ImportError::Word => Key::ImportWord.into(),
            ImportError::Pdf => Key::ImportPdf.into(),
            ImportError::Unknown => Key::ImportUnknown.into(),
            ImportError::Unreadable(reason) => Key::ImportUnreadable.with([reason.clone()]),
            ImportError::CodePage(number) => Key::ImportCodePage.with([number.to_string()]),
            ImportError::TooLarge => {
                Key::ImportTooLarge.with([CELLS_MAX.to_string(), (TEXT_MAX >> 20).to_string()])
            }
            ImportError::NoTable => Key::ImportNoTable.into(),
        }
    }
}

/// Reads a file. `file_name` only names the document; the format is told from the bytes.
pub fn import(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    let format = sniff::sniff(bytes)?;
    let name = stem(file_name);
    let mut imported = Imported::default();
    if format == Format::Delimited {
        let text = delimited::decode(bytes);
        if plain_text::has_markup(&text) {
            imported = read_document(text_sheets(&text)?, &name);
        }
        if imported.document.annexes.is_empty() {
            imported = read_document(delimited::read(&text)?, &name);
        }
        if imported.document.annexes.is_empty() {
            imported = read_document(text_sheets(&text)?, &name);
        }
    } else {
        imported = read_document(read_sheets(bytes, format)?, &name);
    }
    if imported.document.annexes.is_empty() {
        return Err(match format {
            Format::Delimited => ImportError::NoTableInText,
            Format::Html => ImportError::NoTableInPage,
            _ => ImportError::NoTable,
        });
    }
    Ok(imported)
}

/// Reads pasted text or HTML: tables of a web page, a spreadsheet or Word, Markdown and tab tables,
/// or a plan whose indicators are bullets.
pub fn import_text(text: &str, name: &str) -> Result<Imported, ImportError> {
    let is_page = text.trim_start().starts_with('<') && text.to_lowercase().contains("<table");
    let sheets = if is_page {
        html::read_text(text)?
    } else {
        text_sheets(text)?
    };
    let imported = read_document(sheets, name);
    if imported.document.annexes.is_empty() {
        return Err(ImportError::NoTableInText);
    }
    Ok(imported)
}

/// The tables of a text or, where it has none, its bullets.
fn text_sheets(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let sheets = plain_text::read(text)?;
    if sheets.iter().any(|sheet| table::find(sheet).is_some()) {
        return Ok(sheets);
    }
    Ok(plain_text::read_bullets(text).into_iter().collect())
}

/// Finds the tables on sheets and reads each into an annex. `name` is the document's, and that of
/// sheets which have none.
fn read_document(sheets: Vec<Sheet>, name: &str) -> Imported {
    let mut imported = Imported::default();
    let mut next_id = 1;
    let tables: Vec<Sheet> = sheets.into_iter().flat_map(table::split).collect();
    for mut sheet in tables {
        if sheet.name == CHOICES_SHEET {
            continue;
        }
        if sheet.name.is_empty() {
            name.clone_into(&mut sheet.name);
        }
        legacy::convert(&mut sheet, &mut imported.notes);
        let sheet = &sheet;
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
        let Some(table) = table::find(sheet) else {
            imported.notes.push(sheet.note(None, Key::NoteNoTable));
            continue;
        };
        let annex = read_annex(sheet, &table, &mut next_id, &mut imported);
        // Made from the document on export, so it is no part of it.
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
    let plan = references.map(|annex| head::read_plan(&annex.head.reference));
    imported.document.plan = plan
        .reduce(|first, other| {
            if first.number.is_empty() {
                other
            } else {
                first
            }
        })
        .unwrap_or_default();
    name.clone_into(&mut imported.document.plan.name);
    imported
}

/// How many places a note names one by one.
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

/// Reads a file's sheets. A reader that panics on a broken file is a bug of its, and an error here.
fn read_sheets(bytes: &[u8], format: Format) -> Result<Vec<Sheet>, ImportError> {
    let read = std::panic::AssertUnwindSafe(|| read_sheets_of(bytes, format));
    std::panic::catch_unwind(read)
        .unwrap_or_else(|_| Err(ImportError::Unreadable("the reader gave up".to_owned())))
}

fn read_sheets_of(bytes: &[u8], format: Format) -> Result<Vec<Sheet>, ImportError> {
    match format {
        Format::Xlsx => workbook::read_xlsx(bytes),
        Format::Xlsb => workbook::read_xlsb(bytes),
        Format::Xls => workbook::read_xls(bytes),
        Format::Ods => ods::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Html => html::read(bytes),
        Format::SpreadsheetXml => spreadsheet_xml::read(bytes),
        Format::Delimited => delimited::read(&delimited::decode(bytes)),
    }
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
    let columns = header::columns(table, &mut fresh);
    let mut head = head::read(sheet, table, notes);
    head.kind = header::kind(&columns, &head.title);
    let body = rows::read(sheet, table, &columns, id, &mut fresh);
    head.after = body.after;
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
    imported.asides.extend(body.asides);
    imported.doubts.extend(body.doubts);
    imported.hidden.rows.extend(body.hidden);
    for column in columns.iter().filter(|column| column.header.is_empty()) {
        let letter = rows::letter_of(table, &columns, column.id);
        notes.push(sheet.note(None, Key::NoteNoHeader.with([letter])));
    }
    Annex {
        id,
        head,
        columns,
        rows: body.rows,
    }
}

/// The file's name without folder and extension.
fn stem(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
