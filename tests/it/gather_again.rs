//! Later files of a sender: what was decided before is done again and shown, a corrected file is looked at
//! first, and nothing unsure is silent.

use phuluc::{
    gather::{
        self, Arrival, CellState, Choice, Choices, Consolidation, FileState, Output, Receipt,
        Sources, Standing,
    },
    import,
    model::{ColumnId, RowId},
};

const FORM: &str = "\
STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;Kết quả 6 tháng đầu năm
I;Văn hóa;;;
1;Số thư viện, phòng đọc đang hoạt động;thư viện;;
2;Số bản sách hiện có trong thư viện;bản;;
II;Thể thao;;;
1;Số câu lạc bộ thể thao đang hoạt động;câu lạc bộ;;
";

/// A file in which the first row is written otherwise, and which has two rows and a column of its own.
fn sheet(heading: &str, figures: [&str; 5]) -> String {
    let [libraries, books, clubs, festivals, stalls] = figures;
    format!(
        "\
STT;Chỉ tiêu;Đơn vị tính;Kế hoạch năm 2026;{heading}
I;Văn hóa;;;
1;Phòng đọc và thư viện xã hiện có;thư viện;;{libraries}
2;Số bản sách hiện có trong thư viện;bản;;{books}
3;Lễ hội truyền thống được tổ chức hằng năm;lễ hội;;{festivals}
II;Thể thao;;;
1;Số câu lạc bộ thể thao đang hoạt động;câu lạc bộ;;{clubs}
2;Gian hàng ở chợ phiên;gian;;{stalls}
"
    )
}

fn consolidation(units: &[&str]) -> Consolidation {
    let form = import::import(FORM.as_bytes(), "mau.csv").unwrap().document;
    let units = units.iter().map(|it| (*it).to_owned()).collect();
    Consolidation::new("Văn hóa".to_owned(), form, units, String::new())
}

fn arrival(name: &str, text: &str) -> Arrival {
    let imported = import::import(text.as_bytes(), "nop.csv").unwrap();
    Arrival {
        name: name.to_owned(),
        sha256: format!("{name} {text}"),
        received: "2026-09-15 08:00".to_owned(),
        content: Ok((imported.document, imported.lines)),
    }
}

fn column(it: &Consolidation, title: &str) -> usize {
    let columns = &it.form().document.annexes[0].columns;
    columns.iter().position(|it| it.title() == title).unwrap()
}

/// Rows of the form.
const N_ROWS: usize = 5;
const RESULT: &str = "Kết quả 6 tháng đầu năm";

fn values(it: &Consolidation, unit: usize) -> Vec<String> {
    let column = column(it, RESULT);
    let texts = (0..N_ROWS).map(|row| {
        it.parts()[unit]
            .cell(it.form(), row, column)
            .text
            .to_owned()
    });
    texts.collect()
}

/// Figures of libraries, books, clubs, festivals and stalls.
const FIGURES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// The row of a file with this content.
fn row(it: &Consolidation, file: u32, start: &str) -> RowId {
    let rows = &it.file(file).unwrap().answer.rows;
    let is_it = |row: &&gather::AnswerRow| row.cells.iter().any(|it| it.text.starts_with(start));
    rows.iter().find(is_it).unwrap().id
}

/// The column of a file with this heading.
fn own_column(it: &Consolidation, file: u32, title: &str) -> ColumnId {
    let columns = &it.file(file).unwrap().answer.columns;
    columns.iter().find(|it| &*it.title == title).unwrap().id
}

fn decide_all(it: &mut Consolidation, file: u32) {
    for (start, choice) in [
        ("Phòng đọc và", Choice::Form(1)),
        ("Lễ hội", Choice::Taken),
        ("Gian hàng", Choice::Left),
    ] {
        let changes = it.choose(file, &[row(it, file, start)], Some(choice));
        it.decide(changes);
    }
    let result = (file, own_column(it, file, "Số liệu"));
    let changes = it.choose_columns(&[result], Choice::Form(column(it, RESULT)));
    it.decide(changes);
}

