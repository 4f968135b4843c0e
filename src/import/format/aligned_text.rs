//! Reads text whose columns are aligned by blanks, as in an e-mail or a printed listing.

/// Minimum number of columns, and of lines that show them.
const COLUMNS_MIN: usize = 3;
const LINES_MIN: usize = 3;
/// Maximum number of lines that are looked at.
const LINES_MAX: usize = 20_000;

/// Returns the text with tabs between its columns; `None` if it has tabs, or no columns that all of
/// its lines keep to.
pub(in crate::import) fn with_tabs(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().take(LINES_MAX + 1).collect();
    if text.contains('\t') || LINES_MAX < lines.len() {
        return None;
    }
    let shows_columns = |line: &str| COLUMNS_MIN <= parts(line).len();
    let first = lines.iter().position(|line| shows_columns(line))?;
    let last = lines.iter().rposition(|line| shows_columns(line))?;
    let table = lines.get(first..=last)?;
    let rows: Vec<Vec<char>> = table
        .iter()
        .filter(|line| shows_columns(line))
        .map(|line| line.chars().collect())
        .collect();
    let starts = starts(&rows);
    if starts.len() < COLUMNS_MIN || rows.len() < LINES_MIN {
        return None;
    }
    let mut written = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        match (first..=last).contains(&at) {
            true => written.push_str(&cells(line, &starts)?),
            false => written.push_str(line),
        }
        written.push('\n');
    }
    Some(written)
}

/// Splits a line where blanks are wider than between words.
fn parts(line: &str) -> Vec<&str> {
    let parts = line.split("  ").map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// Returns where the columns begin: behind blanks that all rows have there, and all but the first, which may
/// be a tight header, more than between words.
fn starts(rows: &[Vec<char>]) -> Vec<usize> {
    let is_blank = |row: &[char], at: usize| row.get(at).is_none_or(|c| *c == ' ');
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let gap = |at: usize| rows.iter().all(|row| is_blank(row, at));
    let has_text_from = |row: &[char], at: usize| {
        let rest = row.get(at..).unwrap_or_default();
        rest.iter().any(|c| *c != ' ')
    };
    let is_wide = |row: &[char], at: usize| {
        is_blank(row, at) && at.checked_sub(1).is_none_or(|left| is_blank(row, left))
    };
    let begins = |at: &usize| {
        let before = at.checked_sub(1);
        !gap(*at)
            && before.is_none_or(|left| {
                let reaching = rows.iter().enumerate();
                let reaching = reaching.filter(|(_, row)| has_text_from(row, *at));
                let (wide, tight): (Vec<_>, Vec<_>) =
                    reaching.partition(|(_, row)| is_wide(row, left));
                gap(left) && 2 <= wide.len() && tight.iter().all(|(row, _)| *row == 0)
            })
    };
    let found: Vec<usize> = (0..width).filter(begins).collect();
    let ends: Vec<usize> = found.iter().copied().skip(1).chain([width]).collect();
    // A gap that all texts of a column happen to have is under the middle of its heading.
    let header = rows.first().map(Vec::as_slice).unwrap_or_default();
    let has_heading =
        |(start, end): &(usize, usize)| (*start..*end).any(|at| !is_blank(header, at));
    let columns = found.into_iter().zip(ends).filter(has_heading);
    columns.map(|(start, _)| start).collect()
}

/// Puts tabs between the cells of a line. A line of one text, a heading, may extend over columns; `None`
/// if another one does.
fn cells(line: &str, starts: &[usize]) -> Option<String> {
    if let [only] = parts(line).as_slice()
        && !line.starts_with(' ')
    {
        return Some((*only).to_owned());
    }
    let chars: Vec<char> = line.chars().collect();
    let ends = starts.iter().skip(1).copied().chain([chars.len()]);
    let mut cells = Vec::new();
    for (start, end) in starts.iter().zip(ends) {
        let end = end.min(chars.len());
        let is_cut = 0 < end && end < chars.len() && chars.get(end - 1) != Some(&' ');
        if is_cut {
            return None;
        }
        let cell: String = chars.get(*start..end).unwrap_or_default().iter().collect();
        cells.push(cell.trim().to_owned());
    }
    Some(cells.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_all_lines_keep_to_are_cells() {
        let text = "\
Phụ lục 1
STT  Nội dung                 Đơn vị tính Chỉ tiêu  Ban phụ trách
I. XÂY DỰNG ĐOÀN
1    Kết nạp đoàn viên mới    Đoàn viên   9.500     Ban Xây dựng Đoàn
2    Trồng mới cây xanh       Cây         50.000    Ban Phong trào
     trong năm
3    Tỷ lệ duy trì            %           ≥ 15";
        assert_eq!(
            with_tabs(text).unwrap(),
            "Phụ lục 1\n\
             STT\tNội dung\tĐơn vị tính\tChỉ tiêu\tBan phụ trách\n\
             I. XÂY DỰNG ĐOÀN\n\
             1\tKết nạp đoàn viên mới\tĐoàn viên\t9.500\tBan Xây dựng Đoàn\n\
             2\tTrồng mới cây xanh\tCây\t50.000\tBan Phong trào\n\
             \ttrong năm\t\t\t\n\
             3\tTỷ lệ duy trì\t%\t≥ 15\t\n"
        );
    }

    #[test]
    fn other_texts_have_no_columns() {
        for text in [
            "STT\tNội dung  mới  x",
            "Một  hai  ba\nBốn năm  sáu bảy  tám\nChín  mười  một",
            "Kế hoạch\n- Một việc\n- Hai việc",
            "",
        ] {
            assert_eq!(with_tabs(text), None, "{text}");
        }
    }
}
