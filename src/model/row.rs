use super::ColumnId;

/// Identity of a row within its document; never shown. Stable across edits. The id of a removed row
/// may be assigned again after the document is reopened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub u32);

/// Kind of a row: a section is a heading over other rows, an item is an entry of its own. Levels
/// count from 1, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    Section(u8),
    Item(u8),
}

impl RowKind {
    pub fn is_section(self) -> bool {
        matches!(self, RowKind::Section(_))
    }

    pub fn level(self) -> u8 {
        match self {
            RowKind::Section(level) | RowKind::Item(level) => level,
        }
    }

    /// Whether it is an item that heads a deeper one in the next row.
    pub fn heads(self, next: Option<RowKind>) -> bool {
        matches!((self, next), (RowKind::Item(own), Some(RowKind::Item(deeper))) if own < deeper)
    }
}

/// One row of an annex: the texts of its cells, exactly as typed, and the notes on them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: RowId,
    pub kind: RowKind,
    cells: Texts,
    /// May name columns that were removed, so that undoing the removal brings the notes back.
    notes: Texts,
}

/// Texts of columns: non-empty ones only, sorted by column id.
type Texts = Vec<(ColumnId, String)>;

impl Row {
    pub fn new(id: RowId, kind: RowKind) -> Row {
        Row {
            id,
            kind,
            cells: Texts::new(),
            notes: Texts::new(),
        }
    }

    pub fn with_cells(
        id: RowId,
        kind: RowKind,
        cells: impl IntoIterator<Item = (ColumnId, String)>,
    ) -> Row {
        let mut row = Row::new(id, kind);
        for (column, text) in cells {
            row.replace_cell(column, text);
        }
        row
    }

    /// Returns the row with these notes.
    pub fn with_notes(mut self, notes: impl IntoIterator<Item = (ColumnId, String)>) -> Row {
        for (column, text) in notes {
            self.replace_note(column, text);
        }
        self
    }

    /// Returns the text in `column`; empty when there is none.
    pub fn cell(&self, column: ColumnId) -> &str {
        text_of(&self.cells, column)
    }

    /// Iterates over the non-empty cells, in order of column id.
    pub fn cells(&self) -> impl Iterator<Item = (ColumnId, &str)> {
        pairs(&self.cells)
    }

    /// Returns the note on the cell in `column`; empty when there is none.
    pub fn note(&self, column: ColumnId) -> &str {
        text_of(&self.notes, column)
    }

    /// Iterates over the notes, in order of column id.
    pub fn notes(&self) -> impl Iterator<Item = (ColumnId, &str)> {
        pairs(&self.notes)
    }

    /// Sets the text in `column` and returns the previous text.
    pub(crate) fn replace_cell(&mut self, column: ColumnId, text: String) -> String {
        replace(&mut self.cells, column, text)
    }

    /// Sets the note on the cell in `column` and returns the previous note.
    pub(crate) fn replace_note(&mut self, column: ColumnId, text: String) -> String {
        replace(&mut self.notes, column, text)
    }
}

fn text_of(texts: &Texts, column: ColumnId) -> &str {
    let at = slot(texts, column).ok();
    let found = at.and_then(|at| texts.get(at));
    found.map_or("", |(_, text)| text)
}

fn pairs(texts: &Texts) -> impl Iterator<Item = (ColumnId, &str)> {
    texts.iter().map(|(column, text)| (*column, text.as_str()))
}

fn replace(texts: &mut Texts, column: ColumnId, text: String) -> String {
    match (slot(texts, column), text.is_empty()) {
        (Ok(at), true) => texts.remove(at).1,
        (Ok(at), false) => match texts.get_mut(at) {
            Some((_, slot)) => std::mem::replace(slot, text),
            None => text,
        },
        (Err(_), true) => text,
        (Err(at), false) => {
            texts.insert(at, (column, text));
            String::new()
        }
    }
}

fn slot(texts: &Texts, column: ColumnId) -> Result<usize, usize> {
    texts.binary_search_by_key(&column, |(id, _)| *id)
}
