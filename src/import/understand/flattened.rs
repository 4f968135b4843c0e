//! Reads tables whose columns are lost: the text of a PDF without positions has a row as a run of
//! lines. The words of the header say what the columns are, an ordinal that counts on begins a
//! record, and units, values, agencies and times tell where cells end. Where that does not decide,
//! the cells are marked as doubtful.

mod cells;
mod columns;
mod counting;
mod words;

use self::{
    cells::{divide, is_typed},
    columns::{Header, Kind, header},
    counting::{Counting, begins_list, numbers_columns},
    words::{Gap, Word, joined, push_words},
};
use crate::{
    import::{
        ImportError,
        format::sheet::{Budget, Cell, Sheet, clean},
    },
    model::{OrdinalStyle, annex_line},
    reference::closing_words::ends_document,
    wording::{Key, Message},
};

/// Maximum number of lines of a header.
const HEADER_LINES_MAX: usize = 8;
/// Maximum number of lines between the line of an annex and its header.
const PREAMBLE_MAX: usize = 12;

/// Reads a text as a sheet; `None` if it has no such table.
pub(in crate::import) fn read(text: &str) -> Result<Option<Sheet>, ImportError> {
    let mut reader = Reader {
        lines: text.lines().collect(),
        sheet: Sheet::default(),
        budget: Budget::default(),
        n_records: 0,
    };
    reader.read()?;
    reader.sheet.finish(Vec::new());
    Ok((1 < reader.n_records).then_some(reader.sheet))
}

struct Reader<'t> {
    lines: Vec<&'t str>,
    sheet: Sheet,
    budget: Budget,
    n_records: usize,
}

