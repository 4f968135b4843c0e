//! Finds a table of statistics: codes in place of ordinals, names, and figures under headings that may
//! name anything.

use super::{
    header::{header_depth, is_sentence, is_tag_line},
    table::{self, Table},
};
use crate::{
    import::format::sheet::{Line, Sheet},
    model::parse_number,
};

/// Number of lines in which the header is looked for.
const HEADER_LINES: usize = 30;
/// Minimum number of rows: fewer may be anything.
const ROWS_MIN: usize = 3;
/// Minimum number of words of the title above.
const TITLE_WORDS: usize = 3;
/// Maximum number of characters of a code.
const CODE_MAX: usize = 12;

/// Finds the table; `None` unless a title stands above a header, and below it codes before names and
/// figures.
pub(in crate::import) fn find(sheet: &Sheet) -> Option<Table> {
    let lines = sheet.lines.len().min(HEADER_LINES);
    let start = (0..lines).find(|at| is_header(sheet, *at))?;
    let table = table::table_at(sheet, start)?;
    Some(Table {
        has_codes: true,
        ..table
    })
}

fn is_header(sheet: &Sheet, at: usize) -> bool {
    let Some(line) = sheet.lines.get(at) else {
        return false;
    };
    let is_heading = |text: &str| text.starts_with(char::is_alphabetic) && !is_sentence(text);
    let mut filled = line.filled();
    let (Some((code_at, _)), Some((name_at, _)), Some(_)) =
        (filled.next(), filled.next(), filled.next())
    else {
        return false;
    };
    let is_text = line
        .filled()
        .all(|(_, cell)| !cell.is_number && is_heading(&cell.text));
    let above = sheet.lines.get(..at).unwrap_or_default();
    if !is_text || !above.iter().any(is_title) {
        return false;
    }
    let body = at + header_depth(sheet, at, line);
    let body = sheet.lines.get(body..).unwrap_or_default();
    holds_codes(body, code_at, name_at)
}

/// Whether a line has one text of several words, as titles are.
fn is_title(line: &Line) -> bool {
    let mut filled = line.filled();
    let (Some((_, cell)), None) = (filled.next(), filled.next()) else {
        return false;
    };
    TITLE_WORDS <= cell.text.split_whitespace().count()
}

/// Whether nearly all rows have a code of their own before a name, and figures behind it.
fn holds_codes(body: &[Line], code_at: usize, name_at: usize) -> bool {
    let (mut n_rows, mut n_others) = (0, 0);
    let (mut n_figures, mut n_values) = (0, 0);
    let mut codes: Vec<&str> = Vec::new();
    let rows = body.iter().filter(|line| line.filled().nth(2).is_some());
    for line in rows.skip_while(|line| is_tag_line(line)) {
        let (code, name) = (line.text(code_at), line.text(name_at));
        let is_own = is_code(code) && !codes.contains(&code);
        if !is_own || !name.contains(char::is_alphabetic) {
            n_others += 1;
            continue;
        }
        codes.push(code);
        n_rows += 1;
        let values = line.filled().filter(|(at, _)| name_at < *at);
        for (_, cell) in values {
            n_values += 1;
            let is_figure =
                cell.is_number || parse_number(cell.text.trim_end_matches('%')).is_some();
            n_figures += usize::from(is_figure);
        }
    }
    ROWS_MIN <= n_rows && n_others * 3 <= n_rows && n_values * 3 <= n_figures * 5
}

/// Whether a text may be a code: "01", "A1", "X0101", "1.2".
fn is_code(text: &str) -> bool {
    let is_of = |c: char| c.is_uppercase() || c.is_ascii_digit() || ".-_/".contains(c);
    !text.is_empty() && text.chars().count() <= CODE_MAX && text.chars().all(is_of)
}

#[cfg(test)]
mod tests {
    use crate::import::{
        format::plain_text,
        understand::{Lists, read_document},
    };

    /// Returns the roles of each annex of a text with cells between bars.
    fn roles(lines: &[&str]) -> Vec<String> {
        let sheets = plain_text::read(&lines.join("\n").replace('|', "\t")).unwrap();
        let imported = read_document(sheets, "x", Lists::Any);
        let annexes = imported.document.annexes.iter();
        let roles = annexes.map(|annex| {
            let keys = annex.columns.iter().map(|column| column.role.key());
            keys.collect::<Vec<&str>>().join(" ")
        });
        roles.collect()
    }

    #[test]
    fn codes_before_names_and_figures_are_a_list() {
        let prices = [
            "CHỈ SỐ GIÁ TIÊU DÙNG THÁNG 9",
            "Mã số|Nhóm hàng hóa, dịch vụ|So với kỳ gốc 2024|Bình quân 9 tháng",
            "C|CHỈ SỐ CHUNG|107,52|103,31",
            "01|Hàng ăn và dịch vụ|108,90|103,80",
            "011|Lương thực|104,20|99,12",
            "04|Nhà ở, điện, nước|109,80|105,10",
        ];
        assert_eq!(roles(&prices), ["other content other other"]);
        let fleet = [
            "Thống kê tàu cá theo chiều dài",
            "Mã|Nghề khai thác|Dưới 12 m (chiếc)|Trên 12 m (chiếc)",
            "A1|Lưới kéo|120|34",
            "A2|Lưới rê|88|15",
            "B1|Câu vàng|41|9",
            "|Cộng|249|58",
        ];
        assert_eq!(roles(&fleet), ["other content other other"]);
    }

    #[test]
    fn other_tables_are_none() {
        for lines in [
            // No title.
            &[
                "Mã số|Nhóm hàng|Kỳ 2024",
                "C1|Gạo|1",
                "C2|Thịt|2",
                "C3|Cá|3",
            ][..],
            // No codes of their own.
            &[
                "BẢNG CHẤM CÔNG THÁNG 9",
                "Tổ|Họ và tên|Kỳ 1 năm 2024|Số công",
                "A|Nguyễn Văn A|22|1",
                "A|Trần Văn B|21|2",
                "A|Lê Thị C|20|1",
            ],
        ] {
            let sheets = plain_text::read(&lines.join("\n").replace('|', "\t")).unwrap();
            assert!(super::find(&sheets[0]).is_none(), "{lines:?}");
        }
    }
}
