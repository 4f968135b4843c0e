//! Previews of fixes, and safe fixes combined into one transaction.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::{
    edit::{Step, Transaction},
    model::{AnnexHead, CellRef, Document, RowId},
    validate::{Applicability, Findings},
    wording::Key,
};

/// Safe fixes combined: the change of each cell, and the transaction that makes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mending {
    pub changes: Vec<Change>,
}

/// Combined effect of safe fixes on one cell, or on the heading or head that the cell represents.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub place: CellRef,
    /// Rules whose fixes contributed.
    pub rules: BTreeSet<&'static str>,
    pub before: String,
    pub after: String,
    step: Step,
}

impl Mending {
    /// Collects the safe fixes of the rules selected by `wanted`, repeated on the result until none
    /// is left. Waived findings and fixes of several steps are skipped.
    pub fn of(document: &Document, wanted: impl Fn(&str) -> bool) -> Mending {
        let mut mended = document.clone();
        let mut findings = Findings::of(document);
        let mut touched: BTreeMap<Touched, (BTreeSet<&'static str>, Step)> = BTreeMap::new();
        for _ in 0..ROUNDS_MAX {
            let mut steps = Vec::new();
            let mut this_round = BTreeSet::new();
            for finding in findings.list(&mended) {
                let fix = finding.fix.as_ref();
                let fix = fix
                    .filter(|it| it.applicability == Applicability::Safe && wanted(finding.rule));
                let Some([step]) = fix.map(|it| it.transaction.steps.as_slice()) else {
                    continue;
                };
                // One fix per cell and round: further fixes are recomputed on the changed text.
                let key = (finding.cell_ref(), what(step));
                if this_round.insert(key) {
                    let (rules, last) = touched
                        .entry(key)
                        .or_insert_with(|| (BTreeSet::new(), step.clone()));
                    rules.insert(finding.rule);
                    last.clone_from(step);
                    steps.push(step.clone());
                }
            }
            let transaction = Transaction {
                label: Key::DidFixAll.into(),
                steps,
            };
            // All fixes of a round were computed on this document, so they apply.
            if transaction.steps.is_empty() || mended.apply(&transaction).is_err() {
                break;
            }
            findings.update(&mended, &transaction.steps);
            findings.settle(&mended);
        }
        let rows = document.annexes.iter().flat_map(|annex| &annex.rows);
        let order: FxHashMap<RowId, usize> = rows.map(|row| row.id).zip(0..).collect();
        let column_at = |place: CellRef| {
            let mut columns = document.annex(place.annex)?.columns.iter();
            columns.position(|it| it.id == place.column)
        };
        let changes = touched
            .into_iter()
            .map(|((place, _), (rules, step))| Change {
                place,
                rules,
                before: text_of(document, &step),
                after: text_of(&mended, &step),
                step,
            });
        let mut changes: Vec<Change> = changes.filter(|it| it.before != it.after).collect();
        changes.sort_by_key(|it| (order.get(&it.place.row).copied(), column_at(it.place)));
        Mending { changes }
    }

    /// Returns one transaction with the changes selected by position; `None` when there are none.
    pub fn transaction(&self, wanted: impl Fn(usize) -> bool) -> Option<Transaction> {
        let changes = self.changes.iter().enumerate();
        let wanted = changes.filter(|(at, _)| wanted(*at));
        let steps: Vec<Step> = wanted.map(|(_, it)| it.step.clone()).collect();
        (!steps.is_empty()).then(|| Transaction {
            label: Key::DidFixAll.with([steps.len().to_string()]),
            steps,
        })
    }
}

/// A changed cell, with the part of the annex that it represents (see [`what`]).
type Touched = (CellRef, u8);

/// Returns which part a step changes: 0 the cell itself, 1 its column, 2 the annex's head.
fn what(step: &Step) -> u8 {
    match step {
        Step::SetCell { .. } => 0,
        Step::SetColumn { .. } => 1,
        _ => 2,
    }
}

/// Guards against fixes that trigger each other.
const ROUNDS_MAX: usize = 20;

/// Returns the texts that a transaction changes, before and after, for a preview. Covers steps that
/// set a cell, a column or a head.
pub fn changes(document: &Document, transaction: &Transaction) -> Vec<(String, String)> {
    let pairs = transaction
        .steps
        .iter()
        .map(|step| (text_of(document, step), text_in(step)));
    pairs.filter(|(before, after)| before != after).collect()
}

/// Returns the current text of what a step sets.
fn text_of(document: &Document, step: &Step) -> String {
    let annex = step.annex().and_then(|id| document.annex(id));
    match (step, annex) {
        (Step::SetCell { row, column, .. }, Some(annex)) => {
            let row = annex.rows.iter().find(|it| it.id == *row);
            row.map_or("", |row| row.cell(*column)).to_owned()
        }
        (Step::SetHead { .. }, Some(annex)) => head_text(&annex.head),
        (Step::SetColumn { column, .. }, Some(annex)) => {
            let column = annex.column(column.id);
            column.map_or(String::new(), |it| it.header.join(" / "))
        }
        _ => String::new(),
    }
}

/// Returns the text that a step sets.
fn text_in(step: &Step) -> String {
    match step {
        Step::SetCell { text, .. } => text.clone(),
        Step::SetHead { head, .. } => head_text(head),
        Step::SetColumn { column, .. } => column.header.join(" / "),
        _ => String::new(),
    }
}

fn head_text(head: &AnnexHead) -> String {
    format!(
        "Phụ lục {}\n{}\n{}",
        head.number, head.title, head.reference
    )
}

/// A segment of a word diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'text> {
    Same(&'text str),
    Removed(&'text str),
    Inserted(&'text str),
}

/// Returns the word diff of two texts. Whole words are easier to read than changed letters.
pub fn difference<'text>(before: &'text str, after: &'text str) -> Vec<Part<'text>> {
    let (old, new) = (words(before), words(after));
    // `common[i * width + j]`: length of the longest common subsequence of old[i..] and new[j..].
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    let at = |common: &[u32], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, left) in old.iter().enumerate().rev() {
        for (j, right) in new.iter().enumerate().rev() {
            let best = match before.get(left.clone()) == after.get(right.clone()) {
                true => at(&common, i + 1, j + 1) + 1,
                false => at(&common, i + 1, j).max(at(&common, i, j + 1)),
            };
            if let Some(slot) = common.get_mut(i * width + j) {
                *slot = best;
            }
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        let (left, right) = (old.get(i).cloned(), new.get(j).cloned());
        let texts = (
            left.and_then(|it| before.get(it)),
            right.and_then(|it| after.get(it)),
        );
        let part = match texts {
            (None, None) => return joined(&parts, before, after),
            (Some(left), Some(right)) if left == right => {
                (i, j) = (i + 1, j + 1);
                Part::Same(left)
            }
            (Some(left), right)
                if right.is_none() || at(&common, i, j + 1) <= at(&common, i + 1, j) =>
            {
                i += 1;
                Part::Removed(left)
            }
            (_, Some(right)) => {
                j += 1;
                Part::Inserted(right)
            }
            (Some(_), None) => return joined(&parts, before, after),
        };
        parts.push(part);
    }
}

/// Splits a text into words and the whitespace between them, as byte ranges. A text of more than
/// [`WORDS_MAX`] parts is a single one.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut was_blank = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if was_blank == Some(c.is_whitespace()) => last.end = end,
            _ => found.push(at..end),
        }
        was_blank = Some(c.is_whitespace());
    }
    match found.len() <= WORDS_MAX {
        true => found,
        false => std::iter::once(0..text.len()).collect(),
    }
}

