//! Files built to keep a reader busy: PDF files with cycles, giant streams, deep nesting, and Word
//! documents whose tables lie. Each ends in time and within a memory limit.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    pdf_file::{Page, file, pdf_with, stream},
    word_97::{compound, stream as stream_of},
};

/// Time and address space that a file may take.
const SECONDS_MAX: u64 = 5;
const MEMORY_MAX_KIB: u64 = 1 << 20;

/// Imports a file with the command line, which may take no more than the limits, and returns its exit
/// code.
#[track_caller]
fn exit_code(name: &str, bytes: &[u8]) -> i32 {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("busy");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let started = Instant::now();
    let script = format!("ulimit -v {MEMORY_MAX_KIB}; exec \"$0\" import \"$1\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_phuluc")])
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        started.elapsed() < Duration::from_secs(SECONDS_MAX),
        "{name} took {:?}",
        started.elapsed()
    );
    assert!(!said.contains("panicked"), "{name}: {said}");
    let code = output.status.code().unwrap_or(-1);
    // A message, not a signal: of too much memory, or a stack that is full.
    assert!((0..=2).contains(&code), "{name}: {code} {said}");
    assert!(code == 0 || !said.trim().is_empty(), "{name}");
    code
}

fn packed(size: usize) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; size], 9)
}

/// A catalogue whose tree of pages has this object 2.
fn of_pages(pages: &str, others: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut objects = vec![
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, pages.as_bytes().to_vec()),
    ];
    objects.extend(others.iter().cloned());
    file(&objects, "")
}

#[test]
fn files_made_to_keep_the_reader_busy() {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 4 0 R/Contents 5 0 R>>";
    let one = |resources: &str, content: Vec<u8>| {
        of_pages(
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            &[
                (3, page.as_bytes().to_vec()),
                (4, resources.as_bytes().to_vec()),
                (5, content),
            ],
        )
    };
    let form = |number: usize, calls: &str| {
        let dictionary = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</A {number} 0 R/B {number} 0 R>>>>"
        );
        stream(&dictionary, calls.as_bytes())
    };
    let many_forms: Vec<(usize, Vec<u8>)> = (10..60)
        .map(|number| (number, form(number + 1, "/A Do /B Do")))
        .collect();
    let mut bomb_of_forms = vec![
        (3, page.as_bytes().to_vec()),
        (4, b"<</XObject<</A 10 0 R>>>>".to_vec()),
        (5, stream("", b"/A Do")),
    ];
    bomb_of_forms.extend(many_forms);
    let deep = |open: &str, n: usize| open.repeat(n);
    let rules: String = (0..60_000)
        .map(|at| {
            format!(
                "{} 0 m {} 842 l S 0 {} m 595 {} l S\n",
                at % 595,
                at % 595,
                at % 842,
                at % 842
            )
        })
        .collect();
    let letters = "BT /F1 8 Tf 10 10 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n".repeat(40_000);
    let mut crowded = Page::default();
    for at in 0..2_000u32 {
        crowded.text(f64::from(at % 50) * 11.0, f64::from(at / 50) * 20.0, "1");
    }
    let files: Vec<(&str, Vec<u8>)> = vec![
        (
            "its-own-kid.pdf",
            of_pages("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>", &[]),
        ),
        (
            "kids-in-a-circle.pdf",
            of_pages(
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                &[(
                    3,
                    b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>".to_vec(),
                )],
            ),
        ),
        (
            "a-length-in-a-circle.pdf",
            one(
                "<<>>",
                b"<</Length 5 0 R>>\nstream\nBT ET\nendstream".to_vec(),
            ),
        ),
        ("a-form-of-itself.pdf", {
            let mut objects = vec![
                (3, page.as_bytes().to_vec()),
                (4, b"<</XObject<</A 10 0 R>>>>".to_vec()),
                (5, stream("", b"/A Do")),
            ];
            objects.push((10, form(10, "/A Do /B Do")));
            of_pages("<</Type/Pages/Kids[3 0 R]/Count 1>>", &objects)
        }),
        (
            "forms-that-double.pdf",
            of_pages("<</Type/Pages/Kids[3 0 R]/Count 1>>", &bomb_of_forms),
        ),
        (
            "a-giant-stream.pdf",
            one("<<>>", stream("/Filter/FlateDecode", &packed(900 << 20))),
        ),
        (
            "streams-in-streams.pdf",
            one(
                "<<>>",
                stream(
                    "/Filter[/FlateDecode/FlateDecode]",
                    &miniz_oxide::deflate::compress_to_vec_zlib(&packed(300 << 20), 9),
                ),
            ),
        ),
        ("deep-arrays.pdf", one(&deep("[", 200_000), stream("", b""))),
        (
            "deep-dictionaries.pdf",
            one(&deep("<</A", 200_000), stream("", b"")),
        ),
        (
            "deep-states.pdf",
            one("<<>>", stream("", deep("q ", 2_000_000).as_bytes())),
        ),
        ("many-rules.pdf", one("<<>>", stream("", rules.as_bytes()))),
        (
            "many-letters.pdf",
            one(
                "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
                stream("", letters.as_bytes()),
            ),
        ),
        ("a-page-of-ordinals.pdf", pdf_with(&[crowded], &[], "", "")),
        ("widths-without-end.pdf", {
            one(
                "<</Font<</F1<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 4000000000 500]>>]>>>>>>",
                stream("", b"BT /F1 8 Tf <0041> Tj ET"),
            )
        }),
    ];
    for (name, bytes) in files {
        exit_code(name, &bytes);
    }
}

