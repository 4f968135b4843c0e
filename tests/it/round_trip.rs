//! What a document must survive: export with import, and conversion to another form.

use std::collections::BTreeSet;

use phuluc::{
    commands,
    export::{OutputFormat, outline},
    import,
    model::{Column, Document, Form},
    report,
};
use serde_json::Value;

/// Asserts that export and import (round trip) preserve the outline.
#[track_caller]
pub(crate) fn assert_round_trip(document: &Document, format: OutputFormat) {
    let bytes = report::export(document, format).unwrap();
    let imported = import::import(&bytes, "x").unwrap();
    let (mut before, mut after) = (
        outline::outline(document),
        outline::outline(&imported.document),
    );
    if format == OutputFormat::Docx {
        // A Word file has no sheet names.
        for outline in [&mut before, &mut after] {
            for annex in outline.as_array_mut().unwrap() {
                annex["sheet"] = Value::Null;
            }
        }
    }
    if before != after {
        let lines = |value| {
            serde_json::to_string_pretty(value)
                .unwrap()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (before, after) = (lines(&before), lines(&after));
        let first = before
            .iter()
            .zip(&after)
            .position(|(before, after)| before != after)
            .unwrap_or(0);
        let around = |lines: &[String]| {
            lines[first.saturating_sub(6)..lines.len().min(first + 6)].join("\n")
        };
        panic!(
            "export and import changed\n{}\nto\n{}",
            around(&before),
            around(&after)
        );
    }
}

/// Returns a document in every form. Asserts that no word is lost and that undo restores it. `what`
/// is its name for messages.
pub(crate) fn in_every_form(what: &str, before: &Document) -> Vec<Document> {
    let in_form = |form: Form| {
        let mut after = before.clone();
        if let Some(transaction) = commands::reshaping(before, &form).transaction() {
            let undo = after.apply(&transaction).unwrap();
            let mut back = after.clone();
            back.apply(&undo).unwrap();
            assert_eq!(back, *before, "{what}, {}", form.name);
        }
        // A phase can be a heading row before and a column heading after.
        let words = |document: &Document, with_headings: bool| -> BTreeSet<String> {
            let mut texts: Vec<String> = Vec::new();
            for annex in &document.annexes {
                if with_headings {
                    texts.extend(annex.columns.iter().map(Column::title));
                }
                let cells = annex.rows.iter().flat_map(|row| row.cells());
                texts.extend(cells.map(|(_, text)| text.to_owned()));
            }
            let all = texts.join(" ").to_lowercase();
            let words = all.split(|c: char| !c.is_alphanumeric());
            words
                .filter(|it| it.chars().any(char::is_alphabetic))
                .map(str::to_owned)
                .collect()
        };
        let lost: Vec<_> = words(before, false)
            .difference(&words(&after, true))
            .cloned()
            .collect();
        assert!(lost.is_empty(), "{what}, {}: {lost:?}", form.name);
        after
    };
    Form::built_in().into_iter().map(in_form).collect()
}
