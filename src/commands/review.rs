//! Waivers of findings, and the profile of rules that a document is checked against.

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::{Profile, Review, Waiver},
    validate::Diagnostic,
    wording::{Key, Message},
};

/// Waives a finding for a reason. `None` when the reason is blank or the finding's row is gone. The
/// waiver stores the cell's text and lapses when that changes.
pub fn waive(editor: &Editor, finding: &Diagnostic, reason: &str) -> Option<Transaction> {
    let annex = editor.document().annex(finding.annex)?;
    let row = annex.rows.iter().find(|it| it.id == finding.row)?;
    let waiver = Waiver {
        place: finding.cell_ref(),
        rule: finding.rule.to_owned(),
        text: row.cell(finding.column).to_owned(),
        reason: reason.trim().to_owned(),
    };
    if waiver.reason.is_empty() {
        return None;
    }
    let mut waivers = others(editor, finding);
    waivers.push(waiver);
    change(editor, Key::DidWaive.into(), |review| {
        review.waivers = waivers
    })
}

/// Removes the waiver of a finding; `None` without one.
pub fn unwaive(editor: &Editor, finding: &Diagnostic) -> Option<Transaction> {
    let waivers = others(editor, finding);
    change(editor, Key::DidUnwaive.into(), |review| {
        review.waivers = waivers
    })
}

/// Returns all waivers except those of a finding.
fn others(editor: &Editor, finding: &Diagnostic) -> Vec<Waiver> {
    let waivers = editor.document().review.waivers.iter();
    let others = waivers.filter(|it| it.place != finding.cell_ref() || it.rule != finding.rule);
    others.cloned().collect()
}

/// Sets whether an export lists the waivers in an extra annex; `None` when nothing changes.
pub fn list_waivers(editor: &Editor, lists: bool) -> Option<Transaction> {
    change(editor, Key::DidSetReview.into(), |review| {
        review.lists_waivers = lists
    })
}

/// Sets whether an export lists the open findings; `None` when nothing changes.
pub fn list_findings(editor: &Editor, lists: bool) -> Option<Transaction> {
    change(editor, Key::DidSetReview.into(), |review| {
        review.lists_findings = lists
    })
}

/// Replaces the document's profile (rules, severities, agencies, indicators).
pub fn set_profile(editor: &Editor, profile: Profile) -> Option<Transaction> {
    change(editor, Key::DidSetReview.into(), |review| {
        review.profile = profile
    })
}

/// Returns a transaction for a changed review; `None` when `change` changes nothing.
fn change(
    editor: &Editor,
    label: Message,
    change: impl FnOnce(&mut Review),
) -> Option<Transaction> {
    let mut review = editor.document().review.clone();
    change(&mut review);
    (review != editor.document().review).then(|| Transaction {
        label,
        steps: vec![Step::SetReview { review }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands,
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
    fn a_waived_finding_is_silent_until_its_text_changes() {
        let mut editor = editor();
        let dash = editor.findings()[0].clone();
        assert_eq!(waive(&editor, &dash, "  "), None);
        editor
            .commit(&waive(&editor, &dash, "Theo mẫu của bộ").unwrap())
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
            .commit(&commands::set_text(&editor, "- Một mốt").unwrap())
            .unwrap();
        assert_eq!(editor.findings().len(), 3);
        assert!(editor.waived().is_empty());
        editor.undo();
        assert_eq!(editor.findings().len(), 2);
        editor.commit(&unwaive(&editor, &dash).unwrap()).unwrap();
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
            .commit(&set_profile(&editor, profile).unwrap())
            .unwrap();
        assert_eq!(rules(&editor), [("missing-lead-agency", Severity::Hint)]);
        editor.undo();
        assert_eq!(editor.findings().len(), 3);
    }
}
