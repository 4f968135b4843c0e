//! Reads what an `.xlsx` sheet shows beside its cells: comments, which belong to cells, and text boxes,
//! headers and footers, which are named.

use std::collections::HashMap;

use super::{
    margin, picture,
    quotation::quoted,
    sheet::{Comment, Sheet},
    xml::{self, Node, Package},
};
use crate::{text::canonical::composed, wording::Key};

/// Adds to a sheet the comments on its cells, and a remark for each kind of text that belongs to the
/// sheet at `path` but to none of its cells. `margins` are its headers and footers, as the file has
/// them.
pub(in crate::import) fn read(
    package: &mut Package,
    path: &str,
    margins: &[String],
    sheet: &mut Sheet,
) {
    let mut boxes = Vec::new();
    let mut drawn = Vec::new();
    let mut n_pictures = 0;
    for (kind, part) in related(package, path) {
        match kind.as_str() {
            "comments" => sheet.comments.extend(comments(package, &part)),
            "drawing" => {
                n_pictures += n_large_pictures(package, &part);
                boxes.extend(paragraphs(package, &part));
                for (kind, chart) in related(package, &part) {
                    if matches!(kind.as_str(), "chart" | "chartEx" | "diagramData") {
                        drawn.extend(paragraphs(package, &chart));
                    }
                }
            }
            "vmlDrawing" => boxes.extend(controls(package, &part)),
            _ => {}
        }
    }
    name(&boxes, &drawn, margins, sheet);
    name_pictures(n_pictures, sheet);
}

/// Adds a remark about pictures that can be those of tables.
pub(in crate::import) fn name_pictures(n: usize, sheet: &mut Sheet) {
    if 0 < n {
        let remark = Key::NotePictures.with([n.to_string()]);
        sheet.remarks.push((None, remark));
    }
}

/// Counts the pictures of a drawing that can be those of tables. Their sizes stand beside or inside
/// them (ECMA-376, part 1, 20.5.2).
fn n_large_pictures(package: &mut Package, path: &str) -> usize {
    let mut n_large = 0;
    let mut is_large = false;
    if let Ok(part) = xml::part(package, path) {
        let walked = xml::walk(part, |node| {
            match node {
                Node::Open(tag) if tag.name().ends_with("Anchor") => is_large = false,
                Node::Open(tag) if tag.name() == "ext" => {
                    let side = |name| picture::of_emu(&tag.attribute(name)?);
                    let size = side("cx").zip(side("cy"));
                    is_large |=
                        size.is_some_and(|(width, height)| picture::is_large(width, height));
                }
                Node::Close("pic") => n_large += usize::from(is_large),
                _ => {}
            }
            Ok(())
        });
        walked.ok();
    }
    n_large
}

/// Adds a remark for each kind of text beside the cells of a sheet: of boxes, of charts, and of
/// headers and footers with their codes.
pub(in crate::import) fn name(
    boxes: &[String],
    drawn: &[String],
    margins: &[String],
    sheet: &mut Sheet,
) {
    let margins = margins.iter().map(|text| margin::without_codes(text));
    let margins: Vec<String> = margins.filter(|text| margin::has_text(text)).collect();
    for (key, texts) in [
        (Key::NoteBoxes, boxes),
        (Key::NoteDrawings, drawn),
        (Key::NoteMargins, margins.as_slice()),
    ] {
        if !texts.is_empty() {
            sheet.remarks.push((None, key.with([quoted(texts)])));
        }
    }
}

/// Returns the kinds and paths of the parts that a part refers to, once each.
pub(super) fn related(package: &mut Package, path: &str) -> Vec<(String, String)> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let mut found: HashMap<String, String> = HashMap::new();
    if let Ok(part) = xml::part(package, &format!("{folder}/_rels/{file}.rels")) {
        // Damaged relations lead nowhere.
        xml::walk(part, |node| {
            if let Node::Open(tag) = node
                && let (Some(kind), Some(target)) = (tag.attribute("Type"), tag.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(resolved(folder, &target), kind);
            }
            Ok(())
        })
        .ok();
    }
    let mut found: Vec<(String, String)> =
        found.into_iter().map(|(path, kind)| (kind, path)).collect();
    found.sort();
    found
}

