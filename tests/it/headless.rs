//! Tables without a header row, and titles that stand elsewhere than above the table.

use phuluc::{
    import::{self, Imported, NoteKind},
    model::Role,
    wording::{Key, Language},
};

const ROWS: [&str; 4] = [
    "1|Rà soát, cập nhật quy trình nội bộ|Sở Nội vụ|Quý II/2026|60%",
    "2|Số hóa hồ sơ lưu trữ|Sở Tài chính|Quý III/2026|80%",
    "3|Đào tạo kỹ năng số cho cán bộ|UBND các xã, phường|Tháng 10/2026|100%",
    "4|Kết nối dữ liệu dân cư|Công an tỉnh|Năm 2026|95%",
];

fn html(before: &str, rows: &[&str], behind: &str) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.split('|').map(|cell| format!("<td>{cell}</td>"));
        format!("<tr>{}</tr>", cells.collect::<String>())
    });
    let rows: String = rows.collect();
    format!("<html>{before}<table>{rows}</table>{behind}</html>")
}

fn roles(imported: &Imported) -> Vec<&'static str> {
    let columns = imported.document.annexes[0].columns.iter();
    columns.map(|column| column.role.key()).collect()
}

fn keys(imported: &Imported, kind: NoteKind) -> Vec<Key> {
    let notes = imported.notes.iter().filter(|note| note.kind() == kind);
    notes.map(|note| note.message.key).collect()
}

#[test]
fn a_list_without_a_header_is_read_by_what_its_columns_hold() {
    let page = html("<h2>DANH MỤC NHIỆM VỤ NĂM 2026</h2>", &ROWS, "");
    let tabs = ROWS.join("\n").replace('|', "\t");
    let csv = ROWS.join("\n").replace('|', ";");
    for imported in [
        import::import(page.as_bytes(), "x.html").unwrap(),
        import::import_text(&page, "x").unwrap(),
        import::import_text(&tabs, "x").unwrap(),
        import::import(csv.as_bytes(), "x.csv").unwrap(),
    ] {
        let expected = ["stt", "content", "lead", "time", "target"];
        assert_eq!(roles(&imported), expected);
        assert_eq!(keys(&imported, NoteKind::Doubtful), [Key::NoteHeadless]);
        let annex = &imported.document.annexes[0];
        assert_eq!(annex.rows.len(), 4);
        assert_eq!(annex.text(&annex.rows[0], Role::Lead), "Sở Nội vụ");
        let note = imported
            .notes
            .iter()
            .find(|note| note.message.key == Key::NoteHeadless);
        let said = note.unwrap().message.text(Language::Vietnamese);
        assert!(
            said.contains("C “Cơ quan chủ trì”, D “Thời gian thực hiện”"),
            "{said}"
        );
    }
    let imported = import::import(page.as_bytes(), "x.html").unwrap();
    let head = &imported.document.annexes[0].head;
    assert_eq!(head.title, "DANH MỤC NHIỆM VỤ NĂM 2026");
}

#[test]
fn sections_and_units_stand_in_a_list_without_a_header() {
    let rows = [
        "I|Chính quyền số|||",
        "1|Tỷ lệ hồ sơ trực tuyến|%|95|Sở Nội vụ",
        "2|Số dịch vụ công toàn trình|dịch vụ|120|Sở Nội vụ",
        "II|Xã hội số|||",
        "1|Tỷ lệ người dân có tài khoản|%|80|Công an tỉnh",
        "2|Tỷ lệ hộ có cáp quang|%|90|Sở Khoa học và Công nghệ",
    ];
    let imported = import::import(html("", &rows, "").as_bytes(), "x.html").unwrap();
    assert_eq!(
        roles(&imported),
        ["stt", "content", "unit", "target", "lead"]
    );
    let rows = &imported.document.annexes[0].rows;
    let sections = rows.iter().filter(|row| row.kind.is_section()).count();
    assert_eq!((rows.len(), sections), (6, 2));
}

#[test]
fn letters_and_grids_are_no_lists() {
    let letter = [
        "UBND XÃ TÂN THÀNH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/CV-UBND|Độc lập - Tự do - Hạnh phúc",
        "Kính gửi: Sở Nội vụ|Tân Thành, ngày 3 tháng 2 năm 2026",
        "Nơi nhận: Như trên|TM. ỦY BAN NHÂN DÂN",
    ];
    let grid = ["1|2|3|4", "2|3|4|5", "3|4|5|6", "4|5|6|7"];
    let pupils = [
        "1|Nguyễn Văn An|12/03/1990|8,5",
        "2|Lò Thị Páo|01/05/1991|9,0",
        "3|Vàng A Chư|07/08/1989|7,5",
    ];
    let letters = ["1|a|Sở Nội vụ|x", "2|b|Sở Nội vụ|y", "3|c|Sở Nội vụ|z"];
    let codes = [
        "1|Quy trình tiếp nhận|Sở Nội vụ",
        "5|Quy trình trả kết quả|Sở Nội vụ",
        "9|Quy trình lưu hồ sơ|Sở Nội vụ",
    ];
    let few = [
        "1|Họp giao ban tuần|UBND xã",
        "2|Họp chi bộ tháng|Đảng ủy xã",
    ];
    for rows in [&letter[..], &grid, &pupils, &letters, &codes, &few] {
        let page = html("", rows, "");
        let read = import::import(page.as_bytes(), "x.html");
        assert!(read.is_err(), "{rows:?}: {:?}", read.map(|it| it.document));
    }
}

