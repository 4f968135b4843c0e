//! The pictures of a report as SVG: how rows stand, each indicator against its target, tasks by
//! deadline, agencies by status. Shapes name their rows in `data-rows`.

use super::{
    counts::{Counts, Tally},
    judged::{Judged, Progress},
    short_text::cut,
    svg::Svg,
};
use crate::{
    model::{ProgressStatus, RowId, YearPart, vietnamese_number},
    wording::{Key, Language},
};

const WIDTH: f64 = 640.0;
/// Width on landscape paper, where lines are as high as in the text.
const PAPER_WIDTH: f64 = 960.0;
const LINE: f64 = 24.0;
/// Room for names at the left of bars.
const NAMES: f64 = 220.0;
/// Characters that find room there.
const NAME_CHARS: usize = 34;
/// Room for a number.
const NUMBER: f64 = 14.0;
/// Characters of a heading that stand on one line.
const HEADING_MAX: usize = 9;
/// Width of a single bullet bar.
const BULLET: f64 = 160.0;

/// Draws one bar of all rows, divided by status, and says what its parts are.
pub fn status_bar(tally: &Tally, language: Language) -> String {
    whole_bar(tally, (WIDTH, true), language)
}

/// Draws the same bar, to stand beside a legend.
pub fn plain_bar(tally: &Tally, language: Language) -> String {
    whole_bar(tally, (WIDTH, false), language)
}

/// Draws the same bar as wide as landscape paper.
pub fn printed_bar(tally: &Tally, language: Language) -> String {
    whole_bar(tally, (PAPER_WIDTH, true), language)
}

fn whole_bar(tally: &Tally, (width, has_key): (f64, bool), language: Language) -> String {
    let told = told(tally, language);
    let title = Key::PictureStatusTitle.text(language);
    let n_lines = if has_key { 2.0 } else { 1.0 };
    let mut svg = Svg::new(width, n_lines * LINE, title, &told);
    bar(&mut svg, tally, (0.0, 0.0), width, language);
    if has_key {
        svg.text("key", (0.0, LINE + 16.0), "start", &told);
    }
    svg.finish()
}

/// Draws a bar for each section or agency.
pub fn status_bars(tallies: &[(String, Tally)], language: Language) -> String {
    bars(tallies, WIDTH, language)
}

/// Draws the same bars as wide as landscape paper.
pub fn printed_bars(tallies: &[(String, Tally)], language: Language) -> String {
    bars(tallies, PAPER_WIDTH, language)
}

fn bars(tallies: &[(String, Tally)], wide: f64, language: Language) -> String {
    let title = Key::PictureStatusTitle.text(language);
    let lines = tallies
        .iter()
        .map(|(name, it)| format!("{name}: {}", told(it, language)));
    let description = lines.collect::<Vec<_>>().join("; ");
    let height = LINE * tallies.len() as f64;
    let mut svg = Svg::new(wide, height, title, &description);
    let most = tallies
        .iter()
        .map(|(_, it)| it.total())
        .max()
        .unwrap_or(1)
        .max(1);
    for (at, (name, tally)) in tallies.iter().enumerate() {
        let y = LINE * at as f64;
        svg.text("name", (NAMES - 8.0, y + 16.0), "end", &name_of(name));
        let width = (wide - NAMES) * tally.total() as f64 / most as f64;
        bar(&mut svg, tally, (NAMES, y), width, language);
    }
    svg.finish()
}

fn bar(svg: &mut Svg, tally: &Tally, (x, y): (f64, f64), width: f64, language: Language) {
    let total = tally.total().max(1) as f64;
    let mut at = x;
    for status in ProgressStatus::ALL {
        let rows = tally.rows(&[status]);
        if rows.is_empty() {
            continue;
        }
        let own = width * rows.len() as f64 / total;
        let label = format!("{}: {}", status.label().text(language), rows.len());
        svg.open(&format!("status-{}", status.key()), &rows, &label);
        svg.rect("part", (at, y + 2.0), (own - 1.0, LINE - 6.0));
        // A number wider than its part would lie over the next.
        if NUMBER <= own {
            svg.text(
                "count",
                (at + own / 2.0, y + 15.0),
                "middle",
                &rows.len().to_string(),
            );
        }
        svg.close();
        at += own;
    }
}

