use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use super::cells::set_cells;
use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Row, RowId, RowKind},
    wording::Key,
};

/// Cell texts by row, as parsed from the clipboard. Rows may differ in length.
pub type Block = Vec<Vec<String>>;

/// Pastes a block at the top left of the selection, as NFC. Rows beyond the last shown row become
/// new items at the end of the annex; columns beyond the last shown column are left out. If the
/// selection's height or width is a multiple of the block's, the block repeats in that direction.
pub fn paste(selection: &Selection, block: &Block) -> Option<Transaction> {
    let annex = selection.annex()?;
    let range = selection.range();
    let n_columns = block.iter().map(Vec::len).max().filter(|n| 0 < *n)?;
    let times = |selected: usize, pasted: usize| match selected % pasted {
        0 if pasted < selected => selected,
        _ => pasted,
    };
    let n_rows = times(range.rows.len(), block.len());
    let fits = n_columns < times(range.columns.len(), n_columns);
    let n_columns = times(range.columns.len(), n_columns);
    let at = range.columns.start;
    let columns = (at..at + n_columns).map_while(|at| selection.shown_column(at));
    let columns: Vec<_> = columns.collect();
    let mut ids = selection.next_id()..;
    let mut cells = Vec::new();
    let mut new_rows = Vec::new();
    for (texts, at) in block.iter().cycle().take(n_rows).zip(range.rows.start..) {
        // A short clipboard row leaves the remaining cells unchanged.
        let n_texts = if fits { n_columns } else { texts.len() };
        let texts = texts.iter().cycle().take(n_texts);
        let texts = texts.map(|text| text.nfc().collect::<String>());
        let texts = columns.iter().copied().zip(texts);
        match selection.shown_row(at) {
            Some(row) => cells.extend(texts.map(|(column, text)| (row.as_ref(), column, text))),
            None => {
                let cells = texts.map(|(column, text)| (column.id, text));
                let row = Row::with_cells(RowId(ids.next()?), RowKind::Item(1), cells);
                new_rows.push(Arc::new(row));
            }
        }
    }
    let mut steps = set_cells(selection, cells);
    if !new_rows.is_empty() {
        steps.push(Step::InsertRows {
            annex: annex.id,
            at: annex.rows.len(),
            rows: new_rows,
        });
    }
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidPaste.with([n_rows.to_string()]),
        steps,
    })
}

/// Parses tab-separated text into rows and cells. A cell that starts with a quote may contain tabs
/// and line breaks, with its quotes doubled, as spreadsheets write it.
pub fn text_block(text: &str) -> Block {
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
    use crate::{
        editor::{Cursor, Editor},
        model::fixture,
    };

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
        let block = text_block("Hai\tSở Y tế\tthừa\r\n\"Ba \"\"ba\"\"\"\tSở Tài chính\r\n");
        let transaction = paste(&editor.selection(), &block).unwrap();
        editor.commit(&transaction).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r#"
        - 1 | Một | Sở Nội vụ
        - 2 | Hai | Sở Y tế
        -  | Ba "ba" | Sở Tài chính
        "#);
        editor.undo();
        assert_eq!(editor.document().n_rows(), 2);
    }

    #[test]
    fn a_selection_is_filled_with_a_block_that_fits_into_it() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead
            - 1 | |
            - 2 | |
            - 3 | |
            - 4 | |
        ",
        ));
        editor.move_to(Cursor {
            column: 1,
            ..Cursor::default()
        });
        editor.select_to(3, 2);
        let two = paste(&editor.selection(), &text_block("x\ny\n")).unwrap();
        editor.commit(&two).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | x | x
        - 2 | y | y
        - 3 | x | x
        - 4 | y | y
        ");
        editor.select_to(2, 2);
        let one = paste(&editor.selection(), &text_block("z")).unwrap();
        editor.commit(&one).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | z | z
        - 2 | z | z
        - 3 | z | z
        - 4 | y | y
        ");
    }
}
