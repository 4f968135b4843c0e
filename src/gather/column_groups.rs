//! Columns in other words that their group, their time or their purpose tells: "Số lượng thực tế / Sử dụng
//! được" in the place of "Số lượng / Còn dùng được".

use super::{
    amount_unit::{is_money, money_of_heading, speaks_of_money, unit_of_heading, without_money},
    answer_words::last_line,
    heading::HeadingWords,
    left_columns::are_opposed,
    match_columns::Matching,
    rewording::{Name, common_words},
    senses::{exclude, n_common_senses, purpose},
};
use crate::model::Column;

impl Matching<'_> {
    /// Takes the columns of groups that are the form's in other words: as many columns in the same order, of
    /// which none contradicts its own.
    pub(super) fn take_groups(&mut self) {
        let (file, form) = (groups(&self.file.columns), groups(&self.form.columns));
        let is_open = |it: &&Vec<usize>| it.iter().any(|from| self.is_free(*from));
        let file: Vec<Vec<usize>> = file.iter().filter(is_open).cloned().collect();
        let is_asked = |it: &&Vec<usize>| it.iter().any(|to| !self.found.contains(&Some(*to)));
        let form: Vec<Vec<usize>> = form.iter().filter(is_asked).cloned().collect();
        let fits = |own: &Vec<usize>, other: &Vec<usize>| self.is_group(own, other);
        let sole: Vec<(usize, usize)> = (0..file.len())
            .flat_map(|at| (0..form.len()).map(move |to| (at, to)))
            .filter(|(at, to)| {
                let (own, other) = (file.get(*at), form.get(*to));
                own.zip(other).is_some_and(|(own, other)| fits(own, other))
            })
            .collect();
        let is_sole = |pair: &&(usize, usize)| {
            sole.iter().filter(|it| it.0 == pair.0).count() == 1
                && sole.iter().filter(|it| it.1 == pair.1).count() == 1
        };
        let in_order = || {
            let is_even = file.len() == form.len();
            let pairs = file.iter().zip(&form).enumerate();
            pairs
                .filter(|(_, (own, other))| is_even && fits(own, other))
                .map(|(at, _)| (at, at))
                .collect::<Vec<_>>()
        };
        let mut taken: Vec<(usize, usize)> = sole.iter().filter(is_sole).copied().collect();
        if taken.is_empty() {
            taken = in_order();
        }
        let pairs = taken.iter().filter_map(|(at, to)| {
            let (own, other) = (file.get(*at)?, form.get(*to)?);
            Some(own.iter().copied().zip(other.iter().copied()))
        });
        for (from, to) in pairs.flatten().collect::<Vec<_>>() {
            if self.is_free(from) {
                self.take(from, to);
            }
        }
    }

    /// Whether the columns of a group of the answer may be those of a group of the form, one by one.
    fn is_group(&self, own: &[usize], other: &[usize]) -> bool {
        let pairs = || own.iter().copied().zip(other.iter().copied());
        let is_consistent = |(from, to): (usize, usize)| match self.found.get(from) {
            Some(Some(found)) => *found == to,
            _ => self.is_free(from) && !self.found.contains(&Some(to)) && self.is_asked(to),
        };
        let is_nearest = |(from, to): (usize, usize)| {
            let near = self.nearness(from, to);
            other.iter().all(|it| self.nearness(from, *it) <= near)
        };
        own.len() == other.len()
            && pairs().all(is_consistent)
            && pairs().all(|pair| !self.contradicts(pair))
            && pairs().all(is_nearest)
            && self.is_told_below(own, other)
    }

    fn is_asked(&self, to: usize) -> bool {
        self.left_of_form().contains(&to)
    }

    /// How many words and meanings two headings have in common.
    fn nearness(&self, from: usize, to: usize) -> usize {
        let pair = self.file.columns.get(from).zip(self.form.columns.get(to));
        pair.map_or(0, |(column, own)| n_common(&column.title(), &own.title()))
    }

    /// The same of their last lines, below the headings of groups.
    fn nearness_below(&self, from: usize, to: usize) -> usize {
        let pair = self.file.columns.get(from).zip(self.form.columns.get(to));
        pair.map_or(0, |(column, own)| {
            n_common(last_line(column), last_line(own))
        })
    }

    /// Whether the last lines have a meaning in common, or most words of the shorter one: a syllable is none.
    fn shares_most_below(&self, from: usize, to: usize) -> bool {
        let pair = self.file.columns.get(from).zip(self.form.columns.get(to));
        pair.is_some_and(|(column, own)| {
            let [left, right] = [column, own].map(|it| spoken(last_line(it)));
            let [left_words, right_words] = [&left, &right].map(|it| HeadingWords::of(it));
            let [left, right] = [&left, &right].map(|it| Name::whole(it));
            let n_short = left.n_words().min(right.n_words());
            n_short < 2 * common_words(&left, &right)
                || 0 < n_common_senses(&left_words, &right_words)
        })
    }

    /// Whether the last lines of all pairs of a group have something in common, or most of them where the group
    /// itself has another name: beside columns that are the form's, another word is another thing.
    fn is_told_below(&self, own: &[usize], other: &[usize]) -> bool {
        let pairs = || own.iter().copied().zip(other.iter().copied());
        let n_strange = pairs().filter(|(from, to)| self.nearness_below(*from, *to) == 0);
        let is_same = |(from, to): (usize, usize)| {
            let pair = self.file.columns.get(from).zip(self.form.columns.get(to));
            pair.is_some_and(|(column, own)| self.heading(column).is_same(&self.heading(own)))
        };
        match n_strange.count() {
            0 => true,
            n => 2 * n <= own.len() && !pairs().any(is_same),
        }
    }

    /// Whether times, units, opposites or what the form filled in speak against two columns being one.
    fn contradicts(&self, (from, to): (usize, usize)) -> bool {
        let (Some(column), Some(own)) = (self.file.columns.get(from), self.form.columns.get(to))
        else {
            return true;
        };
        let (left, right) = (self.heading(column), self.heading(own));
        let is_of_money = |it: &Column| {
            let title = it.title();
            // "So với dự toán (%)" is a share of money.
            money_of_heading(&title).is_some() || speaks_of_money(&title) && !title.contains('%')
        };
        is_of_money(column) != is_of_money(own)
            || left.is_of_another_time(&right)
            || exclude(&left, &right)
            || are_opposed(&left, &right)
            || self.is_of_other_unit(column, to, own)
            || !self.may_be_by_time(column, to, own)
    }

    /// Whether two headings name units of different kinds, or one of money where the form counts things.
    pub(super) fn is_of_other_unit(&self, column: &Column, to: usize, own: &Column) -> bool {
        let title = own.title();
        let [left, right] = [column.title(), title.clone()].map(|it| unit_of_heading(&it));
        match (left, right) {
            (Some(left), Some(right)) => {
                is_money(&left) != is_money(&right) || (left == "%") != (right == "%")
            }
            (Some(left), None) if is_money(&left) && !speaks_of_money(&title) => {
                let items = self.form.rows.iter().filter(|row| !row.kind.is_section());
                let units = items.map(|row| self.index.units.unit(self.form, row, to));
                let mut units = units.filter(|it| !it.is_empty()).peekable();
                units.peek().is_some() && units.all(|it| !is_money(it))
            }
            _ => false,
        }
    }

    /// Takes columns that stand between the neighbours of the form's, as many as there, and share words or
    /// meanings with them.
    pub(super) fn take_in_gaps(&mut self) {
        let (left, asked) = (self.left_of_file(), self.left_of_form());
        let mut taken = Vec::new();
        for from in &left {
            let (before, behind) = self.found.split_at(*from);
            let last = before.iter().rposition(Option::is_some);
            let next = behind.iter().position(Option::is_some).map(|it| from + it);
            let range = last.map_or(0, |it| it + 1)..next.unwrap_or(self.found.len());
            let to_of = |at: Option<usize>| at.and_then(|it| self.found.get(it).copied().flatten());
            let first = to_of(last).map_or(0, |it| it + 1);
            let end = to_of(next).unwrap_or(usize::MAX);
            let own: Vec<usize> = left
                .iter()
                .copied()
                .filter(|it| range.contains(it))
                .collect();
            let between = |to: &usize| (first..end).contains(to);
            let others: Vec<usize> = asked.iter().copied().filter(between).collect();
            let is_first = own.first() == Some(from);
            let fits = |(at, to): (usize, usize)| {
                let near = self.nearness(at, to);
                self.shares_most_below(at, to)
                    && others.iter().all(|it| self.nearness(at, *it) <= near)
                    && !self.contradicts((at, to))
            };
            let pairs = || own.iter().copied().zip(others.iter().copied());
            if is_first && own.len() == others.len() && pairs().all(fits) {
                taken.extend(pairs());
            }
        }
        for (from, to) in taken {
            if !self.found.contains(&Some(to)) {
                self.take(from, to);
            }
        }
    }

    /// Whether both headings state the same time and else only that their values are results of it: "Lũy kế 9
    /// tháng/2026", "9 tháng năm 2026".
    pub(super) fn has_same_time(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        let is_one_period = match (months(&left.period), months(&right.period)) {
            ([], []) => !left.years.is_empty() && left.years == right.years,
            (own, other) => own == other && !left.is_of_another_time(&right),
        };
        is_one_period
            && beyond_time(&left) == beyond_time(&right)
            && self.may_be_by_time(column, to, own)
            && !self.is_of_other_unit(column, to, own)
    }

    /// Whether both are columns of texts with the one purpose that their headings name: "Giải trình", "Thuyết
    /// minh".
    pub(super) fn has_same_meaning(&self, column: &Column, to: usize, own: &Column) -> bool {
        let (left, right) = (self.heading(column), self.heading(own));
        let purpose_of_file = purpose(&left);
        purpose_of_file.is_some()
            && purpose_of_file == purpose(&right)
            && self.is_asked(to)
            && !self.has_figures(column)
            && self.may_be_by_time(column, to, own)
            && !left.is_of_another_time(&right)
    }
}

