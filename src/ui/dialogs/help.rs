//! The dialog with the keyboard shortcuts.

use leptos::{ev, html::Dialog, prelude::*};

use crate::{ui::app::context::App, wording::Key};

/// Groups of keys and what they do.
const KEYS: &[(Key, &[(&str, Key)])] = &[
    (
        Key::HelpMoving,
        &[
            ("← ↑ → ↓", Key::HelpArrows),
            ("Ctrl + ↑ ↓ ← →", Key::HelpEdge),
            ("Home, End, Ctrl+Home, Ctrl+End", Key::HelpHome),
            ("PageUp, PageDown", Key::HelpPage),
            ("Tab, Enter", Key::HelpTab),
            ("Shift + ↑ ↓ ← →", Key::HelpExtend),
            ("Ctrl+A, Ctrl+Space, Shift+Space", Key::HelpSelect),
            ("Esc, Tab", Key::HelpLeave),
        ],
    ),
    (
        Key::HelpEditing,
        &[
            ("F2", Key::HelpEdit),
            ("Shift+F2", Key::HelpLarge),
            ("Alt+↓", Key::HelpList),
            ("Alt+Enter", Key::HelpBreak),
            ("Ctrl+Enter", Key::HelpFillTyped),
            ("Delete", Key::HelpClear),
            ("Ctrl+C, Ctrl+X, Ctrl+V", Key::HelpClipboard),
            ("Ctrl+D, Ctrl+R", Key::HelpFill),
            ("Ctrl+;", Key::HelpToday),
            ("Ctrl+Z, Ctrl+Y", Key::HelpUndo),
            ("Ctrl+F, Ctrl+H, F3", Key::HelpFind),
            ("Shift+F10", Key::HelpMenu),
            ("Ctrl+S, Ctrl+O, Ctrl+P", Key::HelpFiles),
        ],
    ),
    (
        Key::HelpRows,
        &[
            ("Ctrl+Shift+=, Ctrl+-", Key::HelpInsert),
            ("Alt+Shift+↑ ↓", Key::HelpMove),
            ("Alt+Shift+← →", Key::HelpLevel),
            ("Ctrl+.", Key::HelpFold),
            ("Ctrl+Shift+L", Key::HelpFilter),
        ],
    ),
    (
        Key::Findings,
        &[
            ("F8, Shift+F8", Key::HelpFindings),
            ("Alt+Enter", Key::HelpQuickFix),
        ],
    ),
];

/// The dialog, opened by F1 or Ctrl+/.
#[component]
pub(in crate::ui) fn HelpDialog() -> impl IntoView {
    let app = App::get();
    let dialog = NodeRef::<Dialog>::new();
    let listener = window_event_listener(ev::keydown, move |event| {
        let asked = event.key() == "F1" || (event.ctrl_key() && event.key() == "/");
        let Some(dialog) = dialog.get_untracked().filter(|_| asked) else {
            return;
        };
        event.prevent_default();
        if !dialog.open() {
            dialog.show_modal().ok();
        }
    });
    on_cleanup(move || listener.remove());
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    // The focus goes to the grid, from which the dialog is usually opened.
    let closed = move |_: ev::Event| app.focus_grid.update(|n| *n += 1);
    let groups = KEYS.iter().map(|(title, keys)| {
        let rows = keys.iter().map(|(keys, what)| {
            view! { <tr><th scope="row"><kbd>{*keys}</kbd></th><td>{app.t(*what)}</td></tr> }
        });
        view! {
            <section>
                <h3>{app.t(*title)}</h3>
                <table>{rows.collect_view()}</table>
            </section>
        }
    });
    view! {
        <dialog class="dialog help" node_ref=dialog aria-labelledby="help-title" on:close=closed>
            <h2 id="help-title">{app.t(Key::HelpTitle)}</h2>
            <div class="help-groups" tabindex="0" role="group" aria-labelledby="help-title">{groups.collect_view()}</div>
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=close>{app.t(Key::Close)}</button>
            </div>
        </dialog>
    }
}
