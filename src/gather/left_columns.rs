//! The last columns of an answer: what is left on both sides in the same order, and columns that are two of
//! the form's in one.

use super::{
    heading::{HeadingWords, years_in},
    match_columns::Matching,
    rewording::{Name, common_words},
};
use crate::model::{Annex, Column, ColumnId, ProgressStatus, Role, WorkState};

/// Words of headings, without marks, that say no more than that a column is of plans or of results.
const OF_ROLES: &[&str] = &["ke", "giao", "dat"];

/// Words, without marks, of which columns that are read as one may not differ.
const OPPOSING: &[&str] = &[
    "nu", "khong", "chua", "tang", "giam", "truoc", "cung", "uoc",
];

/// Whether only one of two headings has one of these words. "Sửa chữa" is no "chưa".
pub(super) fn are_opposed(left: &HeadingWords, right: &HeadingWords) -> bool {
    let has = |it: &HeadingWords, word: &str| {
        let before = std::iter::once("").chain(it.all.iter().map(String::as_str));
        let mut pairs = before.zip(&it.all);
        pairs.any(|(before, own)| own == word && before != "sua")
    };
    let mut opposing = OPPOSING.iter();
    opposing.any(|it| has(left, it) != has(right, it))
}

impl Matching<'_> {
    /// Takes the columns left on both sides, where there are as many, in the same order and of the same kind,
    /// one by one.
    pub(super) fn take_left_in_order(&mut self) {
        let left: Vec<usize> = self
            .left_of_file()
            .into_iter()
            .filter(|from| !self.is_of_other_year(*from))
            .collect();
        let asked = self.left_of_form();
        if left.is_empty() || left.len() != asked.len() {
            return;
        }
        let titles = left.iter().filter_map(|it| self.file.columns.get(*it));
        let mut titles: Vec<String> = titles.map(Column::title).collect();
        titles.sort();
        if titles.windows(2).any(|it| it.first() == it.last()) {
            return;
        }
        let pairs: Vec<(usize, usize)> = left.into_iter().zip(asked).collect();
        let is_in_order = pairs.iter().all(|(from, to)| self.is_in_order(*from, *to));
        let is_own = pairs.iter().all(|pair| self.is_nearest(*pair, &pairs));
        if !is_in_order || !is_own {
            return;
        }
        let fit = |(from, to): &(usize, usize)| self.is_of_same_kind(*from, *to);
        let taken: Vec<(usize, usize)> = match pairs.iter().all(fit) || self.has_same_groups(&pairs)
        {
            true => pairs,
            // The only ones of their role on both sides.
            false => {
                let sole = pairs.iter().filter(|pair| self.is_sole(**pair, &pairs));
                sole.copied().collect()
            }
        };
        for (from, to) in taken {
            self.take(from, to);
        }
    }

    /// Whether a pair of columns of one kind is the only one of its role.
    fn is_sole(&self, (from, to): (usize, usize), pairs: &[(usize, usize)]) -> bool {
        let role = |to: usize| self.form.columns.get(to).map(|it| it.role);
        let role_of_file = |from: usize| self.file.columns.get(from).map(|it| it.role);
        let mut others = pairs.iter().filter(|it| **it != (from, to));
        let is_other = |it: &(usize, usize)| {
            role(it.1) != role(to) && role_of_file(it.0) != role_of_file(from)
        };
        role(to) != Some(Role::Other) && self.is_of_same_kind(from, to) && others.all(is_other)
    }

    /// Whether a column is of a year that is not the form's.
    fn is_of_other_year(&self, from: usize) -> bool {
        let Some(column) = self.file.columns.get(from) else {
            return false;
        };
        let (own, of_form) = (self.heading(column).years, years_in(&self.form.head.title));
        !own.is_empty() && !of_form.is_empty() && !own.iter().any(|it| of_form.contains(it))
    }

    /// Whether the matched columns before and behind are before and behind in the form too.
    fn is_in_order(&self, from: usize, to: usize) -> bool {
        let (before, behind) = self.found.split_at(from.min(self.found.len()));
        let before = before.iter().rev().find_map(|it| *it);
        let behind = behind.iter().find_map(|it| *it);
        before.is_none_or(|it| it < to) && behind.is_none_or(|it| to < it)
    }

    /// Whether no other of the columns left says more of what a column says.
    fn is_nearest(&self, (from, to): (usize, usize), pairs: &[(usize, usize)]) -> bool {
        let n = |to: usize| self.n_common(from, to);
        pairs.iter().all(|(_, other)| n(*other) <= n(to))
    }

    fn n_common(&self, from: usize, to: usize) -> usize {
        match (self.file.columns.get(from), self.form.columns.get(to)) {
            (Some(column), Some(own)) => {
                common_words(&Name::whole(&column.title()), &Name::whole(&own.title()))
            }
            _ => 0,
        }
    }

    /// Whether two columns are of one role and phase, and their headings say nothing that tells them apart.
    fn is_of_same_kind(&self, from: usize, to: usize) -> bool {
        let (Some(column), Some(own)) = (self.file.columns.get(from), self.form.columns.get(to))
        else {
            return false;
        };
        let (left, right) = (self.heading(column), self.heading(own));
        let telling = |it: &HeadingWords| -> Vec<String> {
            let said = it.telling.iter();
            said.filter(|word| !OF_ROLES.contains(&word.as_str()))
                .cloned()
                .collect()
        };
        let is_one_phase = column.phase().is_none() || column.phase() == own.phase();
        let says_it = own.role != Role::Other || 0 < self.n_common(from, to);
        let is_one_role =
            column.role == own.role || own.role == Role::Status && self.holds_states(column);
        is_one_role
            && !self.is_one_of_answers(column, own)
            && is_one_phase
            && says_it
            && left.is_money == right.is_money
            && telling(&left) == telling(&right)
            && !left.is_of_another_time(&right)
    }

    /// Whether a column holds nothing but words for how far things are.
    fn holds_states(&self, column: &Column) -> bool {
        let texts = self.file.rows.iter().map(|row| row.cell(column.id).trim());
        let mut texts = texts.filter(|it| !it.is_empty()).peekable();
        let is_state =
            |it: &str| ProgressStatus::parse(it).is_some() || WorkState::parse(it).is_some();
        texts.peek().is_some() && texts.all(is_state)
    }

    /// Whether columns under headings of two lines are grouped alike, most of them share words, and none
    /// contradicts its own.
    fn has_same_groups(&self, pairs: &[(usize, usize)]) -> bool {
        let file: Vec<&Column> = pairs
            .iter()
            .filter_map(|(from, _)| self.file.columns.get(*from))
            .collect();
        let form: Vec<&Column> = pairs
            .iter()
            .filter_map(|(_, to)| self.form.columns.get(*to))
            .collect();
        let sizes = group_sizes(&form);
        let is_grouped = 1 < sizes.len() && sizes.iter().all(|it| 1 < *it);
        let n_common = pairs
            .iter()
            .filter(|(from, to)| 0 < self.n_common(*from, *to))
            .count();
        let contradicts = |(column, own): (&&Column, &&Column)| {
            let (left, right) = (self.heading(column), self.heading(own));
            column.role != own.role || left.is_of_another_time(&right) || are_opposed(&left, &right)
        };
        is_grouped
            && group_sizes(&file) == sizes
            && pairs.len() < 2 * n_common
            && !file.iter().zip(&form).any(contradicts)
    }

    /// Whether another column of the answer, or of the form, may be meant as well as one that only its role
    /// points to.
    pub(super) fn is_contested(&self, column: &Column, own: &Column) -> bool {
        let heading = self.heading(own);
        let shares = |it: &Column| {
            let other = self.heading(it);
            other.core.iter().any(|word| heading.core.contains(word))
        };
        let own_shares = shares(column);
        let mut others = self.left_of_file().into_iter().filter_map(|at| {
            let other = self.file.columns.get(at)?;
            (other.id != column.id).then_some(other)
        });
        others.any(|other| other.role == own.role && !own_shares && shares(other))
    }

    /// The columns of the form that a column of the answer is in one: "Khó khăn, kiến nghị" is "Khó khăn,
    /// vướng mắc" and "Kiến nghị, đề xuất". Empty for one that is not two.
    pub(super) fn halves(&self, from: usize) -> Vec<usize> {
        let Some(column) = self.file.columns.get(from) else {
            return Vec::new();
        };
        let title = column.title();
        let parts = parts(&title);
        let asked = self.left_of_form();
        let mut halves: Vec<usize> = parts
            .iter()
            .filter_map(|part| {
                let said = HeadingWords::of(part).core;
                let mut own = asked.iter().filter(|to| {
                    let own = self.form.columns.get(**to);
                    let core = own.map(|it| self.heading(it).core).unwrap_or_default();
                    !said.is_empty() && said.iter().all(|word| core.contains(word))
                });
                own.next().filter(|_| own.next().is_none()).copied()
            })
            .collect();
        halves.sort_unstable();
        halves.dedup();
        match halves.len() {
            0 | 1 => Vec::new(),
            _ => halves,
        }
    }

    /// Whether both columns are the one of difficulties, of proposals or of evidence in their tables.
    pub(super) fn has_same_purpose(&self, column: &Column, _: usize, own: &Column) -> bool {
        let purpose = |annex: &Annex, id: ColumnId| {
            let found = annex.report_columns(None);
            let all = [found.difficulty, found.next_step, found.evidence];
            all.iter().position(|it| *it == Some(id))
        };
        let of_form = purpose(self.form, own.id);
        of_form.is_some() && of_form == purpose(self.file, column.id)
    }
}

/// What the last line of a heading enumerates.
fn parts(title: &str) -> Vec<&str> {
    let last = title.rsplit(" / ").next().unwrap_or_default();
    let parts = last.split([',', ';', '\n']).flat_map(|it| it.split(" và "));
    let parts = parts.map(str::trim).filter(|it| !it.is_empty());
    parts.collect()
}

/// How many columns stand under each first line of headings of two lines; of one line, none.
fn group_sizes(columns: &[&Column]) -> Vec<usize> {
    let mut sizes: Vec<usize> = Vec::new();
    let mut last: Option<&String> = None;
    for column in columns {
        let first = column.header.first().filter(|_| 1 < column.header.len());
        match (first, sizes.last_mut()) {
            (Some(_), Some(size)) if first == last => *size += 1,
            _ => sizes.push(1),
        }
        last = first;
    }
    sizes
}
