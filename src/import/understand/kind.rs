//! What an annex lists, and what a list of its kind needs.

use super::{
    heading_abbreviations::expanded,
    heading_words::{plain, words},
};
use crate::{
    import::{Note, format::sheet::Sheet},
    model::{AnnexKind, Column, Role},
    reference::marks::LEFTOVER_HEADINGS,
    text::phrase::{has_phrase, starts_with},
    wording::Key,
};

/// Words for what is listed, and the kind that they name.
const NAMES: [(&str, AnnexKind); 10] = [
    ("chỉ tiêu", AnnexKind::Indicators),
    ("mục tiêu", AnnexKind::Indicators),
    ("chỉ số", AnnexKind::Indicators),
    ("nhiệm vụ", AnnexKind::Tasks),
    ("giải pháp", AnnexKind::Tasks),
    ("công việc", AnnexKind::Tasks),
    ("đầu việc", AnnexKind::Tasks),
    ("phần việc", AnnexKind::Tasks),
    ("việc", AnnexKind::Tasks),
    ("hoạt động", AnnexKind::Tasks),
];

/// Determines the kind of an annex by the heading of its content column, then by its title, and
/// finally by the columns beside the content.
pub(in crate::import) fn kind(columns: &[Column], title: &str) -> AnnexKind {
    let content = columns.iter().find(|column| column.role == Role::Content);
    let heading = content.map(Column::title).unwrap_or_default();
    let heading = expanded(&heading).unwrap_or(heading);
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    // What is measured against a target is an indicator, whatever the title calls the whole.
    let is_measured = has(Role::Unit) && has(Role::Target) && has(Role::Actual);
    let of_title = || named(title).filter(|_| !is_measured);
    if let Some(kind) = named(&heading).or_else(of_title) {
        return kind;
    }
    if has(Role::Target) {
        return AnnexKind::Indicators;
    }
    // "Nội dung" that somebody does by some time is a task; "Tên dự án" is a thing.
    let is_done = has(Role::Lead) && (has(Role::Time) || has(Role::Result));
    let says_what = ["nội dung", "công tác"];
    let heading = plain(&heading);
    let is_open = says_what.iter().any(|words| has_phrase(&heading, words));
    if is_open && is_done && !has(Role::Unit) {
        return AnnexKind::Tasks;
    }
    AnnexKind::Other
}

/// Whether a title, or the line below it that names the document, says that a table tells what was
/// reached: "KẾT QUẢ THỰC HIỆN NĂM 2026", "(Kèm theo Báo cáo số 12/BC-UBND)". A table of results and plans
/// is of both.
pub(in crate::import) fn tells_results(title: &str, reference: &str) -> bool {
    let lower = title.to_lowercase();
    let words: Vec<&str> = words(&lower);
    let is_opener = |word: &&&str| TABLE_WORDS.contains(*word) || word.parse::<u32>().is_ok();
    let n_openers = words.iter().take_while(is_opener).count();
    let said = words.get(n_openers..).unwrap_or_default().join(" ");
    let starts = |phrases: &[&str]| phrases.iter().any(|it| starts_with(&said, it));
    let has = |phrases: &[&str]| phrases.iter().any(|it| has_phrase(&said, it));
    if starts(PLANS) || has(BOTH) {
        return false;
    }
    starts(&["báo cáo", "kết quả", "tình hình"])
        || has_phrase(&plain(reference), "kèm theo báo cáo")
}

/// First words of a title that say no more than that it is of a table.
const TABLE_WORDS: &[&str] = &[
    "phụ", "lục", "biểu", "mẫu", "bảng", "số", "tổng", "hợp", "thống", "kê", "chi", "tiết", "liệu",
];

/// First words of a title of what is to be done.
const PLANS: &[&str] = &[
    "kế hoạch",
    "mục tiêu",
    "phương hướng",
    "nhiệm vụ",
    "dự kiến",
    "đề xuất",
    "phân công",
    "kết quả phải đạt",
    "kết quả dự kiến",
    "kết quả đầu ra",
];

/// Words of a title of what was done and what is to be done.
const BOTH: &[&str] = &[
    "và kế hoạch",
    "và mục tiêu",
    "và chỉ tiêu",
    "và phương hướng",
    "và nhiệm vụ",
    "và dự kiến",
    "phương hướng nhiệm vụ",
];

/// Whether the columns are those of the annex in which phuluc keeps what a form has no column for:
/// its rows have no content of their own.
pub(in crate::import) fn are_leftovers(paths: &[&[String]]) -> bool {
    let texts = paths.iter().map(|path| path.join(" "));
    texts.eq(LEFTOVER_HEADINGS.map(str::to_owned))
}

/// Whether a text names what an annex lists, so that it may be its title.
pub(in crate::import) fn names_list(text: &str) -> bool {
    let words = [
        "phụ lục",
        "danh mục",
        "danh sách",
        "biểu",
        "bảng",
        "kế hoạch",
    ];
    named(text).is_some() || words.iter().any(|word| has_phrase(&plain(text), word))
}

/// Returns the kind that a text names first.
fn named(text: &str) -> Option<AnnexKind> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|at| {
        let rest = words.get(at..)?;
        let (_, kind) = NAMES.iter().find(|(name, _)| {
            let name: Vec<&str> = name.split(' ').collect();
            rest.starts_with(&name)
        })?;
        Some(*kind)
    })
}

/// Returns notes about columns that an annex of its kind needs and that were not found.
pub(in crate::import) fn missing(sheet: &Sheet, columns: &[Column], kind: AnnexKind) -> Vec<Note> {
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    let mut missing = Vec::new();
    if has(Role::Unit) && !has(Role::Target) {
        missing.push(sheet.note(None, Key::NoteNoTarget));
    }
    if kind != AnnexKind::Other && !has(Role::Lead) {
        missing.push(sheet.note(None, Key::NoteNoLead));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ColumnId;

    #[test]
    fn the_first_name_decides_then_the_columns() {
        use Role::{Content, Lead, Target, Time, Unit};
        for (title, heading, roles, expected) in [
            (
                "",
                "Nội dung công việc",
                &[Lead, Time][..],
                AnnexKind::Tasks,
            ),
            ("", "Việc cần làm", &[], AnnexKind::Tasks),
            ("", "Tên chỉ số", &[Unit], AnnexKind::Indicators),
            (
                "NHIỆM VỤ THỰC HIỆN CÁC CHỈ TIÊU",
                "Nội dung",
                &[],
                AnnexKind::Tasks,
            ),
            (
                "CHỈ TIÊU, NHIỆM VỤ NĂM 2026",
                "Nội dung",
                &[],
                AnnexKind::Indicators,
            ),
            ("NHIỆM VỤ", "Chỉ tiêu", &[], AnnexKind::Indicators),
            ("", "Nội dung", &[Lead, Time], AnnexKind::Tasks),
            ("", "Nội dung", &[Lead], AnnexKind::Other),
            ("", "Nội dung", &[Lead, Time, Target], AnnexKind::Indicators),
            ("", "Tên dự án", &[Lead, Time], AnnexKind::Other),
            ("CÔNG VIỆT", "Tên việt", &[], AnnexKind::Other),
        ] {
            let ids = (1..).map(ColumnId);
            let roles = [Content].into_iter().chain(roles.iter().copied());
            let columns: Vec<Column> = ids
                .zip(roles)
                .map(|(id, role)| Column::new(id, role, &[heading]))
                .collect();
            assert_eq!(kind(&columns, title), expected, "{title}: {heading}");
        }
    }
}
