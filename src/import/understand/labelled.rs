//! Lists in which each item has the same labels below it, `- Cơ quan chủ trì: Sở A`: they are columns.

use super::headings::{known_role, normalized};
use crate::{
    import::format::sheet::{Cell, Line},
    model::Role,
};

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
    let own_label = label_of_items(own.as_slice());
    if let (Some(label), Some(cell)) = (&own_label, header.cells.get_mut(1)) {
        cell.text.clone_from(label);
    }
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
        if let Some(text) = own_label.as_deref().and_then(|it| behind(&cell.text, it)) {
            cell.text = text.to_owned();
        }
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

/// Returns the label before the texts of most items, "Tên nhiệm vụ: …", if it names their contents.
fn label_of_items(lines: &[Line]) -> Option<String> {
    let items: Vec<&Line> = lines.iter().filter(|line| !is_below(line)).collect();
    let mut labels = items.iter().filter_map(|line| pair(line.text(1)));
    let (label, _) = labels.find(|(label, _)| known_role(label) == Some(Role::Content))?;
    let n = items
        .iter()
        .filter(|line| behind(line.text(1), label).is_some())
        .count();
    (ITEMS_MIN <= n && items.len() <= n * 2).then(|| label.to_owned())
}

/// Writes "Nhiệm vụ 1: …" as "1. Nhiệm vụ: …", if several lines begin so.
pub(in crate::import) fn number_first(lines: &mut [Line]) {
    let texts = lines.iter().map(|line| numbered_label(alone(line)?));
    let found: Vec<Option<(String, String)>> = texts.collect();
    let Some(first) = found
        .iter()
        .flatten()
        .map(|(label, _)| label.clone())
        .next()
    else {
        return;
    };
    let is_own = |it: &(String, String)| it.0 == first;
    if found.iter().flatten().filter(|it| is_own(it)).count() < ITEMS_MIN {
        return;
    }
    for (line, found) in lines.iter_mut().zip(found) {
        let own = found.filter(is_own);
        let cell = line.cells.iter_mut().find(|cell| !cell.text.is_empty());
        if let (Some((_, text)), Some(cell)) = (own, cell) {
            cell.text = text;
        }
    }
}

fn alone(line: &Line) -> Option<&str> {
    let mut filled = line.filled();
    match (filled.next(), filled.next()) {
        (Some((_, cell)), None) => Some(&cell.text),
        _ => None,
    }
}

/// Returns the label of "Nhiệm vụ 1: …", and the text with its number first.
fn numbered_label(text: &str) -> Option<(String, String)> {
    let (head, rest) = text.split_once(':')?;
    let (label, number) = head.trim().rsplit_once(' ')?;
    let label = label.trim_end_matches(" số");
    let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    let is_label =
        known_role(label) == Some(Role::Content) && label.split_whitespace().count() <= LABEL_WORDS;
    let text = format!("{number}. {label}: {}", rest.trim_start());
    (is_number && is_label).then(|| (label.to_owned(), text))
}

/// Returns the text behind a label.
fn behind<'text>(text: &'text str, label: &str) -> Option<&'text str> {
    let (own, rest) = text.split_once(':')?;
    same(own.trim(), label).then(|| rest.trim_start())
}

/// Returns the roles that the labels of a line name.
pub(in crate::import) fn roles_of_labels(text: &str) -> Vec<Role> {
    let labels = text.lines().flat_map(labelled);
    labels.filter_map(|(label, _)| known_role(label)).collect()
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
    // "Chủ trì: …; phối hợp: …" goes on in small letters.
    let is_label = label.starts_with(char::is_uppercase) || known_role(label).is_some();
    let is_label = is_label && n_words <= LABEL_WORDS;
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
    fn the_label_before_items_is_their_heading() {
        assert_eq!(
            columns(&[
                "1.|Tên nhiệm vụ: Một",
                "|+ Đơn vị chủ trì: Sở A",
                "2.|Tên nhiệm vụ: Hai",
                "|+ Đơn vị chủ trì: Sở B",
            ]),
            [
                "STT|Tên nhiệm vụ|Đơn vị chủ trì",
                "1.|Một|Sở A",
                "2.|Hai|Sở B",
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
