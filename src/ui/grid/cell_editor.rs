//! The one text area of the grid. It always has the focus and stands over the active cell: empty
//! and transparent while a cell is selected, showing the text while someone types. The browser puts
//! the first character in by itself, so nothing typed with UniKey or an input method is lost.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::{
    GridState,
    keys::{self, Outcome},
    px,
    state::Mode,
    suggestions::LIST_ID,
};
use crate::{
    browser::clipboard,
    commands,
    editor::{Editor, Selection},
    model::Role,
    ui::frame::next_frame,
    wording::Key,
};

#[component]
pub(super) fn CellEditor() -> impl IntoView {
    let state: GridState = expect_context();
    let list = state.list;
    let (app, area, mode) = (state.app, state.area, state.mode);

    // The text area stands where the browser has laid out the active cell.
    Effect::new(move |_| {
        state.cursor.track();
        state.drawn.track();
        state.widths.track();
        state.n_frozen.track();
        mode.track();
        next_frame(move || state.place());
    });
    // Rows above were measured: the cell that was to be in view may have moved out of it.
    Effect::new(move |_| {
        state.layout.track();
        next_frame(move || {
            state.reveal_again();
            state.place();
        });
    });
    Effect::new(move |_| {
        app.reveal.track();
        next_frame(move || state.reveal_cursor());
    });
    // The cursor was moved from outside: the grid takes the focus at once, so that the next key is the
    // grid's, and again when it is drawn, as the mouse and dialogs move the focus after they are heard.
    // Where the user has gone to a field by then, it stays there.
    Effect::new(move |_| {
        app.focus_grid.track();
        state.take_focus();
        let before = document().active_element();
        next_frame(move || {
            let now = document().active_element();
            let is_elsewhere = now != before && now.is_some_and(|it| is_field(&it));
            if !is_elsewhere {
                state.take_focus();
                state.reveal_cursor();
            }
        });
    });
    // Another window edits from now on; what was being typed has been saved with the rest.
    Effect::new(move |_| {
        if app.read_only.get() {
            state.cancel_typing();
        }
    });
    let label = move || {
        app.editor.track();
        state.cell_label()
    };
    // A finger selects first; the keyboard of the screen comes with the second tap.
    let input_mode = move || match (state.by_touch.get(), mode.get()) {
        (true, Mode::Select) => "none",
        _ => "text",
    };
    view! {
        <textarea class="cell-editor" node_ref=area rows="1" spellcheck="false" autocomplete="off"
            inputmode=input_mode aria-label=label aria-describedby="cell-bar" aria-autocomplete="list"
            aria-controls=move || list.is_open().then_some(LIST_ID)
            aria-activedescendant=move || list.active_id()
            class:editing=move || mode.get() != Mode::Select
            on:keydown=move |event| on_key(state, &event)
            on:input=move |_| state.on_input()
            on:compositionstart=move |_| { state.begin(Mode::Typed); }
            on:dblclick=move |_| state.open_editor()
            on:copy=move |event| state.on_copy(&event, false)
            on:cut=move |event| state.on_copy(&event, true)
            on:paste=move |event| state.on_paste(&event)
            on:blur=move |_| state.commit_typing()></textarea>
    }
}

/// Whether text is typed or chosen there.
fn is_field(element: &web_sys::Element) -> bool {
    element
        .matches("input, textarea, select")
        .unwrap_or_default()
}

fn on_key(state: GridState, event: &ev::KeyboardEvent) {
    // These keys belong to the input method until it is done.
    if event.is_composing() || event.key_code() == 229 {
        return;
    }
    let handled = match state.mode.get_untracked() {
        Mode::Select => select_key(state, event),
        mode => state.list.on_key(state, event) || edit_key(state, event, mode),
    };
    if handled {
        event.prevent_default();
    }
}

