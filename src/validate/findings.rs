//! The findings of a document, updated incrementally.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    annex_scope::AnnexScope,
    changes::Changes,
    diagnostic::{Diagnostic, weigh},
    doubts::Doubts,
    found::{Found, RowRef},
    frame::{AnnexPosition, Facts, Totals},
    guard, outranked,
    parents::Parents,
    row_scope::RowScope,
    rule::Check,
    rules::{RULES, checks, rule, severities},
    shared::Shared,
    waivers::Waivers,
};
use crate::{
    edit::Step,
    model::{Annex, AnnexId, Document, Doubt, Plan, Profile, Role, Row, RowId, Severity, Waiver},
};

/// The findings of a document. After an edit, row rules run again for changed rows only, and rules
/// about neighbouring rows only if they read a changed column or the structure changed.
///
/// Checks of large annexes take longer than a frame. They are due until [`Findings::settle`] or
/// [`Findings::settle_while`] runs them; what they found before stands meanwhile.
#[derive(Debug, Default)]
pub struct Findings {
    found: Found,
    parents: Parents,
    doubts: Doubts,
    totals: Totals,
    plan: Plan,
    profile: Profile,
    /// Effective severity of each of [`RULES`]; `None` where it is switched off.
    severities: Vec<Option<Severity>>,
    waivers: Waivers,
    /// Position of each annex in the document.
    places: FxHashMap<AnnexId, AnnexPosition>,
    /// Rows for which the row rules are due.
    due_rows: FxHashSet<RowRef>,
    /// Due rules about neighbouring rows, by annex and index in [`RULES`].
    due: FxHashSet<(AnnexId, usize)>,
    /// Whether everything has been checked at least once.
    is_complete: bool,
}

/// In annexes with more rows, checks of more than a few rows are deferred.
const EAGER_ROWS_MAX: usize = 400;

impl Findings {
    /// Checks a whole document.
    pub fn of(document: &Document) -> Findings {
        let mut findings = Findings::begin(document);
        findings.settle(document);
        findings
    }

    /// Checks the small annexes of a document. All checks of large ones are due.
    pub fn begin(document: &Document) -> Findings {
        Findings::begin_with(document, severities(&document.review.profile))
    }

    pub(super) fn begin_with(document: &Document, severities: Vec<Option<Severity>>) -> Findings {
        let of = u32::try_from(document.annexes.len()).unwrap_or(u32::MAX);
        let annexes = (0..).zip(&document.annexes);
        let places = annexes.map(|(at, annex)| (annex.id, AnnexPosition { at, of }));
        let mut findings = Findings {
            totals: Totals::of(document),
            plan: document.plan.clone(),
            severities,
            profile: document.review.profile.clone(),
            places: places.collect(),
            waivers: Waivers::of(document),
            ..Findings::default()
        };
        let annexes = document.annexes.iter();
        annexes.for_each(|annex| findings.check_annex(annex));
        findings.is_complete = findings.is_settled();
        findings
    }

    /// Whether everything has been checked at least once; what is due now may be out of date.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Whether no checks are due.
    pub fn is_settled(&self) -> bool {
        self.due_rows.is_empty() && self.due.is_empty()
    }

    /// Adds the doubts of the import that produced `document`.
    pub fn doubt(&mut self, document: &Document, doubts: &[Doubt]) {
        self.doubts.note(document, doubts);
    }

