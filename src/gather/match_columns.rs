//! Matches the columns of an answer to those of the form: by heading, by what the form itself filled
//! in, then by role.

use std::collections::BTreeMap;

use super::{
    amount_unit::without_money,
    answer_words::{answer_word, answers_named, last_line},
    choices::Choice,
    form::{FormAnnex, is_name},
    heading::{HeadingWords, years_in},
    rewording::{Name, Wording, is_reworded},
};
use crate::{
    model::{Annex, Column, ColumnId, Role, parse_number},
    text::likeness::words,
};

/// What a column of an answer is in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnMatch {
    /// A column of the form, by index.
    Form(usize),
    /// One whose heading is written otherwise.
    Likely(usize),
    /// A column of its own; perhaps one of these, which no other column answers.
    Own(Vec<usize>),
}

impl ColumnMatch {
    pub fn of_form(&self) -> Option<usize> {
        match self {
            ColumnMatch::Form(to) | ColumnMatch::Likely(to) => Some(*to),
            ColumnMatch::Own(_) => None,
        }
    }
}

/// Returns what each column of the answer is in the form. `rows` are the rows that were matched, as
/// indices in the answer and in the form; `choices` are what a person decided.
pub(super) fn match_columns(
    (form, index): (&Annex, &FormAnnex),
    file: &Annex,
    content: Option<ColumnId>,
    rows: &[(usize, usize)],
    choices: &BTreeMap<ColumnId, Choice>,
) -> Vec<ColumnMatch> {
    let mut matching = Matching {
        form,
        index,
        file,
        rows,
        found: vec![None; file.columns.len()],
        is_closed: file
            .columns
            .iter()
            .map(|it| choices.contains_key(&it.id))
            .collect(),
    };
    for (from, column) in file.columns.iter().enumerate() {
        if let Some(Choice::Form(to)) = choices.get(&column.id)
            && *to < form.columns.len()
            && !matching.found.contains(&Some(*to))
        {
            matching.take(from, *to);
        }
    }
    let own_content = form
        .columns
        .iter()
        .position(|column| column.role == Role::Content);
    if let (Some(to), Some(from)) = (
        own_content.filter(|to| !matching.found.contains(&Some(*to))),
        file.columns
            .iter()
            .position(|column| Some(column.id) == content),
    ) {
        matching.take(from, to);
    }
    let by_place = matching.take_by_place();
    matching.take_all(Matching::has_same_heading);
    matching.take_equals_in_order();
    matching.take_all(Matching::has_same_texts);
    let sure = matching.found.clone();
    // One that is two of the form's in one is neither of them.
    let halves: Vec<Vec<usize>> = (0..file.columns.len())
        .map(|from| match matching.is_free(from) {
            true => matching.halves(from),
            false => Vec::new(),
        })
        .collect();
    for (closed, halves) in matching.is_closed.iter_mut().zip(&halves) {
        *closed |= !halves.is_empty();
    }
    matching.take_all(Matching::has_same_words);
    matching.take_all(Matching::has_same_words_in_full);
    matching.take_all(Matching::has_longer_heading);
    matching.take_all(Matching::has_similar_heading);
    matching.take_all(Matching::has_same_words_in_short);
    matching.take_all(Matching::has_same_time);
    matching.take_groups();
    matching.take_all(Matching::has_money_of_same_time);
    matching.take_all(Matching::has_same_purpose);
    matching.take_all(Matching::has_same_meaning);
    matching.take_all(Matching::has_same_role);
    matching.take_left_in_order();
    matching.take_in_gaps();
    let all = matching.found.iter().zip(sure).enumerate();
    all.map(|(from, (found, sure))| match (found, sure) {
        (Some(to), Some(_)) if !by_place.contains(&from) => ColumnMatch::Form(*to),
        (Some(to), _) => ColumnMatch::Likely(*to),
        (None, _) => match halves.get(from) {
            Some(halves) if !halves.is_empty() => ColumnMatch::Own(matching.open_of(halves)),
            _ => ColumnMatch::Own(matching.perhaps(from)),
        },
    })
    .collect()
}

