//! Filled-in reports that come back as files and are taken into the open document.

use phuluc::{
    commands::{Caution, Decisions, ImportAs, Update, import_annexes, is_report_on, update_of},
    editor::Editor,
    model::{Annex, Document, ReportPeriod, fixture},
    progress::report_annex,
};

const PLAN: &str = "
    stt | content | unit | target:Năm 2026 | lead
    # I | Phục vụ người dân
    - 1 | Tỷ lệ người dân hài lòng về dịch vụ công | % | 95 | Sở Nội vụ
    - 2 | Tỷ lệ hồ sơ được số hóa khi tiếp nhận | % | 100 | Văn phòng UBND tỉnh
    # II | Hạ tầng
    - 1 | Số xã có kết nối dự phòng bằng cáp quang | xã | 65 | Sở Khoa học và Công nghệ
";
const FILE: &str = "
    stt | content | target:Năm 2026 | actual:Kết quả thực hiện | status:Đánh giá | note:Khó khăn
    # I | Phục vụ người dân
    - 1 | Số xã có kết nối dự phòng bằng cáp quang | 60 | 60 | Chưa đạt | Thiếu vốn
    - 2 | Tỷ lệ người dân hài lòng về dịch vụ công | 95 | 96 | |
    - 3 | Tỷ lệ hồ sơ được số hóa khi tiếp nhận | 100 | | |
    - 4 | Một việc khác hẳn mà kế hoạch không nêu | | 5 | |
";

fn plan() -> Editor {
    let mut document = fixture::parse(PLAN);
    document.annexes[0].head.title = "CHỈ TIÊU GIAI ĐOẠN 2026 - 2030".to_owned();
    Editor::new(document)
}

/// A plan with the empty report of a period behind it.
fn report(period: &str) -> Editor {
    let mut editor = plan();
    let (id, next_id) = (editor.document().annexes[0].id, editor.next_id());
    let period = ReportPeriod::parse(period).unwrap();
    let made = report_annex(editor.document(), id, period, next_id).unwrap();
    editor.commit(&made).unwrap();
    editor
}

fn file(title: &str) -> Document {
    let mut document = fixture::parse(FILE);
    document.annexes[0].head.title = title.to_owned();
    document
}

fn update<'editor>(editor: &'editor Editor, file: &Document) -> Option<(&'editor Annex, Update)> {
    let annex = &file.annexes[0];
    update_of(&editor.selection(), file, annex, ImportAs::Report, &[])
}

/// The changed cells of an update: what stood there, what the file says, and the caution.
fn cells(update: &Update) -> Vec<(&str, &str, Option<Caution>)> {
    let cells = update.changed.iter().flat_map(|it| &it.cells);
    cells
        .map(|it| (it.before.as_str(), it.after.as_str(), it.caution))
        .collect()
}

fn take(editor: &mut Editor, file: &Document) {
    let decisions = Decisions::default();
    let selection = editor.selection();
    let made = import_annexes(&selection, file, ImportAs::Report, &[], &decisions);
    editor.commit(&made.unwrap()).unwrap();
}

#[test]
fn results_come_to_the_rows_of_the_report_in_one_step() {
    let mut editor = report("Quý III/2026");
    let before = editor.document().clone();
    let file = file("BÁO CÁO KẾT QUẢ QUÝ III NĂM 2026");
    assert!(is_report_on(&editor.selection(), [&file]));
    let (annex, found) = update(&editor, &file).unwrap();
    assert_eq!(annex.id, editor.document().annexes[1].id);
    // A target is the plan's: it is shown, and not taken unasked.
    assert_eq!(
        cells(&found),
        [
            ("65", "60", Some(Caution::NotReported)),
            ("", "60", None),
            ("", "Chưa đạt", None),
            ("", "Thiếu vốn", None),
            ("", "96", None)
        ]
    );
    assert_eq!(found.new.len(), 1);
    assert_eq!(found.new[0].caution, Some(Caution::OnlyInReport));
    take(&mut editor, &file);
    let report = &editor.document().annexes[1];
    let columns = report.report_columns(ReportPeriod::parse("Quý III/2026"));
    let rows = report.rows.iter().map(|row| {
        let cells = [columns.actual, columns.status, columns.difficulty];
        cells.map(|it| row.cell(it.unwrap())).join(" | ")
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            " |  | ",
            "96 |  | ",
            " |  | ",
            " |  | ",
            "60 | Chưa đạt | Thiếu vốn"
        ]
    );
    assert_eq!(editor.document().annexes[0], before.annexes[0]);
    // What is taken once is not taken twice.
    assert!(!is_report_on(&editor.selection(), [&file]));
    editor.undo();
    assert_eq!(editor.document(), &before);
}

#[test]
fn a_plan_gets_the_columns_of_the_report_with_its_period() {
    let mut editor = plan();
    take(&mut editor, &file("BÁO CÁO QUÝ II/2027"));
    let annex = &editor.document().annexes[0];
    let titles: Vec<String> = annex.columns.iter().map(|it| it.title()).collect();
    assert_eq!(
        titles[5..],
        ["Kết quả thực hiện quý II/2027", "Đánh giá", "Khó khăn"]
    );
    assert_eq!(annex.rows.len(), 5);
    assert_eq!(annex.rows[4].cell(annex.columns[5].id), "60");
}

#[test]
fn another_period_and_another_plan_are_not_taken() {
    let editor = report("Quý III/2026");
    for title in ["BÁO CÁO QUÝ II/2026", "BÁO CÁO QUÝ III/2027"] {
        let found = update(&editor, &file(title));
        // The plan itself can hold it, the report of another period cannot.
        assert_eq!(
            found.map(|(annex, _)| annex.id),
            Some(editor.document().annexes[0].id),
            "{title}"
        );
    }
    assert_eq!(update(&editor, &file("BÁO CÁO QUÝ I NĂM 2025")), None);
    let mut other = file("BÁO CÁO QUÝ III/2026");
    other.annexes[0] = fixture::parse(
        "
        stt | content | actual:Kết quả
        - 1 | Diện tích rừng trồng mới tập trung | 12
        - 2 | Sản lượng thủy sản khai thác | 40
    ",
    )
    .annexes
    .remove(0);
    assert_eq!(update(&editor, &other), None);
    assert!(!is_report_on(&editor.selection(), [&other]));
    // The plan itself reports nothing.
    let own = fixture::parse(PLAN);
    assert_eq!(update(&editor, &own), None);
}

#[test]
fn a_result_written_here_since_it_was_sent_is_left() {
    let mut editor = report("Quý III/2026");
    let sent = editor.document().clone();
    take(&mut editor, &file("BÁO CÁO QUÝ III/2026"));
    let mut file = fixture::parse(&FILE.replace("| 96 |", "| 97 |"));
    file.annexes[0].head.title = "BÁO CÁO QUÝ III/2026".to_owned();
    let annex = &file.annexes[0];
    let (_, found) =
        update_of(&editor.selection(), &file, annex, ImportAs::Report, &[sent]).unwrap();
    let mut changed = cells(&found);
    changed.retain(|(.., caution)| *caution != Some(Caution::NotReported));
    assert_eq!(changed, [("96", "97", Some(Caution::Conflict))]);
}
