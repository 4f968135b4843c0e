//! # `level-out-of-range`
//!
//! A maturity level (mức độ, cấp độ) outside 1 to 5.
//!
//! **Why.** The national assessment of data governance has five levels. Lạng Sơn writes `Mức độ` +
//! `3`, Đồng Tháp `Đạt cấp độ 4, 5`.

use crate::{
    model::{Measure, Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "level-out-of-range",
    severity: Severity::Error,
    title: Key::RuleLevelOutOfRange,
    rationale: Key::RuleLevelOutOfRangeWhy,
    source: "Thang 5 mức độ trưởng thành về quản trị dữ liệu (QĐ 2629/QĐ-TTg, chỉ tiêu 12)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    if row.kind.is_section() {
        return;
    }
    let under_level = Measure::of_unit(scope.text(Role::Unit)) == Measure::Level;
    for (column, text, target) in scope.targets() {
        let wrong = match target {
            Target::Measured {
                amount,
                measure: Measure::Level,
                ..
            } => {
                let mut values = amount.values().into_iter();
                values.any(|value| value.fract() != 0.0 || !(1.0..=5.0).contains(&value))
            }
            Target::Qualitative => under_level,
            _ => false,
        };
        if wrong {
            let message = Key::LevelOutOfRange.with([text.to_owned()]);
            acc.push(scope.finding(&RULE, column, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::level_out_of_range::RULE, testing::report};

    #[test]
    fn reports_levels_beyond_the_scale() {
        assert_snapshot!(report(&RULE, "
            content | unit | target
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | 3
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | 6
            - Mức độ trưởng thành về quản trị dữ liệu | | Đạt cấp độ 4, 5
            - Mức độ trưởng thành về quản trị dữ liệu | | Đạt cấp độ 5, 6
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | 2,5
            - Mức độ trưởng thành về quản trị dữ liệu | Mức độ | -
            - Tỷ lệ hồ sơ | % | 80
        "), @r"
        row 2 target: Mức độ (cấp độ) phải từ 1 đến 5, ô này ghi “6”.
        row 4 target: Mức độ (cấp độ) phải từ 1 đến 5, ô này ghi “Đạt cấp độ 5, 6”.
        row 5 target: Mức độ (cấp độ) phải từ 1 đến 5, ô này ghi “2,5”.
        ");
    }
}
