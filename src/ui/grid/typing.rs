//! Typing into the active cell: begin, commit, cancel; and the text area that it happens in.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::{geometry::px, state::GridState};
use crate::{commands, editor::Editor, ui::app::typing::Mode, wording::Key};

impl GridState {
    /// Describes the active cell: row, column, text, and number of findings.
    pub(super) fn cell_label(self) -> String {
        let label = self.app.editor.with_untracked(|editor| {
            // The empty row below the last has a place, but no text and no findings.
            let (row, column) = (editor.row(), editor.column()?);
            let place = [
                (editor.cursor().row + 1).to_string(),
                column.title(),
                row.map_or("", |row| row.cell(column.id)).to_owned(),
            ];
            let found = row.map_or_else(Vec::new, |row| editor.findings_of(row));
            let n = found.iter().filter(|it| it.column == column.id).count();
            Some((Key::ActiveCell.with(place), n))
        });
        let Some((place, n)) = label else {
            return String::new();
        };
        let findings = (0 < n).then(|| Key::CellFindings.with([n.to_string()]));
        let held = self.is_in_plan_column().then(|| Key::CellOfPlan.into());
        let said = [Some(place), findings, held].into_iter().flatten();
        let said: Vec<String> = said.map(|it| self.app.text(&it)).collect();
        said.join(". ")
    }

