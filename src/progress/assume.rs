//! Reads a document that is said to be a report as one, where its headings do not say so.

use crate::{
    model::{Document, Role, assumed_results},
    text::column_letter::column_letter,
    wording::{Key, Language, Message},
};

/// Gives columns the roles that they have in a report, where no annex of the document has results under a
/// heading that is known, and says which. Assessments are told from results in any of them.
pub fn assume_results(document: &mut Document) -> Vec<Message> {
    let is_known = document
        .annexes
        .iter()
        .any(|it| it.column_of(Role::Actual).is_some());
    let mut told = Vec::new();
    for annex in &mut document.annexes {
        if is_known && annex.column_of(Role::Actual).is_none() {
            continue;
        }
        for (id, role) in assumed_results(annex) {
            let column = annex.columns.iter_mut().enumerate();
            let Some((at, column)) = column.into_iter().find(|(_, it)| it.id == id) else {
                continue;
            };
            column.role = role;
            told.push(Key::NoteRoleByContent.with([
                column_letter(at),
                column.title(),
                role.label().text(Language::Vietnamese).to_owned(),
            ]));
        }
    }
    told
}
