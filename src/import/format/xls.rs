//! Reads the records of an `.xls` (MS-XLS, BIFF5 and BIFF8): properties that the workbook reader
//! does not expose, and a sanitized copy without the false declarations that mislead that reader.

use std::{collections::HashMap, rc::Rc};

use encoding_rs::UTF_16BE;

use super::{
    cell_style::{CellStyle, SheetStyles, built_in_format},
    compound_file::{first_stream, long, of_stream, short},
    rich_text::{PartLook, RichText},
    sheet::Merge,
    xls_objects::Objects,
    xls_strings::{RichString, rich_strings},
};
use crate::{
    import::{CELLS_MAX, ImportError},
    text::number_format::NumberFormat,
};

// Record types (MS-XLS 2.3).
const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
pub(super) const ENCRYPTED: u16 = 0x002F;
const FONT: u16 = 0x0031;
const CONTINUE: u16 = 0x003C;
const CODE_PAGE: u16 = 0x0042;
const COLUMN: u16 = 0x007D;
const BOUND_SHEET: u16 = 0x0085;
const MULTIPLE_RK: u16 = 0x00BD;
const RICH_LABEL: u16 = 0x00D6;
const FORMAT_STYLE: u16 = 0x00E0;
const MERGED_CELLS: u16 = 0x00E5;
const SHARED_STRINGS: u16 = 0x00FC;
const LABEL_SHARED: u16 = 0x00FD;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027E;
const NUMBER_FORMAT: u16 = 0x041E;
const BEGIN: u16 = 0x0809;

/// Record version of Excel 97 and later.
const BIFF8: u16 = 0x0600;
/// Code page for Unicode. In BIFF8, text is Unicode regardless of the code page (MS-XLS 2.5.293).
const UNICODE: u16 = 1200;
/// Minimum size of a shared string, in bytes: its length and its flags.
const SHARED_STRING_MIN: u64 = 3;
/// Position of raised text, of a font.
const RAISED: u16 = 1;
/// Flag of a font that is struck out.
const STRUCK: u16 = 0x08;
/// Minimum weight of bold text: bold is 700, normal is 400.
const BOLD_MIN: u16 = 600;

/// Returns the record stream of a file. A container with a cyclic sector chain is rejected here;
/// the workbook reader would follow the cycle until the memory is full.
pub(in crate::import) fn records_of(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let unreadable = |error: std::io::Error| ImportError::Unreadable(error.to_string());
    // The other name is that of Excel 95 and earlier.
    first_stream(bytes, &["/Workbook", "/Book"]).map_err(unreadable)
}

/// Returns a file with only these records, and without sizes that they declare but do not fill: the
/// workbook reader preallocates the declared table and strings.
///
/// Fails with `Password` for an encrypted file, `TooLarge` for a sheet with too large an extent,
/// `CodePage` for an unsupported code page, and `Unreadable` for a false string count.
pub(in crate::import) fn tamed(mut records: Vec<u8>) -> Result<Vec<u8>, ImportError> {
    if Records(&records, 0).any(|record| record.kind == ENCRYPTED) {
        return Err(ImportError::Password);
    }
    let n_bytes = records.len() as u64;
    let claims: Vec<(u16, usize, usize)> = Records(&records, 0)
        .filter(|record| matches!(record.kind, DIMENSIONS | SHARED_STRINGS))
        .map(|record| (record.kind, record.at, record.data.len()))
        .collect();
    for (kind, at, len) in claims {
        let Some(data) = records.get_mut(at..at + len) else {
            continue;
        };
        if kind == DIMENSIONS {
            data.fill(0);
        } else if n_bytes < u64::from(long(data, 4)).saturating_mul(SHARED_STRING_MIN) {
            return Err(ImportError::Unreadable("SST".to_owned()));
        }
    }
    check_extent(&records)?;
    settle_code_page(&mut records)?;
    let unreadable = |error: std::io::Error| ImportError::Unreadable(error.to_string());
    of_stream("/Workbook", &records).map_err(unreadable)
}

/// Corrects the code page. Programs other than Excel declare the code page of their machine in
/// BIFF8 files, although the text is Unicode, and the workbook reader trusts it. An older file
/// fails with `CodePage` if its text would be decoded wrongly.
fn settle_code_page(records: &mut [u8]) -> Result<(), ImportError> {
    let mut version = BIFF8;
    let mut wrong = Vec::new();
    for record in Records(records, 0) {
        match record.kind {
            BEGIN => version = short(record.data, 0),
            CODE_PAGE if version == BIFF8 => wrong.push(record.at),
            CODE_PAGE => {
                let code_page = short(record.data, 0);
                if !is_decodable(code_page) {
                    return Err(ImportError::CodePage(code_page));
                }
            }
            _ => {}
        }
    }
    for at in wrong {
        if let Some(data) = records.get_mut(at..at + 2) {
            data.copy_from_slice(&UNICODE.to_le_bytes());
        }
    }
    Ok(())
}

