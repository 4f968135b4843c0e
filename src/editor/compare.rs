//! Row-by-row comparison of two states of a document.

use rustc_hash::FxHashMap;

use crate::model::{Annex, Document, Row, RowId};

/// Kind of difference of a row, an annex or the document's metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Added,
    Removed,
    Changed,
    /// Equal content at another position; a moved row with changed text is [`Became::Changed`].
    Moved,
}

/// One difference between two states of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    pub became: Became,
    /// Label of the annex, such as `Phụ lục I`; empty for the document's metadata.
    pub annex: String,
    /// Label of the row: its first non-empty cell, usually the ordinal; empty for the annex itself.
    pub row: String,
    /// Changed texts, before and after.
    pub texts: Vec<(String, String)>,
}

/// Lists the differences between two states of one document, in the order of the later one. Removed
/// rows follow at the end of their annex, removed annexes at the end of the list.
pub fn compare(before: &Document, after: &Document) -> Vec<Differing> {
    let mut found = Vec::new();
    let plan = |it: &Document| {
        let plan = &it.plan;
        [&plan.name, &plan.number, &plan.date, &plan.body].map(Clone::clone)
    };
    push(
        &mut found,
        "",
        "",
        plan(before).into_iter().zip(plan(after)),
    );
    for annex in &after.annexes {
        let name = annex.head.label();
        match before.annex(annex.id) {
            Some(old) => compare_annexes(old, annex, &name, &mut found),
            None => found.push(whole(annex, Became::Added)),
        }
    }
    let gone = before.annexes.iter();
    let gone = gone.filter(|annex| after.annex(annex.id).is_none());
    found.extend(gone.map(|annex| whole(annex, Became::Removed)));
    found
}

fn whole(annex: &Annex, became: Became) -> Differing {
    let title = annex.head.title.clone();
    Differing {
        became,
        annex: annex.head.label(),
        row: String::new(),
        texts: vec![match became {
            Became::Removed => (title, String::new()),
            _ => (String::new(), title),
        }],
    }
}

fn compare_annexes(old: &Annex, new: &Annex, name: &str, found: &mut Vec<Differing>) {
    let head = |it: &Annex| {
        let head = &it.head;
        [
            head.number.clone(),
            head.title.clone(),
            head.reference.clone(),
            head.before.join("\n"),
            head.after.join("\n"),
        ]
    };
    let headings = |it: &Annex| {
        let columns = it.columns.iter();
        columns.map(|it| it.header.join(" / ")).collect::<Vec<_>>()
    };
    let heads = head(old).into_iter().zip(head(new));
    let columns = (headings(old).join(" | "), headings(new).join(" | "));
    push(found, name, "", heads.chain([columns]));
    let rows: FxHashMap<RowId, &Row> = old.rows.iter().map(|it| (it.id, &**it)).collect();
    let moved = moved(old, new);
    for row in &new.rows {
        match rows.get(&row.id) {
            None => found.push(Differing {
                became: Became::Added,
                annex: name.to_owned(),
                row: label(new, row),
                texts: texts(new, row).map(|it| (String::new(), it)).collect(),
            }),
            Some(before) => {
                let n_found = found.len();
                // Cells of both states' columns, including those added or removed.
                let mut ids: Vec<_> = new.columns.iter().map(|it| it.id).collect();
                let gone = old.columns.iter().map(|it| it.id);
                ids.extend(gone.filter(|id| new.column(*id).is_none()));
                let cells = ids
                    .iter()
                    .map(|id| (before.cell(*id).to_owned(), row.cell(*id).to_owned()));
                push(found, name, &label(new, row), cells);
                if n_found == found.len() && moved.contains(&row.id) {
                    found.push(Differing {
                        became: Became::Moved,
                        annex: name.to_owned(),
                        row: label(new, row),
                        texts: Vec::new(),
                    });
                }
            }
        }
    }
    let kept: rustc_hash::FxHashSet<RowId> = new.rows.iter().map(|it| it.id).collect();
    let gone = old.rows.iter().filter(|row| !kept.contains(&row.id));
    found.extend(gone.map(|row| Differing {
        became: Became::Removed,
        annex: name.to_owned(),
        row: label(old, row),
        texts: texts(old, row).map(|it| (it, String::new())).collect(),
    }));
}

