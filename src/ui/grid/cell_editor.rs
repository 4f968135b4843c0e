//! The one text area of the grid. It holds the grid's focus and is placed over the active cell: empty
//! and transparent while a cell is selected, showing the text while the user types. The browser
//! itself inserts the first character, so that nothing typed with UniKey or another input method
//! is lost.

use leptos::{ev, prelude::*};

use super::{
    keys::{self, Outcome},
    state::GridState,
    suggestions::{LIST_ID, active_id},
    typing::fit,
};
use crate::ui::{app::typing::Mode, frame::next_frame};

#[component]
pub(super) fn CellEditor() -> impl IntoView {
    let state: GridState = expect_context();
    let list = state.typing.suggestions;
    let (app, area, mode) = (state.app, state.typing.area, state.typing.mode);

    // Places the text area where the browser has laid out the active cell.
    Effect::new(move |_| {
        state.selected.cursor.track();
        state.viewport.drawn.track();
        state.viewport.widths.track();
        state.viewport.n_frozen.track();
        mode.track();
        next_frame(move || state.place());
    });
    // After rows above were measured, the revealed cell may have moved out of the viewport.
    Effect::new(move |_| {
        state.viewport.measured.track();
        next_frame(move || {
            state.viewport.reveal_again();
            state.place();
        });
    });
    Effect::new(move |_| {
        app.reveal.track();
        next_frame(move || state.reveal_cursor());
    });
    // The cursor was moved from outside the grid. The grid takes the focus at once, so that the
    // next key goes to it, and again in the next frame, because mouse events and closing dialogs
    // move the focus afterwards. If the user has focused a field, or opened a menu or a dialog, by
    // then, the focus stays there.
    Effect::new(move |_| {
        app.focus_grid.track();
        state.take_focus();
        let before = document().active_element();
        next_frame(move || {
            let now = document().active_element();
            let is_elsewhere = now != before && now.is_some_and(|it| keeps_focus(&it));
            if !is_elsewhere {
                state.take_focus();
                state.reveal_cursor();
            }
        });
    });
    // The document was replaced, or another window took over: the typed text is in it already.
    Effect::new(move |_| {
        if mode.get() == Mode::Select
            && let Some(area) = state.area()
        {
            area.set_value("");
        }
    });
    // A text that has been begun goes on until it is committed.
    let is_fixed = move || app.read_only.get() && mode.get() == Mode::Select;
    let label = move || {
        app.editor.track();
        state.cell_label()
    };
    // On a touch screen the first tap selects; the on-screen keyboard appears on the second.
    let input_mode = move || match (state.pointer.by_touch.get(), mode.get()) {
        (true, Mode::Select) => "none",
        _ => "text",
    };
    view! {
        <textarea class="cell-editor" node_ref=area rows="1" spellcheck="false" autocomplete="off"
            inputmode=input_mode aria-label=label aria-describedby="cell-bar" aria-autocomplete="list"
            aria-controls=move || list.is_open().then_some(LIST_ID)
            aria-activedescendant=move || active_id(list)
            readonly=is_fixed aria-readonly=move || is_fixed().to_string()
            class:pinned=move || state.selected.cursor.get().column < state.viewport.n_frozen.get()
            class:editing=move || mode.get() != Mode::Select
            on:keydown=move |event| on_key(state, &event)
            on:input=move |_| on_input(state)
            on:compositionstart=move |_| { state.begin(Mode::Typed); }
            on:dblclick=move |_| state.open_editor()
            on:copy=move |event| state.on_copy(&event, false)
            on:cut=move |event| state.on_copy(&event, true)
            on:paste=move |event| state.on_paste(&event)
            on:blur=move |_| state.commit_typing()></textarea>
    }
}

/// Whether the element is an input field, or inside an open menu or dialog.
fn keeps_focus(element: &web_sys::Element) -> bool {
    let found = element.closest("input, textarea, select, [role=menu], dialog[open]");
    found.is_ok_and(|it| it.is_some())
}

fn on_key(state: GridState, event: &ev::KeyboardEvent) {
    // During composition the keys belong to the input method.
    if event.is_composing() || event.key_code() == 229 {
        return;
    }
    let handled = match state.typing.mode.get_untracked() {
        Mode::Select => select_key(state, event),
        mode => state.on_suggestion_key(event) || edit_key(state, event, mode),
    };
    if handled {
        event.prevent_default();
    }
}

fn select_key(state: GridState, event: &ev::KeyboardEvent) -> bool {
    let alt = event.alt_key() && !event.shift_key();
    match (event.key().as_str(), alt) {
        ("Escape", _) if !state.selected.copied.read_untracked().is_empty() => {
            state.selected.copied.set(Vec::new());
            return true;
        }
        ("Escape", _) => {
            let here = state.selected.cursor.get_untracked();
            state.typing.leaves_from.set_value(Some(here));
            return true;
        }
        ("Shift", _) => return false,
        // The browser goes to what precedes or follows the grid.
        ("Tab", _) if state.leaves_grid() => return false,
        ("F10", _) if event.shift_key() => {
            state.open_menu_at_cursor();
            return true;
        }
        ("ContextMenu", _) => {
            state.open_menu_at_cursor();
            return true;
        }
        ("ArrowDown", true) => {
            state.open_suggestions();
            return true;
        }
        _ => {}
    }
    state.typing.leaves_from.set_value(None);
    // The area takes no letter then; the first one says why.
    let is_letter = event.key().chars().count() == 1 && !event.ctrl_key() && !event.meta_key();
    let selects = event.key() == " " && event.shift_key();
    if is_letter && !selects && !event.alt_key() && state.app.read_only.get_untracked() {
        state.app.refuses_changes();
        return true;
    }
    match keys::select_mode(state, event) {
        Outcome::Done => true,
        Outcome::Edit => {
            state.open_editor();
            true
        }
        Outcome::EditEmpty => {
            state.begin(Mode::Typed);
            true
        }
        Outcome::Leave => false,
    }
}

fn edit_key(state: GridState, event: &ev::KeyboardEvent, mode: Mode) -> bool {
    let (ctrl, shift, alt) = (
        event.ctrl_key() || event.meta_key(),
        event.shift_key(),
        event.alt_key(),
    );
    let arrow = match event.key().as_str() {
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        _ => (0, 0),
    };
    match event.key().as_str() {
        "Escape" => {
            state.app.discard_typed_text();
            state.cancel_typing();
        }
        "Enter" if alt || shift => state.insert("\n"),
        "Enter" if ctrl => state.commit_selected(),
        "Enter" => {
            state.commit_typing();
            keys::enter(state, false);
        }
        "Tab" => {
            state.commit_typing();
            keys::tab(state, shift);
        }
        // The page searches on; the typed text belongs to this cell and not to the one found.
        "F3" => {
            state.commit_typing();
            return false;
        }
        _ if mode == Mode::Typed && arrow != (0, 0) && !(ctrl || shift || alt) => {
            state.commit_typing();
            keys::go(state, arrow.0, arrow.1);
        }
        _ => return false,
    }
    true
}

fn on_input(state: GridState) {
    let Some(area) = state.area() else {
        return;
    };
    if !state.begin(Mode::Typed) {
        area.set_value("");
        return;
    }
    state.app.note_typing(Some(area.value()));
    fit(&area);
    state.suggest(&area.value());
}
