//! # `agency-unknown`
//!
//! A cell names a body that differs by a letter or two from a body of its own kind and level in the
//! directory: a ministry is near a ministry only. A name that resembles none of them is taken as local
//! and not reported.
//!
//! **Fix.** Replaces the name with the one in the directory. Unsafe: applied by hand only.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::{
    model::{Role, Severity, agencies_in, roman_value},
    reference::agencies::{Directory, Status, key},
    text::search::edit_distance,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-unknown",
    severity: Severity::Warning,
    title: Key::RuleAgencyUnknown,
    rationale: Key::RuleAgencyUnknownWhy,
    source: "Đối chiếu với tên các sở (Điều 8, Điều 9 Nghị định số 150/2025/NĐ-CP) và các cơ quan thường gặp",
    check: Check::Row(check),
};

/// Maximum edit distance to a name of the directory, and the minimum length of the name in
/// characters. Shorter names would match too many others.
const DISTANCE_MAX: usize = 2;
const LENGTH_MIN: usize = 8;

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    let columns = scope.annex.columns.iter();
    for column in columns.filter(|it| matches!(it.role, Role::Lead | Role::Coordinating)) {
        let text = row.cell(column.id);
        for named in agencies_in(scope.document.directory, text).iter() {
            let name = text.get(named.range.clone()).unwrap_or_default();
            if let Some(numeral) = wrong_numeral(name) {
                let message = Key::NumeralImpossible.with([numeral.to_owned(), name.to_owned()]);
                acc.push(scope.finding(&RULE, column.id, message));
            }
            let Some(near) = named
                .agency
                .is_none()
                .then(|| nearest(scope.document.directory, name).or_else(|| of_province(name)))
                .flatten()
            else {
                continue;
            };
            let message = Key::AgencyUnknown.with([name.to_owned(), near.clone()]);
            let mut after = text.to_owned();
            after.replace_range(named.range.clone(), &near);
            let label = Key::FixReplaceBy.with([near]);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Returns what stands for the number of a region and is none: "Chi cục Hải quan khu vực IIX".
fn wrong_numeral(name: &str) -> Option<&str> {
    let (_, behind) = name.rsplit_once("khu vực ")?;
    let numeral = behind.split(|c: char| !c.is_alphanumeric()).next()?;
    let is_numeral = 1 < numeral.len() && numeral.chars().all(|c| "IVXLC".contains(c));
    (is_numeral && roman_value(numeral).is_none()).then_some(numeral)
}

/// Returns the name of a body of the province whose level is misspelt: "Bộ đội Biên phòng tinh", "Ban Nội
/// chính Tĩnh ủy". The small letter tells it from Hà Tĩnh.
fn of_province(name: &str) -> Option<String> {
    let (before, last) = name.rsplit_once(' ')?;
    if ["tinh", "tĩnh", "tính"].contains(&last) {
        return Some(format!("{before} tỉnh"));
    }
    let (before, _) = name.split_once("Tĩnh ủy")?;
    Some(format!("{before}Tỉnh ủy")).filter(|_| name.ends_with("Tĩnh ủy"))
}

/// Cache for the directory with this id.
#[derive(Default)]
struct Known {
    id: Option<u64>,
    /// Names of the directory, each with the characters of its [`key`] for the comparison.
    names: Vec<(Vec<char>, String)>,
    /// Results by looked-up name, because an annex repeats the same names.
    near: FxHashMap<String, Option<String>>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Maximum number of cached results. The cache is cleared when it is full.
const KNOWN_MAX: usize = 4_096;

/// Returns the name in the directory nearest to `name`, at most [`DISTANCE_MAX`] edits away.
fn nearest(directory: &Directory, name: &str) -> Option<String> {
    KNOWN.with_borrow_mut(|known| {
        if known.id != Some(directory.id()) {
            let present = directory.agencies().iter().filter(|agency| {
                !matches!(
                    agency.status,
                    Status::Abolished | Status::Unsure | Status::Group
                )
            });
            let names = present.map(|agency| &agency.name);
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
            if lacks_and(&wanted, own) {
                return Some((0, name));
            }
            let far = are_kin(own, &wanted).then(|| edit_distance(&wanted, own, DISTANCE_MAX))?;
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

/// Whether a name is a known one without its "và": "Bộ Giáo dục Đào tạo".
fn lacks_and(name: &[char], known: &[char]) -> bool {
    let words = known.split(|c| *c == ' ');
    let mut others = words.filter(|word| **word != ['v', 'à']);
    let n_known = known.split(|c| *c == ' ').count();
    let own: Vec<&[char]> = name.split(|c| *c == ' ').collect();
    own.len() + 1 == n_known
        && own.iter().all(|it| others.next() == Some(it))
        && others.next().is_none()
}

/// Whether two names can be of the same kind of body at the same level: as many words, the same first
/// one, and at most one word that differs, by its letters or its marks.
fn are_kin(one: &[char], other: &[char]) -> bool {
    let (one, other) = (one.split(|c| *c == ' '), other.split(|c| *c == ' '));
    let (one, other): (Vec<&[char]>, Vec<&[char]>) = (one.collect(), other.collect());
    if one.len() != other.len() || one.len() < 2 || one.first() != other.first() {
        return false;
    }
    let differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    let mut differing = differing.map(|(one, other)| edit_distance(one, other, DISTANCE_MAX));
    let is_level = |words: &[&[char]]| {
        let last: String = words.last().into_iter().flat_map(|it| it.iter()).collect();
        matches!(last.as_str(), "tỉnh" | "xã" | "phường" | "phố")
    };
    let (Some(far), None) = (differing.next(), differing.next()) else {
        return false;
    };
    far <= DISTANCE_MAX && (one.last() == other.last() || !(is_level(&one) && is_level(&other)))
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
            - 5 | x | Bộ Tài nguyên và Môi trường; Công an xã
            - 6 | x | Bộ đội Biên phòng tinh; Bộ Giáo dục Đào tạo
            - 7 | x | Ban Nội chính Tĩnh ủy; Báo Hà Tĩnh
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 lead: “Sở Khoc học và Công nghệ” có thể là “Sở Khoa học và Công nghệ”.
        row 3 lead: “Sở Tư phap” có thể là “Sở Tư pháp”.
        row 6 lead: “Bộ đội Biên phòng tinh” có thể là “Bộ đội Biên phòng tỉnh”.
        row 6 lead: “Bộ Giáo dục Đào tạo” có thể là “Bộ Giáo dục và Đào tạo”.
        row 7 lead: “Ban Nội chính Tĩnh ủy” có thể là “Ban Nội chính Tỉnh ủy”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Sở Khoa học và Công nghệ
        - 2 | x | Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn
        - 3 | x | Viettel Lạng Sơn; Sở Tư pháp
        - 4 | x | Sở KHCN; Thuế tỉnh
        - 5 | x | Bộ Tài nguyên và Môi trường; Công an xã
        - 6 | x | Bộ đội Biên phòng tỉnh; Bộ Giáo dục và Đào tạo
        - 7 | x | Ban Nội chính Tỉnh ủy; Báo Hà Tĩnh
        ");
    }

    #[test]
    fn a_region_has_a_numeral() {
        let text = "content | lead
            - A | Chi cục Hải quan khu vực IIX; Kho bạc Nhà nước khu vực XIX
            - B | Công ty Điện lực khu vực CC";
        assert_eq!(
            report(&RULE, text),
            "row 1 lead: “IIX” không phải số La Mã; nên kiểm tra tên “Chi cục Hải quan khu vực IIX”.\n"
        );
    }
}
