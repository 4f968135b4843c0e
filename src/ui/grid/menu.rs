//! The context menu of cells and rows.

use leptos::{ev, html::Ul, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{
    geometry::px,
    keys,
    state::{GridState, Menu, MenuOf},
};
use crate::{
    browser::clipboard,
    commands::{self, CommandId},
    editor::Editor,
    model::suggest,
    ui::app::dialog::Dialog,
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
        shortcut: "Shift+F2",
        edits: true,
        applies: always,
        run: |state| state.app.dialog.set(Some(Dialog::LongText)),
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
        run: |state| {
            state
                .overlays
                .panel
                .set(Some(state.selected.cursor.get_untracked().column))
        },
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
fn items(of: MenuOf) -> Vec<Item> {
    let middle = match of {
        MenuOf::Cells => CELLS,
        MenuOf::Rows => &[],
    };
    [CLIPBOARD, middle, ROWS].concat()
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
    let list = NodeRef::<Ul>::new();
    // Moves a menu near the edge into the window, and focuses its first line.
    Effect::new(move |_| {
        let Some(list) = list.get() else {
            return;
        };
        let rect = list.get_bounding_client_rect();
        let window = window();
        let size = |it: Result<wasm_bindgen::JsValue, _>| it.ok().and_then(|it| it.as_f64());
        let (Some(width), Some(height)) = (size(window.inner_width()), size(window.inner_height()))
        else {
            return;
        };
        let style = HtmlElement::style(&list);
        style
            .set_property("left", &px(menu.x.min(width - rect.width() - 4.0).max(0.0)))
            .ok();
        style
            .set_property(
                "top",
                &px(menu.y.min(height - rect.height() - 4.0).max(0.0)),
            )
            .ok();
        focus_line(&list, 0);
    });
    let close = move || {
        state.overlays.menu.set(None);
        state.focus();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        match event.key().as_str() {
            "ArrowDown" => focus_line(&list, 1),
            "ArrowUp" => focus_line(&list, -1),
            "Escape" | "Tab" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let outside = window_event_listener(ev::mousedown, move |event| {
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let inside = target.is_some_and(|it| it.closest(".context-menu").ok().flatten().is_some());
        if !inside {
            state.overlays.menu.set(None);
        }
    });
    on_cleanup(move || outside.remove());
    // A menu is short-lived; one left open while another window takes over still refuses changes.
    let read_only = app.read_only.get_untracked();
    let is_allowed = move |edits: bool| !(edits && read_only);
    let lines = items(menu.of).into_iter().map(|item| {
        let (label, shortcut, applies, run): (Key, _, bool, Box<dyn Fn()>) = match item {
            Item::Separator => return view! { <li role="separator"></li> }.into_any(),
            Item::Action { label, shortcut, edits, applies, run } => {
                let applies = is_allowed(edits) && app.editor.with_untracked(applies);
                (label, shortcut, applies, Box::new(move || run(state)))
            }
            Item::Command(id) => match id.command() {
                None => return ().into_any(),
                Some(command) => {
                    let applies = is_allowed(true)
 && app.editor.with_untracked(|editor| (command.run)(&editor.selection()).is_some());
                    let run = move || {
                        keys::run(state, command.id);
                    };
                    (command.label, command.shortcut, applies, Box::new(run))
                }
            },
        };
        let click = move |_| {
            state.overlays.menu.set(None);
            // Clipboard events go to the focused element.
            if let Some(area) = state.area() {
                area.focus().ok();
            }
            run();
            if app.dialog.read_untracked().is_none() && state.overlays.panel.get_untracked().is_none() {
                state.focus();
            }
        };
        view! {
            <li role="none">
                <button type="button" role="menuitem" tabindex="-1" disabled=!applies on:click=click>
                    <span>{app.t(label)}</span>
                    <kbd>{shortcut}</kbd>
                </button>
            </li>
        }
        .into_any()
    });
    view! {
        <ul class="context-menu plain" role="menu" node_ref=list aria-label=app.t(Key::ContextMenu)
            style:left=px(menu.x) style:top=px(menu.y) on:keydown=on_key
            on:contextmenu=|event| event.prevent_default()>
            {lines.collect_view()}
        </ul>
    }
}

/// Focuses the next enabled line (`1`), the previous one (`-1`) or the first one (`0`).
fn focus_line(list: &web_sys::HtmlUListElement, by: isize) {
    let Ok(lines) = list.query_selector_all("[role=menuitem]:not(:disabled)") else {
        return;
    };
    let n = lines.length() as isize;
    let active = document().active_element();
    let at = (0..n).find(|at| {
        lines.get(*at as u32).is_some_and(|it| {
            active
                .as_ref()
                .is_some_and(|active| active.is_same_node(Some(&it)))
        })
    });
    let to = match (at, by) {
        (Some(at), by) if by != 0 => (at + by).rem_euclid(n.max(1)),
        _ => 0,
    };
    if let Some(line) = lines
        .get(to as u32)
        .and_then(|it| it.dyn_into::<HtmlElement>().ok())
    {
        line.focus().ok();
    }
}
