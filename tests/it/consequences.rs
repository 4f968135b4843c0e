//! What each offered fix of a document leads to.

use std::collections::BTreeMap;

use phuluc::{model::Document, validate::validate, wording::Language};

/// Counts the findings of a document, without the rows' changing ordinals in their messages.
fn findings(document: &Document) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for it in validate(document) {
        let place = format!("{:?} {:?} {:?}", it.annex, it.row, it.column);
        *counts.entry((it.rule.to_owned(), place)).or_insert(0) += 1;
    }
    counts
}

/// Returns what each fix of a document leads to that was not there before.
pub fn consequences(document: &Document) -> Vec<String> {
    let before = findings(document);
    let mut bad = Vec::new();
    for it in validate(document) {
        let Some(fix) = &it.fix else {
            continue;
        };
        let mut after = document.clone();
        after.apply(&fix.transaction).unwrap();
        for (key, n) in findings(&after) {
            if before.get(&key).copied().unwrap_or(0) < n {
                let message = it.message.text(Language::Vietnamese);
                let new = validate(&after);
                let new = new.iter().find(|new| {
                    let place = format!("{:?} {:?} {:?}", new.annex, new.row, new.column);
                    new.rule == key.0 && place == key.1
                });
                let new = new.map(|it| it.message.text(Language::Vietnamese));
                bad.push(format!(
                    "{} ({message}) → {} ({})",
                    it.rule,
                    key.0,
                    new.unwrap_or_default()
                ));
            }
        }
    }
    bad
}
