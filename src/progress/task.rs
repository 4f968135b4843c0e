//! Assesses a task: what the report says is done, and its time against the report's date.

use super::{
    course::Course,
    days_told::{amount_done, asked_by, day_of_year, day_said, part_done},
    judged::Outcome,
};
use crate::{
    model::{Date, Done, Pace, Period, ProgressStatus, due_day, has_not_arisen, times_in},
    wording::Key,
};

/// A task with its time and what is reported on it.
pub(super) struct Task<'texts> {
    pub content: &'texts str,
    pub time: &'texts str,
    /// What is to come of it, such as "Quyết định".
    pub product: &'texts str,
    pub actual: &'texts str,
    /// The year of the report, of which a month without its year is.
    pub year: Option<u16>,
}

impl Task<'_> {
    /// Assesses the task at a date; without one, only what is done is known.
    pub fn judge(&self, date: Option<Date>, pace: Pace) -> Outcome {
        let year = self.year.or(date.map(|it| it.year));
        let due = due_day(self.time, year).or_else(|| day_of_year(self.time, date?));
        let outcome = self.at(due, date, pace);
        Outcome { due, ..outcome }
    }

    fn at(&self, due: Option<Date>, date: Option<Date>, pace: Pace) -> Outcome {
        let actual = self.actual.trim();
        let time = || self.time.trim().to_owned();
        let says = |key: Key| key.with([actual.to_owned()]);
        let done = self.done(due, date);
        match done {
            Done::Yes => {
                let day = Date::parse(actual);
                let is_late = day.zip(due).is_some_and(|(day, due)| due < day);
                let why = match is_late {
                    true => Key::WhyTaskDoneLate.with([actual.to_owned(), time()]),
                    false => says(Key::WhyReportSays),
                };
                return Outcome {
                    course: Some(if is_late {
                        Course::Late
                    } else {
                        Course::OnCourse
                    }),
                    ..Outcome::new(ProgressStatus::Met, why)
                };
            }
            Done::Dropped => {
                return Outcome::new(ProgressStatus::Dropped, says(Key::WhyReportSays));
            }
            Done::NoData if self.waits_for_occasion(due, date) => {}
            Done::NoData => return Outcome::new(ProgressStatus::NoData, says(Key::WhyReportSays)),
            Done::No | Done::Part | Done::Unknown | Done::Blank => {}
        }
        let Some(due) = due else {
            return self.without_end(done);
        };
        let Some(date) = date else {
            return Outcome::unclear(Key::WhyNoPeriod);
        };
        let days = [time(), date.written()];
        if due < date {
            return match done {
                Done::Unknown => {
                    Outcome::unclear(Key::WhyTaskUnknown.with([actual.to_owned(), time()]))
                }
                Done::Blank => Outcome {
                    course: Some(Course::Late),
                    ..Outcome::new(ProgressStatus::Overdue, Key::WhyTaskSilent.with(days))
                },
                _ => Outcome {
                    course: Some(Course::Late),
                    ..Outcome::new(ProgressStatus::Overdue, Key::WhyTaskOverdue.with(days))
                },
            };
        }
        let months = (i32::from(due.year) - i32::from(date.year)) * 12 + i32::from(due.month)
            - i32::from(date.month);
        let is_soon = months < i32::from(pace.last_quarters) * 3;
        // Nothing is reported although the end is near.
        let course = match is_soon && done == Done::Blank {
            true => Course::AtRisk,
            false => Course::OnCourse,
        };
        Outcome {
            course: Some(course),
            ..Outcome::new(ProgressStatus::NotDue, Key::WhyTaskNotDue.with(days))
        }
    }

    /// Whether there was no occasion for the task, whose time is not over.
    fn waits_for_occasion(&self, due: Option<Date>, date: Option<Date>) -> bool {
        let is_open = match due.zip(date) {
            Some((due, date)) => date <= due,
            None => matches!(
                Period::parse(self.time),
                Some(Period::Recurring | Period::Conditional)
            ),
        };
        is_open && has_not_arisen(&self.actual.to_lowercase())
    }

    /// Whether the task is done at a date. So many things done are all of them once the time is over,
    /// and what was to be held is done when its day is past.
    fn done(&self, due: Option<Date>, date: Option<Date>) -> Done {
        let actual = self.actual.trim();
        let is_open = due.zip(date).is_some_and(|(due, date)| date < due);
        let is_past = || {
            let day = date.and_then(|date| Some((day_said(actual, date)?, date)));
            day.is_some_and(|(day, date)| day <= date)
        };
        // "Khởi công quý I/2026": the time says what is to be done by it.
        let asked = asked_by(self.time);
        let product = format!("{} {asked}", self.product);
        let said = Done::of_task(actual, self.content, product.trim());
        let of_amount = || {
            let of_amount = amount_done(self.product, self.content, actual)
                .or_else(|| part_done(actual, date?));
            of_amount.filter(|_| said == Done::Unknown)
        };
        let is_asked = |asked: &str| Done::repeats(actual, asked);
        match of_amount().unwrap_or(said) {
            Done::Unknown if is_past() && !asked.is_empty() && is_asked(&asked) => Done::Yes,
            Done::Unknown if Done::was_held_well(actual) => Done::Yes,
            Done::Part if !is_open => Done::Yes,
            Done::Yes if self.is_first_of_several() && is_open => Done::Part,
            Done::Yes if self.is_first_of_several() => Done::Unknown,
            Done::Unknown if is_past() && Done::repeats(actual, self.content) => Done::Yes,
            Done::Unknown if is_past() && Done::was_held(actual, self.content) => Done::Yes,
            done => done,
        }
    }

    /// Whether the task has several times, and what is reported was done at an earlier one of them.
    fn is_first_of_several(&self) -> bool {
        let times = times_in(self.time);
        let said = times_in(self.actual);
        let last = times.last().filter(|_| 1 < times.len());
        last.is_some_and(|last| !said.is_empty() && said.iter().all(|it| it < last))
    }

    /// A task whose time names no end: recurring, on an occasion, or not understood.
    fn without_end(&self, done: Done) -> Outcome {
        let time = self.time.trim().to_owned();
        match Period::parse(&time) {
            Some(Period::Recurring | Period::Conditional) if done == Done::Blank => {
                Outcome::new(ProgressStatus::NoData, Key::WhyNoActual)
            }
            // What recurs within the period was done this time.
            Some(Period::Recurring)
                if done == Done::Unknown
                    && self.actual.trim().to_lowercase().starts_with("đã ")
                    && ["quý", "tháng", "tuần"]
                        .iter()
                        .any(|it| time.to_lowercase().contains(it)) =>
            {
                let said = self.actual.trim().to_owned();
                Outcome::new(ProgressStatus::Met, Key::WhyReportSays.with([said]))
            }
            Some(Period::Recurring) => {
                Outcome::new(ProgressStatus::NotDue, Key::WhyTaskRecurring.with([time]))
            }
            Some(Period::Conditional) => {
                Outcome::new(ProgressStatus::NotDue, Key::WhyTaskConditional.with([time]))
            }
            _ if done == Done::Blank => Outcome::new(ProgressStatus::NoData, Key::WhyNoActual),
            _ => Outcome::unclear(Key::WhyTaskNoTime.with([time])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReportPeriod;

    #[test]
    fn tasks_are_assessed_by_what_is_done_and_by_the_date() {
        use ProgressStatus::{Dropped, Met, NoData, NotDue, Overdue};
        let end = ReportPeriod::parse("Quý III/2026").unwrap().end();
        for (time, actual, expected, course) in [
            ("Tháng 6/2026", "Đã hoàn thành", Met, Some(Course::OnCourse)),
            (
                "Tháng 6/2026",
                "Quyết định số 12/QĐ-UBND ngày 05/6/2026",
                Met,
                Some(Course::OnCourse),
            ),
            (
                "Tháng 6/2026",
                "Đã ban hành Quyết định số 5/QĐ-UBND ngày 10/8/2026",
                Met,
                Some(Course::Late),
            ),
            ("Tháng 6/2026", "", Overdue, Some(Course::Late)),
            (
                "Tháng 6/2026",
                "Đang triển khai",
                Overdue,
                Some(Course::Late),
            ),
            ("Quý II/2026", "Đạt 60%", Overdue, Some(Course::Late)),
            ("Quý II/2026", "100%", Met, Some(Course::OnCourse)),
            (
                "Năm 2026",
                "Đang triển khai",
                NotDue,
                Some(Course::OnCourse),
            ),
            ("Quý IV/2026", "", NotDue, Some(Course::OnCourse)),
            ("Tháng 11/2026", "", NotDue, Some(Course::AtRisk)),
            (
                "Trước ngày 30/9/2026",
                "Đang lấy ý kiến",
                NotDue,
                Some(Course::OnCourse),
            ),
            ("Năm 2026 - 2030", "", NotDue, Some(Course::OnCourse)),
            (
                "Trước 30/6 hằng năm",
                "Chưa thực hiện",
                Overdue,
                Some(Course::Late),
            ),
            (
                "Trước ngày 15/12 hằng năm",
                "Chưa thực hiện",
                NotDue,
                Some(Course::OnCourse),
            ),
            (
                "6 tháng đầu năm 2026",
                "Đang triển khai",
                Overdue,
                Some(Course::Late),
            ),
            (
                "Tháng 9/2026",
                "Đã rà soát xong",
                Met,
                Some(Course::OnCourse),
            ),
            ("Hằng năm", "Đang thực hiện", NotDue, None),
            ("Hằng năm", "", NoData, None),
            ("Hằng quý", "Đã họp quý I, II, III", Met, None),
            (
                "Quý II/2026",
                "Đã trình UBND tỉnh ngày 28/6/2026",
                NoData,
                None,
            ),
            (
                "Tháng 6/2026",
                "Xin lùi sang năm 2027",
                Overdue,
                Some(Course::Late),
            ),
            ("Khi có hướng dẫn", "Đang chờ hướng dẫn", NotDue, None),
            ("Tháng 6/2026", "Không thực hiện", Dropped, None),
            ("Tháng 6/2026", "Chưa có số liệu", NoData, None),
            ("Tháng 6/2026", "Phối hợp với các xã", NoData, None),
        ] {
            let content = "Rà soát";
            let outcome = Task {
                content,
                time,
                product: "",
                actual,
                year: None,
            }
            .judge(Some(end), Pace::default());
            assert_eq!(
                (outcome.status, outcome.course),
                (expected, course),
                "{time}: {actual}"
            );
        }
        let unclear = Task {
            content: "Rà soát",
            time: "Tháng 6/2026",
            product: "",
            actual: "Phối hợp với các xã",
            year: None,
        };
        assert!(unclear.judge(Some(end), Pace::default()).is_unclear);
    }

    #[test]
    fn times_in_words_and_what_was_held_on_a_day_are_understood() {
        use ProgressStatus::{Met, NoData, NotDue, Overdue};
        let end = ReportPeriod::parse("Quý III/2026").unwrap().end();
        for (content, time, actual, expected) in [
            (
                "Xây dựng phần mềm",
                "Tháng 8",
                "Đơn vị thi công chưa bàn giao",
                Overdue,
            ),
            ("Xây dựng phần mềm", "Tháng 11", "Đang thi công", NotDue),
            (
                "Giải quyết tố cáo",
                "Dứt điểm trong quý I/2026",
                "Còn 01 vụ chưa xong",
                Overdue,
            ),
            (
                "Kiểm tra đê",
                "Tháng 5 và tháng 10/2026",
                "Đã kiểm tra đợt tháng 5",
                NotDue,
            ),
            (
                "Kiểm tra đê",
                "Tháng 5 và tháng 8/2026",
                "Đã kiểm tra đợt tháng 8",
                Met,
            ),
            (
                "Kiểm tra đê",
                "Tháng 5 và tháng 8/2026",
                "Đã kiểm tra đợt tháng 5",
                NoData,
            ),
            (
                "Hội thảo giống lúa",
                "Quý IV/2026",
                "Tổ chức ngày 05/8/2026, 120 đại biểu",
                Met,
            ),
            (
                "Hội thảo giống lúa",
                "Quý IV/2026",
                "Tổ chức ngày 05/12/2026",
                NotDue,
            ),
            (
                "Hưởng ứng Ngày Môi trường",
                "Tháng 6/2026",
                "Trồng 500 cây ngày 05/6/2026",
                Met,
            ),
            (
                "Sửa đổi quy định",
                "Tháng 6/2026",
                "Trình UBND tỉnh ngày 05/6/2026",
                Overdue,
            ),
        ] {
            let task = Task {
                content,
                time,
                product: "",
                actual,
                year: Some(2026),
            };
            let outcome = task.judge(Some(end), Pace::default());
            assert_eq!(outcome.status, expected, "{content}: {actual}");
        }
    }

    #[test]
    fn an_amount_is_held_against_that_of_the_product() {
        let end = ReportPeriod::parse("Quý III/2026").unwrap().end();
        for (actual, expected) in [
            ("14,5 ha", ProgressStatus::Overdue),
            ("20 ha", ProgressStatus::Met),
            ("14 hộ", ProgressStatus::NoData),
        ] {
            let task = Task {
                content: "Trồng rừng ngập mặn",
                time: "Quý II/2026",
                product: "20 ha",
                actual,
                year: Some(2026),
            };
            let outcome = task.judge(Some(end), Pace::default());
            assert_eq!(outcome.status, expected, "{actual}");
        }
    }

    #[test]
    fn a_part_of_the_work_is_not_the_work() {
        use ProgressStatus::{Dropped, Met, NotDue, Overdue};
        let end = ReportPeriod::parse("Quý III/2026").unwrap().end();
        for (content, product, time, actual, expected) in [
            (
                "Di dời 03 cơ sở",
                "",
                "Trước 30/11/2026",
                "Đã di dời 01 cơ sở",
                NotDue,
            ),
            (
                "Di dời 03 cơ sở",
                "",
                "Quý II/2026",
                "Đã di dời 01 cơ sở",
                Overdue,
            ),
            (
                "Trám lấp giếng",
                "",
                "Giai đoạn 2025 - 2027",
                "Đã trám lấp 120 giếng",
                NotDue,
            ),
            (
                "Trám lấp giếng",
                "",
                "Quý II/2026",
                "Đã trám lấp 120 giếng",
                Met,
            ),
            (
                "Xây dựng phim",
                "Phim",
                "Trước 31/12/2026",
                "Đã hoàn thành kịch bản",
                NotDue,
            ),
            (
                "Khảo sát",
                "",
                "Quý IV/2026",
                "Đã ban hành Kế hoạch số 45/KH-SNN",
                NotDue,
            ),
            (
                "Phê duyệt chương trình",
                "Quyết định",
                "Tháng 01/2026",
                "QĐ số 77/QĐ-UBND",
                Met,
            ),
            (
                "Tổ chức Diễn đàn vùng",
                "",
                "Tháng 9/2026",
                "Tổ chức ngày 12/9/2026 tại thành phố",
                Met,
            ),
            (
                "Tổ chức Diễn đàn vùng",
                "",
                "Tháng 12/2026",
                "Tổ chức ngày 12/12/2026 tại thành phố",
                NotDue,
            ),
            (
                "Đoàn công tác",
                "",
                "Quý II/2026",
                "Hoãn, không tổ chức trong năm",
                Dropped,
            ),
        ] {
            let task = Task {
                content,
                time,
                product,
                actual,
                year: None,
            };
            let outcome = task.judge(Some(end), Pace::default());
            assert_eq!(outcome.status, expected, "{content}: {actual}");
        }
    }
}
