//! Headings over several columns, repeated in other forms, and those that say little by themselves; and
//! the numbers of forms.

use phuluc::{
    export::OutputFormat,
    import::{self, Imported},
    report,
};

use crate::word::rows;

fn page(table: &str) -> Imported {
    let page = format!("<table>{}</table>", table.replace("<c", "<td"));
    import::import(page.as_bytes(), "x.html").unwrap()
}

fn csv(text: &str) -> Imported {
    import::import(text.as_bytes(), "x.csv").unwrap()
}

/// The columns of the only annex: role and heading.
fn columns(imported: &Imported) -> Vec<String> {
    assert_eq!(imported.document.annexes.len(), 1);
    let columns = imported.document.annexes[0].columns.iter();
    columns
        .map(|column| format!("{}: {}", column.role.key(), column.title()))
        .collect()
}

pub(crate) fn roles(imported: &Imported) -> String {
    assert_eq!(imported.document.annexes.len(), 1);
    let columns = imported.document.annexes[0].columns.iter();
    columns
        .map(|column| column.role.key())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_heading_over_two_columns_of_values_is_no_content() {
    let rows = "<tr><c>1<c>Tỷ lệ hồ sơ trực tuyến<c>%<c>80<c>90<c>Sở Nội vụ</tr><tr><c>2<c>Số xã đạt chuẩn<c>xã<c>10<c>20<c>Sở Y tế</tr>";
    let header = "<tr><c>STT<c>Chỉ tiêu<c>ĐVT<c colspan=2>Mục tiêu<c>Cơ quan chủ trì</tr>";
    let repeated = header.replace("<c>", "<c rowspan=2>") + "<tr><c>Mục tiêu<c>Mục tiêu</tr>";
    for header in [header.to_owned(), repeated] {
        assert_eq!(
            roles(&page(&(header + rows))),
            "stt content unit target target lead"
        );
    }
}

#[test]
fn both_columns_of_agencies_under_a_heading_are_of_its_role() {
    let table = "<tr><c>STT<c>Nhiệm vụ<c colspan=2>Cơ quan thực hiện</tr><tr><c>1<c>Rà soát hồ sơ<c>Sở Nội vụ<c>Công an tỉnh</tr><tr><c>2<c>Ban hành quy chế<c>Sở Y tế<c>Sở Tài chính</tr>";
    assert_eq!(roles(&page(table)), "stt content lead lead");
}

#[test]
fn a_heading_may_stand_in_the_middle_of_its_columns() {
    let text = "STT;Chỉ tiêu;ĐVT;;Giai đoạn;;Cơ quan chủ trì\n;;;2026;2027;2028;\n1;Tỷ lệ hồ sơ;%;80;85;90;Sở Nội vụ\n2;Số xã;xã;10;11;12;Sở Y tế\n";
    assert_eq!(
        columns(&csv(text))[2..6],
        [
            "unit: ĐVT",
            "target: Giai đoạn / 2026",
            "target: Giai đoạn / 2027",
            "target: Giai đoạn / 2028"
        ]
    );
}

#[test]
fn what_was_reached_is_told_from_what_was_planned() {
    let rows = "\n1;Lượt khách;Nghìn lượt;850;912;107,3\n2;Doanh thu;Tỷ đồng;640;588;91,9\n";
    for (header, expected) in [
        (
            "STT;Chỉ tiêu;ĐVT;KH;TH;TH/KH (%)",
            "stt content unit target actual other",
        ),
        (
            "STT;Chỉ tiêu;ĐVT;Giá trị nền 2025;Đích 2028;Đích 2030",
            "stt content unit other target target",
        ),
        (
            "STT;Chỉ tiêu;ĐVT;Kế hoạch 2027;Kết quả đến 30/9/2027;% KH năm",
            "stt content unit target actual other",
        ),
        (
            "STT;Chỉ tiêu;ĐVT;Yêu cầu đạt;Thực hiện;Tiến độ (%)",
            "stt content unit target actual status",
        ),
    ] {
        assert_eq!(
            roles(&csv(&format!("{header}{rows}"))),
            expected,
            "{header}"
        );
    }
    let table = "<tr><c rowspan=2>STT<c rowspan=2>Chỉ tiêu<c rowspan=2>ĐVT<c colspan=2>Năm 2026<c colspan=2>Thực hiện</tr><tr><c>KH<c>TH<c>Quý I<c>6 tháng đầu năm</tr><tr><c>1<c>Lượt khách<c>lượt<c>5<c>6<c>7<c>8</tr><tr><c>2<c>Số buổi diễn<c>buổi<c>5<c>6<c>7<c>8</tr>";
    assert_eq!(
        roles(&page(table)),
        "stt content unit target actual actual actual"
    );
}

#[test]
fn bodies_say_who_does_what() {
    let text = "STT;Nhiệm vụ;Thực hiện;Thời gian\n1;Khơi thông kênh;UBND xã;Tháng 3/2027\n2;Sửa trạm bơm;Sở Nông nghiệp và Môi trường;Tháng 4/2027\n";
    assert_eq!(roles(&csv(text)), "stt content lead time");
    let text = "STT;Tên văn bản;Cơ quan soạn thảo;Cơ quan thẩm định;Cơ quan ban hành\n1;Nghị quyết về phí;Sở Tài chính;Sở Tư pháp;HĐND tỉnh\n2;Quyết định về giá;Sở Xây dựng;Sở Tư pháp;UBND tỉnh\n";
    assert_eq!(roles(&csv(text)), "stt content lead coordinating other");
    let text = "STT;Nội dung;Thời gian;Cách chấm\n1;Phát động thi đua;Quý I/2027;Mỗi phong trào không tổ chức trừ 2 điểm\n2;Nhân điển hình;Quý II/2027;Mỗi điển hình 1 điểm\n";
    assert_eq!(roles(&csv(text)), "stt content time other");
}

#[test]
fn one_heading_may_stand_over_ordinals_and_contents() {
    let table = "<tr><c colspan=2>NỘI DUNG HOẠT ĐỘNG<c>Chủ trì<c>Năm thực hiện</tr><tr><c>1<c>Khảo sát nhu cầu<c>Sở Nội vụ<c>2026</tr><tr><c>2<c>Tập huấn quản trị<c>Sở Tài chính<c>2027</tr><tr><c>3<c>Sơ kết<c>Sở Nội vụ<c>2028</tr>";
    assert_eq!(roles(&page(table)), "stt content lead time");
}

#[test]
fn a_header_of_two_lines_is_repeated_in_one() {
    let table = "<tr><c rowspan=2>STT<c rowspan=2>Chỉ tiêu<c rowspan=2>Đơn vị<c colspan=2>Giai đoạn<c rowspan=2>Cơ quan chủ trì</tr><tr><c>2026 - 2028<c>2029 - 2030</tr>\
        <tr><c>1<c>Số lao động<c>Người<c>10<c>7<c>Sở Nội vụ</tr>\
        <tr><c>STT<c>Chỉ tiêu<c>Đơn vị<c>2026 - 2028<c>2029 - 2030<c>Cơ quan chủ trì</tr>\
        <tr><c>2<c>Tỷ lệ thất nghiệp<c>%<c>2<c>1<c>Sở Nội vụ</tr>";
    let imported = page(table);
    assert_eq!(imported.document.annexes.len(), 1);
    assert_eq!(
        rows(&imported),
        [
            "1 | Số lao động | Người | 10 | 7 | Sở Nội vụ",
            "2 | Tỷ lệ thất nghiệp | % | 2 | 1 | Sở Nội vụ"
        ]
    );
}

#[test]
fn letters_and_numbers_of_columns_are_no_row() {
    let text = "STT;Chỉ tiêu;ĐVT;Thực hiện 2026;Kế hoạch 2027;Cơ quan chủ trì;Ghi chú\nA;B;C;1;2;D;E\n1;Số trạm;Trạm;5;6;Sở Y tế;\n2;Số xe;Xe;5;6;Sở Y tế;\n";
    let imported = csv(text);
    assert_eq!(imported.document.annexes[0].rows.len(), 2);
}

#[test]
fn parts_of_a_list_are_sections() {
    let text = "STT;Nhiệm vụ;Cơ quan chủ trì\nPhần I;QUẢN LÝ RỪNG;\n1);Tuần tra;Sở Nội vụ\nPhần II;PHÁT TRIỂN RỪNG;\n1);Trồng rừng;Sở Nội vụ\n";
    let imported = csv(text);
    let kinds = imported.document.annexes[0]
        .rows
        .iter()
        .map(|row| row.kind.is_section());
    assert_eq!(kinds.collect::<Vec<_>>(), [true, false, true, false]);
}

#[test]
fn columns_aligned_by_blanks_are_columns() {
    let text = "Phụ lục 1\nCHỈ TIÊU CÔNG TÁC ĐOÀN\n\n\
STT  Nội dung                         Đơn vị tính Chỉ tiêu  Ban phụ trách\n\
1    Kết nạp đoàn viên mới            Đoàn viên   9.500     Ban Xây dựng Đoàn\n\
2    Công trình thanh niên cấp tỉnh   Công trình  03        Ban Phong trào\n\
3    Trồng mới cây xanh               Cây         50.000    Ban Phong trào\n";
    for imported in [
        import::import(text.as_bytes(), "x.txt").unwrap(),
        import::import_text(text, "x").unwrap(),
    ] {
        assert_eq!(roles(&imported), "stt content unit target lead");
        assert_eq!(
            rows(&imported)[1],
            "2 | Công trình thanh niên cấp tỉnh | Công trình | 03 | Ban Phong trào"
        );
        assert_eq!(
            imported.document.annexes[0].head.title,
            "CHỈ TIÊU CÔNG TÁC ĐOÀN"
        );
    }
}

#[test]
fn marks_of_markdown_headings_are_no_text() {
    let text = "# KẾ HOẠCH\n\n## Phụ lục I\n### CÁC CHỈ TIÊU DU LỊCH\n\n| STT | Chỉ tiêu | Cơ quan chủ trì |\n|---|---|---|\n| 1 | Lượt khách | Sở Y tế |\n";
    let imported = import::import_text(text, "x").unwrap();
    let head = &imported.document.annexes[0].head;
    assert_eq!([&head.number, &head.title], ["I", "CÁC CHỈ TIÊU DU LỊCH"]);
}

#[test]
fn the_reference_of_a_draft_is_no_title() {
    let text = "NHIỆM VỤ QUỐC PHÒNG\n(Dự thảo kèm theo Tờ trình số 5/TTr-BCH)\nSTT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở Nội vụ\n";
    let imported = import::import_text(text, "x").unwrap();
    let head = &imported.document.annexes[0].head;
    assert_eq!(head.title, "NHIỆM VỤ QUỐC PHÒNG");
    assert_eq!(head.reference, "(Dự thảo kèm theo Tờ trình số 5/TTr-BCH)");
}

/// "Biểu số 03" is exported as it stood, in every format that is read again.
#[test]
fn forms_keep_the_words_before_their_number() {
    for line in [
        "Biểu số 03",
        "BIỂU MẪU 04",
        "Mẫu số: 02/BC",
        "Phụ biểu 01a",
        "Phụ lục III",
    ] {
        let text = format!(
            "{line}\nTỔNG HỢP\nSTT\tNhiệm vụ\tCơ quan chủ trì\n1\tMột\tSở Nội vụ\n2\tHai\tSở Y tế\n"
        );
        let imported = import::import_text(&text, "x").unwrap();
        assert_eq!(imported.document.annexes[0].head.number_line(), line);
        for format in [OutputFormat::Xlsx, OutputFormat::Docx] {
            let bytes = report::export(&imported.document, format).unwrap();
            let again = import::import(&bytes, "x").unwrap();
            let head = &again.document.annexes[0].head;
            assert_eq!(head.number_line(), line, "{format:?}");
            assert_eq!(head.title, "TỔNG HỢP");
        }
    }
}

#[test]
fn the_title_of_the_first_section_is_no_second_line_of_headings() {
    let header = "<tr><c>TT<c>Nội dung công việc<c>Cơ quan chủ trì<c>Cơ quan phối hợp<c>Thời gian hoàn thành</tr>";
    let row = "<c>Rà soát hồ sơ<c>Phòng Nội vụ<c>Các phòng<c>20/01/2027</tr>";
    for title in ["Tháng 01 - tháng 3", "Quý I", "Giai đoạn 1", "Năm 2027"] {
        for section in [
            format!("<c><c colspan=4>{title}"),
            format!("<c><c colspan=3>{title}<c>"),
            format!("<c><c>{title}<c><c><c>"),
            format!("<c colspan=5>{title}"),
        ] {
            let table = format!("{header}<tr>{section}</tr><tr><c>1{row}<tr><c>2{row}");
            let imported = page(&table);
            assert_eq!(
                roles(&imported),
                "stt content lead coordinating time",
                "{section}"
            );
            let found = rows(&imported);
            assert!(found[0].trim_matches([' ', '|']) == title, "{found:?}");
            assert_eq!(found.len(), 3, "{section}");
        }
    }
    // Texts side by side under a wider heading divide it, and so does one in an open column.
    let header = "<tr><c>TT<c>Chỉ tiêu<c>ĐVT<c colspan=2>Kế hoạch</tr>";
    let values = "<tr><c>1<c>Số lớp<c>lớp<c>20<c>30</tr><tr><c>2<c>Số trẻ<c>trẻ<c>200<c>300</tr>";
    let divided = format!("{header}<tr><c><c><c><c>Quý I<c>Quý II</tr>{values}");
    let imported = page(&divided);
    let names = columns(&imported);
    assert!(
        names[3].contains("Quý I") && names[4].contains("Quý II"),
        "{names:?}"
    );
}

/// Two lines of headings in a form that is to be filled in, above the title of a section, and where a program
/// writes the text of a merged cell into each line.
#[test]
fn a_second_line_of_headings_is_no_row() {
    let form = csv(
        "STT,Nội dung,Giao năm 2026,Số liệu của đơn vị,\n,,,6 tháng,Cả năm\n,Xã Đông,,,\n1,Số hộ nghèo,120,,\n2,Thu nhập,45,,\n",
    );
    assert_eq!(
        columns(&form)[3..],
        [
            "other: Số liệu của đơn vị / 6 tháng",
            "target: Số liệu của đơn vị / Cả năm",
        ]
    );
    assert_eq!(rows(&form).len(), 3);
    let blank = csv("STT,Nội dung,Kết quả,\n,,Quý I,Quý II\n1,Số hộ nghèo,,\n2,Thu nhập,,\n");
    assert_eq!(rows(&blank).len(), 2);
    let repeated = csv(
        "TT,Nội dung,ĐVT,Chỉ tiêu giao,,Đơn vị báo cáo\nTT,Nội dung,ĐVT,2025,2026,Đơn vị báo cáo\n1,Hồ sơ,%,80,90,\n2,Tổ,tổ,10,12,\n",
    );
    assert_eq!(roles(&repeated), "stt content unit target target other");
    assert_eq!(rows(&repeated).len(), 2);
}
