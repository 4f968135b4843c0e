//! Reads Word documents of 1997 to 2003 (MS-DOC): the same units as of a `.docx`, a paragraph or a
//! table row each, so that everything after that is shared.

mod blocks;
mod boxes;
mod document;
mod file;
mod form_field;
mod formats;
mod looks;
mod numbering;
mod picture;
mod pieces;
mod properties;
mod style_sheet;

use self::{
    blocks::Block,
    document::Document,
    file::{Part, Story, positions},
};
use super::{
    body::{Body, Margins},
    lists::Lists,
    margins,
    styles::Styles,
    tree::Element,
};
use crate::import::{ImportError, format::sheet::Sheet};

/// Stories before the headers: the separators of footnotes and endnotes.
const SEPARATORS: usize = 6;

/// Reads the body of a document as one sheet.
pub(in crate::import) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ImportError> {
    let mut document = Document::open(bytes)?;
    let styles = style_sheet::styles(&document.file, &document.fonts);
    document.styles = Styles::of(&styles);
    let mut body = Body::default();
    body.story.styles = Styles::of(&styles);
    body.story.lists = Lists::of(&numbering::lists(&document.file, &document.fonts));
    let paragraphs = document.paragraphs(document.file.body);
    blocks::read(&document, &paragraphs, &mut |block| match block {
        Block::Paragraph(element) => body.unit(&element, false),
        Block::Table => body.start_table(),
        Block::Row(element) => body.unit(&element, false),
    })?;
    let sheet = body.finish(|story| {
        let file = &document.file;
        let footnotes = texts(&document, Part::FootnoteTexts, file.footnotes);
        let endnotes = texts(&document, Part::EndnoteTexts, file.endnotes);
        let comments = texts(&document, Part::CommentTexts, file.comments);
        let notes = margins::notes(story, &[footnotes], &[endnotes]);
        let comments = margins::comments(story, &[comments]);
        margins::quote(story, &headers(&document));
        Margins { notes, comments }
    })?;
    Ok(vec![sheet])
}

/// Returns the footnotes, endnotes or comments by their number.
fn texts(document: &Document, part: Part, written_in: Story) -> Element {
    let texts = positions(document.file.part(part), 0);
    let texts = texts.iter().enumerate().map(|(id, (start, end, _))| {
        let text = story(document, written_in, *start, *end);
        text.with("id", id.to_string())
    });
    Element::new("texts").holding(texts.collect())
}

/// Returns the headers and footers. A section without its own has those of the section before.
fn headers(document: &Document) -> Vec<Element> {
    let texts = positions(document.file.part(Part::Margins), 0);
    let texts = texts.iter().skip(SEPARATORS);
    let written_in = document.file.margins;
    let headers = texts.map(|(start, end, _)| story(document, written_in, *start, *end));
    headers.collect()
}

/// Reads the part of a story from `start` to `end`, as they are counted there.
fn story(document: &Document, written_in: Story, start: u32, end: u32) -> Element {
    let at = |position: u32| {
        written_in
            .start
            .saturating_add(position)
            .min(written_in.end)
    };
    let paragraphs = document.paragraphs(Story {
        start: at(start),
        end: at(end),
    });
    Element::new("story").holding(blocks::of_story(document, &paragraphs))
}
