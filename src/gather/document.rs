//! A board as a document to export: matrices, stacked rows, totals, and the lists of what is missing,
//! unmatched, and where each row is from.

use std::{borrow::Cow, sync::Arc};

use rustc_hash::FxHashMap;

use super::{
    answer::{AnswerCell, AnswerColumn, AnswerRow},
    board::{Board, Part, State},
    choices::Choice,
    form::Form,
    left_out::{converted, left_out},
    maker::{Maker, headings, numbered},
    total::Total,
    totals::total_under,
};
use crate::{
    model::{
        Annex, Column, ColumnId, Document, Plan, Profile, Review, Role, Row, RowKind, is_total,
    },
    validate::RULES,
};

/// Units side by side on one page of a matrix, at most.
const UNITS_A_PAGE: usize = 8;
/// Units that a line below a matrix names one by one, at most.
const NAMED_MAX: usize = 30;
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

impl Output {
    /// The name of the document that is made of a consolidation of this name.
    pub fn title(self, name: &str) -> String {
        let about = match self {
            Output::All => "",
            Output::Matrix => " – ma trận",
            Output::Transposed => " – đơn vị theo hàng",
            Output::Stacked => " – xếp nối",
            Output::Totals => " – số tổng",
            Output::Missing => " – chưa gửi",
        };
        format!("Tổng hợp {}{about}", name.trim()).trim().to_owned()
    }
}

/// Whether a sheet says where each row is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    Listed,
    LeftOut,
}

/// Makes the document of everything that a board has.
pub fn document(form: &Form, board: &Board) -> Document {
    output(form, board, Output::All, Sources::Listed)
}

/// Makes a document of a board.
pub fn output(form: &Form, board: &Board, output: Output, sources: Sources) -> Document {
    let mut maker = Maker::default();
    let received: Vec<&Part> = board
        .parts
        .iter()
        .filter(|it| it.unit.is_some() && it.state == State::Received)
        .collect();
    let indexes: Vec<FxHashMap<(usize, usize), Cow<'_, str>>> =
        received.iter().map(|it| values(it, |_| true)).collect();
    // What is in another unit cannot be added.
    let addable: Vec<FxHashMap<(usize, usize), Cow<'_, str>>> = received
        .iter()
        .map(|it| values(it, |cell| !cell.is_apart))
        .collect();
    let missing = not_received(board);
    let has = |it: Output| output == it || output == Output::All;
    for (at, (annex, index)) in form.pairs().enumerate() {
        let columns = form.value_columns(at);
        for column in columns.iter().filter(|_| !form.is_list(at)) {
            if output == Output::Matrix || has(Output::Matrix) && received.len() <= MATRIX_UNITS_MAX
            {
                maker.matrix(annex, index.first, *column, &received, &indexes);
                maker.note(missing.as_deref());
                maker.note(converted(at, &[*column], &received).as_deref());
            }
            if output == Output::Transposed {
                maker.transposed(annex, index.first, *column, &received, &indexes);
                maker.note(missing.as_deref());
                maker.note(converted(at, &[*column], &received).as_deref());
            }
        }
        if has(Output::Totals) && form.is_list(at) {
            maker.totals_of_list(annex, at, &columns, &received);
        } else if has(Output::Totals) {
            maker.totals(form, annex, (index.first, at), &columns, &addable);
            maker.note(left_out(at, &columns, &received).as_deref());
            maker.note(converted(at, &columns, &received).as_deref());
        }
        if has(Output::Stacked) {
            maker.stacked(annex, (index.first, at), &columns, &received);
            maker.note(converted(at, &columns, &received).as_deref());
        }
    }
    if has(Output::Missing) {
        maker.states(board, output == Output::Missing);
    }
    if output == Output::All {
        maker.lists(form, board);
    }
    if output != Output::Missing {
        maker.put_right(form, board);
    }
    if sources == Sources::Listed && output != Output::Missing {
        maker.sources(form, board);
    }
    Document {
        // Number and date are those of the form, not of what it comes to.
        plan: Plan {
            name: output.title(&form.document.plan.name),
            ..Plan::default()
        },
        annexes: maker.annexes,
        review: Review {
            profile: profile_of_results(),
            ..Review::default()
        },
    }
}

