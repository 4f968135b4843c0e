//! Many changes to look at before they are made as one step: combined fixes, or a replacement.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    edit::{Step, Transaction},
    model::{AnnexHead, AnnexId, CellRef, ColumnId, Document, Row, RowId, address::Address},
    sorting,
    validate::{Applicability, Diagnostic, Findings, Fix},
    wording::Key,
};

/// Changes to choose from, and the transaction that makes those chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Mending {
    /// Names the undo step; its argument is the number of changes made.
    did: Key,
    /// In document order.
    pub changes: Vec<Change>,
}

/// What becomes of one cell, or of the heading or head that the cell represents. Where one fix sets
/// several of these, they are a single change: made together or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub place: CellRef,
    /// Rules whose fixes contributed; none in a replacement.
    pub rules: BTreeSet<&'static str>,
    pub before: String,
    pub after: String,
    steps: Vec<Step>,
}

impl Change {
    /// Where it is, in words.
    pub fn address(&self, document: &Document, of_rows: &FxHashMap<RowId, Address>) -> Address {
        let annex = document.annex(self.place.annex);
        match (self.steps.first(), annex) {
            (Some(Step::SetHead { .. }), Some(annex)) => Address::of_head(document, annex),
            (Some(Step::SetColumn { column, .. }), Some(annex)) => {
                let column = annex.column(column.id).unwrap_or(column);
                Address::of_heading(document, annex, column.title())
            }
            _ => of_rows.get(&self.place.row).cloned().unwrap_or_default(),
        }
    }
}

impl Mending {
    /// Collects the safe fixes of the findings selected by `wanted`, repeated on the result until
    /// none is left. Waived findings are skipped.
    pub fn of(document: &Document, wanted: &dyn Fn(&Diagnostic) -> bool) -> Mending {
        Mending::repeated(document, &|it| wanted(&it).then_some(it))
    }

    /// Collects the fixes, safe or not, of the findings selected by `wanted`, repeated on the result
    /// until none is left: for a user who chose them.
    pub(super) fn of_all(document: &Document, wanted: &dyn Fn(&Diagnostic) -> bool) -> Mending {
        Mending::repeated(document, &|it| wanted(&it).then(|| as_safe(it)))
    }

    fn repeated(
        document: &Document,
        wanted: &dyn Fn(Arc<Diagnostic>) -> Option<Arc<Diagnostic>>,
    ) -> Mending {
        let mut findings = Findings::of(document);
        Mending::from(document, |mended, done| {
            if !done.is_empty() {
                findings.update(mended, done);
                findings.settle(mended);
            }
            let list = findings.list(mended).into_iter();
            list.filter_map(wanted).collect()
        })
    }

    /// Lists what a transaction does to each cell; its other steps are left out. `did` names the undo step.
    pub fn of_transaction(document: &Document, transaction: &Transaction, did: Key) -> Mending {
        let rows = Rows::of(document, transaction.steps.iter());
        let changes = transaction.steps.iter().filter_map(|step| {
            let Step::SetCell {
                annex, row, column, ..
            } = step
            else {
                return None;
            };
            let place = CellRef {
                annex: *annex,
                row: *row,
                column: *column,
            };
            Some(Change {
                place,
                rules: BTreeSet::new(),
                before: rows.text_of(step),
                after: text_in(step),
                steps: vec![step.clone()],
            })
        });
        Mending {
            did,
            changes: changes.collect(),
        }
    }

