//! Whether what was done is all that a task asks for, or a part: `Đã di dời 01 cơ sở` of three, the
//! script of a film.

use crate::text::phrase::{has_phrase, starts_with};

/// What is made before the thing itself, and is not that thing.
const STAGES: &[&str] = &[
    "kịch bản",
    "đề cương",
    "phần móng",
    "móng",
    "phần thô",
    "hồ sơ thiết kế",
    "hồ sơ mời thầu",
    "hồ sơ dự thầu",
    "bản vẽ",
    "thiết kế",
    "dự toán",
    "chủ trương",
    "báo cáo nghiên cứu",
    "nghiên cứu khả thi",
    "lựa chọn nhà thầu",
    "đấu thầu",
    "giải phóng mặt bằng",
    "thủ tục",
    "khâu chuẩn bị",
    "công tác chuẩn bị",
];

/// What is made to do the thing by: whether more was asked for has to be seen.
const BEGINNINGS: &[&str] = &[
    "kế hoạch",
    "phương án",
    "hồ sơ",
    "hợp đồng",
    "tổ công tác",
    "tổ soạn thảo",
    "ban chỉ đạo",
    "bản thảo",
];

/// Words behind which something else is named than what was made.
const ASIDE: &[&str] = &[
    "theo", "tại", "với", "cho", "trên", "sau", "từ", "trong", "bằng", "về", "có", "gồm", "bởi",
    "để", "của", "ở",
];

/// A thing that is made before what a task asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Stage,
    Beginning,
}

/// Returns what a clause says was made, if that is not what the task asks for. `asked` are the
/// lower-case words of the task and of its product.
pub(super) fn made_before(clause: &str, asked: &str) -> Option<Before> {
    let words: Vec<&str> = clause.split(' ').collect();
    let is_named = |things: &[&str]| {
        things.iter().any(|thing| {
            let first = thing.split(' ').next().unwrap_or_default();
            let at = words.iter().position(|word| *word == first);
            let before = at.and_then(|at| words.get(..at)).unwrap_or_default();
            has_phrase(clause, thing)
                && !has_phrase(asked, thing)
                && !before.iter().any(|word| ASIDE.contains(word))
        })
    };
    if is_named(STAGES) {
        Some(Before::Stage)
    } else if !asked.is_empty() && is_named(BEGINNINGS) {
        Some(Before::Beginning)
    } else {
        None
    }
}

/// Whether a clause begins with what is made before the thing: "đấu thầu lần hai".
pub(super) fn begins_with_stage(clause: &str) -> bool {
    STAGES.iter().any(|it| starts_with(clause, it))
}

/// How much of a task's things a clause says were dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// No number is named, or that of the task.
    Whole,
    /// Fewer than the task asks for.
    Less,
    /// So many, of a number that nobody names.
    Open,
}

/// Compares the number that a clause says was dealt with with that of the task.
pub(super) fn extent(clause: &str, asked: &str) -> Extent {
    let words: Vec<&str> = clause.split(' ').collect();
    let start = words.iter().position(|word| *word == "đã");
    let behind = words
        .get(start.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    let Some((n, of)) = counts(behind)
        .into_iter()
        .find(|(at, ..)| {
            let before = behind.get(..*at).unwrap_or_default();
            *at <= VERB_MAX && !before.iter().any(|word| ASIDE.contains(word))
        })
        .map(|(_, n, of)| (n, of))
    else {
        return Extent::Whole;
    };
    let asked: Vec<&str> = asked.split(' ').collect();
    let wanted = counts(&asked).into_iter().find(|(.., it)| *it == of);
    match wanted {
        Some((_, wanted, _)) if n < wanted => Extent::Less,
        Some(_) => Extent::Whole,
        None => Extent::Open,
    }
}

/// More words before a number than the verb has.
const VERB_MAX: usize = 4;

/// Words behind which a number is a name: `Quyết định số 12`, `lần thứ 5`.
const NAMES: &[&str] = &[
    "số", "ngày", "tháng", "năm", "quý", "thứ", "lần", "đợt", "điều", "khoản", "khóa", "khoá",
    "kỳ", "hạng", "mức", "đủ", "cả", "toàn", "phiên", "qđ", "kh",
];

/// Units of time, in which nothing is counted here, and the day behind a date.
const TIMES: &[&str] = &["ngày", "tháng", "năm", "giờ", "tuần", "phút"];

/// The numbers of things among words, each with its place and the first word of what is counted.
fn counts<'text>(words: &[&'text str]) -> Vec<(usize, f64, &'text str)> {
    let number = |at: usize| {
        let word = words.get(at)?;
        let is_number = !word.is_empty() && word.bytes().all(|it| it.is_ascii_digit());
        word.parse::<f64>().ok().filter(|_| is_number)
    };
    let counts = (0..words.len()).filter_map(|at| {
        let n = number(at)?;
        let before = at.checked_sub(1);
        let is_name = before.is_some_and(|it| {
            number(it).is_some() || words.get(it).is_some_and(|word| NAMES.contains(word))
        });
        let of = words.get(at + 1).copied()?;
        let is_thing = number(at + 1).is_none() && !TIMES.contains(&of);
        (!is_name && is_thing).then_some((at, n, of))
    });
    counts.collect()
}

