//! One document in the list, with what can be done with it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        channel,
        handover::Wish,
        storage::{self, Entry},
    },
    persist::Found,
    session::Filed,
    ui::{
        readable::{size_text, when},
        shell::Shell,
        text_file::save_text,
    },
    wording::Key,
};

#[component]
pub(super) fn DocumentLine(entry: Entry) -> impl IntoView {
    let shell = Shell::get();
    let id = StoredValue::new(entry.id.clone());
    let delete = move |_| {
        let id = id.get_value();
        spawn_local(async move {
            let now = storage::now();
            let result = storage::set_meta(&id, |meta| meta.deleted_ms = Some(now)).await;
            if result.is_ok() {
                channel::send_filed(&id, Filed::Deleted);
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
            match storage::raw(&id).await {
                Ok(raw) => {
                    let text = serde_json::to_string(&raw).unwrap_or_default();
                    save_text(shell, &text, "phuluc.json", "application/json");
                }
                Err(error) => shell.tell_error(error.user_message()),
            }
        });
    };
    let summary = match entry.summary.clone() {
        Ok(summary) => summary,
        Err(reason) => {
            return view! {
                <tr class="warning">
                    <td colspan="7">{move || shell.text(&Key::DocumentUnreadable.with([reason.clone()]))}</td>
                    <td class="actions">
                        <button type="button" on:click=copy>{shell.t(Key::DownloadRaw)}</button>
                        <button type="button" class="quiet" on:click=delete>{shell.t(Key::Delete)}</button>
                    </td>
                </tr>
            }
            .into_any();
        }
    };
    let name = document_name(&summary.name);
    let changed = when(entry.meta.changed_ms);
    let findings = match entry.meta.found() {
        None => Key::NotChecked.into(),
        Some(Found { n_findings: 0, .. }) => Key::NoFindings.into(),
        Some(found) => {
            let key = match found.n_errors {
                0 => Key::FindingsNoErrors,
                n if n == found.n_findings => Key::FindingsAllErrors,
                _ => Key::FindingsCount,
            };
            key.with([found.n_findings, found.n_errors].map(|n| n.to_string()))
        }
    };
    let size = size_text(summary.n_bytes() as f64);
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
            if result.is_ok() {
                let filed = if is_archived {
                    Filed::PutBack
                } else {
                    Filed::Archived
                };
                channel::send_filed(&id, filed);
            }
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
    let reminder = entry.is_unsafe(storage::now()).then(|| {
        view! { <p class="reminder">{shell.t(Key::UnsafeForAWeek)}</p> }
    });
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="document" on:click=move |_| shell.wish(Wish::Stored(id.get_value()))>{name.clone()}</button>
                {reminder}
            </th>
            <td>{summary.number}</td>
            <td class="number">{summary.n_annexes}</td>
            <td class="number">{summary.n_rows}</td>
            <td>{move || shell.text(&findings)}</td>
            <td>{move || shell.text(&changed)}</td>
            <td class="number">{size}</td>
            <td class="actions">
                <button type="button" class="quiet" on:click=duplicate aria-label=of_this(Key::DuplicateDocument, &name)>{shell.t(Key::Duplicate)}</button>
                <button type="button" class="quiet" on:click=archive>{shell.t(archive_key)}</button>
                <button type="button" class="quiet" on:click=delete aria-label=of_this(Key::DeleteDocument, &name)>{shell.t(Key::Delete)}</button>
            </td>
        </tr>
    }
    .into_any()
}

fn undelete(shell: Shell, id: String) {
    spawn_local(async move {
        let result = storage::set_meta(&id, |meta| meta.deleted_ms = None).await;
        if result.is_ok() {
            channel::send_filed(&id, Filed::PutBack);
            shell.tell(Key::Restored.into());
        }
        shell.listed(result);
    });
}

#[component]
pub(super) fn DeletedLine(entry: Entry) -> impl IntoView {
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

/// Returns the document's name, or an ellipsis if it has none.
fn document_name(name: &str) -> String {
    match name.trim() {
        "" => "…".to_owned(),
        name => name.to_owned(),
    }
}
