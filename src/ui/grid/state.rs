//! The state that the parts of the grid share.

use leptos::{html::Textarea, prelude::*};
use web_sys::HtmlTextAreaElement;

use super::{pointer::Pointer, viewport::Viewport};
use crate::{
    editor::{CellRange, Cursor},
    model::suggest::Suggestion,
    ui::app::{context::App, typing::Mode},
};

/// The open context menu with its position in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Menu {
    pub of: MenuOf,
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MenuOf {
    Cells,
    Rows,
    /// The column shown at a position.
    Column(usize),
}

/// What of a column is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnPanelOf {
    /// The values whose rows are shown.
    Filter,
    /// Heading and role.
    Heading,
}

/// The suggestions for the text being typed. The list is closed while nothing is being typed or there
/// are none.
#[derive(Clone, Copy)]
pub(super) struct SuggestionList {
    mode: RwSignal<Mode>,
    pub lines: RwSignal<Vec<Suggestion>>,
    /// The line that Enter accepts; `None` until the user enters the list.
    pub active: RwSignal<Option<usize>>,
}

impl SuggestionList {
    fn new(mode: RwSignal<Mode>) -> SuggestionList {
        SuggestionList {
            mode,
            lines: RwSignal::default(),
            active: RwSignal::new(None),
        }
    }

    pub(super) fn is_open(self) -> bool {
        self.mode.get() != Mode::Select && !self.lines.read().is_empty()
    }

    pub(super) fn close(self) {
        if !self.lines.read_untracked().is_empty() {
            self.lines.set(Vec::new());
            self.active.set(None);
        }
    }
}

/// What is selected.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Selected {
    pub cursor: Memo<Cursor>,
    pub ranges: Memo<Vec<CellRange>>,
    /// The ranges copied last, outlined until Esc.
    pub(super) copied: RwSignal<Vec<CellRange>>,
    /// The column where a run of Tab keys began.
    pub(super) tab_run: StoredValue<Option<usize>>,
}

/// The text area over the active cell.
#[derive(Clone, Copy)]
pub(super) struct CellTyping {
    pub mode: RwSignal<Mode>,
    pub area: NodeRef<Textarea>,
    /// The suggestions below the active cell.
    pub suggestions: SuggestionList,
    /// Where Esc was pressed last: the next Tab leaves the grid, if the cursor is still there.
    pub leaves_from: StoredValue<Option<Cursor>>,
    /// Whether the next paste takes only the plain text.
    pub paste_plain: StoredValue<bool>,
}

/// What is open over the grid or in its header.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Overlays {
    pub(super) menu: RwSignal<Option<Menu>>,
    /// The column about which something is asked, and what.
    pub(super) panel: RwSignal<Option<(usize, ColumnPanelOf)>>,
    pub filter_row: RwSignal<bool>,
    /// Whether the list of sections is open.
    pub outline: RwSignal<bool>,
}

#[derive(Clone, Copy)]
pub(in crate::ui) struct GridState {
    pub app: App,
    pub viewport: Viewport,
    pub selected: Selected,
    pub(super) typing: CellTyping,
    pub(super) pointer: Pointer,
    pub overlays: Overlays,
}

impl GridState {
    pub fn new(app: App) -> GridState {
        GridState {
            app,
            viewport: Viewport::new(app),
            selected: Selected {
                cursor: Memo::new(move |_| app.editor.with(|editor| editor.cursor())),
                ranges: Memo::new(move |_| app.editor.with(|editor| editor.selection().ranges())),
                copied: RwSignal::default(),
                tab_run: StoredValue::new(None),
            },
            typing: CellTyping {
                mode: app.typing.mode,
                area: NodeRef::new(),
                suggestions: SuggestionList::new(app.typing.mode),
                leaves_from: StoredValue::new(None),
                paste_plain: StoredValue::new(false),
            },
            pointer: Pointer::new(),
            overlays: Overlays {
                menu: RwSignal::new(None),
                panel: RwSignal::new(None),
                filter_row: RwSignal::new(false),
                outline: RwSignal::new(false),
            },
        }
    }

    pub(super) fn open_menu_of_column(self, at: usize, x: f64, y: f64) {
        self.overlays.menu.set(Some(Menu {
            of: MenuOf::Column(at),
            x,
            y,
        }));
    }

    /// Gives the focus to the grid.
    pub fn focus(self) {
        self.app.focus_grid.notify();
    }

    /// Returns the text area over the active cell while it is mounted.
    pub(super) fn area(self) -> Option<HtmlTextAreaElement> {
        self.typing.area.try_get_untracked().flatten()
    }

    /// Scrolls to the cursor.
    pub(super) fn reveal_cursor(self) {
        let cursor = self.app.editor.with_untracked(|editor| editor.cursor());
        self.viewport.reveal(cursor.row, cursor.column);
    }
}
