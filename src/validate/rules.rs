//! The rules, each in a file of its own, grouped by subject.
//!
//! To add one: write `rules/SUBJECT/my_rule.rs` (copy a small one), list it in [`ALL`], word its
//! messages in `wording/texts.rs`, add its row to the README table.

mod agencies;
mod leftovers;
mod national;
mod progress;
mod spelling;
mod structure;
mod time;
pub(super) mod values;

use std::sync::OnceLock;

use super::rule::{Check, Rule, RuleEntry};
use crate::model::{Profile, Severity};

/// All rules, in the order the findings panel lists them.
const ALL: &[&Rule] = &[
    &values::target_out_of_range::RULE,
    &values::level_out_of_range::RULE,
    &values::unit_contradicts_value::RULE,
    &values::unit_unknown::RULE,
    &values::missing_target::RULE,
    &values::target_in_text::RULE,
    &values::target_falls::RULE,
    &values::target_falls_in_later_section::RULE,
    &values::keep_mixed::RULE,
    &values::sum_differs::RULE,
    &values::growth_differs::RULE,
    &values::digit_too_many::RULE,
    &values::number_form::RULE,
    &values::separator_mistaken::RULE,
    &values::range_reversed::RULE,
    &values::missing_unit::RULE,
    &progress::actual_out_of_range::RULE,
    &progress::actual_other_kind::RULE,
    &progress::actual_falls::RULE,
    &progress::status_contradicts::RULE,
    &progress::difficulty_missing::RULE,
    &progress::disbursement_differs::RULE,
    &progress::report_late::RULE,
    &agencies::missing_lead_agency::RULE,
    &agencies::several_leads::RULE,
    &agencies::agency_abolished::RULE,
    &agencies::agency_renamed::RULE,
    &agencies::agency_unknown::RULE,
    &agencies::agency_capitals::RULE,
    &agencies::agency_repeated::RULE,
    &agencies::other_province::RULE,
    &agencies::lead_repeated::RULE,
    &agencies::agency_spelling_mixed::RULE,
    &structure::duplicate_content::RULE,
    &structure::repeated_row::RULE,
    &structure::reference_line_differs::RULE,
    &structure::annex_number_form::RULE,
    &structure::title_form::RULE,
    &structure::head_incomplete::RULE,
    &structure::heading_years::RULE,
    &structure::header_form::RULE,
    &structure::empty_section::RULE,
    &structure::duplicate_ordinal::RULE,
    &structure::skipped_ordinal::RULE,
    &structure::missing_ordinal::RULE,
    &structure::ordinal_form::RULE,
    &structure::numbering_mixed::RULE,
    &structure::stray_punctuation::RULE,
    &structure::bracket_unpaired::RULE,
    &structure::small_letter_start::RULE,
    &structure::capital_in_word::RULE,
    &time::date_impossible::RULE,
    &time::year_impossible::RULE,
    &time::date_form::RULE,
    &time::time_ends_before_start::RULE,
    &time::past_deadline::RULE,
    &time::time_outside_phases::RULE,
    &time::time_start_differs::RULE,
    &time::year_of_other_plan::RULE,
    &time::time_not_understood::RULE,
    &time::time_form_mixed::RULE,
    &national::national_indicators_missing::RULE,
    &national::national_target_lower::RULE,
    &national::national_target_later::RULE,
    &national::national_unit_differs::RULE,
    &leftovers::spreadsheet_error::RULE,
    &leftovers::misread_text::RULE,
    &leftovers::cut_text::RULE,
    &leftovers::placeholder_left::RULE,
    &leftovers::letter_for_digit::RULE,
    &leftovers::fraction_for_percent::RULE,
    &leftovers::empty_cell::RULE,
    &spelling::misspelt_word::RULE,
    &spelling::misspelt_heading::RULE,
    &spelling::written_otherwise::RULE,
    &spelling::repeated_word::RULE,
    &spelling::legacy_encoding::RULE,
    &spelling::lost_character::RULE,
    &spelling::control_character::RULE,
    &spelling::invisible_character::RULE,
    &spelling::stray_spacing::RULE,
    &spelling::leading_dash::RULE,
    &spelling::document_symbol_form::RULE,
    &spelling::final_stop_mixed::RULE,
    &spelling::quote_form::RULE,
    &spelling::tone_placement_mixed::RULE,
    &spelling::wording_mixed::RULE,
    &spelling::capital_inside_sentence::RULE,
    &spelling::footnote_digit::RULE,
    &spelling::known_slip::RULE,
    &national::copied_national_text::RULE,
    &spelling::abbreviation_unexplained::RULE,
    &values::recovered_on_import::RULE,
];

/// Rules whose fixes restore a garbled text.
pub(super) const RESTORING: [&str; 2] = [
    leftovers::misread_text::RULE.id,
    spelling::legacy_encoding::RULE.id,
];

/// What users read of all rules, in the order the findings panel lists them.
pub static RULES: [RuleEntry; ALL.len()] = {
    let mut entries = [values::target_out_of_range::RULE.entry(); ALL.len()];
    let (mut rules, mut rest) = (ALL, entries.as_mut_slice());
    while let ([rule, more_rules @ ..], [entry, more @ ..]) = (rules, rest) {
        *entry = rule.entry();
        (rules, rest) = (more_rules, more);
    }
    entries
};

/// What the rules of [`RULES`] do. Only [`load`] refers to it, so that a program can be split there.
static CHECKS: [Check; ALL.len()] = {
    let mut checks = [Check::Import; ALL.len()];
    let (mut rules, mut rest) = (ALL, checks.as_mut_slice());
    while let ([rule, more_rules @ ..], [check, more @ ..]) = (rules, rest) {
        *check = rule.check;
        (rules, rest) = (more_rules, more);
    }
    checks
};

/// The ids of [`RULES`] alone. A program that only looks up ids, as the start page does, does not
/// link the texts.
const IDS: [&str; ALL.len()] = {
    let mut ids = [""; ALL.len()];
    let (mut rules, mut rest) = (ALL, ids.as_mut_slice());
    while let ([rule, more_rules @ ..], [id, more @ ..]) = (rules, rest) {
        *id = rule.id;
        (rules, rest) = (more_rules, more);
    }
    ids
};

static LOADED: OnceLock<&'static [Check]> = OnceLock::new();

/// Loads what the rules do. A program of the browser checks nothing before it has called this;
/// native programs have it loaded.
pub fn load() {
    LOADED.get_or_init(|| &CHECKS);
}

/// Returns what the rules of [`RULES`] do, if it is loaded.
pub(super) fn checks() -> Option<&'static [Check]> {
    #[cfg(not(target_arch = "wasm32"))]
    load();
    LOADED.get().copied()
}

/// Returns the severity of each of [`RULES`] under the settings of a document; `None` where it is off.
pub(super) fn severities(profile: &Profile) -> Vec<Option<Severity>> {
    let severity = |rule: &RuleEntry| profile.severity(rule.id, rule.severity);
    RULES.iter().map(severity).collect()
}

/// Returns the position in [`RULES`] of the rule with this id.
pub fn rule(id: &str) -> Option<usize> {
    IDS.iter().position(|it| *it == id)
}