    /// Collects the safe fixes of the findings that `find` reports: first of the document, then
    /// after each round, whose steps it is given.
    fn from(
        document: &Document,
        mut find: impl FnMut(&Document, &[Step]) -> Vec<Arc<Diagnostic>>,
    ) -> Mending {
        let mut mended = document.clone();
        let mut done = Vec::new();
        let mut groups = Groups::default();
        for _ in 0..ROUNDS_MAX {
            let mut steps = Vec::new();
            let mut this_round = FxHashSet::default();
            for finding in find(&mended, &done) {
                let fix = finding.fix.as_ref();
                let fix = fix.filter(|it| it.applicability == Applicability::Safe);
                let Some(slots) = fix.and_then(|it| slots(&it.transaction.steps)) else {
                    continue;
                };
                // One fix per slot and round: further fixes are recomputed on the changed text.
                if slots.keys().any(|slot| this_round.contains(slot)) {
                    continue;
                }
                this_round.extend(slots.keys().copied());
                steps.extend(slots.values().cloned());
                groups.add(&finding, slots);
            }
            let transaction = Transaction {
                label: Key::DidFixAll.into(),
                steps,
            };
            // All fixes of a round were computed on this document, so they apply.
            if transaction.steps.is_empty() || mended.apply(&transaction).is_err() {
                break;
            }
            done = transaction.steps;
        }
        let (before, after) = (
            Rows::of(document, groups.steps()),
            Rows::of(&mended, groups.steps()),
        );
        let changes = groups.all.into_iter().flatten().map(|group| {
            let texts = group.slots.values().map(|step| match step {
                Step::SetHead { annex, .. } => head_texts(document, &mended, *annex),
                step => (before.text_of(step), after.text_of(step)),
            });
            let (texts_before, texts_after): (Vec<String>, Vec<String>) = texts.unzip();
            Change {
                place: group.place,
                rules: group.rules,
                before: texts_before.join("\n"),
                after: texts_after.join("\n"),
                steps: group.slots.into_values().collect(),
            }
        });
        let mut changes: Vec<Change> = changes.filter(|it| it.before != it.after).collect();
        let rows = document.annexes.iter().flat_map(|annex| &annex.rows);
        let order: FxHashMap<RowId, usize> = rows.map(|row| row.id).zip(0..).collect();
        let column_at = |place: CellRef| {
            let mut columns = document.annex(place.annex)?.columns.iter();
            columns.position(|it| it.id == place.column)
        };
        sorting::by_key(&mut changes, |it| {
            let slot = it.steps.first().and_then(Slot::of);
            (order.get(&it.place.row).copied(), column_at(it.place), slot)
        });
        Mending {
            did: Key::DidFixAll,
            changes,
        }
    }

    /// Returns one transaction with the changes selected by position; `None` when there are none.
    pub fn transaction(&self, wanted: impl Fn(usize) -> bool) -> Option<Transaction> {
        let changes = self.changes.iter().enumerate();
        let wanted: Vec<&Change> = changes
            .filter(|(at, _)| wanted(*at))
            .map(|(_, it)| it)
            .collect();
        (!wanted.is_empty()).then(|| Transaction {
            label: self.did.with([wanted.len().to_string()]),
            steps: wanted.into_iter().flat_map(|it| it.steps.clone()).collect(),
        })
    }
}

/// The finding with its fix as one that may be made together with others.
fn as_safe(finding: Arc<Diagnostic>) -> Arc<Diagnostic> {
    match &finding.fix {
        Some(fix) if fix.applicability == Applicability::Unsafe => Arc::new(Diagnostic {
            fix: Some(Fix {
                applicability: Applicability::Safe,
                transaction: fix.transaction.clone(),
            }),
            ..Diagnostic::clone(&finding)
        }),
        _ => finding,
    }
}

/// What a step sets as a whole, so that a later step replaces an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Slot {
    Cell(AnnexId, RowId, ColumnId),
    Column(AnnexId, ColumnId),
    Head(AnnexId),
}

impl Slot {
    /// `None` for steps that insert, remove or move: those depend on the steps before them.
    fn of(step: &Step) -> Option<Slot> {
        match step {
            Step::SetCell {
                annex, row, column, ..
            } => Some(Slot::Cell(*annex, *row, *column)),
            Step::SetColumn { annex, column } => Some(Slot::Column(*annex, column.id)),
            Step::SetHead { annex, .. } => Some(Slot::Head(*annex)),
            _ => None,
        }
    }
}

/// Returns the steps of a fix by what they set; `None` when it has none, or one that only fits at its
/// place in a sequence and cannot be combined.
fn slots(steps: &[Step]) -> Option<BTreeMap<Slot, Step>> {
    let slots = steps
        .iter()
        .map(|step| Some((Slot::of(step)?, step.clone())));
    let slots: BTreeMap<Slot, Step> = slots.collect::<Option<_>>()?;
    (!slots.is_empty()).then_some(slots)
}

