//! The columns of a reporting annex: which holds the result of the period, the target of its phase,
//! the assessment, the reason of a delay, the money.

use super::{
    column::{Column, ColumnId, Role},
    phase::years,
    report_period::{ReportPeriod, YearPart, first_months},
    results_beside::{is_share, results_beside},
    target_columns::start_of_targets,
};
use crate::sorting;

/// The columns of an annex as far as a report has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportColumns {
    /// The results of the period.
    pub actual: Option<ColumnId>,
    /// The results of the year up to the end of the period, where the period is a part of it.
    pub cumulative: Option<ColumnId>,
    /// The results as shares, beside those that are numbers of things.
    pub share: Option<ColumnId>,
    /// Other columns of results of the period.
    pub beside: Vec<ColumnId>,
    /// The results of parts of the period, in order, where no column has those of all of it; the last
    /// of them is `actual`.
    pub parts: Vec<ColumnId>,
    /// The results of the period before.
    pub previous: Option<ColumnId>,
    /// Where the indicator stood before the plan.
    pub baseline: Option<ColumnId>,
    pub status: Option<ColumnId>,
    /// Columns headed by assessments, of which a row marks one.
    pub marks: Vec<ColumnId>,
    /// How much of the work is done, in per cent.
    pub completion: Option<ColumnId>,
    pub difficulty: Option<ColumnId>,
    pub next_step: Option<ColumnId>,
    pub evidence: Option<ColumnId>,
    pub planned: Option<ColumnId>,
    pub disbursed: Option<ColumnId>,
    pub rate: Option<ColumnId>,
}

/// Words of headings over what was reached since the year began.
const CUMULATIVE: &[&str] = &[
    "lũy kế",
    "luỹ kế",
    "cộng dồn",
    "từ đầu năm",
    "từ 01/01",
    "từ 1/1",
    "đến kỳ",
    "đến hết kỳ",
    "đến hết tháng",
    "đến hết quý",
    "tính đến",
];
/// Words of headings over how much of the work is done.
const OF_WORK: &[&str] = &["khối lượng", "hoàn thành", "công việc", "tiến độ"];
const BASELINE: &[&str] = &[
    "hiện trạng",
    "thực trạng",
    "điểm xuất phát",
    "số liệu gốc",
    "trước kế hoạch",
    "đầu kỳ",
];
const DIFFICULTY: &[&str] = &[
    "khó khăn",
    "vướng mắc",
    "nguyên nhân",
    "tồn tại",
    "hạn chế",
    "lý do",
];
const NEXT_STEP: &[&str] = &[
    "bước tiếp theo",
    "việc tiếp theo",
    "hướng xử lý",
    "phương hướng",
    "kiến nghị",
    "đề xuất",
    "giải pháp khắc phục",
];
const EVIDENCE: &[&str] = &[
    "minh chứng",
    "tài liệu kiểm chứng",
    "văn bản kèm",
    "kiểm chứng",
];
const MONEY: &[&str] = &[
    "kinh phí",
    "dự toán",
    "vốn",
    "ngân sách",
    "triệu đồng",
    "tỷ đồng",
];
const DISBURSED: &[&str] = &[
    "giải ngân",
    "đã chi",
    "thực chi",
    "thanh toán",
    "quyết toán",
];
const PLANNED: &[&str] = &[
    "kế hoạch",
    "được giao",
    "giao",
    "bố trí",
    "phân bổ",
    "phê duyệt",
    "dự toán",
];

