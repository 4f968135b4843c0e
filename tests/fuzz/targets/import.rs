//! Imports bytes, then checks and exports the document: nothing may panic or loop forever.
//!
//! The first byte selects how the rest is used: as a whole file, as pasted text, or as one part of
//! a package built around it, because a fuzzer cannot get past checksums and deflate.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use phuluc::{export::{OutputFormat, outline}, import, report, validate};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Packages by first byte. The part with an empty text is filled with the fuzzer's bytes.
const PACKAGES: [(u8, &[(&str, &str)]); 5] = [
    (b'x', XLSX_SHEET),
    (b's', XLSX_STRINGS),
    (b'w', XLSX_WORKBOOK),
    (b'o', &[("content.xml", "")]),
    (b'd', &[("word/document.xml", "")]),
];

fuzz_target!(
    init: {
        // The import catches panics of dependencies, which are not findings; our own are.
        let abort = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let file = panic.location().map_or("", |it| it.file());
            if !file.contains(".cargo/registry") {
                abort(panic);
            }
        }));
    },
    |data: &[u8]| {
        let Some((kind, rest)) = data.split_first() else {
            return;
        };
        let imported = match PACKAGES.iter().find(|(byte, _)| byte == kind) {
            Some((_, parts)) => import::import(&package(parts, rest), "fuzz"),
            None if *kind == b't' => import::import_text(&String::from_utf8_lossy(rest), "fuzz"),
            None => import::import(data, "fuzz"),
        };
        let Ok(imported) = imported else {
            return;
        };
        let outline = outline::outline(&imported.document);
        assert!(outline.is_array());
        validate::validate(&imported.document);
        // An imported document can be exported, or the export returns an error.
        if let Ok(bytes) = report::export(&imported.document, OutputFormat::Xlsx) {
            import::import(&bytes, "fuzz").ok();
        }
    }
);

fn package(parts: &[(&str, &str)], made_up: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(*name, stored).unwrap();
        let text = if text.is_empty() {
            made_up
        } else {
            text.as_bytes()
        };
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: (&str, &str) = (
    "[Content_Types].xml",
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
);
const ROOT: (&str, &str) = (
    "_rels/.rels",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
);
const WORKBOOK: (&str, &str) = (
    "xl/workbook.xml",
    r#"<workbook xmlns:r="r"><sheets><sheet name="PL" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
);
const RELATIONS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
);
const STYLES: (&str, &str) = (
    "xl/styles.xml",
    r#"<styleSheet><fonts><font><name val="Times New Roman"/></font><font><b/><name val=".VnTime"/></font></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf fontId="0" numFmtId="0"/><xf fontId="1" numFmtId="9"/><xf fontId="0" numFmtId="17"/></cellXfs></styleSheet>"#,
);
const STRINGS: (&str, &str) = (
    "xl/sharedStrings.xml",
    "<sst><si><t>STT</t></si><si><t>Nhiệm vụ</t></si><si><t>Cơ quan chủ trì</t></si><si><t>Đơn vị</t></si><si><t>Kết quả</t></si><si><t>Phụ lục I</t></si><si><r><t>Sở</t></r><r><t> A</t></r></si></sst>",
);
const SHEET: (&str, &str) = (
    "xl/worksheets/sheet1.xml",
    r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>6</v></c><c r="C2" t="s"><v>7</v></c></row></sheetData></worksheet>"#,
);

const XLSX_SHEET: &[(&str, &str)] = &[
    TYPES,
    ROOT,
    WORKBOOK,
    RELATIONS,
    STYLES,
    STRINGS,
    ("xl/worksheets/sheet1.xml", ""),
];
const XLSX_STRINGS: &[(&str, &str)] = &[
    TYPES,
    ROOT,
    WORKBOOK,
    RELATIONS,
    STYLES,
    SHEET,
    ("xl/sharedStrings.xml", ""),
];
const XLSX_WORKBOOK: &[(&str, &str)] = &[
    TYPES,
    ROOT,
    RELATIONS,
    STYLES,
    STRINGS,
    SHEET,
    ("xl/workbook.xml", ""),
];
