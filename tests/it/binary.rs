//! Binary workbooks: information of their records that a general reader does not expose.

use std::io::{Cursor, Write as _};

use crate::xlsb::{self, joined, long};
use phuluc::{
    import::{self, Imported},
    model::{Annex, Role},
    wording::{Key, Language},
};

fn texts(annex: &Annex, role: Role) -> Vec<&str> {
    let rows = annex.rows.iter();
    rows.map(|row| annex.text(row, role)).collect()
}

fn notes(imported: &Imported) -> Vec<String> {
    let notes = imported.notes.iter();
    notes
        .map(|note| note.message.text(Language::Vietnamese))
        .collect()
}

/// Written by LibreOffice: TCVN3 recognised by the font name, percentages, thousands separators, a
/// date, merged cells, a hidden row and a hidden column.
#[test]
fn an_xls_shows_what_excel_shows() {
    let bytes = include_bytes!("../fixtures/dinh-dang.xls");
    let imported = import::import(bytes, "dinh-dang.xls").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(
        texts(annex, Role::Target),
        ["", "100%", "95,5%", "1.273.494", "12,5"]
    );
    assert_eq!(texts(annex, Role::Time), ["", "12/2026", "06/2027", "", ""]);
    assert_eq!(
        texts(annex, Role::Group),
        ["", "Dữ liệu", "Dữ liệu", "Dữ liệu", ""]
    );
    assert_eq!(
        texts(annex, Role::Content),
        [
            "HẠ TẦNG",
            "Tỷ lệ dữ liệu được số hóa",
            "Tỷ lệ hồ sơ trực tuyến",
            "Số giao dịch của dân",
            "Số thuê bao người dùng"
        ]
    );
    assert_eq!(imported.hidden.rows, [annex.rows[3].id]);
    assert_eq!(
        imported.hidden.columns,
        [annex.column_of(Role::Unit).unwrap().id]
    );
}

/// Returns the `.xls` fixture after `change` has edited each record, given its type and data.
fn xls_claims(mut change: impl FnMut(u16, &mut [u8])) -> Vec<u8> {
    let mut bytes = include_bytes!("../fixtures/dinh-dang.xls").to_vec();
    let mut container = cfb::CompoundFile::open(Cursor::new(&mut bytes)).unwrap();
    let mut records = Vec::new();
    std::io::Read::read_to_end(
        &mut container.open_stream("/Workbook").unwrap(),
        &mut records,
    )
    .unwrap();
    let mut at = 0;
    while at + 4 <= records.len() {
        let kind = u16::from_le_bytes([records[at], records[at + 1]]);
        let len = usize::from(u16::from_le_bytes([records[at + 2], records[at + 3]]));
        change(kind, &mut records[at + 4..at + 4 + len]);
        at += 4 + len;
    }
    let mut stream = container.open_stream("/Workbook").unwrap();
    stream.write_all(&records).unwrap();
    stream.flush().unwrap();
    drop(stream);
    drop(container);
    bytes
}

