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

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::table_sums::{self, Heading, Line, same};
use crate::{
    model::{Role, RowKind, Severity, parse_number, vietnamese_number},
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

/// Words that introduce the parts of a sum.
const MARKERS: &[&str] = &["trong đó", "bao gồm", " gồm", "cụ thể là", "cụ thể:"];

/// Prefilter: every marker contains one of these, also when its first letter is a capital.
static MARKED: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["rong đó", "ồm", "ụ thể"].map(Finder::new));

/// Maximum deviation, in per cent of the stated sum, up to which the parts count as complete. With
/// a larger deviation some parts may simply be unlisted.
const NEAR_PERCENT: f64 = 1.0;
/// The same where parts and sum count the same thing, or the parts follow a colon; "gồm" (consists of)
/// names all parts.
const NEAR_ALIKE_PERCENT: f64 = 20.0;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    scope.each_cell(
        &[Role::Content, Role::Result, Role::Note, Role::Actual],
        |row, column, text| {
            for (stated, sum) in stated_sums(text) {
                let message = Key::SumDiffers.with([stated, sum]);
                acc.push(scope.finding(&RULE, row, column, message));
            }
        },
    );
    check_lines(scope, acc);
    check_totals(scope, acc);
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

/// Returns the sums of a text that their parts deny.
fn stated_sums(text: &str) -> Vec<(String, String)> {
    // Most texts state no sum.
    let may_state = FIGURES_MIN <= n_figures(text)
        && MARKED.iter().any(|it| it.find(text.as_bytes()).is_some());
    match may_state {
        true => differences(text),
        false => Vec::new(),
    }
}

/// A sum and at least two parts.
const FIGURES_MIN: usize = 3;

/// Counts the runs of digits in the bytes of a text.
fn n_figures(text: &str) -> usize {
    let mut was_digit = false;
    let starts = text.bytes().filter(|byte| {
        let is_digit = byte.is_ascii_digit();
        let starts = is_digit && !was_digit;
        was_digit = is_digit;
        starts
    });
    starts.count()
}

/// Compares the figures of the table with the sums that they state.
fn check_totals(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let headings = headings(scope);
    if headings.is_empty() {
        return;
    }
    let lines = lines(scope, &headings);
    let mut differences = table_sums::in_rows(&lines, &headings);
    let n_in_rows = differences.len();
    differences.extend(table_sums::in_columns(&lines, headings.len()));
    for (at, it) in differences.iter().enumerate() {
        // A row that is wrong in itself makes the column wrong too.
        let is_second = n_in_rows <= at
            && differences
                .iter()
                .take(n_in_rows)
                .any(|row| (row.row, row.column) == (it.row, it.column));
        let (Some(row), Some(heading)) = (scope.rows().get(it.row), headings.get(it.column)) else {
            continue;
        };
        if is_second {
            continue;
        }
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
    let headings = figures.filter_map(|column| {
        let title = column.title().to_lowercase();
        let own = column
            .header
            .last()
            .map_or(String::new(), |it| it.to_lowercase());
        let is_total = own.starts_with("tổng") || own.split_whitespace().any(|word| word == "cộng");
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
        let has_values = has_parts && values.iter().any(Option::is_some);
        let adds = has_values && !NOT_ADDED.iter().any(|word| unit.contains(word)) && {
            let content = scope.text_of(*row, Role::Content).to_lowercase();
            !NOT_ADDED_CONTENTS.iter().any(|word| content.contains(word))
        };
        Line {
            kind: row.kind,
            is_total: !row.kind.is_section() && scope.is_total(*row),
            adds,
            unit,
            values,
        }
    });
    lines.collect()
}

/// A number in a text, its byte offset, and the text after it, which begins with the unit.
struct Figure<'text> {
    value: f64,
    at: usize,
    unit: &'text str,
}

impl Figure<'_> {
    /// Returns the value in millions of đồng, or `None` if it is not an amount of money.
    fn millions(&self) -> Option<f64> {
        let factor = match self.unit {
            unit if unit.starts_with("triệu đồng") => 1.0,
            unit if unit.starts_with("tỷ đồng") || unit.starts_with("tỉ đồng") => 1_000.0,
            unit if unit.starts_with("nghìn tỷ") => 1_000_000.0,
            _ => return None,
        };
        Some(self.value * factor)
    }
}

