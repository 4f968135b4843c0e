//! Pictures of a document.

use super::tree::Element;
use crate::import::format::picture::{self, millimetres, of_emu};

/// Whether an element is a picture that can be one of a table: a drawing (ECMA-376, part 1, 20.4.2) or
/// a shape of older documents (part 4, 19.1.2.19).
pub(super) fn is_large(element: &Element) -> bool {
    let size = match &*element.name {
        "inline" | "anchor" if has_picture(element) => size_of_drawing(element),
        "shape" | "rect" if element.child("imagedata").is_some() => size_of_shape(element),
        _ => None,
    };
    size.is_some_and(|(width, height)| picture::is_large(width, height))
}

fn has_picture(element: &Element) -> bool {
    &*element.name == "pic" || element.children.iter().any(has_picture)
}

fn size_of_drawing(element: &Element) -> Option<(f64, f64)> {
    let extent = element.child("extent")?;
    let side = |name| of_emu(extent.attribute(name)?);
    Some((side("cx")?, side("cy")?))
}

fn size_of_shape(element: &Element) -> Option<(f64, f64)> {
    let style = element.attribute("style")?;
    let side = |name: &str| {
        let mut sides = style.split(';').filter_map(|it| it.split_once(':'));
        let (_, length) = sides.find(|(key, _)| key.trim() == name)?;
        millimetres(length)
    };
    Some((side("width")?, side("height")?))
}
