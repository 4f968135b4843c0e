//! Reads the agencies named in a cell.

use std::{cell::Cell, ops::Range, sync::Arc};

use super::remembered::Remembered;
use crate::reference::agencies::{Agency, Directory};

/// An agency name found in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Byte range of the name in the text.
    pub range: Range<usize>,
    /// The directory entry; `None` when the directory has no such name.
    pub agency: Option<Arc<Agency>>,
}

/// Longest name that is matched against the directory, in words.
const WORDS_MAX: usize = 14;

thread_local! {
    static REMEMBERED: Remembered<Arc<[Named]>> = Remembered::new();
    /// Id of the directory that the cached readings were made with.
    static DIRECTORY: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Returns the agencies named in a text, in order of appearance.
///
/// Commas, dashes and "và" (and) also occur inside names (`Sở Văn hóa, Thể thao và Du lịch`).
/// Directory names are therefore matched first, longest match first; the text between them is split
/// at separators. Readings are cached per thread until another directory is used.
pub fn agencies_in(directory: &Directory, text: &str) -> Arc<[Named]> {
    REMEMBERED.with(|remembered| {
        if DIRECTORY.replace(Some(directory.id())) != Some(directory.id()) {
            remembered.clear();
        }
        remembered.get(text, |text| read(directory, text).into())
    })
}

fn read(directory: &Directory, text: &str) -> Vec<Named> {
    let words = words(text);
    let mut found = Vec::new();
    let mut unknown: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let starts_here = unknown.is_none() || at == 0 || word.follows_separator;
        if let Some((n, agency)) = known_at(directory, &words, at).filter(|_| starts_here) {
            found.extend(unknown.take().map(unnamed));
            let end = words
                .get(at + n - 1)
                .map_or(word.range.end, |it| it.range.end);
            found.push(Named {
                range: word.range.start..end,
                agency: Some(agency),
            });
            at += n;
            continue;
        }
        // A dash or "và" is part of an unknown name only if the name continues after it.
        if !word.is_separator() {
            if word.begins_part() {
                found.extend(unknown.take().map(unnamed));
            }
            let start = unknown.map_or(word.range.start, |it| it.start);
            unknown = Some(start..word.range.end);
        }
        at += 1;
    }
    found.extend(unknown.map(unnamed));
    found
}

fn unnamed(range: Range<usize>) -> Named {
    Named {
        range,
        agency: None,
    }
}

struct Word {
    range: Range<usize>,
    /// The word, normalised as in directory keys.
    key: String,
    /// Whether a comma, semicolon, slash, line break, dash or "và" precedes the word. True for the
    /// first word of the text.
    follows_separator: bool,
    /// Whether a semicolon or line break precedes the word; no name spans one.
    follows_break: bool,
    /// Whether an agency name can begin with this word.
    begins_names: bool,
}

impl Word {
    /// Whether a name that is not in the directory can begin here.
    fn begins_part(&self) -> bool {
        self.follows_break || (self.follows_separator && self.begins_names)
    }

    fn is_separator(&self) -> bool {
        matches!(self.key.as_str(), "-" | "–" | "và")
    }
}

