//! Which way a result is better than its target: by the target, by the other figures of the row, by
//! the indicator's words.

use super::{
    bound::Bound,
    direction::Direction,
    figure::Figure,
    named_way::{NamedWay, named_way},
    target::{Amount, Measure},
};

/// Which way is better, and the words or figures that tell it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Better {
    pub is_higher: bool,
    pub evidence: String,
}

/// Units of which more is better.
const SCORES: &[&str] = &["điểm", "điểm số"];

/// Reads which way is better. `trend` is another figure of the row before or after the target, with
/// what it shows: a baseline that the target is to leave behind, or a later target.
pub(super) fn better(
    content: &str,
    unit: &str,
    goal: &Figure,
    target: &str,
    trend: Option<&(bool, String)>,
) -> Option<Better> {
    let higher = |evidence: &str| {
        Some(Better {
            is_higher: true,
            evidence: evidence.to_owned(),
        })
    };
    let lower = |evidence: &str| {
        Some(Better {
            is_higher: false,
            evidence: evidence.to_owned(),
        })
    };
    match goal.bound {
        Bound::AtLeast | Bound::MoreThan => return higher(target),
        Bound::AtMost | Bound::LessThan => return lower(target),
        Bound::Exactly | Bound::About => {}
    }
    if goal.value() == 0.0 && goal.change.is_none() {
        return lower(target);
    }
    // "giảm còn 8", "tăng lên 80": the target itself says which way.
    let said = target.to_lowercase();
    let target_says = |words: &[&str]| words.iter().any(|it| said.contains(it));
    if goal.change.is_none() && target_says(&["giảm còn", "giảm xuống", "xuống còn", "kéo giảm"])
    {
        return lower(target);
    }
    if goal.change.is_none() && target_says(&["tăng lên", "nâng lên"]) {
        return higher(target);
    }
    // More of a change is better where the change is what is asked for.
    if goal.change.is_some() {
        return higher(target);
    }
    // "Xóa 5/5 điểm đen": what is done about a thing is counted, not the thing.
    let is_deed = ["xóa", "xoá", "xử lý", "khắc phục", "giải quyết"]
        .iter()
        .any(|it| said.trim_start().starts_with(it));
    if is_deed || matches!(goal.amount, Amount::Of(..)) {
        return higher(target);
    }
    if goal.measure == Measure::Level {
        return higher(if unit.trim().is_empty() { target } else { unit });
    }
    let named = named_way(content, &[unit, &goal.of]);
    let of_name = match named {
        NamedWay::Silent => Direction::of(content, unit),
        NamedWay::Higher(word) => (Direction::Rises, word),
        NamedWay::Lower(word) => (Direction::Falls, word),
        NamedWay::Unsure => (Direction::Open, ""),
    };
    match of_name {
        (Direction::Rises, reason) => return higher(reason),
        // A plan above last year's figure of what should fall: two readings.
        (Direction::Falls, _) if trend.is_some_and(|(rises, _)| *rises) => return None,
        (Direction::Falls, reason) => return lower(reason),
        (Direction::Open, _) => {}
    }
    if let Some((is_higher, evidence)) = trend {
        return Some(Better {
            is_higher: *is_higher,
            evidence: evidence.clone(),
        });
    }
    // What nobody can have more than all of.
    if goal.measure == Measure::Percent && goal.value() == 100.0 {
        return higher("100%");
    }
    let is_score = SCORES.contains(&unit.trim().to_lowercase().as_str());
    is_score
        .then(|| higher(unit))
        .flatten()
        .filter(|_| named == NamedWay::Silent)
}
