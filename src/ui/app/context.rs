//! The context through which components read and change the state of the editor.

use std::{collections::HashSet, ops::Deref, time::Duration};

use leptos::prelude::*;

use super::{
    dialog::{Dialog, Proposal},
    preview::{Opening, Preview, Previews},
    progress_options::ProgressOptions,
    session_handle::SessionHandle,
    side::Side,
    typing::Typing,
};
use crate::{
    browser::{
        elapsed_ms,
        idle::{wait_for_calm, when_idle},
        storage,
        timing::{self, measured},
    },
    edit::{Held, Transaction},
    editor::{Cursor, Editor, Mending},
    model::{AnnexHead, CellRef, ColumnId, RowId},
    session::Refusal,
    ui::shell::Shell,
    validate,
    wording::Key,
};

/// Debounce window of the checks: the findings panel lags behind the grid by at most this.
const CHECK_DELAY: Duration = Duration::from_millis(120);

/// User Timing's name for the checks from the first to the last slice.
const SETTLE: &str = "phuluc: settle";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Screen {
    Start,
    Editor,
    /// The board of a consolidation.
    Board,
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct App {
    /// What is said to the user.
    shell: Shell,
    pub editor: RwSignal<Editor>,
    /// The open document: loading, saving, and other windows.
    pub session: SessionHandle,
    /// Whether the document is only shown, because another window edits it.
    pub read_only: Memo<bool>,
    pub screen: RwSignal<Screen>,
    pub opening: RwSignal<Opening>,
    /// The consolidation that was last wished for: its id, or nothing for a new one.
    pub gathering: RwSignal<Option<String>>,
    /// The consolidation from whose board the document was opened, and to which closing it returns.
    pub came_from: RwSignal<Option<String>>,
    /// Fires when the browser's "back" leads away from the board.
    pub leaves_board: Trigger,
    pub dialog: RwSignal<Option<Dialog>>,
    /// Whether a file is being exported.
    pub exporting: RwSignal<bool>,
    /// What stands beside the sheet.
    pub side: RwSignal<Option<Side>>,
    /// What the panel of the progress shows.
    pub progress: RwSignal<ProgressOptions>,
    /// Pages that are printed next instead of the annexes.
    pub printing: StoredValue<Option<String>>,
    /// The cells that fit the search, while it is open.
    pub found: RwSignal<HashSet<(RowId, ColumnId)>>,
    /// Font size of the grid relative to its usual one; 1 is 100 %.
    pub zoom: RwSignal<f64>,
    /// The text being typed into the active cell.
    pub typing: Typing,
    /// Fires when the findings panel has to be recomputed.
    pub checked: Trigger,
    check_is_due: StoredValue<bool>,
    /// Fires when the cursor is moved from outside the grid; the grid then takes the focus.
    pub focus_grid: Trigger,
    /// Fires when the grid has to scroll to the cursor without taking the focus.
    pub reveal: Trigger,
}

impl App {
    pub fn new(shell: Shell) -> App {
        let session = SessionHandle::new();
        App {
            shell,
            editor: RwSignal::new(Editor::default()),
            session,
            read_only: Memo::new(move |_| session.is_read_only()),
            screen: RwSignal::new(Screen::Start),
            opening: RwSignal::default(),
            gathering: RwSignal::new(None),
            came_from: RwSignal::new(None),
            leaves_board: Trigger::new(),
            dialog: RwSignal::new(None),
            exporting: RwSignal::new(false),
            side: RwSignal::new(first_side()),
            progress: RwSignal::default(),
            printing: StoredValue::new(None),
            found: RwSignal::default(),
            zoom: RwSignal::new(1.0),
            typing: Typing::new(),
            checked: Trigger::new(),
            check_is_due: StoredValue::new(false),
            focus_grid: Trigger::new(),
            reveal: Trigger::new(),
        }
    }

    /// Returns the context; callable in any component of the editor page.
    pub fn get() -> App {
        expect_context()
    }

    /// Whether the document cannot be changed now; tells the user why.
    pub fn refuses_changes(self) -> bool {
        let Err(refusal) = self.session.may_edit() else {
            return false;
        };
        self.tell_error(match refusal {
            Refusal::ReadOnly => Key::ReadOnlyRefused.into(),
            Refusal::Settling | Refusal::NotOpen => Key::SettlingRefused.into(),
        });
        true
    }

    /// Applies a transaction, if there is one, also while the document is read-only. Returns whether
    /// the document changed; the session has to be told.
    pub(super) fn commit(self, transaction: Option<Transaction>) -> bool {
        let Some(transaction) = transaction.and_then(|it| self.without_held(it)) else {
            return false;
        };
        let result = self
            .editor
            .try_update(|editor| measured("phuluc: one edit", || editor.commit(&transaction)));
        match result {
            Some(Ok(())) => {
                self.check_soon();
                true
            }
            // The transaction was built for another revision of the document; nothing was changed.
            Some(Err(_)) => {
                self.tell_error(Key::ChangeRefused.into());
                false
            }
            None => false,
        }
    }

    /// Returns a change without what a report has from its plan, and tells the user what was left out;
    /// `None` when nothing is left of it.
    fn without_held(self, transaction: Transaction) -> Option<Transaction> {
        let held = self
            .editor
            .with_untracked(|editor| editor.document().held(&transaction));
        let (left, told) = match held {
            Held::Nothing => return Some(transaction),
            Held::Whole => (None, Key::PlanHeld.into()),
            Held::Cells { rest, n } if rest.steps.is_empty() => match n {
                1 => (None, Key::PlanColumnHeld.into()),
                n => (None, Key::PlanCellsHeldAll.with([n.to_string()])),
            },
            Held::Cells { rest, n } => (Some(rest), Key::PlanCellsHeld.with([n.to_string()])),
        };
        self.tell(told);
        left
    }

    /// Schedules the checks: the change itself is painted first, and changes in quick succession
    /// are checked together.
    pub(in crate::ui) fn check_soon(self) {
        if self.check_is_due.get_value() || !validate::are_rules_loaded() {
            return;
        }
        self.check_is_due.set_value(true);
        let check = move || {
            let are_due = |editor: &Editor| editor.has_due_checks();
            let are_due = self.editor.try_with_untracked(are_due);
            timing::start(SETTLE);
            if are_due == Some(true) {
                when_idle(move |ms| self.check_on(ms));
            } else {
                self.note_checked(false);
            }
        };
        set_timeout(check, CHECK_DELAY);
    }

    /// Runs due checks for a time in milliseconds, and in further idle moments until none is left.
    /// While the user scrolls, they wait.
    fn check_on(self, ms: f64) {
        if let Some(wait) = wait_for_calm() {
            set_timeout(move || when_idle(move |ms| self.check_on(ms)), wait);
            return;
        }
        let until = elapsed_ms() + ms;
        let slice = |editor: &mut Editor| editor.settle_while(&|| elapsed_ms() < until);
        if self.editor.try_update_untracked(slice) == Some(false) {
            when_idle(move |ms| self.check_on(ms));
        } else {
            self.note_checked(true);
        }
    }

    /// Nothing is left to check; `is_news` if anything was.
    fn note_checked(self, is_news: bool) {
        self.check_is_due.try_set_value(false);
        if is_news {
            self.editor.notify();
        }
        self.checked.notify();
        timing::end(SETTLE);
    }

    /// Runs all pending checks.
    pub fn settle(self) {
        self.editor.try_maybe_update(|editor| (editor.settle(), ()));
    }

    /// Previews fixes: `find` lists them.
    pub fn preview_fixes(self, find: &dyn Fn(&Editor) -> Mending) {
        self.settle();
        let changes = self.editor.with_untracked(find);
        self.dialog.set(Some(Dialog::Changes(Proposal {
            did: Key::Fixed,
            changes,
            assessments: None,
        })));
    }

    /// Shows something beside the sheet, or nothing.
    pub fn show_side(self, side: Option<Side>) {
        self.side.set(side);
        storage::set_findings_open(side == Some(Side::Findings));
    }

    pub fn toggle_side(self, side: Side) {
        let shown = self.side.get_untracked();
        self.show_side((shown != Some(side)).then_some(side));
    }

    pub fn close_dialog(self) {
        self.dialog.set(None);
    }

    /// Returns the head of the open annex.
    pub fn annex_head(self) -> Memo<AnnexHead> {
        Memo::new(move |_| {
            let head = |editor: &Editor| editor.annex().map(|annex| annex.head.clone());
            self.editor.with(head).unwrap_or_default()
        })
    }

    /// Moves the cursor to a cell, also of the empty row below the last.
    pub fn step_to(self, place: Cursor) {
        self.editor.update(|editor| editor.step_to(place));
    }

    pub fn move_to(self, place: Cursor) {
        self.editor.update(|editor| editor.move_to(place));
    }

    /// Moves the cursor to a cell, lifting filters and folds that hide it.
    pub fn go_to(self, place: CellRef) {
        self.editor.update(|editor| editor.go_to(place));
        self.focus_grid.notify();
    }

    /// Changes the import preview, if one is open.
    pub fn change_previews(self, change: impl FnOnce(&mut Previews)) {
        self.opening.update(|opening| {
            if let Opening::Preview(previews) = opening {
                change(previews);
            }
        });
    }

    /// Changes the preview of the file whose tab is shown.
    pub fn change_preview(self, change: impl FnOnce(&mut Preview)) {
        self.change_previews(|previews| {
            if let Some(preview) = previews.file_mut() {
                change(preview);
            }
        });
    }
}

/// Returns what stands beside the sheet when the page opens: the findings, if they stood there last
/// and the window has room for both.
fn first_side() -> Option<Side> {
    let width = window().inner_width().ok().and_then(|it| it.as_f64());
    let has_room = width.is_some_and(|width| SIDE_ROOM_PX <= width);
    (has_room && storage::findings_open()).then_some(Side::Findings)
}

/// Width of the window from which the sheet and what stands beside it do not overlap. The style sheet
/// has the same.
const SIDE_ROOM_PX: f64 = 900.0;

/// Language, notices and wishes, which both pages have.
impl Deref for App {
    type Target = Shell;

    fn deref(&self) -> &Shell {
        &self.shell
    }
}
