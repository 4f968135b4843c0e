//! # `sum-differs`
//!
//! A text states a sum and its parts, and the parts do not add up to it: "1.118 chứng thư số (trong
//! đó: 744 …; 373 …)". Likewise for figures of the table: a parent item and its parts, a section and
//! its items, a row or a column of totals.
//!
//! **Why.** A digit was changed or two digits were swapped, and the error is carried into every
//! compilation of the figures.
//!
//! **Fix.** None: only a person knows which figure is wrong.

use super::{
    among,
    counted_rows::miscounted,
    larger_part::larger_part,
    table_sums::{self, Heading, Line},
    text_sums::stated_sums,
};
use crate::{
    model::{Role, RowKind, Severity, vietnamese_number},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "sum-differs",
    severity: Severity::Warning,
    title: Key::RuleSumDiffers,
    rationale: Key::RuleSumDiffersWhy,
    source: "Tổng và các phần cùng nêu trong văn bản cần khớp nhau. Ví dụ: đảo chữ số 182.438 và 182.483",
    check: Check::Annex {
        reads: &[
            Role::Content,
            Role::Result,
            Role::Note,
            Role::Target,
            Role::Unit,
            Role::Ordinal,
            Role::Actual,
            Role::Other,
        ],
        check,
    },
};

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    scope.each_cell(
        &[Role::Content, Role::Result, Role::Note, Role::Actual],
        |row, column, text| {
            for (stated, sum) in stated_sums(text) {
                let message = Key::SumDiffers.with([stated, sum]);
                acc.push(scope.finding(&RULE, row, column, message));
            }
            if let Some(it) = larger_part(text) {
                let message = Key::PartAboveItsWhole.with(it.into());
                acc.push(scope.finding(&RULE, row, column, message));
            }
        },
    );
    check_lines(scope, acc);
    check_totals(scope, acc);
    check_count(scope, acc);
}

/// Compares the number of rows that a total states with the rows.
fn check_count(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let column = scope.annex.column_of(Role::Content);
    if let Some((column, (row, stated, n_rows))) = column.zip(miscounted(scope)) {
        let message = Key::RowsMiscounted.with([stated.to_string(), n_rows.to_string()]);
        acc.push(scope.finding(&RULE, row, column.id, message));
    }
}

/// Compares the sums that the lines above and below the table state, such as the opening paragraph of
/// a report.
fn check_lines(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    for (stated, sum) in scope.annex.head.lines().flat_map(stated_sums) {
        if let Some((row, column)) = scope.head_cell() {
            let message = Key::SumDiffers.with([stated, sum]);
            acc.push(scope.finding(&RULE, row, column, message).of_annex());
        }
    }
}

/// Compares the figures of the table with the sums that they state.
fn check_totals(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let headings = headings(scope);
    if headings.is_empty() {
        return;
    }
    let lines = lines(scope, &headings);
    for it in among::above_whole(scope, &lines, &headings) {
        if let Some(heading) = headings.get(it.column) {
            acc.push(scope.finding(&RULE, it.row, heading.id, it.message));
        }
    }
    for it in table_sums::all(&lines, &headings) {
        let (Some(row), Some(heading)) = (scope.rows().get(it.row), headings.get(it.column)) else {
            continue;
        };
        let message = Key::SumDiffers.with([
            vietnamese_number(it.stated),
            vietnamese_number(rounded(it.sum)),
        ]);
        acc.push(scope.finding(&RULE, *row, heading.id, message));
    }
}

/// A sum without the noise of binary fractions.
fn rounded(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}

/// Share of a column's filled cells that must be numbers, in per cent.
const NUMBERS_PERCENT: usize = 50;

/// The columns of figures that can add up.
fn headings(scope: &AnnexScope) -> Vec<Heading> {
    let columns = scope.annex.columns.iter();
    let columns = columns.filter(|it| matches!(it.role, Role::Target | Role::Actual | Role::Other));
    let figures = columns.filter(|column| {
        let (n, numbers) = scope
            .texts(column.id)
            .fold((0, 0), |(n, numbers), (_, text)| {
                let is_number = table_sums::number(text).is_some();
                (
                    n + usize::from(!text.is_empty()),
                    numbers + usize::from(is_number),
                )
            });
        2 < numbers && n * NUMBERS_PERCENT <= numbers * 100
    });
    let figures: Vec<_> = figures.collect();
    let has_quarters = 1 < figures
        .iter()
        .filter(|it| names_quarter(&it.title()))
        .count();
    let headings = figures.into_iter().filter_map(|column| {
        let title = column.title().to_lowercase();
        let own = column
            .header
            .last()
            .map_or(String::new(), |it| it.to_lowercase());
        let is_total = own.starts_with("tổng")
            || own.split_whitespace().any(|word| word == "cộng")
            || (has_quarters && names_year(&own));
        let compares = [
            "%",
            "so với",
            "so sánh",
            "tỷ lệ",
            "tăng",
            "giảm",
            "bình quân",
            "lũy kế",
        ];
        let compares = compares.iter().any(|word| title.contains(word));
        let group = match column.header.as_slice() {
            [above, _, ..] => above.clone(),
            _ => String::new(),
        };
        let is_part = matches!(column.role, Role::Target | Role::Other);
        (!compares).then_some(Heading {
            id: column.id,
            is_total,
            group,
            is_part,
        })
    });
    headings.collect()
}

