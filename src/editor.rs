//! The state behind the page: the document, what was done to it, what is wrong with it, and where
//! the cursor stands. Knows nothing of the browser.

use std::{ops::Range, sync::Arc};

use crate::{
    edit::{EditError, History, Step, Transaction},
    import::Doubt,
    model::{Annex, Column, Document, Row},
    validate::{Applicability, Diagnostic, Findings},
    wording::{Key, Message},
};

#[derive(Debug, Default)]
pub struct Editor {
    document: Document,
    history: History,
    findings: Findings,
    list: Arc<Vec<Diagnostic>>,
    cursor: Cursor,
    /// The corner of the selection opposite to the cursor, as row and column.
    corner: (usize, usize),
    next_id: u32,
    revision: u64,
}

/// The active cell, by position: annex, then row and column in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    pub annex: usize,
    pub row: usize,
    pub column: usize,
}

/// The selected rectangle of cells in the active annex, by position. Never empty where the annex
/// has a cell; the cursor is one of its corners.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
}

impl Selection {
    pub fn contains(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    pub fn n_cells(&self) -> usize {
        self.rows.len() * self.columns.len()
    }
}

impl Editor {
    pub fn new(document: Document) -> Editor {
        let findings = Findings::of(&document);
        let mut editor = Editor {
            next_id: document.next_id(),
            list: Arc::new(findings.list(&document)),
            document,
            findings,
            ..Editor::default()
        };
        editor.move_to(Cursor::default());
        editor
    }

