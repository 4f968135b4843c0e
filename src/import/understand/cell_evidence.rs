//! What the cells of a column say about its role, where its heading leaves that open.

use super::{
    evidence::{Evidence, KNOWN},
    profile::Profile,
};
use crate::model::Role;

/// Score that a column reaches without any evidence.
pub(in crate::import) const OTHER: i32 = 15;

/// Where a column is, and what the others leave to it.
pub(in crate::import) struct Place {
    /// Whether the column is the first, and no column of codes.
    pub may_number: bool,
    pub is_first_text: bool,
    /// Whether a heading to the right names the content.
    pub is_before_content: bool,
    /// Whether another column of words could be the content.
    pub has_other_words: bool,
    /// Whether no heading names a target, and this column could be it.
    pub wants_target: bool,
    /// Whether a column names units, or this one writes them itself.
    pub has_unit: bool,
    pub has_ordinals: bool,
}

/// Adds what the cells of a column say. Cells speak for a role if the heading does too, or if the
/// heading says nothing.
pub(in crate::import) fn add_content(
    scores: &mut Evidence,
    said: &Evidence,
    profile: &Profile,
    place: &Place,
) {
    let unknown = said.best().1 < OTHER && !said.is_outcome;
    // "Tiến độ" over "Đã hoàn thành" and "Đang thực hiện" is what was reached, not when.
    if profile.is_reports() && !place.is_first_text && (unknown || said.best().0 == Role::Time) {
        scores.add(Role::Actual, 100);
    }
    let mut support = |role: Role, score: i32| {
        if score < 0 || unknown || 0 < said.score(role) {
            scores.add(role, score);
        }
    };
    if place.may_number && profile.is_ordinals() {
        support(Role::Ordinal, 60);
    }
    if profile.is_numbers() && place.has_other_words {
        support(Role::Group, -200);
        support(Role::Content, -200);
    }
    if profile.is_amounts() {
        if 0 < said.score(Role::Target) || (unknown && place.wants_target && place.has_unit) {
            support(Role::Target, 25);
        }
        if 0 < said.score(Role::Actual) {
            support(Role::Actual, 25);
        }
        support(Role::Lead, -60);
        support(Role::Coordinating, -60);
    } else if profile.is_words() && said.score(Role::Target) <= KNOWN {
        support(Role::Target, -40);
    }
    if profile.is_units() {
        support(Role::Unit, 50);
        support(Role::Content, -30);
    }
    if profile.is_times() && !profile.is_ordinals() {
        support(Role::Time, 50);
        support(Role::Content, -40);
    }
    let may_be_unit = said.score(Role::Unit) <= KNOWN;
    // "Đơn vị" over the names of communes is no unit of measure.
    if profile.is_places() {
        support(Role::Unit, if may_be_unit { -60 } else { 0 });
    }
    if profile.is_agencies() && (!unknown || !place.is_first_text) {
        support(Role::Lead, 45);
        support(Role::Coordinating, 44);
        support(Role::Content, -20);
    }
    // A list without ordinals may be of anything: only a heading says what its content is.
    if profile.is_text() && (place.has_ordinals || 0 < said.score(Role::Content)) {
        support(Role::Content, if place.is_first_text { 40 } else { 20 });
    }
    // What several rows share, to the left of their contents, is the heading of a group.
    if place.is_before_content && profile.is_text() && profile.is_merged_down() {
        support(Role::Group, 45);
    }
    if profile.is_long() {
        support(Role::Content, 10);
        support(Role::Unit, if may_be_unit { -60 } else { 0 });
    }
}
