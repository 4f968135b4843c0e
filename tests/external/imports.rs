//! Real annexes import to their expected outline, row by row and field by field.

use crate::{
    annexes,
    need::{Missing, Outcome},
};
use phuluc::{export::outline, import, wording::Key};
use serde_json::Value;

fn outline_of(file: &str) -> Result<Value, Missing> {
    let bytes = annexes::bytes(file)?;
    let imported = import::import(&bytes, file).unwrap();
    Ok(outline::outline(&imported.document))
}

/// Compares row by row, so that a failure shows one row instead of two whole documents.
#[track_caller]
fn assert_same(file: &str, found: &Value, truth: &Value) {
    let list = |value: &Value| value.as_array().unwrap().clone();
    assert_eq!(
        list(found).len(),
        list(truth).len(),
        "{file}: number of annexes"
    );
    for (found, truth) in list(found).iter().zip(list(truth)) {
        let sheet = &truth["sheet"];
        for (key, truth) in truth.as_object().unwrap() {
            if key != "rows" {
                assert_eq!(&found[key], truth, "{file}, {sheet}: {key}");
            }
        }
        for (idx, truth) in list(&truth["rows"]).iter().enumerate() {
            assert_eq!(
                &found["rows"][idx],
                truth,
                "{file}, {sheet}: row {}",
                idx + 1
            );
        }
        assert_eq!(
            list(&found["rows"]).len(),
            list(&truth["rows"]).len(),
            "{file}, {sheet}: rows"
        );
    }
}

pub(crate) fn annexes_in_every_format_give_their_truth() -> Outcome {
    for (file, truth) in [
        ("kh334.xlsx", "kh334"),
        ("kh226.xlsx", "kh226"),
        ("qd3256.xlsx", "qd3256"),
        ("kh334.xls", "kh334"),
        ("qd3256.xls", "qd3256"),
        ("kh334.ods", "kh334"),
        ("qd3256.ods", "qd3256"),
    ] {
        assert_same(file, &outline_of(file)?, &annexes::truth(truth)?);
    }
    Ok(())
}

/// Text in the legacy fonts .VnTime and .VnTimeH (capitals) converts to exactly the Unicode text of
/// the same annex.
pub(crate) fn an_annex_in_a_legacy_font_gives_its_truth() -> Outcome {
    let found = outline_of("kh334-vntime.xlsx")?;
    let mut truth = annexes::truth("kh334")?;
    truth.as_array_mut().unwrap().truncate(1);
    truth[0]["sheet"] = "PL I".into();
    assert_same("kh334-vntime.xlsx", &found, &truth);
    Ok(())
}

pub(crate) fn nothing_in_unicode_is_converted() -> Outcome {
    for file in [
        "kh334.xlsx",
        "kh226.xlsx",
        "qd3256.xlsx",
        "kh334.xls",
        "kh334.ods",
        "qd3256.xls",
        "qd3256.ods",
    ] {
        let bytes = annexes::bytes(file)?;
        let notes = import::import(&bytes, file).unwrap().notes;
        assert!(
            notes
                .iter()
                .all(|note| note.message.key != Key::NoteLegacyFont),
            "{file}: {notes:?}"
        );
    }
    Ok(())
}

pub(crate) fn the_report_names_every_line_that_was_joined_or_dropped() -> Outcome {
    let bytes = annexes::bytes("kh226.xlsx")?;
    let notes = import::import(&bytes, "kh226.xlsx").unwrap().notes;
    let rows = |key: Key| -> Vec<u32> {
        let of_key = notes.iter().filter(|note| note.message.key == key);
        of_key.filter_map(|note| note.row).collect()
    };
    assert_eq!(rows(Key::NoteRepeatedHeader), [14, 24, 37, 48, 59]);
    assert_eq!(rows(Key::NoteJoinedRow), [25, 38, 60]);
    assert_eq!(notes.len(), 8);
    Ok(())
}

pub(crate) fn the_plan_is_read_from_the_reference_line() -> Outcome {
    let bytes = annexes::bytes("kh334.xlsx")?;
    let plan = import::import(&bytes, "folder/kh334.xlsx")
        .unwrap()
        .document
        .plan;
    assert_eq!(plan.name, "kh334");
    assert_eq!(plan.number, "334/KH-UBND");
    assert_eq!(plan.date, "31/12/2025");
    assert_eq!(plan.body, "UBND tỉnh");
    Ok(())
}

/// Exactly the defects that a reviewer would find in the real annexes, with no false positives.
pub(crate) fn findings_on_real_annexes_are_the_known_defects() -> Outcome {
    for (file, expected) in [
        (
            "kh334.xlsx",
            &[
                ("annex-number-form", 1),
                ("copied-national-text", 1),
                ("document-symbol-form", 2),
                ("duplicate-content", 1),
                ("final-stop-mixed", 6),
                ("leading-dash", 49),
                ("national-indicators-missing", 1),
                ("several-leads", 1),
                ("stray-spacing", 13),
                ("time-form-mixed", 1),
                ("time-start-differs", 2),
                ("wording-mixed", 5),
            ][..],
        ),
        (
            "kh226.xlsx",
            &[
                ("agency-abolished", 81),
                ("agency-renamed", 4),
                ("document-symbol-form", 1),
                ("duplicate-ordinal", 1),
                ("final-stop-mixed", 9),
                ("lead-repeated", 2),
                ("ordinal-form", 2),
            ],
        ),
        (
            "qd3256.xlsx",
            &[
                ("agency-spelling-mixed", 1),
                ("annex-number-form", 2),
                ("capital-inside-sentence", 1),
                ("copied-national-text", 1),
                ("duplicate-content", 1),
                ("header-form", 1),
                ("known-slip", 2),
                ("national-indicators-missing", 1),
                ("several-leads", 4),
                ("stray-spacing", 2),
                ("wording-mixed", 1),
            ],
        ),
    ] {
        let bytes = annexes::bytes(file)?;
        let document = import::import(&bytes, file).unwrap().document;
        let mut counts = std::collections::BTreeMap::new();
        for finding in phuluc::validate::validate(&document) {
            *counts.entry(finding.rule).or_insert(0) += 1;
        }
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected, "{file}");
    }
    Ok(())
}
