//! The one text area of the grid. It always has the focus and stands over the active cell: empty
//! and transparent while a cell is selected, showing the text while someone types. The browser puts
//! the first character in by itself, so nothing typed with UniKey or an input method is lost.

use leptos::{ev, html::Textarea, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::{
    GridState,
    keys::{self, Outcome},
};
use crate::{browser::clipboard, commands, wording::Key};

/// Whether someone is typing, and how it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Select,
    /// A character was typed on the selected cell: arrows commit and move.
    Typed,
    /// F2 or a double click: arrows move the caret.
    Opened,
}

#[component]
pub(super) fn CellEditor() -> impl IntoView {
    let state: GridState = expect_context();
    let app = state.app;
    let area = NodeRef::<Textarea>::new();
    let mode = RwSignal::new(Mode::Select);
    let editor = Editor { state, area, mode };

    // The text area stands where the browser has laid out the active cell.
    Effect::new(move |_| {
        state.cursor.track();
        state.drawn.track();
        state.layout.track();
        mode.track();
        request_animation_frame(move || editor.place());
    });
    Effect::new(move |_| {
        app.reveal.track();
        request_animation_frame(move || state.reveal(state.cursor.get_untracked().row));
    });
    // The cursor was moved from outside: the grid takes the focus. Text being typed stays with the
    // cell it was typed into, because that was committed when the focus left it.
    Effect::new(move |_| {
        app.focus_grid.track();
        request_animation_frame(move || {
            if let Some(area) = area.try_get_untracked().flatten() {
                let options = web_sys::FocusOptions::new();
                options.set_prevent_scroll(true);
                area.focus_with_options(&options).ok();
                state.reveal(state.cursor.get_untracked().row);
            }
        });
    });
    let label = move || {
        let cursor = state.cursor.get();
        let column = state
            .columns
            .with(|columns| columns.get(cursor.column).map(|column| column.title()));
        let text = app.editor.with(|editor| editor.text().to_owned());
        app.text(&Key::ActiveCell.with([
            (cursor.row + 1).to_string(),
            column.unwrap_or_default(),
            text,
        ]))
    };
    view! {
        <textarea class="cell-editor" node_ref=area rows="1" spellcheck="false" autocomplete="off"
            aria-label=label class:editing=move || mode.get() != Mode::Select
            on:keydown=move |event| editor.on_key(&event)
            on:input=move |_| editor.on_input()
            on:compositionstart=move |_| editor.begin(Mode::Typed)
            on:dblclick=move |_| editor.open()
            on:copy=move |event| editor.on_copy(&event, false)
            on:cut=move |event| editor.on_copy(&event, true)
            on:paste=move |event| editor.on_paste(&event)
            on:blur=move |_| editor.commit()></textarea>
    }
}

#[derive(Clone, Copy)]
struct Editor {
    state: GridState,
    area: NodeRef<Textarea>,
    mode: RwSignal<Mode>,
}

impl Editor {
    fn on_key(self, event: &ev::KeyboardEvent) {
        // These keys belong to the input method until it is done.
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let handled = match self.mode.get_untracked() {
            Mode::Select => self.select_key(event),
            mode => self.edit_key(event, mode),
        };
        if handled {
            event.prevent_default();
        }
    }

    fn select_key(self, event: &ev::KeyboardEvent) -> bool {
        if event.key() == "Escape" {
            // Out of the grid: the next Tab goes to what follows it.
            self.leave();
            return true;
        }
        match keys::select_mode(self.state, event) {
            Outcome::Done => true,
            Outcome::Edit => {
                self.open();
                true
            }
            Outcome::EditEmpty => {
                self.begin(Mode::Typed);
                true
            }
            Outcome::Leave => false,
        }
    }

