//! Pages beside each other: a table wider than its paper, whose columns go on over further pages. Such
//! pages are told by what they are: the rules of their rows lie at the same heights, their columns
//! differ, and those on the right have no ordinals. They are put together before they are laid out,
//! so that also what is drawn over both, such as a title, is whole.
//!
//! Programs print all pages of the left columns first, or page by page from left to right.

use std::collections::HashSet;

use super::{
    headings::RoleOf,
    layout::{Block, PageLayout, SIDES_GAP},
    page::{Glyph, Page},
    table::{COLUMN_SHIFT, Table, TableCell},
};
use crate::model::Role;

/// By how much the same rule may differ between pages, in points.
const SAME: f64 = 1.0;
/// Minimum number of rules across that tell the rows of two pages as the same.
const RULES_MIN: usize = 3;
/// The same where the columns are known.
const RULES_OF_ROW: usize = 2;
/// Number of rows in which the heading of the ordinals may stand.
const HEADER_ROWS: usize = 4;
/// Maximum number of pages beside each other.
const ACROSS_MAX: usize = 12;

/// What pages beside each other were found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub spreads: Vec<Spread>,
    /// Pages that may be to the right of another, which cannot be told: that one, and the page.
    pub unsure: Vec<(usize, usize)>,
}

/// Pages beside each other, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spread {
    pub parts: Vec<Part>,
    /// Whether which pages belong together was told by their order only.
    pub is_by_order: bool,
}

/// A page with its place beside others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    pub page: usize,
    /// Where the columns begin that are its own: a program may repeat the first ones on each page.
    pub from: f64,
    /// By how much it is moved to the right.
    pub shift: f64,
    /// Where its tables begin and end.
    pub top: f64,
    pub bottom: f64,
}

/// The ruled tables of a page as one: where their rules are.
#[derive(Clone)]
struct Shape<'p> {
    page: usize,
    size: (f64, f64),
    tables: Vec<&'p Table>,
    ys: Vec<f64>,
    sides: Vec<f64>,
    left: f64,
    right: f64,
    has_ordinals: bool,
    /// The heading of what its rows are about, if it is on the page.
    content: Option<String>,
    /// Whether a line above begins as those that introduce an annex, and whether it is whole.
    number: (bool, bool),
}

