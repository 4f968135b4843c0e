//! Lines that repeat the name of an annex at the top of a page, `Phụ lục III (tiếp theo)`: they are no rows
//! and begin no other annex.

use super::{
    header::{is_header, is_tag_line},
    headings::normalized,
};
use crate::{
    import::format::sheet::{Line, Sheet},
    model::{Ordinal, annex_line},
    wording::{Key, Message},
};

/// Words that say that something goes on, in brackets or without.
const IN_BRACKETS: [&str; 4] = ["(tiếp theo)", "(tiếp)", "(tiếp theo trang trước)", "(tt)"];
const CONTINUED: [&str; 2] = ["tiếp theo", "tiếp"];

/// Takes the lines out of a sheet that repeat the name of the annex they stand in, each with a remark.
pub(in crate::import) fn take_out(sheet: &mut Sheet) {
    let may_repeat = |line: &Line| is_marked(line) || alone(line).is_some_and(names_an_annex);
    if !sheet.lines.iter().any(may_repeat) {
        return;
    }
    let mut annex = Annex::default();
    let mut repeated = vec![false; sheet.lines.len()];
    let mut at = 0;
    while let Some(line) = sheet.lines.get(at) {
        let n = annex.n_repeated(sheet, at);
        repeated
            .iter_mut()
            .skip(at)
            .take(n)
            .for_each(|it| *it = true);
        if n == 0 {
            annex.read(sheet, at, line);
        }
        at += n.max(1);
    }
    let mut repeated = repeated.into_iter();
    let mut remarks: Vec<(Option<u32>, Message)> = Vec::new();
    sheet.lines.retain(|line| {
        let takes = repeated.next() == Some(true);
        if takes {
            let texts: Vec<&str> = line.filled().map(|(_, cell)| cell.text.as_str()).collect();
            let remark = Key::NoteRunningHead.with([texts.join(" ")]);
            remarks.push((Some(line.row + 1), remark));
        }
        !takes
    });
    sheet.remarks.append(&mut remarks);
}

/// What has been read of an annex so far.
#[derive(Default)]
struct Annex {
    /// Its number, in lower case.
    number: String,
    /// The lines above its table, and the headings between its rows, in the form used for comparison.
    head: Vec<String>,
    headings: Vec<String>,
    /// Index of the first line of its table.
    header: Option<usize>,
}

impl Annex {
    /// Reads a line that does not repeat the name.
    fn read(&mut self, sheet: &Sheet, at: usize, line: &Line) {
        let Some(text) = alone(line) else {
            if self.header.is_none() && is_header(sheet, at, line) {
                self.header = Some(at);
            } else if self.header.is_some() && line.filled().count() == 2 {
                self.headings.push(joined(line));
            }
            return;
        };
        if let Some(number) = names_annex(text) {
            *self = Annex {
                number,
                ..Annex::default()
            };
        }
        match self.header {
            None => self.head.push(normalized(text)),
            Some(_) => self.headings.push(normalized(text)),
        }
    }

    /// Returns how many lines from this one on repeat the name.
    fn n_repeated(&self, sheet: &Sheet, at: usize) -> usize {
        let Some(header) = self.header else {
            return 0;
        };
        let lines = sheet.lines.get(at..).unwrap_or_default();
        let may_repeat = |line: &&Line| alone(line).is_some() || is_marked(line);
        let Some(first) = lines.first().filter(may_repeat) else {
            return 0;
        };
        let text = joined(first);
        let (bare, is_marked) = without_mark(&text);
        let own_number = |text: &str| {
            let number = names_annex(text);
            number.is_some_and(|it| !it.is_empty() && it == self.number)
        };
        let is_title = |text: &str| self.head.iter().any(|it| it == text);
        let is_named = |text: &str| is_title(text) || self.headings.iter().any(|it| it == text);
        let repeats = if alone(first).is_none() {
            is_marked && is_named(bare)
        } else {
            own_number(bare) || (is_marked && (bare.is_empty() || is_named(bare)))
        };
        if !repeats {
            return 0;
        }
        // The title may follow once more.
        let others = lines.get(1..).unwrap_or_default().iter();
        let n = 1 + others
            .take_while(|line| {
                alone(line).is_some_and(|text| is_title(without_mark(&normalized(text)).0))
            })
            .count();
        match is_marked || goes_on(sheet, header, at + n) {
            true => n,
            false => 0,
        }
    }
}

/// Whether the table that begins at `header` goes on at a line: with a row whose ordinal is not the first, also
/// below the same header.
fn goes_on(sheet: &Sheet, header: usize, at: usize) -> bool {
    let (Some(header), Some(line)) = (sheet.lines.get(header), sheet.lines.get(at)) else {
        return false;
    };
    let is_again = joined(line) == joined(header);
    let mut rows = sheet
        .lines
        .iter()
        .enumerate()
        .skip(at + usize::from(is_again));
    let Some((at, row)) = rows.find(|(_, line)| !is_tag_line(line)) else {
        return false;
    };
    let is_row = row.filled().nth(1).is_some() && !is_header(sheet, at, row);
    let (_, first) = row.filled().next().unzip();
    let ordinal = first.and_then(|cell| Ordinal::parse(&cell.text));
    is_row && ordinal.is_some_and(|it| 1 < it.last() || 1 < it.depth())
}

