//! The one figure of a row of years that a digit too many, too few or in another place keeps from going
//! with the others: 290, 295, 30, 305. A part of `digit-too-many`.

use crate::model::parse_number;

/// A figure as written and as read.
pub(super) type Written<'row> = (&'row str, f64);

/// What the figures of a row are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Nature {
    /// A share, an indicator with a direction: what was reached is kept.
    Kept,
    /// Large figures, which seldom end in little.
    Large,
    /// Things that stay from year to year: stations, clubs, members.
    Standing,
    /// What is done in each year.
    Yearly,
}

/// What is wrong with a figure.
#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    TooMany,
    TooFew,
    /// With the figure that is meant.
    Swapped(String),
    /// No single digit brings it back.
    Against,
}

/// How far years may be from those before them.
const STEADY: std::ops::Range<f64> = 0.3..3.4;
/// How far a figure may be from the years beside it.
const BELOW: f64 = 0.8;
const ABOVE: f64 = 1.25;
/// A figure so many times larger or smaller than those beside it does not go with them.
const FAR: f64 = 4.0;
/// The same for the last, which is below all others where they rise.
const FAR_LAST: f64 = 1.6;
/// How far the last may be from where the two before it lead.
const NEXT_BELOW: f64 = 0.95;
const NEXT_ABOVE: f64 = 1.05;
/// So many other years show a trend that no figure leaves, and a figure that is so many of their largest
/// steps beside those next to it leaves it.
const TREND_YEARS: usize = 4;
const TREND_STEPS: f64 = 2.0;
/// So many other years that all rise, or all fall, are a trend on purpose; more of them where years go on
/// behind, or where each year's work is counted.
const TURN_YEARS: usize = 3;
const TURN_YEARS_LONG: usize = 4;
/// A figure that turns back by less than this share may do so on purpose.
const TURN_MIN: f64 = 0.1;
/// The same for the last of three.
const TURN_MIN_SHORT: f64 = 0.2;
/// A figure so near the years beside it, and what it must have been within them.
const SWAP_NEAR: f64 = 0.1;
const SWAP_MARGIN: f64 = 0.15;
/// Where three others are all there are, the figure is so far beyond them.
const TURN_BEYOND: f64 = 0.15;
/// Neighbours so near each other leave little room between them.
const CLOSE: f64 = 1.1;

/// How far years of what is done in each may be apart where they go on smoothly.
const SMOOTH: std::ops::Range<f64> = 0.8..1.25;
/// A figure of such years that is so many times larger or smaller has another number of digits.
const TENFOLD: f64 = 7.0;
/// How far from the years beside it the right digit brings it.
const CLOSE_BELOW: f64 = 0.9;
const CLOSE_ABOVE: f64 = 1.12;
/// What is left of a programme may well be a tenth of smaller figures, and they may become ten times.
const TENTH_OF: f64 = 100.0;
const TEN_TIMES: f64 = 20.0;

/// Finds the one figure that goes with the others once a digit is right, or that turns back where all
/// others go one way. A stock, unlike what is done in each year, keeps to its trend to the end.
pub(super) fn misfit(row: &[Written], nature: Nature) -> Option<(usize, Fault)> {
    let only = |fault: &dyn Fn(usize) -> Option<Fault>| {
        let faults = (0..row.len()).filter_map(|at| Some((at, fault(at)?)));
        let mut faults = faults.collect::<Vec<_>>().into_iter();
        faults.next().filter(|_| faults.next().is_none())
    };
    let is_stock = matches!(nature, Nature::Kept | Nature::Large);
    only(&|at| fault(row, at, is_stock))
}

