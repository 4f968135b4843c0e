use super::Phase;
use crate::{text::heading_form, wording::Key};

/// Identity of a column within its document; rows key their cells by it. Stable across edits. The
/// id of a removed column may be assigned again after the document is reopened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColumnId(pub u32);

/// Meaning of the cells in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// STT, TT: the ordinal of the row, as written.
    Ordinal,
    /// Heading shared by several rows: merged on paper, filled down in the model.
    Group,
    /// The indicator (chỉ tiêu), task (nhiệm vụ) or objective (mục tiêu) itself.
    Content,
    Unit,
    /// The target, for the column's phase if its header names one.
    Target,
    /// Cơ quan chủ trì: the lead agency.
    Lead,
    /// Cơ quan phối hợp: the coordinating agencies.
    Coordinating,
    /// Kết quả, sản phẩm: the deliverable of a task.
    Result,
    /// Thời gian thực hiện: when a task is carried out.
    Time,
    Note,
    /// The value reached so far.
    Actual,
    Status,
    #[default]
    Other,
}

impl Role {
    pub const ALL: [Role; 13] = [
        Role::Ordinal,
        Role::Group,
        Role::Content,
        Role::Unit,
        Role::Target,
        Role::Lead,
        Role::Coordinating,
        Role::Result,
        Role::Time,
        Role::Note,
        Role::Actual,
        Role::Status,
        Role::Other,
    ];

    /// Returns the name used in outlines, stored documents and `data-role`.
    pub fn key(self) -> &'static str {
        match self {
            Role::Ordinal => "stt",
            Role::Group => "group",
            Role::Content => "content",
            Role::Unit => "unit",
            Role::Target => "target",
            Role::Lead => "lead",
            Role::Coordinating => "coordinating",
            Role::Result => "result",
            Role::Time => "time",
            Role::Note => "note",
            Role::Actual => "actual",
            Role::Status => "status",
            Role::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Returns the wording key of the role's name in the user interface.
    pub fn label(self) -> Key {
        match self {
            Role::Ordinal => Key::RoleOrdinal,
            Role::Group => Key::RoleGroup,
            Role::Content => Key::RoleContent,
            Role::Unit => Key::RoleUnit,
            Role::Target => Key::RoleTarget,
            Role::Lead => Key::RoleLead,
            Role::Coordinating => Key::RoleCoordinating,
            Role::Result => Key::RoleResult,
            Role::Time => Key::RoleTime,
            Role::Note => Key::RoleNote,
            Role::Actual => Key::RoleActual,
            Role::Status => Key::RoleStatus,
            Role::Other => Key::RoleOther,
        }
    }
}

/// A column of an annex. Each annex defines its own columns, so a column is data, not a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub id: ColumnId,
    pub role: Role,
    /// One text per header row, outermost first: `["Giai đoạn", "2026 - 2027"]`.
    pub header: Vec<String>,
    /// Width on the page relative to the other columns; `None` until the user sets it.
    pub width: Option<f32>,
    /// Whether a report has it from its plan. Its texts are not edited there, unless the user allows it.
    pub is_of_plan: bool,
}

impl Column {
    pub fn new(id: ColumnId, role: Role, header: &[&str]) -> Column {
        Column {
            id,
            role,
            header: header.iter().map(|&text| text.to_owned()).collect(),
            width: None,
            is_of_plan: false,
        }
    }

    /// Returns the header path as one text: `Giai đoạn / 2026 - 2027`.
    pub fn title(&self) -> String {
        self.header.join(" / ")
    }

    /// Returns the phase of a target column, read from its header texts, innermost first.
    pub fn phase(&self) -> Option<Phase> {
        if self.role != Role::Target {
            return None;
        }
        let mut headings = self.header.iter().rev();
        headings.find_map(|text| Phase::parse(heading_form::bare(text)))
    }
}
