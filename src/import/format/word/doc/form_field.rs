//! What a check box or a drop-down list of a form shows (MS-DOC 2.9.78), as `w:ffData`.

use super::{file::File, looks::utf16};
use crate::import::format::{
    compound_file::{long, short},
    word::tree::Element,
};

/// Maximum number of entries of a list.
const ENTRIES_MAX: u16 = 256;

/// Reads the form field at an offset of the stream `Data`; `None` if it is a text field.
pub(super) fn read(file: &File, at: u32) -> Option<Element> {
    let data = file.data.get(at as usize..)?;
    let data = data.get(..long(data, 0) as usize)?;
    // Version, flags, maximum length of the text, size of the check box.
    let data = data.get(usize::from(short(data, 4))..)?;
    let flags = short(data, 4);
    let (kind, result) = (flags & 3, flags >> 2 & 0x1F);
    let mut rest = data.get(10..)?;
    let mut skip = |len: usize| {
        let (skipped, after) = rest.split_at_checked(len)?;
        rest = after;
        Some(skipped)
    };
    let len = usize::from(short(skip(2)?, 0));
    skip(2 * len + 2)?;
    let shown = match kind {
        1 | 2 => result,
        _ => return None,
    };
    let (default, after) = rest.split_at_checked(2)?;
    // 25: nobody has chosen.
    let chosen = if shown == 25 {
        short(default, 0)
    } else {
        shown
    };
    if kind == 1 {
        let checked = Element::property("checked", if chosen == 1 { "1" } else { "0" });
        return Some(data_of(Element::new("checkBox").holding(vec![checked])));
    }
    rest = after;
    let mut skip = |len: usize| {
        let (skipped, after) = rest.split_at_checked(len)?;
        rest = after;
        Some(skipped)
    };
    // Format, help, status, and two macros.
    for _ in 0..5 {
        let len = usize::from(short(skip(2)?, 0));
        skip(2 * len + 2)?;
    }
    let n = short(skip(6)?, 2).min(ENTRIES_MAX);
    let mut children = vec![Element::property("result", chosen.to_string())];
    for _ in 0..n {
        let len = usize::from(short(skip(2)?, 0));
        children.push(Element::property("listEntry", utf16(skip(2 * len)?)));
    }
    Some(data_of(Element::new("ddList").holding(children)))
}

fn data_of(field: Element) -> Element {
    Element::new("ffData").holding(vec![field])
}
