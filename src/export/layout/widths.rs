//! How an annex fits on paper: direction, size of the letters, and the widths of the columns.
//!
//! No word is broken: letters become smaller, then the paper landscape, then larger, until every column
//! holds its longest word. What width is left is divided so that the table is short. The shortest table is hard
//! to find (Anderson and Sobti, “The table layout problem”, SoCG 1999, show that it is NP-hard), so
//! this is a descent: width moves between two columns as long as the table gets shorter by it, in
//! smaller and smaller steps.

use super::{
    line_counts::LineCounts,
    metrics,
    official::{CELL_SIZE, CELL_SIZE_MIN, LANDSCAPE_COLUMNS, points},
    paper::Paper,
};
use crate::{
    model::{Annex, Column, Role},
    sorting,
};

/// Width left free at the right edge of the table.
const SLACK_MM: f64 = 2.0;
/// Maximum number of lines of a heading.
const HEADING_LINES: usize = 3;
/// Maximum part of the page's width that one long word may take.
const WORD_MAX: f64 = 0.3;
/// Another paper is taken if a table needs this part of the paper on it: one whose columns of numbers
/// leave so little to its texts that each row is as high as a narrow column of text.
const AREA_SAVED: f64 = 0.5;
/// The descent's last step, in points.
const STEP_MIN_PT: f64 = 2.0;

/// How an annex is laid on paper.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    pub paper: Paper,
    /// Size of the letters in the table, in points.
    pub cell_size: f64,
    /// Width of each column in points; together, the width of the table.
    pub widths_pt: Vec<f64>,
    /// Whether words are broken: even the widest paper is too narrow.
    pub breaks_words: bool,
}

/// Fits an annex on paper. What the user set stays as it is.
pub(super) fn fit(annex: &Annex) -> Fit {
    let set = annex.head.paper;
    let proposed = LANDSCAPE_COLUMNS <= annex.columns.len();
    let papers = match (set.landscape, proposed) {
        (Some(false), _) => vec![Paper::Portrait],
        (Some(true), _) | (None, true) => vec![Paper::Landscape, Paper::Wide],
        (None, false) => vec![Paper::Portrait, Paper::Landscape, Paper::Wide],
    };
    let sizes = match set.cell_size {
        Some(size) => vec![f64::from(size.clamp(8, 16))],
        None => vec![CELL_SIZE, (CELL_SIZE + CELL_SIZE_MIN) / 2.0, CELL_SIZE_MIN],
    };
    let needs: Vec<Need> = (0..annex.columns.len())
        .map(|at| Need::of(annex, at))
        .collect();
    let candidates = papers
        .iter()
        .flat_map(|paper| sizes.iter().map(|size| (*paper, *size)));
    let mut best: Option<(Fit, f64)> = None;
    let mut squeezed = Fit {
        paper: Paper::Wide,
        cell_size: CELL_SIZE,
        widths_pt: Vec::new(),
        breaks_words: true,
    };
    for (paper, cell_size) in candidates {
        // A paper that fits is given up only for one that takes much less of it; smaller letters are no
        // reason, and a single sheet may be too much.
        let (width_mm, height_mm) = paper.size_mm();
        let is_too_much = |(fit, area): &(Fit, f64)| {
            fit.paper == paper || area * AREA_SAVED <= width_mm * height_mm
        };
        if best.as_ref().is_some_and(is_too_much) {
            continue;
        }
        let table = Table {
            annex,
            needs: &needs,
            width: table_width(paper),
            size: cell_size,
        };
        let least = table.least();
        let total: f64 = least.iter().sum();
        if total <= table.width {
            let fit = Fit {
                paper,
                cell_size,
                widths_pt: table.widths(&least),
                breaks_words: false,
            };
            let area = table.paper_area(paper, &fit.widths_pt);
            if best
                .as_ref()
                .is_none_or(|(_, best)| area < best * AREA_SAVED)
            {
                best = Some((fit, area));
            }
            continue;
        }
        let share = least.iter().map(|it| it * table.width / total);
        squeezed = Fit {
            paper,
            cell_size,
            widths_pt: share.collect(),
            breaks_words: true,
        };
    }
    // Even the smallest letters on the widest paper break words.
    best.map_or(squeezed, |(fit, _)| fit)
}

