//! The widths of the columns of a table at a certain size of letters.
//!
//! No column is narrower than its longest word. What width is left is divided so that the table is
//! short. The shortest table is hard to find (Anderson and Sobti, “The table layout problem”, SoCG
//! 1999, show that it is NP-hard), so this is a descent: width moves between two columns as long as the
//! table gets shorter by it, in smaller and smaller steps.

use std::sync::Arc;

use super::{line_counts::LineCounts, metrics};
use crate::{
    model::{Column, Role, Row},
    sorting,
};

/// Maximum number of lines of a heading.
const HEADING_LINES: usize = 3;
/// Maximum part of the page's width that one long word may take.
const WORD_MAX: f64 = 0.3;
/// The descent's last step, in points.
const STEP_MIN_PT: f64 = 2.0;

/// What the texts of a column need, at a size of one point.
#[derive(Clone, Copy)]
pub(super) struct Need {
    /// The longest word of a cell or of the heading.
    word: f64,
    /// The longest line of a cell or of the heading.
    line: f64,
}

impl Need {
    pub(super) fn of(column: &Column, rows: &[Arc<Row>]) -> Need {
        let heading = column.header.last().map_or("", String::as_str);
        let extent = metrics::extent(heading, true);
        let mut need = Need {
            word: extent.word,
            line: extent.line,
        };
        for row in rows {
            let is_heading = row.kind.is_section();
            // The heading of a section spans the columns.
            if is_heading && column.role != Role::Ordinal {
                continue;
            }
            let extent = metrics::extent(row.cell(column.id), is_heading);
            need.word = need.word.max(extent.word);
            need.line = need.line.max(extent.line);
        }
        need
    }
}

/// A table at a certain size of letters, in a certain width.
pub(super) struct Table<'annex> {
    pub columns: &'annex [Column],
    /// Of each column.
    pub needs: &'annex [Need],
    pub rows: &'annex [Arc<Row>],
    /// In points.
    pub width: f64,
    /// Of the letters, in points.
    pub size: f64,
}

