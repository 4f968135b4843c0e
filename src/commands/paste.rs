use std::{collections::BTreeSet, sync::Arc};

use super::{cells::set_cells, insert_row::next_kind};
use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Column, Role, Row, RowId, RowKind},
    text::canonical::composed,
    wording::{Key, Message},
};

/// A row as parsed from the clipboard. Rows may differ in length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockRow {
    pub texts: Vec<String>,
    /// Whether one text goes over the whole width, alone or behind an ordinal.
    pub is_section: bool,
}

pub type Block = Vec<BlockRow>;

/// Pastes a block at the top left of the selection, as NFC. Rows beyond the last shown row become
/// new rows at the end of the annex; columns beyond the last shown column are left out, and the label
/// says how many have texts. If the
/// selection's height or width is a multiple of the block's, the block repeats in that direction.
/// Rows of a section become sections where the annex has no text yet.
pub fn paste(selection: &Selection, block: &Block) -> Option<Transaction> {
    let annex = selection.annex()?;
    let range = selection.range();
    let widths = block.iter().map(|row| row.texts.len());
    let n_columns = widths.max().filter(|n| 0 < *n)?;
    let times = |selected: usize, pasted: usize| match selected % pasted {
        0 if pasted < selected => selected,
        _ => pasted,
    };
    let n_rows = times(range.rows.len(), block.len());
    let fits = n_columns < times(range.columns.len(), n_columns);
    let n_columns = times(range.columns.len(), n_columns);
    let at = range.columns.start;
    let columns = (at..at + n_columns).map_while(|at| selection.shown_column(at));
    let columns: Vec<&Column> = columns.collect();
    let n_lost = if fits {
        0
    } else {
        n_filled(block).saturating_sub(columns.len())
    };
    let mut ids = selection.next_id()..;
    let mut cells = Vec::new();
    let mut kinds = Vec::new();
    let mut new_rows = Vec::new();
    for (pasted, at) in block.iter().cycle().take(n_rows).zip(range.rows.start..) {
        // A short clipboard row leaves the remaining cells unchanged.
        let n_texts = if fits { n_columns } else { pasted.texts.len() };
        let texts = pasted.texts.iter().cycle().take(n_texts);
        let texts = texts.map(|text| composed(text));
        let texts = columns.iter().copied().zip(texts);
        let section = pasted.is_section.then_some(RowKind::Section(1));
        match (selection.shown_row(at), section) {
            (Some(row), Some(kind)) if is_blank(row, &columns) => {
                kinds.push(Step::SetRowKind {
                    annex: annex.id,
                    row: row.id,
                    kind,
                });
                let texts = titled(&columns, texts).into_iter();
                cells.extend(texts.map(|(column, text)| (row.as_ref(), column, text)));
            }
            (Some(row), _) => {
                cells.extend(texts.map(|(column, text)| (row.as_ref(), column, text)));
            }
            (None, section) => {
                let texts = match section {
                    Some(_) => titled(&columns, texts),
                    None => texts.collect(),
                };
                let kind = section.unwrap_or_else(|| next_kind(annex));
                let texts = texts.into_iter().map(|(column, text)| (column.id, text));
                let row = Row::with_cells(RowId(ids.next()?), kind, texts);
                new_rows.push(Arc::new(row));
            }
        }
    }
    let overwritten = cells.iter().filter(|(row, column, text)| {
        let old = row.cell(column.id);
        !old.is_empty() && old != text
    });
    let overwritten: BTreeSet<RowId> = overwritten.map(|(row, ..)| row.id).collect();
    let mut steps = set_cells(selection, cells);
    steps.extend(kinds);
    if !new_rows.is_empty() {
        steps.push(Step::InsertRows {
            annex: annex.id,
            at: annex.rows.len(),
            rows: new_rows,
        });
    }
    (!steps.is_empty()).then(|| Transaction {
        label: label(n_rows, overwritten.len(), n_lost),
        steps,
    })
}

fn label(n_rows: usize, n_overwritten: usize, n_lost: usize) -> Message {
    let [rows, over, lost] = [n_rows, n_overwritten, n_lost].map(|n| n.to_string());
    match (n_overwritten, n_lost) {
        (0, 0) => Key::DidPaste.with([rows]),
        (_, 0) => Key::DidPasteOver.with([rows, over]),
        (0, _) => Key::DidPasteCut.with([rows, lost]),
        (_, _) => Key::DidPasteOverCut.with([rows, over, lost]),
    }
}

