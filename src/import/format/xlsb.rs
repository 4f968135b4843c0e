//! Reads the records of an `.xlsb` (MS-XLSB) for cell properties that the workbook reader does not
//! expose.

use std::{collections::HashMap, io::Read as _, rc::Rc};

use super::{
    cell_style::{CellStyle, SheetStyles, built_in_format},
    rich_text::{PartLook, RichText},
    sheet::{Comment, Merge},
    sheet_extras,
    xml::{self, Node, Package},
};
use crate::text::number_format::NumberFormat;

// Record types (MS-XLSB 2.3.1).
const ROW: u16 = 0x00;
const CELL_FIRST: u16 = 0x01;
const CELL_SHARED: u16 = 0x07;
const FORMULA_ERROR: u16 = 0x0B;
const CELL_LAST: u16 = FORMULA_ERROR;
const SHARED_STRING: u16 = 0x13;
const FONT: u16 = 0x2B;
const NUMBER_FORMAT: u16 = 0x2C;
const FORMAT_STYLE: u16 = 0x2F;
const COLUMN: u16 = 0x3C;
const CELL_RICH: u16 = 0x3E;
const SHEET: u16 = 0x9C;
const MERGED_CELL: u16 = 0xB0;
const BEGIN_MARGINS: u16 = 0x01DF;
const BEGIN_CELL_STYLES: u16 = 0x0269;
const END_CELL_STYLES: u16 = 0x026A;
const BEGIN_COMMENT: u16 = 0x027B;
const COMMENT_TEXT: u16 = 0x027D;

/// Position of raised text, of a font.
const RAISED: u16 = 1;
/// Flag of a font that is struck out.
const STRUCK: u16 = 0x08;
/// Minimum weight of bold text: bold is 700, normal is 400.
const BOLD_MIN: u16 = 600;
/// Flag of a text whose parts have fonts of their own.
const RICH: u8 = 1;

/// Bold, look, and name.
type Font = (bool, PartLook, Rc<str>);

/// What the workbook reader does not return of a sheet.
#[derive(Debug, Default)]
pub(in crate::import) struct SheetDetails {
    pub styles: SheetStyles,
    /// Texts of cells that hold their parts themselves, by row and column, in the order of the file:
    /// the workbook reader skips them.
    pub texts: Vec<((u32, u32), String)>,
    /// Path of the part of the sheet.
    pub path: String,
}

/// Returns the cell styles and other details of each sheet, by sheet name. Missing parts are treated
/// as empty.
pub(in crate::import) fn details(bytes: &[u8]) -> HashMap<String, SheetDetails> {
    let Ok(mut package) = xml::package(bytes) else {
        return HashMap::new();
    };
    let styles = part(&mut package, "xl/styles.bin");
    let (fonts, cell_styles) = read_styles(&styles);
    let cell_styles: Rc<[CellStyle]> = cell_styles.into();
    let strings = part(&mut package, "xl/sharedStrings.bin");
    let strings = rich_strings(&strings, &fonts);
    let sheets = sheet_parts(&mut package);
    let sheets = sheets.into_iter().map(|(name, path)| {
        let records = part(&mut package, &path);
        let mut details = sheet_details(&records, Rc::clone(&cell_styles), &fonts, &strings);
        for (kind, part_path) in sheet_extras::related(&mut package, &path) {
            if kind == "comments" {
                let records = part(&mut package, &part_path);
                details.styles.comments.extend(comments(&records));
            }
        }
        (name, SheetDetails { path, ..details })
    });
    sheets.collect()
}

/// Returns the shared strings whose parts matter, by index.
fn rich_strings(records: &[u8], fonts: &[Font]) -> HashMap<u32, RichText> {
    let strings = Records(records).filter(|(kind, _)| *kind == SHARED_STRING);
    let rich = (0..).zip(strings).filter_map(|(idx, (_, data))| {
        let (_, rich) = rich_string(data, fonts)?;
        Some((idx, rich?))
    });
    rich.collect()
}

