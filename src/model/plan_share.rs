//! The share of its plan that a result states: `đạt 95% kế hoạch`, `vượt 5% so với kế hoạch`.

use super::target::parse_number;

/// What a share is of, in lower case.
const PLANS: &[&str] = &[
    "kế hoạch",
    "kh",
    "chỉ tiêu",
    "mục tiêu",
    "dự toán",
    "nghị quyết",
];

/// Whether words behind a percentage say that it is of the plan, and not a level beside it.
pub(super) fn is_of_plan(behind: &str) -> bool {
    let mut rest = behind.trim_start();
    for word in ["so với", "so", "của"] {
        rest = rest.strip_prefix(word).map_or(rest, str::trim_start);
    }
    let is_plan = |word: &str| {
        let behind = rest.strip_prefix(word);
        behind.is_some_and(|it| !it.starts_with(char::is_alphanumeric))
    };
    // "82% so với mục tiêu 80%" states a level.
    PLANS.iter().any(|it| is_plan(it)) && !rest.contains('%')
}

/// Returns the share of its plan that a lower-case text states, in per cent.
pub(super) fn share_of_plan(lower: &str) -> Option<f64> {
    lower.match_indices('%').find_map(|(at, _)| {
        let behind = lower.get(at + 1..)?;
        if !is_of_plan(behind) {
            return None;
        }
        let before = lower.get(..at)?.trim_end();
        let start = before
            .rfind(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
            .map_or(0, |at| {
                at + before
                    .get(at..)
                    .map_or(0, |it| it.chars().next().map_or(0, char::len_utf8))
            });
        let share = parse_number(before.get(start..)?)?;
        let words = before.get(..start)?.trim_end();
        let ends = |all: &[&str]| all.iter().any(|it| words.ends_with(it));
        Some(if ends(&["vượt", "tăng", "cao hơn"]) {
            100.0 + share
        } else if ends(&["giảm", "thấp hơn", "thiếu", "hụt"]) {
            100.0 - share
        } else {
            share
        })
    })
}

#[cfg(test)]
mod tests {
    use super::share_of_plan;

    #[test]
    fn shares_of_the_plan_are_no_levels() {
        for (text, expected) in [
            ("đạt 95% kế hoạch", Some(95.0)),
            ("66,7% kh", Some(66.7)),
            ("42 trạm, bằng 93,3 % so với kế hoạch", Some(93.3)),
            ("vượt 5% so với kế hoạch", Some(105.0)),
            ("thấp hơn 5% so với chỉ tiêu", Some(95.0)),
            ("đạt 82% so với mục tiêu 80%", None),
            ("75% (mục tiêu 80%)", None),
            ("tăng 5% so với cùng kỳ", None),
            ("95% khách hàng", None),
            ("", None),
        ] {
            assert_eq!(share_of_plan(text), expected, "{text}");
        }
    }
}
