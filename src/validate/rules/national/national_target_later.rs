//! # `national-target-later`
//!
//! An annex sets the target of a national indicator for a later phase than the national programme
//! does.
//!
//! **Fix.** None. The national list is known only from the press and from other plans, and each of
//! its targets records how well it is known. The finding is a hint, not an authority.

use crate::{
    model::{Role, Severity, coverage::Standing},
    reference::indicators::Trust,
    validate::{AnnexScope, Check, Diagnostic, Rule, rules::national},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "national-target-later",
    severity: Severity::Hint,
    title: Key::RuleNationalLater,
    rationale: Key::RuleNationalWhy,
    source: "Theo báo chí và kế hoạch của các địa phương về Quyết định số 2629/QĐ-TTg ngày 01/12/2025 của Thủ tướng Chính phủ; chưa đối chiếu bản gốc",
    check: Check::Annex {
        reads: &[Role::Content, Role::Target, Role::Unit],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    national::report(scope, &RULE, acc, Standing::Later, |it| {
        let key = match it.demand.trust {
            Trust::Press => Key::NationalLater,
            _ => Key::NationalLaterPlans,
        };
        key.with([
            national::demand(it),
            it.year.to_string(),
            it.indicator.number.clone(),
            it.indicator.source.clone(),
        ])
    });
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{
        rules::national::{national_target_later::RULE, testing::ANNEX},
        testing::report,
    };

    #[test]
    fn reports_later_targets() {
        assert_snapshot!(report(&RULE, ANNEX), @"row 2 target: Chưa đặt mục tiêu cho giai đoạn này, chỉ tiêu quốc gia số 1 là 100% đến năm 2027 (báo chí đưa tin; nguồn: QĐ 2629/QĐ-TTg theo báo chí; KH 334 Lạng Sơn; QĐ 3256 Đồng Tháp; kế hoạch Lai Châu. Năm 2030: “duy trì” chỉ theo QĐ 3256).");
    }
}
