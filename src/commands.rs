//! What a user can do to the document: each a function from the editor to a transaction.
//!
//! `None` means that the command does not apply here, which greys its button. The page's buttons
//! and keys are made from [`COMMANDS`].

mod apply_form;
mod change_level;
mod columns;
mod convert_phases;
mod copy;
mod delete_row;
mod fill;
mod import_annexes;
mod insert_row;
mod merge_rows;
mod move_row;
mod new_annex;
mod paste;
mod replace;
mod restore;
mod review;

pub use apply_form::{Reshaping, form_of, reshaping};
pub use columns::{delete_column, insert_column, move_column, resize_columns, set_column};
pub use convert_phases::{PhasesAs, phases_as, phases_as_columns, phases_as_sections};
pub use copy::copy;
pub use fill::{fill_down, fill_right, fill_to};
pub use import_annexes::{ImportAs, import_annexes, update_of};
pub use merge_rows::{CellChange, ChangedRow, Update};
pub use move_row::move_rows_to;
pub use new_annex::{Template, delete_annex, new_annex, new_document};
pub use paste::{Block, paste, text_block};
pub use replace::{Replacement, Scope, find, replace, replacements};
pub use restore::restore;
pub use review::{list_findings, list_waivers, set_profile, unwaive, waive};
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::{AnnexHead, Column, Plan, Row},
    wording::Key,
};

/// A command that needs nothing but the editor.
pub struct Command {
    /// Stable name, for tests and styles.
    pub id: &'static str,
    pub label: Key,
    pub shortcut: &'static str,
    pub run: fn(&Editor) -> Option<Transaction>,
}

/// Commands on rows, in the order of the toolbar.
pub const COMMANDS: &[Command] = &[
    Command {
        id: "insert-row-above",
        label: Key::InsertRowAbove,
        shortcut: "Ctrl+Shift+=",
        run: insert_row::above,
    },
    Command {
        id: "insert-row-below",
        label: Key::InsertRowBelow,
        shortcut: "",
        run: insert_row::below,
    },
    Command {
        id: "delete-row",
        label: Key::DeleteRow,
        shortcut: "Ctrl+-",
        run: delete_row::delete_row,
    },
    Command {
        id: "move-row-up",
        label: Key::MoveRowUp,
        shortcut: "Alt+Shift+Up",
        run: move_row::up,
    },
    Command {
        id: "move-row-down",
        label: Key::MoveRowDown,
        shortcut: "Alt+Shift+Down",
        run: move_row::down,
    },
    Command {
        id: "raise-level",
        label: Key::RaiseLevel,
        shortcut: "Alt+Shift+Left",
        run: change_level::raise,
    },
    Command {
        id: "lower-level",
        label: Key::LowerLevel,
        shortcut: "Alt+Shift+Right",
        run: change_level::lower,
    },
];

pub fn command(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// Puts `text` into the active cell, as NFC; `None` when it stands there already.
pub fn set_text(editor: &Editor, text: &str) -> Option<Transaction> {
    let (row, column) = (editor.row()?, editor.column()?);
    let text: String = text.nfc().collect();
    let steps = set_cells(editor, [(row.as_ref(), column, text)]);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidSetCell.with([column.title()]),
        steps,
    })
}

/// Puts `text` into every selected cell.
pub fn set_selected(editor: &Editor, text: &str) -> Option<Transaction> {
    let text: String = text.nfc().collect();
    let ranges = editor.selections();
    let mut cells = Vec::new();
    for range in &ranges {
        let (rows, columns) = editor.cells_of(range);
        for row in rows {
            cells.extend(columns.iter().map(|it| (row.as_ref(), *it, text.clone())));
        }
    }
    if 1 < ranges.len() {
        // Ranges may overlap; a cell is changed once.
        cells.sort_by_key(|(row, column, _)| (row.id, column.id));
        cells.dedup_by_key(|(row, column, _)| (row.id, column.id));
    }
    let steps = set_cells(editor, cells);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidSetCells.with([steps.len().to_string()]),
        steps,
    })
}

/// Empties the selected cells.
pub fn clear(editor: &Editor) -> Option<Transaction> {
    let mut transaction = set_selected(editor, "")?;
    if transaction.steps.len() == 1 {
        transaction.label = Key::DidClearCell.into();
    } else {
        transaction.label = Key::DidClearCells.with([transaction.steps.len().to_string()]);
    }
    Some(transaction)
}

/// Steps for the cells of the active annex whose text is another.
fn set_cells<'cell>(
    editor: &Editor,
    cells: impl IntoIterator<Item = (&'cell Row, &'cell Column, String)>,
) -> Vec<Step> {
    let Some(annex) = editor.annex().map(|annex| annex.id) else {
        return Vec::new();
    };
    let changed = cells
        .into_iter()
        .filter(|(row, column, text)| row.cell(column.id) != text);
    let steps = changed.map(|(row, column, text)| Step::SetCell {
        annex,
        row: row.id,
        column: column.id,
        text,
    });
    steps.collect()
}

/// Lets the active annex's ordinals follow its rows by themselves, or be what people type.
pub fn set_automatic_ordinals(editor: &Editor, automatic: bool) -> Option<Transaction> {
    let head = AnnexHead {
        automatic_ordinals: automatic,
        ..editor.annex()?.head.clone()
    };
    let mut transaction = set_head(editor, head)?;
    transaction.label = Key::DidSetOrdinals.into();
    Some(transaction)
}

/// Replaces the lines above the active annex's table.
pub fn set_head(editor: &Editor, head: AnnexHead) -> Option<Transaction> {
    let annex = editor.annex().filter(|annex| annex.head != head)?;
    Some(Transaction {
        label: Key::DidSetHead.into(),
        steps: vec![Step::SetHead {
            annex: annex.id,
            head,
        }],
    })
}

/// Replaces what identifies the plan.
pub fn set_plan(editor: &Editor, plan: Plan) -> Option<Transaction> {
    (editor.document().plan != plan).then(|| Transaction {
        label: Key::DidSetPlan.into(),
        steps: vec![Step::SetPlan { plan }],
    })
}
