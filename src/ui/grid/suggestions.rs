//! The list under the cell: proposals that fit what is typed. It never changes what is typed until
//! a line is chosen, so that no key of UniKey meets a text of ours.

use leptos::{ev, prelude::*};

use super::{GridState, px, state::Mode};
use crate::{
    model::suggest::{Suggestion, suggestions},
    wording::Key,
};

pub(super) const LIST_ID: &str = "suggestions";

/// The list is at least as wide, and wants as much room below the cell.
const LIST_PX: f64 = 240.0;

#[derive(Clone, Copy)]
pub(super) struct List {
    lines: RwSignal<Vec<Suggestion>>,
    /// The line that Enter takes; none while someone only types.
    active: RwSignal<Option<usize>>,
}

impl List {
    pub(super) fn new() -> List {
        List {
            lines: RwSignal::default(),
            active: RwSignal::new(None),
        }
    }

    pub(super) fn is_open(self) -> bool {
        !self.lines.read().is_empty()
    }

    pub(super) fn active_id(self) -> Option<String> {
        let at = self.active.get().filter(|_| self.is_open())?;
        Some(format!("{LIST_ID}-{at}"))
    }

    fn close(self) {
        if !self.lines.read_untracked().is_empty() {
            self.lines.set(Vec::new());
            self.active.set(None);
        }
    }

    /// Lists what fits a text being typed.
    pub(super) fn propose(self, state: GridState, typed: &str) {
        if self.active.get_untracked().is_some() {
            self.active.set(None);
        }
        self.list(state, typed);
        if typed.trim().is_empty() {
            self.close();
        }
    }

    /// Lists everything for the cell, with the first line active.
    pub(super) fn open_all(self, state: GridState) {
        let text = state
            .app
            .editor
            .with_untracked(|editor| editor.text().to_owned());
        self.list(state, &text);
        if self.lines.read_untracked().is_empty() {
            self.list(state, "");
        }
        if !self.lines.read_untracked().is_empty() {
            self.go_to(state, 0);
        }
    }

    fn list(self, state: GridState, typed: &str) {
        let lines = state.app.editor.with_untracked(|editor| {
            let (annex, column) = (editor.annex()?, editor.column()?);
            Some(suggestions(&editor.directory(), annex, column, typed))
        });
        let lines = lines.unwrap_or_default();
        if lines != *self.lines.read_untracked() {
            self.lines.set(lines);
        }
    }

    fn go_to(self, state: GridState, at: usize) {
        self.active.set(Some(at));
        let label = self
            .lines
            .with_untracked(|lines| lines.get(at).map(|it| it.label.clone()));
        state.app.announcement.set(label.unwrap_or_default());
    }

    /// Whether a key was for the list. Alt+Down steps into it; until then arrows, Enter and Tab
    /// do with the cell what they always do.
    pub(super) fn on_key(self, state: GridState, event: &ev::KeyboardEvent) -> bool {
        let n = self.lines.with_untracked(Vec::len);
        if n == 0 {
            let opens = event.alt_key() && event.key() == "ArrowDown";
            if opens {
                self.open_all(state);
            }
            return opens;
        }
        match (event.key().as_str(), self.active.get_untracked()) {
            ("ArrowDown", None) if event.alt_key() => self.go_to(state, 0),
            ("ArrowDown", Some(at)) => self.go_to(state, (at + 1) % n),
            ("ArrowUp", Some(at)) => self.go_to(state, (at + n - 1) % n),
            ("Enter" | "Tab", Some(at)) => {
                self.take(state, at);
                // Enter and Tab go on to commit and move.
                return false;
            }
            ("Escape", _) => self.close(),
            _ => return false,
        }
        true
    }

    fn take(self, state: GridState, at: usize) {
        let line = self.lines.with_untracked(|lines| lines.get(at).cloned());
        self.close();
        if let Some(line) = line {
            state.accept(&line.text);
        }
    }
}

#[component]
pub(super) fn SuggestionList() -> impl IntoView {
    let state: GridState = expect_context();
    let list = state.list;
    let app = state.app;
    // Nobody types any more: nothing to propose.
    let lines = move || match state.mode.get() {
        Mode::Select => Vec::new(),
        Mode::Typed | Mode::Opened => list.lines.get(),
    };
    Effect::new(move |_| {
        if state.mode.get() == Mode::Select {
            list.lines.update_untracked(Vec::clear);
            list.active.set(None);
        }
    });
    let place = move || {
        state.cursor.track();
        list.lines.track();
        let range = state.app.editor.with_untracked(|editor| {
            let cursor = editor.cursor();
            crate::editor::Selection {
                rows: cursor.row..cursor.row + 1,
                columns: cursor.column..cursor.column + 1,
            }
        });
        let rect = state.rect(&range);
        let typed = state
            .area()
            .map_or(0.0, |area| f64::from(area.offset_height()));
        let bottom = rect.top + rect.height.max(typed);
        let Some(view) = state.scroller() else {
            return (rect.left, bottom, rect.width, false);
        };
        let right = f64::from(view.scroll_left() + view.client_width());
        let room = f64::from(view.scroll_top() + view.client_height()) - bottom;
        let above = rect.top - f64::from(view.scroll_top());
        // Inside of what is in view, on the side of the cell that has more room.
        let is_above = room < LIST_PX && room < above;
        let left = rect.left.min(right - LIST_PX - 30.0).max(0.0);
        (
            left,
            if is_above { rect.top } else { bottom },
            rect.width,
            is_above,
        )
    };
    view! {
        <Show when=move || !lines().is_empty()>
            <ul class="suggestions plain" id=LIST_ID role="listbox" aria-label=app.t(Key::Suggestions)
                style:left=move || px(place().0) style:top=move || px(place().1)
                style:min-width=move || px(place().2.max(LIST_PX))
                style:transform=move || place().3.then_some("translateY(-100%)")>
                {move || lines().into_iter().enumerate().map(|(at, line)| {
                    let take = move |event: ev::MouseEvent| {
                        // The focus stays with the text area.
                        event.prevent_default();
                        event.stop_propagation();
                        list.take(state, at);
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
        </Show>
    }
}

impl GridState {
    /// Opens the cell with the list of all that could stand in it.
    pub(super) fn open_list(self) {
        self.open_editor();
        self.list.open_all(self);
    }
}
