//! What a document shows beside the text of its sheet: each piece is counted or quoted here, and
//! becomes a remark.

use crate::{
    import::format::quotation::quoted,
    wording::{Key, Message},
};

#[derive(Debug, Default)]
pub(super) struct Account {
    /// Tracked insertions, deletions and moves.
    pub n_changes: usize,
    /// Comments without a text.
    pub n_comments: usize,
    /// Runs of hidden text.
    pub n_hidden: usize,
    /// Prompts of content controls and form fields.
    pub n_prompts: usize,
    /// Numbers that Word counts and the file does not hold.
    pub n_counted: usize,
    /// Codes of fields that Word computes and the file does not hold.
    pub fields: Vec<String>,
    /// Embedded objects and documents.
    pub n_objects: usize,
    /// Pictures that can be those of a table.
    pub n_pictures: usize,
    /// Cells with text in several fonts of different encodings.
    pub n_legacy: usize,
    /// Rows that are struck out as a whole, counted from 0.
    pub struck_rows: Vec<u32>,
    pub struck: Vec<String>,
    /// Comments that the text does not refer to.
    pub comments: Vec<String>,
    /// Text boxes outside tables.
    pub boxes: Vec<String>,
    /// Headers and footers.
    pub margins: Vec<String>,
    /// Text of charts and diagrams.
    pub drawings: Vec<String>,
    /// Text of cells that a merged cell covers.
    pub covered: Vec<String>,
    /// Characters of symbol fonts without a known meaning.
    pub symbols: Vec<String>,
    /// Paragraphs and rows with text that no branch of the reader has met.
    pub unread: Vec<String>,
    /// Parts of the package that could not be read.
    pub parts: Vec<String>,
}

impl Account {
    /// Returns a remark for everything that is not in the sheet as it stands in the document.
    pub(super) fn remarks(&self) -> Vec<(Option<u32>, Message)> {
        let mut remarks: Vec<(Option<u32>, Message)> = Vec::new();
        for (key, n) in [
            (Key::NoteChanges, self.n_changes),
            (Key::NoteComments, self.n_comments),
            (Key::NoteHiddenRuns, self.n_hidden),
            (Key::NotePrompts, self.n_prompts),
            (Key::NoteCounted, self.n_counted),
            (Key::NoteObjects, self.n_objects),
            (Key::NotePictures, self.n_pictures),
            (Key::NoteMixedFonts, self.n_legacy),
        ] {
            if 0 < n {
                remarks.push((None, key.with([n.to_string()])));
            }
        }
        for (key, texts) in [
            (Key::NoteStruckRuns, &self.struck),
            (Key::NoteCommentsElsewhere, &self.comments),
            (Key::NoteBoxes, &self.boxes),
            (Key::NoteMargins, &self.margins),
            (Key::NoteDrawings, &self.drawings),
            (Key::NoteCovered, &self.covered),
            (Key::NoteSymbols, &self.symbols),
            (Key::NoteFields, &self.fields),
            (Key::NoteParts, &self.parts),
            (Key::NoteUnread, &self.unread),
        ] {
            if !texts.is_empty() {
                remarks.push((None, key.with([quoted(texts)])));
            }
        }
        let struck = self.struck_rows.iter();
        remarks.extend(struck.map(|row| (Some(row + 1), Key::NoteStruckRow.into())));
        remarks
    }
}
