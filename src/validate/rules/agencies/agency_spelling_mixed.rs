//! # `agency-spelling-mixed`
//!
//! An annex refers to one body by different names: "Sở GD&ĐT" in one place, "Sở Giáo dục và Đào
//! tạo" in another; or writes one body by its short name and all others in full. Names of groups of
//! bodies and of former ones are not compared. Likewise a body of the annex's own that is written like another:
//! "Chàm Chim", where all others have "Tràm Chim".
//!
//! **Why.** Sorting, filtering and counting by agency treat the spellings as different agencies.
//!
//! **Fix.** Replaces the name with the most frequent spelling, or with the full name if two are
//! equally frequent. Safe: the body stays the same.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use super::own_names;
use crate::{
    model::{ColumnId, Role, Severity, agencies_in},
    reference::agencies::{Directory, Status, key},
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-spelling-mixed",
    severity: Severity::Warning,
    title: Key::RuleAgencySpelling,
    rationale: Key::RuleAgencySpellingWhy,
    source: "Một cơ quan nên viết một cách trong phụ lục. Ví dụ: “Sở GD&ĐT” và “Sở Giáo dục và Đào tạo”",
    check: Check::Annex {
        reads: AGENCIES,
        check,
    },
};

const AGENCIES: &[Role] = &[Role::Lead, Role::Coordinating];

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    // Groups the cells by text, because an annex repeats the same few texts.
    let mut cells: BTreeMap<&str, Vec<(RowHandle, ColumnId)>> = BTreeMap::new();
    scope.each_cell(AGENCIES, |row, column, text| {
        cells.entry(text).or_default().push((row, column));
    });
    report_own_names(scope, &cells, acc);
    report_short_names(scope, &cells, acc);
    report_councils(scope, &cells, acc);
    // Counts the spellings of each agency. Spellings with the same `key` count as one. The count is
    // doubled and the full name starts at 1, so that the full name wins a tie.
    let mut counts: HashMap<&str, HashMap<String, (usize, &str)>> = HashMap::new();
    for (text, places) in &cells {
        for (name, agency, _) in single_agencies(scope.document.directory, text) {
            let of_agency = counts.entry(agency).or_default();
            let is_full = usize::from(name == agency);
            let (n, _) = of_agency.entry(key(name)).or_insert((is_full, name));
            *n += 2 * places.len();
        }
    }
    for (text, places) in &cells {
        for (name, agency, range) in single_agencies(scope.document.directory, text) {
            let Some(of_agency) = counts.get(agency).filter(|it| 1 < it.len()) else {
                continue;
            };
            let usual = of_agency
                .iter()
                .max_by_key(|(key, (n, _))| (*n, key.as_str()));
            let own = key(name);
            let is_other = |usual: &str| councils_short(usual) != councils_short(&own);
            let Some((_, (_, spelling))) = usual.filter(|(usual, _)| is_other(usual)) else {
                continue;
            };
            let mut after = (*text).to_owned();
            after.replace_range(range, spelling);
            for (row, column) in places {
                let message = Key::AgencySpelling.with([name.to_owned(), (*spelling).to_owned()]);
                let label = Key::FixReplaceBy.with([(*spelling).to_owned()]);
                let step = scope.set_cell(*row, *column, after.clone());
                let finding = scope.finding(&RULE, *row, *column, message);
                acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
            }
        }
    }
}

