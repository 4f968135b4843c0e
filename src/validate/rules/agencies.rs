//! Who leads and who coordinates.

pub(super) mod agency_abolished;
pub(super) mod agency_capitals;
pub(super) mod agency_renamed;
pub(super) mod agency_repeated;
pub(super) mod agency_spelling_mixed;
pub(super) mod agency_unknown;
mod district_offices;
mod former_bodies;
pub(super) mod lead_repeated;
pub(super) mod missing_lead_agency;
pub(super) mod other_province;
mod own_names;
mod past_names;
mod places_listed;
pub(super) mod several_leads;