/// Returns a stated sum and the actual sum of its parts, formatted, if they differ. Returns at most
/// one pair.
fn differences(text: &str) -> Vec<(String, String)> {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    for marker in MARKERS {
        let Some(at) = lower.find(marker) else {
            continue;
        };
        let start = sentence_start(&lower, at);
        let end = sentence_end(&lower, at);
        let before = figures(lower.get(start..at).unwrap_or_default());
        let behind = figures(lower.get(at..end).unwrap_or_default());
        let Some(total) = before.last() else {
            continue;
        };
        let (stated, parts): (f64, Vec<f64>) = match total.millions() {
            Some(stated) => (stated, behind.iter().filter_map(Figure::millions).collect()),
            None => (total.value, behind.iter().map(|it| it.value).collect()),
        };
        let sum: f64 = parts.iter().sum();
        let first_word = |it: &Figure| {
            it.unit
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .map(str::to_owned)
        };
        let alike = behind.iter().all(|it| first_word(it) == first_word(total));
        let parts_text = lower.get(at..end).unwrap_or_default();
        let are_halves = has_word(parts_text, "nam") && has_word(parts_text, "nữ");
        let names_all = marker.contains("gồm")
            || are_halves
            || lower
                .get(at + marker.len()..)
                .is_some_and(|it| it.starts_with(':'));
        let near = match alike || names_all {
            true => NEAR_ALIKE_PERCENT,
            false => NEAR_PERCENT,
        };
        let is_near = (stated - sum).abs() * 100.0 <= stated * near;
        if 1 < parts.len() && is_near && !same(stated, sum) {
            found.push((vietnamese_number(stated), vietnamese_number(sum)));
            break;
        }
    }
    found
}

/// Whether a text contains a word as a whole.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|it| it == word)
}

/// Returns the start of the sentence that contains `at`.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let stops = [". ", "; ", "\n"];
    let stop = stops.iter().filter_map(|stop| before.rfind(stop)).max();
    stop.map_or(0, |stop| stop + 1)
}

/// Returns the end of the list of parts: the closing bracket if the list is in brackets, otherwise
/// the end of the sentence.
fn sentence_end(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default();
    let in_brackets = before.trim_end().ends_with('(');
    let end = match in_brackets {
        true => behind.find(')'),
        false => behind.find(". "),
    };
    end.map_or(text.len(), |end| at + end)
}

/// Returns the numbers of a text that are quantities: no percentages, years, dates or document
/// numbers.
fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
        let length = length.unwrap_or(rest.len());
        let figure = rest
            .get(..length)
            .unwrap_or_default()
            .trim_end_matches(['.', ',']);
        at = start + length.max(1);
        let before = text.get(..start).unwrap_or_default().trim_end();
        let behind = rest.get(figure.len()..).unwrap_or_default();
        let is_apart = behind.starts_with(' ') && !before.ends_with(['/', '-', '[']);
        let is_named = ["năm", "tháng", "ngày", "số", "quý", "điều", "khoản"];
        let is_named = is_named.iter().any(|word| before.ends_with(word));
        let unit = behind.trim_start();
        if let Some(value) = parse_number(figure)
            && is_apart
            && !is_named
            && unit.starts_with(char::is_alphabetic)
            && found.last().is_none_or(|last: &Figure| last.at < start)
        {
            found.push(Figure {
                value,
                at: start,
                unit,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::sum_differs::RULE, testing::report};

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
        "), @"
        row 1 content: Ghi tổng là 1.118 nhưng các phần cộng lại là 1.117.
        row 2 content: Ghi tổng là 182.438 nhưng các phần cộng lại là 182.483.
        row 6 content: Ghi tổng là 12 nhưng các phần cộng lại là 11.
        row 7 content: Ghi tổng là 9 nhưng các phần cộng lại là 8.
        row 8 content: Ghi tổng là 120 nhưng các phần cộng lại là 110.
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
