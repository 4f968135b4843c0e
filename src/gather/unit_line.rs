//! The unit in which a whole table is written.

use crate::{model::Annex, reference::unit_line::unit_line};

/// Returns the unit that a line above a table gives for all of its amounts.
pub(super) fn unit_of_table(annex: &Annex) -> Option<&str> {
    let head = &annex.head;
    let lines = head.between.iter().chain(&head.before);
    let lines = lines.flat_map(|it| it.lines()).chain(head.title.lines());
    let mut units = lines.filter_map(unit_line).filter(|line| line.is_unit);
    units.next().map(|line| line.text)
}
