//! Reads the lines above the table: letterhead, "Phụ lục …" (annex number), title, reference lines,
//! and what is between them and the table.

use super::{
    agency_names::is_agency_name,
    headings::normalized,
    kind::names_list,
    letterhead::{is_document_number, is_drawn, is_issuer, is_motto, is_place_and_date},
    table::Table,
};
use crate::{
    import::{
        Note,
        format::sheet::{Line, Sheet},
    },
    model::{AnnexHead, annex_line, split_ordinal},
    reference::unit_line::unit_line,
    wording::Key,
};

/// One text above the table.
struct Piece<'sheet> {
    text: &'sheet str,
    /// Index of its line, and whether the line has other texts.
    line: usize,
    is_alone: bool,
    is_bold: bool,
}

/// Reads the head of an annex from the lines above the header of `table`. If there are more than
/// `BEFORE_MAX` other lines, they are dropped with a note; returns their texts.
pub(in crate::import) fn read(
    sheet: &Sheet,
    table: &Table,
    notes: &mut Vec<Note>,
) -> (AnnexHead, Vec<String>) {
    let above = sheet.lines.get(..table.head_end()).unwrap_or_default();
    let pieces = pieces(above);
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
    let mut head = AnnexHead {
        sheet: sheet.name.clone(),
        ..AnnexHead::default()
    };
    // The last one above the table: the text of a whole plan may precede its annexes. A form
    // ("Mẫu số 3") counts only without a "Phụ lục" line.
    let says = |text: &str, annex: bool| annex_line(text).is_some_and(|it| it.is_annex || !annex);
    let numbered = texts.iter().rposition(|text| says(text, true));
    let numbered = numbered.or_else(|| texts.iter().rposition(|text| says(text, false)));
    let title_at = numbered.map_or(0, |at| at + 1);
    let reference = reference_lines(&texts);
    let letterhead = letterhead(&pieces, title_at, reference.start);
    let body_end = match numbered {
        None => body_end(above, &pieces, &reference),
        Some(_) => 0,
    };
    // Without "Phụ lục", headings of the text may stand between the title and the table.
    let mut headings = texts.iter().enumerate().skip(body_end);
    let text_at = match numbered {
        None => headings.find(|(_, text)| split_ordinal(text).is_some()),
        Some(_) => None,
    };
    let text_at = text_at.map(|(at, _)| at);
    let mut title = String::new();
    let mut labels: Vec<(usize, String)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let text = piece.text;
        if Some(at) == numbered {
            if let Some(line) = annex_line(text) {
                line.number.clone_into(&mut head.number);
                line.title.clone_into(&mut title);
                line.form_words.clone_into(&mut head.form_words);
            }
        } else if reference.contains(&at) {
            join_wrapped(&mut head.reference, text);
        } else if is_drawn(text) {
            // A line that is drawn, not written.
        } else if at < title_at.max(body_end) || letterhead.contains(&at) {
            head.before.push(text.to_owned());
        } else if reference.end <= at && !reference.is_empty()
            || is_label(piece)
            || (!title.is_empty() && (is_sentence(text) || text_at.is_some_and(|it| it <= at)))
        {
            match labels.last_mut().filter(|(line, _)| *line == piece.line) {
                Some((_, label)) if takes_value(label, text) => join_label(label, text),
                _ => labels.push((piece.line, text.to_owned())),
            }
        } else {
            // What looked like a label is above the title.
            if title.is_empty() {
                head.before.extend(labels.drain(..).map(|(_, label)| label));
            }
            join_wrapped(&mut title, text);
        }
    }
    // The title may stand below the reference.
    let names = |(line, text): &(usize, String)| {
        let mut own = pieces.iter().filter(|piece| piece.line == *line);
        own.all(|piece| !is_label(piece)) && !text.starts_with('(')
    };
    if title.is_empty()
        && let Some(first) = labels.iter().position(names)
    {
        let below = labels.get(first..).unwrap_or_default().iter();
        let n = below.take_while(|label| names(label)).count();
        for (_, text) in labels.drain(first..first + n) {
            join_wrapped(&mut title, &text);
        }
    }
    head.title = title;
    head.between = labels.into_iter().map(|(_, label)| label).collect();
    let mut dropped = Vec::new();
    if BEFORE_MAX < head.before.len() {
        notes.push(sheet.note(
            None,
            Key::NoteBodyText.with([head.before.len().to_string()]),
        ));
        dropped = std::mem::take(&mut head.before);
    }
    (head, dropped)
}

