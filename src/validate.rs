//! Rules that read a document and report what is wrong with it, each in a file of its own.
//!
//! To add one: write `validate/my_rule.rs` (copy a small one), list it in [`RULES`], word its
//! messages in `wording/texts.rs`, add its row to the README table.

mod duplicate_ordinal;
mod leading_dash;
mod level_out_of_range;
mod missing_lead_agency;
mod missing_target;
mod ordinal_form;
mod recovered_on_import;
mod sequence;
mod skipped_ordinal;
mod stray_spacing;
mod target_out_of_range;
mod time_ends_before_start;
mod time_not_understood;
mod time_outside_phases;
mod unit_contradicts_value;
mod unit_unknown;

use std::collections::{HashMap, HashSet};

use crate::{
    edit::{Step, Transaction},
    import::Doubt,
    model::{Annex, AnnexId, ColumnId, Document, Phase, Role, Row, RowId, RowKind, Target},
    wording::{Key, Message},
};

/// All rules, in the order the findings panel lists them.
pub const RULES: &[&Rule] = &[
    &target_out_of_range::RULE,
    &level_out_of_range::RULE,
    &unit_contradicts_value::RULE,
    &unit_unknown::RULE,
    &missing_target::RULE,
    &missing_lead_agency::RULE,
    &duplicate_ordinal::RULE,
    &skipped_ordinal::RULE,
    &ordinal_form::RULE,
    &time_ends_before_start::RULE,
    &time_outside_phases::RULE,
    &time_not_understood::RULE,
    &stray_spacing::RULE,
    &leading_dash::RULE,
    &recovered_on_import::RULE,
];

/// A rule is data: what the user reads about it, and the function that looks for it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name of the problem. Stable: saved settings and links refer to it.
    pub id: &'static str,
    pub severity: Severity,
    /// The kind of problem, as a heading over its findings.
    pub title: Key,
    /// Why the user should care.
    pub rationale: Key,
    /// Where the rule comes from.
    pub source: &'static str,
    check: Check,
}

#[derive(Debug)]
enum Check {
    /// Needs one row only; run again only for rows that changed.
    Row(fn(&Scope, &Row, &mut Vec<Diagnostic>)),
    /// Needs the rows beside each other; run again for an annex that changed.
    Annex(fn(&Scope, &mut Vec<Diagnostic>)),
    /// Told by the import, which alone has seen the file.
    Import,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
    Hint,
}

impl Severity {
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// One place where one rule is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub rule: &'static str,
    pub severity: Severity,
    pub annex: AnnexId,
    pub row: RowId,
    pub column: ColumnId,
    pub message: Message,
    pub fix: Option<Fix>,
}

/// A change offered to the user; applying it is an ordinary, undoable transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub applicability: Applicability,
    pub transaction: Transaction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Certainly what the user meant: "fix all" may apply it.
    Safe,
    /// A guess: applied only when the user picks it.
    Unsafe,
}

/// What a check may read: an annex, and what the whole document says about time.
pub(crate) struct Scope<'document> {
    pub annex: &'document Annex,
    /// The years the plan's phases cover.
    pub horizon: Option<Phase>,
}

impl Scope<'_> {
    fn finding(&self, rule: &Rule, row: &Row, column: ColumnId, message: Message) -> Diagnostic {
        Diagnostic {
            rule: rule.id,
            severity: rule.severity,
            annex: self.annex.id,
            row: row.id,
            column,
            message,
            fix: None,
        }
    }

    /// The row's targets as read, with the column and the text of each.
    fn targets<'row>(&self, row: &'row Row) -> Vec<(ColumnId, &'row str, Target)> {
        let unit = self.annex.text(row, Role::Unit);
        let columns = self.annex.columns_of(Role::Target);
        columns
            .map(|column| {
                let text = row.cell(column.id);
                (column.id, text, Target::parse(text, unit))
            })
            .collect()
    }

    /// Items that state something themselves, not only a heading for deeper items below.
    fn leaf_items(&self) -> impl Iterator<Item = &Row> {
        let rows = self.annex.rows.iter();
        let next = self.annex.rows.iter().skip(1).map(Some).chain([None]);
        rows.zip(next).filter_map(|(row, next)| {
            let RowKind::Item(level) = row.kind else {
                return None;
            };
            let parent = next
                .is_some_and(|next| matches!(next.kind, RowKind::Item(deeper) if level < deeper));
            let blank = self.annex.text(row, Role::Content).trim().is_empty();
            (!parent && !blank).then_some(&**row)
        })
    }

    fn set_cell(&self, row: &Row, column: ColumnId, text: String) -> Step {
        Step::SetCell {
            annex: self.annex.id,
            row: row.id,
            column,
            text,
        }
    }
}

