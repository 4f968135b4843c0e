//! # `date-impossible`
//!
//! A time or a sentence contains a date, month or quarter that does not exist, or a time has recurring
//! reporting dates that are out of order: "trước ngày 31/6 hằng năm", "Tháng 13/2026", "20/02, 20/9,
//! 20/05 hằng năm".
//!
//! **Fix.** None: only a person knows which date is meant.

use crate::{
    model::{Date, Role, Severity, TimeSlip, dates_in, slips_in_sentence, time_slips},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "date-impossible",
    severity: Severity::Error,
    title: Key::RuleDateImpossible,
    rationale: Key::RuleDateImpossibleWhy,
    source: "Ngày có trong lịch; các mốc trong năm theo thứ tự thời gian",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for column in scope.annex.columns {
        let text = row.cell(column.id);
        let is_time = column.role == Role::Time;
        let is_sentence = matches!(column.role, Role::Content | Role::Result | Role::Note);
        let has_digit = || text.bytes().any(|byte| byte.is_ascii_digit());
        if !(is_time || (is_sentence && has_digit())) {
            continue;
        }
        let slips = match is_time {
            true => time_slips(text),
            false => slips_in_sentence(text),
        };
        for slip in slips {
            let message = match slip {
                TimeSlip::Month(month) => Key::MonthImpossible.with([month]),
                TimeSlip::Quarter(quarter) => Key::QuarterImpossible.with([quarter]),
                TimeSlip::Day(day) => Key::DateImpossible.with([day]),
                TimeSlip::Year(_) => continue,
            };
            acc.push(scope.finding(&RULE, column.id, message));
        }
        if !text.contains('/') {
            continue;
        }
        let dates = dates_in(text);
        for (written, date) in &dates {
            // In a sentence, "15/34" is a rank unless it follows "ngày".
            // "trực 24/24 giờ"
            let is_round_the_clock = *written == "24/24";
            let is_date =
                (is_time && !is_round_the_clock) || date.year != 0 || follows_day(text, written);
            if is_date && !date.is_real() {
                let message = Key::DateImpossible.with([(*written).to_owned()]);
                acc.push(scope.finding(&RULE, column.id, message));
            }
        }
        // Several dates without a year recur every year and should be in calendar order.
        let recurring: Vec<(u8, u8)> = dates
            .iter()
            .map(|(_, it)| it)
            .filter(|it| it.year == 0)
            .map(|it: &Date| (it.month, it.day))
            .collect();
        if is_time && 1 < recurring.len() && !recurring.is_sorted() {
            let finding = scope.finding(&RULE, column.id, Key::DatesUnordered.into());
            acc.push(finding.into_warning());
        }
    }
}

fn follows_day(text: &str, date: &str) -> bool {
    let before = text.split(date).next().unwrap_or_default();
    before.trim_end().ends_with("ngày")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::time::date_impossible::RULE, testing::report};

    #[test]
    fn reports_days_that_are_none() {
        assert_snapshot!(report(&RULE, "
            stt | time
            - 1 | Trước ngày 20/02, 20/05, 20/9 và 01/12 hằng năm
            - 2 | Trước ngày 31/6 hằng năm
            - 3 | 31/4/2027
            - 4 | 29/02/2028
            - 5 | 20/02, 20/9, 20/05 hằng năm
            - 6 | Tháng 12/2026
            - 7 | Quý IV/2026
            - 8 | Tháng 13/2026
            - 9 | Quý V/2026
        "), @"
        row 2 time: Lịch không có ngày 31/6; nên kiểm tra lại.
        row 3 time: Lịch không có ngày 31/4/2027; nên kiểm tra lại.
        row 5 time: Các mốc trong năm không theo thứ tự thời gian.
        row 8 time: Không có tháng 13: một năm có 12 tháng.
        row 9 time: Không có quý V: một năm có 4 quý.
        ");
    }

    #[test]
    fn looks_into_sentences_too() {
        assert_snapshot!(report(&RULE, "
            content
            - Báo cáo trước ngày 31/11/2026
            - Xếp hạng trong nhóm 15/34 tỉnh, thành phố
            - Tổng kết trước ngày 31 tháng 9 hằng năm
            - Đạt 12/34 tiêu chí, 350 hộ vào cuối tháng
        "), @"
        row 1 content: Lịch không có ngày 31/11/2026; nên kiểm tra lại.
        row 3 content: Lịch không có ngày 31 tháng 9; nên kiểm tra lại.
        ");
    }
}
