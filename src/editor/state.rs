//! The editor itself: changes of the document, and what follows from each.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::{
    cursor::{Cursor, Selection},
    mend::Mending,
    view::{Shown, View},
};
use crate::{
    edit::{EditError, History, Step, Transaction},
    export::Extra,
    model::{Annex, AnnexId, CellRef, Column, Document, Doubt, Numbering, Role, Row, Waiver},
    reference::agencies::Directory,
    report,
    validate::{Diagnostic, Findings},
    wording::Message,
};

#[derive(Debug, Default)]
pub struct Editor {
    pub(super) document: Document,
    pub(super) history: History,
    pub(super) findings: Findings,
    /// All findings in order, made when somebody asks.
    pub(super) list: OnceLock<Arc<Vec<Arc<Diagnostic>>>>,
    pub(super) views: BTreeMap<AnnexId, View>,
    /// What the active annex's view shows.
    pub(super) shown: Arc<Shown>,
    pub(super) cursor: Cursor,
    /// The corner of the selection opposite to the cursor, as row and column.
    pub(super) corner: (usize, usize),
    /// Ranges selected before this one, which stay selected.
    pub(super) others: Vec<Selection>,
    pub(super) next_id: u32,
    pub(super) revision: u64,
    /// Grows when other rows or columns are shown, or in another order.
    pub(super) layout: u64,
}

impl Editor {
    pub fn new(document: Document) -> Editor {
        let mut editor = Editor {
            next_id: document.next_id(),
            findings: Findings::of(&document),
            document,
            ..Editor::default()
        };
        editor.show_anew();
        editor.move_to(Cursor::default());
        editor
    }

    /// The editor of a document just imported, with what the import was not sure of.
    pub fn of_import(document: Document, doubts: &[Doubt]) -> Editor {
        let mut editor = Editor::new(document);
        editor.findings.doubt(&editor.document, doubts);
        editor
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Grows with every change of the document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Grows whenever what is shown may be other rows or columns, or another order of them.
    pub fn layout(&self) -> u64 {
        self.layout
    }

    /// Runs the checks that wait in a large annex; whether there were any. Before that
    /// [`Editor::findings`] is as it was for rules about neighbouring rows.
    pub fn settle(&mut self) -> bool {
        let has_run = self.findings.settle(&self.document);
        if has_run {
            self.list = OnceLock::new();
        }
        has_run
    }

    /// All findings, in the order of the document.
    pub fn findings(&self) -> &Arc<Vec<Arc<Diagnostic>>> {
        let list = || Arc::new(self.findings.list(&self.document));
        self.list.get_or_init(list)
    }

    /// The findings of a row of the active annex.
    pub fn findings_of(&self, row: &Row) -> Vec<Arc<Diagnostic>> {
        let annex = self.annex();
        annex.map_or(Vec::new(), |annex| self.findings.of_row(annex, row))
    }

    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The annex, row and column under the cursor, as far as there are any.
    pub fn annex(&self) -> Option<&Annex> {
        self.document.annexes.get(self.cursor.annex)
    }

    pub fn row(&self) -> Option<&Arc<Row>> {
        self.shown_row(self.cursor.row)
    }

    pub fn column(&self) -> Option<&Column> {
        self.shown_column(self.cursor.column)
    }

    /// The row shown at a position.
    pub fn shown_row(&self, at: usize) -> Option<&Arc<Row>> {
        let position = self.shown.rows.get(at)?;
        self.annex()?.rows.get(*position)
    }

    pub fn shown_column(&self, at: usize) -> Option<&Column> {
        let position = self.shown.columns.get(at)?;
        self.annex()?.columns.get(*position)
    }

    /// The text of the active cell.
    pub fn text(&self) -> &str {
        match (self.row(), self.column()) {
            (Some(row), Some(column)) => row.cell(column.id),
            _ => "",
        }
    }

    /// The active cell by identity.
    pub fn cell_ref(&self) -> Option<CellRef> {
        Some(CellRef {
            annex: self.annex()?.id,
            row: self.row()?.id,
            column: self.column()?.id,
        })
    }

    /// What the active annex shows.
    pub fn shown(&self) -> &Arc<Shown> {
        &self.shown
    }

    /// The agencies the document knows.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.document.review.profile.directory)
    }

