//! What a file shows beside its cells: headers, footers, comments, pictures, other files.

use std::io::{Cursor, Write as _};

use phuluc::{
    import::{self, Imported},
    wording::{Key, Language},
};
use rust_xlsxwriter::{Image, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    word::document,
    xlsb::{self, Value},
};

const ROWS: [[&str; 3]; 2] = [
    ["STT", "Nhiệm vụ", "Cơ quan chủ trì"],
    ["1", "Số hóa hồ sơ", "Sở Nội vụ"],
];

/// What the notes say of headers and footers.
fn margins(imported: &Imported) -> Vec<String> {
    let notes = imported.notes.iter().map(|note| &note.message);
    let notes = notes.filter(|message| message.key == Key::NoteMargins);
    notes.map(|it| it.text(Language::English)).collect()
}

/// Page styles as OpenDocument has them; LibreOffice writes "Default" into every file.
const PAGES: &str = r#"<office:master-styles>
  <style:master-page style:name="Default"><style:header><text:p><text:sheet-name>???</text:sheet-name></text:p></style:header>
   <style:footer><text:p>Trang <text:page-number>1</text:page-number>/<text:page-count>9</text:page-count></text:p></style:footer></style:master-page>
  <style:master-page style:name="own">
   <style:header><style:region-left><text:p>UBND XÃ<text:s/>TÂN &amp; THÀNH</text:p></style:region-left>
    <style:region-right><text:p>In ngày <text:date>01/02/2026</text:date></text:p></style:region-right></style:header>
   <style:header-left style:display="false"><text:p>Không hiện</text:p></style:header-left>
   <style:footer><text:p><text:span>DỰ</text:span> THẢO</text:p></style:footer></style:master-page>
 </office:master-styles>"#;

fn content(page: &str) -> String {
    let rows = ROWS.iter().map(|row| {
        let cells = row.iter().map(|text| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        });
        format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
    });
    format!(
        r#"<office:automatic-styles><style:style style:name="ta1" style:family="table" style:master-page-name="{page}"><style:table-properties/></style:style></office:automatic-styles>
 <office:body><office:spreadsheet><table:table table:name="PL" table:style-name="ta1">{}</table:table></office:spreadsheet></office:body>"#,
        rows.collect::<String>()
    )
}

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#;

fn ods(page: &str) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "content.xml",
            format!(
                "<office:document-content {NAMES}>{}</office:document-content>",
                content(page)
            ),
        ),
        (
            "styles.xml",
            format!("<office:document-styles {NAMES}>{PAGES}</office:document-styles>"),
        ),
    ] {
        package
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[test]
fn headers_and_footers_of_open_document_are_named() {
    let flat = format!(
        "<office:document {NAMES} office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">{PAGES}{}</office:document>",
        content("own")
    );
    let said = "Left out headers and footers: “UBND XÃ TÂN & THÀNH”, “In ngày”, “DỰ THẢO”.";
    for (bytes, name) in [(ods("own"), "x.ods"), (flat.into_bytes(), "x.fods")] {
        let imported = import::import(&bytes, name).unwrap();
        assert_eq!(imported.document.annexes[0].rows.len(), 1);
        assert_eq!(margins(&imported), [said], "{name}");
    }
    // A page number is no text.
    let imported = import::import(&ods("Default"), "x.ods").unwrap();
    assert_eq!(imported.notes, []);
}

#[test]
fn margins_and_comments_of_xlsb_are_read() {
    let mut cells: Vec<xlsb::Cell> = Vec::new();
    for (row, texts) in (0..).zip(ROWS) {
        for (column, text) in (0..).zip(texts) {
            cells.push((row, column, 0, Value::Text(text)));
        }
    }
    let sheet = xlsb::Sheet {
        cells: &cells,
        margins: Some(["&C&12UBND XÃ TÂN THÀNH", "&CTrang &P"]),
        ..xlsb::Sheet::default()
    };
    let package = xlsb::package(&[("PL", sheet.records())]);
    let comments = [(1, 2, "Hỏi lại Sở Nội vụ"), (5, 0, "Ngoài bảng")];
    let bytes = xlsb::with_comments(package, &comments);
    let imported = import::import(&bytes, "x.xlsb").unwrap();
    let annex = &imported.document.annexes[0];
    let notes: Vec<&str> = annex.rows[0].notes().map(|(_, text)| text).collect();
    assert_eq!(notes, ["Hỏi lại Sở Nội vụ"]);
    assert_eq!(
        margins(&imported),
        ["Left out headers and footers: “UBND XÃ TÂN THÀNH”."]
    );
    let others = imported.notes.iter().map(|note| note.message.key);
    assert!(
        others
            .into_iter()
            .any(|key| key == Key::NoteCommentsElsewhere)
    );
}

/// The records of the `.xls` fixture: kind and data.
fn xls_records() -> Vec<(u16, Vec<u8>)> {
    let bytes = include_bytes!("../fixtures/dinh-dang.xls");
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).unwrap();
    let mut stream = container.open_stream("/Workbook").unwrap();
    let mut records = Vec::new();
    std::io::Read::read_to_end(&mut stream, &mut records).unwrap();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 4 <= records.len() {
        let number = |at: usize| u16::from_le_bytes([records[at], records[at + 1]]);
        let len = usize::from(number(at + 2));
        found.push((number(at), records[at + 4..at + 4 + len].to_vec()));
        at += 4 + len;
    }
    found
}

