//! OpenDocument texts: what a person sees in them is in the annex, or a note says that it is not.

use phuluc::{
    import::{self, ImportError, Imported},
    wording::Key,
};

use crate::{
    hostile::package,
    word::{has, notes, rows},
};

const KIND: &str = "application/vnd.oasis.opendocument.text";
const STYLES: &str = r#"<office:automatic-styles>
    <style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
    <style:style style:name="Raised" style:family="text" style:parent-style-name="Struck"><style:text-properties style:text-line-through-style="none" style:text-position="super 58%"/></style:style>
    <style:style style:name="Old" style:family="text"><style:text-properties style:font-name=".VnTime"/></style:style>
    <style:style style:name="Numbered" style:family="paragraph" style:list-style-name="L1"/>
    <text:list-style style:name="L1">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
    </text:list-style>
    <text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>
</office:automatic-styles>"#;
const HEAD: &str = "<text:p>Phụ lục II</text:p><text:p>DANH MỤC NHIỆM VỤ</text:p><text:p>(Kèm theo Kế hoạch số 5/KH-UBND)</text:p>";

fn content(body: &str) -> String {
    format!(
        "<office:document-content>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn read(body: &str) -> Imported {
    let bytes = package(&[("mimetype", KIND), ("content.xml", &content(body))]);
    import::import(&bytes, "x.odt").unwrap()
}

fn cell(inside: &str) -> String {
    format!("<table:table-cell>{inside}</table:table-cell>")
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

/// A table of three columns with the given rows.
fn table(rows: &[String]) -> String {
    let header = ["STT", "Nhiệm vụ", "Cơ quan chủ trì"].map(|it| cell(&p(it)));
    format!(
        "<table:table><table:table-column table:number-columns-repeated=\"3\"/><table:table-header-rows>{}</table:table-header-rows>{}</table:table>",
        row(&header),
        rows.concat()
    )
}

fn item(ordinal: &str, content: &str) -> String {
    row(&[cell(ordinal), cell(content), cell(&p("Sở Nội vụ"))])
}

#[test]
fn the_lines_around_the_table_are_kept() {
    let body = format!(
        "{HEAD}{}<text:p>Nơi nhận: Sở Nội vụ</text:p>",
        table(&[item(&p("1"), &p("Một"))])
    );
    let imported = read(&body);
    let head = &imported.document.annexes[0].head;
    assert_eq!(
        [&head.number, &head.title, &head.reference],
        [
            "II",
            "DANH MỤC NHIỆM VỤ",
            "(Kèm theo Kế hoạch số 5/KH-UBND)"
        ]
    );
    assert_eq!(head.after, ["Nơi nhận: Sở Nội vụ"]);
    assert_eq!(rows(&imported), ["1 | Một | Sở Nội vụ"]);
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"{KIND}\">{}</office:document>",
        content(&body)
    );
    let flat = import::import(flat.as_bytes(), "x.fodt").unwrap();
    assert_eq!(
        flat.document.annexes[0].rows,
        imported.document.annexes[0].rows
    );
    assert_eq!(&flat.document.annexes[0].head.title, &head.title);
}

#[test]
fn automatic_numbers_and_bullets_are_read() {
    let number = |name: &str, continues: &str| {
        format!(
            "<text:list xml:id=\"{name}\" text:style-name=\"L1\"{continues}><text:list-item><text:p/></text:list-item></text:list>"
        )
    };
    let part = "<text:list text:style-name=\"L1\" text:continue-list=\"b\"><text:list-item><text:list><text:list-item><text:p/></text:list-item></text:list></text:list-item></text:list>";
    let bullets = "<text:list text:style-name=\"L2\"><text:list-item><text:p>Một</text:p><text:p>tiếp</text:p></text:list-item><text:list-item><text:p>Hai</text:p></text:list-item></text:list>";
    let body = HEAD.to_owned()
        + &table(&[
            item(&number("a", ""), &p("Đầu")),
            item(&number("b", " text:continue-list=\"a\""), bullets),
            item(part, &p("Phần")),
            item(&number("c", ""), &p("Lại từ đầu")),
        ]);
    assert_eq!(
        rows(&read(&body)),
        [
            "1. | Đầu | Sở Nội vụ",
            "2. | - Một\ntiếp\n- Hai | Sở Nội vụ",
            "2.1 | Phần | Sở Nội vụ",
            "1. | Lại từ đầu | Sở Nội vụ",
        ]
    );
}

#[test]
fn merged_cells_hold_for_all_their_rows() {
    let spanning = "<table:table-cell table:number-rows-spanned=\"2\"><text:p>Sở Y tế</text:p></table:table-cell>";
    let section = "<table:table-row><table:table-cell table:number-columns-spanned=\"3\"><text:p>I. CẤP TỈNH</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>";
    let body = HEAD.to_owned()
        + &table(&[
            section.to_owned(),
            row(&[cell(&p("1")), cell(&p("Một")), spanning.to_owned()]),
            row(&[
                cell(&p("2")),
                cell(&p("Hai")),
                "<table:covered-table-cell/>".to_owned(),
            ]),
        ]);
    assert_eq!(
        rows(&read(&body)),
        ["I. | CẤP TỈNH", "1 | Một | Sở Y tế", "2 | Hai | Sở Y tế"]
    );
}

#[test]
fn what_is_no_text_of_the_document_is_named() {
    let changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>Bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes>";
    let note = "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Ước tính</text:p></text:note-body></text:note>";
    let content = format!(
        "<text:p>Giữ <text:span text:style-name=\"Struck\">bỏ</text:span>10 m<text:span text:style-name=\"Raised\">2</text:span>{note}\n   xuống<text:s text:c=\"2\"/>dòng<text:line-break/>mới\
         <office:annotation><text:p>Xem lại</text:p></office:annotation>\
         <draw:frame><svg:title>Hình</svg:title><draw:text-box><text:p>Hộp chữ</text:p></draw:text-box></draw:frame></text:p>"
    );
    let old = p("<text:span text:style-name=\"Old\">Tû lÖ ®¹t</text:span>");
    let body = format!(
        "{changes}{HEAD}{}",
        table(&[item(&p("1"), &content), item(&p("2"), &old)])
    );
    let imported = read(&body);
    assert_eq!(
        rows(&imported),
        [
            "1 | Giữ 10 m²(1) xuống  dòng\nmới\nHộp chữ | Sở Nội vụ",
            "2 | Tỷ lệ đạt | Sở Nội vụ"
        ]
    );
    assert_eq!(imported.document.annexes[0].head.after, ["(1) Ước tính"]);
    assert!(has(&imported, Key::NoteChanges));
    let said = notes(&imported).join("\n");
    for text in ["“bỏ”", "Xem lại"] {
        assert!(said.contains(text), "{text}: {said}");
    }
}

#[test]
fn other_documents_of_the_family_are_told_apart() {
    let presentation = "application/vnd.oasis.opendocument.presentation";
    let bytes = package(&[("mimetype", presentation), ("content.xml", &content(""))]);
    assert_eq!(
        import::import(&bytes, "x.odp").unwrap_err(),
        ImportError::Presentation
    );
    let locked = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let bytes = package(&[
        ("mimetype", KIND),
        ("META-INF/manifest.xml", locked),
        ("content.xml", "x"),
    ]);
    assert_eq!(
        import::import(&bytes, "x.odt").unwrap_err(),
        ImportError::Password
    );
}
