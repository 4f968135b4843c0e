//! Kinds of answers in which a value could end up in another place, or add up wrongly.

use phuluc::{
    gather::{self, Board, Form, Part, Units},
    import,
};

use crate::gather_texts::{form, values};

fn board(form: &Form, units: &[&str], files: &[(&str, String)]) -> Board {
    let units = Units::new(units.iter().map(|it| (*it).to_owned()));
    let answers = files.iter().map(|(name, text)| {
        let imported = import::import(text.as_bytes(), name).unwrap();
        gather::read_answer(&units, form, name, text.as_bytes(), &imported)
    });
    Board::new(&units, form, answers.collect())
}

fn notes(part: &Part) -> String {
    format!("{:?}", part.notes)
}

/// The sum of a column in the database's table.
fn sum(table: &str, column: &str) -> f64 {
    let mut lines = table.lines().map(|it| it.split(',').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let at = |name: &str| head.iter().position(|it| *it == name).unwrap();
    let (of, number, adds) = (at("column"), at("number"), at("adds"));
    lines
        .filter(|it| it[of].trim_matches('"') == column && it[adds] == "true")
        .filter_map(|it| it[number].parse::<f64>().ok())
        .sum()
}

const MONEY: &str = "\
STT;Nội dung;Giải ngân đến 30/9/2026 (triệu đồng);Số dự án
1;Hỗ trợ nhà ở cho hộ nghèo;;
2;Đầu tư đường giao thông liên thôn;;
";

#[test]
fn a_unit_of_money_in_a_heading_is_compared() {
    let form = form(MONEY);
    let answer = |heading: &str, first: &str| {
        MONEY
            .replace("Giải ngân đến 30/9/2026 (triệu đồng)", heading)
            .replace("nghèo;;", &format!("nghèo;{first};2"))
    };
    let files = [
        ("Xã Mẫu Sơn.csv", answer("Giải ngân (đồng)", "86077000000")),
        ("Xã Khánh Khê.csv", answer("Giải ngân (tỷ đồng)", "45")),
        ("Xã Ba Sơn.csv", answer("Giải ngân (tr.đ)", "120")),
        ("Xã Công Sơn.csv", answer("Giải ngân đến 30/9/2026", "30")),
    ];
    let units = ["Xã Mẫu Sơn", "Xã Khánh Khê", "Xã Ba Sơn", "Xã Công Sơn"];
    let board = board(&form, &units, &files);
    let apart = |unit: usize| {
        let rows = board.parts[unit].rows.iter();
        let mut cells = rows.flat_map(|it| &it.cells);
        cells.any(|it| it.is_apart)
    };
    assert_eq!([0, 1, 2, 3].map(apart), [false; 4]);
    assert!(notes(&board.parts[0]).contains("GatherConverted"));
    let table = gather::table(&form, &board);
    let spent = 86_077.0 + 45_000.0 + 120.0 + 30.0;
    assert_eq!(sum(&table, "Giải ngân đến 30/9/2026 (triệu đồng)"), spent);
    assert_eq!(sum(&table, "Số dự án"), 8.0);
    // The table says in which unit a value was.
    assert!(table.contains("theo đơn vị “tỷ đồng”"), "{table}");
}

#[test]
fn a_unit_of_money_above_the_table_is_not_that_of_counts() {
    let text = "Đơn vị tính: nghìn đồng\n\nSTT;Nội dung;Thực hiện 9 tháng;Số hộ tham gia\n1;Hộ gia đình;;\n";
    let form = form(text);
    let answer = |unit: &str, said: &str| {
        let line = text.replace("gia đình;;", &format!("gia đình;{said}"));
        line.replace("nghìn đồng", unit)
    };
    let files = [
        ("Xã A Dơi.csv", answer("đồng", "62000000;8.288")),
        ("Xã Lìa.csv", answer("nghìn đồng", "45.000;712")),
    ];
    let board = board(&form, &["Xã A Dơi", "Xã Lìa"], &files);
    let table = gather::table(&form, &board);
    assert_eq!(sum(&table, "Thực hiện 9 tháng"), 107_000.0);
    assert_eq!(sum(&table, "Số hộ tham gia"), 9_000.0);
}

#[test]
fn thousands_of_a_count_in_the_english_way_are_not_added() {
    let text = "STT;Chỉ tiêu;Đơn vị tính;Kết quả\n1;Tổng số hộ nghèo cuối kỳ;hộ;\n";
    let form = form(text);
    let answer = |said: &str| text.replace("hộ;\n", &format!("hộ;{said}\n"));
    let files = [
        ("Xã A Dơi.csv", answer("\"4,512\"")),
        ("Xã Lìa.csv", answer("700")),
    ];
    let board = board(&form, &["Xã A Dơi", "Xã Lìa"], &files);
    assert_eq!(values(&form, &board.parts[0], "Kết quả"), ["4,512"]);
    assert!(notes(&board.parts[0]).contains("GatherThousands"));
    assert_eq!(sum(&gather::table(&form, &board), "Kết quả"), 700.0);
}

const STAFF: &str = "\
STT;Đối tượng;Đơn vị tính;Có mặt
1;Cán bộ chuyên trách cấp xã;người;
2;Công chức chuyên môn cấp xã;người;
3;Người hoạt động không chuyên trách;người;
";

fn staff(figures: [&str; 3]) -> String {
    let mut figures = figures.into_iter();
    let lines = STAFF.lines().map(|it| match it.starts_with("STT") {
        true => format!("{it}\n"),
        false => format!("{it}{}\n", figures.next().unwrap()),
    });
    lines.collect()
}

#[test]
fn an_empty_or_partial_later_file_keeps_what_it_does_not_say() {
    let form = form(STAFF);
    let first = staff(["10", "20", "30"]);
    let corrected = "STT;Đối tượng;Đơn vị tính;Có mặt\n2;Công chức chuyên môn cấp xã;người;21\n";
    for (name, later, expected, said, n_open) in [
        (
            "Xã Bảo Hà (2).csv",
            staff(["", "", ""]),
            ["10", "20", "30"],
            "GatherBlank",
            0,
        ),
        (
            "Xã Bảo Hà - đính chính.csv",
            corrected.to_owned(),
            ["10", "21", "30"],
            "GatherSuperseded",
            0,
        ),
        (
            "Xã Bảo Hà lần 2.csv",
            staff(["11", "21", "31"]),
            ["11", "21", "31"],
            "GatherSuperseded",
            0,
        ),
        (
            "Xã Bảo Hà lần 2.csv",
            staff(["11", "", "31"]),
            ["11", "", "31"],
            "GatherSuperseded",
            1,
        ),
    ] {
        let files = [("Xã Bảo Hà.csv", first.clone()), (name, later)];
        let board = board(&form, &["Xã Bảo Hà"], &files);
        let part = &board.parts[0];
        assert_eq!(values(&form, part, "Có mặt"), expected, "{name}");
        assert!(notes(part).contains(said), "{name}: {}", notes(part));
        // What a whole new file leaves out is a question.
        let open = part.rows.iter().filter(|it| it.is_open());
        assert_eq!(open.count(), n_open, "{name}");
        let total: f64 = expected
            .iter()
            .filter_map(|it| it.parse::<f64>().ok())
            .sum();
        assert_eq!(
            sum(&gather::table(&form, &board), "Có mặt"),
            total,
            "{name}"
        );
    }
}

#[test]
fn repeated_rows_are_told_apart_by_their_order_or_number() {
    let text = "\
STT;Nội dung;Đơn vị tính;Thực hiện
1;Thu từ khu vực doanh nghiệp nhà nước;triệu đồng;
;Thuế giá trị gia tăng;triệu đồng;
;Thuế thu nhập doanh nghiệp;triệu đồng;
2;Thu từ khu vực có vốn đầu tư nước ngoài;triệu đồng;
;Thuế giá trị gia tăng;triệu đồng;
;Thuế thu nhập doanh nghiệp;triệu đồng;
3;Lệ phí trước bạ của các loại tài sản;triệu đồng;
";
    let form = form(text);
    let answer = |without: &[usize]| -> String {
        let lines = text.lines().enumerate();
        let lines = lines.filter(|(at, _)| !without.contains(at));
        lines
            .map(|(at, it)| {
                if at == 0 {
                    format!("{it}\n")
                } else {
                    format!("{it}{at}\n")
                }
            })
            .collect()
    };
    let of = |without: &[usize]| {
        let files = [("Xã Sa Rài.csv", answer(without))];
        let board = board(&form, &["Xã Sa Rài"], &files);
        let said = values(&form, &board.parts[0], "Thực hiện");
        said.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(&[]), ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(of(&[3, 6]), ["1", "2", "", "4", "5", "", "7"]);
    // The second block before the first.
    let lines: Vec<String> = answer(&[]).lines().map(|it| format!("{it}\n")).collect();
    let swapped = [0, 4, 5, 6, 1, 2, 3, 7]
        .map(|at| lines[at].clone())
        .concat();
    let board = self::board(&form, &["Xã Sa Rài"], &[("Xã Sa Rài.csv", swapped)]);
    let said = values(&form, &board.parts[0], "Thực hiện");
    assert_eq!(said, ["1", "2", "3", "4", "5", "6", "7"]);
    // A row that stands once more than in the form is a question.
    let twice = lines.concat() + &lines[7];
    let board = self::board(&form, &["Xã Sa Rài"], &[("Xã Sa Rài.csv", twice)]);
    let said = values(&form, &board.parts[0], "Thực hiện");
    assert_eq!(said, ["1", "2", "3", "4", "5", "6", ""]);
    // Without the second heading it cannot be told whose the only tax is.
    assert_eq!(of(&[2, 3, 4, 6]), ["1", "", "", "", "", "", "7"]);
}

#[test]
fn rows_and_columns_beside_the_form_are_in_the_table() {
    let form = form(STAFF);
    let text = "\
STT;Đối tượng;Đơn vị tính;Có mặt;Người lập
1;Cán bộ chuyên trách cấp xã;người;10;Nguyễn Văn An
9;Lực lượng dân quân thường trực;người;7;Nguyễn Văn An
";
    let files = [
        ("Xã Bảo Hà.csv", text.to_owned()),
        ("khong ro.csv", text.to_owned() + "\n"),
    ];
    let board = board(&form, &["Xã Bảo Hà"], &files);
    let table = gather::table(&form, &board);
    let extra: Vec<&str> = table.lines().filter(|it| it.contains("dân quân")).collect();
    assert!(
        extra
            .iter()
            .any(|it| it.contains(",7,7,false,") && it.starts_with("Xã Bảo Hà")),
        "{extra:?}"
    );
    assert!(
        extra.iter().any(|it| it.starts_with(',')),
        "files of nobody: {extra:?}"
    );
    assert!(table.contains("Nguyễn Văn An"), "{table}");
    assert_eq!(sum(&table, "Có mặt"), 10.0);
}

#[test]
fn one_amount_over_several_rows_is_not_added_twice() {
    let page = |first: &str, second: &str| {
        format!(
            "<table><tr><th>STT</th><th>Đối tượng</th><th>Quỹ lương (triệu đồng)</th><th>Cơ quan chủ trì</th></tr>\
             <tr><td>1</td><td>Cán bộ chuyên trách cấp xã</td>{first}<td rowspan=2>Phòng Nội vụ</td></tr>\
             <tr><td>2</td><td>Công chức chuyên môn cấp xã</td>{second}</tr></table>"
        )
    };
    let read = |text: &str| import::import(text.as_bytes(), "nop.html").unwrap();
    let form = Form::new(read(&page("<td></td>", "<td></td>")).document);
    let merged = page("<td rowspan=2>27.579</td>", "");
    let imported = read(&merged);
    let told = format!("{:?}", imported.notes);
    assert!(told.contains("NoteMergedAmount"), "{told}");
    let units = Units::from_lines("Xã Tả Phìn");
    let name = "Xã Tả Phìn.html";
    let answer = gather::read_answer(&units, &form, name, merged.as_bytes(), &imported);
    let board = Board::new(&units, &form, vec![answer]);
    let amounts = values(&form, &board.parts[0], "Quỹ lương (triệu đồng)");
    assert_eq!(amounts, ["27.579", ""]);
    // What is no amount holds for each row.
    let leads = values(&form, &board.parts[0], "Cơ quan chủ trì");
    assert_eq!(leads, ["Phòng Nội vụ"; 2]);
}

#[test]
fn a_form_of_empty_rows_is_a_list() {
    let head =
        ";DANH MỤC TRỤ SỞ DÔI DƯ SAU SẮP XẾP;;;\nSTT;Tên trụ sở;Địa chỉ;Diện tích (m2);Phương án\n";
    let form = form(&format!("{head}1;;;;\n2;;;;\n3;;;;\n"));
    let files = [
        (
            "Xã Lũng Niêm.csv",
            format!(
                "{head}1;Trụ sở UBND xã cũ;Thôn Đoàn;1.200;Bán\n2;Trạm y tế cũ;Thôn Cốc;300;Giữ\n"
            ),
        ),
        (
            "Xã Thường Xuân.csv",
            format!("{head}1;Nhà văn hóa khu 1;Khu 1;250,5;Bán\n;Tổng cộng;;250,5;\n"),
        ),
    ];
    let board = board(&form, &["Xã Lũng Niêm", "Xã Thường Xuân"], &files);
    assert!(board.is_complete());
    let document = gather::document(&form, &board);
    let sheet = |name: &str| {
        let annex = document.annexes.iter().find(|it| it.head.sheet == name);
        let annex = annex.unwrap();
        let rows = annex.rows.iter().map(|row| {
            let texts = annex.columns.iter().map(|it| row.cell(it.id));
            texts.collect::<Vec<_>>().join(" | ")
        });
        rows.collect::<Vec<_>>()
    };
    let stacked = sheet("Xếp nối 1");
    assert!(
        stacked.contains(&"Xã Lũng Niêm | 2 | Trạm y tế cũ | Thôn Cốc | 300 | Giữ".to_owned()),
        "{stacked:?}"
    );
    let totals = sheet("Số tổng 1");
    assert_eq!(totals, ["1 | Diện tích (m2) | 1.750,5 | 3"]);
    assert!(
        !document
            .annexes
            .iter()
            .any(|it| it.head.sheet.starts_with("Ma trận"))
    );
}

#[test]
fn the_last_column_left_is_proposed_for_the_last_one_asked() {
    let form = form(
        "STT;Nhiệm vụ;Tình trạng thực hiện\n1;Rà soát các thủ tục hành chính;\n2;Tập huấn kỹ năng số;\n",
    );
    let text = "STT;Nhiệm vụ;Hiện nay\n1;Rà soát các thủ tục hành chính;12 thủ tục\n2;Tập huấn kỹ năng số;02 lớp\n";
    let board = board(
        &form,
        &["Sở Xây dựng"],
        &[("Sở Xây dựng.csv", text.to_owned())],
    );
    assert_eq!(
        values(&form, &board.parts[0], "Tình trạng thực hiện"),
        ["", ""]
    );
    let open: Vec<_> = board.parts[0]
        .columns
        .iter()
        .filter(|it| it.is_open())
        .collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].perhaps, [2]);
}

