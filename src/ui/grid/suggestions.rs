//! The list of suggestions below the active cell. The typed text changes only when a line is
//! accepted, so that UniKey, which composes letters from keys, never meets text that was not typed.

use leptos::{ev, html::Div, prelude::*};

use super::{
    geometry::px,
    state::{GridState, SuggestionList},
};
use crate::{
    editor::{CellRange, Editor},
    model::{Role, suggest},
    ui::app::typing::Mode,
    wording::Key,
};

pub(super) const LIST_ID: &str = "suggestions";

/// Minimum width of the list, and the height it needs below the cell, in pixels.
const LIST_PX: f64 = 240.0;

/// Returns the id of the active line's element.
pub(super) fn active_id(list: SuggestionList) -> Option<String> {
    let at = list.active.get().filter(|_| list.is_open())?;
    Some(format!("{LIST_ID}-{at}"))
}

impl GridState {
    /// Opens the cell for editing with the list of everything that fits its column.
    pub(super) fn open_suggestions(self) {
        self.open_editor();
        self.suggest_all();
    }

    /// Lists the suggestions for a text being typed.
    pub(super) fn suggest(self, typed: &str) {
        let list = self.typing.suggestions;
        if list.active.get_untracked().is_some() {
            list.active.set(None);
        }
        self.list_suggestions(typed);
        if typed.trim().is_empty() {
            list.close();
        }
    }

    /// Lists everything that fits the cell, with the first line active.
    fn suggest_all(self) {
        let lines = self.typing.suggestions.lines;
        let text = self
            .app
            .editor
            .with_untracked(|editor| editor.text().to_owned());
        self.list_suggestions(&text);
        if lines.read_untracked().is_empty() {
            self.list_suggestions("");
        }
        if !lines.read_untracked().is_empty() {
            self.go_to_suggestion(0);
        }
    }

    fn list_suggestions(self, typed: &str) {
        let lines = self.app.editor.with_untracked(|editor| {
            let (annex, column) = (editor.annex()?, editor.column()?);
            let directory = editor.directory();
            Some(suggest::suggestions(&directory, annex, column, typed))
        });
        let lines = lines.unwrap_or_default();
        if lines != *self.typing.suggestions.lines.read_untracked() {
            self.typing.suggestions.lines.set(lines);
        }
    }

    fn go_to_suggestion(self, at: usize) {
        self.typing.suggestions.active.set(Some(at));
        let label = self
            .typing
            .suggestions
            .lines
            .with_untracked(|lines| lines.get(at).map(|it| it.label.clone()));
        self.app.announcement.set(label.unwrap_or_default());
    }

    /// Handles a key for the list. Down enters the list; until then the other arrows, Enter and Tab
    /// keep their meaning for the cell. A choice stays on the row: Enter commits it, or, where a cell
    /// names several agencies, lists the next to add. Returns whether the key was handled.
    pub(super) fn on_suggestion_key(self, event: &ev::KeyboardEvent) -> bool {
        let list = self.typing.suggestions;
        let n = list.lines.with_untracked(Vec::len);
        if n == 0 {
            let opens = event.alt_key() && event.key() == "ArrowDown";
            if opens {
                self.suggest_all();
            }
            return opens;
        }
        match (event.key().as_str(), list.active.get_untracked()) {
            ("ArrowDown", None) => self.go_to_suggestion(0),
            ("ArrowDown", Some(at)) => self.go_to_suggestion((at + 1) % n),
            ("ArrowUp", Some(at)) => self.go_to_suggestion((at + n - 1) % n),
            ("Tab", Some(at)) => {
                self.accept_suggestion(at);
                // Not handled: Tab goes on to commit and move.
                return false;
            }
            ("Enter", Some(at)) => {
                self.accept_suggestion(at);
                if self.takes_several() {
                    self.suggest_another();
                } else {
                    self.commit_typing();
                }
            }
            ("Escape", _) => {
                list.close();
                // A list that was opened on a cell ends with nothing typed.
                let text = self.app.editor.with_untracked(|it| it.text().to_owned());
                let is_untouched = self.area().is_some_and(|area| area.value() == text);
                if is_untouched && self.typing.mode.get_untracked() == Mode::Opened {
                    self.app.discard_typed_text();
                    self.cancel_typing();
                }
            }
            _ => return false,
        }
        true
    }

