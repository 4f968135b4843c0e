//! What a consolidation says of its units and what it comes to: counts agree, nothing is left out in
//! silence, and the program does not find fault with its own tables.

use calamine::Reader as _;
use phuluc::{
    export::OutputFormat,
    gather::{self, Arrival, Consolidation, Output, Sources, Standing},
    import,
    model::{Annex, Document},
    report, validate,
};

const FORM: &str = "\
STT;Chỉ tiêu;Đơn vị tính;Mục tiêu năm 2026;Kết quả thực hiện quý III/2026;Khó khăn, vướng mắc
I;Dịch vụ công;;;;
1;Tỷ lệ hồ sơ nộp trực tuyến trên tổng số hồ sơ;%;90;;
2;Số thủ tục được rút ngắn thời gian giải quyết;thủ tục;10;;
II;Dữ liệu;;;;
1;Kinh phí mua sắm thiết bị lưu trữ;triệu đồng;;;
";

fn answer(values: [&str; 3], money: &str) -> String {
    let [share, count, amount] = values;
    FORM.replace("hồ sơ;%;90;;", &format!("hồ sơ;%;90;{share};"))
        .replace("thủ tục;10;;", &format!("thủ tục;10;{count};"))
        .replace("triệu đồng;;;", &format!("{money};;{amount};"))
}

fn arrival(name: &str, text: &str) -> Arrival {
    let imported = import::import(text.as_bytes(), "nop.csv").unwrap();
    Arrival {
        name: name.to_owned(),
        sha256: format!("{name} {text}"),
        received: "2026-09-17 08:00".to_owned(),
        content: Ok((imported.document, imported.lines)),
    }
}

fn consolidation(units: &[String]) -> Consolidation {
    let form = import::import(FORM.as_bytes(), "mau.csv").unwrap().document;
    let deadline = "2026-09-15".to_owned();
    Consolidation::new("Quý III".to_owned(), form, units.to_vec(), deadline)
}

fn units(n: usize) -> Vec<String> {
    (1..=n).map(|at| format!("Xã Số {at}")).collect()
}

const FULL: [&str; 3] = ["95", "12", "300"];

fn annex<'document>(document: &'document Document, sheet: &str) -> &'document Annex {
    let mut annexes = document.annexes.iter();
    annexes.find(|it| it.head.sheet == sheet).unwrap()
}

fn texts(annex: &Annex, row: usize) -> Vec<&str> {
    let row = &annex.rows[row];
    annex.columns.iter().map(|it| row.cell(it.id)).collect()
}

#[test]
fn the_board_counts_the_places_that_the_message_lists() {
    let mut it = consolidation(&units(3));
    it.receive(arrival(
        "Xã Số 1.csv",
        &answer(["104", "", "300"], "triệu đồng"),
    ));
    it.receive(arrival(
        "Xã Số 2.csv",
        &answer(["95", "", "300"], "triệu đồng"),
    ));
    // The same unit in other words; nobody has to explain difficulties.
    it.receive(arrival("Xã Số 3.csv", &answer(FULL, "tr.đ")));
    let counts: Vec<usize> = it.parts().iter().map(|it| it.n_places).collect();
    assert_eq!(counts, [2, 1, 0]);
    for (unit, n) in counts.iter().enumerate() {
        assert_eq!(gather::places(&it, unit).len(), *n);
    }
    assert!(gather::message(&it, 0).contains("có 2 chỗ cần hoàn thiện"));
    let standings: Vec<Standing> = it.parts().iter().map(|it| it.standing).collect();
    let expected = [Standing::ToCorrect, Standing::ToCorrect, Standing::Received];
    assert_eq!(standings, expected);
}

#[test]
fn a_file_that_came_in_time_is_not_late_because_it_was_taken_in_later() {
    let mut it = consolidation(&units(1));
    it.receive(arrival("Xã Số 1.csv", &answer(FULL, "triệu đồng")));
    assert_eq!(it.parts()[0].days_late, 2);
    let changes = it.came_on(0, Some("2026-09-14".to_owned()));
    let inverse = it.decide(changes);
    assert_eq!(it.parts()[0].days_late, 0);
    let stored = it.file(0).unwrap().write();
    let mut again = consolidation(&units(1));
    assert!(again.restore(0, &stored));
    again.refresh();
    assert_eq!(again.parts()[0].days_late, 0);
    it.decide(inverse);
    assert_eq!(it.parts()[0].days_late, 2);
    let document = gather::document(it.form(), &it.board());
    let state = annex(&document, "Đơn vị");
    assert_eq!(
        texts(state, 0)[..4],
        ["1", "Xã Số 1", "đã nhận, trễ 2 ngày", "08:00 17/09/2026"]
    );
}

