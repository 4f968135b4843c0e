//! Matches the rows of an answer to those of the form, by content and place.

use rustc_hash::FxHashMap;

use super::{
    form::FormAnnex,
    rewording::{Wording, is_reworded, is_worded_like},
    row_keys::RowKey,
    row_suggestions::{suggestion, suggestions},
};
use crate::text::search::edit_distance;

/// What a row of an answer is in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowMatch {
    /// A row of the form, by its index in the annex.
    Form(usize),
    /// One whose content is written otherwise.
    Likely(usize),
    /// Perhaps one of these.
    Unsure(Vec<usize>),
    /// A row that the form does not have.
    New,
}

/// Matches the rows of an answer. A content that the form has once is that row, unless it stands in
/// another place that says something else. One that it has several times needs its place. A content
/// that was edited needs the same ordinal and place, and a slip of one letter, or it differs in light
/// words alone; others are questions.
pub(super) fn match_rows(form: &FormAnnex, file: &[RowKey]) -> Vec<RowMatch> {
    let candidates: Vec<&[usize]> = file.iter().map(|key| candidates(form, key)).collect();
    let mut matching = Matching {
        form,
        file,
        found: vec![None; file.len()],
        taken: FxHashMap::default(),
    };
    matching.settle(&candidates);
    if matching.accept(&matching.in_order(&candidates)) {
        matching.settle(&candidates);
    }
    let slips: Vec<(usize, usize)> = (0..file.len())
        .filter(|at| candidates.get(*at).is_some_and(|it| it.is_empty()))
        .filter_map(|at| Some((at, matching.slip(at)?)))
        .collect();
    matching.accept(&slips);
    // A row that was found tells the place of the next.
    for _ in 0..ROUNDS {
        let in_other_words: Vec<(usize, usize)> = (0..file.len())
            .filter(|at| candidates.get(*at).is_some_and(|it| it.is_empty()))
            .filter_map(|at| Some((at, matching.reworded(at)?)))
            .collect();
        if !matching.accept(&in_other_words) {
            break;
        }
    }
    for _ in 0..ROUNDS {
        if !matching.accept(&matching.in_gaps(&candidates)) {
            break;
        }
        // Its heading may tell the place of what is repeated.
        matching.settle(&candidates);
    }
    matching.accept(&matching.in_words(&candidates));
    let found = matching.found.iter().zip(file).zip(&candidates);
    found
        .map(|((found, key), candidates)| match found {
            Some(row) if candidates.contains(row) => RowMatch::Form(*row),
            Some(row) => RowMatch::Likely(*row),
            None if !candidates.is_empty() => RowMatch::Unsure(candidates.to_vec()),
            None => match suggestion(form, key).or_else(|| reworded(form, key)) {
                Some(row) if !matching.taken.contains_key(&row) => RowMatch::Unsure(vec![row]),
                _ => RowMatch::New,
            },
        })
        .collect()
}

/// Levels of headings that rows may have above them.
const ROUNDS: usize = 6;

/// Returns the rows of the form with the content of a row.
fn candidates<'form>(form: &'form FormAnnex, key: &RowKey) -> &'form [usize] {
    if key.text.is_empty() {
        return &[];
    }
    let exact = form.by_text.get(&key.text);
    let loose = || {
        key.is_unmarked
            .then(|| form.by_folded.get(&key.folded))
            .flatten()
    };
    // "Số thư viện (thư viện)" where the form has the unit in its own column.
    let with_unit = || {
        let (before, inside) = key.in_brackets.as_ref()?;
        let found = form.by_text.get(before)?;
        let mut rows = found.iter().filter_map(|row| form.rows.get(*row));
        rows.all(|row| row.unit == *inside).then_some(found)
    };
    let found = exact.or_else(loose).or_else(with_unit);
    found.map_or(&[], Vec::as_slice)
}