    /// Whether the cell may name several agencies.
    fn takes_several(self) -> bool {
        let role = |editor: &Editor| editor.column().map(|column| column.role);
        self.app.editor.with_untracked(role) == Some(Role::Coordinating)
    }

    /// Lists the agencies that can be added behind those in the text.
    fn suggest_another(self) {
        if let Some(area) = self.area() {
            self.list_suggestions(&format!("{}; ", area.value()));
        }
    }

    fn accept_suggestion(self, at: usize) {
        let list = self.typing.suggestions;
        let line = list.lines.with_untracked(|lines| lines.get(at).cloned());
        list.close();
        if let Some(line) = line {
            self.accept(&line.text);
        }
    }
}

#[component]
pub(super) fn Suggestions() -> impl IntoView {
    let state: GridState = expect_context();
    let list = state.typing.suggestions;
    let app = state.app;
    let lines = move || match list.is_open() {
        true => list.lines.get(),
        false => Vec::new(),
    };
    let panel = NodeRef::<Div>::new();
    let place = move || {
        state.selected.cursor.track();
        list.lines.track();
        let range = state.app.editor.with_untracked(|editor| {
            let cursor = editor.cursor();
            CellRange {
                rows: cursor.row..cursor.row + 1,
                columns: cursor.column..cursor.column + 1,
            }
        });
        let rect = state.viewport.rect(&range);
        let typed = state
            .area()
            .map_or(0.0, |area| f64::from(area.offset_height()));
        let bottom = rect.top + rect.height.max(typed);
        let Some(view) = state.viewport.scroller() else {
            return (rect.left, bottom, rect.width, false);
        };
        let right = f64::from(view.scroll_left() + view.client_width());
        let scrolled = f64::from(view.scroll_top()) - state.viewport.lead_px();
        let room = scrolled + f64::from(view.client_height()) - bottom;
        let above = rect.top - scrolled;
        // Inside the viewport, on the side of the cell that has more room.
        let is_above = room < LIST_PX && room < above;
        // The list is as wide as its lines, which only the browser knows.
        let width = panel
            .get()
            .map_or(LIST_PX, |it| f64::from(it.offset_width()).max(LIST_PX));
        let left = rect.left.min(right - width - 2.0).max(0.0);
        (
            left,
            if is_above { rect.top } else { bottom },
            rect.width,
            is_above,
        )
    };
    view! {
            <Show when=move || !lines().is_empty()>
                <div class="suggestions" node_ref=panel style:left=move || px(place().0) style:top=move || px(place().1)
                    style:min-width=move || px(place().2.max(LIST_PX))
                    style:transform=move || place().3.then_some("translateY(-100%)")>
                <ul class="plain" id=LIST_ID role="listbox" aria-label=app.t(Key::Suggestions)>
                    {move || lines().into_iter().enumerate().map(|(at, line)| {
                        let take = move |event: ev::MouseEvent| {
                            // Keeps the focus in the text area.
                            event.prevent_default();
                            event.stop_propagation();
                            state.accept_suggestion(at);
                        };
                        view! {
                            <li role="option" id=format!("{LIST_ID}-{at}") on:mousedown=take
                                aria-selected=move || (list.active.get() == Some(at)).to_string()>
                                {line.label}
                                {line.note.map(|note| view! { <span class="note">{move || app.text(&note)}</span> })}
                            </li>
                        }
                    }).collect_view()}
                </ul>
                <p class="keys">{move || {
    list.lines.track();
                    let several = untrack(|| state.takes_several());
                    if several { Key::SuggestionKeysSeveral } else { Key::SuggestionKeys }.text(app.language.get())
                }}</p>
                </div>
            </Show>
        }
}
