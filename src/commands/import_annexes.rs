use std::sync::Arc;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::{Annex, AnnexId, Column, ColumnId, Document, Row, RowId},
    wording::Key,
};

/// Adds the annexes of an imported document behind those of the open one, as one step.
pub fn import_annexes(editor: &Editor, imported: &Document) -> Option<Transaction> {
    let first = editor.next_id();
    let n_annexes = editor.document().annexes.len();
    let steps = (n_annexes..)
        .zip(&imported.annexes)
        .map(|(at, annex)| Step::InsertAnnex {
            at,
            annex: Box::new(renumbered(annex, first)),
        });
    let steps: Vec<Step> = steps.collect();
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidImport.with([steps.len().to_string()]),
        steps,
    })
}

/// The annex with all its ids moved up, so that none is in use already.
fn renumbered(annex: &Annex, by: u32) -> Annex {
    let columns = annex.columns.iter().map(|column| Column {
        id: ColumnId(column.id.0 + by),
        ..column.clone()
    });
    let rows = annex.rows.iter().map(|row| {
        let cells = row
            .cells()
            .map(|(column, text)| (ColumnId(column.0 + by), text.to_owned()));
        Arc::new(Row::with_cells(RowId(row.id.0 + by), row.kind, cells))
    });
    Annex {
        id: AnnexId(annex.id.0 + by),
        head: annex.head.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{outline::outline, sample};

    #[test]
    fn annexes_are_added_once_and_undone_at_once() {
        let mut editor = Editor::new(sample::document());
        let before = editor.document().clone();
        let transaction = import_annexes(&editor, &sample::document()).unwrap();
        editor.commit(&transaction).unwrap();
        let annexes = outline(editor.document());
        assert_eq!(annexes.as_array().map(Vec::len), Some(4));
        assert_eq!(annexes[2], annexes[0]);
        editor.undo();
        assert_eq!(editor.document(), &before);
    }
}
