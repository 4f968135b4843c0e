//! The account of the text of web pages and workbooks, as of Word documents: whatever a person sees is in
//! the outline, in a line above or below a table, or in a note. Each construct holds one word of its own, so
//! that without the branch that reads it, its word is missing.

use phuluc::{
    export::outline,
    import::{self, Imported},
};
use rust_xlsxwriter::{
    Button, Chart, ChartType, ExcelDateTime, Format, Formula, Note, Shape, Workbook,
};

use crate::word::notes;

/// Everything that an import shows of a file.
fn shown(imported: &Imported) -> String {
    let mut all = outline::outline(&imported.document).to_string();
    for annex in &imported.document.annexes {
        for line in annex.head.before.iter().chain(&annex.head.after) {
            all.push_str(line);
        }
        for row in &annex.rows {
            row.notes().for_each(|(_, note)| all.push_str(note));
        }
    }
    all + &notes(imported).join("\n")
}

#[track_caller]
fn check(imported: &Imported, words: &[&str], absent: &[&str]) {
    let found = shown(imported);
    for word in words {
        assert!(found.contains(word), "{word} is nowhere in {found}");
    }
    for word in absent {
        assert!(!found.contains(word), "{word} is in {found}");
    }
}

#[test]
fn every_word_of_a_page_is_shown() {
    let constructs = [
        ("chay", "chay"),
        ("dam", "<b>dam</b>"),
        ("thenia", "<x-y>thenia</x-y>"),
        ("lienket", "<a href='#'>lienket</a>"),
        ("gachngang", "<s>gachngang</s>"),
        ("xoabo", "<del>xoabo</del>"),
        ("anhidden", "<span hidden>anhidden</span>"),
        ("ankieu", "<span style='display:none'>ankieu</span>"),
        ("muc", "<ol start=4><li>muc</ol>"),
        ("4. ", ""),
        ("gachdau", "<ul><li>gachdau</ul>"),
        ("banglong", "<table><tr><td>banglong</td></tr></table>"),
        ("khoi", "<div>khoi</div>"),
        ("nhap", "<input value='nhap'>"),
        (
            "chon",
            "<select><option>khac1</option><option selected>chon</option></select>",
        ),
        ("vungchu", "<textarea>vungchu</textarea>"),
        ("☒", "<input type=checkbox checked>"),
        ("thucthe &", "thucthe &amp;"),
        ("cdsố", "cds&#7889;"),
        ("nut", "<button>nut</button>"),
    ];
    let cell: String = constructs
        .iter()
        .map(|(_, html)| format!("{html} "))
        .collect();
    let page = format!(
        "<html><head><title>tenTrang</title><style>.a {{color: red}}</style></head><body>\
         <nav>dieuhuong</nav><h1>Phụ lục 9</h1><p>DANH MỤC NHIỆM VỤ</p>dongtran\
         <table><caption>tenbang</caption><thead><tr><th>STT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th></tr></thead>\
         <tr><td>1</td><td>{cell}</td><td rowspan=2>gopdoc</td></tr>\
         <tr style='display:none'><td>2</td><td>dongan</td></tr>\
         <tr><td>3</td><td>Ba</td><td>gopngang</td></tr>giuahang\
         <tfoot><tr><td></td><td>Cộng</td><td>chanbang</td></tr></tfoot></table>\
         <p>duoibang</p><footer>chantrang</footer><script>var lenh</script></body></html>"
    );
    let imported = import::import(page.as_bytes(), "x.html").unwrap();
    let own = constructs.iter().map(|(word, _)| *word);
    let around = [
        "dieuhuong",
        "dongtran",
        "tenbang",
        "gopdoc",
        "dongan",
        "gopngang",
        "giuahang",
        "chanbang",
        "duoibang",
        "chantrang",
    ];
    let words: Vec<&str> = own.chain(around).collect();
    check(&imported, &words, &["khac1", "lenh", "color"]);
}