/// Returns the width of a table in points.
fn table_width(paper: Paper) -> f64 {
    // Programs round the width of each column; the slack keeps the table from overflowing the page.
    paper.width_pt() - points(SLACK_MM)
}

/// What the texts of a column need, at a size of one point.
struct Need {
    /// The longest word of a cell or of the heading.
    word: f64,
    /// The longest line of a cell or of the heading.
    line: f64,
}

impl Need {
    fn of(annex: &Annex, at: usize) -> Need {
        let mut need = Need {
            word: 0.0,
            line: 0.0,
        };
        let Some(column) = annex.columns.get(at) else {
            return need;
        };
        let heading = column.header.last().map_or("", String::as_str);
        let extent = metrics::extent(heading, true);
        (need.word, need.line) = (extent.word, extent.line);
        for row in &annex.rows {
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
struct Table<'annex> {
    annex: &'annex Annex,
    needs: &'annex [Need],
    width: f64,
    size: f64,
}

impl Table<'_> {
    /// Estimates how much paper the rows take with these widths, in square millimetres; at least a
    /// sheet.
    fn paper_area(&self, paper: Paper, widths: &[f64]) -> f64 {
        let height = LineCounts::of(self.annex, self.size, widths).height_pt();
        let (width_mm, height_mm) = paper.size_mm();
        (height / paper.height_pt()).max(1.0) * width_mm * height_mm
    }

    /// Returns the width at which each column breaks no word and its heading takes few lines.
    fn least(&self) -> Vec<f64> {
        let columns = self.annex.columns.iter().zip(self.needs);
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
        let columns = &self.annex.columns;
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

    /// Divides the width of the table. The columns together need no more than `least`.
    fn widths(&self, least: &[f64]) -> Vec<f64> {
        let columns = &self.annex.columns;
        let weights: f64 = columns.iter().map(weight).sum();
        let set = |column: &Column| column.width.map(|_| self.width * weight(column) / weights);
        let mut widths: Vec<f64> = columns
            .iter()
            .zip(least)
            .map(|(column, least)| set(column).unwrap_or(*least))
            .collect();
        let free: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.width.is_none())
            .map(|(at, _)| at)
            .collect();
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
            let column = self.annex.columns.get(**at);
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
        let mut counts = LineCounts::of(self.annex, self.size, widths);
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
fn weight(column: &Column) -> f64 {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn annex(text: &str) -> Annex {
        fixture::parse(text).annexes.remove(0)
    }

    fn total(fit: &Fit) -> f64 {
        fit.widths_pt.iter().sum()
    }

    /// The height of the rows in points.
    fn height(annex: &Annex, fit: &Fit) -> f64 {
        let rows = annex.rows.iter().map(|row| {
            let cells = annex.columns.iter().zip(&fit.widths_pt);
            let heights = cells.map(|(column, width)| {
                metrics::height_pt(row.cell(column.id), *width, fit.cell_size, false)
            });
            heights.fold(0.0, f64::max)
        });
        rows.sum()
    }

    const LONG: &str = "Xây dựng và triển khai kế hoạch đào tạo, bồi dưỡng kỹ năng số cho cán bộ, công chức, viên chức";

    #[test]
    fn the_page_is_filled_and_no_word_is_broken() {
        let annex = annex(&format!(
            "stt | content | lead | result | time\n- 1 | {LONG} | Sở Nội vụ | Kế hoạch | Tháng 9/2026\n- 12 | {LONG} | Sở Khoa học và Công nghệ | Báo cáo | Thường xuyên\n"
        ));
        let fit = fit(&annex);
        assert!((total(&fit) - table_width(Paper::Portrait)).abs() < 0.01);
        for (column, width) in annex.columns.iter().zip(&fit.widths_pt) {
            for row in &annex.rows {
                for word in row.cell(column.id).split_whitespace() {
                    assert_eq!(metrics::n_lines_in(word, *width, fit.cell_size, false), 1);
                }
            }
            let heading = column.header.last().unwrap();
            assert!(metrics::n_lines_in(heading, *width, fit.cell_size, true) <= 3);
        }
    }

    #[test]
    fn the_table_is_shorter_than_by_shares_of_the_width() {
        let annex = annex(&format!(
            "stt | content | lead | result\n- 1 | Số hóa | Sở Nội vụ | {LONG}\n- 2 | Hồ sơ | Sở Y tế | {LONG}\n"
        ));
        let best = fit(&annex);
        let weights: f64 = annex.columns.iter().map(weight).sum();
        let shares = annex
            .columns
            .iter()
            .map(|it| total(&best) * weight(it) / weights);
        let by_shares = Fit {
            widths_pt: shares.collect(),
            ..best.clone()
        };
        assert!(height(&annex, &best) < height(&annex, &by_shares) * 0.75);
    }

    #[test]
    fn letters_become_smaller_then_the_paper_landscape_then_larger_before_a_word_breaks() {
        let table = |word: &str| {
            annex(&format!(
                "stt | content | lead | result | time\n- 1 | {word} | {word} | {word} | {word}\n"
            ))
        };
        let size = |n: usize| {
            let fit = fit(&table(&"a".repeat(n)));
            (fit.paper, fit.cell_size)
        };
        assert_eq!(size(10), (Paper::Portrait, 12.0));
        let sizes: Vec<_> = (10..50).map(size).collect();
        for step in [
            (Paper::Portrait, 11.0),
            (Paper::Landscape, 12.0),
            (Paper::Landscape, 11.0),
            (Paper::Wide, 12.0),
        ] {
            assert!(sizes.contains(&step), "{step:?} of {sizes:?}");
        }
        assert!(sizes.is_sorted_by_key(|(paper, _)| *paper), "{sizes:?}");
        // Nothing helps against a word as wide as the page; the page is filled all the same.
        let hopeless = fit(&table(&"a".repeat(300)));
        assert!((total(&hopeless) - table_width(hopeless.paper)).abs() < 0.01);
        assert!(hopeless.breaks_words);
    }

    #[test]
    fn a_table_that_takes_much_less_paper_on_a_larger_sheet_is_set_on_it() {
        let money = "100.000.000.000";
        let table = |text: &str| {
            let row = format!("{text} | {}", [money; 7].join(" | "));
            let mut lines = "stt | content | target 2026 | target 2027 | target 2028 | target 2029 | target 2030 | target 2031 | target 2032\n".to_owned();
            for at in 1..=30 {
                lines += &format!("- {at} | {row}\n");
            }
            fit(&annex(&lines)).paper
        };
        assert_eq!(table("Đường Nà Chuông"), Paper::Landscape);
        assert_eq!(table(LONG), Paper::Wide);
    }

    #[test]
    fn what_the_user_set_stays() {
        let mut annex = annex(&format!("stt | content | lead\n- 1 | {LONG} | Sở Nội vụ\n"));
        annex.columns[2].width = Some(54.0);
        annex.head.paper.cell_size = Some(13);
        annex.head.paper.landscape = Some(true);
        let fit = fit(&annex);
        assert_eq!((fit.paper, fit.cell_size), (Paper::Landscape, 13.0));
        assert!((fit.widths_pt[2] - total(&fit) * 0.54).abs() < 0.01);
        // A width that leaves too little for the others gives way.
        annex.columns[2].width = Some(100.0);
        annex.columns[0].width = Some(100.0);
        let fit = super::fit(&annex);
        assert!((total(&fit) - table_width(Paper::Landscape)).abs() < 0.01);
        assert!(fit.widths_pt.iter().all(|it| 0.0 < *it));
    }
}
