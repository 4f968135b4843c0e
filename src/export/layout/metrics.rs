//! Measures text in Times New Roman: its width and the number of lines it takes.
//!
//! Advance widths are those of Liberation Serif, which is metric-compatible, in 1/2048 of the font
//! size. A Vietnamese letter is as wide as its base letter; only ơ and ư differ.

use std::sync::LazyLock;

use crate::text::canonical::parts;

/// Line height as a multiple of the font size. The font asks for 1.15, with which LibreOffice and Word
/// set it; Excel rounds lines up to whole pixels of the screen, 19 or 20 at 12 points.
const LINE_HEIGHT: f64 = 1.22;
/// Total space above and below the text of a cell, in points.
const CELL_PADDING_PT: f64 = 4.0;
/// Total space left and right of the text of a cell, in points: what Word leaves by default. Documents
/// and print have it as the margins of their cells; a worksheet has most of it at the left, where alone
/// a format can indent a wrapped text.
pub(in crate::export) const CELL_INDENT_PT: f64 = 11.0;
/// Safety factor: screens and printers round differently, so a line counts as full slightly early.
pub(super) const SLACK: f64 = 1.02;

/// Returns the height in points at which a cell `width_pt` wide shows all of `text`.
pub(super) fn height_pt(text: &str, width_pt: f64, size: f64, bold: bool) -> f64 {
    lines_height_pt(n_lines_in(text, width_pt, size, bold) as f64, 1, size)
}

/// Returns the height in points of rows that have so many lines together.
pub(super) fn lines_height_pt(lines: f64, n_rows: usize, size: f64) -> f64 {
    lines * size * LINE_HEIGHT + n_rows as f64 * CELL_PADDING_PT
}

/// How much room a text needs, at a size of one point and without padding.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extent {
    /// Width of the longest word.
    pub word: f64,
    /// Width of the longest line.
    pub line: f64,
    /// Width of all lines together.
    total: f64,
    n_lines: f64,
}

impl Extent {
    /// Estimates the number of lines in a cell `width_pt` wide.
    pub(super) fn n_lines(&self, width_pt: f64, size: f64) -> u16 {
        let room = (width_pt - CELL_INDENT_PT).max(size) / (size * SLACK);
        // A line that wraps ends before a word, so on average half of one stays free; a line that
        // the author ended takes at least one.
        let wrapped = if self.line <= room {
            self.n_lines
        } else {
            let lost = (self.word / 2.0).min(room / 4.0);
            (self.total / (room - lost)).ceil().max(self.n_lines + 1.0)
        };
        wrapped.clamp(1.0, f64::from(u16::MAX)) as u16
    }

    /// Returns the part of one of `n` rows that share the text.
    pub(super) fn divided(&self, n: usize) -> Extent {
        let n = n as f64;
        Extent {
            line: self.line.min(self.total / n),
            total: self.total / n,
            n_lines: self.n_lines / n,
            ..*self
        }
    }
}

/// Measures a text.
pub(super) fn extent(text: &str, bold: bool) -> Extent {
    let widths = match bold {
        true => &*BOLD_WIDTHS,
        false => &*REGULAR_WIDTHS,
    };
    let mut extent = Extent::default();
    let (mut word, mut line) = (0_u32, 0_u32);
    let mut end = |word: &mut u32, line: Option<&mut u32>| {
        extent.word = extent.word.max(f64::from(std::mem::take(word)) / 2048.0);
        if let Some(line) = line {
            let own = f64::from(std::mem::take(line)) / 2048.0;
            extent.line = extent.line.max(own);
            extent.total += own;
            extent.n_lines += 1.0;
        }
    };
    for c in text.chars() {
        if matches!(c, '\n' | '\r') {
            end(&mut word, Some(&mut line));
            continue;
        }
        let known = widths.get(c as usize);
        let width = u32::from(known.map_or_else(|| width(c, bold), |it| *it));
        line = line.saturating_add(width);
        match c {
            ' ' => end(&mut word, None),
            _ => word = word.saturating_add(width),
        }
    }
    end(&mut word, Some(&mut line));
    extent
}

/// Returns the width in points of a cell that shows a text `extent` wide, as [`Extent`] measures it,
/// in one line.
pub(super) fn width_pt(extent: f64, size: f64) -> f64 {
    // Half a point more, because the number of lines is counted in whole units.
    extent * size * SLACK + CELL_INDENT_PT + 0.5
}

/// Returns the number of lines of a text in a cell `width_pt` wide.
pub(in crate::export) fn n_lines_in(text: &str, width_pt: f64, size: f64, bold: bool) -> usize {
    n_lines(text, width_pt - CELL_INDENT_PT, size, bold)
}

