//! Rules that read a document and report what is wrong with it, each in a file of its own.
//!
//! To add one: write `validate/my_rule.rs` (copy a small one), list it in [`RULES`], word its
//! messages in `wording/texts.rs`, add its row to the README table.

mod abbreviation_unexplained;
mod agency_abolished;
mod agency_spelling_mixed;
mod agency_unknown;
mod annex_number_form;
mod capital_inside_sentence;
mod copied_national_text;
mod date_impossible;
mod document_symbol_form;
mod duplicate_content;
mod duplicate_ordinal;
mod empty_section;
mod final_stop_mixed;
mod findings;
mod footnote_digit;
mod header_form;
mod invisible_character;
mod keep_mixed;
mod known_slip;
mod lead_repeated;
mod leading_dash;
mod legacy_encoding;
mod level_out_of_range;
mod missing_lead_agency;
mod missing_target;
mod national;
mod national_indicators_missing;
mod national_target_later;
mod national_target_lower;
mod national_unit_differs;
mod numbering_mixed;
mod ordinal_form;
mod past_deadline;
mod quote_form;
mod recovered_on_import;
mod reference_line_differs;
mod sequence;
mod several_leads;
mod skipped_ordinal;
mod stray_spacing;
mod sum_differs;
mod target_falls;
mod target_falls_in_later_section;
mod target_in_text;
mod target_out_of_range;
mod time_ends_before_start;
mod time_form_mixed;
mod time_not_understood;
mod time_outside_phases;
mod time_start_differs;
mod tone_placement_mixed;
mod unit_contradicts_value;
mod unit_unknown;
mod wording_mixed;

use std::{cell::OnceCell, sync::Arc};

pub use findings::Findings;

pub use crate::model::Severity;

use crate::{
    coverage::{self, Statement},
    edit::{Step, Transaction},
    model::{
        Annex, AnnexId, ColumnId, Document, Ordinal, Phase, Place, Plan, Role, Row, RowId, RowKind,
        Target,
    },
    reference::{agencies::Directory, indicators::Indicators},
    sample,
    wording::{Key, Message},
};

/// All rules, in the order the findings panel lists them.
pub const RULES: &[&Rule] = &[
    &target_out_of_range::RULE,
    &level_out_of_range::RULE,
    &unit_contradicts_value::RULE,
    &unit_unknown::RULE,
    &missing_target::RULE,
    &target_in_text::RULE,
    &target_falls::RULE,
    &target_falls_in_later_section::RULE,
    &keep_mixed::RULE,
    &sum_differs::RULE,
    &missing_lead_agency::RULE,
    &several_leads::RULE,
    &agency_abolished::RULE,
    &agency_unknown::RULE,
    &lead_repeated::RULE,
    &agency_spelling_mixed::RULE,
    &duplicate_content::RULE,
    &reference_line_differs::RULE,
    &annex_number_form::RULE,
    &header_form::RULE,
    &empty_section::RULE,
    &duplicate_ordinal::RULE,
    &skipped_ordinal::RULE,
    &ordinal_form::RULE,
    &numbering_mixed::RULE,
    &date_impossible::RULE,
    &time_ends_before_start::RULE,
    &past_deadline::RULE,
    &time_outside_phases::RULE,
    &time_start_differs::RULE,
    &time_not_understood::RULE,
    &time_form_mixed::RULE,
    &national_indicators_missing::RULE,
    &national_target_lower::RULE,
    &national_target_later::RULE,
    &national_unit_differs::RULE,
    &legacy_encoding::RULE,
    &invisible_character::RULE,
    &stray_spacing::RULE,
    &leading_dash::RULE,
    &document_symbol_form::RULE,
    &final_stop_mixed::RULE,
    &quote_form::RULE,
    &tone_placement_mixed::RULE,
    &wording_mixed::RULE,
    &capital_inside_sentence::RULE,
    &footnote_digit::RULE,
    &known_slip::RULE,
    &copied_national_text::RULE,
    &abbreviation_unexplained::RULE,
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
    /// Needs one row only, and whether it heads others; run again only for rows that changed.
    Row(fn(&Scope, &Row, &mut Vec<Diagnostic>)),
    /// Needs the rows beside each other; run again when rows come, go, move or change their kind,
    /// and when a cell under one of the roles changes.
    Annex {
        reads: &'static [Role],
        check: fn(&Scope, &mut Vec<Diagnostic>),
    },
    /// Told by the import, which alone has seen the file.
    Import,
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

/// What a check may read: an annex, what the document as a whole says, and what it is compared with.
pub(crate) struct Scope<'document> {
    pub annex: &'document Annex,
    pub plan: &'document Plan,
    pub directory: &'document Directory,
    pub indicators: &'document Indicators,
    /// The years the plan's phases cover.
    pub horizon: Option<Phase>,
    /// Whether the row being checked heads deeper items.
    pub is_parent: bool,
    /// Where the annex stands among those of the document.
    pub place_of_annexes: PlaceOf,
    /// The texts of the annex by column, laid out on their own: rules about neighbours go over all of
    /// them again and again, and rows lie far apart.
    texts: OnceCell<Vec<Vec<&'document str>>>,
    /// Read once for all rules: those about one row, and those about the annex.
    targets: OnceCell<Vec<(ColumnId, Target)>>,
    ordinals: OnceCell<Vec<Option<Ordinal>>>,
    breaks: OnceCell<Vec<sequence::Break<'document>>>,
    statements: OnceCell<Vec<Statement>>,
}

