//! Tables that are too wide for the paper: their columns are divided among sheets that lie side by side.

use super::widths::{Need, Table};
use crate::model::{Annex, Column, Role};

/// The columns repeated on each sheet take at most this part of its width at their narrowest, and are
/// given this part of it where they have the text.
const REPEATED_MAX: f64 = 0.4;
const REPEATED_WISHED: f64 = 0.3;
/// Parts of the sheet's width that are tried for the columns, so that the last sheet is as full as the
/// others.
const FILLINGS: [f64; 5] = [0.6, 0.7, 0.8, 0.9, 1.0];

/// How the columns of a table are divided. A table that fits on its paper has one panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panels {
    /// Number of columns at the left that every later panel repeats.
    pub repeated: usize,
    /// The first column of the second and each later panel, besides the repeated ones.
    pub starts: Vec<usize>,
}

impl Panels {
    /// Whether there are several panels.
    pub fn are_many(&self) -> bool {
        !self.starts.is_empty()
    }

    /// Returns the columns of each panel, repeated ones included.
    pub fn columns(&self, n_columns: usize) -> Vec<Vec<usize>> {
        let ends = self.starts.iter().copied().chain([n_columns]);
        let firsts = [0].into_iter().chain(self.starts.iter().copied());
        let ranges = firsts.zip(ends);
        let panels = ranges.map(|(first, end)| {
            let repeated = 0..self.repeated.min(first);
            repeated.chain(first..end).collect()
        });
        panels.collect()
    }

    /// Returns the number of columns of the first panel.
    pub(super) fn n_first(&self, n_columns: usize) -> usize {
        self.starts.first().copied().unwrap_or(n_columns)
    }

    /// Whether no cell may span a column and the one before it.
    pub(super) fn part(&self, column: usize) -> bool {
        self.are_many() && (column == self.repeated || self.starts.contains(&column))
    }
}

/// Divides the columns of an annex among the fewest panels of a width in which no word is broken, and
/// returns the width of each column. `None` if a word is too long for any.
pub(super) fn divide(
    annex: &Annex,
    needs: &[Need],
    width: f64,
    size: f64,
) -> Option<(Panels, Vec<f64>)> {
    let division = Division {
        annex,
        needs,
        width,
        size,
    };
    let repeated = division.n_repeated();
    let fewest = division.starts(repeated, width)?;
    let starts = FILLINGS.iter().find_map(|filling| {
        let starts = division.starts(repeated, width * filling)?;
        (starts.len() == fewest.len()).then_some(starts)
    })?;
    let panels = Panels { repeated, starts };
    let widths = division.widths(&panels);
    Some((panels, widths))
}

struct Division<'annex> {
    annex: &'annex Annex,
    /// Of each column.
    needs: &'annex [Need],
    width: f64,
    size: f64,
}

