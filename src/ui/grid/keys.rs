//! Keys while a cell is selected and nothing is being typed.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::state::GridState;
use crate::{
    browser,
    commands::{self, CommandId},
    edit::Transaction,
    editor::{Cursor, Editor},
    model::CellRef,
    ui::app::{dialog::Dialog, side::Side},
    wording::Key,
};

/// What the cell editor does after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The key was handled.
    Done,
    /// Open the cell for editing, with the caret at the end of its text.
    Edit,
    /// Start editing with an empty text.
    EditEmpty,
    /// Leave the key to the browser, which may type a character.
    Leave,
}

pub(super) fn select_mode(state: GridState, event: &KeyboardEvent) -> Outcome {
    let app = state.app;
    let (ctrl, shift, alt) = (
        event.ctrl_key() || event.meta_key(),
        event.shift_key(),
        event.alt_key(),
    );
    let key = event.key();
    // Ctrl+Shift+V may have been followed by no paste, as with an empty clipboard.
    state.typing.paste_plain.set_value(false);
    if alt && shift && !ctrl {
        let command = match key.as_str() {
            "ArrowUp" => CommandId::MoveRowUp,
            "ArrowDown" => CommandId::MoveRowDown,
            "ArrowLeft" => CommandId::RaiseLevel,
            "ArrowRight" => CommandId::LowerLevel,
            _ => return Outcome::Leave,
        };
        return run(state, command);
    }
    if alt {
        return match key.as_str() {
            "Enter" => {
                fix_here(state);
                Outcome::Done
            }
            _ => Outcome::Leave,
        };
    }
    let screen = state.viewport.rows_per_screen() as isize;
    match (key.as_str(), ctrl) {
        ("ArrowUp", false) => step(state, -1, 0, shift),
        ("ArrowDown", false) => step(state, 1, 0, shift),
        ("ArrowLeft", false) => step(state, 0, -1, shift),
        ("ArrowRight", false) => step(state, 0, 1, shift),
        ("ArrowUp", true) => to_edge(state, -1, shift),
        ("ArrowDown", true) => to_edge(state, 1, shift),
        ("ArrowLeft", true) => to_edge_across(state, -1, shift),
        ("ArrowRight", true) => to_edge_across(state, 1, shift),
        ("Home", false) => step(state, 0, isize::MIN, shift),
        ("End", false) => step(state, 0, isize::MAX, shift),
        ("Home", true) => step(state, isize::MIN, isize::MIN, shift),
        ("End", true) => step(state, isize::MAX, isize::MAX, shift),
        ("PageUp", false) => step(state, -screen, 0, shift),
        ("PageDown", false) => step(state, screen, 0, shift),
        ("Enter", false) => enter(state, shift),
        ("Tab", false) => tab(state, shift),
        ("F2", false) if shift => {
            app.dialog.set(Some(Dialog::Note));
            Outcome::Done
        }
        ("F2", true) => {
            app.dialog.set(Some(Dialog::LongText));
            Outcome::Done
        }
        ("F2", false) => Outcome::Edit,
        (".", true) => {
            state.toggle_fold(state.selected.cursor.get_untracked().row);
            Outcome::Done
        }
        ("l" | "L", true) if shift => {
            state.toggle_filter_row();
            Outcome::Done
        }
        ("v" | "V", true) if shift => {
            state.typing.paste_plain.set_value(true);
            Outcome::Leave
        }
        ("F8", _) => {
            app.show_side(Some(Side::Findings));
            next_finding(state, shift);
            Outcome::Done
        }
        ("Backspace", false) => Outcome::EditEmpty,
        ("Delete", false) => {
            app.run(commands::clear);
            Outcome::Done
        }
        ("a" | "A", true) => select_all(state),
        (" ", true) => select_columns(state),
        (" ", false) if shift => select_rows(state),
        ("d" | "D", true) => {
            app.run(commands::fill_down);
            Outcome::Done
        }
        ("r" | "R", true) if !shift => {
            app.run(commands::fill_right);
            Outcome::Done
        }
        (";", true) => {
            app.run(|selection| commands::set_text(selection, &browser::today()));
            Outcome::Done
        }
        ("z" | "Z", true) if shift => history(state, false),
        ("z" | "Z", true) => history(state, true),
        ("y" | "Y", true) => history(state, false),
        ("=" | "+", true) if shift => run(state, CommandId::InsertRowAbove),
        ("-", true) => run(state, CommandId::DeleteRow),
        _ => Outcome::Leave,
    }
}