    /// Rechecks what `steps`, already applied to `document`, may have changed. In a large annex, only
    /// the row rules of a few changed rows run at once.
    pub fn update(&mut self, document: &Document, steps: &[Step]) {
        let mut changes: FxHashMap<AnnexId, Changes> = FxHashMap::default();
        for step in steps {
            match (step, step.annex()) {
                (_, Some(id)) => changes.entry(id).or_default().note(step),
                (Step::SetReview { .. }, _) if self.profile == document.review.profile => {
                    self.waivers = Waivers::of(document);
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
            let parents = match changes.structure {
                true => self.parents.note(annex),
                false => Vec::new(),
            };
            let rows: Vec<&Row> = rows.into_iter().map(|row| &**row).collect();
            self.check_rows(
                annex,
                parents.iter().map(|row| &**row).chain(rows).collect(),
            );
            let roles = changes.columns.iter().filter_map(|id| annex.column(*id));
            let roles: Vec<Role> = roles.map(|column| column.role).collect();
            let are_read =
                |reads: &[Role]| changes.structure || reads.iter().any(|role| roles.contains(role));
            for (idx, rule) in RULES.iter().enumerate() {
                if rule.reads.is_some_and(are_read) {
                    self.due.insert((annex.id, idx));
                }
            }
            if annex.rows.len() <= EAGER_ROWS_MAX {
                self.settle_annex(annex, &|| true);
            }
        }
    }

    /// Runs all checks that are due; returns whether there were any. Before the rules are loaded,
    /// nothing runs.
    pub fn settle(&mut self, document: &Document) -> bool {
        if self.is_settled() || checks().is_none() {
            return false;
        }
        while !self.settle_while(document, &|| true) {}
        true
    }

    /// Runs checks that are due as long as `has_time`, and at least one; returns whether none is left.
    /// A check is that of a row by all row rules, or that of an annex by one rule.
    pub fn settle_while(&mut self, document: &Document, has_time: &dyn Fn() -> bool) -> bool {
        for annex in &document.annexes {
            if !self.is_settled() && !self.settle_annex(annex, has_time) {
                return false;
            }
        }
        // What is due in annexes that are gone stays undone.
        self.due_rows.clear();
        self.due.clear();
        self.is_complete = true;
        true
    }

    /// Runs due checks of an annex while there is time; returns whether none of them is left.
    fn settle_annex(&mut self, annex: &Annex, has_time: &dyn Fn() -> bool) -> bool {
        let Some(checks) = checks() else {
            return false;
        };
        let shared = Shared::default();
        if !self.due_rows.is_empty() {
            for row in &annex.rows {
                if self.due_rows.remove(&(annex.id, row.id)) {
                    self.check_row(checks, annex, &shared, row);
                    if !has_time() {
                        return false;
                    }
                }
            }
        }
        self.check_neighbours(checks, annex, &shared, has_time)
    }

    /// Drops what is known of removed rows. Doubts stay, because undo brings the rows back.
    fn forget_removed_rows(&mut self, annex: &Annex) {
        let ids: FxHashSet<RowId> = annex.rows.iter().map(|row| row.id).collect();
        let stays = |(id, row): &RowRef| *id != annex.id || ids.contains(row);
        self.found.rows.retain(|place, _| stays(place));
        self.due_rows.retain(stays);
        self.parents.retain(stays);
    }

    fn start_anew(&mut self, document: &Document) {
        *self = Findings {
            doubts: std::mem::take(&mut self.doubts),
            ..Findings::begin(document)
        };
    }

    /// Returns all findings without a waiver in document order; within a cell in the order of
    /// [`RULES`].
    pub fn list(&self, document: &Document) -> Vec<Arc<Diagnostic>> {
        let mut list = Vec::new();
        if self.found.is_empty() && self.doubts.is_empty() {
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
            here.retain(|it| self.waivers.get(row, it).is_none());
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
            let rows = annex.rows.iter();
            for row in rows.filter(|row| self.waivers.has_row(annex.id, row.id)) {
                let here = self.all_of_row(annex, row).into_iter();
                waived.extend(here.filter_map(|it| {
                    let waiver = self.waivers.get(row, &it)?;
                    Some((it, waiver))
                }));
            }
        }
        waived
    }

    fn all_of_row(&self, annex: &Annex, row: &Row) -> Vec<Arc<Diagnostic>> {
        let mut here = self.found.of_row((annex.id, row.id));
        here.append(&mut self.doubts.of_row(annex.id, row, &self.profile));
        if 1 < here.len() {
            outranked::leave_out(&mut here);
            here.sort_by_key(|it| {
                let mut columns = annex.columns.iter();
                let column = columns.position(|column| column.id == it.column);
                (column, rule(it.rule))
            });
        }
        here
    }

    /// Returns the position of an annex, which changes only with a check of the whole document.
    fn place_of(&self, annex: &Annex) -> AnnexPosition {
        self.places.get(&annex.id).copied().unwrap_or_default()
    }

    /// Checks an annex anew, later if it is large.
    fn check_annex(&mut self, annex: &Annex) {
        self.parents.note(annex);
        let rows = annex.rows.iter().map(|row| (annex.id, row.id));
        self.due_rows.extend(rows);
        let rules = RULES.iter().zip(0..);
        let rules = rules.filter(|(rule, _)| rule.reads.is_some());
        self.due.extend(rules.map(|(_, idx)| (annex.id, idx)));
        if annex.rows.len() <= EAGER_ROWS_MAX {
            self.settle_annex(annex, &|| true);
        }
    }

    fn facts(&self) -> Facts<'_> {
        Facts::new(&self.plan, &self.profile, self.totals)
    }

    /// Runs the row rules for some rows of an annex, later if they are many.
    fn check_rows(&mut self, annex: &Annex, rows: Vec<&Row>) {
        let Some(checks) = checks().filter(|_| rows.len() <= EAGER_ROWS_MAX) else {
            let rows = rows.iter().map(|row| (annex.id, row.id));
            return self.due_rows.extend(rows);
        };
        let shared = Shared::default();
        for row in rows {
            self.check_row(checks, annex, &shared, row);
        }
    }

    fn check_row(&mut self, checks: &[Check], annex: &Annex, shared: &Shared, row: &Row) {
        let place = (annex.id, row.id);
        let is_parent = self.parents.contains(place);
        let position = self.place_of(annex);
        let scope = RowScope::new(self.facts(), annex, position, shared, row, is_parent);
        let mut found = Vec::new();
        for ((rule, check), severity) in RULES.iter().zip(checks).zip(&self.severities) {
            if let (Check::Row(check), Some(severity)) = (check, severity) {
                let n = found.len();
                check(&scope, &mut found);
                weigh(found.iter_mut().skip(n), rule.severity, *severity);
            }
        }
        guard::withhold_in_row(row, &mut found);
        self.found.put_row(place, found);
    }

    /// Runs due rules about neighbouring rows while there is time; returns whether none is left.
    fn check_neighbours(
        &mut self,
        checks: &[Check],
        annex: &Annex,
        shared: &Shared,
        has_time: &dyn Fn() -> bool,
    ) -> bool {
        let are_due = |idx: &usize| self.due.contains(&(annex.id, *idx));
        let due: Vec<usize> = (0..RULES.len()).filter(are_due).collect();
        let mut scope = AnnexScope::new(self.facts(), annex, self.place_of(annex), shared);
        let mut results = Vec::new();
        for idx in &due {
            if !results.is_empty() && !has_time() {
                break;
            }
            let mut found = Vec::new();
            let rule = RULES.get(*idx).zip(checks.get(*idx));
            let rule = rule.zip(self.severities.get(*idx));
            if let Some(((rule, Check::Annex { reads, check }), Some(severity))) = rule {
                scope.allow(reads);
                check(&scope, &mut found);
                guard::withhold_in_annex(annex, &mut found);
                weigh(found.iter_mut(), rule.severity, *severity);
            }
            results.push((*idx, found));
        }
        let is_done = results.len() == due.len();
        for (idx, found) in results {
            self.due.remove(&(annex.id, idx));
            self.found.put_annex(annex.id, idx, found);
        }
        is_done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::Transaction,
        model::{fixture, sample},
        validate::{found::ByRow, validate},
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
        assert_eq!(places(&findings.found.rows), places(&anew.found.rows));
        assert_eq!(
            places(&findings.found.neighbours),
            places(&anew.found.neighbours)
        );
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

    /// A large annex is checked bit by bit, while it is edited, and the outcome is that of one check.
    #[test]
    fn checks_go_on_in_slices_between_edits() {
        let mut document = sample::long(EAGER_ROWS_MAX + 60);
        let mut findings = Findings::begin(&document);
        assert!(!findings.is_complete());
        let large = document.annexes.iter().position(|it| 60 < it.rows.len());
        let large = large.unwrap();
        let mut n_slices = 0;
        while !findings.settle_while(&document, &|| false) {
            n_slices += 1;
            if n_slices % 40 == 0 && n_slices + 3 < document.annexes[large].rows.len() {
                let annex = &document.annexes[large];
                let set = Step::SetCell {
                    annex: annex.id,
                    row: annex.rows[n_slices].id,
                    column: annex.columns[1].id,
                    text: format!("Đảm bảo  lần {n_slices}"),
                };
                let remove = Step::RemoveRows {
                    annex: annex.id,
                    at: n_slices + 2,
                    n: 1,
                };
                let done = apply(&mut document, vec![set, remove]);
                findings.update(&document, &done.steps);
            }
        }
        assert!(EAGER_ROWS_MAX < n_slices);
        assert!(findings.is_complete() && findings.is_settled());
        assert_eq!(findings.list(&document), validate(&document));
    }
}
