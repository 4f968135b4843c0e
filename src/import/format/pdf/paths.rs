//! Paths of a page, and the rules that they draw: strokes along an axis, and thin filled shapes.

use super::{matrix::Matrix, page::Rule};

/// Maximum thickness of a rule, in points. Anything thicker is a coloured area.
const THICKNESS_MAX: f64 = 3.5;
/// Minimum length of what can be a piece of a rule, in points. Dotted rules have short pieces.
const LENGTH_MIN: f64 = 0.9;
/// Maximum deviation of a rule from its axis, in points.
const SLANT_MAX: f64 = 0.6;
/// Maximum number of points of a rectangle that is closed twice.
const RECTANGLE_MAX: usize = 6;
/// Maximum number of points of a path.
const POINTS_MAX: usize = 200_000;

/// A path under construction, in points of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    pieces: Vec<Piece>,
    n_points: usize,
}

#[derive(Debug, Default)]
struct Piece {
    points: Vec<(f64, f64)>,
    is_closed: bool,
    is_curved: bool,
}

impl Path {
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.n_points = 0;
    }

    pub fn start(&mut self, point: (f64, f64)) {
        self.pieces.push(Piece::default());
        self.line_to(point);
    }

    pub fn line_to(&mut self, point: (f64, f64)) {
        self.n_points += 1;
        if self.n_points < POINTS_MAX
            && let Some(piece) = self.pieces.last_mut()
        {
            piece.points.push(point);
        }
    }

    pub fn curve_to(&mut self, point: (f64, f64)) {
        self.line_to(point);
        if let Some(piece) = self.pieces.last_mut() {
            piece.is_curved = true;
        }
    }

    pub fn close(&mut self) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.is_closed = true;
        }
    }

    pub fn rectangle(&mut self, matrix: Matrix, [x, y, width, height]: [f64; 4]) {
        self.start(matrix.point((x, y)));
        for corner in [(x + width, y), (x + width, y + height), (x, y + height)] {
            self.line_to(matrix.point(corner));
        }
        self.close();
    }

    /// Returns left, top, right and bottom of all points; `None` if there are none, or curves, which
    /// reach beyond their points.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let points = || self.pieces.iter().flat_map(|piece| &piece.points);
        if points().next().is_none() || self.pieces.iter().any(|piece| piece.is_curved) {
            return None;
        }
        let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::MIN, f64::max);
        Some([
            least(|it| it.0),
            least(|it| it.1),
            most(|it| it.0),
            most(|it| it.1),
        ])
    }

    /// Adds the rules that a stroke of this thickness draws.
    pub fn stroke(&self, thickness: f64, rules: &mut Vec<Rule>) {
        if THICKNESS_MAX < thickness {
            return;
        }
        for piece in self.pieces.iter().filter(|piece| !piece.is_curved) {
            let points = piece.points.iter();
            let ends = piece.points.first().filter(|_| piece.is_closed);
            let next = piece.points.iter().skip(1).chain(ends);
            rules.extend(points.zip(next).filter_map(|(from, to)| rule(*from, *to)));
        }
    }

    /// Adds the rules that filling the path draws, and to `shades` the sides of coloured areas.
    pub fn fill(&self, rules: &mut Vec<Rule>, shades: &mut Vec<Rule>) {
        for piece in self.pieces.iter().filter(|piece| !piece.is_curved) {
            let (mut left, mut right) = (f64::MAX, f64::MIN);
            let (mut top, mut bottom) = (f64::MAX, f64::MIN);
            for (x, y) in &piece.points {
                (left, right) = (left.min(*x), right.max(*x));
                (top, bottom) = (top.min(*y), bottom.max(*y));
            }
            let (width, height) = (right - left, bottom - top);
            let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
            if height <= THICKNESS_MAX && height <= width {
                rules.extend(rule((left, y), (right, y)));
            } else if width <= THICKNESS_MAX && width < height {
                rules.extend(rule((x, top), (x, bottom)));
            } else if piece.points.len() <= RECTANGLE_MAX {
                let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
                let next = corners.iter().cycle().skip(1);
                shades.extend(
                    corners
                        .iter()
                        .zip(next)
                        .filter_map(|(from, to)| rule(*from, *to)),
                );
            }
        }
    }
}

/// Returns the rule between two points, if they are beside or below each other.
fn rule(from: (f64, f64), to: (f64, f64)) -> Option<Rule> {
    let (width, height) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    if height <= SLANT_MAX && LENGTH_MIN <= width {
        Some(Rule {
            is_horizontal: true,
            at: (from.1 + to.1) / 2.0,
            from: from.0.min(to.0),
            to: from.0.max(to.0),
        })
    } else if width <= SLANT_MAX && LENGTH_MIN <= height {
        Some(Rule {
            is_horizontal: false,
            at: (from.0 + to.0) / 2.0,
            from: from.1.min(to.1),
            to: from.1.max(to.1),
        })
    } else {
        None
    }
}
