//! What a user can do to the document: functions from a [`Selection`] to a transaction.
//!
//! `None` means that the command does not apply, which disables its button. The buttons and keys of
//! the page are built from [`COMMANDS`].

mod apply_form;
mod arrange_annexes;
mod cells;
mod change_level;
mod columns;
mod convert_phases;
mod copy;
mod delete_row;
mod earlier;
mod fill;
mod formula;
mod head;
mod import_annexes;
mod insert_row;
mod merge_rows;
mod move_row;
mod new_annex;
mod paste;
mod release_plan;
mod replace;
mod report_progress;
mod restore;
mod review;
mod take_report;
mod update;

pub use apply_form::{Reshaping, form_of, reshaping};
pub use arrange_annexes::{duplicate_annex, move_annex, rename_annex};
pub use cells::{clear, set_note, set_selected, set_text};
pub use columns::{delete_column, insert_column, move_column, resize_columns, set_column};
pub use convert_phases::{PhasesAs, phases_as, phases_as_columns, phases_as_sections};
pub use copy::copy;
pub use fill::{fill_down, fill_right, fill_to};
pub use formula::{formula_value, is_formula};
pub use head::{set_automatic_ordinals, set_head, set_plan};
pub use import_annexes::{
    ImportAs, combined, import_annexes, is_report_on, is_update_of, update_of,
};
pub use insert_row::append_row;
pub use move_row::move_rows_to;
pub use new_annex::{Template, delete_annex, new_annex, new_document};
pub use paste::{Block, BlockRow, paste, text_block};
pub use release_plan::release_plan_columns;
pub use replace::{ReplaceScope, find, replace};
pub use report_progress::{
    ReportSource, accept_proposals, edit_opening, make_reports, report_sources, set_opening,
    set_pace, set_report_date,
};
pub use restore::restore;
pub use review::{export_notes, list_findings, list_waivers, set_profile, unwaive, waive};
pub use update::{Caution, CellChange, CellPart, ChangedRow, Choice, Decisions, NewRow, Update};

use crate::{edit::Transaction, editor::Selection, wording::Key};

/// Identifies a command of [`COMMANDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandId {
    InsertRowAbove,
    InsertRowBelow,
    DeleteRow,
    MoveRowUp,
    MoveRowDown,
    RaiseLevel,
    LowerLevel,
}

/// A command that needs nothing but the selection.
pub struct Command {
    pub id: CommandId,
    pub label: Key,
    pub shortcut: &'static str,
    pub run: fn(&Selection) -> Option<Transaction>,
}

/// Row commands in toolbar order.
pub const COMMANDS: &[Command] = &[
    Command {
        id: CommandId::InsertRowAbove,
        label: Key::InsertRowAbove,
        shortcut: "Ctrl+Shift+=",
        run: insert_row::above,
    },
    Command {
        id: CommandId::InsertRowBelow,
        label: Key::InsertRowBelow,
        shortcut: "",
        run: insert_row::below,
    },
    Command {
        id: CommandId::DeleteRow,
        label: Key::DeleteRow,
        shortcut: "Ctrl+-",
        run: delete_row::delete_row,
    },
    Command {
        id: CommandId::MoveRowUp,
        label: Key::MoveRowUp,
        shortcut: "Alt+Shift+↑",
        run: move_row::up,
    },
    Command {
        id: CommandId::MoveRowDown,
        label: Key::MoveRowDown,
        shortcut: "Alt+Shift+↓",
        run: move_row::down,
    },
    Command {
        id: CommandId::RaiseLevel,
        label: Key::RaiseLevel,
        shortcut: "Alt+Shift+←",
        run: change_level::raise,
    },
    Command {
        id: CommandId::LowerLevel,
        label: Key::LowerLevel,
        shortcut: "Alt+Shift+→",
        run: change_level::lower,
    },
];

impl CommandId {
    /// Returns the command; `None` only if it is missing from [`COMMANDS`].
    pub fn command(self) -> Option<&'static Command> {
        COMMANDS.iter().find(|command| command.id == self)
    }
}
