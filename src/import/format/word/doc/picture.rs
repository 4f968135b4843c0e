//! The size of a picture in the text (MS-DOC 2.9.190) or beside it, as a drawing of newer documents.

use super::file::{File, Part, positions};
use crate::import::format::{
    compound_file::{long, short},
    word::tree::Element,
};

/// English metric units in a twentieth of a point.
const EMU: u64 = 635;
/// The scale of a picture in its own size.
const FULL: u64 = 1_000;
/// Length of the part of its header that tells the size.
const HEADER_MIN: usize = 36;
/// The record of a shape that is a picture, up to its number (MS-ODRAW 2.2.40).
const PICTURE_FRAME: [u8; 8] = [0xB2, 0x04, 0x0A, 0xF0, 8, 0, 0, 0];

/// Returns the picture at an offset of the stream `Data`.
pub(super) fn read(data: &[u8], at: u32) -> Option<Element> {
    let data = data.get(at as usize..)?;
    let header = data.get(..long(data, 0) as usize)?.get(..HEADER_MIN)?;
    let side = |size: usize, scale: usize| {
        u64::from(short(header, size)) * u64::from(short(header, scale)) / FULL
    };
    Some(drawing(side(28, 32), side(30, 34)))
}

/// Returns the pictures that float beside the text, each with its anchor in the body, in order.
pub(super) fn floating(file: &File) -> Vec<(u32, Element)> {
    let drawings = file.part(Part::Drawings);
    let shapes = memchr::memmem::find_iter(drawings, &PICTURE_FRAME);
    let mut shapes: Vec<u32> = shapes
        .map(|at| long(drawings, at + PICTURE_FRAME.len()))
        .collect();
    shapes.sort_unstable();
    let anchors = positions(file.part(Part::Shapes), 26).into_iter();
    let anchors = anchors.filter(|(_, _, data)| shapes.binary_search(&long(data, 0)).is_ok());
    let pictures = anchors.map(|(at, _, data)| {
        let side =
            |from: usize, to: usize| u64::from(long(data, to).wrapping_sub(long(data, from)));
        let anchor = file.body.start.saturating_add(at);
        (anchor, drawing(side(4, 12), side(8, 16)))
    });
    let mut pictures: Vec<(u32, Element)> = pictures.collect();
    pictures.sort_by_key(|(anchor, _)| *anchor);
    pictures
}

/// Returns a picture with its sides in twentieths of a point.
fn drawing(width: u64, height: u64) -> Element {
    let side = |twips: u64| (twips * EMU).to_string();
    let extent = Element::new("extent")
        .with("cx", side(width))
        .with("cy", side(height));
    Element::new("inline").holding(vec![extent, Element::new("pic")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_picture_is_scaled() {
        let mut data = vec![0; 68];
        data[0] = 68;
        data[4] = 68;
        for (at, n) in [(28, 9_000u16), (30, 4_500), (32, 500), (34, 1_000)] {
            data[at..at + 2].copy_from_slice(&n.to_le_bytes());
        }
        let picture = read(&data, 0).unwrap();
        let extent = picture.child("extent").unwrap();
        let sides = ["cx", "cy"].map(|name| extent.attribute(name).unwrap());
        assert_eq!(sides, ["2857500", "2857500"]);
        assert!(read(&data, 60).is_none());
    }
}