/// First words of agency names.
const FIRST_WORDS: &[&str] = &[
    "sở",
    "ubnd",
    "văn",
    "ban",
    "các",
    "bộ",
    "thanh",
    "cục",
    "đài",
    "ngân",
    "bưu",
    "trung",
    "viettel",
    "vnpt",
    "trường",
    "hội",
    "ủy",
    "đoàn",
    "tòa",
    "viện",
    "liên",
    "báo",
    "tổng",
    "chi",
    "kho",
];

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut separated, mut parted) = (true, true);
    let mut start = None;
    let mut push = |range: Range<usize>, separated: &mut bool, parted: &mut bool| {
        let word = text.get(range.clone()).unwrap_or_default();
        let key = word.to_lowercase().replace('&', "");
        let key = key.trim_end_matches(['.', ':']).to_owned();
        if key.is_empty() {
            return;
        }
        let end = range.start + word.trim_end_matches(['.', ':']).len();
        let is_separator = matches!(key.as_str(), "-" | "–" | "và");
        words.push(Word {
            range: range.start..end,
            key,
            follows_separator: *separated,
            follows_break: *parted,
            begins_names: false,
        });
        (*separated, *parted) = (is_separator, false);
    };
    for (at, c) in text.char_indices() {
        let breaks = c.is_whitespace() || matches!(c, ',' | ';' | '/' | '(' | ')');
        if !breaks {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            push(start..at, &mut separated, &mut parted);
        }
        separated |= matches!(c, ',' | ';' | '\n' | '/');
        parted |= matches!(c, ';' | '\n');
    }
    if let Some(start) = start {
        push(start..text.len(), &mut separated, &mut parted);
    }
    // "Công" alone is ambiguous: "Công an" begins an agency name, "Công nghệ" does not.
    let next = words.iter().skip(1).map(|it| it.key.clone());
    let next: Vec<String> = next.chain([String::new()]).collect();
    for (word, next) in words.iter_mut().zip(next) {
        word.begins_names = match word.key.as_str() {
            "công" => matches!(next.as_str(), "an" | "ty" | "đoàn"),
            other => FIRST_WORDS.contains(&other),
        };
    }
    words
}

/// Returns the longest directory name that begins at word `at`, with its length in words.
fn known_at(directory: &Directory, words: &[Word], at: usize) -> Option<(usize, Arc<Agency>)> {
    let mut keys: Vec<&str> = Vec::new();
    let mut longest = None;
    for (n, word) in words.iter().skip(at).take(WORDS_MAX).enumerate() {
        if 0 < n && word.follows_break {
            break;
        }
        keys.push(&word.key);
        if let Some(agency) = directory.by_key(&keys.join(" ")) {
            longest = Some((n + 1, Arc::clone(agency)));
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats the agencies read from a text; names that are not in the directory are in brackets.
    fn shown(text: &str) -> String {
        let named = agencies_in(&Directory::standard(), text);
        let named = named.iter().map(|it| match &it.agency {
            Some(agency) => agency.name.clone(),
            None => format!("[{}]", &text[it.range.clone()]),
        });
        named.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn reads_the_agency_cells_of_real_plans() {
        for (text, expected) in [
            ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh"),
            (
                "Sở Khoa học và Công nghệ - Công an tỉnh",
                "Sở Khoa học và Công nghệ | Công an tỉnh",
            ),
            (
                "Sở TT&TT, Sở Kế hoạch và Đầu tư; các sở, ban, ngành.",
                "Sở Thông tin và Truyền thông | Sở Kế hoạch và Đầu tư | Các sở, ban, ngành",
            ),
            (
                "Sở Lao động - Thương binh và Xã hội; Sở Văn hóa, Thể thao và Du lịch",
                "Sở Lao động - Thương binh và Xã hội | Sở Văn hóa, Thể thao và Du lịch",
            ),
            (
                "Các sở ban ngành và UBND các xã, phường",
                "Các sở, ban, ngành | UBND các xã, phường",
            ),
            (
                "Sở Tư pháp; Sở GD&ĐT, Sở Y tế, Sở NN&MT",
                "Sở Tư pháp | Sở Giáo dục và Đào tạo | Sở Y tế | Sở Nông nghiệp và Môi trường",
            ),
            (
                "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn",
                "[Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn]",
            ),
            (
                "Các Sở, ban ngành, UBND các huyện, thành phố",
                "Các sở, ban, ngành | UBND các huyện, thành phố",
            ),
            ("Sở Khoc học và Công nghệ", "[Sở Khoc học và Công nghệ]"),
            (
                "Sở Khoc học; Viettel Lạng Sơn",
                "[Sở Khoc học] | [Viettel Lạng Sơn]",
            ),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
