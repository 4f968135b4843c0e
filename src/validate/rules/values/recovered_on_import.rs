//! # `recovered-on-import`
//!
//! The file stored something other than what was typed, such as a date for "12/2026" or 6.1 for
//! "6.10", and the import restored what was probably meant. The document alone does not show this,
//! so the import reports it ([`Findings::doubt`](super::Findings::doubt)). The finding remains
//! until the cell is changed or the document is reopened.
//!
//! **Fix.** None: only a person knows what was typed.

use crate::{
    model::{Doubt, Severity},
    validate::{About, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "recovered-on-import",
    severity: Severity::Hint,
    title: Key::RuleRecovered,
    rationale: Key::RuleRecoveredWhy,
    source: "Excel tự đổi “12/2026” thành ngày và “6.10” thành số 6,1",
    check: Check::Import,
};

pub(in crate::validate) fn finding(doubt: &Doubt) -> Diagnostic {
    Diagnostic {
        rule: RULE.id,
        severity: RULE.severity,
        annex: doubt.annex,
        row: doubt.row,
        column: doubt.column,
        about: About::Cell,
        message: doubt.message.clone(),
        fix: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        edit::{Step, Transaction},
        import,
        wording::Key,
    };
    use crate::{
        model::Severity,
        validate::{Findings, rules::values::recovered_on_import::RULE},
    };

    #[test]
    fn a_doubt_stands_until_its_cell_is_changed() {
        let bytes = import::fixture::AUTOCONVERTED_MONTH.as_bytes();
        let imported = import::import(bytes, "x.xml").unwrap();
        let mut document = imported.document;
        let mut findings = Findings::of(&document);
        findings.doubt(&document, &imported.doubts);
        let found = |findings: &Findings, document: &_| {
            let list = findings.list(document);
            list.into_iter()
                .filter(|it| it.rule == RULE.id)
                .collect::<Vec<_>>()
        };
        let [doubt] = found(&findings, &document).try_into().unwrap();
        let change = |text: &str| Transaction {
            label: Key::DidClearCell.into(),
            steps: vec![Step::SetCell {
                annex: doubt.annex,
                row: doubt.row,
                column: doubt.column,
                text: text.to_owned(),
            }],
        };
        let undo = document.apply(&change("Quý IV/2026")).unwrap();
        findings.update(&document, &change("").steps);
        assert_eq!(found(&findings, &document), []);
        document.apply(&undo).unwrap();
        assert_eq!(found(&findings, &document).len(), 1);
        // The profile sets its severity and disables it like any other rule.
        for severity in [Some(Severity::Error), None] {
            let mut review = document.review.clone();
            review.profile.rules.insert(RULE.id.to_owned(), severity);
            let set = Transaction {
                label: Key::DidSetReview.into(),
                steps: vec![Step::SetReview { review }],
            };
            document.apply(&set).unwrap();
            findings.update(&document, &set.steps);
            let severities: Vec<_> = found(&findings, &document)
                .iter()
                .map(|it| it.severity)
                .collect();
            assert_eq!(severities, severity.into_iter().collect::<Vec<_>>());
        }
    }
}
