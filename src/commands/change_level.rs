use std::cell::LazyCell;

use crate::{
    edit::{Step, Transaction},
    editor::Selection,
    model::RowKind,
    wording::Key,
};

/// Deepest level to which [`lower`] moves an item.
const LEVEL_MAX: u8 = 4;

/// Raises the selected rows one step: sub-item, item, sub-section, section.
pub(super) fn raise(selection: &Selection) -> Option<Transaction> {
    // Computed lazily: finding it visits every row of the annex.
    let deepest = LazyCell::new(|| deepest_section(selection));
    set_kinds(selection, |kind| match kind {
        RowKind::Item(1) => Some(RowKind::Section(*deepest)),
        RowKind::Item(level) => Some(RowKind::Item(level - 1)),
        RowKind::Section(1) => None,
        RowKind::Section(level) => Some(RowKind::Section(level - 1)),
    })
}

/// Lowers the selected rows one step towards a sub-item.
pub(super) fn lower(selection: &Selection) -> Option<Transaction> {
    let deepest = LazyCell::new(|| deepest_section(selection));
    set_kinds(selection, |kind| match kind {
        RowKind::Item(level) if level < LEVEL_MAX => Some(RowKind::Item(level + 1)),
        RowKind::Item(_) => None,
        RowKind::Section(level) if level < *deepest => Some(RowKind::Section(level + 1)),
        RowKind::Section(_) => Some(RowKind::Item(1)),
    })
}

/// Returns the deepest section level in use, or 1 without sections.
fn deepest_section(selection: &Selection) -> u8 {
    let rows = selection.annex().map_or(&[][..], |annex| &annex.rows);
    let sections = rows.iter().filter(|row| row.kind.is_section());
    sections.map(|row| row.kind.level()).max().unwrap_or(1)
}

/// Changes the kind of the selected rows. Rows for which `change` returns `None` stay.
fn set_kinds(
    selection: &Selection,
    change: impl Fn(RowKind) -> Option<RowKind>,
) -> Option<Transaction> {
    let annex = selection.annex()?;
    let positions = selection.row_positions().into_iter();
    let rows = positions.filter_map(|at| annex.rows.get(at));
    let steps = rows.filter_map(|row| {
        Some(Step::SetRowKind {
            annex: annex.id,
            row: row.id,
            kind: change(row.kind)?,
        })
    });
    let steps: Vec<Step> = steps.collect();
    (!steps.is_empty()).then(|| Transaction {
        label: Key::DidChangeLevel.into(),
        steps,
    })
}
