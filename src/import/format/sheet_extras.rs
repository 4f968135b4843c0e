//! Names what an `.xlsx` sheet shows beside its cells: text boxes, comments, headers and footers.

use std::collections::HashMap;

use super::{
    quotation::quoted,
    xml::{self, Node, Package},
};
use crate::wording::{Key, Message};

/// Returns a remark for each kind of text that belongs to the sheet at `path` but to none of its
/// cells. `margins` are its headers and footers, as the file has them.
pub(in crate::import) fn remarks(
    package: &mut Package,
    path: &str,
    margins: &[String],
) -> Vec<(Option<u32>, Message)> {
    let mut remarks = Vec::new();
    let mut n_comments = 0;
    let mut boxes = Vec::new();
    let mut drawn = Vec::new();
    for (kind, part) in related(package, path) {
        match kind.as_str() {
            "comments" => n_comments += count(package, &part, "comment"),
            "drawing" => {
                boxes.extend(paragraphs(package, &part));
                for (kind, chart) in related(package, &part) {
                    if kind == "chart" {
                        drawn.extend(paragraphs(package, &chart));
                    }
                }
            }
            _ => {}
        }
    }
    let margins = margins.iter().map(|text| margin_text(text));
    let margins: Vec<String> = margins.filter(|text| !text.is_empty()).collect();
    for (key, texts) in [
        (Key::NoteBoxes, &boxes),
        (Key::NoteDrawings, &drawn),
        (Key::NoteMargins, &margins),
    ] {
        if !texts.is_empty() {
            remarks.push((None, key.with([quoted(texts)])));
        }
    }
    if 0 < n_comments {
        remarks.push((None, Key::NoteComments.with([n_comments.to_string()])));
    }
    remarks
}

/// Returns the kinds and paths of the parts that a part refers to, once each.
fn related(package: &mut Package, path: &str) -> Vec<(String, String)> {
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

/// Counts the elements of a name; 0 if the part cannot be read.
fn count(package: &mut Package, path: &str, name: &str) -> usize {
    let mut n = 0;
    if let Ok(part) = xml::part(package, path) {
        let walked = xml::walk(part, |node| {
            n += usize::from(matches!(node, Node::Open(tag) if tag.name() == name));
            Ok(())
        });
        walked.ok();
    }
    n
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

/// Returns the words of a header or footer without its codes (ECMA-376, part 1, 18.3.1.46): fonts
/// `&"…"`, sizes `&14`, places `&C`, fields such as the page number `&P`. Empty if there are no
/// letters, as in "- 1 -".
fn margin_text(text: &str) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once('&') {
        words.push_str(before);
        let mut chars = code.chars();
        rest = match chars.next() {
            Some('&') => {
                words.push('&');
                chars.as_str()
            }
            Some('"') => chars
                .as_str()
                .split_once('"')
                .map_or("", |(_, after)| after),
            Some('K') => chars.as_str().get(6..).unwrap_or_default(),
            Some(c) if c.is_ascii_digit() => code.trim_start_matches(|c: char| c.is_ascii_digit()),
            Some(_) => {
                words.push(' ');
                chars.as_str()
            }
            None => "",
        };
    }
    words.push_str(rest);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.contains(char::is_alphabetic) {
        true => words,
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_margins_are_no_text() {
        for (text, expected) in [
            ("&C&\"Times New Roman,Regular\"&13&P", ""),
            (
                "&L&\"-,Bold\"&12UBND TỈNH&R&KFF0000DỰ THẢO && &D",
                "UBND TỈNH DỰ THẢO &",
            ),
            ("Trang &P/&N", "Trang /"),
        ] {
            assert_eq!(margin_text(text), expected, "{text}");
        }
        assert_eq!(
            resolved("xl/worksheets", "../drawings/a.xml"),
            "xl/drawings/a.xml"
        );
    }
}
