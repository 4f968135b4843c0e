//! The units that must answer, and the spellings of their names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    reference::{
        agencies::{self, Directory},
        provinces,
    },
    text::likeness::{folded, is_unmarked, words},
};

/// The units expected, in their order.
#[derive(Clone, Debug, Default)]
pub struct Units {
    pub names: Vec<String>,
    by_marked: FxHashMap<String, Vec<Spelling>>,
    by_folded: FxHashMap<String, Vec<Spelling>>,
    by_glued: FxHashMap<String, Vec<Spelling>>,
    n_words_max: usize,
}

/// A spelling of the name of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spelling {
    unit: usize,
    n_words: usize,
    /// Whether it has the unit's kind or is otherwise hardly something else.
    is_full: bool,
}

/// The units that a text names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Named {
    pub full: Vec<usize>,
    /// By a name without the kind, such as "Tân Trào", or by letters.
    pub short: Vec<usize>,
}

impl Units {
    /// Reads a list with a unit a line. A number or bullet before a name does not belong to it, nor
    /// does what follows a tab.
    pub fn from_lines(text: &str) -> Units {
        Units::new(Units::names_in(text))
    }

    /// The names in such a list, as they are written.
    pub fn names_in(text: &str) -> Vec<String> {
        let lines = text.trim_start_matches('\u{feff}').lines();
        let names = lines.map(|line| {
            let line = line
                .split('\t')
                .find(|it| it.chars().any(char::is_alphabetic))
                .unwrap_or_default();
            let bullet = |c: char| {
                c.is_ascii_digit() || matches!(c, '.' | ')' | '-' | '+' | '*' | ' ' | '"')
            };
            line.trim_start_matches(bullet)
                .trim()
                .trim_end_matches([',', ';', '"'])
                .trim_end()
                .to_owned()
        });
        names.filter(|it| !it.is_empty()).collect()
    }

    /// Indexes names. Of several spellings of one name, the first counts.
    pub fn new(names: impl IntoIterator<Item = String>) -> Units {
        let mut units = Units::default();
        let mut known: FxHashSet<String> = FxHashSet::default();
        for name in names {
            let key = canonical(&words(&name)).join(" ");
            if !key.is_empty() && known.insert(key) {
                units.names.push(name);
            }
        }
        for unit in 0..units.names.len() {
            let name = units.names.get(unit).cloned().unwrap_or_default();
            for (spelling, is_full) in spellings(&name) {
                units.put(unit, &spelling, is_full);
            }
        }
        units
    }

    fn put(&mut self, unit: usize, words: &[String], is_full: bool) {
        let spelling = Spelling {
            unit,
            n_words: words.len(),
            is_full,
        };
        let bare = folded(words);
        let places = [
            (&mut self.by_marked, words.join(" ")),
            (&mut self.by_folded, bare.join(" ")),
            (&mut self.by_glued, bare.concat()),
        ];
        for (index, key) in places {
            let here = index.entry(key).or_default();
            match here.iter_mut().find(|it| it.unit == unit) {
                Some(known) => known.is_full |= is_full,
                None => here.push(spelling),
            }
        }
        self.n_words_max = self.n_words_max.max(words.len() + 2);
    }

    /// Returns the unit with a name, however it is spelled with capitals and spaces.
    pub(super) fn index_of(&self, name: &str) -> Option<usize> {
        let key = canonical(&words(name));
        self.names
            .iter()
            .position(|it| canonical(&words(it)) == key)
    }

    /// Finds the units that a text names, the longest names first. A name that several units share
    /// names none, but covers its words.
    pub(super) fn named_in(&self, text: &str) -> Named {
        let unmarked = is_unmarked(text);
        let words = canonical(&split_case(text));
        let bare = folded(&words);
        let mut named = Named::default();
        let mut covered = vec![false; words.len()];
        for n in (1..=self.n_words_max.min(words.len())).rev() {
            for at in 0..=words.len() - n {
                let range = at..at + n;
                if covered
                    .get(range.clone())
                    .is_some_and(|it| it.contains(&true))
                {
                    continue;
                }
                let (marked, loose) = (words.get(range.clone()), bare.get(range.clone()));
                let (Some(marked), Some(loose)) = (marked, loose) else {
                    continue;
                };
                let before = at
                    .checked_sub(1)
                    .and_then(|at| bare.get(at))
                    .map_or("", String::as_str);
                let Some(found) = self.find(marked, loose, unmarked) else {
                    continue;
                };
                if let Some(covered) = covered.get_mut(range) {
                    covered.fill(true);
                }
                if let [only] = found.as_slice() {
                    let to = if only.is_full {
                        &mut named.full
                    } else {
                        &mut named.short
                    };
                    // "Phường An Phú" is not the commune An Phú.
                    if (only.is_full || !KINDS.contains(&before)) && !to.contains(&only.unit) {
                        to.push(only.unit);
                    }
                }
            }
        }
        named
    }

