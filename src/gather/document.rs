//! A board as a document to export: matrices, stacked rows, totals, and the lists of what is missing,
//! unmatched, and where each row is from.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    answer::{AnswerCell, AnswerRow, Choice},
    board::{Board, Part, State},
    form::Form,
    totals::total_of,
};
use crate::{
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Role, Row, RowId, RowKind,
    },
    wording::Language,
};

/// Units side by side on one page of a matrix.
const UNITS_A_PAGE: usize = 8;
/// With more units than this, matrices would have too many pages; the stacked rows have all of it.
const MATRIX_UNITS_MAX: usize = 200;

/// What is made of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Matrices, totals, stacked rows and lists.
    All,
    /// Rows of the form as rows, units as columns.
    Matrix,
    /// Units as rows.
    Transposed,
    Stacked,
    Totals,
    /// The units that have not sent anything.
    Missing,
}

/// Makes the document of everything that a board has.
pub fn document(form: &Form, board: &Board) -> Document {
    output(form, board, Output::All)
}

/// Makes a document of a board.
pub fn output(form: &Form, board: &Board, output: Output) -> Document {
    let mut maker = Maker {
        next_id: 1,
        annexes: Vec::new(),
    };
    let received: Vec<&Part> = board
        .parts
        .iter()
        .filter(|it| it.unit.is_some() && it.state == State::Received)
        .collect();
    let indexes: Vec<FxHashMap<(usize, usize), &str>> =
        received.iter().map(|it| values(it, |_| true)).collect();
    // What is in another unit cannot be added.
    let addable: Vec<FxHashMap<(usize, usize), &str>> = received
        .iter()
        .map(|it| values(it, |cell| !cell.is_other_unit))
        .collect();
    let has = |it: Output| output == it || output == Output::All;
    for (at, (annex, index)) in form.pairs().enumerate() {
        let columns = form.value_columns(at);
        for column in &columns {
            if output == Output::Matrix || has(Output::Matrix) && received.len() <= MATRIX_UNITS_MAX
            {
                maker.matrix(annex, index.first, *column, &received, &indexes);
            }
            if output == Output::Transposed {
                maker.transposed(annex, index.first, *column, &received, &indexes);
            }
        }
        if has(Output::Totals) {
            maker.totals(form, annex, (index.first, at), &columns, &addable);
        }
        if has(Output::Stacked) {
            maker.stacked(annex, (index.first, at), &columns, &received);
        }
    }
    if has(Output::Missing) {
        maker.states(board, output == Output::Missing);
    }
    if output == Output::All {
        maker.lists(form, board);
    }
    let mut plan = form.document.plan.clone();
    plan.name = format!("Tổng hợp {}", plan.name).trim().to_owned();
    Document {
        plan,
        annexes: maker.annexes,
        ..Document::default()
    }
}

/// Indexes the values of a unit that pass a test by row and column of the form.
fn values(part: &Part, is: fn(&AnswerCell) -> bool) -> FxHashMap<(usize, usize), &str> {
    let placed = part.rows.iter().filter_map(|row| Some((row.form?, row)));
    let cells = placed.flat_map(|(at, row)| {
        row.cells
            .iter()
            .filter(move |cell| is(cell))
            .filter_map(move |cell| Some(((at, cell.heading.of_form()?), cell.text.as_str())))
    });
    cells.collect()
}

/// The title of an annex and of one of its columns, a line each.
fn title_of(annex: &Annex, column: usize) -> String {
    let column = annex.columns.get(column).map(Column::title);
    let title = format!("{}\n{}", annex.head.title, column.unwrap_or_default());
    title.trim().to_owned()
}

struct Maker {
    next_id: u32,
    annexes: Vec<Annex>,
}

