//! The last rows of an answer: contents that say the same wherever they stand, with a qualifier left out, or cut
//! off.

use super::{
    match_rows::Matching,
    rewording::{Wording, is_reworded, is_worded_like},
    row_keys::RowKey,
};
use crate::text::search::fold;

impl Matching<'_> {
    /// Returns for the rows that are left the only row of the form that is left and says the same, if their
    /// units and sections do not speak against it.
    pub(super) fn in_words(&self, candidates: &[&[usize]]) -> Vec<(usize, usize)> {
        let is_open = |at: &usize| {
            self.found_at(Some(*at)).is_none()
                && candidates.get(*at).is_some_and(|it| it.is_empty())
        };
        let open = (0..self.file.len()).filter(is_open);
        let pairs = open.filter_map(|at| {
            let rows = 0..self.form.rows.len();
            let mut rows =
                rows.filter(|row| !self.taken.contains_key(row) && self.is_row(at, *row));
            let only = rows.next().filter(|_| rows.next().is_none())?;
            Some((at, only))
        });
        pairs.collect()
    }

    fn is_row(&self, at: usize, row: usize) -> bool {
        let (Some(own), Some(there)) = (self.file.get(at), self.form.rows.get(row)) else {
            return false;
        };
        let is_same_unit = own.unit.is_empty() || there.unit.is_empty() || own.unit == there.unit;
        if own.is_section != there.is_section || !is_same_unit || !self.may_be_at(at, row) {
            return false;
        }
        let has_its_number = !own.ordinal.is_empty() && own.ordinal == there.ordinal;
        let is_in_section = match self.fits(at, row) {
            Some(fits) => fits,
            None => own.parent.is_none() && there.parent.is_none(),
        };
        let is_measured = !own.unit.is_empty() && own.unit == there.unit;
        let is_like = || has_its_number && is_in_section && is_measured;
        self.is_as_qualified(at, row)
            && (says_more(own, there)
                || has_its_number && is_cut_off(own, there)
                || brackets_agree(own, there)
                    && (is_reworded(&own.name, &there.name, Wording::Same) && own.n_words > 1
                        || is_like() && is_worded_like(&own.name, &there.name)))
    }

    /// Whether a row has the qualifier in brackets that tells a row of the form from one with the same words
    /// beside it: "Lao động nước ngoài (có giấy phép)".
    pub(super) fn is_as_qualified(&self, at: usize, row: usize) -> bool {
        let (Some(own), Some(there)) = (self.file.get(at), self.form.rows.get(row)) else {
            return false;
        };
        let Some((before, inside)) = &there.in_brackets else {
            return true;
        };
        let is_beside = |(other, key): (usize, &RowKey)| {
            let base = key.in_brackets.as_ref().map_or(&key.text, |it| &it.0);
            other != row && key.parent == there.parent && base == before
        };
        let is_alone = !self.form.rows.iter().enumerate().any(is_beside);
        is_alone || own.in_brackets.as_ref().is_some_and(|it| it.1 == *inside)
    }
}

/// Whether neither of two contents is qualified in brackets, or both in the same way.
fn brackets_agree(own: &RowKey, there: &RowKey) -> bool {
    match (&own.in_brackets, &there.in_brackets) {
        (Some(own), Some(there)) => own.1 == there.1,
        (None, None) => true,
        _ => false,
    }
}

/// Whether one of two contents is the other with something in brackets behind it that explains it.
fn says_more(own: &RowKey, there: &RowKey) -> bool {
    let is_longer = |long: &RowKey, short: &RowKey| {
        let Some((before, inside)) = &long.in_brackets else {
            return false;
        };
        let first = fold(inside.split(' ').next().unwrap_or_default());
        let explains = EXPLAINING.contains(&first.as_str());
        short.in_brackets.is_none() && *before == short.text && explains
    };
    is_longer(own, there) || is_longer(there, own)
}

/// First words of what explains a content, without marks: "(bao gồm cả …)", "(theo chuẩn mới)".
const EXPLAINING: &[&str] = &[
    "bao", "gom", "ke", "tinh", "theo", "neu", "ca", "la", "tuc", "gop",
];

/// Whether a long content is the beginning of another, which a field was too short for.
fn is_cut_off(own: &RowKey, there: &RowKey) -> bool {
    let rest = there.text.strip_prefix(own.text.as_str());
    CUT_MIN <= own.n_words && rest.is_some_and(|it| it.starts_with(' '))
}

/// Words of a content that was cut off, at least.
const CUT_MIN: usize = 8;
