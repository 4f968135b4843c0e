//! Ordinals, sections, headings and the lines above the table.

pub(super) mod annex_number_form;
pub(super) mod bracket_unpaired;
pub(super) mod capital_in_word;
pub(super) mod duplicate_content;
pub(super) mod duplicate_ordinal;
pub(super) mod empty_section;
mod glued_words;
pub(super) mod head_incomplete;
pub(super) mod header_form;
mod heading_order;
pub(super) mod heading_years;
mod issue_year;
pub(super) mod missing_ordinal;
mod named_years;
mod narrower;
pub(super) mod numbering_mixed;
mod ordinal_breaks;
pub(super) mod ordinal_form;
pub(super) mod reference_line_differs;
pub(super) mod repeated_row;
pub(super) mod skipped_ordinal;
pub(super) mod small_letter_start;
pub(super) mod stray_punctuation;
pub(super) mod title_form;
