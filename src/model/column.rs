use super::Phase;
use crate::wording::Key;

/// Identity of a column for as long as the document lives; rows key their cells by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColumnId(pub u32);

/// What the cells under a column mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// STT, TT: the row's number as written.
    Ordinal,
    /// A heading over several rows, merged on paper and filled down here.
    Group,
    /// The indicator, task or objective itself.
    Content,
    Unit,
    /// What is to be reached, by the column's phase when its header names one.
    Target,
    /// Cơ quan chủ trì.
    Lead,
    /// Cơ quan phối hợp.
    Coordinating,
    /// Kết quả, sản phẩm: what a task delivers.
    Result,
    /// Thời gian thực hiện.
    Time,
    Note,
    /// What has been reached so far.
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

    /// The name used in outlines, stored documents and `data-role`.
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

    /// What the role is called on the page.
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

/// A column of an annex. Annexes bring their own columns, so a column is data, not a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub id: ColumnId,
    pub role: Role,
    /// One text per header row, outermost first: `["Giai đoạn", "2026 - 2027"]`.
    pub header: Vec<String>,
    /// Width on the page relative to the other columns; `None` until someone sets it.
    pub width: Option<f32>,
}

impl Column {
    pub fn new(id: ColumnId, role: Role, header: &[&str]) -> Column {
        Column {
            id,
            role,
            header: header.iter().map(|&text| text.to_owned()).collect(),
            width: None,
        }
    }

    /// The header path as one text: `Giai đoạn / 2026 - 2027`.
    pub fn title(&self) -> String {
        self.header.join(" / ")
    }

    /// The phase a target column is for, read from its header, innermost text first.
    pub fn phase(&self) -> Option<Phase> {
        if self.role != Role::Target {
            return None;
        }
        self.header.iter().rev().find_map(|text| Phase::parse(text))
    }
}
