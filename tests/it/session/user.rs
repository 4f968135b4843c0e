//! What a user does to the document on the screen.

use phuluc::{
    model::{AnnexId, CellRef, ColumnId, RowId},
    persist::Draft,
    session::Event,
};

use super::world::{Checked, World};

impl World {
    /// The user changes the document, as far as the session allows it.
    pub fn edit(&mut self, at: usize) -> Checked {
        if self.window(at).session.may_edit().is_err() {
            return Ok(());
        }
        self.change(at);
        self.act(at, Event::Edited)
    }

    fn change(&mut self, at: usize) {
        let edit = self.next_edit;
        self.next_edit += 1;
        self.put_edit(at, edit);
    }

    pub fn put_edit(&mut self, at: usize, edit: u32) {
        let now = self.now;
        let window = self.window_mut(at);
        window.fresh.insert(edit, now);
        let screen = window.screen.as_mut().unwrap();
        screen.content.insert(edit);
        let document = screen.document.clone();
        self.edits.insert(edit, document);
    }

    /// The user types into a cell, without leaving it.
    pub fn type_text(&mut self, at: usize) -> Checked {
        if self.window(at).session.may_edit().is_err() {
            return Ok(());
        }
        let edit = self.next_edit;
        self.next_edit += 1;
        self.window_mut(at).typing = Some(edit);
        let place = CellRef {
            annex: AnnexId(1),
            row: RowId(2),
            column: ColumnId(3),
        };
        let draft = Draft::new(place, edit.to_string());
        self.act(at, Event::Typed(Some(draft)))
    }

    /// The user leaves the cell.
    pub fn end_typing(&mut self, at: usize) -> Checked {
        if self.window(at).session.may_edit().is_err() {
            return Ok(());
        }
        if let Some(edit) = self.window_mut(at).typing.take() {
            self.put_edit(at, edit);
            self.act(at, Event::Edited)?;
        }
        self.act(at, Event::Typed(None))
    }
}