/// Maximal number of parts to compare: time and memory grow with the square.
const WORDS_MAX: usize = 1_200;

/// Joins adjacent parts of the same kind.
fn joined<'text>(parts: &[Part<'text>], before: &'text str, after: &'text str) -> Vec<Part<'text>> {
    let (mut old_at, mut new_at) = (0, 0);
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        // The text that the part belongs to, and the offset in it.
        let (text, at, whole) = match *part {
            Part::Inserted(text) => (text, &mut new_at, after),
            Part::Same(text) | Part::Removed(text) => (text, &mut old_at, before),
        };
        let end = *at + text.len();
        let start = match (joined.last(), part) {
            (Some(Part::Same(last)), Part::Same(_))
            | (Some(Part::Removed(last)), Part::Removed(_))
            | (Some(Part::Inserted(last)), Part::Inserted(_)) => {
                let start = *at - last.len();
                joined.pop();
                start
            }
            _ => *at,
        };
        *at = end;
        let text = whole.get(start..end).unwrap_or(text);
        joined.push(match part {
            Part::Same(same) => {
                new_at += same.len();
                Part::Same(text)
            }
            Part::Removed(_) => Part::Removed(text),
            Part::Inserted(_) => Part::Inserted(text),
        });
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    #[test]
    fn shows_what_each_cell_becomes() {
        let document = fixture::parse(
            "
            stt | content | lead
            - 1 | -  Duy trì,  cập nhật | Sở Nội vụ
            - 2 | Phần đầu đạt 100% | Sở Y tế
        ",
        );
        let all = Mending::of(&document, |_| true);
        let [change] = all.changes.as_slice() else {
            panic!("{:?}", all.changes);
        };
        assert_eq!(change.before, "-  Duy trì,  cập nhật");
        assert_eq!(change.after, "Duy trì, cập nhật");
        assert_eq!(
            change.rules.iter().copied().collect::<Vec<_>>(),
            ["leading-dash", "stray-spacing"]
        );
        let mut mended = document.clone();
        mended.apply(&all.transaction(|_| true).unwrap()).unwrap();
        assert_eq!(
            mended.annexes[0].text(&mended.annexes[0].rows[0], crate::model::Role::Content),
            "Duy trì, cập nhật"
        );
        assert_eq!(all.transaction(|_| false), None);
        let dashes = Mending::of(&document, |rule| rule == "leading-dash");
        assert_eq!(dashes.changes[0].after, "Duy trì,  cập nhật");
    }

    /// Renders the parts in one line: removed in square brackets, inserted in curly ones.
    fn shown(before: &str, after: &str) -> String {
        let parts = difference(before, after)
            .into_iter()
            .map(|part| match part {
                Part::Same(text) => text.to_owned(),
                Part::Removed(text) => format!("[{text}]"),
                Part::Inserted(text) => format!("{{{text}}}"),
            });
        parts.collect()
    }

    #[test]
    fn differences_are_whole_words() {
        for (before, after, expected) in [
            (
                "Phần đầu đạt 100%",
                "Phấn đấu đạt 100%",
                "[Phần]{Phấn} [đầu]{đấu} đạt 100%",
            ),
            ("một  hai", "một hai", "một[  ]{ }hai"),
            (
                "- Tỷ lệ số hóa",
                "Tỷ lệ số hóa.",
                "[- ]Tỷ lệ số [hóa]{hóa.}",
            ),
            ("", "95", "{95}"),
            ("một hai", "", "[một hai]"),
            ("như cũ", "như cũ", "như cũ"),
        ] {
            assert_eq!(shown(before, after), expected);
        }
        let long = "từ ".repeat(2_000);
        assert_eq!(difference(&long, "từ").len(), 2);
    }
}
