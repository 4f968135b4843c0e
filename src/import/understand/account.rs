//! Accounts for every text of a sheet: whatever stands in no row, head line, line below or note is
//! reported.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use super::{letterhead::is_drawn, table::Table};
use crate::{
    import::{
        Aside, AsideKind, Note,
        format::sheet::{Line, Sheet},
    },
    model::{Annex, AnnexHead, ColumnId, Row, RowId, annex_line},
    reference::marks::END_MARK,
    text::column_letter::column_letter,
    wording::Key,
};

/// Number of left-over texts that the note quotes, and how much of each.
const PLACES_NAMED: usize = 10;
const QUOTED_MAX: usize = 40;

/// Returns a note that names the texts of `sheet` of which the annex and its report say nothing;
/// `None` if there are none. `named` are texts that a note speaks of.
pub(in crate::import) fn left_over(
    sheet: &Sheet,
    table: &Table,
    annex: &Annex,
    begun: &[(RowId, u32)],
    asides: &[Aside],
    notes: &[Note],
    named: &[String],
) -> Option<Note> {
    // Most lines became a row with the same texts in the same order. Of the others, most have the
    // texts of a row in another order. Only what is left is looked at text by text.
    let (lines, rows) = unlike(sheet, annex, begun);
    let kept = || {
        let rows = rows.iter().copied();
        rows.chain(asides.iter().map(|aside| &*aside.row))
    };
    let mut sums: FxHashMap<u64, usize> = FxHashMap::default();
    for row in kept() {
        *sums
            .entry(sum(row.cells().map(|(_, text)| text)))
            .or_default() += 1;
    }
    let mut rest: Vec<(usize, &Line)> = Vec::new();
    for (idx, line) in lines {
        let texts = line.filled().map(|(_, cell)| cell.text.as_str());
        match sums.get_mut(&sum(texts)).filter(|n| 0 < **n) {
            Some(n) => *n -= 1,
            None => rest.push((idx, line)),
        }
    }
    if rest.is_empty() {
        return None;
    }
    let mut pool = Pool::default();
    for row in kept() {
        let n = sums.get_mut(&sum(row.cells().map(|(_, text)| text)));
        if let Some(n) = n.filter(|n| 0 < **n) {
            *n -= 1;
            pool.add_row(row);
        }
    }
    for text in before_joining(annex, asides) {
        pool.add(&text);
    }
    let head = &annex.head;
    let headers = annex.columns.iter().flat_map(|column| &column.header);
    let said = notes.iter().flat_map(|note| &note.message.args);
    for text in headers.chain(said).chain(named).chain(&head.after) {
        pool.add(text);
    }
    let lines = [&head.number, &head.title, &head.reference];
    let lines = lines.into_iter().chain(&head.before).chain(&head.between);
    // A line may hold the title and the reference.
    pool.head = lines.map(|text| squeezed(text).replace('\n', "")).collect();
    let headings = || annex.columns.iter().flat_map(|column| &column.header);
    let mut left: Vec<String> = Vec::new();
    let mut n_left = 0;
    for (idx, line) in rest {
        // Only lines above the table can be in its head.
        let head = Some(head).filter(|_| idx < table.body);
        for (at, cell) in line.filled() {
            if is_drawn(&cell.text) || cell.text == END_MARK || pool.take(&cell.text, head) {
                continue;
            }
            // Each line of a header may hold its headings again.
            if head.is_some() && headings().any(|heading| *heading == cell.text) {
                continue;
            }
            n_left += 1;
            if left.len() < PLACES_NAMED {
                let quoted: String = cell.text.chars().take(QUOTED_MAX).collect();
                left.push(format!("{}{} “{quoted}”", column_letter(at), line.row + 1));
            }
        }
    }
    (0 < n_left).then(|| {
        let n_more = n_left - left.len();
        let mut places = left.join(", ");
        if 0 < n_more {
            places.push_str(&format!("… (+{n_more})"));
        }
        sheet.note(None, Key::NoteLeftOver.with([n_left.to_string(), places]))
    })
}

