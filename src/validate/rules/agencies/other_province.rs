//! # `other-province`
//!
//! A row names another province than the plan's own, or one that was merged into another in 2025.
//!
//! **Why.** The row was copied from the plan of that province. Rows about cooperation, borders and roads
//! between provinces name others rightly.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::{
    model::{Date, Role, Severity},
    reference::provinces::{self, Named},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "other-province",
    severity: Severity::Warning,
    title: Key::RuleOtherProvince,
    rationale: Key::RuleOtherProvinceWhy,
    source: "Đối chiếu với cơ quan ban hành; Nghị quyết số 202/2025/QH15",
    check: Check::Row(check),
};

const ROLES: &[Role] = &[
    Role::Content,
    Role::Result,
    Role::Note,
    Role::Lead,
    Role::Coordinating,
];

/// Words of texts that name other provinces rightly.
const BETWEEN: &[&str] = &[
    "liên kết",
    "hợp tác",
    "phối hợp với",
    "giáp",
    "liên vùng",
    "vùng",
    "kết nghĩa",
    "các tỉnh",
    "nối",
    "tuyến",
    "cao tốc",
    "quốc lộ",
    "sông",
    "kinh nghiệm",
    "học tập",
    "trao đổi",
    "liên tỉnh",
    "cũ",
    "trước đây",
    "trước sắp xếp",
    "sáp nhập",
    "hợp nhất",
    "đi ",
    "đến ",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let own = provinces::of(&scope.document.plan.body);
    let is_after_mergers = Date::parse(&scope.document.plan.date)
        .is_none_or(|issued| MERGED <= (issued.year, issued.month));
    for (column, text) in scope.cells(|role| ROLES.contains(&role)) {
        for (at, word) in places(text) {
            let Some(named) = text.get(at + word.len()..).and_then(provinces::at_start) else {
                continue;
            };
            let message = match named {
                Named::Former(name, now) if is_after_mergers => {
                    Key::FormerProvince.with([format!("{word}{name}"), now.to_owned()])
                }
                Named::Present(name) if own.is_some_and(|own| own != name) => Key::OtherProvince
                    .with([format!("{word}{name}"), scope.document.plan.body.clone()]),
                _ => continue,
            };
            let lower = text.to_lowercase();
            if !BETWEEN.iter().any(|it| lower.contains(it)) {
                acc.push(scope.finding(&RULE, column.id, message));
                break;
            }
        }
    }
}

/// The words "tỉnh" and "thành phố" of a text, each with its byte offset.
fn places(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    static WORDS: LazyLock<[(&str, Finder<'static>); 2]> =
        LazyLock::new(|| ["tỉnh ", "thành phố "].map(|word| (word, Finder::new(word))));
    WORDS.iter().flat_map(move |(word, finder)| {
        let found = finder.find_iter(text.as_bytes());
        found.map(move |at| (at, *word))
    })
}

/// Year and month since which the merged provinces are one.
const MERGED: (u16, u8) = (2025, 7);

#[cfg(test)]
mod tests {
    use crate::{
        model::fixture,
        validate::{rules::agencies::other_province::RULE, validate},
        wording::Language,
    };

    #[test]
    fn reports_rows_of_other_provinces() {
        let mut document = fixture::parse(
            "
            stt | content | lead | coordinating
            - 1 | Nâng cấp cổng dịch vụ công của tỉnh Sơn La | Sở Y tế | UBND tỉnh Lai Châu
            - 2 | Hợp tác du lịch với tỉnh Sơn La | Sở Y tế | UBND tỉnh Nghệ An
            - 3 | Cổng thông tin của tỉnh Hà Giang | Sở Y tế |
            - 4 | Khám bệnh tại tỉnh Nghệ An, thành phố thông minh | Sở Y tế |
        ",
        );
        document.plan.body = "UBND tỉnh Nghệ An".to_owned();
        let found = validate(&document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        let texts: Vec<String> = found
            .map(|it| it.message.text(Language::Vietnamese))
            .collect();
        assert_eq!(
            texts,
            [
                "Nhắc đến “tỉnh Sơn La” trong khi văn bản của UBND tỉnh Nghệ An; có thể chép từ nơi khác.",
                "Nhắc đến “tỉnh Lai Châu” trong khi văn bản của UBND tỉnh Nghệ An; có thể chép từ nơi khác.",
                "“tỉnh Hà Giang” đã sáp nhập vào Tuyên Quang từ 01/7/2025.",
            ]
        );
    }
}
