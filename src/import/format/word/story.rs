//! Reads the paragraphs of a story: the body, a cell, a text box, a footnote, a header. Tracked
//! changes are read as if they were accepted.
//!
//! An element that is not named here is a wrapper: what is inside is read. So nothing is lost if a
//! newer Word invents another one.

use super::{
    account::Account,
    fields::{Computed, Fields, form_field},
    lists::Lists,
    pictures,
    styles::{ListPlace, Look, Styles},
    text::{Piece, Text, plain},
    tree::Element,
};
use crate::{
    import::format::raised::raised,
    model::roman_text,
    reference::{legacy_fonts::Encoding, symbol_fonts},
};

/// Separates what a page or column break separates. It is a line break in a cell.
pub(super) const PAGE_BREAK: char = '\u{c}';

/// A reference to a footnote or an endnote.
#[derive(Debug)]
pub(super) struct NoteReference {
    pub is_endnote: bool,
    pub id: String,
    /// The mark in the text; empty if the author typed one.
    pub mark: String,
}

/// A paragraph, and the text boxes that are anchored in it.
#[derive(Debug, Default)]
pub(super) struct Paragraph<'e> {
    pub text: Text,
    /// Whether its paragraph mark is deleted or hidden.
    joins_next: bool,
    /// Whether it takes no line at all.
    gone: bool,
    pub boxes: Vec<&'e Element>,
    /// Texts of WordArt.
    pub word_art: Vec<&'e str>,
}

/// Paragraphs, joined where a paragraph mark was deleted.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: Vec<Text>,
    carry: Option<Text>,
}

impl Lines {
    /// Adds a paragraph; returns whether a line is complete.
    pub(super) fn add(&mut self, paragraph: &mut Paragraph) -> bool {
        if paragraph.gone && self.carry.is_none() {
            return false;
        }
        let mut text = std::mem::take(&mut paragraph.text);
        if let Some(carry) = self.carry.take() {
            let n_marks = text.pieces.iter().take_while(|piece| piece.mark).count();
            text.pieces.splice(n_marks..n_marks, carry.pieces);
        }
        if paragraph.joins_next {
            self.carry = Some(text);
            return false;
        }
        self.done.push(text);
        true
    }

    pub(super) fn take(&mut self) -> Vec<Text> {
        self.done
            .extend(self.carry.take().filter(|text| !text.is_empty()));
        std::mem::take(&mut self.done)
    }
}

/// The state of reading that goes on from story to story.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub styles: Styles,
    pub lists: Lists,
    pub account: Account,
    pub notes: Vec<NoteReference>,
    /// Ids of the comments referred to since they were last taken.
    pub comments: Vec<String>,
    /// Whether the results of page number fields are left out, as in a header.
    pub in_margin: bool,
    /// Whether paragraphs are not counted in their lists, because they are not shown.
    pub is_covered: bool,
    /// Bytes of text met so far, whatever became of them.
    pub n_met: usize,
    /// Numbers of the footnotes and of the endnotes so far.
    n_notes: [u32; 2],
    fields: Fields,
    /// Nesting depth of content controls that show a prompt.
    n_prompts: usize,
}

impl Story {
    /// Leaves out an element; its text counts as met.
    pub(super) fn skip(&mut self, element: &Element) {
        self.n_met += element.n_text();
    }

    /// Notes an element that holds more text than was met since [`Story::n_met`] was `n_before`.
    pub(super) fn check_met(&mut self, element: &Element, n_before: usize) {
        if self.n_met - n_before < element.n_text() {
            self.account.unread.push(element.all_text());
        }
    }

    /// Reads inside a content control that shows its prompt.
    pub(super) fn with_prompt<T>(
        &mut self,
        is_prompt: bool,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.n_prompts += usize::from(is_prompt);
        let result = read(self);
        self.n_prompts -= usize::from(is_prompt);
        result
    }

    /// Whether a content control shows its prompt, which is no text.
    pub(super) fn shows_prompt(&mut self, control: &Element) -> bool {
        let properties = control.child("sdtPr");
        let shows = properties.and_then(|it| it.switch("showingPlcHdr")) == Some(true);
        self.account.n_prompts += usize::from(shows && 0 < control.n_text());
        shows
    }

