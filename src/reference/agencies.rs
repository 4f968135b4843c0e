//! Agencies named in annexes: current ones, former ones and their successors. The built-in list can
//! be extended by the user.

use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// An agency, or a common name for several agencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    pub name: String,
    /// Other spellings in use.
    pub aliases: Vec<String>,
    pub status: Status,
    /// Date since which the status applies, such as `01/3/2025`; empty if not recorded.
    pub since: String,
    /// Successors. If the agency was split, each one has its function in brackets.
    pub successors: Vec<String>,
    /// Source of this entry.
    pub source: String,
}

/// Status of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Active,
    /// Exists only in some provinces (Nghị định 150/2025/NĐ-CP, Điều 9).
    Optional,
    /// An agency of the central government.
    National,
    /// Several agencies under one name: "Các sở, ban, ngành".
    Group,
    /// Abolished, with its successors on record.
    Abolished,
    /// Reported as renamed or merged, but not confirmed.
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

    /// Returns the keyword for this status in files.
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

    /// Returns the status with this keyword.
    pub fn from_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.key() == key)
    }
}

/// Agencies, indexed by their names and other spellings. Directories are equal if the user added
/// the same agencies.
#[derive(Debug)]
pub struct Directory {
    /// Identifies the directory, so that results cached for one are not used for another.
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
    /// Returns the built-in directory.
    pub fn standard() -> Arc<Directory> {
        static STANDARD: LazyLock<Arc<Directory>> = LazyLock::new(Arc::default);
        Arc::clone(&STANDARD)
    }

    /// Returns the built-in directory with agencies added by the user. They come first. One with
    /// the name of a built-in agency replaces it; a spelling shared with a built-in agency refers
    /// to the user's agency.
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

    /// Returns an id that differs for every directory created since program start.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Returns the agencies that the user added.
    pub fn own(&self) -> &[Agency] {
        &self.own
    }

    /// Returns all agencies, in the order in which they are suggested.
    pub fn agencies(&self) -> &[Arc<Agency>] {
        &self.all
    }

    /// Returns the agency with this name or other spelling, given in the form that [`key`] returns.
    pub fn by_key(&self, key: &str) -> Option<&Arc<Agency>> {
        self.by_key.get(key)
    }
}

impl Agency {
    /// Iterates over the name, then the other spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(String::as_str)
    }
}

/// Reads agencies, one per line with tab-separated fields: name, other spellings (`|`), status,
/// date of the status, successors (`|`), source.
///
/// Fields at the end may be missing. An unknown status is read as active. Lines that start with `#`
/// are comments.
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

/// Writes agencies in the format that [`read`] reads.
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

/// Returns the lookup key of a name. Case, `&`, commas and the amount of white space do not matter.
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
