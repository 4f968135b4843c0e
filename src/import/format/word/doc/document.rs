//! The paragraphs of a `.doc` as elements `w:p`.

use super::{
    boxes::Boxes,
    file::{File, Part, Story, positions},
    form_field,
    formats::Formats,
    looks::{self, list_place},
    picture,
    pieces::{Pieces, Stretch},
    properties::{ParagraphLook, RunLook},
};
use crate::{
    import::{
        ImportError,
        format::{
            compound_file::short,
            word::{styles::Styles, tree::Element},
        },
    },
    reference::legacy_fonts::Encoding,
};

// Characters with a meaning of their own (MS-DOC 2.4.1 and 2.9).
const PICTURE: u16 = 0x01;
pub(super) const CELL: u16 = 0x07;
const TAB: u16 = 0x09;
const LINE: u16 = 0x0B;
const PAGE: u16 = 0x0C;
const PARAGRAPH: u16 = 0x0D;
const COLUMN: u16 = 0x0E;
const FIELD_BEGIN: u16 = 0x13;
const FIELD_SEPARATOR: u16 = 0x14;
const FIELD_END: u16 = 0x15;
const HYPHEN: u16 = 0x1E;
const OPTIONAL_HYPHEN: u16 = 0x1F;
const SYMBOL: u16 = 0x28;

/// A reference to a footnote, an endnote or a comment.
struct NoteReference {
    at: u32,
    name: &'static str,
    id: usize,
    /// Whether Word numbers it; otherwise the author typed its mark.
    is_numbered: bool,
}

/// A paragraph: its characters, the last of which is its mark.
pub(super) struct Paragraph {
    pub story: Story,
    pub look: ParagraphLook,
    pub mark: u16,
}

pub(super) struct Document {
    pub file: File,
    pub fonts: Vec<String>,
    /// For what the properties of a run only say by comparison with its style.
    pub styles: Styles,
    pieces: Pieces,
    runs: Formats,
    paragraphs: Formats,
    /// Where sections end, in ascending order.
    sections: Vec<u32>,
    notes: Vec<NoteReference>,
    pub boxes: Boxes,
}

impl Document {
    pub(super) fn open(bytes: &[u8]) -> Result<Document, ImportError> {
        let file = File::open(bytes)?;
        let pieces = Pieces::read(&file)?;
        let n_units = u32::try_from(pieces.units.len()).unwrap_or(u32::MAX);
        if n_units < file.margin_boxes.end {
            return Err(ImportError::Truncated);
        }
        let sections = positions(file.part(Part::Sections), 12);
        let mut notes = Vec::new();
        for (part, size, name) in [
            (Part::FootnoteReferences, 2, "footnoteReference"),
            (Part::EndnoteReferences, 2, "endnoteReference"),
            (Part::CommentReferences, 30, "commentReference"),
        ] {
            let references = positions(file.part(part), size).into_iter().enumerate();
            notes.extend(references.map(|(id, (at, _, data))| NoteReference {
                at,
                name,
                id,
                is_numbered: short(data, 0) != 0,
            }));
        }
        notes.sort_by_key(|note| note.at);
        Ok(Document {
            fonts: looks::fonts(&file),
            styles: Styles::default(),
            runs: Formats::of_runs(&file),
            paragraphs: Formats::of_paragraphs(&file),
            sections: sections.iter().map(|(_, end, _)| *end).collect(),
            notes,
            boxes: Boxes::read(&file),
            pieces,
            file,
        })
    }

    /// Returns the paragraphs of a part of the text.
    pub(super) fn paragraphs(&self, part: Story) -> Vec<Paragraph> {
        let units = self
            .pieces
            .units
            .get(part.start as usize..part.end as usize);
        let mut paragraphs = Vec::new();
        let mut start = part.start;
        for (at, unit) in (part.start..).zip(units.unwrap_or_default()) {
            let ends = match *unit {
                PARAGRAPH | CELL => true,
                PAGE => self.sections.binary_search(&(at + 1)).is_ok(),
                _ => at + 1 == part.end,
            };
            if ends {
                paragraphs.push(Paragraph {
                    story: Story { start, end: at + 1 },
                    look: self.paragraph_look(at),
                    mark: *unit,
                });
                start = at + 1;
            }
        }
        paragraphs
    }