    /// Focuses the text area without scrolling.
    pub(super) fn take_focus(self) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        if let Some(area) = self.area() {
            // A field that loses the focus commits its text in its own event handler.
            untrack(|| area.focus_with_options(&options)).ok();
            // A dialog that closes gives the focus back without the caret, and Chromium then inserts
            // no letter. Setting the same selection again brings the caret along.
            let start = area.selection_start().ok().flatten().unwrap_or(0);
            let end = area.selection_end().ok().flatten().unwrap_or(start);
            area.set_selection_range(start, end).ok();
        }
    }

    /// Whether Tab leaves the grid, because Esc was pressed before it.
    pub(super) fn leaves_grid(self) -> bool {
        let from = self.typing.leaves_from.try_update_value(Option::take);
        from.flatten() == Some(self.selected.cursor.get_untracked())
    }

    /// Announces the active cell.
    pub(super) fn say_cell(self) {
        self.app.announcement.set(self.cell_label());
    }

    /// Opens the cell for editing, with its text.
    pub(super) fn open_editor(self) {
        let Some(area) = self.area() else {
            return;
        };
        if self.typing.mode.get_untracked() != Mode::Select {
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
        if self.pointer.by_touch.get_untracked() {
            // The on-screen keyboard appears only on a new focus.
            area.set_attribute("inputmode", "text").ok();
            area.blur().ok();
            self.typing.mode.set(Mode::Opened);
            self.put_text(&area, &text);
            area.focus().ok();
        }
    }

    fn put_text(self, area: &HtmlTextAreaElement, text: &str) {
        area.set_value(text);
        let end = text.encode_utf16().count() as u32;
        area.set_selection_range(end, end).ok();
        self.app.note_typing(Some(text.to_owned()));
        fit(area);
    }

    /// Begins typing, unless it has begun before. Returns whether there is a cell to type into.
    pub(super) fn begin(self, mode: Mode) -> bool {
        if self.typing.mode.get_untracked() != Mode::Select {
            return true;
        }
        let (has_row, is_next) = self.app.editor.with_untracked(|editor| {
            let is_next = editor.selection().is_in_next_row();
            (editor.row().is_some(), is_next)
        });
        if !(has_row || is_next) || self.app.refuses_changes() {
            return false;
        }
        if self.is_in_numbered_column() {
            self.app.tell(Key::OrdinalsAreAutomatic.into());
            return false;
        }
        if self.is_in_plan_column() {
            self.app.tell(Key::PlanColumnHeld.into());
            return false;
        }
        // Typing makes the empty row below the last a row of the annex, so that what is typed has a
        // place to be kept for.
        let is_new = is_next && self.app.try_run(commands::append_row);
        if is_next && !is_new {
            return false;
        }
        if !self.selected.copied.read_untracked().is_empty() {
            self.selected.copied.set(Vec::new());
        }
        self.typing.suggestions.close();
        self.app.note_typing(Some(String::new()));
        if is_new {
            self.app.typing_began_row();
        }
        self.typing.mode.set(mode);
        true
    }

    /// Commits the typed text to the active cell.
    pub(super) fn commit_typing(self) {
        let Some(area) = self.area() else {
            return;
        };
        if self.typing.mode.get_untracked() == Mode::Select {
            return;
        }
        let text = area.value();
        self.cancel_typing();
        let text = self.computed(text);
        self.app
            .run(|selection| commands::set_text(selection, &text));
    }

    /// Returns the value of a typed formula, and says that it was computed once, or that it was not.
    /// Other texts are returned as they are.
    fn computed(self, text: String) -> String {
        if !commands::is_formula(&text) {
            return text;
        }
        let value = self
            .app
            .editor
            .with_untracked(|editor| commands::formula_value(&editor.selection(), &text));
        match value {
            Some(value) => {
                let said = Key::FormulaComputed.with([text, value.clone()]);
                self.app.tell(said);
                value
            }
            None => {
                self.app.tell(Key::FormulaNotComputed.into());
                text
            }
        }
    }

    /// Whether the active cell is an ordinal that follows from its place and cannot be typed.
    pub(super) fn is_in_numbered_column(self) -> bool {
        self.app
            .editor
            .with_untracked(Editor::is_in_numbered_column)
    }

    /// Whether the active column is one that a report has from its plan.
    fn is_in_plan_column(self) -> bool {
        self.app.editor.with_untracked(|editor| {
            let column = editor.column();
            column.is_some_and(|it| it.is_of_plan)
        })
    }

    /// Commits the typed text to every selected cell.
    pub(super) fn commit_selected(self) {
        if let Some(area) = self.area() {
            let text = area.value();
            self.cancel_typing();
            self.app
                .run(|selection| commands::set_selected(selection, &text));
        }
    }

    /// Discards the typed text.
    pub(super) fn cancel_typing(self) {
        self.typing.mode.set(Mode::Select);
        self.app.note_typing(None);
        if let Some(area) = self.area() {
            area.set_value("");
        }
    }

    /// Replaces the typed text by a suggestion; typing goes on at its end.
    pub(super) fn accept(self, text: &str) {
        if let Some(area) = self.area() {
            self.put_text(&area, text);
        }
    }

    /// Inserts a text at the caret.
    pub(super) fn insert(self, text: &str) {
        if let Some(area) = self.area() {
            let start = area.selection_start().ok().flatten().unwrap_or(0);
            let end = area.selection_end().ok().flatten().unwrap_or(start);
            area.set_range_text_with_start_and_end_and_mode(text, start, end, "end")
                .ok();
            self.app.note_typing(Some(area.value()));
            fit(&area);
        }
    }

    /// Moves the text area over the active cell.
    pub(super) fn place(self) {
        let Some(area) = self.area() else {
            return;
        };
        let cursor = self.selected.cursor.get_untracked();
        let id = format!("cell-{}-{}", cursor.row, cursor.column);
        let style = HtmlElement::style(&area);
        let set = |name: &str, value: &str| style.set_property(name, value).ok();
        let Some(cell) = document()
            .get_element_by_id(&id)
            .and_then(|it| it.dyn_into::<HtmlElement>().ok())
        else {
            // Scrolled out of view: the text area keeps its position.
            return;
        };
        set("left", &px(f64::from(cell.offset_left())));
        set("top", &px(f64::from(cell.offset_top())));
        set("width", &px(f64::from(cell.offset_width())));
        set("min-height", &px(f64::from(cell.offset_height())));
        if self.typing.mode.get_untracked() == Mode::Select {
            set("height", &px(f64::from(cell.offset_height())));
        } else {
            fit(&area);
        }
    }
}

/// Makes the text area as high as its text.
pub(super) fn fit(area: &HtmlTextAreaElement) {
    let style = HtmlElement::style(area);
    style.set_property("height", "auto").ok();
    style
        .set_property("height", &px(f64::from(area.scroll_height())))
        .ok();
}
