//! # `leading-dash`
//!
//! The text of a row with an ordinal begins with a list mark such as "- ", left over from the list
//! it was copied from.
//!
//! **Fix.** Removes the mark. Safe: the rest of the text stays the same.

use crate::{
    model::{Role, Severity},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "leading-dash",
    severity: Severity::Hint,
    title: Key::RuleLeadingDash,
    rationale: Key::RuleLeadingDashWhy,
    source: "Dấu đầu dòng còn sót khi chép từ văn bản vào bảng đã có cột STT",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let Some(column) = scope.annex.column_of(Role::Content) else {
        return;
    };
    if scope.text(Role::Ordinal).trim().is_empty() {
        return;
    }
    let Some(rest) = without_dash(row.cell(column.id)) else {
        return;
    };
    let step = scope.set_cell(column.id, rest.to_owned());
    let finding = scope.finding(&RULE, column.id, Key::LeadingDash.into());
    acc.push(finding.with_fix(Applicability::Safe, Key::FixLeadingDash.into(), vec![step]));
}

fn without_dash(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix(['-', '–', '+', '•'])?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    rest.starts_with(char::is_alphanumeric).then_some(rest)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::leading_dash::RULE, testing::*};

    const TEXT: &str = "
        stt | content
        # I | - Hoàn thiện thể chế
        - 1 | - Tỷ lệ hồ sơ được số hóa.
        - 2 |  -  100% hồ sơ
        - 3 | -5 độ
        - 4 | -
        - | - không có số thứ tự
    ";

    #[test]
    fn reports_marks_left_over_from_lists() {
        assert_snapshot!(report(&RULE, TEXT), @r#"
        row 1 content: Dòng đã có số thứ tự mà nội dung còn gạch đầu dòng.
        row 2 content: Dòng đã có số thứ tự mà nội dung còn gạch đầu dòng.
        row 3 content: Dòng đã có số thứ tự mà nội dung còn gạch đầu dòng.
        "#);
    }

    #[test]
    fn drops_the_mark_only() {
        assert_snapshot!(fixed(&RULE, TEXT), @r"
        # I | Hoàn thiện thể chế
        - 1 | Tỷ lệ hồ sơ được số hóa.
        - 2 | 100% hồ sơ
        - 3 | -5 độ
        - 4 | -
        -  | - không có số thứ tự
        ");
    }
}
