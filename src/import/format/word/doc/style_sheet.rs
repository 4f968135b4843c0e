//! The style sheet (MS-DOC 2.9.271) as `w:styles`.

use super::{
    file::{File, Part},
    looks::{NO_STYLE, list_place, properties},
    properties::{ParagraphLook, RunLook},
};
use crate::import::format::{
    compound_file::short,
    word::{styles::Look, tree::Element},
};

// Kinds of styles (MS-DOC 2.9.259).
const PARAGRAPH_STYLE: u16 = 1;
const CHARACTER_STYLE: u16 = 2;

/// Reads the style sheet.
pub(super) fn styles(file: &File, fonts: &[String]) -> Element {
    let bytes = file.part(Part::Styles);
    let header = bytes.get(2..).unwrap_or_default();
    let (n, base) = (short(header, 0), usize::from(short(header, 2)));
    let default = RunLook {
        fonts: [Some(short(header, 12)), Some(short(header, 16))],
        ..RunLook::default()
    };
    let plain = Look::default;
    let default = Element::new("rPr").holding(properties(&default, fonts, &plain));
    let default = Element::new("rPrDefault").holding(vec![default]);
    let mut all = vec![Element::new("docDefaults").holding(vec![default])];
    let mut at = 2 + usize::from(short(bytes, 0));
    for id in 0..n {
        if bytes.len() <= at {
            break;
        }
        let len = usize::from(short(bytes, at));
        let style = bytes.get(at + 2..).unwrap_or_default();
        let style = style.get(..len).unwrap_or_default();
        if !style.is_empty() {
            all.push(read_style(style, id, base, file, fonts));
        }
        at += 2 + len + len % 2;
    }
    Element::new("styles").holding(all)
}

fn read_style(style: &[u8], id: u16, base: usize, file: &File, fonts: &[String]) -> Element {
    let kind = short(style, 2) & 0xF;
    let parent = short(style, 2) >> 4;
    let name_len = usize::from(short(style, base));
    let mut at = base + 2 + 2 * name_len + 2;
    let mut next = || {
        at += at % 2;
        let len = usize::from(short(style, at));
        let own = style.get(at + 2..).and_then(|rest| rest.get(..len));
        at += 2 + len;
        own.unwrap_or_default()
    };
    let mut element = Element::new("style").with("styleId", id.to_string());
    let mut paragraph = ParagraphLook::default();
    let mut run = RunLook::default();
    match kind {
        PARAGRAPH_STYLE => {
            element = element.with("type", "paragraph");
            paragraph.apply(next().get(2..).unwrap_or_default(), file);
            run.apply(next());
        }
        CHARACTER_STYLE => run.apply(next()),
        _ => {}
    }
    if id == 0 {
        element = element.with("default", "1");
    }
    if parent != NO_STYLE && parent != id {
        element
            .children
            .push(Element::property("basedOn", parent.to_string()));
    }
    run.style = None;
    let plain = Look::default;
    let run = Element::new("rPr").holding(properties(&run, fonts, &plain));
    let place = Element::new("pPr").holding(list_place(paragraph.list, paragraph.level));
    element.children.extend([run, place]);
    element
}
