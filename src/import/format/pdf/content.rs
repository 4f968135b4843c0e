//! Runs the content of pages and records glyphs and rules. Colours and pictures play no part: a white
//! rule separates cells as a black one does. What is clipped away is not on the page.

use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction},
    object::{Array, Dict, Name, Object, Stream},
    page::{Page as PdfPage, Resources},
};

use super::{
    annotations::annotations,
    boxes,
    comments::{self, Quad},
    fonts::Fonts,
    glyphs::{attach_mark, turn},
    matrix::Matrix,
    page::{Glyph, Page, PartKind, PictureId},
    paths::Path,
    state::State,
    streams, struck, underlines,
};
use crate::import::ImportError;

/// Maximum number of operators and codes of a document. A full page has 6 000.
const WORK_MAX: usize = 20_000_000;
/// Maximum number of glyphs of a document: a thousand full pages.
const GLYPHS_MAX: usize = 4_000_000;
/// Maximum number of bytes of content that are decoded, forms as often as they are drawn.
const CONTENT_MAX: usize = 512 << 20;
/// The same of a page.
const PAGE_MAX: usize = 64 << 20;
/// Maximum number of glyphs and of rules of a page.
const PARTS_MAX: usize = 100_000;
/// How far the middle of a glyph may be outside the clip, in sizes. What shows less than half is not
/// on the page: programs print the text of a merged cell on each page, and clip it.
const CLIP_SLACK: f64 = 0.1;
/// What it takes to begin with a form, counted in operators.
const FORM_WORK: usize = 500;
/// Number of bytes or letters to look at, as much work as an operator.
const BYTES_OF_WORK: usize = 8;
/// Maximum depth of forms within forms.
const DEPTH_MAX: usize = 12;
/// Maximum number of saved states.
const STATES_MAX: usize = 256;

/// Reads the pages of a document one after the other.
pub(super) struct Reader<'a> {
    pub fonts: Fonts<'a>,
    n_work: usize,
    n_bytes: usize,
    n_glyphs: usize,
    n_inline: usize,
}