#[test]
fn a_file_of_another_form_is_one_matter() {
    let mut it = consolidation(&units(1));
    let other = "STT;Họ và tên;Chức vụ\n1;Nguyễn Văn A;Chủ tịch\n2;Trần Thị B;Phó Chủ tịch\n";
    it.receive(arrival("Xã Số 1.csv", other));
    let part = &it.parts()[0];
    assert_eq!(part.standing, Standing::OtherForm);
    assert!(part.is_strange);
    assert_eq!((part.n_open, it.n_open(), part.n_places), (1, 1, 0));
}

#[test]
fn a_matrix_is_divided_evenly_has_targets_and_names_who_is_not_in_it() {
    let mut it = consolidation(&units(10));
    for at in 1..=9 {
        let name = format!("Xã Số {at}.csv");
        it.receive(arrival(&name, &answer(FULL, "triệu đồng")));
    }
    let document = gather::output(it.form(), &it.board(), Output::Matrix, Sources::LeftOut);
    let titles: Vec<usize> = document.annexes.iter().map(|it| it.columns.len()).collect();
    // Number, content, unit, target, then five and four units; the column of difficulties likewise.
    assert_eq!(titles[..2], [9, 8]);
    let matrix = annex(&document, "Ma trận 1");
    assert_eq!(texts(matrix, 1)[2..6], ["%", "90", "95", "95"]);
    let last = &document.annexes[1];
    assert_eq!(last.head.after, ["Chưa có số liệu của: Xã Số 10."]);
    assert_eq!(document.plan.name, "Tổng hợp mau – ma trận");
}

/// Title and texts of each annex.
fn tables(document: &Document) -> Vec<(String, Vec<Vec<String>>)> {
    let annexes = document.annexes.iter().map(|annex| {
        let rows = (0..annex.rows.len()).map(|at| {
            let texts = texts(annex, at).into_iter().map(str::trim);
            texts.map(str::to_owned).collect()
        });
        (annex.head.title.clone(), rows.collect())
    });
    annexes.collect()
}

#[test]
fn a_matrix_and_a_return_slip_are_whole_in_word() {
    let mut it = consolidation(&units(10));
    for at in 1..=9 {
        let name = format!("Xã Số {at}.csv");
        let share = if at == 3 { "104" } else { "95" };
        it.receive(arrival(&name, &answer([share, "12", "300"], "triệu đồng")));
    }
    let matrix = gather::output(it.form(), &it.board(), Output::Matrix, Sources::LeftOut);
    let bytes = report::export(&matrix, OutputFormat::Docx).unwrap();
    let read = import::import(&bytes, "ma tran.docx").unwrap().document;
    let (expected, found) = (tables(&matrix), tables(&read));
    assert!(2 <= expected.len());
    assert_eq!(found, expected);

    let of_third = it
        .files()
        .iter()
        .find(|file| file.answer.file == "Xã Số 3.csv");
    let slip = gather::slip(&it, of_third.unwrap()).unwrap();
    let bytes = report::export(&slip, OutputFormat::Docx).unwrap();
    let read = import::import(&bytes, "phieu.docx").unwrap().document;
    let (expected, found) = (tables(&slip), tables(&read));
    assert_eq!(found, expected);
    let wrong = found.iter().flat_map(|(_, rows)| rows).flatten();
    assert!(
        wrong.filter(|text| text.contains("104")).count() >= 2,
        "{found:?}"
    );
}

#[test]
fn the_program_does_not_find_fault_with_its_own_tables() {
    let mut it = consolidation(&units(4));
    for at in 1..=3 {
        let name = format!("xa so {at}.csv");
        it.receive(arrival(&name, &answer(FULL, "triệu đồng")));
    }
    it.receive(arrival("khong ro.csv", &answer(FULL, "triệu đồng")));
    let document = gather::document(it.form(), &it.board());
    assert!(5 < document.annexes.len());
    let found = validate::validate(&document);
    let found: Vec<_> = found.iter().map(|it| it.rule).collect();
    assert_eq!(found, Vec::<&str>::new());
    // An error of a unit is one in the results too.
    it.receive(arrival(
        "Xã Số 4.csv",
        &answer(["104", "12", "300"], "triệu đồng"),
    ));
    let stacked = gather::output(it.form(), &it.board(), Output::Stacked, Sources::LeftOut);
    let found = validate::validate(&stacked);
    assert!(found.iter().any(|it| it.rule.ends_with("out-of-range")));
}

