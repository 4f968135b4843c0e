//! # `difficulty-missing`
//!
//! A row is missed or overdue, by its assessment or its figures, and the column of difficulties is
//! empty there.
//!
//! **Fix.** None: only the reporting unit knows the reason.

use super::reported::reported;
use crate::{
    model::{ProgressStatus, Role, Severity, is_blank},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "difficulty-missing",
    severity: Severity::Hint,
    title: Key::RuleDifficultyMissing,
    rationale: Key::RuleDifficultyMissingWhy,
    source: "Báo cáo nêu khó khăn, vướng mắc ở những nội dung chưa đạt",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let annex = &scope.annex;
    let has = |role: Role| annex.column_of(role).is_some();
    // A difficulty is told where results or assessments are.
    let reports = has(Role::Actual) && (has(Role::Note) || has(Role::Other));
    if !reports || !scope.states_something() {
        return;
    }
    let columns = &annex.reporting().columns;
    let Some(difficulty) = columns.difficulty else {
        return;
    };
    if !is_blank(scope.row.cell(difficulty)) {
        return;
    }
    let own = columns.status.map_or("", |it| scope.row.cell(it)).trim();
    let message = match ProgressStatus::parse(own) {
        Some(ProgressStatus::Missed | ProgressStatus::Overdue) => {
            Some(Key::DifficultyMissing.with([own.to_owned()]))
        }
        Some(_) => None,
        None => reported(scope).and_then(|row| {
            let judged = row.judge(scope)?;
            let (_, target) = row.target?;
            let args = [row.actual_text.to_owned(), target.to_owned()];
            (judged.status == ProgressStatus::Missed)
                .then(|| Key::DifficultyMissingFigure.with(args))
        }),
    };
    acc.extend(message.map(|it| scope.finding(&RULE, difficulty, it)));
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::progress::difficulty_missing::RULE, testing::report};

    #[test]
    fn reports_what_is_late_without_a_reason() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả năm 2026 | status:Đánh giá | note:Khó khăn, vướng mắc
            - Tỷ lệ người dân hài lòng | % | 95 | 80 | Chưa đạt |
            - Tỷ lệ người dân hài lòng | % | 95 | 80 | | -
            - Tỷ lệ người dân hài lòng | % | 95 | 80 | Chưa đạt | Thiếu người
            - Tỷ lệ người dân hài lòng | % | 95 | 96 | |
            - Tỷ lệ người dân hài lòng | % | 95 | | |
        "), @"
        row 1 note: Đánh giá là “Chưa đạt” mà cột khó khăn, vướng mắc để trống.
        row 2 note: Kết quả “80” chưa đạt mục tiêu “95” mà cột khó khăn, vướng mắc để trống.
        ");
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả năm 2026 | note:Ghi chú
            - Tỷ lệ người dân hài lòng | % | 95 | 80 |
        "), @"");
    }
}
