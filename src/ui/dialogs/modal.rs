//! The frame that most dialogs share.

use leptos::{ev, html::Dialog, prelude::*};

use crate::{
    ui::{app::context::App, shell::Shell},
    wording::Key,
};

/// A modal dialog of the editor. When it closes, the grid takes the focus.
#[component]
pub(in crate::ui) fn Modal(
    open: Memo<bool>,
    id: &'static str,
    title: Key,
    close: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let app = App::get();
    let closed = Callback::new(move |()| app.focus_grid.notify());
    view! { <ShellModal open id title close closed children /> }
}

/// A modal dialog of either page. Its content is rendered while it is open; Esc calls `close`.
#[component]
pub(in crate::ui) fn ShellModal(
    open: Memo<bool>,
    /// Id of the heading that labels the dialog.
    id: &'static str,
    title: Key,
    close: Callback<()>,
    /// Called after the dialog has closed.
    #[prop(optional)]
    closed: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let shell = Shell::get();
    let dialog = NodeRef::<Dialog>::new();
    // A modal dialog can only be opened by a method, not by an attribute.
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if let Some(dialog) = dialog.get() {
            if is_open && !dialog.open() {
                dialog.show_modal().ok();
            } else if !is_open && dialog.open() {
                dialog.close();
            }
        }
        if was_open == Some(true)
            && !is_open
            && let Some(closed) = closed
        {
            closed.run(());
        }
        is_open
    });
    let on_cancel = move |event: ev::Event| {
        event.prevent_default();
        close.run(());
    };
    let children = StoredValue::new(children);
    view! {
        <dialog class="dialog modal" node_ref=dialog aria-labelledby=id on:cancel=on_cancel>
            <h2 id=id>{shell.t(title)}</h2>
            <Show when=move || open.get()>{children.with_value(|children| children())}</Show>
        </dialog>
    }
}