/// Returns the rows of both states that changed their relative order.
fn moved(old: &Annex, new: &Annex) -> rustc_hash::FxHashSet<RowId> {
    let place: FxHashMap<RowId, usize> = old.rows.iter().map(|it| it.id).zip(0..).collect();
    let common: Vec<(RowId, usize)> = new
        .rows
        .iter()
        .filter_map(|row| Some((row.id, *place.get(&row.id)?)))
        .collect();
    // The longest subsequence in the old order counts as unmoved, all other rows as moved.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(common.len());
    let at = |idx: usize| common.get(idx).map_or(usize::MAX, |(_, at)| *at);
    for (idx, (_, own)) in common.iter().enumerate() {
        let length = tails.partition_point(|tail| at(*tail) < *own);
        previous.push(length.checked_sub(1).and_then(|it| tails.get(it).copied()));
        match tails.get_mut(length) {
            Some(tail) => *tail = idx,
            None => tails.push(idx),
        }
    }
    let mut stayed = rustc_hash::FxHashSet::default();
    let mut next = tails.last().copied();
    while let Some(idx) = next {
        stayed.extend(common.get(idx).map(|(id, _)| *id));
        next = previous.get(idx).copied().flatten();
    }
    let ids = common.iter().map(|(id, _)| *id);
    ids.filter(|id| !stayed.contains(id)).collect()
}

fn push(
    found: &mut Vec<Differing>,
    annex: &str,
    row: &str,
    texts: impl Iterator<Item = (String, String)>,
) {
    let texts: Vec<_> = texts.filter(|(before, after)| before != after).collect();
    if !texts.is_empty() {
        found.push(Differing {
            became: Became::Changed,
            annex: annex.to_owned(),
            row: row.to_owned(),
            texts,
        });
    }
}

fn texts<'annex>(annex: &'annex Annex, row: &'annex Row) -> impl Iterator<Item = String> {
    let cells = annex.columns.iter().map(|it| row.cell(it.id).to_owned());
    cells.filter(|text| !text.is_empty())
}

/// Returns the first non-empty cell of a row, usually its ordinal.
fn label(annex: &Annex, row: &Row) -> String {
    texts(annex, row).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands,
        editor::{Cursor, Editor},
        model::fixture,
    };

    #[test]
    fn says_row_by_row_what_became_of_it() {
        let text = "stt | content | lead\n- 1 | Một | Sở A\n- 2 | Hai | Sở B\n- 3 | Ba | Sở C\n- 4 | Bốn | Sở D\n";
        let before = fixture::parse(text);
        assert_eq!(compare(&before, &before), []);
        let mut editor = Editor::new(before.clone());
        let at = |row: usize, column: usize| Cursor {
            annex: 0,
            row,
            column,
        };
        editor.move_to(at(0, 2));
        let change = commands::set_text(&editor.selection(), "Sở Y tế").unwrap();
        editor.commit(&change).unwrap();
        editor.move_to(at(3, 0));
        let up = commands::move_rows_to(&editor.selection(), 1).unwrap();
        editor.commit(&up).unwrap();
        editor.move_to(at(2, 0));
        let delete = commands::CommandId::DeleteRow.command();
        let delete = (delete.unwrap().run)(&editor.selection()).unwrap();
        editor.commit(&delete).unwrap();
        let found = compare(&before, editor.document());
        let said: Vec<_> = found
            .iter()
            .map(|it| (it.became, it.row.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (Became::Changed, "1"),
                (Became::Moved, "4"),
                (Became::Removed, "2")
            ]
        );
        assert_eq!(found[0].texts, [("Sở A".to_owned(), "Sở Y tế".to_owned())]);
        let back = compare(editor.document(), &before);
        assert!(back.iter().any(|it| it.became == Became::Added));
    }
}