/// Returns the path that `../drawings/drawing1.xml` means in a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(parts.pop()),
            "." => {}
            step => parts.push(step),
        }
    }
    parts.join("/")
}

/// Reads the comments of a part (ECMA-376, part 1, 18.7).
fn comments(package: &mut Package, path: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut place = None;
    let (mut text, mut reads) = (String::new(), false);
    if let Ok(part) = xml::part(package, path) {
        let walked = xml::walk(part, |node| {
            match node {
                Node::Open(tag) if tag.name() == "comment" => {
                    place = tag.attribute("ref").and_then(|it| cell_place(&it));
                    text.clear();
                }
                Node::Open(tag) => reads = tag.name() == "t",
                Node::Text(part) if reads => text.push_str(part),
                Node::Text(_) => {}
                Node::Close("comment") => {
                    let text = comment_text(&std::mem::take(&mut text));
                    let place = place.take().filter(|_| !text.is_empty());
                    found.extend(place.map(|(row, column)| Comment { row, column, text }));
                }
                Node::Close(_) => reads = false,
            }
            Ok(())
        });
        // What was read before the damage stands.
        walked.ok();
    }
    found
}

/// Returns row and column of a place such as `B3`, counted from 0.
fn cell_place(name: &str) -> Option<(u32, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits)?;
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let letter = letter.is_ascii_uppercase().then(|| letter - b'A' + 1)?;
        column.checked_mul(26)?.checked_add(usize::from(letter))
    })?;
    Some((
        row.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}

/// Returns what a person wrote: for programs without threads of comments, Excel adds a sentence in
/// brackets and a heading before it.
pub(super) fn comment_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let own = text
        .strip_prefix('[')
        .and_then(|threaded| threaded.split_once(":\n    "))
        .map_or(text.as_str(), |(_, own)| own);
    composed(own.trim())
}

/// Returns the paragraphs of a drawing or a chart.
fn paragraphs(package: &mut Package, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut text, mut reads) = (String::new(), false);
    if let Ok(part) = xml::part(package, path) {
        let walked = xml::walk(part, |node| {
            match node {
                Node::Open(tag) => reads = tag.name() == "t",
                Node::Text(part) if reads => text.push_str(part),
                Node::Text(_) => {}
                Node::Close("p") => {
                    let paragraph = std::mem::take(&mut text);
                    found.extend(Some(paragraph.trim().to_owned()).filter(|it| !it.is_empty()));
                }
                Node::Close(_) => reads = false,
            }
            Ok(())
        });
        walked.ok();
    }
    found
}

/// Returns the labels of buttons, check boxes and other controls of a legacy drawing. The shapes of comments
/// are in it too; their text is in a part of its own.
fn controls(package: &mut Package, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut text, mut reads) = (String::new(), false);
    if let Ok(part) = xml::part(package, path) {
        let walked = xml::walk(part, |node| {
            match node {
                Node::Open(tag) if tag.name() == "textbox" => {
                    text.clear();
                    reads = true;
                }
                Node::Open(tag) if tag.name() == "ClientData" => {
                    let is_comment = tag.attribute("ObjectType").as_deref() == Some("Note");
                    let label = std::mem::take(&mut text).trim().to_owned();
                    found.extend(Some(label).filter(|it| !is_comment && !it.is_empty()));
                }
                Node::Text(part) if reads => text.push_str(part),
                Node::Close("textbox") => reads = false,
                _ => {}
            }
            Ok(())
        });
        walked.ok();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_comments_and_paths_are_read() {
        for (name, place) in [
            ("B3", Some((2, 1))),
            ("AA10", Some((9, 26))),
            ("B0", None),
            ("3", None),
            ("b3", None),
        ] {
            assert_eq!(cell_place(name), place, "{name}");
        }
        let threaded =
            "[Threaded comment]\n\nYour version of Excel allows …\n\nComment:\n    Xem lại số này";
        assert_eq!(comment_text(threaded), "Xem lại số này");
        assert_eq!(comment_text("An:\nXem lại"), "An:\nXem lại");
        assert_eq!(
            resolved("xl/worksheets", "../drawings/a.xml"),
            "xl/drawings/a.xml"
        );
    }
}
