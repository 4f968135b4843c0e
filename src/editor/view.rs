//! View state of an annex: which rows and columns are shown, and in what order.
//!
//! A view never changes the document. It refers to rows and columns by id, so it remains valid
//! after edits and undo.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    model::{Annex, ColumnId, Row, RowId, RowKind, agencies_in},
    reference::agencies::Directory,
    sorting,
    text::search::{Query, sort_key},
};

/// View state of one annex (filters, sort, folds, hidden columns). The default shows everything in
/// stored order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub(super) filters: Vec<(ColumnId, Filter)>,
    sort: Option<Sort>,
    pub(super) collapsed: BTreeSet<RowId>,
    pub(super) hidden_columns: BTreeSet<ColumnId>,
    /// Number of shown columns that stay fixed at the left while the others scroll.
    pub n_frozen: usize,
    /// Items that the filters exclude. Computed when a filter is set, so that a row does not
    /// disappear while it is edited.
    left_out: FxHashSet<RowId>,
    /// Position of each row in the sorted order, computed when the sort is set.
    ranks: FxHashMap<RowId, u32>,
}

/// Condition on the cells of a column; rows that do not satisfy it are not shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// The cell contains the text; tone marks and case are ignored.
    Text(String),
    /// The trimmed cell text is one of these.
    Values(BTreeSet<String>),
    /// The cell names one of these agencies, in any spelling, alone or among others; see
    /// [`agency_names`].
    Agencies(BTreeSet<String>, Arc<Directory>),
    /// The cell has a finding.
    Finding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: ColumnId,
    pub descending: bool,
}

/// Positions in the annex of the shown rows and columns, in display order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub rows: Vec<usize>,
    pub columns: Vec<usize>,
}

impl View {
    pub fn filter(&self, column: ColumnId) -> Option<&Filter> {
        let found = self.filters.iter().find(|(id, _)| *id == column);
        found.map(|(_, filter)| filter)
    }

    pub fn is_filtered(&self) -> bool {
        !self.filters.is_empty()
    }

    pub fn sort(&self) -> Option<Sort> {
        self.sort
    }

    pub fn is_collapsed(&self, row: RowId) -> bool {
        self.collapsed.contains(&row)
    }

    pub fn is_hidden(&self, column: ColumnId) -> bool {
        self.hidden_columns.contains(&column)
    }

    pub fn n_hidden_columns(&self) -> usize {
        self.hidden_columns.len()
    }

    /// Sets the filter of a column, or removes it with `None`, and evaluates all filters again.
    /// `has_finding` returns whether a cell has a finding.
    pub fn set_filter(
        &mut self,
        annex: &Annex,
        column: ColumnId,
        filter: Option<Filter>,
        has_finding: impl Fn(RowId, ColumnId) -> bool,
    ) {
        self.filters.retain(|(id, _)| *id != column);
        self.filters.extend(filter.map(|filter| (column, filter)));
        let tests: Vec<_> = self
            .filters
            .iter()
            .map(|(column, filter)| (*column, Test::of(filter)))
            .collect();
        let fits = |row: &Row| {
            let mut tests = tests.iter();
            tests.all(|(column, test)| test.fits(row, *column, &has_finding))
        };
        let items = annex.rows.iter().filter(|row| !row.kind.is_section());
        let left_out = items.filter(|row| !fits(row)).map(|row| row.id);
        self.left_out = match self.filters.is_empty() {
            true => FxHashSet::default(),
            false => left_out.collect(),
        };
    }

    pub fn clear_filters(&mut self) {
        self.filters.clear();
        self.left_out.clear();
    }

