//! Columns of a report that their headings do not tell, or tell wrongly: by what the cells hold and by where
//! the columns stand.

mod cells;
mod headings;

use super::{
    Annex, Column, ColumnId, Date, Done, Figure, Period, ProgressStatus, Role, WorkState,
    report_date,
};
use crate::{
    text::phrase::has_phrase,
    wording::{Key, Message},
};
use cells::{Cells, MOST};
pub use headings::ASIDE;
use headings::{BEGINNINGS, PARTS, PLANNED, SHARES, TO_COME};

/// Share of texts that say what became of tasks: products are named between them.
const MANY: f32 = 0.4;
/// A text of more words tells what was done, and is no bare assessment.
const VERDICT_WORDS: usize = 4;

/// Gives the columns of an annex the roles that their cells tell, and returns a note for each. `letter` names
/// the column at a place; `is_report` says that the annex is meant as a report.
pub fn assume_results(
    annex: &mut Annex,
    is_report: bool,
    letter: impl Fn(usize) -> String,
) -> Vec<Message> {
    let assumed = assumed_results(annex, is_report);
    let told = assumed.into_iter().filter_map(|(id, role)| {
        let at = annex.columns.iter().position(|it| it.id == id)?;
        let column = annex.columns.get_mut(at)?;
        column.role = role;
        let role = Message::from(role.label()).nested();
        Some(Key::NoteRoleByContent.with([letter(at), column.title(), role]))
    });
    told.collect()
}

/// Returns the roles that columns have although their headings do not say so. Only what arithmetic proves is
/// taken of an annex that is not said to be a report.
fn assumed_results(annex: &Annex, is_report: bool) -> Vec<(ColumnId, Role)> {
    let has = |role: Role| annex.column_of(role).is_some();
    let free = annex.columns.iter().filter(|it| is_free(it));
    let columns: Vec<Cells> = free.map(|it| Cells::of(annex, it)).collect();
    let mut found = proven(&columns);
    if !is_report {
        return found;
    }
    if !has(Role::Status)
        && let Some(verdicts) = verdicts(&columns)
    {
        found.push((verdicts.column.id, Role::Status));
    }
    let is_taken = |it: &&Cells| !found.iter().any(|(id, _)| *id == it.column.id);
    let columns: Vec<&Cells> = columns.iter().filter(is_taken).collect();
    let has_results = columns.iter().any(|it| it.column.role == Role::Actual);
    if !has(Role::Content) {
        return found;
    }
    if has_results && !has(Role::Target) {
        found.extend(planned_before_results(&columns));
    }
    if !has_results {
        let of_values = results_beside_targets(&columns);
        let results = match of_values.is_empty() {
            true => told_results(&columns)
                .or_else(|| real_ends(annex, &columns))
                .or_else(|| told_states(&columns))
                .into_iter()
                .collect(),
            false => of_values,
        };
        found.extend(results);
    }
    found
}

/// Whether a column may hold results, targets or assessments.
fn is_free(column: &Column) -> bool {
    matches!(
        column.role,
        Role::Target
            | Role::Actual
            | Role::Result
            | Role::Time
            | Role::Note
            | Role::Other
            | Role::Status
    )
}

/// Targets that are shares of the plan, or what came in a part of its time: the cells add up so.
fn proven(columns: &[Cells]) -> Vec<(ColumnId, Role)> {
    let of = |role: Role| columns.iter().filter(move |it| it.column.role == role);
    let targets = of(Role::Target).filter(|it| it.holds_values());
    let mut found = Vec::new();
    for (at, column) in targets.clone().enumerate() {
        let plans = || targets.clone().take(at).filter(|it| !is_part(it));
        let is_share = column.has_words(SHARES)
            && plans().any(|plan| of(Role::Actual).any(|it| column.is_share_of(it, plan)));
        let is_part_of = |result: &Cells| column.is_before(result) && column.is_within(result);
        let is_reached =
            is_part(column) && plans().next().is_some() && of(Role::Actual).any(is_part_of);
        if is_share {
            found.push((column.column.id, Role::Other));
        } else if is_reached {
            found.push((column.column.id, Role::Actual));
        }
    }
    found
}

