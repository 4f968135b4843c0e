//! Sixty units answer one form, each in its own way: every value is in its place or listed, and none
//! in another's.

use std::{collections::HashMap, fs, path::PathBuf, process::Command, sync::Arc};

use phuluc::{
    export::OutputFormat,
    gather::{
        self, Arrival, Board, CellState, Choice, Consolidation, FileState, Form, Output, Receipt,
        Sources, Standing, State, Units,
    },
    import,
    model::{Annex, ColumnId, Document, Role, Row, RowId, RowKind, fixture},
    report,
    text::search::fold,
};

const STATISTICS: &str = "
    stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | target:Kế hoạch năm 2026 | actual:Thực hiện | note:Ghi chú
    # I | Dân số và nhà ở
    - 1 | Tổng số hộ trên địa bàn | hộ | | |
    - 1.1 | Trong đó: hộ nghèo | hộ | | |
    - 1.2 | Trong đó: hộ cận nghèo | hộ | | |
    - 2 | Tỷ lệ hộ được sử dụng nước sạch | % | 95 | |
    - 3 | Số nhà văn hóa thôn đạt chuẩn | nhà | | |
    # II | Kinh tế và ngân sách
    - 1 | Thu ngân sách trên địa bàn | triệu đồng | | |
    - 2 | Chi đầu tư phát triển từ ngân sách xã | triệu đồng | | |
    - 3 | Tổng số hộ trên địa bàn | hộ | | |
    - 4 | Số hợp tác xã đang hoạt động | hợp tác xã | | |
    # III | Giáo dục và y tế
    - 1 | Số trường mầm non đạt chuẩn quốc gia | trường | | |
    - 2 | Số trường tiểu học đạt chuẩn quốc gia | trường | | |
    - 3 | Tỷ lệ người dân tham gia bảo hiểm y tế | % | 97 | |
    - 4 | Số trạm y tế có bác sĩ làm việc | trạm | | |
";

const TASKS: &str = "
    stt:TT | content:Nhiệm vụ | lead:Cơ quan chủ trì | result:Sản phẩm | time:Thời hạn | actual:Kết quả thực hiện
    # I | Thể chế
    - 1 | Ban hành quy chế quản lý và sử dụng dữ liệu dùng chung | Sở Khoa học và Công nghệ | Quyết định | Quý II/2026 |
    - 2 | Rà soát các thủ tục hành chính thuộc thẩm quyền giải quyết | Sở Tư pháp | Báo cáo | Quý III/2026 |
    - 3 | Xây dựng kế hoạch bồi dưỡng kỹ năng số cho cán bộ | Sở Nội vụ | Kế hoạch | Tháng 3/2026 |
    # II | Hạ tầng
    - 1 | Nâng cấp đường truyền số liệu chuyên dùng tới các thôn | Sở Khoa học và Công nghệ | Đường truyền | Năm 2026 |
    - 2 | Trang bị máy tính cho bộ phận tiếp nhận và trả kết quả | Sở Tài chính | Máy tính | Quý IV/2026 |
    - 3 | Lắp đặt camera giám sát tại các trục đường chính | Công an tỉnh | Hệ thống | Năm 2026 |
";

const CRITERIA: &str = "
    stt:STT | content:Tiêu chí | unit:Đơn vị tính | target:Yêu cầu | status:Đánh giá (Đạt/Chưa đạt) | note:Ghi chú
    - 1 | Hồ sơ được tiếp nhận trực tuyến đạt tỷ lệ quy định | % | 80 | |
    - 2 | Trang thông tin điện tử được cập nhật hằng tuần | lần | 1 | |
    - 3 | Văn bản được ký số và gửi trên môi trường mạng | % | 100 | |
    - 4 | Tổ công nghệ số cộng đồng hoạt động thường xuyên | tổ | 1 | |
    - 5 | Phản ánh của người dân được trả lời đúng hạn | % | 90 | |
    - 6 | Cán bộ được tập huấn về an toàn thông tin mạng | % | 100 | |
";

const N_UNITS: usize = 60;

/// Pseudorandom numbers (xorshift) from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