/// Returns how many pieces belong to the text of a document before its annex, which has no number: those
/// before the last page, if a title follows, or those up to the last sentence, if a title in capitals
/// does.
fn body_end(above: &[Line], pieces: &[Piece], reference: &std::ops::Range<usize>) -> usize {
    let may_be_title = |at: usize, piece: &Piece| {
        let is_words = piece.text.contains(char::is_alphabetic) && !is_sentence(piece.text);
        is_words && !is_label(piece) && !reference.contains(&at)
    };
    let rest = |from: usize| pieces.iter().enumerate().skip(from);
    let starts_page = |line: usize| above.get(line).is_some_and(|it| it.starts_page);
    let last_page = pieces.iter().rposition(|piece| starts_page(piece.line));
    if let Some(last) = last_page.and_then(|at| pieces.get(at))
        && let Some(page) = pieces.iter().position(|piece| piece.line == last.line)
        && rest(page).any(|(at, piece)| may_be_title(at, piece))
    {
        return page;
    }
    let is_text =
        |(at, piece): (usize, &Piece)| is_sentence(piece.text) && !reference.contains(&at);
    let sentence = pieces.iter().enumerate().rposition(is_text);
    let end = sentence.map_or(0, |at| at + 1);
    let is_capitals = |text: &str| !text.contains(char::is_lowercase);
    let has_title = rest(end).any(|(at, piece)| may_be_title(at, piece) && is_capitals(piece.text));
    match bold_title(pieces, reference) {
        Some(title) if end <= title => title,
        _ if has_title => end,
        _ => 0,
    }
}

/// Returns where the bold lines begin that stand right above the reference, or above the table and name a
/// list, below the text of a document that is not bold.
fn bold_title(pieces: &[Piece], reference: &std::ops::Range<usize>) -> Option<usize> {
    let has_reference = !reference.is_empty();
    let mut end = if has_reference {
        reference.start
    } else {
        pieces.len()
    };
    let piece = |at: usize| pieces.get(at);
    let is_skipped = |it: &Piece| !has_reference && (is_label(it) || is_drawn(it.text));
    while end.checked_sub(1).and_then(piece).is_some_and(is_skipped) {
        end -= 1;
    }
    let is_title = |it: &&Piece| {
        let is_own = it.is_bold && it.is_alone && !is_label(it) && !is_sentence(it.text);
        is_own && split_ordinal(it.text).is_none()
    };
    let own = pieces.get(..end)?;
    let n = own.iter().rev().take_while(is_title).count();
    let (before, title) = own.split_at_checked(end - n)?;
    let is_body = |it: &Piece| !it.is_bold && is_sentence(it.text);
    let follows_text = before.last().is_some_and(|it| !it.is_bold) && before.iter().any(is_body);
    let names = has_reference || title.iter().any(|it| names_list(it.text));
    (0 < n && follows_text && names).then_some(before.len())
}

/// Whether a text is one of the sentences of a document, which are no titles: it is long and ends as they
/// do, or is an article of a decision.
fn is_sentence(text: &str) -> bool {
    let ends = text.ends_with(['.', ';']) && text.contains(char::is_lowercase);
    let mut words = text.split_whitespace();
    let is_article = words.next().is_some_and(|it| it.to_lowercase() == "điều")
        && words
            .next()
            .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    is_article || (ends && SENTENCE_WORDS <= text.split_whitespace().count())
}

/// Minimum number of words of a sentence.
const SENTENCE_WORDS: usize = 8;

/// More lines than this above an annex are the text of the plan itself.
const BEFORE_MAX: usize = 12;

fn pieces(above: &[Line]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (line, cells) in above.iter().enumerate() {
        let is_alone = cells.filled().nth(1).is_none();
        for (_, cell) in cells.filled() {
            let mut push = |text| {
                pieces.push(Piece {
                    text,
                    line,
                    is_alone,
                    is_bold: cell.bold,
                });
            };
            // One cell may contain "Phụ lục I", the title and the reference.
            let mut rest = cell.text.as_str();
            if let Some((first, after)) = rest.split_once('\n')
                && annex_line(first).is_some()
            {
                push(first.trim());
                rest = after.trim();
            }
            // The body that issues it, right above the title.
            if let Some((first, after)) = rest.split_once('\n')
                && is_agency_name(first)
                && !first.contains(char::is_lowercase)
                && names_list(after)
            {
                push(first.trim());
                rest = after.trim();
            }
            let breaks = rest
                .match_indices(['\n', '('])
                .map(|(at, mark)| match mark {
                    "(" => at,
                    _ => at + 1,
                });
            let mut breaks = breaks.filter(|at| 0 < *at);
            let split = breaks.find(|at| rest.get(*at..).is_some_and(is_reference));
            match split.and_then(|at| rest.split_at_checked(at)) {
                Some((title, reference)) => {
                    push(title.trim());
                    push(reference);
                }
                None => push(rest),
            }
        }
    }
    pieces
}

