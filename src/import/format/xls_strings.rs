//! Shared strings of an `.xls` whose parts have fonts of their own (MS-XLS 2.5.293,
//! XLUnicodeRichExtendedString).

use std::collections::HashMap;

/// Maximum number of strings; more are not looked at.
const STRINGS_MAX: usize = 1 << 20;

/// A string in parts: where each part begins, in UTF-16 units, and the index of its font.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct RichString {
    pub units: Vec<u16>,
    pub parts: Vec<(u16, u16)>,
}

/// Reads the strings with parts by their index from the data of the record of shared strings and of
/// the records that continue it. Stops where the data is damaged.
pub(in crate::import) fn rich_strings(records: &[&[u8]]) -> HashMap<u32, RichString> {
    let mut found = HashMap::new();
    let mut reader = Reader {
        records,
        record: 0,
        at: 8,
    };
    let n = records.first().and_then(|data| data.get(4..8));
    let n = n.and_then(|bytes| bytes.try_into().ok().map(u32::from_le_bytes));
    for idx in 0..n.unwrap_or(0).min(STRINGS_MAX as u32) {
        let Some(string) = reader.string() else {
            break;
        };
        if !string.parts.is_empty() {
            found.insert(idx, string);
        }
    }
    found
}

/// Reads across the ends of records.
struct Reader<'a> {
    records: &'a [&'a [u8]],
    record: usize,
    at: usize,
}

impl Reader<'_> {
    /// Moves to the next record if this one is used up. Returns whether it did.
    fn turn(&mut self) -> bool {
        let mut turned = false;
        while self
            .records
            .get(self.record)
            .is_some_and(|data| data.len() <= self.at)
        {
            (self.record, self.at) = (self.record + 1, 0);
            turned = true;
        }
        turned
    }

    fn byte(&mut self) -> Option<u8> {
        self.turn();
        let byte = self.records.get(self.record)?.get(self.at)?;
        self.at += 1;
        Some(*byte)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn string(&mut self) -> Option<RichString> {
        let n_units = self.short()?;
        let flags = self.byte()?;
        let n_parts = if flags & 8 != 0 { self.short()? } else { 0 };
        let n_extra = match flags & 4 != 0 {
            true => [self.short()?, self.short()?],
            false => [0, 0],
        };
        let mut is_wide = flags & 1 != 0;
        let mut string = RichString::default();
        for _ in 0..n_units {
            // A record that continues the characters says anew how wide they are.
            if self.turn() {
                is_wide = self.byte()? & 1 != 0;
            }
            let unit = match is_wide {
                true => self.short()?,
                false => u16::from(self.byte()?),
            };
            if 0 < n_parts {
                string.units.push(unit);
            }
        }
        for _ in 0..n_parts {
            string.parts.push((self.short()?, self.short()?));
        }
        let [low, high] = n_extra.map(u32::from);
        for _ in 0..low + (high << 16) {
            self.byte()?;
        }
        Some(string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_across_records() {
        let mut first = vec![0; 4];
        first.extend(3u32.to_le_bytes());
        // A plain string, then one with two parts that a record boundary cuts behind "A".
        first.extend([2, 0, 0, b'x', b'y']);
        first.extend([3, 0, 0b1000, 2, 0, b'A']);
        let mut second = vec![1];
        second.extend([b'B', 0, 0xC1, 0x1E]);
        second.extend([0, 0, 5, 0, 2, 0, 7, 0]);
        second.extend([1, 0, 0b100, 3, 0, 0, 0, b'z', 9, 9, 9]);
        let found = rich_strings(&[&first, &second]);
        let expected = RichString {
            units: vec![0x41, 0x42, 0x1EC1],
            parts: vec![(0, 5), (2, 7)],
        };
        assert_eq!(found, HashMap::from([(1, expected)]));
        assert_eq!(rich_strings(&[&first[..13]]), HashMap::new());
        assert_eq!(rich_strings(&[]), HashMap::new());
    }
}
