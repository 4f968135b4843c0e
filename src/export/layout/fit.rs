//! How an annex fits on paper: direction, size of the letters, and the widths of the columns.
//!
//! No word is broken: letters become smaller, then the paper landscape, then larger, until every column
//! holds its longest word; then the columns are divided among sheets of A4 side by side.

use super::{
    official::{CELL_SIZE, CELL_SIZE_MIN, LANDSCAPE_COLUMNS, points},
    panels::{Panels, divide},
    paper::Paper,
    widths::{Need, Table},
};
use crate::model::Annex;

/// Width left free at the right edge of the table.
const SLACK_MM: f64 = 2.0;
/// Another paper is taken if a table needs this part of the paper on it: one whose columns of numbers
/// leave so little to its texts that each row is as high as a narrow column of text.
const AREA_SAVED: f64 = 0.5;

/// How an annex is laid on paper.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    pub paper: Paper,
    /// Size of the letters in the table, in points.
    pub cell_size: f64,
    /// Width of each column in points; those of a panel, together, are as wide as the table.
    pub widths_pt: Vec<f64>,
    pub panels: Panels,
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
    let columns = annex.columns.iter();
    let needs: Vec<Need> = columns.map(|it| Need::of(it, &annex.rows)).collect();
    let candidates = papers
        .iter()
        .flat_map(|paper| sizes.iter().map(|size| (*paper, *size)));
    let mut best: Option<(Fit, f64)> = None;
    let mut squeezed = Fit {
        paper: Paper::Wide,
        cell_size: CELL_SIZE,
        widths_pt: Vec::new(),
        panels: Panels::default(),
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
            columns: &annex.columns,
            needs: &needs,
            rows: &annex.rows,
            width: table_width(paper),
            size: cell_size,
        };
        let least = table.least();
        let total: f64 = least.iter().sum();
        if total <= table.width {
            let fit = Fit {
                paper,
                cell_size,
                widths_pt: table.widths(&least, &[]),
                panels: Panels::default(),
                breaks_words: false,
            };
            let area = paper_area(&table, paper, &fit.widths_pt);
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
            panels: Panels::default(),
            breaks_words: true,
        };
    }
    // Even the smallest letters on the widest paper break words.
    best.map(|(fit, _)| fit)
        .or_else(|| side_by_side(annex, &needs, &papers, &sizes))
        .unwrap_or(squeezed)
}

/// Estimates how much paper the rows take with these widths, in square millimetres; at least a sheet.
fn paper_area(table: &Table, paper: Paper, widths: &[f64]) -> f64 {
    let (width_mm, height_mm) = paper.size_mm();
    (table.height_pt(widths) / paper.height_pt()).max(1.0) * width_mm * height_mm
}

/// Divides the columns among sheets of A4 side by side, in the largest letters with which no word is
/// broken.
fn side_by_side(annex: &Annex, needs: &[Need], papers: &[Paper], sizes: &[f64]) -> Option<Fit> {
    let paper = *papers.iter().rfind(|it| **it != Paper::Wide)?;
    let width = table_width(paper);
    sizes.iter().find_map(|size| {
        let (panels, widths_pt) = divide(annex, needs, width, *size)?;
        Some(Fit {
            paper,
            cell_size: *size,
            widths_pt,
            panels,
            breaks_words: false,
        })
    })
}

/// Returns the width of a table in points.
fn table_width(paper: Paper) -> f64 {
    // Programs round the width of each column; the slack keeps the table from overflowing the page.
    paper.width_pt() - points(SLACK_MM)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{metrics, widths::weight},
        *,
    };
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
