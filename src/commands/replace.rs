use std::collections::BTreeSet;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{AnnexId, CellRef, ColumnId, RowId},
    text::search::Query,
    wording::Key,
};

/// Search scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReplaceScope {
    #[default]
    Document,
    Column(AnnexId, ColumnId),
    /// Rows and columns of each selected range of an annex.
    Cells(AnnexId, Vec<(BTreeSet<RowId>, BTreeSet<ColumnId>)>),
    Cell(CellRef),
}

impl ReplaceScope {
    /// Returns the column under the cursor, or the whole document without a cell.
    pub fn column(selection: &Selection) -> ReplaceScope {
        let place = selection.cell_ref();
        place.map_or(ReplaceScope::Document, |it| {
            ReplaceScope::Column(it.annex, it.column)
        })
    }

    /// Returns the active cell, or the whole document without one.
    pub fn cell(selection: &Selection) -> ReplaceScope {
        selection
            .cell_ref()
            .map_or(ReplaceScope::Document, ReplaceScope::Cell)
    }

    /// Returns the selected ranges, or the whole document without an annex.
    pub fn selection(selection: &Selection) -> ReplaceScope {
        let Some(annex) = selection.annex() else {
            return ReplaceScope::Document;
        };
        let ranges = selection.ranges().into_iter().map(|range| {
            let (rows, columns) = selection.cells_of(&range);
            (
                rows.iter().map(|row| row.id).collect(),
                columns.iter().map(|column| column.id).collect(),
            )
        });
        ReplaceScope::Cells(annex.id, ranges.collect())
    }

    /// Returns the annex that the scope is limited to.
    fn annex(&self) -> Option<AnnexId> {
        match self {
            ReplaceScope::Document => None,
            ReplaceScope::Column(annex, _) | ReplaceScope::Cells(annex, _) => Some(*annex),
            ReplaceScope::Cell(cell) => Some(cell.annex),
        }
    }

    /// Whether the scope has a cell in this row of its annex.
    fn has_row(&self, row: RowId) -> bool {
        match self {
            ReplaceScope::Document | ReplaceScope::Column(..) => true,
            ReplaceScope::Cells(_, ranges) => ranges.iter().any(|(rows, _)| rows.contains(&row)),
            ReplaceScope::Cell(cell) => cell.row == row,
        }
    }

    /// Whether the scope has a cell in this column of its annex.
    fn has_column(&self, column: ColumnId) -> bool {
        match self {
            ReplaceScope::Document => true,
            ReplaceScope::Column(_, own) => *own == column,
            ReplaceScope::Cells(_, ranges) => {
                let mut ranges = ranges.iter();
                ranges.any(|(_, columns)| columns.contains(&column))
            }
            ReplaceScope::Cell(cell) => cell.column == column,
        }
    }

    /// Whether the scope has the cell, given that it has cells in its row and in its column.
    fn has_cell(&self, row: RowId, column: ColumnId) -> bool {
        match self {
            ReplaceScope::Cells(_, ranges) => {
                let mut ranges = ranges.iter();
                ranges.any(|(rows, columns)| columns.contains(&column) && rows.contains(&row))
            }
            _ => true,
        }
    }
}

/// Returns the cells of the scope that match the query, in reading order.
pub fn find(selection: &Selection, query: &Query, scope: &ReplaceScope) -> Vec<CellRef> {
    let mut found = Vec::new();
    each_cell(selection, scope, |place, text| {
        found.extend((!query.find(text).is_empty()).then_some(place));
    });
    found
}

/// Replaces all matches in the scope with `by`; `None` when that changes nothing. The label counts the
/// cells.
pub fn replace(
    selection: &Selection,
    query: &Query,
    by: &str,
    scope: &ReplaceScope,
) -> Option<Transaction> {
    let mut steps = Vec::new();
    each_cell(selection, scope, |place, before| {
        let after = query.replaced(before, by);
        steps.extend(after.filter(|it| it != before).map(|text| Step::SetCell {
            annex: place.annex,
            row: place.row,
            column: place.column,
            text,
        }));
    });
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidReplace.with([steps.len().to_string()]),
        steps,
    })
}

/// Visits the non-empty cells of the scope in reading order.
fn each_cell(selection: &Selection, scope: &ReplaceScope, mut visit: impl FnMut(CellRef, &str)) {
    let annexes = selection.document().annexes.iter();
    for annex in annexes.filter(|annex| scope.annex().is_none_or(|only| only == annex.id)) {
        let columns = annex.columns.iter().map(|column| column.id);
        let columns: Vec<ColumnId> = columns.filter(|id| scope.has_column(*id)).collect();
        for row in annex.rows.iter().filter(|row| scope.has_row(row.id)) {
            for column in &columns {
                let text = row.cell(*column);
                if !text.is_empty() && scope.has_cell(row.id, *column) {
                    let place = CellRef {
                        annex: annex.id,
                        row: row.id,
                        column: *column,
                    };
                    visit(place, text);
                }
            }
        }
    }
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
        stt | content | lead
        - 1 | Sở Nội vụ báo cáo Sở Nội vụ | Sở Nội vụ
        - 2 | Hai | Sở nội vụ
    ";

    #[test]
    fn a_replacement_is_one_step_in_its_scope() {
        let mut editor = Editor::new(fixture::parse(ANNEX));
        let query = Query {
            text: "so noi vu".to_owned(),
            ignore_tones: true,
            ..Query::default()
        };
        let found = find(&editor.selection(), &query, &ReplaceScope::Document);
        assert_eq!(found.len(), 3);
        let n_hits = |place: &CellRef| {
            let annex = editor.annex().unwrap();
            let row = &annex.rows[annex.index_of(place.row).unwrap()];
            query.find(row.cell(place.column)).len()
        };
        assert_eq!(found.iter().map(n_hits).sum::<usize>(), 4);
        let everywhere = replace(&editor.selection(), &query, "x", &ReplaceScope::Document);
        assert_eq!(everywhere.unwrap().steps.len(), 3);
        editor.move_to(Cursor {
            column: 2,
            ..Cursor::default()
        });
        assert_eq!(
            find(
                &editor.selection(),
                &query,
                &ReplaceScope::column(&editor.selection())
            )
            .len(),
            2
        );
        assert_eq!(
            find(
                &editor.selection(),
                &query,
                &ReplaceScope::selection(&editor.selection())
            )
            .len(),
            1
        );
        let selection = editor.selection();
        let scope = ReplaceScope::column(&selection);
        let change = replace(&selection, &query, "Sở Y tế", &scope).unwrap();
        editor.commit(&change).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | Sở Nội vụ báo cáo Sở Nội vụ | Sở Y tế
        - 2 | Hai | Sở Y tế
        ");
        editor.undo();
        assert_eq!(editor.document(), &fixture::parse(ANNEX));
    }
}
