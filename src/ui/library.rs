//! The documents kept in this browser.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    restore_dialog::RestoreDialog,
    shell::Shell,
    text_file::{TextFileButton, save_text},
};
use crate::{
    browser::{
        file,
        handover::Wish,
        storage::{self, Entry},
    },
    persist::Everything,
    text::search::fold,
    wording::Key,
};

#[component]
pub(super) fn Library() -> impl IntoView {
    let shell = Shell::get();
    // Local storage answers at once; what only deep storage has follows.
    let entries = RwSignal::new(storage::local_list());
    let is_available = RwSignal::new(true);
    let room = RwSignal::new(None);
    Effect::new(move |_| {
        shell.library.track();
        spawn_local(async move {
            let listed = storage::list().await;
            // The user may have gone on meanwhile.
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
        let parts = [used, left].map(megabytes);
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
            <Show when=move || is_available.get() fallback=move || view! { <p class="warning">{shell.t(Key::StorageUnavailable)}</p> }>
                <Show when=move || !listed.read().is_empty() fallback=move || view! { <p>{nothing}</p> }>
                    <ul class="plain">
                        <For each=move || listed.get() key=key_of let:entry>
                            <DocumentLine entry />
                        </For>
                    </ul>
                </Show>
            </Show>
            <Show when=move || !archived.read().is_empty()>
                <details>
                    <summary>{move || shell.text(&Key::ArchivedDocuments.with([archived.read().len().to_string()]))}</summary>
                    <ul class="plain">
                        <For each=move || archived.get() key=key_of let:entry>
                            <DocumentLine entry />
                        </For>
                    </ul>
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
            <p class="room">{rooms}</p>
        </section>
        <RestoreDialog />
    }
}

/// A line is drawn anew when anything of it has changed.
fn key_of(entry: &Entry) -> (String, u64, u64) {
    let saves = entry.summary.as_ref().map_or(0, |it| it.saves);
    (entry.id.clone(), entry.meta.writes, saves)
}

#[component]
fn DocumentLine(entry: Entry) -> impl IntoView {
    let shell = Shell::get();
    let id = StoredValue::new(entry.id.clone());
    let delete = move |_| {
        let id = id.get_value();
        spawn_local(async move {
            let now = storage::now();
            let result = storage::set_meta(&id, |meta| meta.deleted_ms = Some(now)).await;
            if result.is_ok() {
                shell.offer(Key::Deleted.into(), Key::Undelete, move || {
                    undelete(shell, id.clone())
                });
            }
            shell.listed(result);
        });
    };
    let copy = move |_| {
        let id = id.get_value();
        spawn_local(async move {
            let raw = storage::raw(&id).await;
            let text = serde_json::to_string(&raw).unwrap_or_default();
            save_text(shell, &text, "phuluc.json", "application/json");
        });
    };
    let summary = match entry.summary.clone() {
        Ok(summary) => summary,
        Err(reason) => {
            return view! {
                <li class="warning">
                    <p>{move || shell.text(&Key::DocumentUnreadable.with([reason.clone()]))}</p>
                    <button type="button" on:click=copy>{shell.t(Key::DownloadRaw)}</button>
                    <button type="button" class="quiet" on:click=delete>{shell.t(Key::Delete)}</button>
                </li>
            }
            .into_any();
        }
    };
    let name = document_name(&summary.name);
    let details = Key::DocumentDetails.with([
        summary.n_annexes.to_string(),
        summary.n_rows.to_string(),
        date_text(entry.meta.changed_ms),
    ]);
    let findings = match (entry.meta.n_errors, entry.meta.n_findings) {
        (_, 0) => Key::NoFindings.into(),
        (errors, all) => Key::FindingsCount.with([all.to_string(), errors.to_string()]),
    };
    let size = megabytes(summary.n_bytes() as f64);
    let copy_name = Key::CopyOf.with([name.clone()]);
    let duplicate = move |_| {
        let (id, name) = (id.get_value(), shell.text(&copy_name));
        spawn_local(async move {
            shell.listed(storage::duplicate(&id, &name).await);
        });
    };
    let is_archived = entry.meta.archived;
    let archive = move |_| {
        let id = id.get_value();
        spawn_local(async move {
            let result = storage::set_meta(&id, |meta| meta.archived = !is_archived).await;
            shell.listed(result);
        });
    };
    let archive_key = if is_archived {
        Key::Unarchive
    } else {
        Key::Archive
    };
    let of_this = |key: Key, name: &str| {
        let label = key.with([name.to_owned()]);
        move || shell.text(&label)
    };
    let reminder = entry.is_unsafe().then(|| {
        view! { <p class="reminder">{shell.t(Key::UnsafeForAWeek)}</p> }
    });
    view! {
        <li>
            <div class="line">
                <button type="button" class="document" on:click=move |_| shell.wish(Wish::Stored(id.get_value()))>
                    <strong>{name.clone()}</strong>
                    <span>{summary.number}</span>
                    <span>{move || shell.text(&details)}</span>
                    <span>{move || shell.text(&findings)}</span>
                    <span>{size}</span>
                </button>
                {reminder}
            </div>
            <button type="button" class="quiet" on:click=duplicate aria-label=of_this(Key::DuplicateDocument, &name)>{shell.t(Key::Duplicate)}</button>
            <button type="button" class="quiet" on:click=archive>{shell.t(archive_key)}</button>
            <button type="button" class="quiet" on:click=delete aria-label=of_this(Key::DeleteDocument, &name)>{shell.t(Key::Delete)}</button>
        </li>
    }
    .into_any()
}

fn undelete(shell: Shell, id: String) {
    spawn_local(async move {
        let result = storage::set_meta(&id, |meta| meta.deleted_ms = None).await;
        if result.is_ok() {
            shell.tell(Key::Restored.into());
        }
        shell.listed(result);
    });
}

#[component]
fn DeletedLine(entry: Entry) -> impl IntoView {
    let shell = Shell::get();
    let summary = entry.summary.unwrap_or_default();
    let name = document_name(&summary.name);
    view! {
        <li>
            <span>{name}</span>
            <button type="button" on:click=move |_| undelete(shell, entry.id.clone())>{shell.t(Key::Undelete)}</button>
        </li>
    }
}

/// Everything as one file, and back again.
#[component]
fn BackUpAll() -> impl IntoView {
    let shell = Shell::get();
    let save = move |_| {
        spawn_local(async move {
            let all = Everything {
                made_ms: storage::now() as u64,
                texts: storage::everything().await,
            };
            let today = crate::browser::today().replace('/', "-");
            let name = format!("phuluc {today}.phuluc");
            save_text(shell, &all.write(), &name, file::BACKUP);
            // It has left the browser: nobody need be reminded.
            for kept in all.documents() {
                let result = storage::set_meta(&kept.id, |meta| meta.unsafe_since_ms = None).await;
                if let Err(error) = result {
                    shell.tell_error(error.user_message());
                }
            }
            shell.library.update(|n| *n += 1);
        });
    };
    let read = Callback::new(move |text: String| match Everything::read(&text) {
        Some(Ok(all)) => shell.restoring.set(Some(Arc::new(all))),
        _ => shell.tell_error(Key::BackupUnreadable.into()),
    });
    view! {
        <button type="button" class="quiet" on:click=save>{shell.t(Key::BackUpAll)}</button>
        <TextFileButton label=Key::RestoreAll accept=".phuluc" read />
    }
}

fn document_name(name: &str) -> String {
    match name.trim() {
        "" => "…".to_owned(),
        name => name.to_owned(),
    }
}

/// Bytes as people read them: `1,2 MB`, `340 KB`.
fn megabytes(bytes: f64) -> String {
    match bytes {
        bytes if bytes < 1e6 => format!("{:.0} KB", (bytes / 1e3).ceil()),
        bytes if bytes < 1e9 => format!("{:.1} MB", bytes / 1e6).replace('.', ","),
        bytes => format!("{:.0} GB", bytes / 1e9),
    }
}

/// Day and time as people here write them.
pub(super) fn date_text(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    let options = js_sys::Object::new();
    String::from(date.to_locale_string("vi-VN", &options))
}