/// How many words and meanings two headings have in common, beside numbers and units.
fn n_common(left: &str, right: &str) -> usize {
    let [left, right] = [left, right].map(spoken);
    let [left_words, right_words] = [&left, &right].map(|it| HeadingWords::of(it));
    common_words(&Name::whole(&left), &Name::whole(&right))
        + n_common_senses(&left_words, &right_words)
}

fn spoken(title: &str) -> String {
    let is_sign = |c: char| c.is_ascii_digit() || c == '%';
    without_money(title).replace(is_sign, " ")
}

/// Words of headings, without marks, that say no more than that there are results.
const OF_RESULTS: &[&str] = &[
    "thuc", "hien", "th", "ket", "qua", "so", "lieu", "tinh", "ky", "bao", "cao", "trong", "ca",
    "nay",
];

/// A period without what need not be said: months are counted from the beginning of the year.
fn months(period: &[String]) -> &[String] {
    match period {
        [months @ .., from] if from == "dau" && months.last().is_some_and(|it| it == "thang") => {
            months
        }
        all => all,
    }
}

/// Returns what a heading says beyond its time. What is counted from the beginning of the year is cumulative.
fn beyond_time(heading: &HeadingWords) -> Vec<&String> {
    let is_from_start = match months(&heading.period) {
        [] => true,
        [n, unit] => unit == "thang" && n.parse::<u8>().is_ok(),
        _ => false,
    };
    let is_cumulative = is_from_start && heading.core.windows(2).any(|it| it == ["luy", "ke"]);
    let is_light =
        |word: &str| OF_RESULTS.contains(&word) || is_cumulative && matches!(word, "luy" | "ke");
    let mut rest: Vec<&String> = heading.core.iter().filter(|it| !is_light(it)).collect();
    rest.sort();
    rest
}

/// The columns, by index, under each first line of headings of two lines that has several.
fn groups(columns: &[Column]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let first = |at: usize| {
        let column = columns.get(at)?;
        column.header.first().filter(|_| 1 < column.header.len())
    };
    for at in 0..columns.len() {
        match groups.last_mut() {
            Some(group)
                if first(at).is_some() && at.checked_sub(1).and_then(first) == first(at) =>
            {
                group.push(at);
            }
            _ => groups.push(vec![at]),
        }
    }
    groups.retain(|it| 1 < it.len());
    groups
}
