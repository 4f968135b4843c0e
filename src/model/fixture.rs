//! Annexes written as text, for tests and samples.
//!
//! The first line names the columns as `role` or `role:Heading`, separated by `|`. Each further
//! line is a row: `#` marks a section (`##` one level deeper), `-` an item (`--` a sub-item). Cells
//! are separated by `|`.

use std::sync::Arc;

use super::{
    Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Role, Row, RowId, RowKind,
};

/// Parses one annex into a document.
pub fn parse(text: &str) -> Document {
    Document {
        annexes: vec![parse_annex(text, 1)],
        ..Document::default()
    }
}

/// Parses one annex, with ids from `first_id` on. One space on each side of `|` is dropped; all
/// other spacing inside cells is kept.
pub fn parse_annex(text: &str, first_id: u32) -> Annex {
    let mut lines = text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty());
    let header = lines.next().unwrap_or_default();
    let mut next_id = first_id;
    let mut fresh = || {
        next_id += 1;
        next_id
    };
    let columns: Vec<Column> = split(header)
        .map(|cell| {
            let (role, heading) = cell
                .split_once(':')
                .unwrap_or((cell, default_heading(cell)));
            let role = Role::from_key(role).unwrap_or_default();
            let path: Vec<&str> = heading.split(" / ").collect();
            Column::new(ColumnId(fresh()), role, &path)
        })
        .collect();
    let rows = lines.map(|line| {
        let mark = line.chars().next().unwrap_or('-');
        let cells = line.trim_start_matches(mark);
        let level = u8::try_from(line.len() - cells.len()).unwrap_or(1);
        let kind = match mark {
            '#' => RowKind::Section(level),
            _ => RowKind::Item(level),
        };
        let texts = columns.iter().zip(split(cells));
        let cells = texts.map(|(column, text)| (column.id, text.to_owned()));
        Arc::new(Row::with_cells(RowId(fresh()), kind, cells))
    });
    let rows = rows.collect();
    let has_targets = columns.iter().any(|column| column.role == Role::Target);
    Annex {
        id: AnnexId(first_id),
        head: AnnexHead {
            kind: if has_targets {
                AnnexKind::Indicators
            } else {
                AnnexKind::Tasks
            },
            sheet: "PL".to_owned(),
            ..AnnexHead::default()
        },
        columns,
        rows,
    }
}

/// Writes the rows of the first annex in the syntax of [`parse`], without the line of columns.
pub fn render(document: &Document) -> String {
    let Some(annex) = document.annexes.first() else {
        return String::new();
    };
    let lines = annex.rows.iter().map(|row| {
        let mark = if row.kind.is_section() { "#" } else { "-" };
        let mark = mark.repeat(row.kind.level().into());
        let cells = annex.columns.iter().map(|column| row.cell(column.id));
        let line = format!("{mark} {}", cells.collect::<Vec<_>>().join(" | "));
        format!("{}\n", line.trim_end_matches([' ', '|']))
    });
    lines.collect()
}

fn split(line: &str) -> impl Iterator<Item = &str> {
    line.split('|').map(|cell| {
        let cell = cell.strip_prefix(' ').unwrap_or(cell);
        cell.strip_suffix(' ').unwrap_or(cell)
    })
}

/// Returns the usual heading of a role.
fn default_heading(role: &str) -> &'static str {
    match role {
        "stt" => "STT",
        "group" => "Nhóm",
        "content" => "Nội dung",
        "unit" => "Đơn vị tính",
        "target" => "Giá trị mục tiêu",
        "lead" => "Cơ quan chủ trì",
        "coordinating" => "Cơ quan phối hợp",
        "result" => "Sản phẩm",
        "time" => "Thời gian thực hiện",
        "note" => "Ghi chú",
        "actual" => "Kết quả thực hiện",
        "status" => "Tình trạng",
        _ => "Khác",
    }
}