impl ReportColumns {
    /// Tells the columns apart by role and heading. Without a period, the latest results count.
    pub fn of(columns: &[Column], period: Option<ReportPeriod>) -> ReportColumns {
        let mut found = ReportColumns::default();
        let mut results: Vec<(Option<ReportPeriod>, ColumnId)> = Vec::new();
        let mut until_days: Vec<ColumnId> = Vec::new();
        for column in columns {
            let title = column.title().to_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
            let is_free = !matches!(
                column.role,
                Role::Target
                    | Role::Content
                    | Role::Ordinal
                    | Role::Group
                    | Role::Lead
                    | Role::Coordinating
            );
            let slot = if is_free && has(DISBURSED) && is_share(&title) {
                &mut found.rate
            } else if is_free && has(DISBURSED) {
                &mut found.disbursed
            } else if is_free && has(MONEY) && has(PLANNED) {
                &mut found.planned
            } else if (has(BASELINE) || is_of_year_before(&title))
                && matches!(column.role, Role::Actual | Role::Status | Role::Other)
            {
                &mut found.baseline
            } else if column.role == Role::Actual {
                let year = period.map(|it| it.year);
                let own = period_of(column, year);
                let inner = column.header.last().map(|it| it.trim().to_lowercase());
                let adds_up = inner.is_some_and(|it| matches!(it.as_str(), "cộng" | "tổng cộng"));
                let is_sum = adds_up || CUMULATIVE.iter().any(|it| title.contains(it));
                let is_of_this =
                    own.is_none() || period.zip(own).is_some_and(|(it, own)| own.ends_with(it));
                if is_sum && is_of_this && found.cumulative.is_none() {
                    found.cumulative = Some(column.id);
                }
                results.push((own, column.id));
                if ReportPeriod::until(&title).is_some() {
                    until_days.push(column.id);
                }
                continue;
            } else if column.role == Role::Status && is_share(&title) {
                &mut found.completion
            } else if column.role == Role::Status {
                &mut found.status
            } else if column.role == Role::Other
                && is_share(&title)
                && has(OF_WORK)
                && !["kế hoạch", "so với"].iter().any(|it| title.contains(it))
            {
                &mut found.completion
            } else if matches!(column.role, Role::Note | Role::Other) && has(NEXT_STEP) {
                &mut found.next_step
            } else if matches!(column.role, Role::Note | Role::Other) && has(DIFFICULTY) {
                &mut found.difficulty
            } else if matches!(column.role, Role::Note | Role::Other) && has(EVIDENCE) {
                &mut found.evidence
            } else {
                continue;
            };
            if slot.is_none() {
                *slot = Some(column.id);
            }
        }
        found.take_results(results, period, start_of_targets(columns), &until_days);
        if let Some(chosen) = columns.iter().find(|it| Some(it.id) == found.actual) {
            let year = period.map(|it| it.year);
            let own = |it: &Column| period_of(it, year);
            let taken = [found.cumulative, found.previous, found.baseline];
            (found.share, found.beside) = results_beside(columns, chosen, &taken, own);
        }
        found
    }

    fn take_results(
        &mut self,
        mut results: Vec<(Option<ReportPeriod>, ColumnId)>,
        period: Option<ReportPeriod>,
        start: Option<u16>,
        until_days: &[ColumnId],
    ) {
        // What was reached before the plan is no result of it.
        let is_result = |it: &(Option<ReportPeriod>, ColumnId)| {
            let years = it.0.map(|own| own.year).zip(start);
            years.is_none_or(|(own, start)| start <= own)
        };
        let of_period = |it: &(Option<ReportPeriod>, ColumnId)| {
            it.0 == period && period.is_some() && is_result(it)
        };
        let so_far = self.take_cumulative(&mut results, period);
        let parts = period.map_or(Vec::new(), |it| parts_of(it, &results));
        let last_part = parts.last().copied();
        let at = results
            .iter()
            .position(of_period)
            .or_else(|| results.iter().position(|(_, id)| Some(*id) == so_far))
            .or_else(|| {
                let at = results.iter().position(|(_, id)| Some(*id) == last_part)?;
                self.parts = parts;
                Some(at)
            })
            .or_else(|| results.iter().rposition(|(own, _)| own.is_none()))
            .or_else(|| {
                // A result for the year covers its quarters; one of an earlier year does not.
                let fits = |own: ReportPeriod| match period {
                    Some(period) => own.year == period.year && period <= own,
                    None => true,
                };
                let latest = results.iter().enumerate();
                let latest = latest.filter(|(_, it)| is_result(it) && it.0.is_some_and(fits));
                latest.max_by_key(|(_, (own, _))| *own).map(|(at, _)| at)
            })
            .or_else(|| {
                // "Đến 30/11/2026" is what a report on the year has.
                let is_within = |own: ReportPeriod| {
                    period.is_some_and(|it| {
                        let months = it.first_month()..=it.last_month();
                        own.year == it.year && months.contains(&own.last_month())
                    })
                };
                let latest = results.iter().enumerate();
                let latest = latest
                    .filter(|(_, it)| until_days.contains(&it.1) && it.0.is_some_and(is_within));
                latest.max_by_key(|(_, (own, _))| *own).map(|(at, _)| at)
            });
        if let Some(at) = at {
            let (own, id) = results.remove(at);
            self.actual = Some(id);
            let own = own.or(period);
            results.retain(|(it, _)| match (it, own) {
                (Some(it), Some(own)) => *it < own,
                _ => true,
            });
        }
        sorting::by_key(&mut results, |(own, _)| *own);
        self.previous = results.last().map(|(_, id)| *id);
        let earlier_year = results.iter().find(|(own, _)| match (own, period) {
            (Some(own), Some(period)) => own.year < period.year && own.part == YearPart::Year,
            _ => false,
        });
        self.baseline = self.baseline.or(earlier_year.map(|(_, id)| *id));
    }