fn unit_names() -> Vec<String> {
    let first = ["Tân", "Đồng", "Yên", "Hòa", "Phú", "Bình", "Vĩnh", "Thượng"];
    let second = [
        "Sơn", "Lâm", "Thành", "Lộc", "Giang", "Khánh", "Nguyên", "Thịnh",
    ];
    let names = first
        .iter()
        .flat_map(|a| second.map(|b| format!("{a} {b}")));
    let communes = names.take(N_UNITS - 6).enumerate();
    let communes = communes.map(|(at, name)| match at % 4 {
        0 => format!("UBND xã {name}"),
        1 => format!("Phường {name}"),
        _ => format!("Xã {name}"),
    });
    let bodies = [
        "Sở Nội vụ",
        "Sở Khoa học và Công nghệ",
        "Sở Y tế",
        "Sở Giáo dục và Đào tạo",
        "Sở Tài chính",
        "Công an tỉnh",
    ];
    communes.chain(bodies.map(str::to_owned)).collect()
}

/// What a unit answers in the open cells of a form: told by unit and row, so that a value in another
/// place is known.
fn value(unit: usize, row: usize, role: Role) -> String {
    match role {
        Role::Status => ["Đạt", "Chưa đạt"][(unit + row) % 2].to_owned(),
        _ => (100_000 + unit * 100 + row).to_string(),
    }
}

struct Sent {
    file: String,
    bytes: Vec<u8>,
}

/// Which column of a form units fill in.
fn asked(annex: &Annex) -> ColumnId {
    let column = annex
        .column_of(Role::Status)
        .or(annex.column_of(Role::Actual));
    column.unwrap().id
}

fn file_name(dice: &mut Dice, name: &str, extension: &str) -> String {
    let plain = fold(name);
    let stem = match dice.below(5) {
        0 => format!("Báo cáo của {name}"),
        1 => plain.replace(' ', "-"),
        2 => format!("{}_bieu01", plain.replace(' ', "_")),
        3 => format!("PL I ({name})"),
        _ => format!("bc {}", plain.to_uppercase()),
    };
    format!("{stem}.{extension}")
}

/// The answer of a unit, drifted from the form.
fn answer(dice: &mut Dice, form: &Document, unit: usize, name: &str) -> Document {
    let mut document = form.clone();
    let annex = &mut document.annexes[0];
    let column = asked(annex);
    let role = annex.column(column).unwrap().role;
    for at in 0..annex.rows.len() {
        if annex.rows[at].kind.is_section() {
            continue;
        }
        let row = &annex.rows[at];
        let mut cells: Vec<(ColumnId, String)> = row
            .cells()
            .map(|(id, text)| (id, text.to_owned()))
            .collect();
        cells.push((column, value(unit, at, role)));
        annex.rows[at] = Arc::new(Row::with_cells(row.id, row.kind, cells));
    }
    if dice.one_in(2) {
        annex.head.before = vec![name.to_uppercase()];
    }
    // Headings in other words, of columns whose place is clear.
    if dice.one_in(3) {
        for own in &mut annex.columns {
            let text = match own.header[0].as_str() {
                "STT" => "TT",
                "TT" => "Số TT",
                "Đơn vị tính" => "ĐVT",
                "Thực hiện" => "Kết quả thực hiện",
                "Kết quả thực hiện" => "Kết quả đã thực hiện",
                "Cơ quan chủ trì" => "Đơn vị chủ trì",
                other => other,
            };
            own.header[0] = text.to_owned();
        }
    }
    // A column moved, added or missing.
    if dice.one_in(4) {
        let last = annex.columns.len() - 1;
        annex.columns.swap(last, last - 1);
    }
    if dice.one_in(4) {
        let id = ColumnId(9_000);
        annex.columns.push(phuluc::model::Column::new(
            id,
            Role::Other,
            &["Người lập biểu"],
        ));
        for row in annex.rows.iter_mut().filter(|row| !row.kind.is_section()) {
            let mut cells: Vec<(ColumnId, String)> = row
                .cells()
                .map(|(id, text)| (id, text.to_owned()))
                .collect();
            cells.push((id, "Nguyễn Văn An".to_owned()));
            *row = Arc::new(Row::with_cells(row.id, row.kind, cells));
        }
    }
    if dice.one_in(4) {
        annex
            .columns
            .retain(|it| !matches!(it.role, Role::Note | Role::Time));
    }
    // Rows lost, added, in another order.
    if dice.one_in(3) {
        let at = dice.below(annex.rows.len());
        if !annex.rows[at].kind.is_section() {
            annex.rows.remove(at);
        }
    }
    let content = annex.column_of(Role::Content).unwrap().id;
    if dice.one_in(3) {
        let added = [
            "Chỉ tiêu riêng của địa phương về du lịch",
            "Số hộ trồng cây dược liệu",
            "Trong đó: nữ",
        ];
        let text = added[dice.below(3)].to_owned();
        let row = Row::with_cells(
            RowId(9_100),
            RowKind::Item(1),
            [(content, text), (column, "777777".to_owned())],
        );
        let at = 1 + dice.below(annex.rows.len());
        annex.rows.insert(at, Arc::new(row));
    }
    if dice.one_in(3) {
        let at = dice.below(annex.rows.len() - 1);
        let both = [&annex.rows[at], &annex.rows[at + 1]];
        if both.iter().all(|row| row.kind == RowKind::Item(1))
            && at + 2 < annex.rows.len()
            && annex.rows[at + 2].kind != RowKind::Item(2)
        {
            annex.rows.swap(at, at + 1);
        }
    }
    // Renumbered through, and agencies in short.
    let (renumbers, shortens) = (dice.one_in(3), dice.one_in(2));
    let ordinal = annex.column_of(Role::Ordinal).unwrap().id;
    let mut n = 0;
    for row in &mut annex.rows {
        let cells = row.cells().map(|(id, text)| {
            let mut text = text.to_owned();
            if id == ordinal && renumbers && row.kind == RowKind::Item(1) {
                n += 1;
                text = n.to_string();
            }
            if shortens {
                text = text.replace("Sở Khoa học và Công nghệ", "Sở KH&CN");
            }
            (id, text)
        });
        *row = Arc::new(Row::with_cells(row.id, row.kind, cells));
    }
    document
}

