//! Word documents of 1997 to 2003: read as their newer form is, and never a panic or a loop.
//!
//! `phu-luc.doc` was written by LibreOffice: two annexes with different forms, automatic numbers,
//! cells merged over rows and columns, a nested table, notes, tracked changes, hidden and struck
//! text, a legacy font, a text box and a header.
//! `ghi-chu.doc` has comments: on a line above the table and on two cells.

use std::{
    io::{Cursor, Read as _, Write as _},
    time::{Duration, Instant},
};

use cfb::CompoundFile;
use phuluc::{
    export::outline,
    import::{self, ImportError, Imported},
    wording::{Key, Language},
};
use proptest::prelude::*;

const ANNEXES: &[u8] = include_bytes!("../fixtures/phu-luc.doc");

fn rows(imported: &Imported, annex: usize) -> Vec<String> {
    let annex = &imported.document.annexes[annex];
    let rows = annex.rows.iter().map(|row| {
        let cells = annex.columns.iter().map(|column| row.cell(column.id));
        cells.collect::<Vec<_>>().join(" | ")
    });
    rows.collect()
}

fn note(imported: &Imported, key: Key) -> Option<String> {
    let mut notes = imported.notes.iter();
    let note = notes.find(|note| note.message.key == key)?;
    Some(note.message.text(Language::Vietnamese))
}

#[test]
fn comments_on_cells_are_notes_and_others_are_quoted() {
    let bytes = include_bytes!("../fixtures/ghi-chu.doc");
    let imported = import::import(bytes, "ghi-chu.doc").unwrap();
    let annex = &imported.document.annexes[0];
    let rows = annex.rows.iter().enumerate();
    let notes = rows.flat_map(|(at, row)| row.notes().map(move |(id, text)| (at, id, text)));
    let notes: Vec<_> = notes
        .map(|(at, id, text)| (at, annex.column(id).unwrap().title(), text))
        .collect();
    assert_eq!(
        notes,
        [
            (0, "Nhiệm vụ".to_owned(), "Thêm số trường"),
            (1, "Cơ quan chủ trì".to_owned(), "Hỏi lại Sở"),
        ]
    );
    let elsewhere = note(&imported, Key::NoteCommentsElsewhere).unwrap();
    assert!(elsewhere.contains("Số phụ lục đúng chưa?"), "{elsewhere}");
    assert!(!elsewhere.contains("Hỏi lại"), "{elsewhere}");
}

#[test]
fn a_document_is_read_as_word_shows_it() {
    let imported = import::import(ANNEXES, "phu-luc.doc").unwrap();
    assert_eq!(imported.document.annexes.len(), 2);
    let heads: Vec<_> = imported
        .document
        .annexes
        .iter()
        .map(|it| &it.head)
        .collect();
    assert_eq!(heads[0].number, "I");
    assert_eq!(heads[0].title, "CHỈ TIÊU PHÁT TRIỂN SỐ");
    assert_eq!(
        heads[1].reference,
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh)"
    );
    assert_eq!(
        rows(&imported, 0),
        [
            "I |  | Dịch vụ số |  |  | ",
            "1 | Trực tuyến | Tỷ lệ hồ sơ trực tuyến(1) | 80% | 95% | Văn phòng UBND tỉnh",
            "2 | Trực tuyến | Tỷ lệ người dân hài lòng | 90% | 98% | Sở Nội vụ",
            "II |  | Nhân lực số |  |  | ",
            "1 | Đào tạo | Tỷ lệ cán bộ được đào tạo | 50% | 100% | Sở Nội vụ",
        ]
    );
    assert_eq!(
        rows(&imported, 1),
        [
            "1 | Xây dựng nền tảng:\n- dùng chung;\n- mở rộng. | Sở Khoa học và Công nghệ | Nền tảng | Năm 2026",
            "2 | Số hóa hồ sơ\na) đất đai\nb) hộ tịch\nCấp tỉnh 60%\nCấp xã 40%\ntheo lộ trình | Sở Tư pháp | Cơ sở dữ liệu(i) | Quý I/2027",
            "3 | Đào tạo cán bộ\na) cấp xã | Sở Nội vụ\nUBND các xã, phường | Lớp\u{a0}học | Tháng 12/2026",
        ]
    );
}

