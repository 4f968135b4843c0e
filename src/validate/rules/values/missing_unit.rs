//! # `missing-unit`
//!
//! A figure without a unit in a column of units that is otherwise filled. A sub-item takes the unit of
//! its parent, and a target that says itself what it counts ("80%", "Đạt") needs none.
//!
//! **Fix.** None: only a person knows the unit.

use crate::{
    model::{Measure, Role, RowKind, Severity, Target},
    validate::{AnnexScope, Check, Diagnostic, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "missing-unit",
    severity: Severity::Warning,
    title: Key::RuleMissingUnit,
    rationale: Key::RuleMissingUnitWhy,
    source: "Đối chiếu với các dòng khác của cột đơn vị tính",
    check: Check::Annex {
        reads: &[Role::Unit, Role::Target, Role::Content, Role::Ordinal],
        check,
    },
};

/// The column must have this many units, in this share of its items.
const UNITS_MIN: usize = 3;
const FILLED_PERCENT: usize = 80;

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    let Some(unit) = scope.annex.column_of(Role::Unit).map(|it| it.id) else {
        return;
    };
    let items = || scope.texts(unit).filter(|(row, _)| !row.kind.is_section());
    let (n, filled) = items().fold((0, 0), |(n, filled), (_, text)| {
        (n + 1, filled + usize::from(!text.trim().is_empty()))
    });
    if filled < UNITS_MIN || filled * 100 < n * FILLED_PERCENT || filled == n {
        return;
    }
    // Parts may have the unit of their item; where all others have one, this one lost it.
    let n_bare_parts = items()
        .filter(|(row, text)| row.kind != RowKind::Item(1) && text.trim().is_empty())
        .count();
    for (row, text) in items() {
        let is_part = row.kind != RowKind::Item(1);
        if !text.trim().is_empty() || (is_part && 1 < n_bare_parts) || scope.is_total(row) {
            continue;
        }
        let needs_one = scope.targets_of(row).iter().any(|(_, target)| {
            let plain = matches!(target, Target::Measured { measure: Measure::Plain, of, .. } if of.is_empty());
            plain
        });
        if needs_one {
            acc.push(scope.finding(&RULE, row, unit, Key::MissingUnit.into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::missing_unit::RULE, testing::report};

    #[test]
    fn reports_figures_that_count_nothing() {
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            - 1 | a | hộ | 12
            - 2 | b | | 14
            - 3 | c | % | 95
            -- 3.1 | d | % | 95
            - 4 | e | hồ sơ | 100
            - 5 | f | hồ sơ | 100
            - 6 | g | hồ sơ | 100
            - 7 | h | | 80%
            - 8 | i | hộ | 5
            - 9 | j | hộ | 5
            - 10 | k | hộ | 5
        "), @"row 2 unit: Có giá trị nhưng chưa ghi đơn vị tính.");
        assert_snapshot!(report(&RULE, "
            stt | content | unit | target
            - 1 | a | hộ | 12
            - 2 | b | | 14
        "), @"");
    }
}