impl Maker {
    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    /// Adds an annex of rows, each with its kind and the texts of its cells.
    fn push(
        &mut self,
        sheet: String,
        title: String,
        headings: Vec<(Role, String)>,
        rows: Vec<(RowKind, Vec<String>)>,
    ) {
        let id = AnnexId(self.id());
        let columns: Vec<Column> = headings
            .iter()
            .map(|(role, title)| Column::new(ColumnId(self.id()), *role, &[title]))
            .collect();
        let rows = rows.into_iter().map(|(kind, texts)| {
            let cells = columns.iter().map(|column| column.id).zip(texts);
            Arc::new(Row::with_cells(RowId(self.id()), kind, cells))
        });
        let rows = rows.collect();
        let head = AnnexHead {
            kind: AnnexKind::Other,
            title,
            sheet,
            ..AnnexHead::default()
        };
        self.annexes.push(Annex {
            id,
            head,
            columns,
            rows,
        });
    }

    /// Indicators as rows and units as columns, a few units to a page.
    fn matrix(
        &mut self,
        annex: &Annex,
        first: usize,
        column: usize,
        received: &[&Part],
        indexes: &[FxHashMap<(usize, usize), &str>],
    ) {
        let title = title_of(annex, column);
        for (page, (parts, indexes)) in received
            .chunks(UNITS_A_PAGE)
            .zip(indexes.chunks(UNITS_A_PAGE))
            .enumerate()
        {
            let mut headings = vec![
                (Role::Ordinal, "STT".to_owned()),
                (Role::Content, "Nội dung".to_owned()),
                (Role::Unit, "Đơn vị tính".to_owned()),
            ];
            headings.extend(
                parts
                    .iter()
                    .map(|it| (Role::Other, it.unit.clone().unwrap_or_default())),
            );
            let rows = annex.rows.iter().enumerate().map(|(at, row)| {
                let mut texts: Vec<String> = [Role::Ordinal, Role::Content, Role::Unit]
                    .map(|role| annex.text(row, role).to_owned())
                    .into();
                let values = indexes.iter().map(|index| index.get(&(first + at, column)));
                texts.extend(values.map(|text| text.copied().unwrap_or_default().to_owned()));
                (row.kind, texts)
            });
            let rows = rows.collect();
            let sheet = format!("Ma trận {}", page + 1);
            self.push(sheet, title.clone(), headings, rows);
        }
    }

    /// Units as rows and indicators as columns, a few indicators to a page.
    fn transposed(
        &mut self,
        annex: &Annex,
        first: usize,
        column: usize,
        received: &[&Part],
        indexes: &[FxHashMap<(usize, usize), &str>],
    ) {
        let title = title_of(annex, column);
        let items = annex.rows.iter().enumerate();
        let items: Vec<(usize, String)> = items
            .filter(|(_, row)| !row.kind.is_section())
            .map(|(at, row)| {
                let [ordinal, content, unit] = [Role::Ordinal, Role::Content, Role::Unit]
                    .map(|role| annex.text(row, role).trim());
                let unit = match unit {
                    "" => String::new(),
                    unit => format!(" ({unit})"),
                };
                let heading = format!("{ordinal} {content}{unit}");
                (first + at, heading.trim().to_owned())
            })
            .collect();
        for (page, items) in items.chunks(UNITS_A_PAGE).enumerate() {
            let mut headings = vec![
                (Role::Ordinal, "STT".to_owned()),
                (Role::Content, "Đơn vị".to_owned()),
            ];
            headings.extend(items.iter().map(|(_, it)| (Role::Other, it.clone())));
            let units = (1..).zip(received.iter().zip(indexes));
            let rows = units.map(|(n, (part, index)): (usize, _)| {
                let mut texts = vec![n.to_string(), part.unit.clone().unwrap_or_default()];
                let values = items.iter().map(|(at, _)| index.get(&(*at, column)));
                texts.extend(values.map(|text| text.copied().unwrap_or_default().to_owned()));
                (RowKind::Item(1), texts)
            });
            let rows = rows.collect();
            let sheet = format!("Ma trận ngang {}", page + 1);
            self.push(sheet, title.clone(), headings, rows);
        }
    }

