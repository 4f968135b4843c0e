//! # `repeated-word`
//!
//! A word, or a phrase, is written twice in a row: "của của", "thực hiện thực hiện".
//!
//! Not reported: reduplication that people use ("luôn luôn"), and words that belong to two compounds
//! ("thực hiện hiện đại hóa").
//!
//! **Fix.** Removes the second, unless it is rather a slip for another word. Unsafe: applied by hand only.

use crate::{
    model::{Role, Severity},
    reference::repetition::{repetitions, second_is_other},
    text::search::around,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "repeated-word",
    severity: Severity::Warning,
    title: Key::RuleRepeated,
    rationale: Key::RuleRepeatedWhy,
    source: "Lỗi gõ, lỗi sao chép: “của của”, “thực hiện thực hiện”",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| !matches!(it.role, Role::Ordinal | Role::Unit | Role::Target))
    {
        let text = scope.row.cell(column.id);
        for (start, middle, end) in repetitions(text) {
            let twice = text.get(start..end).unwrap_or_default().to_owned();
            let once = text.get(start..middle).unwrap_or_default().to_owned();
            let behind = text.get(end..).unwrap_or_default();
            let is_other = second_is_other(&once, behind);
            let mut after = text.to_owned();
            after.replace_range(middle..end, "");
            let message = Key::Repeated.with([twice, once.clone(), around(text, start, end)]);
            let label = Key::FixReplaceBy.with([once]);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(match is_other {
                true => finding,
                false => finding.with_fix(Applicability::Unsafe, label, vec![step]),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::{
        model::fixture,
        validate::{rules::spelling::repeated_word::RULE, testing::*, validate},
    };

    #[test]
    fn reports_words_written_twice() {
        let text = "
            stt | content
            - 1 | Nâng cao chất lượng của của dịch vụ công
            - 2 | Triển khai thực hiện thực hiện kế hoạch; các Các sở
            - 3 | Rà soát và và cập nhật
            - 4 | Tăng cường quản lý lý cán bộ, công chức chức
        ";
        assert_snapshot!(report(&RULE, text), @r#"
        row 1 content: “của của” lặp hai lần, có thể chỉ cần “của” (trong “chất lượng của của dịch vụ”).
        row 2 content: “thực hiện thực hiện” lặp hai lần, có thể chỉ cần “thực hiện” (trong “Triển khai thực hiện thực hiện kế hoạch”).
        row 3 content: “và và” lặp hai lần, có thể chỉ cần “và” (trong “Rà soát và và cập nhật”).
        row 4 content: “lý lý” lặp hai lần, có thể chỉ cần “lý” (trong “cường quản lý lý cán bộ,”).
        row 4 content: “chức chức” lặp hai lần, có thể chỉ cần “chức” (trong “bộ, công chức chức”).
        "#);
        assert_snapshot!(fixed(&RULE, text), @r#"
        - 1 | Nâng cao chất lượng của dịch vụ công
        - 2 | Triển khai thực hiện kế hoạch; các Các sở
        - 3 | Rà soát và cập nhật
        - 4 | Tăng cường quản lý cán bộ, công chức
        "#);
    }

    #[test]
    fn compounds_that_meet_are_no_repetition() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Thực hiện hiện đại hóa; cơ quan quan trắc; quản lý lý lịch tư pháp
            - 2 | Luôn luôn cập nhật, ngày ngày, nhà nhà thi đua; giá trị của của cải
            - 3 | Quản lý các các-bon; tuyến Quảng Ninh Ninh Bình; 12 12
            - 4 | Báo cáo, báo cáo; tổ chức, tổ chức
            - 5 | Tăng dần dần mức chi; thường thường cập nhật
        "), @"");
    }

    #[test]
    fn a_word_that_is_rather_another_is_not_dropped() {
        let document = fixture::parse("content\n- Thời gian gian đoạn dịch vụ");
        let found = validate(&document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        assert_eq!(
            found.map(|it| it.fix.is_some()).collect::<Vec<_>>(),
            [false]
        );
        assert_snapshot!(fixed(&RULE, "content\n- Rà soát soát chi phí"), @"- Rà soát chi phí");
    }
}
