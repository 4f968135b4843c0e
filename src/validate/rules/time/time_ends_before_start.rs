//! # `time-ends-before-start`
//!
//! A period that ends before it starts: "Năm 2030 - 2026".

use crate::{
    model::{Period, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-ends-before-start",
    severity: Severity::Error,
    title: Key::RuleTimeEndsBeforeStart,
    rationale: Key::RuleTimeEndsBeforeStartWhy,
    source: "Thời gian kết thúc không thể trước thời gian bắt đầu",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let Some(column) = scope.annex.column_of(Role::Time) else {
        return;
    };
    let text = row.cell(column.id);
    if let Some(Period::Span { from, to }) = Period::parse(text)
        && to < from
    {
        let message = Key::TimeEndsBeforeStart.with([text.trim().to_owned()]);
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::time_ends_before_start::RULE, testing::report};

    #[test]
    fn reports_spans_the_wrong_way_round() {
        assert_snapshot!(report(&RULE, "
            content | time
            - A | Năm 2030 - 2026
            - B | Năm 2026 - 2030
            - C | Từ tháng 9/2026 đến tháng 3/2026
            - D | Năm 2026
        "), @r"
        row 1 time: Thời gian kết thúc trước khi bắt đầu: “Năm 2030 - 2026”.
        row 3 time: Thời gian kết thúc trước khi bắt đầu: “Từ tháng 9/2026 đến tháng 3/2026”.
        ");
    }
}