/// Moves the cursor, or with `extend` the selection's other corner, by rows and columns, clamped to
/// the edges.
fn step(state: GridState, rows: isize, columns: isize, extend: bool) -> Outcome {
    let (row, column) = from(state, extend);
    if (rows, columns, extend) == (1, 0, false) {
        state.end_tab_run();
        return place(state, row + 1, column);
    }
    let row = row.saturating_add_signed(rows);
    go_to(state, row, column.saturating_add_signed(columns), extend)
}

/// Moves the cursor by rows and columns, clamped to the edges.
pub(super) fn go(state: GridState, rows: isize, columns: isize) -> Outcome {
    step(state, rows, columns, false)
}

/// Moves down or up; after a run of Tab keys, back to the column where the run began.
pub(super) fn enter(state: GridState, back: bool) -> Outcome {
    let row = state.selected.cursor.get_untracked().row;
    let column = state
        .tab_run_start()
        .unwrap_or(state.selected.cursor.get_untracked().column);
    state.end_tab_run();
    place(
        state,
        row.saturating_add_signed(if back { -1 } else { 1 }),
        column,
    )
}

/// Selects every cell of the annex.
fn select_all(state: GridState) -> Outcome {
    let cursor = state.selected.cursor.get_untracked();
    state.select(
        Cursor {
            row: 0,
            column: 0,
            ..cursor
        },
        (usize::MAX, usize::MAX),
    );
    Outcome::Done
}

fn select_columns(state: GridState) -> Outcome {
    let columns = state.app.editor.with_untracked(Editor::range).columns;
    let cursor = state.selected.cursor.get_untracked();
    state.select(
        Cursor {
            row: 0,
            column: columns.start,
            ..cursor
        },
        (usize::MAX, columns.end.saturating_sub(1)),
    );
    Outcome::Done
}

fn select_rows(state: GridState) -> Outcome {
    let rows = state.app.editor.with_untracked(Editor::range).rows;
    let cursor = state.selected.cursor.get_untracked();
    state.select(
        Cursor {
            row: rows.start,
            column: 0,
            ..cursor
        },
        (rows.end.saturating_sub(1), usize::MAX),
    );
    Outcome::Done
}

/// Moves to the next or previous cell, at the end of a row to the next row.
pub(super) fn tab(state: GridState, back: bool) -> Outcome {
    let cursor = state.selected.cursor.get_untracked();
    let last = state
        .viewport
        .columns
        .with_untracked(Vec::len)
        .saturating_sub(1);
    // A row that is typed begins behind its automatic ordinal.
    let is_before_text = !back && cursor.column < last && state.is_in_numbered_column();
    state.begin_tab_run(cursor.column + usize::from(is_before_text));
    match (back, cursor.column) {
        (false, column) if column < last => place(state, cursor.row, column + 1),
        (false, _) => place(state, cursor.row + 1, 0),
        // Leaves the grid backwards, as from any field.
        (true, 0) if cursor.row == 0 => Outcome::Leave,
        (true, 0) => place(state, cursor.row - 1, last),
        (true, column) => place(state, cursor.row, column - 1),
    }
}

/// Moves to a cell, also of the empty row below the last.
fn place(state: GridState, row: usize, column: usize) -> Outcome {
    let annex = state.selected.cursor.get_untracked().annex;
    state.app.step_to(Cursor { annex, row, column });
    state.reveal_cursor();
    state.say_cell();
    Outcome::Done
}

/// Moves up or down to the edge of the filled block, as spreadsheets do.
fn to_edge(state: GridState, step: isize, extend: bool) -> Outcome {
    let (row, column) = from(state, extend);
    let row = state.app.editor.with_untracked(|editor| {
        let id = editor.column()?.id;
        Some(edge(row, step, |at| {
            editor.shown_row(at).map(|row| !row.cell(id).is_empty())
        }))
    });
    go_to(state, row.unwrap_or(0), column, extend)
}

