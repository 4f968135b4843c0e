//! Turns the bytes of a file, or pasted text, into a document and a report of how it was read.
//!
//! [`format`] reads bytes into sheets of cells, [`understand`] reads sheets into annexes. Only a
//! file in which nothing can be read is an [`ImportError`]; anything else that is odd becomes a
//! [`Note`].

mod error;
#[cfg(test)]
pub(crate) mod fixture;
mod format;
mod imported;
mod limits;
mod note;
mod understand;

pub use error::ImportError;
pub use imported::{AnnexReport, Aside, AsideKind, Hidden, Imported};
pub use limits::{CELLS_MAX, TEXT_MAX};
pub use note::{Note, NoteKind};

use crate::{model::Role, wording::Key};

use self::{
    format::{
        aligned_text, broken_lines, delimited, html, plain_text,
        sheet::{Line, Sheet},
        sniff::{self, InputFormat},
        text_encoding,
    },
    understand::{Lists, read_document},
};

/// Imports a file. The format is detected from the bytes; `file_name` names the document, and the
/// program of a file that is encrypted.
pub fn import(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    match is_pdf(bytes) {
        true => import_pdf(bytes, file_name, ""),
        false => import_with(bytes, file_name, |pdf| {
            format::read_pdf(pdf, "", &understand::role_of)
        }),
    }
}

/// Whether a file is a PDF file, by its first bytes.
pub fn is_pdf(bytes: &[u8]) -> bool {
    sniff::is_pdf(bytes)
}

/// Imports a PDF file with a text layer, or those of a ZIP archive. The password may be empty.
pub fn import_pdf(bytes: &[u8], file_name: &str, password: &str) -> Result<Imported, ImportError> {
    let read = |pdf: &[u8]| format::read_pdf(pdf, password, &understand::role_of);
    let sheets = match is_pdf(bytes) {
        true => read(bytes)?,
        false => format::read_archived_pdfs(bytes, read)?,
    };
    let headings = understand::heading_line(&sheets).map(str::to_owned);
    let imported = read_prose(sheets, &stem(file_name));
    if imported.document.annexes.is_empty() {
        return Err(match headings {
            _ if lost_letters(&imported) => ImportError::LettersLost,
            Some(headings) => ImportError::NoColumns(headings),
            None => ImportError::NoTable,
        });
    }
    Ok(imported)
}

/// Imports a file of any format but PDF. In a browser, the reader of PDF files is a program of its
/// own, and this one does without it: it names those in an archive.
pub fn import_other(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    import_with(bytes, file_name, |_| Err(ImportError::Pdf))
}

/// Imports a file that is no PDF file. `read_pdf` reads those in an archive.
fn import_with(
    bytes: &[u8],
    file_name: &str,
    read_pdf: impl Fn(&[u8]) -> Result<Vec<Sheet>, ImportError>,
) -> Result<Imported, ImportError> {
    let unlocked = format::unlocked(bytes);
    let bytes = unlocked.as_deref().unwrap_or(bytes);
    let format = sniff::sniff(bytes).map_err(|error| match error {
        ImportError::Password if is_word(file_name) => ImportError::WordPassword,
        error => error,
    })?;
    let name = stem(file_name);
    let mut imported = Imported::default();
    if format == InputFormat::Delimited {
        let decoded = text_encoding::decoded(bytes);
        let text = broken_lines::rejoined(&decoded.text);
        if plain_text::has_markup(&text) {
            imported = read_document(text_sheets(&text)?, &name, Lists::Known);
        }
        if imported.document.annexes.is_empty()
            && let Some(sheets) = aligned_sheets(&text)?
        {
            imported = read_document(sheets, &name, Lists::Known);
        }
        if imported.document.annexes.is_empty() {
            imported = read_document(delimited::read(&text)?, &name, Lists::Known);
        }
        if imported.document.annexes.is_empty() && !lost_letters(&imported) {
            imported = read_document(text_sheets(&text)?, &name, Lists::Known);
        }
        // Numbered paragraphs contain commas.
        if imported.document.annexes.is_empty() && !lost_letters(&imported) {
            imported = read_document(plain_text::read(&text)?, &name, Lists::Numbered);
        }
        // A plan's sentences, split at their commas, must not become a list before its bullets do.
        if imported.document.annexes.is_empty() && !lost_letters(&imported) {
            imported = read_document(delimited::read(&text)?, &name, Lists::Any);
        }
        imported.notes.extend(decoded.remark.map(|message| Note {
            sheet: name.clone(),
            row: None,
            annex: None,
            message,
        }));
    } else {
        let sheets = format::read(bytes, format, &read_pdf)?;
        imported = match format {
            InputFormat::Doc
            | InputFormat::Docx
            | InputFormat::Odt
            | InputFormat::FlatOdt
            | InputFormat::Html => read_prose(sheets, &name),
            _ => read_document(sheets, &name, Lists::Any),
        };
    }
    if lost_letters(&imported) && !names_a_column(&imported) {
        return Err(ImportError::LettersLost);
    }
    if imported.document.annexes.is_empty() {
        return Err(match format {
            InputFormat::Delimited => ImportError::NoTableInText,
            InputFormat::Html => ImportError::NoTableInPage,
            _ => match objects(&imported) {
                Some(n) => ImportError::NoTableButObjects(n),
                None => ImportError::NoTable,
            },
        });
    }
    Ok(imported)
}