#[test]
fn an_xls_that_declares_a_huge_table_is_read_all_the_same() {
    let plain = import::import(include_bytes!("../fixtures/dinh-dang.xls"), "x").unwrap();
    let lie = xls_claims(|kind, data| {
        if kind == 0x0200 {
            data[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        }
    });
    assert_eq!(import::import(&lie, "x").unwrap().document, plain.document);
}

/// Since Excel 97 text is Unicode, but some programs still declare another code page.
#[test]
fn an_xls_that_names_a_wrong_code_page_is_read_all_the_same() {
    let bytes = xls_claims(|kind, data| {
        if kind == 0x0042 {
            data.copy_from_slice(&936u16.to_le_bytes());
        }
    });
    let expected = include_bytes!("../fixtures/dinh-dang.xls");
    let read = |bytes: &[u8]| import::import(bytes, "x.xls").unwrap().document;
    assert_eq!(read(&bytes).annexes, read(expected).annexes);
}

/// Returns a workbook as Excel 95 writes it, with texts as bytes of a code page.
fn excel_95(code_page: u16, rows: &[[&[u8]; 3]]) -> Vec<u8> {
    let record = |kind: u16, parts: &[&[u8]]| {
        let data = joined(parts);
        joined(&[
            &kind.to_le_bytes(),
            &(data.len() as u16).to_le_bytes(),
            &data,
        ])
    };
    let begin = |of: u16| record(0x0809, &[&[0x00, 0x05], &of.to_le_bytes(), &[0; 4]]);
    let end = record(0x000A, &[]);
    let mut sheet = begin(0x0010);
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let place = [row as u16, column as u16, 0, text.len() as u16];
            let place: Vec<u8> = place.iter().flat_map(|it| it.to_le_bytes()).collect();
            sheet.extend(record(0x0204, &[&place, text]));
        }
    }
    sheet.extend(&end);
    let name = b"PL I";
    let globals = |at: usize| {
        let name = [&[name.len() as u8][..], name].concat();
        joined(&[
            &begin(0x0005),
            &record(0x0042, &[&code_page.to_le_bytes()]),
            &record(0x0085, &[&long(at as u32), &[0, 0], &name]),
            &end,
        ])
    };
    let records = joined(&[&globals(globals(0).len()), &sheet]);
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut stream = container.create_stream("/Book").unwrap();
    stream.write_all(&records).unwrap();
    stream.flush().unwrap();
    drop(stream);
    container.into_inner().into_inner()
}

#[test]
fn an_xls_of_before_unicode_is_read_or_says_its_code_page() {
    let rows: [[&[u8]; 3]; 2] = [
        [
            b"STT",
            b"Nhi\xEA\xF2m vu\xF2",
            b"C\xF5 quan chu\xD2 tri\xCC",
        ],
        [
            b"1",
            b"N\xE2ng c\xE2\xECp c\xF4\xD2ng di\xF2ch vu\xF2",
            b"S\xF5\xD2 N\xF4\xF2i vu\xF2",
        ],
    ];
    let imported = import::import(&excel_95(1258, &rows), "x.xls").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(texts(annex, Role::Content), ["Nâng cấp cổng dịch vụ"]);
    assert_eq!(texts(annex, Role::Lead), ["Sở Nội vụ"]);

    // Of the letters of Vietnamese, Chinese (GBK) and Central European Windows have a few.
    for (code_page, headings, bytes, text) in [
        (
            936,
            [&b"Nh\xA8\xAEm"[..], b"Ghi ch\xA8\xB2"],
            &b"\xD6\xD0\xCE\xC4 2026"[..],
            "中文 2026",
        ),
        (
            1250,
            [b"Nh\xF3m", b"Ghi ch\xFA"],
            b"P\xF8\xEDloha",
            "Příloha",
        ),
    ] {
        let [group, note] = headings;
        let rows = [[b"STT", group, note], [b"1", b"2026", bytes]];
        let imported = import::import(&excel_95(code_page, &rows), "x.xls").unwrap();
        let annex = &imported.document.annexes[0];
        assert_eq!(texts(annex, Role::Note), [text], "{code_page}");
    }

    // Unknown, known but never decoded (HZ), and one whose characters have two bytes.
    for code_page in [852, 52936, 1201] {
        let error = import::import(&excel_95(code_page, &rows), "x.xls").unwrap_err();
        let message = error.user_message().text(Language::Vietnamese);
        assert!(
            message.contains(&format!("bảng mã {code_page}")),
            "{message}"
        );
    }
}

#[test]
fn an_xls_that_declares_a_milliard_of_strings_is_refused() {
    let lie = xls_claims(|kind, data| {
        if kind == 0x00FC {
            data[4..8].copy_from_slice(&0x7FFF_FFFFu32.to_le_bytes());
        }
    });
    let error = import::import(&lie, "x").unwrap_err().user_message();
    assert_eq!(error.key, Key::ImportUnreadable);
}