fn csv(document: &Document) -> Vec<u8> {
    let annex = &document.annexes[0];
    let mut text = String::new();
    let quoted = |it: &str| format!("\"{}\"", it.replace('"', "\"\""));
    let titles: Vec<String> = annex.columns.iter().map(|it| quoted(&it.title())).collect();
    text += &(titles.join(";") + "\n");
    for row in &annex.rows {
        let cells: Vec<String> = annex
            .columns
            .iter()
            .map(|it| quoted(row.cell(it.id)))
            .collect();
        text += &(cells.join(";") + "\n");
    }
    text.into_bytes()
}

fn written(dice: &mut Dice, document: &Document) -> (Vec<u8>, &'static str) {
    match dice.below(4) {
        0 => (
            report::export(document, OutputFormat::Docx).unwrap(),
            "docx",
        ),
        1 => (csv(document), "csv"),
        _ => (
            report::export(document, OutputFormat::Xlsx).unwrap(),
            "xlsx",
        ),
    }
}

/// The form as the units get it, and the files of all.
fn answers(seed: u64, text: &str, names: &[String]) -> (Form, Vec<Sent>) {
    let mut form = fixture::parse(text);
    form.annexes[0].head.title = "BIỂU TỔNG HỢP NĂM 2026".to_owned();
    let bytes = report::export(&form, OutputFormat::Xlsx).unwrap();
    let read = import::import(&bytes, "mau.xlsx").unwrap().document;
    let mut dice = Dice(seed * 7_919 + 1);
    let mut sent = Vec::new();
    for (unit, name) in names.iter().enumerate() {
        match unit {
            3 => continue,
            5 => sent.push(Sent {
                file: file_name(&mut dice, name, "xlsx"),
                bytes: Vec::new(),
            }),
            7 => sent.push(Sent {
                file: file_name(&mut dice, name, "xlsx"),
                bytes: b"PK\x03\x04broken".to_vec(),
            }),
            9 => {
                let other = if text == TASKS { CRITERIA } else { TASKS };
                let bytes = report::export(&fixture::parse(other), OutputFormat::Xlsx).unwrap();
                sent.push(Sent {
                    file: file_name(&mut dice, name, "xlsx"),
                    bytes,
                });
            }
            _ => {
                let document = answer(&mut dice, &read, unit, name);
                let (bytes, extension) = written(&mut dice, &document);
                if unit == 11 {
                    // The first version had other values.
                    let old = answer(&mut dice, &read, 99, name);
                    let old = report::export(&old, OutputFormat::Xlsx).unwrap();
                    sent.push(Sent {
                        file: format!("{}.xlsx", fold(name)),
                        bytes: old,
                    });
                    sent.push(Sent {
                        file: format!("{} (lan 2).{extension}", fold(name)),
                        bytes,
                    });
                } else {
                    sent.push(Sent {
                        file: file_name(&mut dice, name, extension),
                        bytes,
                    });
                }
            }
        }
    }
    (Form::new(read), sent)
}

fn board(units: &Units, form: &Form, sent: &[Sent]) -> Board {
    let answers = sent
        .iter()
        .map(|Sent { file, bytes }| match import::import(bytes, file) {
            Ok(imported) => gather::read_answer(units, form, file, bytes, &imported),
            Err(error) => gather::unreadable(units, form, file, bytes, error.user_message()),
        });
    let answers = answers.collect();
    Board::new(units, form, answers)
}

