//! The import preview: the contents of a file, and the user's corrections before they enter a
//! document.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    browser::storage,
    commands::{Decisions, ImportAs},
    engine::ImportReply,
    import::{AnnexReport, Aside, AsideKind, Note},
    model::{Annex, AnnexId, ColumnId, Document, Doubt, Role, RowId, RowKind},
    wording::Message,
};

/// How many rows of an annex are shown initially, and how many more on each request.
const ROWS_SHOWN: usize = 60;
const ROWS_MORE: usize = 200;

/// Progress of opening a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui) enum Opening {
    #[default]
    Nothing,
    /// The file of this name is being read.
    Reading(String),
    /// The password of the file of this name is being asked for.
    Locked {
        name: String,
        /// Whether the one that was entered is wrong.
        is_wrong: bool,
    },
    Preview(Box<Previews>),
}

/// The files of an import.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Previews {
    pub files: Vec<Preview>,
    /// Names of files that were not read, with the reason.
    pub failed: Vec<(String, Message)>,
    pub tab: Tab,
    pub into: Into,
    /// Whether a destination was proposed.
    pub is_placed: bool,
    /// The states in which the open document was sent out or imported, latest first; `None` until
    /// they have been read.
    pub earlier: Option<Vec<Document>>,
}

/// What the preview shows of a file, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Tab {
    pub file: usize,
    /// `None` for what is in no annex.
    pub annex: Option<AnnexId>,
}

/// Where an import goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Into {
    /// All files into one new document.
    New,
    /// Each file into a new document.
    NewEach,
    Open(ImportAs),
}

impl Into {
    /// Whether the files are compared with the rows of the open document.
    pub fn compares(self) -> bool {
        matches!(self, Into::Open(ImportAs::Update | ImportAs::Report))
    }
}

impl Previews {
    pub fn of(files: Vec<Preview>, failed: Vec<(String, Message)>) -> Previews {
        let first = files.first().and_then(|file| file.document.annexes.first());
        Previews {
            tab: Tab {
                file: 0,
                annex: first.map(|annex| annex.id),
            },
            files,
            failed,
            into: Into::New,
            is_placed: false,
            earlier: None,
        }
    }

    /// Returns the file whose tab is shown.
    pub fn file(&self) -> Option<&Preview> {
        self.files.get(self.tab.file)
    }

    pub fn file_mut(&mut self) -> Option<&mut Preview> {
        self.files.get_mut(self.tab.file)
    }

    /// Whether everything that the import depends on is known.
    pub fn is_ready(&self) -> bool {
        !self.into.compares() || self.earlier.is_some()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Preview {
    pub document: Document,
    pub notes: Vec<Note>,
    /// Rows and columns the user leaves out.
    pub left_out: HashSet<RowId>,
    pub left_out_columns: HashSet<ColumnId>,
    /// Lines that did not become rows.
    pub asides: Vec<Aside>,
    /// Cells whose text the import guessed.
    pub doubts: Vec<Doubt>,
    /// Hidden rows, columns and sheets of the file, for the user to decide on.
    pub hidden_rows: Vec<RowId>,
    pub hidden_columns: Vec<ColumnId>,
    pub hidden_annexes: Vec<Annex>,
    /// Name of the file.
    pub name: String,
    /// What the user takes of an update.
    pub decisions: Decisions,
    /// Number of rows shown per annex, where the user asked for more.
    shown: HashMap<AnnexId, usize>,
}

impl Preview {
    /// Builds the preview of an engine reply. Columns get the roles that the user gave to the same
    /// headings before.
    pub fn of(name: &str, reply: ImportReply) -> Preview {
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
            name: name.to_owned(),
            decisions: Decisions::default(),
            shown: HashMap::new(),
        }
    }

    /// Builds the document with the user's corrections.
    pub fn to_document(&self) -> Document {
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

    /// Returns the notes about an annex, or with `None` about the rest of the file, such as sheets that
    /// are not imported.
    pub fn notes_of(&self, annex: Option<&Annex>) -> Vec<&Note> {
        let is_shown = |id: AnnexId| self.document.annexes.iter().any(|it| it.id == id);
        let notes = self.notes.iter().filter(|note| match annex {
            Some(annex) => note.annex == Some(annex.id),
            None => !note.annex.is_some_and(is_shown),
        });
        notes.collect()
    }

    /// Returns in how many places of an annex somebody should look: cells that were guessed, lines
    /// that are no rows, and notes of doubt and of what was left out.
    pub fn n_to_check(&self, annex: &Annex) -> usize {
        let report = AnnexReport::of(annex.id, &self.notes, &self.asides, &self.doubts);
        let n_notes = report.doubtful.len() + report.left_out.len();
        report.doubts.len() + report.asides.len() + n_notes
    }

    pub fn n_shown(&self, annex: AnnexId) -> usize {
        self.shown.get(&annex).copied().unwrap_or(ROWS_SHOWN)
    }

    pub fn show_more(&mut self, annex: AnnexId) {
        let n = self.n_shown(annex) + ROWS_MORE;
        self.shown.insert(annex, n);
    }

    pub fn set_role(&mut self, annex: AnnexId, column: ColumnId, role: Role) {
        let columns = self.annex_mut(annex).map(|annex| &mut annex.columns);
        let columns = columns.into_iter().flatten();
        for column in columns.filter(|it| it.id == column) {
            column.role = role;
        }
    }

    /// Cycles a row through section, item and left out.
    pub fn change_kind(&mut self, annex: AnnexId, row: RowId) {
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

    /// Turns a line that was joined or ignored into a row.
    pub fn take_aside(&mut self, row: RowId) {
        let Some(at) = self.asides.iter().position(|aside| aside.row.id == row) else {
            return;
        };
        let aside = self.asides.remove(at);
        // Later lines after the same row now follow the new row.
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