/// Whether a column is headed by a part of the time of a plan, and by no word of planning.
fn is_part(cells: &Cells) -> bool {
    cells.names(PARTS) && !cells.names(PLANNED)
}

/// Whether a text is a bare assessment.
fn is_verdict(text: &str) -> bool {
    text.split_whitespace().count() <= VERDICT_WORDS
        && !text.contains(|c: char| c.is_ascii_digit())
        && (ProgressStatus::parse(text).is_some() || WorkState::parse(text).is_some())
}

/// The column of nothing but assessments, where another one holds results.
fn verdicts<'all, 'annex>(columns: &'all [Cells<'annex>]) -> Option<&'all Cells<'annex>> {
    let are_verdicts = |it: &&Cells| {
        let may_be = matches!(
            it.column.role,
            Role::Actual | Role::Other | Role::Note | Role::Result
        );
        may_be && it.is_filled() && 0.8 <= it.share(is_verdict)
    };
    let found = columns.iter().find(are_verdicts)?;
    let others = columns.iter().filter(|it| it.column.id != found.column.id);
    let has_values =
        others.clone().any(Cells::holds_values) || others.clone().any(|it| tells(it) >= MANY);
    has_values.then_some(found)
}

/// Finds what was planned right before the results, under a heading that says something else: "Nhiệm vụ được
/// giao".
fn planned_before_results(columns: &[&Cells]) -> Option<(ColumnId, Role)> {
    let result = columns.iter().find(|it| it.column.role == Role::Actual)?;
    let mut before = columns.iter().filter(|it| it.is_before(result));
    let planned = before.rfind(|it| matches!(it.column.role, Role::Other | Role::Result))?;
    let is_reported = |text: &str| Figure::parse(text, "", None).is_ok();
    let is_planned = planned.holds_values()
        && MANY <= result.share(is_reported)
        && planned.is_like(result)
        && !planned.has_words(ASIDE);
    is_planned.then_some((planned.column.id, Role::Target))
}

/// Finds values that are reached beside values that are planned.
fn results_beside_targets(columns: &[&Cells]) -> Vec<(ColumnId, Role)> {
    let is_value = |it: &&Cells| {
        it.holds_values()
            && (is_target(it) || !it.has_words(TO_COME))
            && !it.has_words(ASIDE)
            && !it.is_headed_by_share()
            && it.column.role != Role::Status
            && ProgressStatus::parse(&it.heading).is_none()
    };
    let values: Vec<&Cells> = columns.iter().copied().filter(is_value).collect();
    let plans: Vec<&Cells> = values.iter().copied().filter(|it| !is_part(it)).collect();
    let targets = || (0..plans.len()).filter(|at| plans.get(*at).is_some_and(|it| is_target(it)));
    let is_planned = |at: &usize| plans.get(*at).is_some_and(|it| it.names(PLANNED));
    // "Năm 2025 | Năm 2026: Định mức | Thực làm": what a heading says to be planned comes first.
    let mut places: Vec<usize> = targets().filter(is_planned).collect();
    places.extend(targets().filter(|at| !is_planned(at)));
    if places.is_empty() {
        places.push(0);
    }
    let mut found = places.iter().map(|at| results_beside(&values, &plans, *at));
    found.find(|it| !it.is_empty()).unwrap_or_default()
}

fn is_target(cells: &Cells) -> bool {
    cells.column.role == Role::Target
}

/// Finds values that are reached beside one plan.
fn results_beside(values: &[&Cells], plans: &[&Cells], at: usize) -> Vec<(ColumnId, Role)> {
    let Some(plan) = plans.get(at) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if !is_target(plan) {
        found.push((plan.column.id, Role::Target));
    }
    // "Ghi nhận quý I", "Ghi nhận quý II" beside one plan; the quarters of a plan add up to it.
    let parts: Vec<&Cells> = values
        .iter()
        .copied()
        .filter(|it| is_part(it) && it.is_like(plan))
        .collect();
    let is_split = 1 < parts.len() && plan.is_sum_of(&parts);
    if !parts.is_empty() && !is_split {
        found.extend(parts.iter().map(|it| (it.column.id, Role::Actual)));
        return found;
    }
    let behind = plans.iter().skip(at + 1);
    let mut reached = behind.filter(|it| it.is_like(plan) && !it.names(PLANNED));
    // Targets of phases are none of them results.
    let is_reached = |it: &&&Cells| !is_target(it) || it.column.phase() == plan.column.phase();
    match reached.find(is_reached) {
        Some(reached) if !is_split => {
            found.push((reached.column.id, Role::Actual));
            found
        }
        _ => Vec::new(),
    }
}

