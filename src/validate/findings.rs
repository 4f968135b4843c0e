//! The findings of a document, updated incrementally.

use std::{collections::hash_map::Entry, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    annex_scope::AnnexScope,
    changes::Changes,
    diagnostic::Diagnostic,
    frame::{AnnexPosition, Facts, Totals},
    guard,
    row_scope::RowScope,
    rule::{Check, Rule},
    rules::{RULES, rule, values::recovered_on_import},
    shared::Shared,
};
use crate::{
    edit::Step,
    model::{Annex, AnnexId, Document, Doubt, Plan, Profile, Role, Row, RowId, Severity, Waiver},
};

type RowRef = (AnnexId, RowId);
type ByRow = FxHashMap<RowRef, Vec<Arc<Diagnostic>>>;

/// The findings of a document. After an edit, row rules run again for changed rows only, and rules
/// about neighbouring rows only if they read a changed column or the structure changed.
#[derive(Debug, Default)]
pub struct Findings {
    /// Findings of row rules.
    rows: ByRow,
    /// Findings of rules about neighbouring rows, by annex and index in [`RULES`] …
    annexes: FxHashMap<(AnnexId, usize), Vec<Arc<Diagnostic>>>,
    /// … and the same by row.
    neighbours: ByRow,
    /// Rows that head deeper items.
    parents: FxHashSet<RowRef>,
    /// Doubts of the import, each with the text it chose; a doubt lapses when that text changes.
    doubts: FxHashMap<RowRef, Vec<(Arc<Diagnostic>, String)>>,
    totals: Totals,
    plan: Plan,
    profile: Profile,
    /// Effective severity of each of [`RULES`]; `None` where it is switched off.
    severities: Vec<Option<Severity>>,
    /// Waivers by row.
    waivers: FxHashMap<RowRef, Vec<Waiver>>,
    /// Position of each annex in the document.
    places: FxHashMap<AnnexId, AnnexPosition>,
    /// Pending rules about neighbouring rows, by annex and index in [`RULES`].
    due: FxHashSet<(AnnexId, usize)>,
}

/// In annexes with more rows, rules about neighbouring rows are deferred to [`Findings::settle`].
const EAGER_ROWS_MAX: usize = 400;

impl Findings {
    /// Checks the whole document.
    pub fn of(document: &Document) -> Findings {
        let n_annexes = u32::try_from(document.annexes.len()).unwrap_or(u32::MAX);
        let places = (0..).zip(&document.annexes);
        let places = places.map(|(at, annex)| (annex.id, AnnexPosition { at, of: n_annexes }));
        let profile = document.review.profile.clone();
        let severities = RULES
            .iter()
            .map(|rule| profile.severity(rule.id, rule.severity));
        let mut findings = Findings {
            totals: Totals::of(document),
            plan: document.plan.clone(),
            severities: severities.collect(),
            profile,
            places: places.collect(),
            ..Findings::default()
        };
        findings.note_waivers(document);
        for annex in &document.annexes {
            findings.check_annex(annex);
        }
        findings
    }

    /// Adds the doubts of the import that produced `document`.
    pub fn doubt(&mut self, document: &Document, doubts: &[Doubt]) {
        let mut of_row: FxHashMap<RowRef, Vec<&Doubt>> = FxHashMap::default();
        for doubt in doubts {
            let here = of_row.entry((doubt.annex, doubt.row));
            here.or_default().push(doubt);
        }
        for annex in &document.annexes {
            for row in &annex.rows {
                let place = (annex.id, row.id);
                let Some(doubts) = of_row.get(&place) else {
                    continue;
                };
                let found = doubts.iter().map(|doubt| {
                    let text = row.cell(doubt.column).to_owned();
                    (Arc::new(recovered_on_import::finding(doubt)), text)
                });
                self.doubts.insert(place, found.collect());
            }
        }
    }

