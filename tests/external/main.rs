//! Tests that need more than this repository: the real annexes and plans in `../shared`, or other
//! office programs. Where something is missing, a test is reported as ignored, with the reason; in
//! CI, which has everything, it fails.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod annexes;
mod charts;
#[path = "../it/consequences.rs"]
mod consequences;
mod defects;
mod fixes_at_hand;
mod gathering;
mod imports;
mod need;
mod office;
mod paper;
mod pdf;
mod plans;
mod reports;
#[path = "../it/round_trip.rs"]
mod round_trip;
mod round_trips;
mod strange_tables;
mod word_reports;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// The trials of the named tests, each called `module::test`.
macro_rules! trials {
    ($($module:ident::{$($test:ident),+ $(,)?}),+ $(,)?) => {
        vec![$($(need::trial(
            concat!(stringify!($module), "::", stringify!($test)),
            $module::$test,
        )),+),+]
    };
}

/// All tests. Clippy reports one that is not listed as dead code.
fn all() -> Vec<Trial> {
    trials![
        charts::{charts_of_a_report_are_drawn_with_their_names_and_counts},
        imports::{
            annexes_in_every_format_give_their_truth,
            an_annex_in_a_legacy_font_gives_its_truth,
            nothing_in_unicode_is_converted,
            the_report_names_every_line_that_was_joined_or_dropped,
            the_plan_is_read_from_the_reference_line,
            findings_on_real_annexes_are_the_known_defects,
        },
        plans::{
            plans_pasted_whole_give_their_annexes,
            bullets_of_a_plan_become_an_annex,
            a_plan_that_lost_its_columns_gives_its_annexes,
            annexes_in_lines_give_their_rows_or_doubts,
        },
        reports::{
            tables_side_by_side_are_two_annexes,
            plain_headings_say_what_they_are,
            lines_above_a_table_are_kept_apart,
            annexes_of_other_fields_leave_nothing_to_say,
            no_text_of_a_public_file_is_left_over,
        },
        defects::{
            known_defects_are_found_by_their_rules,
            defects_of_a_plans_sentences_are_found_in_a_row,
            safe_fixes_change_the_named_slips_only,
            a_mended_annex_is_nearly_silent,
        },
        fixes_at_hand::{
            fixes_of_real_annexes_are_sound,
        },
        strange_tables::{
            numbers_are_shown_as_excel_shows_them,
            every_kind_of_number_format_is_shown,
            struck_out_and_merged_cells_are_named,
            encodings_are_recovered_with_evidence_only,
            files_that_other_programs_open_are_read,
        },
        word_reports::{
            automatic_numbers_are_ordinals,
            marks_of_lists_stand_in_cells,
            rows_start_and_end_at_their_grid_columns,
            prompts_of_content_controls_are_no_text,
            text_boxes_are_read_once,
            tracked_changes_are_as_if_accepted,
            struck_text_is_said_and_hidden_text_is_absent,
            symbols_are_what_they_show,
            footnotes_stand_below_the_table,
            old_word_documents_give_the_rows_of_their_originals,
        },
        round_trips::{
            real_annexes_survive_export,
            real_annexes_survive_every_form,
        },
        pdf::{
            ruled_annexes_give_their_truth,
            annexes_without_rules_give_their_truth_or_doubts,
            a_table_wider_than_its_paper_gives_its_rows,
        },
        office::{
            another_reader_finds_the_form_of_the_decree_in_the_sample,
            another_reader_finds_the_form_of_the_decree_in_real_annexes,
            on_paper_nothing_of_the_sample_is_lost,
            real_annexes_open_from_old_word_documents,
            real_annexes_open_from_opendocument_texts,
            on_paper_nothing_of_real_annexes_is_lost,
        },
        gathering::{
            a_database_gets_the_totals_of_a_consolidation,
        },
        paper::{
            no_line_is_cut_and_no_row_is_a_line_too_high,
            the_pages_of_workbook_and_document_are_those_of_the_layout,
        },
    ]
}

fn main() -> ExitCode {
    let conclusion = libtest_mimic::run(&Arguments::from_args(), all());
    need::report();
    conclusion.exit_code()
}
