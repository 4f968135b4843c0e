//! Find and replace: a box over the grid.

use std::collections::HashSet;

use leptos::{ev, html::Input, prelude::*};

use crate::{
    commands::{self, ReplaceScope},
    edit::Transaction,
    editor::{Editor, Mending},
    model::CellRef,
    text::search::Query,
    ui::app::{
        context::App,
        dialog::{Dialog, Proposal},
    },
    wording::Key,
};

/// What the bar was opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Find,
    Replace,
}

/// The search and its scope; kept while the bar is closed.
#[derive(Clone, Copy)]
pub(super) struct FindState {
    pub app: App,
    purpose: RwSignal<Option<Purpose>>,
    query: RwSignal<Query>,
    by: RwSignal<String>,
    scope: RwSignal<ReplaceScope>,
    /// The matching cells; found again when the document or the search changes, not the cursor.
    places: Memo<Vec<CellRef>>,
    /// Fires when the bar has to take the focus.
    focus: Trigger,
}

impl FindState {
    pub(super) fn new(app: App) -> FindState {
        let query = RwSignal::<Query>::default();
        let scope = RwSignal::<ReplaceScope>::default();
        let revision = Memo::new(move |_| app.editor.with(Editor::revision));
        let places = Memo::new(move |_| {
            // `get`, not `track`: a memo that nobody reads follows nothing.
            revision.get();
            let (query, scope) = (query.read(), scope.read());
            app.editor
                .with_untracked(|editor| commands::find(&editor.selection(), &query, &scope))
        });
        let purpose = RwSignal::new(None);
        Effect::new(move |_| {
            let places = match purpose.get() {
                Some(_) => places.get(),
                None => Vec::new(),
            };
            let places: HashSet<_> = places.iter().map(|it| (it.row, it.column)).collect();
            if places != *app.found.read_untracked() {
                app.found.set(places);
            }
        });
        FindState {
            app,
            purpose,
            query,
            by: RwSignal::default(),
            scope,
            places,
            focus: Trigger::new(),
        }
    }

    /// Opens the bar. The scope is the selection if it has more than one cell.
    pub(super) fn open(self, purpose: Purpose) {
        self.scope.set(self.app.editor.with_untracked(|editor| {
            if 1 < editor.range().n_cells() {
                ReplaceScope::selection(&editor.selection())
            } else {
                ReplaceScope::Document
            }
        }));
        self.purpose.set(Some(purpose));
        self.focus.notify();
    }

    fn close(self) {
        self.purpose.set(None);
        self.app.focus_grid.notify();
    }

    /// Goes to the next or previous match, wrapping around at the end. The focus stays in the bar.
    pub(super) fn step(self, back: bool) {
        let app = self.app;
        let places = self.places.get_untracked();
        let next = app
            .editor
            .with_untracked(|editor| editor.next_of(&places, back));
        match next {
            Some(place) => {
                app.editor.update(|editor| editor.go_to(place));
                app.reveal.notify();
                let text = app.editor.with_untracked(|editor| editor.text().to_owned());
                app.announcement.set(text);
            }
            None => app.announcement.set(app.text(&Key::NothingFound.into())),
        }
    }

    /// Replaces in the active cell if it matches, then goes to the next match.
    fn replace_here(self) {
        let editor = self.app.editor;
        let here = editor.with_untracked(|editor| ReplaceScope::cell(&editor.selection()));
        self.app.apply(self.replacement(&here));
        self.step(false);
    }

    /// Returns what replacing everything in a scope does.
    fn replacement(self, scope: &ReplaceScope) -> Option<Transaction> {
        let (query, by) = (self.query.read_untracked(), self.by.read_untracked());
        self.app
            .editor
            .with_untracked(|editor| commands::replace(&editor.selection(), &query, &by, scope))
    }

    /// Previews replacing everything.
    fn preview(self) {
        let app = self.app;
        let Some(change) = self.replacement(&self.scope.read_untracked()) else {
            app.announcement.set(app.text(&Key::NothingFound.into()));
            return;
        };
        let changes = app.editor.with_untracked(|editor| {
            Mending::of_transaction(editor.document(), &change, Key::DidReplace)
        });
        app.dialog.set(Some(Dialog::Changes(Proposal {
            did: Key::Replaced,
            changes,
            assessments: None,
        })));
    }
}

