//! # `skipped-ordinal`
//!
//! The numbering skips a number or goes backwards.
//!
//! **Why.** A gap usually means that a row was lost between two versions, as rows 7a and 7b were in
//! an annex of Lào Cai.
//!
//! **Fix.** Sets the next number where the row below follows from it. Unsafe: applied by hand only.
//! Elsewhere there is none, because a row may be lost.

use super::{missing_ordinal, ordinal_breaks};
use crate::{
    model::{Role, Severity},
    validate::{AnnexScope, Check, Diagnostic, Rule, sequence::Break},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "skipped-ordinal",
    severity: Severity::Warning,
    title: Key::RuleSkippedOrdinal,
    rationale: Key::RuleSkippedOrdinalWhy,
    source: "Thiếu một số thứ tự thường là mất một dòng khi sao chép giữa các bản thảo",
    check: Check::Annex {
        reads: &[Role::Ordinal, Role::Content, Role::Lead],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    if scope.breaks().is_empty() {
        return;
    }
    let lost = missing_ordinal::lost(scope);
    // `missing-ordinal` reports the rows whose numbers are passed over.
    let is_explained = |it: &Break| {
        let between = lost.iter();
        let between = between.filter(|row| it.after < Some(row.at) && row.at < it.row.at);
        0 < it.n_skipped && u32::try_from(between.count()) == Ok(it.n_skipped)
    };
    ordinal_breaks::report(scope, &RULE, acc, |it| {
        if it.duplicate || is_explained(it) {
            return None;
        }
        Some(match it.begins {
            true => Key::NumberingBegins.with([it.found.clone()]),
            false => Key::SkippedOrdinal.with([it.found.clone(), it.expected.clone()]),
        })
    });
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::skipped_ordinal::RULE, testing::*};

    #[test]
    fn reports_gaps_but_not_either_way_of_counting() {
        assert_snapshot!(report(&RULE, "
            stt | content
            # I | Đếm lại trong mỗi mục
            - 1 | x
            - 2 | x
            # II | Phát triển dữ liệu
            - 1 | x
            - 3 | thiếu 2
            # IV | thiếu III
            - 4 | đếm tiếp
            -- 4.1 | x
            -- 4.3 | thiếu 4.2
            # A | x
            # B | x
            # C | x
        "), @r#"
        row 6 stt: Số thứ tự nhảy cách: ô này ghi “3”, sau số trước nó thường là “2”; nên xem có thiếu dòng không.
        row 7 stt: Số thứ tự nhảy cách: ô này ghi “IV”, sau số trước nó thường là “III”; nên xem có thiếu dòng không.
        row 10 stt: Số thứ tự nhảy cách: ô này ghi “4.3”, sau số trước nó thường là “4.2”; nên xem có thiếu dòng không.
        "#);
    }

    #[test]
    fn sections_below_count_anew_in_each_above() {
        assert_snapshot!(
            report(
                &RULE,
                "
            stt | content
            # a | Dịch vụ số
            ## I | Giai đoạn 2025-2027
            - 1 | x
            ## II | Giai đoạn 2028-2030
            # b | Quản lý
            ## I | Giai đoạn 2025-2027
            ## III | thiếu II
        "
            ),
            @r#"row 7 stt: Số thứ tự nhảy cách: ô này ghi “III”, sau số trước nó thường là “II”; nên xem có thiếu dòng không."#
        );
    }

    #[test]
    fn letters_may_go_on_with_d_and_another() {
        assert_eq!(
            report(
                &RULE,
                "stt | content\n# a | x\n# b | x\n# c | x\n# d | x\n# đ | x\n# e | x\n# g | thiếu f"
            ),
            "row 7 stt: Số thứ tự nhảy cách: ô này ghi “g”, sau số trước nó thường là “f”; nên xem có thiếu dòng không.\n"
        );
    }

    #[test]
    fn offers_the_number_that_follows() {
        assert_snapshot!(fixed_all(&RULE, "
            stt | content
            # I | A
            - 1. | x
            - 5. | y
            - 3. | z
            # II | B
            - 1 | x
            - 3 | a row may be lost
            - 4 | z
            # III | C
            - 3 | the beginning may be lost
            - 4 | x
        "), @r"
        # I | A
        - 1. | x
        - 2. | y
        - 3. | z
        # II | B
        - 1 | x
        - 3 | a row may be lost
        - 4 | z
        # III | C
        - 3 | the beginning may be lost
        - 4 | x
        ");
    }

    /// What follows from a slip that another finding names is no slip of its own.
    #[test]
    fn a_slip_is_named_once() {
        let quiet = |rows: &str| report(&RULE, &format!("stt | content\n{rows}"));
        for rows in [
            "- 1 | A\n- 2 | B\n- 2 | C\n- 4 | D",
            "- 1 | A\n- 2 | B\n- | Rà soát\n- 4 | D\n- 5 | E\n- 6 | G",
            "# I | A\n- 1 | A\n- 2 | B\n- 1 | C\n# II | B\n- 4 | D\n- 5 | E",
            "- 9 | A\n- 10 | B\n- 11 | C\n- l2 | D\n- 13 | E",
        ] {
            let found = quiet(rows);
            assert!(
                found.lines().all(|line| line.contains("bắt đầu từ “9”")),
                "{rows}: {found}"
            );
        }
        assert_eq!(
            quiet("- 1 | A\n- 2 | B\n- 4 | C\n- 3 | D\n- 5 | E"),
            "row 3 stt: Số thứ tự nhảy cách: ô này ghi “4”, sau số trước nó thường là “3”; nên xem có thiếu dòng không.\n"
        );
    }

    #[test]
    fn an_annex_may_go_on_with_section_b() {
        assert_eq!(
            report(&RULE, "stt | content\n# B | x\n- 1 | y\n# C | x\n- 1 | y"),
            ""
        );
    }
}
