//! # `misspelt-word`
//!
//! A word that Vietnamese does not have ("nghành"), or that nobody writes beside its neighbours while
//! everybody writes one that it is easily confused with ("xử dụng" for "sử dụng", "hoof sow" for "hồ
//! sơ").
//!
//! **Fix.** The intended word where the neighbours leave no doubt. Unsafe: applied by hand only.

use super::known_slip;
use crate::{
    model::{Role, Severity},
    reference::spelling,
    text::{hidden::is_plain, search::around},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
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
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| it.role != Role::Ordinal) {
        let text = scope.row.cell(column.id);
        // Texts with hidden characters have findings of their own.
        if text.is_empty() || !is_plain(text) {
            continue;
        }
        for slip in spelling::slips(text) {
            if known_slip::covers(text, slip.start) {
                continue;
            }
            let written = text
                .get(slip.start..slip.end)
                .unwrap_or_default()
                .to_owned();
            let place = around(text, slip.start, slip.end);
            let Some(meant) = slip.meant else {
                let message = Key::MisspeltUnknown.with([written, place]);
                acc.push(scope.finding(&RULE, column.id, message));
                continue;
            };
            let mut after = text.to_owned();
            after.replace_range(slip.start..slip.end, &meant);
            let message = Key::Misspelt.with([written, meant.clone(), place]);
            let label = Key::FixReplaceBy.with([meant]);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
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
