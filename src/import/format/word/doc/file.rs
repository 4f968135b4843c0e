//! The streams of a `.doc` and its file information block (MS-DOC 2.5.1), which says where
//! everything is.

use crate::import::{
    ImportError,
    format::compound_file::{long, short, stream},
};

// Identifiers of the file information block.
const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;
/// Version of Word 97; earlier ones have other structures.
const UNICODE: u16 = 0x00C0;

// Flags of the file information block.
const ENCRYPTED: u16 = 0x0100;
const SECOND_TABLE: u16 = 0x0200;

/// A structure in the table stream, by its place in `FibRgFcLcb97`.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    CommentReferences = 4,
    CommentTexts = 5,
    Sections = 6,
    Margins = 11,
    RunPages = 12,
    ParagraphPages = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    MarginShapes = 41,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    Drawings = 50,
    Boxes = 56,
    MarginBoxes = 58,
    Lists = 73,
    ListOverrides = 74,
}

/// The texts of a document, one behind the other in its character positions.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Story {
    pub start: u32,
    pub end: u32,
}

pub(super) struct File {
    /// The stream `WordDocument`: text, and the properties of runs and paragraphs.
    pub main: Vec<u8>,
    table: Vec<u8>,
    /// The stream `Data`: long properties and form fields.
    pub data: Vec<u8>,
    /// Where the pairs of offset and length begin.
    parts: usize,
    n_parts: usize,
    pub body: Story,
    pub footnotes: Story,
    pub margins: Story,
    pub comments: Story,
    pub endnotes: Story,
    pub boxes: Story,
    pub margin_boxes: Story,
}

impl File {
    /// Fails with `OldWord` for a file of before Word 97, and with `WordPassword` for an encrypted
    /// one.
    pub(super) fn open(bytes: &[u8]) -> Result<File, ImportError> {
        let main = stream(bytes, "/WordDocument").ok_or(ImportError::Truncated)?;
        let is_old = short(&main, 0) == WORD_6 || short(&main, 2) < UNICODE;
        match short(&main, 0) {
            WORD_97 if !is_old => {}
            WORD_97 | WORD_6 => return Err(ImportError::OldWord),
            _ => return Err(ImportError::Truncated),
        }
        let flags = short(&main, 10);
        if flags & ENCRYPTED != 0 {
            return Err(ImportError::WordPassword);
        }
        let names = match flags & SECOND_TABLE != 0 {
            true => ["/1Table", "/0Table"],
            false => ["/0Table", "/1Table"],
        };
        let table = names.iter().find_map(|name| stream(bytes, name));
        let mut file = File {
            table: table.ok_or(ImportError::Truncated)?,
            data: stream(bytes, "/Data").unwrap_or_default(),
            parts: 0,
            n_parts: 0,
            body: Story::default(),
            footnotes: Story::default(),
            margins: Story::default(),
            comments: Story::default(),
            endnotes: Story::default(),
            boxes: Story::default(),
            margin_boxes: Story::default(),
            main,
        };
        file.read_counts();
        Ok(file)
    }

    fn read_counts(&mut self) {
        let main = &self.main;
        let n_shorts = usize::from(short(main, 32));
        let longs = 34 + 2 * n_shorts + 2;
        let n_longs = usize::from(short(main, longs - 2));
        self.parts = longs + 4 * n_longs + 2;
        self.n_parts = usize::from(short(main, self.parts - 2));
        let mut end = 0u32;
        let mut next = |idx: usize| {
            let start = end;
            end = end.saturating_add(long(main, longs + 4 * idx));
            Story { start, end }
        };
        self.body = next(3);
        self.footnotes = next(4);
        self.margins = next(5);
        self.comments = next(7);
        self.endnotes = next(8);
        self.boxes = next(9);
        self.margin_boxes = next(10);
    }

    /// Returns a structure; empty if the file has none.
    pub(super) fn part(&self, part: Part) -> &[u8] {
        let (at, len) = self.place(part);
        let rest = self.table.get(at..).unwrap_or_default();
        rest.get(..len).unwrap_or_default()
    }

    /// Returns what follows a structure.
    pub(super) fn behind(&self, part: Part) -> &[u8] {
        let (at, len) = self.place(part);
        if len == 0 {
            return &[];
        }
        self.table.get(at.saturating_add(len)..).unwrap_or_default()
    }

    fn place(&self, part: Part) -> (usize, usize) {
        let idx = part as usize;
        if self.n_parts <= idx {
            return (0, 0);
        }
        let number = |at: usize| long(&self.main, self.parts + 8 * idx + at) as usize;
        (number(0), number(4))
    }
}

/// Reads a table of positions, each with `size` bytes of data about what begins there
/// (MS-DOC 2.2.2): start, end and data. Positions only ascend; others are left out.
pub(super) fn positions(bytes: &[u8], size: usize) -> Vec<(u32, u32, &[u8])> {
    let n = bytes.len().saturating_sub(4) / (4 + size);
    let mut entries = Vec::with_capacity(n);
    let mut last = 0;
    for idx in 0..n {
        let (start, end) = (long(bytes, 4 * idx), long(bytes, 4 * idx + 4));
        let data = bytes.get(4 * (n + 1) + idx * size..).unwrap_or_default();
        if last <= start && start <= end {
            entries.push((start, end, data.get(..size).unwrap_or_default()));
            last = end;
        }
    }
    entries
}