    fn paragraph_look(&self, mark: u32) -> ParagraphLook {
        let mut look = ParagraphLook::default();
        let Some(stretch) = self.pieces.stretch(mark) else {
            return look;
        };
        let (properties, _) = self.paragraphs.at(&self.file, stretch.at);
        look.style = short(properties, 0);
        look.apply(properties.get(2..).unwrap_or_default(), &self.file);
        look.apply(
            &self.pieces.modifier(&self.file, stretch.modifier),
            &self.file,
        );
        look
    }

    /// Returns the look of the run at a position, and where the run ends.
    fn run(&self, position: u32, end: u32) -> (RunLook, u32) {
        let mut look = RunLook::default();
        let Some(Stretch {
            at,
            width,
            len,
            modifier,
        }) = self.pieces.stretch(position)
        else {
            return (look, end);
        };
        let (properties, until) = self.runs.at(&self.file, at);
        look.apply(properties);
        look.apply(&self.pieces.modifier(&self.file, modifier));
        let len = len.min((until - at).div_ceil(width)).max(1);
        (look, position.saturating_add(len).min(end))
    }

    /// Whether the mark of a paragraph is a tracked deletion, and whether it is an insertion.
    pub(super) fn mark_changes(&self, paragraph: &Paragraph) -> (bool, bool) {
        let (look, _) = self.run(paragraph.story.end - 1, paragraph.story.end);
        (look.deleted, look.inserted)
    }

    fn look(&self, look: &RunLook, style: u16) -> Vec<Element> {
        let inherited = || looks::inherited(&self.styles, style, look.style);
        looks::properties(look, &self.fonts, &inherited)
    }

    /// Returns a paragraph as an element, without the text boxes that are anchored in it.
    pub(super) fn element(&self, paragraph: &Paragraph) -> Element {
        let Story { start, end } = paragraph.story;
        let style = paragraph.look.style;
        let has_mark = matches!(paragraph.mark, PARAGRAPH | CELL | PAGE);
        let text_end = if has_mark { end - 1 } else { end };
        let mut properties = vec![Element::property("pStyle", style.to_string())];
        properties.extend(list_place(paragraph.look.list, paragraph.look.level));
        if has_mark {
            let (look, _) = self.run(text_end, end);
            let mut mark = self.look(&look, style);
            if look.deleted {
                mark.push(Element::new("del"));
            } else if look.inserted {
                mark.push(Element::new("ins"));
            }
            properties.push(Element::new("rPr").holding(mark));
        }
        let mut runs = Runs::default();
        let mut at = start;
        while at < text_end {
            let (look, until) = self.run(at, text_end);
            let properties = self.look(&look, style);
            self.read_run(
                Story {
                    start: at,
                    end: until,
                },
                style,
                &look,
                properties,
                &mut runs,
            );
            at = until;
        }
        let mut children = vec![Element::new("pPr").holding(properties)];
        children.append(&mut runs.children);
        Element::new("p").holding(children)
    }

    fn read_run(
        &self,
        Story { start, end }: Story,
        style: u16,
        look: &RunLook,
        properties: Vec<Element>,
        runs: &mut Runs,
    ) {
        let mut content = Content::default();
        let is_legacy = || {
            let own = look.fonts.iter().flatten();
            let own = own
                .filter_map(|idx| self.fonts.get(usize::from(*idx)))
                .next();
            let inherited = || looks::inherited(&self.styles, style, look.style).font;
            let encoding = match own {
                Some(font) => Encoding::of_font(font),
                None => inherited().and_then(|font| Encoding::of_font(&font)),
            };
            encoding.is_some()
        };
        let units = self.pieces.units.get(start as usize..end as usize);
        let first_note = self.notes.partition_point(|note| note.at < start);
        let mut notes = self.notes.iter().skip(first_note).peekable();
        for (at, unit) in (start..).zip(units.unwrap_or_default()) {
            while let Some(note) = notes.next_if(|note| note.at <= at) {
                let mut reference = Element::new(note.name).with("id", note.id.to_string());
                if !note.is_numbered {
                    reference = reference.with("customMarkFollows", "1");
                }
                content.push(reference, runs.in_code());
            }
            let element = match *unit {
                SYMBOL if look.symbol.is_some() => {
                    let (font, code) = look.symbol.unwrap_or_default();
                    let font = self.fonts.get(usize::from(font));
                    let symbol = Element::new("sym").with("char", format!("{code:04X}"));
                    symbol.with("font", font.map(String::as_str).unwrap_or_default())
                }
                // In a legacy font its code is a letter.
                OPTIONAL_HYPHEN if is_legacy() => {
                    content.units.push(0xAD);
                    continue;
                }
                unit @ 0x20.. => {
                    content.units.push(unit);
                    continue;
                }
                PICTURE if look.form && !look.deleted => {
                    if let Some(data) = look.data.and_then(|at| form_field::read(&self.file, at)) {
                        content.flush(runs.in_code());
                        runs.push(content.take(), look, &properties);
                        runs.describe_field(data);
                    }
                    continue;
                }
                PICTURE if look.object => Element::new("OLEObject"),
                PICTURE if look.data.is_some() && !look.deleted => {
                    let picture = look.data.and_then(|at| picture::read(&self.file.data, at));
                    picture.unwrap_or_else(|| Element::new("blip"))
                }
                TAB => Element::new("tab"),
                LINE => Element::new("br"),
                PAGE => Element::new("br").with("type", "page"),
                COLUMN => Element::new("br").with("type", "column"),
                HYPHEN => Element::new("noBreakHyphen"),
                FIELD_BEGIN | FIELD_SEPARATOR | FIELD_END => {
                    content.flush(runs.in_code());
                    runs.push(content.take(), look, &properties);
                    runs.field(*unit, &properties);
                    continue;
                }
                // Marks of notes and comments, anchors and optional hyphens: nothing that is text.
                _ => continue,
            };
            content.push(element, runs.in_code());
        }
        content.flush(runs.in_code());
        runs.push(content.take(), look, &properties);
    }
}

