//! Texts of the objects on a sheet of an `.xls`: boxes and comments (MS-XLS 2.4.181, 2.4.179, 2.4.329).

use std::collections::HashMap;

use super::{
    compound_file::short,
    sheet::{Comment, clean},
};

// Record types (MS-XLS 2.3).
const NOTE: u16 = 0x001C;
const CONTINUE: u16 = 0x003C;
const OBJECT: u16 = 0x005D;
const TEXT_OBJECT: u16 = 0x01B6;

/// The kind of an object that holds a comment.
const COMMENT_BOX: u16 = 0x19;

/// Collects the texts from the records of a sheet, in their order.
#[derive(Debug, Default)]
pub(in crate::import) struct Objects {
    /// Kind and number of the last object.
    object: (u16, u16),
    /// The text being read, and how many characters of it are missing.
    text: Vec<u16>,
    n_missing: usize,
    /// Text of each comment, by the number of its object.
    notes: HashMap<u16, String>,
    /// Row, column and object of each comment.
    places: Vec<(u16, u16, u16)>,
    boxes: Vec<String>,
}

impl Objects {
    pub fn visit(&mut self, kind: u16, data: &[u8]) {
        match kind {
            OBJECT => self.object = (short(data, 4), short(data, 6)),
            TEXT_OBJECT => {
                self.text.clear();
                self.n_missing = usize::from(short(data, 10));
            }
            CONTINUE if 0 < self.n_missing => self.read(data),
            NOTE => self
                .places
                .push((short(data, 0), short(data, 2), short(data, 6))),
            _ => {}
        }
    }

    /// Reads a part of a text. Each part says how wide its characters are.
    fn read(&mut self, data: &[u8]) {
        let Some((flags, letters)) = data.split_first() else {
            return;
        };
        let n_before = self.text.len();
        if flags & 1 == 0 {
            let units = letters.iter().map(|letter| u16::from(*letter));
            self.text.extend(units.take(self.n_missing));
        } else {
            let units = letters.chunks_exact(2).map(|unit| short(unit, 0));
            self.text.extend(units.take(self.n_missing));
        }
        self.n_missing -= self.text.len() - n_before;
        if self.n_missing == 0 {
            let text = clean(&String::from_utf16_lossy(&self.text));
            match self.object {
                (COMMENT_BOX, number) => drop(self.notes.insert(number, text)),
                _ if text.is_empty() => {}
                _ => self.boxes.push(text),
            }
        }
    }

    /// Returns the comments and the texts of other boxes.
    pub fn finish(mut self) -> (Vec<Comment>, Vec<String>) {
        let comments = self.places.into_iter().filter_map(|(row, column, object)| {
            let text = self.notes.remove(&object)?;
            (!text.is_empty()).then(|| Comment {
                row: u32::from(row),
                column: usize::from(column),
                text,
            })
        });
        let comments = comments.collect();
        // A comment without a place is shown all the same.
        let mut rest: Vec<(u16, String)> = self.notes.into_iter().collect();
        rest.sort();
        let rest = rest.into_iter().map(|(_, text)| text);
        self.boxes.extend(rest.filter(|text| !text.is_empty()));
        (comments, self.boxes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(kind: u16, number: u16) -> Vec<u8> {
        let numbers = [0x15, 0x12, kind, number];
        numbers.into_iter().flat_map(u16::to_le_bytes).collect()
    }

    fn text_object(n: u16) -> Vec<u8> {
        let numbers = [0, 0, 0, 0, 0, n, 0, 0, 0];
        numbers.into_iter().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn comments_find_their_cells_and_boxes_are_kept() {
        let wide: Vec<u8> = "ộp\nB".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut objects = Objects::default();
        for (kind, data) in [
            (OBJECT, object(0x06, 1)),
            (TEXT_OBJECT, text_object(5)),
            // A text in two parts, wide and narrow, then its fonts.
            (CONTINUE, [&[0][..], &b"H"[..]].concat()),
            (CONTINUE, [&[1][..], &wide[..]].concat()),
            (CONTINUE, vec![0; 16]),
            (OBJECT, object(COMMENT_BOX, 7)),
            (TEXT_OBJECT, text_object(3)),
            (CONTINUE, [&[0][..], &b"Xem"[..]].concat()),
            (CONTINUE, vec![0; 16]),
            (OBJECT, object(COMMENT_BOX, 8)),
            (TEXT_OBJECT, text_object(2)),
            (CONTINUE, [&[0][..], &b"??"[..]].concat()),
            (OBJECT, object(0x08, 9)),
            (TEXT_OBJECT, text_object(0)),
            (
                NOTE,
                [4u16, 2, 0, 7]
                    .into_iter()
                    .flat_map(u16::to_le_bytes)
                    .collect(),
            ),
        ] {
            objects.visit(kind, &data);
        }
        let (comments, boxes) = objects.finish();
        let comments = comments
            .iter()
            .map(|it| (it.row, it.column, it.text.as_str()));
        assert_eq!(comments.collect::<Vec<_>>(), [(4, 2, "Xem")]);
        assert_eq!(boxes, ["Hộp\nB", "??"]);
    }
}
