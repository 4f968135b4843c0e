//! Reads plain text, mostly pasted. Markdown tables and tab-separated tables are read line by line.
//! Plans with bullets under "Giai đoạn …" (phase) or under a heading of objectives become an annex of
//! indicators.

use super::{
    drawn_tables::{has_drawn_table, with_bars},
    sheet::{Budget, Cell, Sheet, clean},
};
use crate::{
    import::ImportError,
    model::{Ordinal, OrdinalStyle, Phase, Target, roman_text, split_ordinal},
    wording::Key,
};

/// Reads text as a sheet: a line with bars or tabs is a row of cells, any other line is one cell.
pub(in crate::import) fn read(text: &str) -> Result<Vec<Sheet>, ImportError> {
    let mut sheet = Sheet::default();
    let mut budget = Budget::default();
    let drawn = with_bars(text);
    for (row, line) in (0..).zip(drawn.text.lines()) {
        for (column, text) in (0..).zip(cells(line)) {
            let (text, bold) = without_markup(text);
            let cell = Cell {
                text,
                bold,
                ..Cell::default()
            };
            sheet.put((row, column), cell, &mut budget)?;
        }
    }
    sheet.finish(Vec::new());
    for line in &mut sheet.lines {
        let found = drawn.continued.binary_search(&(line.row as usize));
        line.continues = found.is_ok();
    }
    Ok(vec![sheet])
}

/// Whether a text contains Markdown, which converters from Word and PDF produce.
pub(in crate::import) fn has_markup(text: &str) -> bool {
    text.contains("**")
        || text.lines().any(|line| line.trim_start().starts_with('|'))
        || has_drawn_table(text)
}

/// Splits a line into cells. The line below a Markdown header, `|---|---|`, has none.
fn cells(line: &str) -> Vec<&str> {
    let trimmed = line.trim();
    if let Some(row) = trimmed.strip_prefix('|') {
        let ends = row.strip_suffix('|').filter(|row| !row.ends_with('\\'));
        let row = ends.unwrap_or(row);
        if row
            .chars()
            .all(|c| matches!(c, '-' | '=' | '+' | ':' | '|' | ' '))
        {
            return Vec::new();
        }
        let mut cells = Vec::new();
        let mut start = 0;
        // A bar behind a backslash belongs to the text.
        for (at, _) in row.match_indices('|') {
            if !row.get(..at).is_some_and(|before| before.ends_with('\\')) {
                cells.extend(row.get(start..at));
                start = at + 1;
            }
        }
        cells.extend(row.get(start..));
        cells
    } else {
        line.split('\t').collect()
    }
}

/// Removes the mark of a Markdown heading: "## Phụ lục I".
fn without_heading_mark(text: &str) -> &str {
    let bare = text.trim_start_matches('#');
    let is_mark = (1..=6).contains(&(text.len() - bare.len())) && bare.starts_with(' ');
    if is_mark { bare.trim_start() } else { text }
}

/// Removes Markdown emphasis and inline tags. Returns the text, and whether it started in bold.
fn without_markup(text: &str) -> (String, bool) {
    let text = without_heading_mark(text.trim());
    let mut text = text.replace("<br>", "\n").replace("<br/>", "\n");
    let bold = text.starts_with("<b>") || text.starts_with("**");
    for mark in ["<b>", "</b>", "<i>", "</i>", "**"] {
        text = text.replace(mark, "");
    }
    text = text.replace("\\|", "|");
    let text = text.trim();
    let bare = text
        .strip_prefix('*')
        .and_then(|text| text.strip_suffix('*'));
    (
        clean(bare.filter(|bare| !bare.is_empty()).unwrap_or(text)),
        bold,
    )
}

