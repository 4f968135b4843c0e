//! The fonts of a document: which text a code shows, and how far it advances.

use std::{cell::OnceCell, collections::HashMap, rc::Rc, sync::Arc};

use hayro_font::{
    CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontQuery, FontResolverFn, OutlineGlyph,
    UNITS_PER_EM, hayro_cmap::BfString,
};
use hayro_syntax::object::{Array, Dict, Name, Stream};
use skrifa::{FontRef, MetadataProvider as _};

use super::streams;
use crate::{
    reference::{legacy_fonts::Encoding, symbol_fonts},
    text::misread::windows_1252,
};

/// What a glyph shows whose letter is not known.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// Maximum number of widths that a font may declare; there are 65 536 codes.
const WIDTHS_MAX: u64 = 1_000_000;

/// A font file without glyphs. Fonts that are not embedded take its place: only their names, codes
/// and widths matter here.
const NO_GLYPHS: [u8; 12] = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    glyphs: FontResolverFn,
    cmaps: CMapResolverFn,
    fonts: Vec<LoadedFont<'a>>,
    /// Index of a font by the place and length of its dictionary in memory.
    known: HashMap<(*const u8, usize), usize>,
}

/// A font in use.
pub(super) struct LoadedFont<'a> {
    font: Option<Font<'a>>,
    /// Name without the prefix of a subset and without style.
    pub name: Rc<str>,
    pub is_bold: bool,
    is_simple: bool,
    /// Characters by glyph, as the embedded font says.
    by_glyph: OnceCell<HashMap<u32, char>>,
    /// Number of glyphs whose letters are not known.
    pub n_unknown: usize,
    pub n_known: usize,
}

/// A code of a font, read from a string of the page.
pub(super) struct Code {
    pub text: String,
    /// Advance in shares of the size.
    pub advance: f64,
    pub n_bytes: usize,
    /// Whether the spacing of words applies.
    pub is_word_space: bool,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Fonts<'a> {
        let no_glyphs: FontData = Arc::new(NO_GLYPHS);
        Fonts {
            cache: FontCache::new(),
            glyphs: Arc::new(move |_: &FontQuery| Some((Arc::clone(&no_glyphs), 0))),
            // Predefined maps are those of Chinese, Japanese and Korean.
            cmaps: Arc::new(|_| None),
            fonts: Vec::new(),
            known: HashMap::new(),
        }
    }

    pub(super) fn get(&self, idx: usize) -> Option<&LoadedFont<'a>> {
        self.fonts.get(idx)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &LoadedFont<'a>> {
        self.fonts.iter()
    }

    /// Loads a font, or finds it among those loaded.
    pub(super) fn load(&mut self, dict: &Dict<'a>) -> usize {
        let key = (dict.data().as_ptr(), dict.data().len());
        if let Some(idx) = self.known.get(&key) {
            return *idx;
        }
        let font = is_sane(dict).then(|| self.cache.font(dict, &self.glyphs, &self.cmaps));
        let name = dict.get::<Name>(b"BaseFont");
        let name = name.as_ref().map_or("", |name| name.as_str());
        let descriptor = dict.get::<Dict>(b"FontDescriptor").unwrap_or_default();
        let is_heavy = descriptor
            .get::<i32>(b"FontWeight")
            .is_some_and(|it| 600 <= it);
        let plain = without_style(name);
        self.fonts.push(LoadedFont {
            font: font.flatten(),
            is_bold: is_heavy || name.to_lowercase().contains("bold"),
            is_simple: dict
                .get::<Name>(b"Subtype")
                .is_some_and(|it| *it != *b"Type0"),
            name: Rc::from(plain),
            by_glyph: OnceCell::new(),
            n_unknown: 0,
            n_known: 0,
        });
        self.known.insert(key, self.fonts.len() - 1);
        self.fonts.len() - 1
    }

    /// Reads the next code of a string from `at` on.
    pub(super) fn read(&mut self, idx: usize, bytes: &[u8], at: usize) -> Option<Code> {
        let byte = *bytes.get(at)?;
        let loaded = self.fonts.get_mut(idx)?;
        let Some(font) = loaded.font.clone() else {
            loaded.n_unknown += 1;
            return Some(Code {
                text: UNKNOWN.to_string(),
                advance: 0.5,
                n_bytes: 1,
                is_word_space: byte == b' ',
            });
        };
        let (code, n_bytes) = font.read_code(bytes, at);
        let n_bytes = n_bytes.max(1);
        let text = loaded.text(&font, code);
        match &text {
            Some(text) if !text.trim().is_empty() => loaded.n_known += 1,
            Some(_) => {}
            None => loaded.n_unknown += 1,
        }
        Some(Code {
            text: text.unwrap_or_else(|| UNKNOWN.to_string()),
            advance: font.code_advance(code).x / f64::from(UNITS_PER_EM),
            n_bytes,
            is_word_space: n_bytes == 1 && byte == b' ',
        })
    }
}

