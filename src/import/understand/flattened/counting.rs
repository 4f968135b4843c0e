//! Where a record begins: at an ordinal that counts on from those before it.

use super::words::is_opening;
use crate::model::{Ordinal, OrdinalStyle};

/// Ordinals so far, by how they are written.
#[derive(Debug, Default)]
pub(in crate::import) struct Counting {
    last: Vec<(OrdinalStyle, usize, u32)>,
}

/// A line that begins a record.
#[derive(Debug, PartialEq)]
pub(in crate::import) struct Start<'t> {
    pub ordinal: &'t str,
    pub style: OrdinalStyle,
    pub rest: &'t str,
}

impl Counting {
    /// Reads a line as the start of the next record. A number in the midst of a text seldom counts
    /// on, and is followed by a word in small letters.
    pub(in crate::import) fn start<'t>(&mut self, line: &'t str) -> Option<Start<'t>> {
        let line = line.trim();
        let (ordinal, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if !rest.is_empty() && !is_opening(rest) {
            return None;
        }
        let read = Ordinal::parse(ordinal)?;
        let readings = [Some(read.clone()), read.as_letter(ordinal)];
        let found = readings.into_iter().flatten().find_map(|it| {
            let (style, depth, value) = (it.style(), it.depth(), it.last());
            let mut last = self.last.iter();
            let last = last.find(|(other, n, _)| (*other, *n) == (style, depth));
            // A number may be left out or given twice.
            let counts_on = last.is_some_and(|(_, _, last)| {
                *last < value && value <= last + 2 || (value == *last && !rest.is_empty())
            });
            (value == 1 || counts_on).then_some((style, depth, value))
        })?;
        let (style, depth, value) = found;
        self.last
            .retain(|(other, n, _)| (*other, *n) != (style, depth));
        self.last.push((style, depth, value));
        Some(Start {
            ordinal,
            style,
            rest,
        })
    }
}

/// Whether a line begins a list.
pub(in crate::import) fn begins_list(line: &str) -> bool {
    Counting::default().start(line).is_some()
}

/// Whether a line numbers the columns: `1 2 3 4`, `(1) (2) (3)`.
pub(in crate::import) fn numbers_columns(line: &str) -> bool {
    let mut n = 0;
    let counts = line.split_whitespace().all(|word| {
        n += 1;
        Ordinal::parse(word).is_some_and(|it| it.last() == n && it.depth() == 1)
    });
    counts && 3 <= n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_begins_where_the_ordinals_count_on() {
        let mut counting = Counting::default();
        for (line, begins) in [
            ("I Giai đoạn đến năm 2027", true),
            ("1 - Tỷ lệ hồ sơ", true),
            ("9 năm 2025 của UBND tỉnh", false),
            ("2030 Tiếp tục nâng lên", false),
            ("2", true),
            ("3 - Tỷ lệ", true),
            ("3 Tỷ lệ", true),
            ("5 Tỷ lệ", true),
            ("II Phát triển dữ liệu", true),
            ("1", true),
            ("hành chính có đủ điều kiện. % 100", false),
        ] {
            assert_eq!(counting.start(line).is_some(), begins, "{line}");
        }
    }
}
