//! The annex that lists what was left as it is, and why.

use std::sync::Arc;

use crate::{
    import::WAIVERS_TITLE,
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Role, Row, RowId,
        RowKind, roman_text,
    },
    validate::Findings,
    wording::Language,
};

/// Name of its worksheet.
const SHEET: &str = "Giải trình";

/// The annex; `None` when the document does not want it or nothing was waived.
pub(super) fn annex(document: &Document) -> Option<Annex> {
    if !document.review.lists_waivers || document.review.waivers.is_empty() {
        return None;
    }
    let findings = Findings::of(document);
    let waived = findings.waived(document);
    let headings = [
        (Role::Ordinal, "STT"),
        (Role::Group, "Phụ lục"),
        (Role::Other, "Số thứ tự dòng"),
        (Role::Content, "Nội dung"),
        (Role::Result, "Vấn đề"),
        (Role::Note, "Giải trình"),
    ];
    let columns = (0..).zip(headings);
    let columns: Vec<Column> = columns
        .map(|(id, (role, heading))| Column::new(ColumnId(id), role, &[heading]))
        .collect();
    let rows = (1u32..).zip(&waived).filter_map(|(n, (finding, waiver))| {
        let annex = document.annex(finding.annex)?;
        let row = annex.rows.iter().find(|it| it.id == finding.row)?;
        let name = match annex.head.number.as_str() {
            "" => annex.head.sheet.clone(),
            number => number.to_owned(),
        };
        let texts = [
            n.to_string(),
            name,
            annex.text(row, Role::Ordinal).to_owned(),
            annex.text(row, Role::Content).to_owned(),
            finding.message.text(Language::Vietnamese),
            waiver.reason.clone(),
        ];
        let cells = columns.iter().map(|column| column.id).zip(texts);
        Some(Arc::new(Row::with_cells(RowId(n), RowKind::Item(1), cells)))
    });
    let rows: Vec<Arc<Row>> = rows.collect();
    let number = match document.annexes.len() {
        0 | 1 => String::new(),
        n => roman_text(u32::try_from(n + 1).unwrap_or(0)),
    };
    (!rows.is_empty()).then(|| Annex {
        id: AnnexId(0),
        head: AnnexHead {
            kind: AnnexKind::Other,
            number,
            title: WAIVERS_TITLE.to_owned(),
            reference: document
                .annexes
                .first()
                .map_or(String::new(), |it| it.head.reference.clone()),
            sheet: SHEET.to_owned(),
            ..AnnexHead::default()
        },
        columns,
        rows,
    })
}
