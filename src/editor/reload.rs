//! Reload of a document that another window saved.

use super::{Cursor, Editor};
use crate::model::Document;

impl Editor {
    /// Replaces the document with the state that another window saved. Keeps the views, and the
    /// selection if its cells still exist; clears the undo history.
    pub fn reload(&mut self, document: Document) {
        let selected = self.selected_ids();
        let before = std::mem::take(self);
        let annex = before.annex().map(|annex| annex.id);
        let mut annexes = document.annexes.iter();
        let annex = annexes.position(|it| Some(it.id) == annex);
        let cursor = Cursor {
            annex: annex.unwrap_or(before.cursor.annex),
            ..before.cursor
        };
        *self = Editor {
            views: before.views,
            cursor,
            revision: before.revision + 1,
            layout: before.layout,
            ..Editor::new(document)
        };
        self.show_anew();
        if !selected.is_some_and(|selected| self.select_ids(selected)) {
            self.move_to(cursor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::CommandId, model::fixture};

    #[test]
    fn another_state_of_the_document_leaves_the_reader_where_they_are() {
        let outline = "
            stt | content | lead
            # I | Mục
            - 1 | Một |
            - 2 | Hai | Sở Nội vụ
        ";
        let run = |editor: &mut Editor, id: CommandId| {
            let command = id.command().unwrap();
            let transaction = (command.run)(&editor.selection()).unwrap();
            editor.commit(&transaction).unwrap();
        };
        let mut here = Editor::new(fixture::parse(outline));
        let mut there = Editor::new(here.document().clone());
        here.change_view(|view, annex, _| {
            view.hide_column(annex, annex.columns[0].id);
        });
        let cursor = Cursor {
            annex: 0,
            row: 2,
            column: 0,
        };
        here.move_to(cursor);
        assert_eq!(here.text(), "Hai");
        let (layout, revision) = (here.layout(), here.revision());
        there.move_to(Cursor::default());
        run(&mut there, CommandId::InsertRowAbove);
        here.reload(there.document().clone());
        assert_eq!(here.document(), there.document());
        assert_eq!(here.text(), "Hai");
        assert_eq!(here.view().n_hidden_columns(), 1);
        assert!(layout < here.layout() && revision < here.revision());
        // The selected row is deleted, so the cursor moves to the nearest cell.
        there.move_to(Cursor {
            annex: 0,
            row: 3,
            column: 1,
        });
        run(&mut there, CommandId::DeleteRow);
        here.reload(there.document().clone());
        assert_eq!(here.document(), there.document());
        assert_eq!(here.text(), "Một");
        assert_eq!(here.undo(), None);
    }
}
