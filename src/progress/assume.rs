//! Reads a document that is said to be a report as one, where its headings do not say so.

use crate::{
    model::{self, Document, Role},
    text::column_letter::column_letter,
    wording::Message,
};

/// Gives columns the roles that they have in a report, and says which. A plan beside a report is none.
pub fn assume_results(document: &mut Document) -> Vec<Message> {
    let is_known = document
        .annexes
        .iter()
        .any(|it| it.column_of(Role::Actual).is_some());
    let reports = document.annexes.iter_mut();
    let reports = reports.filter(|it| !is_known || it.column_of(Role::Actual).is_some());
    reports
        .flat_map(|it| model::assume_results(it, true, column_letter))
        .collect()
}
