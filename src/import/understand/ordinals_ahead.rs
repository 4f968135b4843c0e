//! Ordinals of the rows below a line, which decide what the line is.

use super::table::Table;
use crate::{
    import::format::sheet::Line,
    model::{Column, Ordinal, OrdinalStyle, Role},
};

/// Number of lines in which the next ordinal is looked for.
const LINES_AHEAD: usize = 3;

/// Returns the next ordinal below a line, if it is near.
pub(in crate::import) fn next_ordinal(
    table: &Table,
    columns: &[Column],
    below: &[Line],
) -> Option<Ordinal> {
    let idx = columns
        .iter()
        .position(|column| column.role == Role::Ordinal)?;
    let at = table.columns.get(idx)?.at;
    let below = below.iter().take(LINES_AHEAD);
    below.map(|line| line.text(at)).find_map(Ordinal::parse)
}

/// Whether every row with a single number is nothing but a heading over rows with two: "1" over 1.1
/// and 1.2, "2" over 2.1. A single one is an item with parts.
pub(in crate::import) fn numbers_open(table: &Table, columns: &[Column], lines: &[Line]) -> bool {
    let at = |role: Role| {
        let idx = columns.iter().position(|column| column.role == role)?;
        table.columns.get(idx).map(|place| place.at)
    };
    let (Some(ordinal_at), Some(content_at)) = (at(Role::Ordinal), at(Role::Content)) else {
        return false;
    };
    let ordinals = lines.iter().filter_map(|line| {
        let ordinal = Ordinal::parse(line.text(ordinal_at))?;
        (ordinal.style() == OrdinalStyle::Arabic).then_some((line, ordinal.depth()))
    });
    let mut ordinals = ordinals.peekable();
    let mut n_heads = 0;
    while let Some((line, depth)) = ordinals.next() {
        if 1 < depth {
            continue;
        }
        let mut filled = line.filled();
        let is_heading = filled.all(|(at, _)| at == ordinal_at || at == content_at);
        if !is_heading || ordinals.peek().is_none_or(|(_, depth)| *depth < 2) {
            return false;
        }
        n_heads += 1;
    }
    1 < n_heads
}
