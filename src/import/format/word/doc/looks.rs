//! The looks of runs as elements `w:rPr`, with the fonts of the document.

use super::{
    file::{File, Part},
    properties::{RunLook, Toggle},
};
use crate::import::format::word::{
    styles::{Look, Styles},
    tree::Element,
};

/// Where the name of a font begins in its entry (MS-DOC 2.9.86).
const FONT_NAME: usize = 40;

/// Values of a toggle: as the style has it, and the contrary.
const AS_STYLE: u8 = 0x80;
const UNLIKE_STYLE: u8 = 0x81;

/// No style (MS-DOC 2.9.256).
pub(super) const NO_STYLE: u16 = 0x0FFF;

/// Reads UTF-16 up to its end, or to the first zero.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter();
    let units = units.map(|it| u16::from_le_bytes(*it));
    let units: Vec<u16> = units.take_while(|it| *it != 0).collect();
    String::from_utf16_lossy(&units)
}

/// Reads the names of the fonts.
pub(super) fn fonts(file: &File) -> Vec<String> {
    let bytes = file.part(Part::Fonts);
    let mut fonts = Vec::new();
    let mut rest = bytes.get(4..).unwrap_or_default();
    while let Some((len, font)) = rest.split_first() {
        let Some((font, next)) = font.split_at_checked(usize::from(*len)) else {
            break;
        };
        fonts.push(utf16(font.get(FONT_NAME - 1..).unwrap_or_default()));
        rest = next;
    }
    fonts
}

/// Returns the properties of a run that decide how its text is read. `inherited` is its style's look
/// and is asked for only if needed.
pub(super) fn properties(
    look: &RunLook,
    fonts: &[String],
    inherited: &dyn Fn() -> Look,
) -> Vec<Element> {
    let mut all = Vec::new();
    let mut toggle = |name: &str, value: Toggle, of_style: fn(&Look) -> Option<bool>| {
        let is_on = match value {
            None | Some(AS_STYLE) => return,
            Some(UNLIKE_STYLE) => of_style(&inherited()) != Some(true),
            Some(value) => value != 0,
        };
        all.push(Element::property(name, if is_on { "1" } else { "0" }));
    };
    toggle("b", look.bold, |it| it.bold);
    toggle("strike", look.struck, |it| it.struck);
    toggle("dstrike", look.struck_twice, |it| it.struck);
    toggle("vanish", look.hidden, |it| it.hidden);
    let mut names = look.fonts.iter().flatten();
    if let Some(name) = names.find_map(|idx| fonts.get(usize::from(*idx))) {
        all.push(Element::new("rFonts").with("ascii", name));
    }
    if let Some(position) = look.position {
        let name = match position {
            1 => "superscript",
            2 => "subscript",
            _ => "baseline",
        };
        all.push(Element::property("vertAlign", name));
    }
    if let Some(style) = look.style {
        all.push(Element::property("rStyle", style.to_string()));
    }
    all
}

/// Returns what a run inherits from the style of its paragraph and its own.
pub(super) fn inherited(styles: &Styles, paragraph: u16, own: Option<u16>) -> Look {
    let of_paragraph = styles.paragraph(Some(&paragraph.to_string()));
    let own = own.map(|style| style.to_string());
    styles.run(&of_paragraph, own.as_deref(), &Look::default())
}

/// Returns `w:numPr` (MS-DOC 2.6.2, sprmPIlfo).
pub(super) fn list_place(list: Option<u16>, level: Option<u8>) -> Vec<Element> {
    let mut place = Vec::new();
    if let Some(list) = list {
        let list = match list {
            // Numbers that were removed.
            0xF801 => 0,
            // As the negated number, with the indents from before.
            0xF802.. => list.wrapping_neg(),
            list => list,
        };
        place.push(Element::property("numId", list.to_string()));
    }
    if let Some(level) = level {
        place.push(Element::property("ilvl", level.to_string()));
    }
    match place.is_empty() {
        true => Vec::new(),
        false => vec![Element::new("numPr").holding(place)],
    }
}