    /// The editor of a document just imported, with what the import was not sure of.
    pub fn of_import(document: Document, doubts: &[Doubt]) -> Editor {
        let mut editor = Editor::new(document);
        editor.findings.doubt(&editor.document, doubts);
        editor.list = Arc::new(editor.findings.list(&editor.document));
        editor
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Grows with every change of the document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub fn findings(&self) -> &Arc<Vec<Diagnostic>> {
        &self.list
    }

    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Moves the cursor to the nearest cell there is, and selects that alone.
    pub fn move_to(&mut self, wanted: Cursor) {
        self.cursor = self.nearest(wanted);
        self.corner = (self.cursor.row, self.cursor.column);
    }

    /// Selects from the cursor to the nearest cell there is.
    pub fn select_to(&mut self, row: usize, column: usize) {
        let nearest = self.nearest(Cursor {
            row,
            column,
            ..self.cursor
        });
        self.corner = (nearest.row, nearest.column);
    }

    /// The corner of the selection that moves: opposite to the cursor.
    pub fn corner(&self) -> (usize, usize) {
        self.corner
    }

    pub fn selection(&self) -> Selection {
        if self.row().is_none() || self.column().is_none() {
            return Selection::default();
        }
        let ((row, column), at) = (self.corner, self.cursor);
        Selection {
            rows: row.min(at.row)..row.max(at.row) + 1,
            columns: column.min(at.column)..column.max(at.column) + 1,
        }
    }

    /// The selected rows and columns themselves.
    pub fn selected(&self) -> (&[Arc<Row>], &[Column]) {
        let Selection { rows, columns } = self.selection();
        let annex = self.annex();
        (
            annex.and_then(|it| it.rows.get(rows)).unwrap_or_default(),
            annex
                .and_then(|it| it.columns.get(columns))
                .unwrap_or_default(),
        )
    }

    fn nearest(&self, wanted: Cursor) -> Cursor {
        let annexes = &self.document.annexes;
        let annex = wanted.annex.min(annexes.len().saturating_sub(1));
        let (n_rows, n_columns) = match annexes.get(annex) {
            Some(annex) => (annex.rows.len(), annex.columns.len()),
            None => (0, 0),
        };
        Cursor {
            annex,
            row: wanted.row.min(n_rows.saturating_sub(1)),
            column: wanted.column.min(n_columns.saturating_sub(1)),
        }
    }

    /// The annex, row and column under the cursor, as far as there are any.
    pub fn annex(&self) -> Option<&Annex> {
        self.document.annexes.get(self.cursor.annex)
    }

    pub fn row(&self) -> Option<&Arc<Row>> {
        self.annex()?.rows.get(self.cursor.row)
    }

    pub fn column(&self) -> Option<&Column> {
        self.annex()?.columns.get(self.cursor.column)
    }

    /// The text of the active cell.
    pub fn text(&self) -> &str {
        match (self.row(), self.column()) {
            (Some(row), Some(column)) => row.cell(column.id),
            _ => "",
        }
    }

    /// The first id that was never used in this editor.
    pub fn next_id(&self) -> u32 {
        self.next_id
    }

    /// Applies a transaction as one step of the history.
    pub fn commit(&mut self, transaction: &Transaction) -> Result<(), EditError> {
        self.history.commit(&mut self.document, transaction)?;
        self.after(transaction);
        Ok(())
    }

    /// Takes the latest transaction back and says what it was; the cursor goes where it happened.
    pub fn undo(&mut self) -> Option<Message> {
        let done = self.history.undo(&mut self.document).ok()??;
        self.after(&done);
        self.follow(&done);
        Some(done.label)
    }

    pub fn redo(&mut self) -> Option<Message> {
        let done = self.history.redo(&mut self.document).ok()??;
        self.after(&done);
        self.follow(&done);
        Some(done.label)
    }

    pub fn next_undo(&self) -> Option<&Message> {
        self.history.next_undo().map(|it| &it.label)
    }

    pub fn next_redo(&self) -> Option<&Message> {
        self.history.next_redo().map(|it| &it.label)
    }

    /// One transaction with the safe fixes of `rule`, or of every rule; `None` when there is none.
    pub fn fix_all(&self, rule: Option<&str>) -> Option<Transaction> {
        fix_all(&self.document, &self.list, rule)
    }

    /// Where a finding is.
    pub fn place_of(&self, finding: &Diagnostic) -> Option<Cursor> {
        let mut annexes = self.document.annexes.iter().enumerate();
        let (annex_at, annex) = annexes.find(|(_, it)| it.id == finding.annex)?;
        let mut columns = annex.columns.iter();
        Some(Cursor {
            annex: annex_at,
            row: annex.index_of(finding.row)?,
            column: columns.position(|it| it.id == finding.column)?,
        })
    }

    fn after(&mut self, done: &Transaction) {
        self.findings.update(&self.document, &done.steps);
        self.list = Arc::new(self.findings.list(&self.document));
        self.next_id = self.next_id.max(highest_id(&done.steps) + 1);
        self.revision += 1;
        // The selection stays where it was, as far as there are cells.
        let (row, column) = self.corner;
        self.cursor = self.nearest(self.cursor);
        self.select_to(row, column);
    }

    /// Puts the cursor on the first cell or row that a transaction touched.
    fn follow(&mut self, done: &Transaction) {
        let Some(step) = done.steps.first() else {
            return;
        };
        let Some(annex_at) = step.annex().and_then(|id| {
            self.document
                .annexes
                .iter()
                .position(|annex| annex.id == id)
        }) else {
            return;
        };
        let Some(annex) = self.document.annexes.get(annex_at) else {
            return;
        };
        let mut place = Cursor {
            annex: annex_at,
            ..self.cursor
        };
        match step {
            Step::SetCell { row, column, .. } => {
                place.row = annex.index_of(*row).unwrap_or(place.row);
                place.column = annex
                    .columns
                    .iter()
                    .position(|it| it.id == *column)
                    .unwrap_or(place.column);
            }
            Step::SetRowKind { row, .. } => place.row = annex.index_of(*row).unwrap_or(place.row),
            Step::InsertRows { at, .. } | Step::RemoveRows { at, .. } => place.row = *at,
            Step::MoveRows { to, .. } => place.row = *to,
            _ => {}
        }
        self.move_to(place);
    }
}

/// One transaction with the safe fixes of `rule`, or of every rule. A cell that several fixes
/// touch gets the first of them; run again for the others.
pub fn fix_all(
    document: &Document,
    findings: &[Diagnostic],
    rule: Option<&str>,
) -> Option<Transaction> {
    let mut touched = std::collections::HashSet::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut n = 0;
    for finding in findings
        .iter()
        .filter(|it| rule.is_none_or(|rule| it.rule == rule))
    {
        let Some(fix) = finding
            .fix
            .as_ref()
            .filter(|fix| fix.applicability == Applicability::Safe)
        else {
            continue;
        };
        if touched.insert((finding.annex, finding.row, finding.column)) {
            steps.extend(fix.transaction.steps.iter().cloned());
            n += 1;
        }
    }
    let applies = !steps.is_empty() && !document.annexes.is_empty();
    applies.then(|| Transaction {
        label: Key::DidFixAll.with([n.to_string()]),
        steps,
    })
}

fn highest_id(steps: &[Step]) -> u32 {
    let ids = steps.iter().map(|step| match step {
        Step::InsertRows { rows, .. } => rows.iter().map(|row| row.id.0).max().unwrap_or(0),
        Step::InsertColumn { column, .. } => column.id.0,
        Step::InsertAnnex { annex, .. } => {
            let columns = annex.columns.iter().map(|column| column.id.0);
            let rows = annex.rows.iter().map(|row| row.id.0);
            columns.chain(rows).chain([annex.id.0]).max().unwrap_or(0)
        }
        _ => 0,
    });
    ids.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands, fixture};

    #[test]
    fn undo_says_what_it_took_back_and_goes_there() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead
            - 1 | - Một |
            - 2 | - Hai | Sở Nội vụ
        ",
        ));
        assert_eq!(editor.findings().len(), 3);
        let fix = editor.fix_all(Some("leading-dash")).unwrap();
        editor.commit(&fix).unwrap();
        assert_eq!(editor.findings().len(), 1);
        editor.move_to(Cursor {
            annex: 0,
            row: 1,
            column: 2,
        });
        let change = commands::set_text(&editor, "Sở Y tế").unwrap();
        editor.commit(&change).unwrap();
        editor.move_to(Cursor::default());
        assert_eq!(editor.undo().map(|it| it.key), Some(Key::DidSetCell));
        assert_eq!(editor.text(), "Sở Nội vụ");
        assert_eq!(editor.undo().map(|it| it.key), Some(Key::DidFixAll));
        assert_eq!(editor.undo(), None);
        assert_eq!(editor.findings().len(), 3);
        while editor.redo().is_some() {}
        assert_eq!(editor.findings().len(), 1);
    }
}
