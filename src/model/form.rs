//! Forms of annexes: which columns, in what order, under what headings.

use super::{AnnexKind, Paper, Role};

/// A form that plans of a province keep to.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub name: String,
    pub sheets: Vec<FormSheet>,
}

/// What annexes of a kind look like in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormSheet {
    pub kind: AnnexKind,
    pub columns: Vec<FormColumn>,
    pub paper: Paper,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FormColumn {
    pub role: Role,
    /// Heading path; of a target that comes once for each phase, what stands above the phases.
    pub header: Vec<String>,
    /// Relative to the other columns'.
    pub width: Option<f32>,
    /// A target column for each phase; otherwise phases are sections.
    pub per_phase: bool,
}

impl FormSheet {
    /// Whether phases are columns, sections, or nothing the form speaks of.
    pub fn phases_are_columns(&self) -> Option<bool> {
        let mut targets = self.columns.iter().filter(|it| it.role == Role::Target);
        targets.next().map(|it| it.per_phase)
    }
}

impl Form {
    /// The form for annexes of a kind.
    pub fn sheet(&self, kind: AnnexKind) -> Option<&FormSheet> {
        self.sheets.iter().find(|it| it.kind == kind)
    }

    /// The forms of the plans this knows.
    pub fn built_in() -> Vec<Form> {
        let column = |role, header: &str| FormColumn {
            role,
            header: header.split(" / ").map(str::to_owned).collect(),
            width: None,
            per_phase: false,
        };
        let phases = |header: &str| FormColumn {
            per_phase: true,
            ..column(Role::Target, header)
        };
        let form = |name: &str, sheets: Vec<(AnnexKind, Vec<FormColumn>)>| Form {
            name: name.to_owned(),
            sheets: sheets
                .into_iter()
                .map(|(kind, columns)| FormSheet {
                    kind,
                    columns,
                    paper: Paper::default(),
                })
                .collect(),
        };
        let ordinal = || column(Role::Ordinal, "STT");
        let tasks = || {
            vec![
                ordinal(),
                column(Role::Content, "Nhiệm vụ, giải pháp"),
                column(Role::Lead, "Cơ quan chủ trì"),
                column(Role::Coordinating, "Cơ quan phối hợp"),
                column(Role::Result, "Kết quả"),
                column(Role::Time, "Thời gian thực hiện"),
            ]
        };
        vec![
            // KH 334/KH-UBND Lạng Sơn.
            form(
                "Lạng Sơn: giai đoạn là mục, đơn vị và giá trị hai cột",
                vec![
                    (
                        AnnexKind::Indicators,
                        vec![
                            ordinal(),
                            column(Role::Content, "Chỉ tiêu"),
                            column(Role::Unit, "Đơn vị"),
                            column(Role::Target, "Kết quả"),
                            column(Role::Lead, "Cơ quan chủ trì, theo dõi, đánh giá"),
                        ],
                    ),
                    (
                        AnnexKind::Tasks,
                        vec![
                            ordinal(),
                            column(Role::Content, "Nhiệm vụ, giải pháp"),
                            column(Role::Lead, "Cơ quan chủ trì"),
                            column(Role::Result, "Kết quả"),
                            column(Role::Time, "Thời gian thực hiện"),
                        ],
                    ),
                ],
            ),
            // QĐ 3256/QĐ-UBND Đồng Tháp.
            form(
                "Đồng Tháp: giai đoạn là cột, chỉ tiêu theo nhóm",
                vec![
                    (
                        AnnexKind::Indicators,
                        vec![
                            ordinal(),
                            column(Role::Group, "Chỉ tiêu"),
                            column(Role::Content, "Chỉ tiêu"),
                            phases("Giai đoạn"),
                            column(Role::Lead, "Cơ quan chủ trì theo dõi, đánh giá"),
                            column(Role::Coordinating, "Bộ, ngành phối hợp"),
                        ],
                    ),
                    (AnnexKind::Tasks, tasks()),
                ],
            ),
            form("Nhiệm vụ đủ sáu cột", vec![(AnnexKind::Tasks, tasks())]),
            // KH 226/KH-UBND Lạng Sơn, 2021.
            form(
                "Mẫu 2021: mục tiêu bằng lời",
                vec![(
                    AnnexKind::Indicators,
                    vec![
                        ordinal(),
                        column(Role::Content, "Nội dung mục tiêu"),
                        column(Role::Lead, "Cơ quan chủ trì"),
                        column(Role::Coordinating, "Cơ quan phối hợp"),
                        column(Role::Note, "Ghi chú"),
                    ],
                )],
            ),
        ]
    }
}
