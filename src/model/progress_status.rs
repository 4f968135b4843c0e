//! The assessment of an indicator or a task, in the words that officials use.

use super::{
    called_off::{
        gives_reason, is_ended, is_not_ours, says_no_more, tells_result, undone, without_reason,
    },
    no_data::unknown,
    outcome_words::{
        assessed::{DONE, NOT_DONE, NOT_DUE, OVERDUE},
        begins,
        dropped::{CALLED_OFF, DROPPED},
        going_on::PARTLY,
        unknown::{OCCASIONS, UNKNOWN},
    },
};
use crate::{
    text::phrase::{has_phrase, starts_with},
    wording::Key,
};

/// How an indicator or a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProgressStatus {
    Exceeded,
    Met,
    Missed,
    NotDue,
    Overdue,
    NoData,
    /// Not carried out: only where the report says so.
    Dropped,
}

impl ProgressStatus {
    pub const ALL: [ProgressStatus; 7] = [
        ProgressStatus::Exceeded,
        ProgressStatus::Met,
        ProgressStatus::Missed,
        ProgressStatus::NotDue,
        ProgressStatus::Overdue,
        ProgressStatus::NoData,
        ProgressStatus::Dropped,
    ];

    /// Returns the name used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            ProgressStatus::Exceeded => "exceeded",
            ProgressStatus::Met => "met",
            ProgressStatus::Missed => "missed",
            ProgressStatus::NotDue => "not-due",
            ProgressStatus::Overdue => "overdue",
            ProgressStatus::NoData => "no-data",
            ProgressStatus::Dropped => "dropped",
        }
    }

    pub fn label(self) -> Key {
        match self {
            ProgressStatus::Exceeded => Key::StatusExceeded,
            ProgressStatus::Met => Key::StatusMet,
            ProgressStatus::Missed => Key::StatusMissed,
            ProgressStatus::NotDue => Key::StatusNotDue,
            ProgressStatus::Overdue => Key::StatusOverdue,
            ProgressStatus::NoData => Key::StatusNoData,
            ProgressStatus::Dropped => Key::StatusDropped,
        }
    }

    /// Whether the target is reached or the task done.
    pub fn is_reached(self) -> bool {
        matches!(self, ProgressStatus::Exceeded | ProgressStatus::Met)
    }

    /// Reads what a report says about a row, such as `Hoàn thành`, `Chưa đạt`, `Không thực hiện`.
    /// `None` for figures, and for words that say neither.
    pub fn parse(text: &str) -> Option<ProgressStatus> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        // "Không thực hiện (dự án dừng theo …)": what follows is the reason.
        let first = lower.split(['(', ',', ';', '.', ':', '\n']).next();
        let first = first.unwrap_or_default().trim();
        let has_reason = gives_reason(first);
        let reasoned = first;
        let first = without_reason(first).trim();
        let first = first.strip_prefix("thôi ").unwrap_or(first);
        if is_not_ours(first) {
            return Some(ProgressStatus::Dropped);
        }
        let is_dropped = begins(first, DROPPED);
        let rest = lower.trim().get(reasoned.len()..).unwrap_or_default();
        let is_whole = says_no_more(first) && !tells_result(rest);
        let is_undone = (has_reason || is_whole) && undone(reasoned).is_some();
        if is_dropped
            || CALLED_OFF.contains(&first)
            || is_undone
            || is_ended(without_reason(reasoned).trim())
        {
            return Some(match has_phrase(first, "được") {
                true => ProgressStatus::Missed,
                false => ProgressStatus::Dropped,
            });
        }
        if unknown(first).is_some() || has_not_arisen(first) {
            return Some(ProgressStatus::NoData);
        }
        let has_figure = lower.contains(|c: char| c.is_ascii_digit());
        let mut later = lower.split([',', ';', '.']).skip(1).map(str::trim);
        if !has_figure && later.any(|it| CALLED_OFF.contains(&it) || is_ended(it)) {
            return Some(ProgressStatus::Dropped);
        }
        if words.is_empty() || WORDS_MAX < words.len() {
            return None;
        }
        let said = words.join(" ");
        let has = |phrases: &[&str]| phrases.iter().any(|it| has_phrase(&said, it));
        let starts = |phrases: &[&str]| phrases.iter().any(|it| starts_with(&said, it));
        if starts(DROPPED) {
            return Some(ProgressStatus::Dropped);
        }
        if starts(UNKNOWN) {
            return Some(ProgressStatus::NoData);
        }
        let is_open = has(NOT_DONE) || starts(&["chưa", "đang"]);
        if has(NOT_DUE) || starts(&["trong hạn"]) || (is_open && has(&["trong hạn"])) {
            return Some(ProgressStatus::NotDue);
        }
        if is_open && has(OVERDUE) {
            return Some(ProgressStatus::Overdue);
        }
        // "Không phát sinh vướng mắc" tells nothing of the work.
        if starts(&["không phát sinh"]) {
            return None;
        }
        if has(NOT_DONE) || starts(&["chưa", "không"]) {
            return Some(ProgressStatus::Missed);
        }
        // "Hoàn thành 80%" and "Cơ bản hoàn thành" are neither.
        if has_figure || has(PARTLY) {
            return None;
        }
        if has(&["vượt"]) {
            return Some(ProgressStatus::Exceeded);
        }
        if starts(DONE) {
            return Some(ProgressStatus::Met);
        }
        has(OVERDUE).then_some(ProgressStatus::Overdue)
    }
}

