//! # `missing-target`
//!
//! An indicator without a target for one of its phases.
//!
//! **Why.** An indicator without a target cannot be assessed. `-` is a valid entry ("no target in
//! this phase"); an empty cell is not.

use crate::{
    model::{AnnexKind, Measure, Role, Severity, Target},
    validate::{Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "missing-target",
    severity: Severity::Error,
    title: Key::RuleMissingTarget,
    rationale: Key::RuleMissingTargetWhy,
    source: "Mỗi chỉ tiêu cần có giá trị cho từng giai đoạn; “-” là không đặt chỉ tiêu",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    if scope.annex.head.kind != AnnexKind::Indicators || !scope.states_something() {
        return;
    }
    let empty = scope.annex.columns_of(Role::Target);
    let empty = empty.filter(|column| row.cell(column.id).trim().is_empty());
    let mut empty = empty.peekable();
    if empty.peek().is_none() || leaves_open(scope) {
        return;
    }
    for column in empty {
        let message = match column.phase() {
            Some(phase) => Key::MissingTargetOfPhase.with([phase.key()]),
            None => Key::MissingTarget.into(),
        };
        acc.push(scope.finding(&RULE, column.id, message));
    }
}

/// Whether an empty cell of the row means that there is nothing: in a table of amounts without units,
/// such as sources of money; in a row that heads others; beside a column of another kind.
fn leaves_open(scope: &RowScope) -> bool {
    let targets: Vec<_> = scope
        .targets()
        .map(|(column, _, target)| (column, target))
        .collect();
    let is_measured = |target: &Target| matches!(target, Target::Measured { .. });
    let has_value = targets.iter().any(|(_, target)| is_measured(target));
    let has_unit = scope.annex.column_of(Role::Unit).is_some();
    if !has_unit {
        let is_plain = |target: &Target| {
            matches!(
                target,
                Target::Measured {
                    measure: Measure::Plain,
                    ..
                }
            )
        };
        return targets.iter().any(|(_, target)| is_plain(target));
    }
    // Neither a unit nor a value: the row says what the next ones divide.
    if !has_value && scope.text(Role::Unit).trim().is_empty() && 1 < targets.len() {
        return true;
    }
    // Columns of the same phase, or of none, divide an amount.
    let phases = targets
        .iter()
        .filter_map(|(column, _)| scope.annex.column(*column)?.phase());
    let mut phases: Vec<_> = phases.collect();
    phases.sort_unstable();
    phases.dedup();
    phases.len() < targets.len() && has_value
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
            - 4 | Tổng cộng | | 100
        "), @"row 2 target: Chưa có mục tiêu cho giai đoạn 2028-2030. Nếu giai đoạn này không đặt chỉ tiêu, ghi “-”.");
    }

    #[test]
    fn amounts_without_units_may_be_empty() {
        assert_snapshot!(report(&RULE, "
            stt | content | target:Năm 2027 / Tổng số | target:Năm 2027 / Vốn trung ương
            - 1 | Bệnh viện | 65.000 |
        "), @"");
    }
}
