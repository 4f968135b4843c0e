//! # `agency-unknown`
//!
//! A cell names a body that is almost one of the directory: one or two letters are other ones. A
//! name that is like none is somebody's own and left alone.
//!
//! **Fix.** The name of the directory; by hand only.

use std::{cell::RefCell, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::{Applicability, Check, Diagnostic, Rule, Scope, Severity};
use crate::{
    model::{Role, Row, agencies_in},
    reference::agencies::{agencies, key},
    wording::Key,
};

pub(super) const RULE: Rule = Rule {
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
        for named in agencies_in(text).iter() {
            let name = text.get(named.range.clone()).unwrap_or_default();
            let Some(near) = named.agency.is_none().then(|| nearest(name)).flatten() else {
                continue;
            };
            let message = Key::AgencyUnknown.with([name.to_owned(), near.to_owned()]);
            let mut after = text.to_owned();
            after.replace_range(named.range.clone(), near);
            let label = Key::FixReplaceBy.with([near.to_owned()]);
            let step = scope.set_cell(row, column.id, after);
            let finding = scope.finding(&RULE, row, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

thread_local! {
    /// Names already looked for: those of an annex come over and over.
    static KNOWN: RefCell<FxHashMap<String, Option<&'static str>>> = RefCell::default();
}

/// So many names are remembered.
const KNOWN_MAX: usize = 4_096;

/// The directory's names, and the letters they are compared by.
static DIRECTORY: LazyLock<Vec<(Vec<char>, &'static str)>> = LazyLock::new(|| {
    let names = agencies().iter().map(|agency| agency.name);
    names
        .map(|name| (key(name).chars().collect(), name))
        .collect()
});

/// The name of the directory that a text is almost.
fn nearest(name: &str) -> Option<&'static str> {
    if let Some(known) = KNOWN.with_borrow(|it| it.get(name).copied()) {
        return known;
    }
    let wanted: Vec<char> = key(name).chars().collect();
    let near = DIRECTORY.iter().filter_map(|(own, name)| {
        let far = distance(&wanted, own);
        (far <= DISTANCE_MAX).then_some((far, *name))
    });
    let near = near.min_by_key(|(far, _)| *far).map(|(_, name)| name);
    let near = near.filter(|_| LENGTH_MIN <= wanted.len());
    KNOWN.with_borrow_mut(|known| {
        if KNOWN_MAX <= known.len() {
            known.clear();
        }
        known.insert(name.to_owned(), near);
    });
    near
}

/// How many letters must be put in, taken out or changed; [`DISTANCE_MAX`] + 1 for more than that.
fn distance(left: &[char], right: &[char]) -> usize {
    let far = DISTANCE_MAX + 1;
    if DISTANCE_MAX < left.len().abs_diff(right.len()) {
        return far;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.iter().enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        let mut next = vec![before];
        for (b, above) in right.iter().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(a != b);
            let best = changed.min(above + 1).min(before + 1);
            diagonal = *above;
            before = best;
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(far).min(far)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{super::testing::*, RULE};

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
