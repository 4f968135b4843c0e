use crate::{
    edit::{Step, Transaction},
    editor::{Editor, Selection},
    model::{AnnexId, ColumnId, RowId},
    search::{Hit, Query, find_all},
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

    /// What is selected.
    pub fn selection(editor: &Editor) -> Scope {
        let annex = editor.annex();
        annex.map_or(Scope::Document, |annex| {
            Scope::Cells(annex.id, editor.selection())
        })
    }
}

/// What the query finds in the scope, in reading order.
pub fn find(editor: &Editor, query: &Query, scope: &Scope) -> Vec<Hit> {
    find_all(editor.document(), query, |annex, row, column| match scope {
        Scope::Document => true,
        Scope::Cells(only, cells) => annex == *only && cells.contains(row, column),
    })
}

/// What replacing everything in the scope would change, to look at before.
pub fn replacements(editor: &Editor, query: &Query, by: &str, scope: &Scope) -> Vec<Replacement> {
    let mut hits = find(editor, query, scope);
    hits.dedup_by_key(|hit| (hit.annex, hit.row, hit.column));
    let changes = hits
        .iter()
        .filter_map(|hit| replacement(editor, query, by, hit));
    changes.collect()
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

/// The cell of a hit with all that is found in it replaced.
pub fn replacement(editor: &Editor, query: &Query, by: &str, hit: &Hit) -> Option<Replacement> {
    let annex = editor.document().annex(hit.annex)?;
    let row = annex.rows.get(annex.index_of(hit.row)?)?;
    let before = row.cell(hit.column);
    let after = query.replaced(before, by).filter(|after| after != before)?;
    Some(Replacement {
        annex: hit.annex,
        row: hit.row,
        column: hit.column,
        before: before.to_owned(),
        after,
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::{editor::Cursor, fixture};

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
        assert_eq!(find(&editor, &query, &Scope::Document).len(), 4);
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
