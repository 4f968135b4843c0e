//! # `copied-national-text`
//!
//! Text copied unchanged from the national programme: "cấp bộ/tỉnh" or "bộ, ngành, địa phương" in
//! an annex of a province, where the bodies are sở, ban, ngành.
//!
//! **Fix.** None: the author must write what the province means.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::{
    model::{Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "copied-national-text",
    severity: Severity::Hint,
    title: Key::RuleCopiedText,
    rationale: Key::RuleCopiedTextWhy,
    source: "Phụ lục của địa phương nên nêu cơ quan của địa phương. Ví dụ: “cấp bộ/tỉnh”, “bộ, ngành, địa phương”",
    check: Check::Row(check),
};

const NATIONAL: &[&str] = &[
    "cấp bộ/tỉnh",
    "cấp bộ, tỉnh",
    "bộ/ngành/địa phương",
    "các bộ, ngành, địa phương",
    "của bộ, ngành, địa phương",
    "bộ, ngành, địa phương",
];

/// Prefilter: every phrase of [`NATIONAL`] contains "bộ", and so one of these letters.
static BODY: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["ộ", "Ộ"].map(Finder::new));

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    // In a plan of the Government or of a ministry these are its own words.
    let body = scope.document.plan.body.as_str();
    if body.starts_with("Bộ ") || body.contains("Chính phủ") {
        return;
    }
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Content | Role::Result)) {
        let text = row.cell(column.id);
        if BODY.iter().all(|it| it.find(text.as_bytes()).is_none()) {
            continue;
        }
        let lower = text.to_lowercase();
        if let Some(words) = NATIONAL.iter().find(|words| lower.contains(*words)) {
            let message = Key::CopiedText.with([(*words).to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::national::copied_national_text::RULE, testing::report};

    #[test]
    fn reports_words_of_the_ministries() {
        assert_snapshot!(report(&RULE, "
            stt | content | coordinating
            - 1 | Xây dựng nền tảng LGSP cấp bộ/tỉnh | Bộ, ngành, địa phương
            - 2 | Đào tạo cán bộ của bộ, ngành, địa phương | Sở Nội vụ
            - 3 | Kết nối các sở, ban, ngành, địa phương | Sở Nội vụ
        "), @r#"
        row 1 content: “cấp bộ/tỉnh” là cách gọi trong văn bản của trung ương; ở địa phương nên nêu cơ quan của địa phương.
        row 2 content: “của bộ, ngành, địa phương” là cách gọi trong văn bản của trung ương; ở địa phương nên nêu cơ quan của địa phương.
        "#);
    }

    #[test]
    fn capitals_make_no_difference() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Bộ, ngành, địa phương triển khai
            - 2 | XÂY DỰNG NỀN TẢNG CẤP BỘ/TỈNH
        "), @r#"
        row 1 content: “bộ, ngành, địa phương” là cách gọi trong văn bản của trung ương; ở địa phương nên nêu cơ quan của địa phương.
        row 2 content: “cấp bộ/tỉnh” là cách gọi trong văn bản của trung ương; ở địa phương nên nêu cơ quan của địa phương.
        "#);
    }
}
