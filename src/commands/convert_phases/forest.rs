//! Rows as a forest, and the merge of two phases' forests.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use crate::model::{Annex, ColumnId, Row, RowKind};

/// Placeholder for "no target in this phase".
pub(super) const NONE: &str = "-";

/// A row, its descendants, and its target in each phase (`None` where the row does not occur).
#[derive(Clone)]
pub(super) struct Node {
    pub row: Arc<Row>,
    pub targets: Vec<Option<String>>,
    pub children: Vec<Node>,
}

impl Node {
    /// Assigns the single target read so far to position `phase` of `n_phases`, recursively.
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

    /// Whether the row belongs in the section of a phase. An item belongs where its target is not
    /// [`NONE`] or a descendant belongs, and in the first phase if it has no target at all. A
    /// heading belongs where a descendant does, and everywhere if it has none.
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

    /// Appends the row and its descendants, each converted by `make`. Where `make` returns `None`,
    /// the descendants are skipped too.
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

    /// Merge key: the kind, and all texts except ordinal and target.
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

/// Builds a forest of the rows, with the texts of the `targets` columns moved into the nodes.
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
            row: Arc::new(
                Row::with_cells(row.id, row.kind, others(row, targets)).with_notes(notes(row)),
            ),
            targets: texts.collect(),
            children: Vec::new(),
        });
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

/// Returns the cells of a row outside the given columns.
pub(super) fn others(row: &Row, columns: &[ColumnId]) -> impl Iterator<Item = (ColumnId, String)> {
    let cells = row.cells().filter(|(column, _)| !columns.contains(column));
    cells.map(|(column, text)| (column, text.to_owned()))
}

/// Returns the notes on a row's cells.
pub(super) fn notes(row: &Row) -> impl Iterator<Item = (ColumnId, String)> {
    row.notes().map(|(column, text)| (column, text.to_owned()))
}

/// Merges the siblings of another phase into those so far. Equal nodes in the same order become
/// one.
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

/// Returns index pairs of equal nodes, ascending in both lists. The nth occurrence of a key pairs
/// with the nth occurrence in the other list, so with repeated keys the result can be shorter than
/// the longest common subsequence.
fn common(left: &[Node], right: &[Node], ordinal: Option<ColumnId>) -> Vec<(usize, usize)> {
    let mut seen = HashMap::new();
    // Equal rows of one list are distinguished by their occurrence count.
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

/// Returns the longest subsequence of pairs with ascending left indexes; the right ones ascend
/// already.
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // `ends`: for each length, the pair that ends such a subsequence with the lowest left index.
    // `before`: the predecessor of each pair.
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
