//! Views as they are kept with a document, so that it is shown again as it was left.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Editor,
    view::{Filter, Sort, View},
};
use crate::model::{AnnexId, ColumnId, RowId};

/// The views of a document's annexes, by id; annexes that are shown as they are stored have none.
pub type KeptViews = BTreeMap<u32, KeptView>;

/// A [`View`] by plain numbers. What belongs to rows and columns that are gone is ignored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptView {
    filters: Vec<(u32, KeptFilter)>,
    sort: Option<(u32, bool)>,
    folded: Vec<u32>,
    hidden: Vec<u32>,
    n_frozen: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum KeptFilter {
    Text(String),
    Values(BTreeSet<String>),
    Agencies(BTreeSet<String>),
    Finding,
}

impl KeptView {
    fn of(view: &View) -> KeptView {
        let filters = view.filters.iter().map(|(column, filter)| {
            let filter = match filter {
                Filter::Text(text) => KeptFilter::Text(text.clone()),
                Filter::Values(values) => KeptFilter::Values(values.clone()),
                Filter::Agencies(names, _) => KeptFilter::Agencies(names.clone()),
                Filter::Finding => KeptFilter::Finding,
            };
            (column.0, filter)
        });
        KeptView {
            filters: filters.collect(),
            sort: view.sort().map(|it| (it.column.0, it.descending)),
            folded: view.collapsed.iter().map(|it| it.0).collect(),
            hidden: view.hidden_columns.iter().map(|it| it.0).collect(),
            n_frozen: view.n_frozen,
        }
    }
}

impl Editor {
    /// Returns the views to keep.
    pub fn kept_views(&self) -> KeptViews {
        let views = self.views.iter();
        let changed = views.filter(|(_, view)| **view != View::default());
        changed
            .map(|(id, view)| (id.0, KeptView::of(view)))
            .collect()
    }

    /// Shows the annexes as they were left, from their first cell.
    pub fn restore_views(&mut self, kept: &KeptViews) {
        let mut filters = kept.values().flat_map(|view| &view.filters);
        if filters.any(|(_, filter)| matches!(filter, KeptFilter::Finding)) {
            self.settle();
        }
        for (id, kept) in kept {
            let id = AnnexId(*id);
            if let Some(view) = self.restored(id, kept) {
                self.views.insert(id, view);
            }
        }
        self.show_anew();
        self.go_to_first_text();
    }

    fn restored(&self, id: AnnexId, kept: &KeptView) -> Option<View> {
        let annex = self.document.annex(id)?;
        let exists = |column: u32| annex.column(ColumnId(column)).is_some();
        let mut view = View::default();
        view.collapsed = kept.folded.iter().map(|it| RowId(*it)).collect();
        view.n_frozen = kept.n_frozen.min(annex.columns.len());
        for column in kept.hidden.iter().filter(|it| exists(**it)) {
            view.hide_column(annex, ColumnId(*column));
        }
        let places: BTreeSet<(RowId, ColumnId)> = self
            .findings()
            .iter()
            .filter(|it| it.annex == id)
            .map(|it| (it.row, it.column))
            .collect();
        for (column, filter) in kept.filters.iter().filter(|(column, _)| exists(*column)) {
            let filter = match filter {
                KeptFilter::Text(text) => Filter::Text(text.clone()),
                KeptFilter::Values(values) => Filter::Values(values.clone()),
                KeptFilter::Agencies(names) => Filter::Agencies(names.clone(), self.directory()),
                KeptFilter::Finding => Filter::Finding,
            };
            view.set_filter(annex, ColumnId(*column), Some(filter), |row, column| {
                places.contains(&(row, column))
            });
        }
        let sort = kept.sort.filter(|(column, _)| exists(*column));
        let sort = sort.map(|(column, descending)| Sort {
            column: ColumnId(column),
            descending,
        });
        view.set_sort(annex, sort);
        Some(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn shown(editor: &Editor) -> (Vec<usize>, Vec<usize>) {
        let shown = editor.shown();
        (shown.rows.clone(), shown.columns.clone())
    }

    #[test]
    fn an_annex_is_shown_again_as_it_was_left() {
        let document = fixture::parse(
            "
            stt | content | lead | note
            # I | Một
            - 1 | b | Sở A |
            - 2 | a | Sở A |
            # II | Hai
            - 1 | c | Sở B |
        ",
        );
        let mut editor = Editor::new(document.clone());
        let columns: Vec<ColumnId> = document.annexes[0].columns.iter().map(|it| it.id).collect();
        let section = document.annexes[0].rows[3].id;
        assert_eq!(editor.kept_views(), KeptViews::new());
        editor.change_view(|view, annex, has_finding| {
            view.hide_column(annex, columns[3]);
            view.toggle_collapsed(section);
            view.n_frozen = 2;
            let filter = Filter::Values(BTreeSet::from(["Sở A".to_owned()]));
            view.set_filter(annex, columns[2], Some(filter), has_finding);
            let sort = Sort {
                column: columns[1],
                descending: false,
            };
            view.set_sort(annex, Some(sort));
        });
        let text = serde_json::to_string(&editor.kept_views()).unwrap();
        let mut again = Editor::new(document.clone());
        assert_ne!(shown(&again), shown(&editor));
        again.restore_views(&serde_json::from_str(&text).unwrap());
        assert_eq!(shown(&again), shown(&editor));
        assert_eq!(again.kept_views(), editor.kept_views());
        // What is gone since is ignored.
        let mut other = document;
        other.annexes[0].remove_column(columns[2]);
        other.annexes[0].remove_column(columns[3]);
        let mut other = Editor::new(other);
        other.restore_views(&editor.kept_views());
        assert_eq!(other.shown().rows.len(), 4);
    }
}