    /// How the active annex is looked at.
    pub fn view(&self) -> Cow<'_, View> {
        let view = self.annex().and_then(|annex| self.views.get(&annex.id));
        view.map_or(Cow::Owned(View::default()), Cow::Borrowed)
    }

    /// The first id that was never used in this editor.
    pub fn next_id(&self) -> u32 {
        self.next_id
    }

    /// Gives out no id below `next_id`: earlier sessions used those, perhaps for rows that are
    /// deleted now. A number that no document reaches comes from a damaged file and is ignored.
    pub fn reserve_ids(&mut self, next_id: u32) {
        if next_id < u32::MAX / 2 {
            self.next_id = self.next_id.max(next_id);
        }
    }

    /// Applies a transaction as one step of the history. Where ordinals are automatic, they follow
    /// in the same step.
    pub fn commit(&mut self, transaction: &Transaction) -> Result<(), EditError> {
        let transaction = self.with_ordinals(transaction)?;
        let moves = |step: &Step| matches!(step, Step::MoveRows { .. } | Step::MoveColumn { .. });
        let selected = transaction
            .steps
            .iter()
            .any(moves)
            .then(|| self.selected_ids());
        self.history.commit(&mut self.document, &transaction)?;
        self.after(&transaction);
        if let Some(selected) = selected.flatten() {
            // Rows that move take the selection along.
            self.select_ids(selected);
        }
        Ok(())
    }

    /// Cursor and corner of the selection by identity.
    pub(super) fn selected_ids(&self) -> Option<(CellRef, CellRef)> {
        let from = self.cell_ref()?;
        let corner = CellRef {
            row: self.shown_row(self.corner.0)?.id,
            column: self.shown_column(self.corner.1)?.id,
            ..from
        };
        Some((from, corner))
    }

    /// Selects what [`Editor::selected_ids`] told; whether it is still there.
    pub(super) fn select_ids(&mut self, (from, to): (CellRef, CellRef)) -> bool {
        let (Some(from), Some(to)) = (self.cursor_of(from), self.cursor_of(to)) else {
            return false;
        };
        self.move_to(from);
        self.select_to(to.row, to.column);
        true
    }

    fn with_ordinals<'it>(
        &self,
        transaction: &'it Transaction,
    ) -> Result<Cow<'it, Transaction>, EditError> {
        let mut changed: BTreeSet<AnnexId> = BTreeSet::new();
        for step in &transaction.steps {
            changed.extend(renumbers(&self.document, step));
        }
        if changed.is_empty() {
            return Ok(Cow::Borrowed(transaction));
        }
        // Rows are shared, so a copy of the document is cheap.
        let mut after = self.document.clone();
        after.apply(transaction)?;
        let mut transaction = transaction.clone();
        let annexes = after.annexes.iter();
        for annex in annexes.filter(|it| it.head.automatic_ordinals && changed.contains(&it.id)) {
            // The way of counting is that of the annex before, unless there was none.
            let before = self.document.annex(annex.id).unwrap_or(annex);
            let changes = Numbering::of(before).changes(annex).into_iter();
            transaction
                .steps
                .extend(changes.map(|(row, column, text)| Step::SetCell {
                    annex: annex.id,
                    row,
                    column,
                    text,
                }));
        }
        Ok(Cow::Owned(transaction))
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

    /// The safe fixes of `rule`, or of every rule, to look at before they are made.
    pub fn mending(&self, rule: Option<&str>) -> Mending {
        Mending::of(&self.document, |it| rule.is_none_or(|rule| it == rule))
    }

    /// The findings that were answered, each with the answer.
    pub fn waived(&self) -> Vec<(Arc<Diagnostic>, &Waiver)> {
        self.findings.waived(&self.document)
    }

    /// The annexes that an export adds behind those of the document.
    pub fn extras(&self) -> Vec<Extra> {
        if !report::is_wanted(&self.document) {
            return Vec::new();
        }
        report::extras_of(&self.document, self.findings(), &self.waived())
    }

    fn after(&mut self, done: &Transaction) {
        self.findings.update(&self.document, &done.steps);
        self.list = OnceLock::new();
        self.next_id = self.next_id.max(highest_id(&done.steps) + 1);
        self.revision += 1;
        let same_rows = |step: &Step| {
            matches!(
                step,
                Step::SetCell { .. } | Step::SetPlan { .. } | Step::SetReview { .. }
            )
        };
        if done.steps.iter().all(same_rows) {
            return;
        }
        self.show_anew();
        // The selection stays where it was, as far as there are cells.
        let ((row, column), cursor) = (self.corner, self.cursor);
        self.move_to(cursor);
        self.select_to(row, column);
    }

    pub(super) fn show_anew(&mut self) {
        self.layout += 1;
        self.shown = Arc::new(match self.annex() {
            Some(annex) => self.view().shown(annex),
            None => Shown::default(),
        });
    }

    /// Puts the cursor on the first cell or row that a transaction touched.
    fn follow(&mut self, done: &Transaction) {
        let Some(step) = done.steps.first() else {
            return;
        };
        let Some(annex) = step.annex().and_then(|id| self.document.annex(id)) else {
            return;
        };
        let row_at = |at: usize| {
            let row = annex.rows.get(at).or(annex.rows.last());
            row.map(|row| row.id)
        };
        let row = match step {
            Step::SetCell { row, .. } | Step::SetRowKind { row, .. } => Some(*row),
            Step::InsertRows { at, .. } | Step::RemoveRows { at, .. } => row_at(*at),
            Step::MoveRows { to, .. } => row_at(*to),
            _ => self.row().map(|row| row.id),
        };
        let column = match step {
            Step::SetCell { column, .. } => Some(*column),
            Step::InsertColumn { column, .. } | Step::SetColumn { column, .. } => Some(column.id),
            _ => self.column().map(|column| column.id),
        };
        let column = column.filter(|id| annex.column(*id).is_some());
        let column = column.or(annex.columns.first().map(|column| column.id));
        if let (Some(row), Some(column)) = (row, column) {
            let annex = annex.id;
            self.go_to(CellRef { annex, row, column });
        }
    }
}