    /// Collects the elements of a name, such as the rows of a table, through what wraps them, each
    /// with whether it is inside a prompt.
    pub(super) fn find<'e>(
        &mut self,
        parent: &'e Element,
        name: &str,
        in_prompt: bool,
        found: &mut Vec<(&'e Element, bool)>,
    ) {
        for child in &parent.children {
            match &*child.name {
                it if it == name => found.push((child, in_prompt)),
                "sdt" => {
                    let in_prompt = self.shows_prompt(child) || in_prompt;
                    self.find(child, name, in_prompt, found);
                }
                "AlternateContent" => {
                    if let Some(shown) = self.alternative(child) {
                        self.find(shown, name, in_prompt, found);
                    }
                }
                "p" | "tbl" => {}
                _ => self.find(child, name, in_prompt, found),
            }
        }
    }

    /// Returns the alternative that is shown; the others count as met.
    pub(super) fn alternative<'e>(&mut self, element: &'e Element) -> Option<&'e Element> {
        let shown = element.alternative();
        let others = element.n_text() - shown.map_or(0, Element::n_text);
        self.n_met += others;
        shown
    }

    /// Reads paragraphs and tables inside `parent` as lines. A nested table has a line per row, and
    /// text boxes follow the paragraph that they are anchored in.
    pub(super) fn blocks(&mut self, parent: &Element, lines: &mut Lines) {
        for child in &parent.children {
            match &*child.name {
                "p" => {
                    let mut paragraph = self.paragraph(child);
                    lines.add(&mut paragraph);
                    for text_box in paragraph.boxes {
                        let mut inside = Lines::default();
                        self.blocks(text_box, &mut inside);
                        lines
                            .done
                            .extend(inside.take().into_iter().filter(|it| !it.is_empty()));
                    }
                    lines.done.extend(paragraph.word_art.into_iter().map(plain));
                }
                "tbl" => {
                    let mut rows = Vec::new();
                    self.find(child, "tr", false, &mut rows);
                    for (row, in_prompt) in rows {
                        let line = self.with_prompt(in_prompt, |story| story.nested_row(row));
                        lines.done.extend(line);
                    }
                }
                "sdt" => {
                    let is_prompt = self.shows_prompt(child);
                    self.with_prompt(is_prompt, |story| story.blocks(child, lines));
                }
                "AlternateContent" => {
                    if let Some(shown) = self.alternative(child) {
                        self.blocks(shown, lines);
                    }
                }
                "del" | "moveFrom" => self.skip_change(child),
                "altChunk" => self.account.n_objects += 1,
                _ => self.blocks(child, lines),
            }
        }
    }

    pub(super) fn skip_change(&mut self, element: &Element) {
        self.account.n_changes += 1;
        self.skip(element);
    }

    /// Whether a table row is deleted by a tracked change; then it is left out.
    pub(super) fn is_deleted_row(&mut self, row: &Element) -> bool {
        let properties = row.child("trPr");
        let has = |name: &str| properties.is_some_and(|it| it.child(name).is_some());
        if has("del") {
            self.skip_change(row);
            return true;
        }
        self.account.n_changes += usize::from(has("ins"));
        false
    }

    fn nested_row(&mut self, row: &Element) -> Option<Text> {
        if self.is_deleted_row(row) {
            return None;
        }
        let mut cells = Vec::new();
        self.find(row, "tc", false, &mut cells);
        let mut line = Text::default();
        for (cell, in_prompt) in cells {
            let mut lines = Lines::default();
            self.with_prompt(in_prompt, |story| story.blocks(cell, &mut lines));
            for text in lines.take().into_iter().filter(|text| !text.is_empty()) {
                if !line.pieces.is_empty() {
                    line.pieces.extend(plain(" ").pieces);
                }
                line.pieces.extend(text.pieces);
            }
        }
        Some(line).filter(|line| !line.is_empty())
    }

    pub(super) fn paragraph<'e>(&mut self, element: &'e Element) -> Paragraph<'e> {
        let properties = element.child("pPr");
        let style = properties.and_then(|it| it.value("pStyle"));
        let look = self.styles.paragraph(style);
        let mut paragraph = Paragraph::default();
        self.fields.enter_paragraph(style);
        let own = self.styles.run(&look, None, &Look::default());
        self.inline(element, &look, &own, &mut paragraph);
        self.fields.end_paragraph();

        let mark = properties.and_then(|it| it.child("rPr"));
        let has = |name: &str| mark.is_some_and(|it| it.child(name).is_some());
        let deleted = has("del") || has("moveFrom");
        self.account.n_changes += usize::from(deleted || has("ins") || has("moveTo"));
        let mark_look = mark.map(Look::of).unwrap_or_default();
        let mark_look = self.styles.run(&look, None, &mark_look);
        let hidden = mark_look.hidden == Some(true);
        let empty = paragraph.text.is_empty();
        paragraph.joins_next = deleted || hidden;
        paragraph.gone = paragraph.joins_next && empty;
        if deleted || paragraph.gone || self.is_covered {
            return paragraph;
        }
        let place = properties.map(ListPlace::of).unwrap_or_default();
        if let Some(mark) = self.lists.next(place, style, &self.styles) {
            let blank = if mark.blank && !empty { " " } else { "" };
            let piece = Piece {
                text: mark.text + blank,
                struck: false,
                bold: mark.bold.or(mark_look.bold) == Some(true),
                mark: true,
                font: None,
            };
            paragraph.text.pieces.insert(0, piece);
        }
        paragraph
    }

    /// Reads what is inside a paragraph, or inside a run of look `run`.
    fn inline<'e>(&mut self, parent: &'e Element, look: &Look, run: &Look, to: &mut Paragraph<'e>) {
        for child in &parent.children {
            match &*child.name {
                "pPr" | "rPr" | "sdtPr" => {}
                "r" => {
                    let own = child.children.iter().filter(|it| &*it.name == "rPr");
                    let style = child.child("rPr").and_then(|it| it.value("rStyle"));
                    let own = own.fold(Look::default(), |all, it| all.under(&Look::of(it)));
                    let own = self.styles.run(look, style, &own);
                    self.inline(child, look, &own, to);
                }
                "t" => {
                    self.n_met += child.text.len();
                    self.push(&child.text, run, to);
                }
                "tab" | "ptab" => self.push("\t", run, to),
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {
                    self.push(&PAGE_BREAK.to_string(), run, to);
                }
                "br" | "cr" => self.push("\n", run, to),
                "noBreakHyphen" => self.push("-", run, to),
                "sym" => {
                    let text = self.symbol(child);
                    self.push(&text, run, to);
                }
                "footnoteReference" | "endnoteReference" => {
                    let mark = self.note(child, run);
                    self.push(&mark, run, to);
                }
                "commentReference" => {
                    let id = child.attribute("id").unwrap_or_default();
                    self.comments.push(id.to_owned());
                }
                "fldChar" => self.field_character(child, run, to),
                "instrText" => self.fields.add_code(&child.text),
                "fldSimple" => {
                    let code = child.attribute("instr").unwrap_or_default();
                    self.fields.begin_with(code);
                    self.inline(child, look, run, to);
                    self.end_field(run, to);
                }
                "ins" | "moveTo" => {
                    self.account.n_changes += 1;
                    self.inline(child, look, run, to);
                }
                "del" | "moveFrom" => self.skip_change(child),
                "sdt" => {
                    if self.shows_prompt(child) {
                        self.skip(child);
                    } else {
                        self.inline(child, look, run, to);
                    }
                }
                "AlternateContent" => {
                    if let Some(shown) = self.alternative(child) {
                        self.inline(shown, look, run, to);
                    }
                }
                "txbxContent" => to.boxes.push(child),
                "textpath" => to.word_art.extend(child.attribute("string")),
                "OLEObject" => self.account.n_objects += 1,
                // Formulas, in one line.
                "f" if child.child("num").is_some() => {
                    for part in &child.children {
                        if &*part.name == "den" {
                            self.push("/", run, to);
                        }
                        self.inline(part, look, run, to);
                    }
                }
                "rad" => {
                    self.push("√", run, to);
                    self.inline(child, look, run, to);
                }
                "sup" => {
                    let raised = Look {
                        position: Some("superscript".into()),
                        ..look.clone()
                    };
                    self.inline(child, &raised, &raised, to);
                }
                _ => {
                    let counts = !self.in_margin && pictures::is_large(child);
                    self.account.n_pictures += usize::from(counts);
                    self.inline(child, look, run, to);
                }
            }
        }
    }

    /// Adds text as it is shown; text that is not shown is counted.
    fn push(&mut self, text: &str, look: &Look, to: &mut Paragraph) {
        let page_number = self.in_margin && self.fields.in_page_number();
        if text.is_empty() || self.fields.in_code() || page_number || 0 < self.n_prompts {
            return;
        }
        self.fields.add_text();
        if look.hidden == Some(true) {
            self.account.n_hidden += usize::from(!text.trim().is_empty());
            return;
        }
        let font = look.font.as_deref().unwrap_or_default();
        let mut text = match symbol_fonts::symbol_font(font) {
            Some(font) => text
                .chars()
                .map(|c| symbol_fonts::character(font, c).unwrap_or(c))
                .collect(),
            None => text.to_owned(),
        };
        if look.position.as_deref() == Some("superscript") && Encoding::of_font(font).is_none() {
            text = raised(&text).unwrap_or(text);
        }
        let (struck, bold) = (look.struck == Some(true), look.bold == Some(true));
        match to.text.pieces.last_mut() {
            Some(last) if (last.struck, last.bold) == (struck, bold) && last.font == look.font => {
                last.text.push_str(&text);
            }
            _ => to.text.pieces.push(Piece {
                text,
                struck,
                bold,
                mark: false,
                font: look.font.clone(),
            }),
        }
    }

    /// Returns what `w:sym` displays; the name of its font and its code if that is not known.
    fn symbol(&mut self, element: &Element) -> String {
        let font = element.attribute("font").unwrap_or_default();
        let digits = element.attribute("char").unwrap_or_default();
        let code = u32::from_str_radix(digits, 16).ok();
        let c = code.and_then(char::from_u32).unwrap_or('\u{f0ff}');
        let is_picture = ('\u{e000}'..='\u{f8ff}').contains(&c);
        match symbol_fonts::character(font, c) {
            Some(shown) => shown.to_string(),
            // In an ordinary font the code is the character.
            None if !is_picture && symbol_fonts::symbol_font(font).is_none() => c.to_string(),
            None => {
                let name = format!("[{font} {digits}]");
                self.account.symbols.push(name.clone());
                name
            }
        }
    }

    /// Counts a footnote and returns its mark.
    fn note(&mut self, element: &Element, look: &Look) -> String {
        if look.hidden == Some(true) || 0 < self.n_prompts || self.is_covered {
            return String::new();
        }
        let is_endnote = &*element.name == "endnoteReference";
        let own_mark = element
            .attribute("customMarkFollows")
            .is_some_and(super::tree::is_on);
        let mark = match (own_mark, is_endnote) {
            (true, _) => String::new(),
            // As Word numbers them: 1, 2, 3 and i, ii, iii. In brackets, because a digit would be
            // read as part of the text before it.
            (false, false) => {
                self.n_notes[0] += 1;
                format!("({})", self.n_notes[0])
            }
            (false, true) => {
                self.n_notes[1] += 1;
                format!("({})", roman_text(self.n_notes[1]).to_lowercase())
            }
        };
        self.notes.push(NoteReference {
            is_endnote,
            id: element.attribute("id").unwrap_or_default().to_owned(),
            mark: mark.clone(),
        });
        mark
    }

    fn field_character(&mut self, element: &Element, look: &Look, to: &mut Paragraph) {
        match element.attribute("fldCharType") {
            Some("begin") => {
                if let Some(shown) = element.child("ffData").and_then(form_field) {
                    self.push(shown, look, to);
                }
                self.fields.begin();
            }
            Some("separate") => self.fields.begin_result(),
            _ => self.end_field(look, to),
        }
    }

    /// Ends a field, with what Word computes if the file does not hold its result.
    fn end_field(&mut self, look: &Look, to: &mut Paragraph) {
        match self.fields.end(!self.in_margin && !self.is_covered) {
            Some(Computed::Number(text)) => {
                self.account.n_counted += 1;
                self.push(&text, look, to);
            }
            Some(Computed::Symbol(c)) => self.push(&c.to_string(), look, to),
            Some(Computed::Prompt) => self.account.n_prompts += 1,
            Some(Computed::Unknown(code)) => self.account.fields.push(code),
            None => {}
        }
    }
}
