use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::{Row, RowId, RowKind},
    wording::Key,
};

/// Puts tab-separated text into the cells from the active one on; what goes beyond the last row
/// becomes new rows, what goes beyond the last column is left out.
pub fn paste(editor: &Editor, text: &str) -> Option<Transaction> {
    let block = cells(text);
    let annex = editor.annex()?;
    let cursor = editor.cursor();
    let mut ids = editor.next_id()..;
    let mut steps = Vec::new();
    let mut new_rows = Vec::new();
    for (offset, texts) in block.iter().enumerate() {
        let columns = annex.columns.iter().skip(cursor.column);
        let texts = columns.zip(texts.iter().map(|text| text.nfc().collect::<String>()));
        match annex.rows.get(cursor.row + offset) {
            Some(row) => steps.extend(
                texts
                    .filter(|(column, text)| row.cell(column.id) != text)
                    .map(|(column, text)| Step::SetCell {
                        annex: annex.id,
                        row: row.id,
                        column: column.id,
                        text,
                    }),
            ),
            None => {
                let cells = texts.map(|(column, text)| (column.id, text));
                new_rows.push(Arc::new(Row::with_cells(
                    RowId(ids.next()?),
                    RowKind::Item(1),
                    cells,
                )));
            }
        }
    }
    if !new_rows.is_empty() {
        steps.push(Step::InsertRows {
            annex: annex.id,
            at: annex.rows.len(),
            rows: new_rows,
        });
    }
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidPaste.with([block.len().to_string()]),
        steps,
    })
}

/// The rows and cells of tab-separated text. A cell that holds a tab, a quote or a line break is
/// quoted, with its quotes doubled, as spreadsheets write it.
fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() && !quoted => quoted = true,
            '\t' | '\n' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(std::mem::take(&mut cell));
                }
                if c == '\n' {
                    rows.push(Vec::new());
                }
            }
            other => cell.push(other),
        }
    }
    if let Some(row) = rows.last_mut() {
        row.push(cell);
    }
    rows
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{editor::Cursor, fixture};

    #[test]
    fn a_block_fills_cells_and_appends_rows() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead
            - 1 | Một | Sở Nội vụ
            - 2 | Hai | Sở Nội vụ
        ",
        ));
        editor.move_to(Cursor {
            annex: 0,
            row: 1,
            column: 1,
        });
        let transaction = paste(
            &editor,
            "Hai\tSở Y tế\tthừa\r\n\"Ba \"\"ba\"\"\"\tSở Tài chính\r\n",
        )
        .unwrap();
        editor.commit(&transaction).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r#"
        - 1 | Một | Sở Nội vụ
        - 2 | Hai | Sở Y tế
        -  | Ba "ba" | Sở Tài chính
        "#);
        editor.undo();
        assert_eq!(editor.document().n_rows(), 2);
    }
}
