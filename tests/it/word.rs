//! Word documents: what a person sees in Word is in the annex, or a note says that it is not.

use crate::hostile::package;
use phuluc::{
    import::{self, Imported},
    wording::{Key, Language},
};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Returns a document with this body. Each further part is a kind of relation and its text.
pub(crate) fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relations: String = (0..)
        .zip(parts)
        .map(|(id, (kind, _))| {
            format!(r#"<Relationship Id="r{id}" Type="{OFFICE}/{kind}" Target="{kind}{id}.xml"/>"#)
        })
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    let names: Vec<String> = (0..)
        .zip(parts)
        .map(|(id, (kind, _))| format!("word/{kind}{id}.xml"))
        .collect();
    let mut all = vec![
        ("word/document.xml", main.as_str()),
        ("word/_rels/document.xml.rels", &relations),
    ];
    all.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(parts.iter().map(|it| it.1)),
    );
    package(&all)
}

pub(crate) fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

pub(crate) fn styled(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

pub(crate) fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

pub(crate) fn cell(paragraphs: &str) -> String {
    format!("<w:tc>{paragraphs}</w:tc>")
}

pub(crate) fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

/// A table of three columns with the given rows.
pub(crate) fn table(rows: &[String]) -> String {
    let header = ["STT", "Nhiệm vụ", "Cơ quan chủ trì"].map(|it| cell(&p(&run(it))));
    format!("<w:tbl>{}{}</w:tbl>", row(&header), rows.concat())
}

/// An item with this content.
pub(crate) fn item(ordinal: &str, content: &str) -> String {
    row(&[
        cell(&p(&run(ordinal))),
        cell(content),
        cell(&p(&run("Sở Nội vụ"))),
    ])
}

pub(crate) fn heading() -> String {
    p(&run("Phụ lục I")) + &p(&run("DANH MỤC NHIỆM VỤ"))
}

#[track_caller]
pub(crate) fn read(body: &str, parts: &[(&str, &str)]) -> Imported {
    import::import(&document(body, parts), "x.docx").unwrap()
}

/// The rows of the first annex, their cells separated by bars.
pub(crate) fn rows(imported: &Imported) -> Vec<String> {
    let annex = &imported.document.annexes[0];
    let texts = annex.rows.iter().map(|row| {
        let cells = annex.columns.iter().map(|it| row.cell(it.id));
        cells
            .collect::<Vec<_>>()
            .join(" | ")
            .trim_end_matches([' ', '|'])
            .to_owned()
    });
    texts.collect()
}

/// The contents of items that consist of the given cells.
pub(crate) fn contents(cells: &[&str], parts: &[(&str, &str)]) -> Vec<String> {
    let items = (1..)
        .zip(cells)
        .map(|(ordinal, it): (u32, _)| item(&ordinal.to_string(), it));
    let imported = read(&(heading() + &table(&items.collect::<Vec<_>>())), parts);
    let annex = &imported.document.annexes[0];
    annex
        .rows
        .iter()
        .map(|row| row.cell(annex.columns[1].id).to_owned())
        .collect()
}

pub(crate) fn notes(imported: &Imported) -> Vec<String> {
    let notes = imported.notes.iter();
    notes
        .map(|note| note.message.text(Language::Vietnamese))
        .collect()
}

pub(crate) fn has(imported: &Imported, key: Key) -> bool {
    imported.notes.iter().any(|note| note.message.key == key)
}

#[test]
fn properties_before_a_tracked_change_do_not_count() {
    let was = |old: &str| format!("<w:rPrChange><w:rPr>{old}</w:rPr></w:rPrChange>");
    let content = p(&(styled(&was("<w:strike/>"), "Giữ ") + &styled(&was("<w:vanish/>"), "lại")));
    assert_eq!(contents(&[&content], &[]), ["Giữ lại"]);
}

#[test]
fn hidden_text_is_absent_also_by_its_style() {
    let styles = r#"<w:styles>
        <w:style w:type="character" w:styleId="Noibo"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Ancon"><w:basedOn w:val="An"/></w:style>
    </w:styles>"#;
    let content = p(&(run("Thấy") + &styled(r#"<w:rStyle w:val="Noibo"/>"#, " không")))
        + &format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Ancon"/></w:pPr>{}{}</w:p>"#,
            run("Ẩn "),
            styled(r#"<w:vanish w:val="0"/>"#, "hiện")
        );
    let imported = read(
        &(heading() + &table(&[item("1", &content)])),
        &[("styles", styles)],
    );
    assert_eq!(rows(&imported), ["1 | Thấy\nhiện | Sở Nội vụ"]);
    assert_eq!(notes(&imported), ["Bỏ 2 đoạn chữ ẩn."]);
}

#[test]
fn struck_text_is_left_out_and_quoted_and_a_struck_row_is_asked_about() {
    let struck = |text: &str| styled("<w:strike/>", text);
    let body = heading()
        + &table(&[
            item(
                "1",
                &p(&(run("Ban hành ") + &styled("<w:dstrike/>", "quyết định") + &run(" kế hoạch"))),
            ),
            row(&[
                cell(&p(&run("2"))),
                cell(&p(&struck("Bỏ cả dòng"))),
                cell(&p(&struck("Sở Y tế"))),
            ]),
        ]);
    let imported = read(&body, &[]);
    assert_eq!(
        rows(&imported),
        [
            "1 | Ban hành kế hoạch | Sở Nội vụ",
            "2 | Bỏ cả dòng | Sở Y tế"
        ]
    );
    let annex = &imported.document.annexes[0];
    assert_eq!(imported.hidden.rows, [annex.rows[1].id]);
    assert!(has(&imported, Key::NoteStruckRow));
    assert!(
        notes(&imported)
            .iter()
            .any(|it| it.contains("gạch ngang: “quyết định”"))
    );
}

#[test]
fn symbols_are_what_they_show_and_unknown_ones_are_named() {
    let symbol =
        |font: &str, code: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>"#);
    let content = p(&(symbol("Symbol", "F0A3")
        + &run(" 5% ")
        + &styled(r#"<w:rFonts w:ascii="Wingdings"/>"#, "\u{f0fc}")
        + &styled(r#"<w:rFonts w:ascii="Wingdings"/>"#, "ü")
        + &symbol("Wingdings", "F001")));
    let imported = read(&(heading() + &table(&[item("1", &content)])), &[]);
    assert_eq!(rows(&imported), ["1 | ≤ 5% ✓✓[Wingdings F001] | Sở Nội vụ"]);
    assert!(has(&imported, Key::NoteSymbols));
}

/// A raised digit would be read as part of the number before it.
#[test]
fn raised_digits_stay_raised() {
    let raised = |text: &str| styled(r#"<w:vertAlign w:val="superscript"/>"#, text);
    let content =
        p(&(run("10") + &raised("3") + &run(" m") + &raised("2") + &run(", 1") + &raised("st")));
    assert_eq!(contents(&[&content], &[]), ["10³ m², 1st"]);
}

#[test]
fn cells_stand_in_their_columns() {
    let before = |cells: &[String]| {
        format!(
            r#"<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}</w:tr>"#,
            cells.concat()
        )
    };
    let merged = |value: &str, text: &str| {
        format!(
            r#"<w:tc><w:tcPr><w:vMerge{value}/></w:tcPr>{}</w:tc>"#,
            p(&run(text))
        )
    };
    let deleted = format!(
        "<w:tc><w:tcPr><w:cellDel/></w:tcPr>{}</w:tc>",
        p(&run("Xóa"))
    );
    let body = heading()
        + &table(&[
            before(&[cell(&p(&run("Không số"))), cell(&p(&run("Sở Y tế")))]),
            row(&[
                cell(&p(&run("2"))),
                deleted,
                cell(&p(&run("Hai"))),
                merged(r#" w:val="restart""#, "Sở Tư pháp"),
            ]),
            row(&[cell(&p(&run("3"))), cell(&p(&run("Ba"))), merged("", "che")]),
            row(&[cell(&p(&run("4"))), cell(&p(&run("Bốn"))), merged("", "")]),
        ]);
    let imported = read(&body, &[]);
    assert_eq!(
        rows(&imported),
        [
            " | Không số | Sở Y tế",
            "2 | Hai | Sở Tư pháp",
            "3 | Ba | Sở Tư pháp",
            "4 | Bốn | Sở Tư pháp"
        ]
    );
    assert!(notes(&imported).contains(&"Bỏ chữ bị ô gộp che khuất: “che”.".to_owned()));
}

#[test]
fn a_nested_table_is_a_line_for_each_row() {
    let inner = |texts: &[&str]| {
        row(&texts
            .iter()
            .map(|it| cell(&p(&run(it))))
            .collect::<Vec<_>>())
    };
    let content = p(&run("Gồm:"))
        + &format!(
            "<w:tbl>{}{}</w:tbl>",
            inner(&["Năm 2026", "10"]),
            inner(&["Năm 2027", "20"])
        )
        + &p("");
    assert_eq!(
        contents(&[&content], &[]),
        ["Gồm:\nNăm 2026 10\nNăm 2027 20"]
    );
}

#[test]
fn fields_show_their_results() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let nested = mark("begin")
        + &code("IF ")
        + &mark("begin")
        + &code("A")
        + &mark("separate")
        + &run("ẩn")
        + &mark("end")
        + &code("=1")
        + &mark("separate")
        + &run("hiện")
        + &mark("end");
    let check_box = r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"#;
    let boxes = check_box.to_owned() + &code("FORMCHECKBOX") + &mark("end") + &run(" Có");
    // A field that nobody ended hides no more than its paragraph.
    let damaged = p(&(mark("begin") + &code("X"))) + &p(&run("còn"));
    assert_eq!(
        contents(&[&p(&nested), &p(&boxes), &damaged], &[]),
        ["hiện", "☒ Có", "còn"]
    );
}

#[test]
fn footnotes_stand_below_their_own_annex() {
    let note = |kind: &str, id: u32| format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
    let footnotes = format!(
        r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="4">{}</w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p(&run(" Theo Quyết định số 5.")),
        p(&run("Tạm tính.")) + &p(&run("Số liệu quý I.")),
    );
    let endnotes = format!(
        r#"<w:endnotes><w:endnote w:id="1">{}</w:endnote></w:endnotes>"#,
        p(&run("Cuối."))
    );
    let body = heading()
        + &table(&[item("1", &p(&(run("Một") + &note("footnote", 4))))])
        + &p(&run("Phụ lục II"))
        + &p(&run("NHIỆM VỤ KHÁC"))
        + &table(&[item(
            "1",
            &p(&(run("Hai") + &note("footnote", 2) + &note("endnote", 1))),
        )]);
    let imported = read(&body, &[("footnotes", &footnotes), ("endnotes", &endnotes)]);
    let annexes = &imported.document.annexes;
    assert_eq!(rows(&imported), ["1 | Một(1) | Sở Nội vụ"]);
    assert_eq!(annexes[0].head.after, ["(1) Theo Quyết định số 5."]);
    assert_eq!(
        annexes[1].head.after,
        ["(2) Tạm tính.\nSố liệu quý I.", "(i) Cuối."]
    );
}

#[test]
fn a_damaged_part_is_named_and_the_rest_is_read() {
    let imported = read(
        &(heading() + &table(&[item("1", &p(&run("Một")))])),
        &[("styles", "<w:styles><w:")],
    );
    assert_eq!(rows(&imported), ["1 | Một | Sở Nội vụ"]);
    assert!(has(&imported, Key::NoteParts));
}

#[test]
fn an_encrypted_document_is_named_as_word() {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptedPackage").unwrap();
    file.flush().unwrap();
    let bytes = file.into_inner().into_inner();
    let error = |name: &str| import::import(&bytes, name).unwrap_err();
    assert_eq!(error("Kế hoạch.docx"), import::ImportError::WordPassword);
    assert_eq!(error("Kế hoạch.xlsx"), import::ImportError::Password);
}
