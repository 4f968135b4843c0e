use leptos::prelude::*;

/// Whether the user is typing into the active cell, and how typing began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Mode {
    /// A cell is selected; nothing is being typed.
    Select,
    /// Began with a character typed on the selected cell: arrows commit and move.
    Typed,
    /// Began with F2 or a double click: arrows move the caret.
    Opened,
}

/// The text being typed into the active cell.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Typing {
    pub mode: RwSignal<Mode>,
    pub text: StoredValue<Option<String>>,
    /// Revision after the text was committed early, by a save; Esc undoes that.
    pub committed_early: StoredValue<Option<u64>>,
}

impl Typing {
    pub fn new() -> Typing {
        Typing {
            mode: RwSignal::new(Mode::Select),
            text: StoredValue::new(None),
            committed_early: StoredValue::new(None),
        }
    }

    /// Ends typing; the text is dropped.
    pub fn stop(self) {
        if self.mode.get_untracked() != Mode::Select {
            self.mode.set(Mode::Select);
        }
        self.text.set_value(None);
        self.committed_early.set_value(None);
    }

    /// Whether the document at that revision ends with text that a save committed while it is still
    /// being typed.
    pub fn takes_early_commit(self, revision: u64) -> bool {
        let early = self.committed_early.try_update_value(Option::take);
        early.flatten() == Some(revision)
    }
}
