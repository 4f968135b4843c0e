//! Lists in which each item has the same labels below it, `- Cơ quan chủ trì: Sở A`: they are columns.

use super::headings::{known_role, normalized};
use crate::import::format::sheet::{Cell, Line};

/// Maximum number of words of a label.
const LABEL_WORDS: usize = 6;
/// Minimum number of items that have a label.
const ITEMS_MIN: usize = 2;
/// Marks before the lines below an item.
const BULLETS: [char; 6] = ['-', '–', '+', '•', '*', '◦'];

/// Puts what stands behind the labels of a list into columns of its own. Each line has an ordinal, or none
/// below an item, and a text; the first line is the header.
pub(in crate::import) fn into_columns(lines: &mut Vec<Line>) {
    let labels = shared_labels(lines);
    if !labels.iter().any(|label| known_role(label).is_some()) {
        return;
    }
    let mut own = std::mem::take(lines).into_iter();
    let Some(mut header) = own.next() else {
        return;
    };
    let look = header.cells.last().cloned().unwrap_or_default();
    header.cells.extend(labels.iter().map(|label| Cell {
        text: label.clone(),
        ..look.clone()
    }));
    lines.push(header);
    let mut item = None;
    for mut line in own {
        let is_below = is_below(&line);
        let Some(cell) = line.cells.get_mut(1) else {
            continue;
        };
        let (rest, values) = divided(&cell.text, is_below, &labels);
        let look = cell.clone();
        if !is_below || item.is_none() || !rest.is_empty() {
            cell.text = rest;
            item = item.filter(|_| is_below).or(Some(lines.len()));
            lines.push(line);
        }
        let target = item.and_then(|at| lines.get_mut(at));
        target.into_iter().for_each(|it| put(it, &values, &look));
    }
}

fn is_below(line: &Line) -> bool {
    line.text(0).is_empty()
}

/// Puts values, with the index of their label each, into the cells of an item.
fn put(item: &mut Line, values: &[(usize, String)], look: &Cell) {
    for (idx, value) in values {
        let column = idx + 2;
        if item.cells.len() <= column {
            item.cells.resize_with(column + 1, Cell::default);
        }
        let Some(cell) = item.cells.get_mut(column) else {
            continue;
        };
        let text = match cell.text.is_empty() {
            true => value.clone(),
            false => format!("{}\n{value}", cell.text),
        };
        *cell = Cell {
            text,
            ..look.clone()
        };
    }
}

/// Returns the labels that several items have, as they are written first, in their order.
fn shared_labels(lines: &[Line]) -> Vec<String> {
    // Each label with the number of its items, and the last one of them.
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    let mut n_items = 0;
    for line in lines.iter().skip(1) {
        let is_below = is_below(line);
        n_items += usize::from(!is_below);
        let texts = line.text(1).lines().skip(usize::from(!is_below));
        for (label, _) in texts.flat_map(labelled) {
            match found.iter_mut().find(|(it, ..)| same(it, label)) {
                Some((_, n, last)) => {
                    *n += usize::from(*last != n_items);
                    *last = n_items;
                }
                None => found.push((label.to_owned(), 1, n_items)),
            }
        }
    }
    let shared = found.into_iter().filter(|(_, n, _)| ITEMS_MIN <= *n);
    shared.map(|(label, ..)| label).collect()
}

fn same(left: &str, right: &str) -> bool {
    normalized(left) == normalized(right)
}

/// Divides a text into what has no label, and the values behind labels with the index of each.
fn divided(text: &str, is_below: bool, labels: &[String]) -> (String, Vec<(usize, String)>) {
    let mut rest: Vec<&str> = Vec::new();
    let mut values = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let own = if is_below || 0 < at {
            labelled(line)
        } else {
            Vec::new()
        };
        let place = |label: &str| labels.iter().position(|it| same(it, label));
        let own: Option<Vec<(usize, String)>> = own
            .into_iter()
            .map(|(label, value)| Some((place(label)?, value.to_owned())))
            .collect();
        match own.filter(|own| !own.is_empty()) {
            Some(own) => values.extend(own),
            None => rest.push(line),
        }
    }
    (rest.join("\n"), values)
}

/// Returns the labels of a line with what stands behind each; none if a part of the line has no label.
fn labelled(line: &str) -> Vec<(&str, &str)> {
    let line = line.trim().trim_start_matches(BULLETS).trim();
    let whole = || pair(line).into_iter().collect();
    let parts = line.split(';').filter(|part| !part.trim().is_empty());
    let parts: Option<Vec<_>> = parts.map(pair).collect();
    parts.filter(|it| !it.is_empty()).unwrap_or_else(whole)
}

fn pair(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.split_once(':')?;
    let (label, value) = (label.trim(), value.trim().trim_end_matches(';'));
    let n_words = label.split_whitespace().count();
    let is_label = label.starts_with(char::is_uppercase) && n_words <= LABEL_WORDS;
    (is_label && !value.is_empty()).then_some((label, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the cells of the lines of a list, between bars, whose lines are ordinals and texts.
    fn columns(items: &[&str]) -> Vec<String> {
        let line = |item: &str| Line {
            cells: item
                .split('|')
                .map(|text| Cell {
                    text: text.replace('/', "\n"),
                    ..Cell::default()
                })
                .collect(),
            ..Line::default()
        };
        let header = ["STT|Nội dung"].into_iter();
        let mut lines: Vec<Line> = header.chain(items.iter().copied()).map(line).collect();
        into_columns(&mut lines);
        let texts = lines.iter().map(|line| {
            let texts = line.cells.iter().map(|cell| cell.text.replace('\n', "/"));
            texts.collect::<Vec<_>>().join("|")
        });
        texts.collect()
    }

    #[test]
    fn labels_below_items_are_columns() {
        assert_eq!(
            columns(&[
                "1.|Một",
                "|- Cơ quan chủ trì: Sở A; Sở B",
                "|- Thời hạn: Quý I",
                "II|Phần hai",
                "2.|Hai/Cơ quan chủ trì: Sở C;/Lưu ý chung",
                "|- Thời hạn: Quý II; Cơ quan chủ trì: Sở D",
                "|- Gửi báo cáo",
                "3.|Ba",
            ]),
            [
                "STT|Nội dung|Cơ quan chủ trì|Thời hạn",
                "1.|Một|Sở A; Sở B|Quý I",
                "II|Phần hai",
                "2.|Hai/Lưu ý chung|Sở C/Sở D|Quý II",
                "|- Gửi báo cáo",
                "3.|Ba",
            ]
        );
    }

    #[test]
    fn sentences_with_colons_stay() {
        for items in [
            // Each once, and none that a column has.
            &[
                "1.|Một",
                "|- Cơ quan chủ trì: Sở A",
                "2.|Hai",
                "|- Hạn: Quý I",
            ][..],
            &["1.|Một", "|- Ví dụ: a", "2.|Hai", "|- Ví dụ: b"],
        ] {
            assert_eq!(columns(items)[1..], *items);
        }
    }
}