#[test]
fn an_xls_with_cells_far_apart_is_refused() {
    let mut n_numbers = 0;
    let lie = xls_claims(|kind, data| {
        // Moves the first numeric cell to row 65 536, column 256, the last of the sheet.
        if kind == 0x027E || kind == 0x0203 {
            n_numbers += 1;
            if n_numbers == 1 {
                data[..4].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x00]);
            }
        }
    });
    let error = import::import(&lie, "x").unwrap_err().user_message();
    assert_eq!(error.key, Key::ImportTooLarge);
}

/// A cyclic sector chain, which sends a naive reader into an infinite loop.
#[test]
fn an_xls_whose_sectors_go_in_circles_is_refused() {
    let mut bytes = include_bytes!("../fixtures/dinh-dang.xls").to_vec();
    let fat = usize::try_from(u32::from_le_bytes(bytes[76..80].try_into().unwrap())).unwrap();
    let fat_at = 512 * (fat + 1);
    for sector in 0..128 {
        let at = fat_at + 4 * sector;
        let next = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        if next < 0xFFFF_FFF0 {
            bytes[at..at + 4].copy_from_slice(&u32::try_from(sector).unwrap().to_le_bytes());
        }
    }
    assert!(import::import(&bytes, "x.xls").is_err());
}

/// Returns an `.xlsb` file of one sheet, with row 3 and one column hidden and two cells merged.
fn xlsb_of(cells: &[xlsb::Cell]) -> Vec<u8> {
    xlsb::package(&[("PL I", records_of(cells))])
}

fn records_of(cells: &[xlsb::Cell]) -> Vec<u8> {
    let sheet = xlsb::Sheet {
        cells,
        merges: &[[1, 2, 1, 1]],
        hidden_row: Some(3),
        hidden_column: Some(4),
        margins: None,
    };
    sheet.records()
}

#[test]
fn an_xlsb_shows_what_excel_shows() {
    use xlsb::Value::{Error, Number, Text};
    let cells = [
        (0, 0, 3, Text("STT")),
        (0, 1, 3, Text("Nhãm")),
        (0, 2, 3, Text("ChØ tiªu")),
        (0, 3, 3, Text("KÕt qu¶")),
        (0, 4, 3, Text("§¬n vÞ")),
        (1, 0, 0, Number(1.0)),
        (1, 1, 0, Text("Dữ liệu")),
        (1, 2, 3, Text("Tû lÖ d÷ liÖu")),
        (1, 3, 1, Number(1.0)),
        (2, 0, 0, Number(2.0)),
        (2, 2, 3, Text("Tû lÖ hå s¬")),
        (2, 3, 2, Number(0.955)),
        (3, 0, 0, Number(3.0)),
        (3, 2, 3, Text("Tû lÖ ng\u{AD}êi dïng")),
        (3, 3, 0, Error),
        (3, 4, 0, Text("%")),
    ];
    let imported = import::import(&xlsb_of(&cells), "x.xlsb").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(texts(annex, Role::Target), ["100%", "95,5%", ""]);
    assert_eq!(texts(annex, Role::Group), ["Dữ liệu", "Dữ liệu", ""]);
    assert_eq!(
        texts(annex, Role::Content),
        ["Tỷ lệ dữ liệu", "Tỷ lệ hồ sơ", "Tỷ lệ người dùng"]
    );
    assert_eq!(imported.hidden.rows, [annex.rows[2].id]);
    assert_eq!(
        imported.hidden.columns,
        [annex.column_of(Role::Unit).unwrap().id]
    );
    let notes = notes(&imported);
    let said = |words: &str| notes.iter().any(|note| note.contains(words));
    assert!(said("chưa có kết quả, đọc thành ô trống: D4"), "{notes:?}");
}

/// A dense range up to the last cell would have 2^34 cells, hundreds of gigabytes.
#[test]
fn an_xlsb_with_cells_far_apart_is_read() {
    use xlsb::Value::{Number, Text};
    let cells = [
        (0, 0, 0, Text("STT")),
        (0, 1, 0, Text("Nhiệm vụ")),
        (0, 2, 0, Text("Cơ quan chủ trì")),
        (1, 0, 0, Number(1.0)),
        (1, 1, 0, Text("Một")),
        (1_048_575, 16_383, 0, Text("x")),
    ];
    let imported = import::import(&xlsb_of(&cells), "x.xlsb").unwrap();
    assert_eq!(imported.document.annexes[0].rows.len(), 1);
}

