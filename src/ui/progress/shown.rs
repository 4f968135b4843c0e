//! What the panel shows of a period.

use crate::{
    browser::today,
    model::{Date, Document, Pace, PeriodReport, ReportPeriod},
    progress::{
        Board, Counts, Progress, changes, judge, narrative, open_proposals, periods, told_html,
    },
    ui::app::progress_options::ProgressOptions,
    wording::Language,
};

/// What is shown of a period.
#[derive(Default)]
pub(super) struct Shown {
    pub progress: Progress,
    /// The periods that the document reports on, and those before the one that is shown.
    pub periods: Vec<ReportPeriod>,
    pub earlier: Vec<ReportPeriod>,
    pub n_proposals: usize,
    pub overview: String,
    pub lists: String,
    /// What changed since the period that is compared with.
    pub changed: String,
    /// The opening of the report: as text, and as HTML whose numbers lead to their rows.
    pub told: String,
    pub told_html: String,
    /// What the authors decided about it.
    pub decided: PeriodReport,
    pub pace: Pace,
}

impl Shown {
    /// The opening of the report as it goes out: the user's own, or what is proposed. The document may
    /// be newer than what is shown.
    pub fn opening<'it>(&'it self, document: &'it Document) -> &'it str {
        let own = document.review.reporting.of(self.progress.period);
        let own = own.and_then(|it| it.opening.as_ref());
        own.map_or(self.told.as_str(), |it| it.text.as_str())
    }

    pub fn of(document: &Document, options: &ProgressOptions, language: Language) -> Shown {
        let periods = periods(document);
        let period = options.period.filter(|it| periods.contains(it));
        let progress = judge(document, period);
        let reporting = &document.review.reporting;
        let counts = Counts::of(&progress);
        let told = narrative(&progress, &counts);
        let is_before = |it: &&ReportPeriod| progress.period.is_some_and(|own| **it < own);
        let earlier: Vec<ReportPeriod> = periods.iter().filter(is_before).copied().collect();
        let compared = options.earlier.filter(|it| earlier.contains(it));
        let changes = compared.map(|it| {
            let before = judge(document, Some(it));
            (it, changes(&before, &progress))
        });
        let board = Board {
            progress: &progress,
            counts: &counts,
            changes,
            today: Date::parse(&today()),
            language,
        };
        Shown {
            overview: board.overview(),
            lists: board.lists(),
            changed: board.changed(),
            told: told.text(),
            told_html: told_html(&told),
            n_proposals: open_proposals(document, &progress).len(),
            decided: reporting.of(progress.period).cloned().unwrap_or_default(),
            pace: reporting.pace,
            periods,
            earlier,
            progress,
        }
    }
}
