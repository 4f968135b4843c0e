//! Results of parts of a period, such as the quarters of nine months, against a target for the year.

use super::{indicator::Indicator, judged::Outcome};
use crate::{
    model::{
        Amount, Figure, Measure, Pace, ProgressStatus, ReportPeriod, parse_number,
        vietnamese_number,
    },
    text::likeness::lower_words,
    wording::Key,
};

/// Units of what happens: each part of a year has its own.
const HAPPENINGS: &[&str] = &[
    "buổi",
    "lớp",
    "lượt",
    "cuộc",
    "vụ",
    "ca",
    "đợt",
    "chuyến",
    "phiên",
    "khóa",
    "khoá",
    "tin",
    "bài",
    "hội nghị",
    "hội thảo",
    "sự kiện",
];

/// Assesses an indicator whose results are stated for the parts of a period. What happens adds up, and
/// so does what falls from one part to the next; otherwise the last result may be all that was
/// reached, or not. `latest` is the assessment by the last result alone; `texts` are all results, or
/// the last one where others are missing. Returns the result that was assessed where it is another.
pub(super) fn of_parts(
    indicator: &Indicator,
    latest: Outcome,
    texts: &[&str],
    (period, pace): (Option<ReportPeriod>, Pace),
) -> (Option<String>, Outcome) {
    let goal = indicator.target.unwrap_or_default();
    let goal = Figure::parse(goal, indicator.unit, None);
    let Some(goal) = goal
        .ok()
        .filter(|it| it.measure == Measure::Plain && it.change.is_none())
    else {
        return (None, latest);
    };
    if is_level(indicator) || latest.is_unclear || latest.status == ProgressStatus::NoData {
        return (None, latest);
    }
    let unsure = || Outcome::unclear(Key::WhyPartResults.with([texts.join(" + ")]));
    let amounts = texts.iter().map(|it| amount(it, indicator.unit));
    let amounts: Option<Vec<f64>> = amounts.collect();
    let Some(amounts) = amounts.filter(|it| 1 < it.len()) else {
        return match latest.status {
            ProgressStatus::Missed => (None, unsure()),
            _ => (None, latest),
        };
    };
    let sum = vietnamese_number(amounts.iter().sum());
    let summed = Indicator {
        actual: &sum,
        ..indicator.clone()
    };
    let mut summed = summed.judge(period, pace);
    let unit = lower_words(indicator.unit);
    let happens = HAPPENINGS.iter().any(|it| {
        let mut all = unit.split(' ');
        unit == *it || all.any(|word| word == *it)
    });
    let falls = amounts.windows(2).any(|pair| match pair {
        [before, after] => after < before,
        _ => false,
    });
    let is_below = amounts.iter().all(|it| *it < goal.value());
    if happens || (falls && is_below) {
        let parts = texts.join(" + ");
        summed
            .why
            .insert(0, Key::WhySumOfParts.with([parts.clone(), sum.clone()]));
        return (Some(format!("{sum} ({parts})")), summed);
    }
    // What one result reaches, all of them do.
    let outcome = if latest.status.is_reached() {
        latest
    } else if summed.status == latest.status {
        Outcome {
            course: None,
            ..latest
        }
    } else {
        unsure()
    };
    (None, outcome)
}

/// Whether an indicator says how high something stands, which does not add up.
fn is_level(indicator: &Indicator) -> bool {
    let (content, unit) = (
        indicator.content.to_lowercase(),
        indicator.unit.to_lowercase(),
    );
    let units = ["điểm", "hạng", "bậc", "mức", "tuổi", "/", "%"];
    let contents = [
        "xếp hạng",
        "thứ hạng",
        "chỉ số",
        "bình quân",
        "tỷ lệ",
        "tỷ trọng",
        "lũy kế",
    ];
    units.iter().any(|it| unit.contains(it)) || contents.iter().any(|it| content.contains(it))
}

fn amount(text: &str, unit: &str) -> Option<f64> {
    let figure = Figure::parse(text, unit, Some(Measure::Plain)).ok()?;
    let is_one = matches!(figure.amount, Amount::One(_)) && figure.change.is_none();
    let bare = || parse_number(text.trim());
    is_one.then(|| bare().unwrap_or(figure.value()))
}
