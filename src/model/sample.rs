//! A small sample plan for trying the editor, with the mistakes that real annexes have.

use std::sync::Arc;

use super::{AnnexHead, AnnexKind, Document, Plan, Row, RowId, fixture};

const INDICATORS: &str = "
    stt:STT | content:Chỉ tiêu | unit:Đơn vị tính | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030 | lead:Cơ quan chủ trì
    # I | Phục vụ người dân, doanh nghiệp
    - 1 | - Tỷ lệ hồ sơ nộp trực tuyến trên tổng số hồ sơ tiếp nhận | % | 80 | 95 | Văn phòng UBND tỉnh
    - 2 | Tỷ lệ người dân hài lòng khi giải quyết  thủ tục | % | 95 | 990 | Văn phòng UBND tỉnh
    - 3 | Tỷ lệ kết quả giải quyết thủ tục được số hóa | % | 100 | Duy trì 100% |
    # II. | Quản trị dựa trên dữ liệu
    - 1 | Mức độ trưởng thành về quản trị dữ liệu của tỉnh | Mức độ | 3 | 6 | Công an tỉnh
    - 2 | Tỷ lệ cơ quan công bố dữ liệu mở | % | - | 100 | Sở Khoa học và Công nghệ
    - 4 | Tỷ lệ công chức được bồi dưỡng kỹ năng số | % | 100 | | Sở Nội vụ
    # III | Hạ tầng
    - 1 | Tỷ lệ xã, phường có kết nối dự phòng | % | 60 | 100 | Sở Khoa học và Công nghệ
";

const TASKS: &str = "
    stt:STT | content:Nhiệm vụ, giải pháp | lead:Cơ quan chủ trì | coordinating:Cơ quan phối hợp | result:Kết quả | time:Thời gian thực hiện
    # I | Hoàn thiện thể chế
    - 1 | Rà soát quy chế khai thác kho dữ liệu dùng chung của tỉnh | Sở Tư pháp | Sở Khoa học và Công nghệ | Quyết định của UBND tỉnh | Tháng 6/2026
    - 2 | Ban hành bộ tiêu chí đánh giá dịch vụ số ở cấp xã | Văn phòng UBND tỉnh | Các sở, ban, ngành | Bộ tiêu chí | Năm 2027 - 2026
    # II | Phát triển dữ liệu số
    - 1 | Làm sạch dữ liệu đất đai trên địa bàn các xã, phường | Sở Nông nghiệp và Môi trường | UBND các xã, phường | Dữ liệu được xác nhận | Năm 2026 - 2030
    - 2 | Mở dữ liệu giao thông công cộng cho người dân tra cứu | Sở Xây dựng | Công an tỉnh | Bộ dữ liệu mở | Năm 2025
";

/// Returns the sample with `n_rows` rows per annex, repeating the texts of its rows. Used to warm up
/// code that the browser has not compiled yet.
pub fn long(n_rows: usize) -> Document {
    let mut document = document();
    let mut next_id = document.next_id()..;
    for annex in &mut document.annexes {
        let rows = annex.rows.iter().cycle().zip(&mut next_id).take(n_rows);
        let copy = |(row, id): (&Arc<Row>, u32)| {
            let mut row = Row::clone(row);
            row.id = RowId(id);
            Arc::new(row)
        };
        annex.rows = rows.map(copy).collect();
    }
    document
}

/// Returns the sample document: one annex of indicators and one of tasks.
pub fn document() -> Document {
    let reference = "(Kèm theo Kế hoạch số 01/KH-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)";
    let head = |kind, number: &str, title: &str| AnnexHead {
        kind,
        number: number.to_owned(),
        title: title.to_owned(),
        reference: reference.to_owned(),
        sheet: format!("PL {number}"),
        ..AnnexHead::default()
    };
    let mut indicators = fixture::parse_annex(INDICATORS, 1);
    indicators.head = head(
        AnnexKind::Indicators,
        "I",
        "DANH MỤC CHỈ TIÊU CHÍNH QUYỀN SỐ",
    );
    let mut tasks = fixture::parse_annex(TASKS, 1_000);
    tasks.head = head(AnnexKind::Tasks, "II", "DANH MỤC NHIỆM VỤ, GIẢI PHÁP");
    Document {
        plan: Plan {
            name: "Phụ lục mẫu".to_owned(),
            number: "01/KH-UBND".to_owned(),
            date: "05/01/2026".to_owned(),
            body: "UBND tỉnh Mẫu".to_owned(),
        },
        annexes: vec![indicators, tasks],
        ..Document::default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_long_sample_is_a_document_like_any_other() {
        let document = long(50);
        assert_eq!(document.n_rows(), 100);
        let mut ids = HashSet::new();
        for annex in &document.annexes {
            assert!(ids.insert(annex.id.0));
            assert!(annex.columns.iter().all(|it| ids.insert(it.id.0)));
            assert!(annex.rows.iter().all(|it| ids.insert(it.id.0)));
        }
    }
}