impl Division<'_> {
    /// Calls a function with the table that some of the columns make.
    fn with<T>(&self, columns: &[usize], call: impl FnOnce(&Table) -> T) -> T {
        let own = columns.iter().filter_map(|at| self.annex.columns.get(*at));
        let own: Vec<Column> = own.cloned().collect();
        let needs = columns.iter().filter_map(|at| self.needs.get(*at));
        let needs: Vec<Need> = needs.copied().collect();
        call(&Table {
            columns: &own,
            needs: &needs,
            rows: &self.annex.rows,
            width: self.width,
            size: self.size,
        })
    }

    /// Returns the number of columns at the left that say which row it is: through the content, or the
    /// ordinal alone where the content takes too much.
    fn n_repeated(&self) -> usize {
        let columns = &self.annex.columns;
        let names =
            |column: &Column| matches!(column.role, Role::Ordinal | Role::Group | Role::Content);
        let through = |role: Role| {
            let at = columns.iter().position(|column| column.role == role)?;
            let before = columns.get(..=at)?;
            let least: f64 = self.least(&(0..=at).collect::<Vec<_>>()).iter().sum();
            let is_narrow = least <= self.width * REPEATED_MAX;
            (before.iter().all(names) && is_narrow).then_some(at + 1)
        };
        through(Role::Content)
            .or_else(|| through(Role::Ordinal))
            .unwrap_or(0)
    }

    fn least(&self, columns: &[usize]) -> Vec<f64> {
        self.with(columns, |table| table.least())
    }

    /// Returns the first column of the second and each later panel if panels are filled up to `room`.
    fn starts(&self, repeated: usize, room: f64) -> Option<Vec<usize>> {
        let all: Vec<usize> = (0..self.annex.columns.len()).collect();
        if self.with(&all, |table| table.has_endless_word()) {
            return None;
        }
        let mut starts = Vec::new();
        let (mut first, mut at) = (repeated, repeated);
        while at < all.len() {
            let panel: Vec<usize> = (0..repeated).chain(first..=at).collect();
            let least = self.least(&panel);
            let (kept, own) = least.split_at(repeated);
            let kept: f64 = kept.iter().sum();
            let wished = match 1 < repeated {
                true => kept.max(self.width * REPEATED_WISHED),
                false => kept,
            };
            if wished + own.iter().sum::<f64>() <= room {
                at += 1;
                continue;
            }
            if at == first {
                return None;
            }
            // Columns under one heading stay together, unless they fill a panel.
            let is_shared = |at: &usize| {
                let [left, right] = [at - 1, *at].map(|at| self.annex.columns.get(at));
                left.zip(right).is_some_and(|(left, right)| {
                    1 < left.header.len()
                        && 1 < right.header.len()
                        && left.header.first() == right.header.first()
                })
            };
            let whole = (first + 1..=at).rev().find(|at| !is_shared(at));
            first = whole.unwrap_or(at);
            at = first;
            starts.push(first);
        }
        Some(starts)
    }

    /// Returns the width of each column, so that each panel is as wide as the paper and the repeated
    /// columns are as wide on each.
    fn widths(&self, panels: &Panels) -> Vec<f64> {
        let columns = panels.columns(self.annex.columns.len());
        let repeated = panels.repeated;
        let leasts: Vec<Vec<f64>> = columns.iter().map(|it| self.least(it)).collect();
        // What the repeated columns may take without narrowing the others of any panel.
        let own = leasts
            .iter()
            .map(|it| it.iter().skip(repeated).sum::<f64>());
        let room = self.width - own.fold(0.0, f64::max);
        let mut widths: Vec<f64> = Vec::new();
        for (columns, least) in columns.iter().zip(&leasts) {
            let widths_of = |held: &[f64]| self.with(columns, |table| table.widths(least, held));
            let held = widths.get(..repeated).unwrap_or_default().to_vec();
            let mut own = widths_of(&held);
            let is_first = widths.is_empty();
            let kept: f64 = own.iter().take(repeated).sum();
            if is_first && room < kept {
                let least_kept: f64 = least.iter().take(repeated).sum();
                let part = ((room - least_kept) / (kept - least_kept)).clamp(0.0, 1.0);
                let narrower = own.iter().zip(least).take(repeated);
                let narrower = narrower.map(|(own, least)| least + (own - least) * part);
                own = widths_of(&narrower.collect::<Vec<_>>());
            }
            let skipped = if is_first { 0 } else { repeated };
            widths.extend(own.into_iter().skip(skipped));
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{fit::fit, paper::Paper},
        *,
    };
    use crate::model::fixture;

    const WORK: &str = "Xây dựng và triển khai kế hoạch chuyển đổi số trong các cơ quan";

    /// An annex of monthly figures: of each of `n` places, a plan and a result.
    fn wide(n: usize, money: &str) -> Annex {
        let mut columns = "stt | content".to_owned();
        let mut cells = format!("- 1 | {WORK}");
        for at in 0..n {
            columns += &format!(" | target {}", 2026 + at);
            cells += &format!(" | {money}");
        }
        let mut annex = fixture::parse(&format!("{columns}\n{cells}\n"))
            .annexes
            .remove(0);
        for (at, column) in annex.columns.iter_mut().enumerate().skip(2) {
            let place = format!("Địa bàn {}", (at - 2) / 2);
            let what = if at % 2 == 0 {
                "Kế hoạch"
            } else {
                "Thực hiện"
            };
            column.header = vec![place, what.to_owned()];
        }
        annex
    }

    #[test]
    fn a_table_too_wide_for_any_paper_lies_on_sheets_side_by_side() {
        let annex = wide(40, "1.234.567.890");
        let fit = fit(&annex);
        assert_eq!((fit.paper, fit.breaks_words), (Paper::Landscape, false));
        assert_eq!(fit.panels.repeated, 2);
        let panels = fit.panels.columns(annex.columns.len());
        assert!(2 < panels.len(), "{panels:?}");
        // Every column is on one sheet; the ordinal and the content are on all.
        let mut own: Vec<usize> = panels.iter().flat_map(|it| &it[2..]).copied().collect();
        own.dedup();
        assert_eq!(own, (2..annex.columns.len()).collect::<Vec<_>>());
        let totals = panels.iter().map(|panel| {
            assert_eq!(panel[..2], [0, 1]);
            panel.iter().map(|at| fit.widths_pt[*at]).sum::<f64>()
        });
        let totals: Vec<f64> = totals.collect();
        assert!(
            totals.iter().all(|it| (it - totals[0]).abs() < 0.01),
            "{totals:?}"
        );
        // The columns of a place are together, and no sheet has much fewer than the others.
        assert!(
            fit.panels.starts.iter().all(|it| it % 2 == 0),
            "{:?}",
            fit.panels
        );
        let lengths = panels.iter().map(Vec::len);
        assert!(lengths.clone().max() <= lengths.min().map(|it| it + 4));
    }

    #[test]
    fn a_table_that_fits_has_one_panel_and_so_has_one_with_an_endless_word() {
        assert!(!fit(&wide(4, "1.000")).panels.are_many());
        let endless = fit(&wide(40, &"9".repeat(200)));
        assert!(!endless.panels.are_many() && endless.breaks_words);
    }

    #[test]
    fn paper_and_size_that_the_user_set_stay() {
        let mut annex = wide(40, "1.234.567.890");
        annex.head.paper.landscape = Some(false);
        annex.head.paper.cell_size = Some(13);
        let fit = fit(&annex);
        assert_eq!((fit.paper, fit.cell_size), (Paper::Portrait, 13.0));
        assert!(fit.panels.are_many() && !fit.breaks_words);
    }
}
