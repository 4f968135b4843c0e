//! Plans pasted as text.

use crate::{annexes, need::Outcome};
use phuluc::{export::outline, import, wording::Key};
use serde_json::Value;

/// The tables of whole plans pasted as text give the same annexes as the workbooks.
pub(crate) fn plans_pasted_whole_give_their_annexes() -> Outcome {
    for (plan, truth) in [("kh226-langson", "kh226"), ("qd3256-dongthap", "qd3256")] {
        let (text, truth) = (
            annexes::plan(&format!("{plan}.txt"))?,
            annexes::truth(truth)?,
        );
        let imported = import::import_text(&text, plan).unwrap();
        let (found, truth) = (outline::outline(&imported.document), truth);
        for (found, truth) in found
            .as_array()
            .unwrap()
            .iter()
            .zip(truth.as_array().unwrap())
        {
            for key in ["kind", "number", "title", "reference", "columns", "rows"] {
                assert_eq!(found[key], truth[key], "{plan}: {key}");
            }
        }
        assert_eq!(
            found.as_array().unwrap().len(),
            truth.as_array().unwrap().len()
        );
        assert!(
            imported
                .notes
                .iter()
                .all(|note| note.message.key != Key::NoteLegacyFont)
        );
    }
    Ok(())
}

/// A plan without tables: the bullets below a phase become its indicators, with none lost and none
/// invented.
pub(crate) fn bullets_of_a_plan_become_an_annex() -> Outcome {
    let text = annexes::plan("laichau-congthuong.txt")?;
    let document = import::import_text(&text, "x").unwrap().document;
    let outline = outline::outline(&document);
    let rows = outline[0]["rows"].as_array().unwrap();
    let items: Vec<&Value> = rows.iter().filter(|row| row["kind"] == "item").collect();
    let targets: Vec<String> = items
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or_default();
            format!("{}{}", text("target"), text("unit"))
        })
        .collect();
    assert_eq!(
        targets.join(" "),
        "100% 100% 95% 99% 50% 100% 80% 100% 100% 100% 100% 50% 100% ít nhất 01 25% 100% 100%"
    );
    let sections: Vec<&str> = rows
        .iter()
        .filter(|row| row["kind"] == "section")
        .map(|row| row["content"].as_str().unwrap())
        .collect();
    assert_eq!(sections.len(), 6);
    assert_eq!(sections[1], "Giai đoạn 2025-2027");
    Ok(())
}
