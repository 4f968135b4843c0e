//! # `year-of-other-plan`
//!
//! A task names a year or a phase before the plan as the time of what is to be done: "Tổ chức hội nghị
//! năm 2018" in a plan of 2026. Years of laws and decisions, of comparisons and of what is summed up are
//! named rightly.

use crate::{
    model::{Date, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "year-of-other-plan",
    severity: Severity::Hint,
    title: Key::RuleYearOfOtherPlan,
    rationale: Key::RuleYearOfOtherPlanWhy,
    source: "Đối chiếu với ngày ban hành kế hoạch",
    check: Check::Row(check),
};

/// Words of texts that name earlier years rightly, wherever they stand.
const RIGHTLY: &[&str] = &[
    "so với",
    "quyết toán",
    "tổng kết",
    "sơ kết",
    "tổng điều tra",
    "giá so sánh",
    "chuyển tiếp",
    "tồn đọng",
    "đã",
    "cũ",
    "trước đây",
    "kỷ niệm",
    "khắc phục",
    "kiểm toán",
];
/// The same a few words before the year.
const RIGHTLY_BEFORE: &[&str] = &[
    "luật",
    "bộ luật",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "thông tư",
    "kết luận",
    "chỉ thị",
    "hiến pháp",
    "pháp lệnh",
    "kế hoạch số",
    "chương trình số",
    "đánh giá",
    "kết quả",
    "báo cáo",
    "thống kê",
    "rà soát",
    "số liệu",
    "hồ sơ",
    "lưu trữ",
    "nợ",
    "ban hành",
    "số hóa",
    "thực hiện",
    "ước",
    "công bố",
    "hậu",
    "thanh tra",
    "kiểm tra",
    "kiểm kê",
    "phê duyệt",
    "bổ sung",
    "điều chỉnh",
    "tiếp tục",
    "khóa",
    "bàn giao",
];
/// The same right before the year.
const RIGHTLY_JUST_BEFORE: &[&str] = &[
    "từ",
    "trước",
    "sau",
    "đến",
    "tới",
    "chuẩn",
    "gốc",
    "niên độ",
    "trẻ sinh",
    "người sinh",
    "so",
];
/// How many words before the year are near it.
const NEAR: usize = 6;

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let Some(column) = scope.annex.column_of(Role::Content) else {
        return;
    };
    let text = scope.row.cell(column.id);
    if scope.row.kind.is_section() || !text.contains("20") {
        return;
    }
    let Some(issued) = Date::parse(&scope.document.plan.date) else {
        return;
    };
    let lower = text.to_lowercase().replace("pháp luật", "");
    let year = |behind: &str| -> Option<u16> {
        let digits = behind.get(..4)?;
        let goes_on = behind
            .get(4..)
            .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit() || c == '/'));
        let year = digits.parse().ok().filter(|it| (2000..2100).contains(it))?;
        (!goes_on).then_some(year)
    };
    let of_year = lower.match_indices("năm ").find_map(|(at, word)| {
        let before = lower.get(..at)?.trim_end();
        // "ngày 5 tháng 6 năm 2018" dates something else.
        let is_date = before.ends_with(|c: char| c.is_ascii_digit());
        let named = year(lower.get(at + word.len()..)?).filter(|_| !is_date)?;
        Some((named, before))
    });
    let of_phase = lower.split_once("giai đoạn ").and_then(|(before, behind)| {
        let behind = behind.get(4..)?.trim_start_matches([' ', '-', '–']);
        Some((year(behind)?, before))
    });
    let Some((named, before)) = of_phase
        .or(of_year)
        .filter(|(year, _)| year + 1 < issued.year)
    else {
        return;
    };
    let near: Vec<&str> = before.split_whitespace().rev().take(NEAR).collect();
    let near: Vec<&str> = near.into_iter().rev().collect();
    let just_before = |word: &str| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|it| !it.ends_with(char::is_alphanumeric))
    };
    if RIGHTLY_JUST_BEFORE.iter().any(|word| just_before(word)) {
        return;
    }
    let has = |text: &str, words: &[&str]| words.iter().any(|word| has_word(text, word));
    if !has(&lower, RIGHTLY) && !has(&near.join(" "), RIGHTLY_BEFORE) {
        let message = Key::YearOfOtherPlan.with([named.to_string(), issued.year.to_string()]);
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

/// Whether a text has a word, or some words in a row, as whole words.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        model::fixture,
        validate::{rules::time::year_of_other_plan::RULE, validate},
    };

    #[test]
    fn reports_tasks_of_a_year_long_past() {
        let mut document = fixture::parse(
            "
            stt | content | lead
            - 1 | Tổ chức hội nghị đối thoại với doanh nghiệp năm 2018 | Sở Tài chính
            - 2 | Tổ chức hội nghị đối thoại với doanh nghiệp năm 2026 | Sở Tài chính
            - 3 | Tuyên truyền Luật Đất đai năm 2024 | Sở Tư pháp
            - 4 | Giảm 5% so với năm 2020 | Sở Y tế
            - 5 | Bồi dưỡng cán bộ giai đoạn 2016-2020 | Sở Nội vụ
            - 6 | Kiểm tra an toàn thực phẩm tại chợ, bếp ăn tập thể năm 2018 | Sở Y tế
            - 7 | Kiểm tra việc chấp hành pháp luật năm 2023 | Thanh tra tỉnh
            - 8 | Trẻ sinh từ năm 2015 được tiêm nhắc lại | Sở Y tế
        ",
        );
        document.plan.date = "15/01/2026".to_owned();
        let found = validate(&document);
        let annex = &document.annexes[0];
        let rows = found.iter().filter(|it| it.rule == RULE.id);
        let rows: Vec<_> = rows.map(|it| annex.index_of(it.row).unwrap() + 1).collect();
        assert_eq!(rows, [1, 5, 6]);
    }
}