/// The heading that columns of values are given where a table has none.
const UNTOLD: &str = "Mục tiêu";

pub(super) struct Matching<'a> {
    pub form: &'a Annex,
    pub index: &'a FormAnnex,
    pub file: &'a Annex,
    rows: &'a [(usize, usize)],
    pub found: Vec<Option<usize>>,
    /// Whether a person decided about a column.
    is_closed: Vec<bool>,
}

impl Matching<'_> {
    pub fn is_free(&self, from: usize) -> bool {
        self.found.get(from) == Some(&None) && self.is_closed.get(from) == Some(&false)
    }

    pub fn take(&mut self, from: usize, to: usize) {
        if let Some(slot) = self.found.get_mut(from) {
            *slot = Some(to);
        }
    }

    /// Takes the pairs for which a column has no other that fits, on either side.
    fn take_all(&mut self, fits: fn(&Self, &Column, usize, &Column) -> bool) {
        let mut pairs = Vec::new();
        for (from, column) in self.file.columns.iter().enumerate() {
            if !self.is_free(from) {
                continue;
            }
            for (to, own) in self.form.columns.iter().enumerate() {
                if !self.found.contains(&Some(to)) && fits(self, column, to, own) {
                    pairs.push((from, to));
                }
            }
        }
        let n_from = |at| pairs.iter().filter(|(from, _)| *from == at).count();
        let n_to = |at| pairs.iter().filter(|(_, to)| *to == at).count();
        let sure: Vec<(usize, usize)> = pairs
            .iter()
            .copied()
            .filter(|(from, to)| n_from(*from) == 1 && n_to(*to) == 1)
            .collect();
        for (from, to) in sure {
            self.take(from, to);
        }
    }

    /// Takes columns that share their heading with others one after the other, if the answer has as many
    /// of them as the form.
    fn take_equals_in_order(&mut self) {
        let form: &Annex = self.form;
        for own in &form.columns {
            let is_same = |it: &Column| self.has_same_heading(it, 0, own);
            let columns = self.file.columns.iter().enumerate();
            let from: Vec<usize> = columns
                .filter(|(from, it)| self.is_free(*from) && is_same(it))
                .map(|(from, _)| from)
                .collect();
            let columns = form.columns.iter().enumerate();
            let to: Vec<usize> = columns
                .filter(|(to, it)| !self.found.contains(&Some(*to)) && is_same(it))
                .map(|(to, _)| to)
                .collect();
            if from.len() == to.len() {
                for (from, to) in from.into_iter().zip(to) {
                    self.take(from, to);
                }
            }
        }
    }

    /// Takes the columns of a table without a header by their places, where its names stand in those of the
    /// form; returns which these are.
    fn take_by_place(&mut self) -> Vec<usize> {
        let columns = &self.file.columns;
        let is_told = |it: &Column| !is_name(it) && !it.header.is_empty() && it.title() != UNTOLD;
        let is_untold = columns.iter().any(|it| it.header.is_empty());
        let n_untold = columns.iter().filter(|it| it.title() == UNTOLD).count();
        let is_in_place = |(column, own): (&Column, &Column)| {
            column.role == own.role || !(is_name(column) || is_name(own))
        };
        let fits = columns.len() <= self.form.columns.len()
            && columns.iter().zip(&self.form.columns).all(is_in_place);
        if columns.iter().any(is_told) || !(is_untold || 1 < n_untold) || !fits {
            return Vec::new();
        }
        let free: Vec<usize> = (0..columns.len())
            .filter(|at| self.is_free(*at) && !self.found.contains(&Some(*at)))
            .collect();
        for at in &free {
            self.take(*at, *at);
        }
        free
    }

    fn has_same_heading(&self, column: &Column, _: usize, own: &Column) -> bool {
        let title = words(&own.title());
        !title.is_empty() && title == words(&column.title())
    }

    /// Whether two headings have the same words in another order, or the period in other figures.
    fn has_same_words(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        left.is_same(&right) && self.may_be(column, to, own)
    }

    /// Whether two headings have the same words, some of them as abbreviations: "Đã GQ".
    fn has_same_words_in_full(&self, column: &Column, to: usize, own: &Column) -> bool {
        let [left, right] = [column, own].map(|it| Name::of(&without_money(&it.title())));
        is_reworded(&left, &right, Wording::Same) && self.may_be_by_time(column, to, own)
    }

    /// The same where one of them leaves out words, below headings in whatever order: "Chung / DTTS".
    fn has_same_words_in_short(&self, column: &Column, to: usize, own: &Column) -> bool {
        let [left, right] = [column, own].map(|it| Name::of(&without_money(&it.title())));
        is_reworded(&left, &right, Wording::Short) && self.may_be(column, to, own)
    }

    /// Whether one of two like headings says all that the other says.
    fn has_longer_heading(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        left.is_within(&right) && self.has_similar_heading(column, to, own)
    }

    /// Whether both hold money of the same stated time.
    fn has_money_of_same_time(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        let is_money = left.is_money && right.is_money;
        is_money && left.is_of_time_of(&right) && self.may_be(column, to, own)
    }

    /// Whether the answer repeats what the form filled in.
    fn has_same_texts(&self, column: &Column, to: usize, own: &Column) -> bool {
        if self.index.is_filled.get(to) != Some(&true) || own.role == Role::Ordinal {
            return false;
        }
        let (n, n_same, n_values) = self.agreement(column, own);
        0 < n && 3 * n <= 4 * n_same && (1 < n_values || own.role == column.role)
    }

    /// Counts the cells that both fill in, those with the same text, and the texts among these.
    fn agreement(&self, column: &Column, own: &Column) -> (usize, usize, usize) {
        let cells = self.rows.iter().filter_map(|(from, to)| {
            let left = self.file.rows.get(*from)?.cell(column.id).trim();
            let right = self.form.rows.get(*to)?.cell(own.id).trim();
            (!left.is_empty() && !right.is_empty()).then(|| (words(left), words(right)))
        });
        let cells: Vec<_> = cells.collect();
        let same = || {
            cells
                .iter()
                .filter(|(left, right)| left == right)
                .map(|(left, _)| left)
        };
        let mut values: Vec<_> = same().collect();
        values.sort();
        values.dedup();
        (cells.len(), same().count(), values.len())
    }

    /// Whether at least half of the words of two headings are the same, and none of them tells one
    /// column from another.
    fn has_similar_heading(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        left.is_like(&right) && self.may_be(column, to, own)
    }

    pub fn heading(&self, column: &Column) -> HeadingWords {
        HeadingWords::of(&column.title())
    }

    /// The columns that the form asks for, that nothing answers, and that a column of the answer may be:
    /// its heading or role is like theirs, it holds figures as they do, or they are the last ones left; never
    /// one of another stated time. The one of its time comes first, then the one in its place.
    fn perhaps(&self, from: usize) -> Vec<usize> {
        let left = self.left_of_file();
        let Some(place) = left.iter().position(|it| *it == from) else {
            return Vec::new();
        };
        let Some(column) = self.file.columns.get(from) else {
            return Vec::new();
        };
        let asked = self.left_of_form();
        let is_last = left.len() == 1 && asked.len() == 1;
        let has_figures = self.has_figures(column);
        let heading = self.heading(column);
        let may_be = |to: &usize| {
            let Some(own) = self.form.columns.get(*to) else {
                return false;
            };
            if heading.is_of_another_time(&self.heading(own))
                || self.is_of_other_unit(column, *to, own)
            {
                return false;
            }
            let is_like = heading.is_like(&self.heading(own));
            let has_its_role = own.role == column.role && own.role != Role::Other;
            let takes_figures = matches!(own.role, Role::Actual | Role::Target | Role::Other);
            is_last || is_like || has_its_role || has_figures && takes_figures
        };
        let same_place = asked.get(place).filter(|_| left.len() == asked.len());
        let mut perhaps: Vec<usize> = asked.iter().copied().filter(may_be).collect();
        let is_of_its_time = |to: &usize| {
            let own = self.form.columns.get(*to);
            own.is_some_and(|own| heading.is_of_time_of(&self.heading(own)))
        };
        perhaps.sort_by_key(|it| (!is_of_its_time(it), Some(it) != same_place));
        perhaps
    }

    /// Those of some columns of the form that nothing answers.
    fn open_of(&self, columns: &[usize]) -> Vec<usize> {
        let open = columns
            .iter()
            .filter(|to| !self.found.contains(&Some(**to)));
        open.copied().collect()
    }

    /// The columns of the answer that hold anything and are matched to nothing.
    pub fn left_of_file(&self) -> Vec<usize> {
        let columns = self.file.columns.iter().enumerate();
        let left = columns.filter(|(from, column)| {
            let mut rows = self.file.rows.iter();
            self.is_free(*from) && rows.any(|row| !row.cell(column.id).trim().is_empty())
        });
        left.map(|(from, _)| from).collect()
    }

    /// The columns that the form asks for and nothing answers.
    pub fn left_of_form(&self) -> Vec<usize> {
        let columns = self.form.columns.iter().enumerate();
        let left = columns.filter(|(to, own)| {
            let is_asked = self.index.is_filled.get(*to) == Some(&false) && !is_name(own);
            is_asked && !self.found.contains(&Some(*to))
        });
        left.map(|(to, _)| to).collect()
    }

    pub fn has_figures(&self, column: &Column) -> bool {
        let texts = self.file.rows.iter().map(|row| row.cell(column.id).trim());
        let texts: Vec<&str> = texts.filter(|it| !it.is_empty()).collect();
        let n_figures = texts.iter().filter(|it| parse_number(it).is_some()).count();
        texts.len() < 2 * n_figures
    }

    fn has_same_role(&self, column: &Column, to: usize, own: &Column) -> bool {
        let is_same = own.role == column.role && own.role != Role::Other;
        is_same
            && own.phase() == column.phase()
            && self.may_be(column, to, own)
            && !self.is_contested(column, own)
    }

    /// Whether nothing speaks against two columns being one: numbers and telling words of their
    /// headings, the years of the form, and what the form filled in.
    fn may_be(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        left.may_be(&right)
            && self.may_be_by_time(column, to, own)
            && !self.is_of_other_unit(column, to, own)
    }

    /// Whether years, periods and what the form filled in do not speak against two columns being one.
    pub fn may_be_by_time(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        // A year that only one of them names is that of the form, or of another column.
        let of_form = years_in(&self.form.head.title);
        let is_other_year = right.years.is_empty()
            && !of_form.is_empty()
            && left.years.iter().any(|it| !of_form.contains(it));
        let is_filled = self.index.is_filled.get(to) == Some(&true) && own.role != Role::Ordinal;
        let is_contradicted = is_filled && {
            let (n, n_same, _) = self.agreement(column, own);
            2 * n_same < n
        };
        left.may_be_of_time(&right)
            && !is_other_year
            && !is_contradicted
            && !self.is_one_of_answers(column, own)
    }

    /// Whether a column is one of several to mark for the answers that the form's heading names: "Có" of
    /// "Có/Không".
    pub fn is_one_of_answers(&self, column: &Column, own: &Column) -> bool {
        let named = answers_named(own);
        let is_named = |it: &Column| named.contains(&answer_word(last_line(it)));
        let n = self.file.columns.iter().filter(|it| is_named(it)).count();
        1 < n && is_named(column)
    }
}

/// How many texts of a column stand for it.
const SAMPLES: usize = 3;

/// Returns the first texts of a column.
pub(super) fn samples(annex: &Annex, column: ColumnId) -> Vec<String> {
    let texts = annex.rows.iter().map(|row| row.cell(column).trim());
    let filled = texts.filter(|it| !it.is_empty());
    filled.take(SAMPLES).map(str::to_owned).collect()
}
