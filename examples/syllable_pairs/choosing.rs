//! Chooses the pairs that are worth their bytes.

use std::collections::BTreeMap;

use phuluc::{
    reference::spelling::BOND_MEANT,
    text::{confusion::Form, orthography::Syllable},
};

use super::{
    counting::Counts,
    packing::{Figures, Table, class_of, count_of, log_of, share_of, stored, times_of},
};

/// What each counted pair is lowered by, in occurrences in the press (absolute discounting).
const DISCOUNT: f64 = 0.75;
/// A pair is kept that is written this often (in official texts; ten times as often in the press) …
const COUNT_MIN: f64 = 4.0;
/// … and so many times as often, in bits, as its syllables alone would have it.
const LIFT_MIN: f64 = 7.0;
/// A rarer pair is kept where it would be taken for a slip, or would be but for so many bits, which the other
/// neighbour may add …
const OTHER_NEIGHBOUR: f64 = 4.0;
/// … unless the other is so many bits likelier all the same: then it is a slip in the press.
const SLIP_EVEN_SO: f64 = 2.0;
/// A doubled syllable is a word in itself where it makes this share of its places, and no slip of the press.
const DOUBLED_MIN: f64 = 0.01;

/// Makes the table anew from counts. Syllables are those of the known table; pairs that it has and the counts
/// lack are kept, since it also knows phrases, plans and a dictionary.
pub fn chosen(known: &Table, counts: &Counts, press_weight: f64) -> Table {
    let mut table = Table {
        syllables: figures(known, counts, press_weight),
        pairs: BTreeMap::new(),
    };
    for (pair, n) in &counts.pairs {
        if COUNT_MIN <= *n && has(&table, *pair) && LIFT_MIN <= lift(&table, *pair, *n) {
            table.pairs.insert(*pair, class_of(*n));
        }
    }
    for (pair, class) in known.pairs.iter().filter(|(_, class)| 0 < **class) {
        let own = table.pairs.entry(*pair).or_default();
        *own = rescaled(known, &table.syllables, *pair, *class).max(*own);
    }
    let quiet = quiet(&table, counts);
    let doubled = table.syllables.keys().filter(|code| {
        let pair = (**code, **code);
        let n = counts.pairs.get(&pair).copied().unwrap_or_default();
        let is_word = 3.0 <= n && DOUBLED_MIN <= n / count(&table, **code);
        known.pairs.contains_key(&pair) || is_word
    });
    let doubled: Vec<(u16, u16)> = doubled.map(|code| (*code, *code)).collect();
    for pair in quiet.into_iter().chain(doubled) {
        table.pairs.entry(pair).or_default();
    }
    table
}

/// Counts of the syllables, and how many others stand beside each.
fn figures(known: &Table, counts: &Counts, press_weight: f64) -> BTreeMap<u16, Figures> {
    let (mut behind, mut before, mut follow) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let pairs = counts.pairs.iter();
    let is_known = |code: &u16| known.syllables.contains_key(code);
    for ((first, second), n) in pairs.filter(|((a, b), _)| is_known(a) && is_known(b)) {
        *behind.entry(*first).or_insert(0.5) += 1.0;
        *before.entry(*second).or_insert(0.2) += 1.0;
        *follow.entry(*first).or_insert(0.0) += n;
    }
    let total: f64 = known.syllables.len() as f64 * 0.2 + counts.pairs.len() as f64;
    let of =
        |map: &BTreeMap<u16, f64>, code: u16, none: f64| map.get(&code).copied().unwrap_or(none);
    let figures = known.syllables.iter().map(|(code, it)| {
        // The dictionary has words that no text has.
        let n = counts.syllables.get(code).copied().unwrap_or_default();
        let n = n.max(count_of(it.log.min(3)));
        let discounted = DISCOUNT * press_weight * of(&behind, *code, 0.5);
        let unseen = (discounted / of(&follow, *code, 0.0).max(1.4)).min(0.9);
        let figures = Figures {
            log: log_of(n),
            unseen: stored(unseen),
            variety: stored(of(&before, *code, 0.2) / total),
        };
        (*code, figures)
    });
    figures.collect()
}

