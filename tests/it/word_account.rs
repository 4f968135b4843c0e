//! The account of the text of a Word document: whatever a person sees in Word is in the outline, in
//! a line above or below a table, or in a note.

use crate::word::{
    cell, contents, document, has, heading, item, notes, p, read, row, rows, run, styled, table,
};
use phuluc::{export::outline, import, wording::Key};

/// Everything that an import shows of a document.
fn shown(body: &str, parts: &[(&str, &str)]) -> String {
    let imported = import::import(&document(body, parts), "x.docx").unwrap();
    let mut all = outline::outline(&imported.document).to_string();
    for annex in &imported.document.annexes {
        all.push_str(&annex.head.before.join("\n"));
        all.push_str(&annex.head.after.join("\n"));
    }
    all + &notes(&imported).join("\n")
}

fn text_box(inside: &str) -> String {
    let content = format!("<w:txbxContent>{inside}</w:txbxContent>");
    format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

/// Each construct holds one word of its own. Without the branch that reads it, its word is missing.
#[test]
fn every_word_is_in_the_outline_or_in_a_note() {
    let math = "<m:oMath><m:f><m:num><m:r><m:t>tuso</m:t></m:r></m:num><m:den><m:r><m:t>mauso</m:t></m:r></m:den></m:f></m:oMath>";
    let object = "<w:r><w:object><o:OLEObject/></w:object></w:r>";
    let inline = [
        ("run", run("chay")),
        (
            "hyperlink",
            format!("<w:hyperlink>{}</w:hyperlink>", run("lienket")),
        ),
        (
            "smart tag",
            format!("<w:smartTag>{}</w:smartTag>", run("nhan")),
        ),
        (
            "custom XML",
            format!("<w:customXml>{}</w:customXml>", run("tuychinh")),
        ),
        ("insertion", format!("<w:ins>{}</w:ins>", run("chen"))),
        ("move", format!("<w:moveTo>{}</w:moveTo>", run("chuyenden"))),
        (
            "control",
            format!(
                "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                run("odien")
            ),
        ),
        (
            "simple field",
            format!(
                r#"<w:fldSimple w:instr="REF a">{}</w:fldSimple>"#,
                run("truong")
            ),
        ),
        ("formula", math.to_owned()),
        ("struck text", styled("<w:strike/>", "gachngang")),
        ("text box", text_box(&p(&run("hopchu")))),
        (
            "symbol",
            r#"<w:r><w:sym w:font="Wingdings" w:char="F001"/></w:r>"#.to_owned(),
        ),
        (
            "footnote",
            r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.to_owned(),
        ),
        (
            "endnote",
            r#"<w:r><w:endnoteReference w:id="1"/></w:r>"#.to_owned(),
        ),
        (
            "unknown wrapper",
            format!("<w99:moi>{}</w99:moi>", run("tuonglai")),
        ),
    ];
    let inline: String = inline
        .iter()
        .map(|(_, xml)| xml.clone() + &run(" "))
        .collect();
    let nested = format!("<w:tbl>{}</w:tbl>", row(&[cell(&p(&run("banglong")))]));
    let block_control = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p(&run("doandieukhien"))
    );
    let covered = |value: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr><w:vMerge{value}/></w:tcPr>{}</w:tc>",
            p(&run(text))
        )
    };
    let cells = p(&inline) + &nested + &block_control + &p(object);
    let row_control = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        item("4", &p(&run("dongdieukhien")))
    );
    let merged = [(r#" w:val="restart""#, "gop"), ("", "biche")];
    let merged = merged.map(|(value, text)| {
        row(&[
            cell(&p(&run("2"))),
            cell(&p(&run("x"))),
            covered(value, text),
        ])
    });
    let body = p(&text_box(&p(&run("hopnoi"))))
        + &heading()
        + &p(
            r#"<w:r><w:pict><v:shape><v:textpath string="chunghethuat"/></v:shape></w:pict></w:r>"#,
        )
        + &table(&[item("1", &cells), merged.concat(), row_control])
        + &p(&run("duoibang"));
    let note = |name: &str, word: &str| {
        format!(
            r#"<w:{name}s><w:{name} w:id="1">{}</w:{name}></w:{name}s>"#,
            p(&run(word))
        )
    };
    let margin = |name: &str, word: &str| format!("<w:{name}>{}</w:{name}>", p(&run(word)));
    let found = shown(
        &body,
        &[
            ("footnotes", &note("footnote", "chuthich")),
            ("endnotes", &note("endnote", "chuthichcuoi")),
            ("header", &margin("hdr", "dautrang")),
            ("footer", &margin("ftr", "chantrang")),
            (
                "chart",
                "<c:chart><a:p><a:r><a:t>bieudo</a:t></a:r></a:p></c:chart>",
            ),
            (
                "diagramData",
                "<dgm:pt><a:p><a:r><a:t>sodo</a:t></a:r></a:p></dgm:pt>",
            ),
        ],
    );
    for word in [
        "chay",
        "lienket",
        "nhan",
        "tuychinh",
        "chen",
        "chuyenden",
        "odien",
        "truong",
        "tuso/mauso",
        "gachngang",
        "hopchu",
        "Wingdings F001",
        "chuthich",
        "chuthichcuoi",
        "tuonglai",
        "banglong",
        "doandieukhien",
        "dongdieukhien",
        "gop",
        "biche",
        "hopnoi",
        "chunghethuat",
        "duoibang",
        "dautrang",
        "chantrang",
        "bieudo",
        "sodo",
        "đối tượng nhúng",
    ] {
        assert!(found.contains(word), "{word} is nowhere in {found}");
    }
    assert!(
        !found.contains("Chưa đọc được hết"),
        "nothing is left over: {found}"
    );
}

/// What the tests above cannot foresee is noticed when a file is read.
#[test]
fn text_that_no_branch_reads_is_said() {
    let one = heading() + &table(&[item("1", &p(&run("Một")))]);
    assert!(!has(&read(&one, &[]), Key::NoteUnread));
    let stray = one.clone() + "<w:t>lạc ngoài đoạn</w:t>";
    assert!(has(&read(&stray, &[]), Key::NoteUnread));
    let misplaced =
        heading() + &table(&[item("1", &p("<w:r><w:rPr><w:t>lạc</w:t></w:rPr></w:r>"))]);
    let imported = read(&misplaced, &[]);
    let notes = imported.notes.iter().map(|note| &note.message);
    let note = notes
        .filter(|it| it.key == Key::NoteUnread)
        .collect::<Vec<_>>();
    assert!(note[0].args[0].contains("lạc"), "{note:?}");
}

#[test]
fn what_nobody_sees_is_absent_and_said() {
    let prompt = |inside: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
    };
    let gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>dongxoa</w:t></w:r></w:p></w:tc></w:tr>";
    let body = heading()
        + &prompt(&p(&run("moichon")))
        + &table(&[
            item(
                "1",
                &p(&(run("Một") + &prompt(&run("moinhap")) + "<w:r><w:commentReference/></w:r>")),
            ),
            gone.to_owned(),
        ]);
    let page = r#"<w:hdr><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;
    let imported = read(&body, &[("header", page)]);
    assert_eq!(rows(&imported), ["1 | Một | Sở Nội vụ"]);
    let keys: Vec<Key> = imported.notes.iter().map(|note| note.message.key).collect();
    assert_eq!(
        keys,
        [Key::NoteChanges, Key::NoteComments, Key::NotePrompts]
    );
    assert!(!shown(&body, &[]).contains("moi"));
}

