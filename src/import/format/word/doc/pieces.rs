//! The piece table (MS-DOC 2.4.1): where in the file the text of each character position is.

use encoding_rs::WINDOWS_1252;

use super::file::{File, Part, positions};
use crate::import::{
    ImportError,
    format::compound_file::{long, short},
};

/// Maximum number of characters. Pieces can share bytes, so a small file can claim any number.
const CHARACTERS_MAX: u32 = 32 << 20;
/// Size of a piece descriptor, and with its character position.
const PIECE: usize = 8;
/// Flag of a piece with a byte per character.
const COMPRESSED: u32 = 1 << 30;

#[derive(Debug)]
struct Piece {
    start: u32,
    end: u32,
    /// Offset of its text in the main stream.
    at: u32,
    /// Bytes per character.
    width: u32,
    /// Properties on top of those of its runs and paragraphs.
    modifier: u16,
}

/// A stretch of characters that lie in one piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Offset in the main stream.
    pub at: u32,
    pub width: u32,
    /// Number of characters up to the end of the piece.
    pub len: u32,
    pub modifier: u16,
}

#[derive(Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
    /// The text as UTF-16 by character position.
    pub units: Vec<u16>,
    /// Where in the structure the property lists of modifiers are.
    modifiers: Vec<(usize, usize)>,
}

impl Pieces {
    /// Fails with `Truncated` if a piece lies outside the file, and with `TooLarge`.
    pub(super) fn read(file: &File) -> Result<Pieces, ImportError> {
        let bytes = file.part(Part::Pieces);
        let mut pieces = Pieces::default();
        let mut at = 0;
        while bytes.get(at) == Some(&1) {
            let len = usize::from(short(bytes, at + 1));
            pieces.modifiers.push((at + 3, len));
            at += 3 + len;
        }
        if bytes.get(at) != Some(&2) {
            return Err(ImportError::Truncated);
        }
        let table = bytes.get(at + 5..).unwrap_or_default();
        let table = table
            .get(..long(bytes, at + 1) as usize)
            .ok_or(ImportError::Truncated)?;
        let mut end = 0;
        for (start, next, data) in positions(table, PIECE) {
            if start != end {
                return Err(ImportError::Truncated);
            }
            if CHARACTERS_MAX < next {
                return Err(ImportError::TooLarge);
            }
            end = next;
            let place = long(data, 2);
            let compressed = place & COMPRESSED != 0;
            let place = place & (COMPRESSED - 1);
            let (at, width) = if compressed {
                (place / 2, 1)
            } else {
                (place, 2)
            };
            let len = (next - start) * width;
            let text = file.main.get(at as usize..).unwrap_or_default();
            let text = text.get(..len as usize).ok_or(ImportError::Truncated)?;
            if compressed {
                let text = WINDOWS_1252.decode_without_bom_handling(text).0;
                pieces.units.extend(text.encode_utf16());
            } else {
                let units = text.as_chunks::<2>().0.iter();
                pieces.units.extend(units.map(|it| u16::from_le_bytes(*it)));
            }
            pieces.pieces.push(Piece {
                start,
                end: next,
                at,
                width,
                modifier: short(data, 6),
            });
        }
        Ok(pieces)
    }

    /// Returns the piece around a character position, from there on.
    pub(super) fn stretch(&self, position: u32) -> Option<Stretch> {
        let idx = self.pieces.partition_point(|piece| piece.end <= position);
        let piece = self.pieces.get(idx)?;
        let skipped = position.checked_sub(piece.start)?;
        Some(Stretch {
            at: piece.at + skipped * piece.width,
            width: piece.width,
            len: piece.end - position,
            modifier: piece.modifier,
        })
    }

    /// Returns the properties that a modifier sets (MS-DOC 2.9.214 and 2.9.215).
    pub(super) fn modifier(&self, file: &File, modifier: u16) -> Vec<u8> {
        if modifier & 1 != 0 {
            let place = self.modifiers.get(usize::from(modifier >> 1));
            let (at, len) = place.copied().unwrap_or_default();
            let bytes = file.part(Part::Pieces).get(at..).unwrap_or_default();
            return bytes.get(..len).unwrap_or_default().to_vec();
        }
        let code: u16 = match modifier >> 1 & 0x7F {
            0x0C => 0x260A,
            0x18 => 0x2416,
            0x19 => 0x2417,
            0x41 => 0x0800,
            0x42 => 0x0801,
            0x53 => 0x2A33,
            0x55 => 0x0835,
            0x57 => 0x0837,
            0x5C => 0x083C,
            0x68 => 0x2A48,
            0x73 => 0x2A53,
            _ => return Vec::new(),
        };
        let [low, high] = code.to_le_bytes();
        vec![low, high, (modifier >> 8) as u8]
    }
}