fn xls_of(records: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut stream = container.create_stream("/Workbook").unwrap();
    stream.write_all(records).unwrap();
    stream.flush().unwrap();
    drop(stream);
    container.into_inner().into_inner()
}

fn stream_of(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let records = records.iter().map(|(kind, data)| {
        let len = data.len() as u16;
        [&kind.to_le_bytes()[..], &len.to_le_bytes(), data].concat()
    });
    records.collect::<Vec<_>>().concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|it| it.to_le_bytes()).collect()
}

#[test]
fn margins_comments_and_boxes_of_xls_are_read() {
    let wide = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        let head = [&(units.len() as u16).to_le_bytes()[..], &[1]].concat();
        [head, shorts(&units)].concat()
    };
    let object = |kind: u16, number: u16, text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [
            (0x005D, shorts(&[0x15, 0x12, kind, number])),
            (
                0x01B6,
                shorts(&[0, 0, 0, 0, 0, units.len() as u16, 16, 0, 0]),
            ),
            (0x003C, [vec![1], shorts(&units)].concat()),
            (0x003C, vec![0; 16]),
        ]
    };
    let mut records = xls_records();
    let (last, _) = records.pop().unwrap();
    assert_eq!(last, 0x000A, "the end of the sheet");
    records.push((0x0014, wide("&C&\"Times New Roman\"&12UBND XÃ TÂN THÀNH")));
    records.push((0x0015, wide("&CTrang &P")));
    records.extend(object(0x06, 1, "DỰ THẢO"));
    records.extend(object(0x19, 2, "Hỏi lại Sở Nội vụ"));
    records.push((0x001C, shorts(&[60_000, 1, 0, 2])));
    records.push((0x000A, Vec::new()));
    let imported = import::import(&xls_of(&stream_of(&records)), "x.xls").unwrap();
    let said = |key: Key| {
        let notes = imported.notes.iter().map(|note| &note.message);
        let note = notes.into_iter().find(|it| it.key == key);
        note.map(|it| it.args.join(", "))
    };
    assert_eq!(
        said(Key::NoteMargins).as_deref(),
        Some("“UBND XÃ TÂN THÀNH”")
    );
    assert_eq!(said(Key::NoteBoxes).as_deref(), Some("“DỰ THẢO”"));
    assert_eq!(
        said(Key::NoteCommentsElsewhere).as_deref(),
        Some("“Hỏi lại Sở Nội vụ”")
    );
}

