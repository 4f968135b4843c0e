//! Ordinals that a narrow column breaks into two lines.

use super::{placing::Placed, table::number};
use crate::model::Ordinal;

/// Maximum distance of the two lines of an ordinal, in sizes.
const REACH: f64 = 1.7;

/// Returns the text of a line in the column of the ordinals.
fn ordinal_of(line: &Placed) -> Option<String> {
    let first = line.pieces.first().filter(|(_, to, _)| *to == 0);
    first.map(|(_, _, text)| text.text())
}

/// Makes one row of an ordinal that a narrow column breaks: "VII", "I".
pub(super) fn join(lines: &mut [Placed]) {
    let alone = |line: &Placed| match line.pieces.as_slice() {
        [(0, 0, text)] if line.is_row => Some(text.text()),
        _ => None,
    };
    let mut last: Option<u32> = None;
    for idx in 0..lines.len() {
        let Some((first, behind)) = lines.get_mut(idx..).and_then(<[Placed]>::split_first_mut)
        else {
            return;
        };
        if !first.is_row {
            continue;
        }
        let below = behind.iter_mut().take(2).find(|line| line.is_row);
        let start = ordinal_of(first);
        let end = below.as_deref().and_then(ordinal_of).unwrap_or_default();
        let own = start.as_deref().and_then(number);
        let next = last
            .and_then(|last| last.checked_add(1))
            .filter(|next| own != Some(*next));
        last = own.or(last);
        if let Some(below) = below
            && below.baseline - first.baseline <= REACH * first.size
            && next.is_some()
            && start.is_some_and(|start| number(&format!("{start}{end}")) == next)
        {
            first.middle = (first.baseline + below.baseline) / 2.0;
            below.is_row = false;
            last = next;
        } else if let Some(below) = behind.iter_mut().take(2).find(|line| line.is_row)
            && below.baseline - first.baseline <= REACH * first.size
            && let (Some(start), Some(end)) = (alone(first), alone(below))
            && let Some(whole) = Ordinal::parse(&format!("{start}{end}"))
            && Ordinal::parse(&start).is_some_and(|it| it.style() == whole.style())
        {
            first.middle = (first.baseline + below.baseline) / 2.0;
            below.is_row = false;
        }
    }
}
