//! Gives columns their roles: by what their headings say and by what their cells look like, for all
//! columns of a table together.

use super::{
    assign::assign,
    cell_evidence::{OTHER, Place, add_content},
    evidence::{Evidence, KNOWN},
    headings::has_phrase,
    kind::are_leftovers,
    other_amounts::{has_prices, is_other_amount},
    profile::{Profile, profiles},
    said::{CERTAIN, said},
    shared_headings::share_agencies,
    sides::Side,
    table::Table,
};
use crate::{
    import::{Note, format::sheet::Sheet},
    model::{Column, ColumnId, Role},
    text::column_letter::column_letter,
    wording::{Key, Language},
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
    let paths: Vec<&[String]> = table
        .columns
        .iter()
        .map(|column| column.path.as_slice())
        .collect();
    let profiles = profiles(sheet, table);
    let mut said = said(&paths, &profiles, is_reported);
    if table.header.is_empty() {
        // A table without a header was found by its ordinals.
        said.iter_mut()
            .take(1)
            .for_each(|it| it.add(Role::Ordinal, CERTAIN));
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
        let doubtful = !said.is_outcome && said.score(column.role) < OTHER;
        if doubtful && column.role != Role::Other && !column.header.is_empty() {
            let role = column.role.label().text(Language::Vietnamese);
            notes.push(sheet.note(
                None,
                Key::NoteRoleByContent.with([
                    column_letter(place.at),
                    column.title(),
                    role.to_owned(),
                ]),
            ));
        }
    }
    columns
}

