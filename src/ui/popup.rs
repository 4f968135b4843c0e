//! Menus: a list of commands at a point of the window, and the button that opens one below itself.

use leptos::{
    ev,
    html::{Button, Ul},
    prelude::*,
};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::{
    icon::{DOWN, icon},
    shell::Shell,
};
use crate::wording::Message;

/// How a menu was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// A command was chosen, or the mouse was pressed elsewhere.
    Chosen,
    /// By Esc or Tab: the focus returns to where the menu was opened.
    Dismissed,
}

/// What the lines of a menu close it with.
#[derive(Clone, Copy)]
struct Closing(Callback<Closed>);

/// A menu near a point of the window, inside of it. The first line takes the focus.
#[component]
pub(super) fn PopupMenu(
    #[prop(into)] label: Message,
    at: (f64, f64),
    close: Callback<Closed>,
    /// The button that toggles the menu; a press of it is not one elsewhere.
    #[prop(optional)]
    opener: Option<NodeRef<Button>>,
    children: Children,
) -> impl IntoView {
    let shell = Shell::get();
    let list = NodeRef::<Ul>::new();
    provide_context(Closing(close));
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            move_inside(&list, at);
            focus_line(&list, Go::First);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(list) = list.get_untracked() else {
            return;
        };
        match event.key().as_str() {
            "ArrowDown" => focus_line(&list, Go::Next),
            "ArrowUp" => focus_line(&list, Go::Previous),
            "Home" => focus_line(&list, Go::First),
            "End" => focus_line(&list, Go::Last),
            "Escape" | "Tab" => close.run(Closed::Dismissed),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let outside = window_event_listener(ev::mousedown, move |event| {
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Node>().ok());
        let is_within =
            |element: Option<HtmlElement>| element.is_some_and(|it| it.contains(target.as_ref()));
        let list = list.try_get_untracked().flatten().map(HtmlElement::from);
        let opener = opener.and_then(|it| it.try_get_untracked().flatten());
        if !is_within(list) && !is_within(opener.map(HtmlElement::from)) {
            close.run(Closed::Chosen);
        }
    });
    on_cleanup(move || outside.remove());
    view! {
        <ul class="menu plain" role="menu" node_ref=list aria-label=move || shell.text(&label)
            on:keydown=on_key on:contextmenu=|event| event.prevent_default()>
            {children()}
        </ul>
    }
}

/// A command in a menu.
#[component]
pub(super) fn MenuItem(
    #[prop(into)] label: Message,
    #[prop(optional)] shortcut: &'static str,
    #[prop(optional)] disabled: bool,
    run: impl Fn() + 'static,
) -> impl IntoView {
    let shell = Shell::get();
    let Closing(close) = expect_context();
    let click = move |_| {
        close.run(Closed::Chosen);
        run();
    };
    view! {
        <li role="none">
            <button type="button" role="menuitem" tabindex="-1" disabled=disabled on:click=click>
                <span>{move || shell.text(&label)}</span>
                <kbd>{shortcut}</kbd>
            </button>
        </li>
    }
}

/// A choice in a menu that is on or off; the menu stays open.
#[component]
pub(super) fn MenuCheck(#[prop(into)] label: Message, checked: RwSignal<bool>) -> impl IntoView {
    let shell = Shell::get();
    let mark = move || if checked.get() { "✓ " } else { "" };
    view! {
        <li role="none">
            <button type="button" role="menuitemcheckbox" tabindex="-1" aria-checked=move || checked.get().to_string()
                on:click=move |_| checked.update(|it| *it = !*it)>
                <span>{mark} {move || shell.text(&label)}</span>
            </button>
        </li>
    }
}

/// The line between groups of commands.
#[component]
pub(super) fn MenuSeparator() -> impl IntoView {
    view! { <li role="separator"></li> }
}

/// A button that opens a menu below itself.
#[component]
pub(super) fn MenuButton(
    /// The accessible name, and the tooltip.
    #[prop(into)]
    label: Message,
    #[prop(optional)] class: &'static str,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// What the button shows before its arrow.
    #[prop(into)]
    face: ViewFn,
    /// Whether an arrow says that a menu opens.
    #[prop(default = true)]
    arrow: bool,
    #[prop(default = NodeRef::new())] button: NodeRef<Button>,
    children: ChildrenFn,
) -> impl IntoView {
    let shell = Shell::get();
    let place = RwSignal::new(None::<(f64, f64)>);
    let open = move || {
        if let Some(button) = button.get_untracked() {
            let rect = button.get_bounding_client_rect();
            place.set(Some((rect.left(), rect.bottom() + 2.0)));
        }
    };
    let toggle = move |_| match place.get_untracked() {
        Some(_) => place.set(None),
        None => open(),
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "ArrowDown" {
            event.prevent_default();
            open();
        }
    };
    let close = Callback::new(move |closed| {
        place.try_set(None);
        if closed == Closed::Dismissed
            && let Some(button) = button.get_untracked()
        {
            button.focus().ok();
        }
    });
    let (name, of_menu) = (label.clone(), label.clone());
    let children = StoredValue::new(children);
    view! {
        <button type="button" class=class node_ref=button disabled=disabled aria-haspopup="menu"
            aria-expanded=move || place.read().is_some().to_string()
            aria-label=move || shell.text(&name) title=move || shell.text(&label)
            on:click=toggle on:keydown=on_key>
            {face.run()}
            {arrow.then(|| icon(DOWN))}
        </button>
        {move || place.get().map(|at| {
            let label = of_menu.clone();
            view! {
                <PopupMenu label at close opener=button>{children.with_value(|children| children())}</PopupMenu>
            }
        })}
    }
}

/// Moves a menu near the edge into the window.
fn move_inside(list: &web_sys::HtmlUListElement, (x, y): (f64, f64)) {
    let rect = list.get_bounding_client_rect();
    let window = window();
    let size = |it: Result<wasm_bindgen::JsValue, _>| it.ok().and_then(|it| it.as_f64());
    let room = size(window.inner_width()).zip(size(window.inner_height()));
    let (width, height) = room.unwrap_or((f64::MAX, f64::MAX));
    let style = HtmlElement::style(list);
    let set = |name: &str, wanted: f64, most: f64| {
        let px = format!("{}px", wanted.min(most - 4.0).max(0.0));
        style.set_property(name, &px).ok();
    };
    set("left", x, width - rect.width());
    set("top", y, height - rect.height());
}

/// A line of a menu to focus.
enum Go {
    First,
    Last,
    Next,
    Previous,
}

/// Focuses an enabled and visible line.
fn focus_line(list: &web_sys::HtmlUListElement, go: Go) {
    let Ok(lines) = list.query_selector_all("[role^=menuitem]:not(:disabled)") else {
        return;
    };
    let lines: Vec<HtmlElement> = (0..lines.length())
        .filter_map(|at| lines.get(at)?.dyn_into::<HtmlElement>().ok())
        .filter(|line| line.offset_parent().is_some())
        .collect();
    let active = document().active_element();
    let is_active = |line: &HtmlElement| {
        active
            .as_ref()
            .is_some_and(|it| it.is_same_node(Some(line)))
    };
    let n = lines.len().max(1);
    let at = lines.iter().position(is_active);
    let to = match (go, at) {
        (Go::First, _) | (Go::Next, None) => 0,
        (Go::Last, _) | (Go::Previous, None) => n - 1,
        (Go::Next, Some(at)) => (at + 1) % n,
        (Go::Previous, Some(at)) => (at + n - 1) % n,
    };
    if let Some(line) = lines.get(to) {
        line.focus().ok();
    }
}
