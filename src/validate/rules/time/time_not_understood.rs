//! # `time-not-understood`
//!
//! A time that names no year, month, season, occasion, recurrence or condition: "Càng sớm càng tốt".
//! A month or year that cannot be is left to `date-impossible` and `year-impossible`, and another way of
//! writing a date to `date-form`.
//!
//! **Why.** A time that a program cannot parse is usually unclear to readers too. The text may stay
//! if it is intended.

use crate::{
    model::{Period, Role, Severity},
    text::ditto::is_ditto,
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "time-not-understood",
    severity: Severity::Warning,
    title: Key::RuleTimeNotUnderstood,
    rationale: Key::RuleTimeNotUnderstoodWhy,
    source: "Các cách ghi thời gian thường gặp trong kế hoạch",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for column in scope.annex.columns_of(Role::Time) {
        let text = row.cell(column.id).trim();
        if row.kind.is_section()
            || text.is_empty()
            || matches!(text, "-" | "–")
            || is_ditto(text)
            || is_done(text)
            || Period::parse(text).is_some()
            || text.contains(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let message = Key::TimeNotUnderstood.with([text.to_owned()]);
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

/// Whether the time is told by what has been done: "Đã hoàn thành".
fn is_done(text: &str) -> bool {
    text.to_lowercase().starts_with("đã ")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::time_not_understood::RULE, testing::report};

    #[test]
    fn reports_times_that_say_nothing() {
        assert_snapshot!(report(&RULE, "
            content | time
            - A | Năm 2026-2030
            - B | Khi Khung hướng dẫn đánh giá được ban hành
            - C | Hàng năm
            - D | Tháng 13/2026
            - E | Càng sớm càng tốt
            - F |
            - G | Học kỳ I
            - H | Cả năm
            - I | -nt-
            - K | Như trên
            - L | Hoàn thành trước mùa mưa lũ
            - M | Đã nghiệm thu
            - N | Từ khi nhận chim đến khi thả
        "), @r"
        row 5 time: Không đọc được thời gian “Càng sớm càng tốt”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        ");
    }
}
