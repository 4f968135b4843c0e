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
}

/// One row of an annex: the texts of its cells, exactly as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: RowId,
    pub kind: RowKind,
    /// Non-empty cells only, sorted by column id.
    cells: Vec<(ColumnId, String)>,
}

impl Row {
    pub fn new(id: RowId, kind: RowKind) -> Row {
        Row {
            id,
            kind,
            cells: Vec::new(),
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

    /// Returns the text in `column`; empty when there is none.
    pub fn cell(&self, column: ColumnId) -> &str {
        match self.slot(column) {
            Ok(idx) => self.cells.get(idx).map_or("", |(_, text)| text),
            Err(_) => "",
        }
    }

    /// Iterates over the non-empty cells, in order of column id.
    pub fn cells(&self) -> impl Iterator<Item = (ColumnId, &str)> {
        self.cells
            .iter()
            .map(|(column, text)| (*column, text.as_str()))
    }

    /// Sets the text in `column` and returns the previous text.
    pub(crate) fn replace_cell(&mut self, column: ColumnId, text: String) -> String {
        match (self.slot(column), text.is_empty()) {
            (Ok(idx), true) => self.cells.remove(idx).1,
            (Ok(idx), false) => match self.cells.get_mut(idx) {
                Some((_, slot)) => std::mem::replace(slot, text),
                None => text,
            },
            (Err(_), true) => text,
            (Err(idx), false) => {
                self.cells.insert(idx, (column, text));
                String::new()
            }
        }
    }

    fn slot(&self, column: ColumnId) -> Result<usize, usize> {
        self.cells.binary_search_by_key(&column, |(id, _)| *id)
    }
}