/// Checks a board against what was sent; returns how many of the form's values are in their places,
/// and how many there are.
fn check(seed: u64, form: &Form, board: &Board, names: &[String]) -> (usize, usize) {
    let annex = &form.document.annexes[0];
    let column = annex
        .columns
        .iter()
        .position(|it| it.id == asked(annex))
        .unwrap();
    let role = annex.columns[column].role;
    let (mut n_placed, mut n_all) = (0, 0);
    for (unit, name) in names.iter().enumerate() {
        let part = board
            .parts
            .iter()
            .find(|it| it.unit.as_ref() == Some(name))
            .unwrap();
        let expected = match unit {
            3 => State::Missing,
            5 | 7 => State::Unreadable,
            9 => State::OtherForm,
            _ => State::Received,
        };
        assert_eq!(
            part.state, expected,
            "seed {seed}: {name} {:?} {:?}",
            part.files, part.notes
        );
        if part.state != State::Received {
            continue;
        }
        for at in 0..annex.rows.len() {
            if annex.rows[at].kind.is_section() {
                continue;
            }
            let own = value(unit, at, role);
            if let Some((_, said)) = Board::value(part, at, column) {
                assert_eq!(said, own, "seed {seed}: {name}, row {at}");
                n_placed += 1;
                n_all += 1;
            } else if role != Role::Status {
                // Lost by the unit, or listed; never dropped.
                let listed = part.rows.iter().filter(|row| row.form.is_none());
                let mut cells = listed.flat_map(|row| &row.cells);
                n_all += usize::from(cells.any(|cell| cell.text == own));
            }
        }
    }
    assert!(
        board.parts.iter().all(|it| it.unit.is_some()),
        "seed {seed}: files of nobody: {:?}",
        board
            .parts
            .iter()
            .filter(|it| it.unit.is_none())
            .map(|it| &it.notes)
            .collect::<Vec<_>>()
    );
    (n_placed, n_all)
}

#[test]
fn every_value_of_sixty_units_is_in_its_place_or_listed() {
    let names = unit_names();
    assert_eq!(names.len(), N_UNITS);
    let units = Units::new(names.clone());
    for seed in 1..=3 {
        for text in [STATISTICS, TASKS, CRITERIA] {
            let (form, sent) = answers(seed, text, &names);
            let board = board(&units, &form, &sent);
            let (n_placed, n_all) = check(seed, &form, &board, &names);
            assert!(
                97 * n_all <= 100 * n_placed,
                "seed {seed}: {n_placed} of {n_all}\n{}",
                &text[..80]
            );
            let document = gather::document(&form, &board);
            report::export(&document, OutputFormat::Xlsx).unwrap();
        }
    }
}

