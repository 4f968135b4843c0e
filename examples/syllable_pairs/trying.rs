//! Puts slips into sentences that the table was not counted in, and tells how many are found.

use std::io::BufRead;

use phuluc::{
    reference::{
        spelling::slips,
        syllable_pairs::{Pairs, pairs},
    },
    text::confusion::{Confusion, Form},
};

/// Sentences without a slip for each one that gets a slip.
const SOUND_SHARE: usize = 4;
/// How often offices confuse words in each way, beside the others.
const OFTEN: [(Confusion, usize); 6] = [
    (Confusion::HoiNga, 5),
    (Confusion::Coda, 4),
    (Confusion::Onset, 3),
    (Confusion::Tone, 1),
    (Confusion::Mark, 1),
    (Confusion::Lost, 1),
];

/// What was found of the slips, and blamed without one.
#[derive(Debug, Default, PartialEq)]
pub struct Tried {
    pub n_slips: usize,
    pub n_found: usize,
    /// Found, with the right word.
    pub n_right: usize,
    /// Found, with another one.
    pub n_wrong: usize,
    pub n_sound: usize,
    pub n_blamed: usize,
}

/// Tries the rule on the phrases of a text: of every five, one gets a word in use in the place of another.
/// The same text always gets the same slips.
pub fn tried(text: impl BufRead) -> Tried {
    let forms: Vec<&Form> = pairs().often(0.0).collect();
    let (mut tried, mut chance) = (Tried::default(), Chance(7));
    let lines = text.lines().map(Result::unwrap);
    let phrases = lines.flat_map(|line| phrases(pairs(), &line));
    for (at, words) in phrases.enumerate() {
        if at % (SOUND_SHARE + 1) < SOUND_SHARE {
            tried.n_sound += 1;
            tried.n_blamed += usize::from(!slips(&words.join(" ")).is_empty());
        } else {
            put_in(&mut tried, words, &forms, &mut chance);
        }
    }
    tried
}

fn put_in(tried: &mut Tried, mut words: Vec<String>, forms: &[&Form], chance: &mut Chance) {
    let at = 1 + chance.below(words.len() - 1);
    let meant = Form::of(&words[at]);
    let mut ways: Vec<Vec<&Form>> = Vec::new();
    for (way, n) in OFTEN {
        let others = forms.iter().copied();
        let others: Vec<&Form> = others
            .filter(|it| it.confusion(&meant) == Some(way))
            .collect();
        if !others.is_empty() {
            ways.extend(vec![others; n]);
        }
    }
    let Some(others) = ways.get(chance.below(ways.len().max(1))) else {
        return;
    };
    let start: usize = words[..at].iter().map(|it| it.len() + 1).sum();
    words[at] = others[chance.below(others.len())].text.clone();
    tried.n_slips += 1;
    let found = slips(&words.join(" "));
    let Some(slip) = found.iter().find(|it| it.start == start) else {
        return;
    };
    tried.n_found += 1;
    let is_right = |it: &String| *it == meant.text;
    tried.n_right += usize::from(slip.meant.as_ref().is_some_and(is_right));
    tried.n_wrong += usize::from(slip.meant.as_ref().is_some_and(|it| !is_right(it)));
}

/// The phrases of four to fourteen words in use, without names.
fn phrases(pairs: &Pairs, line: &str) -> Vec<Vec<String>> {
    let is_end = |c: char| !c.is_alphabetic() && !" _".contains(c);
    let phrases = line.split(is_end).map(|phrase| {
        let words = phrase.split([' ', '_']).filter(|it| !it.is_empty());
        words.map(str::to_owned).collect::<Vec<String>>()
    });
    let is_plain = |words: &Vec<String>| {
        let are_small = words
            .iter()
            .skip(1)
            .all(|it| !it.contains(char::is_uppercase));
        let is_in_use = |it: &String| pairs.id(&it.to_lowercase()).is_some();
        (4..=14).contains(&words.len()) && are_small && words.iter().all(is_in_use)
    };
    phrases.filter(is_plain).collect()
}

/// Numbers by chance, the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((it ^ (it >> 31)) % end as u64) as usize
    }
}