/// A document whose tables claim what is not there, or point at themselves.
#[test]
fn word_documents_whose_tables_lie_are_no_trouble() {
    let annexes = include_bytes!("../fixtures/phu-luc.doc");
    let main = stream_of(annexes, "/WordDocument");
    let table = stream_of(annexes, "/1Table");
    // Each structure of the file at once: as long as can be, at the beginning, or beyond the end.
    for (name, at, len) in [
        ("as-long-as-can-be.doc", 0u32, u32::MAX),
        ("at-the-beginning.doc", 0, 0xFFFF),
        ("beyond-the-end.doc", u32::MAX - 1, 0x7FFF_FFFF),
    ] {
        for place in 0..93usize {
            // The piece table is tried elsewhere.
            if place == 33 {
                continue;
            }
            let mut main = main.clone();
            let from = 0x9A + 8 * place;
            main[from..from + 4].copy_from_slice(&at.to_le_bytes());
            main[from + 4..from + 8].copy_from_slice(&len.to_le_bytes());
            let file = compound(&[("/WordDocument", &main), ("/1Table", &table)]);
            let started = Instant::now();
            let result = phuluc::import::import(&file, name);
            assert_ne!(
                result.err(),
                Some(phuluc::import::ImportError::GaveUp),
                "{name} {place}"
            );
            assert!(
                started.elapsed() < Duration::from_secs(SECONDS_MAX),
                "{name} {place}: {:?}",
                started.elapsed()
            );
        }
    }
    // A table inside a table, many times over.
    let mut lying = main.clone();
    for count in [0x4C..0x50usize, 0x50..0x54, 0x54..0x58] {
        lying[count].copy_from_slice(&0x7FFF_FFF0u32.to_le_bytes());
    }
    let file = compound(&[("/WordDocument", &lying), ("/1Table", &table)]);
    exit_code("stories-that-are-too-long.doc", &file);
    // A chain of sectors that is a circle.
    let mut circle = annexes.to_vec();
    let sector_size = 512;
    let fat = u32::from_le_bytes(circle[76..80].try_into().unwrap()) as usize;
    let from = (fat + 1) * sector_size;
    for entry in 0..sector_size / 4 {
        let next = u32::try_from(entry).unwrap().to_le_bytes();
        circle[from + 4 * entry..from + 4 * entry + 4].copy_from_slice(&next);
    }
    exit_code("sectors-in-a-circle.doc", &circle);
}
