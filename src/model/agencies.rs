//! Reads the agencies named in a cell.

use std::{cell::Cell, ops::Range, sync::Arc};

use crate::{
    reference::agencies::{Agency, Directory, Status},
    text::remembered::Remembered,
};

/// An agency name found in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Byte range of the name in the text.
    pub range: Range<usize>,
    /// The directory entry; `None` when the directory has no such name.
    pub agency: Option<Arc<Agency>>,
}

impl Named {
    /// Whether it names several bodies at once: "Các sở, ban, ngành", "các chủ đầu tư".
    pub fn is_group(&self, text: &str) -> bool {
        let is_known = |agency: &Arc<Agency>| agency.status == Status::Group;
        let name = text.get(self.range.clone()).unwrap_or_default();
        self.agency.as_ref().is_some_and(is_known)
            || ["các ", "Các ", "UBND các ", "những ", "mọi "]
                .iter()
                .any(|word| name.starts_with(word))
    }
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
            let tail = tail_of(&words, at + n);
            at += n;
            // "Sở Y tế tỉnh Lào Cai" is Sở Y tế; "Ban Dân tộc HĐND tỉnh" is not Ban Dân tộc.
            if agency.status == Status::Group || belongs(text, tail) {
                at += tail.len();
                found.push(Named {
                    range: word.range.start..end,
                    agency: Some(agency),
                });
            } else {
                unknown = Some(word.range.start..end);
            }
            continue;
        }
        // A dash or "và" is part of an unknown name only if the name continues after it.
        if !word.is_separator() {
            let goes_on = unknown
                .as_ref()
                .is_some_and(|it| is_office_of_two(text, it, word));
            if word.begins_part(text) && !goes_on {
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

/// The words behind a name, up to the next separator.
fn tail_of(words: &[Word], at: usize) -> &[Word] {
    let behind = words.get(at..).unwrap_or_default();
    let ends = |word: &Word| word.follows_separator || word.is_separator();
    let n = behind.iter().position(ends).unwrap_or(behind.len());
    behind.get(..n).unwrap_or_default()
}

/// Whether the words behind the name of a body say where it is or add something in brackets, rather
/// than being part of another name.
fn belongs(text: &str, tail: &[Word]) -> bool {
    let Some(first) = tail.first() else {
        return true;
    };
    let before = text.get(..first.range.start).unwrap_or_default();
    let is_capital = text
        .get(first.range.clone())
        .is_some_and(|it| it.starts_with(char::is_uppercase));
    let is_other = matches!(first.key.as_str(), "hđnd" | "ubnd" | "đảng" | "tỉnh ủy");
    before.trim_end().ends_with(['(', ')'])
        || matches!(
            first.key.as_str(),
            "tỉnh" | "thành" | "tp" | "chủ" | "phối" | "là"
        )
        || (is_capital && !is_other)
}

/// Whether "UBND" goes on with the name of one office of two bodies: "Văn phòng HĐND và UBND xã".
fn is_office_of_two(text: &str, name: &Range<usize>, word: &Word) -> bool {
    let name = text.get(name.clone()).unwrap_or_default().to_lowercase();
    let is_body = matches!(word.key.as_str(), "ubnd" | "hđnd" | "ủy" | "uỷ" | "hội");
    is_body
        && !word.follows_break
        && (name.starts_with("văn phòng") || name.starts_with("vp "))
        && !name.contains("ubnd")
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
    fn begins_part(&self, text: &str) -> bool {
        let own = text.get(self.range.clone()).unwrap_or_default();
        let is_capital = own.starts_with(char::is_uppercase) || self.key == "các";
        self.follows_break || (self.follows_separator && self.begins_names && is_capital)
    }

    fn is_separator(&self) -> bool {
        matches!(self.key.as_str(), "-" | "–" | "và")
    }
}

/// First words of agency names.
const FIRST_WORDS: &[&str] = &[
    "sở",
    "ubnd",
    "hđnd",
    "ban",
    "các",
    "bộ",
    "cục",
    "đài",
    "bưu",
    "viettel",
    "vnpt",
    "mobifone",
    "trường",
    "hội",
    "ủy",
    "uỷ",
    "đoàn",
    "tòa",
    "viện",
    "báo",
    "phòng",
    "đảng",
    "bệnh",
    "trạm",
    "quỹ",
    "hiệp",
    "học",
    "thuế",
    "điện",
];

/// First words that begin a name only together with the second: "Công an", not "Công nghệ".
const FIRST_PAIRS: &[(&str, &[&str])] = &[
    ("công", &["an", "ty", "đoàn"]),
    ("trung", &["tâm"]),
    ("văn", &["phòng"]),
    ("thanh", &["tra"]),
    ("bảo", &["hiểm", "tàng"]),
    ("thống", &["kê"]),
    ("kho", &["bạc"]),
    ("tổng", &["công", "cục", "liên"]),
    ("tập", &["đoàn"]),
    ("chi", &["cục", "nhánh", "bộ"]),
    ("thi", &["hành"]),
    ("hợp", &["tác xã"]),
    ("hải", &["quan"]),
    ("liên", &["đoàn", "minh", "hiệp"]),
    ("kiểm", &["toán"]),
    ("thường", &["trực"]),
    ("mặt", &["trận"]),
    ("tỉnh", &["đoàn", "ủy"]),
    ("thành", &["đoàn", "ủy"]),
    ("huyện", &["ủy", "đoàn"]),
    ("học", &["viện"]),
    ("bệnh", &["viện"]),
    ("điện", &["lực"]),
    ("ngân", &["hàng"]),
];

/// Words that begin no name before these: "Chi cục Thủy lợi và Phòng, chống thiên tai" is one body.
const NO_NAMES: &[(&str, &[&str])] = &[
    (
        "phòng",
        &["chống", "cháy", "thủ", "bệnh", "ngừa", "vệ", "trị", "dịch"],
    ),
    ("hội", &["nhập", "nghị", "thảo", "chợ", "họa"]),
    ("báo", &["chí", "cáo"]),
    ("bộ", &["môn", "phận"]),
    ("viện", &["trợ"]),
    ("học", &["tập", "sinh"]),
    ("đoàn", &["kết"]),
    ("điện", &["tử", "ảnh"]),
    ("quỹ", &["đất"]),
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
    let next = words.iter().skip(1).map(|it| it.key.clone());
    let next: Vec<String> = next.chain([String::new()]).collect();
    for (word, next) in words.iter_mut().zip(next) {
        let pairs = FIRST_PAIRS.iter().find(|(first, _)| *first == word.key);
        word.begins_names = match pairs {
            Some((_, seconds)) => seconds.contains(&next.as_str()),
            None => {
                let mut others = NO_NAMES.iter().filter(|(first, _)| *first == word.key);
                FIRST_WORDS.contains(&word.key.as_str())
                    && !others.any(|(_, seconds)| seconds.contains(&next.as_str()))
            }
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
            ("Văn phòng HĐND và UBND xã", "[Văn phòng HĐND và UBND xã]"),
            (
                "Công an tỉnh Gia Lai; Sở Y tế tỉnh Lào Cai",
                "Công an tỉnh | Sở Y tế",
            ),
            ("Ban Dân tộc HĐND tỉnh", "[Ban Dân tộc HĐND tỉnh]"),
            (
                "Chi cục Chăn nuôi, Thú y và Thủy sản, Công an xã",
                "[Chi cục Chăn nuôi, Thú y và Thủy sản] | [Công an xã]",
            ),
            ("VTV, VOV, các địa phương", "[VTV, VOV] | [các địa phương]"),
            (
                "Chi cục Thủy lợi và Phòng, chống thiên tai; Trung tâm Báo chí và Hội nghị",
                "[Chi cục Thủy lợi và Phòng, chống thiên tai] | [Trung tâm Báo chí và Hội nghị]",
            ),
            ("Sở Nội vụ và Phòng Kinh tế", "Sở Nội vụ | [Phòng Kinh tế]"),
            ("Phòng Kế toán - Ngân quỹ", "[Phòng Kế toán - Ngân quỹ]"),
            ("Sở Nội vụ và Sở Tài chính", "Sở Nội vụ | Sở Tài chính"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