fn has(table: &Table, (first, second): (u16, u16)) -> bool {
    table.syllables.contains_key(&first) && table.syllables.contains_key(&second)
}

fn count(table: &Table, code: u16) -> f64 {
    count_of(table.syllables[&code].log)
}

/// How likely a pair is that was not counted.
fn unseen(table: &Table, (first, second): (u16, u16)) -> f64 {
    share_of(table.syllables[&first].unseen) * share_of(table.syllables[&second].variety)
}

/// How much likelier a pair is that is written `n` times than if it were not counted, in bits.
fn lift(table: &Table, pair: (u16, u16), n: f64) -> f64 {
    let unseen = unseen(table, pair);
    ((n / count(table, pair.0) + unseen) / unseen).log2()
}

/// The class of a known pair where its syllables are counted otherwise.
fn rescaled(
    known: &Table,
    syllables: &BTreeMap<u16, Figures>,
    (first, second): (u16, u16),
    class: u8,
) -> u8 {
    let log = |of: &BTreeMap<u16, Figures>, code: u16| f64::from(of[&code].log);
    let before = log(&known.syllables, first) + log(&known.syllables, second);
    let now = log(syllables, first) + log(syllables, second);
    (f64::from(class) + (now - before) / 2.0)
        .floor()
        .clamp(1.0, 15.0) as u8
}

/// The pairs that would be taken for slips of those in the table, and are none.
fn quiet(table: &Table, counts: &Counts) -> Vec<(u16, u16)> {
    let near = near(table);
    let none = Vec::new();
    let gain = |pair: (u16, u16), instead: (u16, u16), cost: f64| {
        let class = table.pairs.get(&instead)?;
        let (times, first, second) = (
            times_of(*class),
            count(table, instead.0),
            count(table, instead.1),
        );
        let likely = times / first + unseen(table, instead);
        let bond = if *class == 0 {
            0.0
        } else {
            times / (first * second).sqrt()
        };
        let told = (likely / unseen(table, pair)).log2() + f64::from(BOND_MEANT) * bond.sqrt();
        Some(told - cost)
    };
    let is_quiet = |pair: (u16, u16), n: f64| {
        let lift = lift(table, pair, n);
        let seconds = near.get(&pair.1).unwrap_or(&none).iter();
        let seconds = seconds.filter_map(|(it, cost)| gain(pair, (pair.0, *it), *cost));
        let firsts = near.get(&pair.0).unwrap_or(&none).iter();
        let firsts = firsts.filter_map(|(it, cost)| gain(pair, (*it, pair.1), *cost));
        let most = seconds.chain(firsts).fold(f64::MIN, f64::max);
        1.0 <= lift && -OTHER_NEIGHBOUR < most && most - lift < SLIP_EVEN_SO
    };
    let rarer = counts
        .pairs
        .iter()
        .filter(|(pair, n)| 0.2 <= **n && has(table, **pair) && !table.pairs.contains_key(pair));
    let quiet = rarer.filter(|(pair, n)| is_quiet(**pair, **n));
    quiet.map(|(pair, _)| *pair).collect()
}

/// For each syllable those that it may be written for, with what that costs in bits.
fn near(table: &Table) -> BTreeMap<u16, Vec<(u16, f64)>> {
    let form = |code: &u16| Form::of(&Syllable::of_code(*code).unwrap().text());
    let forms: Vec<(u16, Form)> = table.syllables.keys().map(|it| (*it, form(it))).collect();
    let near = forms.iter().map(|(code, own)| {
        let others = forms.iter().filter_map(|(other, it)| {
            let confusion = own.confusion(it)?;
            Some((*other, f64::from(confusion.cost(true)?)))
        });
        (*code, others.collect())
    });
    near.collect()
}
