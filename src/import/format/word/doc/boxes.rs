//! Text boxes: their texts are one behind the other in a story of their own, and shapes in the body
//! or in a header are their anchors. So are those of pictures beside the text.

use super::{
    file::{File, Part, Story, positions},
    picture,
};
use crate::import::format::{
    compound_file::{long, short},
    word::tree::Element,
};

/// A text box and where it is anchored.
#[derive(Debug)]
pub(super) struct TextBox {
    anchor: u32,
    pub text: Story,
}

/// The text boxes and floating pictures of a document, in the order of their anchors.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    texts: Vec<TextBox>,
    pictures: Vec<(u32, Element)>,
}

impl Boxes {
    pub(super) fn read(file: &File) -> Boxes {
        let mut boxes = Vec::new();
        read_story(
            file,
            Part::Shapes,
            file.body,
            Part::Boxes,
            file.boxes,
            &mut boxes,
        );
        let (anchors, texts) = (Part::MarginShapes, Part::MarginBoxes);
        read_story(
            file,
            anchors,
            file.margins,
            texts,
            file.margin_boxes,
            &mut boxes,
        );
        boxes.sort_by_key(|it| it.anchor);
        Boxes {
            texts: boxes,
            pictures: picture::floating(file),
        }
    }

    /// Iterates over the text boxes that are anchored in a stretch of text.
    pub(super) fn anchored(&self, start: u32, end: u32) -> impl Iterator<Item = &TextBox> {
        let first = self.texts.partition_point(|it| it.anchor < start);
        let boxes = self.texts.iter().skip(first);
        boxes.take_while(move |it| it.anchor < end)
    }

    /// Iterates over the pictures that are anchored in a stretch of text.
    pub(super) fn pictures(&self, start: u32, end: u32) -> impl Iterator<Item = &Element> {
        let first = self.pictures.partition_point(|(anchor, _)| *anchor < start);
        let pictures = self.pictures.iter().skip(first);
        let own = pictures.take_while(move |(anchor, _)| *anchor < end);
        own.map(|(_, picture)| picture)
    }
}

fn read_story(
    file: &File,
    shapes: Part,
    anchored_in: Story,
    texts: Part,
    written_in: Story,
    boxes: &mut Vec<TextBox>,
) {
    if written_in.start == written_in.end || anchored_in.start == anchored_in.end {
        return;
    }
    let anchors = positions(file.part(shapes), 26).into_iter();
    let anchors =
        anchors.map(|(at, _, data)| (long(data, 0), anchored_in.start.saturating_add(at)));
    let mut anchors: Vec<(u32, u32)> = anchors.collect();
    anchors.sort_unstable();
    let entries = positions(file.part(texts), 22).into_iter();
    // Spare entries have no text.
    let texts: Vec<(u32, Story)> = entries
        .filter(|(_, _, data)| short(data, 8) == 0)
        .map(|(start, end, data)| {
            let at = |position: u32| {
                written_in
                    .start
                    .saturating_add(position)
                    .min(written_in.end)
            };
            (
                long(data, 14),
                Story {
                    start: at(start),
                    end: at(end),
                },
            )
        })
        .filter(|(_, text)| text.start < text.end)
        .collect();
    let found = |shape: u32| {
        let idx = anchors
            .binary_search_by_key(&shape, |(shape, _)| *shape)
            .ok();
        idx.and_then(|idx| anchors.get(idx)).map(|(_, at)| *at)
    };
    // A text box in a group has the anchor of its group, which is a shape without a text.
    let mut own: Vec<u32> = texts.iter().map(|(shape, _)| *shape).collect();
    own.sort_unstable();
    let groups = anchors.iter();
    let groups = groups.filter(|(shape, _)| own.binary_search(shape).is_err());
    let group = groups.map(|(_, at)| *at).min();
    let last = anchored_in.end - 1;
    boxes.extend(texts.iter().map(|(shape, text)| {
        TextBox {
            anchor: found(*shape)
                .or(group)
                .filter(|at| *at <= last)
                .unwrap_or(last),
            text: *text,
        }
    }));
}