/// Returns the text of a line that has one cell.
fn alone(line: &Line) -> Option<&str> {
    let mut filled = line.filled();
    match (filled.next(), filled.next()) {
        (Some((_, cell)), None) => Some(&cell.text),
        _ => None,
    }
}

/// Returns the texts of a line in the form used for comparison.
fn joined(line: &Line) -> String {
    let texts: Vec<&str> = line.filled().map(|(_, cell)| cell.text.as_str()).collect();
    normalized(&texts.join(" "))
}

/// Returns the number of the annex or form that a text names, in lower case; empty if it has none.
fn names_annex(text: &str) -> Option<String> {
    let line = annex_line(text.lines().next()?)?;
    Some(line.number.to_lowercase())
}

fn names_an_annex(text: &str) -> bool {
    names_annex(text).is_some()
}

/// Whether a line is a heading with a mark that something goes on. Most lines have more cells.
fn is_marked(line: &Line) -> bool {
    let is_heading = line.filled().nth(2).is_none();
    let has_mark = |text: &str| {
        let words = ["iếp", "IẾP", "(tt)"];
        text.len() <= MARKED_MAX && words.iter().any(|it| text.contains(it))
    };
    is_heading
        && line
            .filled()
            .any(|(_, cell)| has_mark(&cell.text) && without_mark(&normalized(&cell.text)).1)
}

/// Maximum number of bytes of the name of an annex.
const MARKED_MAX: usize = 400;

/// Returns a text in the form used for comparison without the mark that it goes on, and whether it has one.
fn without_mark(text: &str) -> (&str, bool) {
    let text = text.trim();
    let at_end = |words: &str| text.strip_suffix(words);
    let at_start = |words: &str| text.strip_prefix(words);
    let mut bracketed = IN_BRACKETS.into_iter();
    let bracketed = bracketed.find_map(|words| at_end(words).or_else(|| at_start(words)));
    let is_apart = |rest: &&str| rest.is_empty() || rest.starts_with(' ') || rest.ends_with(' ');
    let bare = || {
        let mut words = CONTINUED.into_iter();
        words.find_map(|words| at_end(words).or_else(|| at_start(words)).filter(is_apart))
    };
    match bracketed.or_else(bare) {
        Some(rest) => (rest.trim_matches([' ', '-', '–', ':', ',', '.']), true),
        None => (text, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::format::plain_text;

    /// Returns the first cells of the lines that stay, and of those that are taken out.
    fn taken(text: &str) -> (Vec<String>, Vec<String>) {
        let mut sheet = plain_text::read(&text.replace('|', "\t"))
            .unwrap()
            .remove(0);
        take_out(&mut sheet);
        let lines = sheet.lines.iter().map(|line| line.text(0).to_owned());
        let remarks = sheet.remarks.iter().map(|(_, it)| it.args[0].clone());
        (lines.collect(), remarks.collect())
    }

    #[test]
    fn lines_that_repeat_the_name_of_the_annex_are_taken_out() {
        let head = "Phụ lục III\nCHỈ TIÊU\nSTT|Chỉ tiêu|Đơn vị tính\nI|Y tế|\n1|Một|%";
        let header = "STT|Chỉ tiêu|Đơn vị tính";
        for (between, n) in [
            ("Phụ lục III (tiếp theo)", 1),
            ("Phụ lục III (tiếp)\nCHỈ TIÊU", 2),
            ("Tiếp Phụ lục III", 1),
            ("PHỤ LỤC III", 1),
            ("(Tiếp theo)", 1),
            ("CHỈ TIÊU (tiếp theo)", 1),
            ("CHỈ TIÊU - tiếp theo", 1),
            ("I|Y tế (tiếp theo)|", 1),
        ] {
            for header in [format!("\n{header}"), String::new()] {
                let (lines, remarks) = taken(&format!("{head}\n{between}{header}\n2|Hai|%"));
                assert_eq!(remarks.len(), n, "{between}: {remarks:?}");
                assert_eq!(lines.last().unwrap(), "2");
            }
        }
    }

    #[test]
    fn other_lines_stay() {
        let head = "Phụ lục III\nCHỈ TIÊU\nSTT|Chỉ tiêu|Đơn vị tính\n1|Một|%";
        for rest in [
            // Another annex, or the same one of another unit.
            "Phụ lục IV\nSTT|Chỉ tiêu|Đơn vị tính\n2|Hai|%",
            "Phụ lục III\nXÃ B\nSTT|Chỉ tiêu|Đơn vị tính\n1|Một|%",
            "Phụ lục III\nSTT|Chỉ tiêu|Đơn vị tính\n1|Một|%",
            "Phụ lục III\nSTT|Nhiệm vụ|Cơ quan chủ trì\n2|Hai|Sở A",
            // Sentences, and rows of their own.
            "Tiếp tục thực hiện\n2|Hai|%",
            "2|Các bước tiếp theo|%",
            "II|Y tế (tiếp theo)|\n2|Hai|%",
        ] {
            let (_, remarks) = taken(&format!("{head}\n{rest}"));
            assert!(remarks.is_empty(), "{rest}: {remarks:?}");
        }
        // Where no table has begun, it is a title.
        let (lines, _) = taken("Phụ lục III\nPhụ lục III (tiếp theo)\nSTT|Chỉ tiêu|Chủ trì");
        assert_eq!(lines.len(), 3);
    }
}
