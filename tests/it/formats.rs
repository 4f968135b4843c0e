//! The sample document in every format, as office programs write it, and plans pasted as text.

use std::{fs, path::PathBuf};

use crate::sample_files;
use phuluc::{export::outline, import, model::sample};
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
fn assert_sample(name: &str, bytes: &[u8], n_annexes: usize) {
    let imported = import::import(bytes, name).unwrap();
    let (found, truth) = (
        plain(&outline::outline(&imported.document)),
        plain(&outline::outline(&sample::document())),
    );
    assert_eq!(found.len(), n_annexes, "{name}");
    for (found, truth) in found.iter().zip(&truth) {
        for key in ["kind", "number", "title", "reference", "columns"] {
            assert_eq!(found[key], truth[key], "{name}: {key}");
        }
        for (idx, row) in truth["rows"].as_array().unwrap().iter().enumerate() {
            assert_eq!(&found["rows"][idx], row, "{name}: row {}", idx + 1);
        }
        let n_rows = |annex: &Value| annex["rows"].as_array().unwrap().len();
        assert_eq!(n_rows(found), n_rows(truth), "{name}: rows");
    }
}

#[test]
fn the_sample_opens_from_every_format() {
    for name in [
        "mau.xlsx", "mau.xls", "mau.ods", "mau.docx", "mau.doc", "mau.html",
    ] {
        assert_sample(name, &fixture(name), 2);
    }
    // A CSV file contains one sheet.
    assert_sample("mau-PL I.csv", &fixture("mau-PL I.csv"), 1);
    assert_sample("mau.xlsm", &sample_files::xlsm(), 2);
    assert_sample("mau.xlsb", &sample_files::xlsb(), 2);
    assert_sample("mau.xml", sample_files::spreadsheet_xml().as_bytes(), 2);
}

/// Text for legacy fonts converts to exactly the Unicode text.
#[test]
fn the_sample_opens_from_legacy_fonts() {
    assert_sample("mau-vni.xlsx", &sample_files::vni(), 2);
    assert_sample("mau-tcvn3.xlsx", &sample_files::tcvn3(), 2);
}

#[test]
fn formats_are_told_by_content_not_by_name() {
    for name in ["mau.html", "mau.docx", "mau.ods"] {
        let imported = import::import(&fixture(name), "so-lieu.xls").unwrap();
        assert_eq!(imported.document.annexes.len(), 2, "{name}");
    }
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