    /// A row for each item and column of values: what all units come to.
    fn totals(
        &mut self,
        form: &Form,
        annex: &Annex,
        (first, at): (usize, usize),
        columns: &[usize],
        addable: &[FxHashMap<(usize, usize), &str>],
    ) {
        let mut headings = vec![
            (Role::Ordinal, "STT".to_owned()),
            (Role::Content, "Nội dung".to_owned()),
            (Role::Unit, "Đơn vị tính".to_owned()),
        ];
        for column in columns {
            let title = annex
                .columns
                .get(*column)
                .map(Column::title)
                .unwrap_or_default();
            headings.push((Role::Other, title.clone()));
            headings.push((Role::Other, format!("{title}: số đơn vị có số liệu")));
        }
        let rows = annex.rows.iter().enumerate().map(|(at, row)| {
            let [ordinal, content, unit] = [Role::Ordinal, Role::Content, Role::Unit]
                .map(|role| annex.text(row, role).to_owned());
            let mut totals = Vec::new();
            for column in columns {
                let values = addable
                    .iter()
                    .filter_map(|index| index.get(&(first + at, *column)).copied());
                let values: Vec<&str> = values.collect();
                // A heading between rows asks for nothing, but may state what they come to.
                if row.kind.is_section() && values.is_empty() {
                    totals.extend([String::new(), String::new()]);
                    continue;
                }
                let unit = form.unit(first + at, *column);
                let total = total_of(&values, &content, &unit);
                totals.push(total.map(|it| it.text()).unwrap_or_default());
                totals.push(format!("{}/{}", values.len(), addable.len()));
            }
            (row.kind, [vec![ordinal, content, unit], totals].concat())
        });
        let rows = rows.collect();
        self.push(
            format!("Số tổng {}", at + 1),
            format!("SỐ TỔNG\n{}", annex.head.title),
            headings,
            rows,
        );
    }

    /// The rows of all units one after another, in the columns of the form, behind the unit's name.
    fn stacked(
        &mut self,
        annex: &Annex,
        (first, at): (usize, usize),
        columns: &[usize],
        received: &[&Part],
    ) {
        let mut headings = vec![(Role::Group, "Đơn vị".to_owned())];
        headings.extend(
            annex
                .columns
                .iter()
                .map(|column| (column.role, column.title())),
        );
        let mut rows = Vec::new();
        for part in received {
            let unit = part.unit.clone().unwrap_or_default();
            for row in &part.rows {
                let place = row.form.and_then(|it| it.checked_sub(first));
                // A heading between rows may state what they come to.
                let states = |it: &&Arc<Row>| {
                    let mut cells = row.cells.iter();
                    !it.kind.is_section()
                        || cells.any(|cell| {
                            let asked = cell.heading.of_form();
                            asked.is_some_and(|column| columns.contains(&column))
                        })
                };
                let own = place.and_then(|it| annex.rows.get(it)).filter(states);
                let is_taken = row.annex == Some(at) && row.choice == Some(Choice::Taken);
                let kind = match own {
                    Some(own) => own.kind,
                    None if is_taken => RowKind::Item(1),
                    None => continue,
                };
                let mut texts = vec![String::new(); annex.columns.len()];
                for cell in &row.cells {
                    if let Some(column) = cell.heading.of_form()
                        && let Some(slot) = texts.get_mut(column)
                    {
                        slot.clone_from(&cell.text);
                    }
                }
                rows.push((kind, [vec![unit.clone()], texts].concat()));
            }
        }
        self.push(
            format!("Xếp nối {}", at + 1),
            format!("XẾP NỐI THEO ĐƠN VỊ\n{}", annex.head.title),
            headings,
            rows,
        );
    }

