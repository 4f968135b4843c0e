//! Answers that say at their place what the form asks: rows in short, phases as sections, no header; and
//! values that a person puts right on the board.

use phuluc::{
    gather::{
        self, Arrival, Board, Consolidation, Form, Output, Part, Sources, Units, read_head,
        write_head,
    },
    import,
    model::Role,
};

fn form(text: &str) -> Form {
    Form::new(import::import(text.as_bytes(), "mau.csv").unwrap().document)
}

fn part(form: &Form, text: &str) -> Part {
    let units = Units::new(["Xã Tân Trào".to_owned()]);
    let name = "Xã Tân Trào.csv";
    let imported = import::import(text.as_bytes(), name).unwrap();
    let answer = gather::read_answer(&units, form, name, text.as_bytes(), &imported);
    Board::new(&units, form, vec![answer]).parts.remove(0)
}

/// The values of a column of the form, by row.
fn values(form: &Form, part: &Part, column: usize) -> Vec<String> {
    let rows = 0..form.document.annexes[0].rows.len();
    let said = |row| Board::value(part, row, column).map_or("", |(_, text)| text);
    rows.map(|row| said(row).to_owned()).collect()
}

const HERDS: &str = "\
STT;Chỉ tiêu;Đơn vị tính;Số lượng
I;Chăn nuôi;;
1;Trâu;con;
1.1;Nghé;con;
2;Bò;con;
3;Số hộ chăn nuôi;hộ;
II;Trường học;;
1;Trung học cơ sở;trường;
2;Tỷ lệ người dân có hồ sơ sức khỏe điện tử;%;
";

#[test]
fn rows_in_short_are_those_of_their_place() {
    let form = form(HERDS);
    let answer = "\
STT;Chỉ tiêu;Đơn vị tính;Số lượng
I;Chăn nuôi;;
1;Đàn trâu;con;11
1.1;Nghé (dưới 12 tháng);con;12
2;Đàn bò;con;13
3;Số hộ chăn nuôi;hộ;14
II;Trường học;;
1;Trường THCS;trường;15
2;Tỉ lệ dân có HSSK điện tử;%;16
";
    let part = part(&form, answer);
    let expected = ["", "11", "12", "13", "14", "", "15", "16"];
    assert_eq!(values(&form, &part, 3), expected);
    // They are shown as written otherwise.
    assert_eq!(part.rows.iter().filter(|it| it.is_likely).count(), 5);
}

#[test]
fn another_thing_at_the_place_of_a_row_is_not_the_row() {
    let form = form(HERDS);
    for other in ["Đàn dê", "Trâu và bò", "Trâu cày kéo", "Số hộ nuôi trâu"] {
        let answer = HERDS
            .replace("1;Trâu;con;", &format!("1;{other};con;11"))
            .replace("2;Bò;con;\n", "");
        let part = part(&form, &answer);
        assert!(
            values(&form, &part, 3).iter().all(String::is_empty),
            "{other}"
        );
        assert!(part.rows.iter().any(|it| it.form.is_none()), "{other}");
    }
}

#[test]
fn repeated_names_are_told_apart_by_the_section_above_and_by_what_is_left() {
    let form = form(
        "\
TT;Chỉ tiêu;ĐVT;Kế hoạch
A;Phát triển rừng;;
1;Trồng rừng tập trung;ha;
1.1;Rừng phòng hộ;ha;
1.2;Rừng sản xuất;ha;
B;Bảo vệ rừng;;
1;Khoán bảo vệ rừng;ha;
1.1;Rừng phòng hộ;ha;
1.2;Rừng đặc dụng;ha;
",
    );
    // The ordinals are gone, and with them what belongs to what.
    let bare = "\
TT;Chỉ tiêu;ĐVT;Kế hoạch
A;Phát triển rừng;;
;Trồng rừng tập trung;ha;1
;Rừng phòng hộ;ha;2
;Rừng sản xuất;ha;3
B;Bảo vệ rừng;;
;Khoán bảo vệ rừng;ha;4
;Rừng phòng hộ;ha;5
;Rừng đặc dụng;ha;6
";
    let expected = ["", "1", "2", "3", "", "4", "5", "6"];
    assert_eq!(values(&form, &part(&form, bare), 3), expected);
    // The first of them is left out.
    let one = "\
TT;Chỉ tiêu;ĐVT;Kế hoạch
A;Phát triển rừng;;
1;Trồng rừng tập trung;ha;1
B;Bảo vệ rừng;;
2;Khoán bảo vệ rừng;ha;4
3;Rừng phòng hộ;ha;5
4;Rừng đặc dụng;ha;6
";
    let expected = ["", "1", "", "", "", "4", "5", "6"];
    assert_eq!(values(&form, &part(&form, one), 3), expected);
}