/// The annex whose automatic ordinals a step upsets.
fn renumbers(document: &Document, step: &Step) -> Option<AnnexId> {
    let annex = document.annex(step.annex()?)?;
    let is_automatic = annex.head.automatic_ordinals;
    let upsets = match step {
        Step::InsertRows { .. }
        | Step::RemoveRows { .. }
        | Step::MoveRows { .. }
        | Step::SetRowKind { .. } => is_automatic,
        Step::SetCell { column, .. } => {
            let role = annex.column(*column).map(|column| column.role);
            is_automatic && role == Some(Role::Ordinal)
        }
        Step::SetHead { head, .. } => head.automatic_ordinals && !is_automatic,
        _ => false,
    };
    upsets.then_some(annex.id)
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
    use crate::{commands, model::fixture, wording::Key};

    #[test]
    fn ids_of_earlier_sessions_are_not_given_out_again() {
        let mut editor = Editor::new(fixture::parse("stt | content\n- 1 | Một\n"));
        let own = editor.next_id();
        editor.reserve_ids(own + 7);
        assert_eq!(editor.next_id(), own + 7);
        editor.reserve_ids(own);
        editor.reserve_ids(u32::MAX);
        assert_eq!(editor.next_id(), own + 7);
    }

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
        let mending = editor.mending(Some("leading-dash"));
        let fix = mending.transaction(|_| true).unwrap();
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
