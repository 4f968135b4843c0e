//! What goes back to a unit: its own file with the places to correct marked, and the message for it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    answer::Heading,
    consolidation::Consolidation,
    row_texts::{content, said},
    sent_file::SentFile,
    unit_part::{Standing, UnitPart},
};
use crate::{
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Role, Row, RowId, RowKind,
    },
    wording::{Key, Language, Message},
};

/// A place that a unit has to correct.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The file, by its number; `None` where no file of the unit has the row.
    pub file: Option<u32>,
    pub sheet: String,
    pub line: Option<u32>,
    /// The content of the row.
    pub row: String,
    pub said: String,
    pub problem: Message,
    /// The cell to mark.
    cell: Option<(RowId, ColumnId)>,
}

/// Lists what a unit has to correct, in the order of its rows; what is missing comes last.
pub fn places(of: &Consolidation, unit: usize) -> Vec<Place> {
    let Some(part) = of.parts().get(unit) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for row in &part.part.rows {
        let place = |problem: &Message, text: &str, cell: Option<ColumnId>| Place {
            file: Some(row.source),
            sheet: row.sheet.to_string(),
            line: row.line,
            row: row
                .form
                .map(|at| content(of.form(), at))
                .unwrap_or_default(),
            said: text.to_owned(),
            problem: problem.clone(),
            cell: cell.map(|it| (row.id, it)),
        };
        let text = |column| row.cells.iter().find(|cell| cell.column == column);
        for cell in &row.cells {
            if let Some(problem) = &cell.wrong {
                places.push(place(problem, &cell.text, Some(cell.column)));
            }
        }
        for (column, problem) in row.form.into_iter().flat_map(|at| part.departures(at)) {
            let text = text(*column).map_or("", |cell| cell.text.as_str());
            places.push(place(problem, text, Some(*column)));
        }
        if row.is_open() {
            let first = row.cells.first().map(|cell| cell.column);
            let problem = match row.perhaps.is_empty() {
                true => Key::GatherRowNotInForm,
                false => Key::GatherRowUnsure,
            };
            places.push(place(&problem.into(), &said(row), first));
        }
    }
    if part.standing.is_received() {
        missing(of, part, &mut places);
    }
    places
}

/// Lists the values that the form asks for and the unit does not have.
fn missing(of: &Consolidation, part: &UnitPart, places: &mut Vec<Place>) {
    // In which column of a file the values of a column of the form are, as other rows show.
    let mut columns: FxHashMap<(u32, usize, usize), ColumnId> = FxHashMap::default();
    for row in &part.part.rows {
        for cell in &row.cells {
            if let (Some(annex), Heading::Form(column, _)) = (row.annex, &cell.heading) {
                columns.insert((row.source, annex, *column), cell.column);
            }
        }
    }
    for (at, column) in part.missing(of.form()) {
        let row = part.cell(of.form(), at, column).row;
        let own = row.map(|row| {
            let annex = row.annex.unwrap_or_default();
            let column = columns.get(&(row.source, annex, column));
            (row, column.map(|it| (row.id, *it)))
        });
        let annex = of.form().place(at).map(|(annex, _)| annex);
        let title = annex
            .and_then(|it| it.columns.get(column))
            .map(Column::title);
        places.push(Place {
            file: own.map(|(row, _)| row.source),
            sheet: own.map_or(String::new(), |(row, _)| row.sheet.to_string()),
            line: own.and_then(|(row, _)| row.line),
            row: content(of.form(), at),
            said: String::new(),
            problem: Key::GatherValueMissing.with([title.unwrap_or_default()]),
            cell: own.and_then(|(_, cell)| cell),
        });
    }
}

/// Returns the slip of a file: its document with a note on each cell to correct, and a list of all
/// places. `None` when the file cannot be read.
pub fn slip(of: &Consolidation, file: &SentFile) -> Option<Document> {
    let (mut document, _) = file.document()?;
    let places = places(of, file.unit()?);
    let own: Vec<&Place> = places
        .iter()
        .filter(|it| it.file.is_none_or(|it| it == file.number))
        .collect();
    let mut notes: FxHashMap<RowId, Vec<(ColumnId, String)>> = FxHashMap::default();
    for place in &own {
        if let Some((row, column)) = place.cell {
            let text = place.problem.text(Language::Vietnamese);
            let of_row = notes.entry(row).or_default();
            match of_row.iter_mut().find(|(known, _)| *known == column) {
                Some((_, known)) => *known = format!("{known}\n{text}"),
                None => of_row.push((column, text)),
            }
        }
    }
    for row in document.annexes.iter_mut().flat_map(|it| &mut it.rows) {
        if let Some(of_row) = notes.remove(&row.id) {
            let of_row = of_row.into_iter().map(|(column, text)| {
                let both = format!("{}\n{text}", row.note(column));
                (column, both.trim().to_owned())
            });
            *row = Arc::new(Row::clone(row).with_notes(of_row.collect::<Vec<_>>()));
        }
    }
    let next_id = document.next_id();
    document.annexes.push(list(&own, next_id));
    document.plan.name = format!("Phiếu trả lại {}", file.name);
    Some(document)
}