const PHASES: &str = "\
TT;Chỉ tiêu;ĐVT;Giai đoạn 2026 - 2027;;Giai đoạn 2028 - 2030;
;;;Kế hoạch;Đăng ký vốn (triệu đồng);Kế hoạch;Đăng ký vốn (triệu đồng)
A;Phát triển rừng;;;;;
1;Trồng rừng tập trung;ha;;;;
2;Trồng cây phân tán;nghìn cây;;;;
";

#[test]
fn repeated_names_are_told_apart_by_the_numbered_row_above() {
    let form = form(
        "\
STT;Nội dung;Đơn vị tính;Số việc
1;Đăng ký khai sinh;việc;
;Đăng ký đúng hạn;việc;
;Đăng ký quá hạn;việc;
2;Đăng ký khai tử;việc;
;Đăng ký đúng hạn;việc;
;Đăng ký quá hạn;việc;
3;Đăng ký kết hôn;việc;
",
    );
    // A unit numbers the rows below.
    let numbered = "\
STT;Nội dung;Đơn vị tính;Số việc
1;Đăng ký khai sinh;việc;11
1.1;Đăng ký đúng hạn;việc;12
1.2;Đăng ký quá hạn;việc;13
2;Đăng ký khai tử;việc;14
2.1;Đăng ký đúng hạn;việc;15
2.2;Đăng ký quá hạn;việc;16
3;Đăng ký kết hôn;việc;17
";
    let all = ["11", "12", "13", "14", "15", "16", "17"];
    assert_eq!(values(&form, &part(&form, numbered), 3), all);
    // Without numbers the heading above may be one that is lost.
    let lost = "\
STT;Nội dung;Đơn vị tính;Số việc
1;Đăng ký khai sinh;việc;11
;Đăng ký quá hạn;việc;16
3;Đăng ký kết hôn;việc;17
";
    let expected = ["11", "", "", "", "", "", "17"];
    assert_eq!(values(&form, &part(&form, lost), 3), expected);
}

#[test]
fn of_several_rows_the_nearest_is_proposed() {
    let form = form(
        "\
STT;Nội dung;Đơn vị tính;Số hộ
I;Hộ nghèo, hộ cận nghèo;;
1;Số hộ cận nghèo;hộ;
2;Số hộ thoát nghèo trong kỳ;hộ;
",
    );
    let answer = "\
STT;Nội dung;Đơn vị tính;Số hộ
5;Hộ cận nghèo cuối kỳ;hộ;11
6;Số hộ thoát nghèo trong kỳ;hộ;4
";
    let part = part(&form, answer);
    let unplaced = part.rows.iter().find(|row| !row.perhaps.is_empty());
    assert_eq!(unplaced.map(|row| &row.perhaps[..]), Some(&[1][..]));
}

#[test]
fn a_second_line_of_headings_is_read_above_sections() {
    let form = form(PHASES);
    let titles: Vec<String> = form.document.annexes[0]
        .columns
        .iter()
        .map(|it| it.title())
        .collect();
    assert_eq!(
        titles[4],
        "Giai đoạn 2026 - 2027 / Đăng ký vốn (triệu đồng)"
    );
    assert_eq!(titles[5], "Giai đoạn 2028 - 2030 / Kế hoạch");
    assert_eq!(form.document.annexes[0].rows.len(), 3);
}

#[test]
fn phases_as_sections_are_those_of_the_columns() {
    let form = form(PHASES);
    let answer = "\
TT;Chỉ tiêu;ĐVT;Kế hoạch;Đăng ký vốn (triệu đồng)
I;GIAI ĐOẠN 2026 - 2027;;;
A;Phát triển rừng;;;
1;Trồng rừng tập trung;ha;10;100
2;Trồng cây phân tán;nghìn cây;20;200
II;GIAI ĐOẠN 2028 - 2030;;;
A;Phát triển rừng;;;
1;Trồng rừng tập trung;ha;30;300
2;Trồng cây phân tán;nghìn cây;40;400
";
    let part = part(&form, answer);
    let columns: Vec<Vec<String>> = (3..7).map(|at| values(&form, &part, at)).collect();
    let expected = [
        ["", "10", "20"],
        ["", "100", "200"],
        ["", "30", "40"],
        ["", "300", "400"],
    ];
    assert_eq!(columns, expected);
    let (row, _) = Board::value(&part, 1, 5).unwrap();
    assert_eq!(row.line, Some(8));
}

