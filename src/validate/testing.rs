//! How rules are tested: an annex as text in, findings or the fixed annex as text out.

use std::sync::Arc;

use super::{Diagnostic, Rule, validate};
use crate::{
    model::{Document, fixture},
    wording::Language,
};

fn check(rule: &Rule, document: &Document) -> Vec<Arc<Diagnostic>> {
    let mut found = validate(document);
    found.retain(|it| it.rule == rule.id);
    found
}

/// What `rule` reports on an annex written as text, one line each.
pub(crate) fn report(rule: &Rule, text: &str) -> String {
    let document = fixture::parse(text);
    let lines = check(rule, &document).into_iter().map(|it| {
        let annex = document.annex(it.annex).unwrap();
        let row = annex.index_of(it.row).unwrap() + 1;
        let role = annex.column(it.column).unwrap().role.key();
        format!(
            "row {row} {role}: {}\n",
            it.message.text(Language::Vietnamese)
        )
    });
    lines.collect()
}

/// The annex after every fix of `rule`; checks that nothing of the rule is left.
pub(crate) fn fixed(rule: &Rule, text: &str) -> String {
    let mut document = fixture::parse(text);
    while let Some(fix) = check(rule, &document).iter().find_map(|it| it.fix.clone()) {
        let before = document.clone();
        document.apply(&fix.transaction).unwrap();
        assert_ne!(document, before, "{} changes nothing", rule.id);
    }
    assert_eq!(
        check(rule, &document),
        [],
        "{} is reported after its own fixes",
        rule.id
    );
    fixture::render(&document)
}

/// The annex after every fix of `rule` was applied once; what has no fix may be left.
pub(crate) fn fixed_all(rule: &Rule, text: &str) -> String {
    let mut document = fixture::parse(text);
    while let Some(fix) = check(rule, &document).iter().find_map(|it| it.fix.clone()) {
        let before = document.clone();
        document.apply(&fix.transaction).unwrap();
        assert_ne!(document, before, "{} changes nothing", rule.id);
    }
    fixture::render(&document)
}
