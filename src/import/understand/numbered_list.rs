//! Reads an annex without a table, whose numbered paragraphs are its list, as a table of ordinals
//! and contents.

use super::{closing::closes, header::is_header, labelled};
use crate::{
    import::format::sheet::{Cell, Line, Sheet},
    model::{Ordinal, Role, annex_line, split_ordinal},
    wording::Key,
};

/// Maximum number of lines between the line that names an annex and its first numbered paragraph.
const HEAD_MAX: usize = 8;
/// Minimum number of numbered paragraphs of a list.
const ITEMS_MIN: usize = 2;
/// Minimum number of roles that labels name in a list that no line announces.
const ROLES_MIN: usize = 2;
/// Headings of the columns.
const HEADINGS: [&str; 2] = ["STT", "Nội dung"];

/// Makes a table of each list of numbered paragraphs below "Phụ lục …" or, in a file without such a
/// line and without tables, below a title that names a list: "DANH MỤC …". A remark says so.
pub(in crate::import) fn into_tables(sheet: &mut Sheet) {
    let is_start = |line: &Line| alone(line).is_some_and(is_annex_start);
    let starts = |sheet: &Sheet| {
        let lines = sheet.lines.iter().enumerate();
        let starts = lines.filter(|(_, line)| is_start(line));
        starts.map(|(at, _)| at).collect::<Vec<usize>>()
    };
    let mut regions = starts(sheet);
    if regions.is_empty() {
        let first = sheet.lines.iter().position(|line| {
            alone(line).is_some_and(|text| split_ordinal(text).is_none() && is_title(text))
        });
        let has_table = || {
            sheet
                .lines
                .iter()
                .any(|line| line.filled().nth(2).is_some())
        };
        if has_table() {
            return;
        }
        let as_written = sheet.lines.clone();
        labelled::number_first(&mut sheet.lines);
        if let Some(list) = labelled_list(sheet) {
            make_table(sheet, list);
            return;
        }
        sheet.lines = as_written;
        regions.extend(first);
    }
    // From the last one on, so that the lines before it keep their numbers.
    let mut end = sheet.lines.len();
    for start in regions.into_iter().rev() {
        if let Some(list) = list_in(sheet, start, end) {
            make_table(sheet, list);
        }
        end = start;
    }
}

/// Returns the lines of numbered paragraphs with the same labels below each, "+ Đơn vị chủ trì: …", which
/// no line need announce.
fn labelled_list(sheet: &Sheet) -> Option<std::ops::Range<usize>> {
    let lines = sheet.lines.as_slice();
    let text = |at: usize| lines.get(at).and_then(alone).unwrap_or_default();
    let is_item = |at: &usize| split_ordinal(text(*at)).is_some();
    let roles = |at: usize| match is_item(&at) {
        true => Vec::new(),
        false => labelled::roles_of_labels(text(at)),
    };
    let first = (0..lines.len()).find(|at| !roles(*at).is_empty())?;
    let last = (0..lines.len()).rfind(|at| !roles(*at).is_empty())?;
    let item = (first.saturating_sub(HEAD_MAX)..first).rfind(is_item)?;
    // Sections may stand above the first item.
    let n_sections = (0..item).rev().take_while(is_item).count();
    let list = item - n_sections..last + 1;
    let all: Vec<Role> = list.clone().flat_map(roles).collect();
    let mut shared: Vec<Role> = Vec::new();
    for role in &all {
        let n = all.iter().filter(|it| *it == role).count();
        if ITEMS_MIN <= n && !shared.contains(role) {
            shared.push(*role);
        }
    }
    let n_items = list.clone().filter(is_item).count();
    (ROLES_MIN <= shared.len() && ITEMS_MIN <= n_items).then_some(list)
}

/// Returns the text of a line that has one cell.
fn alone(line: &Line) -> Option<&str> {
    let mut filled = line.filled();
    match (filled.next(), filled.next()) {
        (Some((_, cell)), None) => Some(&cell.text),
        _ => None,
    }
}

fn is_annex_start(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    annex_line(first).is_some_and(|line| line.is_annex)
}

/// Whether a text is a title in capitals that says what is listed.
fn is_title(text: &str) -> bool {
    let words = ["DANH MỤC", "DANH SÁCH"];
    !text.contains(char::is_lowercase) && words.iter().any(|word| text.starts_with(word))
}

