//! Copying and pasting cells.

use leptos::{ev, prelude::*};

use super::state::GridState;
use crate::{
    browser::clipboard,
    commands,
    edit::Held,
    editor::{CellRange, Editor},
    model::{ColumnId, Role, Row},
    text::search::fold,
    ui::app::{open_file, typing::Mode},
    wording::Key,
};

impl GridState {
    pub(super) fn on_copy(self, event: &ev::ClipboardEvent, cut: bool) {
        if self.typing.mode.get_untracked() != Mode::Select {
            return;
        }
        let app = self.app;
        let (text, html) = app
            .editor
            .with_untracked(|editor| commands::copy(&editor.selection()));
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            data.set_data("text/plain", &text).ok();
            data.set_data("text/html", &html).ok();
            let ranges: Vec<CellRange> = app
                .editor
                .with_untracked(|editor| editor.selection().ranges());
            let n = ranges.iter().map(CellRange::n_cells).sum::<usize>();
            let said = Key::CopiedCells.with([n.to_string()]);
            app.announcement.set(app.text(&said));
            self.selected.copied.set(ranges);
            if cut {
                app.run(commands::clear);
            }
        }
    }

    pub(super) fn on_paste(self, event: &ev::ClipboardEvent) {
        if self.typing.mode.get_untracked() != Mode::Select {
            return;
        }
        let Some(data) = event.clipboard_data() else {
            return;
        };
        event.prevent_default();
        let get = |kind: &str| data.get_data(kind).unwrap_or_default();
        // HTML has merged cells and line breaks inside of cells; the plain text does not.
        let as_text = self.typing.paste_plain.try_update_value(std::mem::take);
        let html = get("text/html");
        let block = (as_text != Some(true))
            .then(|| clipboard::table_block(&html))
            .flatten();
        // A whole table for an annex that has no texts yet is read as a file is.
        if block.as_ref().is_some_and(has_heads) && self.is_blank() {
            return open_file::open_text(self.app, html);
        }
        self.paste(&block.unwrap_or_else(|| commands::text_block(&get("text/plain"))));
    }

    /// Whether the annex has no texts but ordinals.
    fn is_blank(self) -> bool {
        self.app.editor.with_untracked(|editor| {
            let Some(annex) = editor.annex() else {
                return false;
            };
            let typed = annex.columns.iter().filter(|it| it.role != Role::Ordinal);
            let ids: Vec<ColumnId> = typed.map(|it| it.id).collect();
            let is_blank = |row: &Row| ids.iter().all(|id| row.cell(*id).trim().is_empty());
            annex.rows.iter().all(|row| is_blank(row))
        })
    }

    pub(super) fn paste(self, block: &commands::Block) {
        self.selected.copied.set(Vec::new());
        let pasted = self
            .app
            .editor
            .with_untracked(|editor| commands::paste(&editor.selection(), block));
        let is_whole = pasted.as_ref().is_none_or(|it| {
            let held = |editor: &Editor| editor.document().held(it);
            self.app.editor.with_untracked(held) == Held::Nothing
        });
        if self.app.dispatch(pasted) {
            let said = self
                .app
                .editor
                .with_untracked(|editor| editor.next_undo().cloned());
            if let Some(label) = said {
                let said = Key::Pasted.with([self.app.text(&label)]);
                // Of one row, the cells themselves show what happened, unless something is left out.
                // What was left out has been told.
                match (block.len(), label.key) {
                    _ if !is_whole => self.app.announcement.set(self.app.text(&said)),
                    (0 | 1, Key::DidPaste | Key::DidPasteOver) => {
                        self.app.announcement.set(self.app.text(&said));
                    }
                    _ => self.app.tell(said),
                }
            }
        }
    }
}

/// Whether the first row has the heading of ordinals: a table with its head, and not cells of one.
fn has_heads(block: &commands::Block) -> bool {
    let is_head = |text: &String| matches!(fold(text.trim()).as_str(), "stt" | "tt" | "so tt");
    let first = block.first();
    first.is_some_and(|row| row.texts.iter().any(is_head))
}