#[test]
fn sources_name_rows_with_values_and_figures_are_numbers_in_the_workbook() {
    let mut it = consolidation(&units(2));
    it.receive(arrival(
        "Xã Số 1.csv",
        &answer(["95", "12", "1.300"], "triệu đồng"),
    ));
    it.receive(arrival(
        "Xã Số 2.csv",
        &answer(["95", "12", "70,5"], "triệu đồng"),
    ));
    let document = gather::document(it.form(), &it.board());
    let sources = annex(&document, "Nguồn số liệu");
    assert_eq!(sources.rows.len(), 6);
    let bytes = report::export(&document, OutputFormat::Xlsx).unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Ma trận 1").unwrap();
    let cells = range.cells().map(|(_, _, cell)| cell);
    let numbers: Vec<f64> = cells
        .filter_map(|it| match it {
            calamine::Data::Float(number) => Some(*number),
            calamine::Data::Int(number) => Some(*number as f64),
            _ => None,
        })
        .collect();
    for wanted in [95.0, 12.0, 1300.0, 70.5] {
        assert!(numbers.contains(&wanted), "{wanted} in {numbers:?}");
    }
}

/// The rows of an answer without its header.
fn rows(answer: &str) -> String {
    let rows = answer.lines().skip(1);
    rows.map(|it| format!("{it}\n")).collect()
}

const FORM_HEAD: &str = "STT;Chỉ tiêu;Đơn vị tính;Mục tiêu năm 2026;Kết quả thực hiện quý III/2026;Khó khăn, vướng mắc\n";

#[test]
fn a_file_of_several_units_is_divided_where_each_row_says_whose_it_is() {
    let names = ["Xã Vạn Linh", "Xã Quan Sơn", "Sở Nội vụ"].map(str::to_owned);
    let [first, second] =
        [["91", "1", "100"], ["92", "2", "200"]].map(|it| answer(it, "triệu đồng"));
    let blocks = format!(
        "UBND XÃ VẠN LINH;;;;;\nBIỂU SỐ LIỆU;;;;;\n{first};UBND xã Quan Sơn;;;;\n{}",
        rows(&second)
    );
    let sections = format!(
        "{FORM_HEAD};XÃ VẠN LINH;;;;\n{};XÃ QUAN SƠN;;;;\n{}",
        rows(&first),
        rows(&second)
    );
    let with_column = |text: &str, unit: &str| -> String {
        let items = rows(text);
        let items = items.lines().filter(|it| !it.starts_with('I'));
        let lines = items.filter_map(|it| it.split_once(';'));
        lines
            .map(|(n, rest)| format!("{n};{unit};{rest}\n"))
            .collect()
    };
    let column = FORM_HEAD.replace("STT;", "STT;Đơn vị;")
        + &with_column(&first, "Xã Vạn Linh")
        + &with_column(&second, "UBND xã Quan Sơn");
    for (name, text) in [
        ("cum xa.csv", &blocks),
        ("tong hop.csv", &sections),
        ("bieu.csv", &column),
    ] {
        let mut it = consolidation(&names);
        let receipts = it.receive_all(arrival(name, text));
        assert_eq!(receipts.len(), 2, "{name}");
        let said = |unit: usize| -> Vec<String> {
            let part = &it.parts()[unit];
            let rows = [1, 2, 4].map(|row| part.cell(it.form(), row, 4).text.to_owned());
            rows.into()
        };
        assert_eq!(said(0), ["91", "1", "100"], "{name}");
        assert_eq!(said(1), ["92", "2", "200"], "{name}");
        assert_eq!(it.parts()[2].standing, Standing::Missing);
        // The same file again is a copy, and what is stored reads back.
        let again = it.receive_all(arrival(name, text));
        assert!(
            again.iter().all(|it| *it == gather::Receipt::Copy),
            "{name}"
        );
        let mut stored = consolidation(&names);
        for file in it.files() {
            assert!(stored.restore(file.number, &file.write()));
        }
        stored.refresh();
        assert_eq!(stored.parts()[1].cell(it.form(), 1, 4).text, "92");
    }
    // A department that reports on communes answers for itself.
    let mut it = consolidation(&names);
    let receipts = it.receive_all(arrival("Sở Nội vụ.csv", &column));
    assert_eq!(receipts.len(), 1);
    // A row that does not say whose it is keeps the file whole.
    let mut it = consolidation(&names);
    let unnamed = format!(
        "{FORM_HEAD}{};XÃ QUAN SƠN;;;;\n{}",
        rows(&first),
        rows(&second)
    );
    assert_eq!(it.receive_all(arrival("tong hop.csv", &unnamed)).len(), 1);
}