/// Slots that are set together, each with the last step that set it.
struct Group {
    place: CellRef,
    rules: BTreeSet<&'static str>,
    slots: BTreeMap<Slot, Step>,
}

/// Disjoint groups of slots. Slots that one fix sets are in one group.
#[derive(Default)]
struct Groups {
    /// `None` where a group was merged into another.
    all: Vec<Option<Group>>,
    of_slot: FxHashMap<Slot, usize>,
}

impl Groups {
    fn add(&mut self, finding: &Diagnostic, slots: BTreeMap<Slot, Step>) {
        let known = slots.keys().filter_map(|slot| self.of_slot.get(slot));
        let known: BTreeSet<usize> = known.copied().collect();
        let mut whole = Group {
            place: finding.cell_ref(),
            rules: BTreeSet::from([finding.rule]),
            slots: BTreeMap::new(),
        };
        for at in known.iter().rev() {
            if let Some(group) = self.all.get_mut(*at).and_then(Option::take) {
                whole.place = group.place;
                whole.rules.extend(group.rules);
                whole.slots.extend(group.slots);
            }
        }
        whole.slots.extend(slots);
        let at = known.first().copied().unwrap_or(self.all.len());
        self.of_slot
            .extend(whole.slots.keys().map(|slot| (*slot, at)));
        match self.all.get_mut(at) {
            Some(place) => *place = Some(whole),
            None => self.all.push(Some(whole)),
        }
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        let groups = self.all.iter().flatten();
        groups.flat_map(|group| group.slots.values())
    }
}

/// Guards against fixes that trigger each other.
const ROUNDS_MAX: usize = 20;

/// Returns the texts that a transaction changes, before and after, for a preview. Covers steps that
/// set a cell, a column or a head.
pub fn changes(document: &Document, transaction: &Transaction) -> Vec<(String, String)> {
    let rows = Rows::of(document, transaction.steps.iter());
    let steps = transaction.steps.iter();
    let pairs = steps.map(|step| match step {
        Step::SetHead { annex, head } => {
            let now = document.annex(*annex).map(|it| it.head.clone());
            differing(head_lines(&now.unwrap_or_default()), head_lines(head))
        }
        step => (rows.text_of(step), text_in(step)),
    });
    pairs.filter(|(before, after)| before != after).collect()
}

/// A document and those of its rows that some steps set cells of. One pass finds all of them, however
/// many steps there are.
struct Rows<'document> {
    document: &'document Document,
    rows: FxHashMap<(AnnexId, RowId), &'document Row>,
}

impl<'document> Rows<'document> {
    fn of<'step>(
        document: &'document Document,
        steps: impl Iterator<Item = &'step Step>,
    ) -> Rows<'document> {
        let wanted = steps.filter_map(|step| match step {
            Step::SetCell { annex, row, .. } => Some((*annex, *row)),
            _ => None,
        });
        let wanted: FxHashSet<(AnnexId, RowId)> = wanted.collect();
        let rows = document.annexes.iter().flat_map(|annex| {
            let rows = annex.rows.iter();
            rows.map(move |row| ((annex.id, row.id), &**row))
        });
        Rows {
            document,
            rows: match wanted.is_empty() {
                true => FxHashMap::default(),
                false => rows.filter(|(id, _)| wanted.contains(id)).collect(),
            },
        }
    }

    /// Returns the current text of what a step sets.
    fn text_of(&self, step: &Step) -> String {
        let annex = step.annex().and_then(|id| self.document.annex(id));
        match (step, annex) {
            (Step::SetCell { row, column, .. }, Some(annex)) => {
                let row = self.rows.get(&(annex.id, *row));
                row.map_or("", |row| row.cell(*column)).to_owned()
            }
            (Step::SetColumn { column, .. }, Some(annex)) => {
                let column = annex.column(column.id);
                column.map_or(String::new(), |it| it.header.join(" / "))
            }
            _ => String::new(),
        }
    }
}