/// Returns the only row of the form that says the same as a row with other light words, in the same
/// unit: "Số lượt bạn đọc tại tủ sách" and "Lượt bạn đọc ở tủ sách".
fn reworded(form: &FormAnnex, key: &RowKey) -> Option<usize> {
    let [only] = form
        .by_core
        .get(&key.core)
        .filter(|_| !key.core.is_empty())?
        .as_slice()
    else {
        return None;
    };
    let there = form.rows.get(*only)?;
    let is_same_unit = key.unit.is_empty() || there.unit.is_empty() || key.unit == there.unit;
    is_same_unit.then_some(*only)
}

pub(super) struct Matching<'a> {
    pub form: &'a FormAnnex,
    pub file: &'a [RowKey],
    /// For each row of the file its row in the form.
    found: Vec<Option<usize>>,
    /// The same by row of the form.
    pub taken: FxHashMap<usize, usize>,
}

impl Matching<'_> {
    pub fn found_at(&self, at: Option<usize>) -> Option<usize> {
        self.found.get(at?).copied().flatten()
    }

    /// Takes all rows whose content and place leave no doubt.
    fn settle(&mut self, candidates: &[&[usize]]) {
        // A match of a heading tells the place of the rows below it, so a few rounds suffice.
        for _ in 0..ROUNDS {
            let round: Vec<(usize, usize)> = (0..self.file.len())
                .filter_map(|at| Some((at, self.choose(at, candidates.get(at)?)?)))
                .collect();
            if !self.accept(&round) {
                break;
            }
        }
    }

    /// Returns the rows of repeated contents that follow the same row as in the form, as often as there:
    /// their order tells them apart.
    fn in_order(&self, candidates: &[&[usize]]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let placed = self.found.iter().zip(1..);
        let placed = placed.filter_map(|(row, next)| Some((next, (*row)? + 1)));
        // The first rows follow the beginning of both.
        for (next, first) in std::iter::once((0, 0)).chain(placed) {
            let is_open = |at: &usize| {
                self.found.get(*at) == Some(&None)
                    && candidates.get(*at).is_some_and(|it| !it.is_empty())
            };
            let run: Vec<usize> = (next..self.file.len()).take_while(is_open).collect();
            let rows = first..self.form.rows.len();
            let end = rows.take_while(|row| !self.taken.contains_key(row)).count() + first;
            for at in &run {
                let Some(own) = candidates.get(*at) else {
                    continue;
                };
                let there = own.iter().filter(|row| (first..end).contains(row));
                let there: Vec<usize> = there.copied().collect();
                let same = run.iter().filter(|it| candidates.get(**it) == Some(own));
                let same: Vec<&usize> = same.collect();
                let place = same.iter().position(|it| *it == at);
                let row = place.and_then(|it| there.get(it));
                let n_all = candidates.iter().filter(|it| *it == own).count();
                // What stands more often than in the form may be any of them.
                let is_clear = same.len() == there.len() && n_all <= own.len();
                if let Some(row) = row.filter(|_| is_clear)
                    && self.may_be_at(*at, *row)
                {
                    found.push((*at, *row));
                }
            }
        }
        found
    }

    /// Returns the rows that say in short, or at length, what the form has at their place: where as many
    /// rows are left between the same neighbours on either side, or in the same words with the same
    /// ordinal.
    fn in_gaps(&self, candidates: &[&[usize]]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.file.len() {
            let start = at;
            let is_open = |at: &usize| self.found.get(*at) == Some(&None);
            at += (start..self.file.len()).take_while(is_open).count();
            if start == at {
                at += 1;
                continue;
            }
            let before = self.found_at(start.checked_sub(1));
            let first = before.map_or(0, |it| it + 1);
            let end = self.found_at(Some(at)).unwrap_or(self.form.rows.len());
            let end = end.max(first);
            let rows: Vec<usize> = (first..end)
                .filter(|row| !self.taken.contains_key(row))
                .collect();
            for (place, own) in (start..at).enumerate() {
                // What the form has word by word is a question of place alone.
                let is_known = candidates.get(own).is_some_and(|it| !it.is_empty());
                if is_known {
                    continue;
                }
                let is_even = rows.len() == at - start;
                let of_place = rows.get(place).filter(|_| is_even).copied();
                let of_place = of_place.filter(|row| self.says_the_same(own, *row, Wording::Short));
                let of_ordinal = || {
                    let row = self.of_ordinal(own, &rows)?;
                    self.says_the_same(own, row, Wording::Same).then_some(row)
                };
                let row = of_place.or_else(of_ordinal);
                let row = row.or_else(|| self.only_left(own, (start, at), (first, end)));
                found.extend(row.map(|row| (own, row)));
            }
        }
        found
    }

    /// The only row of the form left at the place of a row: it has its ordinal and unit, its neighbours are
    /// those of the form, and more than half of the words are the same. Headings that the file leaves out are
    /// no neighbours.
    fn only_left(&self, at: usize, gap: (usize, usize), between: (usize, usize)) -> Option<usize> {
        let own = self.file.get(at).filter(|_| gap == (at, at + 1))?;
        let (first, end) = between;
        let is_other = |row: &usize| {
            let there = self.form.rows.get(*row);
            there.is_some_and(|it| it.is_section != own.is_section)
        };
        let mut of_kind = (first..end).filter(|row| !is_other(row));
        let row = of_kind.next().filter(|_| of_kind.next().is_none())?;
        let is_free = |row: usize| !self.taken.contains_key(&row);
        let there = self.form.rows.get(row)?;
        let has_its_number = own.ordinal == there.ordinal || self.is_numbered_through(at, row);
        let is_placed = (first..end).all(is_free)
            && self.fits(at, row) != Some(false)
            && self.is_as_qualified(at, row);
        let is_same = has_its_number && own.unit == there.unit;
        (is_placed && is_same && is_worded_like(&own.name, &there.name)).then_some(row)
    }

    /// Whether a file without headings numbers its rows through, and a row has the number of one of the form.
    fn is_numbered_through(&self, at: usize, row: usize) -> bool {
        let rows = self.form.rows.iter().take(row + 1);
        let n = rows.filter(|it| !it.is_section && !it.ordinal.is_empty());
        let number = n.count().to_string();
        let has_headings = self.file.iter().any(|it| it.is_section);
        !has_headings && self.file.get(at).is_some_and(|it| it.ordinal == number)
    }

    /// The only one of some rows of the form that has the ordinal of a row.
    fn of_ordinal(&self, at: usize, rows: &[usize]) -> Option<usize> {
        let own = self.file.get(at).filter(|it| !it.ordinal.is_empty())?;
        let has_it = |row: &&usize| {
            let there = self.form.rows.get(**row);
            there.is_some_and(|there| there.ordinal == own.ordinal)
        };
        let mut rows = rows.iter().filter(has_it);
        rows.next().filter(|_| rows.next().is_none()).copied()
    }

    /// Whether a row says in other words, of the same unit, what a row of the form says.
    fn says_the_same(&self, at: usize, row: usize, wording: Wording) -> bool {
        let (Some(own), Some(there)) = (self.file.get(at), self.form.rows.get(row)) else {
            return false;
        };
        let is_same_unit = own.unit.is_empty() || there.unit.is_empty() || own.unit == there.unit;
        let is_placed = self.may_be_at(at, row) && self.is_as_qualified(at, row);
        is_same_unit && is_placed && is_reworded(&own.name, &there.name, wording)
    }

    /// Whether the place of a row does not speak against a row of the form. Without ordinals, only
    /// sections tell what a row belongs to.
    pub fn may_be_at(&self, at: usize, row: usize) -> bool {
        self.fits(at, row) != Some(false) || self.is_under(at, row)
    }

    /// Whether the row above that a row belongs to is above the row of the form too, though not next.
    fn is_under(&self, at: usize, row: usize) -> bool {
        let parent = self.file.get(at).and_then(|own| self.found_at(own.parent));
        let mut above = self.form.rows.get(row).and_then(|there| there.parent);
        while let Some(own) = above {
            if Some(own) == parent {
                return true;
            }
            above = self.form.rows.get(own).and_then(|it| it.parent);
        }
        false
    }

    /// Compares the place of a row with that of a row of the form: `None` where it says nothing.
    pub fn fits(&self, at: usize, row: usize) -> Option<bool> {
        let (own, there) = (self.file.get(at)?, self.form.rows.get(row)?);
        // "4.1" below "3" has lost the row that it belongs to.
        let above = own.parent.and_then(|it| self.file.get(it));
        let is_astray = own.ordinal.contains('.')
            && above.is_some_and(|above| {
                !above.ordinal.is_empty()
                    && !own.ordinal.starts_with(&format!("{}.", above.ordinal))
            });
        if is_astray {
            return None;
        }
        // "1.1" stands below "1", as does a row without an ordinal in the form. In a file without
        // ordinals the heading above may be lost.
        let is_numbered = own.ordinal.contains('.');
        let lead_there = lead(&self.form.rows, row).filter(|_| is_numbered);
        if lead_there.is_some() && self.found_at(own.parent) == lead_there {
            return Some(true);
        }
        let parent = self.found_at(own.parent)?;
        Some(there.parent == Some(parent))
    }

    /// Returns the row of the form that a row is, if its content and place leave no doubt.
    fn choose(&self, at: usize, candidates: &[usize]) -> Option<usize> {
        if self.found_at(Some(at)).is_some() {
            return None;
        }
        let own = self.file.get(at)?;
        if let [only] = candidates {
            let there = self.form.rows.get(*only)?;
            let is_elsewhere = self.fits(at, *only) == Some(false);
            let is_bound = own.is_bound || there.is_bound || own.n_words < SPECIFIC_WORDS;
            return (!(is_elsewhere && is_bound)).then_some(*only);
        }
        let free = candidates
            .iter()
            .filter(|row| !self.taken.contains_key(row));
        let free: Vec<usize> = free.copied().collect();
        let group = |row: &usize| {
            let there = self.form.rows.get(*row);
            there.is_some_and(|there| !own.group.is_empty() && there.group == own.group)
        };
        let placed: Vec<usize> = free
            .iter()
            .copied()
            .filter(|row| self.fits(at, *row) == Some(true))
            .collect();
        if let [only] = placed.as_slice() {
            return Some(*only);
        }
        let of_group: Vec<usize> = free.iter().copied().filter(group).collect();
        if let ([only], true) = (of_group.as_slice(), placed.is_empty()) {
            return (self.fits(at, *only) != Some(false)).then_some(*only);
        }
        // "4.1" names the row above it.
        let is_numbered = |row: &&usize| {
            let there = self.form.rows.get(**row);
            own.ordinal.contains('.') && there.is_some_and(|it| it.ordinal == own.ordinal)
        };
        let mut numbered = free.iter().filter(is_numbered);
        if let Some(only) = numbered.next().filter(|_| numbered.next().is_none()) {
            return (self.fits(at, *only) != Some(false)).then_some(*only);
        }
        if let Some(only) = self.left_over(at, candidates, &free) {
            return Some(only);
        }
        // Neighbours on both sides and the ordinal are as good as a heading.
        let mut between = free.into_iter().filter(|row| self.is_between(at, *row));
        between.next().filter(|_| between.next().is_none())
    }

    /// The row of the form that is left for a repeated content: the only one below the section of a row, or
    /// the last where the file has all of them.
    fn left_over(&self, at: usize, candidates: &[usize], free: &[usize]) -> Option<usize> {
        let own = self.file.get(at)?;
        let same = self
            .file
            .iter()
            .enumerate()
            .filter(|(_, it)| it.text == own.text);
        let same: Vec<usize> = same.map(|(at, _)| at).collect();
        let mut under = free.iter().filter(|row| self.is_under(at, **row));
        let only = under.next().filter(|_| under.next().is_none());
        let is_alone = same.len() == 1;
        let last = || {
            let n_open = same.iter().filter(|it| self.found_at(Some(**it)).is_none());
            let is_last = n_open.count() == 1 && same.len() == candidates.len();
            free.first()
                .filter(|row| is_last && self.may_be_at(at, **row))
        };
        only.filter(|_| is_alone).or_else(last).copied()
    }

    /// Whether the rows before and behind are those of the form, and the ordinal is the same.
    fn is_between(&self, at: usize, row: usize) -> bool {
        let next = self.found_at(Some(at + 1)) == Some(row + 1);
        let before = at.checked_sub(1).is_some_and(|before| {
            self.found_at(Some(before))
                .is_some_and(|found| found + 1 == row)
        });
        let ordinal = |keys: &[RowKey], at: usize| keys.get(at).map(|key| key.ordinal.clone());
        let is_same = ordinal(self.file, at) == ordinal(&self.form.rows, row);
        next && before && is_same && self.fits(at, row) != Some(false)
    }

    /// Whether the row before is the one before in the form, and the row behind, where it is known, the
    /// one behind.
    fn is_beside(&self, at: usize, row: usize) -> bool {
        let before = self.found_at(at.checked_sub(1));
        let next = self.found_at(Some(at + 1));
        before.is_some_and(|it| it + 1 == row) && next.is_none_or(|it| it == row + 1)
    }

    /// Takes the matches of a round on which no two rows agree; returns whether there was any.
    fn accept(&mut self, round: &[(usize, usize)]) -> bool {
        let mut n_claims: FxHashMap<usize, usize> = FxHashMap::default();
        for (_, row) in round {
            *n_claims.entry(*row).or_default() += 1;
        }
        let mut any = false;
        for (at, row) in round {
            let mut row = Some(*row).filter(|row| !self.taken.contains_key(row));
            if row.is_some_and(|row| n_claims.get(&row) != Some(&1)) {
                // Of several claims, the only one whose place is right.
                row = row.filter(|row| {
                    let mut right = round.iter().filter(|(other, claimed)| {
                        claimed == row && self.fits(*other, *row) == Some(true)
                    });
                    let is_own = right.next().is_some_and(|(other, _)| other == at);
                    is_own && right.next().is_none()
                });
            }
            if let (Some(row), Some(slot)) = (row, self.found.get_mut(*at)) {
                *slot = Some(row);
                self.taken.insert(row, *at);
                any = true;
            }
        }
        any
    }

    /// Returns the row of the form that a row is in other light words, if it stands in its place.
    fn reworded(&self, at: usize) -> Option<usize> {
        let own = self
            .file
            .get(at)
            .filter(|_| self.found_at(Some(at)).is_none())?;
        let row = reworded(self.form, own)?;
        let there = self.form.rows.get(row)?;
        let is_bound = own.is_bound || there.is_bound || own.n_words < SPECIFIC_WORDS;
        let is_placed = match self.fits(at, row) {
            Some(fits) => fits || !is_bound,
            None => !is_bound || own.ordinal == there.ordinal || self.is_beside(at, row),
        };
        is_placed.then_some(row)
    }

    /// Returns the row of the form with the same ordinal in the same place whose content is a letter
    /// off.
    fn slip(&self, at: usize) -> Option<usize> {
        let own = self.file.get(at)?;
        if own.ordinal.is_empty() || own.n_words < SPECIFIC_WORDS {
            return None;
        }
        let letters: Vec<char> = own.text.chars().collect();
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let mut near = suggestions(self.form, own).into_iter().filter(|row| {
            let is_free = !self.taken.contains_key(row);
            is_free
                && self.form.rows.get(*row).is_some_and(|there| {
                    let other: Vec<char> = there.text.chars().collect();
                    there.ordinal == own.ordinal
                        && there.n_words == own.n_words
                        && digits(&there.text) == digits(&own.text)
                        && edit_distance(&letters, &other, 1) <= 1
                })
        });
        let only = near.next().filter(|_| near.next().is_none())?;
        let has_place = own.parent.is_some() || self.form.rows.get(only)?.parent.is_some();
        (!has_place || self.fits(at, only) == Some(true)).then_some(only)
    }
}

/// The numbered row that a row without an ordinal stands below.
fn lead(rows: &[RowKey], at: usize) -> Option<usize> {
    let above = rows.get(..at).filter(|_| {
        let own = rows.get(at);
        own.is_some_and(|it| it.ordinal.is_empty())
    })?;
    above.iter().rposition(|it| !it.ordinal.is_empty())
}

/// A content of fewer words, such as "Tổng số" or "Trong đó: nữ", means something only in its place.
const SPECIFIC_WORDS: usize = 5;
