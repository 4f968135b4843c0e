//! # `empty-section`
//!
//! A section without rows below it, or an item before the first section of an annex that has
//! sections. A total may stand above all sections.
//!
//! **Fix.** None: only a person knows what is missing.

use super::missing_ordinal::names_whole;
use crate::{
    model::{Role, RowKind, Severity, is_total},
    validate::{AnnexScope, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "empty-section",
    severity: Severity::Warning,
    title: Key::RuleEmptySection,
    rationale: Key::RuleEmptySectionWhy,
    source: "Mỗi mục của phụ lục thường có ít nhất một chỉ tiêu hoặc nhiệm vụ",
    check: Check::Annex {
        reads: &[Role::Content, Role::Ordinal, Role::Lead, Role::Group],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let annex = scope.annex;
    let column = annex.column_of(Role::Content).or(annex.columns.first());
    let Some(column) = column.map(|column| column.id) else {
        return;
    };
    let rows = scope.rows();
    let next = rows.iter().skip(1).map(Some).chain([None]);
    for (row, next) in rows.iter().zip(next) {
        let RowKind::Section(level) = row.kind else {
            continue;
        };
        let is_empty = match next.map(|it| it.kind) {
            None => true,
            Some(RowKind::Section(below)) => below <= level,
            Some(RowKind::Item(_)) => false,
        };
        if is_empty {
            acc.push(scope.finding(&RULE, *row, column, Key::EmptySection.into()));
        }
    }
    let has_sections = rows.iter().any(|row| row.kind.is_section());
    let is_whole = |row: RowHandle| {
        let has_ordinal = !scope.text_of(row, Role::Ordinal).trim().is_empty();
        let mut texts = scope.annex.columns.iter().map(|it| scope.text(row, it.id));
        scope.is_total(row)
            || (!has_ordinal && names_whole(scope.text_of(row, Role::Content)))
            || texts.any(|it| is_total(it, scope.text_of(row, Role::Ordinal)))
    };
    let first = rows
        .first()
        .filter(|row| has_sections && !row.kind.is_section() && !is_whole(**row));
    acc.extend(first.map(|row| scope.finding(&RULE, *row, column, Key::ItemBeforeSection.into())));
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::empty_section::RULE, testing::report};

    #[test]
    fn reports_sections_without_rows_and_rows_before_them() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | đứng trước
            # I | có mục con
            ## I.1 | trống
            ## I.2 | có dòng
            - 1 | x
            # II | trống
        "), @"
        row 1 content: Dòng này đứng trước mục đầu tiên.
        row 3 content: Mục này không có dòng nào.
        row 6 content: Mục này không có dòng nào.
        ");
        assert_snapshot!(report(&RULE, "stt | content\n- 1 | không có mục nào"), @"");
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            - | Tổng diện tích rừng | ha | 30
            - 1 | Rừng đặc dụng | ha | 10
            - 2 | Rừng sản xuất | ha | 20
            # I | Phòng cháy
            - 3 | Số vụ cháy rừng | vụ | 2
        "), @"");
        assert_snapshot!(report(&RULE, "
            stt | lead | target
            - | Tổng cộng | 30
            # I | Khu vực 1
            - 1 | Phường Trà Vinh | 30
        "), @"");
    }
}