fn select_key(state: GridState, event: &ev::KeyboardEvent) -> bool {
    let alt = event.alt_key() && !event.shift_key();
    match (event.key().as_str(), alt) {
        ("Escape", _) if !state.copied.read_untracked().is_empty() => {
            state.copied.set(Vec::new());
            return true;
        }
        ("Escape", _) => {
            // Out of the grid: the next Tab goes to what follows it.
            leave();
            return true;
        }
        ("F10", _) if event.shift_key() => {
            state.open_menu_at_cursor();
            return true;
        }
        ("ContextMenu", _) => {
            state.open_menu_at_cursor();
            return true;
        }
        ("ArrowDown", true) => {
            state.open_list();
            return true;
        }
        _ => {}
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
        "Escape" => state.cancel_typing(),
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
        _ if mode == Mode::Typed && arrow != (0, 0) && !(ctrl || shift || alt) => {
            state.commit_typing();
            keys::go(state, arrow.0, arrow.1);
        }
        _ => return false,
    }
    true
}

/// Gives the focus to what comes after the grid.
fn leave() {
    let panel = document().query_selector(".findings button").ok().flatten();
    if let Some(button) = panel.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        button.focus().ok();
    }
}

impl GridState {
    /// The active cell in words: row, column, text, and how many findings it has.
    fn cell_label(self) -> String {
        let label = self.app.editor.with_untracked(|editor| {
            let (row, column) = (editor.row()?, editor.column()?);
            let place = [
                (editor.cursor().row + 1).to_string(),
                column.title(),
                row.cell(column.id).to_owned(),
            ];
            let found = editor.findings_of(row);
            let n = found.iter().filter(|it| it.column == column.id).count();
            Some((Key::ActiveCell.with(place), n))
        });
        let Some((place, n)) = label else {
            return String::new();
        };
        match n {
            0 => self.app.text(&place),
            n => format!(
                "{}. {}",
                self.app.text(&place),
                self.app.text(&Key::CellFindings.with([n.to_string()]))
            ),
        }
    }