/// Returns the lines, and the rows, without those that have the same texts. `begun` names the line in
/// which each row begins, from 1.
fn unlike<'a>(
    sheet: &'a Sheet,
    annex: &'a Annex,
    begun: &[(RowId, u32)],
) -> (Vec<(usize, &'a Line)>, Vec<&'a Row>) {
    let mut lines = Vec::new();
    let mut rows = Vec::new();
    let mut places = begun.iter().peekable();
    let mut own_rows = annex.rows.iter().peekable();
    for (idx, line) in sheet.lines.iter().enumerate() {
        let Some((id, _)) = places.next_if(|(_, number)| *number == line.row + 1) else {
            lines.push((idx, line));
            continue;
        };
        // Rows that begin in no line.
        while let Some(row) = own_rows.next_if(|row| row.id != *id && row.id < *id) {
            rows.push(&**row);
        }
        let Some(row) = own_rows.next_if(|row| row.id == *id) else {
            lines.push((idx, line));
            continue;
        };
        let texts = line.filled().map(|(_, cell)| cell.text.as_str());
        if !texts.eq(row.cells().map(|(_, text)| text)) {
            lines.push((idx, line));
            rows.push(&**row);
        }
    }
    rows.extend(own_rows.map(|row| &**row));
    (lines, rows)
}

/// Returns the texts of rows as they were before the lines behind a page break were joined to them.
fn before_joining(annex: &Annex, asides: &[Aside]) -> Vec<String> {
    let mut texts: FxHashMap<(RowId, ColumnId), String> = FxHashMap::default();
    let joined = asides.iter().filter(|it| it.kind == AsideKind::Joined);
    let rows: FxHashMap<RowId, &Row> = match joined.clone().next() {
        Some(_) => annex.rows.iter().map(|row| (row.id, &**row)).collect(),
        None => FxHashMap::default(),
    };
    // The last line to be joined is at the end.
    for aside in joined.rev() {
        let Some((id, row)) = aside.after.and_then(|id| Some((id, *rows.get(&id)?))) else {
            continue;
        };
        for (column, text) in aside.row.cells() {
            let whole = texts
                .entry((id, column))
                .or_insert_with(|| row.cell(column).to_owned());
            if let Some(before) = whole.strip_suffix(text) {
                *whole = before.trim_end().to_owned();
            }
        }
    }
    texts.into_values().collect()
}

/// Texts of an annex that no line of the sheet has been found for.
#[derive(Default)]
struct Pool {
    counts: FxHashMap<u64, usize>,
    /// Head lines without white space.
    head: String,
}

impl Pool {
    fn add(&mut self, text: &str) {
        *self.counts.entry(hash(&squeezed(text))).or_default() += 1;
    }

    /// Adds the cells of a row, and the whole row: "I." and "Cấp sở" may stand in one cell.
    fn add_row(&mut self, row: &Row) {
        let mut whole = String::new();
        for (_, text) in row.cells() {
            self.add(text);
            whole.push_str(&squeezed(text));
        }
        *self.counts.entry(hash(&whole)).or_default() += 1;
    }

    /// Takes a text out; false if it is not there. Texts of the head may be part of a line.
    fn take(&mut self, text: &str, head: Option<&AnnexHead>) -> bool {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let mut lines = lines.into_iter();
        if head.is_some_and(|head| lines.all(|line| self.head_has(line, head))) {
            return true;
        }
        let text = squeezed(text);
        // A number in the ordinal column is shown with a full stop.
        for text in [&text, &text.replace(',', ".")] {
            if let Some(n) = self.counts.get_mut(&hash(text)).filter(|n| 0 < **n) {
                *n -= 1;
                return true;
            }
        }
        false
    }

    /// Whether the head has a line of text. Of "Phụ lục I. DANH MỤC", the number and the title.
    fn head_has(&self, line: &str, head: &AnnexHead) -> bool {
        self.head.contains(&squeezed(line))
            || annex_line(line).is_some_and(|it| {
                it.number == head.number && self.head.contains(&squeezed(it.title))
            })
    }
}

/// Returns a sum of hashes that does not depend on the order of the texts.
fn sum<'text>(texts: impl Iterator<Item = &'text str>) -> u64 {
    texts.fold(0, |sum, text| hash(text).wrapping_add(sum))
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Returns a text without blanks; lines stay apart.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\n' || !c.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{
        format::plain_text,
        understand::{Lists, read_document, table},
    };

    const TEXT: &str = "SỞ A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPhụ lục I. DANH MỤC\n\
        (Kèm theo Kế hoạch số 1)\nĐơn vị tính: tỷ đồng\nSTT\tNhiệm vụ\tCơ quan chủ trì\n\
        (1)\t(2)\t(3)\nI. CẤP TỈNH\n1\tMột\tSở A\n2\tHai\tSở A\n\
        STT\tNhiệm vụ\tCơ quan chủ trì\n\tvà ba\tvà B\n./.\nNơi nhận: Sở A";

    type Forget = fn(&mut Annex, &mut Vec<Aside>);

    /// Returns what is left over when `forget` has removed something from the annex.
    fn left(forget: Forget) -> Option<String> {
        let sheets = plain_text::read(TEXT).unwrap();
        let sheet = sheets[0].clone();
        let imported = read_document(sheets, "x", Lists::Known);
        let mut annex = imported.document.annexes[0].clone();
        let mut asides = imported.asides.clone();
        forget(&mut annex, &mut asides);
        let table = table::find(&sheet).unwrap();
        let begun = &imported.lines;
        let note = left_over(&sheet, &table, &annex, begun, &asides, &imported.notes, &[]);
        note.map(|note| note.message.args[1].clone())
    }

    #[test]
    fn every_text_is_accounted_for() {
        assert_eq!(left(|_, _| {}), None);
        let forgotten: [(Forget, &str); 8] = [
            (
                |annex, _| annex.head.before.clear(),
                "A1 “SỞ A”, B1 “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”",
            ),
            (
                |annex, _| annex.head.title.clear(),
                "A2 “Phụ lục I. DANH MỤC”",
            ),
            (
                |annex, _| annex.head.reference.clear(),
                "A3 “(Kèm theo Kế hoạch số 1)”",
            ),
            (
                |annex, _| annex.head.between.clear(),
                "A4 “Đơn vị tính: tỷ đồng”",
            ),
            (|annex, _| annex.head.after.clear(), "A13 “Nơi nhận: Sở A”"),
            (|annex, _| drop(annex.rows.remove(0)), "A7 “I. CẤP TỈNH”"),
            (
                |annex, _| drop(annex.rows.remove(1)),
                "A8 “1”, B8 “Một”, C9 “Sở A”",
            ),
            (
                |_, asides| drop(asides.remove(0)),
                "A6 “(1)”, B6 “(2)”, C6 “(3)”",
            ),
        ];
        for (forget, expected) in forgotten {
            assert_eq!(left(forget).as_deref(), Some(expected));
        }
    }
}
