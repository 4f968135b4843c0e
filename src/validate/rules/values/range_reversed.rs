//! # `range-reversed`
//!
//! A range that ends below its start: "20 - 15", "từ 95% đến 90%".
//!
//! **Fix.** Exchanges the two figures. Unsafe: applied by hand only, because one may be mistyped.

use crate::{
    model::{Amount, Role, Severity, Target},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "range-reversed",
    severity: Severity::Warning,
    title: Key::RuleRangeReversed,
    rationale: Key::RuleRangeReversedWhy,
    source: "Đối chiếu hai đầu của khoảng giá trị",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    if scope.row.kind.is_section() {
        return;
    }
    for (column, text, target) in scope.targets() {
        let Target::Measured {
            amount: Amount::Range(from, to),
            ..
        } = target
        else {
            continue;
        };
        // "Từ 35 xuống 10", and a range of a thing that falls, are no ranges.
        let falls = scope.text(Role::Content).to_lowercase().contains("giảm");
        if from <= to || falls {
            continue;
        }
        let finding = scope.finding(
            &RULE,
            column,
            Key::RangeReversed.with([text.trim().to_owned()]),
        );
        let Some(after) = exchanged(text) else {
            acc.push(finding);
            continue;
        };
        let label = Key::FixReplaceBy.with([after.trim().to_owned()]);
        let step = scope.set_cell(column, after);
        acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
    }
}

/// Exchanges the two figures of a text.
fn exchanged(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let one = rest.get(..rest.find(|c| !is_part(c))?)?;
    let between_start = start + one.len();
    let second = between_start
        + text
            .get(between_start..)?
            .find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(second..)?;
    let other = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len()))?;
    let (before, between, behind) = (
        text.get(..start)?,
        text.get(between_start..second)?,
        text.get(second + other.len()..)?,
    );
    (!behind.contains(|c: char| c.is_ascii_digit()))
        .then(|| format!("{before}{other}{between}{one}{behind}"))
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::values::range_reversed::RULE, testing::*};

    #[test]
    fn reports_ranges_the_wrong_way_round() {
        let text = "
            content | unit | target
            - Tỷ lệ hồ sơ | % | 20 - 15
            - Tỷ lệ hồ sơ | % | 15 - 20
            - Tỷ lệ hồ sơ | | Từ 95% đến 90%
            - Mức giảm | % | 20 - 15
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 target: Khoảng giá trị “20 - 15” ghi số lớn trước số nhỏ.
        row 3 target: Khoảng giá trị “Từ 95% đến 90%” ghi số lớn trước số nhỏ.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - Tỷ lệ hồ sơ | % | 15 - 20
        - Tỷ lệ hồ sơ | % | 15 - 20
        - Tỷ lệ hồ sơ |  | Từ 90% đến 95%
        - Mức giảm | % | 20 - 15
        ");
    }
}