/// Reports the bodies that no directory knows and that are written like others of the annex.
fn report_own_names(
    scope: &AnnexScope,
    cells: &BTreeMap<&str, Vec<(RowHandle, ColumnId)>>,
    acc: &mut Vec<Diagnostic>,
) {
    let own = |text: &str| -> Vec<Range<usize>> {
        let named = agencies_in(scope.document.directory, text);
        let own = named.iter().filter(|it| it.agency.is_none());
        own.map(|it| it.range.clone()).collect()
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (text, places) in cells {
        for range in own(text) {
            *counts
                .entry(text.get(range).unwrap_or_default())
                .or_default() += places.len();
        }
    }
    for (written, usual) in own_names::slips(&counts) {
        let named = cells.iter().filter(|(text, _)| {
            let mut ranges = own(text).into_iter();
            ranges.any(|it| text.get(it) == Some(written))
        });
        for (text, places) in named {
            for (row, column) in places {
                let message = Key::AgencySpelling.with([written.to_owned(), usual.to_owned()]);
                let label = Key::FixReplaceBy.with([usual.to_owned()]);
                let step = scope.set_cell(*row, *column, text.replacen(written, usual, 1));
                let finding = scope.finding(&RULE, *row, *column, message);
                acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
            }
        }
    }
}

/// Reports the few bodies with short names in an annex that writes all others in full, where the body
/// occurs by its short name only.
fn report_short_names(
    scope: &AnnexScope,
    cells: &BTreeMap<&str, Vec<(RowHandle, ColumnId)>>,
    acc: &mut Vec<Diagnostic>,
) {
    let (mut full, mut short) = (0, 0);
    for (text, places) in cells {
        for named in agencies_in(scope.document.directory, text).iter() {
            let name = text.get(named.range.clone()).unwrap_or_default();
            let agency = named.agency.as_ref().map_or("", |it| it.name.as_str());
            match is_short(name, agency) {
                true => short += places.len(),
                false => full += places.len(),
            }
        }
    }
    if short == 0 || full < FULL_NAMES * short {
        return;
    }
    let full_names: HashSet<&str> = cells
        .keys()
        .flat_map(|text| single_agencies(scope.document.directory, text))
        .filter(|(name, agency, _)| !is_short(name, agency))
        .map(|(_, agency, _)| agency)
        .collect();
    for (text, places) in cells {
        for (name, agency, range) in single_agencies(scope.document.directory, text) {
            // A body with both names is reported by its majority.
            if !is_short(name, agency) || full_names.contains(agency) {
                continue;
            }
            let mut after = (*text).to_owned();
            after.replace_range(range, agency);
            for (row, column) in places {
                let message = Key::AgencyShort.with([name.to_owned(), agency.to_owned()]);
                let label = Key::FixReplaceBy.with([agency.to_owned()]);
                let step = scope.set_cell(*row, *column, after.clone());
                let finding = scope.finding(&RULE, *row, *column, message);
                acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
            }
        }
    }
}

/// The councils and committees of all levels, which stand in the names of many bodies: short, and in
/// full.
const COUNCILS: &[(&str, &[&str])] = &[
    ("UBND", &["Ủy ban nhân dân", "Uỷ ban nhân dân"]),
    ("HĐND", &["Hội đồng nhân dân"]),
];

/// Reports the cells that write "Ủy ban nhân dân" where the others write "UBND", or the other way round,
/// whichever body it is.
fn report_councils(
    scope: &AnnexScope,
    cells: &BTreeMap<&str, Vec<(RowHandle, ColumnId)>>,
    acc: &mut Vec<Diagnostic>,
) {
    for (short, full) in COUNCILS {
        let of = |text: &str| -> (bool, Option<&str>) {
            let full = full.iter().copied().find(|it| text.contains(it));
            (text.contains(short), full)
        };
        let (mut n_short, mut n_full) = (0, 0);
        for (text, places) in cells {
            let (has_short, full) = of(text);
            n_short += usize::from(has_short) * places.len();
            n_full += usize::from(full.is_some()) * places.len();
        }
        if n_short == 0 || n_full == 0 {
            continue;
        }
        let short_is_usual = n_full <= n_short;
        for (text, places) in cells {
            let (from, to) = match (short_is_usual, of(text)) {
                (true, (_, Some(full))) => (full, *short),
                (false, (true, _)) => (*short, full.first().copied().unwrap_or_default()),
                _ => continue,
            };
            let after = text.replace(from, to);
            for (row, column) in places {
                let message = Key::AgencySpelling.with([from.to_owned(), to.to_owned()]);
                let label = Key::FixReplaceBy.with([to.to_owned()]);
                let step = scope.set_cell(*row, *column, after.clone());
                let finding = scope.finding(&RULE, *row, *column, message);
                acc.push(finding.with_fix(Applicability::Safe, label, vec![step]));
            }
        }
    }
}

/// An annex writes its bodies in full with this many full names for each short one.
const FULL_NAMES: usize = 4;

/// A key with the councils in short: they are compared by themselves.
fn councils_short(key: &str) -> String {
    let pairs = [
        ("ủy ban nhân dân", "ubnd"),
        ("uỷ ban nhân dân", "ubnd"),
        ("hội đồng nhân dân", "hđnd"),
    ];
    pairs
        .iter()
        .fold(key.to_owned(), |it, (full, short)| it.replace(full, short))
}

/// Whether a name abbreviates that of its body, other than by "UBND", which all plans use.
fn is_short(name: &str, agency: &str) -> bool {
    let abbreviates = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() >= 2;
    key(name) != key(agency)
        && name
            .split_whitespace()
            .any(|word| abbreviates(word) && word != "UBND" && word != "VP")
}

/// Returns the single bodies (no groups) that a text names: the name as written, the name in the
/// directory, and its byte range in the text.
fn single_agencies<'text>(
    directory: &'text Directory,
    text: &'text str,
) -> Vec<(&'text str, &'text str, Range<usize>)> {
    let named = agencies_in(directory, text);
    let known = named.iter().filter_map(|it| {
        let agency = it.agency.as_ref()?;
        let agency = directory.by_key(&key(&agency.name))?;
        let is_one = !matches!(
            agency.status,
            Status::Group | Status::Abolished | Status::Unsure
        );
        let name = text.get(it.range.clone())?;
        is_one.then(|| (name, agency.name.as_str(), it.range.clone()))
    });
    known.collect()
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_spelling_mixed::RULE, testing::*};

    #[test]
    fn reports_the_rarer_spelling_and_mends_it() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở KH&CN | Sở GD&ĐT
            - 2 | x | Sở KH&CN | Sở Giáo dục và Đào tạo
            - 3 | x | Sở Khoa học và Công nghệ; Sở Y tế |
            - 4 | x | VP UBND tỉnh |
            - 5 | x | VP UBND Tỉnh |
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 coordinating: “Sở GD&ĐT” phần lớn viết là “Sở Giáo dục và Đào tạo”.
        row 3 lead: “Sở Khoa học và Công nghệ” phần lớn viết là “Sở KH&CN”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | Sở KH&CN | Sở Giáo dục và Đào tạo
        - 2 | x | Sở KH&CN | Sở Giáo dục và Đào tạo
        - 3 | x | Sở KH&CN; Sở Y tế
        - 4 | x | VP UBND tỉnh
        - 5 | x | VP UBND Tỉnh
        ");
    }

    #[test]
    fn councils_are_written_one_way_in_whatever_name() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | UBND các xã, phường | Văn phòng HĐND và UBND xã
            - 2 | x | Ủy ban nhân dân các xã, phường | Văn phòng HĐND và UBND xã
            - 3 | x | Đảng ủy xã | Thường trực Hội đồng nhân dân xã
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 2 lead: “Ủy ban nhân dân” phần lớn viết là “UBND”.
        row 3 coordinating: “Hội đồng nhân dân” phần lớn viết là “HĐND”.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | x | UBND các xã, phường | Văn phòng HĐND và UBND xã
        - 2 | x | UBND các xã, phường | Văn phòng HĐND và UBND xã
        - 3 | x | Đảng ủy xã | Thường trực HĐND xã
        ");
    }

    #[test]
    fn reports_the_one_short_name_among_full_ones() {
        let row = |lead: &str| format!("- 1 | x | {lead}\n");
        let full = [
            "Sở Y tế",
            "Sở Nội vụ",
            "Sở Tư pháp",
            "Công an tỉnh",
            "Sở Xây dựng",
            "Sở Tài chính",
        ]
        .map(row)
        .concat();
        let text = format!("stt | content | lead\n{full}{}", row("Sở GD&ĐT"));
        assert_snapshot!(report(&RULE, &text), @"row 7 lead: “Sở GD&ĐT” viết tắt, các cơ quan khác viết đầy đủ: “Sở Giáo dục và Đào tạo”.");
        let text = format!(
            "stt | content | lead\n{full}{}{}",
            row("Sở GD&ĐT"),
            row("Sở NN&MT")
        );
        assert_eq!(report(&RULE, &text), "");
        let text = format!("stt | content | lead\n{full}{}", row("VP UBND tỉnh"));
        assert_eq!(report(&RULE, &text), "");
    }
}
