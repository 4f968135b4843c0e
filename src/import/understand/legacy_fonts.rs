//! Converts text in legacy encodings to Unicode. The font name decides for each cell. If there is
//! no font name, or old text has a modern font, the words of the whole column decide. Conversions
//! are reported per column.

use std::collections::BTreeMap;

use super::lost_letter;

use crate::{
    import::{
        Note,
        format::sheet::{Cell, Run, Sheet, clean},
    },
    reference::legacy_fonts::{self, Encoding},
    text::{canonical::composed, column_letter::column_letter},
    wording::Key,
};

/// Maximum number of texts that are sampled to detect the encoding of a column.
const TEXTS_JUDGED: usize = 1_000;

/// The cells of a sheet that may be in a legacy encoding, by column.
#[derive(Default)]
pub(in crate::import) struct Candidates(Vec<OfColumn>);

#[derive(Clone, Default)]
struct OfColumn {
    /// Indices of lines.
    lines: Vec<usize>,
    /// Number of cells that were converted, by encoding.
    counts: BTreeMap<&'static str, usize>,
}

impl Candidates {
    /// Converts a cell whose parts have fonts of their own, and notes whether it may be in a legacy
    /// encoding as a whole. Each cell of a sheet is looked at once, line by line.
    pub fn visit(&mut self, idx: usize, column: usize, cell: &mut Cell) {
        let runs = cell.runs.take();
        let decoded = runs.and_then(|runs| decoded_runs(&runs, cell.font.as_deref()));
        let decoded = decoded.filter(|(text, _)| *text != cell.text);
        if decoded.is_none() && !legacy_fonts::may_be_legacy(&cell.text) {
            return;
        }
        if self.0.len() <= column {
            self.0.resize(column + 1, OfColumn::default());
        }
        let Some(own) = self.0.get_mut(column) else {
            return;
        };
        if let Some((text, encoding)) = decoded {
            cell.text = text;
            *own.counts.entry(encoding.name()).or_default() += 1;
        }
        if legacy_fonts::may_be_legacy(&cell.text) {
            own.lines.push(idx);
        }
    }
}

/// Converts the cells of `sheet` in place, and adds a note per column and encoding.
pub(in crate::import) fn convert(sheet: &mut Sheet, candidates: Candidates, notes: &mut Vec<Note>) {
    let by_words: Vec<Option<Encoding>> = (0..)
        .zip(&candidates.0)
        .map(|(column, own)| {
            let judged = own.lines.iter().take(TEXTS_JUDGED);
            legacy_fonts::detect(judged.filter_map(|&idx| text_at(sheet, idx, column)))
        })
        .collect();
    let elsewhere = by_words.iter().copied().flatten().next();
    let is_all_legacy = elsewhere.is_some() && !has_unicode(sheet);
    let mut converted: Vec<(usize, usize)> = Vec::new();
    for ((column, own), by_words) in candidates.0.into_iter().enumerate().zip(by_words) {
        let (candidates, mut counts) = (own.lines, own.counts);
        for &idx in &candidates {
            let line = sheet.lines.get_mut(idx);
            let Some(cell) = line.and_then(|line| line.cells.get_mut(column)) else {
                continue;
            };
            let font = cell.font.as_deref().unwrap_or_default();
            let capitals = legacy_fonts::capitals(font);
            // A heading over numbers is alone in its column.
            let beside = || {
                elsewhere.filter(|it| {
                    legacy_fonts::is_legacy(&cell.text, *it)
                        || (is_all_legacy && legacy_fonts::decodes_to_syllables(&cell.text, *it))
                })
            };
            let Some(encoding) = Encoding::of_font(font).or(by_words).or_else(beside) else {
                continue;
            };
            if legacy_fonts::is_unicode(&cell.text, encoding) {
                continue;
            }
            let decoded = decoded(&cell.text, encoding, capitals);
            if decoded != cell.text {
                cell.text = decoded;
                converted.push((idx, column));
                *counts.entry(encoding.name()).or_default() += 1;
            }
        }
        notes.extend(counts.into_iter().map(|(name, n)| {
            sheet.note(
                None,
                Key::NoteLegacyFont.with([column_letter(column), n.to_string(), name.to_owned()]),
            )
        }));
    }
    notes.extend(lost_letter::restore(sheet, &converted));
}

/// Whether a text of the sheet has a letter that only Unicode has.
fn has_unicode(sheet: &Sheet) -> bool {
    let mut cells = sheet.lines.iter().flat_map(|line| &line.cells);
    cells.any(|cell| {
        let letters = cell.text.chars().filter(|c| c.is_alphabetic());
        !legacy_fonts::is_decodable(&letters.collect::<String>())
    })
}

fn text_at(sheet: &Sheet, line: usize, column: usize) -> Option<&str> {
    Some(sheet.lines.get(line)?.text(column))
}

fn decoded(text: &str, encoding: Encoding, capitals: bool) -> String {
    let decoded = encoding.decode(text);
    let decoded = if capitals {
        decoded.to_uppercase()
    } else {
        decoded
    };
    composed(&decoded)
}

/// Decodes a text part by part, each by its own font; `None` if no part has a legacy font. A part
/// without a font has that of the cell.
fn decoded_runs(runs: &[Run], cell_font: Option<&str>) -> Option<(String, Encoding)> {
    let mut found = None;
    let parts = runs.iter().map(|run| {
        let font = run.font.as_deref().or(cell_font).unwrap_or_default();
        match Encoding::of_font(font) {
            Some(encoding) if legacy_fonts::is_decodable(&run.text) => {
                found.get_or_insert(encoding);
                decoded(&run.text, encoding, legacy_fonts::capitals(font))
            }
            _ => run.text.clone(),
        }
    });
    let text: String = parts.collect();
    Some((clean(&text), found?))
}
