//! The progress of a plan as JSON, for scripts.

use serde_json::{Map, Value, json};

use super::{
    counts::{Counts, Tally},
    course::Course,
    judged::{Judged, Progress},
};
use crate::{model::ProgressStatus, wording::Language};

/// Returns an object with `rows`, `counts` and `text`; the README describes its shape.
/// `told` is the opening of the report.
pub fn json(progress: &Progress, told: &str, language: Language) -> Value {
    let counts = Counts::of(progress);
    let sections = counts.sections.iter().map(|((annex, section), tally)| {
        let mut object = tally_json(tally);
        object.insert("annex".to_owned(), (annex + 1).into());
        object.insert("section".to_owned(), section.as_str().into());
        Value::Object(object)
    });
    let agencies = counts.agencies.iter().map(|(agency, tally)| {
        let mut object = tally_json(tally);
        object.insert("agency".to_owned(), agency.as_str().into());
        Value::Object(object)
    });
    let mut all = tally_json(&counts.all);
    all.insert(
        "indicators".to_owned(),
        tally_json(&counts.indicators).into(),
    );
    all.insert("tasks".to_owned(), tally_json(&counts.tasks).into());
    all.insert("sections".to_owned(), sections.collect());
    all.insert("agencies".to_owned(), agencies.collect());
    json!({
        "period": progress.period.map(|it| it.label()),
        "date": progress.date.map(|it| it.written()),
        "deadline": progress.deadline.map(|it| it.written()),
        "rows": progress.rows.iter().map(|it| row_json(it, language)).collect::<Value>(),
        "counts": all,
        "text": told,
    })
}

fn tally_json(tally: &Tally) -> Map<String, Value> {
    let statuses = ProgressStatus::ALL.map(|it| (it.key().to_owned(), tally.n(it).into()));
    let courses = Course::ALL.map(|it| (it.key().to_owned(), tally.n_on(it).into()));
    let rest = [
        ("unclear".to_owned(), tally.n_unclear().into()),
        ("total".to_owned(), tally.total().into()),
    ];
    statuses.into_iter().chain(courses).chain(rest).collect()
}

fn row_json(judged: &Judged, language: Language) -> Value {
    json!({
        "annex": judged.annex_at + 1,
        "row": judged.row_at + 1,
        "stt": judged.ordinal,
        "content": judged.content,
        "target": judged.target,
        "actual": judged.actual,
        "status": judged.status.key(),
        "proposed": judged.proposed.key(),
        "own": judged.is_own,
        "unclear": judged.is_unclear,
        "course": judged.course.map(Course::key),
        "why": judged.why(language),
    })
}