/// Reads a text, and its parts if they matter (MS-XLSB 2.5.123, RichStr).
fn rich_string(data: &[u8], fonts: &[Font]) -> Option<(String, Option<RichText>)> {
    let (flags, rest) = data.split_first()?;
    let (units, rest) = wide_units(rest)?;
    let text = String::from_utf16_lossy(&units);
    if flags & RICH == 0 {
        return Some((text, None));
    }
    let parts = rest.get(4..).unwrap_or_default().chunks_exact(4);
    let parts = parts.take(long(rest, 0) as usize).map(|part| {
        let font = fonts.get(usize::from(short(part, 2)));
        (short(part, 0), font.map(|(_, look, name)| (*look, &**name)))
    });
    let rich = RichText::of_parts(&units, &parts.collect::<Vec<_>>());
    Some((text, Some(rich).filter(RichText::matters)))
}

/// Reads the comments of a part.
fn comments(records: &[u8]) -> Vec<Comment> {
    let mut place = (0, 0);
    let comments = Records(records).filter_map(|(kind, data)| match kind {
        BEGIN_COMMENT => {
            place = (long(data, 4), long(data, 12));
            None
        }
        COMMENT_TEXT => {
            let (text, _) = rich_string(data, &[])?;
            let text = sheet_extras::comment_text(&text);
            (!text.is_empty()).then_some(Comment {
                row: place.0,
                column: place.1 as usize,
                text,
            })
        }
        _ => None,
    });
    comments.collect()
}

/// Reads headers and footers; those that are not set have no length.
fn margins(data: &[u8]) -> Vec<String> {
    let mut rest = data.get(2..).unwrap_or_default();
    let mut texts = Vec::new();
    while !rest.is_empty() {
        if long(rest, 0) == u32::MAX {
            rest = rest.get(4..).unwrap_or_default();
            continue;
        }
        let Some((text, after)) = wide_text(rest) else {
            break;
        };
        texts.push(text);
        rest = after;
    }
    texts
}

/// Reads a part of the package; empty if it is missing or damaged.
fn part(package: &mut Package, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(mut part) = xml::part(package, name)
        && part.read_to_end(&mut bytes).is_err()
    {
        // The workbook reader reports what is wrong with the part.
        bytes.clear();
    }
    bytes
}

/// Returns the name of each sheet and the path of its part.
fn sheet_parts(package: &mut Package) -> Vec<(String, String)> {
    let mut targets = HashMap::new();
    if let Ok(relations) = xml::part(package, "xl/_rels/workbook.bin.rels") {
        let walked = xml::walk(relations, |node| {
            if let Node::Open(tag) = node
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                let target = target.strip_prefix("/xl/").unwrap_or(&target);
                targets.insert(id, format!("xl/{target}"));
            }
            Ok(())
        });
        if walked.is_err() {
            return Vec::new();
        }
    }
    let workbook = part(package, "xl/workbook.bin");
    let sheets = Records(&workbook).filter(|(kind, _)| *kind == SHEET);
    let sheets = sheets.filter_map(|(_, data)| {
        let (id, rest) = wide_text(data.get(8..)?)?;
        let (name, _) = wide_text(rest)?;
        Some((name, targets.get(&id)?.clone()))
    });
    sheets.collect()
}

fn read_styles(records: &[u8]) -> (Vec<Font>, Vec<CellStyle>) {
    let mut fonts: Vec<Font> = Vec::new();
    let mut formats: HashMap<u16, String> = HashMap::new();
    let mut cell_styles = Vec::new();
    let mut in_cell_styles = false;
    for (kind, data) in Records(records) {
        match kind {
            FONT => {
                let name = data.get(21..).and_then(wide_text);
                let name = name.map_or(Rc::from(""), |(name, _)| Rc::from(name));
                let look = PartLook {
                    struck: short(data, 2) & STRUCK != 0,
                    raised: short(data, 6) == RAISED,
                };
                fonts.push((BOLD_MIN <= short(data, 4), look, name));
            }
            NUMBER_FORMAT => {
                if let Some((code, _)) = data.get(2..).and_then(wide_text) {
                    formats.insert(short(data, 0), code);
                }
            }
            BEGIN_CELL_STYLES => in_cell_styles = true,
            END_CELL_STYLES => in_cell_styles = false,
            FORMAT_STYLE if in_cell_styles => {
                let (format, font) = (short(data, 2), fonts.get(usize::from(short(data, 4))));
                let code = formats.get(&format);
                cell_styles.push(CellStyle {
                    number_format: NumberFormat::parse(
                        code.map_or(built_in_format(format), String::as_str),
                    ),
                    bold: font.is_some_and(|(bold, ..)| *bold),
                    struck: font.is_some_and(|(_, look, _)| look.struck),
                    font: font.map(|(.., name)| Rc::clone(name)),
                });
            }
            _ => {}
        }
    }
    (fonts, cell_styles)
}

