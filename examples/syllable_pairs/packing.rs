//! The file `src/reference/syllable_pairs.bin` as text, and back.

use std::collections::BTreeMap;

use phuluc::text::orthography::{N_CODES, Syllable};

/// Syllables and pairs by the codes of [`Syllable`].
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    pub syllables: BTreeMap<u16, Figures>,
    /// Class of each pair: the binary logarithm of its count; 0 for a pair that is kept only because
    /// people write it.
    pub pairs: BTreeMap<(u16, u16), u8>,
}

/// What is known of a syllable.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Binary logarithm of its count, in units of [`UNIT`].
    pub log: u8,
    /// How likely a syllable that was not seen behind it follows, as [`stored`].
    pub unseen: u8,
    /// Which share of all different pairs ends in it, as [`stored`].
    pub variety: u8,
}

/// Counts are stored as `UNIT` times a power of two.
pub const UNIT: f64 = 1.4;
/// What a pair of class 0 counts as.
pub const RARE_COUNT: f64 = 0.5;
/// Gaps from here on take a second byte.
const LONG_GAP: u16 = 224;

pub fn log_of(count: f64) -> u8 {
    ((count / UNIT).log2() + 0.01).clamp(0.0, 30.0) as u8
}

/// The class of a pair that occurs so often.
pub fn class_of(count: f64) -> u8 {
    ((count / UNIT).log2() + 0.3).floor().clamp(1.0, 15.0) as u8
}

pub fn count_of(log: u8) -> f64 {
    UNIT * f64::from(log).exp2()
}

pub fn times_of(class: u8) -> f64 {
    match class {
        0 => RARE_COUNT,
        class => count_of(class),
    }
}

/// A share as it is stored: twice its negative binary logarithm.
pub fn stored(share: f64) -> u8 {
    (-2.0 * share.log2()).round().clamp(0.0, 63.0) as u8
}

pub fn share_of(stored: u8) -> f64 {
    (-f64::from(stored) / 2.0).exp2()
}

impl Table {
    /// Syllables by falling count; ties in the order of their codes. Pairs refer to this order.
    fn ranks(&self) -> Vec<u16> {
        let mut codes: Vec<(u8, u16)> = self
            .syllables
            .iter()
            .map(|(code, it)| (it.log, *code))
            .collect();
        codes.sort_by_key(|(log, _)| std::cmp::Reverse(*log));
        codes.into_iter().map(|(_, code)| code).collect()
    }

    pub fn packed(&self) -> Vec<u8> {
        let ranks = self.ranks();
        let rank: BTreeMap<u16, u16> = (0..).zip(&ranks).map(|(at, code)| (*code, at)).collect();
        let mut of_first: BTreeMap<u16, Vec<(u16, u8)>> = BTreeMap::new();
        for ((first, second), class) in &self.pairs {
            of_first
                .entry(rank[first])
                .or_default()
                .push((rank[second], *class));
        }
        let mut used = vec![0u8; usize::from(N_CODES).div_ceil(8)];
        for code in self.syllables.keys() {
            used[usize::from(code / 8)] |= 1 << (code % 8);
        }
        let (mut counters, mut classes, mut gaps) = (Vec::new(), Vec::new(), Vec::new());
        for at in (0..).take(ranks.len()) {
            let mut seconds = of_first.remove(&at).unwrap_or_default();
            seconds.sort_unstable();
            let mut n = seconds.len();
            while usize::from(u8::MAX) <= n {
                counters.push(u8::MAX);
                n -= usize::from(u8::MAX);
            }
            counters.push(n as u8);
            let mut next = 0;
            for (second, class) in seconds {
                let gap = second - next;
                next = second + 1;
                match gap.checked_sub(LONG_GAP) {
                    None => gaps.push(gap as u8),
                    Some(rest) => {
                        gaps.extend([LONG_GAP as u8 + (rest >> 8) as u8, (rest & 255) as u8])
                    }
                }
                classes.push(class);
            }
        }
        let mut bytes = Vec::new();
        bytes.extend(u16::try_from(ranks.len()).unwrap().to_le_bytes());
        bytes.extend(u32::try_from(classes.len()).unwrap().to_le_bytes());
        bytes.extend(used);
        bytes.extend(self.syllables.values().map(|it| it.log));
        bytes.extend(self.syllables.values().map(|it| it.unseen));
        bytes.extend(self.syllables.values().map(|it| it.variety));
        bytes.extend(counters);
        bytes.extend(classes);
        bytes.extend(gaps);
        bytes
    }