/// The number of columns of a block up to the last one with a text.
fn n_filled(block: &Block) -> usize {
    let last = |row: &BlockRow| row.texts.iter().rposition(|it| !it.trim().is_empty());
    block.iter().filter_map(last).max().map_or(0, |at| at + 1)
}

fn is_blank(row: &Row, columns: &[&Column]) -> bool {
    let mut cells = columns.iter().map(|column| row.cell(column.id));
    cells.all(|text| text.trim().is_empty())
}

/// Returns the texts of a section's row, with a title that stands alone in the column of contents.
fn titled<'column>(
    columns: &[&'column Column],
    texts: impl Iterator<Item = (&'column Column, String)>,
) -> Vec<(&'column Column, String)> {
    let mut texts: Vec<(&Column, String)> = texts.collect();
    let mut filled = texts.iter().filter(|(_, text)| !text.is_empty());
    if let (Some((of, _)), None) = (filled.next(), filled.next())
        && of.role != Role::Content
        && let Some(from) = texts.iter().position(|(_, text)| !text.is_empty())
        && let Some(to) = columns.iter().position(|it| it.role == Role::Content)
        && to < texts.len()
    {
        let title = texts.get_mut(from).map(|it| std::mem::take(&mut it.1));
        if let (Some(title), Some(slot)) = (title, texts.get_mut(to)) {
            slot.1 = title;
        }
    }
    texts
}

/// Parses tab-separated text into rows and cells. A cell that starts with a quote may contain tabs
/// and line breaks, with its quotes doubled, as spreadsheets write it.
pub fn text_block(text: &str) -> Block {
    let text = text.replace("\r\n", "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let mut rows = Vec::new();
    let mut texts = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() && !quoted => quoted = true,
            '\t' if !quoted => texts.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                texts.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut texts));
            }
            other => cell.push(other),
        }
    }
    texts.push(cell);
    rows.push(texts);
    let rows = rows.into_iter().map(|texts| BlockRow {
        texts,
        is_section: false,
    });
    rows.collect()
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
        // The third column has no place in the annex.
        let counts = ["2", "1", "1"].map(str::to_owned);
        assert_eq!(transaction.label, Key::DidPasteOverCut.with(counts));
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
    fn the_label_counts_the_rows_with_text_that_are_overwritten() {
        let mut editor = Editor::new(fixture::parse(
            "
            stt | content | lead
            - 1 | Một |
            - 2 | Hai | Sở Nội vụ
        ",
        ));
        editor.move_to(Cursor {
            column: 1,
            ..Cursor::default()
        });
        let transaction = paste(
            &editor.selection(),
            &text_block("Một\tSở A\nKhác\tSở B\nBa\t"),
        )
        .unwrap();
        let written = ["3", "1"].map(str::to_owned);
        assert_eq!(transaction.label, Key::DidPasteOver.with(written));
        editor.step_to(Cursor {
            row: 2,
            column: 1,
            ..Cursor::default()
        });
        let below = paste(&editor.selection(), &text_block("Ba\tSở C")).unwrap();
        assert_eq!(below.label, Key::DidPaste.with(["1".to_owned()]));
        editor.commit(&below).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | Một
        - 2 | Hai | Sở Nội vụ
        -  | Ba | Sở C
        ");
    }

    #[test]
    fn rows_over_the_whole_width_become_sections() {
        let mut editor = Editor::new(fixture::parse("stt | content | lead\n- | |\n"));
        let row = |texts: [&str; 3], is_section: bool| BlockRow {
            texts: texts.map(str::to_owned).into(),
            is_section,
        };
        let block = vec![
            row(["A. Hạ tầng", "", ""], true),
            row(["1", "Một", "Sở A"], false),
            row(["II", "Nhân lực", ""], true),
        ];
        let transaction = paste(&editor.selection(), &block).unwrap();
        editor.commit(&transaction).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        #  | A. Hạ tầng
        - 1 | Một | Sở A
        # II | Nhân lực
        ");
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