/// Returns the indices of the pieces that belong to the letterhead: state and motto, issuing body,
/// number, place and date.
fn letterhead(pieces: &[Piece], title_at: usize, end: usize) -> Vec<usize> {
    let above = || pieces.iter().enumerate().take(end);
    let motto = above().rfind(|(_, piece)| is_motto(piece.text));
    let motto = motto.map(|(_, piece)| piece.line);
    let mut found: Vec<usize> = Vec::new();
    let mut at_top = true;
    for (at, piece) in above() {
        let beside_motto = motto.is_some_and(|line| piece.line <= line);
        let names_body = at_top && is_agency_name(piece.text);
        let is_number = is_document_number(piece.text) || is_place_and_date(piece.text);
        if beside_motto || is_issuer(piece.text) || is_number || names_body {
            found.push(at);
        } else if title_at <= at && !is_drawn(piece.text) {
            at_top = false;
        }
    }
    // A line that names a body is the title if there is no other.
    let rest = above().filter(|(at, piece)| title_at <= *at && !is_drawn(piece.text));
    let rest: Vec<usize> = rest.map(|(at, _)| at).collect();
    if rest.iter().all(|at| found.contains(at))
        && let Some(last) = rest.last()
        && pieces
            .get(*last)
            .is_some_and(|it| !is_motto(it.text) && !is_issuer(it.text))
    {
        found.retain(|at| at != last);
    }
    found
}

/// Whether a piece labels the table: "Đơn vị tính: triệu đồng", "Kỳ báo cáo: Quý I", or one of
/// several texts on a line.
fn is_label(piece: &Piece) -> bool {
    if !piece.is_alone || unit_line(piece.text).is_some() {
        return true;
    }
    let Some((label, value)) = piece.text.split_once(':') else {
        return false;
    };
    let is_capital = label.chars().all(|c| !c.is_lowercase());
    let n_words = label.split_whitespace().count();
    match value.trim().is_empty() {
        // "Giao chỉ tiêu cho các xã như sau:" leads to the table.
        true => !is_capital && LABEL_WORDS < n_words,
        false => !is_capital && n_words <= LABEL_WORDS,
    }
}

/// Whether the next text of a line is the value of its first: a few words in small letters, "Kỳ báo
/// cáo", name what follows. Two titles beside each other are two.
fn takes_value(label: &str, text: &str) -> bool {
    let is_short = label.split_whitespace().count() <= LABEL_WORDS;
    let is_small = |text: &str| text.contains(char::is_lowercase);
    let has_value = label.contains(": ") || label.ends_with(':');
    has_value || (is_short && is_small(label) && (is_small(text) || !text.contains(' ')))
}

/// Maximum number of words of a label.
const LABEL_WORDS: usize = 5;

/// Appends the next text of a line to its first: "Kỳ báo cáo" and "Quý I" become one label.
fn join_label(label: &mut String, text: &str) {
    label.push_str(if label.ends_with(':') || label.contains(": ") {
        " "
    } else {
        ": "
    });
    label.push_str(text);
}

/// Returns the lines of the reference. There may be several, and the last may wrap, up to a closing
/// bracket within four lines. The range is empty if there is no reference.
fn reference_lines(lines: &[&str]) -> std::ops::Range<usize> {
    let Some(last) = lines.iter().rposition(|line| is_reference(line)) else {
        return lines.len()..lines.len();
    };
    let rest = lines.get(last..).unwrap_or_default();
    let opens = rest.first().is_some_and(|line| line.starts_with('('));
    let closing = rest.iter().take(4).position(|line| line.contains(')'));
    let n = if opens {
        closing.map_or(1, |at| at + 1)
    } else {
        1
    };
    let before = lines.get(..last).unwrap_or_default().iter().rev();
    let n_more = before.take_while(|line| is_reference(line)).count();
    last - n_more..last + n
}