/// What "VelvetSweatshop" makes of the records (MS-OFFCRYPTO 2.3.7), computed by another program.
const XOR_ARRAY: [u8; 16] = [
    0x3C, 0x5B, 0xD4, 0x17, 0xF0, 0x1F, 0x28, 0x13, 0xF0, 0x4B, 0xB4, 0x03, 0xC4, 0x73, 0xA4, 0x20,
];
const XOR_KEY: u16 = 0xB359;
const XOR_VERIFIER: u16 = 0x9A0A;

/// The fixture, obfuscated by XOR. Records that are never obfuscated: the first of each part, the one
/// that says so, and a part of those that place the sheets.
fn obfuscated(key: u16) -> Vec<u8> {
    let mut records = xls_records();
    let said = (0x002F, shorts(&[0, key, XOR_VERIFIER]));
    let n_more = 4 + said.1.len() as u32;
    records.insert(1, said);
    for (_, data) in records.iter_mut().filter(|(kind, _)| *kind == 0x0085) {
        let at = u32::from_le_bytes(data[..4].try_into().unwrap()) + n_more;
        data[..4].copy_from_slice(&at.to_le_bytes());
    }
    let mut start = 0;
    for (kind, data) in &mut records {
        start += 4;
        let n_plain = match kind {
            0x0809 | 0x002F | 0x00E1 => data.len(),
            0x0085 => 4,
            _ => 0,
        };
        let len = data.len();
        for (at, byte) in data.iter_mut().enumerate().skip(n_plain) {
            *byte = (*byte ^ XOR_ARRAY[(start + at + len) % 16]).rotate_right(3);
        }
        start += len;
    }
    xls_of(&stream_of(&records))
}

#[test]
fn an_xls_that_is_only_locked_for_writing_by_xor_is_opened() {
    let plain = import::import(include_bytes!("../fixtures/dinh-dang.xls"), "x.xls").unwrap();
    let opened = import::import(&obfuscated(XOR_KEY), "x.xls").unwrap();
    assert_eq!(opened.document, plain.document);
    let error = import::import(&obfuscated(1), "x.xls").unwrap_err();
    assert_eq!(error.user_message().key, Key::ImportPassword);
}

/// Every large picture may be a table that nobody can read; a logo is none.
#[test]
fn large_pictures_are_named() {
    let counted = |imported: &Imported| {
        let mut notes = imported.notes.iter();
        let note = notes.find(|it| it.message.key == Key::NotePictures);
        note.map(|it| it.message.args.concat())
    };
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, text) in ["STT", "Nhiệm vụ", "Cơ quan chủ trì"]
        .into_iter()
        .enumerate()
    {
        sheet.write(0, at as u16, text).unwrap();
    }
    for (at, text) in ["1", "Xây dựng kế hoạch", "Sở Nội vụ"]
        .into_iter()
        .enumerate()
    {
        sheet.write(1, at as u16, text).unwrap();
    }
    for (row, scale) in [(4, 400.0), (40, 60.0)] {
        let image = Image::new_from_buffer(DOT).unwrap();
        let image = image.set_scale_width(scale).set_scale_height(scale);
        sheet.insert_image(row, 0, &image).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let imported = import::import(&bytes, "x.xlsx").unwrap();
    assert_eq!(counted(&imported).as_deref(), Some("1"));

    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>STT</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Nhiệm vụ</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Xây dựng kế hoạch</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let drawing = |cx: u32, cy: u32| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let shape = "<w:p><w:r><w:pict><v:shape style=\"position:absolute;width:451.2pt;height:200pt\"><v:imagedata/></v:shape></w:pict></w:r></w:p>";
    let logo = drawing(900_000, 900_000);
    let photo = drawing(5_400_000, 3_000_000);
    let bytes = document(&format!("{table}{logo}{photo}{shape}"), &[]);
    let imported = import::import(&bytes, "x.docx").unwrap();
    assert_eq!(counted(&imported).as_deref(), Some("2"));
}

/// A PNG of one pixel.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];