/// Reads the bullets of a plan as a sheet with a table of indicators. Only bullets under a phase, or
/// under a heading of objectives or indicators, are indicators; other bullets of a plan are tasks
/// and recipients. `None` if there is no such bullet.
pub(in crate::import) fn read_bullets(text: &str) -> Option<Sheet> {
    let mut rows: Vec<[String; 4]> = Vec::new();
    let row = |ordinal: &str, content: &str| [ordinal, content, "", ""].map(str::to_owned);
    let mut heading: Option<String> = None;
    let mut part = Part::default();
    let mut in_phase = false;
    let mut open = false;
    let mut n_phases = 0;
    let mut n_items = 0;
    let mut has_items = false;
    // What is left out: lines, and headings with nothing below them that is taken.
    let mut left: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.to_lowercase().starts_with("nơi nhận") {
            left.push(line.to_owned());
            (in_phase, open) = (false, false);
            part = Part::default();
        } else if let Some(phase) = line
            .strip_prefix(['*', '+'])
            .map(str::trim)
            .filter(|it| Phase::parse(it).is_some())
        {
            if let Some(heading) = heading.take() {
                let (ordinal, title) = split_ordinal(&heading).unwrap_or(("", &heading));
                rows.push(row(ordinal, title));
                n_phases = 0;
            }
            n_phases += 1;
            n_items = 0;
            rows.push(row(&roman_text(n_phases), phase));
            (in_phase, open) = (true, false);
        } else if let Some(bullet) = line
            .strip_prefix(['-', '–', '•', '+'])
            .map(str::trim)
            .filter(|_| in_phase || part.has_objectives)
        {
            if !in_phase && let Some(heading) = heading.take() {
                let (ordinal, title) = split_ordinal(&heading).unwrap_or(("", &heading));
                rows.push(row(ordinal, title.trim_end_matches(':')));
                n_items = 0;
            }
            n_items += 1;
            has_items = true;
            rows.push(row(&n_items.to_string(), bullet));
            open = true;
        } else if let Some((ordinal, title)) = heading_of(line) {
            part.enter(&ordinal, title);
            // The heading before it opened nothing that is taken.
            left.extend(heading.replace(line.to_owned()));
            (in_phase, open) = (false, false);
        } else if let Some(last) = rows.last_mut().filter(|_| open) {
            append(&mut last[1], line);
        } else if let Some(heading) = heading
            .as_mut()
            .filter(|it| !in_phase && !it.ends_with(['.', ':']))
        {
            // A heading may wrap onto a second line; a sentence after it is not part of it.
            if line.starts_with(char::is_lowercase) {
                append(heading, line);
            } else {
                left.push(line.to_owned());
            }
        } else {
            left.push(line.to_owned());
        }
    }
    left.extend(heading);
    for row in rows.iter_mut().filter(|row| row[0].parse::<u32>().is_ok()) {
        if let Some((target, unit)) = leading_target(&row[1]) {
            (row[2], row[3]) = (unit, target);
        }
    }
    let mut sheet = has_items.then(|| sheet_of(rows))?;
    if !left.is_empty() {
        let starts = left.iter().take(QUOTED);
        let starts = starts.map(|line| line.chars().take(QUOTATION_MAX).collect::<String>());
        let starts = starts.map(|start| format!("“{start}”"));
        let mut quoted = starts.collect::<Vec<_>>().join(", ");
        if QUOTED < left.len() {
            quoted.push_str(&format!("… (+{})", left.len() - QUOTED));
        }
        let remark = Key::NotePlanText.with([left.len().to_string(), quoted]);
        sheet.remarks.push((None, remark));
    }
    Some(sheet)
}

/// How many of the lines that are left out a note quotes, and how much of each.
const QUOTED: usize = 10;
const QUOTATION_MAX: usize = 60;

/// The part of a plan that a line belongs to.
#[derive(Default)]
struct Part {
    /// Numbering of the open headings, outermost first.
    open: Vec<(OrdinalStyle, usize)>,
    /// How many headings were open above the heading of the objectives.
    n_above: usize,
    /// Whether the part is about objectives or indicators.
    has_objectives: bool,
}

impl Part {
    /// Enters the part that a heading opens, and leaves the parts before it that are numbered alike.
    fn enter(&mut self, ordinal: &Ordinal, title: &str) {
        let key = (ordinal.style(), ordinal.depth());
        if let Some(at) = self.open.iter().position(|it| *it == key) {
            self.open.truncate(at);
        }
        if self.open.len() <= self.n_above {
            self.has_objectives = false;
        }
        if names_objectives(title) {
            if !self.has_objectives {
                self.n_above = self.open.len();
            }
            self.has_objectives = true;
        }
        self.open.push(key);
    }
}

/// Whether a heading is about objectives or indicators. It begins with them: "Nhiệm vụ để đạt mục
/// tiêu" is about tasks.
fn names_objectives(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = ["nhiệm vụ", "giải pháp", "kinh phí", "tổ chức thực hiện"];
    let first = |words: &[&str]| words.iter().filter_map(|word| lower.find(word)).min();
    let objectives = first(&["mục tiêu", "chỉ tiêu"]);
    objectives.is_some_and(|at| first(&words).is_none_or(|other| at < other))
}

/// Returns ordinal and title of a line that opens a part of a plan: "a) …", "III. …", "1. …".
fn heading_of(line: &str) -> Option<(Ordinal, &str)> {
    let (ordinal, title) = split_ordinal(line)?;
    Some((Ordinal::parse(ordinal)?, title))
}

fn append(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line);
}