/// Returns the lines of the list between `start` and `end`; `None` if there is none, or if the annex
/// has a table.
fn list_in(sheet: &Sheet, start: usize, end: usize) -> Option<std::ops::Range<usize>> {
    let lines = sheet.lines.get(..end)?;
    let ordinal = |line: &Line| {
        let (ordinal, _) = split_ordinal(alone(line)?)?;
        Ordinal::parse(ordinal)
    };
    let mut below = lines.iter().enumerate().skip(start + 1).take(HEAD_MAX);
    let (first, _) = below.find(|(_, line)| ordinal(line).is_some())?;
    if ordinal(lines.get(first)?)?.last() != 1 {
        return None;
    }
    let head = lines.get(start..first)?;
    if head
        .iter()
        .any(|line| alone(line).is_none() && is_header(sheet, first, line))
    {
        return None;
    }
    let rest = lines.get(first..)?.iter();
    let n = rest
        .take_while(|line| alone(line).is_some() && !closes(line))
        .count();
    let list = first..first + n;
    let n_items = lines.get(list.clone())?.iter().filter_map(ordinal).count();
    let mut behind = lines.iter().enumerate().skip(list.end);
    let has_table = behind.any(|(at, line)| is_header(sheet, at, line));
    (ITEMS_MIN <= n_items && !has_table).then_some(list)
}

/// Puts the ordinals and the texts of a list into columns of their own, below a header.
fn make_table(sheet: &mut Sheet, list: std::ops::Range<usize>) {
    let Some(mut first) = sheet.lines.get(list.start).map(|line| line.row) else {
        return;
    };
    let above = list.start.checked_sub(1).and_then(|at| sheet.lines.get(at));
    match above.is_some_and(|above| above.row + 1 < first) {
        true => first -= 1,
        false => make_room(sheet, first),
    }
    let own: Vec<Line> = sheet.lines.drain(list.clone()).collect();
    let is_own = |row: u32| own.iter().any(|line| line.row == row);
    sheet.merges.retain(|merge| !is_own(merge.top));
    let header = HEADINGS.map(|text| Cell {
        text: text.to_owned(),
        bold: true,
        ..Cell::default()
    });
    let mut lines = vec![Line {
        row: first,
        cells: header.into(),
        ..Line::default()
    }];
    for mut line in own {
        let cell = line.cells.iter_mut().find(|cell| !cell.text.is_empty());
        let Some(mut cell) = cell.map(std::mem::take) else {
            continue;
        };
        let mut mark = Cell::default();
        if let Some((ordinal, text)) = split_ordinal(&cell.text) {
            ordinal.clone_into(&mut mark.text);
            mark.bold = cell.bold;
            cell.text = text.to_owned();
        } else if !cell.text.starts_with(['-', '–', '•', '+'])
            && let Some(above) = lines.last_mut().and_then(|line| line.cells.last_mut())
        {
            // A paragraph of the item above.
            above.text = format!("{}\n{}", above.text, cell.text);
            continue;
        }
        line.cells = vec![mark, cell];
        line.is_paragraph = false;
        lines.push(line);
    }
    labelled::into_columns(&mut lines);
    let remark = Key::NoteNumberedParagraphs.with([(lines.len() - 1).to_string()]);
    sheet.remarks.push((Some(first + 1), remark));
    sheet.lines.splice(list.start..list.start, lines);
}

