//! Finds bodies that are gone or renamed, in cells of agencies and in sentences: shared by
//! `agency-abolished` and `agency-renamed`.

use std::{cell::RefCell, ops::Range, sync::Arc};

use memchr::memmem::Finder;

use super::{
    district_offices::office_at,
    past_names::{is_about_the_past, is_of_the_past},
};
use crate::{
    model::{Date, Role, agencies_in},
    reference::agencies::{Agency, Directory, Status},
    validate::RowScope,
};

/// A former body named in a text.
pub(super) enum Former {
    /// A body of the directory.
    Known(Range<usize>, Arc<Agency>),
    /// A body or a level of districts, by what it is.
    District(Range<usize>),
}

/// The end of the district level: Nghị quyết 203/2025/QH15.
pub(super) const DISTRICTS_UNTIL: &str = "01/7/2025";

/// Texts in which bodies are named beside other words.
pub(super) const SENTENCES: &[Role] = &[
    Role::Content,
    Role::Result,
    Role::Note,
    Role::Group,
    Role::Other,
];

/// Whether a name was right when the plan was issued: shortly before the body went. A plan that is much
/// older is read to be used again, so its names are judged by today.
pub(super) fn was_right(scope: &RowScope, since: &str) -> bool {
    let plan = Date::parse(&scope.document.plan.date);
    match (plan, Date::parse(since)) {
        (Some(issued), Some(since)) => issued < since && since.year <= issued.year + 1,
        _ => false,
    }
}

/// Finds the former bodies with one of some states in a cell.
pub(super) fn former_in(scope: &RowScope, role: Role, text: &str, status: Status) -> Vec<Former> {
    let directory = scope.document.directory;
    if SENTENCES.contains(&role) && is_of_the_past(scope) {
        return Vec::new();
    }
    if matches!(role, Role::Lead | Role::Coordinating) {
        return in_agencies(directory, text, status, is_of_committee(scope));
    }
    if !SENTENCES.contains(&role) && role != Role::Time {
        return Vec::new();
    }
    in_sentence(directory, text, status, is_of_committee(scope))
}

/// Whether the plan is one of a people's committee.
fn is_of_committee(scope: &RowScope) -> bool {
    let body = scope.document.plan.body.to_lowercase();
    body.starts_with("ubnd") || body.starts_with("ủy ban") || body.starts_with("uỷ ban")
}

fn in_agencies(
    directory: &Directory,
    text: &str,
    status: Status,
    is_of_committee: bool,
) -> Vec<Former> {
    let named = agencies_in(directory, text);
    let found = named.iter().filter_map(|named| match &named.agency {
        Some(agency) if agency.status == status => {
            Some(Former::Known(named.range.clone(), Arc::clone(agency)))
        }
        // "Công an thành phố Vinh" has the name of a body of today.
        Some(agency) => {
            let range = whole_name(text, &named.range);
            let of_town = status == Status::Abolished
                && agency.name.ends_with("thành phố")
                && text
                    .get(range.clone())
                    .and_then(town_at_with_name)
                    .is_some();
            of_town.then_some(Former::District(range))
        }
        None => {
            let name = text.get(named.range.clone())?;
            let is_district = status == Status::Abolished
                && (names_district(name) || office_at(directory, name, is_of_committee).is_some());
            is_district.then(|| Former::District(named.range.clone()))
        }
    });
    found.collect()
}

/// Words of the district level.
const DISTRICTS: &[&str] = &[
    "huyện",
    "Huyện",
    "thị xã",
    "Thị xã",
    "quận",
    "Quận",
    "Thị ủy",
];

fn names_district(name: &str) -> bool {
    let ends = ["huyện", "thị xã", "quận"]
        .iter()
        .any(|word| name.trim_end().ends_with(word));
    let level = match ends {
        true => Some(0..0),
        false => district_at(name).or_else(|| town_at(name)),
    };
    level.is_some_and(|it| !is_about_the_past(name, &it))
}

/// The town of a name that is not about the past.
fn town_at_with_name(name: &str) -> Option<Range<usize>> {
    town_at(name).filter(|it| !is_about_the_past(name, it))
}

/// The range of a name with the capitals behind it, which say where the body is.
pub(super) fn whole_name(text: &str, name: &Range<usize>) -> Range<usize> {
    let mut end = name.end;
    while let Some(length) = capital_behind(text, end) {
        end += 1 + length;
    }
    name.start..end
}

/// The length of a word with a capital behind a blank.
fn capital_behind(text: &str, end: usize) -> Option<usize> {
    let behind = text.get(end..)?.strip_prefix(' ')?;
    let length = behind.find(|c: char| !c.is_alphanumeric());
    behind
        .starts_with(char::is_uppercase)
        .then(|| length.unwrap_or(behind.len()))
}

/// Cities under the central government; any other was one of the district level.
const CITIES: &[&str] = &[
    "Hà Nội",
    "Hồ Chí Minh",
    "Hải Phòng",
    "Đà Nẵng",
    "Cần Thơ",
    "Huế",
    "Đồng Nai",
];

/// Finds the city of the district level that a body is of: "UBND thành phố Vinh".
fn town_at(name: &str) -> Option<Range<usize>> {
    let level = "thành phố ";
    let at = name.find(level)?;
    let city = name.get(at + level.len()..)?;
    let is_named = city.starts_with(char::is_uppercase);
    let is_central = CITIES.iter().any(|it| city.starts_with(it));
    (is_named && !is_central).then_some(at..name.len())
}

/// Words before and behind "huyện" that make it no level of government.
const NO_LEVEL_BEFORE: &[&str] = &["đường", "lộ", "liên", "tri"];
/// Whether a text ends in a word with one capital, which begins a name: "cảng Lạch", but not "UBND".
fn ends_in_name(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && text.trim_end() != word
}

