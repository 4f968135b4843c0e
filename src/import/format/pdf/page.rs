//! What stands on a page: glyphs and rules, in points from its top left corner, read from left to
//! right.

use crate::import::format::picture::is_large;

/// A glyph with the text that it shows.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Usually one letter; several for a ligature, or a letter with its detached marks.
    pub text: String,
    /// Origin, on the baseline.
    pub x: f64,
    pub y: f64,
    /// Measured advance, with the spacing that the page adds.
    pub width: f64,
    pub size: f64,
    /// Index into the fonts of the document.
    pub font: usize,
    pub is_bold: bool,
    /// Direction of reading in quarter turns clockwise; [`SLANTED`] for any other.
    pub turn: u8,
    /// The part of the page that it belongs to.
    pub part: usize,
}

/// Direction of text that runs neither along nor across the page: a watermark.
pub(super) const SLANTED: u8 = 4;

/// Share of the size by which the middle of a small letter is above the baseline.
const MIDDLE: f64 = 0.3;

/// A straight line along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub is_horizontal: bool,
    /// Position across its direction.
    pub at: f64,
    pub from: f64,
    pub to: f64,
}

/// A picture of the file, or the number of one that is part of the content of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PictureId {
    Object(usize),
    Inline(usize),
}

/// What draws a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    /// The page itself, or a form of it.
    Content,
    /// A digital signature.
    Signature,
    /// A remark or a stamp laid over the page.
    Overlay,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    /// The sides of coloured areas.
    pub shades: Vec<Rule>,
    /// The parts that glyphs refer to. The first one is the page.
    pub parts: Vec<PartKind>,
    /// Area of the largest picture, in square points.
    pub picture: f64,
    /// The pictures that may show a table.
    pub pictures: Vec<PictureId>,
    /// Baselines of upright text of which a part is clipped away.
    pub cut: Vec<f64>,
    /// Texts that are struck out, which are no more among the glyphs.
    pub struck: Vec<String>,
    /// What readers of the file wrote on the page.
    pub comments: Vec<String>,
    /// Texts that they marked to be removed.
    pub marked: Vec<String>,
    /// Number of glyphs that are not drawn: the text that a program recognised in a picture.
    pub n_unseen: usize,
}

impl Glyph {
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Returns the middle of its letter.
    pub fn middle(&self) -> (f64, f64) {
        let (along, up) = (self.width / 2.0, self.size * MIDDLE);
        match self.turn {
            1 => (self.x + up, self.y + along),
            2 => (self.x - along, self.y + up),
            3 => (self.x - up, self.y - along),
            _ => (self.x + along, self.y - up),
        }
    }

    /// Turns the glyph on a page of this size, counter-clockwise.
    fn turn_back(&mut self, turns: u8, (width, height): (f64, f64)) {
        (self.x, self.y) = turned_back((self.x, self.y), turns, (width, height));
        if self.turn != SLANTED {
            self.turn = (self.turn + 4 - turns) % 4;
        }
    }
}

/// Turns a point on a page of this size counter-clockwise.
pub(super) fn turned_back(
    (x, y): (f64, f64),
    turns: u8,
    (width, height): (f64, f64),
) -> (f64, f64) {
    match turns {
        1 => (y, width - x),
        2 => (width - x, height - y),
        3 => (height - y, x),
        _ => (x, y),
    }
}

/// Maximum number of clipped lines of a page that are noted.
const CUT_MAX: usize = 1_000;

/// Maximum number of pictures of a page that are counted.
const PICTURES_MAX: usize = 1_000;
/// Millimetres in a point.
const MILLIMETRES: f64 = 25.4 / 72.0;

impl Page {
    /// Notes a picture of this area, and its sides.
    pub fn note_picture(&mut self, area: f64, sides: [f64; 2], id: PictureId) {
        self.picture = self.picture.max(area);
        let [width, height] = sides.map(|it| it * MILLIMETRES);
        if is_large(width, height) && self.pictures.len() < PICTURES_MAX {
            self.pictures.push(id);
        }
    }

    /// Notes the line of a glyph that is clipped away at its left or right.
    pub fn note_cut(&mut self, glyph: &Glyph, [_, top, _, bottom]: [f64; 4]) {
        let is_beside = glyph.turn == 0 && (top..=bottom).contains(&glyph.middle().1);
        let is_new = self.cut.last() != Some(&glyph.y) && self.cut.len() < CUT_MAX;
        if is_beside && is_new && !glyph.is_space() {
            self.cut.push(glyph.y);
        }
    }

    /// Turns the page so that most of its text runs from left to right: a landscape table may be
    /// drawn across a portrait page.
    pub fn set_upright(&mut self) {
        let mut counts = [0usize; 4];
        for glyph in self.glyphs.iter().filter(|glyph| !glyph.is_space()) {
            if let Some(n) = counts.get_mut(usize::from(glyph.turn)) {
                *n += 1;
            }
        }
        let most = (0u8..4)
            .rev()
            .max_by_key(|turn| counts.get(usize::from(*turn)));
        let turns = most.unwrap_or(0);
        if turns == 0 {
            return;
        }
        self.cut.clear();
        let size = (self.width, self.height);
        for glyph in &mut self.glyphs {
            glyph.turn_back(turns, size);
        }
        for rule in self.rules.iter_mut().chain(&mut self.shades) {
            let ends = [rule.from, rule.to].map(|along| {
                let point = match rule.is_horizontal {
                    true => (along, rule.at),
                    false => (rule.at, along),
                };
                turned_back(point, turns, size)
            });
            let is_horizontal = rule.is_horizontal == (turns == 2);
            let [first, last] = ends.map(|(x, y)| if is_horizontal { (x, y) } else { (y, x) });
            *rule = Rule {
                is_horizontal,
                at: first.1,
                from: first.0.min(last.0),
                to: first.0.max(last.0),
            };
        }
        if turns != 2 {
            (self.width, self.height) = (self.height, self.width);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x: f64, y: f64, turn: u8) -> Glyph {
        Glyph {
            text: "a".to_owned(),
            x,
            y,
            width: 10.0,
            size: 10.0,
            font: 0,
            is_bold: false,
            turn,
            part: 0,
        }
    }

    #[test]
    fn a_page_is_turned_as_its_text_is_read() {
        // The middle of the page keeps its distance to the text, whichever way the page lies.
        for turn in 0..4 {
            let (mut width, mut height) = (200.0, 100.0);
            let (x, y) = match turn {
                1 => (height - 30.0, 20.0),
                2 => (width - 20.0, height - 30.0),
                3 => (30.0, width - 20.0),
                _ => (20.0, 30.0),
            };
            if turn % 2 == 1 {
                (width, height) = (height, width);
            }
            let mut page = Page {
                width,
                height,
                glyphs: vec![glyph(x, y, turn)],
                rules: vec![Rule {
                    is_horizontal: turn % 2 == 0,
                    at: if turn % 2 == 0 { y } else { x },
                    from: 0.0,
                    to: 50.0,
                }],
                ..Page::default()
            };
            page.set_upright();
            assert_eq!((page.width, page.height), (200.0, 100.0), "{turn}");
            let glyph = &page.glyphs[0];
            assert_eq!((glyph.x, glyph.y, glyph.turn), (20.0, 30.0, 0), "{turn}");
            assert!(page.rules[0].is_horizontal, "{turn}");
            assert_eq!(page.rules[0].at, 30.0, "{turn}");
        }
    }
}
