//! Footnotes: they stand below the table, behind its other lines.

use crate::{
    import::{
        Note,
        format::sheet::{Line, Sheet},
    },
    model::{AnnexHead, annex_line},
    wording::Key,
};

/// Returns the footnotes of an annex. If the plan's text before it was left out, so are the
/// footnotes of that text, with a note.
pub(in crate::import) fn of_annex(
    sheet: &Sheet,
    head: &AnnexHead,
    notes: &mut Vec<Note>,
) -> Vec<String> {
    let left_out = |note: &Note| note.message.key == Key::NoteBodyText && note.sheet == sheet.name;
    let is_title = |line: &&Line| {
        let mut filled = line.filled();
        filled.any(|(_, cell)| {
            let title = annex_line(&cell.text).map_or(cell.text.as_str(), |it| it.title);
            !title.is_empty() && head.title.starts_with(title)
        })
    };
    let title = sheet.lines.iter().find(is_title);
    let first = match notes.iter().any(left_out) {
        true => title.map_or(0, |line| line.row),
        false => 0,
    };
    let footnotes = sheet.footnotes.iter().filter(|(_, text)| !text.is_empty());
    let (before, own): (Vec<_>, Vec<_>) = footnotes.partition(|(row, _)| *row < first);
    if !before.is_empty() {
        let n = before.len().to_string();
        notes.push(sheet.note(None, Key::NoteFootnotesBefore.with([n])));
    }
    own.into_iter().map(|(_, text)| text.clone()).collect()
}