#[test]
fn a_column_that_may_be_the_forms_is_a_question() {
    let mut it = consolidation(&["Xã Đồng Văn"]);
    it.receive(arrival("Xã Đồng Văn.csv", &sheet("Số liệu", FIGURES)));
    let part = &it.parts()[0];
    let open: Vec<_> = part.part.columns.iter().filter(|it| it.is_open()).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(&*open[0].title, "Số liệu");
    assert_eq!(open[0].samples, ["1", "2", "4"]);
    assert!(open[0].perhaps.contains(&column(&it, RESULT)));
    assert_eq!(part.standing, Standing::ToCorrect);
    assert!(!it.board().is_complete());
    assert_eq!(values(&it, 0), [""; N_ROWS]);
    let n_open = it.n_open();
    let chosen = [(0, own_column(&it, 0, "Số liệu"))];
    let changes = it.choose_columns(&chosen, Choice::Form(column(&it, RESULT)));
    let inverse = it.decide(changes);
    assert_eq!(values(&it, 0), ["", "", "2", "", "3"]);
    assert_eq!(it.n_open(), n_open - 1);
    it.decide(inverse);
    assert_eq!(values(&it, 0), [""; N_ROWS]);
    // Taken in addition, it stands in the stacked table under its own heading.
    let changes = it.choose_columns(&chosen, Choice::Taken);
    it.decide(changes);
    assert_eq!(it.n_open(), n_open - 1);
    let stacked = gather::output(it.form(), &it.board(), Output::Stacked, Sources::LeftOut);
    let annex = &stacked.annexes[0];
    let own = annex.columns.iter().find(|it| it.title() == "Số liệu");
    let own = own.unwrap().id;
    let texts: Vec<&str> = annex.rows.iter().map(|row| row.cell(own)).collect();
    assert_eq!(texts, ["2", "3"]);
}

#[test]
fn what_was_decided_for_a_sender_is_done_to_its_next_file() {
    let mut it = consolidation(&["Xã Đồng Văn", "Xã Bình Ca"]);
    it.receive(arrival("Xã Đồng Văn.csv", &sheet("Số liệu", FIGURES)));
    decide_all(&mut it, 0);
    assert_eq!(it.n_open(), 0);
    assert_eq!(values(&it, 0), ["", "1", "2", "", "3"]);

    // The next file: only what changes is a question.
    let next = sheet("Số liệu", ["11", "2", "3", "40", "5"]);
    let receipt = it.receive(arrival("Xã Đồng Văn (sửa).csv", &next));
    assert_eq!(receipt, Receipt::Waiting(1));
    assert_eq!(it.n_open(), 1);
    let file = it.file(1).unwrap();
    let changed: Vec<(String, String, String)> = it
        .differences(file)
        .into_iter()
        .map(|it| (it.content, it.before, it.after))
        .collect();
    assert_eq!(changed.len(), 2, "{changed:?}");
    let (content, before, after) = &changed[0];
    assert_eq!(content, "Số thư viện, phòng đọc đang hoạt động");
    assert_eq!((before.as_str(), after.as_str()), ("1", "11"));
    assert_eq!(changed[1].0, "Lễ hội truyền thống được tổ chức hằng năm");
    assert!(changed[1].2.contains("40"), "{changed:?}");
    // It is said what was done.
    let lines = gather::remembered_lines(&it, file);
    let said: Vec<(&str, Option<&str>)> = lines
        .iter()
        .map(|it| (it.said.as_str(), it.asked.as_deref()))
        .collect();
    let libraries = "Số thư viện, phòng đọc đang hoạt động";
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said.contains(&("Phòng đọc và thư viện xã hiện có", Some(libraries))));
    assert!(said.contains(&("Số liệu", Some(RESULT))));
    assert!(said.contains(&("Gian hàng ở chợ phiên", None)));
    let notes = format!("{:?}", it.parts()[0].part.notes);
    assert!(notes.contains("GatherRememberedNote"), "{notes}");
    // One step puts it in the place of the earlier one, which stays.
    let changes = it.replace_by(1);
    let inverse = it.decide(changes);
    assert_eq!(values(&it, 0), ["", "11", "2", "", "3"]);
    assert_eq!(it.file(0).unwrap().decisions.state, FileState::Replaced);
    it.decide(inverse);
    assert_eq!(values(&it, 0), ["", "1", "2", "", "3"]);
    let changes = it.replace_by(1);
    it.decide(changes);

    // Taken back, everything is a question again, and stays so for the file after it.
    let changes = it.refuse(1);
    let inverse = it.decide(changes);
    assert_eq!(values(&it, 0), [""; N_ROWS]);
    assert_eq!(it.n_open(), 4);
    let third = sheet("Số liệu", ["12", "2", "3", "4", "5"]);
    it.receive(arrival("Xã Đồng Văn (lần 3).csv", &third));
    assert!(it.file(2).unwrap().decisions.remembered.choices.is_empty());
    it.decide(inverse);
    assert_eq!(values(&it, 0), ["", "11", "2", "", "3"]);

    // Other units decide for themselves.
    it.receive(arrival("Xã Bình Ca.csv", &sheet("Số liệu", FIGURES)));
    assert_eq!(
        it.file(3).unwrap().decisions.all_choices(),
        Choices::default()
    );
}

