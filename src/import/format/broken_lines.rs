//! Rows of cells between tabs that were broken into lines, as programs for letters do with long lines.

use std::borrow::Cow;

use super::tab_rows::{goes_on, join, without_gaps};
use crate::model::{Ordinal, OrdinalStyle};

/// Least number of tabs in a row of a table.
const TABS_MIN: usize = 2;
/// Maximum number of lines that one row is broken into.
const LINES_MAX: usize = 8;

/// Returns a text in which each row is one line. The lines that it took are empty, so that every other
/// line keeps its number.
pub(in crate::import) fn rejoined(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().collect();
    let Some(n_tabs) = usual_tabs(&lines).filter(|_| !text.contains('"')) else {
        return Cow::Borrowed(text);
    };
    let mut rows: Vec<Cow<str>> = Vec::new();
    let mut is_changed = false;
    let n_columns = columns_with_gaps(&lines);
    // The last row that is a line.
    let mut last = 0;
    while let Some(line) = lines.get(rows.len()) {
        let rest = lines.get(rows.len()..).unwrap_or_default();
        let n = n_of_row(rest, n_tabs);
        is_changed |= 1 < n;
        let whole = rows.get(last).and_then(|row| continued(row, line));
        match rest.get(..n) {
            Some(own) if 1 < n => {
                last = rows.len();
                rows.push(own.join(" ").into());
            }
            _ => match (whole, n_columns) {
                (Some(whole), _) => {
                    is_changed = true;
                    if let Some(row) = rows.get_mut(last) {
                        *row = whole.into();
                    }
                    rows.push(Cow::Borrowed(""));
                }
                (None, Some(n)) if without_gaps(&texts(line), n).is_some() => {
                    is_changed = true;
                    last = rows.len();
                    let texts = without_gaps(&texts(line), n).unwrap_or_default();
                    rows.push(texts.join("\t").into());
                }
                _ => {
                    last = rows.len();
                    rows.push((*line).into());
                }
            },
        }
        rows.extend(std::iter::repeat_n(Cow::Borrowed(""), n - 1));
    }
    match is_changed {
        true => Cow::Owned(rows.join("\n") + "\n"),
        false => Cow::Borrowed(text),
    }
}

fn texts(line: &str) -> Vec<String> {
    let texts = line.split('\t').map(|text| text.trim().to_owned());
    texts.collect()
}

/// Returns a row with the texts of a line that goes on below it.
fn continued(row: &str, line: &str) -> Option<String> {
    if !line.starts_with('\t') {
        return None;
    }
    let (mut row, line) = (texts(row), texts(line));
    goes_on(&row, &line).then(|| {
        join(&mut row, &line);
        row.join("\t")
    })
}

/// Returns the number of columns of a table whose columns are one or several tabs apart, as people type them:
/// each line with tabs has as many texts, but not as many tabs.
fn columns_with_gaps(lines: &[&str]) -> Option<usize> {
    let with_tabs = || lines.iter().filter(|line| TABS_MIN <= tabs(line));
    let n_texts = |line: &str| texts(line).iter().filter(|it| !it.is_empty()).count();
    let n = n_texts(with_tabs().next()?);
    let is_uneven = with_tabs().any(|line| tabs(line) + 1 != n);
    (TABS_MIN < n && is_uneven && with_tabs().all(|line| n_texts(line) == n)).then_some(n)
}

fn tabs(line: &str) -> usize {
    line.matches('\t').count()
}

/// Returns the number of tabs of a whole row: the largest that several lines have; `None` if there is none.
fn usual_tabs(lines: &[&str]) -> Option<usize> {
    let mut counts: Vec<usize> = lines.iter().map(|line| tabs(line)).collect();
    counts.retain(|n| TABS_MIN <= *n);
    counts.sort_unstable();
    let mut runs = counts.chunk_by(|left, right| left == right);
    let usual = runs.rfind(|run| 1 < run.len())?;
    usual.first().copied()
}

/// Returns how many lines the row that begins with the first of them has. Only what begins with a number is
/// sure to be a row, and to end before the next number.
fn n_of_row(lines: &[&str], n_tabs: usize) -> usize {
    let Some((first, rest)) = lines.split_first() else {
        return 1;
    };
    if !begins_row(first) {
        return 1;
    }
    let mut sum = tabs(first);
    let mut n = 1;
    let more = rest.iter().take(LINES_MAX);
    for line in more.take_while(|line| !line.trim().is_empty() && !begins(line)) {
        let is_rest = line.starts_with(char::is_lowercase) && tabs(line) == 0;
        if n_tabs <= sum && !is_rest {
            break;
        }
        sum += tabs(line);
        n += 1;
    }
    if sum == n_tabs { n } else { 1 }
}

/// Whether a line begins with an ordinal in a cell of its own.
fn begins(line: &str) -> bool {
    let first = line.split_once('\t').map(|(first, _)| first);
    first.is_some_and(|first| Ordinal::parse(first).is_some())
}

/// Whether it is a number, below which no section begins.
fn begins_row(line: &str) -> bool {
    let first = line.split_once('\t').map(|(first, _)| first);
    let ordinal = first.and_then(Ordinal::parse);
    ordinal.is_some_and(|it| it.style() == OrdinalStyle::Arabic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_ends_where_it_has_all_its_tabs() {
        let text = "KHO LẠNH\nSTT\tNội dung\tĐVT\tSố\n\
                    1\tXây kho lạnh tại cảng\nChu Lai\tKho\t2\n\
                    2\tLắp hệ thống\tHệ\nthống\t5\n\
                    II\tĐào tạo\nCông nhân\tNgười\t60\n\
                    3\tVận hành\tNgười\t60, trong đó có\nsố nữ\n\
                    Ghi chú: không có\n";
        let joined = rejoined(text);
        assert_eq!(joined.lines().count(), text.lines().count());
        let lines: Vec<&str> = joined.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "KHO LẠNH",
                "STT\tNội dung\tĐVT\tSố",
                "1\tXây kho lạnh tại cảng Chu Lai\tKho\t2",
                "2\tLắp hệ thống\tHệ thống\t5",
                "II\tĐào tạo",
                "Công nhân\tNgười\t60",
                "3\tVận hành\tNgười\t60, trong đó có số nữ",
                "Ghi chú: không có",
            ]
        );
    }

    #[test]
    fn rests_and_gaps_are_put_right() {
        let text = "TT\tNội dung\t\tChủ trì\n1\tXây\t\tSở Y tế\n2\tRà\tSở Nội vụ\n";
        assert_eq!(
            rejoined(text),
            "TT\tNội dung\tChủ trì\n1\tXây\tSở Y tế\n2\tRà\tSở Nội vụ\n"
        );
        let text = "TT\tNội dung\tChủ trì\n1\tRà soát của\tSở Y tế và\n\tTrung tâm\tMôi trường\n";
        assert_eq!(
            rejoined(text),
            "TT\tNội dung\tChủ trì\n1\tRà soát của Trung tâm\tSở Y tế và Môi trường\n\n"
        );
    }

    #[test]
    fn other_rows_stay() {
        for text in [
            "STT\tA\tB\tC\n1\ta\n2\tb\t\tc\n3\td\te\tf\n",
            "STT\tA\tB\n1\ta\n\nKý\tTên\n2\tb\tc\n",
            "STT\tA\tB\n1\ta\n\tCộng\t5\n2\tb\tc\n",
            "1\tMột\n2\tHai\nBa\tBốn\n",
            "Một dòng\nhai dòng",
        ] {
            assert_eq!(rejoined(text), text);
        }
    }
}
