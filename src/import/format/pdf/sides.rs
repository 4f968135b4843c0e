//! Texts beside each other, as in a letterhead. Each may go on on lines of its own, where the other has none.

use super::{
    lines::Line,
    text::{Break, break_between},
};

/// Maximum number of lines of a text.
const LINES_MAX: usize = 4;
/// Maximum distance of two lines of a text, in sizes.
const PITCH_MAX: f64 = 1.7;
/// How much of the room between the sides of the page its cells keep free, in sizes.
const PADDING: f64 = 1.0;
/// By how much the middle of a line may be beside that of the one above, in sizes.
const OFF_MAX: f64 = 0.5;
/// How far left of the middle of the page a text stands that is no title, in sizes.
const ASIDE_MIN: f64 = 4.0;

/// The texts of a line, each with the lines on which it goes on.
#[derive(Debug)]
pub(super) struct Sides {
    pub texts: Vec<Vec<Line>>,
    /// Where the lines begin that the author ended.
    ended: Vec<(f64, f64)>,
    page: usize,
}

impl Sides {
    pub fn new(pieces: Vec<Line>, page: usize) -> Sides {
        Sides {
            texts: pieces.into_iter().map(|piece| vec![piece]).collect(),
            ended: Vec::new(),
            page,
        }
    }

    /// Returns the room of a line, none if it goes on in the next one.
    pub fn room(&self, line: &Line) -> f64 {
        match self.ended.contains(&(line.left, line.baseline)) {
            true => f64::MAX,
            false => 0.0,
        }
    }

    /// Adds a line to the text that had no room for it between the sides of its page, in the middle below
    /// it. On the left of the page, capitals in the middle below a text belong to it anyway: a title stands
    /// in the middle of the page. Returns whether there is such a text.
    pub fn take(&mut self, line: &Line, page: usize, (left, right): (f64, f64)) -> bool {
        let ends = self.texts.iter().map(|text| {
            let lefts = text.iter().map(|line| line.left);
            let rights = text.iter().map(|line| line.right);
            (
                lefts.fold(f64::MAX, f64::min),
                rights.fold(f64::MIN, f64::max),
            )
        });
        let ends: Vec<(f64, f64)> = ends.collect();
        let text = line.text();
        let is_capital = text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase);
        let goes_on = |(at, text): &(usize, &mut Vec<Line>)| {
            let is_open = page == self.page && text.len() < LINES_MAX;
            let Some(last) = text.last().filter(|_| is_open) else {
                return false;
            };
            let before = at.checked_sub(1).and_then(|at| ends.get(at));
            let is_apart = before.is_none_or(|it| it.1 < line.left)
                && ends.get(at + 1).is_none_or(|it| line.right < it.0);
            let distance = line.baseline - last.baseline;
            let room = room_of(last, (left, right));
            let is_aside = middle(last) < (left + right) / 2.0 - ASIDE_MIN * last.size;
            let is_wrapped = break_between(last, line, room) != Break::Ended;
            is_apart
                && (0.5 * last.size..=PITCH_MAX * last.size).contains(&distance)
                && (line.size - last.size).abs() <= 0.1 * last.size
                && (middle(line) - middle(last)).abs() <= OFF_MAX * last.size
                && (is_wrapped || (is_aside && is_capital))
        };
        let own = self.texts.iter_mut().enumerate().find(goes_on);
        let Some((_, text)) = own else {
            return false;
        };
        if let Some(last) = text.last()
            && break_between(last, line, room_of(last, (left, right))) == Break::Ended
        {
            self.ended.push((last.left, last.baseline));
        }
        text.push(line.clone());
        true
    }
}

fn middle(line: &Line) -> f64 {
    (line.left + line.right) / 2.0
}

/// Returns how wide a text may be that stands in the middle of its side of the page.
fn room_of(line: &Line, (left, right): (f64, f64)) -> f64 {
    2.0 * (middle(line) - left).min(right - middle(line)) - PADDING * line.size
}
