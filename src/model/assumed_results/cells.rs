//! A column of a report with what its cells hold.

use crate::{
    model::{Annex, Column, Period, Role, RowKind, Target, is_blank},
    text::{likeness::lower_words, phrase::has_phrase},
};

/// Share of the filled cells of a column that must be of a kind.
pub(super) const MOST: f32 = 0.6;
/// Share of the rows in which a column must hold something.
const FILLED: f32 = 0.3;
/// Longer texts are no values.
const VALUE_CHARS: usize = 60;

/// A column with what its cells hold.
pub(super) struct Cells<'annex> {
    pub column: &'annex Column,
    /// Its place among the columns.
    pub at: usize,
    pub n_rows: usize,
    pub texts: Vec<&'annex str>,
    /// One for each row; `None` where the cell is no value.
    pub values: Vec<Option<f64>>,
    pub heading: String,
}

impl<'annex> Cells<'annex> {
    pub fn of(annex: &'annex Annex, column: &'annex Column) -> Cells<'annex> {
        let items = annex.rows.iter();
        let items = items.filter(|it| matches!(it.kind, RowKind::Item(_)));
        let items: Vec<_> = items.collect();
        let value = |text: &str, unit: &str| match Target::parse(text, unit) {
            Target::Measured { amount, .. } if text.chars().count() <= VALUE_CHARS => {
                Some(amount.representative())
            }
            _ => None,
        };
        let texts = items.iter().map(|it| it.cell(column.id).trim());
        let texts: Vec<&str> = texts.filter(|it| !is_blank(it)).collect();
        let values = items.iter().map(|it| {
            let text = it.cell(column.id).trim();
            let is_time =
                Period::parse(text).is_some() && !text.chars().all(|c| c.is_ascii_digit());
            value(text, annex.text(it, Role::Unit)).filter(|_| !is_time)
        });
        Cells {
            column,
            at: annex
                .columns
                .iter()
                .position(|it| it.id == column.id)
                .unwrap_or_default(),
            n_rows: items.len(),
            values: values.collect(),
            texts,
            heading: column.title().to_lowercase(),
        }
    }

    pub fn share(&self, is: impl Fn(&str) -> bool) -> f32 {
        let n = self.texts.iter().filter(|it| is(it)).count();
        n as f32 / self.texts.len().max(1) as f32
    }

    pub fn is_filled(&self) -> bool {
        FILLED * self.n_rows as f32 <= self.texts.len() as f32 && !self.texts.is_empty()
    }

    pub fn holds_values(&self) -> bool {
        self.is_filled() && MOST <= self.share_of_values()
    }

    /// Share of the filled cells that are values.
    pub fn share_of_values(&self) -> f32 {
        let n = self.values.iter().flatten().count();
        n as f32 / self.texts.len().max(1) as f32
    }

    pub fn has_words(&self, words: &[&str]) -> bool {
        self.heading.contains('%') || self.names(words)
    }

    /// Whether the heading has one of several words.
    pub fn names(&self, words: &[&str]) -> bool {
        let said = lower_words(&self.heading);
        words.iter().any(|it| has_phrase(&said, it))
    }

    /// Whether the heading says that the values are shares.
    pub fn is_headed_by_share(&self) -> bool {
        self.names(&["tỷ lệ", "tỉ lệ"])
    }

    /// Whether another column stands behind this one.
    pub fn is_before(&self, other: &Cells) -> bool {
        self.at < other.at
    }

    /// Whether the values are what parts of others are of a whole, in per cent.
    pub fn is_share_of(&self, part: &Cells, whole: &Cells) -> bool {
        let rows = self.values.iter().zip(&part.values).zip(&whole.values);
        let all = rows.filter_map(|((share, part), whole)| Some(((*share)?, (*part)?, (*whole)?)));
        let all: Vec<(f64, f64, f64)> = all.filter(|(.., whole)| *whole != 0.0).collect();
        let fits = |(share, part, whole): &&(f64, f64, f64)| {
            (share - 100.0 * part / whole).abs() <= (0.01 * share.abs()).max(0.6)
        };
        are_most(all.iter().filter(fits).count(), all.len())
    }

    /// Whether no value is more than the one beside it in another column.
    pub fn is_within(&self, whole: &Cells) -> bool {
        let pairs = self.values.iter().zip(&whole.values);
        let both = pairs.filter_map(|(one, other)| Some(((*one)?, (*other)?)));
        let both: Vec<(f64, f64)> = both.collect();
        let n_within = both.iter().filter(|(one, other)| one <= other).count();
        1 < both.len() && 0.8 * both.len() as f32 <= n_within as f32
    }

    /// Whether the values are the sums of those in other columns.
    pub fn is_sum_of(&self, parts: &[&Cells]) -> bool {
        let mut n_known = 0;
        let mut n_sums = 0;
        for (at, whole) in self.values.iter().enumerate() {
            let parts: Option<Vec<f64>> = parts
                .iter()
                .map(|it| it.values.get(at).copied().flatten())
                .collect();
            let (Some(whole), Some(parts)) = (whole, parts) else {
                continue;
            };
            n_known += 1;
            let sum: f64 = parts.iter().sum();
            n_sums += usize::from((whole - sum).abs() <= 1e-6 * whole.abs().max(1.0));
        }
        are_most(n_sums, n_known)
    }

    /// Whether values of two columns are of a kind in most rows that have both.
    pub fn is_like(&self, other: &Cells) -> bool {
        let pairs = self.values.iter().zip(&other.values);
        let both: Vec<(f64, f64)> = pairs
            .filter_map(|(one, other)| Some(((*one)?, (*other)?)))
            .collect();
        let is_near = |(one, other): &&(f64, f64)| {
            let (small, large) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
            large <= 20.0 * small || large <= 20.0
        };
        let n_near = both.iter().filter(is_near).count();
        !both.is_empty() && MOST * both.len() as f32 <= n_near as f32
    }
}

/// Whether so many of at least two are most of them.
fn are_most(n: usize, of: usize) -> bool {
    1 < of && MOST * of as f32 <= n as f32
}
