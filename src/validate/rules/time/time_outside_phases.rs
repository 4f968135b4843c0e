//! # `time-outside-phases`
//!
//! A time that begins before or ends after the phases named in the plan's own annexes.
//!
//! **Why.** Such a row was usually copied from an older plan. A phase without a start ("đến năm
//! 2027") sets no lower limit.

use crate::{
    model::{Date, Period, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-outside-phases",
    severity: Severity::Warning,
    title: Key::RuleTimeOutsidePhases,
    rationale: Key::RuleTimeOutsidePhasesWhy,
    source: "Đối chiếu với các giai đoạn nêu trong chính phụ lục",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let Some(horizon) = scope.document.totals.horizon else {
        return;
    };
    if scope.row.kind.is_section() {
        return;
    }
    // Phases before the plan are wrong themselves: `heading-years` blames the heading.
    let issued = Date::parse(&scope.document.plan.date);
    if issued.is_some_and(|issued| horizon.to < issued.year) {
        return;
    }
    for column in scope.annex.columns_of(Role::Time) {
        let text = scope.row.cell(column.id);
        let Some(Period::Span { from, to }) = Period::parse(text) else {
            continue;
        };
        let early = horizon.from.is_some_and(|start| from.year < start);
        // A plan of a year or two goes on with what began before and what ends later.
        let is_short = horizon.from.is_some_and(|start| horizon.to <= start + 1);
        let overlaps = horizon.from.is_none_or(|start| start <= to.year) && from.year <= horizon.to;
        // Tết and the school year lie in two years.
        let months = i32::from(to.year) * 12 + i32::from(to.month)
            - i32::from(from.year) * 12
            - i32::from(from.month);
        let is_across = overlaps && (0..12).contains(&months);
        if (early || horizon.to < to.year) && !(is_short && overlaps) && !is_across {
            let text = text.trim().to_owned();
            let message = match horizon.from {
                Some(_) => Key::TimeOutsidePhases.with([text, horizon.key()]),
                None => Key::TimeAfterPhases.with([text, horizon.to.to_string()]),
            };
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::time_outside_phases::RULE, testing::report};

    #[test]
    fn reports_times_beyond_the_plan() {
        assert_snapshot!(report(&RULE, "
            content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030 | time
            - A | | | Năm 2026 - 2030
            - B | | | Năm 2025 - 2030
            - C | | | Tháng 1/2031
            - D | | | Hàng năm
        "), @r"
        row 2 time: Thời gian “Năm 2025 - 2030” nằm ngoài giai đoạn 2026-2030 của kế hoạch.
        row 3 time: Thời gian “Tháng 1/2031” nằm ngoài giai đoạn 2026-2030 của kế hoạch.
        ");
    }

    #[test]
    fn knows_no_start_where_a_phase_is_open() {
        assert_snapshot!(report(&RULE, "
            content | time
            # Giai đoạn đến năm 2027 |
            - A | Năm 2025
            # Mục tiêu giai đoạn 2028-2030 |
            - B | Năm 2031
        "), @"row 4 time: Thời gian “Năm 2031” nằm sau năm 2030, năm cuối của kế hoạch.");
    }

    #[test]
    fn a_plan_of_one_year_goes_on_with_longer_tasks() {
        assert_snapshot!(report(&RULE, "
            content | target:Kế hoạch năm 2027 | time
            - A | 1 | 2025 - 2028
            - B | 1 | Tháng 11/2026 - tháng 3/2027
            - C | 1 | Năm 2024
        "), @"row 3 time: Thời gian “Năm 2024” nằm ngoài giai đoạn 2027 của kế hoạch.");
    }
}
