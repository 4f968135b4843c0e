//! # `time-not-understood`
//!
//! A cell of times that says something else, a body, a document, a number of things ("Công an tỉnh", "Biên bản",
//! "25 mô hình"), or nothing certain ("Càng sớm càng tốt"). What a program does not read may still be a time:
//! "Giờ có tàu", "Giỗ Tổ Hùng Vương". A month or year that cannot be is left to `date-impossible` and
//! `year-impossible`, and another way of writing a date to `date-form`.
//!
//! **Why.** A time that a program cannot parse is usually unclear to readers too. The text may stay
//! if it is intended.

use crate::{
    model::{Period, Role, Severity, agencies_in, names_time},
    reference::{agencies::Directory, units},
    text::{ditto::is_ditto, phrase::starts_with},
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
            || !says_no_time(scope.document.directory, text)
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

/// Whether a text names a body or a document, counts things, or is vague.
fn says_no_time(directory: &Directory, text: &str) -> bool {
    let lower = text.to_lowercase();
    let named = agencies_in(directory, text);
    let is_body = named.iter().any(|it| it.agency.is_some());
    let is_document = DOCUMENTS.iter().any(|it| starts_with(&lower, it));
    let is_vague = VAGUE.iter().any(|it| lower.contains(it));
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    match has_digit {
        true => !has_date(text) && counts_things(&lower),
        false => is_body || is_document || is_vague,
    }
}

/// Kinds of documents and other results, as a cell begins with them.
const DOCUMENTS: &[&str] = &[
    "biên bản",
    "báo cáo",
    "quyết định",
    "kế hoạch",
    "tờ trình",
    "công văn",
    "thông báo",
    "nghị quyết",
    "văn bản",
    "hồ sơ",
    "danh sách",
    "đề án",
    "chương trình",
];

/// Words of times that name none.
const VAGUE: &[&str] = &[
    "càng sớm",
    "sớm nhất",
    "mai kia",
    "sau này",
    "chưa xác định",
    "chưa rõ",
];

/// Whether a text is a number of things, "25 mô hình", and of no units of time.
fn counts_things(lower: &str) -> bool {
    let unit = lower.split_once(' ').map_or("", |(_, it)| it.trim());
    let first = unit.split([' ', ',']).next().unwrap_or_default();
    lower.starts_with(|c: char| c.is_ascii_digit())
        && (units::counts_things(unit) || units::counts_things(first))
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
            - V | Giỗ Tổ Hùng Vương
            - X | Đang thực hiện
            - Y | Biên bản bàn giao
            - Z | 90 phút
        "), @r"
        row 5 time: Ô này chưa nêu thời gian mà ghi “Càng sớm càng tốt”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        row 17 time: Ô này chưa nêu thời gian mà ghi “25 mô hình”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        row 20 time: Ô này chưa nêu thời gian mà ghi “Công an tỉnh”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        row 23 time: Ô này chưa nêu thời gian mà ghi “Biên bản bàn giao”. Ví dụ cách ghi: Năm 2026 - 2030; Tháng 12/2026; Hằng năm.
        ");
    }
}
