//! The properties of runs and paragraphs, by the place of their text in the file: pages of 512
//! bytes, each with the bounds of its stretches and their properties (MS-DOC 2.4.6.1, 2.9.33 and
//! 2.9.175).

use super::file::{File, Part, positions};
use crate::import::format::compound_file::long;

const PAGE: usize = 512;
/// Size of what a paragraph has beside the offset of its properties: its height.
const HEIGHT: usize = 12;

#[derive(Clone, Copy, Debug)]
struct Format {
    /// Offset in the main stream.
    start: u32,
    end: u32,
    /// Where its properties are in the main stream.
    at: u32,
    len: u16,
}

/// Properties, sorted by where they begin.
#[derive(Debug, Default)]
pub(super) struct Formats(Vec<Format>);

impl Formats {
    /// Reads the properties of runs.
    pub(super) fn of_runs(file: &File) -> Formats {
        Formats::read(file, Part::RunPages, 0)
    }

    /// Reads the properties of paragraphs. They begin with the number of a style.
    pub(super) fn of_paragraphs(file: &File) -> Formats {
        Formats::read(file, Part::ParagraphPages, HEIGHT)
    }

    fn read(file: &File, part: Part, extra: usize) -> Formats {
        let mut formats = Vec::new();
        // Each page is in the file once; more entries than pages are damage.
        let n_pages = file.main.len() / PAGE;
        for (_, _, data) in positions(file.part(part), 4).into_iter().take(n_pages) {
            let start = (long(data, 0) & 0x3F_FFFF) as usize * PAGE;
            let page = file.main.get(start..).unwrap_or_default();
            if let Some(page) = page.get(..PAGE) {
                read_page(page, start, extra, &mut formats);
            }
        }
        formats.sort_by_key(|format| format.start);
        Formats(formats)
    }

    /// Returns the properties at an offset of the main stream, and where they end.
    pub(super) fn at<'file>(&self, file: &'file File, offset: u32) -> (&'file [u8], u32) {
        let next = self.0.partition_point(|format| format.start <= offset);
        let format = next.checked_sub(1).and_then(|idx| self.0.get(idx));
        match format.filter(|format| offset < format.end) {
            Some(format) => {
                let rest = file.main.get(format.at as usize..).unwrap_or_default();
                let own = rest.get(..usize::from(format.len)).unwrap_or_default();
                (own, format.end)
            }
            None => (&[], self.0.get(next).map_or(u32::MAX, |next| next.start)),
        }
    }
}

fn read_page(page: &[u8], page_start: usize, extra: usize, formats: &mut Vec<Format>) {
    let byte = |at: usize| page.get(at).copied().map_or(0, usize::from);
    let n = byte(PAGE - 1);
    for idx in 0..n {
        let (start, end) = (long(page, 4 * idx), long(page, 4 * idx + 4));
        let at = 2 * byte(4 * (n + 1) + idx * (1 + extra));
        let (at, len) = match (at, extra, byte(at)) {
            (0, _, _) => (0, 0),
            (at, 0, len) => (at + 1, len),
            // The length counts pairs of bytes; 0 means that it follows.
            (at, _, 0) => (at + 2, 2 * byte(at + 1)),
            (at, _, len) => (at + 1, 2 * len - 1),
        };
        let len = len.min(PAGE.saturating_sub(at));
        if start < end {
            formats.push(Format {
                start,
                end,
                at: u32::try_from(page_start + at).unwrap_or(u32::MAX),
                len: u16::try_from(len).unwrap_or(0),
            });
        }
    }
}
