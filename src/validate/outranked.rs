//! Leaves out what another finding about the same words says better: a cell with "#REF!" is no number
//! under "%" either, and a misspelt name of a body has a misspelt word.

use std::sync::Arc;

use super::diagnostic::Diagnostic;

/// Rules, each with those whose findings about the same words it makes needless.
const OUTRANKED: &[(&str, &[&str])] = &[
    (
        "spreadsheet-error",
        &["target-out-of-range", "number-form", "misspelt-word"],
    ),
    (
        "letter-for-digit",
        &["target-out-of-range", "misspelt-word", "ordinal-form"],
    ),
    (
        "placeholder-left",
        &[
            "target-out-of-range",
            "misspelt-word",
            "repeated-word",
            "stray-punctuation",
            "stray-spacing",
            "final-stop-mixed",
            "unit-unknown",
        ],
    ),
    ("agency-unknown", &["misspelt-word", "written-otherwise"]),
    ("agency-repeated", &["agency-spelling-mixed"]),
    ("lead-repeated", &["agency-spelling-mixed"]),
    (
        "agency-abolished",
        &["agency-spelling-mixed", "agency-unknown", "other-province"],
    ),
    (
        "unit-contradicts-value",
        &["target-out-of-range", "target-falls"],
    ),
    ("header-form", &["misspelt-heading"]),
    ("title-form", &["misspelt-heading"]),
    ("target-out-of-range", &["target-falls"]),
    (
        "fraction-for-percent",
        &["target-falls", "digit-too-many", "sum-differs"],
    ),
    (
        "separator-mistaken",
        &["target-falls", "digit-too-many", "sum-differs"],
    ),
    ("number-form", &["digit-too-many", "sum-differs"]),
    ("digit-too-many", &["sum-differs", "target-falls"]),
    ("year-impossible", &["time-outside-phases", "past-deadline"]),
    ("date-impossible", &["time-outside-phases", "past-deadline"]),
    (
        "time-ends-before-start",
        &["time-outside-phases", "past-deadline"],
    ),
];

/// Whether a rule outranks one of some rules.
pub(super) fn outranks_any(rule: &str, is_one: impl Fn(&str) -> bool) -> bool {
    let mut own = OUTRANKED.iter().filter(|(it, _)| *it == rule);
    own.any(|(_, weaker)| weaker.iter().any(|it| is_one(it)))
}

/// Drops the findings of a row that another one of the same cell outranks.
pub(super) fn leave_out(found: &mut Vec<Arc<Diagnostic>>) {
    let outranked = |it: &Diagnostic| found.iter().any(|other| outranks(other, it));
    let stays: Vec<bool> = found.iter().map(|it| !outranked(it)).collect();
    let mut stays = stays.into_iter();
    found.retain(|_| stays.next().unwrap_or(true));
}

fn outranks(other: &Diagnostic, it: &Diagnostic) -> bool {
    let is_same_place = other.column == it.column && other.about == it.about;
    let rules = || {
        let mut pairs = OUTRANKED.iter();
        pairs.any(|(winner, losers)| *winner == other.rule && losers.contains(&it.rule))
    };
    is_same_place && rules() && is_about_the_same(other, it)
}

/// Whether the words that a finding quotes first are among those that another quotes.
fn is_about_the_same(other: &Diagnostic, it: &Diagnostic) -> bool {
    let Some(words) = it.message.args.first() else {
        return true;
    };
    let words = words.trim();
    other.message.args.iter().any(|arg| arg.contains(words))
}

#[cfg(test)]
mod tests {
    use super::OUTRANKED;
    use crate::{
        model::fixture,
        validate::{rules::rule, validate},
    };

    #[test]
    fn the_rules_are_known() {
        let names = OUTRANKED.iter();
        let names = names.flat_map(|(winner, losers)| losers.iter().chain([winner]));
        for name in names {
            assert!(rule(name).is_some(), "{name}");
        }
    }

    /// Blanks and dots that stand for what is to be filled in are the only sign of it.
    #[test]
    fn no_fix_takes_the_sign_that_something_is_missing() {
        for text in [
            "Quý II và quý IV/20..",
            "Tháng 6/202..",
            "Tháng    /2026",
            "Sở ..",
            "..",
            "Quyết định số     /QĐ-UBND",
            "Kế hoạch số    ngày    tháng    năm 2026",
        ] {
            let document = fixture::parse(&format!(
                "content | result
                - Rà soát | {text}
                - Tập huấn | Báo cáo
                - Tổng kết | Báo cáo"
            ));
            let found = validate(&document);
            assert!(!found.is_empty(), "{text}");
            assert!(found.iter().all(|it| it.fix.is_none()), "{text}: {found:?}");
        }
    }

    /// Each slip is reported once, by the rule that says most of it.
    #[test]
    fn one_slip_is_one_finding() {
        for (row, expected) in [
            (
                "Tỷ lệ hộ có nước máy | % | #REF! | Sở Y tế | Công an tỉnh",
                "spreadsheet-error",
            ),
            (
                "Số trạm quan trắc | trạm | l50 | Sở Y tế | Công an tỉnh",
                "letter-for-digit",
            ),
            (
                "Tỷ lệ hộ có nước máy | % | TBD | Sở Y tế | Công an tỉnh",
                "placeholder-left",
            ),
            (
                "Số trạm quan trắc | trạm | 150% | Sở Y tế | Công an tỉnh",
                "unit-contradicts-value",
            ),
            (
                "Số trạm quan trắc | trạm | 15 | Sở Xây dưng | Công an tỉnh",
                "agency-unknown",
            ),
            (
                "Số trạm quan trắc | trạm | 15 | Sở Y tế | Sở Khoa học và Công nghệ; Sở KHCN",
                "agency-repeated",
            ),
        ] {
            let document = fixture::parse(&format!(
                "content | unit | target:Năm 2027 | lead | coordinating
                - Tỷ lệ hộ có điện | % | 90 | Sở Khoa học và Công nghệ | Sở Nội vụ
                - Số chợ được nâng cấp | chợ | 9 | Sở Khoa học và Công nghệ | Sở Nội vụ
                - {row}"
            ));
            let found = validate(&document);
            let rules: Vec<&str> = found.iter().map(|it| it.rule).collect();
            assert_eq!(rules, [expected], "{row}");
        }
    }
}