#[test]
fn what_is_not_in_the_annexes_is_named() {
    let imported = import::import(ANNEXES, "phu-luc.doc").unwrap();
    let annexes = &imported.document.annexes;
    assert!(
        annexes[0]
            .head
            .after
            .iter()
            .any(|it| it == "(1) Không tính hồ sơ mật."),
        "{:?}",
        annexes[0].head.after
    );
    assert_eq!(annexes[1].head.after, ["(i) Dùng chung toàn tỉnh."]);
    for (key, part) in [
        (Key::NoteChanges, "2 chỗ"),
        (Key::NoteHiddenRuns, "1 đoạn"),
        (Key::NoteStruckRuns, "thử"),
        (Key::NoteBoxes, "Dự thảo lần 2"),
        (Key::NoteMargins, "BẢN LẤY Ý KIẾN"),
    ] {
        let said = note(&imported, key).unwrap_or_default();
        assert!(said.contains(part), "{key:?}: {said}");
    }
    assert_eq!(note(&imported, Key::NoteUnread), None);
}

/// Returns a stream of a compound file.
pub(crate) fn stream(file: &[u8], name: &str) -> Vec<u8> {
    let mut container = CompoundFile::open(Cursor::new(file)).unwrap();
    let mut bytes = Vec::new();
    let mut stream = container.open_stream(name).unwrap();
    stream.read_to_end(&mut bytes).unwrap();
    bytes
}

/// Returns a compound file with these streams.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut container = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        let mut stream = container.create_stream(name).unwrap();
        stream.write_all(bytes).unwrap();
        stream.flush().unwrap();
    }
    container.flush().unwrap();
    container.into_inner().into_inner()
}

fn error(bytes: &[u8]) -> ImportError {
    import::import(bytes, "x.doc").unwrap_err()
}

#[test]
fn protected_and_older_documents_are_named() {
    let mut main = stream(ANNEXES, "/WordDocument");
    // fEncrypted: by XOR, RC4 and CryptoAPI alike.
    main[11] |= 0x01;
    assert_eq!(
        error(&compound(&[("/WordDocument", &main)])),
        ImportError::WordPassword
    );
    let mut main = stream(ANNEXES, "/WordDocument");
    main[0] = 0xDC;
    main[2] = 0x65;
    assert_eq!(
        error(&compound(&[("/WordDocument", &main)])),
        ImportError::OldWord
    );
    main[0] = 0xEC;
    main[2] = 0xC1;
    assert_eq!(
        error(&compound(&[("/WordDocument", &main)])),
        ImportError::Truncated
    );
}