/// Whether the workbook reader decodes text of this code page. In files before BIFF8 a character has
/// one byte or, in the code pages of East Asia, a sequence of bytes, but never two in the order of
/// UTF-16BE.
fn is_decodable(code_page: u16) -> bool {
    codepage::to_encoding_no_replacement(code_page).is_some_and(|encoding| encoding != UTF_16BE)
}

/// Checks the extent of each sheet, counted from A1. The workbook reader allocates the rectangle
/// that contains all cells, so two cells far apart would exhaust the memory.
fn check_extent(records: &[u8]) -> Result<(), ImportError> {
    let (mut bottom, mut right) = (0u64, 0u64);
    for record in Records(records, 0) {
        match record.kind {
            BEGIN => (bottom, right) = (0, 0),
            MULTIPLE_RK => {
                bottom = bottom.max(u64::from(short(record.data, 0)) + 1);
                let last = record.data.len().saturating_sub(2);
                right = right.max(u64::from(short(record.data, last)) + 1);
            }
            kind if is_cell(kind) => {
                bottom = bottom.max(u64::from(short(record.data, 0)) + 1);
                right = right.max(u64::from(short(record.data, 2)) + 1);
            }
            _ => {}
        }
        if CELLS_MAX as u64 * 2 < bottom * right {
            return Err(ImportError::TooLarge);
        }
    }
    Ok(())
}

/// Returns the cell styles and other properties of each sheet, in the order of the sheets.
pub(in crate::import) fn cell_styles(records: &[u8]) -> Vec<SheetStyles> {
    let globals = Globals::read(records);
    let cell_styles: Rc<[CellStyle]> = globals.cell_styles().into();
    let rich_texts = globals.rich_texts(records);
    let sheets = globals.sheets.iter();
    sheets
        .map(|start| sheet_styles(records, *start, Rc::clone(&cell_styles), &rich_texts))
        .collect()
}

fn sheet_styles(
    records: &[u8],
    start: usize,
    cell_styles: Rc<[CellStyle]>,
    rich_texts: &HashMap<u32, RichText>,
) -> SheetStyles {
    let mut found = SheetStyles {
        cell_styles,
        ..SheetStyles::default()
    };
    let mut depth = 0usize;
    let mut version = BIFF8;
    let mut objects = Objects::default();
    for Record { kind, data, .. } in Records(records, start) {
        if depth == 1 && version == BIFF8 {
            objects.visit(kind, data);
        }
        match kind {
            BEGIN => {
                version = short(data, 0);
                depth += 1;
            }
            END => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // A chart embedded in the sheet has cells of its own.
            _ if 1 < depth => {}
            HEADER | FOOTER if !data.is_empty() => {
                let width = if version == BIFF8 { 2 } else { 1 };
                found.margins.push(text(data, width, version));
            }
            ROW if short(data, 12) & 0x20 != 0 => {
                found.hidden_rows.insert(u32::from(short(data, 0)));
            }
            COLUMN if short(data, 8) & 1 != 0 => {
                found.hide_columns(u32::from(short(data, 0)), u32::from(short(data, 2)));
            }
            MULTIPLE_RK => {
                let row = u32::from(short(data, 0));
                let styles = data.get(4..).unwrap_or_default().chunks_exact(6);
                for (column, style) in (u32::from(short(data, 2))..).zip(styles) {
                    let style = u32::from(short(style, 0));
                    found.of_cell.insert((row, column), style);
                }
            }
            MERGED_CELLS => {
                let ranges = data.get(2..).unwrap_or_default().chunks_exact(8);
                found.merges.extend(ranges.map(|range| Merge {
                    top: u32::from(short(range, 0)),
                    bottom: u32::from(short(range, 2)),
                    left: u32::from(short(range, 4)),
                    right: u32::from(short(range, 6)),
                }));
            }
            kind if is_cell(kind) => {
                let place = (u32::from(short(data, 0)), u32::from(short(data, 2)));
                found.of_cell.insert(place, u32::from(short(data, 4)));
                if kind == LABEL_SHARED
                    && let Some(rich) = rich_texts.get(&long(data, 6))
                {
                    found.rich_texts.insert(place, rich.clone());
                }
            }
            _ => {}
        }
    }
    (found.comments, found.boxes) = objects.finish();
    found
}

fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        FORMULA | RICH_LABEL | LABEL_SHARED | NUMBER | LABEL | BOOL_OR_ERROR | RK
    )
}

/// A font of the workbook.
#[derive(Debug, Default)]
struct Font {
    bold: bool,
    look: PartLook,
    name: String,
}

/// Records that apply to the whole workbook.
#[derive(Default)]
struct Globals {
    /// Whether each font is bold and whether it is struck out, and its name.
    fonts: Vec<Font>,
    /// Number format codes by id.
    formats: HashMap<u16, String>,
    /// Font index and number format id of each style.
    styles: Vec<(u16, u16)>,
    /// Offset of each sheet in the stream, in bytes.
    sheets: Vec<usize>,
}

