//! The units that must answer, and the spellings of their names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    before_names::{begins_other_body, is_addressee},
    unit_spellings::{canonical, province_in, spellings, split_case},
};
use crate::text::likeness::{folded, is_unmarked, words};

/// The units expected, in their order.
#[derive(Clone, Debug, Default)]
pub struct Units {
    pub names: Vec<String>,
    by_marked: FxHashMap<String, Vec<Spelling>>,
    by_folded: FxHashMap<String, Vec<Spelling>>,
    by_glued: FxHashMap<String, Vec<Spelling>>,
    /// The province in the name of each unit, without marks.
    provinces: Vec<Option<String>>,
    n_words_max: usize,
    /// Names of bodies without "tỉnh" that no other name has, which nothing else may stand beside.
    bodies: Vec<(Vec<String>, usize)>,
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
    /// By a name with another kind: "thị trấn Óc Eo" has become the commune Óc Eo, but "phường An
    /// Phú" may be another place.
    pub other_kind: Vec<usize>,
    /// Where another body has the name of a unit's place: "Trường tiểu học Tân Trào".
    pub of_place: Vec<usize>,
}

impl Named {
    /// Whether no unit is named, in whatever way.
    pub fn is_none(&self) -> bool {
        *self == Named::default()
    }
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
            let province = province_in(&name).map(|it| folded(&words(it)).join(" "));
            units.provinces.push(province);
            for (spelling, is_full) in spellings(&name) {
                units.put(unit, &spelling, is_full);
            }
        }
        units.put_distinctive();
        units
    }

    /// Adds the parts of names that no other name begins with: "Phường Lâm Viên" of "Phường Lâm Viên - Đà
    /// Lạt", "Thanh tra" of "Thanh tra tỉnh".
    fn put_distinctive(&mut self) {
        let all: Vec<Vec<String>> = self.names.iter().map(|it| canonical(&words(it))).collect();
        let parts = self.names.iter().enumerate().filter_map(|(unit, name)| {
            let before_dash = name.split_once(" - ").map(|(before, _)| before);
            let before_province = || {
                let body = name.strip_suffix(" tỉnh")?;
                (1 < words(body).len()).then_some(body)
            };
            Some((unit, before_dash.or_else(before_province)?.to_owned()))
        });
        let parts: Vec<(usize, String)> = parts.collect();
        for (unit, part) in parts {
            let own = canonical(&words(&part));
            let mut others = all.iter().enumerate().filter(|(other, _)| *other != unit);
            let has_kind = self.names.get(unit).is_some_and(|it| it.contains(" - "));
            let is_own = |name: &Vec<String>| {
                let bare = if has_kind {
                    own.get(1..)
                } else {
                    Some(own.as_slice())
                };
                let bare = bare.unwrap_or_default();
                name.windows(bare.len().max(1)).any(|it| it == bare)
            };
            if own.len() < 2 || others.any(|(_, name)| is_own(name)) {
                continue;
            }
            match has_kind {
                true => {
                    for (spelling, is_full) in spellings(&part) {
                        self.put(unit, &spelling, is_full);
                    }
                }
                false => self.bodies.push((own, unit)),
            }
        }
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

    /// Finds the units that a text names, the longest names first, as [`Units::named_near`] does.
    pub(super) fn named_in(&self, text: &str) -> Named {
        self.named_near(text, text)
    }

    /// Finds the units that a text names, the longest names first. Of several units with one name,
    /// that of the province is meant which stands in `near`; otherwise the name names none, but covers
    /// its words. Whom something is sent to, or whose letter it answers, is not named.
    pub(super) fn named_near(&self, text: &str, near: &str) -> Named {
        let unmarked = is_unmarked(text);
        let near = folded(&words(near)).join(" ");
        let mut named = Named::default();
        for piece in pieces(text) {
            let words = canonical(&split_case(piece));
            self.find_in(&words, unmarked, &near, &mut named);
        }
        // "Phuong 1 - Bao Loc".
        if named.is_none() && text.contains(" - ") {
            let words = canonical(&split_case(&text.replace(" - ", " ")));
            self.find_in(&words, unmarked, &near, &mut named);
        }
        if named.is_none() {
            let words = canonical(&split_case(text));
            let is_it = |own: &[String]| match unmarked {
                true => folded(own) == folded(&words),
                false => own == words,
            };
            let found = self.bodies.iter().find(|(own, _)| is_it(own));
            named.short.extend(found.map(|(_, unit)| *unit));
        }
        named
    }

    /// Adds the units that words name.
    fn find_in(&self, words: &[String], unmarked: bool, near: &str, named: &mut Named) {
        let bare = folded(words);
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
                let before = bare.get(..at).unwrap_or_default();
                let Some(found) = self.find(marked, loose, unmarked) else {
                    continue;
                };
                if let Some(covered) = covered.get_mut(range) {
                    covered.fill(true);
                }
                if let [only] = self.of_province(found, near).as_slice()
                    && !is_addressee(before)
                {
                    let last = before.last().map_or("", String::as_str);
                    let to = match only.is_full {
                        _ if begins_other_body(before) => &mut named.of_place,
                        true => &mut named.full,
                        false if KINDS.contains(&last) => &mut named.other_kind,
                        false => &mut named.short,
                    };
                    if !to.contains(&only.unit) {
                        to.push(only.unit);
                    }
                }
            }
        }
    }

    /// Of several units with one name, those of the province that is named nearby.
    fn of_province(&self, found: Vec<Spelling>, near: &str) -> Vec<Spelling> {
        let is_near = |it: &Spelling| {
            let province = self.provinces.get(it.unit).and_then(Option::as_deref);
            province.is_some_and(|it| format!(" {near} ").contains(&format!(" {it} ")))
        };
        match found.iter().filter(|it| is_near(it)).count() {
            1 if 1 < found.len() => found.into_iter().filter(is_near).collect(),
            _ => found,
        }
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

/// Kinds of units and bodies, without marks: a name behind one is not that of another kind.
const KINDS: &[&str] = &[
    "xa", "phuong", "tinh", "tp", "so", "huyen", "quan", "thi", "tran", "x", "p", "tt", "tram",
    "phong", "vien", "cuc",
];

/// The parts of a text that stand for themselves: names do not go over a dash between blanks or over
/// brackets.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['(', ')', '[', ']', ';', ':', '\n'])
        .flat_map(|it| it.split(" - "))
        .flat_map(|it| it.split(" – "))
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
            ("THPT Tân Trào", None),
            ("Trường tiểu học Tân Trào", None),
            ("Công an xã Tân Trào", None),
            ("HTX Tân Trào", None),
            ("Trạm y tế", None),
            (
                "UBND xã Tân Trào - Phòng Văn hóa xã hội",
                Some("Xã Tân Trào"),
            ),
            ("Bieu gui So Y te", None),
            ("xã Tân Trào gửi Sở Y tế", Some("Xã Tân Trào")),
            ("Tra loi CV cua SYT - xa Tan Trao", Some("Xã Tân Trào")),
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

    #[test]
    fn the_province_tells_units_of_one_name_apart() {
        let units =
            Units::from_lines("Xã Tân Thành, tỉnh Lạng Sơn\nXã Tân Thành, tỉnh Thái Nguyên\n");
        let named = |near: &str| units.named_near("UBND XÃ TÂN THÀNH", near).full;
        assert_eq!(named("UBND TỈNH THÁI NGUYÊN"), [1]);
        assert_eq!(named("tinh lang son"), [0]);
        assert!(named("UBND TỈNH").is_empty());
    }

    #[test]
    fn the_part_that_no_other_unit_has_names_a_unit() {
        let units = Units::from_lines(
            "Phường Xuân Hương - Đà Lạt\nPhường Lâm Viên - Đà Lạt\nXã Bảo Lâm 1\nXã Bảo Lâm 2\n\
             Phường 1 Bảo Lộc\nPhường 2 Bảo Lộc\nThanh tra tỉnh\nBan Quản lý các khu công nghiệp tỉnh\n\
             Công an tỉnh\nCông an xã Đạ Tẻh\nXã Phúc Lợi 1\nXã Phúc Lợi 2\n",
        );
        for (text, expected) in [
            ("P. Xuân Hương ĐL", Some(0)),
            ("phuong xuan huong", Some(0)),
            ("Lâm Viên", Some(1)),
            ("Phuong 1 - Bao Loc", Some(4)),
            ("Bảo Lâm II", Some(3)),
            ("BL1", Some(2)),
            ("P2BL", Some(5)),
            ("xã BL 2", Some(3)),
            ("xã PL 2", Some(11)),
            ("PL 2", None),
            ("Thanh tra", Some(6)),
            ("Ket qua thanh tra quy III", None),
            ("Thanh tra xã", None),
            ("BQL KCN tinh HY", Some(7)),
            ("Ban QL KCN", Some(7)),
            // One of two.
            ("Bảo Lộc", None),
            ("Bảo Lâm", None),
            ("Công an", None),
            ("Bảo Lâm 3", None),
            ("Đà Lạt", None),
        ] {
            let named = units.named_in(text);
            let all = match named.full.is_empty() {
                true => named.short,
                false => named.full,
            };
            let found = match all.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
            assert_eq!(found, expected, "{text} {all:?}");
        }
    }

    #[test]
    fn a_school_is_not_its_commune() {
        let units = Units::from_lines("Xã Chi Lăng\nTrường THPT Chi Lăng\n");
        assert_eq!(units.named_in("THPT Chi Lăng").full, [1]);
        assert_eq!(units.named_in("xa chi lang").full, [0]);
        assert_eq!(units.named_in("Trường mầm non Chi Lăng").of_place, [0]);
        assert_eq!(units.named_in("thị trấn Chi Lăng").other_kind, [0]);
    }
}