    /// Sorts items within their sections, each with its sub-items; `None` restores the stored
    /// order. Texts are compared in Vietnamese alphabetical order (`sort_key`).
    pub fn set_sort(&mut self, annex: &Annex, sort: Option<Sort>) {
        self.sort = sort;
        self.ranks.clear();
        let Some(sort) = sort else {
            return;
        };
        let mut order: Vec<usize> = Vec::with_capacity(annex.rows.len());
        // The items of the current section, each with its sub-items and its sort key.
        let mut blocks: Vec<(Range<usize>, String)> = Vec::new();
        let flush = |blocks: &mut Vec<(Range<usize>, String)>, order: &mut Vec<usize>| {
            sorting::by(blocks, |(_, left), (_, right)| {
                let empty = left.is_empty().cmp(&right.is_empty());
                let texts = left.cmp(right);
                // Empty cells come last in both directions.
                empty.then(if sort.descending {
                    texts.reverse()
                } else {
                    texts
                })
            });
            order.extend(blocks.drain(..).flat_map(|(block, _)| block));
        };
        for (at, row) in annex.rows.iter().enumerate() {
            match (row.kind, blocks.last_mut()) {
                (RowKind::Section(_), _) => {
                    flush(&mut blocks, &mut order);
                    order.push(at);
                }
                (RowKind::Item(level), Some((block, _))) if 1 < level => block.end = at + 1,
                (RowKind::Item(_), _) => {
                    blocks.push((at..at + 1, sort_key(row.cell(sort.column))));
                }
            }
        }
        flush(&mut blocks, &mut order);
        let ranks = order.iter().zip(0..);
        let ranks = ranks.filter_map(|(at, rank)| Some((annex.rows.get(*at)?.id, rank)));
        self.ranks = ranks.collect();
    }

    /// Folds or unfolds a section; returns whether it is folded now.
    pub fn toggle_collapsed(&mut self, section: RowId) -> bool {
        let folded = !self.collapsed.remove(&section);
        if folded {
            self.collapsed.insert(section);
        }
        folded
    }

    /// Folds all sections.
    pub fn collapse_all(&mut self, annex: &Annex) {
        let sections = annex.rows.iter().filter(|row| row.kind.is_section());
        self.collapsed = sections.map(|row| row.id).collect();
    }

    pub fn expand_all(&mut self) {
        self.collapsed.clear();
    }

    /// Hides a column, unless it is the last visible one.
    pub fn hide_column(&mut self, annex: &Annex, column: ColumnId) {
        let shown = annex.columns.iter().filter(|it| !self.is_hidden(it.id));
        if 1 < shown.count() {
            self.hidden_columns.insert(column);
        }
    }

    pub fn show_all_columns(&mut self) {
        self.hidden_columns.clear();
    }

    pub fn show_column(&mut self, column: ColumnId) {
        self.hidden_columns.remove(&column);
    }

    /// Makes a row visible: unfolds the sections around it and exempts it from the filters.
    pub fn show_row(&mut self, annex: &Annex, at: usize) {
        if let Some(row) = annex.rows.get(at) {
            self.left_out.remove(&row.id);
        }
        for section in sections_above(annex, at) {
            self.collapsed.remove(&section);
        }
    }

    /// Returns what is shown of the annex in its current state. Rows added after a filter or sort
    /// was set are shown, after the row that they follow in the annex.
    pub fn shown(&self, annex: &Annex) -> Shown {
        let columns = annex.columns.iter().enumerate();
        let columns = columns.filter(|(_, column)| !self.is_hidden(column.id));
        let mut rows: Vec<usize> = (0..annex.rows.len()).collect();
        if !self.collapsed.is_empty() || !self.left_out.is_empty() {
            let kept = self.kept(annex);
            rows.retain(|at| kept.get(*at).copied().unwrap_or(true));
        }
        if !self.ranks.is_empty() {
            let mut last = 0;
            let ranks: Vec<u32> = annex
                .rows
                .iter()
                .map(|row| {
                    last = self.ranks.get(&row.id).copied().unwrap_or(last);
                    last
                })
                .collect();
            rows.sort_by_key(|at| ranks.get(*at).copied());
        }
        Shown {
            rows,
            columns: columns.map(|(at, _)| at).collect(),
        }
    }