#[test]
fn a_text_box_with_the_lines_above_a_table_is_part_of_the_document() {
    let body = p(&text_box(&p(&run("Phụ lục III"))))
        + &p(&run("DANH MỤC NHIỆM VỤ"))
        + &p(&text_box(&table(&[item("1", &p(&run("Trong khung")))])));
    let imported = read(&body, &[]);
    assert_eq!(imported.document.annexes[0].head.number, "III");
    assert_eq!(rows(&imported), ["1 | Trong khung | Sở Nội vụ"]);
    assert_eq!(notes(&imported), Vec::<String>::new());
}

#[test]
fn number_title_and_reference_may_share_a_paragraph() {
    let head = "<w:p><w:r><w:br w:type='page'/><w:t>Phụ lục II</w:t><w:br/><w:t>DANH MỤC</w:t><w:br/><w:t>(Kèm theo Kế hoạch số 5/KH-UBND)</w:t></w:r></w:p>";
    let imported = read(
        &(head.to_owned() + &table(&[item("1", &p(&run("Một")))])),
        &[],
    );
    let head = &imported.document.annexes[0].head;
    assert_eq!(
        [&head.number, &head.title, &head.reference],
        ["II", "DANH MỤC", "(Kèm theo Kế hoạch số 5/KH-UBND)"]
    );
}

#[test]
fn mixed_fonts_of_a_cell_are_decoded_each_by_itself() {
    let legacy = styled(r#"<w:rFonts w:ascii=".VnTime"/>"#, "tû lÖ");
    let modern = styled(r#"<w:rFonts w:ascii="Times New Roman"/>"#, "Nâng ");
    assert_eq!(contents(&[&p(&(modern + &legacy))], &[]), ["Nâng tỷ lệ"]);
}

/// A package whose main part has another name, and upper-case names.
#[test]
fn the_main_part_is_found_by_its_relation() {
    let main = format!(
        "<w:document><w:body>{}</w:body></w:document>",
        heading() + &table(&[item("1", &p(&run("Một")))])
    );
    let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let relation = format!(
        r#"<Relationships><Relationship Id="a" Type="{office}" Target="/Word/document2.xml"/></Relationships>"#
    );
    let bytes =
        crate::hostile::package(&[("_rels/.rels", &relation), ("word/document2.xml", &main)]);
    let imported = import::import(&bytes, "x").unwrap();
    assert_eq!(rows(&imported), ["1 | Một | Sở Nội vụ"]);
}
