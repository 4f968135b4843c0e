//! # `actual-other-kind`
//!
//! A result in another unit than its target, or without the unit that the target has: "36" for "36,5
//! tỷ đồng", "90 hồ sơ" for "95%".
//!
//! **Fix.** None: only the reporting unit knows what it counted.

use super::reported::reported;
use crate::{
    model::{Doubted, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "actual-other-kind",
    severity: Severity::Warning,
    title: Key::RuleActualOtherKind,
    rationale: Key::RuleActualOtherKindWhy,
    source: "Đối chiếu kết quả với mục tiêu trong cùng một dòng",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let Some(row) = reported(scope) else {
        return;
    };
    let (Some((_, target)), Some(judged)) = (row.target, row.judge(scope)) else {
        return;
    };
    if judged.doubt == Some(Doubted::OtherKind) {
        let args = [row.actual_text.to_owned(), target.to_owned()];
        acc.push(scope.finding(&RULE, row.actual.id, Key::ActualOtherKind.with(args)));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::progress::actual_other_kind::RULE, testing::report};

    #[test]
    fn reports_results_that_cannot_be_compared() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả năm 2026
            - Kinh phí bố trí | | 36,5 tỷ đồng | 36
            - Kinh phí bố trí | | 36,5 tỷ đồng | 36.000 triệu đồng
            - Tỷ lệ hồ sơ trực tuyến | | 95% | 90 hồ sơ
            - Tỷ lệ hồ sơ trực tuyến | % | 95 | 90
            - Số hồ sơ | hồ sơ | 1.200 | 1.300
            - Số hồ sơ | hồ sơ | 1.200 | 80%
            - Số ứng dụng | | 12 ứng dụng | 14
            - Tỷ lệ xã | | 100% | 34/34 xã
            - Tỷ lệ xã | % | 100 | Đang tổng hợp
        "), @"
        row 1 actual: Kết quả “36” và mục tiêu “36,5 tỷ đồng” khác loại hoặc khác đơn vị.
        row 3 actual: Kết quả “90 hồ sơ” và mục tiêu “95%” khác loại hoặc khác đơn vị.
        row 6 actual: Kết quả “80%” và mục tiêu “1.200” khác loại hoặc khác đơn vị.
        ");
    }
}
