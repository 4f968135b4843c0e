//! The tabs of the annexes, as the sheets of a workbook: a double click renames, a right click opens
//! the menu of an annex.

use std::collections::HashMap;

use leptos::{ev, html::Input, prelude::*};
use wasm_bindgen::JsCast as _;

use crate::{
    commands::{self, Template},
    edit::Transaction,
    editor::{Cursor, Selection},
    model::AnnexId,
    ui::{
        app::context::App,
        icon::{PLUS, icon},
        popup::{Closed, MenuButton, MenuItem, MenuSeparator, PopupMenu},
    },
    wording::Key,
};

/// What the tabs share.
#[derive(Clone, Copy)]
struct Tabs {
    app: App,
    /// Id and name of each annex.
    all: Memo<Vec<(AnnexId, String)>>,
    active: Memo<usize>,
    renaming: RwSignal<Option<AnnexId>>,
    /// Where the cursor was when an annex was left.
    left_at: StoredValue<HashMap<AnnexId, Cursor>>,
    /// The annex whose menu is open, and where.
    menu: RwSignal<Option<(AnnexId, (f64, f64))>>,
}

impl Tabs {
    fn position(self, id: AnnexId) -> usize {
        self.all
            .with(|all| all.iter().position(|(it, _)| *it == id))
            .unwrap_or(0)
    }

    /// Goes to an annex, to where it was left.
    fn select(self, annex: usize) {
        let (here, from, to) = self.app.editor.with_untracked(|editor| {
            let annexes = &editor.document().annexes;
            let to = annexes.get(annex).or(annexes.last()).map(|it| it.id);
            (editor.cursor(), editor.annex().map(|it| it.id), to)
        });
        if from == to {
            return;
        }
        let place = self.left_at.try_update_value(|left_at| {
            left_at.extend(from.map(|id| (id, here)));
            to.and_then(|id| left_at.get(&id).copied())
        });
        self.app.move_to(Cursor {
            annex,
            ..place.flatten().unwrap_or_default()
        });
    }

    /// Runs a command that changes the places of the annexes, and goes to the annex at `to` places
    /// from where this one is.
    fn arrange(
        self,
        id: AnnexId,
        to: isize,
        command: impl FnOnce(&Selection) -> Option<Transaction>,
    ) {
        let at = untrack(|| self.position(id));
        if self.app.try_run(command) {
            self.select(at.saturating_add_signed(to));
        }
        self.app.focus_grid.notify();
    }

    /// Deletes the active annex, and offers to take that back.
    fn delete(self) {
        let app = self.app;
        let name = app
            .editor
            .with_untracked(|editor| editor.annex().map(|it| it.head.label()));
        if app.try_run(commands::delete_annex) {
            let take_back = move || {
                let is_last = app.editor.with_untracked(|editor| {
                    editor
                        .next_undo()
                        .is_some_and(|it| *it == Key::DidDeleteAnnex.into())
                });
                if is_last {
                    app.undo();
                } else {
                    app.tell(Key::UndoStepwise.into());
                }
            };
            let said = Key::AnnexDeleted.with([name.unwrap_or_default()]);
            app.offer(said, Key::Undo, take_back);
        }
        app.focus_grid.notify();
    }
}

/// One tab per annex, and the button that adds one.
#[component]
pub(super) fn AnnexTabs() -> impl IntoView {
    let app = App::get();
    let tabs = Tabs {
        app,
        all: Memo::new(move |_| {
            app.editor.with(|editor| {
                let annexes = editor.document().annexes.iter();
                annexes
                    .map(|annex| (annex.id, annex.head.label()))
                    .collect::<Vec<_>>()
            })
        }),
        active: Memo::new(move |_| app.editor.with(|editor| editor.cursor().annex)),
        renaming: RwSignal::new(None),
        left_at: StoredValue::default(),
        menu: RwSignal::new(None),
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let n = tabs.all.with_untracked(Vec::len).max(1);
        let at = tabs.active.get_untracked();
        let to = match event.key().as_str() {
            _ if tabs.renaming.read_untracked().is_some() => return,
            "ArrowRight" => (at + 1) % n,
            "ArrowLeft" => (at + n - 1) % n,
            "F2" => {
                let id = tabs
                    .all
                    .with_untracked(|all| all.get(at).map(|(id, _)| *id));
                event.prevent_default();
                return tabs.renaming.set(id);
            }
            _ => return,
        };
        event.prevent_default();
        tabs.select(to);
        let tab = document().get_element_by_id(&format!("tab-{to}"));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            tab.focus().ok();
        }
    };
    let add = move |template: Template| {
        app.run(|selection| Some(commands::new_annex(selection, template)));
        tabs.select(usize::MAX);
        app.focus_grid.notify();
    };
    view! {
        <div class="tabs">
            <div role="tablist" aria-label=app.t(Key::Annexes) on:keydown=on_key>
                <For each=move || tabs.all.get() key=|(id, name)| (*id, name.clone()) let((id, name))>
                    <Tab tabs id name />
                </For>
            </div>
            <MenuButton label=Key::AddAnnex class="add" arrow=false
                disabled=app.read_only face=|| icon(PLUS)>
                {Template::ALL.map(|template| view! { <MenuItem label=template.label() run=move || add(template) /> }).collect_view()}
            </MenuButton>
            {move || tabs.menu.get().map(|(id, at)| view! { <TabMenu tabs id at /> })}
        </div>
    }
}