/// Finds the one figure that turns back where all others go one way.
pub(super) fn turned(row: &[Written], nature: Nature) -> Option<usize> {
    let mut found = (0..row.len()).filter(|at| turns_back(row, *at, nature));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a number may have come from another, between the years beside it, by two figures that changed
/// places: near those years it must have been well between them.
pub(super) fn is_likely_swap((before, behind): (f64, f64), value: f64, meant: f64) -> bool {
    let (low, high) = (before.min(behind), before.max(behind));
    let is_near = low * (1.0 - SWAP_NEAR) < value && value < high * (1.0 + SWAP_NEAR);
    let margin = (high - low) * SWAP_MARGIN;
    !is_near || (low + margin <= meant && meant <= high - margin)
}

/// The figures of a row but one.
fn others(row: &[Written], at: usize) -> Vec<f64> {
    let others = row.iter().enumerate().filter(|(other, _)| *other != at);
    others.map(|(_, it)| it.1).collect()
}

/// Whether a figure goes the other way where all others only rise, or only fall: 17, 14, 12, 21. What is done
/// in each year may be done more often in one of them, and the rest of it may be little.
fn turns_back(row: &[Written], at: usize, nature: Nature) -> bool {
    let others = others(row, at);
    let Some((before, value)) = at
        .checked_sub(1)
        .and_then(|before| Some((row.get(before)?.1, row.get(at)?.1)))
    else {
        return false;
    };
    let keeps = matches!(nature, Nature::Kept | Nature::Standing);
    let Some((falls, step)) = trend(&others, at, keeps) else {
        return false;
    };
    let (first, n) = (others.first().copied().unwrap_or_default(), others.len());
    let years = match nature {
        Nature::Yearly | Nature::Large => TURN_YEARS_LONG,
        Nature::Kept | Nature::Standing => TURN_YEARS,
    };
    // How far it goes the wrong way.
    let back = |from: f64| match falls {
        true => value - from,
        false => from - value,
    };
    match row.get(at + 1) {
        Some(_) if keeps && n == TURN_YEARS => TURN_BEYOND * first < back(first),
        Some(_) => TURN_YEARS_LONG <= n && step < back(before) && TURN_MIN * before < back(before),
        None if falls && TURN_YEARS <= n => 0.0 < back(first),
        None if nature == Nature::Kept && n + 1 == TURN_YEARS => {
            TURN_MIN_SHORT * first < back(first)
        }
        None => years <= n && 0.0 < back(first),
    }
}

/// Whether all others fall, and the largest step of a year that they take; `None` where some turn, or stay and
/// may not. The step over the place of the figure left out is one of two years.
fn trend(others: &[f64], left_out: usize, may_stay: bool) -> Option<(bool, f64)> {
    let steps = others.windows(2).enumerate().filter_map(|(n, it)| {
        let years = if n + 1 == left_out { 2.0 } else { 1.0 };
        Some((it.last()? - it.first()?) / years)
    });
    let steps: Vec<f64> = steps.collect();
    let n_stay = steps.iter().filter(|it| **it == 0.0).count();
    let goes_on = n_stay == 0 || (may_stay && n_stay + 2 <= steps.len());
    let falls = steps.iter().all(|it| *it <= 0.0);
    let largest = steps.iter().copied().map(f64::abs).fold(0.0, f64::max);
    (goes_on && (falls || steps.iter().all(|it| 0.0 <= *it))).then_some((falls, largest))
}

fn fault(row: &[Written], at: usize, is_stock: bool) -> Option<Fault> {
    let others = others(row, at);
    let (text, value) = *row.get(at)?;
    if others.len() < 2 || !goes_one_way(&others) || !is_steady(&others) {
        return None;
    }
    let Some(before) = at.checked_sub(1).and_then(|at| row.get(at)) else {
        let (first, second) = (*others.first()?, *others.get(1)?);
        let fault = of_smooth(text, value, &others, led_to(second, first));
        return fault.filter(|it| *it == Fault::TooMany);
    };
    match row.get(at + 1) {
        Some((_, behind)) => {
            let (low, high) = (before.1.min(*behind), before.1.max(*behind));
            let is_told = is_stock || 2 < others.len();
            if value * FAR < low || high * FAR < value {
                return match is_told {
                    true => digit(text, value, (low * BELOW, high * ABOVE)),
                    false => of_smooth(text, value, &others, (low, high)),
                };
            }
            let is_between = (low..=high).contains(&value);
            let is_close = others.len() == 2 && high <= low * CLOSE;
            swap(text, (low, high))
                .filter(|_| is_close && !is_between)
                .or_else(|| leaves_trend(&others, value, (low, high)).then_some(Fault::Against))
                .filter(|it| is_stock || *it != Fault::Against)
        }
        None if is_stock => {
            let (last, first) = (*others.last()?, *others.get(others.len() - 2)?);
            let (low, high) = led_to(first, last);
            let smallest = others.iter().copied().fold(f64::INFINITY, f64::min);
            let largest = others.iter().copied().fold(0.0, f64::max);
            // Less and less may well end in very little.
            let is_far = match first <= last {
                true => value * FAR_LAST < smallest || high * FAR < value,
                false => largest * FAR_LAST < value,
            };
            let is_beyond = match first <= last {
                true => value < smallest,
                false => largest < value,
            };
            let is_long = 2 < others.len();
            let next_to = (low * NEXT_BELOW, high * NEXT_ABOVE);
            digit(text, value, (low * BELOW, high * ABOVE))
                .filter(|_| is_far)
                .or_else(|| swap(text, next_to).filter(|_| is_beyond && is_long))
        }
        None => {
            let (last, first) = (*others.last()?, *others.get(others.len() - 2)?);
            of_smooth(text, value, &others, led_to(first, last))
        }
    }
}

/// Between what a figure is that goes on as the one before the last led to the last.
fn led_to(before: f64, last: f64) -> (f64, f64) {
    let next = (2.0 * last - before).max(0.0);
    (last.min(next), last.max(next))
}

/// What is wrong with a figure of what is done in each year, which another digit brings just where the
/// smooth row of the others leads.
fn of_smooth(text: &str, value: f64, others: &[f64], (low, high): (f64, f64)) -> Option<Fault> {
    let mut steps = others.windows(2);
    let is_smooth = steps.all(|it| {
        let step = it.last().zip(it.first());
        step.is_some_and(|(next, one)| SMOOTH.contains(&(next / one)))
    });
    let least = others.iter().copied().fold(f64::INFINITY, f64::min);
    let is_tenth = TENTH_OF <= least && value * TENFOLD < low;
    let is_tenfold = TEN_TIMES <= least && high * TENFOLD < value;
    let range = (low * CLOSE_BELOW, high * CLOSE_ABOVE);
    let fault = (is_smooth && (is_tenth || is_tenfold))
        .then(|| digit(text, value, range))
        .flatten()?;
    Some(fault).filter(|it| !matches!(it, Fault::Swapped(_)))
}

/// Whether a figure is far beside the years next to it, where all others keep to one trend.
fn leaves_trend(others: &[f64], value: f64, (low, high): (f64, f64)) -> bool {
    let steps = others
        .windows(2)
        .filter_map(|it| Some(it.last()? - it.first()?));
    let steps: Vec<f64> = steps.map(f64::abs).collect();
    let largest = steps.iter().copied().fold(0.0, f64::max);
    let goes_on = steps.iter().all(|it| 0.0 < *it);
    let beside = (low - value).max(value - high);
    TREND_YEARS <= others.len() && goes_on && TREND_STEPS * largest < beside
}

/// What is wrong with a figure that another digit brings near a range.
fn digit(text: &str, value: f64, (low, high): (f64, f64)) -> Option<Fault> {
    let fits = |it: f64| (low..=high).contains(&it);
    if let Some(swapped) = swap(text, (low, high)) {
        return Some(swapped);
    }
    if value < low {
        let has_one = (0..10).any(|digit| fits(value * 10.0 + f64::from(digit)));
        return has_one.then_some(Fault::TooFew);
    }
    let dropped = text.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let mut without = dropped.filter_map(|(at, _)| {
        let (before, behind) = (text.get(..at)?, text.get(at + 1..)?);
        let digits: String = [before, behind].concat();
        parse_number(&digits.replace('.', ""))
    });
    let is_one = fits(value / 10.0) || without.any(fits);
    is_one.then_some(Fault::TooMany)
}

fn swap(text: &str, (low, high): (f64, f64)) -> Option<Fault> {
    let mut swapped = with_neighbours_swapped(text).into_iter();
    let meant = swapped.find(|it| parse_number(it).is_some_and(|it| (low..=high).contains(&it)))?;
    Some(Fault::Swapped(meant))
}

/// Whether values only rise, or only fall.
fn goes_one_way(values: &[f64]) -> bool {
    let pairs = || {
        values
            .windows(2)
            .filter_map(|it| Some((it.first()?, it.last()?)))
    };
    pairs().all(|(one, next)| one <= next) || pairs().all(|(one, next)| next <= one)
}

fn is_steady(values: &[f64]) -> bool {
    values
        .windows(2)
        .filter_map(|it| Some(it.last()? / it.first()?))
        .all(|it| STEADY.contains(&it))
}

/// A number with each two neighbouring figures exchanged, the sign between them left where it is.
pub(super) fn with_neighbours_swapped(text: &str) -> Vec<String> {
    let figures: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let swaps = figures.windows(2).filter_map(|pair| {
        let [one, other] = pair else { return None };
        let mut bytes = text.as_bytes().to_vec();
        bytes.swap(*one, *other);
        String::from_utf8(bytes).ok()
    });
    swaps
        .filter(|it| it != text && !it.starts_with('0'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(row: &[&str], nature: Nature) -> Option<(usize, Fault)> {
        let row: Vec<Written> = row
            .iter()
            .map(|it| (*it, parse_number(it).unwrap()))
            .collect();
        misfit(&row, nature).or_else(|| Some((turned(&row, nature)?, Fault::Against)))
    }

    #[test]
    fn finds_the_figure_that_another_digit_brings_back() {
        for (row, at, fault) in [
            (
                &["286", "290", "295", "30", "305", "310"][..],
                3,
                Fault::TooFew,
            ),
            (&["41", "45", "50", "56", "62", "7"], 5, Fault::TooFew),
            (&["52", "85", "10"], 2, Fault::TooFew),
            (&["300", "900", "150"], 2, Fault::TooFew),
            (&["6,2", "60", "5,7", "5,4"], 1, Fault::TooMany),
            (&["28,0", "320", "36,0"], 1, Fault::TooMany),
            (
                &["78", "80", "83", "86", "90", "59"],
                5,
                Fault::Swapped("95".to_owned()),
            ),
            (
                &["66,5", "62,7", "68,0"],
                1,
                Fault::Swapped("67,2".to_owned()),
            ),
            (&["4,0", "4,5", "0,5"], 2, Fault::Swapped("5,0".to_owned())),
            (&["95", "90", "85", "108", "75", "70"], 3, Fault::Against),
        ] {
            assert_eq!(found(row, Nature::Kept), Some((at, fault)), "{row:?}");
        }
    }

    #[test]
    fn figures_change_places_well_within_their_neighbours() {
        assert!(!is_likely_swap((392.0, 427.0), 442.0, 424.0));
        assert!(is_likely_swap((309.0, 337.0), 342.0, 324.0));
        assert!(is_likely_swap((88.0, 97.0), 59.0, 95.0));
    }

    #[test]
    fn leaves_rows_alone_that_need_no_other_digit() {
        for row in [
            &["300", "900", "1.500"][..],
            &["10", "20", "40", "80", "100"],
            &["120", "210", "150"],
            &["8", "12", "20", "30"],
            &["1", "1", "2", "10"],
            &["100", "100", "100"],
            &["98,5", "98,7", "99,0"],
            &["14", "12", "11", "10", "2"],
            &["40", "30", "20", "2"],
            &["3.990", "9.500", "12.000"],
            &["95", "90", "85", "88", "75", "70"],
            &["95", "108", "75", "70"],
            &["10", "20", "20", "45", "30", "40"],
        ] {
            assert_eq!(found(row, Nature::Kept), None, "{row:?}");
        }
        // The rest of a programme may well be small.
        assert_eq!(found(&["20", "25", "30", "3"], Nature::Yearly), None);
        // What is done in each year goes smoothly on, or a digit is missing.
        for (row, at, fault) in [
            (&["210", "245", "28"][..], 2, Fault::TooFew),
            (&["310", "34", "370"], 1, Fault::TooFew),
            (&["34", "41", "480"], 2, Fault::TooMany),
            (&["280", "29", "30"], 0, Fault::TooMany),
        ] {
            assert_eq!(found(row, Nature::Yearly), Some((at, fault)), "{row:?}");
        }
        for row in [
            &["24", "31", "3"][..],
            &["120", "140", "20"],
            &["40", "65", "5"],
            &["12", "14", "150"],
            &["3", "34", "38"],
            &["210", "420", "45"],
        ] {
            assert_eq!(found(row, Nature::Yearly), None, "{row:?}");
        }
        // A year may see more done than the others.
        assert_eq!(
            found(&["4", "5", "6", "17", "8", "9"], Nature::Yearly),
            None
        );
    }

    #[test]
    fn finds_the_figure_that_turns_back_where_all_others_go_one_way() {
        for (row, at, nature) in [
            (
                &["118", "125", "134", "115", "157", "170"][..],
                3,
                Nature::Standing,
            ),
            (
                &["212", "180", "150", "120", "195", "70"],
                4,
                Nature::Yearly,
            ),
            (&["12", "10", "8", "17"], 3, Nature::Yearly),
            (&["7", "6", "5", "4", "3", "12"], 5, Nature::Yearly),
            (&["11,2", "8,5", "15,0"], 2, Nature::Kept),
            (&["9", "14", "19", "4"], 3, Nature::Standing),
            (&["3", "4", "6", "8", "10", "2"], 5, Nature::Standing),
            (&["2", "3", "4", "4", "1"], 4, Nature::Standing),
            (&["15", "10", "17", "5", "5"], 2, Nature::Kept),
            (&["47", "42", "64", "25"], 2, Nature::Kept),
        ] {
            assert_eq!(found(row, nature), Some((at, Fault::Against)), "{row:?}");
        }
        for (row, nature) in [
            (
                &["13,2", "13,5", "12,8", "13,9", "14,2", "14,6"][..],
                Nature::Standing,
            ),
            (&["10", "14", "9", "16", "12", "18"], Nature::Standing),
            (&["20", "25", "30", "3"], Nature::Yearly),
            (&["1.200", "2.300", "900"], Nature::Large),
            (&["10", "12", "8", "14"], Nature::Yearly),
            (&["40", "52", "60", "75"], Nature::Kept),
            (&["8,0", "7,5", "7,5", "7,9"], Nature::Kept),
            (&["12", "10", "13"], Nature::Yearly),
        ] {
            assert_eq!(found(row, nature), None, "{row:?}");
        }
    }
}