/// Returns the number of lines of `text` when it wraps between words; a word longer than a line is
/// broken.
fn n_lines(text: &str, width_pt: f64, size: f64, bold: bool) -> usize {
    let full = (width_pt.max(size) / size * 2048.0 / SLACK) as u32;
    let lines = text.split(['\n', '\r']);
    lines.map(|line| n_lines_of(line, full, bold)).sum()
}

fn n_lines_of(line: &str, full: u32, bold: bool) -> usize {
    let widths = match bold {
        true => &*BOLD_WIDTHS,
        false => &*REGULAR_WIDTHS,
    };
    let width = |c: char| {
        let known = widths.get(c as usize);
        u32::from(known.map_or_else(|| width(c, bold), |it| *it))
    };
    let space = width(' ');
    // The number of lines, the width of the whole words on the current line, and the width of the
    // current word.
    let (mut n, mut at, mut word) = (1, 0, 0);
    for c in line.chars().chain([' ']) {
        if c != ' ' {
            word += width(c);
            continue;
        }
        if 0 < at && full < at + space + word {
            n += 1;
            at = 0;
        }
        at += if 0 < at { space + word } else { word };
        while full < at {
            n += 1;
            at -= full;
        }
        word = 0;
    }
    n
}

/// Cached widths by code point, up to `LETTERS_END`. Without the cache, finding the base letter
/// takes longer than all other steps together.
static REGULAR_WIDTHS: LazyLock<Vec<u16>> = LazyLock::new(|| widths(false));
static BOLD_WIDTHS: LazyLock<Vec<u16>> = LazyLock::new(|| widths(true));
const LETTERS_END: char = '\u{1F00}';

fn widths(bold: bool) -> Vec<u16> {
    ('\0'..LETTERS_END).map(|c| width(c, bold)).collect()
}

fn width(c: char, bold: bool) -> u16 {
    let widths = if bold { &BOLD } else { &REGULAR };
    let base = parts(c).next().unwrap_or(c);
    let horn = parts(c).any(|part| part == '\u{31b}');
    let ascii = (base as usize)
        .checked_sub(32)
        .and_then(|idx| widths.get(idx));
    match (base, horn, bold) {
        ('o', true, false) => 1083,
        ('o', true, true) => 1134,
        ('u', true, false) => 1110,
        ('u', true, true) => 1229,
        ('U', true, false) => 1589,
        ('U', true, true) => 1630,
        ('đ', ..) => {
            if bold {
                1139
            } else {
                1024
            }
        }
        ('Đ', ..) => 1479,
        ('–' | '“' | '”', ..) => 1024,
        _ => ascii.copied().unwrap_or(2048),
    }
}

/// Advance widths of the printable ASCII characters, from the space on.
const REGULAR: [u16; 95] = [
    512, 682, 836, 1024, 1024, 1706, 1593, 369, 682, 682, 1024, 1155, 512, 682, 512, 569, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569, 569, 1155, 1155, 1155, 909, 1886,
    1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682, 797, 1479, 1251, 1821, 1479, 1479, 1139,
    1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682, 569, 682, 961, 1024, 682, 909,
    1024, 909, 1024, 909, 682, 1024, 1024, 569, 569, 1024, 569, 1593, 1024, 1024, 1024, 1024, 682,
    797, 569, 1024, 1024, 1479, 1024, 1024, 909, 983, 410, 983, 1108,
];

const BOLD: [u16; 95] = [
    512, 682, 1137, 1024, 1024, 2048, 1706, 569, 682, 682, 1024, 1167, 512, 682, 512, 569, 1024,
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682, 682, 1167, 1167, 1167, 1024, 1905,
    1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797, 1024, 1593, 1366, 1933, 1479, 1593, 1251,
    1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682, 569, 682, 1190, 1024, 682,
    1024, 1139, 909, 1139, 909, 682, 1024, 1139, 569, 682, 1139, 569, 1706, 1139, 1024, 1139, 1139,
    909, 797, 682, 1139, 1024, 1479, 1024, 1024, 909, 807, 451, 807, 1065,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_like_a_page_does() {
        // At 12 pt, "Sở Nội vụ" is 51 pt wide.
        assert_eq!(n_lines("Sở Nội vụ", 60.0, 12.0, false), 1);
        assert_eq!(n_lines("Sở Nội vụ", 40.0, 12.0, false), 2);
        assert_eq!(n_lines("Sở\nNội vụ", 60.0, 12.0, false), 2);
        assert_eq!(n_lines("", 60.0, 12.0, false), 1);
        assert_eq!(n_lines(&"a".repeat(100), 60.0, 12.0, false), 10);
        assert_eq!(width('ữ', false), 1110);
        assert_eq!(width('ấ', true), 1024);
    }
}