/// Draws each indicator that has figures: where it started, what it reached, what it is to reach.
pub fn bullet_bars(progress: &Progress, language: Language) -> String {
    let drawn = progress.rows.iter().filter(|it| it.figures.is_some());
    let drawn: Vec<&Judged> = drawn.collect();
    let title = Key::PictureBulletTitle.text(language);
    let lines: Vec<String> = drawn.iter().map(|it| bullet_label(it, language)).collect();
    let mut svg = Svg::new(WIDTH, LINE * drawn.len() as f64, title, &lines.join("; "));
    for (at, (judged, label)) in drawn.iter().zip(&lines).enumerate() {
        let y = LINE * at as f64;
        svg.open(&class_of(judged), &[judged.row], label);
        svg.text(
            "name",
            (NAMES - 8.0, y + 16.0),
            "end",
            &name_of(&judged.content),
        );
        bullet_marks(&mut svg, judged, (NAMES, y), WIDTH - NAMES);
        svg.close();
    }
    svg.finish()
}

/// Draws one indicator, to stand beside its words; empty without figures.
pub fn bullet(judged: &Judged) -> String {
    if judged.figures.is_none() {
        return String::new();
    }
    let mut svg = Svg::new(BULLET, LINE - 2.0, "", "");
    bullet_marks(&mut svg, judged, (0.0, 0.0), BULLET);
    svg.finish_decoration()
}

/// Draws start, result and target of an indicator into its room.
fn bullet_marks(svg: &mut Svg, judged: &Judged, (x, y): (f64, f64), room: f64) {
    let Some(figures) = judged.figures else {
        return;
    };
    let values = [Some(figures.target), Some(figures.actual), figures.baseline];
    let most = values
        .into_iter()
        .flatten()
        .map(f64::abs)
        .fold(0.0, f64::max);
    // Percentages are drawn on a scale of 100, other figures up to the largest of the row.
    let is_share = judged.target.contains('%') || (50.0..=100.0).contains(&most);
    let scale = if is_share {
        most.max(100.0)
    } else {
        most.max(f64::MIN_POSITIVE)
    };
    let wide = |value: f64| room * (value / scale).clamp(0.0, 1.0);
    svg.rect("scale", (x, y + 5.0), (room, 12.0));
    if let Some(baseline) = figures.baseline {
        svg.rect("baseline", (x, y + 5.0), (wide(baseline), 12.0));
    }
    svg.rect("actual", (x, y + 8.0), (wide(figures.actual), 6.0));
    let target = (wide(figures.target) - 1.0).min(room - 2.0);
    svg.rect("target", (x + target, y + 2.0), (2.0, 18.0));
}

/// The style classes of a row: its status, and its course while it has not reached its target.
pub(super) fn class_of(judged: &Judged) -> String {
    let status = judged.status.key();
    match judged.course.filter(|_| !judged.status.is_reached()) {
        Some(course) => format!("status-{status} course-{}", course.key()),
        None => format!("status-{status}"),
    }
}

fn bullet_label(judged: &Judged, language: Language) -> String {
    let baseline = judged.figures.and_then(|it| it.baseline);
    let args = [
        judged.content.clone(),
        judged.actual.clone(),
        judged.target.clone(),
        baseline.map_or("–".to_owned(), vietnamese_number),
        judged.status.label().text(language).to_owned(),
    ];
    Key::PictureBullet.with(args).text(language)
}

/// Which rows a line of the strip counts.
type Fits = fn(&Judged) -> bool;

/// Draws the tasks of the reported year by the quarter in which they are due.
pub fn deadline_strip(progress: &Progress, language: Language) -> String {
    let year = progress.period.map_or(0, |it| it.year);
    let quarters: Vec<Vec<&Judged>> = (1..=4).map(|it| progress.due_in(it)).collect();
    let lines: [(Key, &str, Fits); 3] = [
        (Key::PictureDue, "due", |_| true),
        (Key::PictureDone, "status-met", |it| it.status.is_reached()),
        (Key::PictureOverdue, "status-overdue", |it| {
            it.status == ProgressStatus::Overdue
        }),
    ];
    let title = format!("{} {year}", Key::PictureDeadlineTitle.text(language));
    let told: Vec<String> = lines
        .iter()
        .map(|(key, _, fits)| {
            let counts = quarters
                .iter()
                .map(|rows| rows.iter().filter(|it| fits(it)).count());
            let counts: Vec<String> = counts.map(|it| it.to_string()).collect();
            format!("{}: {}", key.text(language), counts.join(", "))
        })
        .collect();
    let mut svg = Svg::new(WIDTH, LINE * 4.0, &title, &told.join("; "));
    let own = (WIDTH - NAMES) / 4.0;
    for (quarter, x) in (1u8..).zip(0..4) {
        let name = crate::model::ReportPeriod {
            year,
            part: YearPart::Quarter(quarter),
        };
        let x = NAMES + own * (f64::from(x) + 0.5);
        svg.text("head", (x, 16.0), "middle", &name.label());
    }
    for (line, (key, class, fits)) in lines.into_iter().enumerate() {
        let y = LINE * (line + 1) as f64;
        let name = key.text(language);
        svg.text("name", (NAMES - 8.0, y + 16.0), "end", name);
        for (at, rows) in quarters.iter().enumerate() {
            let rows: Vec<RowId> = rows.iter().filter(|it| fits(it)).map(|it| it.row).collect();
            cell(
                &mut svg,
                class,
                name,
                &rows,
                (NAMES + own * at as f64, y),
                own,
            );
        }
    }
    svg.finish()
}

