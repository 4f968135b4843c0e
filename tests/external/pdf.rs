//! Real annexes as PDF files that LibreOffice makes of the exported workbook and Word document.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::Path,
};

use phuluc::{
    export::{OutputFormat, outline},
    import::{self, Imported},
    model::Document,
    report,
};
use serde_json::Value;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    annexes,
    need::Outcome,
    office::{convert, folder, need},
};

const FIXTURES: &[&str] = &["kh334", "kh226", "qd3256"];
/// Maximum number of doubts of a page without rules.
const DOUBTS_MAX: usize = 2;
const FORMATS: [OutputFormat; 2] = [OutputFormat::Xlsx, OutputFormat::Docx];

/// Everything is read from tables with rules: each row with each text, in order.
pub(crate) fn ruled_annexes_give_their_truth() -> Outcome {
    for landscape in [false, true] {
        for (what, truth, imported, _) in converted("pdf-ruled", landscape, true)? {
            assert!(imported.doubts.is_empty(), "{what}: {:?}", imported.doubts);
            assert_same_texts(&what, &imported, &truth, &[]);
        }
    }
    Ok(())
}

/// Without rules, what is not read as it stands is a doubt: at most two a page.
pub(crate) fn annexes_without_rules_give_their_truth_or_doubts() -> Outcome {
    for landscape in [false, true] {
        for (what, truth, imported, n_pages) in converted("pdf-bare", landscape, false)? {
            // On upright paper the columns of qd3256 are narrower than some of its words.
            if what.starts_with("qd3256") && !landscape {
                continue;
            }
            let doubts: Vec<(usize, usize)> = imported
                .doubts
                .iter()
                .filter_map(|doubt| {
                    let annexes = &imported.document.annexes;
                    let at = annexes.iter().position(|annex| annex.id == doubt.annex)?;
                    Some((
                        at,
                        annexes[at]
                            .rows
                            .iter()
                            .position(|row| row.id == doubt.row)?,
                    ))
                })
                .collect();
            assert_same_texts(&what, &imported, &truth, &doubts);
            let most = DOUBTS_MAX * n_pages;
            assert!(doubts.len() <= most, "{what}: {} doubts", doubts.len());
        }
    }
    Ok(())
}

/// The columns of a workbook that is wider than its paper stand on pages beside each other.
pub(crate) fn a_table_wider_than_its_paper_gives_its_rows() -> Outcome {
    need("soffice", "--version")?;
    let folder = folder("pdf-wide");
    let workbook = annexes::bytes("../strangers/xa.xlsx")?;
    let path = folder.join("xa.xlsx");
    fs::write(&path, &workbook).unwrap();
    convert(&folder, "pdf", &[path.to_str().unwrap()]);
    let pdf = fs::read(folder.join("xa.pdf")).unwrap();
    let imported = import::import(&pdf, "xa.pdf").unwrap();
    let truth = import::import(&workbook, "xa.xlsx").unwrap().document;
    assert_same_texts("xa", &imported, &outline::outline(&truth), &[]);
    Ok(())
}

/// What a file is, its truth, what was read of it, and its number of pages.
type Converted = Vec<(String, Value, Imported, usize)>;

fn converted(
    test: &str,
    landscape: bool,
    has_rules: bool,
) -> Result<Converted, crate::need::Missing> {
    need("soffice", "--version")?;
    let folder = folder(&format!("{test}-{landscape}"));
    let mut names = Vec::new();
    for &fixture in FIXTURES {
        let file = format!("{fixture}.xlsx");
        let mut document = import::import(&annexes::bytes(&file)?, &file)
            .unwrap()
            .document;
        for annex in &mut document.annexes {
            annex.head.paper.landscape = Some(landscape);
        }
        for format in FORMATS {
            names.push((
                fixture,
                format,
                write(&folder, fixture, &document, format, has_rules),
            ));
        }
    }
    let paths: Vec<&str> = names.iter().map(|(_, _, path)| path.as_str()).collect();
    convert(&folder, "pdf", &paths);
    let read = names.iter().map(|(fixture, format, path)| {
        let pdf = Path::new(path).with_extension("pdf");
        let what = format!("{fixture} {} landscape {landscape}", format.extension());
        let pdf = fs::read(&pdf).unwrap();
        let imported = import::import(&pdf, "x.pdf").unwrap();
        let pages = memchr::memmem::find_iter(&pdf, b"/Type/Page/").count();
        Ok((what, annexes::truth(fixture)?, imported, pages))
    });
    read.collect()
}

fn write(
    folder: &Path,
    name: &str,
    document: &Document,
    format: OutputFormat,
    has_rules: bool,
) -> String {
    let mut bytes = report::export(document, format).unwrap();
    if !has_rules {
        bytes = without_rules(&bytes);
    }
    let path = folder.join(format!("{name}-{0}.{0}", format.extension()));
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Takes the borders off the cells of a workbook or Word document.
fn without_rules(package: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for idx in 0..from.len() {
        let mut part = from.by_index(idx).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/styles.xml" || name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            let text = text.replace(r#"style="thin""#, r#"style="none""#);
            bytes = text
                .replace(r#"w:val="single" w:sz="4""#, r#"w:val="none" w:sz="0""#)
                .into();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// Compares row by row. White space inside texts is one space: a PDF file does not say where a line
/// of a cell ended by itself. Rows with a doubt are passed over.
#[track_caller]
fn assert_same_texts(what: &str, imported: &Imported, truth: &Value, doubts: &[(usize, usize)]) {
    let found = outline::outline(&imported.document);
    let list = |value: &Value| value.as_array().unwrap().clone();
    let (found, truth) = (list(&found), list(truth));
    assert_eq!(found.len(), truth.len(), "{what}: number of annexes");
    for (at, (found, truth)) in found.iter().zip(&truth).enumerate() {
        for key in ["kind", "number", "title", "reference", "columns"] {
            assert_eq!(
                squeezed(&found[key]),
                squeezed(&truth[key]),
                "{what}, {at}: {key}"
            );
        }
        let (found, truth) = (list(&found["rows"]), list(&truth["rows"]));
        for (idx, (found, truth)) in found.iter().zip(&truth).enumerate() {
            if !doubts.contains(&(at, idx)) {
                assert_eq!(
                    squeezed(found),
                    squeezed(truth),
                    "{what}, {at}: row {}",
                    idx + 1
                );
            }
        }
        assert_eq!(found.len(), truth.len(), "{what}, {at}: rows");
    }
}

fn squeezed(value: &Value) -> Value {
    match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        Value::Array(items) => items.iter().map(squeezed).collect(),
        Value::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), squeezed(value)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}
