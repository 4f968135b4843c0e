//! The editor itself: changes of the document, and what follows from each.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use super::{
    cursor::{CellRange, Cursor},
    mend::Mending,
    view::{Shown, View},
};
use crate::{
    edit::{EditError, History, Step, Transaction},
    export::Extra,
    model::{Annex, AnnexId, CellRef, Column, Document, Doubt, Numbering, Role, Row, Waiver},
    reference::agencies::Directory,
    report,
    validate::{About, Diagnostic, Findings},
    wording::Message,
};

#[derive(Debug, Default)]
pub struct Editor {
    pub(super) document: Document,
    pub(super) history: History,
    pub(super) findings: Findings,
    /// All findings in document order, computed lazily.
    pub(super) list: OnceLock<Arc<Vec<Arc<Diagnostic>>>>,
    pub(super) views: BTreeMap<AnnexId, View>,
    /// Rows and columns that the view of the active annex shows.
    pub(super) shown: Arc<Shown>,
    pub(super) cursor: Cursor,
    /// Corner of the cursor's range opposite to the cursor, as row and column.
    pub(super) corner: (usize, usize),
    /// The other selected ranges.
    pub(super) others: Vec<CellRange>,
    pub(super) next_id: u32,
    pub(super) revision: u64,
    /// Generation of `shown`: incremented when other rows or columns are shown, or in another order.
    pub(super) layout: u64,
}

impl Editor {
    /// Creates the editor of a document. Checks of large annexes are due, see [`Editor::settle`].
    pub fn new(document: Document) -> Editor {
        let mut editor = Editor {
            next_id: document.next_id(),
            findings: Findings::begin(&document),
            document,
            ..Editor::default()
        };
        editor.show_anew();
        editor.move_to(Cursor::default());
        editor
    }

    /// Creates the editor of an imported document, with the doubts of the import as findings.
    pub fn of_import(document: Document, doubts: &[Doubt]) -> Editor {
        let mut editor = Editor::new(document);
        editor.findings.doubt(&editor.document, doubts);
        editor.go_to_first_text();
        editor
    }

    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Returns the revision, which increases with every change of the document.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns the generation of [`Editor::shown`], which increases when its rows or columns may differ.
    pub fn layout(&self) -> u64 {
        self.layout
    }

    /// Runs the checks of large annexes that are due. Returns whether there were any. Until then what
    /// was found before stands.
    pub fn settle(&mut self) -> bool {
        let has_run = self.findings.settle(&self.document);
        if has_run {
            self.list = OnceLock::new();
        }
        has_run
    }

    /// Runs due checks as long as `has_time`, and at least one; returns whether none is left.
    pub fn settle_while(&mut self, has_time: &dyn Fn() -> bool) -> bool {
        self.list = OnceLock::new();
        self.findings.settle_while(&self.document, has_time)
    }

    /// Whether any checks are due.
    pub fn has_due_checks(&self) -> bool {
        !self.findings.is_settled()
    }

    /// Whether the whole document has been checked at least once, so that what was found can be
    /// counted.
    pub fn is_checked(&self) -> bool {
        self.findings.is_complete()
    }

    /// Returns all open findings in document order.
    pub fn findings(&self) -> &Arc<Vec<Arc<Diagnostic>>> {
        let list = || Arc::new(self.findings.list(&self.document));
        self.list.get_or_init(list)
    }

    /// Returns the open findings of the cells of a row of the active annex.
    pub fn findings_of(&self, row: &Row) -> Vec<Arc<Diagnostic>> {
        let annex = self.annex();
        let mut found = annex.map_or(Vec::new(), |annex| self.findings.of_row(annex, row));
        found.retain(|it| it.about == About::Cell);
        found
    }

    /// Returns the open findings of the active annex's head and of the headings of its columns.
    pub fn findings_of_annex(&self) -> Vec<Arc<Diagnostic>> {
        let annex = self.annex();
        // A cell of the first row stands for the annex.
        let first = annex.and_then(|annex| Some((annex, annex.rows.first()?)));
        let mut found = first.map_or(Vec::new(), |(annex, row)| self.findings.of_row(annex, row));
        found.retain(|it| it.about == About::Annex);
        found
    }

    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Returns the active annex; `None` in a document without annexes.
    pub fn annex(&self) -> Option<&Annex> {
        self.selection().annex()
    }

    pub fn row(&self) -> Option<&Arc<Row>> {
        self.selection().row()
    }

    pub fn column(&self) -> Option<&Column> {
        self.selection().column()
    }

    /// Returns the row at a position among those shown.
    pub fn shown_row(&self, at: usize) -> Option<&Arc<Row>> {
        self.selection().shown_row(at)
    }

    pub fn shown_column(&self, at: usize) -> Option<&Column> {
        self.selection().shown_column(at)
    }

    /// Returns the note on the active cell.
    pub fn note(&self) -> &str {
        match (self.row(), self.column()) {
            (Some(row), Some(column)) => row.note(column.id),
            _ => "",
        }
    }

