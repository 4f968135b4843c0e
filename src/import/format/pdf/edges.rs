//! Rules to edges of tables: pieces are snapped to one position and joined, whether a rule was drawn
//! twice, in pieces, or as a thin rectangle; sides that a table does not draw are added.

use super::page::Rule;

/// Rules closer than this are one, in points: a double border, or borders of two cells.
const SNAP: f64 = 2.0;
/// Maximum distance between the pieces of a rule, in points.
const JOIN: f64 = 3.0;
/// Minimum length of an edge, in points.
const LENGTH_MIN: f64 = 5.0;
/// Maximum distance at which edges touch, in points.
pub(super) const TOUCH: f64 = 3.0;
/// Maximum number of edges of a page. Drawings have more.
const EDGES_MAX: usize = 1_500;

/// Edges that touch each other, sorted by position.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub horizontal: Vec<Edge>,
    pub vertical: Vec<Edge>,
    /// Whether the sides above and below were missing: a page cuts the table there.
    pub open_top: bool,
    pub open_bottom: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub at: f64,
    pub from: f64,
    pub to: f64,
    /// Whether a rule draws it; otherwise it closes a side.
    pub is_drawn: bool,
}

impl Edge {
    fn touches(&self, other: &Edge) -> bool {
        let reaches = |from: f64, to: f64, at: f64| from - TOUCH <= at && at <= to + TOUCH;
        reaches(self.from, self.to, other.at) && reaches(other.from, other.to, self.at)
    }
}

/// Returns the frames that the rules of a page make, from top to bottom; none if there are too many.
pub(super) fn frames(rules: &[Rule]) -> Vec<Frame> {
    let horizontal = edges(rules, true);
    let vertical = edges(rules, false);
    if EDGES_MAX < horizontal.len() + vertical.len() {
        return Vec::new();
    }
    let mut groups = Groups::new(horizontal.len() + vertical.len());
    for (idx, across) in horizontal.iter().enumerate() {
        for (other, along) in vertical.iter().enumerate() {
            if across.touches(along) {
                groups.join(idx, horizontal.len() + other);
            }
        }
    }
    let n_horizontal = horizontal.len();
    let mut frames: Vec<(usize, Frame)> = Vec::new();
    for (idx, edge) in horizontal.into_iter().chain(vertical).enumerate() {
        let group = groups.root(idx);
        let at = frames.iter().position(|(it, _)| *it == group);
        let at = at.unwrap_or_else(|| {
            frames.push((group, Frame::default()));
            frames.len() - 1
        });
        if let Some((_, frame)) = frames.get_mut(at) {
            match idx < n_horizontal {
                true => frame.horizontal.push(edge),
                false => frame.vertical.push(edge),
            }
        }
    }
    let frames = frames.into_iter().map(|(_, frame)| frame);
    let frames = frames.filter(|it| !it.horizontal.is_empty() && !it.vertical.is_empty());
    let mut frames: Vec<Frame> = frames.map(Frame::closed).collect();
    let top = |frame: &Frame| frame.horizontal.first().map_or(0.0, |edge| edge.at);
    frames.sort_by(|left, right| top(left).total_cmp(&top(right)));
    frames
}

impl Frame {
    /// Adds the sides that are missing where edges end in the open.
    fn closed(mut self) -> Frame {
        (self.open_top, self.open_bottom) = close(&mut self.horizontal, &self.vertical);
        close(&mut self.vertical, &self.horizontal);
        self
    }
}

/// Adds the first and the last of `edges`, or what is missing of them, where two or more of `across`
/// end: a merged cell that goes on over the page has no lower side. Returns whether each was missing
/// as a whole.
fn close(edges: &mut Vec<Edge>, across: &[Edge]) -> (bool, bool) {
    let (Some(low), Some(high)) = (edges.first(), edges.last()) else {
        return (false, false);
    };
    let first = across.iter().map(|edge| edge.from);
    let first = first.fold(f64::MAX, f64::min);
    let last = across.iter().map(|edge| edge.to);
    let last = last.fold(f64::MIN, f64::max);
    let is_open = (first < low.at - LENGTH_MIN, high.at + LENGTH_MIN < last);
    let before = side(if is_open.0 { first } else { low.at }, across, |edge| {
        edge.from
    });
    let behind = side(if is_open.1 { last } else { high.at }, across, |edge| {
        edge.to
    });
    let is_missing = |side: &Edge| {
        let covers = |edge: &Edge| {
            (edge.at - side.at).abs() < 0.01
                && edge.from <= side.from + TOUCH
                && side.to - TOUCH <= edge.to
        };
        !edges.iter().any(covers)
    };
    let before = before.filter(is_missing);
    let behind = behind.filter(is_missing);
    if let Some(edge) = before {
        edges.insert(0, edge);
    }
    edges.extend(behind);
    (is_open.0 && before.is_some(), is_open.1 && behind.is_some())
}