/// A content stream that is being run.
struct Run<'r, 'a> {
    reader: &'r mut Reader<'a>,
    page: &'r mut Page,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    /// Whether the path clips what follows it.
    clips: bool,
    part: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new() -> Reader<'a> {
        Reader {
            fonts: Fonts::new(),
            n_work: 0,
            n_bytes: 0,
            n_glyphs: 0,
            n_inline: 0,
        }
    }

    pub(super) fn read(&mut self, source: &PdfPage<'a>) -> Result<Page, ImportError> {
        let (width, height) = source.render_dimensions();
        let mut page = Page {
            width: f64::from(width),
            height: f64::from(height),
            parts: vec![PartKind::Content],
            ..Page::default()
        };
        let base = Matrix(source.initial_transform(true).as_coeffs());
        let content = self.content(source);
        self.run(&mut page, &content, source.resources(), base, 0, 0)?;
        self.annotations(&mut page, source, base)?;
        page.set_upright();
        page.struck = struck::take(&mut page);
        underlines::take(&mut page);
        boxes::take(&mut page);
        Ok(page)
    }

    /// Returns the content of a page, whose streams are one.
    fn content(&mut self, source: &PdfPage<'a>) -> Vec<u8> {
        let dict = source.raw();
        if let Some(stream) = dict.get::<Stream>(b"Contents") {
            return streams::decoded(&stream).unwrap_or_default();
        }
        let mut content = Vec::new();
        let array = dict.get::<Array>(b"Contents").unwrap_or_default();
        for object in array.iter::<Object>() {
            let stream = object.into_stream();
            if let Some(part) = stream.and_then(|it| streams::decoded(&it)) {
                content.extend(part);
                content.push(b' ');
            }
            if PAGE_MAX < content.len() {
                break;
            }
        }
        content
    }

    fn run(
        &mut self,
        page: &mut Page,
        content: &[u8],
        resources: &Resources<'a>,
        ctm: Matrix,
        part: usize,
        depth: usize,
    ) -> Result<(), ImportError> {
        self.n_bytes += content.len();
        if CONTENT_MAX < self.n_bytes {
            return Err(ImportError::TooLarge);
        }
        let mut run = Run {
            reader: self,
            page,
            state: State::at(ctm),
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            clips: false,
            part,
            depth,
        };
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            run.reader.spend(1)?;
            run.step(&instruction, resources)?;
        }
        Ok(())
    }

    fn spend(&mut self, work: usize) -> Result<(), ImportError> {
        self.n_work += work;
        match self.n_work <= WORK_MAX && self.n_glyphs <= GLYPHS_MAX {
            true => Ok(()),
            false => Err(ImportError::TooLarge),
        }
    }

    /// Runs what is laid over a page: signatures, stamps and fields of forms.
    fn annotations(
        &mut self,
        page: &mut Page,
        source: &PdfPage<'a>,
        base: Matrix,
    ) -> Result<(), ImportError> {
        for annotation in annotations(source) {
            let n_looked_at = annotation.quads.len() * page.glyphs.len();
            self.spend((annotation.n_bytes + n_looked_at) / BYTES_OF_WORK)?;
            let quads = annotation.quads.iter();
            let quads: Vec<Quad> = quads.map(|quad| quad.map(|it| base.point(it))).collect();
            comments::note(page, annotation.text, &quads, annotation.removes);
            let Some((form, placed)) = annotation.form else {
                continue;
            };
            let part = page.parts.len();
            page.parts.push(annotation.kind);
            self.form(page, &form, None, base.after(placed), part, 1)?;
        }
        Ok(())
    }

    /// Runs a form, with the resources of what draws it where it has none.
    fn form(
        &mut self,
        page: &mut Page,
        form: &Stream<'a>,
        outer: Option<&Resources<'a>>,
        ctm: Matrix,
        part: usize,
        depth: usize,
    ) -> Result<(), ImportError> {
        if DEPTH_MAX < depth {
            return Ok(());
        }
        self.spend(FORM_WORK)?;
        let Some(content) = streams::decoded(form) else {
            return Ok(());
        };
        let matrix = form.dict().get::<[f64; 6]>(b"Matrix").map(Matrix);
        let ctm = ctm.after(matrix.unwrap_or(Matrix::IDENTITY));
        let own = form.dict().get::<Dict>(b"Resources").map(Resources::new);
        let resources = match (&own, outer) {
            (Some(own), _) => own,
            (None, Some(outer)) => outer,
            (None, None) => return Ok(()),
        };
        self.run(page, &content, resources, ctm, part, depth)
    }
}