/// Moves left or right to the edge of the filled block.
fn to_edge_across(state: GridState, step: isize, extend: bool) -> Outcome {
    let (row, column) = from(state, extend);
    let column = state.app.editor.with_untracked(|editor| {
        // The empty row below the last has no texts.
        let shown = editor.shown_row(row);
        edge(column, step, |at| {
            let column = editor.shown_column(at)?;
            Some(shown.is_some_and(|row| !row.cell(column.id).is_empty()))
        })
    });
    go_to(state, row, column, extend)
}

/// Returns the cell that a key moves from: the cursor, or the moving corner of the selection.
fn from(state: GridState, extend: bool) -> (usize, usize) {
    let cursor = state.selected.cursor.get_untracked();
    match extend {
        true => state.app.editor.with_untracked(Editor::corner),
        false => (cursor.row, cursor.column),
    }
}

fn go_to(state: GridState, row: usize, column: usize, extend: bool) -> Outcome {
    state.end_tab_run();
    if extend {
        state.select_to(row, column);
        Outcome::Done
    } else {
        let last = state.viewport.n_rows.get_untracked().saturating_sub(1);
        // From the empty row below the last, sideways or down stays in it.
        let here = state.selected.cursor.get_untracked().row;
        place(state, row.min(last.max(here)), column)
    }
}

/// Returns the end of the filled block around `at`, or, from its end or a gap, the start of the
/// next block. `filled` says whether a position has text; `None` beyond the last position.
fn edge(at: usize, step: isize, filled: impl Fn(usize) -> Option<bool>) -> usize {
    let next = |at: usize| {
        at.checked_add_signed(step)
            .filter(|at| filled(*at).is_some())
    };
    let mut at = at;
    let in_block = filled(at) == Some(true) && next(at).and_then(&filled) == Some(true);
    while let Some(ahead) = next(at) {
        if in_block && filled(ahead) == Some(false) {
            break;
        }
        at = ahead;
        if !in_block && filled(at) == Some(true) {
            break;
        }
    }
    at
}

/// Runs one of the row commands and announces it.
pub(super) fn run(state: GridState, id: CommandId) -> Outcome {
    let app = state.app;
    if let Some(command) = id.command() {
        app.run_command(command);
        state.reveal_cursor();
        app.announcement.set(app.text(&command.label.into()));
    }
    Outcome::Done
}

fn history(state: GridState, back: bool) -> Outcome {
    if back {
        state.app.undo();
    } else {
        state.app.redo();
    }
    state.reveal_cursor();
    Outcome::Done
}

/// Returns the quick-fix of the active cell, if one of its findings has one.
pub(super) fn fix_of_cell(editor: &Editor) -> Option<Transaction> {
    let (row, column) = (editor.row()?, editor.column()?.id);
    let found = editor.findings_of(row);
    let mut here = found.iter().filter(|it| it.column == column);
    here.find_map(|it| it.fix.as_ref())
        .map(|fix| fix.transaction.clone())
}

/// Applies the quick-fix of the active cell.
pub(super) fn fix_here(state: GridState) {
    let fix = state.app.editor.with_untracked(fix_of_cell);
    state.app.apply(fix);
}

/// Goes to the next or previous finding, wrapping around at the end.
fn next_finding(state: GridState, back: bool) {
    let app = state.app;
    app.settle();
    let found = app.editor.with_untracked(|editor| {
        let findings = editor.findings();
        let places: Vec<CellRef> = findings.iter().map(|it| it.cell_ref()).collect();
        let place = editor.next_of(&places, back)?;
        let finding = findings.iter().find(|it| it.cell_ref() == place)?;
        Some((place, finding.message.clone()))
    });
    let Some((place, message)) = found else {
        let is_checked = app.editor.with_untracked(Editor::is_checked);
        let said = if is_checked {
            Key::NoFindings
        } else {
            Key::Checking
        };
        return app.announcement.set(app.text(&said.into()));
    };
    app.editor.update(|editor| editor.go_to(place));
    state.reveal_cursor();
    app.announcement.set(app.text(&message));
}
