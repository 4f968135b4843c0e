//! Properties of runs and paragraphs as the file stores them: lists of changes (MS-DOC 2.2.5).

use super::file::File;
use crate::import::format::compound_file::{long, short};

// Single property modifiers (MS-DOC 2.6).
const DEFINES_TABLE: u16 = 0xD608;
const CHANGES_TABS: u16 = 0xC615;

/// Iterates over a list of changes: the code of a property, and its operand.
pub(super) struct Changes<'a>(pub &'a [u8]);

impl<'a> Iterator for Changes<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (code, rest) = self.0.split_first_chunk()?;
        let code = u16::from_le_bytes(*code);
        let first = rest.first().copied().map_or(0, usize::from);
        let (skipped, len) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == DEFINES_TABLE => (2, usize::from(short(rest, 0)).saturating_sub(1)),
            _ if code == CHANGES_TABS && first == 255 => {
                let n_deleted = rest.get(1).copied().map_or(0, usize::from);
                let n_added = rest.get(2 + 4 * n_deleted).copied().map_or(0, usize::from);
                (0, 3 + 4 * n_deleted + 3 * n_added)
            }
            _ => (1, first),
        };
        let operand = rest.get(skipped..skipped + len)?;
        self.0 = rest.get(skipped + len..).unwrap_or_default();
        Some((code, operand))
    }
}

/// The value of a property that a style can switch as well (MS-DOC 2.9.327).
pub(super) type Toggle = Option<u8>;

/// What matters of the properties of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct RunLook {
    pub bold: Toggle,
    pub struck: Toggle,
    pub struck_twice: Toggle,
    pub hidden: Toggle,
    /// The font of basic Latin, and the one of other letters.
    pub fonts: [Option<u16>; 2],
    /// 1 for raised text, 2 for lowered text.
    pub position: Option<u8>,
    pub style: Option<u16>,
    pub deleted: bool,
    pub inserted: bool,
    /// Whether it stands for an object, or for the data of a form field.
    pub object: bool,
    pub form: bool,
    /// Where in the stream `Data` its picture or form field is.
    pub data: Option<u32>,
    /// Font and code of a symbol.
    pub symbol: Option<(u16, u16)>,
}

impl RunLook {
    pub(super) fn apply(&mut self, changes: &[u8]) {
        for (code, operand) in Changes(changes) {
            let byte = operand.first().copied().unwrap_or(0);
            match code {
                0x0800 => self.deleted = byte == 1,
                0x0801 => self.inserted = byte == 1,
                0x0806 => self.form = byte == 1,
                0x080A | 0x0856 => self.object = byte == 1,
                0x0835 => self.bold = Some(byte),
                0x0837 => self.struck = Some(byte),
                0x2A53 => self.struck_twice = Some(byte),
                0x083C => self.hidden = Some(byte),
                0x2A48 => self.position = Some(byte),
                0x4A4F => self.fonts[0] = Some(short(operand, 0)),
                0x4A51 => self.fonts[1] = Some(short(operand, 0)),
                0x4A30 => self.style = Some(short(operand, 0)),
                0x6A03 => self.data = Some(long(operand, 0)),
                0x6A09 => self.symbol = Some((short(operand, 0), short(operand, 2))),
                // Back to the style.
                0x2A33 => {
                    *self = RunLook {
                        deleted: self.deleted,
                        inserted: self.inserted,
                        object: self.object,
                        form: self.form,
                        data: self.data,
                        symbol: self.symbol,
                        ..RunLook::default()
                    }
                }
                _ => {}
            }
        }
    }
}

/// A cell in the definition of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CellDefinition {
    /// 0 for a cell by itself; a set of merged cells begins with another value than it continues.
    pub horizontal: u8,
    /// 1 for a cell that continues the one above, 3 for one that starts a merge.
    pub vertical: u8,
}

/// The definition of a table row.
#[derive(Clone, Debug, Default)]
pub(super) struct RowDefinition {
    /// The left edges of the cells and the right edge of the last, in twentieths of a point.
    pub edges: Vec<i16>,
    pub cells: Vec<CellDefinition>,
}

impl RowDefinition {
    /// Reads `TDefTableOperand` (MS-DOC 2.9.321).
    fn of(operand: &[u8]) -> RowDefinition {
        let n = operand.first().copied().map_or(0, usize::from);
        let edges = (0..=n).map(|idx| short(operand, 1 + 2 * idx) as i16);
        let cells = (0..n).map(|idx| {
            let flags = short(operand, 1 + 2 * (n + 1) + 20 * idx);
            CellDefinition {
                horizontal: (flags & 3) as u8,
                vertical: (flags >> 5 & 3) as u8,
            }
        });
        RowDefinition {
            edges: edges.collect(),
            cells: cells.collect(),
        }
    }

