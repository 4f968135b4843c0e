//! Figures made ready to be compared.

use super::{
    bound::Bound,
    figure::Figure,
    target::{Amount, Measure},
};

/// The lowest and the highest value that an amount names.
pub(super) fn ends(amount: &Amount, factor: f64) -> (f64, f64) {
    match amount {
        Amount::Range(from, to) => (from.min(*to) * factor, from.max(*to) * factor),
        Amount::Set(values) => {
            let low = values.iter().copied().fold(f64::MAX, f64::min);
            let high = values.iter().copied().fold(f64::MIN, f64::max);
            (low * factor, high * factor)
        }
        one => (one.representative() * factor, one.representative() * factor),
    }
}

/// A figure as the other one counts: of `30/45 trạm` the 30 is compared with a number of things.
pub(super) fn counted(figure: &Figure, other: &Figure) -> Figure {
    let is_number = other.measure == Measure::Plain && !matches!(other.amount, Amount::Of(..));
    match figure.amount {
        Amount::Of(part, _) if is_number => Figure {
            amount: Amount::One(part),
            ..figure.clone()
        },
        _ => figure.clone(),
    }
}

/// On which side of its number a result is, as a share that is more than what counts as equal:
/// `trên 80%`, `gần 80%`.
pub(super) fn beside(actual: &Figure, lower: &str) -> f64 {
    match actual.bound {
        Bound::MoreThan => 1e-6,
        Bound::LessThan => -1e-6,
        Bound::About if lower.contains("gần") => -1e-6,
        _ => 0.0,
    }
}

/// A figure with the unit of its row, as people say it.
pub(super) fn shown(text: &str, unit: &str) -> String {
    // "so với năm 2025" ends with another number.
    let number = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_bare = text.ends_with(|c: char| c.is_ascii_digit())
        && !number.contains(|c: char| c.is_alphabetic());
    match unit.trim() {
        "%" if is_bare => format!("{text}%"),
        _ => text.to_owned(),
    }
}
