//! Renaming, duplicating and moving whole annexes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Annex, AnnexHead, AnnexId, Column, ColumnId, Row, RowId, annex_line},
    wording::Key,
};

/// Gives an annex the name that its tab shows. "Phụ lục II" and "Biểu số 04" are numbers, which the annex
/// has on paper too; any other text is only a name.
pub fn rename_annex(selection: &Selection, annex: AnnexId, name: &str) -> Option<Transaction> {
    let name = name.trim();
    let head = &selection.document().annex(annex)?.head;
    if name.is_empty() || name == head.label() {
        return None;
    }
    let numbered = annex_line(name).filter(|it| !it.number.is_empty() && it.title.is_empty());
    let named = match numbered {
        Some(line) => AnnexHead {
            form_words: line.form_words.to_owned(),
            number: line.number.to_owned(),
            is_named: false,
            ..head.clone()
        },
        None => AnnexHead {
            sheet: name.to_owned(),
            is_named: true,
            ..head.clone()
        },
    };
    Some(Transaction {
        label: Key::DidRenameAnnex.into(),
        steps: vec![Step::SetHead { annex, head: named }],
    })
}

/// Inserts a copy of an annex after it.
pub fn duplicate_annex(selection: &Selection, annex: AnnexId) -> Option<Transaction> {
    let annexes = &selection.document().annexes;
    let at = annexes.iter().position(|it| it.id == annex)?;
    let copy = copy_of(annexes.get(at)?, selection.next_id());
    Some(Transaction {
        label: Key::DidDuplicateAnnex.into(),
        steps: vec![Step::InsertAnnex {
            at: at + 1,
            annex: Box::new(copy),
        }],
    })
}

fn copy_of(annex: &Annex, next_id: u32) -> Annex {
    let mut ids = next_id..;
    let mut fresh = || ids.next().unwrap_or(u32::MAX);
    let id = AnnexId(fresh());
    let new_columns: FxHashMap<ColumnId, ColumnId> = annex
        .columns
        .iter()
        .map(|column| (column.id, ColumnId(fresh())))
        .collect();
    let new_id = |column: ColumnId| new_columns.get(&column).copied();
    let columns = annex.columns.iter().filter_map(|column| {
        Some(Column {
            id: new_id(column.id)?,
            ..column.clone()
        })
    });
    let columns = columns.collect();
    let rows = annex.rows.iter().map(|row| {
        let copied = |(column, text): (ColumnId, &str)| Some((new_id(column)?, text.to_owned()));
        let copy = Row::with_cells(RowId(fresh()), row.kind, row.cells().filter_map(copied));
        Arc::new(copy.with_notes(row.notes().filter_map(copied)))
    });
    Annex {
        id,
        head: annex.head.clone(),
        columns,
        rows: rows.collect(),
    }
}

/// Moves an annex by a number of places.
pub fn move_annex(selection: &Selection, annex: AnnexId, by: isize) -> Option<Transaction> {
    let annexes = &selection.document().annexes;
    let from = annexes.iter().position(|it| it.id == annex)?;
    let to = from.checked_add_signed(by)?;
    (to < annexes.len() && to != from).then(|| Transaction {
        label: Key::DidMoveAnnex.into(),
        steps: vec![Step::MoveAnnex { from, to }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        editor::Editor,
        model::{Document, fixture},
    };

    fn editor() -> Editor {
        Editor::new(fixture::parse(
            "
            stt | content
            # I | Phần một
            - 1 | việc
        ",
        ))
    }

    fn run(
        editor: &mut Editor,
        command: impl FnOnce(&Selection) -> Option<Transaction>,
    ) -> Option<()> {
        let transaction = command(&editor.selection())?;
        editor.commit(&transaction).unwrap();
        Some(())
    }

    #[test]
    fn a_tab_is_renamed_to_a_number_or_to_a_sheet() {
        let mut editor = editor();
        let annex = editor.document().annexes[0].id;
        for (typed, number, label) in [
            ("Phụ lục II", "II", "Phụ lục II"),
            (" phụ lục 3 ", "3", "Phụ lục 3"),
            ("Nhiệm vụ năm 2026", "3", "Nhiệm vụ năm 2026"),
            ("Biểu số 04", "04", "Biểu số 04"),
            ("Phụ lục của sở", "04", "Phụ lục của sở"),
        ] {
            assert!(run(&mut editor, |it| rename_annex(it, annex, typed)).is_some());
            let head = &editor.document().annexes[0].head;
            assert_eq!(
                (head.number.as_str(), head.label().as_str()),
                (number, label)
            );
        }
        assert!(run(&mut editor, |it| rename_annex(it, annex, "")).is_none());
        assert!(run(&mut editor, |it| rename_annex(it, annex, "Phụ lục của sở")).is_none());
    }

    #[test]
    fn the_name_that_a_program_gave_a_sheet_is_no_name() {
        let mut document = fixture::parse("stt | content\n- 1 | việc");
        let label = |document: &mut Document, sheet: &str| {
            document.annexes[0].head.sheet = sheet.to_owned();
            document.annexes[0].head.label()
        };
        for (sheet, expected) in [
            ("Table 1", "Bảng 1"),
            ("Sheet2", "Bảng 2"),
            ("Trang tính3", "Bảng 3"),
            ("PL 1", "PL 1"),
            ("Sheet phụ", "Sheet phụ"),
        ] {
            assert_eq!(label(&mut document, sheet), expected);
        }
    }

    #[test]
    fn a_copy_has_the_same_texts_and_ids_of_its_own() {
        let mut editor = editor();
        let before = editor.document().clone();
        let annex = before.annexes[0].id;
        run(&mut editor, |it| duplicate_annex(it, annex)).unwrap();
        let [first, copy] = &editor.document().annexes[..] else {
            panic!("not two annexes");
        };
        assert_eq!(first, &before.annexes[0]);
        let texts = |annex: &Annex| {
            let rows = annex.rows.iter().map(|row| {
                let cells = annex.columns.iter().map(|column| row.cell(column.id));
                (row.kind, cells.map(str::to_owned).collect::<Vec<_>>())
            });
            rows.collect::<Vec<_>>()
        };
        assert_eq!(texts(first), texts(copy));
        assert_eq!(first.head, copy.head);
        let ids = |annex: &Annex| {
            let columns = annex.columns.iter().map(|it| it.id.0);
            let rows = annex.rows.iter().map(|it| it.id.0);
            columns.chain(rows).chain([annex.id.0]).collect::<Vec<_>>()
        };
        assert!(ids(copy).iter().all(|id| !ids(first).contains(id)));
        editor.undo();
        assert_eq!(editor.document(), &before);
    }

    #[test]
    fn annexes_change_places_and_stay_inside() {
        let mut editor = editor();
        let first = editor.document().annexes[0].id;
        run(&mut editor, |it| duplicate_annex(it, first)).unwrap();
        assert!(run(&mut editor, |it| move_annex(it, first, -1)).is_none());
        run(&mut editor, |it| move_annex(it, first, 1)).unwrap();
        assert_eq!(editor.document().annexes[1].id, first);
        assert!(run(&mut editor, |it| move_annex(it, first, 1)).is_none());
    }
}
