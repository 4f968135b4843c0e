//! # `duplicate-ordinal`
//!
//! The same ordinal occurs twice in a section.
//!
//! **Why.** "Chỉ tiêu 3" in a report must refer to exactly one row.
//!
//! **Fix.** Sets the next number where the row below follows from it. Unsafe: applied by hand only.
//! Elsewhere the following rows have to be renumbered too, so there is none.

use super::ordinal_breaks;
use crate::{
    model::{Role, Severity},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "duplicate-ordinal",
    severity: Severity::Error,
    title: Key::RuleDuplicateOrdinal,
    rationale: Key::RuleDuplicateOrdinalWhy,
    source: "Báo cáo nhắc đến một số thứ tự cần chỉ đúng một dòng",
    check: Check::Annex {
        reads: &[Role::Ordinal],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    ordinal_breaks::report(scope, &RULE, acc, |it| {
        it.duplicate
            .then(|| Key::DuplicateOrdinal.with([it.found.clone()]))
    });
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::duplicate_ordinal::RULE, testing::*};

    #[test]
    fn reports_the_second_of_two() {
        assert_snapshot!(report(&RULE, "
            stt | content
            # I.3 | Phát triển xã hội số
            - 1 | Hạ tầng mạng
            - 2 | Phổ cập dịch vụ
            - 3 | Trợ lý ảo
            - 3 | Các trường học
            - 4 | Các bệnh viện
            # I.4 | Cửa khẩu số
            - 1 | Phương tiện vận tải
            - 2 | Các cơ quan
        "), @"row 5 stt: Số thứ tự “3” đã dùng trong mục này.");
    }

    #[test]
    fn letters_are_no_numerals_among_letters() {
        assert_snapshot!(fixed_all(&RULE, "
            stt | content
            # A | x
            # B | y
            # C | z
            # C | the last one
        "), @r"
        # A | x
        # B | y
        # C | z
        # D | the last one
        ");
    }

    #[test]
    fn offers_the_numbers_that_follow() {
        assert_snapshot!(fixed_all(&RULE, "
            stt | content
            # I | A
            - 1 | x
            - 1 | y
            - 3 | z
            # II | B
            - 1 | x
            - 1 | y
            - 2 | the rows below are wrong too
            # III | C
            - 1 | x
            - 2 | x
            - 2 | the last one
        "), @r"
        # I | A
        - 1 | x
        - 2 | y
        - 3 | z
        # II | B
        - 1 | x
        - 1 | y
        - 2 | the rows below are wrong too
        # III | C
        - 1 | x
        - 2 | x
        - 3 | the last one
        ");
    }
}