impl<'p> Shape<'p> {
    fn of(page: usize, layout: &'p PageLayout, role_of: RoleOf) -> Option<Shape<'p>> {
        let tables = layout.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Line(_) => None,
        });
        let tables: Vec<&Table> = tables.collect();
        let cells = || tables.iter().flat_map(|table| &table.cells);
        let tops = tables.iter().map(|table| table.top);
        let mut ys: Vec<f64> = tops.chain(cells().map(|cell| cell.foot)).collect();
        ys.sort_by(f64::total_cmp);
        ys.dedup_by(|low, high| *low - *high <= SAME);
        let mut sides: Vec<f64> = cells().flat_map(|cell| [cell.left, cell.right]).collect();
        sides.sort_by(f64::total_cmp);
        sides.dedup_by(|right, left| *right - *left <= COLUMN_SHIFT);
        let has_ordinals = |table: &&Table| {
            table.cells.iter().any(|cell| {
                cell.top < HEADER_ROWS
                    && is_near(cell.left, table.left)
                    && role_of(&cell.text()) == Some(Role::Ordinal)
            })
        };
        let mut headings = cells()
            .filter(|cell| cell.top < HEADER_ROWS)
            .map(TableCell::text);
        let content = headings.find(|text| role_of(text) == Some(Role::Content));
        Some(Shape {
            page,
            content,
            size: (layout.width, layout.height),
            left: *sides.first()?,
            right: *sides.last()?,
            has_ordinals: tables.iter().any(has_ordinals),
            number: introduces(layout, ys.first().copied().unwrap_or(0.0)),
            ys,
            sides,
            tables,
        })
    }

    fn cells(&self) -> impl Iterator<Item = &'p TableCell> {
        self.tables.iter().flat_map(|table| &table.cells)
    }

    /// Whether the columns are those of another page.
    fn has_columns_of(&self, other: &Shape) -> bool {
        let is_part = |part: &[f64], whole: &[f64]| {
            let mut sides = part.iter();
            sides.all(|it| whole.iter().any(|other| is_near(*it, *other)))
        };
        is_near(self.left, other.left)
            && is_near(self.right, other.right)
            && (is_part(&self.sides, &other.sides) || is_part(&other.sides, &self.sides))
    }

    /// Whether the rows are those of another page, told by so many rules at least: merged cells may leave
    /// out some rules of one.
    fn has_rows_of(&self, other: &Shape, rules_min: usize) -> bool {
        let is_same = |left: Option<&f64>, right: Option<&f64>| match (left, right) {
            (Some(left), Some(right)) => (left - right).abs() <= SAME,
            _ => false,
        };
        let (few, many) = match self.ys.len() < other.ys.len() {
            true => (&self.ys, &other.ys),
            false => (&other.ys, &self.ys),
        };
        self.size == other.size
            && rules_min <= few.len()
            && many.len() <= 2 * few.len()
            && is_same(few.first(), many.first())
            && is_same(few.last(), many.last())
            && few.iter().all(|it| {
                let at = many.partition_point(|other| *other < it - SAME);
                is_same(Some(it), many.get(at))
            })
    }

    /// Whether another table stands beside this one on one sheet: the same rows have ordinals and contents
    /// of their own.
    fn is_beside_another(&self, other: &Shape) -> bool {
        let is_other = match (&self.content, &other.content) {
            (Some(own), Some(others)) => own != others,
            _ => false,
        };
        is_other && self.has_ordinals && other.has_ordinals && self.has_rows_of(other, RULES_MIN)
    }

    /// Returns where the columns begin that do not repeat those of the page on the left; `None` if
    /// the page repeats all or, though it has ordinals, no column.
    fn own_from(&self, first: &Shape) -> Option<f64> {
        if !self.has_ordinals {
            return Some(self.left);
        }
        let texts = |shape: &Shape, left: f64, right: f64| -> Vec<String> {
            let cells = shape.cells().filter(|cell| {
                left - COLUMN_SHIFT <= cell.left && cell.right <= right + COLUMN_SHIFT
            });
            let mut cells: Vec<&TableCell> = cells.collect();
            cells.sort_by(|one, other| {
                let order = one.foot.total_cmp(&other.foot);
                order.then(one.left.total_cmp(&other.left))
            });
            cells.into_iter().map(TableCell::text).collect()
        };
        let shared = self.sides.windows(2).zip(first.sides.windows(2));
        let repeated = shared.take_while(|(own, others)| match (own, others) {
            ([left, right], [other_left, other_right]) => {
                is_near(*left, *other_left)
                    && is_near(*right, *other_right)
                    && texts(self, *left, *right) == texts(first, *other_left, *other_right)
            }
            _ => false,
        });
        let n_repeated = repeated.count();
        let is_own = (1..self.sides.len() - 1).contains(&n_repeated);
        is_own
            .then(|| self.sides.get(n_repeated))
            .flatten()
            .copied()
    }
}

fn is_near(left: f64, right: f64) -> bool {
    (left - right).abs() <= COLUMN_SHIFT
}

/// The pages of a table: those with its first columns, and what is beside them.
struct Run<'p> {
    lefts: Vec<(Shape<'p>, Vec<Part>)>,
    bands: Vec<Band<'p>>,
    is_by_order: bool,
}

/// Columns that go on over pages to the right.
struct Band<'p> {
    shape: Shape<'p>,
    from: f64,
    /// Where the columns end, as if the paper were wide enough.
    end: f64,
    /// The left page that its next page is expected to go with.
    next: usize,
    n_pages: usize,
}