/// Share of texts that say what became of a matter.
fn tells(cells: &Cells) -> f32 {
    let says = |text: &str| {
        let is_done = matches!(
            Done::parse(text),
            Done::Yes | Done::No | Done::Dropped | Done::NoData
        );
        is_done || WorkState::parse(text).is_some() || ProgressStatus::parse(text).is_some()
    };
    cells.share(says)
}

/// Finds the texts that say what became of tasks, or of indicators in words.
fn told_results(columns: &[&Cells]) -> Option<(ColumnId, Role)> {
    let is_period = |text: &str| Period::parse(text).is_some();
    let may_tell = |it: &&&Cells| {
        let is_deadline = it.column.role == Role::Time && MANY <= it.share(is_period);
        let may_be = matches!(
            it.column.role,
            Role::Result | Role::Other | Role::Note | Role::Time
        );
        may_be && !is_deadline && it.is_filled() && !it.has_words(TO_COME)
    };
    let candidates: Vec<(f32, &&Cells)> = columns
        .iter()
        .filter(may_tell)
        .map(|it| (tells(it), it))
        .collect();
    let mut best: Option<(f32, &&Cells)> = None;
    for (share, it) in candidates {
        if MANY <= share && best.is_none_or(|(most, _)| most < share) {
            best = Some((share, it));
        }
    }
    let (_, found) = best?;
    Some((found.column.id, Role::Actual))
}

/// Finds texts that say more than an assessment does under a heading of states: "Hiện trạng đến 22/3".
fn told_states(columns: &[&Cells]) -> Option<(ColumnId, Role)> {
    let mut states = columns.iter().filter(|it| it.column.role == Role::Status);
    let found = states.find(|it| it.is_filled() && !it.holds_values())?;
    (found.share(is_verdict) < MANY).then_some((found.column.id, Role::Actual))
}