/// Determines the roles of all columns together.
fn roles(
    paths: &[&[String]],
    said: &[Evidence],
    profiles: &[Profile],
    is_reported: bool,
) -> Vec<Role> {
    let rest = std::iter::repeat(Profile::default());
    let profiles = profiles.iter().copied().chain(rest);
    let columns: Vec<(Evidence, Profile)> = said.iter().copied().zip(profiles).collect();
    // Without any heading, agencies are no content even if they are the first text.
    let has_headings = paths.iter().any(|path| !path.is_empty());
    let names = |role: Role, least: i32| {
        let mut columns = columns.iter();
        columns.any(|(said, _)| !said.is_outcome && least <= said.score(role))
    };
    let has_unit = columns.iter().any(|(said, profile)| {
        let is_unknown = said.best().1 < OTHER && !said.is_outcome;
        let is_named = KNOWN <= said.score(Role::Unit) && !profile.is_places();
        is_named || (is_unknown && profile.is_units())
    });
    // Beside a product, a target or an assessment of what was planned, it is what was reached.
    let is_assessed = names(Role::Status, KNOWN) && names(Role::Target, 50);
    // "Kế hoạch" beside the indicator is a target; "Mục tiêu" may be the indicator itself, unless that
    // stands to the left of its figures.
    let is_plan =
        |said: &Evidence| 50 <= said.score(Role::Target) && said.score(Role::Content) == 0;
    let asks = |path: &[String]| matches!(path, [only] if Side::of(only) == Some(Side::Planned));
    let is_content = |(said, _): &(Evidence, Profile)| KNOWN <= said.score(Role::Content);
    let content_at = columns.iter().position(is_content);
    let mut plans = columns.iter().zip(paths).enumerate();
    let names_plan = plans.any(|(at, ((said, profile), path))| {
        let is_behind = said.is_none() || content_at.is_some_and(|content| content < at);
        is_plan(said) || (is_behind && asks(path) && profile.is_amounts())
    });
    let has_target = has_unit && (names(Role::Target, 80) || names_plan);
    // What a report calls the result was reached, unless it says elsewhere what was.
    let is_told = is_reported && !names(Role::Actual, KNOWN);
    let outcome = if names(Role::Result, 80) || has_target || is_assessed || is_told {
        Role::Actual
    } else if has_unit {
        Role::Target
    } else {
        Role::Result
    };
    // Columns of words that no heading gives another role.
    let texts = columns.iter().enumerate().filter(|(_, (said, profile))| {
        let (role, score) = said.best();
        let is_free = score < OTHER || role == Role::Content;
        let is_own = has_headings || !profile.is_agencies();
        profile.is_text() && is_free && !said.is_outcome && is_own
    });
    // The first of them, or the one that says something else in each row beside it.
    let mut texts = texts.map(|(at, (_, profile))| (at, profile.is_shared()));
    let first_text = texts.next();
    let own_text = texts.find(|(_, is_shared)| !is_shared);
    let first_text = match (first_text, own_text) {
        (Some((_, true)), Some((own, _))) => Some(own),
        (first, _) => first.map(|(at, _)| at),
    };
    let mut contents = columns
        .iter()
        .enumerate()
        .filter(|(_, (said, _))| KNOWN <= said.score(Role::Content));
    let first_content = contents.next().map(|(at, _)| at);
    // "Tiêu chí" that several rows share, beside "Chỉ tiêu", is the group.
    let shares = |at: &usize| columns.get(*at).is_some_and(|(_, it)| it.is_shared());
    let own_content = contents.map(|(at, _)| at).find(|at| !shares(at));
    let group = first_content.filter(|at| own_content.is_some() && shares(at));
    let first_content = group.and(own_content).or(first_content);
    // "Chỉ tiêu giao" over sentences names the indicators, where no other column does.
    let sentences = || {
        columns.iter().position(|(said, profile)| {
            said.best().0 == Role::Target && profile.is_long() && profile.is_words()
        })
    };
    let named_target = match first_content {
        Some(_) => None,
        None => sentences(),
    };
    let first_content = first_content.or(named_target);
    let has_ordinals = names(Role::Ordinal, KNOWN)
        || columns
            .first()
            .is_some_and(|(_, profile)| profile.is_ordinals());
    let names_target = columns
        .iter()
        .enumerate()
        .any(|(at, (said, _))| first_content != Some(at) && 50 <= said.score(Role::Target));
    // A list of things to buy: how many is no target.
    let has_prices = has_prices(paths);
    let scores: Vec<Evidence> = columns
        .iter()
        .enumerate()
        .map(|(at, (said, profile))| {
            let mut scores = *said;
            if said.is_outcome {
                let is_reached = outcome == Role::Actual || profile.is_reports();
                let expected = if has_unit { Role::Target } else { Role::Result };
                let is_reached = is_reached && !said.is_expected;
                scores.add(if is_reached { Role::Actual } else { expected }, 85);
            }
            if named_target == Some(at) {
                scores.add(Role::Content, said.score(Role::Target));
            }
            if first_content == Some(at) {
                scores.add(Role::Content, 12);
            }
            if group == Some(at) {
                scores.add(Role::Group, said.score(Role::Content) + KNOWN);
            }
            let says = |is_said: &dyn Fn(&str) -> bool| {
                let mut path = paths.get(at).into_iter().flat_map(|path| path.iter());
                path.any(|text| is_said(text))
            };
            let about_amounts = says(&is_other_amount)
                || (has_prices && says(&|text| has_phrase(text, "số lượng")));
            // "Mã số" over 1, 1.1, 1.2, 2 numbers the rows.
            let numbers = at == 0 && profile.is_numbering();
            let about_amounts = about_amounts && !numbers;
            let place = Place {
                may_number: at == 0 && !about_amounts,
                is_first_text: first_text == Some(at),
                is_before_content: first_content
                    .or(first_text)
                    .is_some_and(|content| at < content),
                has_other_words: first_text.is_some_and(|other| other != at),
                wants_target: !names_target && !about_amounts && (has_unit || profile.is_amounts()),
                has_unit: has_unit || (!has_headings && profile.is_percentages()),
                has_ordinals,
            };
            add_content(&mut scores, said, profile, &place);
            // The heading says what the column is, so the cells do not.
            let is_said = about_amounts && said.best().1 < KNOWN;
            scores.add(Role::Other, if is_said { CERTAIN } else { OTHER });
            scores
        })
        .collect();
    let mut roles = assign(&scores);
    share_agencies(paths, &columns, &mut roles);
    if has_ordinals && !roles.contains(&Role::Content) {
        // A list is about something, whatever its heading is.
        let mut others = roles.iter_mut().zip(&columns).skip(1);
        let named = others.find(|(role, (_, profile))| {
            let is_text = profile.is_text() && !profile.is_codes() && !profile.is_agencies();
            **role == Role::Other && is_text
        });
        if let Some((role, _)) = named {
            *role = Role::Content;
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{format::plain_text, understand::table};

    fn read(headers: &[&str]) -> String {
        let paths: Vec<Vec<String>> = headers
            .iter()
            .map(|path| path.split(" / ").map(str::to_owned).collect())
            .collect();
        let paths: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
        let roles = roles(&paths, &said(&paths, &[], false), &[], false);
        let keys: Vec<&str> = roles.into_iter().map(Role::key).collect();
        keys.join(" ")
    }

    /// Roles of a table of lines, with cells between bars.
    fn of(lines: &[&str]) -> String {
        let sheets = plain_text::read(&lines.join("\n").replace('|', "\t")).unwrap();
        let table = table::find(&sheets[0]).unwrap();
        let columns = columns(&sheets[0], &table, &mut || 0, false, &mut Vec::new());
        let keys: Vec<&str> = columns.iter().map(|column| column.role.key()).collect();
        keys.join(" ")
    }

    #[test]
    fn headings_mean_roles_together() {
        for (headers, roles) in [
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Đơn vị",
                    "Kết quả",
                    "Cơ quan chủ trì, theo dõi, đánh giá",
                ][..],
                "stt content unit target lead",
            ),
            (
                &[
                    "TT",
                    "Nhiệm vụ, giải pháp",
                    "Cơ quan chủ trì",
                    "Cơ quan phối hợp",
                    "Kết quả",
                    "Thời gian thực hiện",
                ],
                "stt content lead coordinating result time",
            ),
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Chỉ tiêu",
                    "Giai đoạn / 2026 - 2027",
                    "Giai đoạn / 2028 - 2030",
                    "Cơ quan chủ trì\ntheo dõi, đánh giá",
                    "Bộ, ngành phối hợp",
                ],
                "stt group content target target lead coordinating",
            ),
            (
                &[
                    "Số TT",
                    "Nội dung",
                    "ĐƠN VỊ TÍNH",
                    "Năm 2026",
                    "Đơn vị thực hiện",
                    "Kinh phí",
                ],
                "stt content unit target lead other",
            ),
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Đơn vị tính",
                    "Mục tiêu",
                    "Đơn vị phụ trách",
                    "Hoàn thành trước",
                ],
                "stt content unit target lead time",
            ),
            (
                &[
                    "TT",
                    "Nội dung",
                    "ĐVT",
                    "Chỉ tiêu",
                    "Đến hết năm 2026",
                    "Đơn vị chủ trì",
                ],
                "stt content unit target target lead",
            ),
            (
                &[
                    "TT",
                    "Nhiệm vụ",
                    "Sản phẩm",
                    "Kết quả",
                    "Giải trình",
                    "Ghi chú",
                ],
                "stt content result actual note note",
            ),
            (
                &[
                    "TT",
                    "Chỉ tiêu",
                    "ĐVT",
                    "Kế hoạch năm 2026",
                    "Kết quả",
                    "Đơn vị đầu mối",
                ],
                "stt content unit target actual lead",
            ),
            (
                &[
                    "TT",
                    "Chỉ tiêu",
                    "ĐVT",
                    "Kế hoạch năm",
                    "Kết quả",
                    "Tự đánh giá",
                ],
                "stt content unit target actual status",
            ),
            (
                &[
                    "TT",
                    "Chỉ tiêu",
                    "ĐVT",
                    "Chỉ tiêu giao",
                    "Kết quả",
                    "Đánh giá",
                ],
                "stt content unit target actual status",
            ),
            (
                &[
                    "STT",
                    "Chỉ tiêu",
                    "Đơn vị tính",
                    "Mục tiêu / Năm 2026",
                    "Mục tiêu / Năm 2030",
                    "Kết quả / Quý II",
                    "Kết quả / Quý III",
                ],
                "stt content unit target target actual actual",
            ),
        ] {
            assert_eq!(read(headers), roles, "{headers:?}");
        }
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
