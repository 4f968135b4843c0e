//! Sixty units answer one form, each in its own way: every value is in its place or listed, and none
//! in another's.

use std::{collections::HashMap, fs, path::PathBuf, process::Command, sync::Arc};

use phuluc::{
    export::OutputFormat,
    gather::{self, Board, Form, State, Units},
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