#[test]
fn a_rule_is_not_followed_where_it_could_mean_two_rows() {
    let mut it = consolidation(&["Xã Đồng Văn"]);
    it.receive(arrival("Xã Đồng Văn.csv", &sheet("Số liệu", FIGURES)));
    decide_all(&mut it, 0);
    // The form's own row is there as well, and the extra row stands twice.
    let mut next = sheet(RESULT, FIGURES);
    next = next.replace(
        "3;Lễ hội",
        "1a;Số thư viện, phòng đọc đang hoạt động;thư viện;;9\n3;Lễ hội truyền thống được tổ chức hằng năm;lễ hội;;8\n4;Lễ hội",
    );
    it.receive(arrival("Xã Đồng Văn sau.csv", &next));
    let chosen = it.file(1).unwrap().decisions.remembered.choices.clone();
    let of = |start: &str| chosen.rows.get(&row(&it, 1, start)).copied();
    assert_eq!(of("Gian hàng"), Some(Choice::Left));
    assert_eq!(of("Lễ hội"), None, "two rows say it");
    assert_eq!(of("Phòng đọc và"), None, "another row is that of the form");
}

#[test]
fn the_unit_of_a_file_that_names_none_is_remembered_and_looked_at() {
    let mut it = consolidation(&["Xã Đồng Văn", "Xã Bình Ca"]);
    let values_of = |n: &str| sheet(RESULT, [n, n, n, n, n]);
    let unknown = "thu vien huyen gui len.csv";
    assert_eq!(
        it.receive(arrival(unknown, &values_of("5"))),
        Receipt::OfNobody(0)
    );
    let changes = it.assign(0, 1);
    it.decide(changes);
    assert_eq!(values(&it, 1)[2], "5");
    let next = "thu vien huyen gui len (2).csv";
    assert_eq!(
        it.receive(arrival(next, &values_of("6"))),
        Receipt::Waiting(1)
    );
    assert_eq!(it.parts()[1].waiting, [1]);
    assert_eq!(
        values(&it, 1)[2],
        "5",
        "nothing changes before a person has looked"
    );
    // It was of somebody else.
    let changes = it.refuse(1);
    it.decide(changes);
    assert_eq!(it.of_nobody().map(|it| it.number).collect::<Vec<_>>(), [1]);
    assert!(it.parts()[1].waiting.is_empty());
    // A name of numbers and of the form's words says nothing.
    assert_eq!(
        it.receive(arrival("01 2026.csv", &values_of("7"))),
        Receipt::OfNobody(2)
    );
    let changes = it.assign(2, 0);
    it.decide(changes);
    assert_eq!(
        it.receive(arrival("02 2026.csv", &values_of("8"))),
        Receipt::OfNobody(3)
    );
}

#[test]
fn decisions_are_stored_and_serve_the_next_consolidation() {
    let mut it = consolidation(&["Xã Đồng Văn"]);
    it.receive(arrival("Xã Đồng Văn.csv", &sheet("Số liệu", FIGURES)));
    decide_all(&mut it, 0);
    it.receive(arrival(
        "Xã Đồng Văn 2.csv",
        &sheet("Số liệu", ["9", "2", "3", "4", "5"]),
    ));
    let mut next = consolidation(&["Xã Đồng Văn"]);
    next.known = it.recipes();
    for it in [&it, &next] {
        let mut read = gather::read_head(&gather::write_head(it)).unwrap();
        for file in it.files() {
            assert!(read.restore(file.number, &file.write()));
        }
        read.refresh();
        assert_eq!(read.known, it.known);
        let decisions = |of: &Consolidation| -> Vec<gather::Decisions> {
            of.files().iter().map(|it| it.decisions.clone()).collect()
        };
        assert_eq!(decisions(&read), decisions(it));
        assert_eq!(read.recipes(), it.recipes());
    }
    assert_eq!(
        next.receive(arrival("Xã Đồng Văn.csv", &sheet("Số liệu", FIGURES))),
        Receipt::Counted(0)
    );
    assert_eq!(values(&next, 0), ["", "1", "2", "", "3"]);
    assert_eq!(next.n_open(), 0);
}