/// Rules that hold for tables of results too: those of figures. What else a plan has to be, such tables
/// are not: rows of several units repeat each other, and names of files are no sentences.
const RULES_OF_RESULTS: [&str; 9] = [
    "target-out-of-range",
    "level-out-of-range",
    "actual-out-of-range",
    "unit-contradicts-value",
    "range-reversed",
    "spreadsheet-error",
    "disbursement-differs",
    "legacy-encoding",
    "lost-character",
];

fn profile_of_results() -> Profile {
    let off = RULES.iter().map(|it| it.id);
    let off = off.filter(|id| !RULES_OF_RESULTS.contains(id));
    Profile {
        rules: off.map(|id| (id.to_owned(), None)).collect(),
        ..Profile::default()
    }
}

/// Names the units whose values no table has; `None` where all sent theirs.
fn not_received(board: &Board) -> Option<String> {
    let missing = board.parts.iter();
    let missing = missing.filter(|it| it.state != State::Received);
    let names: Vec<&str> = missing.filter_map(|it| it.unit.as_deref()).collect();
    match names.len() {
        0 => None,
        n if NAMED_MAX < n => Some(format!("Chưa có số liệu của {n} đơn vị.")),
        _ => Some(format!("Chưa có số liệu của: {}.", names.join("; "))),
    }
}

/// Indexes the values of a unit that pass a test by row and column of the form.
fn values(part: &Part, is: fn(&AnswerCell) -> bool) -> FxHashMap<(usize, usize), Cow<'_, str>> {
    let placed = part.rows.iter().filter_map(|row| Some((row.form?, row)));
    let cells = placed.flat_map(|(at, row)| {
        row.cells
            .iter()
            .filter(move |cell| is(cell))
            .filter_map(move |cell| Some(((at, cell.heading.of_form()?), cell.in_forms_unit())))
    });
    cells.collect()
}

/// How many of `n` stand on each page, so that all pages have about as many.
fn evenly(n: usize) -> usize {
    n.div_ceil(n.div_ceil(UNITS_A_PAGE).max(1)).max(1)
}

/// The title of an annex and of one of its columns, a line each.
fn title_of(annex: &Annex, column: usize) -> String {
    let column = annex.columns.get(column).map(Column::title);
    let title = format!("{}\n{}", annex.head.title, column.unwrap_or_default());
    title.trim().to_owned()
}

impl Maker {
    /// Says below the last table what it does not have.
    fn note(&mut self, text: Option<&str>) {
        if let (Some(annex), Some(text)) = (self.annexes.last_mut(), text) {
            annex.head.after.push(text.to_owned());
        }
    }

