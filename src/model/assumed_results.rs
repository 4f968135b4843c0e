//! Columns of results in a table that is said to be a report, though no heading names one: told by what the
//! cells hold and by where the columns stand.

use super::{
    Annex, Column, ColumnId, Done, Period, ProgressStatus, Role, RowKind, Target, WorkState,
    is_blank,
};
use crate::text::phrase::has_phrase;

/// Share of the filled cells of a column that must be of a kind.
const MOST: f32 = 0.6;
/// The same for words that say what became of a task: products are named between them.
const MANY: f32 = 0.4;
/// Share of the rows in which a column must hold something.
const FILLED: f32 = 0.3;
/// A text of more words tells what was done, and is no bare assessment.
const VERDICT_WORDS: usize = 4;
/// Longer texts are no values.
const VALUE_CHARS: usize = 60;

/// Words of headings over values that are neither planned nor reached: shares, differences, earlier values,
/// points and costs.
const ASIDE: &[&str] = &[
    "so với",
    "so sánh",
    "tỷ lệ",
    "tỉ lệ",
    "tăng",
    "giảm",
    "chênh",
    "chênh lệch",
    "cùng kỳ",
    "năm trước",
    "kỳ trước",
    "gốc",
    "nền",
    "trọng số",
    "hệ số",
    "điểm chuẩn",
    "điểm tối đa",
    "còn lại",
    "kinh phí",
    "đơn giá",
    "thành tiền",
    "mã",
    "dự kiến",
    "năm sau",
    "kỳ sau",
    "xếp hạng",
    "xu hướng",
];
/// Words of headings over what is still to come, which no text below them reports.
const TO_COME: &[&str] = &[
    "yêu cầu",
    "dự kiến",
    "phải",
    "cần",
    "sẽ",
    "kiến nghị",
    "đề xuất",
    "tiếp theo",
];

