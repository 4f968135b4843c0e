//! What a draft, a spreadsheet or a conversion left in by accident.

pub(super) mod cut_text;
pub(super) mod empty_cell;
pub(super) mod fraction_for_percent;
pub(super) mod letter_for_digit;
mod marked_figures;
pub(super) mod misread_text;
pub(super) mod placeholder_left;
mod remarks;
pub(super) mod spreadsheet_error;
