use std::ops::Range;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Annex, Row, RowKind},
    wording::Key,
};

/// Moves the selected rows up past the preceding row or block: an item past an item with its
/// sub-items, a section with its descendants past the previous section. `None` at the top.
pub(super) fn up(selection: &Selection) -> Option<Transaction> {
    let (annex, block) = selected_block(selection)?;
    let first = annex.rows.get(block.start)?.kind;
    let above = block.start.checked_sub(1)?;
    let to = (0..=above)
        .rev()
        .find(|at| kind_at(annex, *at).is_some_and(|kind| !is_below(kind, first)))
        .unwrap_or(0);
    move_block(annex, block, to)
}

/// Moves the selected rows down past the next row or block; `None` at the bottom.
pub(super) fn down(selection: &Selection) -> Option<Transaction> {
    let (annex, block) = selected_block(selection)?;
    let first = annex.rows.get(block.start)?.kind;
    let next = annex.rows.get(block.end)?.kind;
    // Enters the section that begins below, or skips a sibling with its descendants.
    let to = match (first, next) {
        (RowKind::Item(_), RowKind::Section(_)) => block.end + 1,
        _ if is_below(first, next) => block.end + 1,
        _ => end_of_block(annex, block.end),
    };
    move_block(annex, block, to)
}

/// Moves the selected rows before position `to` of the annex, or to the end. `None` where nothing
/// changes, and in a sorted view, because its order is not the annex's.
pub fn move_rows_to(selection: &Selection, to: usize) -> Option<Transaction> {
    let (annex, block) = selected_block(selection)?;
    move_block(annex, block, to)
}

/// Returns the selected rows as one range that includes the descendants of sections and parents.
/// `None` if the selection has gaps or the view is sorted.
fn selected_block<'document>(
    selection: &Selection<'document>,
) -> Option<(&'document Annex, Range<usize>)> {
    let annex = selection.annex()?;
    if selection.is_sorted() {
        return None;
    }
    let positions = selection.row_positions();
    let (first, last) = (*positions.first()?, *positions.last()?);
    let mut end = first;
    while end <= last {
        end = end_of_block(annex, end);
    }
    // A gap is allowed only inside a block: its rows are folded away with their heading.
    let mut covered = first;
    for at in positions {
        if covered < at {
            return None;
        }
        covered = covered.max(end_of_block(annex, at));
    }
    Some((annex, first..end))
}

/// Returns the position after the row at `at` and its descendants.
fn end_of_block(annex: &Annex, at: usize) -> usize {
    let Some(kind) = kind_at(annex, at) else {
        return at + 1;
    };
    let below = annex.rows.iter().skip(at + 1);
    at + 1 + below.take_while(|row| is_below(row.kind, kind)).count()
}

/// Whether a row of kind `kind` belongs below a preceding `heading`: in its section or as a
/// sub-item.
fn is_below(kind: RowKind, heading: RowKind) -> bool {
    match (kind, heading) {
        (RowKind::Item(_), RowKind::Section(_)) => true,
        (RowKind::Section(_), RowKind::Item(_)) => false,
        (RowKind::Section(level), RowKind::Section(above))
        | (RowKind::Item(level), RowKind::Item(above)) => above < level,
    }
}

fn kind_at(annex: &Annex, at: usize) -> Option<RowKind> {
    annex.rows.get(at).map(|row: &std::sync::Arc<Row>| row.kind)
}

/// Moves a block before position `to`, which counts the rows before the move.
fn move_block(annex: &Annex, block: Range<usize>, to: usize) -> Option<Transaction> {
    let n = block.len();
    let to = to.min(annex.rows.len());
    if (block.start..=block.end).contains(&to) {
        return None;
    }
    let label = match n {
        1 => Key::DidMoveRow.into(),
        n => Key::DidMoveRows.with([n.to_string()]),
    };
    Some(Transaction {
        label,
        steps: vec![Step::MoveRows {
            annex: annex.id,
            from: block.start,
            n,
            to: if to < block.start { to } else { to - n },
        }],
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{
        editor::{Cursor, Editor},
        model::fixture,
    };

    const ANNEX: &str = "
        stt | content
        # I | A
        - 1 | a1
        -- 1.1 | a11
        - 2 | a2
        # II | B
        - 1 | b1
        # III | C
    ";

    /// Returns the contents after moving the row at `row` a number of times.
    fn moved(row: usize, command: fn(&Selection) -> Option<Transaction>, times: usize) -> String {
        let mut editor = Editor::new(fixture::parse(ANNEX));
        editor.move_to(Cursor {
            row,
            ..Cursor::default()
        });
        let text = editor.row().map(|row| row.id);
        for _ in 0..times {
            let transaction = command(&editor.selection()).unwrap();
            editor.commit(&transaction).unwrap();
            assert_eq!(
                editor.row().map(|row| row.id),
                text,
                "the cursor goes along"
            );
        }
        let annex = editor.annex().unwrap();
        let texts = annex.rows.iter().map(|row| row.cell(annex.columns[1].id));
        texts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sections_move_with_their_items() {
        assert_snapshot!(moved(4, up, 1), @"B b1 A a1 a11 a2 C");
        assert_snapshot!(moved(0, down, 1), @"B b1 A a1 a11 a2 C");
        assert_snapshot!(moved(0, down, 2), @"B b1 C A a1 a11 a2");
        let mut editor = Editor::new(fixture::parse(ANNEX));
        assert_eq!(up(&editor.selection()), None);
        editor.move_to(Cursor {
            row: 6,
            ..Cursor::default()
        });
        assert_eq!(down(&editor.selection()), None);
    }

    #[test]
    fn items_move_with_sub_items_over_siblings_and_into_other_sections() {
        assert_snapshot!(moved(1, down, 1), @"A a2 a1 a11 B b1 C");
        assert_snapshot!(moved(1, down, 2), @"A a2 B a1 a11 b1 C");
        assert_snapshot!(moved(3, up, 1), @"A a2 a1 a11 B b1 C");
        assert_snapshot!(moved(5, up, 1), @"A a1 a11 a2 b1 B C");
        assert_snapshot!(moved(5, up, 2), @"A a1 a11 b1 a2 B C");
    }

    #[test]
    fn rows_are_dropped_where_the_mark_is() {
        let mut editor = Editor::new(fixture::parse(ANNEX));
        editor.move_to(Cursor {
            row: 4,
            ..Cursor::default()
        });
        let transaction = move_rows_to(&editor.selection(), 0).unwrap();
        editor.commit(&transaction).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        # II | B
        - 1 | b1
        # I | A
        - 1 | a1
        -- 1.1 | a11
        - 2 | a2
        # III | C
        ");
        assert_eq!(move_rows_to(&editor.selection(), 1), None);
    }
}
