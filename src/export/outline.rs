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
    let keys = row_keys(&annex.columns);
    json!({
        "sheet": head.sheet,
        "kind": head.kind.key(),
        "number": Some(&head.number).filter(|number| !number.is_empty()),
        "title": head.title,
        "reference": Some(&head.reference).filter(|reference| !reference.is_empty()),
        "columns": columns.map(|column| json!([key(column), column.title()])).collect::<Value>(),
        "rows": annex.rows.iter().map(|it| row(annex, &keys, it)).collect::<Value>(),
    })
}

/// Returns the keys of an annex's columns in its rows.
pub fn keys(annex: &Annex) -> Vec<String> {
    row_keys(&annex.columns)
}

/// Returns the keys of the columns in a row. A key that an earlier column has gets ` (2)`, ` (3)`
/// behind it.
fn row_keys(columns: &[Column]) -> Vec<String> {
    numbered(columns.iter().map(|column| match column.role {
        Role::Other => format!("other: {}", column.title()),
        _ => key(column),
    }))
}

/// Puts ` (2)`, ` (3)` behind a name that an earlier column has.
pub fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in names {
        let numbered = (2..).map(|n| format!("{key} ({n})"));
        let mut keyed = std::iter::once(key.clone()).chain(numbered);
        keys.extend(keyed.find(|key| !keys.contains(key)));
    }
    keys
}

fn row(annex: &Annex, keys: &[String], row: &Row) -> Value {
    let mut object = Map::new();
    let kind = match row.kind {
        RowKind::Section(_) => "section",
        RowKind::Item(_) => "item",
    };
    object.insert("kind".to_owned(), kind.into());
    if 1 < row.kind.level() {
        object.insert("level".to_owned(), row.kind.level().into());
    }
    for (column, key) in annex.columns.iter().zip(keys) {
        let text = row.cell(column.id).trim();
        if !text.is_empty() {
            object.insert(key.clone(), text.into());
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{AnnexHead, AnnexId, ColumnId, RowId};

    #[test]
    fn columns_that_share_a_key_are_numbered() {
        let columns = [
            (Role::Note, "Ghi chú"),
            (Role::Other, "Khác"),
            (Role::Other, "Khác"),
            (Role::Note, "Giải trình"),
            (Role::Other, "Khác"),
            (Role::Target, "Năm 2026"),
            (Role::Target, "Kế hoạch 2026"),
        ];
        let columns = (1..).zip(columns);
        let columns: Vec<Column> = columns
            .map(|(id, (role, title))| Column::new(ColumnId(id), role, &[title]))
            .collect();
        let cells = columns.iter().map(|it| (it.id, it.id.0.to_string()));
        let row = Row::with_cells(RowId(1), RowKind::Item(1), cells);
        let annex = Annex {
            id: AnnexId(1),
            head: AnnexHead::default(),
            columns,
            rows: vec![Arc::new(row)],
        };
        let document = Document {
            annexes: vec![annex],
            ..Document::default()
        };
        assert_eq!(
            outline(&document)[0]["rows"][0],
            json!({
                "kind": "item",
                "note": "1",
                "other: Khác": "2",
                "other: Khác (2)": "3",
                "note (2)": "4",
                "other: Khác (3)": "5",
                "target 2026": "6",
                "target 2026 (2)": "7",
            })
        );
    }
}
