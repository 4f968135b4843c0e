//! What the panel of the progress is asked to show, and the paragraphs that the user edited.

use crate::{
    model::ReportPeriod,
    progress::{Pace, Settings},
};

#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct ProgressOptions {
    /// `None` takes the latest period that the document reports on.
    pub period: Option<ReportPeriod>,
    /// The period that is compared with.
    pub earlier: Option<ReportPeriod>,
    pub pace: Pace,
    pub edited: Vec<EditedText>,
}

/// The opening of a report as the user edited it, which is kept while the page is open.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct EditedText {
    /// Id of the document.
    pub document: String,
    pub period: Option<ReportPeriod>,
    /// What was proposed when editing began.
    pub proposed: String,
    pub text: String,
}

impl ProgressOptions {
    pub fn new() -> ProgressOptions {
        ProgressOptions {
            period: None,
            earlier: None,
            pace: Pace::USUAL,
            edited: Vec::new(),
        }
    }

    pub fn settings(&self, period: Option<ReportPeriod>) -> Settings {
        Settings {
            period,
            pace: self.pace,
            ..Settings::USUAL
        }
    }

    pub fn edited(&self, document: &str, period: Option<ReportPeriod>) -> Option<&EditedText> {
        let mut edited = self.edited.iter();
        edited.find(|it| it.document == document && it.period == period)
    }

    /// Keeps the text that the user made of a proposal; `None` takes the proposal again.
    pub fn edit(
        &mut self,
        document: &str,
        period: Option<ReportPeriod>,
        text: Option<(String, String)>,
    ) {
        self.edited
            .retain(|it| it.document != document || it.period != period);
        if let Some((proposed, text)) = text {
            self.edited.push(EditedText {
                document: document.to_owned(),
                period,
                proposed,
                text,
            });
        }
    }
}
