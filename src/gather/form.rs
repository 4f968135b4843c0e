//! The form that was sent out, indexed for matching.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    amount_unit::{AmountUnits, is_money},
    row_keys::{RowKey, row_keys},
    total::Total,
    totals::total_under,
};
use crate::{
    export::outline,
    model::{Annex, Column, Document, Role, Row},
    text::likeness::{folded, words},
};

/// The form that units fill in: its annexes with the rows and columns that answers are matched to.
#[derive(Clone, Debug)]
pub struct Form {
    pub document: Document,
    pub(super) annexes: Vec<FormAnnex>,
}

/// The index of one annex of the form.
#[derive(Clone, Debug)]
pub(super) struct FormAnnex {
    /// Index of its first row among the rows of all annexes.
    pub first: usize,
    pub rows: Vec<RowKey>,
    pub by_text: FxHashMap<String, Vec<usize>>,
    pub by_folded: FxHashMap<String, Vec<usize>>,
    /// Rows by the words that say something.
    pub by_core: FxHashMap<String, Vec<usize>>,
    /// Rows by each of their words, for suggestions.
    pub by_word: FxHashMap<String, Vec<usize>>,
    pub units: AmountUnits,
    /// Outline keys of the columns.
    pub keys: Vec<String>,
    /// Whether the form itself fills in most cells of a column.
    pub is_filled: Vec<bool>,
    /// Whether its rows are left for units to write: the form asks for a list.
    pub is_list: bool,
    /// The columns in which a row without a value lacks something, by index.
    pub required: Vec<usize>,
}

impl Form {
    pub fn new(mut document: Document) -> Form {
        let mut first = 0;
        let annexes = document.annexes.iter_mut().map(|annex| {
            let keys = outline::keys(annex);
            name_rows_by_groups(annex);
            let indexed = FormAnnex::new(annex, first, keys);
            first += annex.rows.len();
            indexed
        });
        let annexes = annexes.collect();
        let mut form = Form { document, annexes };
        let n = form.annexes.len();
        let required: Vec<Vec<usize>> = (0..n).map(|at| form.required_columns(at)).collect();
        for (annex, required) in form.annexes.iter_mut().zip(required) {
            annex.required = required;
        }
        form
    }

    /// Whether a row that says nothing in a column lacks something: no heading, and none of a list.
    pub fn is_required(&self, row: usize, column: usize) -> bool {
        let mut pairs = self.pairs();
        pairs.any(|(annex, index)| {
            let at = row.checked_sub(index.first);
            let own = at.and_then(|at| annex.rows.get(at));
            let is_item = own.is_some_and(|it| !it.kind.is_section());
            is_item && !index.is_list && index.required.contains(&column)
        })
    }

