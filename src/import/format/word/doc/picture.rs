//! The size of a picture in the text (MS-DOC 2.9.190), as a drawing of newer documents.

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

/// Returns the picture at an offset of the stream `Data`.
pub(super) fn read(data: &[u8], at: u32) -> Option<Element> {
    let data = data.get(at as usize..)?;
    let header = data.get(..long(data, 0) as usize)?.get(..HEADER_MIN)?;
    let side = |size: usize, scale: usize| {
        let twips = u64::from(short(header, size)) * u64::from(short(header, scale)) / FULL;
        (twips * EMU).to_string()
    };
    let extent = Element::new("extent")
        .with("cx", side(28, 32))
        .with("cy", side(30, 34));
    Some(Element::new("inline").holding(vec![extent, Element::new("pic")]))
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
