//! The list of consolidations of many units' files.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        handover::Wish,
        storage::{self, Gathering},
    },
    ui::{readable::when, shell::Shell},
    wording::Key,
};

/// The consolidations stored in this browser; nothing where there are none.
#[component]
pub(super) fn Gatherings() -> impl IntoView {
    let shell = Shell::get();
    let listed = RwSignal::new(Vec::<(String, Gathering)>::new());
    Effect::new(move |_| {
        shell.library.track();
        spawn_local(async move {
            // Where deep storage cannot be read, the list of documents says so.
            let found = storage::gatherings().await.unwrap_or_default();
            listed.try_set(found);
        });
    });
    let lines = move |is_deleted: bool| {
        let all = listed.get().into_iter();
        let own = all.filter(|(_, it)| it.deleted_ms.is_some() == is_deleted);
        own.map(|(id, it)| view! { <Line id it /> }).collect_view()
    };
    let has = move |is_deleted: bool| {
        let listed = listed.read();
        listed
            .iter()
            .any(|(_, it)| it.deleted_ms.is_some() == is_deleted)
    };
    let n_deleted = move || {
        let listed = listed.read();
        let deleted = listed.iter().filter(|(_, it)| it.deleted_ms.is_some());
        shell.text(&Key::DeletedDocuments.with([deleted.count().to_string()]))
    };
    view! {
        <Show when=move || has(false)>
            <h3>{shell.t(Key::GatherStored)}</h3>
            <ul class="plain gatherings">{move || lines(false)}</ul>
        </Show>
        <Show when=move || has(true)>
            <details>
                <summary>{n_deleted}</summary>
                <ul class="plain gatherings">{move || lines(true)}</ul>
            </details>
        </Show>
    }
}

#[component]
fn Line(id: String, it: Gathering) -> impl IntoView {
    let shell = Shell::get();
    let is_deleted = it.deleted_ms.is_some();
    let counts = [it.n_received, it.n_units, it.n_to_correct].map(|n| n.to_string());
    let (counts, changed) = (Key::GatherStoredLine.with(counts), when(it.changed_ms));
    let (face, label) = match is_deleted {
        true => (Key::Undelete, Key::Undelete.into()),
        false => (Key::Delete, Key::GatherDelete.with([it.name.clone()])),
    };
    let (opened, filed) = (id.clone(), id);
    let file = move |_| set_deleted(shell, filed.clone(), !is_deleted);
    view! {
        <li>
            <button type="button" class="document" disabled=is_deleted
                on:click=move |_| shell.wish(Wish::Gathering(opened.clone()))>{it.name}</button>
            <span class="space why">{move || shell.text(&counts)}</span>
            <span class="why">{move || shell.text(&changed)}</span>
            <button type="button" class="quiet" aria-label=move || shell.text(&label) on:click=file>{shell.t(face)}</button>
        </li>
    }
    .into_any()
}

fn set_deleted(shell: Shell, id: String, is_deleted: bool) {
    spawn_local(async move {
        let result = storage::set_gathering_deleted(&id, is_deleted).await;
        if result.is_ok() && is_deleted {
            shell.offer(Key::Deleted.into(), Key::Undelete, move || {
                set_deleted(shell, id.clone(), false);
            });
        }
        shell.listed(result);
    });
}
