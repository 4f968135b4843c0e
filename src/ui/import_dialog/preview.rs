//! What was read of a file, and what the user makes of it before it enters a document.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    browser::storage,
    commands::ImportAs,
    engine::ImportReply,
    import::{Aside, AsideKind, Note},
    model::{Annex, AnnexId, ColumnId, Document, Doubt, Role, RowId, RowKind},
};

/// How many rows of an annex are shown at first, and how many more at a time.
const ROWS_SHOWN: usize = 60;
const ROWS_MORE: usize = 200;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Preview {
    pub document: Document,
    pub notes: Vec<Note>,
    /// Rows and columns the user leaves out.
    pub left_out: HashSet<RowId>,
    pub left_out_columns: HashSet<ColumnId>,
    /// Lines that became no row of their own.
    pub asides: Vec<Aside>,
    /// Cells whose text is a guess.
    pub doubts: Vec<Doubt>,
    /// What the file hides, for the user to decide on.
    pub hidden_rows: Vec<RowId>,
    pub hidden_columns: Vec<ColumnId>,
    pub hidden_annexes: Vec<Annex>,
    /// Where it goes; `None`: into a document of its own.
    pub import_as: Option<ImportAs>,
    /// Rows of the open document that an update leaves as they are.
    pub unchanged: HashSet<RowId>,
    /// Rows shown of each annex, where the user asked for more.
    shown: HashMap<AnnexId, usize>,
}

impl Preview {
    /// What the engine read, with the roles the user gave the same headings before.
    pub(in crate::ui) fn of(reply: ImportReply) -> Preview {
        let mut document = reply.document;
        let roles = storage::roles();
        let annexes = document.annexes.iter_mut();
        for column in annexes.flat_map(|annex| &mut annex.columns) {
            let key = roles.get(&column.title());
            let remembered = key.and_then(|key| Role::from_key(key));
            column.role = remembered.unwrap_or(column.role);
        }
        Preview {
            document,
            notes: reply.notes,
            left_out: HashSet::new(),
            left_out_columns: HashSet::new(),
            asides: reply.asides,
            doubts: reply.doubts,
            hidden_rows: reply.hidden_rows.into_iter().map(RowId).collect(),
            hidden_columns: reply.hidden_columns.into_iter().map(ColumnId).collect(),
            hidden_annexes: reply.hidden_annexes,
            import_as: None,
            unchanged: HashSet::new(),
            shown: HashMap::new(),
        }
    }

    /// The document as the user wants it.
    pub(in crate::ui) fn to_document(&self) -> Document {
        let mut document = self.document.clone();
        for annex in &mut document.annexes {
            annex.rows.retain(|row| !self.left_out.contains(&row.id));
            let gone = annex.columns.iter().map(|column| column.id);
            let gone: Vec<ColumnId> = gone
                .filter(|id| self.left_out_columns.contains(id))
                .collect();
            for column in gone {
                annex.remove_column(column);
            }
        }
        document
    }

    pub(super) fn n_shown(&self, annex: AnnexId) -> usize {
        self.shown.get(&annex).copied().unwrap_or(ROWS_SHOWN)
    }

    pub(super) fn show_more(&mut self, annex: AnnexId) {
        let n = self.n_shown(annex) + ROWS_MORE;
        self.shown.insert(annex, n);
    }

    pub(super) fn set_role(&mut self, annex: AnnexId, column: ColumnId, role: Role) {
        let columns = self.annex_mut(annex).map(|annex| &mut annex.columns);
        let columns = columns.into_iter().flatten();
        for column in columns.filter(|it| it.id == column) {
            column.role = role;
        }
    }

    /// Section, item, left out, and round again.
    pub(super) fn change_kind(&mut self, annex: AnnexId, row: RowId) {
        let back = self.left_out.remove(&row);
        let rows = self.annex_mut(annex).map(|annex| &mut annex.rows);
        let Some(found) = rows.into_iter().flatten().find(|it| it.id == row) else {
            return;
        };
        if back {
            Arc::make_mut(found).kind = RowKind::Section(1);
        } else if found.kind.is_section() {
            Arc::make_mut(found).kind = RowKind::Item(1);
        } else {
            self.left_out.insert(row);
        }
    }

    /// Makes a line that was joined or ignored a row of its own.
    pub(super) fn take_aside(&mut self, row: RowId) {
        let Some(at) = self.asides.iter().position(|aside| aside.row.id == row) else {
            return;
        };
        let aside = self.asides.remove(at);
        // What else stood behind the same row stands behind this one now.
        for later in self.asides.iter_mut().skip(at) {
            if later.after == aside.after {
                later.after = Some(row);
            }
        }
        let Some(annex) = self.annex_mut(aside.annex) else {
            return;
        };
        let before = aside.after.and_then(|id| annex.index_of(id));
        if aside.kind == AsideKind::Joined
            && let Some(before) = before.and_then(|at| annex.rows.get_mut(at))
        {
            for (column, text) in aside.row.cells() {
                let joined = before.cell(column).to_owned();
                if let Some(own) = joined.strip_suffix(text) {
                    Arc::make_mut(before).replace_cell(column, own.trim_end().to_owned());
                }
            }
        }
        let at = before.map_or(0, |at| at + 1);
        annex.rows.insert(at, aside.row);
    }

    fn annex_mut(&mut self, id: AnnexId) -> Option<&mut Annex> {
        self.document.annexes.iter_mut().find(|it| it.id == id)
    }
}
