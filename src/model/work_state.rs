//! What a person says of how work goes: `Đang thực hiện`, `Chưa triển khai`, `Đúng tiến độ`.

use super::{
    outcome_words::{
        going_on::{BEHIND, ON_COURSE, ON_HOLD, UNDER_WAY},
        says,
    },
    progress_status::ProgressStatus,
};
use crate::text::phrase::has_phrase;

/// How work goes that nobody calls done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkState {
    NotBegun,
    UnderWay,
    OnCourse,
    Behind,
    OnHold,
}

/// A longer text tells what was done.
const WORDS_MAX: usize = 8;

impl WorkState {
    /// Reads a person's word on a row. `None` for one that says that it is done, missed, overdue or
    /// not due, and for figures.
    pub fn parse(text: &str) -> Option<WorkState> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let said = words.join(" ");
        let has_figure = said.contains(|c: char| c.is_ascii_digit());
        if words.is_empty() || WORDS_MAX < words.len() || has_figure {
            return None;
        }
        let is_missed = match ProgressStatus::parse(text) {
            None => false,
            Some(ProgressStatus::Missed) if !has_phrase(&said, "đạt") => true,
            Some(_) => return None,
        };
        let starts = |phrases: &[&str]| {
            phrases.iter().any(|phrase| {
                let rest = said.strip_prefix(phrase);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        if is_missed && starts(&["chưa"]) {
            return Some(WorkState::NotBegun);
        }
        if is_missed {
            return None;
        }
        let is_slow = starts(BEHIND) || has_phrase(&said, "chậm tiến độ");
        let is_on_course = says(&said, ON_COURSE);
        if is_slow {
            Some(WorkState::Behind)
        } else if is_on_course {
            Some(WorkState::OnCourse)
        } else if starts(ON_HOLD) {
            Some(WorkState::OnHold)
        } else {
            starts(UNDER_WAY).then_some(WorkState::UnderWay)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WorkState::{self, Behind, NotBegun, OnCourse, OnHold, UnderWay};

    #[test]
    fn words_on_how_work_goes_are_told_from_those_on_its_end() {
        for (text, expected) in [
            ("Đang thực hiện", Some(UnderWay)),
            ("Đang triển khai.", Some(UnderWay)),
            ("Đang hoàn thiện hồ sơ", Some(UnderWay)),
            ("Cơ bản hoàn thành", Some(UnderWay)),
            ("Mới bắt đầu", Some(UnderWay)),
            ("Chưa triển khai", Some(NotBegun)),
            ("Chưa thực hiện", Some(NotBegun)),
            ("Chưa hoàn thành", Some(NotBegun)),
            ("Đúng tiến độ", Some(OnCourse)),
            ("Đang thực hiện, bảo đảm tiến độ", Some(OnCourse)),
            ("Chậm tiến độ", Some(Behind)),
            ("Đang thực hiện, chậm tiến độ", Some(Behind)),
            ("Tạm dừng", Some(OnHold)),
            ("Hoãn", Some(OnHold)),
            ("Đạt", None),
            ("Chưa đạt", None),
            ("Hoàn thành đúng tiến độ", None),
            ("Không thực hiện", None),
            ("Chưa đến hạn", None),
            ("Đang thực hiện, quá hạn", None),
            ("Chưa có số liệu", None),
            ("Đang đạt 60%", None),
            ("", None),
        ] {
            assert_eq!(WorkState::parse(text), expected, "{text}");
        }
    }
}
