//! Columns of results that their headings alone do not tell: "Cộng dồn từ đầu năm" beside "Kế hoạch năm",
//! "Tiến độ" over "Đã vận hành".

use super::{
    evidence::{Evidence, KNOWN},
    heading_words::plain,
    profile::Profile,
    sides::Side,
};
use crate::{model::Role, text::phrase};

/// First words of headings over what was reached, where a column of equal kind says what was planned.
const RESULTS: &[&str] = &[
    "cộng dồn",
    "cộng từ đầu",
    "từ đầu năm",
    "tính từ đầu",
    "tính đến",
    "lũy kế",
    "luỹ kế",
    "phát sinh trong",
    "trong kỳ",
    "giá trị đạt",
    "giá trị thực hiện",
    "mức đạt",
    "số đạt",
    "khối lượng hoàn thành",
    "khối lượng thực hiện",
    "khối lượng đạt",
    "tình hình",
    "số liệu",
    "thực trạng",
    "kết quả",
    "kq",
    "đạt được",
    "đã đạt",
];

/// Words of values to begin from, or of an earlier time.
const EARLIER: &[&str] = &[
    "trước",
    "gốc",
    "nền",
    "đầu kỳ",
    "ban đầu",
    "cùng kỳ",
    "xuất phát",
];

/// Reads columns of values beside what was planned, and times whose cells are none.
pub(in crate::import) fn read_results(
    paths: &[&[String]],
    profiles: &[Profile],
    said: &mut [Evidence],
) {
    read_states(paths, profiles, said);
    let is_value = |at: usize| {
        profiles
            .get(at)
            .is_some_and(|it| it.is_amounts() || it.is_numbers())
    };
    let is_content = |it: &Evidence| KNOWN <= it.score(Role::Content);
    let content_at = said
        .iter()
        .zip(profiles)
        .position(|(it, profile)| is_content(it) && profile.is_text());
    let Some(content_at) = content_at else {
        return;
    };
    let names_result = |at: usize| {
        let path = paths.get(at).copied().unwrap_or_default();
        matches!(path, [only] if tells_result(only))
    };
    let values = || (content_at + 1..said.len()).filter(|at| is_value(*at));
    let results: Vec<usize> = values().filter(|at| names_result(*at)).collect();
    let Some(first) = results.first().copied() else {
        return;
    };
    let is_planned = |at: usize, said: &[Evidence]| {
        let named = paths
            .get(at)
            .and_then(|it| it.last())
            .and_then(|it| Side::of(it));
        let is_target = said.get(at).is_some_and(|it| 50 <= it.score(Role::Target));
        !results.contains(&at) && (named == Some(Side::Planned) || is_target)
    };
    let has_plan = values().any(|at| is_planned(at, said));
    // "Định mức", "Dự toán giao": the values right before the result, where nothing else was planned.
    let before = first.checked_sub(1).filter(|at| {
        let is_open = said
            .get(*at)
            .is_some_and(|it| it.is_none() || it.best().1 < KNOWN);
        content_at < *at && is_value(*at) && is_open
    });
    if !has_plan {
        let Some(target) = before.and_then(|at| said.get_mut(at)) else {
            return;
        };
        *target = Evidence::of(&[(Role::Target, 85)]);
    }
    for at in results {
        let Some(said) = said.get_mut(at) else {
            continue;
        };
        let is_known = KNOWN < said.score(Role::Actual) || said.is_outcome;
        if !is_known {
            *said = Evidence::of(&[(Role::Actual, 85)]);
        }
    }
}

/// Reads "Tiến độ" over what is done: its cells are no times.
fn read_states(paths: &[&[String]], profiles: &[Profile], said: &mut [Evidence]) {
    let is_course = |path: &&[String]| {
        let heading = path.last().map(|it| plain(it)).unwrap_or_default();
        matches!(
            heading.as_str(),
            "tiến độ" | "tiến độ thực hiện" | "tiến độ triển khai"
        )
    };
    let times = |said: &[Evidence], other: usize| {
        let columns = said.iter().zip(profiles).enumerate();
        let mut columns = columns.filter(|(at, _)| *at != other);
        columns.any(|(_, (it, profile))| it.best().0 == Role::Time && profile.is_times())
    };
    let courses = paths.iter().enumerate().filter(|(_, it)| is_course(it));
    for (at, _) in courses {
        let Some(profile) = profiles
            .get(at)
            .filter(|it| it.has_cells() && !it.is_marks())
        else {
            continue;
        };
        let is_result = match times(said, at) {
            true => !profile.is_times(),
            false => profile.has_no_times(),
        };
        if let Some(own) = said.get_mut(at).filter(|_| is_result) {
            *own = Evidence::of(&[(Role::Actual, 90)]);
        }
    }
}

/// Whether a heading begins with a word of what was reached: "Cộng dồn 9 tháng", "9 tháng đã đạt".
pub(super) fn tells_result(heading: &str) -> bool {
    let plain = plain(heading);
    let begins = RESULTS.iter().any(|it| phrase::starts_with(&plain, it));
    let is_done = plain.ends_with("đã đạt") || plain.ends_with("đạt được");
    let has = |word: &&str| phrase::has_phrase(&plain, word);
    let is_other = EARLIER.iter().any(&has);
    let is_expected = ["phải", "cần", "dự kiến", "mong đợi", "yêu cầu"]
        .iter()
        .any(has);
    (begins || is_done) && !is_other && !is_expected
}

#[cfg(test)]
mod tests {
    use super::tells_result;

    #[test]
    fn words_of_results_are_told_from_those_of_plans_and_bases() {
        for (heading, expected) in [
            ("Cộng dồn từ đầu năm", true),
            ("9 tháng đã đạt", true),
            ("Tính từ đầu năm", true),
            ("Tính đến 30/6", true),
            ("Giá trị đạt được", true),
            ("Số liệu báo cáo", true),
            ("Thực trạng đến 31/12/2026", true),
            ("Khối lượng hoàn thành", true),
            ("Kết quả cần đạt", false),
            ("Số liệu gốc", false),
            ("Thực trạng trước kế hoạch", false),
            ("Giá trị", false),
            ("Mức phấn đấu", false),
        ] {
            assert_eq!(tells_result(heading), expected, "{heading}");
        }
    }
}
