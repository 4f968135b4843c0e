//! The context menu of cells and rows.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;

use super::{
    column_menu::ColumnLines,
    keys,
    state::{GridState, Menu, MenuOf},
};
use crate::{
    browser::clipboard,
    commands::{self, CommandId},
    editor::Editor,
    model::suggest,
    ui::{
        app::dialog::Dialog,
        popup::{Closed, MenuItem, MenuSeparator, PopupMenu},
    },
    wording::Key,
};

/// One line of the menu.
#[derive(Clone, Copy)]
enum Item {
    Separator,
    Action {
        label: Key,
        shortcut: &'static str,
        /// Whether it changes the document, which a window that only follows cannot.
        edits: bool,
        applies: fn(&Editor) -> bool,
        run: fn(GridState),
    },
    /// One of [`commands::COMMANDS`].
    Command(CommandId),
}

fn always(_: &Editor) -> bool {
    true
}

const CLIPBOARD: &[Item] = &[
    Item::Action {
        label: Key::Cut,
        shortcut: "Ctrl+X",
        edits: true,
        applies: always,
        run: |_| exec("cut"),
    },
    Item::Action {
        label: Key::Copy,
        shortcut: "Ctrl+C",
        edits: false,
        applies: always,
        run: |_| exec("copy"),
    },
    Item::Action {
        label: Key::Paste,
        shortcut: "Ctrl+V",
        edits: true,
        applies: always,
        run: paste,
    },
    Item::Separator,
];

const CELLS: &[Item] = &[
    Item::Action {
        label: Key::EditCell,
        shortcut: "F2",
        edits: true,
        applies: always,
        run: GridState::open_editor,
    },
    Item::Action {
        label: Key::LargeEditor,
        shortcut: "Ctrl+F2",
        edits: true,
        applies: always,
        run: |state| state.app.dialog.set(Some(Dialog::LongText)),
    },
    Item::Action {
        label: Key::CellNote,
        shortcut: "Shift+F2",
        edits: true,
        applies: always,
        run: |state| state.app.dialog.set(Some(Dialog::Note)),
    },
    Item::Action {
        label: Key::ChooseFromList,
        shortcut: "Alt+↓",
        edits: true,
        applies: |editor| editor.column().is_some_and(|it| suggest::has_list(it.role)),
        run: GridState::open_suggestions,
    },
    Item::Action {
        label: Key::FixHere,
        shortcut: "Alt+Enter",
        edits: true,
        applies: |editor| keys::fix_of_cell(editor).is_some(),
        run: keys::fix_here,
    },
    Item::Action {
        label: Key::ClearCells,
        shortcut: "Delete",
        edits: true,
        applies: |editor| commands::clear(&editor.selection()).is_some(),
        run: |state| state.app.run(commands::clear),
    },
    Item::Action {
        label: Key::FillDown,
        shortcut: "Ctrl+D",
        edits: true,
        applies: |editor| commands::fill_down(&editor.selection()).is_some(),
        run: |state| state.app.run(commands::fill_down),
    },
    Item::Action {
        label: Key::ColumnPanel,
        shortcut: "",
        edits: false,
        applies: always,
        run: |state| state.open_column_menu(state.selected.cursor.get_untracked().column),
    },
    Item::Separator,
];

/// For annexes that have columns from a plan.
const PLAN: &[Item] = &[
    Item::Action {
        label: Key::ReleasePlanColumns,
        shortcut: "",
        edits: true,
        applies: always,
        run: |state| state.app.run(commands::release_plan_columns),
    },
    Item::Separator,
];

const ROWS: &[Item] = &[
    Item::Command(CommandId::InsertRowAbove),
    Item::Command(CommandId::InsertRowBelow),
    Item::Command(CommandId::DeleteRow),
    Item::Command(CommandId::MoveRowUp),
    Item::Command(CommandId::MoveRowDown),
    Item::Command(CommandId::RaiseLevel),
    Item::Command(CommandId::LowerLevel),
    Item::Action {
        label: Key::FoldSection,
        shortcut: "Ctrl+.",
        edits: false,
        applies: |editor| editor.row().is_some_and(|row| row.kind.is_section()),
        run: |state| state.toggle_fold(state.selected.cursor.get_untracked().row),
    },
];

