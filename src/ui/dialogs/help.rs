//! The dialog with the keyboard shortcuts.

use leptos::prelude::*;

use super::modal::Modal;
use crate::{
    ui::app::{context::App, dialog::Dialog},
    wording::Key,
};

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
            ("Ctrl+G", Key::HelpGoTo),
            ("F6, Shift+F6", Key::HelpRegions),
            ("Esc, Tab", Key::HelpLeave),
        ],
    ),
    (
        Key::HelpEditing,
        &[
            ("F2", Key::HelpEdit),
            ("Shift+F2", Key::HelpNote),
            ("Ctrl+F2", Key::HelpLarge),
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
            ("Ctrl+Shift+S", Key::HelpExport),
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
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Help)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="help-title" title=Key::HelpTitle close>
            <Keys />
        </Modal>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let app = App::get();
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
        <div class="help" tabindex="0" role="group" aria-labelledby="help-title">{groups.collect_view()}</div>
        <div class="dialog-buttons">
            <button type="button" class="primary" on:click=move |_| app.close_dialog()>{app.t(Key::Close)}</button>
        </div>
    }
}
