//! What holds after every step.

use phuluc::session::{Access, DEBOUNCE_MS, Event, SaveState};

use super::{
    random::DOCUMENTS,
    window::Window,
    world::{Checked, World},
};

impl World {
    pub fn check(&self) -> Checked {
        self.nothing_saved_is_lost()?;
        self.documents_are_not_mixed()?;
        self.changes_are_written_in_time()?;
        self.one_window_edits()
    }

    /// No save overwrites another one, and no crash takes what was called saved.
    fn nothing_saved_is_lost(&self) -> Checked {
        let lost = self
            .saved
            .iter()
            .find(|edit| !self.stores.has(&self.edits[edit], **edit));
        lost.map_or(Ok(()), |edit| Err(format!("{edit} was saved and is lost")))
    }

    fn documents_are_not_mixed(&self) -> Checked {
        for (document, kept) in self.stores.local.iter().chain(&self.stores.deep) {
            if let Some(edit) = kept
                .content
                .iter()
                .find(|it| self.edits.get(it) != Some(document))
            {
                return Err(format!(
                    "{document} was stored with {edit} of another document"
                ));
            }
        }
        Ok(())
    }

    /// A change is stored when the debounce window has passed, or the user sees that it is not.
    /// Where local storage refuses writes, deep storage may take longer.
    fn changes_are_written_in_time(&self) -> Checked {
        let knows = |it: &Window| !it.is_hung && !it.awaits(&Event::StorageCleared);
        for (at, window) in self.alive().filter(|(_, it)| knows(it)) {
            let Some(screen) = &window.screen else {
                continue;
            };
            let status = window.session.status();
            if status.access != Access::Editing || matches!(status.save, SaveState::NotSaved(_)) {
                continue;
            }
            let late = window.fresh.iter().find(|(edit, time)| {
                *time + DEBOUNCE_MS < self.now
                    && self.local_failed_at.is_none_or(|failed| failed < **time)
                    && screen.content.contains(edit)
                    && !self.stores.has(&screen.document, **edit)
            });
            if let Some((edit, time)) = late.filter(|_| !window.has_left_local) {
                return Err(format!(
                    "{edit} of window {at}, made at {time}, is not stored yet"
                ));
            }
        }
        Ok(())
    }

    /// With locks at most one window edits a document. One whose lock was stolen a moment ago does
    /// not know yet.
    fn one_window_edits(&self) -> Checked {
        for document in DOCUMENTS.iter().filter(|_| self.setting.has_locks) {
            let editing = self
                .alive()
                .filter(|(_, it)| it.edits(document) && !it.is_unaware());
            if 1 < editing.count() {
                return Err(format!("two windows edit {document}"));
            }
        }
        Ok(())
    }
}
