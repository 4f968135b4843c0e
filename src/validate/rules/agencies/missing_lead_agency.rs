//! # `missing-lead-agency`
//!
//! An indicator or task without a lead agency. A parent row needs none, because its sub-items have
//! their own.

use crate::{
    model::{Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "missing-lead-agency",
    severity: Severity::Error,
    title: Key::RuleMissingLeadAgency,
    rationale: Key::RuleMissingLeadAgencyWhy,
    source: "Mỗi chỉ tiêu, nhiệm vụ cần có cơ quan chủ trì",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let Some(lead) = scope.annex.column_of(Role::Lead) else {
        return;
    };
    if scope.states_something() && row.cell(lead.id).trim().is_empty() {
        acc.push(scope.finding(&RULE, lead.id, Key::MissingLeadAgency.into()));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::missing_lead_agency::RULE, testing::report};

    #[test]
    fn reports_items_nobody_leads() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead
            # I.1 | Phát triển chính quyền số
            - 5 | 100% các hoạt động chỉ đạo | Sở Nội vụ
            - 6 | 100% hồ sơ được tạo, lưu giữ |
            -- 6.1 | 100% tài liệu lưu trữ lịch sử | Sở Nội vụ
            -- 6.2 | 100% hồ sơ, giấy tờ |
            - 7 | |
        "), @"row 5 lead: Chưa có cơ quan chủ trì.");
    }
}