impl<'a> Run<'_, 'a> {
    fn step(
        &mut self,
        instruction: &TypedInstruction,
        resources: &Resources<'a>,
    ) -> Result<(), ImportError> {
        let state = &mut self.state;
        match instruction {
            TypedInstruction::SaveState(_) => {
                if self.saved.len() < STATES_MAX {
                    self.saved.push(state.clone());
                }
            }
            TypedInstruction::RestoreState(_) => {
                if let Some(saved) = self.saved.pop() {
                    *state = saved;
                }
            }
            TypedInstruction::Transform(it) => {
                let matrix = Matrix::of([it.0, it.1, it.2, it.3, it.4, it.5]);
                let ctm = state.ctm.after(matrix);
                if ctm.is_finite() {
                    state.ctm = ctm;
                }
            }
            TypedInstruction::LineWidth(it) => state.line_width = it.0.as_f64(),
            TypedInstruction::MoveTo(it) => {
                let point = state.ctm.point((it.0.as_f64(), it.1.as_f64()));
                self.path.start(point);
            }
            TypedInstruction::LineTo(it) => {
                let point = state.ctm.point((it.0.as_f64(), it.1.as_f64()));
                self.path.line_to(point);
            }
            TypedInstruction::CubicTo(it) => {
                let point = state.ctm.point((it.4.as_f64(), it.5.as_f64()));
                self.path.curve_to(point);
            }
            TypedInstruction::CubicStartTo(it) => {
                let point = state.ctm.point((it.2.as_f64(), it.3.as_f64()));
                self.path.curve_to(point);
            }
            TypedInstruction::CubicEndTo(it) => {
                let point = state.ctm.point((it.2.as_f64(), it.3.as_f64()));
                self.path.curve_to(point);
            }
            TypedInstruction::ClosePath(_) => self.path.close(),
            TypedInstruction::RectPath(it) => {
                let bounds = [it.0, it.1, it.2, it.3].map(|it| it.as_f64());
                self.path.rectangle(state.ctm, bounds);
            }
            TypedInstruction::ClipNonZero(_) | TypedInstruction::ClipEvenOdd(_) => {
                self.clips = true;
            }
            TypedInstruction::EndPath(_) => self.draw(false, false),
            TypedInstruction::StrokePath(_) => self.draw(true, false),
            TypedInstruction::CloseAndStrokePath(_) => {
                self.path.close();
                self.draw(true, false);
            }
            TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_) => self.draw(false, true),
            TypedInstruction::FillAndStrokeNonZero(_)
            | TypedInstruction::FillAndStrokeEvenOdd(_) => self.draw(true, true),
            TypedInstruction::CloseFillAndStrokeNonZero(_)
            | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.draw(true, true);
            }
            TypedInstruction::XObject(it) => self.x_object(it.0, resources)?,
            TypedInstruction::InlineImage(_) => {
                self.reader.n_inline += 1;
                self.picture(PictureId::Inline(self.reader.n_inline));
            }
            _ => self.text_step(instruction, resources)?,
        }
        Ok(())
    }

    fn text_step(
        &mut self,
        instruction: &TypedInstruction,
        resources: &Resources<'a>,
    ) -> Result<(), ImportError> {
        let state = &mut self.state;
        match instruction {
            TypedInstruction::BeginText(_) => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
            }
            TypedInstruction::CharacterSpacing(it) => state.char_space = it.0.as_f64(),
            TypedInstruction::WordSpacing(it) => state.word_space = it.0.as_f64(),
            TypedInstruction::HorizontalScaling(it) => state.scale = it.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(it) => state.leading = it.0.as_f64(),
            TypedInstruction::TextRise(it) => state.rise = it.0.as_f64(),
            TypedInstruction::TextRenderingMode(it) => state.is_unseen = it.0.as_i64() == 3,
            TypedInstruction::TextFont(it) => {
                let font = resources.get_font(it.0);
                state.font = font.map(|font| self.reader.fonts.load(&font));
                state.size = it.1.as_f64();
            }
            TypedInstruction::NextLine(it) => self.next_line(it.0.as_f64(), it.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(it) => {
                state.leading = -it.1.as_f64();
                self.next_line(it.0.as_f64(), it.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => {
                let leading = state.leading;
                self.next_line(0.0, -leading);
            }
            TypedInstruction::SetTextMatrix(it) => {
                self.line = Matrix::of([it.0, it.1, it.2, it.3, it.4, it.5]);
                self.text = self.line;
            }
            TypedInstruction::ShowText(it) => self.show(it.0)?,
            TypedInstruction::NextLineAndShowText(it) => {
                let leading = state.leading;
                self.next_line(0.0, -leading);
                self.show(it.0)?;
            }
            TypedInstruction::ShowTextWithParameters(it) => {
                state.word_space = it.0.as_f64();
                state.char_space = it.1.as_f64();
                let leading = state.leading;
                self.next_line(0.0, -leading);
                self.show(it.2)?;
            }
            TypedInstruction::ShowTexts(it) => {
                for item in it.0.iter::<Object>() {
                    match item {
                        Object::String(text) => self.show(&text)?,
                        Object::Number(number) => {
                            let shift = -number.as_f64() / 1000.0;
                            self.advance(shift * self.state.size * self.state.scale);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.after(Matrix::shift(x, y));
        self.text = self.line;
    }

    fn advance(&mut self, x: f64) {
        self.text = self.text.after(Matrix::shift(x, 0.0));
    }

    /// Shows a string.
    fn show(&mut self, bytes: &[u8]) -> Result<(), ImportError> {
        let Some(font) = self.state.font else {
            return Ok(());
        };
        let mut at = 0;
        while let Some(code) = self.reader.fonts.read(font, bytes, at) {
            at += code.n_bytes;
            self.reader.spend(1)?;
            let state = &self.state;
            let word_space = if code.is_word_space {
                state.word_space
            } else {
                0.0
            };
            let advance = (code.advance * state.size + state.char_space + word_space) * state.scale;
            let placed = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, state.rise]);
            let matrix = state.ctm.after(self.text).after(placed);
            self.place(matrix, code.text, advance, font);
            self.advance(advance);
        }
        Ok(())
    }

    /// Records a glyph that `matrix` puts on the page.
    fn place(&mut self, matrix: Matrix, text: String, advance: f64, font: usize) {
        if !matrix.is_finite() || PARTS_MAX < self.page.glyphs.len() {
            return;
        }
        let (x, y) = matrix.point((0.0, 0.0));
        let (along, across) = (matrix.along(), matrix.across());
        let size = across.0.hypot(across.1) * self.state.size.abs();
        // A negative size turns a glyph round.
        let sign = if self.state.size < 0.0 { -1.0 } else { 1.0 };
        let turn = turn((along.0 * sign, along.1 * sign));
        let width = advance.abs() * along.0.hypot(along.1);
        if size < 0.1 || !(width.is_finite() && size.is_finite()) {
            return;
        }
        if self.state.is_unseen && !text.trim().is_empty() {
            self.page.n_unseen += 1;
        }
        let is_bold = self.reader.fonts.get(font).is_some_and(|it| it.is_bold);
        let glyph = Glyph {
            text,
            x,
            y,
            width,
            size,
            font,
            is_bold,
            turn,
            part: self.part,
        };
        if !self.shows(&glyph) {
            self.page.note_cut(&glyph, self.state.clip);
            return;
        }
        if !attach_mark(&mut self.page.glyphs, &glyph) {
            self.reader.n_glyphs += 1;
            self.page.glyphs.push(glyph);
        }
    }

    fn draw(&mut self, strokes: bool, fills: bool) {
        let Page { rules, shades, .. } = &mut *self.page;
        if rules.len() + shades.len() < PARTS_MAX {
            if strokes {
                let width = self.state.line_width * self.state.ctm.area().sqrt();
                self.path.stroke(width, rules);
            }
            if fills {
                self.path.fill(rules, shades);
            }
        }
        if std::mem::take(&mut self.clips)
            && let Some(bounds) = self.path.bounds()
        {
            self.state.clip_to(bounds);
        }
        self.path.clear();
    }

    /// Whether a glyph is in what is drawn, or reaches into it.
    fn shows(&self, glyph: &Glyph) -> bool {
        let [left, top, right, bottom] = self.state.clip;
        let ((x, y), slack) = (glyph.middle(), CLIP_SLACK * glyph.size);
        (left - slack..=right + slack).contains(&x) && (top - slack..=bottom + slack).contains(&y)
    }

    fn picture(&mut self, id: PictureId) {
        let ctm = self.state.ctm;
        let [(a, b), (c, d)] = [ctm.along(), ctm.across()];
        self.page
            .note_picture(ctm.area(), [a.hypot(b), c.hypot(d)], id);
    }

    fn x_object(&mut self, name: &Name, resources: &Resources<'a>) -> Result<(), ImportError> {
        let Some(object) = resources.get_x_object(name) else {
            return Ok(());
        };
        if object
            .dict()
            .get::<Name>(b"Subtype")
            .is_some_and(|it| *it == *b"Image")
        {
            self.picture(PictureId::Object(object.raw_data().as_ptr() as usize));
            return Ok(());
        }
        let part = match self.part {
            0 => {
                self.page.parts.push(PartKind::Content);
                self.page.parts.len() - 1
            }
            part => part,
        };
        let (ctm, depth) = (self.state.ctm, self.depth + 1);
        let outer = Some(resources);
        self.reader
            .form(self.page, &object, outer, ctm, part, depth)
    }
}