#[test]
fn what_is_matched_in_other_words_is_listed_beside_the_form() {
    let mut it = consolidation(&["Xã Đồng Văn", "Xã Bình Ca"]);
    let text = sheet("Kết quả 6 tháng", FIGURES).replace("Số câu lạc bộ", "Câu lạc bộ");
    it.receive(arrival("Xã Đồng Văn.csv", &text));
    it.receive(arrival("Xã Bình Ca.csv", &text));
    assert_eq!(values(&it, 0)[4], "3");
    let rows = gather::likely_rows(&it);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((rows[0].at, rows[0].rows.len()), (4, 2));
    assert_eq!(rows[0].said, "Câu lạc bộ thể thao đang hoạt động");
    assert_eq!(rows[0].asked, "Số câu lạc bộ thể thao đang hoạt động");
    let columns = gather::likely_columns(&it);
    assert_eq!(columns.len(), 1, "{columns:?}");
    assert_eq!(
        (columns[0].said.as_str(), columns[0].asked.as_str()),
        ("Kết quả 6 tháng", RESULT)
    );
    // A person agrees, and for one file does not.
    let changes = it.choose_columns(&columns[0].columns, Choice::Form(columns[0].at.1));
    assert_eq!(changes.len(), 2, "one step for both files");
    it.decide(changes);
    assert!(gather::likely_columns(&it).is_empty());
    let (file, id) = rows[0].rows[0];
    let changes = it.choose(file, &[id], Some(Choice::Left));
    it.decide(changes);
    let result = column(&it, RESULT);
    assert_eq!(
        it.parts()[0].cell(it.form(), 4, result).state,
        CellState::Missing
    );
    assert_eq!(values(&it, 1)[4], "3");
}

#[test]
fn sources_say_when_and_from_which_file_a_row_was_received() {
    let mut it = consolidation(&["Xã Đồng Văn"]);
    // Two files of one name, as two folders may have, that answer different rows.
    let rows = |wanted: &str| -> String {
        let text = sheet(RESULT, FIGURES);
        let lines = text
            .lines()
            .filter(|it| !it.contains("Lễ hội") && !it.contains("Gian hàng"));
        let lines = lines.filter(|it| !it.contains(wanted));
        lines.map(|it| format!("{it}\n")).collect()
    };
    for (wanted, received) in [
        ("Số bản sách", "2026-09-15 08:00"),
        ("Số câu lạc bộ", "2026-09-16 09:30"),
    ] {
        it.receive(Arrival {
            received: received.to_owned(),
            ..arrival("Xã Đồng Văn.csv", &rows(wanted))
        });
    }
    let sheets = |sources: Sources| {
        let document = gather::output(it.form(), &it.board(), Output::Matrix, sources);
        document
            .annexes
            .iter()
            .map(|it| it.head.sheet.clone())
            .collect::<Vec<_>>()
    };
    assert!(!sheets(Sources::LeftOut).contains(&"Nguồn số liệu".to_owned()));
    assert!(sheets(Sources::Listed).contains(&"Nguồn số liệu".to_owned()));
    let document = gather::document(it.form(), &it.board());
    let annex = document
        .annexes
        .iter()
        .find(|it| it.head.sheet == "Nguồn số liệu");
    let annex = annex.unwrap();
    let lines: Vec<String> = annex
        .rows
        .iter()
        .map(|row| {
            annex
                .columns
                .iter()
                .map(|it| row.cell(it.id))
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    let of = |content: &str| lines.iter().find(|it| it.contains(content)).unwrap();
    let clubs = of("Số câu lạc bộ");
    assert!(
        clubs.contains("08:00 15/09/2026") && clubs.contains(&it.files()[0].sha256),
        "{clubs}"
    );
    let books = of("Số bản sách");
    assert!(
        books.contains("09:30 16/09/2026") && books.contains(&it.files()[1].sha256),
        "{books}"
    );
}