/// Appends a line to the lines before it: with a space if it continues a sentence, otherwise with a
/// line break.
fn join_wrapped(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(if line.starts_with(char::is_lowercase) {
            ' '
        } else {
            '\n'
        });
    }
    text.push_str(line);
}

fn is_reference(line: &str) -> bool {
    let text = normalized(line);
    let in_brackets = text.starts_with('(');
    let text = text.trim_start_matches('(').trim_start();
    let starts = [
        "kèm theo",
        "ban hành kèm",
        "đính kèm",
        "gửi kèm",
        "phụ lục kèm theo",
        "phụ lục ban hành kèm",
    ];
    starts.iter().any(|start| text.starts_with(start))
        || (in_brackets
            && (text.starts_with("kèm ")
                || text.starts_with("ban hành theo ")
                || text.starts_with("dự thảo kèm theo ")
                || text.starts_with("dự thảo, kèm theo ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{format::plain_text, understand::table};

    /// Returns the head of a text with a table, its parts between bars.
    fn read_head(lines: &str) -> String {
        let text = format!("{lines}\nSTT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở A");
        let sheets = plain_text::read(&text).unwrap();
        let table = table::find(&sheets[0]).unwrap();
        let (head, _) = read(&sheets[0], &table, &mut Vec::new());
        let (before, between) = (head.before.join(" / "), head.between.join(" / "));
        [before, head.number, head.title, head.reference, between].join(" | ")
    }

    #[test]
    fn lines_above_a_table_find_their_places() {
        for (lines, expected) in [
            (
                "Phụ lục II. DANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 1/KH)",
                " | II | DANH MỤC NHIỆM VỤ | (Kèm theo Kế hoạch số 1/KH) | ",
            ),
            (
                "SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nVĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc\nBÁO CÁO NHIỆM VỤ\nKỳ báo cáo\tQuý I",
                "SỞ NỘI VỤ / CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / VĂN PHÒNG / Độc lập - Tự do - Hạnh phúc |  | BÁO CÁO NHIỆM VỤ |  | Kỳ báo cáo: Quý I",
            ),
            (
                "ĐẢNG ỦY XÃ A\nBAN TỔ CHỨC\nBiểu 03\nTỔNG HỢP NHIỆM VỤ\nĐơn vị tính: Triệu đồng",
                "ĐẢNG ỦY XÃ A / BAN TỔ CHỨC | 03 | TỔNG HỢP NHIỆM VỤ |  | Đơn vị tính: Triệu đồng",
            ),
            (
                "Phụ lục I\nDANH MỤC\n(Kèm theo Nghị quyết số 1)\n(Ban hành kèm theo Quyết định số 2)\nĐVT: tỷ đồng",
                " | I | DANH MỤC | (Kèm theo Nghị quyết số 1)\n(Ban hành kèm theo Quyết định số 2) | ĐVT: tỷ đồng",
            ),
            (
                "Đơn vị báo cáo: Sở A\nBẢNG THEO DÕI",
                "Đơn vị báo cáo: Sở A |  | BẢNG THEO DÕI |  | ",
            ),
            ("SỞ NỘI VỤ", " |  | SỞ NỘI VỤ |  | "),
            (
                "DANH MỤC NHIỆM VỤ\tDANH MỤC CHỈ TIÊU",
                " |  |  |  | DANH MỤC NHIỆM VỤ / DANH MỤC CHỈ TIÊU",
            ),
            (
                "DANH MỤC\nSở Y tế giao chỉ tiêu cho các xã như sau:",
                " |  | DANH MỤC |  | Sở Y tế giao chỉ tiêu cho các xã như sau:",
            ),
            (
                "KẾ HOẠCH\nPhát triển thư viện\nI. MỤC TIÊU\nCác chỉ tiêu như sau:",
                " |  | KẾ HOẠCH\nPhát triển thư viện |  | I. MỤC TIÊU / Các chỉ tiêu như sau:",
            ),
            (
                "Phụ lục I\n(Kèm theo Kế hoạch số 1/KH)\nDANH MỤC\nĐơn vị tính: ha",
                " | I | DANH MỤC | (Kèm theo Kế hoạch số 1/KH) | Đơn vị tính: ha",
            ),
            (
                "Phụ lục I\n(Kèm theo Kế hoạch số 1/KH)\nDANH MỤC\nNĂM 2026",
                " | I | DANH MỤC\nNĂM 2026 | (Kèm theo Kế hoạch số 1/KH) | ",
            ),
            (
                "DANH MỤC\nPhụ lục kèm theo Kế hoạch số 1/KH",
                " |  | DANH MỤC | Phụ lục kèm theo Kế hoạch số 1/KH | ",
            ),
            (
                "Phụ lục I: DANH MỤC (Kèm theo Kế hoạch số 1/KH)",
                " | I | DANH MỤC | (Kèm theo Kế hoạch số 1/KH) | ",
            ),
            (
                "Phụ lục I<br>DANH MỤC<br>(Kèm theo Kế hoạch số 1/KH)",
                " | I | DANH MỤC | (Kèm theo Kế hoạch số 1/KH) | ",
            ),
            (
                "Biểu 04<br>CÔNG TY XỔ SỐ<br>KẾ HOẠCH DOANH THU<br>NĂM 2027",
                "CÔNG TY XỔ SỐ | 04 | KẾ HOẠCH DOANH THU\nNĂM 2027 |  | ",
            ),
            (
                "TRƯỜNG HỌC AN TOÀN<br>NĂM 2027",
                " |  | TRƯỜNG HỌC AN TOÀN\nNĂM 2027 |  | ",
            ),
            // The body of a decision before its annex.
            (
                "UBND XÃ A\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu\nĐiều 1. Giao chỉ tiêu cho các thôn\nĐiều 2. Các thôn chịu trách nhiệm thi hành./.\nCHỈ TIÊU NĂM 2027\n(Kèm theo Quyết định số 1/QĐ)",
                "UBND XÃ A / QUYẾT ĐỊNH / Về việc giao chỉ tiêu / Điều 1. Giao chỉ tiêu cho các thôn / Điều 2. Các thôn chịu trách nhiệm thi hành./. |  | CHỈ TIÊU NĂM 2027 | (Kèm theo Quyết định số 1/QĐ) | ",
            ),
            (
                "BÁO CÁO\nThực hiện công văn số 5, phòng báo cáo kết quả như sau.\nBIỂU TỔNG HỢP\nĐơn vị tính: ha",
                "BÁO CÁO / Thực hiện công văn số 5, phòng báo cáo kết quả như sau. |  | BIỂU TỔNG HỢP |  | Đơn vị tính: ha",
            ),
            (
                "<b>KẾ HOẠCH</b>\n<b>Phát triển thủy sản</b>\nThực hiện nghị quyết của tỉnh, ban hành kế hoạch sau đây.\n1. Nuôi biển\n<b>Danh mục nhiệm vụ</b>\n<b>năm 2027</b>\n(Kèm theo Kế hoạch số 1/KH)",
                "KẾ HOẠCH / Phát triển thủy sản / Thực hiện nghị quyết của tỉnh, ban hành kế hoạch sau đây. / 1. Nuôi biển |  | Danh mục nhiệm vụ năm 2027 | (Kèm theo Kế hoạch số 1/KH) | ",
            ),
            (
                "<b>KẾ HOẠCH</b>\nThực hiện nghị quyết của tỉnh, ban hành kế hoạch sau đây.\n<b>Danh mục công trình ưu tiên</b>\nĐơn vị tính: ha",
                "KẾ HOẠCH / Thực hiện nghị quyết của tỉnh, ban hành kế hoạch sau đây. |  | Danh mục công trình ưu tiên |  | Đơn vị tính: ha",
            ),
            (
                "DANH MỤC NHIỆM VỤ\nCác phòng báo cáo trước ngày 20 của tháng cuối quý.",
                " |  | DANH MỤC NHIỆM VỤ |  | Các phòng báo cáo trước ngày 20 của tháng cuối quý.",
            ),
            (
                "Danh mục các nhiệm vụ trọng tâm của năm 2027.",
                " |  | Danh mục các nhiệm vụ trọng tâm của năm 2027. |  | ",
            ),
            (
                "UBND XÃ A\nLạng Sơn, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH TUẦN",
                "UBND XÃ A / Lạng Sơn, ngày 05 tháng 3 năm 2026 |  | KẾ HOẠCH TUẦN |  | ",
            ),
        ] {
            assert_eq!(read_head(lines), expected, "{lines}");
        }
    }
}
