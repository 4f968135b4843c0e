//! What goes out of a period: a workbook with charts, a Word document with bars, both read back as the
//! report alone.

use std::io::{Cursor, Read as _};

use phuluc::{
    commands,
    editor::Editor,
    engine::{self, Task, export_request},
    export::{self, Made, OutputFormat, Summary},
    import::import,
    model::{AnnexKind, Date, Document, Role, fixture},
    progress::{Board, Counts, judge, narrative, summary},
    wording::Language,
};

const INDICATORS: &str = "
    stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | other:Hiện trạng năm 2025 | target:Năm 2026 | lead:Cơ quan chủ trì | actual:Kết quả thực hiện quý III/2026 | status:Đánh giá
    # I | Phục vụ người dân
    - 1 | Tỷ lệ người dân hài lòng | % | 84 | 95 | Sở Nội vụ | 92 |
    - 2 | Tỷ lệ hồ sơ nộp trực tuyến <&\"> | % | 60 | 100 | Văn phòng UBND tỉnh | 62 |
    # II | Dữ liệu số
    - 1 | Mức độ trưởng thành dữ liệu | Mức độ | 2 | 3 | Công an tỉnh | 3 |
";
const TASKS: &str = "
    stt:STT | content:Nhiệm vụ | lead:Cơ quan chủ trì | time:Thời hạn | actual:Kết quả thực hiện quý III/2026
    - 1 | Ban hành quy chế khai thác kho dữ liệu | Sở Tư pháp | Tháng 6/2026 | Đang lấy ý kiến
    - 2 | Ban hành bộ tiêu chí | Sở Nội vụ | Quý II/2026 | Đã ban hành
";

fn report() -> Document {
    let mut document = fixture::parse(INDICATORS);
    document.annexes[0].head.kind = AnnexKind::Indicators;
    document.annexes[0].head.title = "BÁO CÁO TIẾN ĐỘ QUÝ III/2026".to_owned();
    document.annexes[0].head.sheet = "BC Quý III-2026".to_owned();
    let mut tasks = fixture::parse_annex(TASKS, 200);
    tasks.head.kind = AnnexKind::Tasks;
    tasks.head.title = "BÁO CÁO TIẾN ĐỘ QUÝ III/2026: NHIỆM VỤ".to_owned();
    tasks.head.sheet = "Tổng hợp tiến độ".to_owned();
    document.annexes.push(tasks);
    document
}

fn summed_up(document: &Document) -> Summary {
    let progress = judge(document, None);
    let counts = Counts::of(&progress);
    let told = narrative(&progress, &counts).text();
    summary(&progress, &counts, &told)
}

fn written(document: &Document, format: OutputFormat) -> Vec<u8> {
    let summary = summed_up(document);
    let bytes = export::write(document, &[], Some(&summary), format, Made::FIXED).unwrap();
    // The writer of the page writes the same.
    let request = export_request(document, &[], Some(summary), format, Made::FIXED).unwrap();
    let task = Task {
        job: "export",
        name: "a",
        password: "",
        bytes: &request,
    };
    assert!(engine::write(&task).unwrap() == bytes);
    bytes
}

/// Returns the parts of a package whose names begin so.
fn parts(bytes: &[u8], start: &str) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = (0..archive.len()).map(|at| {
        let part = archive.by_index_raw(at).unwrap();
        part.name().unwrap().into_owned()
    });
    let names: Vec<String> = names.collect();
    let own = names.iter().filter(|it| it.starts_with(start));
    let texts = own.map(|name| {
        let mut text = String::new();
        let mut part = archive.by_name(name).unwrap();
        part.read_to_string(&mut text).unwrap();
        text
    });
    texts.collect()
}

fn assert_well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

/// The annexes that an import of the file finds: their titles and the contents of their rows.
fn read_back(bytes: &[u8], name: &str) -> Vec<(String, Vec<String>)> {
    let imported = import(bytes, name).unwrap();
    let annexes = imported.document.annexes.iter().map(|annex| {
        let rows = annex.rows.iter();
        let contents = rows.map(|row| annex.text(row, Role::Content).to_owned());
        (annex.head.title.clone(), contents.collect())
    });
    annexes.collect()
}

#[test]
fn a_workbook_has_native_charts_and_is_read_back_without_them() {
    let document = report();
    let bytes = written(&document, OutputFormat::Xlsx);
    let charts = parts(&bytes, "xl/charts/chart");
    assert_eq!(charts.len(), 4, "all, by section, by agency, by quarter");
    assert!(charts[0].contains("<c:barDir val=\"bar\"/>"));
    for chart in &charts {
        assert_well_formed(chart);
        assert!(chart.contains("Tổng hợp tiến độ"), "{chart}");
    }
    let drawings = parts(&bytes, "xl/drawings/drawing").join("");
    assert_eq!(drawings.matches("descr=").count(), 4);
    let book = parts(&bytes, "xl/workbook.xml").join("");
    assert!(book.contains("name=\"Tổng hợp tiến độ\""));
    assert!(
        book.contains("name=\"Tổng hợp tiến độ (2)\""),
        "an annex of this name keeps its sheet"
    );
    let read = read_back(&bytes, "bao-cao.xlsx");
    let alone = report_alone(&document, OutputFormat::Xlsx);
    assert_eq!(read, read_back(&alone, "bao-cao.xlsx"));
    assert_eq!(read.len(), 2);
}

