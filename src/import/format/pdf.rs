//! Reads PDF files with a text layer (ISO 32000): glyphs and rules of each page become lines and
//! tables, and those one sheet.
//!
//! Tables are found by their rules, as in Nurminen's thesis ("Algorithmic extraction of data in
//! tables in PDF documents", 2013) and pdfplumber: edges are snapped and joined, the smallest closed
//! regions are cells, cells that share sides are tables.

mod annotations;
mod bare_tables;
mod beside;
mod body;
mod boxes;
mod broken_ordinals;
mod columns;
mod comments;
mod content;
mod edges;
mod far_ordinals;
mod flow;
mod fonts;
mod foot_notes;
mod glyphs;
mod grid;
mod groups;
mod halves;
mod headings;
mod joined;
mod layout;
mod lines;
mod margins;
mod matrix;
mod over_pages;
mod overprint;
mod page;
mod paths;
mod placing;
mod raised;
mod right_part;
mod row_ends;
mod rows_by_fill;
mod rows_by_ordinals;
mod rows_by_rules;
mod sides;
mod state;
mod streams;
mod strips;
mod struck;
mod table;
mod text;
mod titles;
mod total_row;
mod underlines;
mod unnumbered;
mod unruled;
mod wrapped;

use std::{collections::BTreeSet, sync::Arc};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page as PdfPage};

pub(in crate::import) use self::headings::RoleOf;
use self::{
    body::Body,
    content::Reader,
    fonts::{Fonts, UNKNOWN},
    layout::{PageLayout, layout},
    page::PictureId,
};
use super::{quotation::quoted, sheet::Sheet};
use crate::{
    import::ImportError,
    model::Role,
    reference::legacy_fonts::{self, Encoding},
    wording::{Key, Message},
};

/// Maximum number of pages that are read.
const PAGES_MAX: usize = 3_000;
/// Maximum number of letters on a page whose picture is its content.
const SCAN_LETTERS_MAX: usize = 30;
/// Share of a page that a picture covers if it is its content.
const SCAN_SHARE: f64 = 0.4;

/// Reads a file as one sheet. `role_of` tells what headings say about their columns. The password may
/// be empty: some files are locked only for changes.
pub(in crate::import) fn read(
    bytes: &[u8],
    password: &str,
    role_of: RoleOf,
) -> Result<Vec<Sheet>, ImportError> {
    streams::check_objects(bytes)?;
    let pdf = Pdf::new_with_password(Arc::new(bytes.to_vec()), password);
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ImportError::PdfPassword,
        LoadPdfError::Decryption(_) => ImportError::PdfEncrypted,
        LoadPdfError::Invalid => ImportError::Truncated,
    })?;
    let role_of: RoleOf = &|heading| role_in_any_font(heading, role_of);
    let mut reader = Reader::new();
    let mut pages: Vec<PageLayout> = Vec::new();
    let mut scanned: Vec<usize> = Vec::new();
    let mut pictures: BTreeSet<PictureId> = BTreeSet::new();
    let (mut n_letters, mut n_unseen) = (0, 0);
    for (number, source) in (1..).zip(pdf.pages().iter().take(PAGES_MAX)) {
        let page = reader.read(source)?;
        let letters = page.glyphs.iter().filter(|glyph| !glyph.is_space()).count();
        if letters <= SCAN_LETTERS_MAX && SCAN_SHARE * page.width * page.height < page.picture {
            scanned.push(number);
        }
        if scanned.last() != Some(&number) {
            pictures.extend(&page.pictures);
        }
        n_letters += letters;
        n_unseen += page.n_unseen;
        pages.push(PageLayout {
            number,
            ..layout(page)
        });
    }
    if pages.is_empty() {
        return Err(ImportError::Truncated);
    }
    if n_letters == 0 || (scanned.len() == pages.len()) {
        return Err(match scanned.is_empty() {
            true => ImportError::PdfEmpty,
            false => ImportError::PdfScan,
        });
    }
    let cut = put_beside(&mut pages, &mut reader, pdf.pages(), role_of)?;
    let unknown = unknown_fonts(&reader.fonts)?;
    right_part::say(&mut pages, role_of);
    halves::divide(&mut pages, role_of);
    foot_notes::take(&mut pages);
    over_pages::find(&mut pages, role_of);
    let mut account = Account {
        unknown,
        scanned,
        cut,
        n_pictures: pictures.len(),
        // The text below a picture.
        is_recognised: n_letters < 2 * n_unseen,
        margins: margins::take(&mut pages),
        ..Account::default()
    };
    let mut body = Body::new(&reader.fonts);
    for (number, mut page) in pages.into_iter().enumerate() {
        account.signatures.append(&mut page.signatures);
        account.overlays.append(&mut page.overlays);
        account.struck.append(&mut page.struck);
        account.comments.append(&mut page.comments);
        account.marked.append(&mut page.marked);
        body.page(number, page)?;
    }
    account.margins.append(&mut body.continued);
    Ok(vec![body.finish(account.remarks())?])
}

/// Returns what a heading says, which may be typed in a font from before Unicode.
fn role_in_any_font(heading: &str, role_of: RoleOf) -> Option<Role> {
    role_of(heading).or_else(|| {
        let mut encodings = [Encoding::Tcvn3, Encoding::Vni].into_iter();
        let is_legacy = legacy_fonts::may_be_legacy(heading);
        encodings.find_map(|encoding| {
            is_legacy
                .then(|| role_of(&encoding.decode(heading)))
                .flatten()
        })
    })
}

