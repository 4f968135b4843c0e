//! What the checks report in clean annexes.

use std::collections::{BTreeMap, BTreeSet};

use phuluc::{model::Severity, validate::validate, wording::Language};

use crate::{
    annexes::{self, Clean, Which},
    need::Outcome,
    truths::{self, TRUTHS},
};

/// Findings in clean annexes.
#[derive(Default)]
struct Alarms {
    rows: usize,
    by_severity: [usize; 3],
    by_rule: BTreeMap<&'static str, usize>,
    each: Vec<String>,
    /// Findings that are right: slips of the texts themselves.
    n_true: usize,
    /// Which of [`TRUTHS`] were found.
    found: BTreeSet<usize>,
}

impl Alarms {
    fn of<'it>(clean: impl Iterator<Item = &'it Clean>) -> Alarms {
        let mut alarms = Alarms::default();
        for it in clean {
            let items = it.document.annexes.iter().flat_map(|annex| &annex.rows);
            alarms.rows += items.filter(|row| !row.kind.is_section()).count();
            for found in validate(&it.document) {
                let annex = it.document.annex(found.annex).unwrap();
                if let Some(at) = truths::position(&it.name, annex, &found) {
                    alarms.n_true += 1;
                    alarms.found.insert(at);
                    continue;
                }
                let severity = match found.severity {
                    Severity::Error => 0,
                    Severity::Warning => 1,
                    Severity::Hint => 2,
                };
                alarms.by_severity[severity] += 1;
                *alarms.by_rule.entry(found.rule).or_default() += 1;
                let row = annex.index_of(found.row).unwrap() + 1;
                let message = found.message.text(Language::Vietnamese);
                let label = annex.head.label();
                let name = &it.name;
                alarms.each.push(format!(
                    "{name} {label} row {row} {}: {message}",
                    found.rule
                ));
            }
        }
        alarms
    }

    fn per_100(&self, n: usize) -> f64 {
        100.0 * n as f64 / self.rows.max(1) as f64
    }

    fn total(&self) -> usize {
        self.by_severity.iter().sum()
    }
}

pub fn print(clean: &[Clean], each: bool) {
    println!("false alarms                 rows  true  errors  warnings  hints  per 100 rows");
    let line = |name: &str, alarms: &Alarms| {
        let [errors, warnings, hints] = alarms.by_severity;
        println!(
            "{name:<28} {:>4}  {:>4}  {errors:>6}  {warnings:>8}  {hints:>5}  {:>12.1}",
            alarms.rows,
            alarms.n_true,
            alarms.per_100(alarms.total())
        );
    };
    for it in clean {
        let name = match it.is_mended {
            true => format!("{} (mended)", it.name),
            false => it.name.clone(),
        };
        line(&name, &Alarms::of(std::iter::once(it)));
    }
    let all = Alarms::of(clean.iter());
    line("all", &all);
    let mut rules: Vec<_> = all.by_rule.iter().collect();
    rules.sort_by_key(|(rule, n)| (usize::MAX - **n, **rule));
    for (rule, n) in rules {
        println!("  {rule:<36} {n:>4}  {:>5.1}", all.per_100(*n));
    }
    if each {
        for it in &all.each {
            println!("  {it}");
        }
    }
}

/// What was reached, per 100 rows.
const PER_100_MAX: f64 = 0.5;
/// The same in the annexes kept aside.
const PER_100_ASIDE_MAX: f64 = 1.0;

pub fn ceilings() -> Outcome {
    for (which, most) in [
        (Which::Known, PER_100_MAX),
        (Which::Aside, PER_100_ASIDE_MAX),
    ] {
        let clean = annexes::all(which)?;
        let all = Alarms::of(clean.iter());
        let each = all.each.join("\n");
        assert!(all.per_100(all.total()) <= most, "{each}");
        assert_eq!(all.by_severity[0], 0, "no error in a clean annex: {each}");
        if which == Which::Known {
            let missed: Vec<&str> = (0..TRUTHS.len())
                .filter(|at| !all.found.contains(at))
                .map(|at| TRUTHS[at].text)
                .collect();
            assert!(missed.is_empty(), "slips no longer found: {missed:?}");
        }
    }
    Ok(())
}