/// Moves everything from a row on down by one row.
fn make_room(sheet: &mut Sheet, row: u32) {
    let lower = |it: &mut u32| *it += u32::from(row <= *it);
    sheet.lines.iter_mut().for_each(|it| lower(&mut it.row));
    for merge in &mut sheet.merges {
        lower(&mut merge.top);
        lower(&mut merge.bottom);
    }
    sheet.footnotes.iter_mut().for_each(|it| lower(&mut it.0));
    sheet.comments.iter_mut().for_each(|it| lower(&mut it.row));
    // Remarks count rows from 1.
    for (of_row, _) in &mut sheet.remarks {
        if let Some(of_row) = of_row.as_mut().filter(|it| row < **it) {
            *of_row += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::plain_text;

    /// Returns the cells of the lines of a text, between bars.
    fn tables(text: &str) -> Vec<String> {
        let mut sheet = plain_text::read(text).unwrap().remove(0);
        into_tables(&mut sheet);
        let lines = sheet.lines.iter().map(|line| {
            let texts = line.cells.iter().map(|cell| cell.text.replace('\n', " / "));
            texts.collect::<Vec<_>>().join(" | ")
        });
        lines.collect()
    }

    #[test]
    fn numbered_paragraphs_below_the_head_of_an_annex_are_a_table() {
        let text = "Kế hoạch\nPhụ lục IV\nNHIỆM VỤ\n(Kèm theo Chỉ thị số 3)\nI. Huấn luyện\n\
                    1. Đủ 15 ngày\nBộ Chỉ huy chủ trì.\n- Cấp xã\nII. Tuyển quân\n1. Giao đủ\n\
                    Nơi nhận: UBND";
        assert_eq!(
            tables(text),
            [
                "Kế hoạch",
                "Phụ lục IV",
                "NHIỆM VỤ",
                "(Kèm theo Chỉ thị số 3)",
                "STT | Nội dung",
                "I. | Huấn luyện",
                "1. | Đủ 15 ngày / Bộ Chỉ huy chủ trì.",
                " | - Cấp xã",
                "II. | Tuyển quân",
                "1. | Giao đủ",
                "Nơi nhận: UBND",
            ]
        );
        let titled = tables("UBND XÃ A\nDANH MỤC NHIỆM VỤ\n1. Một\n2. Hai");
        assert_eq!(titled[2..], ["STT | Nội dung", "1. | Một", "2. | Hai"]);
    }

    #[test]
    fn paragraphs_with_labels_are_a_table_anywhere() {
        let text = "KẾ HOẠCH\nNăm 2027 tỉnh làm như sau.\nI. Thư viện\n1. Tên nhiệm vụ: Một\n\
                    + Đơn vị chủ trì: Sở A\n+ Thời gian: Quý I\n2. Tên nhiệm vụ: Hai\n\
                    + Đơn vị chủ trì: Sở B\n+ Thời gian: Quý II\nGiao Sở A theo dõi.";
        assert_eq!(
            tables(text)[2..],
            [
                "STT | Tên nhiệm vụ | Đơn vị chủ trì | Thời gian",
                "I. | Thư viện",
                "1. | Một | Sở A | Quý I",
                "2. | Hai | Sở B | Quý II",
                "Giao Sở A theo dõi.",
            ]
        );
    }

    #[test]
    fn labels_in_other_forms_are_columns_too() {
        let numbered = "KẾ HOẠCH\nNhiệm vụ 1: Một\nĐơn vị chủ trì: Sở A\nThời gian: Quý I\n\
                        Nhiệm vụ 2: Hai\nĐơn vị chủ trì: Sở B\nThời gian: Quý II";
        assert_eq!(
            tables(numbered)[1..],
            [
                "STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian",
                "1. | Một | Sở A | Quý I",
                "2. | Hai | Sở B | Quý II",
            ]
        );
        let on_a_line = "KẾ HOẠCH\na) Một\n+ Chủ trì: Sở A; phối hợp: Sở C\n\
                         b) Hai\n+ Chủ trì: Sở B; phối hợp: Sở D";
        assert_eq!(
            tables(on_a_line)[1..],
            [
                "STT | Nội dung | Chủ trì | phối hợp",
                "a) | Một | Sở A | Sở C",
                "b) | Hai | Sở B | Sở D",
            ]
        );
    }

    #[test]
    fn other_paragraphs_stay() {
        for text in [
            // Prose of a plan.
            "KẾ HOẠCH\nThực hiện nghị quyết\nI. MỤC TIÊU\n1. Chung\nNâng cao.\n2. Riêng",
            // The annex has a table.
            "Phụ lục I\nDANH MỤC\n1. Tên đơn vị\n2. Địa chỉ\nSTT\tNhiệm vụ\tChủ trì\n1\tMột\tSở A",
            // One label, which is a sentence.
            "KẾ HOẠCH\n1. Sở A\n- Thời gian: cả năm\n2. Sở B\n- Thời gian: cả năm",
            // A single one, and a list that does not begin.
            "Phụ lục I\nDANH MỤC\n1. Một",
            "Phụ lục I\nDANH MỤC\n4. Bốn\n5. Năm",
            // Where the annexes are named.
            "Phụ lục I: Chỉ tiêu\nPhụ lục II: Nhiệm vụ\nNơi nhận",
        ] {
            let before: Vec<String> = text.lines().map(|it| it.replace('\t', " | ")).collect();
            assert_eq!(tables(text), before);
        }
    }
}
