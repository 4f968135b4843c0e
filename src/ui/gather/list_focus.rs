//! Moves in the list of open matters by keyboard, and keeps the focus there as matters are decided.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Moves from matter to matter, and takes or leaves the one that has the focus.
pub(super) fn on_key(event: ev::KeyboardEvent) {
    let target = event_target::<Element>(&event);
    let Some(item) = target.closest("li").ok().flatten() else {
        return;
    };
    let is_item = item == target;
    let click = |class: &str| {
        let button = item.query_selector(class).ok().flatten();
        if let Some(button) = button.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            event.prevent_default();
            button.click();
        }
    };
    match event.key().as_str() {
        "ArrowDown" if is_item => focus_beside(&event, &item, 1),
        "ArrowUp" if is_item => focus_beside(&event, &item, -1),
        "Enter" if is_item => click(".take"),
        "Delete" if is_item => click(".leave"),
        _ => {}
    }
}

fn focus_beside(event: &ev::KeyboardEvent, item: &Element, by: isize) {
    let list = item.closest(".open-list").ok().flatten();
    let beside = place_of(item).and_then(|own| own.checked_add_signed(by));
    let beside = list
        .zip(beside)
        .and_then(|(list, at)| items_of(&list).into_iter().nth(at));
    if let Some(beside) = beside {
        event.prevent_default();
        beside.focus().ok();
    }
}

/// The matters of a list, in order.
fn items_of(list: &Element) -> Vec<HtmlElement> {
    let Ok(items) = list.query_selector_all("li") else {
        return Vec::new();
    };
    let items = (0..items.length()).filter_map(|n| items.get(n)?.dyn_into::<HtmlElement>().ok());
    items.collect()
}

/// Which matter of its list an item is.
pub(super) fn place_of(item: &Element) -> Option<usize> {
    let list = item.closest(".open-list").ok().flatten()?;
    items_of(&list).iter().position(|it| **it == *item)
}

/// Gives the focus that was lost to the matter at a place, or to the whole list.
pub(super) fn keep_focus(list: &HtmlElement, at: usize) {
    let active = document().active_element();
    if active.is_some_and(|it| it.tag_name() != "BODY") {
        return;
    }
    let items = items_of(list);
    let at = at.min(items.len().max(1) - 1);
    items.get(at).unwrap_or(list).focus().ok();
}
