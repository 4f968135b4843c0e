//! # `actual-out-of-range`
//!
//! A result above 100% of a whole: "104%" for a share, "35/34 xã". Fulfilment of plans, growth,
//! comparisons and ratios of different things can exceed 100%.
//!
//! **Fix.** None: only the reporting unit knows its figure.

use super::reported::reported;
use crate::{
    model::{Amount, Bound, Figure, Measure, Role, Severity, parse_number},
    validate::{Check, Diagnostic, RowScope, Rule, rules::values::target_out_of_range::may_exceed},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "actual-out-of-range",
    severity: Severity::Error,
    title: Key::RuleActualOutOfRange,
    rationale: Key::RuleActualOutOfRangeWhy,
    source: "Khái niệm tỷ lệ phần trăm. Ví dụ: kết quả 104% của tỷ lệ hồ sơ",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let Some(row) = reported(scope) else {
        return;
    };
    let unit = scope.text(Role::Unit).trim();
    let text = row.actual_text;
    let target = row.target.map_or("", |(_, text)| text);
    let wanted = Figure::parse(target, unit, None).ok();
    let is_beyond = || {
        let all = format!("{} {text} {target}", scope.text(Role::Content));
        may_exceed(unit, &all)
            || wanted
                .as_ref()
                .is_some_and(|it| 100.0 < it.value() || it.change.is_some())
    };
    let is_wrong = match Figure::parse(text, unit, Some(Measure::Percent)) {
        Ok(Figure {
            amount: Amount::One(value),
            measure: Measure::Percent,
            bound: Bound::Exactly,
            change: None,
            ..
        }) => 100.0 < value && !is_beyond(),
        _ => {
            let is_part = matches!(wanted.as_ref().map(|it| &it.amount), Some(Amount::Of(..)));
            is_part && is_more_than_whole(text)
        }
    };
    if is_wrong {
        let message = Key::ActualOutOfRange.with([text.to_owned()]);
        acc.push(scope.finding(&RULE, row.actual.id, message));
    }
}

/// Whether a text begins with a part that is more than its whole: "35/34 xã".
fn is_more_than_whole(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let Some((part, whole)) = first.split_once('/') else {
        return false;
    };
    matches!((parse_number(part), parse_number(whole)), (Some(part), Some(whole)) if whole < part)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::progress::actual_out_of_range::RULE, testing::report};

    #[test]
    fn reports_parts_above_their_whole() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả năm 2026
            - Tỷ lệ hồ sơ được số hóa | % | 100 | 104
            - Tỷ lệ hồ sơ được số hóa | | 95% | 1.200 hồ sơ (104%)
            - Tỷ lệ hồ sơ được số hóa | % | 95 | Đạt 102% kế hoạch
            - Tốc độ tăng doanh thu | % | 110 | 124
            - Tỷ lệ hồ sơ được số hóa | % | 95 | 99,5
            - Xã có kết nối | | 34/34 xã | 35/34 xã
            - Xã có kết nối | | 34/34 xã | 33/34 xã
        "), @"
        row 1 actual: Kết quả “104” vượt 100% của toàn thể.
        row 2 actual: Kết quả “1.200 hồ sơ (104%)” vượt 100% của toàn thể.
        row 6 actual: Kết quả “35/34 xã” vượt 100% của toàn thể.
        ");
    }
}