fn sheet_details(
    records: &[u8],
    cell_styles: Rc<[CellStyle]>,
    fonts: &[Font],
    strings: &HashMap<u32, RichText>,
) -> SheetDetails {
    let mut found = SheetStyles {
        cell_styles,
        ..SheetStyles::default()
    };
    let mut texts = Vec::new();
    let mut row = 0;
    for (kind, data) in Records(records) {
        match kind {
            ROW => {
                row = long(data, 0);
                // fDyZero: the row is hidden (MS-XLSB 2.4.752).
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    found.hidden_rows.insert(row);
                }
            }
            CELL_FIRST..=CELL_LAST | CELL_RICH => {
                // The style takes 24 bits, flags take the others.
                let style = long(data, 4) & 0x00FF_FFFF;
                let place = (row, long(data, 0));
                found.of_cell.insert(place, style);
                // The workbook reader skips this kind of cell only.
                found
                    .uncomputed
                    .extend((kind == FORMULA_ERROR).then_some(place));
                let rich = match kind {
                    CELL_SHARED => strings.get(&long(data, 8)).cloned(),
                    CELL_RICH => {
                        let rich = data.get(8..).and_then(|data| rich_string(data, fonts));
                        let (text, rich) = rich.unwrap_or_default();
                        texts.push((place, text));
                        rich
                    }
                    _ => None,
                };
                found.rich_texts.extend(rich.map(|rich| (place, rich)));
            }
            COLUMN if short(data, 16) & 1 != 0 => {
                found.hide_columns(long(data, 0), long(data, 4));
            }
            BEGIN_MARGINS => found.margins.extend(margins(data)),
            MERGED_CELL => found.merges.push(Merge {
                top: long(data, 0),
                bottom: long(data, 4),
                left: long(data, 8),
                right: long(data, 12),
            }),
            _ => {}
        }
    }
    SheetDetails {
        styles: found,
        texts,
        path: String::new(),
    }
}

/// Iterator over records, up to the first one that does not fit. A record has a type of one or two
/// bytes and a length of up to four, with seven bits per byte (MS-XLSB 2.1.4).
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = self.number(2)?;
        let len = self.number(4)? as usize;
        let (data, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some((u16::try_from(kind).ok()?, data))
    }
}

impl Records<'_> {
    /// Reads a number of at most `bytes_max` bytes, seven bits per byte.
    fn number(&mut self, bytes_max: u32) -> Option<u32> {
        let mut number = 0;
        for idx in 0..bytes_max {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F) << (7 * idx);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// Reads a little-endian 16-bit number; 0 if the data is too short.
fn short(data: &[u8], at: usize) -> u16 {
    let bytes = data.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// Reads a little-endian 32-bit number; 0 if the data is too short.
fn long(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Reads a UTF-16 text after its length; returns the text and the data after it.
fn wide_text(data: &[u8]) -> Option<(String, &[u8])> {
    let (units, rest) = wide_units(data)?;
    Some((String::from_utf16_lossy(&units), rest))
}

fn wide_units(data: &[u8]) -> Option<(Vec<u16>, &[u8])> {
    let len = (long(data, 0) as usize).checked_mul(2)?;
    let (letters, rest) = data.get(4..)?.split_at_checked(len)?;
    let units = letters.chunks_exact(2).map(|unit| short(unit, 0));
    Some((units.collect(), rest))
}