/// Returns target and unit of a bullet: ("95", "%") for "95% người dân …" and ("ít nhất 01", "")
/// for "Sử dụng ít nhất 01 …" (at least 01). `None` if it has no such amount.
fn leading_target(text: &str) -> Option<(String, String)> {
    let first = text.split_whitespace().next()?;
    if let Some(number) = first.strip_suffix('%') {
        let is_amount = matches!(Target::parse(first, ""), Target::Measured { .. });
        return is_amount.then(|| (number.to_owned(), "%".to_owned()));
    }
    let at = text.find("ít nhất ")?;
    let amount = text.get(at..)?.split_whitespace().nth(2)?;
    let is_number = amount.chars().all(|c| c.is_ascii_digit());
    is_number.then(|| (format!("ít nhất {amount}"), String::new()))
}

/// Builds a sheet from rows of ordinal, content, unit and target, below a header.
fn sheet_of(rows: Vec<[String; 4]>) -> Sheet {
    let header = ["STT", "Chỉ tiêu", "Đơn vị tính", "Giá trị mục tiêu"].map(str::to_owned);
    let mut sheet = Sheet::default();
    let mut budget = Budget::default();
    for (row, texts) in (0..).zip([header].into_iter().chain(rows)) {
        let is_section = texts
            .first()
            .is_some_and(|ordinal| ordinal.parse::<u32>().is_err());
        for (column, text) in (0..).zip(texts) {
            let cell = Cell {
                text: clean(&text),
                bold: is_section,
                ..Cell::default()
            };
            // Pasted text is far below the cell limit, so the result is ignored.
            sheet.put((row, column), cell, &mut budget).ok();
        }
    }
    sheet.finish(Vec::new());
    sheet
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn shown(sheet: &Sheet) -> String {
        let lines = sheet.lines.iter().map(|line| {
            let texts: Vec<&str> = (0..4).map(|column| line.text(column)).collect();
            format!("{}\n", texts.join(" | ").trim_end_matches([' ', '|']))
        });
        lines.collect()
    }

    #[test]
    fn bullets_under_phases_become_indicators() {
        let sheet = read_bullets(
            "II. MỤC TIÊU
             1. Mục tiêu chung
             Phục vụ người dân tốt hơn.
             a) Dịch vụ số bao trùm,
             thông minh
             * Giai đoạn 2025-2027
             - 95% người dân hài lòng khi
             nộp hồ sơ trực tuyến.

             - 100% hồ sơ được số hóa
             * Giai đoạn 2028-2030
             - Sử dụng ít nhất 01 ứng dụng AI.
             III. NHIỆM VỤ
             - Ban hành kế hoạch hằng năm.",
        )
        .unwrap();
        assert_snapshot!(shown(&sheet), @r"
        STT | Chỉ tiêu | Đơn vị tính | Giá trị mục tiêu
        a) | Dịch vụ số bao trùm, thông minh
        I | Giai đoạn 2025-2027
        1 | 95% người dân hài lòng khi nộp hồ sơ trực tuyến. | % | 95
        2 | 100% hồ sơ được số hóa | % | 100
        II | Giai đoạn 2028-2030
        1 | Sử dụng ít nhất 01 ứng dụng AI. |  | ít nhất 01
        ");
        assert!(read_bullets("- Sở Khoa học và Công nghệ;\n- Lưu: VT.").is_none());
    }

    #[test]
    fn bullets_under_objectives_become_indicators() {
        let sheet = read_bullets(
            "I. MỤC TIÊU
             1. Mục tiêu chung
             Nâng cao sức khỏe người dân.
             2. Mục tiêu cụ thể
             - 95% trẻ em được tiêm chủng.
             a) Về nhân lực
             - Ít nhất 10 bác sĩ trên một vạn dân.
             II. NHIỆM VỤ ĐỂ ĐẠT MỤC TIÊU
             1. Tuyên truyền
             - Phát tờ rơi.
             III. CÁC CHỈ TIÊU ĐẾN NĂM 2030
             - 90% trạm y tế đạt chuẩn.
             Nơi nhận:
             - Lưu: VT.",
        )
        .unwrap();
        assert_snapshot!(shown(&sheet), @r"
        STT | Chỉ tiêu | Đơn vị tính | Giá trị mục tiêu
        2. | Mục tiêu cụ thể
        1 | 95% trẻ em được tiêm chủng. | % | 95
        a) | Về nhân lực
        1 | Ít nhất 10 bác sĩ trên một vạn dân.
        III. | CÁC CHỈ TIÊU ĐẾN NĂM 2030
        1 | 90% trạm y tế đạt chuẩn. | % | 90
        ");
        assert_eq!(sheet.remarks.len(), 1);
        assert_snapshot!(sheet.remarks[0].1.args.join(" | "), @"8 | “I. MỤC TIÊU”, “Nâng cao sức khỏe người dân.”, “1. Mục tiêu chung”, “II. NHIỆM VỤ ĐỂ ĐẠT MỤC TIÊU”, “- Phát tờ rơi.”, “1. Tuyên truyền”, “Nơi nhận:”, “- Lưu: VT.”");
    }
}
