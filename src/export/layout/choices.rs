//! Drop-down lists in the workbook: units and agencies.

use std::collections::BTreeSet;

use crate::{
    model::{Document, Role},
    reference::{agencies::Status, units::UNITS},
    text::search::capitalised,
};

/// Texts offered in drop-down lists. Cells accept any other text as well.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    pub units: Vec<String>,
    pub agencies: Vec<String>,
}

/// Which drop-down list a column offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Unit,
    Agency,
}

impl Choice {
    pub(super) fn of(role: Role) -> Option<Choice> {
        match role {
            Role::Unit => Some(Choice::Unit),
            Role::Lead | Role::Coordinating => Some(Choice::Agency),
            _ => None,
        }
    }
}

/// Returns the units used in the document followed by the common ones, and the agencies that exist:
/// abolished and unconfirmed ones are left out.
pub fn choices(document: &Document) -> Choices {
    let mut units: BTreeSet<String> = BTreeSet::new();
    for annex in &document.annexes {
        let column = annex.column_of(Role::Unit);
        let texts = annex
            .rows
            .iter()
            .filter_map(|row| Some(row.cell(column?.id).trim().to_owned()));
        units.extend(
            texts
                .filter(|it| !it.is_empty() && it.chars().count() <= LENGTH_MAX)
                .take(ROWS_LOOKED_AT),
        );
    }
    let mut units: Vec<String> = units.into_iter().take(UNITS_MAX).collect();
    for known in UNITS.iter().map(|unit| capitalised(unit)) {
        if !units
            .iter()
            .any(|it| it.to_lowercase() == known.to_lowercase())
        {
            units.push(known);
        }
    }
    let agencies = document.review.profile.directory.agencies().iter();
    let agencies = agencies.filter(|it| !matches!(it.status, Status::Abolished | Status::Unsure));
    Choices {
        units,
        agencies: agencies.map(|it| it.name.clone()).collect(),
    }
}

/// Longest text that counts as a unit, in characters.
const LENGTH_MAX: usize = 40;
const UNITS_MAX: usize = 60;
const ROWS_LOOKED_AT: usize = 2_000;