/// Whether a heading is that of a quarter.
fn names_quarter(title: &str) -> bool {
    title.to_lowercase().contains("quý ")
}

/// Whether a heading is that of the year of which the table has the quarters.
fn names_year(own: &str) -> bool {
    let is_shorter = own.contains("quý") || own.contains("tháng");
    !is_shorter && own.split_whitespace().any(|word| word == "năm")
}

/// Words of units and contents whose figures do not add up.
const NOT_ADDED: &[&str] = &[
    "%",
    "‰",
    "/",
    "mức",
    "cấp độ",
    "hạng",
    "bậc",
    "điểm",
    "chỉ số",
    "hệ số",
    "lần",
    "tuổi",
];
const NOT_ADDED_CONTENTS: &[&str] = &[
    "tỷ lệ",
    "tỉ lệ",
    "tỷ suất",
    "bình quân",
    "chỉ số",
    "mật độ",
    "năng suất",
    "tốc độ",
    "trung bình",
];

fn lines(scope: &AnnexScope, headings: &[Heading]) -> Vec<Line> {
    // Without sub-items and figures of sections, no row is a part of another but by a total.
    let has_parts = scope.rows().iter().any(|row| match row.kind {
        RowKind::Item(level) => 1 < level,
        RowKind::Section(_) => headings
            .iter()
            .any(|it| !scope.text(*row, it.id).is_empty()),
    });
    let rows = scope.rows().iter();
    let lines = rows.map(|row| {
        let unit = scope.text_of(*row, Role::Unit).trim().to_lowercase();
        let values = headings
            .iter()
            .map(|it| table_sums::number(scope.text(*row, it.id)));
        let values: Vec<Option<f64>> = values.collect();
        let has_values = values.iter().any(Option::is_some);
        let counts = has_values && !NOT_ADDED.iter().any(|word| unit.contains(word)) && {
            let content = scope.text_of(*row, Role::Content).to_lowercase();
            !NOT_ADDED_CONTENTS.iter().any(|word| content.contains(word))
                && !content.starts_with("thời gian")
        };
        Line {
            kind: row.kind,
            is_total: !row.kind.is_section() && scope.is_total(*row),
            adds: has_parts && counts,
            counts,
            unit,
            values,
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::sum_differs::RULE, testing::report};

    #[test]
    fn a_total_says_of_how_many_rows_it_is() {
        let text = |total: &str| {
            let rows: String = (1..=4).map(|n| format!("- {n} | Xã {n}\n")).collect();
            report(&RULE, &format!("stt | content\n{rows}- | {total}"))
        };
        assert_eq!(
            text("Cộng 5 xã, phường"),
            "row 5 content: Dòng tổng ghi 5 nhưng bảng đánh số 4 dòng.\n"
        );
        for total in ["Cộng 4 xã, phường", "Tổng cộng", "Cộng 5 km đường"] {
            assert_eq!(text(total), "", "{total}");
        }
    }

    #[test]
    fn quarters_add_up_to_the_year_and_each_slip_is_named_once() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:Cả năm | target:Quý I | target:Quý II | target:Quý III | target:Quý IV
            # I | Trồng rừng | 1.860 | 310 | 620 | 540 | 390
            - 1 | Trồng mới rừng đước | 980 | 120 | 360 | 310 | 190
            - 2 | Chăm sóc rừng mắm | 550 | 110 | 160 | 140 | 130
            - 3 | Làm kè mềm giữ bùn | 340 | 80 | 100 | 90 | 70
            # II | Bảo vệ rừng | 1.130 | 270 | 300 | 290 | 270
            - 1 | Khoán bảo vệ rừng | 760 | 190 | 190 | 190 | 190
            - 2 | Mua nhiên liệu tuần tra | 370 | 80 | 110 | 100 | 80
            - | Tổng cộng | 2.990 | 580 | 920 | 830 | 660
            - 3 | Tỷ lệ cây sống | 90 | 88 | 90 | 91 | 91
        "), @"row 3 target: Ghi tổng là 550 nhưng các phần cộng lại là 540.");
        assert_snapshot!(report(&RULE, "
            stt | content | other:Tổng kinh phí | target:Năm 2026 | target:Năm 2027 | target:Năm 2028
            - A | Ngân sách | 46.300 | 12.000 | 17.800 | 17.500
            -- 1 | Quy hoạch cảng cạn | 5.300 | 3.000 | 1.800 | 500
            -- 2 | Phần mềm quản lý | 11.000 | 4.000 | 4.000 | 3.000
            -- 3 | Nạo vét luồng | 30.000 | 5.000 | 11.000 | 14.000
            - B | Doanh nghiệp | 120.000 | 20.000 | 45.000 | 55.000
            -- 4 | Cần cẩu giàn | 90.000 | 15.000 | 36.000 | 40.000
            -- 5 | Kho lạnh | 30.000 | 5.000 | 10.000 | 15.000
        "), @r"
        row 1 target: Ghi tổng là 17.800 nhưng các phần cộng lại là 16.800.
        row 6 other: Ghi tổng là 90.000 nhưng các phần cộng lại là 91.000.
        ");
    }

    #[test]
    fn what_is_among_others_is_no_more_than_they_are() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | actual:Năm 2025 | target:Năm 2026
            - 1 | Sản lượng muối | tấn | 24.000 | 25.200
            - | Trong đó: muối trải bạt | tấn | 9.500 | 29.500
            - 2 | Lao động có việc làm mới | người | 820 | 900
            - | Trong đó: | | |
            - | - Nữ | người | 410 | 950
            - 3 | Tỷ lệ hộ nghèo | % | 3,1 | 2,8
            - | Trong đó: hộ dân tộc thiểu số | % | 9,0 | 8,1
        "), @r"
        row 2 target: Ghi 29.500, nhiều hơn 25.200 của dòng “Sản lượng muối” mà dòng này là một phần.
        row 5 target: Ghi 950, nhiều hơn 900 của dòng “Lao động có việc làm mới” mà dòng này là một phần.
        ");
    }

    #[test]
    fn reports_sums_that_their_parts_deny() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Năm 2025 cấp mới 1.118 chứng thư số (trong đó: 744 chữ ký số cho cá nhân; 373 chứng thư số cho tổ chức)
            - 2 | Tổng kinh phí là 182.438 triệu đồng, trong đó: vốn đầu tư là 42.169 triệu đồng; chính quyền 2 cấp là 65.312 triệu đồng; khoa học là 38.502 triệu đồng; các xã là 36,5 tỷ đồng (mua sắm)
            - 3 | Hoàn thành 102 kênh truyền, gồm 47 kênh UBND tỉnh, 2 kênh HĐND, 39 kênh Mặt trận, 14 kênh sở
            - 4 | Mở 50 lớp, trong đó 12 lớp cho cấp xã và 8 lớp cho doanh nghiệp
            - 5 | Bố trí 100% hồ sơ, trong đó 60% ở cấp xã, 39% ở cấp tỉnh
            - 6 | Tổ chức 12 lớp bồi dưỡng, trong đó 5 lớp cho công chức và 6 lớp cho viên chức
            - 7 | Xây mới 9 công trình, trong đó: 4 trường học, 3 trạm y tế, 1 nhà văn hóa
            - 8 | Mua sắm 120 bộ máy tính, gồm 70 bộ để bàn và 40 bộ xách tay
            - 9 | Hỗ trợ 10 xã, trong đó 6 xã đạt 19 tiêu chí
            - 10 | 03 lần diễn tập, trong đó 05 lần ban đêm
            - 11 | 06 lớp, 180 học viên, trong đó 210 học viên là người dân tộc thiểu số
            - 12 | 06 lớp, trong đó 210 học viên là người dân tộc thiểu số
            - 13 | 450 tình nguyện viên, trong đó 300 người nói tiếng Anh và 250 người nói ngoại ngữ khác
            - 15 | 450 học viên, trong đó 200 học viên nữ và 300 học viên là người Mông
            - 14 | 450 tình nguyện viên, trong đó 300 người nói tiếng Anh và 250 người nói tiếng Nga
        "), @"
        row 1 content: Ghi tổng là 1.118 nhưng các phần cộng lại là 1.117.
        row 2 content: Ghi tổng là 182.438 nhưng các phần cộng lại là 182.483.
        row 6 content: Ghi tổng là 12 nhưng các phần cộng lại là 11.
        row 7 content: Ghi tổng là 9 nhưng các phần cộng lại là 8.
        row 8 content: Ghi tổng là 120 nhưng các phần cộng lại là 110.
        row 10 content: Phần nêu sau (5) lớn hơn tổng nêu trước (3).
        row 11 content: Phần nêu sau (210) lớn hơn tổng nêu trước (180).
        row 13 content: Ghi tổng là 450 nhưng các phần cộng lại là 550.
        ");
    }

    #[test]
    fn reports_totals_that_their_rows_deny() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            # I | Đào tạo
            - 1 | Lớp cho cấp xã | Lớp | 12
            - 2 | Lớp cho cấp tỉnh | Lớp | 30
            - | Cộng | Lớp | 43
            # II | Thiết bị
            - 1 | Máy trạm | Bộ | 1.200
            - 2 | Máy chủ | Bộ | 34
            - | Tổng cộng: | Bộ | 1.234
        "), @"row 4 target: Ghi tổng là 43 nhưng các phần cộng lại là 42.");
    }

    #[test]
    fn a_total_above_the_first_section_may_be_of_the_rows_up_to_it() {
        let text = |total: &str| {
            format!(
                "
            stt | content | unit | actual | target
            - | Tổng số vụ việc thụ lý | vụ | 30 | {total}
            - 1 | Án hình sự | vụ | 10 | 20
            - 2 | Án dân sự | vụ | 20 | 30
            # I | Chất lượng xét xử
            - 3 | Số phiên tòa trực tuyến | phiên | 212 | 260
            - 4 | Số bản án công bố | bản án | 9.850 | 10.500
        "
            )
        };
        assert_eq!(report(&RULE, &text("50")), "");
        assert_snapshot!(report(&RULE, &text("60")), @"row 1 target: Ghi tổng là 60 nhưng các phần cộng lại là 50.");
    }

    /// Evidence that rows are parts: another column, or a sum that is all but right.
    #[test]
    fn reports_parents_sections_and_grand_totals() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | actual | target
            - 1 | Tổng sản lượng | tấn | 300 | 320
            -- 1.1 | Thóc | tấn | 100 | 120
            -- 1.2 | Ngô | tấn | 200 | 190
            - 2 | Số lớp | lớp | 50 | 60
            -- 2.1 | Cho nữ | lớp | 10 | 20
            -- 2.2 | Cho thanh niên | lớp | 20 | 10
            - 3 | Cơ cấu | % | 100 | 90
            -- 3.1 | Nông nghiệp | % | 60 | 50
            -- 3.2 | Công nghiệp | % | 40 | 50
        "), @"row 1 target: Ghi tổng là 320 nhưng các phần cộng lại là 310.");
        assert_snapshot!(report(&RULE, "
            stt | content | target:Năm 2026 | target:Năm 2027 | target:Tổng cộng
            - | TỔNG SỐ | 60 | 70 | 130
            # A | Trung ương | 30 | 40 | 70
            - 1 | x | 10 | 20 | 30
            - 2 | y | 20 | 20 | 40
            # B | Địa phương | 30 | 31 | 61
            - 1 | x | 15 | 15 | 30
            - 2 | y | 15 | 15 | 30
        "), @"
        row 5 target: Ghi tổng là 31 nhưng các phần cộng lại là 30.
        row 5 target: Ghi tổng là 61 nhưng các phần cộng lại là 60.
        ");
    }

    #[test]
    fn reports_rows_that_their_years_deny() {
        assert_snapshot!(report(&RULE, "
            stt | content | other:Tổng mức | target:Phân kỳ / 2026 | target:Phân kỳ / 2027
            - 1 | a | 30 | 10 | 20
            - 2 | b | 40 | 20 | 20
            - 3 | c | 50 | 20 | 30
            - 4 | d | 66 | 30 | 30
            - | Cộng | 186 | 80 | 100
        "), @"
        row 4 other: Ghi tổng là 66 nhưng các phần cộng lại là 60.
        row 5 other: Ghi tổng là 186 nhưng các phần cộng lại là 180.
        ");
    }

    #[test]
    fn women_and_men_are_all() {
        assert_snapshot!(report(&RULE, "
            content
            - Đào tạo 5.400 lượt người, trong đó 3.200 nữ và 2.100 nam
            - Đào tạo 5.300 lượt người, trong đó 3.200 nữ và 2.100 nam
        "), @r#"
        row 1 content: Ghi tổng là 5.400 nhưng các phần cộng lại là 5.300.
        "#);
    }
}
