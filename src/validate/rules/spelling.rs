//! Spelling, punctuation and characters.

pub(super) mod abbreviation_unexplained;
pub(super) mod capital_inside_sentence;
pub(super) mod control_character;
pub(super) mod document_symbol_form;
pub(super) mod final_stop_mixed;
pub(super) mod footnote_digit;
pub(super) mod invisible_character;
pub(super) mod known_slip;
pub(super) mod leading_dash;
pub(super) mod legacy_encoding;
pub(super) mod lost_character;
mod misspelt;
pub(super) mod misspelt_heading;
pub(super) mod misspelt_word;
pub(super) mod quote_form;
pub(super) mod repeated_word;
pub(super) mod stray_spacing;
pub(super) mod tone_placement_mixed;
pub(super) mod wording_mixed;
pub(super) mod written_otherwise;
