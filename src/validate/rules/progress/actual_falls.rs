//! # `actual-falls`
//!
//! A cumulative result is below that of an earlier period of the same year: more records digitised in
//! the second quarter than in the third.
//!
//! **Fix.** None: either of the two may be wrong.

use super::reported::reported;
use crate::{
    model::{Direction, Figure, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "actual-falls",
    severity: Severity::Warning,
    title: Key::RuleActualFalls,
    rationale: Key::RuleActualFallsWhy,
    source: "Kết quả cộng dồn của kỳ sau không thấp hơn kỳ trước trong cùng năm",
    check: Check::Row(check),
};

/// Things that are not undone within a year. Satisfaction and the like go up and down.
const CUMULATIVE: &[&str] = &[
    "được số hóa",
    "được số hoá",
    "số hóa",
    "kiên cố",
    "đạt chuẩn",
    "được cấp",
    "được kết nối",
    "được trang bị",
    "được phủ sóng",
    "được tiêm",
    "tiêm chủng",
    "được ban hành",
    "được phê duyệt",
    "được đào tạo",
    "được bồi dưỡng",
    "được rà soát",
    "mức độ trưởng thành",
    "giải ngân",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let Some(row) = reported(scope) else {
        return;
    };
    let columns = &row.annex.columns;
    let Some(previous) = columns.previous.and_then(|it| scope.annex.column(it)) else {
        return;
    };
    let (Some(before), Some(now)) = (row.annex.previous, row.annex.actual) else {
        return;
    };
    if before.year != now.year || now <= before {
        return;
    }
    let unit = scope.text(Role::Unit);
    let (way, reason) = Direction::of(scope.text(Role::Content), unit);
    if way != Direction::Rises || !CUMULATIVE.contains(&reason) {
        return;
    }
    let text = scope.row.cell(previous.id).trim();
    let (Ok(before), Ok(now)) = (
        Figure::parse(text, unit, None),
        Figure::parse(row.actual_text, unit, None),
    ) else {
        return;
    };
    let is_same_kind = before.measure == now.measure && before.change == now.change;
    if is_same_kind && now.value() < before.value() {
        let args = [
            row.actual_text.to_owned(),
            text.to_owned(),
            reason.to_owned(),
        ];
        acc.push(scope.finding(&RULE, row.actual.id, Key::ActualFalls.with(args)));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::progress::actual_falls::RULE, testing::report};

    #[test]
    fn reports_cumulative_results_that_fall_within_a_year() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả quý II/2026 | actual:Kết quả quý III/2026
            - Tỷ lệ hồ sơ được số hóa | % | 95 | 80 | 70
            - Tỷ lệ hồ sơ được số hóa | % | 95 | 70 | 80
            - Tỷ lệ người dân hài lòng | % | 95 | 94 | 92
            - Tỷ lệ hộ nghèo | % | 5 | 6 | 5,5
        "), @"row 1 actual: Kết quả “70” thấp hơn kỳ trước (“80”), trong khi chỉ tiêu là số cộng dồn (“được số hóa”).");
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Thực hiện năm 2025 | actual:Kết quả quý I/2026
            - Tỷ lệ hồ sơ được số hóa | % | 95 | 80 | 70
        "), @"");
    }
}
