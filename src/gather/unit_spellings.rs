//! The spellings in which people write the name of a unit.

use crate::{
    reference::{
        agencies::{self, Directory},
        provinces,
    },
    text::likeness::{folded, words},
};

/// Returns the spellings of a name as words, each with whether it is a full one.
pub(super) fn spellings(name: &str) -> Vec<(Vec<String>, bool)> {
    let mut found: Vec<(Vec<String>, bool)> = Vec::new();
    let mut names = vec![name.to_owned()];
    let directory = Directory::standard();
    let entry = |name: &str| directory.by_key(&agencies::key(name)).cloned();
    names.extend(without_province(name));
    // "SNgV" is Sở Ngoại vụ, so that "SNV" is not.
    let mut has_short_form = false;
    for name in names.clone() {
        if let Some(agency) = entry(&name) {
            names.extend(agency.spellings().map(str::to_owned));
            has_short_form |= agency.spellings().any(is_initials);
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
            let initials: String = rest.iter().filter_map(|it| it.chars().next()).collect();
            if 2 <= rest.len() {
                let kind = plain.get(..2).unwrap_or_default();
                found.push(([kind, &[initials]].concat(), true));
            }
            if 4 <= rest.concat().chars().count() {
                found.push((rest.to_vec(), false));
            }
        }
        let n_kind = if bare.starts_with(&["dac".to_owned(), "khu".to_owned()]) {
            2
        } else {
            1
        };
        if is_place || n_kind == 2 {
            found.extend(numbered(plain, n_kind));
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
            found.extend(other_names(&folded(rest).join(" ")));
        } else if kind == "truong" && 3 <= plain.len() {
            // "THPT Chi Lăng".
            found.push((plain.get(1..).unwrap_or_default().to_vec(), true));
        } else if 2 <= plain.len() {
            // "SNV", "Sở KHCN".
            let initials: String = plain
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            let rest: String = initials.chars().skip(1).collect();
            if 3 <= initials.chars().count() && !has_short_form {
                found.push((vec![initials], false));
            }
            if 2 <= rest.chars().count() {
                found.push((vec![plain.first().cloned().unwrap_or_default(), rest], true));
            }
            if kind == "so" && 2 <= plain.len() {
                found.push((plain.get(1..).unwrap_or_default().to_vec(), false));
            }
            found.extend(shortened(plain));
        }
    }
    found
}

/// Whether a name is written as letters alone: "SNgV".
fn is_initials(name: &str) -> bool {
    !name.contains(' ') && 1 < name.chars().filter(|c| c.is_uppercase()).count()
}

