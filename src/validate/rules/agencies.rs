//! Who leads and who coordinates.

pub(super) mod agency_abolished;
pub(super) mod agency_spelling_mixed;
pub(super) mod agency_unknown;
pub(super) mod lead_repeated;
pub(super) mod missing_lead_agency;
pub(super) mod several_leads;
