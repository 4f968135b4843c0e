//! Lists and their overrides (MS-DOC 2.9.131 and 2.9.132) as `w:numbering`.

use super::{
    file::{File, Part},
    looks::{NO_STYLE, properties},
    properties::RunLook,
};
use crate::import::format::{
    compound_file::{long, short},
    word::{styles::Look, tree::Element},
};

/// Reads the lists of a document.
pub(super) fn lists(file: &File, fonts: &[String]) -> Element {
    let mut all = Vec::new();
    let heads = file.part(Part::Lists);
    let mut levels = Levels {
        rest: file.behind(Part::Lists),
        fonts,
    };
    let mut ids = Vec::new();
    for (idx, head) in heads
        .get(2..)
        .unwrap_or_default()
        .chunks_exact(28)
        .enumerate()
    {
        let is_simple = head.get(26).is_some_and(|flags| flags & 1 != 0);
        let n_levels = if is_simple { 1 } else { 9 };
        let mut definition = Element::new("abstractNum").with("abstractNumId", idx.to_string());
        for at in 0..n_levels {
            let style = short(head, 8 + 2 * at);
            let Some(mut level) = levels.next(at) else {
                break;
            };
            if style != NO_STYLE {
                level
                    .children
                    .push(Element::property("pStyle", style.to_string()));
            }
            definition.children.push(level);
        }
        ids.push(long(head, 0));
        all.push(definition);
    }
    let bytes = file.part(Part::ListOverrides);
    let n = (long(bytes, 0) as usize).min(bytes.len() / 16);
    let mut rest = Levels {
        rest: bytes.get(4 + 16 * n..).unwrap_or_default(),
        fonts,
    };
    for idx in 0..n {
        let head = bytes.get(4 + 16 * idx..).unwrap_or_default();
        let mut list = Element::new("num").with("numId", (idx + 1).to_string());
        let id = long(head, 0);
        if let Some(definition) = ids.iter().position(|it| *it == id) {
            list.children
                .push(Element::property("abstractNumId", definition.to_string()));
        }
        let n_overrides = head.get(12).copied().unwrap_or(0);
        rest.skip(4);
        for _ in 0..n_overrides {
            list.children.extend(rest.next_override());
        }
        all.push(list);
    }
    Element::new("numbering").holding(all)
}

/// Levels of lists, one behind the other.
struct Levels<'a> {
    rest: &'a [u8],
    fonts: &'a [String],
}

impl<'a> Levels<'a> {
    fn skip(&mut self, len: usize) -> &'a [u8] {
        let (skipped, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, &[]));
        self.rest = rest;
        skipped
    }

    /// Reads a level (MS-DOC 2.9.139); `None` at the end of the data.
    fn next(&mut self, at: usize) -> Option<Element> {
        let head = self.skip(28);
        let byte = |at: usize| head.get(at).copied();
        let (format, flags) = (byte(4)?, byte(5)?);
        let (n_run, n_paragraph, restart) = (byte(24)?, byte(25)?, byte(26)?);
        self.skip(usize::from(n_paragraph));
        let mut look = RunLook::default();
        look.apply(self.skip(usize::from(n_run)));
        let len = 2 * usize::from(short(self.skip(2), 0));
        let units = self.skip(len).as_chunks::<2>().0;
        let units: Vec<u16> = units.iter().map(|it| u16::from_le_bytes(*it)).collect();
        let mut text = String::new();
        for c in String::from_utf16_lossy(&units).chars() {
            match u32::from(c) {
                // The place of the number of a level.
                level @ 0..=8 => {
                    text.push('%');
                    text.extend(char::from_digit(level + 1, 10));
                }
                _ => text.push(c),
            }
        }
        let plain = Look::default;
        let mut level = Element::new("lvl")
            .with("ilvl", at.to_string())
            .holding(vec![
                Element::property("start", long(head, 0).to_string()),
                Element::property("numFmt", number_format(format)),
                Element::property("lvlText", text),
                Element::property("isLgl", if flags & 4 != 0 { "1" } else { "0" }),
                Element::property(
                    "suff",
                    match byte(15)? {
                        0 => "tab",
                        1 => "space",
                        _ => "nothing",
                    },
                ),
                Element::new("rPr").holding(properties(&look, self.fonts, &plain)),
            ]);
        if flags & 8 != 0 {
            level
                .children
                .push(Element::property("lvlRestart", restart.to_string()));
        }
        Some(level)
    }

    /// Reads an override of a level (MS-DOC 2.9.135).
    fn next_override(&mut self) -> Option<Element> {
        let head = self.skip(8);
        let flags = head.get(4).copied()?;
        let at = usize::from(flags & 0xF);
        let mut children = Vec::new();
        let has_level = flags & 0x20 != 0;
        if flags & 0x10 != 0 && !has_level {
            children.push(Element::property(
                "startOverride",
                long(head, 0).to_string(),
            ));
        }
        if has_level {
            let level = self.next(at)?;
            if let (true, Some(start)) = (flags & 0x10 != 0, level.value("start")) {
                children.push(Element::property("startOverride", start));
            }
            children.push(level);
        }
        let it = Element::new("lvlOverride").with("ilvl", at.to_string());
        Some(it.holding(children))
    }
}

/// Returns the name of a number format (MS-OSHARED 2.2.1.3).
fn number_format(code: u8) -> &'static str {
    match code {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        18 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        57 => "numberInDash",
        255 => "none",
        _ => "decimal",
    }
}