    /// Returns the text of the active cell.
    pub fn text(&self) -> &str {
        match (self.row(), self.column()) {
            (Some(row), Some(column)) => row.cell(column.id),
            _ => "",
        }
    }

    /// Identifies the active cell.
    pub fn cell_ref(&self) -> Option<CellRef> {
        self.selection().cell_ref()
    }

    /// Returns the rows and columns that the active annex shows.
    pub fn shown(&self) -> &Arc<Shown> {
        &self.shown
    }

    /// Returns the agency directory of the document.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.document.review.profile.directory)
    }

    /// Returns the view of the active annex.
    pub fn view(&self) -> Cow<'_, View> {
        let annex = self.document.annexes.get(self.cursor.annex);
        let view = annex.and_then(|annex| self.views.get(&annex.id));
        view.map_or(Cow::Owned(View::default()), Cow::Borrowed)
    }

    /// Returns the next free id. Ids are not reused while this editor lives.
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

    /// Applies a transaction as one history entry, which includes the renumbering of automatic
    /// ordinals.
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
            // The selection follows rows that move.
            self.select_ids(selected);
        }
        Ok(())
    }

    /// Returns the cells at the cursor and at the opposite corner of its range.
    pub(super) fn selected_ids(&self) -> Option<(CellRef, CellRef)> {
        let from = self.cell_ref()?;
        let corner = CellRef {
            row: self.shown_row(self.corner.0)?.id,
            column: self.shown_column(self.corner.1)?.id,
            ..from
        };
        Some((from, corner))
    }

    /// Restores a selection from [`Editor::selected_ids`]. Returns whether both cells still exist.
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
        // Rows are shared, so cloning the document is cheap.
        let mut after = self.document.clone();
        after.apply(transaction)?;
        let mut transaction = transaction.clone();
        let annexes = after.annexes.iter();
        for annex in annexes.filter(|it| it.head.automatic_ordinals && changed.contains(&it.id)) {
            // The numbering style is that of the annex before the change, unless the annex is new.
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

    /// Undoes the latest transaction, moves the cursor there and returns its label.
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

    /// Returns the safe fixes of the findings selected by `wanted`, for a preview.
    pub fn mending(&self, wanted: &dyn Fn(&Diagnostic) -> bool) -> Mending {
        Mending::of(&self.document, wanted)
    }

    /// Returns the waived findings with their waivers.
    pub fn waived(&self) -> Vec<(Arc<Diagnostic>, &Waiver)> {
        self.findings.waived(&self.document)
    }

    /// Returns the annexes that an export adds after those of the document.
    pub fn extras(&self) -> Vec<Extra> {
        if !report::is_wanted(&self.document) {
            return Vec::new();
        }
        report::extras_of(&self.document, self.findings(), &self.waived())
    }

    /// Returns the document as it is printed from the page: without the columns that are hidden.
    pub fn printed(&self) -> Document {
        let mut document = self.document.clone();
        for annex in &mut document.annexes {
            let Some(view) = self.views.get(&annex.id) else {
                continue;
            };
            let shown = annex.columns.iter().filter(|it| !view.is_hidden(it.id));
            let shown: Vec<Column> = shown.cloned().collect();
            // An annex of which everything is hidden is printed whole.
            if !shown.is_empty() {
                annex.columns = shown;
            }
        }
        document
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
        // Keep the selection, clamped to the cells that exist.
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

    /// Moves the cursor to the first cell or row that a transaction changed.
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
            Step::SetCell { row, .. }
            | Step::SetNote { row, .. }
            | Step::SetRowKind { row, .. } => Some(*row),
            Step::InsertRows { at, .. } | Step::RemoveRows { at, .. } => row_at(*at),
            Step::MoveRows { to, .. } => row_at(*to),
            _ => self.row().map(|row| row.id),
        };
        let column = match step {
            Step::SetCell { column, .. } | Step::SetNote { column, .. } => Some(*column),
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

/// Returns the annex whose automatic ordinals a step invalidates.
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
    fn hidden_columns_are_not_printed() {
        let mut editor = Editor::new(fixture::parse("stt | content | lead\n- 1 | Một | Sở A\n"));
        let lead = editor.document().annexes[0].columns[2].id;
        editor.change_view(|view, annex, _| view.hide_column(annex, lead));
        assert_eq!(editor.printed().annexes[0].columns.len(), 2);
        assert_eq!(editor.document().annexes[0].columns.len(), 3);
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
        let mending = editor.mending(&|it| it.rule == "leading-dash");
        let fix = mending.transaction(|_| true).unwrap();
        editor.commit(&fix).unwrap();
        assert_eq!(editor.findings().len(), 1);
        editor.move_to(Cursor {
            annex: 0,
            row: 1,
            column: 2,
        });
        let change = commands::set_text(&editor.selection(), "Sở Y tế").unwrap();
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