    /// Rechecks what `steps`, already applied to `document`, may have changed. In a large annex,
    /// rules about neighbouring rows are deferred to [`Findings::settle`].
    pub fn update(&mut self, document: &Document, steps: &[Step]) {
        let mut changes: FxHashMap<AnnexId, Changes> = FxHashMap::default();
        for step in steps {
            match (step, step.annex()) {
                (_, Some(id)) => changes.entry(id).or_default().note(step),
                (Step::SetReview { .. }, _) if self.profile == document.review.profile => {
                    self.note_waivers(document);
                }
                _ => return self.start_anew(document),
            }
        }
        let mut of_annex = Vec::new();
        for annex in &document.annexes {
            if let Some(changes) = changes.get(&annex.id) {
                of_annex.push((annex, changes, changes.rows_of(annex)));
            }
        }
        let may_change_totals = of_annex.iter().any(|(_, changes, rows)| {
            changes.everything || changes.structure || rows.iter().any(|row| row.kind.is_section())
        });
        if may_change_totals && Totals::of(document) != self.totals {
            return self.start_anew(document);
        }
        for (annex, changes, rows) in of_annex {
            if changes.removal {
                self.forget_removed_rows(annex);
            }
            if changes.everything {
                self.check_annex(annex);
                continue;
            }
            if changes.structure {
                let parents = self.note_parents(annex);
                self.check_rows(annex, parents);
            }
            self.check_rows(annex, rows);
            let roles = changes.columns.iter().filter_map(|id| annex.column(*id));
            let roles: Vec<Role> = roles.map(|column| column.role).collect();
            let are_read =
                |reads: &[Role]| changes.structure || reads.iter().any(|role| roles.contains(role));
            for (idx, rule) in RULES.iter().enumerate() {
                if matches!(rule.check, Check::Annex { reads, .. } if are_read(reads)) {
                    self.due.insert((annex.id, idx));
                }
            }
            if annex.rows.len() <= EAGER_ROWS_MAX {
                self.settle_annex(annex);
            }
        }
    }

    /// Runs the pending rules; returns whether there were any.
    pub fn settle(&mut self, document: &Document) -> bool {
        let any = !self.due.is_empty();
        for annex in &document.annexes {
            self.settle_annex(annex);
        }
        any
    }

    fn settle_annex(&mut self, annex: &Annex) {
        let of_annex = self.due.extract_if(|(id, _)| *id == annex.id);
        let due: FxHashSet<usize> = of_annex.map(|(_, idx)| idx).collect();
        if !due.is_empty() {
            self.check_neighbours(annex, |idx| due.contains(&idx));
        }
    }

    /// Drops what is known of rows that are no longer in the annex. Doubts stay, because undoing a
    /// removal brings the row back.
    fn forget_removed_rows(&mut self, annex: &Annex) {
        let ids: FxHashSet<RowId> = annex.rows.iter().map(|row| row.id).collect();
        let stays = |(id, row): &RowRef| *id != annex.id || ids.contains(row);
        self.rows.retain(|place, _| stays(place));
        self.parents.retain(stays);
    }

    fn start_anew(&mut self, document: &Document) {
        *self = Findings {
            doubts: std::mem::take(&mut self.doubts),
            ..Findings::of(document)
        };
    }

    /// Returns all findings without a waiver in document order; within a cell in the order of
    /// [`RULES`].
    pub fn list(&self, document: &Document) -> Vec<Arc<Diagnostic>> {
        let mut list = Vec::new();
        if self.rows.is_empty() && self.neighbours.is_empty() && self.doubts.is_empty() {
            return list;
        }
        for annex in &document.annexes {
            for row in &annex.rows {
                list.append(&mut self.of_row(annex, row));
            }
        }
        list
    }

    /// Returns the findings of a row without a waiver, by column and then in the order of
    /// [`RULES`].
    pub fn of_row(&self, annex: &Annex, row: &Row) -> Vec<Arc<Diagnostic>> {
        let mut here = self.all_of_row(annex, row);
        if !self.waivers.is_empty() {
            here.retain(|it| self.waiver(row, it).is_none());
        }
        here
    }

    /// Returns the waived findings with their waivers, in document order.
    pub fn waived(&self, document: &Document) -> Vec<(Arc<Diagnostic>, &Waiver)> {
        let mut waived = Vec::new();
        if self.waivers.is_empty() {
            return waived;
        }
        for annex in &document.annexes {
            for row in annex
                .rows
                .iter()
                .filter(|row| self.waivers.contains_key(&(annex.id, row.id)))
            {
                let here = self.all_of_row(annex, row).into_iter();
                waived.extend(here.filter_map(|it| {
                    let waiver = self.waiver(row, &it)?;
                    Some((it, waiver))
                }));
            }
        }
        waived
    }

    /// Returns the waiver of a finding, if the cell still has the text that was waived.
    fn waiver(&self, row: &Row, it: &Diagnostic) -> Option<&Waiver> {
        let mut here = self.waivers.get(&(it.annex, it.row))?.iter();
        here.find(|waiver| {
            let is_same = waiver.rule == it.rule && waiver.place.column == it.column;
            is_same && waiver.text == row.cell(it.column)
        })
    }

