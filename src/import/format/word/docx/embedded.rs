//! Reads a workbook that is embedded in a document as an object: the sheet that the document shows.

use crate::{
    import::format::{
        ods,
        sheet::Sheet,
        sniff::{self, InputFormat},
        workbook,
    },
    wording::Key,
};

/// Reads the first visible sheet of a workbook; `None` if the object is no workbook, or is empty. Remarks
/// say what was read, and name the other sheets.
pub(super) fn read(bytes: &[u8]) -> Option<Sheet> {
    let sheets = match sniff::sniff(bytes).ok()? {
        InputFormat::Xlsx => workbook::read_xlsx(bytes),
        InputFormat::Xlsb => workbook::read_xlsb(bytes),
        InputFormat::Xls => workbook::read_xls(bytes),
        InputFormat::Ods => ods::read(bytes),
        _ => return None,
    };
    let sheets = sheets.ok()?.into_iter();
    let mut filled = sheets.filter(|sheet| !sheet.hidden && !sheet.lines.is_empty());
    let mut sheet = filled.next()?;
    let others: Vec<String> = filled.map(|sheet| format!("“{}”", sheet.name)).collect();
    sheet
        .remarks
        .push((None, Key::NoteEmbedded.with([sheet.name.clone()])));
    if !others.is_empty() {
        let remark = Key::NoteEmbeddedOthers.with([others.join(", ")]);
        sheet.remarks.push((None, remark));
    }
    Some(sheet)
}