    /// Returns for each row whether folds and filters keep it. Headings and parent items are kept
    /// while a row below them is.
    fn kept(&self, annex: &Annex) -> Vec<bool> {
        let mut kept = vec![true; annex.rows.len()];
        if !self.left_out.is_empty() {
            // Iterate from the end: a row that is kept needs the headings before it.
            let mut needed = 0;
            for (row, slot) in annex.rows.iter().zip(&mut kept).rev() {
                let fits = !row.kind.is_section() && !self.left_out.contains(&row.id);
                *slot = fits || depth(row.kind) < needed;
                if *slot {
                    needed = depth(row.kind);
                }
            }
        }
        let mut folded: Option<u8> = None;
        for (row, slot) in annex.rows.iter().zip(&mut kept) {
            if let RowKind::Section(level) = row.kind
                && folded.is_none_or(|above| level <= above)
            {
                folded = self.is_collapsed(row.id).then_some(level);
                continue;
            }
            *slot &= folded.is_none();
        }
        kept
    }
}

/// Returns the depth of a row; every item is deeper than every section.
fn depth(kind: RowKind) -> u8 {
    match kind {
        RowKind::Section(level) => level,
        RowKind::Item(level) => level.saturating_add(100),
    }
}

/// Returns the sections that contain the row at `at`, innermost first.
pub fn sections_above(annex: &Annex, at: usize) -> Vec<RowId> {
    let mut inside = match annex.rows.get(at).map(|row| row.kind) {
        Some(RowKind::Section(level)) => level,
        _ => u8::MAX,
    };
    let mut found = Vec::new();
    for row in annex.rows.iter().take(at).rev() {
        if let RowKind::Section(level) = row.kind
            && level < inside
        {
            inside = level;
            found.push(row.id);
        }
    }
    found
}

/// Returns the agencies that a cell names: by their name in the directory, or as written if the
/// directory has none. A cell that names no agency yields one empty name.
pub fn agency_names(directory: &Directory, text: &str) -> Vec<String> {
    let named = agencies_in(directory, text);
    let names = named.iter().map(|it| match &it.agency {
        Some(agency) => agency.name.clone(),
        None => text.get(it.range.clone()).unwrap_or_default().to_owned(),
    });
    match named.is_empty() {
        true => vec![String::new()],
        false => names.collect(),
    }
}

/// A filter prepared for testing many cells.
enum Test<'filter> {
    Text(Query),
    Values(&'filter BTreeSet<String>),
    Agencies(&'filter BTreeSet<String>, &'filter Directory),
    Finding,
}