#[test]
fn every_word_of_an_open_document_sheet_is_shown() {
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let cell = |inside: &str| {
        format!(r#"<table:table-cell office:value-type="string">{inside}</table:table-cell>"#)
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let inside = p("chay<text:s/>mot<text:tab/>thetab<text:line-break/>xuongdong")
        + &p(
            r#"<text:span text:style-name="struck">gachngang</text:span> <text:a>lienket</text:a> <text:la>thenla</text:la>"#,
        )
        + &p("<text:ruby><text:ruby-base>nenchu</text:ruby-base></text:ruby>")
        + "<office:annotation><dc:creator>tacgia</dc:creator><text:p>ghichuo</text:p></office:annotation>"
        + "<draw:frame><draw:text-box><text:p>hopchu</text:p></draw:text-box></draw:frame>";
    let merged = r#"<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>gopngang</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>biche</text:p></table:covered-table-cell>"#;
    let number = r#"<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,5</text:p></table:table-cell>"#;
    let hidden = r#"<table:table-row table:visibility="collapse"><table:table-cell office:value-type="string"><text:p>2</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>dongan</text:p></table:table-cell></table:table-row>"#;
    let rows = [
        row(&[cell(&p("Phụ lục 7"))]),
        row(&[cell(&p("NHIỆM VỤ tieude"))]),
        row(&["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Ghi chú"].map(|it| cell(&p(it)))),
        row(&[
            cell(&p("1")),
            cell(&inside),
            cell(&p("Sở A")),
            number.to_owned(),
        ]),
        hidden.to_owned(),
        row(&[cell(&p("3")), cell(&p("Ba")), merged.to_owned()]),
        "<table:table-header-rows>".to_owned()
            + &row(&[cell(&p("4")), cell(&p("trongnhom")), cell(&p("Sở B"))])
            + "</table:table-header-rows>",
    ];
    let shapes = "<table:shapes><draw:custom-shape><text:p>hinhve</text:p></draw:custom-shape></table:shapes>";
    let file = format!(
        r#"<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><style:style style:name="struck"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:master-styles><style:master-page style:name="Default"><style:header><text:p>dautrang</text:p></style:header><style:footer><text:p>chantrang</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:spreadsheet><table:table table:name="tentrang">{shapes}{}</table:table></office:spreadsheet></office:body></office:document>"#,
        rows.concat()
    );
    let imported = import::import(file.as_bytes(), "x.fods").unwrap();
    check(
        &imported,
        &[
            "chay mot",
            "thetab",
            "xuongdong",
            "gachngang",
            "lienket",
            "thenla",
            "nenchu",
            "ghichuo",
            "hopchu",
            "gopngang",
            "biche",
            "12,5",
            "dongan",
            "trongnhom",
            "hinhve",
            "dautrang",
            "chantrang",
            "tentrang",
            "tieude",
        ],
        &["tacgia"],
    );
}

#[test]
fn every_word_of_a_workbook_is_shown() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("tentrang").unwrap();
    sheet.set_header("&Cdautrang").set_footer("&Lchantrang");
    sheet.write(0, 0, "Phụ lục 8").unwrap();
    sheet.write(1, 0, "NHIỆM VỤ tieude").unwrap();
    for (column, text) in (0..).zip(["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Ghi chú"]) {
        sheet.write(2, column, text).unwrap();
    }
    let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
    sheet.write(3, 0, 1).unwrap();
    let runs = [(&plain, "chay "), (&struck, "gachngang")];
    sheet.write_rich_string(3, 1, &runs).unwrap();
    sheet.write(3, 2, "Sở A\nxuongdong").unwrap();
    sheet.write_boolean(3, 3, true).unwrap();
    sheet.insert_note(3, 1, &Note::new("ghichuo")).unwrap();
    sheet.write(4, 0, 2).unwrap();
    sheet
        .write_string_with_format(4, 1, "gachca", &struck)
        .unwrap();
    sheet
        .write_formula(4, 2, Formula::new("=\"Sở\"").set_result("congthuc"))
        .unwrap();
    let amount = Format::new().set_num_format("#,##0.0\" hadonvi\"");
    sheet
        .write_number_with_format(4, 3, 1234.5, &amount)
        .unwrap();
    sheet.write(5, 0, 3).unwrap();
    sheet.write(5, 1, "dongan").unwrap();
    sheet.set_row_hidden(5).unwrap();
    sheet.write(6, 0, 4).unwrap();
    sheet.write(6, 1, "Bốn").unwrap();
    sheet.merge_range(6, 2, 6, 3, "gopngang", &plain).unwrap();
    sheet.write(7, 0, 5).unwrap();
    let day = ExcelDateTime::from_ymd(2027, 4, 9).unwrap();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    sheet
        .write_datetime_with_format(7, 3, &day, &format)
        .unwrap();
    sheet
        .write_url_with_text(7, 1, "https://a.vn", "lienket")
        .unwrap();
    sheet.write(7, 300, "xaquacot").unwrap();
    sheet
        .insert_shape(9, 5, &Shape::textbox().set_text("hopchu"))
        .unwrap();
    sheet
        .insert_button(9, 9, &Button::new().set_caption("nutbam"))
        .unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("tentrang!$A$4:$A$8");
    chart.title().set_name("tenbieudo");
    sheet.insert_chart(20, 5, &chart).unwrap();
    let other = book.add_worksheet();
    other.set_name("trangan").unwrap().set_hidden(true);
    other.write(0, 0, "STT").unwrap();
    let imported = import::import(&book.save_to_buffer().unwrap(), "x.xlsx").unwrap();
    check(
        &imported,
        &[
            "tentrang",
            "tieude",
            "chay",
            "gachngang",
            "xuongdong",
            "TRUE",
            "ghichuo",
            "gachca",
            "congthuc",
            "1.234,5 hadonvi",
            "dongan",
            "gopngang",
            "09/04/2027",
            "lienket",
            "bên phải cột thứ 256",
            "hopchu",
            "nutbam",
            "tenbieudo",
            "dautrang",
            "chantrang",
        ],
        &[],
    );
}
