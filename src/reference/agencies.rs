//! The agencies that annexes name: current, former, and what the former became.

use std::{collections::HashMap, sync::OnceLock};

/// One body, or a usual way to name several.
#[derive(Debug, PartialEq, Eq)]
pub struct Agency {
    pub name: &'static str,
    /// Other spellings in use.
    pub aliases: Vec<&'static str>,
    pub status: Status,
    /// Since when the status holds, such as `01/3/2025`; empty where nothing is on record.
    pub since: &'static str,
    /// What came after it, each with the function in brackets where the body was split.
    pub successors: Vec<&'static str>,
    /// Where the facts are from.
    pub source: &'static str,
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

/// All of them, in the order in which they are proposed.
pub fn agencies() -> &'static [Agency] {
    static AGENCIES: OnceLock<Vec<Agency>> = OnceLock::new();
    AGENCIES.get_or_init(|| {
        let lines = include_str!("agencies.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        lines.filter_map(read).collect()
    })
}

fn read(line: &'static str) -> Option<Agency> {
    let mut fields = line.split('\t');
    let name = fields.next().filter(|name| !name.is_empty())?;
    let list = |text: &'static str| text.split('|').filter(|it| !it.is_empty()).collect();
    let aliases = list(fields.next()?);
    let status = match fields.next()? {
        "active" => Status::Active,
        "optional" => Status::Optional,
        "national" => Status::National,
        "group" => Status::Group,
        "abolished" => Status::Abolished,
        _ => Status::Unsure,
    };
    Some(Agency {
        name,
        aliases,
        status,
        since: fields.next()?,
        successors: list(fields.next()?),
        source: fields.next()?,
    })
}

/// The agency of a name or another spelling, given as [`key`] makes it.
pub fn by_key(key: &str) -> Option<&'static Agency> {
    static BY_KEY: OnceLock<HashMap<String, &'static Agency>> = OnceLock::new();
    let by_key = BY_KEY.get_or_init(|| {
        let mut found = HashMap::new();
        for agency in agencies() {
            for name in agency.aliases.iter().chain([&agency.name]) {
                found.entry(self::key(name)).or_insert(agency);
            }
        }
        found
    });
    by_key.get(key).copied()
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
        let lines = include_str!("agencies.tsv").lines();
        let n = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(agencies().len(), n);
        let mut seen = HashMap::new();
        for agency in agencies() {
            for name in agency.aliases.iter().chain([&agency.name]) {
                if let Some(other) = seen.insert(key(name), agency.name) {
                    assert_eq!(other, agency.name, "{name} names two agencies");
                }
            }
            let is_past = matches!(agency.status, Status::Abolished | Status::Unsure);
            assert_eq!(is_past, !agency.successors.is_empty(), "{}", agency.name);
        }
    }

    #[test]
    fn spellings_are_found_whatever_their_case_and_signs() {
        for (spelling, name) in [
            ("Sở KHCN", "Sở Khoa học và Công nghệ"),
            ("sở KH&CN", "Sở Khoa học và Công nghệ"),
            ("Văn phòng UBND Tỉnh", "Văn phòng UBND tỉnh"),
            ("Các sở ban ngành", "Các sở, ban, ngành"),
        ] {
            assert_eq!(by_key(&key(spelling)).map(|it| it.name), Some(name));
        }
        assert_eq!(by_key("sở"), None);
    }
}
