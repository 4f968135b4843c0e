//! Forms of annexes: the columns, their order and their headings.

use super::{AnnexKind, Paper, Role};

/// A form that the plans of a province follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub name: String,
    pub sheets: Vec<FormSheet>,
}

/// Layout of the annexes of one kind in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormSheet {
    pub kind: AnnexKind,
    pub columns: Vec<FormColumn>,
    pub paper: Paper,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FormColumn {
    pub role: Role,
    /// Heading path. For a target column that is repeated per phase, only the headings above the
    /// phase.
    pub header: Vec<String>,
    /// Width relative to the other columns.
    pub width: Option<f32>,
    /// Whether there is one target column per phase; otherwise phases are sections.
    pub per_phase: bool,
}

impl FormSheet {
    /// Whether phases are columns (`true`) or sections (`false`); `None` if the form has no target
    /// column.
    pub fn phases_are_columns(&self) -> Option<bool> {
        let mut targets = self.columns.iter().filter(|it| it.role == Role::Target);
        targets.next().map(|it| it.per_phase)
    }
}

impl Form {
    /// Returns the layout for annexes of a kind.
    pub fn sheet(&self, kind: AnnexKind) -> Option<&FormSheet> {
        self.sheets.iter().find(|it| it.kind == kind)
    }

    /// Returns the built-in forms.
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
            // Source: plan (kế hoạch) 334/KH-UBND of Lạng Sơn.
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
            // Source: decision (quyết định) 3256/QĐ-UBND of Đồng Tháp.
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
            // Source: plan (kế hoạch) 226/KH-UBND of Lạng Sơn, 2021.
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
