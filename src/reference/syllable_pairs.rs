//! Which syllables officials write, and which of them beside each other, with how often.
//!
//! `syllable_pairs.bin` holds figures only, counted in official texts (laws, resolutions, decisions,
//! plans) and, with a small weight, in press and schoolbooks: the syllables in use as bits over
//! [`orthography`](crate::text::orthography) codes, their counts, and the pairs of neighbours. Of the
//! pairs, those written at least 25 times are kept with their count, and the rarer ones only where
//! they would be taken for a slip of a frequent one. Counts are powers of two, and positions of second
//! syllables are stored as gaps, because the page downloads this file.
//!
//! `compounds.txt` lists compounds of every day, which official texts write too seldom to count: behind each
//! first syllable the second ones.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    sorting,
    text::{
        confusion::Form,
        orthography::{N_CODES, Syllable},
    },
};

/// A syllable in use; the more frequent, the smaller.
pub type Id = u16;

/// Count of a pair that is kept only because people write it.
pub const RARE: u8 = 0;

pub struct Pairs {
    ids: FxHashMap<String, Id>,
    forms: Vec<Form>,
    /// Words in use by their letters without any mark.
    by_bare: FxHashMap<String, Vec<Id>>,
    /// Binary logarithm of the count of each syllable.
    counts: Vec<u8>,
    /// Where the pairs of each first syllable start in `seconds`; one more than there are syllables.
    starts: Vec<u32>,
    seconds: Vec<Id>,
    classes: Vec<u8>,
    /// The same the other way round, without the rare pairs.
    starts_before: Vec<u32>,
    firsts: Vec<Id>,
    /// Sum of all counts.
    pub total: f32,
}

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| {
    Pairs::read(
        include_bytes!("syllable_pairs.bin"),
        include_str!("compounds.txt"),
    )
    .unwrap_or_else(Pairs::empty)
});

pub fn pairs() -> &'static Pairs {
    &PAIRS
}

impl Pairs {
    fn empty() -> Pairs {
        Pairs {
            ids: FxHashMap::default(),
            forms: Vec::new(),
            by_bare: FxHashMap::default(),
            counts: Vec::new(),
            starts: Vec::new(),
            seconds: Vec::new(),
            classes: Vec::new(),
            starts_before: Vec::new(),
            firsts: Vec::new(),
            total: 1.0,
        }
    }

    fn read(bytes: &[u8], compounds: &str) -> Option<Pairs> {
        let (n_syllables, rest) = bytes.split_first_chunk::<2>()?;
        let (n_pairs, rest) = rest.split_first_chunk::<4>()?;
        let n_syllables = usize::from(u16::from_le_bytes(*n_syllables));
        let n_pairs = usize::try_from(u32::from_le_bytes(*n_pairs)).ok()?;
        let (used, rest) = rest.split_at_checked(usize::from(N_CODES).div_ceil(8))?;
        let (logs, rest) = rest.split_at_checked(n_syllables)?;
        let is_used = |code: &u16| {
            let byte = used
                .get(usize::from(*code / 8))
                .copied()
                .unwrap_or_default();
            byte >> (code % 8) & 1 == 1
        };
        let mut in_use: Vec<(u8, Form)> = Vec::with_capacity(n_syllables);
        for (code, log) in (0..N_CODES).filter(is_used).zip(logs) {
            in_use.push((*log, Form::of(&Syllable::of_code(code)?.text())));
        }
        // Stable: ties keep the order of their codes.
        sorting::by_key(&mut in_use, |(log, _)| std::cmp::Reverse(*log));
        let mut pairs = Pairs::empty();
        pairs.total = 0.0;
        for (at, (log, form)) in (0..).zip(in_use) {
            pairs.ids.insert(form.text.clone(), at);
            let with_bare = pairs.by_bare.entry(form.bare().to_owned()).or_default();
            with_bare.push(at);
            pairs.total += count(log);
            pairs.counts.push(log);
            pairs.forms.push(form);
        }
        pairs.read_pairs(n_syllables, n_pairs, rest)?;
        pairs.add_compounds(compounds);
        pairs.turn();
        Some(pairs)
    }

