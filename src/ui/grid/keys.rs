//! What a key does while a cell is selected and nobody is typing.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::GridState;
use crate::{commands, editor::Cursor, wording::Key};

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
    match (key.as_str(), ctrl) {
        ("ArrowUp", false) => go(state, -1, 0),
        ("ArrowDown", false) => go(state, 1, 0),
        ("ArrowLeft", false) => go(state, 0, -1),
        ("ArrowRight", false) => go(state, 0, 1),
        ("ArrowUp", true) => to_edge(state, -1),
        ("ArrowDown", true) => to_edge(state, 1),
        ("ArrowLeft", true) | ("Home", false) => go(state, 0, isize::MIN),
        ("ArrowRight", true) | ("End", false) => go(state, 0, isize::MAX),
        ("Home", true) => go(state, isize::MIN, isize::MIN),
        ("End", true) => go(state, isize::MAX, isize::MAX),
        ("PageUp", false) => go(state, -(state.rows_per_screen() as isize), 0),
        ("PageDown", false) => go(state, state.rows_per_screen() as isize, 0),
        ("Enter", false) => go(state, if shift { -1 } else { 1 }, 0),
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
        ("z" | "Z", true) if shift => history(state, false),
        ("z" | "Z", true) => history(state, true),
        ("y" | "Y", true) => history(state, false),
        ("=" | "+", true) if shift => run(state, "insert-row-above"),
        ("-", true) => run(state, "delete-row"),
        _ => Outcome::Leave,
    }
}

/// Moves the cursor by rows and columns; beyond an edge it stays at the edge.
pub(super) fn go(state: GridState, rows: isize, columns: isize) -> Outcome {
    let cursor = state.cursor.get_untracked();
    place(
        state,
        cursor.row.saturating_add_signed(rows),
        cursor.column.saturating_add_signed(columns),
    )
}

/// To the next cell, over the end of the row to the next row.
pub(super) fn tab(state: GridState, back: bool) -> Outcome {
    let cursor = state.cursor.get_untracked();
    let last = state.columns.with_untracked(Vec::len).saturating_sub(1);
    match (back, cursor.column) {
        (false, column) if column < last => go(state, 0, 1),
        (false, _) => place(state, cursor.row + 1, 0),
        (true, 0) if cursor.row == 0 => Outcome::Done,
        (true, 0) => place(state, cursor.row - 1, last),
        (true, _) => go(state, 0, -1),
    }
}

fn place(state: GridState, row: usize, column: usize) -> Outcome {
    let annex = state.cursor.get_untracked().annex;
    state.app.move_to(Cursor { annex, row, column });
    state.reveal(state.cursor.get_untracked().row);
    Outcome::Done
}

/// Up or down to the edge of the filled block, as spreadsheets do.
fn to_edge(state: GridState, step: isize) -> Outcome {
    let row = state.app.editor.with_untracked(|editor| {
        let (annex, column) = (editor.annex()?, editor.column()?);
        let filled = |row: usize| {
            annex
                .rows
                .get(row)
                .map(|row| !row.cell(column.id).is_empty())
        };
        let mut row = editor.cursor().row;
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
        Some(row) => place(state, row, state.cursor.get_untracked().column),
        None => Outcome::Done,
    }
}

fn run(state: GridState, id: &str) -> Outcome {
    let app = state.app;
    let before = state.cursor.get_untracked();
    if let Some(command) = commands::command(id) {
        app.run(command.run);
        // A moved row takes the cursor along.
        match id {
            "move-row-up" => place(state, before.row.saturating_sub(1), before.column),
            "move-row-down" => place(state, before.row + 1, before.column),
            _ => Outcome::Done,
        };
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
