//! Lines below words: they end where the text does, while the rules of a table end at other rules. The
//! same holds for the sides of a colour behind words.

use std::ops::RangeInclusive;

use super::page::{Glyph, Page, Rule};

/// Where an underline is below the baseline, in shares of the size.
const UNDERLINE: RangeInclusive<f64> = -0.05..=0.4;
/// Where the upper and lower side of a colour behind words is.
const BEHIND: RangeInclusive<f64> = -1.3..=0.5;
/// How far the ends may be from those of the text, in points.
const END_TOLERANCE: f64 = 1.5;
/// How far a rule of a table may be from one that it ends at, in points.
const TOUCH: f64 = 2.0;
/// Maximum number of lines and of letters beside them that are looked at. Drawings have more lines.
const LINES_MAX: usize = 2_000;
const LETTERS_MAX: usize = 5_000_000;

/// Takes the lines below words off a page, and the colours behind them.
pub(super) fn take(page: &mut Page) {
    let rules = without_those_of_text(&page.rules, &page.glyphs, UNDERLINE);
    let shades = without_those_of_text(&page.shades, &page.glyphs, BEHIND);
    (page.rules, page.shades) = (rules, shades);
}

fn without_those_of_text(
    rules: &[Rule],
    glyphs: &[Glyph],
    place: RangeInclusive<f64>,
) -> Vec<Rule> {
    let n_lines = rules.iter().filter(|rule| rule.is_horizontal).count();
    if LINES_MAX < n_lines {
        return rules.to_vec();
    }
    let mut upright: Vec<&Glyph> = glyphs.iter().filter(|it| it.turn == 0).collect();
    upright.sort_by(|left, right| left.y.total_cmp(&right.y));
    let largest = upright.iter().map(|it| it.size).fold(0.0, f64::max);
    let uprights: Vec<&Rule> = rules.iter().filter(|rule| !rule.is_horizontal).collect();
    let mut n_looked_at = 0;
    let mut is_of_text = |rule: &&Rule| {
        let highest = rule.at - place.end() * largest;
        let first = upright.partition_point(|it| it.y < highest);
        let near = upright.get(first..).unwrap_or_default().iter();
        let near = near.take_while(|it| it.y <= rule.at - place.start() * largest);
        n_looked_at += near.clone().count() + uprights.len();
        let own = near.filter(|it| {
            let (middle, _) = it.middle();
            place.contains(&((rule.at - it.y) / it.size)) && rule.from < middle && middle < rule.to
        });
        rule.is_horizontal
            && n_looked_at <= LETTERS_MAX
            && fits(own.copied(), rule)
            && (place == BEHIND || !uprights.iter().any(|it| ends_at(rule, it)))
    };
    rules
        .iter()
        .filter(|rule| !is_of_text(rule))
        .copied()
        .collect()
}

/// Whether a rule begins and ends where its text does.
fn fits<'g>(own: impl Iterator<Item = &'g Glyph> + Clone, rule: &Rule) -> bool {
    let has_letters = own
        .clone()
        .any(|it| it.text.contains(char::is_alphanumeric));
    let left = own.clone().map(|it| it.x).fold(f64::MAX, f64::min);
    let right = own.map(|it| it.x + it.width).fold(f64::MIN, f64::max);
    has_letters
        && (left - rule.from).abs() <= END_TOLERANCE
        && (right - rule.to).abs() <= END_TOLERANCE
}

/// Whether a rule ends at an upright one.
fn ends_at(rule: &Rule, upright: &Rule) -> bool {
    let reaches = (upright.from - TOUCH..=upright.to + TOUCH).contains(&rule.at);
    let is_near = |end: f64| (upright.at - end).abs() <= TOUCH;
    reaches && (is_near(rule.from) || is_near(rule.to))
}
