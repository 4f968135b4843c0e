//! # `ordinal-form`
//!
//! An ordinal is written differently from its siblings: `I4.` for `I.4`, or `I.` where the others
//! have no dot (`II`).
//!
//! **Fix.** Sets the canonical form. Safe. Trailing dots are accepted where at least half of the
//! ordinals of the sections, or of the items, have one.

use crate::{
    model::{Role, Severity},
    validate::{AnnexScope, Applicability, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "ordinal-form",
    severity: Severity::Warning,
    title: Key::RuleOrdinalForm,
    rationale: Key::RuleOrdinalFormWhy,
    source: "Số thứ tự cùng cấp nên viết cùng một kiểu. Ví dụ: “I4.” giữa các mục “I.1”, “I.2”",
    check: Check::Annex {
        reads: &[Role::Ordinal],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Ordinal) else {
        return;
    };
    for sections in [true, false] {
        let rows = scope.texts(column.id).zip(scope.ordinals());
        let rows = rows.filter(|((row, _), _)| row.kind.is_section() == sections);
        let rows =
            rows.filter_map(|((row, text), ordinal)| Some((row, (text.trim(), ordinal.as_ref()?))));
        let rows: Vec<_> = rows.collect();
        let n_dotted = rows
            .iter()
            .filter(|(_, (text, _))| text.ends_with('.'))
            .count();
        let dots_are_the_rule = rows.len() <= n_dotted * 2;
        for (row, (text, ordinal)) in rows {
            if ordinal.well_formed {
                continue;
            }
            let dot = if dots_are_the_rule && text.ends_with('.') {
                "."
            } else {
                ""
            };
            let plain = format!("{}{dot}", ordinal.canonical());
            let glued = text.trim_end_matches('.') != ordinal.canonical();
            let dotted = text.ends_with('.') && !dots_are_the_rule;
            if !(glued || dotted) {
                continue;
            }
            let message = Key::OrdinalForm.with([text.to_owned(), plain.clone()]);
            let label = Key::FixOrdinalForm.with([plain.clone()]);
            let step = scope.set_cell(row, column.id, plain);
            let finding = scope.finding(&RULE, row, column.id, message);
            acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::ordinal_form::RULE, testing::*};

    #[test]
    fn reports_and_mends_ordinals_unlike_their_siblings() {
        let text = "
            stt | content
            # I. | MỤC TIÊU ĐẾN 2025
            ## I.3 | Phát triển xã hội số
            - 1 | Hạ tầng mạng
            ## I4. | Phát triển cửa khẩu số
            # II | MỤC TIÊU ĐẾN 2030
            ## II.1 | Phát triển chính quyền số
            - a) | Mục nhỏ
        ";
        assert_snapshot!(report(&RULE, text), @r"
        row 1 stt: Số thứ tự “I.” viết khác các mục cùng cấp, nên viết “I”.
        row 4 stt: Số thứ tự “I4.” viết khác các mục cùng cấp, nên viết “I.4”.
        ");
        assert_snapshot!(fixed(&RULE, text), @r"
        # I | MỤC TIÊU ĐẾN 2025
        ## I.3 | Phát triển xã hội số
        - 1 | Hạ tầng mạng
        ## I.4 | Phát triển cửa khẩu số
        # II | MỤC TIÊU ĐẾN 2030
        ## II.1 | Phát triển chính quyền số
        - a) | Mục nhỏ
        ");
    }

    #[test]
    fn letters_that_look_like_digits_are_digits() {
        let text = "
            stt | content
            - 9 | A
            - 1O | B
            - 11 | C
            - l2 | D
        ";
        assert_snapshot!(fixed(&RULE, text), @r"
        - 9 | A
        - 10 | B
        - 11 | C
        - 12 | D
        ");
    }

    #[test]
    fn leaves_an_annex_alone_that_dots_them_all() {
        assert_snapshot!(report(&RULE, "
            stt | content
            # I. | Hoàn thiện thể chế
            - 1. | Ban hành
            - 2. | Rà soát
            # II. | Phát triển dữ liệu
        "), @"");
    }
}
