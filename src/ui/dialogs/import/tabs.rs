//! The tabs of the preview: one per annex, and one for what is in no annex.

use leptos::{ev, prelude::*};

use crate::{
    model::Annex,
    ui::app::{
        context::App,
        preview::{Previews, Tab},
    },
    wording::{Key, Message},
};

/// Returns the id of a tab's element.
pub(super) fn tab_id(tab: Tab) -> String {
    let annex = tab.annex.map_or("rest".to_owned(), |id| id.0.to_string());
    format!("preview-tab-{}-{annex}", tab.file)
}

/// Renders the tabs; nothing when there is only one.
pub(super) fn tabs_view(app: App, previews: &Previews) -> impl IntoView + use<> {
    let all = labels(previews);
    let places: Vec<Tab> = all.iter().map(|it| it.tab).collect();
    let at = places
        .iter()
        .position(|tab| *tab == previews.tab)
        .unwrap_or(0);
    let go = move |step: isize| {
        let n = places.len() as isize;
        let to = (at as isize + step).rem_euclid(n.max(1));
        let Some(tab) = usize::try_from(to)
            .ok()
            .and_then(|to| places.get(to).copied())
        else {
            return;
        };
        app.change_previews(|previews| previews.tab = tab);
        // The tabs are rendered anew; the focus goes to the one that is shown now.
        if let Some(button) = document().get_element_by_id(&tab_id(tab)) {
            focus(&button);
        }
    };
    let go = StoredValue::new_local(go);
    let on_key = move |event: ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        event.prevent_default();
        go.with_value(|go| go(step));
    };
    let shown = previews.tab;
    let is_needed = 1 < all.len();
    is_needed.then(|| {
        let tabs = all.into_iter().map(|label| {
            let Label { tab, file, name, n_to_check } = label;
            let is_shown = tab == shown;
            let to_check = (0 < n_to_check).then(|| {
                let said = Key::PreviewToCheck.with([n_to_check.to_string()]);
                view! { " " <span class="to-check" title=move || app.text(&said)>{n_to_check}</span> }
            });
            view! {
                <button type="button" role="tab" id=tab_id(tab) aria-selected=is_shown.to_string()
                    tabindex=if is_shown { "0" } else { "-1" }
                    on:click=move |_| app.change_previews(|previews| previews.tab = tab)>
                    {file} {move || app.text(&name)} {to_check}
                </button>
            }
        });
        view! {
            <div class="preview-tabs" role="tablist" aria-label=app.t(Key::PreviewTabs) on:keydown=on_key>
                {tabs.collect::<Vec<_>>()}
            </div>
        }
    })
}

fn focus(element: &web_sys::Element) {
    use wasm_bindgen::JsCast as _;
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        element.focus().ok();
    }
}

/// A tab to render.
struct Label {
    tab: Tab,
    /// The file's name, where there are several.
    file: Option<String>,
    name: Message,
    n_to_check: usize,
}

fn labels(previews: &Previews) -> Vec<Label> {
    let is_one = previews.files.len() == 1;
    let mut all = Vec::new();
    for (at, file) in previews.files.iter().enumerate() {
        let label = |annex, name, n_to_check| Label {
            tab: Tab { file: at, annex },
            file: (!is_one).then(|| format!("{} · ", file.name)),
            name,
            n_to_check,
        };
        for annex in &file.document.annexes {
            let name = Key::ReadingPlain.with([name_of(annex)]);
            all.push(label(Some(annex.id), name, file.n_to_check(annex)));
        }
        let n_rest = file.notes_of(None).len();
        if 0 < n_rest {
            all.push(label(None, Key::PreviewRest.into(), n_rest));
        }
    }
    all
}

/// Returns a short name: the number, otherwise the sheet, otherwise the beginning of the title.
fn name_of(annex: &Annex) -> String {
    let head = &annex.head;
    match (head.number.as_str(), head.sheet.as_str()) {
        ("", "") => head.title.chars().take(30).collect(),
        _ => head.label(),
    }
}
