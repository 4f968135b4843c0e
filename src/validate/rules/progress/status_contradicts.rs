//! # `status-contradicts`
//!
//! The assessment says otherwise than the figures: "Đạt" beside 80 of 95, "Chưa đạt" beside 96 of 95.
//! Only figures that can be compared count.
//!
//! **Fix.** None: the figure may be wrong as well as the assessment.

use super::reported::reported;
use crate::{
    model::{ProgressStatus, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "status-contradicts",
    severity: Severity::Warning,
    title: Key::RuleStatusContradicts,
    rationale: Key::RuleStatusContradictsWhy,
    source: "Đối chiếu cột đánh giá với kết quả và mục tiêu trong cùng một dòng",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let Some(row) = reported(scope) else {
        return;
    };
    let Some(column) = row.annex.columns.status else {
        return;
    };
    let text = scope.row.cell(column).trim();
    let Some(own) = ProgressStatus::parse(text) else {
        return;
    };
    // "Vượt tiến độ" speaks of the pace, of which the year's target says nothing before its end.
    if text.to_lowercase().contains("tiến độ") && own != ProgressStatus::Missed {
        return;
    }
    let judged = row
        .judge(scope)
        .filter(|it| it.doubt.is_none() && it.figures.is_some());
    let (Some(judged), Some((_, target))) = (judged, row.target) else {
        return;
    };
    let contradicts = match (own, judged.status) {
        (ProgressStatus::Exceeded | ProgressStatus::Met, it) => it == ProgressStatus::Missed,
        (ProgressStatus::Missed | ProgressStatus::NoData, it) => it.is_reached(),
        _ => false,
    };
    if contradicts {
        let args = [
            text.to_owned(),
            row.actual_text.to_owned(),
            target.to_owned(),
        ];
        acc.push(scope.finding(&RULE, column, Key::StatusContradicts.with(args)));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::progress::status_contradicts::RULE, testing::report};

    #[test]
    fn reports_assessments_that_the_figures_deny() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả năm 2026 | status:Đánh giá
            - Tỷ lệ người dân hài lòng | % | 95 | 80 | Đạt
            - Tỷ lệ người dân hài lòng | % | 95 | 96 | Chưa đạt
            - Tỷ lệ người dân hài lòng | % | 95 | 96 | Vượt
            - Tỷ lệ hộ nghèo | % | 5 | 4,2 | Đạt
            - Tỷ lệ hộ nghèo | % | 5 | 6,2 | Hoàn thành
            - Tỷ lệ lao động nông nghiệp | % | 45 | 43 | Chưa đạt
            - Tỷ lệ người dân hài lòng | % | 95 | 80 | Đang theo dõi
        "), @"
        row 1 status: Ghi “Đạt” nhưng kết quả là “80”, mục tiêu là “95”.
        row 2 status: Ghi “Chưa đạt” nhưng kết quả là “96”, mục tiêu là “95”.
        row 5 status: Ghi “Hoàn thành” nhưng kết quả là “6,2”, mục tiêu là “5”.
        ");
    }
}