#[test]
fn the_caption_of_a_table_is_its_title() {
    let header = "STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian|Tỷ lệ";
    let rows: Vec<&str> = [header].into_iter().chain(ROWS).collect();
    let page = html("", &rows, "<p>Ghi chú: số liệu dự kiến</p>").replace(
        "<table>",
        "<table>\n<caption>Phụ lục II<br><b>DANH MỤC NHIỆM VỤ</b></caption>\n",
    );
    for imported in [
        import::import(page.as_bytes(), "x.html").unwrap(),
        import::import_text(&page, "x").unwrap(),
    ] {
        let annex = &imported.document.annexes[0];
        assert_eq!(annex.head.number, "II");
        assert_eq!(annex.head.title, "DANH MỤC NHIỆM VỤ");
        assert_eq!(annex.rows.len(), 4);
        assert_eq!(annex.head.after, ["Ghi chú: số liệu dự kiến"]);
    }
}

#[test]
fn text_between_the_rows_of_a_page_is_kept_below_the_table() {
    let header = "STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian|Tỷ lệ";
    let rows: Vec<&str> = [header].into_iter().chain(ROWS).collect();
    let page = html("", &rows, "").replacen("</tr>", "</tr>Dự thảo lần 2", 2);
    let imported = import::import(page.as_bytes(), "x.html").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(annex.rows.len(), 4);
    assert_eq!(annex.head.after, ["Dự thảo lần 2 Dự thảo lần 2"]);
    // A page that breaks off keeps its last cell.
    let (broken, _) = page.split_once("</td></tr></table>").unwrap();
    let imported = import::import(broken.as_bytes(), "x.html").unwrap();
    assert_eq!(imported.document.annexes[0].rows.len(), 4);
}

#[test]
fn the_title_of_a_page_is_taken_if_it_names_a_list() {
    let header = "STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian|Tỷ lệ";
    let rows: Vec<&str> = [header].into_iter().chain(ROWS).collect();
    for (before, title, doubts) in [
        (
            "<head><title>Danh mục nhiệm vụ năm 2026</title></head>",
            "Danh mục nhiệm vụ năm 2026",
            &[Key::NoteTitleOfPage][..],
        ),
        (
            "<head><title>Danh mục nhiệm vụ</title></head><h1>KẾ HOẠCH QUÝ I</h1>",
            "KẾ HOẠCH QUÝ I",
            &[],
        ),
        ("<head><title>Sheet1</title></head>", "", &[]),
    ] {
        let page = html(before, &rows, "");
        let imported = import::import(page.as_bytes(), "x.html").unwrap();
        assert_eq!(imported.document.annexes[0].head.title, title);
        assert_eq!(keys(&imported, NoteKind::Doubtful), doubts, "{before}");
    }
}

#[test]
fn a_table_that_only_places_a_list_is_no_table() {
    let header = "STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian|Tỷ lệ";
    let rows: Vec<&str> = [header].into_iter().chain(ROWS).collect();
    let list = html("", &rows, "")
        .replace("<html>", "")
        .replace("</html>", "");
    let page = format!(
        "<html><table><tr><td><h3>KẾ HOẠCH NĂM 2026</h3></td></tr>\
         <tr><td><table><tr><td>{list}</td></tr></table></td></tr>\
         <tr><td>Người lập: Nông Văn A</td></tr></table></html>"
    );
    let imported = import::import(page.as_bytes(), "x.html").unwrap();
    let annex = &imported.document.annexes[0];
    assert_eq!(annex.head.title, "KẾ HOẠCH NĂM 2026");
    assert_eq!(annex.rows.len(), 4);
    assert_eq!(annex.head.after, ["Người lập: Nông Văn A"]);
    // A small table within a cell of a list is text of the cell.
    let inner = "<table><tr><td>a</td><td>b</td></tr></table>";
    let page = html("", &rows, "").replacen("Rà soát", &format!("{inner}Rà soát"), 1);
    let imported = import::import(page.as_bytes(), "x.html").unwrap();
    let annex = &imported.document.annexes[0];
    let content = annex.text(&annex.rows[0], Role::Content);
    assert!(content.starts_with("a b"), "{content}");
}
