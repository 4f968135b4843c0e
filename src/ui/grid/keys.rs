//! What a key does while a cell is selected and nobody is typing.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::GridState;
use crate::{
    browser, commands,
    editor::{Cursor, Editor},
    wording::Key,
};

/// What the cell editor has to do after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The key was taken care of.
    Done,
    /// Start editing at the end of the cell's text.
    Edit,
    /// Start editing with nothing.
    EditEmpty,
    /// Leave the key to the browser: it may type a character.
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
    if alt && shift && !ctrl {
        let command = match key.as_str() {
            "ArrowUp" => "move-row-up",
            "ArrowDown" => "move-row-down",
            "ArrowLeft" => "raise-level",
            "ArrowRight" => "lower-level",
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
    let screen = state.rows_per_screen() as isize;
    match (key.as_str(), ctrl) {
        ("ArrowUp", false) => step(state, -1, 0, shift),
        ("ArrowDown", false) => step(state, 1, 0, shift),
        ("ArrowLeft", false) => step(state, 0, -1, shift),
        ("ArrowRight", false) => step(state, 0, 1, shift),
        ("ArrowUp", true) => to_edge(state, -1, shift),
        ("ArrowDown", true) => to_edge(state, 1, shift),
        ("ArrowLeft", true) | ("Home", false) => step(state, 0, isize::MIN, shift),
        ("ArrowRight", true) | ("End", false) => step(state, 0, isize::MAX, shift),
        ("Home", true) => step(state, isize::MIN, isize::MIN, shift),
        ("End", true) => step(state, isize::MAX, isize::MAX, shift),
        ("PageUp", false) => step(state, -screen, 0, shift),
        ("PageDown", false) => step(state, screen, 0, shift),
        ("Enter", false) => enter(state, shift),
        ("Tab", false) => tab(state, shift),
        ("F2", _) => Outcome::Edit,
        ("F8", _) => {
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
            app.run(|editor| commands::set_text(editor, &browser::today()));
            Outcome::Done
        }
        ("z" | "Z", true) if shift => history(state, false),
        ("z" | "Z", true) => history(state, true),
        ("y" | "Y", true) => history(state, false),
        ("=" | "+", true) if shift => run(state, "insert-row-above"),
        ("-", true) => run(state, "delete-row"),
        _ => Outcome::Leave,
    }
}

/// Moves the cursor, or with Shift the selection's other corner, by rows and columns; beyond an
/// edge it stays at the edge.
fn step(state: GridState, rows: isize, columns: isize, extend: bool) -> Outcome {
    state.end_of_tabs();
    let cursor = state.cursor.get_untracked();
    let (row, column) = match extend {
        true => state.app.editor.with_untracked(|editor| editor.corner()),
        false => (cursor.row, cursor.column),
    };
    let to = (
        row.saturating_add_signed(rows),
        column.saturating_add_signed(columns),
    );
    if extend {
        state.select_to(to.0, to.1);
        Outcome::Done
    } else {
        place(state, to.0, to.1)
    }
}

/// Moves the cursor by rows and columns; beyond an edge it stays at the edge.
pub(super) fn go(state: GridState, rows: isize, columns: isize) -> Outcome {
    step(state, rows, columns, false)
}

/// Down or up; after a run of Tabs back to the column where the run began.
pub(super) fn enter(state: GridState, back: bool) -> Outcome {
    let row = state.cursor.get_untracked().row;
    let column = state
        .tabs_began()
        .unwrap_or(state.cursor.get_untracked().column);
    state.end_of_tabs();
    place(
        state,
        row.saturating_add_signed(if back { -1 } else { 1 }),
        column,
    )
}

/// Every cell of the annex.
fn select_all(state: GridState) -> Outcome {
    let cursor = state.cursor.get_untracked();
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
    let columns = state.selection.get_untracked().columns;
    let cursor = state.cursor.get_untracked();
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
    let rows = state.selection.get_untracked().rows;
    let cursor = state.cursor.get_untracked();
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

/// To the next cell, over the end of the row to the next row.
pub(super) fn tab(state: GridState, back: bool) -> Outcome {
    let cursor = state.cursor.get_untracked();
    let last = state.columns.with_untracked(Vec::len).saturating_sub(1);
    state.begin_tabs(cursor.column);
    match (back, cursor.column) {
        (false, column) if column < last => place(state, cursor.row, column + 1),
        (false, _) => place(state, cursor.row + 1, 0),
        (true, 0) if cursor.row == 0 => Outcome::Done,
        (true, 0) => place(state, cursor.row - 1, last),
        (true, column) => place(state, cursor.row, column - 1),
    }
}

fn place(state: GridState, row: usize, column: usize) -> Outcome {
    let annex = state.cursor.get_untracked().annex;
    state.app.move_to(Cursor { annex, row, column });
    state.reveal(state.cursor.get_untracked().row);
    Outcome::Done
}

/// Up or down to the edge of the filled block, as spreadsheets do.
fn to_edge(state: GridState, step: isize, extend: bool) -> Outcome {
    let corner = state.app.editor.with_untracked(|editor| editor.corner());
    let row = state.app.editor.with_untracked(|editor| {
        let (annex, column) = (editor.annex()?, editor.column()?);
        let filled = |row: usize| {
            annex
                .rows
                .get(row)
                .map(|row| !row.cell(column.id).is_empty())
        };
        let mut row = if extend {
            corner.0
        } else {
            editor.cursor().row
        };
        let next = |row: usize| {
            row.checked_add_signed(step)
                .filter(|row| *row < annex.rows.len())
        };
        // From inside a block to its end; from its end, or a gap, to the next block.
        let in_block = filled(row) == Some(true) && next(row).and_then(filled) == Some(true);
        while let Some(ahead) = next(row) {
            if in_block && filled(ahead) == Some(false) {
                break;
            }
            row = ahead;
            if !in_block && filled(row) == Some(true) {
                break;
            }
        }
        Some(row)
    });
    match row {
        Some(row) if extend => {
            state.select_to(row, corner.1);
            Outcome::Done
        }
        Some(row) => place(state, row, state.cursor.get_untracked().column),
        None => Outcome::Done,
    }
}

fn run(state: GridState, id: &str) -> Outcome {
    let app = state.app;
    if let Some(command) = commands::command(id) {
        let revision = |editor: &Editor| editor.revision();
        let before = app.editor.with_untracked(revision);
        app.run(command.run);
        // Moved rows take the selection along.
        let moved = app.editor.with_untracked(revision) != before;
        let by = match id {
            "move-row-up" => -1,
            "move-row-down" => 1,
            _ => 0,
        };
        if moved && by != 0 {
            let cursor = state.cursor.get_untracked();
            let (row, column) = app.editor.with_untracked(|editor| editor.corner());
            let at = Cursor {
                row: cursor.row.saturating_add_signed(by),
                ..cursor
            };
            state.select(at, (row.saturating_add_signed(by), column));
            state.reveal(at.row);
        }
        let language = app.language.get_untracked();
        app.announcement
            .set(command.label.text(language).to_owned());
    }
    Outcome::Done
}

fn history(state: GridState, back: bool) -> Outcome {
    if back {
        state.app.undo();
    } else {
        state.app.redo();
    }
    state.reveal(state.cursor.get_untracked().row);
    Outcome::Done
}

/// Applies the quick-fix of the active cell, if a finding there has one.
fn fix_here(state: GridState) {
    let fix = state.app.editor.with_untracked(|editor| {
        let (row, column) = (editor.row()?.id, editor.column()?.id);
        let here = editor
            .findings()
            .iter()
            .filter(|it| it.row == row && it.column == column);
        here.filter_map(|it| it.fix.as_ref())
            .map(|fix| fix.transaction.clone())
            .next()
    });
    state.app.dispatch(fix);
}

/// Goes to the next finding after the cursor, or the one before it, round the end.
fn next_finding(state: GridState, back: bool) {
    let app = state.app;
    let found = app.editor.with_untracked(|editor| {
        let here = editor.cursor();
        let key = |place: &Cursor| (place.annex, place.row, place.column);
        let mut places = editor
            .findings()
            .iter()
            .filter_map(|it| Some((editor.place_of(it)?, it.message.clone())));
        if back {
            let places: Vec<_> = places.collect();
            let before = places
                .iter()
                .rev()
                .find(|(place, _)| key(place) < key(&here));
            before.or(places.last()).cloned()
        } else {
            let first = places.next();
            let first_after = first.clone().filter(|(place, _)| key(&here) < key(place));
            first_after
                .or_else(|| places.find(|(place, _)| key(&here) < key(place)))
                .or(first)
        }
    });
    let language = app.language.get_untracked();
    match found {
        Some((place, message)) => {
            app.move_to(place);
            app.announcement.set(message.text(language));
            state.reveal(place.row);
        }
        None => app
            .announcement
            .set(Key::NoFindings.text(language).to_owned()),
    }
}