/// Panics of calamine 0.38, found by changing random bytes: reads past the end of a short record,
/// indexes out of bounds. The native build catches such a panic; in the browser it aborts the
/// worker. Remove a line once calamine returns an error instead.
#[test]
fn panics_of_the_reader_are_messages() {
    use xlsb::Value::{Error, Number, Text};
    let gave_up = "the reader gave up";
    let mut container =
        cfb::CompoundFile::open(Cursor::new(include_bytes!("../fixtures/dinh-dang.xls"))).unwrap();
    let mut records = Vec::new();
    let mut stream = container.open_stream("/Workbook").unwrap();
    std::io::Read::read_to_end(&mut stream, &mut records).unwrap();
    for (place, changes) in [
        ("xls.rs:633", [(1327, 127)].as_slice()),
        ("utils.rs:43", &[(1555, 127)]),
        ("utils.rs:48", &[(2376, 29), (2593, 255)]),
        ("utils.rs:38", &[(1324, 1)]),
        ("xls.rs:772", &[(2, 0)]),
        ("xls.rs:838", &[(982, 158)]),
    ] {
        let mut records = records.clone();
        for (at, byte) in changes {
            records[*at] = *byte;
        }
        let mut file =
            cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
                .unwrap();
        let mut stream = file.create_stream("/Workbook").unwrap();
        stream.write_all(&records).unwrap();
        stream.flush().unwrap();
        drop(stream);
        let error = import::import(&file.into_inner().into_inner(), "x").unwrap_err();
        assert!(error.to_string().contains(gave_up), "{place}: {error}");
    }
    let records = records_of(&[
        (0, 0, 3, Text("STT")),
        (0, 1, 0, Text("Nhiệm vụ")),
        (0, 2, 3, Text("Cơ quan chủ trì")),
        (1, 0, 0, Number(1.0)),
        (1, 1, 1, Text("x")),
        (1, 2, 1, Error),
    ]);
    for (place, changes) in [
        ("cells_reader.rs:151", [(217, 255), (22, 127)].as_slice()),
        ("cells_reader.rs:55", &[(5, 128)]),
    ] {
        let mut records = records.clone();
        for (at, byte) in changes {
            records[*at] = *byte;
        }
        let error = import::import(&xlsb::package(&[("PL I", records)]), "x").unwrap_err();
        assert!(error.to_string().contains(gave_up), "{place}: {error}");
    }
}

/// The fixtures are the streams of `mau.xls`, encrypted with the password that Excel tries by itself.
#[test]
fn an_xls_locked_for_writing_only_is_read() {
    let plain = import::import(include_bytes!("../fixtures/mau.xls"), "x.xls").unwrap();
    for stream in [
        include_bytes!("../fixtures/khoa-ghi-rc4.workbook").as_slice(),
        include_bytes!("../fixtures/khoa-ghi-cryptoapi.workbook"),
    ] {
        let file = |stream: &[u8]| {
            let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            let mut written = container.create_stream("/Workbook").unwrap();
            std::io::Write::write_all(&mut written, stream).unwrap();
            drop(written);
            container.into_inner().into_inner()
        };
        let locked = import::import(&file(stream), "x.xls").unwrap();
        assert_eq!(locked.document.annexes, plain.document.annexes);
        // A password that somebody has chosen: its verifier is another.
        let mut chosen = stream.to_vec();
        let len = |at: usize| 4 + usize::from(u16::from_le_bytes([stream[at + 2], stream[at + 3]]));
        let verifier = len(0) + len(len(0)) - 1;
        chosen[verifier] ^= 1;
        let error = import::import(&file(&chosen), "x.xls").unwrap_err();
        assert_eq!(error, import::ImportError::Password);
    }
}
