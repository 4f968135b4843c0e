//! # `time-not-understood`
//!
//! A time that has no word of which times are made: "Càng sớm càng tốt", "Biên bản". What a program does not
//! read may still be a time: "Giờ có tàu". A month or year that cannot be is left to `date-impossible` and `year-impossible`, and another way of
//! writing a date to `date-form`.
//!
//! **Why.** A time that a program cannot parse is usually unclear to readers too. The text may stay
//! if it is intended.

use crate::{
    model::{Period, Role, Severity, names_time},
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
            || names_time(text)
            || has_date(text)
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

/// Whether a figure may be that of a date, a year or a short month: "30/6", "2026", "T8". "25 mô hình" counts
/// something else.
fn has_date(text: &str) -> bool {
    let is_part = |it: &str| {
        let figures = it.bytes().filter(u8::is_ascii_digit).count();
        0 < figures
            && (figures == 4
                || it.contains(['/', '-', '.', ':', 'h'])
                || it.starts_with(char::is_alphabetic))
    };
    let is_alone =
        text.split_whitespace().count() == 1 && text.contains(|c: char| c.is_ascii_digit());
    is_alone || text.split_whitespace().any(is_part)
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
            - O | Hằng tối thứ Bảy
            - P | Giờ có tàu
            - Q | Bất kỳ lúc nào
            - R | 25 mô hình
            - S | Trong T8
            - T | Q2/2026
            - U | Công an tỉnh
        "), @r"
        row 5 time: Không đọc được thời gian “Càng sớm càng tốt”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        row 17 time: Không đọc được thời gian “25 mô hình”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        row 20 time: Không đọc được thời gian “Công an tỉnh”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        ");
    }
}
