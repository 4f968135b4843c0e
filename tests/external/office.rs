//! Exported files in other programs: openpyxl reads them, LibreOffice converts them to PDF.
//! `.ci/setup test` installs both.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    annexes,
    need::{Missing, Outcome},
};
use phuluc::{
    export::{OutputFormat, outline},
    import,
    model::{Annex, Document, sample},
    report,
};
use serde_json::Value;

/// Creates an empty folder for one test.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Fails with `Missing` unless a program answers.
pub(crate) fn need(program: &str, argument: &str) -> Outcome {
    let answer = Command::new(program).arg(argument).output();
    match answer.is_ok_and(|it| it.status.success()) {
        true => Ok(()),
        false => Err(Missing(format!("`{program} {argument}` does not run"))),
    }
}

pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Makes LibreOffice convert files to a format, into a folder of which it also keeps its settings.
pub(crate) fn convert(folder: &Path, format: &str, paths: &[&str]) {
    let home = folder.join("home");
    let home = format!("-env:UserInstallation=file://{}", home.display());
    let place = folder.to_str().unwrap();
    let arguments = [
        home.as_str(),
        "--headless",
        "--convert-to",
        format,
        "--outdir",
        place,
    ];
    run("soffice", &[&arguments, paths].concat());
}

type Documents = Vec<(&'static str, Document)>;

fn sample() -> Documents {
    vec![("mau.xlsx", sample::document())]
}

fn real() -> Result<Documents, Missing> {
    let files = ["kh334.xlsx", "kh226.xlsx", "qd3256.xlsx"].into_iter();
    files
        .map(|file| {
            let imported = import::import(&annexes::bytes(file)?, file).unwrap();
            Ok((file, imported.document))
        })
        .collect()
}

pub(crate) fn export_to(
    folder: &Path,
    name: &str,
    document: &Document,
    format: OutputFormat,
) -> String {
    let path = folder.join(name);
    fs::write(&path, report::export(document, format).unwrap()).unwrap();
    path.to_str().unwrap().to_owned()
}

const PYTHON: &str = "/usr/bin/python3";

pub(crate) fn another_reader_finds_the_form_of_the_decree_in_the_sample() -> Outcome {
    read_with_openpyxl("openpyxl-sample", sample())
}

pub(crate) fn another_reader_finds_the_form_of_the_decree_in_real_annexes() -> Outcome {
    read_with_openpyxl("openpyxl-real", real()?)
}

fn read_with_openpyxl(test: &str, documents: Documents) -> Outcome {
    need(PYTHON, "--version")?;
    need(PYTHON, "-cimport openpyxl")?;
    let folder = folder(test);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/form.py");
    for (name, document) in documents {
        let path = export_to(&folder, name, &document, OutputFormat::Xlsx);
        let n_annexes = document.annexes.len().to_string();
        run(PYTHON, &[script.to_str().unwrap(), &path, &n_annexes]);
    }
    Ok(())
}

/// The PDF contains every word of every cell; page numbers start on page 2 of an annex.
pub(crate) fn on_paper_nothing_of_the_sample_is_lost() -> Outcome {
    put_on_paper("paper-sample", sample())
}

pub(crate) fn on_paper_nothing_of_real_annexes_is_lost() -> Outcome {
    put_on_paper("paper-real", real()?)
}

fn put_on_paper(test: &str, documents: Documents) -> Outcome {
    need("soffice", "--version")?;
    need("pdftotext", "-v")?;
    let folder = folder(test);
    for (name, document) in documents {
        // One annex per file, so that its pages count from 1.
        for (at, annex) in document.annexes.iter().enumerate() {
            let own = Document {
                annexes: vec![annex.clone()],
                ..document.clone()
            };
            for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
                let file = format!("{at}-{}.{}", name.replace(".xlsx", ""), format.extension());
                let path = export_to(&folder, &file, &own, format);
                convert(&folder, "pdf", &[&path]);
                let pdf = Path::new(&path).with_extension("pdf");
                let text = run("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
                check_paper(&file, annex, &text);
            }
        }
    }
    Ok(())
}

/// The annexes as documents of LibreOffice, made of what the page exports, give their truth row by row.
pub(crate) fn real_annexes_open_from_old_word_documents() -> Outcome {
    real_annexes_open_from("doc")
}

pub(crate) fn real_annexes_open_from_opendocument_texts() -> Outcome {
    real_annexes_open_from("odt")
}

fn real_annexes_open_from(format: &str) -> Outcome {
    need("soffice", "--version")?;
    let folder = folder(&format!("{format}-real"));
    for (name, document) in real()? {
        let file = name.replace(".xlsx", ".docx");
        let path = export_to(&folder, &file, &document, OutputFormat::Docx);
        convert(&folder, format, &[&path]);
        let bytes = fs::read(Path::new(&path).with_extension(format)).unwrap();
        let found = import::import(&bytes, "x").unwrap();
        let found = outline::outline(&found.document);
        let truth = annexes::truth(&name.replace(".xlsx", ""))?;
        let (found, truth) = (found.as_array().unwrap(), truth.as_array().unwrap());
        assert_eq!(found.len(), truth.len(), "{name}: annexes");
        for (found, truth) in found.iter().zip(truth) {
            for key in ["kind", "number", "title", "reference", "columns"] {
                assert_eq!(found[key], truth[key], "{name}: {key}");
            }
            let rows = |annex: &Value| annex["rows"].as_array().unwrap().clone();
            for (idx, (found, truth)) in rows(found).iter().zip(rows(truth)).enumerate() {
                assert_eq!(*found, truth, "{name}: row {}", idx + 1);
            }
            assert_eq!(rows(found).len(), rows(truth).len(), "{name}: rows");
        }
    }
    Ok(())
}

/// Checks the text of an annex's PDF. `what` is the file's name for messages.
fn check_paper(what: &str, annex: &Annex, text: &str) {
    let mut on_paper: HashMap<&str, usize> = HashMap::new();
    for piece in pieces(text) {
        *on_paper.entry(piece).or_default() += 1;
    }
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    let cells = annex
        .rows
        .iter()
        .flat_map(|row| row.cells().map(|(_, text)| text));
    let head = [annex.head.title.as_str(), &annex.head.reference];
    for piece in cells.chain(head).flat_map(pieces) {
        *wanted.entry(piece).or_default() += 1;
    }
    // Group cells are filled down in the document, but printed once as a merged cell.
    let group = annex.column_of(phuluc::model::Role::Group).map(|it| it.id);
    let grouped: Vec<&str> = annex
        .rows
        .iter()
        .flat_map(|row| group.map_or("", |group| row.cell(group)).split_whitespace())
        .flat_map(pieces)
        .collect();
    let mut missing: Vec<String> = Vec::new();
    for (piece, n) in &wanted {
        let found = on_paper.get(piece).copied().unwrap_or(0);
        let needed = if grouped.contains(piece) { 1 } else { *n };
        if found < needed {
            missing.push(format!("{piece}: {found} of {needed}"));
        }
    }
    assert!(missing.is_empty(), "{what}: {missing:?}");
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    // No column spills onto a page of its own, and no section heading ends a page.
    let last_heading = annex
        .columns
        .last()
        .and_then(|it| it.header.last())
        .unwrap();
    let heading = pieces(last_heading).next().unwrap();
    let sections: Vec<String> = annex
        .rows
        .iter()
        .filter(|row| row.kind.is_section())
        .map(|row| {
            annex
                .text(row, phuluc::model::Role::Content)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    for page in &pages {
        // Unlike Word, LibreOffice may break the page between a table and a paragraph that should
        // stay with it.
        let is_end_mark = page.split_whitespace().next_back() == Some("./.")
            && page.split_whitespace().count() <= 2;
        if is_end_mark && what.ends_with(".docx") {
            continue;
        }
        assert!(page.contains(heading), "{what}: no “{heading}” in {page}",);
        let foot = page
            .lines()
            .rfind(|line| !line.trim().is_empty())
            .unwrap_or("");
        let foot = foot
            .split_whitespace()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ");
        assert!(!sections.contains(&foot), "{what}: “{foot}” stands alone",);
    }
    let first_line = |page: &str| {
        page.lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or("")
            .trim()
            .to_owned()
    };
    for (number, page) in (1..).zip(&pages) {
        let shown = first_line(page).parse::<usize>().ok();
        let expected = (1 < number).then_some(number);
        assert_eq!(
            shown,
            expected,
            "{what}, page {number}: {}",
            first_line(page)
        );
    }
}

/// Splits a text into words, and those where a line break may occur.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let breaks = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '–' | '_');
    text.split(breaks).filter(|piece| !piece.is_empty())
}