    pub fn unpacked(bytes: &[u8]) -> Table {
        let n_syllables = usize::from(u16::from_le_bytes([bytes[0], bytes[1]]));
        let n_pairs = u32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]) as usize;
        let (used, rest) = bytes[6..].split_at(usize::from(N_CODES).div_ceil(8));
        let (logs, rest) = rest.split_at(n_syllables);
        let (unseen, rest) = rest.split_at(n_syllables);
        let (variety, rest) = rest.split_at(n_syllables);
        let codes = (0..N_CODES).filter(|code| used[usize::from(code / 8)] >> (code % 8) & 1 == 1);
        let figures = (0..n_syllables).map(|at| Figures {
            log: logs[at],
            unseen: unseen[at],
            variety: variety[at],
        });
        let mut table = Table {
            syllables: codes.zip(figures).collect(),
            pairs: BTreeMap::new(),
        };
        let ranks = table.ranks();
        let mut rest = rest.iter().copied();
        let counters: Vec<usize> = (0..n_syllables)
            .map(|_| {
                let mut n = 0;
                loop {
                    let byte = rest.next().unwrap();
                    n += usize::from(byte);
                    if byte < u8::MAX {
                        break n;
                    }
                }
            })
            .collect();
        let mut classes = rest.by_ref().take(n_pairs).collect::<Vec<_>>().into_iter();
        for (first, n) in ranks.iter().zip(counters) {
            let mut next = 0;
            for _ in 0..n {
                let byte = u16::from(rest.next().unwrap());
                let gap = match byte.checked_sub(LONG_GAP) {
                    None => byte,
                    Some(high) => LONG_GAP + (high << 8) + u16::from(rest.next().unwrap()),
                };
                let second = ranks[usize::from(next + gap)];
                table
                    .pairs
                    .insert((*first, second), classes.next().unwrap());
                next += gap + 1;
            }
        }
        table
    }

    /// Writes the table as lines: `syllable TAB log TAB unseen TAB variety`, then `first TAB second TAB class`.
    pub fn text(&self) -> String {
        let word = |code: &u16| Syllable::of_code(*code).unwrap().text();
        let syllables = self.syllables.iter().map(|(code, it)| {
            let (log, unseen, variety) = (it.log, it.unseen, it.variety);
            format!("{}\t{log}\t{unseen}\t{variety}\n", word(code))
        });
        let pairs = self.pairs.iter().map(|((first, second), class)| {
            format!("{}\t{}\t{class}\n", word(first), word(second))
        });
        syllables.chain(pairs).collect()
    }

    /// Reads what [`Table::text`] writes.
    pub fn read(text: &str) -> Table {
        let code = |word: &str| code(word).unwrap_or_else(|| panic!("{word}"));
        let number = |text: &str| text.parse().unwrap();
        let mut table = Table::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields.as_slice() {
                [word, log, unseen, variety] => {
                    let figures = Figures {
                        log: number(log),
                        unseen: number(unseen),
                        variety: number(variety),
                    };
                    table.syllables.insert(code(word), figures);
                }
                [first, second, class] => {
                    let pair = (code(first), code(second));
                    table.pairs.insert(pair, number(class));
                }
                _ => panic!("{line}"),
            }
        }
        table
    }

    /// Adds the neighbours in phrases that people know, a line each, where they are rarer than `class`.
    pub fn add_phrases(&mut self, phrases: &str, class: u8) -> usize {
        let mut n = 0;
        for line in phrases.lines().filter(|line| !line.starts_with('#')) {
            for part in line.split([',', ';']) {
                let codes = part.split_whitespace().map(|it| code(&it.to_lowercase()));
                let codes: Vec<Option<u16>> = codes.collect();
                for pair in codes.windows(2) {
                    let [Some(first), Some(second)] = pair else {
                        continue;
                    };
                    if !self.syllables.contains_key(first) || !self.syllables.contains_key(second) {
                        continue;
                    }
                    let known = self.pairs.entry((*first, *second)).or_default();
                    n += usize::from(*known < class);
                    *known = class.max(*known);
                }
            }
        }
        n
    }
}

/// The code of a lower-case syllable, wherever its tone mark is.
pub fn code(word: &str) -> Option<u16> {
    Some(Syllable::parse(word)?.code())
}
