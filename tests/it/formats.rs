//! The sample document in every format, as office programs write it, and plans pasted as text.

use std::{fs, path::PathBuf};

use crate::shared;
use phuluc::{export::outline, import, model::sample, wording::Key};
use serde_json::Value;

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fs::read(folder.join(name)).unwrap()
}

/// Returns the annexes without sheet names and with single spaces, since HTML preserves neither.
fn plain(outline: &Value) -> Vec<Value> {
    fn flat(value: &Value) -> Value {
        match value {
            Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            Value::Array(values) => values.iter().map(flat).collect(),
            Value::Object(values) => {
                let kept = values.iter().filter(|(key, _)| *key != "sheet");
                kept.map(|(key, value)| (key.clone(), flat(value)))
                    .collect()
            }
            other => other.clone(),
        }
    }
    outline.as_array().unwrap().iter().map(flat).collect()
}

#[track_caller]
fn assert_sample(name: &str, n_annexes: usize) {
    let imported = import::import(&fixture(name), name).unwrap();
    let (found, truth) = (
        plain(&outline::outline(&imported.document)),
        plain(&outline::outline(&sample::document())),
    );
    assert_eq!(found.len(), n_annexes, "{name}");
    for (found, truth) in found.iter().zip(&truth) {
        for key in ["kind", "number", "reference", "columns"] {
            assert_eq!(found[key], truth[key], "{name}: {key}");
        }
        for (idx, row) in truth["rows"].as_array().unwrap().iter().enumerate() {
            assert_eq!(&found["rows"][idx], row, "{name}: row {}", idx + 1);
        }
    }
}

#[test]
fn the_sample_opens_from_every_format() {
    for name in ["mau.xlsx", "mau.xls", "mau.ods", "mau.docx", "mau.html"] {
        assert_sample(name, 2);
    }
    // A CSV file contains one sheet.
    assert_sample("mau-PL I.csv", 1);
}

#[test]
fn formats_are_told_by_content_not_by_name() {
    for name in ["mau.html", "mau.docx", "mau.ods"] {
        let imported = import::import(&fixture(name), "so-lieu.xls").unwrap();
        assert_eq!(imported.document.annexes.len(), 2, "{name}");
    }
}

/// The tables of whole plans pasted as text give the same annexes as the workbooks.
#[test]
fn plans_pasted_whole_give_their_annexes() {
    for (plan, truth) in [("kh226-langson", "kh226"), ("qd3256-dongthap", "qd3256")] {
        let (Some(text), Some(truth)) = (
            shared::bytes(&format!("../plans/{plan}.txt")),
            shared::truth(truth),
        ) else {
            continue;
        };
        let imported = import::import_text(&String::from_utf8(text).unwrap(), plan).unwrap();
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
}

/// A plan without tables: the bullets below a phase become its indicators, with none lost and none
/// invented.
#[test]
fn bullets_of_a_plan_become_an_annex() {
    let Some(text) = shared::bytes("../plans/laichau-congthuong.txt") else {
        return;
    };
    let document = import::import_text(&String::from_utf8(text).unwrap(), "x")
        .unwrap()
        .document;
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
}

#[test]
fn a_table_of_a_web_page_is_pasted_as_html() {
    let html = "<html><body><p>Phụ lục I</p><table>
        <tr><td rowspan=2>STT<td rowspan=2>Chỉ tiêu<td colspan=2>Giai đoạn<td rowspan=2>Cơ quan chủ trì</tr>
        <tr><td>2026 - 2027<td>2028 - 2030</tr>
        <tr><td>1<td>Tỷ lệ hồ sơ
              trực tuyến<br>toàn trình<td>95%<td>Duy trì 95%<td rowspan=2>Sở&nbsp;Nội vụ &amp; Công an</tr>
        <tr><td>2<td>Tỷ lệ hài lòng<td>-<td>99%</tr></table></body></html>";
    let document = import::import_text(html, "dán").unwrap().document;
    let rows = outline::outline(&document)[0]["rows"].clone();
    assert_eq!(rows[0]["content"], "Tỷ lệ hồ sơ trực tuyến\ntoàn trình");
    assert_eq!(rows[1]["lead"], "Sở\u{a0}Nội vụ & Công an");
    assert_eq!(rows[1]["target 2028-2030"], "99%");
}
