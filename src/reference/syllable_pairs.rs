//! Which syllables officials write, and which of them beside each other, with how often.
//!
//! `syllable_pairs.bin` holds figures only, counted in official texts (laws, resolutions, decisions,
//! plans) and, with a tenth of the weight, in press and schoolbooks: the syllables in use as bits over
//! [`orthography`](crate::text::orthography) codes, their counts, how many others stand beside each, and the
//! pairs of neighbours. A pair is kept with its count where it says more than its syllables alone, and a
//! rarer one only where it would be taken for a slip of another. Counts are powers of two, and positions of
//! second syllables are stored as gaps, because the page downloads this file.

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
    /// How likely each is followed by a syllable that no text has behind it.
    unseen: Vec<f32>,
    /// Share of all different pairs that end in each.
    variety: Vec<f32>,
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
    Pairs::read(include_bytes!("syllable_pairs.bin")).unwrap_or_else(Pairs::empty)
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
            unseen: Vec::new(),
            variety: Vec::new(),
            starts: Vec::new(),
            seconds: Vec::new(),
            classes: Vec::new(),
            starts_before: Vec::new(),
            firsts: Vec::new(),
            total: 1.0,
        }
    }

    fn read(bytes: &[u8]) -> Option<Pairs> {
        let (n_syllables, rest) = bytes.split_first_chunk::<2>()?;
        let (n_pairs, rest) = rest.split_first_chunk::<4>()?;
        let n_syllables = usize::from(u16::from_le_bytes(*n_syllables));
        let n_pairs = usize::try_from(u32::from_le_bytes(*n_pairs)).ok()?;
        let (used, rest) = rest.split_at_checked(usize::from(N_CODES).div_ceil(8))?;
        let (logs, rest) = rest.split_at_checked(n_syllables)?;
        let (unseen, rest) = rest.split_at_checked(n_syllables)?;
        let (variety, rest) = rest.split_at_checked(n_syllables)?;
        let is_used = |code: &u16| {
            let byte = used
                .get(usize::from(*code / 8))
                .copied()
                .unwrap_or_default();
            byte >> (code % 8) & 1 == 1
        };
        let codes = (0..N_CODES).filter(is_used);
        let figures = logs.iter().zip(unseen).zip(variety);
        let mut in_use = Vec::with_capacity(n_syllables);
        for (code, ((log, unseen), variety)) in codes.zip(figures) {
            let form = Form::of(&Syllable::of_code(code)?.text());
            in_use.push((form, *log, *unseen, *variety));
        }
        // Stable: ties keep the order of their codes.
        sorting::by_key(&mut in_use, |(_, log, ..)| std::cmp::Reverse(*log));
        let mut pairs = Pairs::empty();
        pairs.total = 0.0;
        for (at, (form, log, unseen, variety)) in (0..).zip(in_use) {
            pairs.ids.insert(form.text.clone(), at);
            let with_bare = pairs.by_bare.entry(form.bare().to_owned()).or_default();
            with_bare.push(at);
            pairs.total += count(log);
            pairs.counts.push(log);
            pairs.unseen.push(share(unseen));
            pairs.variety.push(share(variety));
            pairs.forms.push(form);
        }
        pairs.read_pairs(n_syllables, n_pairs, rest)?;
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

    /// How likely `second` follows `first`, or begins a phrase: what was counted, and for what was not, how
    /// readily `first` stands before others and `second` behind others (interpolated Kneser–Ney smoothing).
    pub fn chance(&self, first: Option<Id>, second: Option<Id>) -> f32 {
        let Some(second) = second else {
            return NEVER / self.total;
        };
        let of = |shares: &[f32], id: Id| shares.get(usize::from(id)).copied().unwrap_or_default();
        let variety = of(&self.variety, second);
        first.map_or(variety, |first| {
            self.times(first, second) / self.count(first) + of(&self.unseen, first) * variety
        })
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
const RARE_COUNT: f32 = 0.5;
/// What a syllable counts as that nobody writes.
const NEVER: f32 = 0.5;

/// How often a pair of a class is written.
fn times_of(class: u8) -> f32 {
    match class {
        RARE => RARE_COUNT,
        class => count(class),
    }
}

/// A share is stored as twice its negative binary logarithm.
fn share(stored: u8) -> f32 {
    (-f32::from(stored) / 2.0).exp2()
}

fn count(log: u8) -> f32 {
    1.4 * f32::from(log).exp2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_whole() {
        let pairs = Pairs::read(include_bytes!("syllable_pairs.bin")).unwrap();
        assert!(4_000 < pairs.forms.len() && 100_000 < pairs.seconds.len());
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
    fn what_was_not_counted_is_likelier_where_words_stand_beside_many() {
        let id = |word| pairs().id(word);
        let chance = |first, second| pairs().chance(id(first), id(second));
        assert!(chance("trung", "bình") > 100.0 * chance("chung", "bình"));
        assert!(chance("ngựa", "và") > chance("ngựa", "khiếu"));
        assert!(pairs().chance(None, None) < chance("khiếu", "ngựa"));
    }

    #[test]
    fn a_damaged_file_gives_no_pairs() {
        let bytes = include_bytes!("syllable_pairs.bin");
        for n in [0, 1, 5, 100, 4_000, 9_000, bytes.len() - 1] {
            assert!(Pairs::read(&bytes[..n]).is_none(), "{n}");
        }
    }
}
