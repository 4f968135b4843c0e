//! # `national-unit-differs`
//!
//! An annex measures a national indicator in another unit than the national programme.
//!
//! **Fix.** None. The list is known from the press and from other plans only, each target with how
//! well; it is a hint, never an authority.

use super::{Check, Diagnostic, Rule, Scope, Severity, national};
use crate::{coverage::Standing, model::Role, wording::Key};

pub(super) const RULE: Rule = Rule {
    id: "national-unit-differs",
    severity: Severity::Hint,
    title: Key::RuleNationalUnit,
    rationale: Key::RuleNationalWhy,
    source: "Quyết định 2629/QĐ-TTg ngày 01/12/2025, theo báo chí và kế hoạch các tỉnh",
    check: Check::Annex {
        reads: &[Role::Content, Role::Target, Role::Unit],
        check,
    },
};

fn check(scope: &Scope, acc: &mut Vec<Diagnostic>) {
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

    use super::{super::testing::report, RULE};

    #[test]
    fn reports_other_units() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            - 1 | Tỷ lệ người dân hài lòng khi sử dụng dịch vụ công | % | 90 | 99
            - 2 | Tỷ lệ DVCTT toàn trình | % | - | 100
            - 3 | Mức độ trưởng thành về quản trị dữ liệu | % | 30 | 50
            - 4 | Tỷ lệ cơ quan cung cấp dữ liệu mở | % | - | 100
            - 5 | Tỷ lệ cán bộ, công chức được đào tạo kỹ năng số cơ bản | % | 100 | 90
        "), @"row 3 target: Đơn vị “%”, chỉ tiêu quốc gia số 12 tính bằng “Mức độ” (nguồn: KH 334; QĐ 3256. Năm 2030: KH 334 ghi 5, QĐ 3256 ghi “4, 5”; văn bản trung ương chưa đối chiếu được).");
    }
}
