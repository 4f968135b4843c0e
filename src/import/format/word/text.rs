//! The text of a paragraph in pieces, and its composition into the text of a cell.

use std::rc::Rc;

use crate::{
    import::format::sheet::clean,
    reference::legacy_fonts::{self, Encoding},
    text::canonical,
};

/// A stretch of text in one look, with tabs as they were typed.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub struck: bool,
    pub bold: bool,
    /// Whether it is an automatic number or a bullet: it goes with the text behind it.
    pub mark: bool,
    pub font: Option<Rc<str>>,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub pieces: Vec<Piece>,
}

/// Returns a text without any look.
pub(super) fn plain(text: &str) -> Text {
    Text {
        pieces: vec![Piece {
            text: text.to_owned(),
            struck: false,
            bold: false,
            mark: false,
            font: None,
        }],
    }
}

/// The text of a cell, or of a line of the body.
#[derive(Debug, Default)]
pub(super) struct Composed {
    /// The text without what is struck out.
    pub text: String,
    /// The text with what is struck out; `None` if nothing is.
    pub with_struck: Option<String>,
    /// Each stretch that is struck out.
    pub struck: Vec<String>,
    pub bold: bool,
    pub font: Option<Rc<str>>,
    /// Whether pieces in a legacy font were decoded, because others are in a modern one.
    pub decoded: bool,
}

impl Text {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.is_empty())
    }

    /// Whether everything typed is struck out, and something is.
    fn is_struck(&self) -> bool {
        let mut typed = self
            .pieces
            .iter()
            .filter(|piece| !piece.mark && !piece.text.trim().is_empty());
        typed.clone().next().is_some() && typed.all(|piece| piece.struck)
    }

    /// Returns the paragraph as plain text.
    pub(super) fn plain(&self) -> String {
        let texts = self.pieces.iter().map(|piece| piece.text.as_str());
        clean(&texts.collect::<String>().replace('\t', " "))
    }
}

/// Composes the paragraphs of a cell.
pub(super) fn compose(lines: &[Text]) -> Composed {
    let pieces = || lines.iter().flat_map(|line| &line.pieces);
    let mut composed = Composed::default();
    let has_letters = |piece: &&Piece| piece.text.contains(char::is_alphanumeric);
    // A mark is as bold as its list; it decides if it is all that there is.
    let typed = pieces().filter(|piece| !piece.mark).filter(has_letters);
    let marks = pieces().filter(|piece| piece.mark).filter(has_letters);
    let is_bold = |pieces: &[&Piece]| pieces.iter().all(|piece| piece.bold);
    let (typed, marks): (Vec<&Piece>, Vec<&Piece>) = (typed.collect(), marks.collect());
    composed.bold = match typed.is_empty() {
        true => !marks.is_empty() && is_bold(&marks),
        false => is_bold(&typed),
    };
    let encoding = |piece: &Piece| piece.font.as_deref().and_then(Encoding::of_font);
    let mut telling = pieces().filter(|piece| !piece.text.is_ascii());
    let first = telling.next().map(encoding);
    composed.decoded = telling.any(|piece| Some(encoding(piece)) != first);
    composed.font = match composed.decoded {
        true => None,
        false => pieces()
            .find(|piece| !piece.text.is_ascii())
            .or_else(|| pieces().last())
            .and_then(|piece| piece.font.clone()),
    };
    let decoded = composed.decoded;
    let shown = |piece: &Piece| match encoding(piece).filter(|_| decoded) {
        Some(encoding) => decode(encoding, piece),
        None => piece.text.clone(),
    };
    let shown = |piece: &Piece| shown(piece).replace('\t', " ");
    let mut kept: Vec<String> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for line in lines {
        let mut text = String::new();
        let mut struck = String::new();
        let mut after_struck = false;
        for piece in &line.pieces {
            let shown = shown(piece);
            if piece.struck && !piece.mark {
                struck.push_str(&shown);
                after_struck = true;
                continue;
            }
            composed.struck.extend(stretch(&mut struck));
            let doubled = after_struck && text.ends_with(char::is_whitespace);
            text.push_str(if doubled { shown.trim_start() } else { &shown });
            after_struck = false;
        }
        composed.struck.extend(stretch(&mut struck));
        all.push(line.pieces.iter().map(shown).collect());
        if !line.is_struck() {
            kept.push(text);
        }
    }
    composed.text = clean(&kept.join("\n"));
    composed.with_struck = (!composed.struck.is_empty()).then(|| clean(&all.join("\n")));
    composed
}

/// Takes a stretch that is struck out, if there is any text in it.
fn stretch(struck: &mut String) -> Option<String> {
    let text = std::mem::take(struck);
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn decode(encoding: Encoding, piece: &Piece) -> String {
    let text = encoding.decode(&piece.text);
    let capitals = piece.font.as_deref().is_some_and(legacy_fonts::capitals);
    let text = if capitals { text.to_uppercase() } else { text };
    canonical::composed(&text)
}
