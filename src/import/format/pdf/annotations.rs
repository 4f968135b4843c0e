//! What is laid over a page: appearances, and what readers of the file wrote.

use hayro_syntax::{
    object::{Array, Dict, Name, Rect, Stream, String as Text},
    page::Page as PdfPage,
};

use super::{matrix::Matrix, page::PartKind};

/// Maximum number of annotations of a page, and of the letters of one that are kept.
const ANNOTATIONS_MAX: usize = 2_000;
const LETTERS_MAX: usize = 2_000;
/// Maximum number of marked stretches of an annotation, and of its bytes.
const QUADS_MAX: usize = 500;
const BYTES_MAX: usize = 200_000;

/// Annotations that readers of a document make (ISO 32000-1, 12.5.6.2). Fields, links and pop-ups are none.
const MARKUP: [&[u8]; 17] = [
    b"Text",
    b"FreeText",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Stamp",
    b"Caret",
    b"Ink",
    b"FileAttachment",
    b"Sound",
    b"Redact",
];

/// Something laid over a page.
pub(super) struct Annotation<'a> {
    pub kind: PartKind,
    /// Number of bytes that were read for it.
    pub n_bytes: usize,
    /// What draws it, and where.
    pub form: Option<(Stream<'a>, Matrix)>,
    /// What its author wrote.
    pub text: String,
    /// The stretches of the page that it marks: the corners of each.
    pub quads: Vec<[(f64, f64); 4]>,
    /// Whether what it marks is to be removed.
    pub removes: bool,
}

/// Returns what is laid over a page and is shown.
pub(super) fn annotations<'a>(page: &PdfPage<'a>) -> Vec<Annotation<'a>> {
    let annotations = page.raw().get::<Array>(b"Annots").unwrap_or_default();
    let annotations = annotations.iter::<Dict>().take(ANNOTATIONS_MAX);
    annotations.filter_map(|dict| annotation(&dict)).collect()
}

fn annotation<'a>(dict: &Dict<'a>) -> Option<Annotation<'a>> {
    const HIDDEN: i32 = 1 << 1;
    const NO_VIEW: i32 = 1 << 5;
    if BYTES_MAX < dict.data().len() {
        return None;
    }
    let flags = dict.get::<i32>(b"F").unwrap_or(0);
    let subtype = dict.get::<Name>(b"Subtype");
    let is = |name: &[u8]| subtype.as_ref().is_some_and(|it| **it == *name);
    if flags & (HIDDEN | NO_VIEW) != 0 || is(b"Popup") {
        return None;
    }
    let is_markup = MARKUP.into_iter().any(is);
    // "Accepted", "Completed": the state of another annotation.
    let is_state = dict.contains_key(b"StateModel");
    let mut text = match is_markup && !is_state {
        true => dict.get::<Text>(b"Contents").map(|it| decoded(&it)),
        false => None,
    }
    .unwrap_or_default();
    let form = appearance(dict).map(|form| {
        let placed = placement(&form, dict.get::<Rect>(b"Rect"));
        (form, placed)
    });
    if is(b"Stamp") && text.is_empty() && form.is_none() {
        text = dict
            .get::<Name>(b"Name")
            .map_or_else(String::new, |name| name.as_str().to_owned());
    }
    // A typed comment is drawn as it was written.
    let is_written = is(b"FreeText") && !text.is_empty();
    let parent = dict.get::<Dict>(b"Parent").unwrap_or_default();
    let field = dict.get::<Name>(b"FT");
    let field = field.or_else(|| parent.get::<Name>(b"FT"));
    let kind = match field {
        Some(field) if *field == *b"Sig" => PartKind::Signature,
        _ if is(b"Widget") => PartKind::Content,
        _ => PartKind::Overlay,
    };
    Some(Annotation {
        kind,
        n_bytes: dict.data().len(),
        form: form.filter(|_| !is_written),
        text,
        quads: if is_markup { quads(dict) } else { Vec::new() },
        removes: is(b"StrikeOut") || is(b"Redact"),
    })
}

