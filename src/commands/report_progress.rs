//! Reports on the plan: which annexes to report on, for which period, and what that makes.

use super::review;
use crate::{
    edit::Transaction,
    editor::Selection,
    model::{
        AnnexId, AnnexKind, Date, Document, Opening, Pace, ReportPeriod, YearPart, reported_period,
    },
    progress::{self, Progress, next_report, report_annex},
    wording::Key,
};

/// An annex that a report can be made out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSource {
    pub annex: AnnexId,
    pub label: String,
    /// Whether it is the report of an earlier period, whose results then stand beside the new ones.
    pub is_report: bool,
    /// Whether it is proposed: the latest report, or the plan where there is none.
    pub is_proposed: bool,
}

/// Returns the annexes that a report can be made out of, and the period that is proposed: the one
/// behind the latest report, or the quarter that is over or ends this month.
pub fn report_sources(document: &Document, today: Date) -> (Vec<ReportSource>, ReportPeriod) {
    let periods = document.annexes.iter().map(|annex| {
        let is_report = annex.report_columns(None).is_report();
        let period = reported_period(&annex.head, &annex.columns);
        period.filter(|_| is_report)
    });
    let periods: Vec<Option<ReportPeriod>> = periods.collect();
    let latest = periods.iter().copied().max().flatten();
    let has_kind = document
        .annexes
        .iter()
        .any(|annex| annex.head.kind != AnnexKind::Other);
    let annexes = document.annexes.iter().zip(&periods);
    let annexes = annexes.filter(|(annex, _)| !annex.rows.is_empty());
    let sources = annexes.map(|(annex, period)| ReportSource {
        annex: annex.id,
        label: annex.head.label(),
        is_report: period.is_some(),
        is_proposed: match latest {
            Some(_) => *period == latest,
            None => !has_kind || annex.head.kind != AnnexKind::Other,
        },
    });
    let period = latest.map_or(quarter_to_report(today), ReportPeriod::next);
    (sources.collect(), period)
}

/// The latest quarter that is over, or ends this month.
fn quarter_to_report(today: Date) -> ReportPeriod {
    match today.month / 3 {
        0 => ReportPeriod {
            year: today.year.saturating_sub(1),
            part: YearPart::Quarter(4),
        },
        quarter => ReportPeriod {
            year: today.year,
            part: YearPart::Quarter(quarter),
        },
    }
}

/// Makes the reports of a period out of annexes: of the plan, or of the reports of an earlier period.
pub fn make_reports(
    selection: &Selection,
    annexes: &[AnnexId],
    period: ReportPeriod,
) -> Option<Transaction> {
    // Rows are shared, so cloning the document is cheap.
    let mut document = selection.document().clone();
    let mut next_id = selection.next_id();
    let mut steps = Vec::new();
    for id in annexes {
        let made = report_annex(&document, *id, period, next_id)
            .or_else(|| next_report(&document, *id, period, next_id));
        let Some(made) = made else {
            continue;
        };
        document.apply(&made).ok()?;
        next_id = next_id.max(document.next_id());
        steps.extend(made.steps);
    }
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidMakeReport.with([period.in_sentence()]),
        steps,
    })
}

/// Writes the proposed assessments into the cells that are empty.
pub fn accept_proposals(selection: &Selection, progress: &Progress) -> Option<Transaction> {
    progress::accept(selection.document(), progress, selection.next_id())
}

/// Sets the pace by which indicators are late or at risk; `None` when nothing changes.
pub fn set_pace(selection: &Selection, pace: Pace) -> Option<Transaction> {
    review::change(selection, Key::DidSetPace.into(), |review| {
        review.reporting.pace = pace;
    })
}

/// Sets the day that the times of a report are compared with; `None` takes the report's own.
pub fn set_report_date(
    selection: &Selection,
    period: Option<ReportPeriod>,
    date: Option<Date>,
) -> Option<Transaction> {
    review::change(selection, Key::DidSetReportDate.into(), |review| {
        review.reporting.change(period, |it| it.date = date);
    })
}

/// Replaces the opening of a report by the user's own; `None` takes what is proposed.
pub fn set_opening(
    selection: &Selection,
    period: Option<ReportPeriod>,
    opening: Option<Opening>,
) -> Option<Transaction> {
    review::change(selection, Key::DidSetOpening.into(), |review| {
        review.reporting.change(period, |it| it.opening = opening);
    })
}

/// Changes the text of the user's own opening of a report; `None` without one.
pub fn edit_opening(
    selection: &Selection,
    period: Option<ReportPeriod>,
    text: String,
) -> Option<Transaction> {
    let own = selection.document().review.reporting.of(period)?;
    let opening = own.opening.clone()?;
    set_opening(selection, period, Some(Opening { text, ..opening }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        editor::Editor,
        model::{fixture, sample},
        progress::judge,
    };

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_quarter_is_proposed_from_its_last_month_on() {
        let label = |text| quarter_to_report(day(text)).label();
        assert_eq!(
            [
                "28/02/2026",
                "01/3/2026",
                "31/5/2026",
                "15/9/2026",
                "30/11/2026",
                "01/12/2026"
            ]
            .map(label),
            [
                "Quý IV/2025",
                "Quý I/2026",
                "Quý I/2026",
                "Quý III/2026",
                "Quý III/2026",
                "Quý IV/2026"
            ]
        );
    }

    #[test]
    fn a_year_of_reports_is_a_step_each() {
        let mut editor = Editor::new(sample::document());
        let before = editor.document().clone();
        let make = |editor: &mut Editor| {
            let (sources, period) = report_sources(editor.document(), day("10/9/2026"));
            let chosen = sources.iter().filter(|it| it.is_proposed);
            let chosen: Vec<AnnexId> = chosen.map(|it| it.annex).collect();
            let made = make_reports(&editor.selection(), &chosen, period).unwrap();
            editor.commit(&made).unwrap();
            (chosen.len(), period.label())
        };
        assert_eq!(make(&mut editor), (2, "Quý III/2026".to_owned()));
        assert_eq!(editor.document().annexes.len(), 4);
        let progress = judge(editor.document(), None);
        assert_eq!(progress.annexes.len(), 2);
        assert_eq!(make(&mut editor), (2, "Quý IV/2026".to_owned()));
        assert_eq!(editor.document().annexes.len(), 6);
        // Ids stay unique, also in one step.
        let mut ids: Vec<u32> = Vec::new();
        for annex in &editor.document().annexes {
            ids.push(annex.id.0);
            ids.extend(annex.columns.iter().map(|it| it.id.0));
            ids.extend(annex.rows.iter().map(|it| it.id.0));
        }
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n);
        assert!(editor.undo().is_some() && editor.undo().is_some());
        assert_eq!(*editor.document(), before);
        assert_eq!(editor.undo(), None);
    }

    #[test]
    fn a_report_is_not_made_twice() {
        let mut document = fixture::parse("stt | content | target:Năm 2026\n- 1 | Tỷ lệ | 5\n");
        document.annexes[0].head.kind = AnnexKind::Indicators;
        let mut editor = Editor::new(document);
        let (sources, period) = report_sources(editor.document(), day("10/9/2026"));
        let made = make_reports(&editor.selection(), &[sources[0].annex], period).unwrap();
        editor.commit(&made).unwrap();
        let report = editor.document().annexes[1].id;
        assert_eq!(make_reports(&editor.selection(), &[report], period), None);
        assert_eq!(make_reports(&editor.selection(), &[], period), None);
    }
}