impl LoadedFont<'_> {
    /// Returns the text that a code shows; `None` if nothing says what it is.
    fn text(&self, font: &Font, code: u32) -> Option<String> {
        let glyph = font.map_code(code);
        let shown = font.glyph(glyph, code);
        let said = match &shown {
            FontGlyph::Outline(outline) => outline.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let said = said.map(|text| match text {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        });
        if let Some(text) = said.filter(|text| is_text(text)) {
            return Some(self.symbols(&text));
        }
        let byte = u8::try_from(code).ok().filter(|_| self.is_simple);
        // These fonts have Vietnamese glyphs at the codes of Latin letters.
        if Encoding::of_font(&self.name).is_some() {
            return byte.map(latin);
        }
        let FontGlyph::Outline(outline) = shown else {
            return byte.map(latin);
        };
        let by_glyph = self.by_glyph.get_or_init(|| characters(&outline));
        if let Some(c) = by_glyph.get(&glyph.to_u32()) {
            return Some(self.symbols(&c.to_string()));
        }
        byte.filter(|it| by_glyph.is_empty() && b' ' <= *it)
            .map(latin)
    }

    /// Replaces the codes of symbol fonts by what they show.
    fn symbols(&self, text: &str) -> String {
        let shown = |c: char| {
            let own = symbol_fonts::character(&self.name, c);
            // Programs that put another font in place of a symbol font keep its codes.
            let is_code = ('\u{f000}'..='\u{f0ff}').contains(&c);
            let mut others = ["Wingdings", "Symbol"].into_iter().filter(|_| is_code);
            own.or_else(|| others.find_map(|font| symbol_fonts::character(font, c)))
                .unwrap_or(c)
        };
        text.chars().map(shown).collect()
    }
}

/// Whether a text is one that somebody may have typed.
fn is_text(text: &str) -> bool {
    let is_none = |c: char| c == UNKNOWN || (c.is_control() && !c.is_whitespace());
    !text.is_empty() && !text.contains(is_none)
}

/// Returns the character of a byte in Windows-1252.
fn latin(byte: u8) -> String {
    let c = char::from(byte);
    windows_1252(c).unwrap_or(c).to_string()
}

/// Reads the character map of an embedded font the other way round.
fn characters(glyph: &OutlineGlyph) -> HashMap<u32, char> {
    let mut characters = HashMap::new();
    let Some(data) = glyph.font_data() else {
        return characters;
    };
    let bytes: &[u8] = (*data.data).as_ref();
    let Ok(font) = FontRef::new(bytes) else {
        return characters;
    };
    let charmap = font.charmap();
    let is_symbolic = charmap.is_symbol();
    for (code, glyph) in charmap.mappings().take(usize::from(u16::MAX)) {
        let code = if is_symbolic { code & 0xFF } else { code };
        let c = match u8::try_from(code) {
            Ok(byte) => windows_1252(char::from(byte)).or(Some(char::from(byte))),
            Err(_) => char::from_u32(code),
        };
        if let Some(c) = c.filter(|c| !c.is_control()) {
            characters.entry(glyph.to_u32()).or_insert(c);
        }
    }
    characters
}

/// Whether the parts of a font are within limits: the library would fill in widths for thousands of
/// millions of codes, and unpack any stream.
fn is_sane(dict: &Dict) -> bool {
    let descendants = dict.get::<Array>(b"DescendantFonts");
    let descendant = descendants.and_then(|it| it.iter::<Dict>().next());
    let owner = descendant.as_ref().unwrap_or(dict);
    let descriptor = owner.get::<Dict>(b"FontDescriptor").unwrap_or_default();
    let files = [&b"FontFile"[..], b"FontFile2", b"FontFile3"];
    let mut streams = files
        .into_iter()
        .filter_map(|key| descriptor.get::<Stream>(key))
        .chain(owner.get::<Stream>(b"CIDToGIDMap"))
        .chain(dict.get::<Stream>(b"ToUnicode"))
        .chain(dict.get::<Stream>(b"Encoding"));
    let n_widths: u64 = [(&b"W"[..], 3), (b"W2", 5)]
        .into_iter()
        .filter_map(|(key, n)| Some(n_widths(&owner.get::<Array>(key)?, n)))
        .sum();
    n_widths <= WIDTHS_MAX && streams.all(|stream| streams::is_bounded(&stream))
}

/// Returns how many widths an array declares, for ranges of `n` numbers each.
fn n_widths(widths: &Array, n: usize) -> u64 {
    let mut total = 0u64;
    let mut range: Vec<f64> = Vec::new();
    for item in widths.iter::<hayro_syntax::object::Object>() {
        if let Some(number) = item.clone().into_number() {
            range.push(number.as_f64());
        } else if let Some(array) = item.into_array() {
            total += array.data().len() as u64;
            range.clear();
        }
        if let [first, last, ..] = range.as_slice()
            && range.len() == n
        {
            total += (last - first).max(0.0) as u64;
            range.clear();
        }
    }
    total
}

/// Returns the name of a font without the prefix of a subset and without style: `.VnTime` of
/// `ABCDEF+.VnTime,Bold`.
fn without_style(name: &str) -> &str {
    let name = match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 => rest,
        _ => name,
    };
    let name = name.split(',').next().unwrap_or(name);
    [
        "-BoldItalic",
        "-BoldOblique",
        "-Bold",
        "-Italic",
        "-Oblique",
        "-Regular",
    ]
    .iter()
    .find_map(|style| name.strip_suffix(style))
    .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fonts_lose_prefix_and_style() {
        for (name, expected) in [
            ("ABCDEF+.VnTime,Bold", ".VnTime"),
            (".VnTimeH", ".VnTimeH"),
            ("QWERTY+VNI-Times-Bold", "VNI-Times"),
            ("TimesNewRomanPSMT", "TimesNewRomanPSMT"),
            ("A+B", "A+B"),
        ] {
            assert_eq!(without_style(name), expected);
        }
    }
}
