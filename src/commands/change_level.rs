use crate::{
    edit::{Step, Transaction},
    editor::Editor,
    model::RowKind,
    wording::Key,
};

/// The deepest level a section or an item can have.
const LEVEL_MAX: u8 = 4;

/// One step towards a section: sub-item, item, sub-section, section.
pub(super) fn raise(editor: &Editor) -> Option<Transaction> {
    set_kind(
        editor,
        match editor.row()?.kind {
            RowKind::Item(1) => RowKind::Section(deepest_section(editor)),
            RowKind::Item(level) => RowKind::Item(level - 1),
            RowKind::Section(1) => return None,
            RowKind::Section(level) => RowKind::Section(level - 1),
        },
    )
}

/// One step towards a sub-item.
pub(super) fn lower(editor: &Editor) -> Option<Transaction> {
    set_kind(
        editor,
        match editor.row()?.kind {
            RowKind::Item(level) if level < LEVEL_MAX => RowKind::Item(level + 1),
            RowKind::Item(_) => return None,
            RowKind::Section(level) if level < deepest_section(editor) => {
                RowKind::Section(level + 1)
            }
            RowKind::Section(_) => RowKind::Item(1),
        },
    )
}

/// The deepest level the annex uses for sections.
fn deepest_section(editor: &Editor) -> u8 {
    let rows = editor.annex().map_or(&[][..], |annex| &annex.rows);
    let sections = rows.iter().filter(|row| row.kind.is_section());
    sections.map(|row| row.kind.level()).max().unwrap_or(1)
}

fn set_kind(editor: &Editor, kind: RowKind) -> Option<Transaction> {
    Some(Transaction {
        label: Key::DidChangeLevel.into(),
        steps: vec![Step::SetRowKind {
            annex: editor.annex()?.id,
            row: editor.row()?.id,
            kind,
        }],
    })
}