/// Finds a word of the district level that stands for that level.
fn district_at(text: &str) -> Option<Range<usize>> {
    DISTRICTS.iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, _)| {
            let (before, behind) = (text.get(..at)?, text.get(at + word.len()..)?);
            let is_word = !before.ends_with(char::is_alphanumeric)
                && !behind.starts_with(char::is_alphanumeric);
            let last = before
                .split_whitespace()
                .next_back()
                .unwrap_or_default()
                .to_lowercase();
            let last = last.trim_matches(|c: char| !c.is_alphanumeric());
            let next = behind.trim_start();
            // "cảng Lạch Huyện": the end of a name.
            let ends_name = word.starts_with(char::is_uppercase) && ends_in_name(before);
            // "huyện lộ", "đường huyện"; a name of its own: "Công viên Quận Chúa".
            let is_level = !ends_name
                && !NO_LEVEL_BEFORE.contains(&last)
                && !next.starts_with("lộ")
                && !next.starts_with("đạo");
            let names_one = next.starts_with(char::is_uppercase) || next.starts_with("ủy");
            let after_level = [
                "cấp", "các", "ubnd", "dân", "an", "xã", "tỉnh", "và", "huyện", "mỗi",
            ]
            .contains(&last);
            let fits = match *word {
                "huyện" | "Huyện" | "Thị ủy" => true,
                _ => names_one || after_level,
            };
            // "cấp huyện" is named as it stands.
            let of_level = before.strip_suffix("cấp ").filter(|_| *word == "huyện");
            let start = of_level.map_or(at, str::len);
            (is_word && is_level && fits).then(|| start..at + word.len())
        })
    })
}

/// Names to look for in sentences, for the directory with this id.
struct Needles {
    id: Option<u64>,
    names: Vec<(Finder<'static>, Arc<Agency>)>,
}

thread_local! {
    static NEEDLES: RefCell<Needles> = const { RefCell::new(Needles { id: None, names: Vec::new() }) };
}

/// What a sentence may hold, by one look at its bytes: most hold nothing.
#[derive(Default)]
struct Glance {
    /// The beginning of the name of a body: "Sở ", "Bộ " …
    body: bool,
    /// A word of the district level.
    district: bool,
    /// "Phòng ".
    office: bool,
}

fn glance(text: &str) -> Glance {
    let mut seen = Glance::default();
    for (at, byte) in text.bytes().enumerate() {
        let begins = |words: &[&str]| {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            words.iter().any(|word| rest.starts_with(word.as_bytes()))
        };
        match byte {
            b'S' => seen.body |= begins(&["Sở "]),
            b'B' => seen.body |= begins(&["Bộ ", "Ban "]),
            b'C' => seen.body |= begins(&["Cục "]),
            b'D' => seen.body |= begins(&["Dân tộc"]),
            b'P' => seen.office |= begins(&["Phòng "]),
            0xC4 => seen.body |= begins(&["Đài "]),
            b'u' => seen.district |= begins(&["uyện", "uận"]),
            b't' | b'T' => seen.district |= begins(&["thị xã", "Thị xã", "Thị ủy"]),
            _ => {}
        }
    }
    seen
}

/// Shorter names could mean something else in a sentence.
const NAME_BYTES_MIN: usize = 9;

fn in_sentence(
    directory: &Directory,
    text: &str,
    status: Status,
    is_of_committee: bool,
) -> Vec<Former> {
    let mut found: Vec<Former> = Vec::new();
    let seen = glance(text);
    if seen.body {
        NEEDLES.with_borrow_mut(|needles| {
            if needles.id != Some(directory.id()) {
                *needles = Needles {
                    id: Some(directory.id()),
                    names: names_of(directory),
                };
            }
            let mut taken: Vec<Range<usize>> = Vec::new();
            for (finder, agency) in &needles.names {
                let Some(at) = finder.find(text.as_bytes()) else {
                    continue;
                };
                let range = at..at + finder.needle().len();
                let goes_on = text
                    .get(range.end..)
                    .is_some_and(|it| it.starts_with(char::is_alphanumeric));
                let is_taken = taken
                    .iter()
                    .any(|it| it.start <= range.start && range.end <= it.end);
                if goes_on || is_taken {
                    continue;
                }
                taken.push(range.clone());
                if agency.status == status && !is_about_the_past(text, &range) {
                    found.push(Former::Known(range, Arc::clone(agency)));
                }
            }
        });
    }
    if (seen.district || seen.office)
        && status == Status::Abolished
        && found.is_empty()
        && let Some(range) = district_at(text)
            .filter(|_| seen.district)
            .or_else(|| office_at(directory, text, is_of_committee))
        && !is_about_the_past(text, &range)
    {
        found.push(Former::District(range));
    }
    found
}

/// The names of former bodies, longest first, so that a longer name hides a shorter one within it.
fn names_of(directory: &Directory) -> Vec<(Finder<'static>, Arc<Agency>)> {
    let former = directory.agencies().iter().filter(|it| {
        matches!(it.status, Status::Abolished | Status::Unsure) && !it.name.starts_with("UBND")
    });
    let names = former.flat_map(|agency| {
        let spellings: Vec<String> = agency.spellings().map(str::to_owned).collect();
        let spelt = spellings
            .into_iter()
            .filter(|it| it.contains(' ') && NAME_BYTES_MIN <= it.len());
        spelt
            .map(|name| (name, Arc::clone(agency)))
            .collect::<Vec<_>>()
    });
    let mut names: Vec<(String, Arc<Agency>)> = names.collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let finders = names
        .into_iter()
        .map(|(name, agency)| (Finder::new(&name).into_owned(), agency));
    finders.collect()
}
