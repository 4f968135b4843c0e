//! Lists beside the tables of a board: what units sent, what is not matched or wrong, and where each row is
//! from.

use super::{
    answer::AnswerRow,
    board::{Board, Part, State},
    days::written_time,
    form::Form,
    maker::{Maker, headings, numbered},
    row_texts::{content, said},
};
use crate::wording::{Key, Language};

impl Maker {
    /// What each unit sent; or only those that sent nothing.
    pub fn states(&mut self, board: &Board, only_missing: bool) {
        let parts = board.parts.iter();
        let parts = parts.filter(|it| !only_missing || it.state == State::Missing);
        let states = parts.map(|part| {
            let files: Vec<&str> = part.files.iter().map(|it| it.name.as_str()).collect();
            let notes: Vec<String> = part
                .notes
                .iter()
                .map(|it| it.text(Language::Vietnamese))
                .collect();
            let mut state = part.state.label().text(Language::Vietnamese).to_owned();
            if 0 < part.days_late {
                let late = Key::GatherLate.with([part.days_late.to_string()]);
                state = format!("{state}, {}", late.text(Language::Vietnamese));
            }
            let mut texts = vec![unit_name(part), state];
            if !only_missing {
                let received = part.files.iter().map(|it| written_time(&it.received));
                let received = received.filter(|it| !it.is_empty());
                let received: Vec<String> = received.collect();
                texts.extend([received.join("; "), files.join("; "), notes.join("; ")]);
            }
            texts
        });
        let states = numbered(states.collect());
        let (sheet, title, titles) = match only_missing {
            true => (
                "Chưa gửi",
                "CÁC ĐƠN VỊ CHƯA GỬI",
                ["Đơn vị", "Tình trạng"].as_slice(),
            ),
            false => (
                "Đơn vị",
                "TÌNH HÌNH GỬI CỦA CÁC ĐƠN VỊ",
                ["Đơn vị", "Tình trạng", "Nhận lúc", "Tệp", "Ghi chú"].as_slice(),
            ),
        };
        self.push(sheet.to_owned(), title.to_owned(), headings(titles), states);
    }

    /// What is not matched, stands beside the form's columns, or is wrong.
    pub fn lists(&mut self, form: &Form, board: &Board) {
        let mut unmatched = Vec::new();
        let mut wrong = Vec::new();
        let mut beside = Vec::new();
        for part in &board.parts {
            for row in &part.rows {
                let place = place(part, row);
                if row.form.is_none() && !row.is_extra() {
                    unmatched.push([place.clone(), vec![said(row), perhaps(form, row)]].concat());
                } else {
                    let content = row.form.map(|at| content(form, at)).unwrap_or_default();
                    // What the form has no column for stands in none of the tables.
                    for cell in row.cells.iter().filter(|it| it.heading.of_form().is_none()) {
                        let said = [content.clone(), cell.title.to_string(), cell.text.clone()];
                        beside.push([place.as_slice(), &said].concat());
                    }
                }
                for cell in &row.cells {
                    if let Some(message) = &cell.wrong {
                        let message = message.text(Language::Vietnamese);
                        wrong.push([place.clone(), vec![cell.text.clone(), message]].concat());
                    }
                }
            }
        }
        for (sheet, title, last, rows) in [
            (
                "Chưa khớp",
                "CÁC DÒNG CHƯA KHỚP VỚI MẪU",
                ["Nội dung dòng", "Có thể là"].as_slice(),
                unmatched,
            ),
            (
                "Cột ngoài mẫu",
                "SỐ LIỆU Ở CÁC CỘT MẪU KHÔNG CÓ",
                &["Dòng của mẫu", "Cột của đơn vị", "Đã ghi"],
                beside,
            ),
            (
                "Cần sửa",
                "CÁC CHỖ CẦN ĐƠN VỊ SỬA",
                &["Đã ghi", "Vấn đề"],
                wrong,
            ),
        ] {
            self.list(sheet, title, last, rows);
        }
    }

    /// Where each row is from: file, sheet, line, time received and SHA-256.
    pub fn sources(&mut self, form: &Form, board: &Board) {
        let mut sources = Vec::new();
        for part in board.parts.iter().filter(|it| it.unit.is_some()) {
            let rows = part.rows.iter();
            let has_values = |row: &&AnswerRow| {
                let asked = row.form.and_then(|at| form.place(at));
                let asked = asked.and_then(|(annex, at)| annex.rows.get(at));
                // A heading between rows says nothing, unless it states what they come to.
                let is_heading = asked.is_some_and(|it| it.kind.is_section());
                let mut cells = row.cells.iter();
                !is_heading || cells.any(|it| form.asks(row.form, it.heading.of_form()))
            };
            let rows = rows.filter(|it| it.form.is_some() || it.is_extra());
            for row in rows.filter(has_values) {
                let content = row
                    .form
                    .map(|at| content(form, at))
                    .unwrap_or_else(|| said(row));
                let file = part.file_of(row);
                let of_file = file.map(|it| [written_time(&it.received), it.sha256.clone()]);
                let of_file = of_file.unwrap_or_default().to_vec();
                sources.push([place(part, row), vec![content], of_file].concat());
            }
        }
        let last = ["Dòng của mẫu", "Nhận lúc", "SHA-256 của tệp"];
        self.list("Nguồn số liệu", "NGUỒN SỐ LIỆU", &last, sources);
    }

    /// The values that a person put right, with what the files say.
    pub fn put_right(&mut self, form: &Form, board: &Board) {
        let mut values = Vec::new();
        for part in &board.parts {
            for row in &part.rows {
                for cell in &row.cells {
                    let Some(was) = &cell.was else {
                        continue;
                    };
                    let content = row.form.map_or_else(|| said(row), |at| content(form, at));
                    let about = [
                        content,
                        cell.title.to_string(),
                        was.clone(),
                        cell.text.clone(),
                    ];
                    values.push([place(part, row), about.to_vec()].concat());
                }
            }
        }
        let last = ["Dòng của mẫu", "Cột", "Tệp ghi", "Sửa thành"];
        self.list("Số liệu sửa tay", "SỐ LIỆU SỬA TAY", &last, values);
    }

    /// Adds a list of places, each with what is said of it, unless it is empty.
    fn list(&mut self, sheet: &str, title: &str, last: &[&str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            let titles = [["Đơn vị", "Tệp", "Trang", "Dòng"].as_slice(), last].concat();
            let rows = numbered(rows);
            self.push(sheet.to_owned(), title.to_owned(), headings(&titles), rows);
        }
    }
}

/// The unit of a row, its file, sheet and line.
fn place(part: &Part, row: &AnswerRow) -> Vec<String> {
    let line = row.line.map(|it| it.to_string()).unwrap_or_default();
    let (file, sheet) = (row.file.to_string(), row.sheet.to_string());
    vec![unit_name(part), file, sheet, line]
}

fn unit_name(part: &Part) -> String {
    let name = part.unit.clone();
    name.unwrap_or_else(|| "(chưa rõ đơn vị)".to_owned())
}

fn perhaps(form: &Form, row: &AnswerRow) -> String {
    row.perhaps
        .iter()
        .map(|at| content(form, *at))
        .collect::<Vec<_>>()
        .join("; ")
}
