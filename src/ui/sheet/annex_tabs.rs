//! The tabs of the annexes.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;

use crate::{
    commands::{self, Template},
    editor::Cursor,
    ui::app::context::App,
    wording::Key,
};

/// One tab per annex, with controls to add and delete annexes.
#[component]
pub(super) fn AnnexTabs() -> impl IntoView {
    let app = App::get();
    let tabs = Memo::new(move |_| {
        app.editor.with(|editor| {
            let annexes = editor.document().annexes.iter();
            annexes
                .map(|annex| (annex.id, annex.head.label()))
                .collect::<Vec<_>>()
        })
    });
    let active = Memo::new(move |_| app.editor.with(|editor| editor.cursor().annex));
    let position = move |id| {
        tabs.with(|tabs| tabs.iter().position(|(it, _)| *it == id))
            .unwrap_or(0)
    };
    let select = move |annex: usize| {
        app.move_to(Cursor {
            annex,
            ..Cursor::default()
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let n = tabs.with_untracked(Vec::len).max(1);
        let at = active.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % n,
            "ArrowLeft" => (at + n - 1) % n,
            _ => return,
        };
        event.prevent_default();
        select(to);
        let tab = document().get_element_by_id(&format!("tab-{to}"));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            tab.focus().ok();
        }
    };
    let add = move |event: ev::Event| {
        let choice = event_target_value(&event);
        let template = Template::ALL
            .into_iter()
            .find(|template| format!("{template:?}") == choice);
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
        if let Some(template) = template {
            app.run(|selection| Some(commands::new_annex(selection, template)));
            select(usize::MAX);
        }
    };
    let options = Template::ALL.map(|template| {
        view! { <option value=format!("{template:?}")>{app.t(template.label())}</option> }
    });
    view! {
        <div class="tabs">
            <div role="tablist" aria-label=app.t(Key::Annexes) on:keydown=on_key>
                <For each=move || tabs.get() key=|(id, name)| (*id, name.clone()) let((id, name))>
                    <button type="button" role="tab" id=move || format!("tab-{}", position(id))
                        aria-selected=move || (active.get() == position(id)).to_string()
                        tabindex=move || if active.get() == position(id) { "0" } else { "-1" }
                        on:click=move |_| select(position(id))>
                        {name.clone()}
                    </button>
                </For>
            </div>
            <select aria-label=app.t(Key::AddAnnex) disabled=app.read_only on:change=add>
                <option value="">{app.t(Key::AddAnnex)}</option>
                {options.collect_view()}
            </select>
            <Show when=move || 1 < tabs.with(Vec::len)>
                <button type="button" class="quiet" disabled=app.read_only on:click=move |_| app.run(commands::delete_annex)>{app.t(Key::DeleteAnnex)}</button>
            </Show>
        </div>
    }
}