#[test]
fn the_command_line_prints_the_contract_and_says_what_is_missing() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gather");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(folder.join("nop")).unwrap();
    let names = unit_names();
    let (form, sent) = answers(4, STATISTICS, &names);
    let form_bytes = report::export(&form.document, OutputFormat::Xlsx).unwrap();
    fs::write(folder.join("mau.xlsx"), form_bytes).unwrap();
    fs::write(folder.join("don-vi.txt"), names.join("\n")).unwrap();
    for Sent { file, bytes } in &sent {
        fs::write(folder.join("nop").join(file), bytes).unwrap();
    }
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_phuluc"));
        command.args(args).current_dir(&folder).output().unwrap()
    };
    // Without the file to write, the last answer must not be written over.
    fs::write(folder.join("tra-loi.ods"), "answer").unwrap();
    let output = run(&["gather", "mau.xlsx", "nop", "tra-loi.ods"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(folder.join("tra-loi.ods")).unwrap(), b"answer");
    let args = [
        "gather",
        "mau.xlsx",
        "nop",
        "--units",
        "don-vi.txt",
        "--json",
        "ra.xlsx",
    ];
    let output = run(&args);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let listed = printed["units"].as_array().unwrap();
    let by_name: HashMap<&str, &serde_json::Value> = listed
        .iter()
        .map(|it| (it["unit"].as_str().unwrap(), it))
        .collect();
    assert_eq!(by_name[names[3].as_str()]["state"], "missing");
    let rows = by_name[names[0].as_str()]["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["form"] == 1).unwrap();
    assert_eq!(row["cells"]["actual"], value(0, 1, Role::Actual));
    assert!(row["source"]["row"].is_u64() && row["source"]["file"].is_string());
    assert!(import::import(&fs::read(folder.join("ra.xlsx")).unwrap(), "ra.xlsx").is_ok());
    let output = run(&[
        "gather",
        "mau.xlsx",
        "nop",
        "--units",
        "don-vi.txt",
        "ra.xlsx",
    ]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(&format!("{}: chưa gửi", names[3])), "{text}");
    assert_eq!(
        run(&["gather", "mau.xlsx", "ra.xlsx"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_row_is_not_attributed_by_a_like_name_or_another_place() {
    let form = Form::new(fixture::parse(STATISTICS));
    let mut file = fixture::parse(STATISTICS);
    let annex = &mut file.annexes[0];
    let (content, value) = (annex.column_of(Role::Content).unwrap().id, asked(annex));
    // The poor households are lost; the section that told the second "Tổng số hộ" too.
    annex.rows.remove(2);
    annex.rows.remove(5);
    let mut n = 0;
    for row in &mut annex.rows {
        n += 1;
        let mut cells: Vec<(ColumnId, String)> = row
            .cells()
            .map(|(id, text)| (id, text.to_owned()))
            .collect();
        cells.push((value, n.to_string()));
        let is_near = row.cell(content).contains("cận nghèo");
        if is_near {
            cells.iter_mut().find(|(id, _)| *id == content).unwrap().1 =
                "Trong đó: hộ thoát nghèo".to_owned();
        }
        *row = Arc::new(Row::with_cells(row.id, row.kind, cells));
    }
    let units = Units::from_lines("Xã A");
    let imported = import::Imported {
        document: file,
        ..import::Imported::default()
    };
    let answer = gather::read_answer(&units, &form, "Xã A.xlsx", b"", &imported);
    let forms: Vec<Option<usize>> = answer.rows.iter().map(|row| row.form).collect();
    assert_eq!(
        forms[2], None,
        "a like name is asked about: {:?}",
        answer.rows[2]
    );
    assert!(!answer.rows[2].perhaps.is_empty());
    assert!(!forms.contains(&Some(2)) && !forms.contains(&Some(3)));
}

/// A file of a unit on its way into a consolidation: the values go into the column that is asked for.
fn arrival(file: &str, received: &str, values: &[(usize, &str)]) -> Arrival {
    let mut document = fixture::parse(STATISTICS);
    let annex = &mut document.annexes[0];
    let column = asked(annex);
    for (at, value) in values {
        let row = &annex.rows[*at];
        let mut cells: Vec<(ColumnId, String)> = row
            .cells()
            .map(|(id, text)| (id, text.to_owned()))
            .collect();
        cells.push((column, (*value).to_owned()));
        annex.rows[*at] = Arc::new(Row::with_cells(row.id, row.kind, cells));
    }
    let lines = annex.rows.iter().zip(2..).map(|(row, line)| (row.id, line));
    let lines = lines.collect();
    Arrival {
        name: file.to_owned(),
        sha256: format!("{file} {values:?}"),
        received: received.to_owned(),
        content: Ok((document, lines)),
    }
}

fn consolidation() -> Consolidation {
    let units = ["Xã Đồng Văn", "Xã Bình Ca", "Xã Yên Sơn"].map(str::to_owned);
    Consolidation::new(
        "Dân số 2026".to_owned(),
        fixture::parse(STATISTICS),
        units.into(),
        "2026-09-15".to_owned(),
    )
}

/// The column that units fill in.
const ACTUAL: usize = 4;

fn text(it: &Consolidation, unit: usize, row: usize) -> String {
    it.parts()[unit]
        .cell(it.form(), row, ACTUAL)
        .text
        .to_owned()
}

#[test]
fn a_unit_stands_where_its_files_put_it() {
    let mut it = consolidation();
    assert_eq!(it.form().value_columns(0), [ACTUAL]);
    assert_eq!(it.parts()[0].standing, Standing::Missing);
    let all: Vec<(usize, &str)> = (1..it.form().document.n_rows())
        .filter(|at| !it.form().document.annexes[0].rows[*at].kind.is_section())
        .map(|at| (at, "12"))
        .collect();
    let receipt = it.receive(arrival("Xã Đồng Văn.xlsx", "2026-09-15 08:00", &all));
    assert_eq!(receipt, Receipt::Counted(0));
    let receipt = it.receive(arrival("Xã Bình Ca.xlsx", "2026-09-17 08:00", &all));
    assert_eq!(receipt, Receipt::Counted(1));
    let standings: Vec<Standing> = it.parts().iter().map(|it| it.standing).collect();
    let expected = [Standing::Received, Standing::Received, Standing::Missing];
    assert_eq!(standings, expected);
    assert_eq!((it.parts()[0].days_late, it.parts()[1].days_late), (0, 2));
    let approved = it.approve(0, true);
    let inverse = it.decide(approved);
    assert_eq!(it.parts()[0].standing, Standing::Approved);
    it.decide(inverse);
    assert_eq!(it.parts()[0].standing, Standing::Received);

    let refused = Arrival {
        content: Err(phuluc::wording::Key::ImportEmpty.into()),
        ..arrival("Xã Yên Sơn.xlsx", "2026-09-10 08:00", &[])
    };
    it.receive(refused);
    assert_eq!(it.parts()[2].standing, Standing::Unreadable);
    // What can be read supersedes it.
    it.receive(arrival("Xã Yên Sơn (2).xlsx", "2026-09-11 08:00", &all));
    assert_eq!(it.parts()[2].standing, Standing::Received);
    assert_eq!(it.parts()[2].part.files.len(), 1);
    assert_eq!(
        it.receive(arrival("Xã Yên Sơn (2).xlsx", "2026-09-12 08:00", &all)),
        Receipt::Copy
    );
    // Another unit may have sent the same.
    let same = Arrival {
        name: "Xã Bình Ca 2.xlsx".to_owned(),
        sha256: it.files()[0].sha256.clone(),
        ..arrival("", "2026-09-12 08:00", &all)
    };
    assert_ne!(it.receive(same), Receipt::Copy);
}

#[test]
fn a_cell_is_a_value_missing_wrong_or_something_else_than_was_asked_for() {
    let mut it = consolidation();
    let mut sent = arrival(
        "Xã Đồng Văn.xlsx",
        "2026-09-15 08:00",
        &[(1, "1.200"), (2, "ít")],
    );
    let Ok((document, _)) = &mut sent.content else {
        unreachable!()
    };
    // Another unit of measure than the form's.
    let annex = &mut document.annexes[0];
    let (unit, value) = (annex.column_of(Role::Unit).unwrap().id, asked(annex));
    let row = &annex.rows[7];
    let cells = row.cells().map(|(id, text)| match id == unit {
        true => (id, "tỷ đồng".to_owned()),
        false => (id, text.to_owned()),
    });
    let mut cells: Vec<(ColumnId, String)> = cells.collect();
    cells.push((value, "3".to_owned()));
    annex.rows[7] = Arc::new(Row::with_cells(row.id, row.kind, cells));
    it.receive(sent);
    let part = &it.parts()[0];
    let state = |row| part.cell(it.form(), row, ACTUAL).state;
    assert_eq!(state(0), CellState::Empty, "a section asks for nothing");
    assert_eq!(state(1), CellState::Value);
    assert_eq!(state(2), CellState::Differs, "words in place of a number");
    assert_eq!(state(3), CellState::Missing);
    assert_eq!(state(7), CellState::Differs, "another unit of measure");
    let other = it.parts()[1].cell(it.form(), 1, ACTUAL).state;
    assert_eq!(other, CellState::Empty, "nothing was sent");
    let source = part.cell(it.form(), 1, ACTUAL).row.unwrap();
    assert_eq!((&*source.file, source.line), ("Xã Đồng Văn.xlsx", Some(3)));
}

#[test]
fn a_corrected_file_waits_and_then_replaces_the_earlier_one() {
    let mut it = consolidation();
    it.receive(arrival(
        "Xã Đồng Văn.xlsx",
        "2026-09-14 08:00",
        &[(1, "10"), (2, "5")],
    ));
    let corrected = arrival(
        "Xã Đồng Văn sua.xlsx",
        "2026-09-15 08:00",
        &[(1, "11"), (2, "5"), (3, "1")],
    );
    assert_eq!(it.receive(corrected), Receipt::Waiting(1));
    assert_eq!(
        text(&it, 0, 1),
        "10",
        "nothing changes before a person has looked"
    );
    assert_eq!(it.n_open(), 1);
    let differences: Vec<(Option<usize>, String, String)> = it
        .differences(it.file(1).unwrap())
        .into_iter()
        .map(|it| (it.row, it.before, it.after))
        .collect();
    let owned = |row, before: &str, after: &str| (Some(row), before.to_owned(), after.to_owned());
    assert_eq!(differences, [owned(1, "10", "11"), owned(3, "", "1")]);
    let changes = it.replace_by(1);
    assert_eq!(changes.len(), 2, "one step for both files");
    let inverse = it.decide(changes);
    assert_eq!([text(&it, 0, 1), text(&it, 0, 3)], ["11", "1"]);
    assert_eq!(it.file(0).unwrap().decisions.state, FileState::Replaced);
    it.decide(inverse);
    assert_eq!([text(&it, 0, 1), text(&it, 0, 3)], ["10", ""]);
    assert_eq!(it.parts()[0].waiting, [1]);
}

#[test]
fn a_person_says_whose_a_file_is_and_what_a_row_is() {
    let mut it = consolidation();
    let mut sent = arrival("bieu.xlsx", "2026-09-14 08:00", &[(1, "10"), (2, "5")]);
    let Ok((document, _)) = &mut sent.content else {
        unreachable!()
    };
    let annex = &mut document.annexes[0];
    let (content, value) = (annex.column_of(Role::Content).unwrap().id, asked(annex));
    for (id, name, said) in [(9_001, "Số hộ trồng quế", "7"), (9_002, "Ghi thêm", "8")] {
        let cells = [(content, name.to_owned()), (value, said.to_owned())];
        let row = Row::with_cells(RowId(id), RowKind::Item(1), cells);
        annex.rows.push(Arc::new(row));
    }
    assert_eq!(it.receive(sent), Receipt::OfNobody(0));
    assert_eq!(it.of_nobody().count(), 1);
    let changes = it.assign(0, 1);
    it.decide(changes);
    assert_eq!(text(&it, 1, 1), "10");
    assert_eq!(it.parts()[1].standing, Standing::ToCorrect, "rows are open");
    assert_eq!(it.parts()[1].n_open, 2);
    let changes = it.choose(0, &[RowId(9_001)], Some(Choice::Form(3)));
    let inverse = it.decide(changes);
    assert_eq!(text(&it, 1, 3), "7");
    it.decide(inverse);
    assert_eq!(text(&it, 1, 3), "");
    let changes = it.choose(0, &[RowId(9_001)], Some(Choice::Taken));
    it.decide(changes);
    let changes = it.choose(0, &[RowId(9_002)], Some(Choice::Left));
    it.decide(changes);
    assert_eq!(it.n_open(), 0);
    assert_eq!(
        it.parts()[1].standing,
        Standing::ToCorrect,
        "values are missing"
    );
    let stacked = gather::output(it.form(), &it.board(), Output::Stacked, Sources::LeftOut);
    let said = |document: &Document| {
        let rows = document.annexes.iter().flat_map(|it| &it.rows);
        let texts = rows.flat_map(|row| row.cells().map(|(_, text)| text.to_owned()));
        texts.collect::<Vec<_>>()
    };
    assert!(said(&stacked).contains(&"Số hộ trồng quế".to_owned()));
    assert!(!said(&stacked).contains(&"Ghi thêm".to_owned()));
    let missing = gather::output(it.form(), &it.board(), Output::Missing, Sources::Listed);
    assert_eq!(missing.annexes[0].rows.len(), 2);
    let transposed = gather::output(it.form(), &it.board(), Output::Transposed, Sources::LeftOut);
    assert_eq!(
        transposed.annexes[0].rows.len(),
        1,
        "a row for the unit that sent"
    );
    assert!(said(&transposed).contains(&"10".to_owned()));
}

/// A row that a person chose cannot be of another annex than its columns.
#[test]
fn a_choice_keeps_to_the_annex_of_its_columns() {
    let mut form = fixture::parse(STATISTICS);
    let mut other = fixture::parse(TASKS);
    let next = form.next_id();
    other.annexes[0].id = phuluc::model::AnnexId(next);
    form.annexes.push(other.annexes[0].clone());
    let mut it = Consolidation::new("X".to_owned(), form, vec!["Xã A".to_owned()], String::new());
    let mut sent = arrival("Xã A.xlsx", "2026-09-14 08:00", &[(1, "10")]);
    let Ok((document, _)) = &mut sent.content else {
        unreachable!()
    };
    let annex = &mut document.annexes[0];
    let (content, value) = (annex.column_of(Role::Content).unwrap().id, asked(annex));
    let cells = [(content, "Việc khác".to_owned()), (value, "7".to_owned())];
    let row = Row::with_cells(RowId(9_001), RowKind::Item(1), cells);
    annex.rows.push(Arc::new(row));
    it.receive(sent);
    let of_tasks = it.form().rows_of(1).start + 1;
    let changes = it.choose(0, &[RowId(9_001)], Some(Choice::Form(of_tasks)));
    it.decide(changes);
    assert!(!it.parts()[0].has_row(of_tasks));
    assert_eq!(it.n_open(), 1);
}

#[test]
fn a_consolidation_is_stored_by_file_and_reads_back() {
    let mut it = consolidation();
    it.receive(arrival(
        "Xã Đồng Văn.xlsx",
        "2026-09-14 08:00",
        &[(1, "10"), (2, "5")],
    ));
    it.receive(arrival(
        "Xã Đồng Văn.xlsx",
        "2026-09-15 08:00",
        &[(1, "11")],
    ));
    let refused = Arrival {
        content: Err(phuluc::wording::Key::ImportEmpty.into()),
        ..arrival("Xã Bình Ca.xlsx", "2026-09-10 08:00", &[])
    };
    it.receive(refused);
    let approved = it.approve(0, true);
    it.decide(approved);
    let head = gather::write_head(&it);
    let files: Vec<String> = it.files().iter().map(gather::SentFile::write).collect();
    let mut read = gather::read_head(&head).unwrap();
    for (number, file) in files.iter().enumerate().rev() {
        assert!(read.restore(number as u32, file));
    }
    assert!(!read.restore(9, "{"));
    assert!(!read.restore(9, &files[0].replace("\"version\":1", "\"version\":9")));
    read.refresh();
    assert_eq!(
        (read.name.as_str(), read.units()),
        ("Dân số 2026", it.units())
    );
    assert_eq!(read.form().document, it.form().document);
    assert_eq!(text(&read, 0, 1), "10");
    assert_eq!(read.parts()[0].waiting, [1]);
    assert_eq!(read.parts()[1].standing, Standing::Unreadable);
    let again: Vec<String> = read.files().iter().map(gather::SentFile::write).collect();
    assert_eq!(again, files);
    // The reason is kept in words, because keys of messages change between versions of the page.
    let said = |it: &Consolidation| {
        it.parts()[1].part.notes[0].text(phuluc::wording::Language::Vietnamese)
    };
    assert_eq!(said(&read), said(&it));
    assert_eq!(
        gather::read_head(&head.replace("\"version\":1", "\"version\":7")).map(|_| ()),
        None
    );
}

#[test]
fn a_return_slip_marks_the_places_in_the_units_own_file() {
    let mut it = consolidation();
    it.receive(arrival(
        "Xã Đồng Văn.xlsx",
        "2026-09-14 08:00",
        &[(1, "10"), (2, "ít"), (3, "2")],
    ));
    let slip = gather::slip(&it, it.file(0).unwrap()).unwrap();
    let annex = &slip.annexes[0];
    let column = asked(annex);
    assert!(annex.rows[2].note(column).contains("không phải là số"));
    assert!(annex.rows[4].note(column).contains("thiếu số liệu"));
    assert_eq!(annex.rows[1].note(column), "");
    let list = slip.annexes.last().unwrap();
    assert_eq!(list.head.sheet, "Cần sửa");
    let n_items = annex
        .rows
        .iter()
        .filter(|row| !row.kind.is_section())
        .count();
    assert_eq!(list.rows.len(), 1 + n_items - 3);
    let bytes = report::export(&slip, OutputFormat::Xlsx).unwrap();
    assert!(import::import(&bytes, "phieu.xlsx").is_ok());
    let message = gather::message(&it, 0);
    assert!(message.starts_with("Kính gửi: Xã Đồng Văn"), "{message}");
    assert!(
        message.contains("dòng 4") && message.contains("trước ngày 15/09/2026"),
        "{message}"
    );
    let reminder = gather::reminder(&it);
    assert!(reminder.contains("Xã Bình Ca; Xã Yên Sơn"), "{reminder}");
    assert!(!reminder.contains("Đồng Văn"), "{reminder}");
}

#[test]
fn a_message_says_what_is_the_matter_with_the_file() {
    let mut it = consolidation();
    it.receive(Arrival {
        name: "Xã Đồng Văn.xlsx".to_owned(),
        sha256: "1".to_owned(),
        received: "2026-09-16 08:00".to_owned(),
        content: Err(phuluc::wording::Key::ImportTruncated.into()),
    });
    let message = gather::message(&it, 0);
    assert!(
        message.contains("(Xã Đồng Văn.xlsx) không mở được"),
        "{message}"
    );
    assert!(!message.contains("chỗ cần hoàn thiện"), "{message}");
    // The deadline is over, so it is not named as one to keep.
    assert!(
        message.contains("gửi lại sớm") && !message.contains("15/09"),
        "{message}"
    );
}