    /// What each unit sent; or only those that sent nothing.
    fn states(&mut self, board: &Board, only_missing: bool) {
        let parts = board.parts.iter();
        let parts = parts.filter(|it| !only_missing || it.state == State::Missing);
        let states = parts.map(|part| {
            let files: Vec<&str> = part.files.iter().map(|(file, _)| file.as_str()).collect();
            let notes: Vec<String> = part
                .notes
                .iter()
                .map(|it| it.text(Language::Vietnamese))
                .collect();
            let state = part.state.label().text(Language::Vietnamese).to_owned();
            let mut texts = vec![unit_name(part), state];
            if !only_missing {
                texts.extend([files.join("; "), notes.join("; ")]);
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
                ["Đơn vị", "Tình trạng", "Tệp", "Ghi chú"].as_slice(),
            ),
        };
        self.push(sheet.to_owned(), title.to_owned(), headings(titles), states);
    }

    fn lists(&mut self, form: &Form, board: &Board) {
        let mut unmatched = Vec::new();
        let mut wrong = Vec::new();
        let mut beside = Vec::new();
        let mut sources = Vec::new();
        for part in &board.parts {
            for row in &part.rows {
                let line = row.line.map(|it| it.to_string()).unwrap_or_default();
                let place = [
                    unit_name(part),
                    row.file.to_string(),
                    row.sheet.to_string(),
                    line,
                ]
                .to_vec();
                if row.form.is_none() && row.choice != Some(Choice::Taken) {
                    unmatched.push([place.clone(), vec![said(row), perhaps(form, row)]].concat());
                } else {
                    let digest = part.files.iter().find(|(file, _)| **file == *row.file);
                    let content = row.form.map(|at| content(form, at)).unwrap_or_default();
                    // What the form has no column for stands in none of the tables.
                    for cell in row.cells.iter().filter(|it| it.heading.of_form().is_none()) {
                        let said = [content.clone(), cell.title.to_string(), cell.text.clone()];
                        beside.push([place.as_slice(), &said].concat());
                    }
                    let digest = digest.map(|(_, it)| it.clone()).unwrap_or_default();
                    sources.push([place.clone(), vec![content, digest]].concat());
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
            (
                "Nguồn số liệu",
                "NGUỒN SỐ LIỆU",
                &["Dòng của mẫu", "SHA-256 của tệp"],
                sources,
            ),
        ] {
            if !rows.is_empty() {
                let titles = [["Đơn vị", "Tệp", "Trang", "Dòng"].as_slice(), last].concat();
                let rows = numbered(rows);
                self.push(sheet.to_owned(), title.to_owned(), headings(&titles), rows);
            }
        }
    }
}

fn unit_name(part: &Part) -> String {
    let name = part.unit.clone();
    name.unwrap_or_else(|| "(chưa rõ đơn vị)".to_owned())
}

fn numbered(texts: Vec<Vec<String>>) -> Vec<(RowKind, Vec<String>)> {
    let rows = (1..).zip(texts);
    rows.map(|(n, texts): (usize, _)| (RowKind::Item(1), [vec![n.to_string()], texts].concat()))
        .collect()
}

fn headings(titles: &[&str]) -> Vec<(Role, String)> {
    let others = titles
        .iter()
        .map(|title| (Role::Other, (*title).to_owned()));
    std::iter::once((Role::Ordinal, "STT".to_owned()))
        .chain(others)
        .collect()
}

/// Everything that a row says.
pub fn said(row: &AnswerRow) -> String {
    row.cells
        .iter()
        .map(|cell| cell.text.as_str())
        .collect::<Vec<_>>()
        .join(" | ")
}

/// The content of a row of the form.
pub fn content(form: &Form, at: usize) -> String {
    let place = form.place(at);
    let text = place
        .and_then(|(annex, at)| Some(annex.text(annex.rows.get(at)?, Role::Content).to_owned()));
    text.unwrap_or_default()
}

fn perhaps(form: &Form, row: &AnswerRow) -> String {
    row.perhaps
        .iter()
        .map(|at| content(form, *at))
        .collect::<Vec<_>>()
        .join("; ")
}
