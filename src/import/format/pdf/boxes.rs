//! Boxes around words inside a cell. Their sides end at each other, close to the words, while those of a cell
//! go on in the sides of others.

use super::page::{Glyph, Page, Rule};

/// By how much the ends of the sides may be apart, in points.
const CORNER: f64 = 1.0;
/// By how much two rules may be apart that are one, in points.
const SAME: f64 = 0.5;
/// How far the sides of two cells may be apart, in points, if each has its own.
const CELL_GAP: f64 = 3.5;
/// How far a side may be from the words, in sizes.
const PADDING_MAX: f64 = 0.6;
/// Maximum height of a box, in sizes.
const HEIGHT_MAX: f64 = 2.2;
/// Maximum height of a box, in points, and number of rules of a page that are looked at.
const POINTS_MAX: f64 = 60.0;
const RULES_MAX: usize = 2_000;
/// Maximum number of rectangles that are looked at. Drawings have more.
const CLOSED_MAX: usize = 300;

/// Takes the boxes around words off a page.
pub(super) fn take(page: &mut Page) {
    if RULES_MAX < page.rules.len() {
        return;
    }
    let boxes = boxes(page);
    page.rules
        .retain(|rule| !boxes.iter().any(|it| it.has_side(rule)));
}

/// The sides of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sides {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Sides {
    /// Whether a rule is one of the sides.
    fn has_side(&self, rule: &Rule) -> bool {
        let (ats, ends) = self.along(rule.is_horizontal);
        let is_whole = (rule.from - ends[0]).abs() <= CORNER && (rule.to - ends[1]).abs() <= CORNER;
        is_whole && ats.iter().any(|at| (rule.at - at).abs() <= SAME)
    }

    /// Returns where the sides of a direction are, and from where to where they go.
    fn along(&self, is_horizontal: bool) -> ([f64; 2], [f64; 2]) {
        let (across, upright) = ([self.top, self.bottom], [self.left, self.right]);
        match is_horizontal {
            true => (across, upright),
            false => (upright, across),
        }
    }

    /// Whether another rule goes on from a side, or is the side of a cell beside it.
    fn meets(&self, rule: &Rule) -> bool {
        if self.has_side(rule) {
            return false;
        }
        let (ats, [from, to]) = self.along(rule.is_horizontal);
        let gap = ats
            .iter()
            .map(|at| (rule.at - at).abs())
            .fold(f64::MAX, f64::min);
        let is_near = rule.from <= to + CORNER && from - CORNER <= rule.to;
        let is_as_long = (rule.from - from).abs() <= CORNER && (rule.to - to).abs() <= CORNER;
        (gap <= SAME && is_near) || (gap <= CELL_GAP && is_as_long)
    }

    /// Whether the box is close around a line of words.
    fn fits(&self, glyphs: &[Glyph]) -> bool {
        let is_inside = |glyph: &&Glyph| {
            let (x, y) = glyph.middle();
            (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
        };
        let own: Vec<&Glyph> = glyphs
            .iter()
            .filter(is_inside)
            .filter(|it| !it.is_space())
            .collect();
        let size = own.iter().map(|it| it.size).fold(0.0, f64::max);
        let left = own.iter().map(|it| it.x).fold(f64::MAX, f64::min);
        let right = own
            .iter()
            .map(|it| it.x + it.width)
            .fold(f64::MIN, f64::max);
        let padding = PADDING_MAX * size;
        !own.is_empty()
            && self.bottom - self.top <= HEIGHT_MAX * size
            && own.iter().all(|it| it.turn == 0)
            && left - self.left <= padding
            && self.right - right <= padding
    }
}

fn boxes(page: &Page) -> Vec<Sides> {
    let of = |is_horizontal: bool| {
        let rules = page.rules.iter();
        rules.filter(move |rule| rule.is_horizontal == is_horizontal)
    };
    let is_near = |one: f64, other: f64| (one - other).abs() <= CORNER;
    let low = of(false).filter(|rule| rule.to - rule.from <= POINTS_MAX);
    let with_top = low.flat_map(|left| {
        let tops = of(true).filter(|top| is_near(top.from, left.at) && is_near(top.at, left.from));
        tops.map(move |top| Sides {
            left: left.at,
            top: left.from,
            right: top.to,
            bottom: left.to,
        })
    });
    let with_top = with_top.take(RULES_MAX);
    let is_closed = |sides: &Sides| {
        let is_right = |rule: &Rule| {
            is_near(rule.at, sides.right)
                && is_near(rule.from, sides.top)
                && is_near(rule.to, sides.bottom)
        };
        let is_bottom = |rule: &Rule| {
            is_near(rule.at, sides.bottom)
                && is_near(rule.from, sides.left)
                && is_near(rule.to, sides.right)
        };
        of(false).any(is_right) && of(true).any(is_bottom)
    };
    let mut found: Vec<Sides> = Vec::new();
    for sides in with_top.filter(is_closed).take(CLOSED_MAX) {
        let is_box = !found.contains(&sides) && !page.rules.iter().any(|rule| sides.meets(rule));
        if is_box && sides.fits(&page.glyphs) {
            found.push(sides);
        }
    }
    found
}
