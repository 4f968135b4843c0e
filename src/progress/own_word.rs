//! A person's own assessment of a row beside the one that its figures propose.

use super::{course::Course, judged::Judged};
use crate::{
    model::{Date, ProgressStatus, WorkState},
    text::{likeness::lower_words, phrase::starts_with},
    wording::{Key, Language},
};

/// Whether a person's words assess a row. Of a task, "Chưa thực hiện" tells what is done.
pub(super) fn is_assessment(own: &str, is_task: bool) -> bool {
    match ProgressStatus::parse(own) {
        Some(ProgressStatus::Missed) if is_task => own.to_lowercase().contains("đạt"),
        status => status.is_some(),
    }
}

/// What is done to assess a row.
const ASSESSING: &[&str] = &[
    "đánh giá",
    "xếp loại",
    "xếp hạng",
    "xét",
    "bình xét",
    "chấm",
    "chấm điểm",
    "thẩm định",
    "kết luận",
];

/// Whether a person says that the row is not assessed, or not yet: "Chưa xét", "Không đánh giá được".
fn is_withheld(own: &str) -> bool {
    let said = lower_words(own);
    let denied = ["không ", "chưa ", "tạm chưa "];
    let Some(behind) = denied.iter().find_map(|it| said.strip_prefix(it)) else {
        return false;
    };
    let mut behind = behind;
    for word in ["được ", "có ", "đủ cơ sở ", "đủ căn cứ ", "để "] {
        behind = behind.strip_prefix(word).unwrap_or(behind);
    }
    ASSESSING.iter().any(|it| starts_with(behind, it))
}

/// The cell repeats what was proposed once. What the figures propose now counts, and the difference is said.
pub(super) fn filled_in(mut judged: Judged, filled: &str) -> Judged {
    let is_same = filled == judged.proposed.label().text(Language::Vietnamese);
    if !is_same {
        judged
            .why
            .push(Key::WhyFilledBefore.with([filled.to_owned()]));
    }
    judged
}

/// Takes a person's word that the work is not done: it is not due, or overdue by its end, whatever
/// the result tells of it. `end` is that day beside the day of the report.
pub(super) fn under_way(
    mut judged: Judged,
    own: &str,
    state: WorkState,
    end: Option<(Date, Date)>,
) -> Judged {
    // On its last day a task may still be done; the figure of an indicator is that of its end.
    let is_over = end.is_some_and(|(end, date)| match judged.is_task {
        true => end < date,
        false => end <= date,
    });
    let is_kept = match judged.is_task {
        // Work that goes as planned may be done.
        true => state == WorkState::OnCourse && (is_over || judged.proposed.is_reached()),
        false => is_over || end.is_none() || judged.proposed.is_reached(),
    };
    if is_kept && !judged.is_task && ProgressStatus::parse(own).is_some() {
        return decided(judged, own);
    }
    judged.why.insert(0, Key::WhyOwn.with([own.to_owned()]));
    if is_kept || judged.proposed == ProgressStatus::Dropped {
        return judged;
    }
    let is_slow = matches!(state, WorkState::Behind | WorkState::OnHold);
    (judged.status, judged.course) = match (is_over, is_slow) {
        (true, _) => (ProgressStatus::Overdue, Some(Course::Late)),
        (false, true) => (ProgressStatus::NotDue, Some(Course::AtRisk)),
        (false, false) => (ProgressStatus::NotDue, Some(Course::OnCourse)),
    };
    judged.is_own = judged.status != judged.proposed;
    judged.is_unclear = false;
    judged
}

/// Lets the assessment that a person wrote win over the proposal.
pub(super) fn decided(mut judged: Judged, own: &str) -> Judged {
    let own = own.trim();
    if own.is_empty() {
        return judged;
    }
    if is_withheld(own) {
        // What is not known is not missed.
        if ProgressStatus::parse(&judged.actual) == Some(ProgressStatus::NoData) {
            judged.status = ProgressStatus::NoData;
            judged.is_own = judged.proposed != ProgressStatus::NoData;
            judged.is_unclear = false;
        }
        return judged;
    }
    let is_open = matches!(
        judged.proposed,
        ProgressStatus::NotDue | ProgressStatus::Overdue
    );
    if judged.is_task
        && is_open
        && !is_assessment(own, true)
        && ProgressStatus::parse(own).is_some()
    {
        judged.why.insert(0, Key::WhyOwn.with([own.to_owned()]));
        return judged;
    }
    match ProgressStatus::parse(own) {
        Some(status) => {
            judged.status = status;
            judged.is_own = true;
            let said = Key::WhyOwn.with([own.to_owned()]);
            // Where there is nothing to compare, the person's word is the only reason.
            if judged.actual.is_empty() {
                judged.why.clear();
            }
            judged.why.insert(0, said);
            // An own assessment is clear, whatever the figures.
            judged.is_unclear = false;
            let is_dropped = status == ProgressStatus::Dropped;
            if is_dropped || status.is_reached() != judged.proposed.is_reached() {
                judged.course = None;
            }
        }
        None => judged.why.push(Key::WhyOwnUnread.with([own.to_owned()])),
    }
    judged
}
