//! What a reporting annex says of its own period and date.

use super::{
    annex::AnnexHead,
    column::{Column, Role},
    date::Date,
    reference_line::read_reference_line,
    report_columns::{ReportColumns, period_of},
    report_period::{ReportPeriod, YearPart},
};

/// Returns the period that an annex says it reports on: in its title, in the lines above the table,
/// or over its results.
pub fn reported_period(head: &AnnexHead, columns: &[Column]) -> Option<ReportPeriod> {
    let lines = [&head.title]
        .into_iter()
        .chain(&head.between)
        .chain(&head.before);
    let lines = lines.chain([&head.reference, &head.sheet]);
    // A plan's title names its year; only a report's title names a part of a year.
    let says_report = |text: &str| {
        let lower = text.to_lowercase();
        ["báo cáo", "kết quả", "tiến độ", "tình hình", "số liệu"]
            .iter()
            .any(|it| lower.contains(it))
    };
    let of_lines = lines.filter_map(|line| {
        let named = ReportPeriod::parse(line);
        // "Kế hoạch năm 2026" is what is reported on, "đến 30/6/2026" until when.
        let is_part = named.is_some_and(|it| it.part != YearPart::Year);
        let until = ReportPeriod::until(line).filter(|_| !is_part && says_report(line));
        let period = until.or(named)?;
        (period.part != YearPart::Year || says_report(line)).then_some(period)
    });
    let of_columns = || {
        let actual = columns.iter().filter(|it| it.role == Role::Actual);
        actual.filter_map(|it| period_of(it, None)).max()
    };
    of_lines
        .max_by_key(|it| it.part != YearPart::Year)
        .or_else(|| year_of_results(head, columns))
        .or_else(of_columns)
}

/// The year that a title names over results of it: "CÁC CHỈ TIÊU Y TẾ DỰ PHÒNG NĂM 2026". A plan has results of
/// the years before.
fn year_of_results(head: &AnnexHead, columns: &[Column]) -> Option<ReportPeriod> {
    let title = head.title.to_lowercase();
    let is_plan = ["kế hoạch", "dự kiến", "phân công", "phương hướng"]
        .iter()
        .any(|it| title.contains(it));
    let named = ReportPeriod::parse(&head.title).filter(|_| !is_plan)?;
    let own = ReportColumns::of(columns, Some(named));
    own.is_report().then_some(named)
}

/// Returns the date of a report, as its reference line or its letterhead gives it.
pub fn report_date(head: &AnnexHead) -> Option<Date> {
    let is_report = |text: &str| text.to_lowercase().contains("báo cáo");
    if is_report(&head.reference) {
        let date = Date::parse(&read_reference_line(&head.reference).date);
        return date.or_else(|| Date::parse(&head.reference));
    }
    let mut lines = head.before.iter().filter(|_| is_report(&head.title));
    lines.find_map(|it| Date::parse(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ColumnId;

    #[test]
    fn a_title_over_results_of_its_year_names_the_period() {
        let period = |title: &str, heading: &str| {
            let head = AnnexHead {
                title: title.to_owned(),
                ..AnnexHead::default()
            };
            let columns = [
                Column::new(ColumnId(1), Role::Target, &["Mức giao"]),
                Column::new(ColumnId(2), Role::Actual, &[heading]),
            ];
            reported_period(&head, &columns).map(ReportPeriod::label)
        };
        let year = Some("Năm 2026".to_owned());
        assert_eq!(period("CHỈ TIÊU Y TẾ DỰ PHÒNG NĂM 2026", "Thực hiện"), year);
        assert_ne!(period("CHỈ TIÊU Y TẾ NĂM 2026", "Thực hiện năm 2025"), year);
        assert_ne!(period("KẾ HOẠCH NĂM 2026", "Hiện trạng"), year);
    }

    #[test]
    fn a_report_until_a_day_is_of_the_period_that_ends_there() {
        let head = |title: &str| AnnexHead {
            title: title.to_owned(),
            ..AnnexHead::default()
        };
        let columns = [
            Column::new(ColumnId(1), Role::Target, &["Kế hoạch năm 2026"]),
            Column::new(ColumnId(2), Role::Actual, &["Thực hiện đến 30/6/2026"]),
        ];
        for (title, expected) in [
            (
                "KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2026 ĐẾN 30/6/2026",
                "Quý II/2026",
            ),
            ("TÌNH HÌNH GIẢI NGÂN ĐẾN NGÀY 15/9/2026", "Quý III/2026"),
            ("BIỂU CHỈ TIÊU", "6 tháng đầu năm 2026"),
            (
                "BÁO CÁO 6 THÁNG ĐẦU NĂM 2026 (đến 15/6/2026)",
                "6 tháng đầu năm 2026",
            ),
        ] {
            let period = reported_period(&head(title), &columns);
            assert_eq!(
                period.map(ReportPeriod::label).as_deref(),
                Some(expected),
                "{title}"
            );
        }
        let actual = |period| ReportColumns::of(&columns, ReportPeriod::parse(period)).actual;
        for period in ["Quý II/2026", "6 tháng đầu năm 2026", "Năm 2026"] {
            assert_eq!(actual(period), Some(ColumnId(2)), "{period}");
        }
    }
}
