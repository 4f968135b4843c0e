//! Tables typed with tabs: paragraphs that follow each other, each with as many tabs as the first.

use super::text::{Text, compose};
use crate::{
    import::format::{sheet::Sheet, tab_rows},
    model::Ordinal,
};

/// Minimum number of columns, and of rows below the header.
const COLUMNS_MIN: usize = 3;
const ROWS_MIN: usize = 2;

/// A paragraph with tabs: its row, and the texts between them.
#[derive(Debug)]
pub(super) struct Tabbed {
    pub row: u32,
    pub texts: Vec<String>,
}

/// Splits a paragraph at its tabs, and behind its automatic number; `None` if it has no tabs.
pub(super) fn split(line: &Text) -> Option<Vec<String>> {
    if !line.pieces.iter().any(|piece| piece.text.contains('\t')) {
        return None;
    }
    let mut parts = vec![Text::default()];
    for piece in &line.pieces {
        for (idx, text) in piece.text.split('\t').enumerate() {
            if 0 < idx {
                parts.push(Text::default());
            }
            if let (Some(part), false) = (parts.last_mut(), text.is_empty()) {
                let mut own = piece.clone();
                text.clone_into(&mut own.text);
                part.pieces.push(own);
            }
        }
        if piece.mark {
            parts.push(Text::default());
        }
    }
    let texts = parts
        .iter()
        .map(|it| compose(std::slice::from_ref(it)).text);
    Some(texts.collect())
}

/// Puts the paragraphs of tables typed with tabs into columns; returns their rows.
pub(super) fn into_tables(sheet: &mut Sheet, tabbed: &[Tabbed]) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut next = 0;
    while let Some(header) = tabbed.get(next) {
        next += 1;
        let headings = header.texts.iter().filter(|text| !text.is_empty());
        let headings: Vec<String> = headings.cloned().collect();
        if !is_header(&headings) {
            continue;
        }
        let behind = tabbed.get(next..).unwrap_or_default();
        let own = rows_below(behind, headings.len());
        let n_full = own.iter().filter(|it| it.texts.len() == headings.len());
        if n_full.count() < ROWS_MIN {
            continue;
        }
        next += own.len();
        let header = Tabbed {
            row: header.row,
            texts: headings,
        };
        for row in std::iter::once(header).chain(own) {
            put(sheet, &row);
            rows.push(row.row);
        }
    }
    rows
}

/// Returns the rows of a table: those with an ordinal, and lines that go on below one, which are empty then.
fn rows_below(tabbed: &[Tabbed], n_columns: usize) -> Vec<Tabbed> {
    let mut rows: Vec<Tabbed> = Vec::new();
    for line in tabbed {
        let texts = match line.texts.len() <= n_columns {
            true => Some(line.texts.clone()),
            false => tab_rows::without_gaps(&line.texts, n_columns),
        };
        let Some(texts) = texts else {
            break;
        };
        let last = rows.iter_mut().rfind(|row| !row.texts.is_empty());
        let is_row = texts.first().is_some_and(|it| Ordinal::parse(it).is_some());
        let texts = match last {
            _ if is_row => texts,
            Some(last) if tab_rows::goes_on(&last.texts, &texts) => {
                tab_rows::join(&mut last.texts, &texts);
                Vec::new()
            }
            Some(_) if texts.first().is_some_and(String::is_empty) => texts,
            _ => break,
        };
        rows.push(Tabbed {
            row: line.row,
            texts,
        });
    }
    // What is below the last ordinal is no row.
    let is_row = |row: &Tabbed| row.texts.first().is_none_or(|it| !it.is_empty());
    let end = rows.iter().rposition(is_row).map_or(0, |last| last + 1);
    rows.truncate(end);
    rows
}

fn is_header(texts: &[String]) -> bool {
    let starts = |text: &String| text.starts_with(char::is_alphabetic);
    let first = texts.first().map_or("", String::as_str);
    COLUMNS_MIN <= texts.len() && texts.iter().all(starts) && Ordinal::parse(first).is_none()
}

fn put(sheet: &mut Sheet, row: &Tabbed) {
    let found = sheet.lines.binary_search_by_key(&row.row, |line| line.row);
    let Some(line) = found.ok().and_then(|at| sheet.lines.get_mut(at)) else {
        return;
    };
    let look = line.cells.first().cloned().unwrap_or_default();
    let cells = row.texts.iter().map(|text| {
        let mut cell = look.clone();
        text.clone_into(&mut cell.text);
        cell
    });
    line.cells = cells.collect();
}