/// Returns the lines of a menu.
fn items(of: MenuOf, editor: &Editor) -> Vec<Item> {
    let is_held = commands::release_plan_columns(&editor.selection()).is_some();
    let plan = if is_held { PLAN } else { &[] };
    let middle = match of {
        MenuOf::Cells => CELLS,
        MenuOf::Rows | MenuOf::Column(_) => &[],
    };
    [CLIPBOARD, plan, middle, ROWS].concat()
}

/// Makes the browser copy or cut, which fires the same event as the keys.
fn exec(command: &str) {
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        document.exec_command(command).ok();
    }
}

/// Pastes from the clipboard. Reading it needs the user's permission; the keys work without.
fn paste(state: GridState) {
    spawn_local(async move {
        match clipboard::read_text().await {
            // The grid may have been unmounted while the browser asked for permission.
            Some(_) if state.area().is_none() => {}
            Some(text) => state.paste(&commands::text_block(&text)),
            None => state.app.tell(Key::PasteByKeys.into()),
        }
    });
}

impl GridState {
    pub(super) fn open_menu(self, of: MenuOf, x: f64, y: f64) {
        self.overlays.menu.set(Some(Menu { of, x, y }));
    }

    /// Opens the menu of the active cell below the cell.
    pub(super) fn open_menu_at_cursor(self) {
        if let Some(area) = self.area() {
            let rect = area.get_bounding_client_rect();
            self.open_menu(MenuOf::Cells, rect.left() + 12.0, rect.bottom());
        }
    }
}

#[component]
pub(super) fn ContextMenu() -> impl IntoView {
    let state: GridState = expect_context();
    view! {
        {move || state.overlays.menu.get().map(|menu| view! { <OpenMenu menu /> })}
    }
}

#[component]
fn OpenMenu(menu: Menu) -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let close = Callback::new(move |closed| {
        state.overlays.menu.try_set(None);
        if closed == Closed::Dismissed {
            state.focus();
        }
    });
    // A menu is short-lived; one left open while another window takes over still refuses changes.
    let read_only = app.read_only.get_untracked();
    let is_allowed = move |edits: bool| !(edits && read_only);
    let lines = move || {
        let lines = app
            .editor
            .with_untracked(|editor| items(menu.of, editor))
            .into_iter()
            .map(|item| match item {
                Item::Separator => view! { <MenuSeparator /> }.into_any(),
                Item::Action {
                    label,
                    shortcut,
                    edits,
                    applies,
                    run,
                } => {
                    let applies = is_allowed(edits) && app.editor.with_untracked(applies);
                    line(state, label, shortcut, applies, move || run(state))
                }
                Item::Command(id) => match id.command() {
                    None => ().into_any(),
                    Some(command) => {
                        let applies = is_allowed(true)
                            && app.editor.with_untracked(|editor| {
                                (command.run)(&editor.selection()).is_some()
                            });
                        let run = move || {
                            keys::run(state, command.id);
                        };
                        line(state, command.label, command.shortcut, applies, run)
                    }
                },
            });
        lines.collect_view()
    };
    let at = (menu.x, menu.y);
    match menu.of {
        MenuOf::Column(column) => {
            view! { <PopupMenu label=Key::ColumnMenu at close><ColumnLines at=column /></PopupMenu> }
        }
        _ => view! { <PopupMenu label=Key::ContextMenu at close>{lines()}</PopupMenu> },
    }
}

/// A line of the menu. Its command works on the grid, which has the focus before and after it.
fn line(
    state: GridState,
    label: Key,
    shortcut: &'static str,
    applies: bool,
    run: impl Fn() + 'static,
) -> AnyView {
    let app = state.app;
    let run = move || {
        // Clipboard events go to the focused element.
        if let Some(area) = state.area() {
            area.focus().ok();
        }
        run();
        let opened =
            app.dialog.read_untracked().is_some() || state.overlays.menu.get_untracked().is_some();
        if !opened {
            state.focus();
        }
    };
    view! { <MenuItem label shortcut disabled=!applies run /> }.into_any()
}
