use std::cell::LazyCell;

use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::RowKind,
    wording::Key,
};

/// Deepest level to which [`lower`] moves an item.
const LEVEL_MAX: u8 = 4;

/// Raises the selected rows one step: sub-item, item, sub-section, section.
pub(super) fn raise(editor: &Editor) -> Option<Transaction> {
    // Computed lazily: finding it visits every row of the annex.
    let deepest = LazyCell::new(|| deepest_section(editor));
    set_kinds(editor, |kind| match kind {
        RowKind::Item(1) => Some(RowKind::Section(*deepest)),
        RowKind::Item(level) => Some(RowKind::Item(level - 1)),
        RowKind::Section(1) => None,
        RowKind::Section(level) => Some(RowKind::Section(level - 1)),
    })
}

/// Lowers the selected rows one step towards a sub-item.
pub(super) fn lower(editor: &Editor) -> Option<Transaction> {
    let deepest = LazyCell::new(|| deepest_section(editor));
    set_kinds(editor, |kind| match kind {
        RowKind::Item(level) if level < LEVEL_MAX => Some(RowKind::Item(level + 1)),
        RowKind::Item(_) => None,
        RowKind::Section(level) if level < *deepest => Some(RowKind::Section(level + 1)),
        RowKind::Section(_) => Some(RowKind::Item(1)),
    })
}

/// Returns the deepest section level in use, or 1 without sections.
fn deepest_section(editor: &Editor) -> u8 {
    let rows = editor.annex().map_or(&[][..], |annex| &annex.rows);
    let sections = rows.iter().filter(|row| row.kind.is_section());
    sections.map(|row| row.kind.level()).max().unwrap_or(1)
}

/// Changes the kind of the selected rows. Rows for which `change` returns `None` stay.
fn set_kinds(editor: &Editor, change: impl Fn(RowKind) -> Option<RowKind>) -> Option<Transaction> {
    let annex = editor.annex()?;
    let positions = editor.selected_positions().into_iter();
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