#[component]
fn Tab(tabs: Tabs, id: AnnexId, name: String) -> impl IntoView {
    let is_renamed = Memo::new(move |_| tabs.renaming.get() == Some(id));
    let is_active = move || tabs.active.get() == tabs.position(id);
    let select = move |_| tabs.select(untrack(|| tabs.position(id)));
    let open_menu = move |event: ev::MouseEvent| {
        event.prevent_default();
        tabs.select(untrack(|| tabs.position(id)));
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        tabs.menu.set(Some((id, at)));
    };
    move || {
        let name = name.clone();
        match is_renamed.get() {
            true => view! { <TabName tabs id name /> }.into_any(),
            false => view! {
                <button type="button" role="tab" id=move || format!("tab-{}", tabs.position(id))
                    aria-selected=move || is_active().to_string() tabindex=move || if is_active() { "0" } else { "-1" }
                    on:click=select on:contextmenu=open_menu
                    on:dblclick=move |_| if !tabs.app.refuses_changes() { tabs.renaming.set(Some(id)) }>
                    {name}
                </button>
            }
            .into_any(),
        }
    }
}

/// The field in which a tab gets another name. Enter or leaving it commits, Esc keeps the name.
#[component]
fn TabName(tabs: Tabs, id: AnnexId, name: String) -> impl IntoView {
    let app = tabs.app;
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.focus().ok();
            input.select();
        }
    });
    let end = move |keep: bool| {
        // The field is left a second time when it is taken away.
        if tabs.renaming.get_untracked() != Some(id) {
            return;
        }
        let typed = input.get_untracked().map(|it| it.value());
        tabs.renaming.set(None);
        if let Some(typed) = typed.filter(|_| keep) {
            app.run(|selection| commands::rename_annex(selection, id, &typed));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => end(true),
            "Escape" => end(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        app.focus_grid.notify();
    };
    let size = name.chars().count().clamp(10, 40).to_string();
    view! {
        <input type="text" class="tab-name" node_ref=input size=size aria-label=app.t(Key::AnnexName) value=name
            on:keydown=on_key on:blur=move |_| end(true) />
    }
}

/// The menu of an annex, which is the active one.
#[component]
fn TabMenu(tabs: Tabs, id: AnnexId, at: (f64, f64)) -> impl IntoView {
    let app = tabs.app;
    let close = Callback::new(move |closed| {
        tabs.menu.try_set(None);
        if closed == Closed::Dismissed {
            app.focus_grid.notify();
        }
    });
    let is_fixed = app.read_only.get_untracked();
    let (place, n) = untrack(|| (tabs.position(id), tabs.all.with(Vec::len)));
    view! {
        <PopupMenu label=Key::Annexes at close>
            <MenuItem label=Key::RenameAnnex shortcut="F2" disabled=is_fixed run=move || tabs.renaming.set(Some(id)) />
            <MenuItem label=Key::DuplicateAnnex disabled=is_fixed
                run=move || tabs.arrange(id, 1, |selection| commands::duplicate_annex(selection, id)) />
            <MenuItem label=Key::MoveAnnexLeft disabled=is_fixed || place == 0
                run=move || tabs.arrange(id, -1, |selection| commands::move_annex(selection, id, -1)) />
            <MenuItem label=Key::MoveAnnexRight disabled=is_fixed || place + 1 == n
                run=move || tabs.arrange(id, 1, |selection| commands::move_annex(selection, id, 1)) />
            <MenuSeparator />
            <MenuItem label=Key::DeleteAnnex disabled=is_fixed || n < 2 run=move || tabs.delete() />
        </PopupMenu>
    }
}
