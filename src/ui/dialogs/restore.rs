//! The dialog that restores documents from a backup of everything.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use super::modal::ShellModal;
use crate::{
    browser::storage::{self, Entry, StorageError},
    persist::{Everything, Kept},
    ui::{readable::date_text, shell::Shell},
    wording::Key,
};

/// Lets the user choose which documents to restore. No stored document is overwritten.
#[component]
pub(in crate::ui) fn RestoreDialog() -> impl IntoView {
    let shell = Shell::get();
    let open = Memo::new(move |_| shell.restoring.read().is_some());
    let close = Callback::new(move |()| shell.restoring.set(None));
    view! {
        <ShellModal open id="restore-title" title=Key::RestoreTitle close>
            <Choices />
        </ShellModal>
    }
}

/// How a document of the backup compares with the stored documents.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    New,
    /// The same document with different content; it is restored as a copy.
    Differs,
    Same,
}

fn standing(kept: &Kept, here: &[Entry]) -> Standing {
    let present = here.iter().find(|it| it.id == kept.id);
    match present.map(|it| &it.summary) {
        Some(Ok(summary)) => {
            let (pages, name) = (&kept.summary.pages, &kept.summary.name);
            if (&summary.pages, &summary.name) == (pages, name) {
                Standing::Same
            } else {
                Standing::Differs
            }
        }
        _ => Standing::New,
    }
}

#[component]
fn Choices() -> impl IntoView {
    let shell = Shell::get();
    let lines = RwSignal::new(Vec::<(Kept, Standing)>::new());
    let left_out = RwSignal::new(BTreeSet::<String>::new());
    let made = shell
        .restoring
        .with_untracked(|it| it.as_ref().map_or(0, |it| it.made_ms));
    spawn_local(async move {
        let here = storage::list().await;
        let all = shell.restoring.get_untracked().unwrap_or_default();
        let found = all.documents().into_iter();
        let found = found.map(|kept| {
            let standing = standing(&kept, &here);
            (kept, standing)
        });
        lines.try_set(found.collect());
    });
    let wanted = move || {
        let lines = lines.get().into_iter();
        let wanted = lines.filter(|(kept, standing)| {
            *standing != Standing::Same && !left_out.read().contains(&kept.id)
        });
        wanted.collect::<Vec<_>>()
    };
    let restore = move |_| {
        let wanted = untrack(wanted);
        spawn_local(async move {
            let all = shell.restoring.get_untracked().unwrap_or_default();
            let result = take(shell, &all, &wanted).await;
            shell.restoring.set(None);
            if result.is_ok() {
                shell.tell(Key::RestoredAll.with([wanted.len().to_string()]));
            }
            shell.listed(result);
        });
    };
    let rows = move || {
        let lines = lines.get().into_iter();
        let rows = lines.map(|(kept, standing)| {
            let said = match standing {
                Standing::New => Key::RestoreNew,
                Standing::Differs => Key::RestoreDiffers,
                Standing::Same => Key::RestoreSame,
            };
            let (id, of_box) = (kept.id.clone(), kept.id.clone());
            let toggle = move |_| {
                left_out.update(|it| {
                    if !it.remove(&id) {
                        it.insert(id.clone());
                    }
                });
            };
            view! {
                <li>
                    <label>
                        <input type="checkbox" disabled=standing == Standing::Same on:change=toggle
                            prop:checked=move || standing != Standing::Same && !left_out.read().contains(&of_box) />
                        <strong>{kept.summary.name}</strong>
                        " "
                        <span class="why">{shell.t(said)}</span>
                    </label>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <p class="why">{move || shell.text(&Key::RestoreMade.with([date_text(made as f64)]))}</p>
        <ul class="plain changes">{rows}</ul>
        <div class="dialog-buttons">
            <button type="button" class="primary" disabled=move || wanted().is_empty() on:click=restore>
                {move || shell.text(&Key::RestoreTake.with([wanted().len().to_string()]))}
            </button>
            <button type="button" on:click=move |_| shell.restoring.set(None)>{shell.t(Key::Cancel)}</button>
        </div>
    }
}

async fn take(
    shell: Shell,
    all: &Arc<Everything>,
    wanted: &[(Kept, Standing)],
) -> Result<(), StorageError> {
    for (kept, standing) in wanted {
        match standing {
            Standing::New => storage::put_copy(&all.texts, &kept.id, &kept.id, None).await?,
            Standing::Differs => {
                let name = shell.text(
                    &Key::CopyOfBackup
                        .with([kept.summary.name.clone(), date_text(all.made_ms as f64)]),
                );
                let id = storage::new_id();
                storage::put_copy(&all.texts, &kept.id, &id, Some(&name)).await?;
            }
            Standing::Same => {}
        }
    }
    storage::put_settings(&all.texts);
    Ok(())
}