    fn edit_key(self, event: &ev::KeyboardEvent, mode: Mode) -> bool {
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
            "Escape" => self.cancel(),
            "Enter" if alt || shift => self.insert("\n"),
            "Enter" if ctrl => self.commit_selected(),
            "Enter" => {
                self.commit();
                keys::enter(self.state, false);
            }
            "Tab" => {
                self.commit();
                keys::tab(self.state, shift);
            }
            _ if mode == Mode::Typed && arrow != (0, 0) && !(ctrl || shift || alt) => {
                self.commit();
                keys::go(self.state, arrow.0, arrow.1);
            }
            _ => return false,
        }
        true
    }

    fn on_input(self) {
        self.begin(Mode::Typed);
        if let Some(area) = self.area() {
            self.state.app.pending_text.set_value(Some(area.value()));
            fit(&area);
        }
    }

    /// Starts editing with the cell's text.
    fn open(self) {
        let Some(area) = self.area() else {
            return;
        };
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        let text = self
            .state
            .app
            .editor
            .with_untracked(|editor| editor.text().to_owned());
        area.set_value(&text);
        let end = text.encode_utf16().count() as u32;
        area.set_selection_range(end, end).ok();
        self.begin(Mode::Opened);
        self.state.app.pending_text.set_value(Some(text));
        fit(&area);
    }

    fn begin(self, mode: Mode) {
        if self.mode.get_untracked() == Mode::Select
            && self
                .state
                .app
                .editor
                .with_untracked(|editor| editor.row().is_some())
        {
            self.state.app.pending_text.set_value(Some(String::new()));
            self.mode.set(mode);
        }
    }

    /// Puts what was typed into the cell.
    fn commit(self) {
        let Some(area) = self.area() else {
            return;
        };
        if self.mode.get_untracked() == Mode::Select {
            return;
        }
        let text = area.value();
        self.cancel();
        self.state
            .app
            .run(|editor| commands::set_text(editor, &text));
    }

    /// Puts what was typed into every selected cell.
    fn commit_selected(self) {
        if let Some(area) = self.area() {
            let text = area.value();
            self.cancel();
            self.state
                .app
                .run(|editor| commands::set_selected(editor, &text));
        }
    }

    /// Forgets what was typed.
    fn cancel(self) {
        self.mode.set(Mode::Select);
        self.state.app.pending_text.set_value(None);
        if let Some(area) = self.area() {
            area.set_value("");
        }
    }

    fn insert(self, text: &str) {
        if let Some(area) = self.area() {
            let start = area.selection_start().ok().flatten().unwrap_or(0);
            let end = area.selection_end().ok().flatten().unwrap_or(start);
            area.set_range_text_with_start_and_end_and_mode(text, start, end, "end")
                .ok();
            self.on_input();
        }
    }

    fn on_copy(self, event: &ev::ClipboardEvent, cut: bool) {
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        let app = self.state.app;
        let (text, html) = app.editor.with_untracked(commands::copy);
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            data.set_data("text/plain", &text).ok();
            data.set_data("text/html", &html).ok();
            if cut {
                app.run(commands::clear);
            }
        }
    }

    fn on_paste(self, event: &ev::ClipboardEvent) {
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        let Some(data) = event.clipboard_data() else {
            return;
        };
        event.prevent_default();
        let get = |kind: &str| data.get_data(kind).unwrap_or_default();
        // A table says which cells are merged and where a line ends; its text does not.
        let block = clipboard::table_block(&get("text/html"))
            .unwrap_or_else(|| commands::text_block(&get("text/plain")));
        self.state.app.run(|editor| commands::paste(editor, &block));
    }

    /// Gives the focus to what comes after the grid.
    fn leave(self) {
        let panel = document().query_selector(".findings button").ok().flatten();
        if let Some(button) = panel.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            button.focus().ok();
        }
    }

    /// Moves the text area over the active cell.
    fn place(self) {
        let Some(area) = self.area() else {
            return;
        };
        let cursor = self.state.cursor.get_untracked();
        let id = format!("cell-{}-{}", cursor.row, cursor.column);
        let style = HtmlElement::style(&area);
        let set = |name: &str, value: &str| style.set_property(name, value).ok();
        let Some(cell) = document()
            .get_element_by_id(&id)
            .and_then(|it| it.dyn_into::<HtmlElement>().ok())
        else {
            // Scrolled out of view: the text area stays where it was.
            return;
        };
        set("left", &super::px(f64::from(cell.offset_left())));
        set("top", &super::px(f64::from(cell.offset_top())));
        set("width", &super::px(f64::from(cell.offset_width())));
        set("min-height", &super::px(f64::from(cell.offset_height())));
        if self.mode.get_untracked() == Mode::Select {
            set("height", &super::px(f64::from(cell.offset_height())));
        } else {
            fit(&area);
        }
    }

    fn area(self) -> Option<HtmlTextAreaElement> {
        self.area.try_get_untracked().flatten()
    }
}

/// As high as its text.
fn fit(area: &HtmlTextAreaElement) {
    let style = HtmlElement::style(area);
    style.set_property("height", "auto").ok();
    style
        .set_property("height", &super::px(f64::from(area.scroll_height())))
        .ok();
}
