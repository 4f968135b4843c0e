use super::set_cells;
use crate::{edit::Transaction, editor::Editor, wording::Key};

/// Repeats the first selected row in those below; a single row takes what stands above it.
pub fn fill_down(editor: &Editor) -> Option<Transaction> {
    let (rows, columns) = editor.selected();
    let (first, rest) = match rows {
        [only] => {
            let above = editor.cursor().row.checked_sub(1)?;
            (editor.annex()?.rows.get(above)?, std::slice::from_ref(only))
        }
        rows => rows.split_first()?,
    };
    let cells = rest.iter().flat_map(|row| {
        let columns = columns.iter();
        columns.map(|column| (row.as_ref(), column, first.cell(column.id).to_owned()))
    });
    let steps = set_cells(editor, cells);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidFill.with([steps.len().to_string()]),
        steps,
    })
}

/// Repeats the first selected column in those to its right; a single one takes what stands left.
pub fn fill_right(editor: &Editor) -> Option<Transaction> {
    let (rows, columns) = editor.selected();
    let (first, rest) = match columns {
        [only] => {
            let left = editor.cursor().column.checked_sub(1)?;
            (
                editor.annex()?.columns.get(left)?,
                std::slice::from_ref(only),
            )
        }
        columns => columns.split_first()?,
    };
    let cells = rows.iter().flat_map(|row| {
        let columns = rest.iter();
        columns.map(|column| (row.as_ref(), column, row.cell(first.id).to_owned()))
    });
    let steps = set_cells(editor, cells);
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidFill.with([steps.len().to_string()]),
        steps,
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{editor::Cursor, fixture};

    #[test]
    fn a_selection_is_filled_from_its_edge() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead | coordinating
            - 1 | Một | Sở A |
            - 2 | Hai | Sở B |
            - 3 | Ba | |
        ",
        ));
        editor.move_to(Cursor {
            column: 2,
            ..Cursor::default()
        });
        editor.select_to(2, 2);
        let down = fill_down(&editor).unwrap();
        editor.commit(&down).unwrap();
        editor.select_to(2, 3);
        let right = fill_right(&editor).unwrap();
        editor.commit(&right).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | Một | Sở A | Sở A
        - 2 | Hai | Sở A | Sở A
        - 3 | Ba | Sở A | Sở A
        ");
        assert_eq!(fill_down(&editor), None);
    }
}
