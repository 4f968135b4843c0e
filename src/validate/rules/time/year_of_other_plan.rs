//! # `year-of-other-plan`
//!
//! A task names a year or a phase before the plan as the time of what is to be done: "Tổ chức hội nghị
//! năm 2018" in a plan of 2026. Years of laws and decisions, of comparisons and of what is summed up are
//! named rightly.

use crate::{
    model::{AnnexKind, Date, Role, Severity},
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

/// Words of texts that name earlier years rightly.
const RIGHTLY: &[&str] = &[
    "so với",
    "luật",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "thông tư",
    "kết luận",
    "chỉ thị",
    "từ năm",
    "kể từ",
    "trước năm",
    "từ trước",
    "tổng kết",
    "sơ kết",
    "đánh giá",
    "kết quả",
    "báo cáo",
    "quyết toán",
    "thống kê",
    "rà soát",
    "số liệu",
    "tổng điều tra",
    "hồ sơ",
    "lưu trữ",
    "tồn đọng",
    "nợ",
    "ban hành",
    "số hóa",
    "chuẩn nghèo",
    "giá so sánh",
    "gốc",
    "chuyển tiếp",
    "đã",
    "cũ",
    "trước đây",
    "khắc phục",
    "kế hoạch số",
    "chương trình số",
    "hiến pháp",
    "pháp lệnh",
    "kỷ niệm",
    "thực hiện năm",
    "ước",
    "công bố",
    "hậu",
    "quyết toán",
    "tái cấu trúc",
    "xếp hạng",
    "kiểm toán",
    "thanh tra",
    "kiểm tra",
    "phê duyệt",
    "bổ sung",
    "điều chỉnh",
    "tiếp tục",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.annex.head.kind != AnnexKind::Tasks && scope.annex.column_of(Role::Time).is_none() {
        return;
    }
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
    let lower = text.to_lowercase();
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
        year(lower.get(at + word.len()..)?).filter(|_| !is_date)
    });
    let of_phase = lower.split_once("giai đoạn ").and_then(|(_, behind)| {
        let behind = behind.get(4..)?.trim_start_matches([' ', '-', '–']);
        year(behind)
    });
    let Some(named) = of_phase.or(of_year).filter(|year| year + 1 < issued.year) else {
        return;
    };
    if !RIGHTLY.iter().any(|word| lower.contains(word)) {
        let message = Key::YearOfOtherPlan.with([named.to_string(), issued.year.to_string()]);
        acc.push(scope.finding(&RULE, column.id, message));
    }
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
        ",
        );
        document.plan.date = "15/01/2026".to_owned();
        let found = validate(&document);
        let annex = &document.annexes[0];
        let rows = found.iter().filter(|it| it.rule == RULE.id);
        let rows: Vec<_> = rows.map(|it| annex.index_of(it.row).unwrap() + 1).collect();
        assert_eq!(rows, [1, 5]);
    }
}
