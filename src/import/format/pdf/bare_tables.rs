//! Tables without rules, with ordinals and without.

use super::{
    headings::RoleOf,
    lines::Line,
    unnumbered::{anchor_of_headings, table_below},
    unruled::{self, Anchor, Reading, Ruling, anchor},
};

/// Reads the first table among lines.
pub(super) fn first_table(lines: &[Line], ruling: &Ruling, role_of: RoleOf) -> Option<Reading> {
    let head = |idx: usize| {
        anchor(lines, idx, role_of).or_else(|| anchor_of_headings(lines, idx, role_of))
    };
    let mut heads = (0..lines.len()).filter_map(head);
    heads.find_map(|anchor| table_at(lines, ruling, anchor, role_of))
}

/// Returns the table below a heading.
pub(super) fn table_at(
    lines: &[Line],
    ruling: &Ruling,
    anchor: Anchor,
    role_of: RoleOf,
) -> Option<Reading> {
    match anchor.has_ordinals {
        true => unruled::table_at(lines, ruling, anchor, role_of),
        false => table_below(lines, ruling, anchor, role_of),
    }
}
