//! Gives columns their roles: by what their headings say and by what their cells look like, for all
//! columns of a table together.

use super::{
    cell_evidence::OTHER,
    kind::are_leftovers,
    profile::profiles,
    roles::roles,
    said::{CERTAIN, said},
    table::Table,
};
use crate::{
    import::{Note, format::sheet::Sheet},
    model::{Column, ColumnId, Role},
    text::{column_letter::column_letter, heading_form},
    wording::{Key, Message},
};

/// Returns the columns of the table with their roles, and a note for each role that the heading
/// does not say. `fresh` supplies the ids; `is_reported` says that the table tells what was reached.
pub(in crate::import) fn columns(
    sheet: &Sheet,
    table: &Table,
    fresh: &mut impl FnMut() -> u32,
    is_reported: bool,
    notes: &mut Vec<Note>,
) -> Vec<Column> {
    let bare = |text: &String| heading_form::without_note_mark(text).to_owned();
    let columns = table.columns.iter();
    let paths: Vec<Vec<String>> = columns
        .map(|column| column.path.iter().map(bare).collect())
        .collect();
    let paths: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
    let profiles = profiles(sheet, table);
    let mut said = said(&paths, &profiles, is_reported);
    if table.header.is_empty() {
        // A table without a header was found by its ordinals.
        said.iter_mut()
            .take(1)
            .for_each(|it| it.add(Role::Ordinal, CERTAIN));
    }
    if table.has_codes {
        let known = [Role::Other, Role::Content];
        let columns = said.iter_mut().zip(known);
        columns.for_each(|(it, role)| it.add(role, CERTAIN));
    }
    let mut roles = roles(&paths, &said, &profiles, is_reported);
    if are_leftovers(&paths) {
        // Whatever the cells hold: only ordinals and notes have a role there.
        let guessed = roles
            .iter_mut()
            .filter(|role| !matches!(role, Role::Ordinal | Role::Note));
        guessed.for_each(|role| *role = Role::Other);
    }
    let columns = table.columns.iter().zip(roles);
    let columns: Vec<Column> = columns
        .map(|(column, role)| Column {
            id: ColumnId(fresh()),
            role,
            header: column.path.clone(),
            width: None,
            is_of_plan: false,
        })
        .collect();
    for ((column, place), said) in columns.iter().zip(&table.columns).zip(&said) {
        // Whoever appraises is in charge, or takes part.
        let is_of_either = [Role::Lead, Role::Coordinating].contains(&column.role)
            && 0 < said.score(Role::Lead).min(said.score(Role::Coordinating));
        let doubtful = !said.is_outcome && (said.score(column.role) < OTHER || is_of_either);
        if doubtful && column.role != Role::Other && !column.header.is_empty() {
            notes.push(sheet.note(
                None,
                Key::NoteRoleByContent.with([
                    column_letter(place.at),
                    column.title(),
                    Message::from(column.role.label()).nested(),
                ]),
            ));
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{format::plain_text, understand::table};

    /// Roles of a table of lines, with cells between bars.
    fn of(lines: &[&str]) -> String {
        let sheets = plain_text::read(&lines.join("\n").replace('|', "\t")).unwrap();
        let table = table::find(&sheets[0]).unwrap();
        let columns = columns(&sheets[0], &table, &mut || 0, false, &mut Vec::new());
        let keys: Vec<&str> = columns.iter().map(|column| column.role.key()).collect();
        keys.join(" ")
    }

    #[test]
    fn cells_say_what_a_heading_does_not() {
        for (lines, roles) in [
            (
                &[
                    "STT|Tên công trình|Địa điểm|Tổng mức đầu tư|Nguồn vốn",
                    "1|Trạm y tế|Xã A|1200|Ngân sách tỉnh",
                    "2|Cầu dân sinh|Xã B|800|Ngân sách xã",
                ][..],
                "stt content other other other",
            ),
            (
                &[
                    "STT|Mặt hàng|Đơn vị tính|Chỉ tiêu|Kế hoạch 2026",
                    "1|Máy phát điện|Bộ|12|6",
                    "2|Áo phao|Cái|30|20",
                ],
                "stt content unit target target",
            ),
            (
                &[
                    "STT|Việc cần làm|Nơi nhận việc|Khi nào xong",
                    "1|Rà soát hộ nghèo|Phòng Kinh tế|Tháng 3/2026",
                    "2|Sửa đường thôn|UBND xã|Quý II/2026",
                ],
                "stt content lead time",
            ),
            (
                &[
                    "STT|Đầu việc|Đơn vị|Kết quả",
                    "1|Rà soát hộ nghèo|Phòng Kinh tế|Danh sách",
                    "2|Sửa đường thôn|UBND xã|02 km đường",
                ],
                "stt content lead result",
            ),
            // A matrix: who does what, by marks.
            (
                &[
                    "STT|Nhiệm vụ|Đơn vị thực hiện|||Hạn hoàn thành",
                    "||Sở Nội vụ|Phòng, ban|UBND cấp xã|",
                    "1|Sắp xếp trụ sở|CT||PH|30/6/2027",
                    "2|Thu hồi con dấu||CT|PH|31/7/2027",
                ],
                "stt content other other other time",
            ),
            (
                &[
                    "STT|Nhiệm vụ|Cơ quan thực hiện||Hạn hoàn thành",
                    "||Cấp tỉnh|Cấp xã|",
                    "1|Sắp xếp trụ sở|Sở Nội vụ|UBND xã|30/6/2027",
                    "2|Thu hồi con dấu|Công an tỉnh|Công an xã|31/7/2027",
                ],
                "stt content lead other time",
            ),
            // Marks say when, or who, or whether; figures are no assessment.
            (
                &[
                    "STT|Nhiệm vụ|Chủ trì|Năm|||Ghi chú",
                    "|||2027|2028|2029|",
                    "1|Nạo vét luồng|Sở A|x|||",
                    "2|Dựng phao|Sở B||x|x|",
                ],
                "stt content lead other other other note",
            ),
            (
                &[
                    "STT|Nội dung|Đơn vị chủ trì|Quý I/2027|Quý II/2027",
                    "1|Kiểm kê sách|Thư viện tỉnh|✓|",
                    "2|Thanh lý sách|Thư viện xã|●|✓",
                ],
                "stt content lead other other",
            ),
            (
                &[
                    "STT|Tiêu chí|Điểm chuẩn|Điểm tự chấm|Tự đánh giá",
                    "1|Trụ nước chữa cháy|10|8,5|8,5",
                    "2|Đội dân phòng|20|20|19",
                ],
                "stt content other other other",
            ),
            (
                &[
                    "STT|Tiêu chí|Điểm chuẩn|Tự đánh giá",
                    "1|Trụ nước chữa cháy|10|Đạt",
                    "2|Đội dân phòng|20|Chưa đạt",
                ],
                "stt content other status",
            ),
            (
                &[
                    "STT|Chỉ tiêu|ĐVT|Năm 2030 [2]|Trong đó: năm 2026|SP hoàn thành|CQCT",
                    "1|Số phao|cái|30|6|Phao|Cảng vụ",
                    "2|Luồng|km|12|3|Luồng|Sở Xây dựng",
                ],
                "stt content unit target target result lead",
            ),
            (
                &[
                    "STT|Loại án|Thụ lý|Đã giải quyết|Chỉ tiêu Quốc hội giao (%)",
                    "1|Hình sự|320|301|≥ 88",
                    "2|Dân sự|1204|1002|≥ 78",
                ],
                "stt content other actual target",
            ),
            // Two columns of bodies under headings that nobody knows.
            (
                &[
                    "STT|Việc phải làm|Nơi gánh|Nơi đỡ|Bao giờ xong",
                    "1|Mở lớp|Phòng Văn hóa|Hội Nông dân|Quý I",
                    "2|Thi đấu|Sở Y tế|Công an tỉnh|Quý II",
                ],
                "stt content lead coordinating time",
            ),
            (
                &[
                    "STT|Cấp học|Tên trường, hạng mục|Năm 2026",
                    "1|Mầm non|Trường Hoa Mai: 04 phòng học|04",
                    "2|Mầm non|Trường Hoa Sen: nhà bếp|01",
                    "3|Tiểu học|Trường Nà Khoang: sân tập|01",
                    "4|Tiểu học|Trường Bản Áng: 06 phòng học|06",
                ],
                "stt other content target",
            ),
            (
                &[
                    "STT|Chỉ tiêu giao|ĐVT|Năm 2026|Năm 2027",
                    "1|Tỷ lệ hộ dân cư được dùng nước sạch theo quy chuẩn|%|91|93",
                    "2|Tỷ lệ trẻ em dưới năm tuổi suy dinh dưỡng thể thấp còi|%|17|16",
                ],
                "stt content unit target target",
            ),
            (
                &[
                    "STT|Tên thiết bị|ĐVT|Số lượng|Đơn giá|Thành tiền",
                    "1|Máy quét|cái|2|15.000|30.000",
                    "2|Máy tính|bộ|5|12.000|60.000",
                ],
                "stt content unit other other other",
            ),
            (
                &[
                    "STT|Tên quy trình|Các bước thực hiện|Thời gian",
                    "1|Tiếp nhận hồ sơ|Kiểm tra, nhập máy|1 ngày",
                ],
                "stt content other time",
            ),
            (
                &[
                    "TT|Làng nghề|Số hộ|Lao động|Việc trọng tâm",
                    "1|Đồng Kỵ|2.860|9.400|Bỏ sơn PU",
                    "2|Phù Khê|1.540|4.850|Lắp buồng hút bụi",
                ],
                "stt content other other other",
            ),
            (
                &[
                    "STT|Tiêu đề lạ|ĐVT|Con số",
                    "1|Số trạm y tế đạt chuẩn|trạm|12",
                    "2|Tỷ lệ tiêm chủng|%|95",
                ],
                "stt content unit target",
            ),
        ] {
            assert_eq!(of(lines), roles, "{lines:?}");
        }
    }
}
