//! The agencies that annexes name: current, former, and what the former became; built in, and those
//! a user adds.

use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// One body, or a usual way to name several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    pub name: String,
    /// Other spellings in use.
    pub aliases: Vec<String>,
    pub status: Status,
    /// Since when the status holds, such as `01/3/2025`; empty where nothing is on record.
    pub since: String,
    /// What came after it, each with the function in brackets where the body was split.
    pub successors: Vec<String>,
    /// Where the facts are from.
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Active,
    /// Only some provinces have it (Nghị định 150/2025/NĐ-CP, Điều 9).
    Optional,
    National,
    /// Several bodies under one name: "Các sở, ban, ngành".
    Group,
    Abolished,
    /// Said to be renamed or merged; not confirmed.
    Unsure,
}

impl Status {
    pub const ALL: [Status; 6] = [
        Status::Active,
        Status::Optional,
        Status::National,
        Status::Group,
        Status::Abolished,
        Status::Unsure,
    ];

    /// The word that stands for it in files.
    pub fn key(self) -> &'static str {
        match self {
            Status::Active => "active",
            Status::Optional => "optional",
            Status::National => "national",
            Status::Group => "group",
            Status::Abolished => "abolished",
            Status::Unsure => "unsure",
        }
    }

    pub fn from_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.key() == key)
    }
}

/// Agencies by their names and other spellings.
#[derive(Debug)]
pub struct Directory {
    /// Tells directories apart, so that what was read with one is not taken for another's reading.
    id: u64,
    own: Vec<Agency>,
    all: Vec<Arc<Agency>>,
    by_key: HashMap<String, Arc<Agency>>,
}

impl PartialEq for Directory {
    fn eq(&self, other: &Directory) -> bool {
        self.own == other.own
    }
}

impl Default for Directory {
    fn default() -> Directory {
        Directory::with_own(Vec::new())
    }
}

impl Directory {
    /// The built-in directory.
    pub fn standard() -> Arc<Directory> {
        static STANDARD: LazyLock<Arc<Directory>> = LazyLock::new(Arc::default);
        Arc::clone(&STANDARD)
    }

    /// The built-in directory with agencies of a user's own: they come first, and one that has the
    /// name or a spelling of a built-in one stands in its place.
    pub fn with_own(own: Vec<Agency>) -> Directory {
        static NEXT_ID: AtomicU64 = AtomicU64::new(0);
        let built_in = read(include_str!("agencies.tsv"));
        let taken: Vec<String> = own.iter().map(|it| key(&it.name)).collect();
        let left = built_in
            .into_iter()
            .filter(|it| !taken.contains(&key(&it.name)));
        let all: Vec<Arc<Agency>> = own.iter().cloned().chain(left).map(Arc::new).collect();
        let mut by_key = HashMap::new();
        for agency in &all {
            for name in agency.spellings() {
                by_key
                    .entry(key(name))
                    .or_insert_with(|| Arc::clone(agency));
            }
        }
        Directory {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            own,
            all,
            by_key,
        }
    }

    pub fn id(&self) -> u64 {
        self.id
    }

    /// The agencies the user added.
    pub fn own(&self) -> &[Agency] {
        &self.own
    }

    /// All of them, in the order in which they are proposed.
    pub fn agencies(&self) -> &[Arc<Agency>] {
        &self.all
    }

    /// The agency of a name or another spelling, given as [`key`] makes it.
    pub fn by_key(&self, key: &str) -> Option<&Arc<Agency>> {
        self.by_key.get(key)
    }
}

impl Agency {
    /// Its name, then its other spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(String::as_str)
    }
}

/// Reads agencies, one a line with fields between tabs: name, other spellings (`|`), status, since
/// when, successors (`|`), source. Fields at the end may be missing; lines with `#` are comments.
pub fn read(text: &str) -> Vec<Agency> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(read_line).collect()
}

fn read_line(line: &str) -> Option<Agency> {
    let mut fields = line.split('\t').map(str::trim);
    let mut next = || fields.next().unwrap_or_default();
    let list = |text: &str| -> Vec<String> {
        let parts = text.split('|').map(str::trim).filter(|it| !it.is_empty());
        parts.map(str::to_owned).collect()
    };
    let agency = Agency {
        name: next().to_owned(),
        aliases: list(next()),
        status: Status::from_key(next()).unwrap_or(Status::Active),
        since: next().to_owned(),
        successors: list(next()),
        source: next().to_owned(),
    };
    (!agency.name.is_empty()).then_some(agency)
}

/// The text that [`read`] reads.
pub fn write(agencies: &[Agency]) -> String {
    let lines = agencies.iter().map(|it| {
        let fields = [
            it.name.clone(),
            it.aliases.join("|"),
            it.status.key().to_owned(),
            it.since.clone(),
            it.successors.join("|"),
            it.source.clone(),
        ];
        fields
            .map(|field| field.replace(['\t', '\n'], " "))
            .join("\t")
            + "\n"
    });
    lines.collect()
}

/// What two spellings of a name share: case, `&`, commas and blanks do not count.
pub fn key(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == ',');
    let words = words.map(|word| word.to_lowercase().replace('&', ""));
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_spelling_is_one_agencys() {
        let directory = Directory::standard();
        let lines = include_str!("agencies.tsv").lines();
        let n = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(directory.agencies().len(), n);
        let mut seen = HashMap::new();
        for agency in directory.agencies() {
            for name in agency.spellings() {
                if let Some(other) = seen.insert(key(name), &agency.name) {
                    assert_eq!(*other, agency.name, "{name} names two agencies");
                }
            }
            let is_past = matches!(agency.status, Status::Abolished | Status::Unsure);
            assert_eq!(is_past, !agency.successors.is_empty(), "{}", agency.name);
        }
    }

    #[test]
    fn spellings_are_found_whatever_their_case_and_signs() {
        let directory = Directory::standard();
        let name = |spelling| directory.by_key(&key(spelling)).map(|it| it.name.as_str());
        for (spelling, expected) in [
            ("Sở KHCN", "Sở Khoa học và Công nghệ"),
            ("sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("Văn phòng UBND Tỉnh", "Văn phòng UBND tỉnh"),
            ("Các sở ban ngành", "Các sở, ban, ngành"),
        ] {
            assert_eq!(name(spelling), Some(expected));
        }
        assert_eq!(name("sở"), None);
    }

    #[test]
    fn ones_own_agencies_come_first_and_stand_for_those_of_the_same_name() {
        let own = read(
            "# a comment\n\nBan Quản lý Khu kinh tế\tBQL KKT\nsở du lịch\t\tabolished\t01/3/2025\tSở Văn hóa, Thể thao và Du lịch\n",
        );
        assert_eq!(own.len(), 2);
        assert_eq!(read(&write(&own)), own);
        let directory = Directory::with_own(own);
        let status = |name| directory.by_key(&key(name)).map(|it| it.status);
        assert_eq!(status("BQL KKT"), Some(Status::Active));
        assert_eq!(status("Sở Du lịch"), Some(Status::Abolished));
        assert_eq!(status("Sở Nội vụ"), Some(Status::Active));
        assert_eq!(
            directory.agencies().len(),
            Directory::standard().agencies().len() + 1
        );
    }
}