/// A longer text tells what was done instead of assessing it.
const WORDS_MAX: usize = 12;

/// Whether a lower-case clause says that something is not carried out at all: "không tổ chức trong năm
/// 2026", and not "không tổ chức được", "không thực hiện đúng hạn".
pub(super) fn is_called_off(clause: &str) -> bool {
    let clause = without_reason(clause);
    let clause = clause.strip_prefix("thôi ").unwrap_or(clause);
    let others = ["được", "đúng", "kịp", "đầy đủ", "hết", "đạt", "tốt"];
    begins(clause, DROPPED) && !others.iter().any(|it| has_phrase(clause, it))
}

/// Whether a lower-case text says that there was no occasion: "không phát sinh hồ sơ".
pub fn has_not_arisen(lower: &str) -> bool {
    let said = lower.trim().trim_end_matches('.');
    let behind = said.strip_prefix("không ").or(said.strip_prefix("chưa "));
    let of = behind.and_then(|it| it.strip_prefix("phát sinh"));
    of.map(str::trim)
        .is_some_and(|of| of.is_empty() || begins(of, OCCASIONS))
}

/// Whether a cell of results says nothing.
pub fn is_blank(text: &str) -> bool {
    !text.contains(char::is_alphanumeric) && !is_tick(text)
}

/// Whether a text is a tick and nothing else.
pub(super) fn is_tick(text: &str) -> bool {
    matches!(text.trim(), "✓" | "✔" | "☑" | "√")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_words_of_reports() {
        use ProgressStatus::{Dropped, Exceeded, Met, Missed, NoData, NotDue, Overdue};
        for (text, expected) in [
            ("Đạt", Some(Met)),
            ("Đã hoàn thành.", Some(Met)),
            ("Hoàn thành đúng hạn", Some(Met)),
            ("Hoàn thành (quá hạn)", Some(Met)),
            ("Hoàn thành trong hạn", Some(Met)),
            ("Trong hạn", Some(NotDue)),
            ("Vượt", Some(Exceeded)),
            ("Đạt và vượt kế hoạch", Some(Exceeded)),
            ("Chưa đạt", Some(Missed)),
            ("Không đạt", Some(Missed)),
            ("Chưa hoàn thành", Some(Missed)),
            ("Chưa triển khai", Some(Missed)),
            ("Quá hạn", Some(Overdue)),
            ("Chưa đến hạn", Some(NotDue)),
            ("Chưa có thông tin đánh giá", Some(NoData)),
            ("Chưa có số liệu", Some(NoData)),
            ("Chưa có thống kê", Some(NoData)),
            ("Chưa có báo cáo", Some(NoData)),
            ("Chưa có báo cáo nghiên cứu khả thi", Some(Missed)),
            (
                "Không triển khai do không được phê duyệt kinh phí",
                Some(Dropped),
            ),
            ("Không áp dụng vì Bộ chưa ban hành", Some(Dropped)),
            ("Không đạt do không triển khai được", Some(Missed)),
            ("Thôi không tổ chức", Some(Dropped)),
            ("HĐND tỉnh không thông qua, dừng", Some(Dropped)),
            ("Không thuộc phạm vi", Some(Dropped)),
            ("Không giao năm 2026", Some(Dropped)),
            ("Không đánh giá", Some(NoData)),
            ("Không phát sinh", Some(NoData)),
            ("Chưa phát sinh hồ sơ", Some(NoData)),
            ("Đang tổng hợp", Some(NoData)),
            ("Không thực hiện", Some(Dropped)),
            ("Dừng thực hiện do thay đổi mô hình", Some(Dropped)),
            (
                "Không thực hiện (dự án dừng theo Quyết định số 123/QĐ-UBND ngày 01/02/2026 của tỉnh)",
                Some(Dropped),
            ),
            ("Không thực hiện được do thiếu vốn", Some(Missed)),
            ("Không tổ chức được do mưa bão", Some(Missed)),
            ("Hủy, không tổ chức", Some(Dropped)),
            ("Chưa hoàn thành, quá hạn", Some(Overdue)),
            ("Chưa hoàn thành, trong hạn", Some(NotDue)),
            ("Đang thực hiện, trong hạn", Some(NotDue)),
            ("Đang thực hiện, quá hạn", Some(Overdue)),
            ("Hoàn thành, quá hạn", Some(Met)),
            ("Hoàn thành 80%", None),
            ("Cơ bản hoàn thành", None),
            ("Đang thực hiện", None),
            ("92,5%", None),
            ("Đạt 92,5%", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(ProgressStatus::parse(text), expected, "{text}");
        }
    }
}