    /// Indicators as rows and units as columns, a few units to a page.
    fn matrix(
        &mut self,
        annex: &Annex,
        first: usize,
        column: usize,
        received: &[&Part],
        indexes: &[FxHashMap<(usize, usize), Cow<'_, str>>],
    ) {
        let title = title_of(annex, column);
        let a_page = evenly(received.len());
        let is_shown = annex.columns.get(column).map(|it| it.role) == Some(Role::Target);
        let has_targets = annex
            .rows
            .iter()
            .any(|it| !annex.text(it, Role::Target).is_empty());
        let has_targets = has_targets && !is_shown;
        for (page, (parts, indexes)) in received
            .chunks(a_page)
            .zip(indexes.chunks(a_page))
            .enumerate()
        {
            let mut headings = vec![
                (Role::Ordinal, "STT".to_owned()),
                (Role::Content, "Nội dung".to_owned()),
                (Role::Unit, "Đơn vị tính".to_owned()),
            ];
            if has_targets {
                headings.push((Role::Other, "Mục tiêu".to_owned()));
            }
            headings.extend(
                parts
                    .iter()
                    .map(|it| (Role::Other, it.unit.clone().unwrap_or_default())),
            );
            let rows = annex.rows.iter().enumerate().map(|(at, row)| {
                let mut texts: Vec<String> = [Role::Ordinal, Role::Content, Role::Unit]
                    .map(|role| annex.text(row, role).to_owned())
                    .into();
                if has_targets {
                    texts.push(annex.text(row, Role::Target).to_owned());
                }
                let values = indexes.iter().map(|index| index.get(&(first + at, column)));
                texts.extend(values.map(|text| text.map_or(String::new(), |it| it.to_string())));
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
        indexes: &[FxHashMap<(usize, usize), Cow<'_, str>>],
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
        for (page, items) in items.chunks(evenly(items.len())).enumerate() {
            let mut headings = vec![
                (Role::Ordinal, "STT".to_owned()),
                (Role::Content, "Đơn vị".to_owned()),
            ];
            headings.extend(items.iter().map(|(_, it)| (Role::Other, it.clone())));
            let units = (1..).zip(received.iter().zip(indexes));
            let rows = units.map(|(n, (part, index)): (usize, _)| {
                let mut texts = vec![n.to_string(), part.unit.clone().unwrap_or_default()];
                let values = items.iter().map(|(at, _)| index.get(&(*at, column)));
                texts.extend(values.map(|text| text.map_or(String::new(), |it| it.to_string())));
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
        addable: &[FxHashMap<(usize, usize), Cow<'_, str>>],
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
                    .filter_map(|index| index.get(&(first + at, *column)).map(|it| &**it));
                let values: Vec<&str> = values.collect();
                // A heading between rows asks for nothing, but may state what they come to.
                if row.kind.is_section() && values.is_empty() {
                    totals.extend([String::new(), String::new()]);
                    continue;
                }
                let total = form.total(first + at, *column, &values);
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

    /// What the rows of a list come to, column by column; rows that are totals themselves are left out.
    fn totals_of_list(&mut self, annex: &Annex, at: usize, columns: &[usize], received: &[&Part]) {
        let ordinal = |row: &AnswerRow| {
            let cell = row
                .cells
                .iter()
                .find(|it| it.heading.key() == Role::Ordinal.key());
            cell.map_or(String::new(), |it| it.text.clone())
        };
        let rows = received.iter().flat_map(|it| &it.rows);
        let rows = rows.filter(|it| it.annex == Some(at) && it.is_extra());
        let items: Vec<&AnswerRow> = rows
            .filter(|row| {
                let mut cells = row.cells.iter();
                !cells.any(|it| is_total(&it.text, &ordinal(row)))
            })
            .collect();
        let totals = columns.iter().filter_map(|column| {
            let title = annex.columns.get(*column).map(Column::title)?;
            let cells = items.iter().flat_map(|row| &row.cells);
            let said = cells.filter(|it| it.heading.of_form() == Some(*column) && !it.is_apart);
            let said: Vec<Cow<str>> = said.map(AnswerCell::in_forms_unit).collect();
            let said: Vec<&str> = said.iter().map(|it| &**it).collect();
            let total = total_under(&title, &said, &title, "").filter(Total::is_sum)?;
            Some(vec![title, total.text(), said.len().to_string()])
        });
        let rows = numbered(totals.collect());
        let titles = ["Cột", "Cộng", "Số dòng có số liệu"];
        let title = format!("SỐ TỔNG\n{}", annex.head.title);
        self.push(
            format!("Số tổng {}", at + 1),
            title,
            headings(&titles),
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
        let taken = taken_columns(at, received);
        headings.extend(taken.iter().map(|it| (Role::Other, (*it).to_owned())));
        let mut rows = Vec::new();
        for part in received {
            let own: FxHashMap<(u32, ColumnId), usize> = taken_of(at, part)
                .filter_map(|it| {
                    let slot = taken.iter().position(|title| **title == *it.title)?;
                    Some(((it.source, it.id), annex.columns.len() + slot))
                })
                .collect();
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
                let asked = place.and_then(|it| annex.rows.get(it)).filter(states);
                let is_taken = row.annex == Some(at) && row.is_extra();
                let kind = match asked {
                    Some(asked) => asked.kind,
                    None if is_taken => RowKind::Item(1),
                    None => continue,
                };
                let mut texts = vec![String::new(); annex.columns.len() + taken.len()];
                for cell in &row.cells {
                    let taken = own.get(&(row.source, cell.column)).copied();
                    if let Some(column) = cell.heading.of_form().or(taken)
                        && let Some(slot) = texts.get_mut(column)
                    {
                        *slot = cell.in_forms_unit().into_owned();
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
}

/// The columns of an annex of the form, by index, that a person took in addition.
fn taken_of(annex: usize, part: &Part) -> impl Iterator<Item = &AnswerColumn> {
    let columns = part.columns.iter();
    columns.filter(move |it| it.annex == annex && it.choice == Some(Choice::Taken))
}

/// The headings of the columns that were taken in addition, each once.
fn taken_columns<'part>(annex: usize, parts: &[&'part Part]) -> Vec<&'part str> {
    let mut titles: Vec<&str> = Vec::new();
    for part in parts {
        for column in taken_of(annex, part) {
            if !titles.contains(&&*column.title) {
                titles.push(&column.title);
            }
        }
    }
    titles
}