/// The places as an annex.
fn list(places: &[&Place], next_id: u32) -> Annex {
    let mut ids = next_id..;
    let mut id = move || ids.next().unwrap_or_default();
    let annex = AnnexId(id());
    let columns: Vec<Column> = [
        (Role::Ordinal, "STT"),
        (Role::Other, "Trang"),
        (Role::Other, "Dòng"),
        (Role::Content, "Nội dung"),
        (Role::Other, "Đã ghi"),
        (Role::Other, "Đề nghị sửa"),
    ]
    .map(|(role, title)| Column::new(ColumnId(id()), role, &[title]))
    .into();
    let rows = (1..).zip(places).map(|(n, place): (usize, _)| {
        let texts = [
            n.to_string(),
            place.sheet.clone(),
            place.line.map(|it| it.to_string()).unwrap_or_default(),
            place.row.clone(),
            place.said.clone(),
            place.problem.text(Language::Vietnamese),
        ];
        let cells = columns.iter().map(|it| it.id).zip(texts);
        Arc::new(Row::with_cells(RowId(id()), RowKind::Item(1), cells))
    });
    let rows = rows.collect();
    Annex {
        id: annex,
        head: AnnexHead {
            kind: AnnexKind::Other,
            sheet: "Cần sửa".to_owned(),
            title: "CÁC CHỖ CẦN SỬA".to_owned(),
            ..AnnexHead::default()
        },
        columns,
        rows,
    }
}

/// How many places a message names one by one.
const PLACES_NAMED: usize = 30;

/// Returns the message that goes to a unit with its slip. It is an official text, so it is Vietnamese
/// in either language of the page.
pub fn message(of: &Consolidation, unit: usize) -> String {
    let name = of.units().get(unit).map_or("", String::as_str);
    let part = of.parts().get(unit);
    let files = part.map(|it| it.part.files.as_slice()).unwrap_or_default();
    let files: Vec<&str> = files.iter().map(|it| it.name.as_str()).collect();
    let places = places(of, unit);
    let mut text = format!("Kính gửi: {name}\n\n");
    let again = match deadline(of, " trước ngày ", "") {
        day if day.is_empty() || is_past(of) => " sớm".to_owned(),
        day => day,
    };
    let (of_unit, names) = (&of.name, files.join("; "));
    match part.map_or(Standing::Missing, |it| it.standing) {
        Standing::Missing => {
            let until = deadline(of, " (hạn gửi ", ")");
            return text
                + &format!(
                    "Đến nay chưa nhận được số liệu của đơn vị cho “{of_unit}”{until}. Đề nghị đơn vị gửi ngay để kịp tổng hợp.\n\nTrân trọng./."
                );
        }
        Standing::Unreadable => {
            return text
                + &format!(
                    "Tệp đơn vị gửi cho “{of_unit}” ({names}) không mở được nên chưa tổng hợp được số liệu của đơn vị. Đề nghị đơn vị mở thử tệp trên máy, lưu lại và gửi lại{again}.\n\nTrân trọng./."
                );
        }
        Standing::OtherForm => {
            return text
                + &format!(
                    "Tệp đơn vị gửi ({names}) không theo biểu mẫu “{of_unit}” nên chưa tổng hợp được số liệu của đơn vị. Đề nghị đơn vị điền vào đúng biểu mẫu đã gửi và gửi lại{again}.\n\nTrân trọng./."
                );
        }
        Standing::ToCorrect | Standing::Received | Standing::Approved => {}
    }
    text += &format!(
        "Qua rà soát “{of_unit}”, tệp đơn vị gửi ({names}) có {} chỗ cần hoàn thiện:\n",
        places.len()
    );
    for (n, place) in (1..).zip(places.iter().take(PLACES_NAMED)) {
        let mut line = format!("{n}. ");
        if !place.sheet.is_empty() {
            line += &format!("Trang “{}”, ", place.sheet);
        }
        if let Some(at) = place.line {
            line += &format!("dòng {at}, ");
        }
        let what = if place.row.is_empty() {
            &place.said
        } else {
            &place.row
        };
        let problem = place.problem.text(Language::Vietnamese);
        text += &format!("{line}“{}”: {problem}\n", what.replace('\n', " "));
    }
    if PLACES_NAMED < places.len() {
        text += &format!("… và {} chỗ khác.\n", places.len() - PLACES_NAMED);
    }
    text + "Các chỗ này được đánh dấu trong tệp kèm theo và liệt kê ở trang “Cần sửa”. Đề nghị đơn vị sửa và gửi lại"
        + &again
        + ".\n\nTrân trọng./."
}

/// Whether a file came after the deadline, so that it cannot be asked for any more.
fn is_past(of: &Consolidation) -> bool {
    let mut received = of.files().iter().map(|it| it.received.as_str());
    received.any(|it| of.deadline.as_str() < it.get(..10).unwrap_or_default())
}

/// Returns the message that reminds all units that sent nothing.
pub fn reminder(of: &Consolidation) -> String {
    let missing = of.parts().iter().zip(of.units());
    let missing: Vec<&str> = missing
        .filter(|(part, _)| part.standing == Standing::Missing)
        .map(|(_, name)| name.as_str())
        .collect();
    format!(
        "Kính gửi: {}\n\nĐến nay chưa nhận được số liệu của quý cơ quan, đơn vị cho “{}”{}. Đề nghị gửi ngay để kịp tổng hợp.\n\nTrân trọng./.",
        missing.join("; "),
        of.name,
        deadline(of, " (hạn gửi ", ")"),
    )
}

fn deadline(of: &Consolidation, before: &str, after: &str) -> String {
    let mut parts = of.deadline.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => format!("{before}{day}/{month}/{year}{after}"),
        _ => String::new(),
    }
}
