//! Maps column headings to roles, in the various spellings and splits that occur in files.

use super::{
    headings::{Guess, guess, normalized},
    table::Table,
};
use crate::model::{AnnexKind, Column, ColumnId, Role};

/// Returns the columns of the table with their roles. `fresh` supplies the ids.
pub(in crate::import) fn columns(table: &Table, fresh: &mut impl FnMut() -> u32) -> Vec<Column> {
    let paths: Vec<&[String]> = table
        .columns
        .iter()
        .map(|column| column.path.as_slice())
        .collect();
    let roles = roles(&paths);
    let columns = table.columns.iter().zip(roles);
    columns
        .map(|(column, role)| Column {
            id: ColumnId(fresh()),
            role,
            header: column.path.clone(),
            width: None,
        })
        .collect()
}

/// Determines the roles of all columns together from their header paths.
pub(in crate::import) fn roles(paths: &[&[String]]) -> Vec<Role> {
    let guesses: Vec<Guess> = paths.iter().map(|path| guess_path(path)).collect();
    let has_unit = guesses.contains(&Guess::Role(Role::Unit));
    let mut roles: Vec<Role> = guesses
        .iter()
        .map(|guess| match guess {
            Guess::Ordinal => Role::Ordinal,
            Guess::Role(role) => *role,
            Guess::Outcome if has_unit => Role::Target,
            Guess::Outcome => Role::Result,
            Guess::Phase => Role::Target,
            Guess::Unknown => Role::Other,
        })
        .collect();
    // "Chỉ tiêu" (indicator) over two columns: the left one is the group, the right one the
    // content.
    let contents: Vec<usize> = (0..roles.len())
        .filter(|&idx| roles.get(idx) == Some(&Role::Content))
        .collect();
    if let [left, right, ..] = *contents.as_slice() {
        let same = paths.get(left) == paths.get(right) && right == left + 1;
        if same
            && !roles.contains(&Role::Group)
            && let Some(role) = roles.get_mut(left)
        {
            *role = Role::Group;
        }
    }
    // These roles are unique: the first column keeps the role, later ones become `Other`.
    for role in [
        Role::Ordinal,
        Role::Group,
        Role::Content,
        Role::Unit,
        Role::Lead,
        Role::Coordinating,
    ] {
        let claims = roles.iter_mut().filter(|it| **it == role);
        claims.skip(1).for_each(|it| *it = Role::Other);
    }
    roles
}

/// Returns the guess for the innermost heading with a known meaning.
fn guess_path(path: &[String]) -> Guess {
    let said = path.iter().rev().map(|text| guess(text));
    said.into_iter()
        .find(|guess| *guess != Guess::Unknown)
        .unwrap_or(Guess::Unknown)
}

/// Determines the kind of an annex by the heading of its content column, then by its title, and
/// finally by the presence of a target column.
pub(in crate::import) fn kind(columns: &[Column], title: &str) -> AnnexKind {
    let content = columns.iter().find(|column| column.role == Role::Content);
    let texts = [
        content.map(Column::title).unwrap_or_default(),
        title.to_owned(),
    ];
    for text in texts {
        let text = normalized(&text);
        if text.contains("chỉ tiêu") || text.contains("mục tiêu") {
            return AnnexKind::Indicators;
        }
        if text.contains("nhiệm vụ") || text.contains("giải pháp") {
            return AnnexKind::Tasks;
        }
    }
    if columns.iter().any(|column| column.role == Role::Target) {
        AnnexKind::Indicators
    } else {
        AnnexKind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[&str]) -> String {
        let paths: Vec<Vec<String>> = headers
            .iter()
            .map(|path| path.split(" / ").map(str::to_owned).collect())
            .collect();
        let paths: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
        let keys: Vec<&str> = roles(&paths).into_iter().map(Role::key).collect();
        keys.join(" ")
    }

    #[test]
    fn headings_mean_roles_together() {
        assert_eq!(
            read(&[
                "STT",
                "Chỉ tiêu",
                "Đơn vị",
                "Kết quả",
                "Cơ quan chủ trì, theo dõi, đánh giá"
            ]),
            "stt content unit target lead"
        );
        assert_eq!(
            read(&[
                "TT",
                "Nhiệm vụ, giải pháp",
                "Cơ quan chủ trì",
                "Cơ quan phối hợp",
                "Kết quả",
                "Thời gian thực hiện"
            ]),
            "stt content lead coordinating result time"
        );
        assert_eq!(
            read(&[
                "STT",
                "Chỉ tiêu",
                "Chỉ tiêu",
                "Giai đoạn / 2026 - 2027",
                "Giai đoạn / 2028 - 2030",
                "Cơ quan chủ trì\ntheo dõi, đánh giá",
                "Bộ, ngành phối hợp"
            ]),
            "stt group content target target lead coordinating"
        );
        assert_eq!(
            read(&[
                "Số TT",
                "Nội dung",
                "ĐƠN VỊ TÍNH",
                "Năm 2026",
                "Đơn vị thực hiện",
                "Kinh phí"
            ]),
            "stt content unit target lead other"
        );
    }
}
