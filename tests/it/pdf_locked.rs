//! PDF files with a password, and PDF files in archives.

use std::io::{Cursor, Write as _};

use phuluc::{
    engine::{self, ImportReply, Task},
    import::{self, ImportError},
    wording::Key,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A file that asks for a password before it is opened, and one that asks only before it is changed.
const LOCKED: &[u8] = include_bytes!("../fixtures/khoa-mo.pdf");
const LOCKED_FOR_CHANGES: &[u8] = include_bytes!("../fixtures/khoa-sua.pdf");
const PASSWORD: &str = "Mat-khau-2026";

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_file_with_a_password_opens_with_it_only() {
    for wrong in ["", "mat-khau-2026", "Mật khẩu"] {
        let error = import::import_pdf(LOCKED, "x.pdf", wrong).unwrap_err();
        assert_eq!(error, ImportError::PdfPassword, "{wrong}");
    }
    let imported = import::import_pdf(LOCKED, "x.pdf", PASSWORD).unwrap();
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(imported.document.n_rows(), 2);
}

#[test]
fn a_file_that_is_locked_for_changes_opens() {
    let imported = import::import(LOCKED_FOR_CHANGES, "x.pdf").unwrap();
    assert_eq!(imported.document.n_rows(), 2);
}

#[test]
fn the_password_reaches_the_reader() {
    let task = |password| Task {
        job: "import",
        name: "x.pdf",
        password,
        bytes: LOCKED,
    };
    let refused = engine::read_pdf(&task("")).unwrap_err();
    assert_eq!(refused.key, Key::ImportPdfPassword);
    let reply = engine::read_pdf(&task(PASSWORD)).unwrap();
    assert_eq!(ImportReply::read(&reply).unwrap().document.n_rows(), 2);
}

#[test]
fn a_pdf_file_in_an_archive_opens_like_the_others() {
    let pdf = include_bytes!("../fixtures/mau.pdf");
    let workbook = include_bytes!("../fixtures/mau.xlsx");
    let annexes = |bytes: &[u8]| {
        let imported = import::import(bytes, "x.zip").unwrap();
        imported.document.annexes.len()
    };
    let [alone, other] = [&pdf[..], workbook].map(annexes);
    let both = archive(&[("a/mau.pdf", pdf), ("mau.xlsx", workbook)]);
    assert_eq!(annexes(&both), alone + other);
    assert_eq!(annexes(&archive(&[("mau.PDF", pdf)])), alone);
}

#[test]
fn the_readers_of_a_browser_share_an_archive() {
    // The reader names the PDF files; the one of PDF files reads them, and nothing else.
    let pdf = include_bytes!("../fixtures/mau.pdf");
    let workbook = include_bytes!("../fixtures/mau.xlsx");
    let both = archive(&[("mau.pdf", pdf), ("mau.xlsx", workbook)]);
    let first = import::import_other(&both, "x.zip").unwrap();
    let named = first
        .notes
        .iter()
        .filter(|note| note.message.key == Key::NotePdfInArchive);
    assert_eq!(named.count(), 1);
    let second = import::import_pdf(&both, "x.zip", "").unwrap();
    let whole = import::import(&both, "x.zip").unwrap();
    assert_eq!(
        first.document.annexes.len() + second.document.annexes.len(),
        whole.document.annexes.len()
    );
    let alone = archive(&[("mau.pdf", pdf)]);
    let error = import::import_other(&alone, "x.zip").unwrap_err();
    assert_eq!(error.user_message().key, Key::ImportPdf);
}

#[test]
fn a_locked_file_among_others_is_named() {
    let pdf = include_bytes!("../fixtures/mau.pdf");
    let imported = import::import(&archive(&[("a.pdf", pdf), ("b.pdf", LOCKED)]), "x.zip");
    let imported = imported.unwrap();
    assert!(
        imported
            .notes
            .iter()
            .any(|note| note.message.key == Key::NoteFileSkipped)
    );
    // By itself, its password is asked for.
    let error = import::import(&archive(&[("b.pdf", LOCKED)]), "x.zip").unwrap_err();
    assert_eq!(error, ImportError::PdfPassword);
}
