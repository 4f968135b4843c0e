//! # `missing-target`
//!
//! An indicator without a target for one of its phases.
//!
//! **Why.** An indicator without a target cannot be assessed. `-` is a valid entry ("no target in
//! this phase"); an empty cell is not.

use crate::{
    model::{AnnexKind, Role, Severity},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "missing-target",
    severity: Severity::Error,
    title: Key::RuleMissingTarget,
    rationale: Key::RuleMissingTargetWhy,
    source: "Mỗi chỉ tiêu phải có giá trị cho từng giai đoạn; “-” là không đặt chỉ tiêu",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    if scope.annex.head.kind != AnnexKind::Indicators || !scope.states_something() {
        return;
    }
    for column in scope.annex.columns_of(Role::Target) {
        if !row.cell(column.id).trim().is_empty() {
            continue;
        }
        let message = match column.phase() {
            Some(phase) => Key::MissingTargetOfPhase.with([phase.key()]),
            None => Key::MissingTarget.into(),
        };
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::missing_target::RULE, testing::report};

    #[test]
    fn reports_empty_targets_but_not_dashes_or_parents() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:Giai đoạn / 2026 - 2027 | target:Giai đoạn / 2028 - 2030
            # I | Phục vụ người dân
            - 1 | Tỷ lệ hài lòng | 95% |
            - 2 | Tỷ lệ thiết yếu | - | 50%
            - 3 | Hồ sơ được tạo lập |
            -- 3.1 | Tại cấp tỉnh | 100% | 100%
            - | |
        "), @"row 2 target: Chưa có mục tiêu cho giai đoạn 2028-2030. Nếu giai đoạn này không đặt chỉ tiêu, ghi “-”.");
    }
}
