use leptos::prelude::*;

use crate::{
    browser::isolation::{is_from_disk, store_nothing, stores_nothing},
    ui::shell::Shell,
    wording::Key,
};

/// States who else can read documents that a page opened from disk stores, and offers to store
/// nothing.
#[component]
pub(super) fn StorageNote() -> impl IntoView {
    let shell = Shell::get();
    let (text, label, yes) = match (stores_nothing(), is_from_disk()) {
        (true, _) => (Key::StoresNothing, Key::StoreAgain, false),
        (false, true) => (Key::StoredFromDisk, Key::StoreNothing, true),
        (false, false) => return None,
    };
    Some(view! {
        <section class="card storage-note" role="note">
            <p>{shell.t(text)}</p>
            <button type="button" on:click=move |_| store_nothing(yes)>{shell.t(label)}</button>
        </section>
    })
}
