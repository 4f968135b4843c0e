//! How many defects the checks find.

use std::collections::{BTreeMap, BTreeSet};

use phuluc::{
    edit::Transaction,
    model::{Document, RowId},
    validate::{Diagnostic, validate},
    wording::{Key, Language},
};

use crate::{
    annexes::{self, Clean, Which},
    defects::{self, Defect, Kind, Place},
    dice::Dice,
    need::Outcome,
};

/// Times that each kind of defect is put into each document.
const TRIES: u64 = 2;

/// What became of the defects of a group.
#[derive(Default)]
struct Tally {
    put: usize,
    found: usize,
    fixes: usize,
    wrong_fixes: usize,
    /// Found and put, by kind.
    kinds: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
    wrong: BTreeSet<String>,
}

type Seen = BTreeMap<(&'static str, RowId, u32, String), usize>;

fn seen(found: &[std::sync::Arc<Diagnostic>]) -> Seen {
    let mut seen = Seen::new();
    for it in found {
        *seen.entry(key(it)).or_default() += 1;
    }
    seen
}

fn key(it: &Diagnostic) -> (&'static str, RowId, u32, String) {
    let message = it.message.text(Language::Vietnamese);
    (it.rule, it.row, it.column.0, message)
}

fn measure(clean: &[Clean], aside: bool) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for (group, kinds) in defects::groups() {
        let tally = tallies.entry(group).or_default();
        for kind in kinds.iter().filter(|it| it.aside == aside) {
            for (at, it) in clean.iter().enumerate() {
                let before = seen(&validate(&it.document));
                for seed in 0..TRIES {
                    let mut dice = Dice::new(seed * 1_000 + at as u64 + 7);
                    if let Some(defect) = (kind.make)(&it.document, &mut dice) {
                        judge(tally, kind, it, &before, &defect);
                    }
                }
            }
        }
    }
    tallies
}

fn judge(tally: &mut Tally, kind: &Kind, clean: &Clean, before: &Seen, defect: &Defect) {
    let mut document = clean.document.clone();
    let steps = defect.steps.clone();
    let change = Transaction {
        label: Key::DidClearCell.into(),
        steps,
    };
    document.apply(&change).unwrap();
    let found = validate(&document);
    let after = seen(&found);
    let is_new = |it: &Diagnostic| {
        let key = key(it);
        before.get(&key).copied().unwrap_or(0) < after.get(&key).copied().unwrap_or(0)
    };
    let new: Vec<_> = found.iter().filter(|it| is_new(it)).collect();
    let here = new.iter().filter(|it| match defect.place {
        Place::Row(row) => it.row == row,
        Place::Annex(annex) => it.annex == annex,
    });
    let is_found = here.count() > 0;
    tally.put += 1;
    tally.found += usize::from(is_found);
    let of_kind = tally.kinds.entry(kind.name).or_default();
    of_kind.0 += usize::from(is_found);
    of_kind.1 += 1;
    if !is_found {
        let what = &defect.what;
        tally
            .missed
            .push(format!("{} in {}: {what}", kind.name, clean.name));
    }
    for finding in new {
        let Some(fix) = &finding.fix else {
            continue;
        };
        tally.fixes += 1;
        if let Some(worse) = makes_worse(&document, (before, &after), &fix.transaction) {
            tally.wrong_fixes += 1;
            let rule = finding.rule;
            let what = &defect.what;
            tally
                .wrong
                .insert(format!("{rule} after {} ({what}): {worse}", kind.name));
        }
    }
}

/// A finding that a fix leads to, and that neither the clean annex nor the one with the defect has.
fn makes_worse(
    document: &Document,
    (clean, before): (&Seen, &Seen),
    fix: &Transaction,
) -> Option<String> {
    let mut mended = document.clone();
    mended.apply(fix).unwrap();
    let found = validate(&mended);
    let after = seen(&found);
    // The message may name what the fix changed; a rule that reported the row already is no news.
    let mut rows: BTreeMap<(&str, RowId), isize> = BTreeMap::new();
    for ((rule, row, ..), n) in before {
        *rows.entry((rule, *row)).or_default() -= *n as isize;
    }
    for ((rule, row, ..), n) in &after {
        *rows.entry((rule, *row)).or_default() += *n as isize;
    }
    let worse = found
        .iter()
        .find(|it| 0 < rows[&(it.rule, it.row)] && !clean.contains_key(&key(it)))?;
    let message = worse.message.text(Language::Vietnamese);
    Some(format!("{}: {message}", worse.rule))
}

pub fn print(clean: &[Clean], aside: bool, missed: bool) {
    let tallies = measure(clean, aside);
    println!("\ndefects found                 put  found  recall  fixes  wrong");
    let mut all = (0, 0, 0, 0);
    let line = |name: &str, (put, found, fixes, wrong): (usize, usize, usize, usize)| {
        let recall = 100.0 * found as f64 / put.max(1) as f64;
        println!("{name:<28} {put:>4}  {found:>5}  {recall:>5.1}%  {fixes:>5}  {wrong:>5}");
    };
    for (group, it) in &tallies {
        line(group, (it.put, it.found, it.fixes, it.wrong_fixes));
        all = (
            all.0 + it.put,
            all.1 + it.found,
            all.2 + it.fixes,
            all.3 + it.wrong_fixes,
        );
    }
    line("all", all);
    for (group, it) in &tallies {
        for (kind, (found, put)) in &it.kinds {
            println!("  {group:<10} {kind:<52} {found:>3}/{put}");
        }
    }
    for it in tallies.values() {
        for wrong in &it.wrong {
            println!("  wrong fix: {wrong}");
        }
        for it in it.missed.iter().filter(|_| missed) {
            println!("  missed: {it}");
        }
    }
}

/// Recall that each group reached, in per cent.
const FLOORS: &[(&str, usize)] = &[
    ("bodies", 95),
    ("head", 96),
    ("left in", 97),
    ("numbers", 97),
    // Two points below what louder checks reached: on texts that nobody here has seen, they were right less
    // often.
    ("spelling", 90),
    ("time", 98),
];

pub fn floors() -> Outcome {
    let tallies = measure(&annexes::all(Which::Known)?, false);
    let groups: Vec<&str> = FLOORS.iter().map(|(group, _)| *group).collect();
    assert_eq!(tallies.keys().copied().collect::<Vec<_>>(), groups);
    for (group, floor) in FLOORS {
        let it = &tallies[group];
        let missed = it.missed.join("\n");
        assert!(floor * it.put <= 100 * it.found, "{group}: {missed}");
    }
    let wrong: Vec<&String> = tallies.values().flat_map(|it| &it.wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