impl Table<'_> {
    /// Estimates the height of all rows with these widths, in points.
    pub(super) fn height_pt(&self, widths: &[f64]) -> f64 {
        self.line_counts(widths).height_pt()
    }

    fn line_counts(&self, widths: &[f64]) -> LineCounts {
        LineCounts::of(self.columns, self.rows, self.size, widths)
    }

    /// Whether a column has a word that is wider than a column may be.
    pub(super) fn has_endless_word(&self) -> bool {
        let most = self.width * WORD_MAX;
        let mut words = self.needs.iter().map(|need| need.word);
        words.any(|word| most < metrics::width_pt(word, self.size))
    }

    /// Returns the width at which each column breaks no word and its heading takes few lines.
    pub(super) fn least(&self) -> Vec<f64> {
        let columns = self.columns.iter().zip(self.needs);
        let mut least: Vec<f64> = columns
            .map(|(column, need)| {
                let word = metrics::width_pt(need.word, self.size);
                let most = self.width * WORD_MAX;
                let mut width = word.min(most);
                let heading = column.header.last().map_or("", String::as_str);
                while width < most
                    && HEADING_LINES < metrics::n_lines_in(heading, width, self.size, true)
                {
                    width += STEP_MIN_PT;
                }
                width
            })
            .collect();
        self.hold_shared_headings(&mut least);
        least
    }

    /// Widens columns under a shared heading until they hold its longest word.
    fn hold_shared_headings(&self, least: &mut [f64]) {
        let columns = self.columns;
        let mut at = 0;
        while let Some(column) = columns.get(at) {
            let shared = column
                .header
                .split_last()
                .map_or(&[][..], |(_, above)| above);
            let n = columns.iter().skip(at);
            let n = n.take_while(|it| !shared.is_empty() && it.header.starts_with(shared));
            let n = n.count().max(1);
            for heading in shared {
                let word = metrics::extent(heading, true).word;
                let missing = metrics::width_pt(word, self.size).min(self.width * WORD_MAX)
                    - least.iter().skip(at).take(n).sum::<f64>();
                if 0.0 < missing {
                    let own = least.iter_mut().skip(at).take(n);
                    own.for_each(|it| *it += missing / n as f64);
                }
            }
            at += n;
        }
    }

    /// Divides the width of the table. The columns together need no more than `least`; the first ones
    /// have the widths of `held`.
    pub(super) fn widths(&self, least: &[f64], held: &[f64]) -> Vec<f64> {
        let columns = self.columns;
        let weights: f64 = columns.iter().map(weight).sum();
        let set = |at: usize, column: &Column| {
            let own = column.width.map(|_| self.width * weight(column) / weights);
            held.get(at).copied().or(own)
        };
        let set = columns.iter().enumerate().map(|(at, it)| set(at, it));
        let set: Vec<Option<f64>> = set.collect();
        let widths = set.iter().zip(least);
        let mut widths: Vec<f64> = widths.map(|(set, least)| set.unwrap_or(*least)).collect();
        let free = set.iter().enumerate().filter(|(_, set)| set.is_none());
        let free: Vec<usize> = free.map(|(at, _)| at).collect();
        let rest = self.width - widths.iter().sum::<f64>();
        if free.is_empty() || rest <= 0.0 {
            // What the user set leaves too little, or nothing that could give way.
            let total: f64 = widths.iter().sum();
            widths.iter_mut().for_each(|it| *it *= self.width / total);
            return widths;
        }
        self.start(&mut widths, &free, rest);
        self.descend(&mut widths, least, &free);
        widths
    }

    /// Gives each free column a part of what it lacks to show its longest line; what is left over
    /// goes to the columns of text.
    fn start(&self, widths: &mut [f64], free: &[usize], rest: f64) {
        let lack = |at: usize, width: f64| {
            let line = self.needs.get(at).map_or(0.0, |need| need.line);
            (metrics::width_pt(line, self.size) - width).max(0.0)
        };
        let lacks = |widths: &[f64]| -> Vec<f64> {
            let own = free
                .iter()
                .map(|at| widths.get(*at).copied().unwrap_or(0.0));
            free.iter()
                .zip(own)
                .map(|(at, width)| lack(*at, width))
                .collect()
        };
        let lacking = lacks(widths);
        let total: f64 = lacking.iter().sum();
        let given = total.min(rest);
        if 0.0 < total {
            for (at, lack) in free.iter().zip(&lacking) {
                if let Some(width) = widths.get_mut(*at) {
                    *width += given * lack / total;
                }
            }
        }
        let is_text = |at: &&usize| {
            let column = self.columns.get(**at);
            column.is_some_and(|it| {
                !matches!(
                    it.role,
                    Role::Ordinal | Role::Unit | Role::Target | Role::Actual
                )
            })
        };
        let mut takers: Vec<usize> = free.iter().filter(is_text).copied().collect();
        if takers.is_empty() {
            takers = free.to_vec();
        }
        let own: f64 = takers.iter().filter_map(|at| widths.get(*at)).sum();
        for at in takers {
            if let Some(width) = widths.get_mut(at) {
                *width += (rest - given) * *width / own;
            }
        }
    }

    /// Moves width between columns as long as the table gets shorter by it.
    fn descend(&self, widths: &mut [f64], least: &[f64], free: &[usize]) {
        let mut counts = self.line_counts(widths);
        let mut step = self.width / 12.0;
        while STEP_MIN_PT <= step {
            while let Some((from, to)) = self.best_move(&counts, widths, least, free, step) {
                for (at, by) in [(from, -step), (to, step)] {
                    if let Some(width) = widths.get_mut(at) {
                        *width += by;
                        counts.set(at, *width);
                    }
                }
            }
            step /= 2.0;
        }
    }

    /// Returns the columns between which `step` of width makes the table shorter.
    fn best_move(
        &self,
        counts: &LineCounts,
        widths: &[f64],
        least: &[f64],
        free: &[usize],
        step: f64,
    ) -> Option<(usize, usize)> {
        let now = counts.total(&[]);
        let with = |at: usize, by: f64| {
            let width = widths.get(at).copied().unwrap_or(0.0) + by;
            let may = least.get(at).is_some_and(|least| *least <= width);
            may.then(|| counts.lines(at, width))
        };
        // The column that saves most when it is wider, then the one that gives the width for least.
        let wider = free.iter().filter_map(|at| Some((*at, with(*at, step)?)));
        let mut wider: Vec<(usize, Vec<u16>, u32)> = wider
            .map(|(at, lines)| {
                let total = counts.total(&[(at, &lines)]);
                (at, lines, total)
            })
            .collect();
        sorting::by_key(&mut wider, |(at, _, total)| (*total, *at));
        for (to, more, _) in wider.iter().take_while(|(_, _, total)| *total < now) {
            let narrower = free.iter().filter(|from| *from != to);
            let best = narrower
                .filter_map(|from| {
                    let fewer = with(*from, -step)?;
                    Some((counts.total(&[(*to, more), (*from, &fewer)]), *from))
                })
                .min();
            if let Some((_, from)) = best.filter(|(total, _)| *total < now) {
                return Some((from, *to));
            }
        }
        None
    }
}

/// Returns the part of the width that a column takes when the user set widths, in characters.
pub(super) fn weight(column: &Column) -> f64 {
    if let Some(width) = column.width {
        return f64::from(width).clamp(1.0, 100.0);
    }
    match column.role {
        Role::Ordinal => 6.0,
        Role::Unit => 10.0,
        Role::Target | Role::Actual | Role::Status => 12.0,
        Role::Group | Role::Time | Role::Note | Role::Other => 16.0,
        Role::Lead | Role::Coordinating | Role::Result => 20.0,
        Role::Content => 40.0,
    }
}