impl Test<'_> {
    fn of(filter: &Filter) -> Test<'_> {
        match filter {
            Filter::Text(text) => Test::Text(Query {
                text: text.trim().to_owned(),
                ignore_tones: true,
                match_case: false,
            }),
            Filter::Values(values) => Test::Values(values),
            Filter::Agencies(names, directory) => Test::Agencies(names, directory),
            Filter::Finding => Test::Finding,
        }
    }

    fn fits(
        &self,
        row: &Row,
        column: ColumnId,
        has_finding: &impl Fn(RowId, ColumnId) -> bool,
    ) -> bool {
        match self {
            Test::Text(query) => !query.find(row.cell(column)).is_empty(),
            Test::Values(values) => values.contains(row.cell(column).trim()),
            Test::Agencies(names, directory) => {
                let named = agency_names(directory, row.cell(column));
                named.iter().any(|name| names.contains(name))
            }
            Test::Finding => has_finding(row.id, column),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::model::{Document, fixture};

    const ANNEX: &str = "
        stt | content | lead
        # I | Một
        - 1 | Đường | Sở Y tế
        - 2 | an ninh | Sở Nội vụ
        -- 2.1 | con |
        - 3 | ấn định |
        ## I.1 | Mục con
        - 4 | bảo mật | Sở Y tế
        # II | Hai
        - 1 | dữ liệu | Sở Nội vụ
    ";

    fn shown(view: &View, document: &Document) -> String {
        let annex = &document.annexes[0];
        let rows = view.shown(annex).rows.into_iter();
        let cells = rows.map(|at| annex.rows[at].cell(annex.columns[1].id).to_owned());
        cells.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn folding_hides_what_stands_below_a_heading() {
        let document = fixture::parse(ANNEX);
        let annex = &document.annexes[0];
        let mut view = View::default();
        assert!(view.toggle_collapsed(annex.rows[5].id));
        assert_snapshot!(shown(&view, &document), @"Một | Đường | an ninh | con | ấn định | Mục con | Hai | dữ liệu");
        view.toggle_collapsed(annex.rows[0].id);
        assert_snapshot!(shown(&view, &document), @"Một | Hai | dữ liệu");
        view.show_row(annex, 6);
        assert_snapshot!(shown(&view, &document), @"Một | Đường | an ninh | con | ấn định | Mục con | bảo mật | Hai | dữ liệu");
        view.collapse_all(annex);
        assert_snapshot!(shown(&view, &document), @"Một | Hai");
    }

    #[test]
    fn filters_keep_headings_and_do_not_lose_rows_being_edited() {
        let mut document = fixture::parse(ANNEX);
        let annex = &document.annexes[0];
        let lead = annex.columns[2].id;
        let mut view = View::default();
        view.set_filter(
            annex,
            lead,
            Some(Filter::Text("so y".to_owned())),
            |_, _| false,
        );
        assert_snapshot!(shown(&view, &document), @"Một | Đường | Mục con | bảo mật");
        let values = BTreeSet::from(["".to_owned()]);
        view.set_filter(annex, lead, Some(Filter::Values(values)), |_, _| false);
        assert_snapshot!(shown(&view, &document), @"Một | an ninh | con | ấn định");
        let errors = annex.rows[6].id;
        view.set_filter(annex, lead, Some(Filter::Finding), |row, _| row == errors);
        assert_snapshot!(shown(&view, &document), @"Một | Mục con | bảo mật");
        let new = Row::new(RowId(900), RowKind::Item(1));
        document.annexes[0].rows.insert(7, std::sync::Arc::new(new));
        assert_eq!(view.shown(&document.annexes[0]).rows, [0, 5, 6, 7]);
        view.clear_filters();
        assert_eq!(view.shown(&document.annexes[0]).rows.len(), 10);
    }

    #[test]
    fn agencies_are_found_in_every_spelling_and_company() {
        let document = fixture::parse(
            "
            stt | content | lead
            - 1 | một | Sở KHCN; Sở Y tế
            - 2 | hai | Sở Khoa học và Công nghệ
            - 3 | ba | Sở Y tế
            - 4 | bốn |
        ",
        );
        let annex = &document.annexes[0];
        let lead = annex.columns[2].id;
        let shown_for = |name: &str| {
            let mut view = View::default();
            let filter = Filter::Agencies(BTreeSet::from([name.to_owned()]), Directory::standard());
            view.set_filter(annex, lead, Some(filter), |_, _| false);
            shown(&view, &document)
        };
        assert_eq!(shown_for("Sở Khoa học và Công nghệ"), "một | hai");
        assert_eq!(shown_for("Sở Y tế"), "một | ba");
        assert_eq!(shown_for(""), "bốn");
    }

    #[test]
    fn sorting_stays_within_sections_and_keeps_sub_items() {
        let document = fixture::parse(ANNEX);
        let annex = &document.annexes[0];
        let mut view = View::default();
        let sort = |descending| Sort {
            column: annex.columns[1].id,
            descending,
        };
        view.set_sort(annex, Some(sort(false)));
        assert_snapshot!(shown(&view, &document), @"Một | an ninh | con | ấn định | Đường | Mục con | bảo mật | Hai | dữ liệu");
        view.set_sort(annex, Some(sort(true)));
        assert_snapshot!(shown(&view, &document), @"Một | Đường | ấn định | an ninh | con | Mục con | bảo mật | Hai | dữ liệu");
        view.set_sort(annex, None);
        assert_eq!(view.shown(annex).rows, (0..9).collect::<Vec<_>>());
    }

    #[test]
    fn the_last_column_stays() {
        let document = fixture::parse(ANNEX);
        let annex = &document.annexes[0];
        let mut view = View::default();
        for column in &annex.columns {
            view.hide_column(annex, column.id);
        }
        assert_eq!(view.shown(annex).columns, [2]);
    }
}
