//! What readers of a file wrote on its pages, with the text that it is about.

use super::{
    lines::{Line, lines},
    page::Page,
};

/// Maximum number of letters of a text that a comment is about.
const ABOUT_MAX: usize = 2_000;

/// The corners of a stretch of text.
pub(super) type Quad = [(f64, f64); 4];

/// Notes what a reader of the file wrote about the text in `quads`, or that this text is to be removed.
pub(super) fn note(page: &mut Page, comment: String, quads: &[Quad], removes: bool) {
    let mut about = String::new();
    for quad in quads {
        if ABOUT_MAX <= about.len() {
            break;
        }
        about.push(' ');
        about.push_str(&text_in(page, quad));
    }
    let about = about.trim().to_owned();
    // Some programs copy the text that is marked.
    let is_copy = comment.split_whitespace().eq(about.split_whitespace());
    match (comment.is_empty() || is_copy, about.is_empty()) {
        (false, false) => page.comments.push(format!("{about} → {comment}")),
        (false, true) => page.comments.push(comment),
        (true, false) if removes => page.marked.push(about),
        _ => {}
    }
}

/// Returns the text of a page between four points.
fn text_in(page: &Page, quad: &Quad) -> String {
    let least = |of: fn(&(f64, f64)) -> f64| quad.iter().map(of).fold(f64::MAX, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| quad.iter().map(of).fold(f64::MIN, f64::max);
    let (left, right) = (least(|it| it.0), most(|it| it.0));
    let (top, bottom) = (least(|it| it.1), most(|it| it.1));
    let own = page.glyphs.iter().filter(|glyph| {
        let (x, y) = glyph.middle();
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    });
    let lines = lines(own.take(ABOUT_MAX).cloned().collect());
    let texts: Vec<String> = lines.iter().map(Line::text).collect();
    texts.join(" ")
}
