//! The list of documents stored in this browser.

use leptos::{prelude::*, task::spawn_local};

use super::{
    back_up_all::BackUpAll,
    document_line::{DeletedLine, DocumentLine},
    gatherings::Gatherings,
};
use crate::{
    browser::storage::{self, Entry},
    text::search::fold,
    ui::{readable::size_text, shell::Shell},
    wording::Key,
};

#[component]
pub(super) fn Library() -> impl IntoView {
    let shell = Shell::get();
    // Local storage is read synchronously; documents that only IndexedDB has are added later.
    let entries = RwSignal::new(storage::local_list());
    let is_available = RwSignal::new(true);
    let is_complete = RwSignal::new(true);
    let room = RwSignal::new(None);
    Effect::new(move |_| {
        shell.library.track();
        spawn_local(async move {
            let listed = storage::list().await;
            is_complete.try_set(listed.is_ok());
            let listed = listed.unwrap_or_else(|_| storage::local_list());
            // The list may have been disposed meanwhile.
            let same = entries.try_with_untracked(|it| *it == listed);
            if same == Some(false) {
                entries.set(listed);
            }
            is_available.try_set(storage::is_available().await);
            room.try_set(storage::room().await);
        });
    });
    let wanted = RwSignal::new(String::new());
    let chosen = move |deleted: bool, archived: bool| {
        let wanted = fold(wanted.get().trim());
        let mut entries = entries.get();
        entries.retain(|entry| {
            let text = entry.summary.as_ref().map_or(String::new(), |summary| {
                fold(&[summary.name.as_str(), summary.number.as_str()].join(" "))
            });
            entry.meta.deleted_ms.is_some() == deleted
                && (deleted || entry.meta.archived == archived)
                && (deleted || text.contains(&wanted))
        });
        entries
    };
    let listed = Memo::new(move |_| chosen(false, false));
    let archived = Memo::new(move |_| chosen(false, true));
    let deleted = Memo::new(move |_| chosen(true, false));
    let n_all = move || entries.with(Vec::len);
    let nothing = move || match wanted.read().trim() {
        "" => Key::NoDocuments.text(shell.language.get()),
        _ => Key::NoneFound.text(shell.language.get()),
    };
    let rooms = move || {
        let (used, left) = room.get()?;
        let parts = [used, left].map(size_text);
        Some(shell.text(&Key::RoomUsed.with(parts)))
    };
    view! {
        <section class="card documents" aria-labelledby="documents-title">
            <div class="library-head">
                <h2 id="documents-title">{shell.t(Key::MyDocuments)}</h2>
                <Show when=move || 3 < n_all()>
                    <input type="search" aria-label=shell.t(Key::SearchDocuments) placeholder=shell.t(Key::SearchDocuments)
                        on:input=move |event| wanted.set(event_target_value(&event)) />
                </Show>
                <BackUpAll />
            </div>
            <Show when=move || is_available.get() && !is_complete.get()>
                <p class="warning">{shell.t(Key::ListIncomplete)}</p>
            </Show>
            <Show when=move || is_available.get() fallback=move || view! { <p class="warning">{shell.t(Key::StorageUnavailable)}</p> }>
                <Show when=move || !listed.read().is_empty() fallback=move || view! { <p>{nothing}</p> }>
                    <Table entries=listed />
                </Show>
            </Show>
            <Show when=move || !archived.read().is_empty()>
                <details>
                    <summary>{move || shell.text(&Key::ArchivedDocuments.with([archived.read().len().to_string()]))}</summary>
                    <Table entries=archived />
                </details>
            </Show>
            <Show when=move || !deleted.read().is_empty()>
                <details>
                    <summary>{move || shell.text(&Key::DeletedDocuments.with([deleted.read().len().to_string()]))}</summary>
                    <ul class="plain">
                        <For each=move || deleted.get() key=key_of let:entry>
                            <DeletedLine entry />
                        </For>
                    </ul>
                </details>
            </Show>
            <Gatherings />
            <p class="room">{rooms}</p>
        </section>
    }
}

/// The columns of the list.
const HEADS: [Key; 7] = [
    Key::DocumentName,
    Key::PlanNumber,
    Key::ExportAnnex,
    Key::ExportRows,
    Key::Findings,
    Key::ChangedWhen,
    Key::Size,
];

#[component]
fn Table(entries: Memo<Vec<Entry>>) -> impl IntoView {
    let shell = Shell::get();
    view! {
        <table class="document-list">
            <thead>
                <tr>
                    {HEADS.map(|key| view! { <th scope="col">{shell.t(key)}</th> }).collect_view()}
                    <td></td>
                </tr>
            </thead>
            <tbody>
                <For each=move || entries.get() key=key_of let:entry>
                    <DocumentLine entry />
                </For>
            </tbody>
        </table>
    }
}

/// Key of a line: changes whenever the line has to be rendered again.
fn key_of(entry: &Entry) -> (String, u64, u64) {
    let saves = entry.summary.as_ref().map_or(0, |it| it.saves);
    (entry.id.clone(), entry.meta.writes, saves)
}