    /// Merges cells, or splits them.
    fn merge(&mut self, operand: &[u8], joins: bool) {
        let bound = |at: usize| operand.get(at).copied().map_or(0, usize::from);
        let cells = self.cells.get_mut(bound(0)..bound(1).max(bound(0)));
        for (idx, cell) in cells.into_iter().flatten().enumerate() {
            cell.horizontal = match (joins, idx) {
                (false, _) => 0,
                (true, 0) => 3,
                (true, _) => 1,
            };
        }
    }
}

/// What matters of the properties of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphLook {
    pub style: u16,
    pub list: Option<u16>,
    pub level: Option<u8>,
    in_table: bool,
    depth: u32,
    /// Whether its mark ends a row, or a row of a nested table.
    pub ends_row: bool,
    /// Whether its mark ends a cell of a nested table.
    pub ends_nested_cell: bool,
    pub row: Option<Box<RowDefinition>>,
}

/// Maximum depth of tables in tables.
const DEPTH_MAX: u32 = 32;

impl ParagraphLook {
    /// How many tables are around the paragraph.
    pub(super) fn depth(&self) -> usize {
        let depth = if self.in_table {
            self.depth.max(1)
        } else {
            self.depth
        };
        depth.min(DEPTH_MAX) as usize
    }

    /// Applies changes, some of which may be in the stream `Data`.
    pub(super) fn apply(&mut self, changes: &[u8], file: &File) {
        for (code, operand) in Changes(changes) {
            match code {
                0x6645 | 0x6646 | 0x646B => {
                    let at = long(operand, 0) as usize;
                    let len = usize::from(short(&file.data, at));
                    let rest = file.data.get(at.saturating_add(2)..).unwrap_or_default();
                    Changes(rest.get(..len).unwrap_or_default())
                        .for_each(|(code, operand)| self.change(code, operand));
                }
                _ => self.change(code, operand),
            }
        }
    }

    fn change(&mut self, code: u16, operand: &[u8]) {
        let byte = operand.first().copied().unwrap_or(0);
        let row = self.row.as_deref_mut();
        match (code, row) {
            (0x4600, _) => self.style = short(operand, 0),
            (0x260A, _) => self.level = Some(byte),
            (0x460B, _) => self.list = Some(short(operand, 0)),
            (0x2416, _) => self.in_table = byte != 0,
            (0x2417 | 0x244C, _) => self.ends_row = byte != 0,
            (0x244B, _) => self.ends_nested_cell = byte != 0,
            (0x6649, _) => self.depth = long(operand, 0),
            (0x664A, _) => self.depth = self.depth.wrapping_add(long(operand, 0)),
            (DEFINES_TABLE, _) => self.row = Some(Box::new(RowDefinition::of(operand))),
            (0x5624, Some(row)) => row.merge(operand, true),
            (0x5625, Some(row)) => row.merge(operand, false),
            (0xD62B, Some(row)) => {
                let vertical = operand.get(1).copied().unwrap_or(0);
                if let Some(cell) = row.cells.get_mut(usize::from(byte)) {
                    cell.vertical = vertical;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_apart_by_the_size_of_their_operands() {
        let list = [
            &[0x35, 0x08, 1][..],
            &[0x4F, 0x4A, 7, 0],
            &[0x03, 0x6A, 1, 2, 3, 4],
            // Of variable length: tabs, a table of one cell.
            &[0x15, 0xC6, 2, 0, 0],
            &[0x08, 0xD6, 8, 0, 1, 0, 0, 100, 0, 0x60, 0],
            &[0x16, 0x24, 1],
            // Cut short.
            &[0x4F, 0x4A, 7],
        ]
        .concat();
        let codes: Vec<u16> = Changes(&list).map(|(code, _)| code).collect();
        assert_eq!(codes, [0x0835, 0x4A4F, 0x6A03, 0xC615, 0xD608, 0x2416]);
        let mut row = Changes(&list).filter(|(code, _)| *code == DEFINES_TABLE);
        let row = RowDefinition::of(row.next().unwrap().1);
        assert_eq!(row.edges, [0, 100]);
        let starts = CellDefinition {
            horizontal: 0,
            vertical: 3,
        };
        assert_eq!(row.cells, [starts]);
    }
}
