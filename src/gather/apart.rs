//! Amounts that cannot be added to those of other units.

use super::form::Form;
use crate::{
    model::{
        Annex, Bound, ColumnId, Measure, Role, Row, Target, parse_number, unit_factors,
        vietnamese_number,
    },
    reference::units,
    text::search::fold,
    wording::{Key, Message},
};

/// Why an amount stands apart.
pub(super) struct Apart {
    pub message: Message,
    /// The unit that it is in, if that is not the form's.
    pub unit: Option<String>,
    /// Whether the row itself names that unit, which is a change of the form's own cell.
    pub is_of_row: bool,
    /// The amount in the unit of the form, where it is plain what it comes to: then it adds up.
    pub converted: Option<String>,
}

/// Returns why a text does not add up with what others say in a cell of the form: it is in another unit
/// of one kind, or a count is written with decimals. `said` is the unit that the text is in. A plain number in
/// another unit is converted.
pub(super) fn apart(
    form: &Form,
    (at, to): (usize, usize),
    (annex, row, text): (&Annex, &Row, &str),
    (said, is_of_size): (&str, bool),
) -> Option<Apart> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let wanted = form.unit(at, to);
    if !said.is_empty() && is_other(wanted, said) {
        let converted = converted(text, wanted, said).filter(|_| is_of_size);
        let key = match converted {
            Some(_) => Key::GatherConverted,
            None => Key::GatherOtherUnit,
        };
        return Some(Apart {
            message: key.with([said.to_owned(), wanted.to_owned()]),
            is_of_row: said == annex.text(row, Role::Unit).trim(),
            unit: Some(said.to_owned()),
            converted,
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
        converted: None,
    })
}

/// Returns a plain number in another unit of its kind, as officials write it.
fn converted(text: &str, wanted: &str, said: &str) -> Option<String> {
    let number = parse_number(text).filter(|_| !has_thousandths(text))?;
    let (own, other) = unit_factors(wanted, said)?;
    let value = (number * other / own * DECIMALS).round() / DECIMALS;
    let is_kept = number == 0.0 || value != 0.0;
    (is_kept && value.is_finite()).then(|| vietnamese_number(value))
}

/// Whether the numbers of a column may be amounts in a unit. Nobody accounts for a few đồng: there the heading is
/// wrong, or the unit is.
pub(super) fn are_of_size(annex: &Annex, column: ColumnId, said: &str) -> bool {
    let numbers = annex
        .rows
        .iter()
        .filter_map(|row| parse_number(row.cell(column)));
    let largest = numbers.fold(0.0, |largest: f64, it| largest.max(it.abs()));
    let is_of_dong = matches!(fold(said).as_str(), "dong" | "d" | "vnd");
    !is_of_dong || largest == 0.0 || AMOUNT_MIN <= largest
}

/// Fewer đồng than the largest amount of a report.
const AMOUNT_MIN: f64 = 100_000.0;

/// More decimals than amounts have.
const DECIMALS: f64 = 1e6;

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
    use super::{converted, has_thousandths, is_about};

    #[test]
    fn plain_amounts_are_converted_and_doubtful_ones_are_not() {
        for (text, wanted, said, expected) in [
            ("75.092.000", "triệu đồng", "nghìn đồng", Some("75.092")),
            ("1,2", "triệu đồng", "tỷ đồng", Some("1.200")),
            ("66.947.123.000", "triệu đồng", "đồng", Some("66.947,123")),
            ("1.500", "tấn", "kg", Some("1,5")),
            ("0", "triệu đồng", "đồng", Some("0")),
            ("4,512", "triệu đồng", "nghìn đồng", None),
            ("khoảng 90", "triệu đồng", "nghìn đồng", None),
        ] {
            let found = converted(text, wanted, said);
            assert_eq!(found.as_deref(), expected, "{text} {said}");
        }
    }

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
