//! # `capital-inside-sentence`
//!
//! A verb after a semicolon is capitalised although it continues the sentence: "; Hợp tác".
//!
//! **Fix.** Writes the verb in lower case. Unsafe: applied by hand only, because the word may be
//! part of a name.

use crate::{
    model::{Role, Severity},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "capital-inside-sentence",
    severity: Severity::Hint,
    title: Key::RuleCapital,
    rationale: Key::RuleCapitalWhy,
    source: "Phụ lục II Nghị định số 30/2020/NĐ-CP (viết hoa vì phép đặt câu: chữ đầu câu, không phải chữ sau dấu chấm phẩy)",
    check: Check::Row(check),
};

/// Verbs that begin tasks but do not begin names.
const VERBS: &[&str] = &[
    "Hợp tác",
    "Xây dựng",
    "Triển khai",
    "Phát triển",
    "Tổ chức",
    "Thực hiện",
    "Hoàn thiện",
    "Nâng cấp",
    "Nâng cao",
    "Rà soát",
    "Ban hành",
    "Đào tạo",
    "Bồi dưỡng",
    "Tăng cường",
    "Đẩy mạnh",
    "Kết nối",
    "Cung cấp",
    "Duy trì",
    "Bảo đảm",
    "Đảm bảo",
    "Phối hợp",
    "Hướng dẫn",
    "Kiểm tra",
    "Đánh giá",
    "Thúc đẩy",
    "Khai thác",
    "Cập nhật",
    "Chuẩn hóa",
    "Số hóa",
    "Ứng dụng",
    "Bố trí",
    "Huy động",
    "Khuyến khích",
    "Hỗ trợ",
    "Tham mưu",
    "Tiếp tục",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let columns = scope.annex.columns.iter();
    let columns = columns.filter(|it| matches!(it.role, Role::Content | Role::Result | Role::Note));
    for column in columns.map(|it| it.id) {
        let text = row.cell(column);
        for at in memchr::memchr_iter(b';', text.as_bytes()) {
            let behind = text.get(at + 1..).unwrap_or_default();
            // Skips spaces only: after a line break the word begins a new sentence.
            let word = behind.trim_start_matches(' ');
            let Some(verb) = VERBS.iter().find(|verb| word.starts_with(**verb)) else {
                continue;
            };
            let small = verb.to_lowercase();
            let start = text.len() - word.len();
            let mut after = text.to_owned();
            after.replace_range(start..start + verb.len(), &small);
            let message = Key::Capital.with([(*verb).to_owned(), small.clone()]);
            let label = Key::FixReplaceBy.with([small]);
            let step = scope.set_cell(column, after);
            let finding = scope.finding(&RULE, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::capital_inside_sentence::RULE, testing::*};

    #[test]
    fn reports_capitals_behind_semicolons() {
        let text = "
            stt | content | lead
            - 1 | Triển khai nền tảng; Hợp tác với doanh nghiệp; Sở Nội vụ tham gia | Sở Y tế; Công an tỉnh
        ";
        assert_snapshot!(report(&RULE, text), @"row 1 content: “Hợp tác” đứng sau dấu chấm phẩy, nên viết “hợp tác”.");
        assert_snapshot!(fixed(&RULE, text), @"- 1 | Triển khai nền tảng; hợp tác với doanh nghiệp; Sở Nội vụ tham gia | Sở Y tế; Công an tỉnh");
    }
}
