//! Waivers of findings, and the profile of rules that a document is checked against.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::{Profile, Review, Waiver},
    validate::Diagnostic,
    wording::{Key, Message},
};

/// Waives findings for one reason. `None` when the reason is blank or none of their rows is left. A
/// waiver stores the cell's text and lapses when that changes.
pub fn waive(
    selection: &Selection,
    findings: &[Arc<Diagnostic>],
    reason: &str,
) -> Option<Transaction> {
    let reason = reason.trim();
    if reason.is_empty() {
        return None;
    }
    let document = selection.document();
    let rows = document.annexes.iter().flat_map(|annex| {
        let rows = annex.rows.iter();
        rows.map(move |row| ((annex.id, row.id), row))
    });
    let rows: FxHashMap<_, _> = rows.collect();
    let mut seen = FxHashSet::default();
    let mut new = Vec::new();
    for finding in findings {
        let place = finding.cell_ref();
        let Some(row) = rows.get(&(place.annex, place.row)) else {
            continue;
        };
        if seen.insert((place.row, place.column, finding.rule.to_owned())) {
            new.push(Waiver {
                place,
                rule: finding.rule.to_owned(),
                text: row.cell(place.column).to_owned(),
                reason: reason.to_owned(),
            });
        }
    }
    change(selection, Key::DidWaive.into(), |review| {
        review
            .waivers
            .retain(|it| !seen.contains(&(it.place.row, it.place.column, it.rule.clone())));
        review.waivers.append(&mut new);
    })
}

/// Removes the waiver of a finding; `None` without one.
pub fn unwaive(selection: &Selection, finding: &Diagnostic) -> Option<Transaction> {
    change(selection, Key::DidUnwaive.into(), |review| {
        let is_of_it = |it: &Waiver| it.place == finding.cell_ref() && it.rule == finding.rule;
        review.waivers.retain(|it| !is_of_it(it));
    })
}

/// Sets whether an export lists the waivers in an extra annex; `None` when nothing changes.
pub fn list_waivers(selection: &Selection, lists: bool) -> Option<Transaction> {
    change(selection, Key::DidSetReview.into(), |review| {
        review.lists_waivers = lists
    })
}

/// Sets whether an export lists the open findings; `None` when nothing changes.
pub fn list_findings(selection: &Selection, lists: bool) -> Option<Transaction> {
    change(selection, Key::DidSetReview.into(), |review| {
        review.lists_findings = lists
    })
}

/// Sets whether an exported workbook has the notes on cells; `None` when nothing changes.
pub fn export_notes(selection: &Selection, exports: bool) -> Option<Transaction> {
    change(selection, Key::DidSetReview.into(), |review| {
        review.exports_notes = exports
    })
}

/// Replaces the document's profile (rules, severities, agencies, indicators).
pub fn set_profile(selection: &Selection, profile: Profile) -> Option<Transaction> {
    change(selection, Key::DidSetReview.into(), |review| {
        review.profile = profile
    })
}

/// Returns a transaction for a changed review; `None` when `change` changes nothing.
pub(super) fn change(
    selection: &Selection,
    label: Message,
    change: impl FnOnce(&mut Review),
) -> Option<Transaction> {
    let mut review = selection.document().review.clone();
    change(&mut review);
    (review != selection.document().review).then(|| Transaction {
        label,
        steps: vec![Step::SetReview { review }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands,
        editor::Editor,
        model::{Severity, fixture},
    };

    fn editor() -> Editor {
        Editor::new(fixture::parse(
            "
            stt | content | lead
            - 1 | - Một | Sở Nội vụ
            - 2 | - Hai |
        ",
        ))
    }

    fn rules(editor: &Editor) -> Vec<(&'static str, Severity)> {
        editor
            .findings()
            .iter()
            .map(|it| (it.rule, it.severity))
            .collect()
    }

    #[test]
    fn one_reason_waives_all_alike() {
        let mut editor = editor();
        let dashes: Vec<_> = editor
            .findings()
            .iter()
            .filter(|it| it.rule == "leading-dash")
            .cloned()
            .collect();
        assert_eq!(dashes.len(), 2);
        assert_eq!(waive(&editor.selection(), &dashes, " "), None);
        assert_eq!(waive(&editor.selection(), &[], "Theo mẫu"), None);
        let waive = waive(&editor.selection(), &dashes, "Theo mẫu").unwrap();
        editor.commit(&waive).unwrap();
        assert!(
            !rules(&editor)
                .iter()
                .any(|(rule, _)| *rule == "leading-dash")
        );
        assert_eq!(editor.waived().len(), 2);
        editor.undo();
        assert!(editor.waived().is_empty());
    }

    #[test]
    fn a_waived_finding_is_silent_until_its_text_changes() {
        let mut editor = editor();
        let dash = editor.findings()[0].clone();
        assert_eq!(waive(&editor.selection(), &[Arc::clone(&dash)], "  "), None);
        editor
            .commit(&waive(&editor.selection(), &[Arc::clone(&dash)], "Theo mẫu của bộ").unwrap())
            .unwrap();
        assert_eq!(editor.findings().len(), 2);
        let waived = editor.waived();
        assert_eq!(waived.len(), 1);
        assert_eq!(waived[0].1.reason, "Theo mẫu của bộ");
        editor.move_to(crate::editor::Cursor {
            annex: 0,
            row: 0,
            column: 1,
        });
        editor
            .commit(&commands::set_text(&editor.selection(), "- Một mốt").unwrap())
            .unwrap();
        assert_eq!(editor.findings().len(), 3);
        assert!(editor.waived().is_empty());
        editor.undo();
        assert_eq!(editor.findings().len(), 2);
        editor
            .commit(&unwaive(&editor.selection(), &dash).unwrap())
            .unwrap();
        assert_eq!(editor.findings().len(), 3);
    }

    #[test]
    fn rules_are_switched_off_and_weighed_per_document() {
        let mut editor = editor();
        let mut profile = editor.document().review.profile.clone();
        profile.rules.insert("leading-dash".to_owned(), None);
        profile
            .rules
            .insert("missing-lead-agency".to_owned(), Some(Severity::Hint));
        editor
            .commit(&set_profile(&editor.selection(), profile).unwrap())
            .unwrap();
        assert_eq!(rules(&editor), [("missing-lead-agency", Severity::Hint)]);
        editor.undo();
        assert_eq!(editor.findings().len(), 3);
    }
}
