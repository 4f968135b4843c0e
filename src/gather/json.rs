//! A board as JSON, for scripts.

use serde_json::{Map, Value, json};

use super::board::Board;
use crate::wording::Language;

/// Returns an object whose `units` has every unit with its rows; the README describes its shape.
pub fn json(board: &Board, language: Language) -> Value {
    let units = board.parts.iter().map(|part| {
        let rows = part.rows.iter().map(|row| {
            let mut cells = Map::new();
            for cell in &row.cells {
                cells.insert(cell.heading.key().to_owned(), cell.text.as_str().into());
            }
            json!({
                "form": row.form,
                "source": { "file": &*row.file, "sheet": &*row.sheet, "row": row.line },
                "cells": cells,
            })
        });
        json!({
            "unit": part.unit,
            "state": part.state.key(),
            "files": part.files.iter().map(|it| it.name.as_str()).collect::<Value>(),
            "rows": rows.collect::<Value>(),
            "notes": part.notes.iter().map(|note| note.text(language)).collect::<Value>(),
        })
    });
    json!({ "units": units.collect::<Value>() })
}
