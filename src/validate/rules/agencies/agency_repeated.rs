//! # `agency-repeated`
//!
//! A cell names the same body twice, by the same or another of its names, or lists a place twice.
//!
//! **Fix.** Removes the second. Unsafe: applied by hand only, because another body may have been meant.

use super::places_listed::listed_twice;
use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::key,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-repeated",
    severity: Severity::Warning,
    title: Key::RuleAgencyRepeated,
    rationale: Key::RuleAgencyRepeatedWhy,
    source: "Đối chiếu các cơ quan trong cùng một ô",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    for (column, text) in
        scope.cells(|role| matches!(role, Role::Content | Role::Result | Role::Other))
    {
        if let Some(place) = listed_twice(text) {
            let message = Key::AgencyRepeated.with([place.to_owned()]);
            acc.push(scope.finding(&RULE, column.id, message));
        }
    }
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Lead | Role::Coordinating)) {
        let text = scope.row.cell(column.id);
        let named = agencies_in(scope.document.directory, text);
        if named.len() < 2 {
            continue;
        }
        let mut seen: Vec<String> = Vec::new();
        for it in named.iter() {
            let own = text.get(it.range.clone()).unwrap_or_default();
            let name = key(it.agency.as_ref().map_or(own, |agency| &agency.name));
            if !seen.contains(&name) {
                seen.push(name);
                continue;
            }
            let finding =
                scope.finding(&RULE, column.id, Key::AgencyRepeated.with([own.to_owned()]));
            let before = text.get(..it.range.start).unwrap_or_default();
            let before = before.trim_end_matches([';', ',', ' ', '\n']);
            let after = text.get(it.range.end..).unwrap_or_default();
            let left = format!("{before}{after}");
            let label = Key::FixReplaceBy.with([left.clone()]);
            let step = scope.set_cell(column.id, left);
            // "Sở A và Sở A" would leave its "và" behind.
            acc.push(match before.ends_with("và") || before.is_empty() {
                true => finding,
                false => finding.with_fix(Applicability::Unsafe, label, vec![step]),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_repeated::RULE, testing::*};

    #[test]
    fn reports_a_body_that_is_named_twice() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở Y tế | Sở Nội vụ; Công an xã; Sở Nội vụ
            - 2 | x | Sở Y tế | Sở Khoa học và Công nghệ; Sở KH&CN; Công an tỉnh
            - 3 | x | Sở Y tế | Sở Nội vụ; Sở Tài chính
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 coordinating: “Sở Nội vụ” được ghi hai lần trong ô này.
        row 2 coordinating: “Sở KH&CN” được ghi hai lần trong ô này.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Sở Y tế | Sở Nội vụ; Công an xã
        - 2 | x | Sở Y tế | Sở Khoa học và Công nghệ; Công an tỉnh
        - 3 | x | Sở Y tế | Sở Nội vụ; Sở Tài chính
        ");
    }
}
