//! # `national-unit-differs`
//!
//! An annex measures a national indicator in a different unit than the national programme does.
//!
//! **Fix.** None. The national list is known only from the press and from other plans, and each of
//! its targets records how well it is known. The finding is a hint, not an authority.

use crate::{
    model::{Role, Severity, coverage::Standing},
    validate::{AnnexScope, Check, Diagnostic, Rule, rules::national},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "national-unit-differs",
    severity: Severity::Hint,
    title: Key::RuleNationalUnit,
    rationale: Key::RuleNationalWhy,
    source: "Theo báo chí và kế hoạch của các địa phương về Quyết định số 2629/QĐ-TTg ngày 01/12/2025 của Thủ tướng Chính phủ; chưa đối chiếu bản gốc",
    check: Check::Annex {
        reads: &[Role::Content, Role::Target, Role::Unit],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    national::report(scope, &RULE, acc, Standing::OtherUnit, |it| {
        Key::NationalUnit.with([
            it.statement.unit.clone(),
            it.indicator.unit.clone(),
            it.indicator.number.clone(),
            it.indicator.source.clone(),
        ])
    });
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{
        rules::national::{national_unit_differs::RULE, testing::ANNEX},
        testing::report,
    };

    #[test]
    fn reports_other_units() {
        assert_snapshot!(report(&RULE, ANNEX), @"row 3 target: Đơn vị “%”, chỉ tiêu quốc gia số 12 tính bằng “Mức độ” (nguồn: KH 334; QĐ 3256. Năm 2030: KH 334 ghi 5, QĐ 3256 ghi “4, 5”; văn bản trung ương chưa đối chiếu được).");
    }
}
