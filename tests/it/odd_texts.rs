//! Texts that break exports elsewhere survive: control characters, odd line breaks and sheet names,
//! texts that read as formulas.

use phuluc::{
    export::OutputFormat,
    import,
    model::{Annex, ColumnId, Role, Row, sample},
    report,
};

use crate::round_trip::assert_round_trip;

/// Sets the text of a cell.
pub(crate) fn set_cell(annex: &mut Annex, row_idx: usize, column: ColumnId, text: &str) {
    let row = &annex.rows[row_idx];
    let others = row.cells().filter(|(id, _)| *id != column);
    let others = others.map(|(id, text)| (id, text.to_owned()));
    let cells = others.chain([(column, text.to_owned())]);
    annex.rows[row_idx] = Row::with_cells(row.id, row.kind, cells.collect::<Vec<_>>()).into();
}

/// A row of a worksheet is at most 409 points high: a higher one becomes several.
#[test]
fn a_text_higher_than_a_row_of_a_worksheet_comes_back_whole() {
    let mut document = sample::document();
    let annex = &mut document.annexes[1];
    let [content, lead] = [Role::Content, Role::Lead].map(|it| annex.column_of(it).unwrap().id);
    let items = (0..annex.rows.len()).filter(|idx| !annex.rows[*idx].kind.is_section());
    let items: Vec<usize> = items.collect();
    let steps: Vec<String> = (1..80)
        .map(|at| format!("- Bước {at}: rà soát, cập nhật dữ liệu"))
        .collect();
    set_cell(annex, items[0], content, &steps.join("\n"));
    set_cell(
        annex,
        items[2],
        content,
        "Rà soát, cập nhật cơ sở dữ liệu. ".repeat(200).trim_end(),
    );
    set_cell(annex, items[2], lead, "Sở Nội vụ");
    for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
        assert_round_trip(&document, format);
    }
}

/// Texts that spreadsheets take for formulas, of which annexes are full ("- Một").
#[test]
fn texts_that_read_as_formulas_come_back_byte_for_byte() {
    let mut document = sample::document();
    let annex = &mut document.annexes[1];
    let [content, lead] = [Role::Content, Role::Lead].map(|it| annex.column_of(it).unwrap().id);
    let items = (0..annex.rows.len()).filter(|idx| !annex.rows[*idx].kind.is_section());
    let items: Vec<usize> = items.collect();
    let texts = [
        "- Một",
        "=1+1",
        "+84 (0) 24",
        "@SUM(A1)",
        "=HYPERLINK(\"x\")",
        "'=2",
    ];
    for (idx, text) in items.iter().zip(texts) {
        set_cell(annex, *idx, content, text);
        set_cell(annex, *idx, lead, &format!("{text}\n- Sở B"));
    }
    assert!(3 < items.len());
    for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
        assert_round_trip(&document, format);
    }
    let bytes = report::export(&document, OutputFormat::Xlsx).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut xml).unwrap();
        xml
    };
    let (styles, sheet) = (part("xl/styles.xml"), part("xl/worksheets/sheet1.xml"));
    let shared = part("xl/sharedStrings.xml");
    let shared = shared.split("<si>").skip(1).map(|item| {
        let text = item.split_once("<t").unwrap().1.split_once('>').unwrap().1;
        text.split('<').next().unwrap()
    });
    let shared: Vec<&str> = shared.collect();
    let formats = styles.split_once("<cellXfs").unwrap().1;
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    // Exactly the cells with such a text have the prefix.
    for cell in sheet.split("<c r=").skip(1) {
        let (_, style) = cell.split_once(" s=\"").unwrap();
        let style: usize = style.split('"').next().unwrap().parse().unwrap();
        let text = cell.split_once("t=\"s\"><v>").map_or("", |(_, index)| {
            shared[index.split('<').next().unwrap().parse::<usize>().unwrap()]
        });
        let is_formula = 1 < text.len() && text.starts_with(['=', '+', '-', '@']);
        assert_eq!(
            formats[style].contains("quotePrefix=\"1\""),
            is_formula,
            "{text}"
        );
    }
}

/// Excel refuses a workbook with a sheet of such a name, or with two sheets of one name.
#[test]
fn names_that_a_workbook_refuses_do_not_break_an_export() {
    for name in [
        "a\u{fffe}b\u{ffff}",
        "phuluc_danh_muc",
        "PhuLuc_Danh_Muc",
        "\u{1}\u{fffe}",
    ] {
        let mut document = sample::document();
        document.annexes[0].head.sheet = name.to_owned();
        document.annexes[0].head.title += " \u{fffe}\u{b}";
        document.plan.name += "\u{fffe}\u{1}\u{ffff}";
        document.plan.body += "\u{fffe}";
        let unit = document.annexes[0].column_of(Role::Unit).unwrap().id;
        set_cell(&mut document.annexes[0], 1, unit, "%\u{fffe}");
        for format in OutputFormat::ALL {
            let bytes = report::export(&document, format).unwrap();
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for idx in 0..zip.len() {
                let mut part = zip.by_index(idx).unwrap();
                let mut xml = String::new();
                std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
                let name = part.name().unwrap().into_owned();
                let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
                assert!(
                    !is_xml || !xml.contains(['\u{fffe}', '\u{ffff}', '\u{1}']),
                    "{name}"
                );
            }
            if matches!(format, OutputFormat::Xlsx | OutputFormat::Docx) {
                let imported = import::import(&bytes, "x").unwrap();
                assert_eq!(imported.document.annexes.len(), 2, "{name:?}");
            }
        }
    }
}

/// A lone carriage return is a line break wherever the text is written.
#[test]
fn a_carriage_return_breaks_the_line_in_every_format() {
    let mut document = sample::document();
    let annex = &mut document.annexes[0];
    let content = annex.column_of(Role::Content).unwrap().id;
    set_cell(annex, 1, content, "Một\rHai\r\nBa\nBốn");
    for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
        let bytes = report::export(&document, format).unwrap();
        let imported = import::import(&bytes, "x").unwrap().document;
        let texts = imported.annexes[0].rows.iter().flat_map(|row| row.cells());
        let found = texts
            .filter(|(_, text)| *text == "Một\nHai\nBa\nBốn")
            .count();
        assert_eq!(found, 1, "{format:?}");
    }
    let html = phuluc::export::html(&document, &[]);
    assert!(html.contains("Một<br>Hai<br>Ba<br>Bốn"));
}