    fn find(&self, marked: &[String], loose: &[String], unmarked: bool) -> Option<Vec<Spelling>> {
        if !unmarked && let Some(found) = self.by_marked.get(&marked.join(" ")) {
            return Some(found.clone());
        }
        let is_bare = unmarked || marked.iter().all(|word| word.is_ascii());
        if !is_bare {
            return None;
        }
        let known = if unmarked {
            self.by_folded.get(&loose.join(" "))
        } else {
            None
        };
        if let Some(found) = known {
            return Some(found.clone());
        }
        // "dongvan" or "so kh cn": cut otherwise than the name.
        let glued = loose.concat();
        let found = self.by_glued.get(&glued)?;
        let fits = found.iter().filter(|it| {
            GLUED_MIN <= glued.len() && loose.len() != it.n_words && unmarked
                || loose.len() < it.n_words
        });
        let fits: Vec<Spelling> = fits
            .filter(|it| loose.len() <= it.n_words || !it.is_full || it.n_words <= 2)
            .copied()
            .collect();
        (!fits.is_empty()).then_some(fits)
    }
}

const GLUED_MIN: usize = 5;

/// Kinds of units, without marks.
const KINDS: &[&str] = &[
    "xa", "phuong", "tinh", "tp", "so", "huyen", "quan", "thi", "tran", "x", "p",
];

/// Words that officials write in short.
const SHORT: &[(&[&str], &str)] = &[
    (&["uy", "ban", "nhan", "dan"], "ubnd"),
    (&["hoi", "dong", "nhan", "dan"], "hđnd"),
    (&["van", "phong"], "vp"),
    (&["ban", "quan", "ly"], "bql"),
    (&["thanh", "pho"], "tp"),
    (&["trung", "tam"], "tt"),
];

/// Returns words with the usual short forms, and without "và".
fn canonical(words: &[String]) -> Vec<String> {
    let bare = folded(words);
    let mut canonical = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = bare.get(at..).unwrap_or_default();
        let short = SHORT.iter().find(|(long, _)| {
            rest.len() >= long.len() && rest.iter().zip(*long).all(|(word, long)| word == long)
        });
        if let Some((long, short)) = short {
            canonical.push((*short).to_owned());
            at += long.len();
            continue;
        }
        if !matches!(rest.first().map(String::as_str), Some("va")) {
            canonical.push(word.clone());
        }
        at += 1;
    }
    canonical
}

