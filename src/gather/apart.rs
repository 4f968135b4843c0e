//! Amounts that cannot be added to those of other units.

use super::form::Form;
use crate::{
    model::{Annex, Bound, Measure, Role, Row, Target, unit_factors},
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
/// of one kind, or a count is written with decimals. `said` is the unit that the text is in.
pub(super) fn apart(
    form: &Form,
    (at, to): (usize, usize),
    (annex, row, text): (&Annex, &Row, &str),
    said: &str,
) -> Option<Apart> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let wanted = form.unit(at, to);
    if !said.is_empty() && is_other(wanted, said) {
        return Some(Apart {
            message: Key::GatherOtherUnit.with([said.to_owned(), wanted.to_owned()]),
            is_of_row: said == annex.text(row, Role::Unit).trim(),
            unit: Some(said.to_owned()),
        });
    }
    let message = if units::counts_anything(wanted) && has_thousandths(text) {
        Key::GatherThousands.with([text.to_owned(), wanted.to_owned()])
    } else if 1 < text.matches(',').count() && has_thousandths(text) {
        Key::GatherCommas.with([text.to_owned()])
    } else if is_about(text, wanted) {
        Key::GatherAbout.with([text.to_owned()])
    } else {
        return None;
    };
    Some(Apart {
        message,
        unit: None,
        is_of_row: false,
    })
}

/// Whether a text gives an amount only roughly, or a bound of it: "khoảng 90", "trên 1.200 hộ".
fn is_about(text: &str, wanted: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if text.chars().all(is_number) {
        return false;
    }
    let Target::Measured {
        bound, measure, of, ..
    } = Target::parse(text, wanted)
    else {
        return false;
    };
    let is_of_unit = of.trim().is_empty() || !wanted.is_empty();
    bound != Bound::Exactly && measure == Measure::Plain && is_of_unit
}

/// Whether two units are of one kind but of different size: "đồng" and "triệu đồng".
fn is_other(wanted: &str, said: &str) -> bool {
    if wanted.is_empty() || wanted == said || wanted == "%" || said == "%" {
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
    use super::{has_thousandths, is_about};

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

    #[test]
    fn rough_amounts_are_told_from_exact_ones() {
        for (text, unit, expected) in [
            ("khoảng 90", "người", true),
            ("trên 1.200 hộ", "hộ", true),
            ("~ 90", "", true),
            ("gần 300", "triệu đồng", true),
            ("dưới 50 người", "người", true),
            ("90", "người", false),
            ("90 người", "người", false),
            ("trên 95", "%", false),
            ("Trên 100 người tham dự", "", false),
        ] {
            assert_eq!(is_about(text, unit), expected, "{text}");
        }
    }
}
