//! # `known-slip`
//!
//! A recognition or typing error found in real plans, matched together with its context: "chuyên
//! đổi số", "Phần đầu đạt", "làm cơ sở đề".
//!
//! **Fix.** Sets the intended word. Unsafe: applied by hand only, after reading the whole text.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::{
    model::{Role, Row, Severity},
    validate::{Applicability, Check, Diagnostic, Rule, Scope},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "known-slip",
    severity: Severity::Hint,
    title: Key::RuleKnownSlip,
    rationale: Key::RuleKnownSlipWhy,
    source: "Lỗi nhận dạng chữ gặp trong KH 226/KH-UBND Lạng Sơn và QĐ 3256/QĐ-UBND Đồng Tháp",
    check: Check::Row(check),
};

/// Pairs of the text as written and the intended text. Each pair includes enough context to make an
/// error likely.
const SLIPS: &[(&str, &str)] = &[
    ("chuyên đổi số", "chuyển đổi số"),
    ("Chuyên đổi số", "Chuyển đổi số"),
    ("chuyến đổi số", "chuyển đổi số"),
    ("Phần đầu đến", "Phấn đấu đến"),
    ("Phần đầu đạt", "Phấn đấu đạt"),
    ("Phần đầu 100", "Phấn đấu 100"),
    ("phần đầu đạt", "phấn đấu đạt"),
    ("Phần đấu", "Phấn đấu"),
    ("Phấn đầu", "Phấn đấu"),
    ("làm cơ sở đề ", "làm cơ sở để "),
    ("nhằm đề ", "nhằm để "),
    ("phát triển Chính phủ năm", "phát triển Chính phủ số năm"),
    ("người dân doanh nghiệp", "người dân, doanh nghiệp"),
    ("VneID", "VNeID"),
    ("các các ", "các "),
    ("của của ", "của "),
    ("và và ", "và "),
    ("Chính Quyền số", "Chính quyền số"),
];

/// Prebuilt searchers for the written forms, reused for all cells.
static FINDERS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    SLIPS
        .iter()
        .map(|(written, _)| Finder::new(*written))
        .collect()
});

fn check(scope: &Scope, row: &Row, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    let columns =
        columns.filter(|it| matches!(it.role, Role::Content | Role::Result | Role::Group));
    for column in columns.map(|column| column.id) {
        let text = row.cell(column);
        for ((written, meant), finder) in SLIPS.iter().zip(FINDERS.iter()) {
            if finder.find(text.as_bytes()).is_none() {
                continue;
            }
            let (written, meant) = (written.trim(), meant.trim());
            let message = Key::KnownSlip.with([written.to_owned(), meant.to_owned()]);
            let label = Key::FixReplaceBy.with([meant.to_owned()]);
            let step = scope.set_cell(row, column, text.replacen(written, meant, 1));
            let finding = scope.finding(&RULE, row, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::known_slip::RULE, testing::*};

    #[test]
    fn reports_slips_in_their_company_only() {
        let text = "
            stt | content
            - 1 | Phần đầu đạt 100% hồ sơ; chuyên đổi số toàn diện
            - 2 | Đơn vị chuyên trách về chuyển đổi số, phần đầu của kế hoạch
            - 3 | Ban hành khung, làm cơ sở đề các cơ quan áp dụng
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 content: “chuyên đổi số” có thể là “chuyển đổi số”.
        row 1 content: “Phần đầu đạt” có thể là “Phấn đấu đạt”.
        row 3 content: “làm cơ sở đề” có thể là “làm cơ sở để”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Phấn đấu đạt 100% hồ sơ; chuyển đổi số toàn diện
        - 2 | Đơn vị chuyên trách về chuyển đổi số, phần đầu của kế hoạch
        - 3 | Ban hành khung, làm cơ sở để các cơ quan áp dụng
        ");
    }
}