    fn note_waivers(&mut self, document: &Document) {
        self.waivers.clear();
        for waiver in &document.review.waivers {
            let place = (waiver.place.annex, waiver.place.row);
            self.waivers.entry(place).or_default().push(waiver.clone());
        }
    }

    fn all_of_row(&self, annex: &Annex, row: &Row) -> Vec<Arc<Diagnostic>> {
        let place = (annex.id, row.id);
        let mut here = Vec::new();
        for map in [&self.rows, &self.neighbours] {
            if let Some(found) = map.get(&place) {
                here.extend(found.iter().cloned());
            }
        }
        if !self.doubts.is_empty()
            && let Some(doubts) = self.doubts.get(&place)
            && let Some(severity) = self.profile.severity(
                recovered_on_import::RULE.id,
                recovered_on_import::RULE.severity,
            )
        {
            let standing = doubts
                .iter()
                .filter(|(it, text)| row.cell(it.column) == text);
            here.extend(standing.map(|(it, _)| match it.severity == severity {
                true => Arc::clone(it),
                false => Arc::new(Diagnostic {
                    severity,
                    ..Diagnostic::clone(it)
                }),
            }));
        }
        if 1 < here.len() {
            here.sort_by_key(|it| {
                let mut columns = annex.columns.iter();
                let column = columns.position(|column| column.id == it.column);
                (column, rule(it.rule))
            });
        }
        here
    }

    /// Returns the cached position of an annex. It stays valid because inserting, removing or
    /// moving an annex rechecks the whole document.
    fn place_of(&self, annex: &Annex) -> AnnexPosition {
        self.places.get(&annex.id).copied().unwrap_or_default()
    }

    fn check_annex(&mut self, annex: &Annex) {
        self.note_parents(annex);
        self.check_rows(annex, &annex.rows);
        self.check_neighbours(annex, |_| true);
    }

    /// Records which rows head deeper items, and returns the rows for which that changed.
    fn note_parents(&mut self, annex: &Annex) -> Vec<Arc<Row>> {
        let next = annex.rows.iter().skip(1).map(Some).chain([None]);
        let mut changed = Vec::new();
        for (row, next) in annex.rows.iter().zip(next) {
            let is_parent = row.kind.heads(next.map(|it| it.kind));
            let place = (annex.id, row.id);
            let differs = if is_parent {
                self.parents.insert(place)
            } else {
                self.parents.remove(&place)
            };
            if differs {
                changed.push(Arc::clone(row));
            }
        }
        changed
    }

    fn facts(&self) -> Facts<'_> {
        Facts::new(&self.plan, &self.profile, self.totals)
    }

    fn check_rows(&mut self, annex: &Annex, rows: impl IntoIterator<Item: AsRef<Row>>) {
        let shared = Shared::default();
        for row in rows {
            self.check_row(annex, &shared, row.as_ref());
        }
    }

    fn check_row(&mut self, annex: &Annex, shared: &Shared, row: &Row) {
        let place = (annex.id, row.id);
        let is_parent = self.parents.contains(&place);
        let position = self.place_of(annex);
        let scope = RowScope::new(self.facts(), annex, position, shared, row, is_parent);
        let mut found = Vec::new();
        for (rule, severity) in RULES.iter().zip(&self.severities) {
            if let (Check::Row(check), Some(severity)) = (&rule.check, severity) {
                let n = found.len();
                check(&scope, &mut found);
                set_severity(found.iter_mut().skip(n), *severity);
            }
        }
        guard::withhold_in_row(row, &mut found);
        if found.is_empty() {
            self.rows.remove(&place);
        } else {
            let found = found.into_iter().map(Arc::new);
            self.rows.insert(place, found.collect());
        }
    }

    /// Runs the rules about neighbouring rows selected by their index in [`RULES`].
    fn check_neighbours(&mut self, annex: &Annex, are_due: impl Fn(usize) -> bool) {
        let shared = Shared::default();
        let mut scope = AnnexScope::new(self.facts(), annex, self.place_of(annex), &shared);
        let mut results = Vec::new();
        for (idx, (rule, severity)) in RULES.iter().zip(&self.severities).enumerate() {
            if let (Check::Annex { reads, check }, Some(severity)) = (&rule.check, severity)
                && are_due(idx)
            {
                let mut found = Vec::new();
                scope.allow(reads);
                check(&scope, &mut found);
                guard::withhold_in_annex(annex, &mut found);
                set_severity(found.iter_mut(), *severity);
                results.push((idx, *rule, found));
            }
        }
        for (idx, rule, found) in results {
            self.put_neighbours(annex.id, idx, rule, found);
        }
    }

    /// Replaces the findings of one rule in one annex. Keeps the old ones if nothing changed.
    fn put_neighbours(&mut self, annex: AnnexId, idx: usize, rule: &Rule, found: Vec<Diagnostic>) {
        let old = self.annexes.entry((annex, idx)).or_default();
        let is_same = |(old, new): (&Arc<Diagnostic>, &Diagnostic)| **old == *new;
        if old.len() == found.len() && old.iter().zip(&found).all(is_same) {
            return;
        }
        for it in old.iter() {
            if let Entry::Occupied(mut here) = self.neighbours.entry((annex, it.row)) {
                here.get_mut().retain(|other| other.rule != rule.id);
                if here.get().is_empty() {
                    here.remove();
                }
            }
        }
        *old = found.into_iter().map(Arc::new).collect();
        for it in old.iter() {
            let here = self.neighbours.entry((annex, it.row)).or_default();
            here.push(Arc::clone(it));
        }
    }
}