#[test]
fn an_answer_without_its_header_is_read_by_the_places_of_the_form() {
    let form = form(
        "\
STT;Chỉ tiêu;Đơn vị tính;Số đầu kỳ;Số cuối kỳ;Ghi chú
I;Hộ nghèo, hộ cận nghèo;;;;
1;Tổng số hộ;Hộ;;;
2;Số hộ nghèo;Hộ;;;
3;Số hộ cận nghèo;Hộ;;;
4;Tỷ lệ hộ nghèo;%;;;
",
    );
    let answer = "\
I;Hộ nghèo, hộ cận nghèo;;;;
1;Tổng số hộ;Hộ;4338;7141;
2;Số hộ nghèo;Hộ;3725;4694;
3;Số hộ cận nghèo;Hộ;;1323;
4;Tỷ lệ hộ nghèo;%;98,4;70;
";
    let read = part(&form, answer);
    assert_eq!(values(&form, &read, 3), ["", "4338", "3725", "", "98,4"]);
    assert_eq!(values(&form, &read, 4), ["", "7141", "4694", "1323", "70"]);
    // A column that nobody filled in keeps its place.
    let gap = answer
        .replace(";4338;", ";;")
        .replace(";3725;", ";;")
        .replace(";98,4;", ";;");
    let read = part(&form, &gap);
    assert_eq!(values(&form, &read, 3), ["", "", "", "", ""]);
    assert_eq!(values(&form, &read, 4), ["", "7141", "4694", "1323", "70"]);
}

fn consolidation() -> Consolidation {
    let form = import::import(HERDS.as_bytes(), "mau.csv")
        .unwrap()
        .document;
    let mut it = Consolidation::new(
        "Chăn nuôi".to_owned(),
        form,
        vec!["Xã Tân Trào".to_owned(), "Xã Sơn Dương".to_owned()],
        String::new(),
    );
    let answer = HERDS
        .replace("1;Trâu;con;", "1;Trâu;con;1l")
        .replace("2;Bò;con;", "2;Bò;con;7");
    let imported = import::import(answer.as_bytes(), "nop.csv").unwrap();
    it.receive(Arrival {
        name: "Xã Tân Trào.csv".to_owned(),
        sha256: "1".to_owned(),
        received: "2026-09-15 08:00".to_owned(),
        content: Ok((imported.document, imported.lines)),
    });
    it
}

/// What a cell says, and what the file says of it where that is another.
fn cell(it: &Consolidation, row: usize) -> (String, Option<String>) {
    let cell = it.parts()[0].cell(it.form(), row, 3);
    (cell.text.to_owned(), cell.was.map(str::to_owned))
}

#[test]
fn a_value_is_put_right_on_the_board_and_the_file_keeps_its_own() {
    let mut it = consolidation();
    let places = it.parts()[0].n_places;
    let changes = it.put_right(0, (1, 3), "11");
    let undo = it.decide(changes);
    assert_eq!(cell(&it, 1), ("11".to_owned(), Some("1l".to_owned())));
    assert_eq!(it.parts()[0].n_places, places - 1);
    // An empty cell of a row that the unit sent.
    let changes = it.put_right(0, (4, 3), "30");
    it.decide(changes);
    assert_eq!(cell(&it, 4), ("30".to_owned(), Some(String::new())));
    // Whoever sent nothing has no cell.
    assert!(it.put_right(1, (1, 3), "5").is_empty());
    let (document, _) = it.file(0).unwrap().document().unwrap();
    let annex = &document.annexes[0];
    let own = annex.columns_of(Role::Content).count();
    assert_eq!((own, annex.rows[1].cell(annex.columns[3].id)), (1, "1l"));
    // One step back, and back to what the file says.
    it.decide(undo);
    assert_eq!(cell(&it, 1).1, None);
    let changes = it.put_right(0, (4, 3), "");
    it.decide(changes);
    assert_eq!(cell(&it, 4), (String::new(), None));
}

#[test]
fn what_was_put_right_is_stored_and_told_in_every_result() {
    let mut it = consolidation();
    let changes = it.put_right(0, (1, 3), "11");
    it.decide(changes);
    let mut again = read_head(&write_head(&it)).unwrap();
    assert!(again.restore(0, &it.file(0).unwrap().write()));
    again.refresh();
    assert_eq!(cell(&again, 1), ("11".to_owned(), Some("1l".to_owned())));
    for sources in [Sources::Listed, Sources::LeftOut] {
        let document = gather::output(it.form(), &it.board(), Output::All, sources);
        let annex = document
            .annexes
            .iter()
            .find(|it| it.head.sheet == "Số liệu sửa tay");
        let annex = annex.unwrap();
        let row: Vec<&str> = annex.rows[0].cells().map(|(_, text)| text).collect();
        assert!(row.ends_with(&["Trâu", "Số lượng", "1l", "11"]), "{row:?}");
    }
    let table = gather::table(it.form(), &it.board());
    let line = table.lines().find(|it| it.contains("Trâu")).unwrap();
    assert!(
        line.contains(",11,11,true,\"sửa tay, tệp ghi “1l”\","),
        "{line}"
    );
}