/// Returns a lower-case text without the dots between thousands, which end no clause.
pub(super) fn without_thousands(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let is_separator = |at: usize| {
        digit(at.checked_sub(1)) && (1..=3).all(|n| digit(Some(at + n))) && !digit(Some(at + 4))
    };
    let kept = chars
        .iter()
        .enumerate()
        .filter(|(at, c)| **c != '.' || !is_separator(*at));
    kept.map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_the_verb_says_how_much_was_done() {
        for (clause, asked, expected) in [
            (
                "đã di dời 01 cơ sở",
                "di dời 03 cơ sở gây ô nhiễm",
                Extent::Less,
            ),
            (
                "đã di dời 03 cơ sở",
                "di dời 03 cơ sở gây ô nhiễm",
                Extent::Whole,
            ),
            (
                "đã trám lấp 120 giếng",
                "trám lấp giếng không sử dụng",
                Extent::Open,
            ),
            ("đã số hóa 120455 trang", "số hóa tài liệu", Extent::Open),
            (
                "đã tổ chức hội nghị với 300 đại biểu",
                "tổ chức hội nghị",
                Extent::Whole,
            ),
            (
                "đã ban hành quyết định số 12",
                "ban hành quyết định",
                Extent::Whole,
            ),
            (
                "đã tổ chức ngày 12 9 2026",
                "tổ chức diễn đàn",
                Extent::Whole,
            ),
            ("đã lắp đặt đủ 20 bộ", "lắp đặt máy", Extent::Whole),
            ("đã mở 02 lớp", "mở 04 lớp tập huấn", Extent::Less),
            ("hoàn thành 5 tuyến", "nâng cấp 8 tuyến đường", Extent::Less),
        ] {
            assert_eq!(extent(clause, asked), expected, "{clause}");
        }
    }

    #[test]
    fn what_comes_before_a_thing_is_not_that_thing() {
        for (clause, asked, expected) in [
            (
                "đã hoàn thành kịch bản",
                "xây dựng phim",
                Some(Before::Stage),
            ),
            (
                "đã phê duyệt thiết kế",
                "xây dựng nhà văn hóa",
                Some(Before::Stage),
            ),
            (
                "đã xong phần móng",
                "xây dựng trạm y tế",
                Some(Before::Stage),
            ),
            (
                "hoàn thành giải phóng mặt bằng",
                "xây dựng cầu",
                Some(Before::Stage),
            ),
            (
                "đã phê duyệt đề cương",
                "lập quy hoạch",
                Some(Before::Stage),
            ),
            (
                "đã ban hành kế hoạch số 45",
                "khảo sát hiện trạng",
                Some(Before::Beginning),
            ),
            ("đã ban hành kế hoạch số 45", "ban hành kế hoạch", None),
            ("đã giải phóng mặt bằng", "giải phóng mặt bằng", None),
            ("đã xây dựng theo thiết kế", "xây dựng nhà", None),
            ("đã ban hành quyết định", "sửa đổi quy chế", None),
        ] {
            assert_eq!(made_before(clause, asked), expected, "{clause}");
        }
    }

    #[test]
    fn dots_between_thousands_are_no_ends_of_clauses() {
        assert_eq!(
            without_thousands("số hóa 120.455 trang. xong"),
            "số hóa 120455 trang. xong"
        );
        assert_eq!(without_thousands("ngày 12.9.2026"), "ngày 12.9.2026");
    }
}