/// Spellings of a body with letters for a part of its name: "BQL KCN", "TT tỉnh".
fn shortened(plain: &[String]) -> Vec<(Vec<String>, bool)> {
    let said = plain
        .iter()
        .filter(|word| folded(&[(*word).clone()]) != ["cac"]);
    let said: Vec<&String> = said.collect();
    let initials = |words: &[&String]| -> String {
        words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let mut found = Vec::new();
    if let [first, rest @ ..] = said.as_slice()
        && said.len() < plain.len()
        && 2 <= rest.len()
    {
        found.push((vec![(*first).clone(), initials(rest)], true));
        // "BQL KCN", "BQL KCN tỉnh".
        if let [body @ .., last] = rest
            && folded(&[(*last).clone()]) == ["tinh"]
            && 2 <= body.len()
        {
            let short = vec![(*first).clone(), initials(body)];
            found.push((short.clone(), true));
            found.push(([short, vec![(*last).clone()]].concat(), true));
        }
    }
    if let [body @ .., last] = said.as_slice()
        && folded(&[(*last).clone()]) == ["tinh"]
        && 2 <= body.len()
    {
        found.push((vec![initials(body), (*last).clone()], false));
    }
    found
}

/// Spellings of a place with a number: "Bảo Lâm II", "BL 2"; `n_kind` words of it are the kind.
fn numbered(plain: &[String], n_kind: usize) -> Vec<(Vec<String>, bool)> {
    let (kind, place) = plain.split_at(n_kind.min(plain.len()));
    let Some(at) = place.iter().position(|it| it.parse::<u32>().is_ok()) else {
        return Vec::new();
    };
    let number = place.get(at).cloned().unwrap_or_default();
    let roman = number.parse().ok().and_then(|n: usize| ROMAN.get(n));
    let with = |number: &str| {
        let mut other = place.to_vec();
        if let Some(slot) = other.get_mut(at) {
            number.clone_into(slot);
        }
        other
    };
    let mut found = Vec::new();
    if let Some(roman) = roman {
        found.push(([kind, with(roman).as_slice()].concat(), true));
        if 1 < place.len() {
            found.push((with(roman), false));
        }
    }
    let letters =
        |words: &[String]| -> String { words.iter().filter_map(|it| it.chars().next()).collect() };
    let (before, behind) = (
        letters(place.get(..at).unwrap_or_default()),
        letters(place.get(at + 1..).unwrap_or_default()),
    );
    if before.is_empty() && 2 <= behind.chars().count() {
        // "P2BL".
        let short = vec![number.clone(), behind.clone()];
        let letter: Vec<String> = kind.first().iter().filter_map(|it| initial(it)).collect();
        found.push(([kind, short.as_slice()].concat(), true));
        found.push(([letter, short].concat(), true));
    }
    if 2 <= before.chars().count() && behind.is_empty() {
        let short = vec![before, number];
        let is_of_papers = OF_PAPERS.contains(&folded(&short).first().map_or("", String::as_str));
        found.push(([kind, short.as_slice()].concat(), true));
        if !is_of_papers {
            found.push((short, false));
        }
    }
    found
}

/// Letters, without marks, for kinds of papers and periods, which have numbers too: "PL 1", "Q2".
const OF_PAPERS: &[&str] = &[
    "pl", "kh", "bc", "bm", "mb", "bs", "bb", "cv", "qd", "qđ", "tt", "tb", "th", "tm", "ct", "nq",
    "hd", "vb", "ds", "dm", "sl", "mau", "tl", "nd", "tk", "kq",
];

fn initial(word: &str) -> Option<String> {
    word.chars().next().map(String::from)
}

/// Roman numbers by their values.
const ROMAN: [&str; 13] = [
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

/// The province that ends a name: "Xã Tân Thành, tỉnh Lạng Sơn", "Xã Tân Thành (Lạng Sơn)".
pub(super) fn province_in(name: &str) -> Option<&str> {
    let end = name.trim_end_matches(')');
    let words = [" tỉnh ", " thành phố ", " TP. ", " TP ", ", ", " (", " - "];
    let starts = words.iter().filter_map(|word| end.rsplit_once(word));
    let mut places = starts.map(|(_, place)| place);
    places.find(|place| provinces::names().any(|it| it == *place))
}

/// "Sở Y tế tỉnh Lạng Sơn" is also "Sở Y tế", and "Công an tỉnh Lạng Sơn" "Công an tỉnh".
fn without_province(name: &str) -> Vec<String> {
    if let Some(place) = province_in(name)
        && let Some(body) = name
            .trim_end_matches(')')
            .strip_suffix(place)
            .and_then(|it| it.strip_suffix([' ', '(']))
        && body.ends_with([',', '-', ' '])
    {
        return vec![body.trim_end_matches([',', '-', ' ']).to_owned()];
    }
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

/// Names of provinces, without marks, and how else they are written: in letters, or as they were before.
const OTHER_NAMES: &[(&str, &[&str])] = &[
    ("ho chi minh", &["HCM", "TPHCM"]),
    ("dak lak", &["Đăk Lăk", "Đắc Lắc", "Đăk Lắk"]),
];

fn other_names(place: &str) -> Vec<(Vec<String>, bool)> {
    let names = OTHER_NAMES.iter().filter(|(name, _)| *name == place);
    let others = names.flat_map(|(_, others)| others.iter());
    others.map(|it| (canonical(&words(it)), false)).collect()
}

/// Words that officials write in short.
const SHORT: &[(&[&str], &str)] = &[
    (&["mat", "tran", "to", "quoc", "viet", "nam"], "mttq"),
    (&["mat", "tran", "to", "quoc"], "mttq"),
    (&["mttq", "viet", "nam"], "mttq"),
    (&["uy", "ban", "nhan", "dan"], "ubnd"),
    (&["hoi", "dong", "nhan", "dan"], "hđnd"),
    (&["van", "phong"], "vp"),
    (&["ban", "quan", "ly"], "bql"),
    (&["ban", "ql"], "bql"),
    (&["kho", "bac", "nha", "nuoc"], "kbnn"),
    (&["khu", "vuc"], "kv"),
    (&["thanh", "pho"], "tp"),
    (&["trung", "tam"], "tt"),
];

/// Returns words with the usual short forms, and without "và".
pub(super) fn canonical(words: &[String]) -> Vec<String> {
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
pub(super) fn split_case(text: &str) -> Vec<String> {
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
