use crate::{
    edit::{Step, Transaction},
    editor::{Cursor, Editor, Selection},
    model::{AnnexId, ColumnId, RowId},
    search::Query,
    wording::Key,
};

/// A cell before and after a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
    pub before: String,
    pub after: String,
}

/// Where to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Document,
    Cells(AnnexId, Selection),
}

impl Scope {
    /// The column under the cursor.
    pub fn column(editor: &Editor) -> Scope {
        let column = editor.cursor().column;
        let annex = editor.annex();
        annex.map_or(Scope::Document, |annex| {
            let cells = Selection {
                rows: 0..usize::MAX,
                columns: column..column + 1,
            };
            Scope::Cells(annex.id, cells)
        })
    }

    /// The active cell alone.
    pub fn cell(editor: &Editor) -> Scope {
        let Cursor { row, column, .. } = editor.cursor();
        let annex = editor.annex();
        annex.map_or(Scope::Document, |annex| {
            let cells = Selection {
                rows: row..row + 1,
                columns: column..column + 1,
            };
            Scope::Cells(annex.id, cells)
        })
    }

    fn contains(&self, annex: AnnexId, row: usize, column: usize) -> bool {
        match self {
            Scope::Document => true,
            Scope::Cells(only, cells) => annex == *only && cells.contains(row, column),
        }
    }

    /// What is selected.
    pub fn selection(editor: &Editor) -> Scope {
        let annex = editor.annex();
        annex.map_or(Scope::Document, |annex| {
            Scope::Cells(annex.id, editor.selection())
        })
    }
}

/// The cells of the scope that hold what the query looks for, in reading order.
pub fn find(editor: &Editor, query: &Query, scope: &Scope) -> Vec<Cursor> {
    let mut found = Vec::new();
    each_cell(editor, scope, |place, _, _, _, text| {
        found.extend((!query.find(text).is_empty()).then_some(place));
    });
    found
}

/// What replacing everything in the scope would change, to look at before.
pub fn replacements(editor: &Editor, query: &Query, by: &str, scope: &Scope) -> Vec<Replacement> {
    let mut changes = Vec::new();
    each_cell(editor, scope, |_, annex, row, column, before| {
        let after = query.replaced(before, by);
        changes.extend(
            after
                .filter(|after| after != before)
                .map(|after| Replacement {
                    annex,
                    row,
                    column,
                    before: before.to_owned(),
                    after,
                }),
        );
    });
    changes
}

/// Makes replacements as one step; `None` when there is none.
pub fn replace(replacements: &[Replacement]) -> Option<Transaction> {
    let steps = replacements.iter().map(|it| Step::SetCell {
        annex: it.annex,
        row: it.row,
        column: it.column,
        text: it.after.clone(),
    });
    (!replacements.is_empty()).then(|| Transaction {
        label: Key::DidReplace.with([replacements.len().to_string()]),
        steps: steps.collect(),
    })
}

/// Visits the scope's cells that hold text, in reading order.
fn each_cell(
    editor: &Editor,
    scope: &Scope,
    mut visit: impl FnMut(Cursor, AnnexId, RowId, ColumnId, &str),
) {
    for (annex_at, annex) in editor.document().annexes.iter().enumerate() {
        for (row_at, row) in annex.rows.iter().enumerate() {
            for (column_at, column) in annex.columns.iter().enumerate() {
                let text = row.cell(column.id);
                if !text.is_empty() && scope.contains(annex.id, row_at, column_at) {
                    let place = Cursor {
                        annex: annex_at,
                        row: row_at,
                        column: column_at,
                    };
                    visit(place, annex.id, row.id, column.id, text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::fixture;

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
        let found = find(&editor, &query, &Scope::Document);
        assert_eq!(found.len(), 3);
        let n_hits = |place: &Cursor| {
            editor.annex().map_or(0, |annex| {
                let text = annex.rows[place.row].cell(annex.columns[place.column].id);
                query.find(text).len()
            })
        };
        assert_eq!(found.iter().map(n_hits).sum::<usize>(), 4);
        assert_eq!(
            replacements(&editor, &query, "x", &Scope::Document).len(),
            3
        );
        editor.move_to(Cursor {
            column: 2,
            ..Cursor::default()
        });
        assert_eq!(find(&editor, &query, &Scope::column(&editor)).len(), 2);
        assert_eq!(find(&editor, &query, &Scope::selection(&editor)).len(), 1);
        let changes = replacements(&editor, &query, "Sở Y tế", &Scope::column(&editor));
        editor.commit(&replace(&changes).unwrap()).unwrap();
        assert_snapshot!(fixture::render(editor.document()), @r"
        - 1 | Sở Nội vụ báo cáo Sở Nội vụ | Sở Y tế
        - 2 | Hai | Sở Y tế
        ");
        editor.undo();
        assert_eq!(editor.document(), &fixture::parse(ANNEX));
    }
}