#[test]
fn a_file_of_several_units_is_a_question() {
    let form = form(STAFF);
    let block = staff(["1", "2", "3"]);
    let below = block
        .lines()
        .skip(1)
        .map(|it| format!("{it}\n"))
        .collect::<String>();
    let text = format!("{block};UBND xã Quan Sơn;;\n{below}");
    let files = [("Xã Vạn Linh.csv", text), ("Xã Nhân Lý.csv", block)];
    let board = board(&form, &["Xã Vạn Linh", "Xã Quan Sơn", "Xã Nhân Lý"], &files);
    assert!(board.parts[0].files.is_empty() && board.parts[1].files.is_empty());
    assert_eq!(values(&form, &board.parts[2], "Có mặt"), ["1", "2", "3"]);
    let of_nobody = board.parts.iter().find(|it| it.unit.is_none()).unwrap();
    assert!(
        notes(of_nobody).contains("Xã Vạn Linh; Xã Quan Sơn"),
        "{}",
        notes(of_nobody)
    );
}

const ALLOWANCES: &str = "STT;Nhóm đối tượng;Số đối tượng (người);Mức chi bình quân (nghìn đồng/tháng);Tổng kinh phí đã chi (nghìn đồng)\n";

#[test]
fn averages_rough_amounts_and_other_thousands_are_not_added() {
    let form = form(&format!(
        "{ALLOWANCES}1;Người cao tuổi;;;\n2;Người khuyết tật;;;\n"
    ));
    let files = [
        (
            "Xã Ba Tri.csv",
            format!(
                "{ALLOWANCES}1;Người cao tuổi;khoảng 90;500;45.000\n2;Người khuyết tật;20;750;15.000\n"
            ),
        ),
        (
            "Xã Mỏ Cày.csv",
            format!(
                "{ALLOWANCES}1;Người cao tuổi;10;500;5.418 (nghìn đồng)\n2;Người khuyết tật;30;800;23,150,000\n"
            ),
        ),
    ];
    let board = board(&form, &["Xã Ba Tri", "Xã Mỏ Cày"], &files);
    let table = gather::table(&form, &board);
    assert_eq!(sum(&table, "Mức chi bình quân (nghìn đồng/tháng)"), 0.0);
    assert_eq!(sum(&table, "Số đối tượng (người)"), 60.0);
    assert_eq!(sum(&table, "Tổng kinh phí đã chi (nghìn đồng)"), 65_418.0);
    for note in [
        "không phải là số chính xác",
        "ngăn nghìn theo kiểu tiếng Anh",
    ] {
        assert!(table.contains(note), "{table}");
    }
}

