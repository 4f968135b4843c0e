//! Withholds fixes that would make a text less recoverable.
//!
//! A garbled text can be restored as long as its characters are as they came (a soft hyphen is "ư" in
//! TCVN3), and a cut text is known by its length. Such texts are to be restored first.

use std::sync::Arc;

use super::{diagnostic::Diagnostic, rules};
use crate::{
    edit::Step,
    model::{Annex, Row, RowId},
    reference::legacy_fonts,
    text::{cut::is_cut, misread},
};

/// Takes the fixes off findings about one row.
pub(super) fn withhold_in_row(row: &Row, found: &mut [Diagnostic]) {
    for it in found {
        withhold(it, |id| (id == row.id).then_some(row));
    }
}

/// Takes the fixes off findings about an annex.
pub(super) fn withhold_in_annex(annex: &Annex, found: &mut [Diagnostic]) {
    // Findings mostly come in the order of rows.
    let mut at = 0;
    for it in found {
        withhold(it, |id| {
            let is_here = |row: &&Arc<Row>| row.id == id;
            let here = annex.rows.get(at).filter(is_here);
            if here.is_none() {
                let behind = annex.rows.iter().skip(at).position(|row| row.id == id);
                at = match behind {
                    Some(n) => at + n,
                    None => annex.index_of(id)?,
                };
            }
            annex.rows.get(at).map(AsRef::as_ref)
        });
    }
}

/// Takes the fix off a finding whose cells are garbled or cut, except where it restores the text.
fn withhold<'row>(it: &mut Diagnostic, mut row_of: impl FnMut(RowId) -> Option<&'row Row>) {
    if rules::RESTORING.contains(&it.rule) {
        return;
    }
    let Some(fix) = &it.fix else {
        return;
    };
    let mut steps = fix.transaction.steps.iter();
    let touches = steps.any(|step| match step {
        Step::SetCell { row, column, .. } => {
            row_of(*row).is_some_and(|row| is_fragile(row.cell(*column)))
        }
        _ => false,
    });
    if touches {
        it.fix = None;
    }
}

fn is_fragile(text: &str) -> bool {
    if is_cut(text) {
        return true;
    }
    let is_legacy = || {
        legacy_fonts::may_be_legacy(text) && legacy_fonts::detect(std::iter::once(text)).is_some()
    };
    !text.is_ascii() && (misread::may_be_misread(text) || is_legacy())
}
