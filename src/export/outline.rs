//! Outline of a document as JSON: what was understood, row by row.

use serde_json::{Map, Value, json};

use crate::model::{Annex, Column, Document, Role, Row, RowKind};

/// Returns an array with one object per annex; the README describes its shape.
pub fn outline(document: &Document) -> Value {
    document.annexes.iter().map(annex).collect()
}

fn annex(annex: &Annex) -> Value {
    let head = &annex.head;
    let columns = annex.columns.iter();
    json!({
        "sheet": head.sheet,
        "kind": head.kind.key(),
        "number": Some(&head.number).filter(|number| !number.is_empty()),
        "title": head.title,
        "reference": Some(&head.reference).filter(|reference| !reference.is_empty()),
        "columns": columns.map(|column| json!([key(column), column.title()])).collect::<Value>(),
        "rows": annex.rows.iter().map(|it| row(annex, it)).collect::<Value>(),
    })
}

fn row(annex: &Annex, row: &Row) -> Value {
    let mut object = Map::new();
    let kind = match row.kind {
        RowKind::Section(_) => "section",
        RowKind::Item(_) => "item",
    };
    object.insert("kind".to_owned(), kind.into());
    if 1 < row.kind.level() {
        object.insert("level".to_owned(), row.kind.level().into());
    }
    for column in &annex.columns {
        let text = row.cell(column.id).trim();
        if !text.is_empty() {
            let key = match column.role {
                Role::Other => format!("other: {}", column.title()),
                _ => key(column),
            };
            object.insert(key, text.into());
        }
    }
    Value::Object(object)
}

/// Returns the key of a column: its role, followed by the phase of a target: `target 2026-2027`.
fn key(column: &Column) -> String {
    match column.phase() {
        Some(phase) => format!("{} {}", column.role.key(), phase.key()),
        None => column.role.key().to_owned(),
    }
}