    /// Reads how many pairs each syllable begins, then the class of each pair, then the gaps between
    /// second syllables.
    fn read_pairs(&mut self, n_syllables: usize, n_pairs: usize, bytes: &[u8]) -> Option<()> {
        let mut rest = bytes.iter().copied();
        let mut end = 0;
        self.starts.push(0);
        for _ in 0..n_syllables {
            loop {
                let n = rest.next()?;
                end += u32::from(n);
                if n < u8::MAX {
                    break;
                }
            }
            self.starts.push(end);
        }
        self.classes = rest.by_ref().take(n_pairs).collect();
        self.seconds.reserve(n_pairs);
        for range in self.starts.windows(2) {
            let [from, to] = range else { continue };
            let mut next = 0u16;
            for _ in *from..*to {
                let byte = rest.next()?;
                let gap = match byte.checked_sub(LONG_GAP) {
                    None => u16::from(byte),
                    Some(high) => {
                        u16::from(LONG_GAP) + (u16::from(high) << 8) + u16::from(rest.next()?)
                    }
                };
                let second = next.checked_add(gap)?;
                self.seconds.push(second);
                next = second + 1;
            }
        }
        (self.classes.len() == n_pairs && self.seconds.len() == n_pairs).then_some(())
    }

    /// Adds compounds as if their syllables were often written together.
    fn add_compounds(&mut self, compounds: &str) {
        let mut seconds_of: FxHashMap<Id, Vec<Id>> = FxHashMap::default();
        for line in compounds.lines() {
            let mut ids = line.split(' ').map(|it| self.id(it));
            let Some(first) = ids.next().flatten() else {
                continue;
            };
            seconds_of.entry(first).or_default().extend(ids.flatten());
        }
        let mut whole = Pairs::empty();
        whole.starts.push(0);
        for first in (0..).take(self.forms.len()) {
            let mut row: Vec<(Id, u8)> = self.row(first).collect();
            for second in seconds_of.remove(&first).unwrap_or_default() {
                let class = self.class_of_compound(first, second);
                match row.binary_search_by_key(&second, |(it, _)| *it) {
                    Ok(at) => {
                        if let Some((_, known)) = row.get_mut(at) {
                            *known = class.max(*known);
                        }
                    }
                    Err(at) => row.insert(at, (second, class)),
                }
            }
            whole.seconds.extend(row.iter().map(|(second, _)| *second));
            whole.classes.extend(row.iter().map(|(_, class)| *class));
            let end = u32::try_from(whole.seconds.len()).unwrap_or(u32::MAX);
            whole.starts.push(end);
        }
        (self.starts, self.seconds, self.classes) = (whole.starts, whole.seconds, whole.classes);
    }

    /// The class of a pair that makes an eighth of the places of its syllables, between the two.
    fn class_of_compound(&self, first: Id, second: Id) -> u8 {
        let log = |id: Id| {
            self.counts
                .get(usize::from(id))
                .copied()
                .unwrap_or_default()
        };
        (log(first) + log(second))
            .div_ceil(2)
            .saturating_sub(6)
            .max(1)
    }

    /// Lists the first syllables by the second.
    fn turn(&mut self) {
        let mut by_second: Vec<Vec<Id>> = vec![Vec::new(); self.forms.len()];
        for first in 0..self.forms.len() {
            let Ok(id) = Id::try_from(first) else {
                continue;
            };
            for (second, class) in self.row(id) {
                if let Some(firsts) = by_second
                    .get_mut(usize::from(second))
                    .filter(|_| class != RARE)
                {
                    firsts.push(id);
                }
            }
        }
        self.starts_before.push(0);
        for firsts in by_second {
            self.firsts.extend(firsts);
            self.starts_before
                .push(u32::try_from(self.firsts.len()).unwrap_or(u32::MAX));
        }
    }

    /// Finds a lower-case word, with its tone mark where laws put it.
    pub fn id(&self, word: &str) -> Option<Id> {
        self.ids.get(word).copied()
    }

    /// The words in use that have these letters, with and without marks.
    pub fn with_letters(&self, bare: &str) -> &[Id] {
        self.by_bare.get(bare).map_or(&[][..], Vec::as_slice)
    }

    /// The words in use that have these letters and marks besides.
    pub fn marked(&self, bare: &str) -> Vec<&str> {
        let ids = self.with_letters(bare).iter();
        let texts = ids.filter_map(|id| self.form(*id));
        texts
            .map(|it| it.text.as_str())
            .filter(|it| *it != bare)
            .collect()
    }

    pub fn form(&self, id: Id) -> Option<&Form> {
        self.forms.get(usize::from(id))
    }

    /// The words that are written at least `least` times.
    pub fn often(&self, least: f32) -> impl Iterator<Item = &Form> {
        let counts = self.counts.iter().copied().map(count);
        let forms = self.forms.iter().zip(counts);
        forms
            .filter(move |(_, n)| least <= *n)
            .map(|(form, _)| form)
    }