fn set_severity<'it>(found: impl Iterator<Item = &'it mut Diagnostic>, severity: Severity) {
    found.for_each(|it| it.severity = severity);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::Transaction,
        model::{fixture, sample},
        validate::validate,
        wording::Key,
    };

    fn apply(document: &mut Document, steps: Vec<Step>) -> Transaction {
        let label = Key::DidSetCell.into();
        let transaction = Transaction { label, steps };
        document.apply(&transaction).unwrap();
        transaction
    }

    /// Whatever role a column has, a changed text in it gives the findings of a check from scratch.
    #[test]
    fn a_change_under_any_role_is_noticed() {
        let texts = [
            "Theo “một” và \"hai\"",
            "Theo “một” và “hai”",
            "Kế hoạch số 334 /KH-UBND",
            "số hoá",
            "số hóa",
            "đảm bảo",
            "Sở TT&TT.",
            "hàng năm",
        ];
        for role in Role::ALL {
            let mut document = fixture::parse(&format!(
                "content | {}:Cột\n- “Một” bảo đảm | “x” số hóa.\n- hai | \"x\" hằng năm",
                role.key()
            ));
            let mut findings = Findings::of(&document);
            let annex = document.annexes[0].clone();
            for text in texts {
                for row in &annex.rows {
                    let step = Step::SetCell {
                        annex: annex.id,
                        row: row.id,
                        column: annex.columns[1].id,
                        text: text.to_owned(),
                    };
                    let done = apply(&mut document, vec![step]);
                    findings.update(&document, &done.steps);
                    assert_eq!(findings.list(&document), validate(&document), "{role:?}");
                }
            }
        }
    }

    /// What is known of rows goes with them.
    #[test]
    fn removed_rows_leave_nothing_behind() {
        let mut document = sample::document();
        let mut findings = Findings::of(&document);
        let annex = document.annexes[0].clone();
        let remove = Step::RemoveRows {
            annex: annex.id,
            at: 0,
            n: annex.rows.len(),
        };
        let done = apply(&mut document, vec![remove]);
        findings.update(&document, &done.steps);
        let anew = Findings::of(&document);
        let places = |map: &ByRow| map.keys().copied().collect::<FxHashSet<RowRef>>();
        assert_eq!(places(&findings.rows), places(&anew.rows));
        assert_eq!(places(&findings.neighbours), places(&anew.neighbours));
        assert_eq!(findings.parents, anew.parents);
    }

    /// An edit in a small annex leaves the pending rules of a large one to [`Findings::settle`].
    #[test]
    fn a_small_annex_settles_alone() {
        let mut document = sample::document();
        let large = sample::long(EAGER_ROWS_MAX + 1).annexes.remove(1);
        let (small, large_id) = (document.annexes[0].clone(), large.id);
        document.annexes[1] = large;
        let mut findings = Findings::of(&document);
        for annex in [1, 0] {
            let annex = document.annexes[annex].clone();
            let step = Step::SetCell {
                annex: annex.id,
                row: annex.rows[1].id,
                column: annex.columns[1].id,
                text: "Bảo đảm".to_owned(),
            };
            let done = apply(&mut document, vec![step]);
            findings.update(&document, &done.steps);
        }
        assert!(findings.due.iter().any(|(annex, _)| *annex == large_id));
        assert!(findings.due.iter().all(|(annex, _)| *annex != small.id));
        assert!(findings.settle(&document));
        assert!(!findings.settle(&document));
        assert_eq!(findings.list(&document), validate(&document));
    }
}