impl Diagnostic {
    fn with_fix(
        self,
        applicability: Applicability,
        label: Message,
        steps: Vec<Step>,
    ) -> Diagnostic {
        let transaction = Transaction { label, steps };
        Diagnostic {
            fix: Some(Fix {
                applicability,
                transaction,
            }),
            ..self
        }
    }
}

pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

/// The findings of a document, kept up to date with its changes.
#[derive(Debug, Default, PartialEq)]
pub struct Findings {
    rows: HashMap<(AnnexId, RowId), Vec<Diagnostic>>,
    annexes: HashMap<AnnexId, Vec<Diagnostic>>,
    /// What the import was not sure of, with the text it decided on.
    doubts: HashMap<(AnnexId, RowId), Vec<(Diagnostic, String)>>,
    horizon: Option<Phase>,
}

impl Findings {
    /// Checks everything.
    pub fn of(document: &Document) -> Findings {
        let mut findings = Findings {
            horizon: horizon(document),
            ..Findings::default()
        };
        for annex in &document.annexes {
            findings.check_annex(annex);
        }
        findings
    }

    /// Adds what the import of `document` was not sure of.
    pub fn doubt(&mut self, document: &Document, doubts: &[Doubt]) {
        let mut of_row: HashMap<(AnnexId, RowId), Vec<&Doubt>> = HashMap::new();
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
                    (recovered_on_import::finding(doubt), text)
                });
                self.doubts.insert(place, found.collect());
            }
        }
    }

    /// Checks again what `steps`, already applied to `document`, may have changed.
    pub fn update(&mut self, document: &Document, steps: &[Step]) {
        let horizon = horizon(document);
        if horizon != self.horizon || steps.iter().any(|step| step.annex().is_none()) {
            *self = Findings {
                doubts: std::mem::take(&mut self.doubts),
                ..Findings::of(document)
            };
            return;
        }
        let mut changed: HashMap<AnnexId, Changed> = HashMap::new();
        for step in steps {
            if let Some(id) = step.annex() {
                changed.entry(id).or_default().note(step);
            }
        }
        let annexes = document.annexes.iter();
        for (annex, changed) in annexes.filter_map(|annex| Some((annex, changed.get(&annex.id)?))) {
            if changed.everything {
                self.rows.retain(|(id, _), _| *id != annex.id);
                self.check_annex(annex);
                continue;
            }
            let rows = annex
                .rows
                .iter()
                .filter(|row| changed.rows.contains(&row.id));
            for row in rows {
                self.check_row(annex, row);
            }
            self.check_neighbours(annex);
        }
    }

    /// All findings, in the order of the document; on one cell in the order of [`RULES`].
    pub fn list(&self, document: &Document) -> Vec<Diagnostic> {
        let mut list = Vec::new();
        for annex in &document.annexes {
            let mut of_row: HashMap<RowId, Vec<&Diagnostic>> = HashMap::new();
            for it in self.annexes.get(&annex.id).into_iter().flatten() {
                of_row.entry(it.row).or_default().push(it);
            }
            for row in &annex.rows {
                let mut here = of_row.remove(&row.id).unwrap_or_default();
                here.extend(self.rows.get(&(annex.id, row.id)).into_iter().flatten());
                let doubts = self.doubts.get(&(annex.id, row.id)).into_iter().flatten();
                let doubts = doubts.filter(|(it, text)| row.cell(it.column) == text);
                here.extend(doubts.map(|(it, _)| it));
                here.sort_by_key(|it| {
                    let column = annex
                        .columns
                        .iter()
                        .position(|column| column.id == it.column);
                    (column, RULES.iter().position(|rule| rule.id == it.rule))
                });
                list.extend(here.into_iter().cloned());
            }
        }
        list
    }

    fn check_annex(&mut self, annex: &Annex) {
        for row in &annex.rows {
            self.check_row(annex, row);
        }
        self.check_neighbours(annex);
    }

    fn check_row(&mut self, annex: &Annex, row: &Row) {
        let scope = Scope {
            annex,
            horizon: self.horizon,
        };
        let mut found = Vec::new();
        for rule in RULES {
            if let Check::Row(check) = rule.check {
                check(&scope, row, &mut found);
            }
        }
        if found.is_empty() {
            self.rows.remove(&(annex.id, row.id));
        } else {
            self.rows.insert((annex.id, row.id), found);
        }
    }

    fn check_neighbours(&mut self, annex: &Annex) {
        let scope = Scope {
            annex,
            horizon: self.horizon,
        };
        let mut found = Vec::new();
        for rule in RULES {
            if let Check::Annex(check) = rule.check {
                check(&scope, &mut found);
            }
        }
        self.annexes.insert(annex.id, found);
    }
}

