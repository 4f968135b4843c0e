//! # `agency-capitals`
//!
//! The name of a body with a small letter where it has a capital, or the other way round: "Sở tư pháp",
//! "sở Nội vụ", "Công An tỉnh".
//!
//! **Fix.** Writes the name as the directory has it. Safe: the body stays the same.

use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::Status,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-capitals",
    severity: Severity::Warning,
    title: Key::RuleAgencyCapitals,
    rationale: Key::RuleAgencyCapitalsWhy,
    source: "Tên cơ quan nên viết như trong văn bản thành lập. Ví dụ: “Sở Tư pháp”, “Công an tỉnh”",
    check: Check::Row(check),
};

/// Kinds of bodies with a capital too many, and without it.
const KINDS: &[(&str, &str)] = &[
    ("Công An ", "Công an "),
    ("Ủy Ban ", "Ủy ban "),
    ("Hội Đồng ", "Hội đồng "),
    ("Văn Phòng ", "Văn phòng "),
    ("Trung Tâm ", "Trung tâm "),
    ("Thanh Tra ", "Thanh tra "),
    ("Bệnh Viện ", "Bệnh viện "),
    ("Chi Cục ", "Chi cục "),
    ("Công Ty ", "Công ty "),
    ("Tòa Án ", "Tòa án "),
    ("Viện Kiểm Sát ", "Viện kiểm sát "),
    ("Bưu Điện ", "Bưu điện "),
    ("Kho Bạc ", "Kho bạc "),
    ("Ngân Hàng ", "Ngân hàng "),
    ("Hợp Tác Xã ", "Hợp tác xã "),
    ("Trạm Y Tế ", "Trạm y tế "),
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Lead | Role::Coordinating)) {
        let text = scope.row.cell(column.id);
        for named in agencies_in(scope.document.directory, text).iter() {
            let Some(agency) = named.agency.as_ref() else {
                let name = text.get(named.range.clone()).unwrap_or_default();
                if let Some((wrong, right)) =
                    KINDS.iter().find(|(wrong, _)| name.starts_with(wrong))
                {
                    let message = Key::AgencyCapitals
                        .with([wrong.trim_end().to_owned(), right.trim_end().to_owned()]);
                    let mut after = text.to_owned();
                    let start = named.range.start;
                    after.replace_range(start..start + wrong.len(), right);
                    let label = Key::FixReplaceBy.with([right.trim_end().to_owned()]);
                    let step = scope.set_cell(column.id, after);
                    let finding = scope.finding(&RULE, column.id, message);
                    acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
                }
                continue;
            };
            let written = text.get(named.range.clone()).unwrap_or_default();
            // Most names are right; another spelling may be right as it is: "VP UBND Tỉnh".
            if agency.spellings().any(|it| it == written) {
                continue;
            }
            let lower = written.to_lowercase();
            if agency.status == Status::Group || agency.status == Status::Abolished {
                continue;
            }
            let spelling = agency.spellings().find(|it| it.to_lowercase() == lower);
            let Some(right) = spelling.filter(|right| !same_but_for_level(written, right)) else {
                continue;
            };
            let message = Key::AgencyCapitals.with([written.to_owned(), right.to_owned()]);
            let mut after = text.to_owned();
            after.replace_range(named.range.clone(), right);
            let label = Key::FixReplaceBy.with([right.to_owned()]);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
        }
    }
}

/// Whether two spellings differ at most in the capitals of the level: "UBND Tỉnh".
fn same_but_for_level(one: &str, other: &str) -> bool {
    let usual = |text: &str| {
        ["Tỉnh", "Thành phố", "Xã", "Phường"]
            .iter()
            .fold(text.to_owned(), |text, word| {
                text.replace(word, &word.to_lowercase())
            })
    };
    usual(one) == usual(other)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_capitals::RULE, testing::*};

    #[test]
    fn reports_names_in_small_letters() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở tư pháp | sở Nội vụ; Công An tỉnh
            - 2 | x | Sở Tư pháp | Văn phòng UBND Tỉnh; các sở, ban, ngành
            - 3 | x | Công An các xã, phường | Trung tâm Y tế khu vực
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 lead: “Sở tư pháp” nên viết hoa như “Sở Tư pháp”.
        row 1 coordinating: “sở Nội vụ” nên viết hoa như “Sở Nội vụ”.
        row 1 coordinating: “Công An tỉnh” nên viết hoa như “Công an tỉnh”.
        row 3 lead: “Công An” nên viết hoa như “Công an”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Sở Tư pháp | Sở Nội vụ; Công an tỉnh
        - 2 | x | Sở Tư pháp | Văn phòng UBND Tỉnh; các sở, ban, ngành
        - 3 | x | Công an các xã, phường | Trung tâm Y tế khu vực
        ");
    }
}