    fn take_focus(self) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        if let Some(area) = self.area() {
            // Fields that lose the focus have their text taken over meanwhile.
            untrack(|| area.focus_with_options(&options)).ok();
        }
    }

    /// Says where the cursor went.
    pub(super) fn say_cell(self) {
        self.app.announcement.set(self.cell_label());
    }

    fn on_input(self) {
        let Some(area) = self.area() else {
            return;
        };
        if !self.begin(Mode::Typed) {
            area.set_value("");
            return;
        }
        self.app.typing(Some(area.value()));
        fit(&area);
        self.list.propose(self, &area.value());
    }

    /// Starts editing with the cell's text.
    pub(super) fn open_editor(self) {
        let Some(area) = self.area() else {
            return;
        };
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        let text = self
            .app
            .editor
            .with_untracked(|editor| editor.text().to_owned());
        if !self.begin(Mode::Opened) {
            return;
        }
        self.put_text(&area, &text);
        if self.by_touch.get_untracked() {
            // A new focus brings the keyboard of the screen.
            area.set_attribute("inputmode", "text").ok();
            area.blur().ok();
            self.mode.set(Mode::Opened);
            self.put_text(&area, &text);
            area.focus().ok();
        }
    }

    fn put_text(self, area: &HtmlTextAreaElement, text: &str) {
        area.set_value(text);
        let end = text.encode_utf16().count() as u32;
        area.set_selection_range(end, end).ok();
        self.app.typing(Some(text.to_owned()));
        fit(area);
    }

    /// Whether there is something to type into now: typing has begun before or begins with this.
    pub(super) fn begin(self, mode: Mode) -> bool {
        if self.mode.get_untracked() != Mode::Select {
            return true;
        }
        let has_cell = self
            .app
            .editor
            .with_untracked(|editor| editor.row().is_some());
        if !has_cell || self.app.refuses_changes() {
            return false;
        }
        if !self.copied.read_untracked().is_empty() {
            self.copied.set(Vec::new());
        }
        self.app.typing(Some(String::new()));
        self.mode.set(mode);
        true
    }

    /// Puts what was typed into the cell.
    pub(super) fn commit_typing(self) {
        let Some(area) = self.area() else {
            return;
        };
        if self.mode.get_untracked() == Mode::Select {
            return;
        }
        let text = area.value();
        self.cancel_typing();
        self.say_if_numbered(&text);
        self.app.run(|editor| commands::set_text(editor, &text));
    }

    /// An ordinal that counts by itself is not typed; whoever tries is told.
    fn say_if_numbered(self, text: &str) {
        let is_numbered = self.app.editor.with_untracked(|editor| {
            let automatic = editor.annex().is_some_and(|it| it.head.automatic_ordinals);
            let is_ordinal = editor.column().is_some_and(|it| it.role == Role::Ordinal);
            automatic && is_ordinal && editor.text() != text
        });
        if is_numbered {
            self.app.tell(Key::OrdinalsAreAutomatic.into());
        }
    }

    /// Puts what was typed into every selected cell.
    fn commit_selected(self) {
        if let Some(area) = self.area() {
            let text = area.value();
            self.cancel_typing();
            self.app.run(|editor| commands::set_selected(editor, &text));
        }
    }

    /// Forgets what was typed.
    pub(super) fn cancel_typing(self) {
        self.mode.set(Mode::Select);
        self.app.typing(None);
        if let Some(area) = self.area() {
            area.set_value("");
        }
    }

    /// Puts a proposal in place of what was typed and goes on typing behind it.
    pub(super) fn accept(self, text: &str) {
        if let Some(area) = self.area() {
            self.put_text(&area, text);
        }
    }

    fn insert(self, text: &str) {
        if let Some(area) = self.area() {
            let start = area.selection_start().ok().flatten().unwrap_or(0);
            let end = area.selection_end().ok().flatten().unwrap_or(start);
            area.set_range_text_with_start_and_end_and_mode(text, start, end, "end")
                .ok();
            self.app.typing(Some(area.value()));
            fit(&area);
        }
    }

    fn on_copy(self, event: &ev::ClipboardEvent, cut: bool) {
        if self.mode.get_untracked() != Mode::Select {
            return;
        }
        let app = self.app;
        let (text, html) = app.editor.with_untracked(commands::copy);
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            data.set_data("text/plain", &text).ok();
            data.set_data("text/html", &html).ok();
            let ranges: Vec<Selection> = app.editor.with_untracked(Editor::selections);
            let n = ranges.iter().map(Selection::n_cells).sum::<usize>();
            let said = Key::CopiedCells.with([n.to_string()]);
            app.announcement.set(app.text(&said));
            self.copied.set(ranges);
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
        let as_text = self.app.paste_plain.try_update_value(std::mem::take);
        let html = get("text/html");
        let block = (as_text != Some(true))
            .then(|| clipboard::table_block(&html))
            .flatten();
        self.paste(&block.unwrap_or_else(|| commands::text_block(&get("text/plain"))));
    }

    pub(super) fn paste(self, block: &commands::Block) {
        self.copied.set(Vec::new());
        self.app.run(|editor| commands::paste(editor, block));
        let n = block.len().to_string();
        self.app
            .announcement
            .set(self.app.text(&Key::PastedRows.with([n])));
    }

    /// Moves the text area over the active cell.
    pub(super) fn place(self) {
        let Some(area) = self.area() else {
            return;
        };
        let cursor = self.cursor.get_untracked();
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
        set("left", &px(f64::from(cell.offset_left())));
        set("top", &px(f64::from(cell.offset_top())));
        set("width", &px(f64::from(cell.offset_width())));
        set("min-height", &px(f64::from(cell.offset_height())));
        if self.mode.get_untracked() == Mode::Select {
            set("height", &px(f64::from(cell.offset_height())));
        } else {
            fit(&area);
        }
    }

    pub(super) fn area(self) -> Option<HtmlTextAreaElement> {
        self.area.try_get_untracked().flatten()
    }
}

/// As high as its text.
fn fit(area: &HtmlTextAreaElement) {
    let style = HtmlElement::style(area);
    style.set_property("height", "auto").ok();
    style
        .set_property("height", &px(f64::from(area.scroll_height())))
        .ok();
}