impl Globals {
    fn read(records: &[u8]) -> Globals {
        let mut globals = Globals::default();
        let mut version = BIFF8;
        for Record { kind, data, .. } in Records(records, 0) {
            match kind {
                BEGIN => version = short(data, 0),
                FONT => globals.fonts.push(Font {
                    bold: BOLD_MIN <= short(data, 6),
                    look: PartLook {
                        struck: short(data, 2) & STRUCK != 0,
                        raised: short(data, 8) == RAISED,
                    },
                    name: text(data.get(14..).unwrap_or_default(), 1, version),
                }),
                NUMBER_FORMAT => {
                    let width = if version == BIFF8 { 2 } else { 1 };
                    let code = text(data.get(2..).unwrap_or_default(), width, version);
                    globals.formats.insert(short(data, 0), code);
                }
                FORMAT_STYLE => globals.styles.push((short(data, 0), short(data, 2))),
                BOUND_SHEET => globals.sheets.push(long(data, 0) as usize),
                END => break,
                _ => {}
            }
        }
        globals
    }

    /// Returns the shared strings in parts by their index, if a font of the workbook is struck out,
    /// raised, or can be a legacy one.
    fn rich_texts(&self, records: &[u8]) -> HashMap<u32, RichText> {
        let matters = |font: &Font| {
            let is_legacy = font.name.starts_with(".V") || font.name.starts_with("VNI");
            font.look != PartLook::default() || is_legacy
        };
        if !self.fonts.iter().any(matters) {
            return HashMap::new();
        }
        let strings = Records(records, 0).skip_while(|record| record.kind != SHARED_STRINGS);
        let strings = strings.enumerate();
        let strings = strings.take_while(|(at, record)| *at == 0 || record.kind == CONTINUE);
        let strings: Vec<&[u8]> = strings.map(|(_, record)| record.data).collect();
        let rich = rich_strings(&strings).into_iter();
        // A part may be struck out because its cell is.
        rich.map(|(idx, string)| (idx, self.rich_text(&string)))
            .collect()
    }

    fn rich_text(&self, string: &RichString) -> RichText {
        let parts = string.parts.iter().map(|(start, font)| {
            let font = self.font(*font);
            (*start, font.map(|font| (font.look, font.name.as_str())))
        });
        RichText::of_parts(&string.units, &parts.collect::<Vec<_>>())
    }

    /// Returns a font. There is no font 4: the indices of later fonts are one too high (MS-XLS
    /// 2.5.129, FontIndex).
    fn font(&self, idx: u16) -> Option<&Font> {
        self.fonts.get(usize::from(idx) - usize::from(4 < idx))
    }

    fn cell_styles(&self) -> Vec<CellStyle> {
        let styles = self.styles.iter().map(|(font, format)| {
            let font = self.font(*font);
            let code = self.formats.get(format);
            CellStyle {
                number_format: NumberFormat::parse(
                    code.map_or(built_in_format(*format), String::as_str),
                ),
                bold: font.is_some_and(|font| font.bold),
                struck: font.is_some_and(|font| font.look.struck),
                font: font.map(|font| Rc::from(font.name.as_str())),
            }
        });
        styles.collect()
    }
}

/// A record of the stream.
pub(super) struct Record<'a> {
    pub kind: u16,
    /// Offset of its data in the stream, in bytes.
    pub at: usize,
    pub data: &'a [u8],
}

/// Iterator over the records from an offset on, up to the first one that does not fit.
pub(super) struct Records<'a>(pub &'a [u8], pub usize);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let Records(bytes, start) = *self;
        let rest = bytes.get(start..)?;
        let (head, rest) = rest.split_first_chunk::<4>()?;
        let [kind_low, kind_high, len_low, len_high] = *head;
        let len = usize::from(u16::from_le_bytes([len_low, len_high]));
        self.1 = start + 4 + len;
        Some(Record {
            kind: u16::from_le_bytes([kind_low, kind_high]),
            at: start + 4,
            data: rest.get(..len)?,
        })
    }
}

/// Reads a text after its length, which takes `width` bytes. In BIFF8, flags between the two say
/// whether a character takes two bytes.
fn text(data: &[u8], width: usize, version: u16) -> String {
    let len = match width {
        1 => data.first().copied().map_or(0, usize::from),
        _ => usize::from(short(data, 0)),
    };
    let data = data.get(width..).unwrap_or_default();
    let narrow = |bytes: &[u8]| {
        bytes
            .iter()
            .take(len)
            .map(|&byte| char::from(byte))
            .collect()
    };
    if version != BIFF8 {
        return narrow(data);
    }
    let Some((flags, data)) = data.split_first() else {
        return String::new();
    };
    if flags & 1 == 0 {
        return narrow(data);
    }
    let units = data.chunks_exact(2).map(|unit| short(unit, 0));
    char::decode_utf16(units.take(len))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
