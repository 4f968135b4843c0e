//! Amounts that cannot be added to those of other units.

use super::{amount_unit::amount_unit, form::Form};
use crate::{
    model::{Annex, Column, Role, Row, unit_factors},
    reference::units,
    wording::{Key, Message},
};

/// Why an amount stands apart.
pub(super) struct Apart {
    pub message: Message,
    /// The unit that it is in, if that is not the form's.
    pub unit: Option<String>,
    /// Whether the row itself names that unit, which is a change of the form's own cell.
    pub is_of_row: bool,
}

/// Returns why a text does not add up with what others say in a cell of the form: it is in another unit
/// of one kind, or a count is written with decimals.
pub(super) fn apart(
    form: &Form,
    (at, to): (usize, usize),
    (annex, row, column): (&Annex, &Row, &Column),
) -> Option<Apart> {
    let text = row.cell(column.id).trim();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let wanted = form.unit(at, to);
    let said = amount_unit(annex, row, column);
    if !said.is_empty() && is_other(&wanted, &said) {
        return Some(Apart {
            message: Key::GatherOtherUnit.with([said.clone(), wanted]),
            is_of_row: said == annex.text(row, Role::Unit).trim(),
            unit: Some(said),
        });
    }
    (units::counts_anything(&wanted) && has_thousandths(text)).then(|| Apart {
        message: Key::GatherThousands.with([text.to_owned(), wanted]),
        unit: None,
        is_of_row: false,
    })
}

/// Whether two units are of one kind but of different size: "đồng" and "triệu đồng".
fn is_other(wanted: &str, said: &str) -> bool {
    if wanted.is_empty() || wanted == "%" || said == "%" {
        return false;
    }
    unit_factors(wanted, said).is_some_and(|(own, other)| own != other)
}

/// Whether a number is written as "4,512": as a count, these are thousands in the English way.
fn has_thousandths(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.iter().all(|it| it.len() == 3 && is_number(it));
    is_number(first) && first.len() <= 3 && first != "0" && !rest.is_empty() && is_grouped
}

#[cfg(test)]
mod tests {
    use super::has_thousandths;

    #[test]
    fn thousands_in_the_english_way_are_told_from_decimals() {
        for (text, expected) in [
            ("4,512", true),
            ("1,234,567", true),
            ("4,5", false),
            ("4.512", false),
            ("4512", false),
            ("0,512", false),
            ("1.204,512", false),
        ] {
            assert_eq!(has_thousandths(text), expected, "{text}");
        }
    }
}