#[test]
fn a_form_that_is_not_filled_in_is_told() {
    let form = form(STAFF);
    let of = |figures| board(&form, &["Xã Bảo Hà"], &[("Xã Bảo Hà.csv", staff(figures))]);
    let blank = of(["", "", ""]);
    assert!(notes(&blank.parts[0]).contains("GatherNothingFilled"));
    assert!(blank.parts[0].is_blank && !blank.is_complete());
    assert!(!of(["1", "", ""]).parts[0].is_blank);
}

#[test]
fn headings_in_other_figures_orders_and_levels_are_the_forms() {
    let form = form(
        "STT;Nội dung;Quý I/2026;Quý II/2026;Quý III/2026\n1;Số vụ cháy;;;\n2;Số người bị thương;;;\n",
    );
    let text = "STT;Nội dung;Q.III/2026;Quý 2 năm 2026;3 tháng đầu năm\n1;Số vụ cháy;3;2;1\n2;Số người bị thương;6;5;4\n";
    let found = board(
        &form,
        &["Xã Năm Căn"],
        &[("Xã Năm Căn.csv", text.to_owned())],
    );
    for (title, expected) in [
        ("Quý I/2026", ["1", "4"]),
        ("Quý II/2026", ["2", "5"]),
        ("Quý III/2026", ["3", "6"]),
    ] {
        assert_eq!(values(&form, &found.parts[0], title), expected, "{title}");
    }
}

#[test]
fn columns_of_another_time_are_not_proposed() {
    let form = form(
        "STT;Nội dung;Quý I/2026;Quý II/2026;Quý III/2026\n1;Số vụ cháy;;;\n2;Số người bị thương;;;\n",
    );
    let text = "STT;Nội dung;Số liệu Quý III;9 tháng năm 2026;So với cùng kỳ năm 2025 (%)\n1;Số vụ cháy;3;9;80\n2;Số người bị thương;6;19;70\n";
    let found = board(
        &form,
        &["Xã Năm Căn"],
        &[("Xã Năm Căn.csv", text.to_owned())],
    );
    assert_eq!(values(&form, &found.parts[0], "Quý III/2026"), ["3", "6"]);
    let open: Vec<_> = found.parts[0]
        .columns
        .iter()
        .filter(|it| it.is_open())
        .collect();
    assert!(open.is_empty(), "{open:?}");
}
