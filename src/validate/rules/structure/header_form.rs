//! # `header-form`
//!
//! A column heading differs by a letter or two from a known heading for the column's role ("Cơ quan
//! chu trì"), or the heading of the ordinal column is a variant of "STT" ("TT").
//!
//! **Fix.** Sets the known heading. Unsafe: applied by hand only.

use crate::{
    edit::Step,
    model::{Column, Role, Severity},
    text::search::edit_distance,
    validate::{Applicability, Check, Diagnostic, Rule, Scope},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "header-form",
    severity: Severity::Hint,
    title: Key::RuleHeaderForm,
    rationale: Key::RuleHeaderFormWhy,
    source: "Tiêu đề cột trong các phụ lục đã ban hành (KH 334, KH 226 Lạng Sơn; QĐ 3256 Đồng Tháp); lỗi thật: “TT” và “STT”",
    check: Check::Annex { reads: &[], check },
};

/// Headings in use, by column role.
const KNOWN: &[(Role, &[&str])] = &[
    (Role::Ordinal, &["STT", "Số TT", "TT"]),
    (
        Role::Content,
        &[
            "Chỉ tiêu",
            "Nhiệm vụ, giải pháp",
            "Nội dung mục tiêu",
            "Nội dung",
            "Nhiệm vụ",
            "Mục tiêu",
        ],
    ),
    (Role::Unit, &["Đơn vị", "Đơn vị tính", "ĐVT"]),
    (
        Role::Lead,
        &[
            "Cơ quan chủ trì",
            "Cơ quan chủ trì, theo dõi, đánh giá",
            "Cơ quan chủ trì theo dõi, đánh giá",
            "Đơn vị chủ trì",
            "Chủ trì",
        ],
    ),
    (
        Role::Coordinating,
        &[
            "Cơ quan phối hợp",
            "Bộ, ngành phối hợp",
            "Đơn vị phối hợp",
            "Phối hợp",
        ],
    ),
    (
        Role::Result,
        &[
            "Kết quả",
            "Sản phẩm",
            "Kết quả, sản phẩm",
            "Sản phẩm đầu ra",
        ],
    ),
    (
        Role::Time,
        &["Thời gian thực hiện", "Thời gian hoàn thành", "Thời gian"],
    ),
    (Role::Note, &["Ghi chú"]),
];

/// Variants of the heading of the ordinal column. Each is reported, and "STT" is proposed.
const ORDINALS: &[&str] = &["TT", "Stt", "Số TT"];

/// Maximum edit distance to a known heading.
const DISTANCE_MAX: usize = 2;

fn check(scope: &Scope, acc: &mut Vec<Diagnostic>) {
    let Some(row) = scope.annex.rows.first() else {
        return;
    };
    for column in &scope.annex.columns {
        let Some(heading) = column
            .header
            .last()
            .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
        else {
            continue;
        };
        let Some(known) = meant(column.role, &heading) else {
            continue;
        };
        let message = Key::HeaderForm.with([heading, known.to_owned()]);
        let mut header = column.header.clone();
        if let Some(last) = header.last_mut() {
            *last = known.to_owned();
        }
        let step = Step::SetColumn {
            annex: scope.annex.id,
            column: Column {
                header,
                ..column.clone()
            },
        };
        let finding = scope.finding(&RULE, row, column.id, message);
        let label = Key::FixReplaceBy.with([known.to_owned()]);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// Returns the known heading that `heading` resembles, or `None` if it is a known heading itself or
/// resembles none.
fn meant(role: Role, heading: &str) -> Option<&'static str> {
    let (_, known) = KNOWN.iter().find(|(of, _)| *of == role)?;
    if role == Role::Ordinal {
        return ORDINALS.contains(&heading).then_some("STT");
    }
    let lower = heading.to_lowercase();
    let mut known_ones = known.iter();
    if known_ones.any(|it| it.to_lowercase() == lower) {
        return None;
    }
    let letters: Vec<char> = lower.chars().collect();
    let near = known.iter().map(|it| {
        let own: Vec<char> = it.to_lowercase().chars().collect();
        (edit_distance(&letters, &own, DISTANCE_MAX), *it)
    });
    // Short known headings are within this distance of too many other headings.
    let near = near.filter(|(far, it)| *far <= DISTANCE_MAX && 7 < it.chars().count());
    near.min_by_key(|(far, _)| *far).map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::structure::header_form::RULE, testing::report};

    #[test]
    fn reports_headings_that_are_almost_known() {
        assert_snapshot!(report(&RULE, "
            stt:TT | content:Nhiệm vụ, giải pháp | lead:Cơ quan chu trì | result:Sản phẩm dự kiến | time:Thời gian thực hiên
            - 1 | x | y | z | Năm 2026
        "), @"
        row 1 stt: Tiêu đề cột “TT” thường viết là “STT”.
        row 1 lead: Tiêu đề cột “Cơ quan chu trì” thường viết là “Cơ quan chủ trì”.
        row 1 time: Tiêu đề cột “Thời gian thực hiên” thường viết là “Thời gian thực hiện”.
        ");
        assert_snapshot!(report(&RULE, "
            stt:STT | content:CHỈ TIÊU | lead:Cơ quan chủ trì, theo dõi, đánh giá | coordinating:Bộ, ngành phối hợp
            - 1 | x | y | z
        "), @"");
    }
}