/// Finds the days on which tasks ended, behind their deadlines: none of them is after the report, and tasks
/// that go on have none.
fn real_ends(annex: &Annex, columns: &[&Cells]) -> Option<(ColumnId, Role)> {
    let mut times = columns.iter().filter(|it| it.column.role == Role::Time);
    let deadlines = times.next()?;
    let ends = times.next_back()?;
    let days: Vec<Date> = ends.texts.iter().filter_map(|it| Date::parse(it)).collect();
    let are_days = MOST * ends.texts.len() as f32 <= days.len() as f32 && !days.is_empty();
    let begins = |it: &Cells| BEGINNINGS.iter().any(|word| it.heading.starts_with(word));
    let reported = report_date(&annex.head);
    let is_past = reported.is_some_and(|reported| days.iter().all(|day| *day <= reported));
    let has_open = ends.texts.len() < deadlines.texts.len();
    let is_real = has_phrase(&ends.heading, "thực tế");
    let is_end =
        are_days && !begins(deadlines) && !begins(ends) && (is_real || (is_past && has_open));
    is_end.then_some((ends.column.id, Role::Actual))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::parse_annex;

    /// Roles of the columns, those that are assumed in brackets.
    fn roles(text: &str) -> String {
        let annex = parse_annex(text, 1);
        let assumed = assumed_results(&annex, true);
        let roles = annex.columns.iter().map(|it| {
            let own = assumed.iter().find(|(id, _)| *id == it.id);
            own.map_or(it.role.key().to_owned(), |(_, role)| {
                format!("[{}]", role.key())
            })
        });
        roles.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn values_beside_a_target_are_results_whatever_they_are_called() {
        for (text, expected) in [
            (
                "stt | content | unit | target:Định mức năm | other:Con số tháng 9 | other:Tỷ lệ (%)
                - 1 | Số ca trực | ca | 120 | 96 | 80
                - 2 | Số lượt khám | lượt | 4.200 | 3.150 | 75",
                "stt content unit target [actual] other",
            ),
            (
                "stt | content | unit | target:Kế hoạch năm | other:Trong quý | other:Cộng từ đầu năm
                - 1 | Số lớp tập huấn | lớp | 12 | 4 | 13
                - 2 | Số hộ thoát nghèo | hộ | 120 | 30 | 110",
                "stt content unit target [actual] [actual]",
            ),
            (
                "stt | content | unit | other:Ngưỡng | target:Quý III/2026
                - 1 | Tỷ lệ tàu đúng giờ | % | 95 | 92,5
                - 2 | Số chuyến | chuyến | 400 | 380",
                "stt content unit [target] [actual]",
            ),
            (
                "stt | content | other:Mức hẹn | other:Ghi nhận
                - 1 | Tỷ lệ tàu đúng giờ | ≥ 95% | 92,5%
                - 2 | Thời gian chờ | 15 phút | 12 phút",
                "stt content [target] [actual]",
            ),
            (
                "stt | content | target:Mục tiêu | other:Tình hình đến 30/9/2026 | note:Giải trình
                - 1 | Tỷ lệ tàu đúng giờ | 95% | Đạt 92,5%, còn chậm tuyến đêm | Sửa cầu
                - 2 | Đóng mới toa xe | 12 toa | Đã đóng 12 toa | ",
                "stt content target [actual] note",
            ),
            (
                "stt | content | target:Năm 2025 | target:Năm 2026 / Định mức khoán | target:Năm 2026 / Thực làm
                - 1 | Số đèn thay mới | 2.150 | 2.600 | 2.740
                - 2 | Số km cáp ngầm | 14,5 | 18 | 15,2",
                "stt content target target [actual]",
            ),
            (
                "stt | content | lead | time | status:Hiện trạng đến 22/3
                - 1 | Hiệu chuẩn 14 máy đo gió | Tổ thiết bị | 28/02/2026 | Hiệu chuẩn đủ 14/14 máy
                - 2 | Thay cột thu lôi | Tổ thiết bị | Trước 10/3/2026 | Cột chưa về đến kho",
                "stt content lead time [actual]",
            ),
            (
                "stt | content | lead | time | status:Hiện trạng
                - 1 | Hiệu chuẩn 14 máy đo gió | Tổ thiết bị | 28/02/2026 | Hoàn thành
                - 2 | Thay cột thu lôi | Tổ thiết bị | Trước 10/3/2026 | Chưa thực hiện",
                "stt content lead time status",
            ),
        ] {
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn texts_that_say_what_became_of_tasks_are_results() {
        for (text, expected) in [
            (
                "stt | content | lead | time:Hạn | time:Tiến độ thực tế
                - 1 | Sửa bờ kè | Sở A | Tháng 6/2026 | Đã hoàn thành ngày 20/5/2026
                - 2 | Mở lớp | Sở B | Tháng 9/2026 | Đang tuyển sinh
                - 3 | In sách | Sở C | Quý III/2026 | Chưa thực hiện",
                "stt content lead time [actual]",
            ),
            (
                "stt | content | lead | time:Hạn | result:Diễn biến | other:Kết luận
                - 1 | Sửa bờ kè | Sở A | Tháng 6/2026 | Đã nghiệm thu ngày 20/5/2026 | Đạt
                - 2 | Mở lớp | Sở B | Tháng 9/2026 | Đang tuyển sinh | Chưa đạt
                - 3 | In sách | Sở C | Quý III/2026 | Chưa thực hiện | Chưa đạt",
                "stt content lead time [actual] [status]",
            ),
        ] {
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn known_results_plans_and_products_are_left_alone() {
        for text in [
            "stt | content | unit | target:Kế hoạch | actual:Thực hiện | other:So với kế hoạch (%)
            - 1 | Số ca trực | ca | 120 | 96 | 80",
            "stt | content | unit | target:Năm 2026 | target:Năm 2030
            - 1 | Số ca trực | ca | 120 | 96",
            "stt | content | lead | time:Thời gian | result:Sản phẩm
            - 1 | Sửa bờ kè | Sở A | Tháng 6/2026 | Công trình
            - 2 | Mở lớp | Sở B | Tháng 9/2026 | 02 lớp",
        ] {
            assert!(!roles(text).contains('['), "{}", roles(text));
        }
    }

    #[test]
    fn what_came_in_a_part_of_the_time_is_no_target() {
        for (text, expected) in [
            (
                "stt | content | unit | target:Số giao cả năm | target:Đến hết quý II | target:Phát sinh quý III | actual:Lũy kế đến 25/9 | target:Đạt (%)
                - 1 | Trồng rừng | ha | 5.200 | 2.100 | 3.260 | 5.360 | 103,1
                - 2 | Trồng cây | cây | 3.000 | 1.310 | 1.140 | 2.450 | 81,7",
                "stt content unit target [actual] [actual] actual [other]",
            ),
            (
                "stt | content | unit | target:Ghi nhận quý I | other:Mức hẹn | other:Ghi nhận quý II
                - 1 | Số chuyến | chuyến | 380 | 400 | 412
                - 2 | Số khách | khách | 900 | 1.000 | 950",
                "stt content unit [actual] [target] [actual]",
            ),
            (
                "stt | content | unit | target:Mức hẹn | target:Ghi nhận
                - 1 | Số chuyến | chuyến | 400 | 412
                - 2 | Số khách | khách | 1.000 | 950",
                "stt content unit target [actual]",
            ),
            (
                "stt | content | unit | target:Giao cả năm | target:Quý I | target:Quý II
                - 1 | Số chuyến | chuyến | 400 | 150 | 250
                - 2 | Số khách | khách | 1.000 | 500 | 500",
                "stt content unit target target target",
            ),
            (
                "stt | content | other:Nhiệm vụ được giao 6 tháng | actual:Thực tế thực hiện
                - 1 | Sưu tầm hiện vật | 150 hiện vật | 162 hiện vật
                - 2 | Đón khách | 45.000 lượt | 38.700 lượt",
                "stt content [target] actual",
            ),
            (
                "stt | content | other:Việc giao 6 tháng | actual:Thực tế
                - 1 | Đón khách | 45.000 lượt | 38.700 lượt, bằng 86%
                - 2 | Thu phí | 900 triệu đồng | 950 triệu đồng
                - 3 | Mở lớp | 05 lớp | Mở được 04 lớp, còn 01 lớp chờ kinh phí
                - 4 | Mua tủ | 06 tủ | Chuyển sang cuối năm
                - 5 | Thuyết minh | 05 thứ tiếng | 03 thứ tiếng
                - 6 | Đào tạo | 20 người | 20 người",
                "stt content [target] actual",
            ),
        ] {
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn days_that_are_all_past_are_real_ends() {
        let text = "stt | content | lead | time:Thời hạn | time:Kết thúc thực tế
            - 1 | Sửa bờ kè | Sở A | 30/6/2026 | 20/5/2026
            - 2 | Mở lớp | Sở B | 30/9/2026 | 02/10/2026
            - 3 | In sách | Sở C | 31/12/2026 | ";
        assert_eq!(roles(text), "stt content lead time [actual]");
        let text = "stt | content | lead | time:Ngày triển khai | time:Ngày phải xong
            - 1 | Sửa bờ kè | Sở A | 30/6/2026 | 20/7/2026
            - 2 | Mở lớp | Sở B | 30/8/2026 | 02/10/2026";
        assert_eq!(roles(text), "stt content lead time time");
    }

    #[test]
    fn only_what_adds_up_is_taken_of_other_annexes() {
        let text = "stt | content | unit | target:Mức hẹn | target:Ghi nhận
            - 1 | Số chuyến | chuyến | 400 | 412";
        assert!(assumed_results(&parse_annex(text, 1), false).is_empty());
    }
}
