//! # `agency-unknown`
//!
//! A cell names a body that is almost one of the directory: one or two letters are other ones. A
//! name that is like none is somebody's own and left alone.
//!
//! **Fix.** The name of the directory; by hand only.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::{
    model::{Role, Row, Severity, agencies_in},
    reference::agencies::{Directory, key},
    text::search::edit_distance,
    validate::{Applicability, Check, Diagnostic, Rule, Scope},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-unknown",
    severity: Severity::Warning,
    title: Key::RuleAgencyUnknown,
    rationale: Key::RuleAgencyUnknownWhy,
    source: "Danh mục cơ quan theo Nghị định 150/2025/NĐ-CP",
    check: Check::Row(check),
};

/// So many letters may be other ones; a shorter name would be like too many.
const DISTANCE_MAX: usize = 2;
const LENGTH_MIN: usize = 8;

fn check(scope: &Scope, row: &Row, acc: &mut Vec<Diagnostic>) {
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Lead | Role::Coordinating)) {
        let text = row.cell(column.id);
        for named in agencies_in(scope.directory, text).iter() {
            let name = text.get(named.range.clone()).unwrap_or_default();
            let Some(near) = named
                .agency
                .is_none()
                .then(|| nearest(scope.directory, name))
                .flatten()
            else {
                continue;
            };
            let message = Key::AgencyUnknown.with([name.to_owned(), near.clone()]);
            let mut after = text.to_owned();
            after.replace_range(named.range.clone(), &near);
            let label = Key::FixReplaceBy.with([near]);
            let step = scope.set_cell(row, column.id, after);
            let finding = scope.finding(&RULE, row, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// What is remembered of the directory with an id.
#[derive(Default)]
struct Known {
    id: Option<u64>,
    /// Its names, and the letters they are compared by.
    names: Vec<(Vec<char>, String)>,
    /// Names already looked for: those of an annex come over and over.
    near: FxHashMap<String, Option<String>>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// So many names are remembered.
const KNOWN_MAX: usize = 4_096;

/// The name of the directory that a text is almost.
fn nearest(directory: &Directory, name: &str) -> Option<String> {
    KNOWN.with_borrow_mut(|known| {
        if known.id != Some(directory.id()) {
            let names = directory.agencies().iter().map(|agency| &agency.name);
            *known = Known {
                id: Some(directory.id()),
                names: names
                    .map(|name| (key(name).chars().collect(), name.clone()))
                    .collect(),
                near: FxHashMap::default(),
            };
        }
        if let Some(near) = known.near.get(name) {
            return near.clone();
        }
        let wanted: Vec<char> = key(name).chars().collect();
        let near = known.names.iter().filter_map(|(own, name)| {
            let far = edit_distance(&wanted, own, DISTANCE_MAX);
            (far <= DISTANCE_MAX).then_some((far, name))
        });
        let near = near
            .min_by_key(|(far, _)| *far)
            .map(|(_, name)| name.clone());
        let near = near.filter(|_| LENGTH_MIN <= wanted.len());
        if KNOWN_MAX <= known.near.len() {
            known.near.clear();
        }
        known.near.insert(name.to_owned(), near.clone());
        near
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_unknown::RULE, testing::*};

    #[test]
    fn reports_near_misses_but_not_names_of_ones_own() {
        let text = "
            stt | content | lead
            - 1 | x | Sở Khoc học và Công nghệ
            - 2 | x | Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn
            - 3 | x | Viettel Lạng Sơn; Sở Tư phap
            - 4 | x | Sở KHCN; Thuế tỉnh
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 lead: Không có “Sở Khoc học và Công nghệ”; có thể là “Sở Khoa học và Công nghệ”.
        row 3 lead: Không có “Sở Tư phap”; có thể là “Sở Tư pháp”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Sở Khoa học và Công nghệ
        - 2 | x | Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn
        - 3 | x | Viettel Lạng Sơn; Sở Tư pháp
        - 4 | x | Sở KHCN; Thuế tỉnh
        ");
    }
}