/// Returns the text that a step sets.
fn text_in(step: &Step) -> String {
    match step {
        Step::SetCell { text, .. } => text.clone(),
        Step::SetColumn { column, .. } => column.header.join(" / "),
        _ => String::new(),
    }
}

/// Returns the lines of a head that differ between two states of a document.
fn head_texts(before: &Document, after: &Document, annex: AnnexId) -> (String, String) {
    let lines = |document: &Document| {
        let head = document.annex(annex).map(|it| it.head.clone());
        head_lines(&head.unwrap_or_default())
    };
    differing(lines(before), lines(after))
}

fn differing(before: [String; 4], after: [String; 4]) -> (String, String) {
    let pairs = before.into_iter().zip(after);
    let (before, after): (Vec<String>, Vec<String>) =
        pairs.filter(|(before, after)| before != after).unzip();
    (before.join("\n"), after.join("\n"))
}

fn head_lines(head: &AnnexHead) -> [String; 4] {
    let between = head.between.join("\n");
    [
        head.number_line(),
        head.title.clone(),
        head.reference.clone(),
        between,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::{Step, Transaction},
        model::{Role, fixture},
        validate::validate,
        wording::Key,
    };

    #[test]
    fn shows_what_each_cell_becomes() {
        let document = fixture::parse(
            "
            stt | content | lead
            - 1 | -  Duy trì,  cập nhật | Sở Nội vụ
            - 2 | Phần đầu đạt 100% | Sở Y tế
        ",
        );
        let all = Mending::of(&document, &|_| true);
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
        let dashes = Mending::of(&document, &|it| it.rule == "leading-dash");
        assert_eq!(dashes.changes[0].after, "Duy trì,  cập nhật");
    }

    /// Fixes of several steps are made as a whole, or left out as a whole.
    #[test]
    fn a_fix_of_several_steps_is_one_change() {
        let document = fixture::parse(
            "
            stt | content | lead | coordinating
            - 1 | x | Sở Nội vụ; Sở Y tế | Sở  Tư pháp
            - 2 | -  y | Sở Xây dựng | Sở Tư pháp
        ",
        );
        // No rule offers such a safe fix yet.
        let all = Mending::from(&document, |document, _| {
            let annex = &document.annexes[0];
            let column = |role| annex.column_of(role).unwrap().id;
            let (lead, coordinating) = (column(Role::Lead), column(Role::Coordinating));
            let found = validate(document).into_iter().map(|it| {
                let finding = Diagnostic::clone(&it);
                if finding.rule != "several-leads" {
                    return Arc::new(finding);
                }
                let partners = annex.rows[0].cell(coordinating);
                let set = |column, text: String| Step::SetCell {
                    annex: annex.id,
                    row: finding.row,
                    column,
                    text,
                };
                let steps = vec![
                    set(coordinating, format!("Sở Y tế; {partners}")),
                    set(lead, "Sở Nội vụ".to_owned()),
                ];
                let label = Key::FixReplaceBy.with(["Sở Nội vụ".to_owned()]);
                let transaction = Transaction { label, steps };
                let applicability = Applicability::Safe;
                let fix = Some(Fix {
                    applicability,
                    transaction,
                });
                Arc::new(Diagnostic { fix, ..finding })
            });
            found.collect()
        });
        let changes = all.changes.iter();
        let changes: Vec<_> = changes.map(|it| (&*it.before, &*it.after)).collect();
        assert_eq!(
            changes,
            [
                (
                    "Sở Nội vụ; Sở Y tế\nSở  Tư pháp",
                    "Sở Nội vụ\nSở Y tế; Sở Tư pháp"
                ),
                ("-  y", "y"),
            ]
        );
        assert_eq!(
            all.changes[0].rules.iter().copied().collect::<Vec<_>>(),
            ["several-leads", "stray-spacing"]
        );
        let mut mended = document.clone();
        mended
            .apply(&all.transaction(|at| at == 0).unwrap())
            .unwrap();
        assert_eq!(
            fixture::render(&mended),
            "- 1 | x | Sở Nội vụ | Sở Y tế; Sở Tư pháp\n- 2 | -  y | Sở Xây dựng | Sở Tư pháp\n"
        );
    }
}