/// Text that the piece table places outside the file is not left out in silence.
#[test]
fn a_piece_outside_the_file_is_an_error() {
    let main = stream(ANNEXES, "/WordDocument");
    let table = stream(ANNEXES, "/1Table");
    let place = |at: usize| u32::from_le_bytes(main[at..at + 4].try_into().unwrap()) as usize;
    let (clx, len) = (place(0x01A2), place(0x01A6));
    for at in clx..clx + len {
        let mut bad = table.clone();
        bad[at] ^= 0xFF;
        let file = compound(&[("/WordDocument", &main), ("/1Table", &bad)]);
        let started = Instant::now();
        if let Ok(imported) = import::import(&file, "x.doc") {
            // Properties of a piece may change, its text may not.
            assert!(!imported.document.annexes.is_empty());
        }
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

/// Pieces may share bytes: a small file must not become gigabytes of text.
#[test]
fn pieces_that_claim_too_much_are_refused() {
    let main = stream(ANNEXES, "/WordDocument");
    let mut table = stream(ANNEXES, "/1Table");
    let n = 20_000u32;
    let len = 10_000u32;
    let mut pieces: Vec<u8> = (0..=n).flat_map(|it| (it * len).to_le_bytes()).collect();
    for _ in 0..n {
        pieces.extend([0, 0]);
        pieces.extend((1u32 << 30).to_le_bytes());
        pieces.extend([0, 0]);
    }
    let mut clx = vec![2];
    clx.extend(u32::try_from(pieces.len()).unwrap().to_le_bytes());
    clx.extend(pieces);
    let mut main = main;
    main[0x01A2..0x01A6].copy_from_slice(&u32::try_from(table.len()).unwrap().to_le_bytes());
    main[0x01A6..0x01AA].copy_from_slice(&u32::try_from(clx.len()).unwrap().to_le_bytes());
    main.resize(main.len().max(len as usize), b'a');
    table.extend(clx);
    let file = compound(&[("/WordDocument", &main), ("/1Table", &table)]);
    let started = Instant::now();
    assert_eq!(error(&file), ImportError::TooLarge);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_file_cut_short_gives_a_message() {
    for n in 1..16 {
        let cut = &ANNEXES[..ANNEXES.len() * n / 16];
        assert!(import::import(cut, "x.doc").is_err(), "{n}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Damage anywhere is a message or a document, in time and without a panic.
    #[test]
    fn damaged_documents_never_panic(
        places in prop::collection::vec((0.0..1.0f64, any::<u8>()), 1..40),
        in_head in any::<bool>(),
        name in prop::sample::select(vec!["/WordDocument", "/1Table", "/Data"]),
    ) {
        let mut streams: Vec<(&str, Vec<u8>)> = ["/WordDocument", "/1Table", "/Data"]
            .into_iter()
            .filter(|name| CompoundFile::open(Cursor::new(ANNEXES)).unwrap().exists(name))
            .map(|name| (name, stream(ANNEXES, name)))
            .collect();
        for (own, bytes) in &mut streams {
            let reach = if in_head { bytes.len().min(0x400) } else { bytes.len() };
            for (share, byte) in places.iter().filter(|_| *own == name) {
                bytes[(share * (reach - 1) as f64) as usize] = *byte;
            }
        }
        let streams: Vec<(&str, &[u8])> =
            streams.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        let started = Instant::now();
        match import::import(&compound(&streams), "x.doc") {
            Ok(imported) => drop(outline::outline(&imported.document)),
            Err(error) => prop_assert!(error != ImportError::GaveUp),
        }
        prop_assert!(started.elapsed() < Duration::from_secs(5));
    }
}

/// `sua-doi.doc` was written by LibreOffice, which marks the end of the first row as deleted although
/// only some of its words are.
#[test]
fn a_row_with_text_that_stays_is_not_deleted() {
    let bytes = include_bytes!("../fixtures/sua-doi.doc");
    let imported = import::import(bytes, "sua-doi.doc").unwrap();
    let rows = rows(&imported, 0);
    let starts = |start: &str| rows.iter().any(|row| row.starts_with(start));
    assert!(
        starts("1 | Ban hành kế hoạch năm 2026 | Sở Nội vụ"),
        "{rows:?}"
    );
    assert!(!rows.iter().any(|row| row.contains("đã bỏ")), "{rows:?}");
}

/// A picture beside the text may show a table as one in the text does.
#[test]
fn floating_pictures_are_named() {
    let imported = import::import(include_bytes!("../fixtures/hinh-noi.doc"), "hinh-noi.doc");
    let imported = imported.unwrap();
    assert_eq!(imported.document.annexes[0].rows.len(), 2);
    let mut notes = imported.notes.iter();
    let pictures = notes.find(|it| it.message.key == Key::NotePictures);
    assert_eq!(pictures.unwrap().message.args, ["1"]);
}