/// A row as it is collected: its ordinal, and the lines that its text is on.
struct Record<'t> {
    row: usize,
    ordinal: &'t str,
    style: OrdinalStyle,
    /// Text behind the ordinal.
    first: &'t str,
    lines: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn line(&self, at: usize) -> &'t str {
        self.lines.get(at).copied().unwrap_or_default()
    }

    fn read(&mut self) -> Result<(), ImportError> {
        let mut at = 0;
        while at < self.lines.len() {
            match self.header_at(at) {
                Some((header, body)) => at = self.table(at, header, body)?,
                None => {
                    self.plain(at)?;
                    at += 1;
                }
            }
        }
        Ok(())
    }

    /// Reads the header that begins at a line; returns it with the first line of the body.
    fn header_at(&self, at: usize) -> Option<(Header, usize)> {
        let first = self.line(at).trim_start();
        if !first.starts_with(['S', 'T', 's', 't']) {
            return None;
        }
        let mut texts: Vec<&str> = Vec::new();
        let mut next = at;
        while texts.len() <= HEADER_LINES_MAX {
            let line = self.lines.get(next)?.trim();
            if !texts.is_empty() && numbers_columns(line) {
                return Some((header(&texts)?, next + 1));
            }
            if !texts.is_empty() && begins_list(line) {
                return Some((header(&texts)?, next));
            }
            if !line.is_empty() {
                texts.push(line);
            }
            next += 1;
        }
        None
    }

    /// Reads the table of a header; returns the line behind it.
    fn table(&mut self, at: usize, header: Header, body: usize) -> Result<usize, ImportError> {
        self.put_header(at, &header)?;
        let mut counting = Counting::default();
        let mut record: Option<Record> = None;
        let mut next = body;
        while next < self.lines.len() {
            let line = self.line(next);
            if let Some((other, other_body)) = self.header_at(next) {
                let headings = |header: &Header| {
                    let headings = header.columns.iter().map(|it| it.heading.clone());
                    headings.collect::<Vec<_>>()
                };
                if headings(&other) == headings(&header) && !self.has_preamble(next) {
                    // Repeated at the top of a page, where a record may go on.
                    self.put_header(next, &other)?;
                    next = other_body;
                    continue;
                }
                let end = self.preamble(next, at);
                if let Some(mut record) = record.take() {
                    record.lines.retain(|line| *line < end);
                    self.put_record(&record, &header)?;
                }
                for line in end..next {
                    self.plain(line)?;
                }
                return Ok(next);
            }
            if ends_document(line.trim()) {
                break;
            }
            if let Some(start) = counting.start(line) {
                if let Some(record) = record.replace(Record {
                    row: next,
                    ordinal: start.ordinal,
                    style: start.style,
                    first: start.rest,
                    lines: Vec::new(),
                }) {
                    self.put_record(&record, &header)?;
                }
            } else if let Some(record) = &mut record {
                record.lines.push(next);
            } else {
                self.plain(next)?;
            }
            next += 1;
        }
        if let Some(record) = record {
            self.put_record(&record, &header)?;
        }
        // The line that closes the table is no header.
        if next < self.lines.len() {
            self.plain(next)?;
        }
        Ok(next + 1)
    }

    /// Whether a header has an annex line or a reference of its own.
    fn has_preamble(&self, header: usize) -> bool {
        let lines = self.lines.get(..header).unwrap_or_default().iter().rev();
        let mut lines = lines
            .filter(|line| !line.trim().is_empty())
            .take(4)
            .enumerate();
        lines.any(|(idx, line)| refers(line) || is_annex(line) || (idx == 0 && is_capital(line)))
    }

    /// Returns the first of the lines that introduce the header of a table.
    fn preamble(&self, header: usize, from: usize) -> usize {
        let filled = (from..header)
            .rev()
            .filter(|at| !self.line(*at).trim().is_empty());
        let filled: Vec<usize> = filled.take(PREAMBLE_MAX).collect();
        let mut start = header;
        if let Some(annex) = filled.iter().find(|at| is_annex(self.line(**at))) {
            start = *annex;
        } else {
            if let Some(reference) = filled.iter().find(|at| refers(self.line(**at))) {
                start = *reference;
            }
            let above = filled.iter().filter(|at| **at < start);
            let titles = above.take_while(|at| is_capital(self.line(**at)));
            start = titles.min().copied().unwrap_or(start);
        }
        start
    }

    fn put(&mut self, row: usize, column: usize, text: &str) -> Result<(), ImportError> {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let cell = Cell {
            text: clean(text),
            ..Cell::default()
        };
        self.sheet
            .put((number(row), number(column)), cell, &mut self.budget)
    }

    /// Keeps a line outside tables as it is.
    fn plain(&mut self, at: usize) -> Result<(), ImportError> {
        self.put(at, 0, self.line(at))
    }

    fn put_header(&mut self, row: usize, header: &Header) -> Result<(), ImportError> {
        self.put(row, 0, &header.ordinal)?;
        for (column, own) in (1..).zip(&header.columns) {
            self.put(row, column, &own.heading)?;
        }
        Ok(())
    }

    fn put_record(&mut self, record: &Record, header: &Header) -> Result<(), ImportError> {
        let mut words: Vec<Word> = Vec::new();
        push_words(record.first, Gap::Line, &mut words);
        let mut before = record.row;
        let mut gap = Gap::Line;
        for at in &record.lines {
            let line = self.line(*at);
            if line.trim().is_empty() {
                gap = Gap::Lines;
                continue;
            }
            // Lines between may have been a repeated header.
            gap = if before + 1 < *at { Gap::Lines } else { gap };
            push_words(line, gap, &mut words);
            (before, gap) = (*at, Gap::Line);
        }
        self.n_records += 1;
        self.put(record.row, 0, record.ordinal)?;
        let columns = &header.columns;
        let is_duty = |kind: Kind| matches!(kind, Kind::Agencies | Kind::Time);
        let kinds = || columns.iter().map(|column| column.kind);
        let division = divide(&words, columns);
        let found = &division.recognised;
        let is_item = record.style == OrdinalStyle::Arabic;
        // A heading may end as a cell would: "Đến năm 2027". A row has somebody who does it, or a
        // time.
        let is_row = match (kinds().any(is_typed), kinds().any(is_duty)) {
            (false, _) => true,
            _ if is_item => !found.is_empty(),
            (true, true) => found.iter().any(|kind| is_duty(*kind)),
            (true, false) => 1 < found.len(),
        };
        let doubt = |column: usize| (column, Message::from(Key::NoteColumnGuessed));
        let mut doubts = Vec::new();
        if is_row {
            for (column, (text, is_doubtful)) in
                (1..).zip(division.cells.iter().zip(&division.doubtful))
            {
                self.put(record.row, column, text)?;
                doubts.extend(is_doubtful.then(|| doubt(column)));
            }
        } else {
            let content = columns.iter().position(|it| it.kind == Kind::Content);
            let content = content.map_or(1, |at| at + 1);
            self.put(record.row, content, &joined(&words))?;
            // A heading is on lines of its own; more than that may be cells.
            let is_broken = words.iter().skip(1).any(|word| word.gap == Gap::Lines);
            doubts.extend((is_item || is_broken).then(|| doubt(content)));
        }
        if let Some(line) = self.sheet.lines.last_mut() {
            line.doubts = doubts;
        }
        Ok(())
    }
}