/// Returns the side at a position where at least two of `across` end.
fn side(at: f64, across: &[Edge], end: fn(&Edge) -> f64) -> Option<Edge> {
    let ends = across.iter().filter(|edge| (end(edge) - at).abs() <= TOUCH);
    let positions: Vec<f64> = ends.map(|edge| edge.at).collect();
    (2 <= positions.len()).then(|| Edge {
        at,
        from: positions.iter().copied().fold(f64::MAX, f64::min),
        to: positions.iter().copied().fold(f64::MIN, f64::max),
        is_drawn: false,
    })
}

/// Snaps and joins the rules of one direction, sorted by position.
pub(super) fn edges(rules: &[Rule], is_horizontal: bool) -> Vec<Edge> {
    let rules = rules
        .iter()
        .filter(|rule| rule.is_horizontal == is_horizontal);
    let mut rules: Vec<&Rule> = rules.collect();
    rules.sort_by(|left, right| left.at.total_cmp(&right.at));
    let mut edges = Vec::new();
    let mut rest = rules.as_slice();
    while let Some(first) = rest.first() {
        let end = rest.partition_point(|rule| rule.at - first.at <= SNAP);
        let (close, others) = rest.split_at(end.max(1));
        rest = others;
        let length: f64 = close.iter().map(|rule| rule.to - rule.from).sum();
        let moment: f64 = close
            .iter()
            .map(|rule| rule.at * (rule.to - rule.from))
            .sum();
        let at = if 0.0 < length {
            moment / length
        } else {
            first.at
        };
        let mut pieces: Vec<Edge> = close
            .iter()
            .map(|rule| Edge {
                at,
                from: rule.from,
                to: rule.to,
                is_drawn: true,
            })
            .collect();
        pieces.sort_by(|left, right| left.from.total_cmp(&right.from));
        let mut joined: Vec<Edge> = Vec::new();
        for piece in pieces {
            match joined.last_mut() {
                Some(edge) if piece.from <= edge.to + JOIN => edge.to = edge.to.max(piece.to),
                _ => joined.push(piece),
            }
        }
        edges.extend(
            joined
                .into_iter()
                .filter(|edge| LENGTH_MIN <= edge.to - edge.from),
        );
    }
    edges
}

/// Groups of things that belong together.
pub(super) struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    pub fn new(n: usize) -> Groups {
        Groups {
            parents: (0..n).collect(),
        }
    }

    pub fn root(&mut self, mut idx: usize) -> usize {
        loop {
            let parent = self.parents.get(idx).copied().unwrap_or(idx);
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if parent == above {
                return parent;
            }
            if let Some(it) = self.parents.get_mut(idx) {
                *it = above;
            }
            idx = above;
        }
    }

    pub fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        if let Some(it) = self.parents.get_mut(right) {
            *it = left;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(is_horizontal: bool, at: f64, from: f64, to: f64) -> Rule {
        Rule {
            is_horizontal,
            at,
            from,
            to,
        }
    }

    #[test]
    fn pieces_of_a_rule_are_one_edge() {
        let rules = [
            rule(true, 10.0, 0.0, 40.0),
            rule(true, 10.6, 41.0, 100.0),
            rule(true, 10.3, 0.0, 100.0),
            rule(true, 60.0, 0.0, 2.0),
        ];
        let edges = edges(&rules, true);
        assert_eq!(edges.len(), 1, "{edges:?}");
        assert_eq!((edges[0].from, edges[0].to), (0.0, 100.0));
    }

    #[test]
    fn sides_that_are_not_drawn_are_added() {
        // Cut at the foot of a page, and without borders at the sides.
        let mut rules = vec![rule(true, 10.0, 0.0, 100.0), rule(true, 30.0, 0.0, 100.0)];
        rules.extend([25.0, 75.0].map(|at| rule(false, at, 10.0, 60.0)));
        let frames = frames(&rules);
        assert_eq!(frames.len(), 1);
        let frame = &frames[0];
        assert!(frame.open_bottom && !frame.open_top);
        let at = |edges: &[Edge]| edges.iter().map(|edge| edge.at).collect::<Vec<_>>();
        assert_eq!(at(&frame.horizontal), [10.0, 30.0, 60.0]);
        assert_eq!(at(&frame.vertical), [0.0, 25.0, 75.0, 100.0]);
    }

    #[test]
    fn a_merged_cell_that_goes_on_over_the_page_has_a_lower_side() {
        let mut rules = vec![rule(true, 10.0, 0.0, 90.0), rule(true, 40.0, 0.0, 30.0)];
        rules.push(rule(true, 40.0, 60.0, 90.0));
        rules.extend([0.0, 30.0, 60.0, 90.0].map(|at| rule(false, at, 10.0, 40.0)));
        let frames = frames(&rules);
        assert!(!frames[0].open_bottom);
        let last = frames[0].horizontal.last().unwrap();
        assert_eq!((last.from, last.to), (0.0, 90.0));
    }

    #[test]
    fn tables_that_do_not_touch_are_two() {
        let table = |top: f64| {
            let across = [top, top + 20.0].map(|at| rule(true, at, 0.0, 50.0));
            let along = [0.0, 50.0].map(|at| rule(false, at, top, top + 20.0));
            across.into_iter().chain(along)
        };
        let rules: Vec<Rule> = table(0.0).chain(table(25.0)).collect();
        assert_eq!(frames(&rules).len(), 2);
    }
}