    /// Takes the results of the year up to the end of a period out of the others. Returns them where there
    /// are none of the period itself.
    fn take_cumulative(
        &mut self,
        results: &mut Vec<(Option<ReportPeriod>, ColumnId)>,
        period: Option<ReportPeriod>,
    ) -> Option<ColumnId> {
        let has_own = results
            .iter()
            .any(|(own, _)| own.is_some() && *own == period);
        let covers = |own: ReportPeriod| {
            period.is_some_and(|it| own != it && own.is_from_january() && own.ends_with(it))
        };
        let found = results.iter().find(|(own, _)| own.is_some_and(covers));
        let found = found.map(|(_, id)| *id).or(self.cumulative);
        self.cumulative = found.filter(|_| has_own);
        results.retain(|(own, id)| Some(*id) != self.cumulative || *own == period);
        found.filter(|_| !has_own)
    }

    /// Whether an annex with these columns tells what became of money, of which it names the plan.
    pub fn is_of_money(&self) -> bool {
        self.actual.is_none() && (self.disbursed.is_some() || self.rate.is_some())
    }

    /// Whether an annex with these columns reports on a plan.
    pub fn is_report(&self) -> bool {
        self.actual.is_some()
    }
}

/// Whether a heading in small letters is over the figures of the year before, and no comparison with them.
fn is_of_year_before(title: &str) -> bool {
    let rest = ["thực hiện ", "kết quả ", "số liệu ", "số "]
        .iter()
        .find_map(|it| title.strip_prefix(it))
        .unwrap_or(title);
    let is_named = ["năm trước", "năm ngoái"]
        .iter()
        .any(|it| rest.starts_with(it));
    is_named && !is_share(title)
}

/// The results of the parts that a period consists of, in order; of its last part alone where others
/// are missing.
fn parts_of(period: ReportPeriod, results: &[(Option<ReportPeriod>, ColumnId)]) -> Vec<ColumnId> {
    let mut parts = Vec::new();
    let mut end = period.last_month();
    while period.first_month() <= end {
        let ends_here = |own: &ReportPeriod| {
            *own != period
                && own.year == period.year
                && own.last_month() == end
                && period.first_month() <= own.first_month()
        };
        let found = results
            .iter()
            .find_map(|(own, id)| Some((own.filter(ends_here)?, *id)));
        let Some((own, id)) = found else {
            break;
        };
        parts.push(id);
        end = own.first_month() - 1;
    }
    if period.first_month() <= end {
        parts.truncate(1);
    }
    parts.reverse();
    parts
}

