//! What a person has to decide, or may look at: files of no known unit, corrected files, rows and columns
//! without a place; then what was done as before, and what is written otherwise than in the form.

use crate::{
    gather::{
        AnswerColumn, AnswerRow, Consolidation, Difference, FileState, LikelyColumn, LikelyRow,
        RememberedLine, column_title, content, likely_columns, likely_rows, remembered_lines, said,
        written_time,
    },
    model::{ColumnId, Role, RowId},
};

/// How many matters are shown at once.
pub(super) const SHOWN: usize = 100;

/// A matter to decide or to look at.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Matter {
    /// A file of no known unit, with the name that it gives its sender.
    OfNobody {
        number: u32,
        file: String,
        named: Option<String>,
        /// Whether it answers the form.
        is_answer: bool,
    },
    /// A file of a unit that is another form.
    OtherForm {
        number: u32,
        file: String,
        unit: usize,
        name: String,
        n_rows: usize,
    },
    /// A file that would change what its unit sent before.
    Waiting(Box<WaitingFile>),
    /// A column that may be one of the form's.
    Column(Box<OpenColumn>),
    /// A row without a place.
    Row(Box<OpenRow>),
    /// What was done to a file because of earlier ones.
    Remembered {
        number: u32,
        file: String,
        unit: Option<String>,
        lines: Vec<RememberedLine>,
    },
    LikelyRow(LikelyRow),
    LikelyColumn(LikelyColumn),
    /// A file of no unit that a person put away.
    PutAway {
        number: u32,
        file: String,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct WaitingFile {
    pub number: u32,
    pub file: String,
    pub unit: String,
    pub received: String,
    /// Whether the unit has a file that counts.
    pub has_earlier: bool,
    pub differences: Vec<Difference>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct OpenColumn {
    pub number: u32,
    pub id: ColumnId,
    pub unit: String,
    pub file: String,
    pub title: String,
    pub samples: String,
    /// The columns of the form that it may be, the likely ones first.
    pub columns: Vec<(usize, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct OpenRow {
    pub number: u32,
    pub id: RowId,
    pub unit: String,
    pub place: [String; 3],
    pub said: String,
    /// Whether its columns are those of the form, so that it can be one of its rows.
    pub is_placeable: bool,
    /// The row of the form that it most likely is.
    pub likely: Option<(usize, String)>,
    /// The rows of the form that it may be, the likely ones first.
    pub rows: Vec<(usize, String)>,
    /// The open rows of the same file.
    pub of_file: Vec<RowId>,
}

/// What has to be decided.
pub(super) fn open_matters(it: &Consolidation) -> Vec<Matter> {
    let mut matters: Vec<Matter> = Vec::new();
    matters.extend(it.of_nobody().map(|file| Matter::OfNobody {
        number: file.number,
        file: file.name.clone(),
        named: file.answer.named.clone(),
        is_answer: file.answer.is_matched || !file.answer.is_read,
    }));
    let files = it.files().iter();
    for file in files.filter(|file| file.decisions.state == FileState::Waiting) {
        let unit = file.unit();
        let part = unit.and_then(|at| it.parts().get(at));
        matters.push(Matter::Waiting(Box::new(WaitingFile {
            number: file.number,
            file: file.name.clone(),
            unit: unit.map_or(String::new(), |at| unit_name(it, at)),
            received: written_time(file.came()),
            has_earlier: part.is_some_and(|it| !it.files.is_empty()),
            differences: it.differences(file),
        })));
    }
    for (at, part) in it.parts().iter().enumerate() {
        if part.is_strange {
            matters.extend(part.part.files.iter().map(|file| {
                Matter::OtherForm {
                    number: file.source,
                    file: file.name.clone(),
                    unit: at,
                    name: unit_name(it, at),
                    n_rows: part
                        .part
                        .rows
                        .iter()
                        .filter(|it| it.source == file.source)
                        .count(),
                }
            }));
            continue;
        }
        for column in part.part.columns.iter().filter(|it| it.is_open()) {
            matters.push(Matter::Column(Box::new(open_column(it, at, column))));
        }
        for row in part.part.rows.iter().filter(|row| row.is_open()) {
            if SHOWN <= matters.len() {
                return matters;
            }
            matters.push(Matter::Row(Box::new(open_row(it, at, row))));
        }
    }
    matters
}

/// What was done as before, and what was put away.
pub(super) fn remembered_matters(it: &Consolidation) -> Vec<Matter> {
    let mut matters = Vec::new();
    for file in it.files() {
        let is_replaced = file.decisions.state == FileState::Replaced;
        let remembered = &file.decisions.remembered;
        let lines = remembered_lines(it, file);
        if !is_replaced && (remembered.unit.is_some() || !lines.is_empty()) {
            matters.push(Matter::Remembered {
                number: file.number,
                file: file.name.clone(),
                unit: remembered.unit.clone(),
                lines,
            });
        }
        if is_replaced && file.unit().is_none() {
            let (number, file) = (file.number, file.name.clone());
            matters.push(Matter::PutAway { number, file });
        }
    }
    matters
}

/// What is written otherwise than in the form.
pub(super) fn likely_matters(it: &Consolidation) -> Vec<Matter> {
    let columns = likely_columns(it).into_iter().map(Matter::LikelyColumn);
    let rows = likely_rows(it).into_iter().map(Matter::LikelyRow);
    columns.chain(rows).collect()
}

fn unit_name(it: &Consolidation, unit: usize) -> String {
    it.units().get(unit).cloned().unwrap_or_default()
}

fn open_column(it: &Consolidation, unit: usize, column: &AnswerColumn) -> OpenColumn {
    let columns = column.perhaps.iter();
    let named = columns.map(|at| (*at, column_title(it.form(), column.annex, *at)));
    OpenColumn {
        number: column.source,
        id: column.id,
        unit: unit_name(it, unit),
        file: column.file.to_string(),
        title: column.title.to_string(),
        samples: column.samples.join("; "),
        columns: named.collect(),
    }
}

/// A row of the form with its number and content.
pub(super) fn row_name(it: &Consolidation, at: usize) -> Option<String> {
    let (annex, in_annex) = it.form().place(at)?;
    let asked = annex.rows.get(in_annex)?;
    let ordinal = annex.text(asked, Role::Ordinal);
    let text = format!("{ordinal} {}", content(it.form(), at));
    Some(text.trim().to_owned())
}

fn open_row(it: &Consolidation, unit: usize, row: &AnswerRow) -> OpenRow {
    let part = it.parts().get(unit);
    let of_annex = row.annex.map_or(0..0, |annex| it.form().rows_of(annex));
    let free = of_annex
        .filter(|at| !row.perhaps.contains(at) && part.is_some_and(|part| !part.has_row(*at)));
    let rows = row.perhaps.iter().copied().chain(free);
    let named = rows.filter_map(|at| Some((at, row_name(it, at)?)));
    let likely = row.perhaps.first().filter(|_| row.annex.is_some());
    let likely = likely.and_then(|at| Some((*at, row_name(it, *at)?)));
    let of_unit = part
        .map(|part| part.part.rows.as_slice())
        .unwrap_or_default();
    let of_file = of_unit
        .iter()
        .filter(|other| other.is_open() && other.source == row.source);
    OpenRow {
        number: row.source,
        id: row.id,
        unit: unit_name(it, unit),
        place: [
            row.file.to_string(),
            row.sheet.to_string(),
            row.line.map(|it| it.to_string()).unwrap_or_default(),
        ],
        said: said(row),
        is_placeable: row.annex.is_some(),
        likely,
        rows: named.collect(),
        of_file: of_file.map(|it| it.id).collect(),
    }
}
