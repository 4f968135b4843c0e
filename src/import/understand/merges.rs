//! The merged cells of a sheet, and their texts.

use crate::import::format::sheet::{Line, Merge, Sheet};

/// Returns the text of a cell, or of the merged cell that covers it.
pub(in crate::import) fn merged_text<'sheet>(
    sheet: &'sheet Sheet,
    line: &'sheet Line,
    at: usize,
) -> &'sheet str {
    let text = line.text(at);
    if !text.is_empty() {
        return text;
    }
    match merge_at(sheet, line.row, at) {
        Some(merge) => top_left(sheet, merge),
        None => "",
    }
}

/// Returns the merged region that contains a cell.
pub(in crate::import) fn merge_at(sheet: &Sheet, row: u32, at: usize) -> Option<&Merge> {
    let at = at as u32;
    sheet.merges.iter().find(|merge| {
        (merge.top..=merge.bottom).contains(&row) && (merge.left..=merge.right).contains(&at)
    })
}

/// Returns the text of the top left cell of a merged region.
pub(in crate::import) fn top_left<'sheet>(sheet: &'sheet Sheet, merge: &Merge) -> &'sheet str {
    let found = sheet
        .lines
        .binary_search_by_key(&merge.top, |line| line.row);
    match found.ok().and_then(|idx| sheet.lines.get(idx)) {
        Some(line) => line.text(merge.left as usize),
        None => "",
    }
}