/// Returns the roles that columns of a report have although their headings do not say so; nothing where
/// results are known. An annex that is no report must not be asked about.
pub fn assumed_results(annex: &Annex) -> Vec<(ColumnId, Role)> {
    let has = |role: Role| annex.column_of(role).is_some();
    let free = annex.columns.iter().filter(|it| is_free(it));
    let columns: Vec<Cells> = free.map(|it| Cells::of(annex, it)).collect();
    let mut found = Vec::new();
    if !has(Role::Status)
        && let Some(verdicts) = verdicts(&columns)
    {
        found.push((verdicts.column.id, Role::Status));
    }
    let is_taken = |it: &&Cells| !found.iter().any(|(id, _)| *id == it.column.id);
    let columns: Vec<&Cells> = columns.iter().filter(is_taken).collect();
    let has_results = columns.iter().any(|it| it.column.role == Role::Actual);
    if !has_results && has(Role::Content) {
        let of_values = results_beside_targets(&columns);
        let results = match of_values.is_empty() {
            true => told_results(&columns).into_iter().collect(),
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

/// A column with what its cells hold.
struct Cells<'annex> {
    column: &'annex Column,
    n_rows: usize,
    texts: Vec<&'annex str>,
    /// One for each row; `None` where the cell is no value.
    values: Vec<Option<f64>>,
    heading: String,
}

impl<'annex> Cells<'annex> {
    fn of(annex: &'annex Annex, column: &'annex Column) -> Cells<'annex> {
        let items = annex.rows.iter();
        let items = items.filter(|it| matches!(it.kind, RowKind::Item(_)));
        let items: Vec<_> = items.collect();
        let value = |text: &str, unit: &str| match Target::parse(text, unit) {
            Target::Measured { amount, .. } if text.chars().count() <= VALUE_CHARS => {
                Some(amount.representative())
            }
            _ => None,
        };
        let texts = items.iter().map(|it| it.cell(column.id).trim());
        let texts: Vec<&str> = texts.filter(|it| !is_blank(it)).collect();
        let values = items.iter().map(|it| {
            let text = it.cell(column.id).trim();
            let is_time =
                Period::parse(text).is_some() && !text.chars().all(|c| c.is_ascii_digit());
            value(text, annex.text(it, Role::Unit)).filter(|_| !is_time)
        });
        Cells {
            column,
            n_rows: items.len(),
            values: values.collect(),
            texts,
            heading: column.title().to_lowercase(),
        }
    }

    fn share(&self, is: impl Fn(&str) -> bool) -> f32 {
        let n = self.texts.iter().filter(|it| is(it)).count();
        n as f32 / self.texts.len().max(1) as f32
    }

    fn is_filled(&self) -> bool {
        FILLED * self.n_rows as f32 <= self.texts.len() as f32 && !self.texts.is_empty()
    }

    fn holds_values(&self) -> bool {
        let n = self.values.iter().flatten().count();
        self.is_filled() && MOST * self.texts.len() as f32 <= n as f32
    }

    fn has_words(&self, words: &[&str]) -> bool {
        self.heading.contains('%') || words.iter().any(|it| has_phrase(&self.heading, it))
    }

    /// Whether values of two columns are of a kind in most rows that have both.
    fn is_like(&self, other: &Cells) -> bool {
        let pairs = self.values.iter().zip(&other.values);
        let both: Vec<(f64, f64)> = pairs
            .filter_map(|(one, other)| Some(((*one)?, (*other)?)))
            .collect();
        let is_near = |(one, other): &&(f64, f64)| {
            let (small, large) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
            large <= 20.0 * small || large <= 20.0
        };
        let n_near = both.iter().filter(is_near).count();
        !both.is_empty() && MOST * both.len() as f32 <= n_near as f32
    }
}

/// The column of nothing but assessments, where another one holds results.
fn verdicts<'all, 'annex>(columns: &'all [Cells<'annex>]) -> Option<&'all Cells<'annex>> {
    let is_verdict = |text: &str| {
        text.split_whitespace().count() <= VERDICT_WORDS
            && !text.contains(|c: char| c.is_ascii_digit())
            && (ProgressStatus::parse(text).is_some() || WorkState::parse(text).is_some())
    };
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

/// Finds values that are reached beside values that are planned.
fn results_beside_targets(columns: &[&Cells]) -> Vec<(ColumnId, Role)> {
    let values: Vec<&&Cells> = columns
        .iter()
        .filter(|it| it.holds_values() && !it.has_words(ASIDE) && it.column.role != Role::Status)
        .collect();
    let is_planned = |it: &&&&Cells| it.column.role == Role::Target;
    let first_target = values.iter().position(|it| it.column.role == Role::Target);
    let Some(at) = first_target else {
        return match values.as_slice() {
            [planned, reached, ..] if reached.is_like(planned) => {
                vec![
                    (planned.column.id, Role::Target),
                    (reached.column.id, Role::Actual),
                ]
            }
            _ => Vec::new(),
        };
    };
    let Some(target) = values.get(at) else {
        return Vec::new();
    };
    let mut behind = values.iter().skip(at + 1).filter(|it| !is_planned(it));
    if let Some(reached) = behind.find(|it| it.is_like(target)) {
        return vec![(reached.column.id, Role::Actual)];
    }
    // "Quý III" was taken for a target, and what stands left of it is the plan; or the last of two
    // targets says what became of the first.
    let is_part = |it: &Cells| {
        let words = ["quý", "tháng", "kỳ", "đến", "lũy kế", "hiện"];
        words.iter().any(|word| has_phrase(&it.heading, word))
    };
    let before = at.checked_sub(1).and_then(|at| values.get(at));
    match before.filter(|it| is_part(target) && it.is_like(target)) {
        Some(planned) => vec![
            (planned.column.id, Role::Target),
            (target.column.id, Role::Actual),
        ],
        None => {
            let mut later = values.iter().skip(at + 1);
            let reached = later.find(|it| is_part(it) && it.is_like(target));
            reached
                .map(|it| (it.column.id, Role::Actual))
                .into_iter()
                .collect()
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::parse_annex;

    /// Roles of the columns, those that are assumed in brackets.
    fn roles(text: &str) -> String {
        let annex = parse_annex(text, 1);
        let assumed = assumed_results(&annex);
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
}