#[test]
fn a_word_document_has_charts_with_alternative_text_and_is_read_back_without_them() {
    let document = report();
    let bytes = written(&document, OutputFormat::Docx);
    let xml = parts(&bytes, "word/document.xml").join("");
    assert_well_formed(&xml);
    for text in [
        "Đến hết quý III/2026, có 01/03 chỉ tiêu",
        "TỔNG HỢP TIẾN ĐỘ: THEO CƠ QUAN CHỦ TRÌ",
        "Ban hành quy chế khai thác kho dữ liệu",
        "nộp trực tuyến &lt;&amp;&quot;&gt;",
        " descr=\"Toàn bộ: ",
    ] {
        assert!(xml.contains(text), "{text}");
    }
    // Each chart has its part, with the workbook of its figures.
    let n_charts = xml.matches("<wp:docPr ").count();
    assert!(0 < n_charts);
    for n in 1..=n_charts {
        let chart = parts(&bytes, &format!("word/charts/chart{n}.xml")).join("");
        assert_well_formed(&chart);
        assert!(chart.contains("<c:ser>"), "{chart}");
        let relations = parts(&bytes, &format!("word/charts/_rels/chart{n}.xml.rels")).join("");
        assert!(relations.contains(&format!("../embeddings/data{n}.xlsx")));
    }
    let types = parts(&bytes, "[Content_Types].xml").join("");
    assert_eq!(types.matches("drawingml.chart+xml").count(), n_charts);
    assert_eq!(
        read_back(&bytes, "bao-cao.docx"),
        read_back(&report_alone(&document, OutputFormat::Docx), "bao-cao.docx")
    );
}

fn report_alone(document: &Document, format: OutputFormat) -> Vec<u8> {
    export::write(document, &[], None, format, Made::FIXED).unwrap()
}

#[test]
fn the_summary_on_paper_is_one_section_of_well_formed_html() {
    let document = report();
    let progress = judge(&document, None);
    let board = Board {
        progress: &progress,
        counts: &Counts::of(&progress),
        changes: None,
        today: None,
        language: Language::Vietnamese,
    };
    let html = board.summary("BÁO CÁO TIẾN ĐỘ QUÝ III/2026", "Kế hoạch");
    assert_well_formed(&html.replace("<br>", "<br/>"));
    assert_eq!(html.matches("class=\"sheet-landscape").count(), 1);
    assert!(html.contains("01/03"), "{html}");
    assert!(html.contains("Ban hành quy chế"), "{html}");
    for part in [board.overview(), board.lists()] {
        assert_well_formed(&format!("<div>{part}</div>"));
    }
}

/// A whole quarter as the page does it: made, filled in, judged, proposals taken, the next one made.
#[test]
fn a_quarter_from_the_plan_to_the_next_report() {
    let mut plan = fixture::parse(
        "
        stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | target:Năm 2026 | lead:Cơ quan chủ trì
        - 1 | Tỷ lệ người dân hài lòng | % | 95 | Sở Nội vụ
        - 2 | Tỷ lệ hồ sơ được số hóa | % | 80 | Sở Y tế
    ",
    );
    plan.annexes[0].head.kind = AnnexKind::Indicators;
    let mut editor = Editor::new(plan);
    let today = Date::parse("10/9/2026").unwrap();
    let make = |editor: &mut Editor| {
        let (sources, period) = commands::report_sources(editor.document(), today);
        let chosen = sources.iter().filter(|it| it.is_proposed);
        let chosen: Vec<_> = chosen.map(|it| it.annex).collect();
        let made = commands::make_reports(&editor.selection(), &chosen, period).unwrap();
        editor.commit(&made).unwrap();
        period
    };
    let fill = |editor: &mut Editor, texts: [&str; 2]| {
        let progress = judge(editor.document(), None);
        let rows: Vec<_> = progress.rows.iter().map(|it| it.row).collect();
        let places = progress.places(editor.document(), &rows);
        assert_eq!(places.len(), 2);
        for (place, text) in places.into_iter().zip(texts) {
            editor.go_to(place);
            let typed = commands::set_text(&editor.selection(), text).unwrap();
            editor.commit(&typed).unwrap();
        }
    };
    let third = make(&mut editor);
    assert_eq!(third.label(), "Quý III/2026");
    fill(&mut editor, ["96", "70"]);
    let progress = judge(editor.document(), None);
    let accepted = commands::accept_proposals(&editor.selection(), &progress).unwrap();
    editor.commit(&accepted).unwrap();
    let progress = judge(editor.document(), None);
    assert!(progress.rows.iter().all(|it| !it.is_own));
    assert_eq!(
        commands::accept_proposals(&editor.selection(), &progress),
        None
    );
    let fourth = make(&mut editor);
    assert_eq!(fourth.label(), "Quý IV/2026");
    let report = &editor.document().annexes[2];
    let titles: Vec<String> = report.columns.iter().map(|it| it.title()).collect();
    let of = |title: &str| titles.iter().filter(|it| it.starts_with(title)).count();
    assert_eq!((of("Kết quả thực hiện"), of("Minh chứng")), (2, 1));
    fill(&mut editor, ["97", "85"]);
    let judged = |period| judge(editor.document(), Some(period));
    let changes = phuluc::progress::changes(&judged(third), &judged(fourth));
    let told: Vec<String> = changes
        .iter()
        .map(|it| {
            format!(
                "{} → {}",
                it.before.as_ref().unwrap().actual,
                it.after.actual
            )
        })
        .collect();
    assert_eq!(told, ["96 → 97", "70 → 85"]);
    assert_eq!(
        phuluc::progress::periods(editor.document()),
        [fourth, third]
    );
}