/// Finds pages beside each other. `role_of` tells what headings say about their columns.
pub(super) fn find(pages: &[PageLayout], role_of: RoleOf) -> Found {
    let mut found = Found::default();
    let mut run: Option<Run> = None;
    for (page, layout) in pages.iter().enumerate() {
        let Some(shape) = Shape::of(page, layout, role_of) else {
            if let Some(run) = run.take() {
                run.end(&mut found);
            }
            continue;
        };
        if let Some(open) = &mut run
            && open.take(&shape, layout, &mut found)
        {
            continue;
        }
        let shape_of_run = match run.take() {
            Some(mut open) if open.has_left(&shape) => {
                open.lefts.push((shape, Vec::new()));
                open
            }
            other => {
                if let Some(open) = other {
                    open.end(&mut found);
                }
                Run {
                    lefts: vec![(shape, Vec::new())],
                    bands: Vec::new(),
                    is_by_order: false,
                }
            }
        };
        run = Some(shape_of_run);
    }
    if let Some(run) = run {
        run.end(&mut found);
    }
    found
}

impl<'p> Run<'p> {
    fn has_left(&self, shape: &Shape) -> bool {
        let first = self.lefts.first();
        first.is_some_and(|(first, _)| {
            shape.has_columns_of(first) && !shape.is_beside_another(first)
        })
    }

    /// Takes a page that is beside one of the others. Returns whether it is.
    fn take(&mut self, shape: &Shape<'p>, layout: &'p PageLayout, found: &mut Found) -> bool {
        let Some((first, _)) = self.lefts.first() else {
            return false;
        };
        if self.has_left(shape) || shape.is_beside_another(first) {
            return false;
        }
        let band = self
            .bands
            .iter()
            .position(|it| shape.has_columns_of(&it.shape));
        // Columns that are known may have one row on their last page.
        let rules_min = if band.is_some() {
            RULES_OF_ROW
        } else {
            RULES_MIN
        };
        let has_rows_of = |left: &Shape| shape.has_rows_of(left, rules_min);
        let own_from = match self.lefts.iter().find(|(left, _)| has_rows_of(left)) {
            Some((left, _)) => shape.own_from(left),
            None => None,
        };
        let (next, n_bands) = match band.and_then(|at| self.bands.get(at)) {
            Some(band) => (band.next, self.bands.len()),
            None => (0, self.bands.len() + 1),
        };
        let number = band.unwrap_or(self.bands.len());
        let fits = |(at, (left, parts)): &(usize, &(Shape, Vec<Part>))| {
            next <= *at
                && parts.len() <= number
                && has_rows_of(left)
                && !(shape.number.1 && left.number.0)
        };
        let mut fitting = self.lefts.iter().enumerate().filter(fits);
        let place = fitting.next().map(|(at, _)| at);
        let is_ambiguous = fitting.next().is_some();
        let (Some(at), Some(from)) = (place, own_from) else {
            let left = self.lefts.last().map_or(first, |(left, _)| left);
            let has_rows = shape.ys.len() == left.ys.len() && RULES_MIN < left.ys.len();
            if !shape.has_ordinals && (has_rows || !layout.cut.is_empty()) {
                found.unsure.push((left.page, shape.page));
            }
            return false;
        };
        if ACROSS_MAX < n_bands {
            return false;
        }
        if band.is_none() {
            let before = self.bands.last().map_or(first.right, |band| band.end);
            self.bands.push(Band {
                from,
                end: before + shape.right - from,
                next: 0,
                n_pages: 0,
                shape: shape.clone(),
            });
        }
        let before = match number.checked_sub(1) {
            Some(before) => self.bands.get(before).map_or(0.0, |band| band.end),
            None => first.right,
        };
        let (Some(band), Some((_, parts))) = (self.bands.get_mut(number), self.lefts.get_mut(at))
        else {
            return false;
        };
        band.next = at + 1;
        band.n_pages += 1;
        self.is_by_order |= is_ambiguous && at + 1 != band.n_pages;
        parts.push(Part {
            page: shape.page,
            from: band.from,
            shift: before - band.from,
            top: shape.ys.first().copied().unwrap_or(0.0),
            bottom: shape.ys.last().copied().unwrap_or(0.0),
        });
        true
    }