/// A position among so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlaceOf {
    pub at: u32,
    pub of: u32,
}

impl<'document> Scope<'document> {
    /// All rows with their texts under a column.
    fn texts(&self, column: ColumnId) -> impl Iterator<Item = (&'document Row, &'document str)> {
        let at = self.annex.columns.iter().position(|it| it.id == column);
        let texts = at.and_then(|at| self.all_texts().get(at));
        let texts = texts.into_iter().flatten().copied();
        self.annex.rows.iter().map(|row| &**row).zip(texts)
    }

    /// Looks at the cells under the columns of some roles that hold text, row by row.
    fn each_cell(
        &self,
        wanted: impl Fn(Role) -> bool,
        mut look: impl FnMut(&'document Row, ColumnId, &'document str),
    ) {
        let columns = self.annex.columns.iter().zip(self.all_texts());
        let columns = columns.filter(|(column, _)| wanted(column.role));
        let columns: Vec<_> = columns.collect();
        for (at, row) in self.annex.rows.iter().enumerate() {
            for (column, texts) in &columns {
                if let Some(text) = texts.get(at).filter(|text| !text.is_empty()) {
                    look(row, column.id, text);
                }
            }
        }
    }

    fn all_texts(&self) -> &[Vec<&'document str>] {
        self.texts.get_or_init(|| {
            let rows = &self.annex.rows;
            let columns = self.annex.columns.iter();
            let mut texts: Vec<Vec<&str>> =
                columns.map(|_| Vec::with_capacity(rows.len())).collect();
            for row in rows {
                for (column, texts) in self.annex.columns.iter().zip(&mut texts) {
                    texts.push(row.cell(column.id));
                }
            }
            texts
        })
    }

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

    /// Where a finding about the annex as a whole stands: it has no cell for its head, so the first
    /// cell stands for it.
    fn head_place(&self) -> Option<(&Row, ColumnId)> {
        let row = self.annex.rows.first()?;
        Some((row, self.annex.columns.first()?.id))
    }

    /// The targets of the row being checked as read, with the column and the text of each.
    fn targets<'row>(
        &self,
        row: &'row Row,
    ) -> impl Iterator<Item = (ColumnId, &'row str, &Target)> {
        let targets = self.targets.get_or_init(|| self.read_targets(row));
        let targets = targets.iter();
        targets.map(|(column, target)| (*column, row.cell(*column), target))
    }

    /// The targets of any row.
    fn read_targets(&self, row: &Row) -> Vec<(ColumnId, Target)> {
        let unit = self.annex.text(row, Role::Unit);
        let columns = self.annex.columns_of(Role::Target);
        let targets = columns.map(|it| (it.id, Target::parse(row.cell(it.id), unit)));
        targets.collect()
    }

    /// The rows that state national indicators.
    fn statements(&self) -> &[Statement] {
        let read = || coverage::statements(self.indicators, self.annex);
        self.statements.get_or_init(read)
    }

    /// The ordinals of all rows, as far as they are any.
    fn ordinals(&self, column: ColumnId) -> &[Option<Ordinal>] {
        self.ordinals.get_or_init(|| {
            self.texts(column)
                .map(|(_, text)| Ordinal::parse(text.trim()))
                .collect()
        })
    }

    /// Whether the row being checked is an item that states something itself, not only a heading
    /// for deeper items below.
    fn states_something(&self, row: &Row) -> bool {
        let is_leaf = matches!(row.kind, RowKind::Item(_)) && !self.is_parent;
        is_leaf && !self.annex.text(row, Role::Content).trim().is_empty()
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
    /// The cell it is about.
    pub fn place(&self) -> Place {
        Place {
            annex: self.annex,
            row: self.row,
            column: self.column,
        }
    }

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

/// Checks everything and lists it.
pub fn validate(document: &Document) -> Vec<Arc<Diagnostic>> {
    Findings::of(document).list(document)
}

/// Checks the sample, made long: a browser runs code slowly at first and compiles well what it has seen
/// running, best while nobody waits.
pub fn warm_up() {
    validate(&sample::long(WARM_UP_ROWS));
}

/// So many take a browser a few milliseconds, while nothing is compiled yet.
const WARM_UP_ROWS: usize = 300;

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::{fixture, wording::Language};

    fn check(rule: &Rule, document: &Document) -> Vec<Arc<Diagnostic>> {
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
        while let Some(fix) = check(rule, &document).iter().find_map(|it| it.fix.clone()) {
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
