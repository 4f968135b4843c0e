//! # `date-impossible`
//!
//! A time contains a date that does not exist, or recurring reporting dates that are out of order:
//! "trước ngày 31/6 hằng năm", "20/02, 20/9, 20/05 hằng năm".
//!
//! **Fix.** None: only a person knows which date is meant.

use crate::{
    model::{Date, Role, Severity, dates_in},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "date-impossible",
    severity: Severity::Error,
    title: Key::RuleDateImpossible,
    rationale: Key::RuleDateImpossibleWhy,
    source: "Lịch; các mốc báo cáo định kỳ “trước ngày 20/02, 20/05, 20/9, 01/12 hằng năm” (QĐ 3256/QĐ-UBND Đồng Tháp)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let Some(column) = scope.annex.column_of(Role::Time) else {
        return;
    };
    let text = row.cell(column.id);
    if !text.contains('/') {
        return;
    }
    let dates = dates_in(text);
    for (written, date) in &dates {
        if !date.is_real() {
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
    if 1 < recurring.len() && !recurring.is_sorted() {
        acc.push(scope.finding(&RULE, column.id, Key::DatesUnordered.into()));
    }
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
        "), @"
        row 2 time: Không có ngày 31/6.
        row 3 time: Không có ngày 31/4/2027.
        row 5 time: Các mốc trong năm không theo thứ tự thời gian.
        ");
    }
}