/// Whether a line says what the annex belongs to.
fn refers(line: &str) -> bool {
    let lower = line.trim().trim_start_matches('(').to_lowercase();
    ["kèm theo", "ban hành kèm", "đính kèm"]
        .iter()
        .any(|start| lower.starts_with(start))
}

fn is_annex(line: &str) -> bool {
    annex_line(line).is_some_and(|it| it.is_annex)
}

fn is_capital(line: &str) -> bool {
    line.contains(char::is_uppercase) && !line.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn shown(text: &str) -> String {
        let Some(sheet) = read(text).unwrap() else {
            return "no table".to_owned();
        };
        let lines = sheet.lines.iter().map(|line| {
            let cells = line.cells.iter().enumerate().map(|(column, cell)| {
                let mark = if line.doubts.iter().any(|(at, _)| *at == column) {
                    "?"
                } else {
                    ""
                };
                format!("{}{mark}", cell.text)
            });
            cells.collect::<Vec<_>>().join(" | ") + "\n"
        });
        lines.collect()
    }

    #[test]
    fn rows_in_lines_become_rows_of_cells() {
        assert_snapshot!(shown(
            "Phụ lục I
             CÁC CHỈ TIÊU
             ST
             T Chỉ tiêu Đơn

             vị Kết quả Cơ quan chủ trì

             I Đến năm 2027

             1 - Tỷ lệ hồ sơ
             trực tuyến. % 100 Văn phòng UBND tỉnh

             2
             - Tỷ lệ cán bộ được
             đào tạo.

             % 80 Sở Khoa học và

             Công nghệ

             3 - Mức độ trưởng thành Mức
             độ 3 Công an tỉnh
              DANH MỤC NHIỆM VỤ
             Kèm theo Kế hoạch số 1/KH-UBND

             STT Nhiệm vụ Cơ quan chủ trì Kết quả Thời gian thực hiện

             A Hoàn thiện thể chế
             1 Theo dõi nhiệm vụ do UBND tỉnh giao các sở. Công an tỉnh -
             Sở Nội vụ

             Báo cáo năm Dự kiến tháng 3/2027 (Sau khi có
             hướng dẫn)
             Nơi nhận:"
        ), @r"
        Phụ lục I
        CÁC CHỈ TIÊU
        STT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì
        I | Đến năm 2027
        1 | - Tỷ lệ hồ sơ trực tuyến. | % | 100 | Văn phòng UBND tỉnh
        2 | - Tỷ lệ cán bộ được đào tạo. | % | 80 | Sở Khoa học và Công nghệ
        3 | - Mức độ trưởng thành | Mức độ | 3 | Công an tỉnh
        DANH MỤC NHIỆM VỤ
        Kèm theo Kế hoạch số 1/KH-UBND
        STT | Nhiệm vụ | Cơ quan chủ trì | Kết quả | Thời gian thực hiện
        A | Hoàn thiện thể chế
        1 | Theo dõi nhiệm vụ do UBND tỉnh giao các sở. | Công an tỉnh - Sở Nội vụ | Báo cáo năm | Dự kiến tháng 3/2027 (Sau khi có hướng dẫn)
        Nơi nhận:
        ");
    }

    #[test]
    fn a_cell_whose_end_cannot_be_told_is_doubtful() {
        assert_snapshot!(shown(
            "TT Nội dung công việc Sản phẩm Thời gian
             1 Xây dựng kế hoạch Báo cáo Tháng 3/2026
             2 Rà soát văn bản

             Danh mục văn bản

             Tháng 4/2026"
        ), @r"
        TT | Nội dung công việc | Sản phẩm | Thời gian
        1 | Xây dựng kế hoạch? | Báo cáo? | Tháng 3/2026
        2 | Rà soát văn bản | Danh mục văn bản | Tháng 4/2026
        ");
    }

    #[test]
    fn prose_is_no_table() {
        for text in [
            "I. MỤC TIÊU\n1. Mục tiêu chung\n- 95% người dân hài lòng.\n2. Nhiệm vụ, giải pháp\n",
            "TT Huế, ngày 1 tháng 3 năm 2026\n1. Sở Nội vụ chủ trì nội dung, thời gian.\n2. Sở Y tế.",
            "STT Họ và tên\n1 Nguyễn Văn A\n2 Trần Thị B",
        ] {
            assert_eq!(shown(text), "no table", "{text}");
        }
    }
}
