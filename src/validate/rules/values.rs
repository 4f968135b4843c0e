//! Units, targets and sums.

mod among;
mod counted_rows;
pub(super) mod digit_too_many;
mod dimensions;
pub(super) mod growth_differs;
pub(super) mod keep_mixed;
mod larger_part;
pub(super) mod level_out_of_range;
pub(super) mod missing_target;
pub(super) mod missing_unit;
pub(super) mod number_form;
mod off_trend;
pub(super) mod range_reversed;
pub(in crate::validate) mod recovered_on_import;
pub(super) mod separator_mistaken;
mod series_nature;
pub(super) mod sum_differs;
mod table_sums;
pub(super) mod target_falls;
pub(super) mod target_falls_in_later_section;
pub(super) mod target_in_text;
pub(super) mod target_out_of_range;
mod text_sums;
pub(super) mod unit_contradicts_value;
pub(super) mod unit_unknown;
