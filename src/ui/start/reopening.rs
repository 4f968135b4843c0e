use leptos::prelude::*;

use crate::{ui::shell::Shell, wording::Key};

/// Stands in place of the list while the document that the address names is opened.
#[component]
pub(in crate::ui) fn Reopening() -> impl IntoView {
    let shell = Shell::get();
    view! { <p class="reopening" role="note">{shell.t(Key::EditorOpening)}</p> }
}
