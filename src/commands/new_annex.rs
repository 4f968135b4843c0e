use std::sync::Arc;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{
        Annex, AnnexHead, AnnexId, AnnexKind, Column, ColumnId, Document, Plan, Role, Row, RowId,
        RowKind, roman_text,
    },
    wording::{Key, Language},
};

/// Templates for a new annex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// As in Đồng Tháp: one target column per phase.
    PhasesAsColumns,
    /// As in Lạng Sơn: one section per phase, with unit and value columns.
    PhasesAsSections,
    Tasks,
}

impl Template {
    pub const ALL: [Template; 3] = [
        Template::PhasesAsColumns,
        Template::PhasesAsSections,
        Template::Tasks,
    ];

    pub fn label(self) -> Key {
        match self {
            Template::PhasesAsColumns => Key::TemplatePhasesAsColumns,
            Template::PhasesAsSections => Key::TemplatePhasesAsSections,
            Template::Tasks => Key::TemplateTasks,
        }
    }

    fn columns(self) -> &'static [(Role, &'static [&'static str])] {
        match self {
            Template::PhasesAsColumns => &[
                (Role::Ordinal, &["STT"]),
                (Role::Content, &["Chỉ tiêu"]),
                (Role::Target, &["Giai đoạn", "2026 - 2027"]),
                (Role::Target, &["Giai đoạn", "2028 - 2030"]),
                (Role::Lead, &["Cơ quan chủ trì"]),
                (Role::Coordinating, &["Cơ quan phối hợp"]),
            ],
            Template::PhasesAsSections => &[
                (Role::Ordinal, &["STT"]),
                (Role::Content, &["Chỉ tiêu"]),
                (Role::Unit, &["Đơn vị tính"]),
                (Role::Target, &["Giá trị mục tiêu"]),
                (Role::Lead, &["Cơ quan chủ trì"]),
            ],
            Template::Tasks => &[
                (Role::Ordinal, &["STT"]),
                (Role::Content, &["Nhiệm vụ, giải pháp"]),
                (Role::Lead, &["Cơ quan chủ trì"]),
                (Role::Coordinating, &["Cơ quan phối hợp"]),
                (Role::Result, &["Kết quả"]),
                (Role::Time, &["Thời gian thực hiện"]),
            ],
        }
    }

    /// Initial rows of a new annex: kind, ordinal and content.
    fn rows(self) -> &'static [(RowKind, &'static str, &'static str)] {
        match self {
            Template::PhasesAsSections => &[
                (RowKind::Section(1), "I", "Giai đoạn 2026-2027"),
                (RowKind::Item(1), "1", ""),
                (RowKind::Section(1), "II", "Giai đoạn 2028-2030"),
                (RowKind::Item(1), "1", ""),
            ],
            Template::PhasesAsColumns | Template::Tasks => &[
                (RowKind::Section(1), "I", ""),
                (RowKind::Item(1), "1", ""),
                (RowKind::Item(1), "2", ""),
                (RowKind::Item(1), "3", ""),
            ],
        }
    }

    fn annex(self, mut next_id: u32, position: usize) -> Annex {
        let mut fresh = || {
            next_id += 1;
            next_id - 1
        };
        let id = AnnexId(fresh());
        let columns = self
            .columns()
            .iter()
            .map(|(role, header)| Column::new(ColumnId(fresh()), *role, header));
        let columns: Vec<Column> = columns.collect();
        let column_of = |role: Role| {
            columns
                .iter()
                .find(|column| column.role == role)
                .map(|column| column.id)
        };
        let rows = self.rows().iter().map(|(kind, ordinal, content)| {
            let cells = [(Role::Ordinal, ordinal), (Role::Content, content)];
            let cells = cells
                .into_iter()
                .filter_map(|(role, text)| Some((column_of(role)?, (*text).to_owned())));
            Arc::new(Row::with_cells(RowId(fresh()), *kind, cells))
        });
        let rows = rows.collect();
        let number = roman_text(u32::try_from(position).unwrap_or(0) + 1);
        let (kind, title) = match self {
            Template::Tasks => (AnnexKind::Tasks, "DANH MỤC CÁC NHIỆM VỤ, GIẢI PHÁP"),
            _ => (AnnexKind::Indicators, "DANH MỤC CÁC CHỈ TIÊU"),
        };
        Annex {
            id,
            head: AnnexHead {
                kind,
                sheet: format!("PL {number}"),
                number,
                title: title.to_owned(),
                automatic_ordinals: true,
                reference:
                    "(Kèm theo Kế hoạch số     /KH-UBND ngày     tháng     năm      của UBND tỉnh)"
                        .to_owned(),
                ..AnnexHead::default()
            },
            columns,
            rows,
        }
    }
}

/// Returns a document with one annex built from a template.
pub fn new_document(template: Template, language: Language) -> Document {
    Document {
        plan: Plan {
            name: Key::NewDocumentName.text(language).to_owned(),
            ..Plan::default()
        },
        annexes: vec![template.annex(1, 0)],
        ..Document::default()
    }
}

/// Adds an annex built from a template after the others.
pub fn new_annex(selection: &Selection, template: Template) -> Transaction {
    let at = selection.document().annexes.len();
    Transaction {
        label: Key::DidNewAnnex.into(),
        steps: vec![Step::InsertAnnex {
            at,
            annex: Box::new(template.annex(selection.next_id(), at)),
        }],
    }
}

/// Removes the active annex; `None` when it is the only one.
pub fn delete_annex(selection: &Selection) -> Option<Transaction> {
    let annex = selection
        .annex()
        .filter(|_| 1 < selection.document().annexes.len())?;
    Some(Transaction {
        label: Key::DidDeleteAnnex.into(),
        steps: vec![Step::RemoveAnnex { annex: annex.id }],
    })
}