    /// How often a syllable is written.
    pub fn count(&self, id: Id) -> f32 {
        self.counts
            .get(usize::from(id))
            .map_or(0.0, |log| count(*log))
    }

    /// The class of a pair, [`RARE`] or higher; `None` if nobody writes it.
    pub fn class(&self, first: Id, second: Id) -> Option<u8> {
        let range = range(&self.starts, first)?;
        let at = self
            .seconds
            .get(range.clone())?
            .binary_search(&second)
            .ok()?;
        self.classes.get(range.start + at).copied()
    }

    /// How often a pair is written; 0 where it is not known.
    pub fn times(&self, first: Id, second: Id) -> f32 {
        self.class(first, second).map_or(0.0, times_of)
    }

    /// Whether people often write the two beside each other.
    pub fn is_frequent(&self, first: Id, second: Id) -> bool {
        self.class(first, second).is_some_and(|class| class != RARE)
    }

    /// The syllables that often follow `first`.
    pub fn after(&self, first: Id) -> impl Iterator<Item = Id> {
        let often = self.row(first).filter(|(_, class)| *class != RARE);
        often.map(|(second, _)| second)
    }

    /// The syllables that often stand before `second`.
    pub fn before(&self, second: Id) -> impl Iterator<Item = Id> {
        let firsts = range(&self.starts_before, second).and_then(|range| self.firsts.get(range));
        firsts.into_iter().flatten().copied()
    }

    fn row(&self, first: Id) -> impl Iterator<Item = (Id, u8)> {
        let range = range(&self.starts, first).unwrap_or_default();
        let seconds = self.seconds.get(range.clone()).unwrap_or_default();
        let classes = self.classes.get(range).unwrap_or_default();
        seconds.iter().copied().zip(classes.iter().copied())
    }
}

/// Gaps from here on take a second byte.
const LONG_GAP: u8 = 224;

fn range(starts: &[u32], id: Id) -> Option<std::ops::Range<usize>> {
    let at = usize::from(id);
    let (from, to) = (*starts.get(at)?, *starts.get(at + 1)?);
    Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
}

/// What a pair counts as that is kept only because people write it.
const RARE_COUNT: f32 = 6.0;

/// How often a pair of a class is written.
fn times_of(class: u8) -> f32 {
    match class {
        RARE => RARE_COUNT,
        class => count(class + 3),
    }
}

fn count(log: u8) -> f32 {
    1.4 * f32::from(log).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_whole() {
        let pairs = Pairs::read(include_bytes!("syllable_pairs.bin"), "").unwrap();
        assert!(4_000 < pairs.forms.len() && 30_000 < pairs.seconds.len());
        let id = |word| pairs.id(word).unwrap();
        assert!(pairs.is_frequent(id("văn"), id("bản")));
        assert!(pairs.is_frequent(id("sử"), id("dụng")));
        assert!(!pairs.is_frequent(id("xử"), id("dụng")));
        assert!(pairs.after(id("văn")).any(|it| it == id("bản")));
        assert!(pairs.before(id("bản")).any(|it| it == id("văn")));
        assert!(pairs.count(id("hiếm")) < pairs.count(id("và")));
        assert_eq!(pairs.id("nghành"), None);
    }

    #[test]
    fn compounds_are_pairs_besides() {
        let bytes = include_bytes!("syllable_pairs.bin");
        let [counted, whole] = ["", "rốc ráo\nvăn ráo"].map(|it| Pairs::read(bytes, it).unwrap());
        let id = |word| whole.id(word).unwrap();
        for first in ["rốc", "văn"] {
            assert!(!counted.is_frequent(id(first), id("ráo")));
            assert!(whole.is_frequent(id(first), id("ráo")));
            assert!(whole.before(id("ráo")).any(|it| it == id(first)));
        }
        assert!(whole.is_frequent(id("văn"), id("bản")));
    }

    /// A syllable that no text counts would be dropped in silence.
    #[test]
    fn compounds_consist_of_words_in_use() {
        let words = include_str!("compounds.txt").split_whitespace();
        let unknown: Vec<&str> = words.filter(|it| pairs().id(it).is_none()).collect();
        assert_eq!(unknown, [""; 0]);
    }

    #[test]
    fn a_damaged_file_gives_no_pairs() {
        let bytes = include_bytes!("syllable_pairs.bin");
        for n in [0, 1, 5, 100, 4_000, 9_000, bytes.len() - 1] {
            assert!(Pairs::read(&bytes[..n], "").is_none(), "{n}");
        }
    }
}