/// The content of a run.
#[derive(Default)]
struct Content {
    units: Vec<u16>,
    elements: Vec<Element>,
}

impl Content {
    /// Completes the text so far; in a field's code it is no text.
    fn flush(&mut self, in_code: bool) {
        if self.units.is_empty() {
            return;
        }
        let mut text = Element::new(if in_code { "instrText" } else { "t" });
        text.text = String::from_utf16_lossy(&std::mem::take(&mut self.units));
        self.elements.push(text);
    }

    fn push(&mut self, element: Element, in_code: bool) {
        self.flush(in_code);
        self.elements.push(element);
    }

    fn take(&mut self) -> Vec<Element> {
        std::mem::take(&mut self.elements)
    }
}

/// The runs of a paragraph.
#[derive(Default)]
struct Runs {
    children: Vec<Element>,
    /// Open fields: where each begins in `children`, and whether its result has begun.
    fields: Vec<(usize, bool)>,
}

impl Runs {
    fn in_code(&self) -> bool {
        self.fields.iter().any(|(_, in_result)| !in_result)
    }

    /// Adds a run, as a tracked change if it is one. Runs of one change are one change.
    fn push(&mut self, content: Vec<Element>, look: &RunLook, properties: &[Element]) {
        if content.is_empty() {
            return;
        }
        let mut children = vec![Element::new("rPr").holding(properties.to_vec())];
        children.extend(content);
        let run = Element::new("r").holding(children);
        let change = match (look.deleted, look.inserted) {
            (true, _) => "del",
            (false, true) => "ins",
            (false, false) => {
                self.children.push(run);
                return;
            }
        };
        match self.children.last_mut() {
            Some(last) if &*last.name == change => last.children.push(run),
            _ => self.children.push(Element::new(change).holding(vec![run])),
        }
    }

    /// Begins or ends a field, or its result; also in deleted text, so that each has its end.
    fn field(&mut self, unit: u16, properties: &[Element]) {
        let kind = match unit {
            FIELD_BEGIN => "begin",
            FIELD_SEPARATOR => "separate",
            _ => "end",
        };
        let character = Element::new("fldChar").with("fldCharType", kind);
        let mut children = vec![Element::new("rPr").holding(properties.to_vec())];
        children.push(character);
        let run = Element::new("r").holding(children);
        match unit {
            FIELD_BEGIN => self.fields.push((self.children.len(), false)),
            FIELD_SEPARATOR => {
                if let Some((_, in_result)) = self.fields.last_mut() {
                    *in_result = true;
                }
            }
            _ => {
                self.fields.pop();
            }
        }
        self.children.push(run);
    }

    /// Says what kind of form field the innermost open field is.
    fn describe_field(&mut self, data: Element) {
        let begin = self
            .fields
            .last()
            .and_then(|(at, _)| self.children.get_mut(*at));
        let character = begin.and_then(|run| run.children.last_mut());
        if let Some(character) = character {
            character.children.push(data);
        }
    }
}
