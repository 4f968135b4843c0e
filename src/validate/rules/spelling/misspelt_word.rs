//! # `misspelt-word`
//!
//! A word that Vietnamese does not have ("nghành"), or that nobody writes beside its neighbours while
//! everybody writes one that it is easily confused with ("xử dụng" for "sử dụng", "hoof sow" for "hồ
//! sơ").
//!
//! **Fix.** The intended word where the neighbours leave no doubt. Unsafe: applied by hand only.

use super::{known_slip, misspelt};
use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::Status,
    text::hidden::is_plain,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "misspelt-word",
    severity: Severity::Warning,
    title: Key::RuleMisspelt,
    rationale: Key::RuleMisspeltWhy,
    source: "Chính tả tiếng Việt; tần suất các tiếng đi liền nhau trong luật, nghị quyết, quyết định, kế hoạch",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in scope.cells(|role| role != Role::Ordinal) {
        // Texts with hidden characters have findings of their own.
        if text.is_empty() || !is_plain(text) {
            continue;
        }
        misspelt::report(
            text,
            |at| !known_slip::covers(text, at),
            |message| scope.finding(&RULE, column.id, message),
            |after| {
                let is_former = matches!(column.role, Role::Lead | Role::Coordinating)
                    && names_former(scope, &after)
                    && !names_former(scope, text);
                (!is_former).then(|| scope.set_cell(column.id, after))
            },
            acc,
        );
    }
}

/// Whether a cell names a body that is gone: its name is not to be mended but replaced.
fn names_former(scope: &RowScope, text: &str) -> bool {
    let named = agencies_in(scope.document.directory, text);
    named.iter().any(|it| {
        it.agency
            .as_ref()
            .is_some_and(|it| matches!(it.status, Status::Abolished | Status::Unsure))
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::misspelt_word::RULE, testing::*};

    #[test]
    fn reports_slips_with_their_place() {
        let text = "
            stt | content | unit | lead | result
            - 1 | Nâng cao hiệu quả xử dụng dữ liệu | phần chăm | Sở Tài chính | Nghành giáo dục báo cáo
            - 2 | Tỷ lệ hồ sơ được số hóa | hồ sơ | Sỡ Tài chính | Báo cáo
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: “xử” có thể là “sử” (trong “hiệu quả xử dụng dữ”).
        row 1 result: “Nghành” có thể là “Ngành” (trong “Nghành giáo dục”).
        "#);
    }
}