/// What of an annex some steps changed.
#[derive(Default)]
struct Changed {
    everything: bool,
    rows: HashSet<RowId>,
}

impl Changed {
    fn note(&mut self, step: &Step) {
        match step {
            Step::SetCell { row, .. } | Step::SetRowKind { row, .. } => {
                self.rows.insert(*row);
            }
            Step::InsertRows { rows, .. } => self.rows.extend(rows.iter().map(|row| row.id)),
            Step::MoveRows { .. } => {}
            _ => self.everything = true,
        }
    }
}

/// The years all phases of the plan cover together: those of target columns and of sections. When a
/// phase is open at its start ("đến năm 2027"), so is the horizon.
fn horizon(document: &Document) -> Option<Phase> {
    let columns = document.annexes.iter().flat_map(|annex| &annex.columns);
    let of_columns = columns.filter_map(|column| column.phase());
    let of_sections = document.annexes.iter().flat_map(|annex| {
        let sections = annex.rows.iter().filter(|row| row.kind.is_section());
        sections.filter_map(|row| Phase::parse(annex.text(row, Role::Content)))
    });
    of_columns.chain(of_sections).reduce(|all, phase| Phase {
        from: all.from.min(phase.from),
        to: all.to.max(phase.to),
    })
}

/// Checks everything and lists it.
pub fn validate(document: &Document) -> Vec<Diagnostic> {
    Findings::of(document).list(document)
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::{fixture, wording::Language};

    fn check(rule: &Rule, document: &Document) -> Vec<Diagnostic> {
        let mut found = validate(document);
        found.retain(|it| it.rule == rule.id);
        found
    }

    /// What `rule` reports on an annex written as text, one line each.
    pub(crate) fn report(rule: &Rule, text: &str) -> String {
        let document = fixture::parse(text);
        let lines = check(rule, &document).into_iter().map(|it| {
            let annex = document.annex(it.annex).unwrap();
            let row = annex.index_of(it.row).unwrap() + 1;
            let role = annex.column(it.column).unwrap().role.key();
            format!(
                "row {row} {role}: {}\n",
                it.message.text(Language::Vietnamese)
            )
        });
        lines.collect()
    }

    /// The annex after every fix of `rule`; checks that nothing of the rule is left.
    pub(crate) fn fixed(rule: &Rule, text: &str) -> String {
        let mut document = fixture::parse(text);
        while let Some(fix) = check(rule, &document).into_iter().find_map(|it| it.fix) {
            let before = document.clone();
            document.apply(&fix.transaction).unwrap();
            assert_ne!(document, before, "{} changes nothing", rule.id);
        }
        assert_eq!(
            check(rule, &document),
            [],
            "{} is reported after its own fixes",
            rule.id
        );
        fixture::render(&document)
    }
}