/// Returns the words of a text, in which a capital behind a small letter begins a word: "SoYTe". A
/// digit and a letter are never one word.
fn split_case(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for c in text.chars() {
        let turns =
            last.is_lowercase() && c.is_uppercase() || last.is_ascii_digit() && c.is_alphabetic();
        if turns || last.is_alphabetic() && c.is_ascii_digit() {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    words(&spaced)
}

/// Returns the spellings of a name as words, each with whether it is a full one.
fn spellings(name: &str) -> Vec<(Vec<String>, bool)> {
    let mut found: Vec<(Vec<String>, bool)> = Vec::new();
    let mut names = vec![name.to_owned()];
    let directory = Directory::standard();
    let entry = |name: &str| directory.by_key(&agencies::key(name)).cloned();
    names.extend(without_province(name));
    for name in names.clone() {
        if let Some(agency) = entry(&name) {
            names.extend(agency.spellings().map(str::to_owned));
        }
    }
    for name in &names {
        let own = canonical(&split_case(name));
        let of_ubnd = own.strip_prefix(["ubnd".to_owned()].as_slice());
        let plain = of_ubnd.unwrap_or(&own);
        found.push((own.clone(), true));
        let bare = folded(plain);
        let kind = bare.first().map_or("", String::as_str);
        let is_place = matches!(kind, "xa" | "phuong" | "tinh" | "tp" | "huyen") && 1 < plain.len();
        if let (["dac", "khu"], Some(rest)) = (
            bare.iter()
                .take(2)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .as_slice(),
            plain.get(2..).filter(|it| !it.is_empty()),
        ) {
            for short in ["đk", "dk"] {
                found.push(([vec![short.to_owned()], rest.to_vec()].concat(), true));
            }
            if 4 <= rest.concat().chars().count() {
                found.push((rest.to_vec(), false));
            }
        }
        if is_place {
            found.push((plain.to_vec(), true));
            let rest = plain.get(1..).unwrap_or_default();
            if kind == "xa" || kind == "phuong" {
                let letter: String = kind.chars().take(1).collect();
                found.push(([vec![letter], rest.to_vec()].concat(), true));
            }
            found.push(([vec!["ubnd".to_owned()], plain.to_vec()].concat(), true));
            if 4 <= rest.concat().chars().count() {
                found.push((rest.to_vec(), false));
            }
        } else if 2 <= plain.len() {
            // "SNV", "Sở KHCN".
            let initials: String = plain
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            let rest: String = initials.chars().skip(1).collect();
            if 3 <= initials.chars().count() {
                found.push((vec![initials], false));
            }
            if 2 <= rest.chars().count() {
                found.push((vec![plain.first().cloned().unwrap_or_default(), rest], true));
            }
            if kind == "so" && 2 <= plain.len() {
                found.push((plain.get(1..).unwrap_or_default().to_vec(), false));
            }
        }
    }
    found
}

/// "Sở Y tế tỉnh Lạng Sơn" is also "Sở Y tế", and "Công an tỉnh Lạng Sơn" "Công an tỉnh".
fn without_province(name: &str) -> Vec<String> {
    for word in [" tỉnh ", " thành phố ", " TP. ", " TP "] {
        if let Some((body, place)) = name.split_once(word)
            && provinces::at_start(place).is_some()
        {
            let is_whole = folded(&words(body)).join(" ") == "ubnd";
            let with_word = format!("{body}{}", word.trim_end());
            return match is_whole {
                true => Vec::new(),
                false => vec![body.to_owned(), with_word],
            };
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Units {
        Units::from_lines(
            "1. Sở Khoa học và Công nghệ\nSở Nội vụ tỉnh Lạng Sơn\nSở Y tế\nCông an tỉnh\nUBND xã Đồng Văn\nXã Tân Hòa\n\
             Xã Tân Hóa\nĐặc khu Cát Hải\nXã An Phú\nPhường An Phú\nPhường Minh Xuân\nXã Tân\nXã Tân Trào\nsở y tế\n",
        )
    }

    #[test]
    fn names_are_compared_as_officials_write_them() {
        let units = units();
        assert_eq!(units.names.len(), 13);
        for (text, expected) in [
            ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", Some("Sở Khoa học và Công nghệ")),
            ("Sở KH&CN", Some("Sở Khoa học và Công nghệ")),
            ("bc_SKHCN_q3", Some("Sở Khoa học và Công nghệ")),
            ("so-noi-vu_Q3", Some("Sở Nội vụ tỉnh Lạng Sơn")),
            ("PL I (SNV)", Some("Sở Nội vụ tỉnh Lạng Sơn")),
            ("soyte", Some("Sở Y tế")),
            ("SoYTe2026", Some("Sở Y tế")),
            ("bao cao CAT", Some("Công an tỉnh")),
            ("dong-van-q3", Some("UBND xã Đồng Văn")),
            ("dongvan", Some("UBND xã Đồng Văn")),
            ("Ủy ban nhân dân xã Đồng Văn", Some("UBND xã Đồng Văn")),
            ("x. Đồng Văn", Some("UBND xã Đồng Văn")),
            ("P.Minh Xuân", Some("Phường Minh Xuân")),
            ("tantrao(1)", Some("Xã Tân Trào")),
            ("DK_Cat_Hai_BCQ2", Some("Đặc khu Cát Hải")),
            ("ĐK Cát Hải", Some("Đặc khu Cát Hải")),
            ("UBND XÃ TÂN HÒA", Some("Xã Tân Hòa")),
            ("UBND XÃ TÂN HOÀ", Some("Xã Tân Hòa")),
            // Without marks it may be either.
            ("xa tan hoa", None),
            ("an-phu", None),
            ("phuong an phu", Some("Phường An Phú")),
            ("Xã Đồng Văm", None),
            ("Sở Tư pháp", None),
        ] {
            let named = units.named_in(text);
            let all: Vec<usize> = if named.full.is_empty() {
                named.short
            } else {
                named.full
            };
            let name = match all.as_slice() {
                [only] => units.names.get(*only).map(String::as_str),
                _ => None,
            };
            assert_eq!(name, expected, "{text} {all:?}");
        }
    }
}