/// Draws agencies as rows and statuses as columns, with the number of rows in each cell.
pub fn heat_map(counts: &Counts, language: Language) -> String {
    let named = counts.agencies.iter().filter(|(name, _)| !name.is_empty());
    let agencies: Vec<&(String, Tally)> = named.collect();
    let title = Key::PictureHeatTitle.text(language);
    let lines = agencies
        .iter()
        .map(|(name, it)| format!("{name}: {}", told(it, language)));
    let description = lines.collect::<Vec<_>>().join("; ");
    let height = LINE * (agencies.len() + 1) as f64;
    let mut svg = Svg::new(WIDTH, height, title, &description);
    // Only what occurs has a column, so that headings find room.
    let occurs = ProgressStatus::ALL.into_iter();
    let occurs = occurs.filter(|it| agencies.iter().any(|(_, tally)| 0 < tally.n(*it)));
    let statuses: Vec<ProgressStatus> = occurs.collect();
    let own = (WIDTH - NAMES) / statuses.len().max(1) as f64;
    for (at, status) in statuses.iter().enumerate() {
        let x = NAMES + own * (at as f64 + 0.5);
        heading(&mut svg, x, status.label().text(language));
    }
    for (line, (name, tally)) in agencies.into_iter().enumerate() {
        let y = LINE * (line + 1) as f64;
        svg.text("name", (NAMES - 8.0, y + 16.0), "end", &name_of(name));
        for (at, status) in statuses.iter().enumerate() {
            let rows = tally.rows(&[*status]);
            let class = format!("status-{}", status.key());
            let label = format!("{name}, {}", status.label().text(language));
            cell(
                &mut svg,
                &class,
                &label,
                &rows,
                (NAMES + own * at as f64, y),
                own,
            );
        }
    }
    svg.finish()
}

/// The heading of a column; a long one stands on two lines.
fn heading(svg: &mut Svg, x: f64, text: &str) {
    let middle = text.len() / 2;
    let gaps = text.match_indices(' ').map(|(at, _)| at);
    let gap = gaps.min_by_key(|at| at.abs_diff(middle));
    match gap.and_then(|at| text.split_at_checked(at)) {
        Some((first, second)) if HEADING_MAX < text.chars().count() => {
            svg.text("head", (x, 9.0), "middle", first);
            svg.text("head", (x, 20.0), "middle", second.trim());
        }
        _ => svg.text("head", (x, 16.0), "middle", text),
    }
}

/// A cell with the number of its rows; nothing where there are none.
fn cell(svg: &mut Svg, class: &str, name: &str, rows: &[RowId], (x, y): (f64, f64), width: f64) {
    if rows.is_empty() {
        svg.text("none", (x + width / 2.0, y + 16.0), "middle", "·");
        return;
    }
    svg.open(class, rows, &format!("{name}: {}", rows.len()));
    svg.rect("cell", (x + 1.0, y + 1.0), (width - 2.0, LINE - 2.0));
    svg.text(
        "count",
        (x + width / 2.0, y + 16.0),
        "middle",
        &rows.len().to_string(),
    );
    svg.close();
}

fn told(tally: &Tally, language: Language) -> String {
    let statuses = ProgressStatus::ALL
        .into_iter()
        .filter(|it| 0 < tally.n(*it));
    let told = statuses.map(|it| format!("{} {}", it.label().text(language), tally.n(it)));
    told.collect::<Vec<_>>().join(", ")
}

/// A name that fits into its room.
fn name_of(text: &str) -> String {
    cut(text, NAME_CHARS)
}