/// The period that a heading names, also without the word: `TH 2025`. A part of a year without its
/// year is of `year`.
pub(super) fn period_of(column: &Column, year: Option<u16>) -> Option<ReportPeriod> {
    let named = column.header.iter().rev().find_map(|it| {
        let first_months = || ReportPeriod::parse_in(first_months(it)?, year);
        ReportPeriod::parse_in(it, year).or_else(first_months)
    });
    let title = column.title();
    if let Some(until) = ReportPeriod::until(&title).filter(|_| column.role == Role::Actual)
        && named.is_none_or(|it| it.part == YearPart::Year)
    {
        return Some(until.from_january());
    }
    // "Cả năm" beside its quarters.
    let whole = year.filter(|_| title.trim().to_lowercase() == "cả năm");
    let whole = whole.map(|year| ReportPeriod {
        year,
        part: YearPart::Year,
    });
    let named = named.or(whole);
    let single = || match years(&title).as_slice() {
        [(_, year)] => Some(ReportPeriod {
            year: *year,
            part: YearPart::Year,
        }),
        _ => None,
    };
    named.or_else(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headings: &[(Role, &str)]) -> Vec<Column> {
        let columns = (1..).zip(headings);
        columns
            .map(|(id, (role, title))| Column::new(ColumnId(id), *role, &[title]))
            .collect()
    }

    #[test]
    fn results_are_of_their_periods() {
        let columns = columns(&[
            (Role::Content, "Chỉ tiêu"),
            (Role::Actual, "Thực hiện năm 2025"),
            (Role::Target, "Mục tiêu năm 2026"),
            (Role::Actual, "Kết quả quý II/2026"),
            (Role::Actual, "Kết quả quý III/2026"),
            (Role::Status, "Đánh giá"),
            (Role::Note, "Khó khăn, vướng mắc"),
            (Role::Other, "Hướng xử lý tiếp theo"),
            (Role::Other, "Kinh phí được giao (triệu đồng)"),
            (Role::Other, "Đã giải ngân"),
            (Role::Other, "Tỷ lệ giải ngân (%)"),
        ]);
        let found = ReportColumns::of(&columns, ReportPeriod::parse("Quý III/2026"));
        let id = |id| Some(ColumnId(id));
        assert_eq!(
            found,
            ReportColumns {
                actual: id(5),
                cumulative: None,
                share: None,
                beside: Vec::new(),
                parts: Vec::new(),
                previous: id(4),
                baseline: id(2),
                status: id(6),
                marks: Vec::new(),
                completion: None,
                difficulty: id(7),
                next_step: id(8),
                evidence: None,
                planned: id(9),
                disbursed: id(10),
                rate: id(11),
            }
        );
        let earlier = ReportColumns::of(&columns, ReportPeriod::parse("Quý II/2026"));
        assert_eq!((earlier.actual, earlier.previous), (id(4), id(2)));
        assert_eq!(ReportColumns::of(&columns, None).actual, id(5));
        // What was reached before the plan is no result of it.
        let plan = ReportColumns::of(
            columns.get(..3).unwrap(),
            ReportPeriod::parse("Quý III/2026"),
        );
        assert!(!plan.is_report());
        assert!(!ReportColumns::of(columns.get(..3).unwrap(), None).is_report());
    }

    #[test]
    fn results_of_the_year_are_told_from_those_of_its_quarters() {
        let of = |headings: &[&str], period: &str| {
            let headings: Vec<(Role, &str)> =
                headings.iter().map(|it| (Role::Actual, *it)).collect();
            let found = ReportColumns::of(&columns(&headings), ReportPeriod::parse(period));
            let id = |it: Option<ColumnId>| it.map(|it| it.0);
            let parts: Vec<u32> = found.parts.iter().map(|it| it.0).collect();
            (id(found.actual), id(found.cumulative), parts)
        };
        let both = [
            "TH 9 tháng năm 2025",
            "TH quý III/2026",
            "TH 9 tháng năm 2026",
        ];
        assert_eq!(of(&both, "Quý III/2026"), (Some(2), Some(3), vec![]));
        assert_eq!(of(&both, "9 tháng năm 2026"), (Some(3), None, vec![]));
        let quarters = ["Thực hiện Quý I", "Thực hiện Quý II", "Thực hiện Quý III"];
        let of_all = (Some(3), None, vec![1, 2, 3]);
        assert_eq!(of(&quarters, "9 tháng năm 2026"), of_all);
        assert_eq!(of(&quarters, "Quý III/2026"), (Some(3), None, vec![]));
        let so_far = ["9 tháng đã đạt", "Riêng quý III"];
        assert_eq!(of(&so_far, "Quý III/2026"), (Some(2), Some(1), vec![]));
        let summed = ["Kết quả quý III/2026", "Lũy kế từ đầu năm"];
        assert_eq!(of(&summed, "Quý III/2026"), (Some(1), Some(2), vec![]));
        let until = ["Tháng 9/2026", "Đến hết tháng 9"];
        assert_eq!(of(&until, "9 tháng năm 2026"), (Some(2), None, vec![]));
        let until = ["Tháng 9", "Tính đến 30/9"];
        assert_eq!(of(&until, "9 tháng năm 2026"), (Some(2), None, vec![]));
    }
}