/// Reads a document of paragraphs and tables: its tables or, if it has none, its bullets.
fn read_prose(sheets: Vec<Sheet>, name: &str) -> Imported {
    let plan = bullets_of(&sheets);
    let imported = read_document(sheets, name, Lists::Any);
    match plan {
        Some(plan) if imported.document.annexes.is_empty() => {
            read_document(vec![plan], name, Lists::Known)
        }
        _ => imported,
    }
}

/// A file of an archive: its path, and its bytes or why they cannot be unpacked.
pub type Packed = (String, Result<Vec<u8>, ImportError>);

/// Unpacks the files of a ZIP archive, so that each can be imported by itself; `None` when the file
/// is no archive. A workbook or Word document is none.
pub fn archived_files(bytes: &[u8]) -> Option<Result<Vec<Packed>, ImportError>> {
    format::archived(bytes)
}

/// Returns how many embedded objects of the file could not be read, if it has any.
fn objects(imported: &Imported) -> Option<String> {
    let mut notes = imported.notes.iter();
    let note = notes.find(|note| note.message.key == Key::NoteObjects)?;
    note.message.args.first().cloned()
}

/// Whether a heading says what its column is, besides the ordinals.
fn names_a_column(imported: &Imported) -> bool {
    let columns = imported.document.annexes.iter().flat_map(|it| &it.columns);
    let mut headings = columns.flat_map(|it| &it.header);
    headings.any(|it| understand::role_of(it).is_some_and(|role| role != Role::Ordinal))
}

/// Whether letters of the file were replaced by question marks.
fn lost_letters(imported: &Imported) -> bool {
    let mut notes = imported.notes.iter();
    notes.any(|note| note.message.key == Key::NoteLettersLost)
}

/// Imports pasted text or HTML: tables from a web page, a spreadsheet or Word, Markdown or
/// tab-separated tables, or a plan whose indicators are bullets.
pub fn import_text(text: &str, name: &str) -> Result<Imported, ImportError> {
    let is_page = text.trim_start().starts_with('<') && text.to_lowercase().contains("<table");
    let text = match is_page {
        true => text.into(),
        false => broken_lines::rejoined(text),
    };
    let text = text.as_ref();
    let sheets = if is_page {
        html::read_text(text)?
    } else {
        text_sheets(text)?
    };
    let lists = if is_page { Lists::Any } else { Lists::Known };
    let mut imported = read_document(sheets, name, lists);
    if imported.document.annexes.is_empty() && !is_page {
        imported = read_document(plain_text::read(text)?, name, Lists::Any);
    }
    if imported.document.annexes.is_empty() {
        return Err(ImportError::NoTableInText);
    }
    Ok(imported)
}

/// Reads the tables of a text, those whose columns are aligned by blanks, those with a cell in each line,
/// those that have lost their columns, or its bullets.
fn text_sheets(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let sheets = plain_text::read(text)?;
    if understand::has_table(&sheets) {
        return Ok(sheets);
    }
    if let Some(sheets) = aligned_sheets(text)? {
        return Ok(sheets);
    }
    if let Some(text) = understand::cells_in_lines::with_tabs(text) {
        return plain_text::read(&text);
    }
    if let Some(sheet) = understand::flattened::read(text)? {
        return Ok(vec![sheet]);
    }
    Ok(plain_text::read_bullets(text).into_iter().collect())
}

/// Reads tables whose columns are aligned by blanks; `None` if there are none.
fn aligned_sheets(text: &str) -> Result<Option<Vec<Sheet>>, ImportError> {
    let Some(aligned) = aligned_text::with_tabs(text) else {
        return Ok(None);
    };
    let mut sheets = plain_text::read(&aligned.text)?;
    let mut lines: Vec<&mut Line> = sheets.iter_mut().flat_map(|it| &mut it.lines).collect();
    let mut mark = |row: usize, change: &dyn Fn(&mut Line)| {
        let found = lines.binary_search_by_key(&row, |line| line.row as usize);
        let line = found.ok().and_then(|at| lines.get_mut(at));
        line.into_iter().for_each(|line| change(line));
    };
    for (row, column) in aligned.doubts {
        let doubt = (column, Key::NoteColumnGuessed.into());
        mark(row, &|line| line.doubts.push(doubt.clone()));
    }
    for row in aligned.continued {
        mark(row, &|line| line.continues = true);
    }
    Ok(understand::has_table(&sheets).then_some(sheets))
}

/// Reads the bullets of a document whose paragraphs are lines of a sheet.
fn bullets_of(sheets: &[Sheet]) -> Option<Sheet> {
    let lines = sheets.iter().flat_map(|sheet| &sheet.lines);
    let texts = lines.flat_map(|line| line.filled().map(|(_, cell)| cell.text.as_str()));
    let mut plan = plain_text::read_bullets(&texts.collect::<Vec<_>>().join("\n"))?;
    let remarks = sheets.iter().flat_map(|sheet| &sheet.remarks);
    plan.remarks.extend(remarks.cloned());
    Some(plan)
}

/// Whether a file name ends as those of Word do.
fn is_word(file_name: &str) -> bool {
    let extension = file_name.rsplit('.').next().unwrap_or_default();
    let word = ["docx", "docm", "dotx", "dotm", "doc"];
    word.iter().any(|it| extension.eq_ignore_ascii_case(it))
}

/// Returns the file name without folder and extension.
fn stem(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
