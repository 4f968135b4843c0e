//! Lines inside a table that a page begins with: the number, title and labels of the annex once more,
//! "Biểu số 05 (tiếp trang trước)".

use super::{headings::same, table::Table};
use crate::import::format::sheet::{Line, Sheet};

/// Maximum number of lines that repeat the head of an annex.
const LINES_MAX: usize = 4;
/// Maximum number of characters of a line that says that a table goes on.
const TEXT_MAX: usize = 80;

/// Returns how many lines from the first on repeat the head of the table or say that it goes on; 0 if
/// they do not. What repeats the head does so above a repeated header.
pub(in crate::import) fn repeated_head(sheet: &Sheet, table: &Table, lines: &[Line]) -> usize {
    let above = sheet.lines.get(..table.head_end()).unwrap_or_default();
    let texts = || above.iter().flat_map(|line| line.filled());
    let repeats = |text: &str| {
        let mut head = texts().flat_map(|(_, cell)| cell.text.lines());
        head.any(|line| same(line, text))
    };
    let is_of_head =
        |line: &&Line| alone(line).is_some_and(|text| says_more(text) || text.lines().all(repeats));
    let n = lines.iter().take(LINES_MAX).take_while(is_of_head).count();
    let behind = lines.get(n..).unwrap_or_default();
    let is_above_header = 0 < n && 0 < table.repeated_lines(sheet, behind);
    let names_table = lines.first().and_then(alone).is_some_and(goes_on);
    match is_above_header {
        true => n,
        false => usize::from(names_table),
    }
}

/// Returns the text of a line with one cell.
fn alone(line: &Line) -> Option<&str> {
    let mut filled = line.filled();
    match (filled.next(), filled.next()) {
        (Some((_, cell)), None) => Some(&cell.text),
        _ => None,
    }
}

/// Whether a text ends with "(tiếp theo)".
fn says_more(text: &str) -> bool {
    let lower = text.to_lowercase();
    let inside = lower.trim_end().strip_suffix(')');
    let inside = inside.and_then(|it| it.rsplit_once('('));
    let says = inside.is_some_and(|(_, inside)| inside.trim_start().starts_with("tiếp"));
    (says || goes_on(text)) && text.chars().count() <= TEXT_MAX
}

/// Whether a text says that a table goes on, and names nothing else: "Phụ lục I (tiếp theo)", "Tiếp theo
/// trang trước".
fn goes_on(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(['(', ')', ' ', '.', '-', '–']);
    let ends = ["", "trang", "phụ lục", "bảng", "biểu", "mẫu", "và hết"];
    let continues = ["tiếp theo", "tiếp", "(tiếp theo", "(tiếp"]
        .iter()
        .any(|word| {
            let rest = bare.strip_prefix(word).map(str::trim_start);
            rest.is_some_and(|rest| {
                rest.is_empty() || ends.iter().skip(1).any(|it| rest.starts_with(it))
            })
        });
    let tables = ["phụ lục", "biểu", "bảng", "mẫu"];
    let number = tables.iter().find_map(|table| bare.strip_prefix(table));
    // Between the word and the bracket stands no more than the number.
    let names = number
        .and_then(|rest| rest.split_once("(tiếp"))
        .is_some_and(|(number, _)| number.split_whitespace().count() <= 2);
    (continues || names) && text.chars().count() <= TEXT_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{
        format::plain_text,
        understand::{Lists, read_document},
    };

    #[test]
    fn a_line_says_that_its_table_goes_on() {
        for (text, expected) in [
            ("Biểu số 05 (tiếp trang trước)", [true, true]),
            ("Phụ lục I (tiếp theo)", [true, true]),
            ("(Tiếp theo)", [true, true]),
            ("Tiếp theo trang trước", [true, true]),
            ("Bảng 2 (tiếp)", [true, true]),
            ("DANH MỤC NHIỆM VỤ (tiếp theo)", [true, false]),
            ("Tiếp theo dõi, đôn đốc", [false, false]),
            ("Tiếp công dân", [false, false]),
            ("Phụ lục II", [false, false]),
        ] {
            assert_eq!([says_more(text), goes_on(text)], expected, "{text}");
        }
    }

    #[test]
    fn the_head_of_an_annex_on_its_next_page_is_no_row() {
        let header = "STT\tNhiệm vụ\tChủ trì\n";
        for between in [
            "Biểu số 05 (tiếp trang trước)\n",
            "Phụ lục I\nDANH MỤC NHIỆM VỤ\nĐơn vị tính: ha\n",
            "DANH MỤC NHIỆM VỤ (tiếp theo)\n",
        ] {
            let text = format!(
                "Phụ lục I\nDANH MỤC NHIỆM VỤ\nĐơn vị tính: ha\n{header}1\tMột\tSở A\n{between}{header}2\tHai\tSở B"
            );
            // "Phụ lục I" over a header begins an annex, whatever it repeats.
            let text = text.replace("\nPhụ lục I\nDANH", "\nDANH");
            let sheets = plain_text::read(&text).unwrap();
            let imported = read_document(sheets, "x", Lists::Known);
            let [annex] = imported.document.annexes.as_slice() else {
                panic!("{between}");
            };
            assert_eq!(annex.rows.len(), 2, "{between}");
            assert!(
                annex.rows.iter().all(|row| !row.kind.is_section()),
                "{between}"
            );
        }
    }
}