/// Puts pages that are beside each other together, and says so. Returns the lines of which only a part
/// is on a page whose place is not known.
fn put_beside<'a>(
    pages: &mut Vec<PageLayout>,
    reader: &mut Reader<'a>,
    sources: &[PdfPage<'a>],
    role_of: RoleOf,
) -> Result<Vec<String>, ImportError> {
    let mut found = beside::find(pages, role_of);
    found.spreads.extend(right_part::find(pages, role_of));
    let mut cut = Vec::new();
    for (left, page) in found.unsure {
        if let Some(layout) = pages.get_mut(page) {
            cut.extend(layout.take_cut_lines());
            let numbers = [page + 1, left + 1].map(|it| it.to_string());
            layout.remarks.push(Key::NoteMaybeBeside.with(numbers));
        }
    }
    let mut taken = Vec::new();
    // One note of each kind: its first page, the pages that were put to the right, and of which.
    let mut said: Vec<(Key, usize, Vec<String>, Vec<String>)> = Vec::new();
    for spread in found.spreads {
        let mut parts = Vec::new();
        for part in &spread.parts {
            if let Some(source) = sources.get(part.page) {
                parts.push((reader.read(source)?, *part));
            }
        }
        let mut numbers = spread.parts.iter().map(|part| part.page);
        let Some(first) = numbers.next() else {
            continue;
        };
        let others: Vec<usize> = numbers.collect();
        let shown: Vec<String> = others.iter().map(|it| (it + 1).to_string()).collect();
        let key = match spread.is_by_order {
            true => Key::NoteBesideByOrder,
            false => Key::NoteBeside,
        };
        if let Some(layout_of_first) = pages.get_mut(first) {
            *layout_of_first = PageLayout {
                number: layout_of_first.number,
                remarks: std::mem::take(&mut layout_of_first.remarks),
                ..layout(beside::joined(parts))
            };
            match said.iter_mut().find(|it| it.0 == key) {
                Some((_, _, right, left)) => {
                    right.extend(shown);
                    left.push((first + 1).to_string());
                }
                None => said.push((key, first, shown, vec![(first + 1).to_string()])),
            }
        }
        taken.extend(others);
    }
    for (key, first, right, left) in said {
        if let Some(layout) = pages.get_mut(first) {
            let message = key.with([right.join(", "), left.join(", ")]);
            layout.remarks.push(message);
        }
    }
    let mut number = 0;
    pages.retain(|_| {
        number += 1;
        !taken.contains(&(number - 1))
    });
    Ok(cut)
}

/// Returns the fonts with glyphs whose letters are not known. Fails if most letters are not.
fn unknown_fonts(fonts: &Fonts) -> Result<Vec<String>, ImportError> {
    let (mut n_known, mut n_unknown) = (0, 0);
    let mut names: Vec<String> = Vec::new();
    for font in fonts.iter() {
        n_known += font.n_known;
        n_unknown += font.n_unknown;
        if 0 < font.n_unknown && !names.contains(&font.name.to_string()) {
            names.push(font.name.to_string());
        }
    }
    if n_known < n_unknown {
        return Err(ImportError::PdfFont(quoted(&names)));
    }
    Ok(names)
}

/// What a file shows beside the text of its sheet.
#[derive(Default)]
struct Account {
    signatures: Vec<String>,
    overlays: Vec<String>,
    struck: Vec<String>,
    /// What readers of the file wrote on its pages, and what they marked to be removed.
    comments: Vec<String>,
    marked: Vec<String>,
    margins: Vec<String>,
    /// Lines of which only a part is on a page.
    cut: Vec<String>,
    /// Fonts with glyphs whose letters are not known.
    unknown: Vec<String>,
    /// Numbers of the pages that are pictures.
    scanned: Vec<usize>,
    /// Number of pictures that may show a table, on other pages.
    n_pictures: usize,
    /// Whether a program recognised the text in pictures.
    is_recognised: bool,
}

impl Account {
    fn remarks(mut self) -> Vec<(Option<u32>, Message)> {
        // A stamp may repeat its text.
        let overlays = &self.overlays;
        self.comments.retain(|comment| {
            let mut others = overlays.iter();
            !others.any(|it| it.split_whitespace().eq(comment.split_whitespace()))
        });
        let mut remarks: Vec<Message> = Vec::new();
        for (key, texts) in [
            (Key::NoteSignature, &self.signatures),
            (Key::NoteBoxes, &self.overlays),
            (Key::NotePageComments, &self.comments),
            (Key::NoteMarkedRemoved, &self.marked),
            (Key::NoteMargins, &self.margins),
            (Key::NoteStruckRuns, &self.struck),
            (Key::NoteCutLines, &self.cut),
        ] {
            if !texts.is_empty() {
                remarks.push(key.with([quoted(texts)]));
            }
        }
        if !self.unknown.is_empty() {
            let sign = UNKNOWN.to_string();
            remarks.push(Key::NoteUnknownFont.with([quoted(&self.unknown), sign]));
        }
        if !self.scanned.is_empty() {
            let pages: Vec<String> = self.scanned.iter().map(usize::to_string).collect();
            remarks.push(Key::NoteScannedPages.with([pages.join(", ")]));
        }
        if 0 < self.n_pictures && !self.is_recognised {
            remarks.push(Key::NotePictures.with([self.n_pictures.to_string()]));
        }
        if self.is_recognised {
            remarks.push(Key::NoteRecognised.into());
        }
        remarks.into_iter().map(|message| (None, message)).collect()
    }
}