    /// Iterates over the annexes with their indexes.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&Annex, &FormAnnex)> {
        self.document.annexes.iter().zip(&self.annexes)
    }

    /// Returns the annex of a row, counted over all annexes, and its place there.
    pub fn place(&self, row: usize) -> Option<(&Annex, usize)> {
        self.pairs().find_map(|(annex, index)| {
            let at = row.checked_sub(index.first)?;
            (at < index.rows.len()).then_some((annex, at))
        })
    }

    /// The columns of an annex, by index, that units fill in: those that the form leaves empty. Where
    /// it leaves none, those that it fills in less than half; in a form that is filled in already, all
    /// that say something about a row.
    pub fn value_columns(&self, annex: usize) -> Vec<usize> {
        let Some((annex, index)) = self.pairs().nth(annex) else {
            return Vec::new();
        };
        let of_values = |is: &dyn Fn(usize, &Column) -> bool| {
            let columns = annex.columns.iter().enumerate();
            let values = columns.filter(|(at, it)| !is_name(it) && is(*at, it));
            values.map(|(at, _)| at).collect::<Vec<_>>()
        };
        let is_empty = |_, column: &Column| {
            let mut items = annex.rows.iter().filter(|row| !row.kind.is_section());
            items.all(|row| row.cell(column.id).trim().is_empty())
        };
        let is_open = |at: usize, _: &Column| index.is_filled.get(at) == Some(&false);
        let mut kinds = [of_values(&is_empty), of_values(&is_open)].into_iter();
        let found = kinds.find(|it| !it.is_empty());
        found.unwrap_or_else(|| of_values(&|_, _| true))
    }

    /// The columns of an annex, by index, in which a row without a value lacks something. Difficulties,
    /// next steps and evidence may have nothing to say; where a form asks for nothing else, they do.
    fn required_columns(&self, annex: usize) -> Vec<usize> {
        let asked = self.value_columns(annex);
        let Some(of) = self.document.annexes.get(annex) else {
            return asked;
        };
        let found = of.report_columns(None);
        let said = [found.difficulty, found.next_step, found.evidence];
        let is_required = |at: &usize| {
            let column = of.columns.get(*at);
            column.is_some_and(|it| it.role != Role::Note && !said.contains(&Some(it.id)))
        };
        let required: Vec<usize> = asked.iter().copied().filter(is_required).collect();
        match required.is_empty() {
            true => asked,
            false => required,
        }
    }

    /// The first row that is no section, counted over all annexes.
    pub fn first_item(&self) -> usize {
        let rows = self.document.annexes.iter().flat_map(|it| &it.rows);
        let mut rows = rows.map(|row| !row.kind.is_section());
        rows.position(|is_item| is_item).unwrap_or(0)
    }

    /// The rows of an annex, by index, counted over all annexes.
    pub fn rows_of(&self, annex: usize) -> std::ops::Range<usize> {
        let own = self.annexes.get(annex);
        own.map_or(0..0, |it| it.first..it.first + it.rows.len())
    }

    /// Whether an annex, by index, has a row, counted over all annexes.
    pub(super) fn has_row(&self, annex: usize, row: usize) -> bool {
        self.rows_of(annex).contains(&row)
    }

    /// Whether an annex, by index, asks for a list of what units write into its empty rows.
    pub fn is_list(&self, annex: usize) -> bool {
        self.annexes.get(annex).is_some_and(|it| it.is_list)
    }

    /// Whether the form asks for values in a column of a row's annex.
    pub(super) fn asks(&self, row: Option<usize>, column: Option<usize>) -> bool {
        let annex = row.and_then(|row| (0..self.annexes.len()).find(|it| self.has_row(*it, row)));
        annex.zip(column).is_some_and(|(annex, column)| {
            let asked = self.value_columns(annex);
            asked.contains(&column)
        })
    }

    /// The text that the form has in a cell.
    pub fn text(&self, row: usize, column: usize) -> &str {
        let cell = self
            .place(row)
            .and_then(|(annex, at)| Some(annex.rows.get(at)?.cell(annex.columns.get(column)?.id)));
        cell.unwrap_or_default()
    }

    /// The unit of the values in a cell: that of the row, of the column's heading, or of the table.
    pub fn unit(&self, row: usize, column: usize) -> &str {
        let unit = self.pairs().find_map(|(annex, index)| {
            let at = row.checked_sub(index.first)?;
            Some(index.units.unit(annex, annex.rows.get(at)?, column))
        });
        unit.unwrap_or_default()
    }

    /// Returns what values in a cell come to: by its row, its unit and the heading of its column.
    pub fn total(&self, row: usize, column: usize, values: &[&str]) -> Option<Total> {
        let (annex, at) = self.place(row)?;
        let own = annex.rows.get(at)?;
        let unit = self.unit(row, column);
        let of_row = annex.text(own, Role::Unit).trim();
        // What a row measures in per cent or kilometres costs an amount of money.
        let is_cost = is_money(unit) && !of_row.is_empty() && !is_money(of_row);
        let content = match is_cost {
            true => "",
            false => annex.text(own, Role::Content),
        };
        let heading = annex.columns.get(column)?.title();
        total_under(&heading, values, content, unit)
    }

    /// All lines above and below the tables of the form, and its titles: they say nothing about who
    /// answers it.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        let annexes = self.document.annexes.iter();
        annexes.flat_map(|annex| {
            let head = &annex.head;
            let names = [&head.reference, &head.title, &head.sheet];
            head.lines().chain(names.map(String::as_str))
        })
    }
}

impl FormAnnex {
    fn new(annex: &Annex, first: usize, keys: Vec<String>) -> FormAnnex {
        let content = annex.column_of(Role::Content).map(|column| column.id);
        let rows = row_keys(annex, content);
        let mut by_text: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_folded: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_core: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, key) in rows
            .iter()
            .enumerate()
            .filter(|(_, key)| !key.text.is_empty())
        {
            by_text.entry(key.text.clone()).or_default().push(at);
            by_folded.entry(key.folded.clone()).or_default().push(at);
            by_core.entry(key.core.clone()).or_default().push(at);
            for word in key.text.split(' ') {
                let here = by_word.entry(word.to_owned()).or_default();
                if here.last() != Some(&at) {
                    here.push(at);
                }
            }
        }
        let items = || annex.rows.iter().filter(|row| !row.kind.is_section());
        let n_items = items().count();
        let is_filled = annex.columns.iter().map(|column| {
            let n = items()
                .filter(|row| !row.cell(column.id).trim().is_empty())
                .count();
            n_items <= 2 * n && 0 < n
        });
        let has_content = |row: &&Arc<Row>| {
            let names = annex.columns.iter().filter(|it| it.role != Role::Ordinal);
            names
                .into_iter()
                .any(|it| !row.cell(it.id).trim().is_empty())
        };
        FormAnnex {
            required: Vec::new(),
            is_list: 0 < n_items && items().find(has_content).is_none(),
            first,
            by_text,
            by_folded,
            by_core,
            by_word,
            units: AmountUnits::of(annex),
            keys,
            is_filled: is_filled.collect(),
            rows,
        }
    }
}

/// Where nothing but a column of groups names the rows of an annex, it is their content.
fn name_rows_by_groups(annex: &mut Annex) {
    let has_content = annex.columns.iter().any(|it| it.role == Role::Content);
    let mut groups = annex.columns.iter_mut().filter(|it| it.role == Role::Group);
    if let (Some(only), None, false) = (groups.next(), groups.next(), has_content) {
        only.role = Role::Content;
    }
}

/// Whether a column names its rows, or says something beside them. One that asks for difficulties or
/// proposals is read as one of notes, but asks.
pub(super) fn is_name(column: &Column) -> bool {
    match column.role {
        Role::Ordinal | Role::Content | Role::Group | Role::Unit => true,
        Role::Note => {
            let title = folded(&words(&column.title())).join(" ");
            title.is_empty() || title.starts_with("ghi chu") || title.starts_with("chu thich")
        }
        _ => false,
    }
}
