use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Column, ColumnId, Role},
    wording::Key,
};

/// Inserts an empty column before position `at` of the annex; `None` without an annex. Its role is
/// [`Role::Other`], its heading `name`.
pub fn insert_column(selection: &Selection, at: usize, name: &str) -> Option<Transaction> {
    let annex = selection.annex()?;
    let column = Column::new(ColumnId(selection.next_id()), Role::Other, &[name]);
    Some(Transaction {
        label: Key::DidInsertColumn.into(),
        steps: vec![Step::InsertColumn {
            annex: annex.id,
            at: at.min(annex.columns.len()),
            column,
            cells: Vec::new(),
        }],
    })
}

/// Removes a column with its texts; `None` when it is the annex's only column.
pub fn delete_column(selection: &Selection, column: ColumnId) -> Option<Transaction> {
    let annex = selection.annex().filter(|annex| 1 < annex.columns.len())?;
    let title = annex.column(column)?.title();
    Some(Transaction {
        label: Key::DidDeleteColumn.with([title]),
        steps: vec![Step::RemoveColumn {
            annex: annex.id,
            column,
        }],
    })
}

/// Moves a column before position `to` of the annex, or to the end; `None` when nothing changes.
pub fn move_column(selection: &Selection, column: ColumnId, to: usize) -> Option<Transaction> {
    let annex = selection.annex()?;
    let from = annex.columns.iter().position(|it| it.id == column)?;
    // The column is removed before it is inserted, which shifts the positions behind it.
    let to = if from < to { to - 1 } else { to };
    let to = to.min(annex.columns.len().saturating_sub(1));
    (from != to).then(|| Transaction {
        label: Key::DidMoveColumn.into(),
        steps: vec![Step::MoveColumn {
            annex: annex.id,
            from,
            to,
        }],
    })
}

/// Changes a column's heading and role; `None` when nothing changes. `path` is the heading with
/// ` / ` between its lines, as [`Column::title`] writes it.
pub fn set_column(
    selection: &Selection,
    column: ColumnId,
    path: &str,
    role: Role,
) -> Option<Transaction> {
    let annex = selection.annex()?;
    let old = annex.column(column)?;
    let header = path.split(" / ").map(|text| text.trim().to_owned());
    let new = Column {
        header: header.collect(),
        role,
        ..old.clone()
    };
    (new != *old).then(|| Transaction {
        label: Key::DidSetColumn.with([new.title()]),
        steps: vec![Step::SetColumn {
            annex: annex.id,
            column: new,
        }],
    })
}

/// Sets column widths, which are relative to each other; `None` when nothing changes.
pub fn resize_columns(selection: &Selection, widths: &[(ColumnId, f32)]) -> Option<Transaction> {
    let annex = selection.annex()?;
    let steps = widths.iter().filter_map(|(id, width)| {
        let old = annex.column(*id)?;
        let new = Column {
            width: Some(*width),
            ..old.clone()
        };
        (new != *old).then_some(Step::SetColumn {
            annex: annex.id,
            column: new,
        })
    });
    let steps: Vec<Step> = steps.collect();
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidResizeColumn.into(),
        steps,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{editor::Editor, model::fixture};

    #[test]
    fn columns_come_move_change_and_go() {
        let mut editor = Editor::new(fixture::parse("stt | content | lead\n- 1 | Một | Sở A"));
        let first = editor.document().clone();
        let titles = |editor: &Editor| {
            let columns = editor.annex().unwrap().columns.iter();
            columns.map(Column::title).collect::<Vec<_>>().join(", ")
        };
        let commit = |editor: &mut Editor, transaction: Option<Transaction>| {
            editor.commit(&transaction.unwrap()).unwrap();
        };
        let id = |editor: &Editor, at: usize| editor.annex().unwrap().columns[at].id;
        let insert = insert_column(&editor.selection(), 1, "Cột mới");
        commit(&mut editor, insert);
        let set = set_column(
            &editor.selection(),
            id(&editor, 1),
            "Giai đoạn / 2026 - 2027",
            Role::Target,
        );
        commit(&mut editor, set);
        assert_eq!(
            editor.annex().unwrap().columns[1].phase().unwrap().key(),
            "2026-2027"
        );
        assert_eq!(
            set_column(
                &editor.selection(),
                id(&editor, 1),
                "Giai đoạn / 2026 - 2027",
                Role::Target
            ),
            None
        );
        let to_end = move_column(&editor.selection(), id(&editor, 1), 4);
        commit(&mut editor, to_end);
        assert_eq!(
            titles(&editor),
            "STT, Nội dung, Cơ quan chủ trì, Giai đoạn / 2026 - 2027"
        );
        assert_eq!(move_column(&editor.selection(), id(&editor, 3), 4), None);
        let delete = delete_column(&editor.selection(), id(&editor, 2));
        commit(&mut editor, delete);
        assert_eq!(titles(&editor), "STT, Nội dung, Giai đoạn / 2026 - 2027");
        while editor.undo().is_some() {}
        assert_eq!(editor.document(), &first);
    }
}
