//! Text that a line strikes out: the line is as long as the text, and runs through its small letters.

use super::page::{Glyph, Page, Rule};

/// Where such a line is above the baseline, in shares of the size.
const LOWEST: f64 = 0.15;
const HIGHEST: f64 = 0.45;
/// How far its ends may be from those of its text, in points.
const END_TOLERANCE: f64 = 1.5;
/// Maximum number of lines and of letters beside them that are looked at. Drawings have more lines.
const LINES_MAX: usize = 2_000;
const LETTERS_MAX: usize = 5_000_000;

/// Takes the text that is struck out off a page, with the lines through it; returns each stretch.
pub(super) fn take(page: &mut Page) -> Vec<String> {
    let n_lines = page.rules.iter().filter(|rule| rule.is_horizontal).count();
    if n_lines == 0 || LINES_MAX < n_lines {
        return Vec::new();
    }
    let mut by_height: Vec<(f64, usize)> = (0..)
        .zip(&page.glyphs)
        .filter(|(_, glyph)| glyph.turn == 0)
        .map(|(idx, glyph)| (glyph.y, idx))
        .collect();
    by_height.sort_by(|left, right| left.0.total_cmp(&right.0));
    let largest = page
        .glyphs
        .iter()
        .map(|glyph| glyph.size)
        .fold(0.0, f64::max);
    let mut n_looked_at = 0;
    let mut is_struck = vec![false; page.glyphs.len()];
    let mut struck = Vec::new();
    let glyphs = &page.glyphs;
    page.rules.retain(|rule| {
        let first = by_height.partition_point(|(y, _)| *y < rule.at);
        let near = by_height.get(first..).unwrap_or_default();
        let near = near
            .iter()
            .take_while(|(y, _)| *y <= rule.at + HIGHEST * largest);
        n_looked_at += near.clone().count();
        if !rule.is_horizontal || LETTERS_MAX < n_looked_at {
            return true;
        }
        let mut own: Vec<(usize, &Glyph)> = near
            .filter_map(|(_, idx)| Some((*idx, glyphs.get(*idx)?)))
            .filter(|(_, glyph)| is_crossed(glyph, rule))
            .collect();
        own.sort_by(|left, right| left.1.x.total_cmp(&right.1.x));
        let text: String = own.iter().map(|(_, glyph)| glyph.text.as_str()).collect();
        if !text.contains(char::is_alphanumeric) || !fits(&own, rule) {
            return true;
        }
        struck.push(text.trim().to_owned());
        for (idx, _) in own {
            is_struck
                .iter_mut()
                .skip(idx)
                .take(1)
                .for_each(|it| *it = true);
        }
        false
    });
    let mut marks = is_struck.into_iter();
    page.glyphs.retain(|_| marks.next() != Some(true));
    struck
}

fn is_crossed(glyph: &Glyph, rule: &Rule) -> bool {
    let height = glyph.y - rule.at;
    let is_beside =
        glyph.x + glyph.width < rule.from + END_TOLERANCE || rule.to - END_TOLERANCE < glyph.x;
    (LOWEST * glyph.size..=HIGHEST * glyph.size).contains(&height) && !is_beside
}

/// Whether a rule begins and ends where its text does. Spaces at the end may have no line.
fn fits(glyphs: &[(usize, &Glyph)], rule: &Rule) -> bool {
    let (Some((_, first)), Some((_, last))) = (glyphs.first(), glyphs.last()) else {
        return false;
    };
    let is_start = (first.x - rule.from).abs() <= END_TOLERANCE;
    is_start && (last.x + last.width - rule.to).abs() <= END_TOLERANCE
}