/// Returns the stretches of text that an annotation marks.
fn quads(dict: &Dict) -> Vec<[(f64, f64); 4]> {
    let points = dict.get::<Array>(b"QuadPoints").unwrap_or_default();
    let numbers: Vec<f64> = points.iter::<f64>().take(8 * QUADS_MAX).collect();
    let quads = numbers.chunks_exact(8).filter_map(|quad| match quad {
        [a, b, c, d, e, f, g, h] => Some([(*a, *b), (*c, *d), (*e, *f), (*g, *h)]),
        _ => None,
    });
    quads.collect()
}

/// Returns a text string (ISO 32000-1, 7.9.2.2), whose first bytes tell its encoding.
fn decoded(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2);
        let units = pairs.filter_map(|pair| Some(unit([*pair.first()?, *pair.get(1)?])));
        String::from_utf16_lossy(&units.collect::<Vec<u16>>())
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| document_character(*byte)).collect(),
    };
    let shown = text.chars().take(LETTERS_MAX);
    let shown = shown.map(|c| if c.is_control() { ' ' } else { c });
    shown.collect::<String>().trim().to_owned()
}

/// Returns the character of a byte in PDFDocEncoding.
fn document_character(byte: u8) -> char {
    const FROM_80: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    let special = usize::from(byte)
        .checked_sub(0x80)
        .and_then(|at| FROM_80.get(at));
    match byte {
        0xA0 => '€',
        _ => special.copied().unwrap_or(char::from(byte)),
    }
}

/// Returns the form that shows an annotation.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let appearances = annotation.get::<Dict>(b"AP")?;
    if let Some(form) = appearances.get::<Stream>(b"N") {
        return Some(form);
    }
    let states = appearances.get::<Dict>(b"N")?;
    let state = annotation.get::<Name>(b"AS")?;
    states.get::<Stream>(&*state)
}

/// Returns the transformation that puts the box of a form into a rectangle of the page.
fn placement(form: &Stream, place: Option<Rect>) -> Matrix {
    let bounds = form.dict().get::<Rect>(b"BBox");
    let (Some(bounds), Some(place)) = (bounds, place) else {
        return Matrix::IDENTITY;
    };
    let matrix = form.dict().get::<[f64; 6]>(b"Matrix").map(Matrix);
    let matrix = matrix.unwrap_or(Matrix::IDENTITY);
    let corners = [
        (bounds.x0, bounds.y0),
        (bounds.x1, bounds.y0),
        (bounds.x0, bounds.y1),
        (bounds.x1, bounds.y1),
    ]
    .map(|corner| matrix.point(corner));
    let span = |of: fn(&(f64, f64)) -> f64| {
        let values = || corners.iter().map(of);
        (
            values().fold(f64::MAX, f64::min),
            values().fold(f64::MIN, f64::max),
        )
    };
    let (left, right) = span(|it| it.0);
    let (low, high) = span(|it| it.1);
    let ratio = |to: f64, from: f64| if from.abs() < 1e-6 { 1.0 } else { to / from };
    let x = ratio(place.x1 - place.x0, right - left);
    let y = ratio(place.y1 - place.y0, high - low);
    Matrix([x, 0.0, 0.0, y, place.x0 - left * x, place.y0 - low * y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_tell_their_encoding() {
        for (bytes, expected) in [
            (b"\xFE\xFF\x1E\xED\x00a".as_slice(), "ửa"),
            (b"\xFF\xFE\xED\x1Ea\x00", "ửa"),
            (b"\xEF\xBB\xBFs\xE1\xBB\xADa", "sửa"),
            (b"na\x84t\xE9\r2", "na—té 2"),
            (b"\xFE\xFF\x1E", ""),
        ] {
            assert_eq!(decoded(bytes), expected);
        }
    }
}