#[component]
pub(super) fn FindBar() -> impl IntoView {
    let state: FindState = expect_context();
    let purpose = state.purpose;
    view! {
        {move || purpose.get().map(|purpose| view! { <Bar replaces=purpose == Purpose::Replace /> })}
    }
}

#[component]
fn Bar(replaces: bool) -> impl IntoView {
    let state: FindState = expect_context();
    let app = state.app;
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        state.focus.track();
        if let Some(input) = input.get() {
            input.focus().ok();
            input.select();
        }
    });
    let here = Memo::new(move |_| app.editor.with(Editor::cell_ref));
    let count = move || {
        let places = state.places.read();
        let here = here.get();
        let at = places.iter().position(|it| Some(*it) == here);
        let said = match at {
            Some(at) => Key::FoundCells.with([at + 1, places.len()].map(|n| n.to_string())),
            None => Key::FoundCount.with([places.len().to_string()]),
        };
        let is_asked = state.query.with(|query| !query.text.is_empty());
        is_asked.then(|| app.text(&said))
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" | "F3" => state.step(event.shift_key()),
            "Escape" => state.close(),
            _ => return,
        }
        event.prevent_default();
    };
    let change_query = move |change: &dyn Fn(&mut Query)| {
        state.query.update(|query| change(query));
    };
    let scope_key = move || match state.scope.get() {
        ReplaceScope::Document => "document",
        ReplaceScope::Column(..) => "column",
        ReplaceScope::Cells(..) | ReplaceScope::Cell(_) => "selection",
    };
    let set_scope = move |event: ev::Event| {
        let scope = app
            .editor
            .with_untracked(|editor| match event_target_value(&event).as_str() {
                "column" => ReplaceScope::column(&editor.selection()),
                "selection" => ReplaceScope::selection(&editor.selection()),
                _ => ReplaceScope::Document,
            });
        state.scope.set(scope);
    };
    view! {
        <div class="float find-bar" role="search" aria-label=app.t(Key::Find)>
            <input type="text" node_ref=input aria-label=app.t(Key::FindWhat) placeholder=app.t(Key::FindWhat)
                prop:value=move || state.query.with(|query| query.text.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    change_query(&|query| query.text.clone_from(&text));
                }
                on:keydown=on_key />
            <span class="found" role="status">{count}</span>
            <button type="button" on:click=move |_| state.step(true)>{app.t(Key::FindPrevious)}</button>
            <button type="button" on:click=move |_| state.step(false)>{app.t(Key::FindNext)}</button>
            {replaces.then(|| view! {
                <input type="text" aria-label=app.t(Key::ReplaceBy) placeholder=app.t(Key::ReplaceBy)
                    prop:value=state.by
                    on:input=move |event| {
                                        state.by.set(event_target_value(&event));
                    } />
                <button type="button" disabled=app.read_only on:click=move |_| state.replace_here()>{app.t(Key::Replace)}</button>
                <button type="button" disabled=app.read_only on:click=move |_| state.preview()>{app.t(Key::ReplaceAll)}</button>
            })}
            <div class="options">
                <label>
                    <input type="checkbox" prop:checked=move || state.query.with(|query| query.ignore_tones)
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            change_query(&|query| query.ignore_tones = on);
                        } />
                    " " {app.t(Key::IgnoreTones)}
                </label>
                <label>
                    <input type="checkbox" prop:checked=move || state.query.with(|query| query.match_case)
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            change_query(&|query| query.match_case = on);
                        } />
                    " " {app.t(Key::MatchCase)}
                </label>
                <select aria-label=app.t(Key::FindWhere) prop:value=scope_key on:change=set_scope>
                    <option value="document">{app.t(Key::InDocument)}</option>
                    <option value="column">{app.t(Key::InColumn)}</option>
                    <option value="selection">{app.t(Key::InSelection)}</option>
                </select>
                <button type="button" class="quiet" on:click=move |_| state.close()>{app.t(Key::Close)}</button>
            </div>
        </div>
    }
}
