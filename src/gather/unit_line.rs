//! The unit in which a whole table is written: a line such as "Đơn vị tính: triệu đồng" above it.

use crate::{
    model::Annex,
    reference::units,
    text::likeness::{folded, words},
};

/// Returns the unit that a line above a table gives for all of its amounts.
pub(super) fn unit_line(annex: &Annex) -> Option<&str> {
    let head = &annex.head;
    let lines = head.between.iter().chain(&head.before);
    let lines = lines.flat_map(|it| it.lines()).chain(head.title.lines());
    let mut found = lines.filter_map(|line| {
        let (label, unit) = line.trim().trim_matches(['(', ')']).split_once(':')?;
        let label = folded(&words(label)).join(" ");
        let unit = unit.trim().trim_end_matches(['.', ')', ';']);
        match label.as_str() {
            "don vi tinh" | "dvt" => Some(unit),
            // It may be who reports, or how much.
            "don vi" | "tien" | "don vi tien" | "don vi tien te" => {
                units::is_known(unit).then_some(unit)
            }
            _ => None,
        }
    });
    found.next().filter(|it| !it.is_empty())
}
