//! Rows as a forest, and how those of two phases become one.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use crate::model::{Annex, ColumnId, Row, RowKind};

/// Written where a phase has no target.
pub(super) const NONE: &str = "-";

/// A row with the rows below it, and its target in each phase: `None` where it does not occur.
#[derive(Clone)]
pub(super) struct Node {
    pub row: Arc<Row>,
    pub targets: Vec<Option<String>>,
    pub children: Vec<Node>,
}

impl Node {
    /// Says that the targets read so far are those of one phase.
    pub(super) fn move_to_phase(&mut self, phase: usize, n_phases: usize) {
        let own = self.targets.first().cloned().flatten();
        self.targets = vec![None; n_phases];
        if let Some(slot) = self.targets.get_mut(phase) {
            *slot = own;
        }
        self.children
            .iter_mut()
            .for_each(|it| it.move_to_phase(phase, n_phases));
    }

    /// Whether the row belongs into the section of a phase: it has a target there, or nowhere and
    /// then in the first; a heading where something below it does.
    pub(super) fn occurs_in(&self, phase: usize) -> bool {
        let has =
            |target: &Option<String>| target.as_deref().is_some_and(|text| text.trim() != NONE);
        match self.row.kind {
            RowKind::Section(_) if self.children.is_empty() => true,
            RowKind::Section(_) => self.children.iter().any(|it| it.occurs_in(phase)),
            RowKind::Item(_) => {
                let below = self.children.iter().any(|it| it.occurs_in(phase));
                let nowhere = !self.targets.iter().any(has) && phase == 0;
                below || nowhere || self.targets.get(phase).is_some_and(has)
            }
        }
    }

    /// Writes the row and those below it, as `make` makes them; a row it leaves out takes those
    /// below it along.
    pub(super) fn write(
        &self,
        rows: &mut Vec<Arc<Row>>,
        make: &impl Fn(&Node) -> Option<Arc<Row>>,
    ) {
        let Some(row) = make(self) else {
            return;
        };
        rows.push(row);
        self.children.iter().for_each(|it| it.write(rows, make));
    }

    /// What two rows must share to be one: the kind, and all texts but ordinal and target.
    fn key(&self, ordinal: Option<ColumnId>) -> (bool, u8, Vec<(ColumnId, String)>) {
        let cells = self
            .row
            .cells()
            .filter(|(column, _)| Some(*column) != ordinal);
        let cells = cells.map(|(column, text)| (column, text.to_owned()));
        (
            self.row.kind.is_section(),
            self.row.kind.level(),
            cells.collect(),
        )
    }
}

/// The rows as a forest, with the texts under `targets` taken out of them.
pub(super) fn forest(annex: &Annex, targets: &[ColumnId]) -> Vec<Node> {
    let depth = |kind: RowKind| (!kind.is_section(), kind.level());
    let mut open: Vec<Node> = Vec::new();
    let mut roots = Vec::new();
    let close = |open: &mut Vec<Node>, roots: &mut Vec<Node>| {
        if let Some(node) = open.pop() {
            match open.last_mut() {
                Some(above) => above.children.push(node),
                None => roots.push(node),
            }
        }
    };
    for row in &annex.rows {
        while open
            .last()
            .is_some_and(|above| depth(row.kind) <= depth(above.row.kind))
        {
            close(&mut open, &mut roots);
        }
        let texts = targets
            .iter()
            .map(|column| Some(row.cell(*column).to_owned()));
        open.push(Node {
            row: Arc::new(Row::with_cells(row.id, row.kind, others(row, targets))),
            targets: texts.collect(),
            children: Vec::new(),
        });
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

/// The cells of a row outside of some columns.
pub(super) fn others(row: &Row, columns: &[ColumnId]) -> impl Iterator<Item = (ColumnId, String)> {
    let cells = row.cells().filter(|(column, _)| !columns.contains(column));
    cells.map(|(column, text)| (column, text.to_owned()))
}

/// Siblings of another phase brought among those so far: equal ones in the same order are one.
pub(super) fn merge(so_far: Vec<Node>, more: Vec<Node>, ordinal: Option<ColumnId>) -> Vec<Node> {
    let pairs = common(&so_far, &more, ordinal);
    let (mut left, mut right) = (VecDeque::from(so_far), VecDeque::from(more));
    let (mut left_at, mut right_at) = (0, 0);
    let mut merged = Vec::new();
    for (left_pair, right_pair) in pairs {
        merged.extend(left.drain(..left_pair - left_at));
        merged.extend(right.drain(..right_pair - right_at));
        (left_at, right_at) = (left_pair + 1, right_pair + 1);
        let (Some(left), Some(right)) = (left.pop_front(), right.pop_front()) else {
            break;
        };
        let targets = left.targets.into_iter().zip(right.targets);
        merged.push(Node {
            row: left.row,
            targets: targets.map(|(left, right)| left.or(right)).collect(),
            children: merge(left.children, right.children, ordinal),
        });
    }
    merged.extend(left);
    merged.extend(right);
    merged
}

/// Positions of equal nodes, in the order of both lists: as many as there can be.
fn common(left: &[Node], right: &[Node], ordinal: Option<ColumnId>) -> Vec<(usize, usize)> {
    let mut seen = HashMap::new();
    // Equal rows of one list are told apart by which of them it is.
    let mut places = HashMap::new();
    for (at, node) in left.iter().enumerate() {
        let key = node.key(ordinal);
        let nth = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(0);
        places.insert((key, *nth), at);
    }
    seen.clear();
    let pairs = right.iter().enumerate().filter_map(|(at, node)| {
        let key = node.key(ordinal);
        let nth = seen.entry(key.clone()).and_modify(|n| *n += 1).or_insert(0);
        Some((*places.get(&(key, *nth))?, at))
    });
    longest_ascending(&pairs.collect::<Vec<_>>())
}

/// The longest part of pairs in which the left numbers ascend; the right ones do already.
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends such a part lowest, and the pair before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let left = |at: usize| pairs.get(at).map(|pair| pair.0);
    for at in 0..pairs.len() {
        let length = ends.partition_point(|end| left(*end) < left(at));
        before.push(length.checked_sub(1).and_then(|at| ends.get(at).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut part = Vec::new();
    let mut at = ends.last().copied();
    while let Some(here) = at {
        part.extend(pairs.get(here));
        at = before.get(here).copied().flatten();
    }
    part.reverse();
    part
}