    /// Ends the run.
    fn end(self, found: &mut Found) {
        // A page that is missing was empty; which one it was, only other heights tell.
        let n_lefts = self.lefts.len();
        let is_whole = self.bands.iter().all(|band| band.n_pages == n_lefts);
        let is_by_order = self.is_by_order || (!is_whole && self.has_like_pages());
        let wide = self
            .lefts
            .into_iter()
            .filter(|(_, parts)| !parts.is_empty());
        found.spreads.extend(wide.map(|(left, others)| {
            let first = Part {
                page: left.page,
                from: f64::MIN,
                shift: 0.0,
                top: left.ys.first().copied().unwrap_or(0.0),
                bottom: left.ys.last().copied().unwrap_or(0.0),
            };
            Spread {
                parts: [first].into_iter().chain(others).collect(),
                is_by_order,
            }
        }));
    }

    /// Whether two pages have rows of the same heights.
    fn has_like_pages(&self) -> bool {
        let mut lefts = self.lefts.iter().enumerate();
        lefts.any(|(at, (left, _))| {
            let others = self.lefts.iter().skip(at + 1);
            others
                .clone()
                .any(|(other, _)| left.has_rows_of(other, RULES_MIN))
        })
    }
}

/// Returns whether a line above the tables of a page begins as those that introduce an annex, and
/// whether all of it is on the page.
fn introduces(layout: &PageLayout, top: f64) -> (bool, bool) {
    let lines = layout.lines.iter().filter(|line| line.top() < top);
    let lines = lines.filter_map(|line| line.clone().split(SIDES_GAP).into_iter().next());
    lines.fold((false, false), |(begins, is_whole), line| {
        let text = line.text().to_lowercase();
        let is_cut = layout.is_cut_at(line.baseline);
        let numbers = ["phụ lục ", "phụ biểu ", "biểu "];
        let is_number = numbers.iter().any(|it| text.starts_with(it));
        let is_start = is_cut && !text.is_empty() && numbers.iter().any(|it| it.starts_with(&text));
        (
            begins || is_number || is_start,
            is_whole || (is_number && !is_cut),
        )
    })
}

/// Puts pages beside each other.
pub(super) fn joined(pages: Vec<(Page, Part)>) -> Page {
    let mut pages = pages.into_iter();
    let Some((mut whole, first)) = pages.next() else {
        return Page::default();
    };
    let key = |glyph: &Glyph| {
        (
            glyph.x.round() as i64,
            glyph.y.round() as i64,
            glyph.text.clone(),
        )
    };
    let is_outside = |glyph: &Glyph| !(first.top..=first.bottom).contains(&glyph.y);
    let running: HashSet<_> = whole
        .glyphs
        .iter()
        .filter(|glyph| is_outside(glyph))
        .map(key)
        .collect();
    for (page, part) in pages {
        let n_parts = whole.parts.len().saturating_sub(1);
        whole.parts.extend(page.parts.into_iter().skip(1));
        whole.width = whole.width.max(page.width + part.shift);
        whole.picture = whole.picture.max(page.picture);
        whole.n_unseen += page.n_unseen;
        whole.cut.extend(page.cut);
        whole.struck.extend(page.struck);
        whole.comments.extend(page.comments);
        whole.marked.extend(page.marked);
        for mut glyph in page.glyphs {
            // A line that runs over all pages stands at the same place of each.
            let is_running = is_outside(&glyph) && running.contains(&key(&glyph));
            if is_running || glyph.middle().0 < part.from - COLUMN_SHIFT && !is_outside(&glyph) {
                continue;
            }
            glyph.x += part.shift;
            if 0 < glyph.part {
                glyph.part += n_parts;
            }
            whole.glyphs.push(glyph);
        }
        let n_rules = page.rules.len();
        for (idx, mut rule) in page.rules.into_iter().chain(page.shades).enumerate() {
            if rule.is_horizontal {
                rule.from = rule.from.max(part.from);
                if rule.to <= rule.from {
                    continue;
                }
                rule.from += part.shift;
                rule.to += part.shift;
            } else {
                if rule.at < part.from - COLUMN_SHIFT {
                    continue;
                }
                rule.at += part.shift;
            }
            match idx < n_rules {
                true => whole.rules.push(rule),
                false => whole.shades.push(rule),
            }
        }
    }
    whole
}
