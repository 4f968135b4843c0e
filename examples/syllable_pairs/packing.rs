//! The file `src/reference/syllable_pairs.bin` as text, and back.

use std::collections::BTreeMap;

use phuluc::text::{
    confusion::Form,
    orthography::{N_CODES, Syllable},
};

/// A table of syllables and pairs, each with the logarithm of its count.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    /// Binary logarithm of the count of each syllable, by its code.
    pub syllables: BTreeMap<u16, u8>,
    /// Class of each pair of codes: the logarithm of its count less three; 0 for a pair that is kept
    /// only because people write it.
    pub pairs: BTreeMap<(u16, u16), u8>,
}

/// Counts are stored as `UNIT` times a power of two.
const UNIT: f64 = 1.4;
/// Gaps from here on take a second byte.
const LONG_GAP: u8 = 224;

pub fn log_of(count: f64) -> u8 {
    ((count / UNIT).log2() + 0.01).clamp(0.0, 30.0) as u8
}

/// The class of a pair that occurs so often.
pub fn class_of(count: f64) -> u8 {
    log_of(count).saturating_sub(3).clamp(1, 15)
}

impl Table {
    /// Syllables by falling count; ties in the order of their codes. Pairs refer to this order.
    fn ranks(&self) -> Vec<u16> {
        let mut codes: Vec<(u8, u16)> = self
            .syllables
            .iter()
            .map(|(code, log)| (*log, *code))
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
                match gap.checked_sub(u16::from(LONG_GAP)) {
                    None => gaps.push(gap as u8),
                    Some(rest) => gaps.extend([LONG_GAP + (rest >> 8) as u8, (rest & 255) as u8]),
                }
                classes.push(class);
            }
        }
        let mut bytes = Vec::new();
        bytes.extend(u16::try_from(ranks.len()).unwrap().to_le_bytes());
        bytes.extend(u32::try_from(classes.len()).unwrap().to_le_bytes());
        bytes.extend(used);
        bytes.extend(self.syllables.values());
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
        let codes = (0..N_CODES).filter(|code| used[usize::from(code / 8)] >> (code % 8) & 1 == 1);
        let mut table = Table {
            syllables: codes.zip(logs.iter().copied()).collect(),
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
                let byte = rest.next().unwrap();
                let gap = match byte.checked_sub(LONG_GAP) {
                    None => u16::from(byte),
                    Some(high) => {
                        u16::from(LONG_GAP)
                            + (u16::from(high) << 8)
                            + u16::from(rest.next().unwrap())
                    }
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

    /// Writes the table as lines: `syllable TAB log`, then `first TAB second TAB class`.
    pub fn text(&self) -> String {
        let word = |code: &u16| Syllable::of_code(*code).unwrap().text();
        let syllables = self
            .syllables
            .iter()
            .map(|(code, log)| format!("{}\t{log}\n", word(code)));
        let pairs = self.pairs.iter().map(|((first, second), class)| {
            format!("{}\t{}\t{class}\n", word(first), word(second))
        });
        syllables.chain(pairs).collect()
    }

    /// Reads what [`Table::text`] writes.
    pub fn read(text: &str) -> Table {
        let code = |word: &str| {
            Syllable::parse(word)
                .unwrap_or_else(|| panic!("{word}"))
                .code()
        };
        let mut table = Table::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields.as_slice() {
                [word, log] => {
                    table.syllables.insert(code(word), log.parse().unwrap());
                }
                [first, second, class] => {
                    table
                        .pairs
                        .insert((code(first), code(second)), class.parse().unwrap());
                }
                _ => panic!("{line}"),
            }
        }
        table
    }

    /// Adds counted pairs, `first TAB second TAB count` after a line of headings, where they occur at
    /// least `min` times; a pair that the table has keeps the larger class. Pairs of syllables that it
    /// does not have are left out.
    pub fn add(&mut self, counted: &str, min: f64) -> usize {
        let code = |word: &str| Some(Syllable::parse(word)?.code());
        let mut n = 0;
        for line in counted.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [first, second, count] = fields.as_slice() else {
                continue;
            };
            let count: f64 = count.parse().unwrap_or(0.0);
            let (Some(first), Some(second)) = (code(first), code(second)) else {
                continue;
            };
            if count < min
                || !self.syllables.contains_key(&first)
                || !self.syllables.contains_key(&second)
            {
                continue;
            }
            let class = class_of(count);
            let known = self.pairs.entry((first, second)).or_default();
            n += usize::from(*known < class);
            *known = class.max(*known);
        }
        n
    }

    /// Adds the neighbours in phrases that people know, a line each, where they are rarer than `class`.
    pub fn add_phrases(&mut self, phrases: &str, class: u8) -> usize {
        let code = |word: &str| Some(Syllable::parse(&word.to_lowercase())?.code());
        let mut n = 0;
        for line in phrases.lines().filter(|line| !line.starts_with('#')) {
            for part in line.split([',', ';']) {
                let codes: Vec<Option<u16>> = part.split_whitespace().map(code).collect();
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

    /// Adds what a dictionary has, an entry a line: the syllables that are words, and the neighbours in its compounds
    /// that would be taken for a slip of a frequent pair, with `class`.
    pub fn add_words(&mut self, words: &str, class: u8) -> (usize, usize) {
        let entries: Vec<Vec<u16>> = words
            .lines()
            .filter_map(|line| {
                let line = line.trim().to_lowercase();
                let parts = line.split([' ', '-']).filter(|it| !it.is_empty());
                parts.map(|it| Some(Syllable::parse(it)?.code())).collect()
            })
            .collect();
        let before = self.syllables.len();
        for codes in &entries {
            // "vùn" of "vùn vụt" is a slip anywhere else.
            if let [single] = codes.as_slice() {
                self.syllables.entry(*single).or_default();
            }
        }
        let form = |code: u16| Form::of(&Syllable::of_code(code).unwrap().text());
        let forms: BTreeMap<u16, Form> = self.syllables.keys().map(|it| (*it, form(*it))).collect();
        let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
        for ((first, second), _) in self.pairs.iter().filter(|(_, class)| 0 < **class) {
            let list: &mut Vec<u16> = firsts.entry(*second).or_default();
            list.push(*first);
            let list: &mut Vec<u16> = seconds.entry(*first).or_default();
            list.push(*second);
        }
        let is_near = |own: u16, others: Option<&Vec<u16>>| {
            others.is_some_and(|it| {
                it.iter().any(|other| {
                    let confusion = forms[&own].confusion(&forms[other]);
                    confusion.and_then(|it| it.cost(true)).is_some()
                })
            })
        };
        let mut n = 0;
        for pair in entries.iter().flat_map(|codes| codes.windows(2)) {
            let (first, second) = (pair[0], pair[1]);
            if !forms.contains_key(&first) || !forms.contains_key(&second) {
                continue;
            }
            let known = self.pairs.get(&(first, second)).copied();
            let may_be_slip =
                is_near(first, firsts.get(&second)) || is_near(second, seconds.get(&first));
            if known.unwrap_or_default() < class && may_be_slip {
                self.pairs.insert((first, second), class);
                n += 1;
            }
        }
        (self.syllables.len() - before, n)
    }
}
