//! # `status-contradicts`
//!
//! The assessment says otherwise than the figures: "Đạt" beside 80 of 95, "Chưa đạt" beside 96 of 95.
//! Only figures that can be compared count. A mark under "Đạt" is an assessment, too.
//!
//! **Fix.** None: the figure may be wrong as well as the assessment.

use super::reported::reported;
use crate::{
    model::{Column, ColumnId, ProgressStatus, Severity, is_blank, is_mark},
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
    let written = row.annex.columns.status;
    let written = written.map(|it| (it, scope.row.cell(it).trim()));
    let Some((column, text)) = marked(scope).or(written) else {
        return;
    };
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

/// The one column that the row marks, with the assessment that heads it: "x" under one of "Đạt" and "Chưa đạt".
fn marked<'row>(scope: &RowScope<'row>) -> Option<(ColumnId, &'row str)> {
    let columns = scope.annex.columns.iter();
    let mut marked = columns
        .clone()
        .filter(|it| is_mark(scope.row.cell(it.id).trim()));
    let only = marked.next().filter(|_| marked.next().is_none())?;
    let assesses = |it: &Column| {
        let heading = it.header.last();
        heading.is_some_and(|it| ProgressStatus::parse(it).is_some())
    };
    let has_another = columns
        .into_iter()
        .any(|it| it.id != only.id && assesses(it) && is_blank(scope.row.cell(it.id)));
    let heading = only
        .header
        .last()
        .filter(|_| assesses(only) && has_another)?;
    Some((only.id, heading.trim()))
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

    #[test]
    fn reports_marks_that_the_figures_deny() {
        assert_snapshot!(report(&RULE, "
            content | unit | target:Năm 2026 | actual:Kết quả năm 2026 | other:Đạt | other:Chưa đạt
            - Số người được chăm sóc | người | 300 | 286 | x |
            - Số người được thăm hỏi | người | 300 | 286 | | x
            - Số người được tặng quà | người | 300 | 312 | | x
        "), @"
        row 1 other: Ghi “Đạt” nhưng kết quả là “286”, mục tiêu là “300”.
        row 3 other: Ghi “Chưa đạt” nhưng kết quả là “312”, mục tiêu là “300”.
        ");
    }
}
