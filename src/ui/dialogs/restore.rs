//! The dialog that restores documents from a backup of everything.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use super::modal::ShellModal;
use crate::{
    browser::storage::{self, StorageError},
    persist::{Everything, Restoration, Standing, restorations},
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

#[component]
fn Choices() -> impl IntoView {
    let shell = Shell::get();
    let lines = RwSignal::new(Vec::<Restoration>::new());
    let left_out = RwSignal::new(BTreeSet::<String>::new());
    let made = shell
        .restoring
        .with_untracked(|it| it.as_ref().map_or(0, |it| it.made_ms));
    let settings = shell.restoring.with_untracked(|it| {
        let texts = it.as_ref().map(|it| &it.texts);
        texts.map(storage::new_settings).unwrap_or_default()
    });
    let declined = RwSignal::new(BTreeSet::<&'static str>::new());
    spawn_local(async move {
        // Without knowing what is stored, nothing may be offered as new.
        let here = match storage::heads().await {
            Ok(here) => here,
            Err(error) => {
                shell.restoring.set(None);
                return shell.tell_error(error.user_message());
            }
        };
        let all = shell.restoring.get_untracked().unwrap_or_default();
        let found = restorations(&all, &here);
        // What was in the trash stays away unless the user asks for it.
        let deleted = found.iter().filter(|it| it.was_deleted);
        left_out.try_set(deleted.map(|it| it.kept.id.clone()).collect());
        lines.try_set(found);
    });
    let wanted = move || {
        let lines = lines.get().into_iter();
        let wanted = lines.filter(|it| it.is_of_use() && !left_out.read().contains(&it.kept.id));
        wanted.collect::<Vec<_>>()
    };
    let accepted = StoredValue::new(settings.clone());
    let restore = move |_| {
        let wanted = untrack(wanted);
        let mut accepted = accepted.get_value();
        accepted.retain(|it| !declined.read_untracked().contains(it.key));
        spawn_local(async move {
            let all = shell.restoring.get_untracked().unwrap_or_default();
            let result = take(shell, &all, &wanted).await;
            storage::put_settings(&accepted);
            shell.restoring.set(None);
            if result.is_ok() {
                shell.tell(Key::RestoredAll.with([wanted.len().to_string()]));
            }
            shell.listed(result);
        });
    };
    let rows = move || {
        let lines = lines.get().into_iter();
        let rows = lines.map(|it| {
            let said = match it.standing {
                Standing::New => Key::RestoreNew,
                Standing::Differs => Key::RestoreDiffers,
                Standing::Deleted => Key::RestoreDeleted,
                Standing::Same => Key::RestoreSame,
            };
            let is_of_use = it.is_of_use();
            let (id, of_box) = (it.kept.id.clone(), it.kept.id.clone());
            let toggle = move |_| toggle(left_out, id.clone());
            let versions = Key::RestoreVersions.with([it.n_new_versions.to_string()]);
            let adds_versions = it.standing != Standing::New && 0 < it.n_new_versions;
            view! {
                <li>
                    <label>
                        <input type="checkbox" disabled=!is_of_use on:change=toggle
                            prop:checked=move || is_of_use && !left_out.read().contains(&of_box) />
                        <strong>{it.kept.summary.name}</strong>
                        " "
                        <span class="why">
                            {shell.t(said)}
                            {adds_versions.then(|| view! { "; " {move || shell.text(&versions)} })}
                            {it.was_deleted.then(|| view! { " " {shell.t(Key::RestoreWasDeleted)} })}
                        </span>
                    </label>
                </li>
            }
        });
        rows.collect_view()
    };
    let has_settings = !settings.is_empty();
    let boxes = settings.into_iter().map(|it| {
        let key = it.key;
        view! {
            <li>
                <label>
                    <input type="checkbox" on:change=move |_| toggle(declined, key)
                        prop:checked=move || !declined.read().contains(key) />
                    {move || shell.text(&it.told)}
                </label>
            </li>
        }
    });
    let boxes = boxes.collect_view();
    // Consolidations that are not here come with whatever is chosen.
    let has_gatherings = shell.restoring.with_untracked(|it| {
        let texts = it.as_ref().map(|it| &it.texts);
        texts.is_some_and(storage::has_gatherings)
    });
    let is_nothing = move || {
        let n_settings = accepted.with_value(|it| it.len());
        !has_gatherings && wanted().is_empty() && n_settings <= declined.read().len()
    };
    view! {
        <p class="why">{move || shell.text(&Key::RestoreMade.with([date_text(made as f64)]))}</p>
        <ul class="plain changes">{rows}</ul>
        {has_settings.then(|| view! { <p class="why">{shell.t(Key::RestoreSettings)}</p> })}
        <ul class="plain changes">{boxes}</ul>
        <div class="dialog-buttons">
            <button type="button" class="primary" disabled=is_nothing on:click=restore>
                {move || shell.text(&Key::RestoreTake.with([wanted().len().to_string()]))}
            </button>
            <button type="button" on:click=move |_| shell.restoring.set(None)>{shell.t(Key::Cancel)}</button>
        </div>
    }
}

/// Puts a value into a set, or takes it out.
fn toggle<T: Ord + Clone + Send + Sync + 'static>(set: RwSignal<BTreeSet<T>>, value: T) {
    set.update(|it| {
        if !it.remove(&value) {
            it.insert(value);
        }
    });
}

async fn take(
    shell: Shell,
    all: &Arc<Everything>,
    wanted: &[Restoration],
) -> Result<(), StorageError> {
    for Restoration { kept, standing, .. } in wanted {
        match standing {
            Standing::New => {
                storage::put_copy(&all.texts, &kept.id, &kept.id, None).await?;
                // A meta of a purged document may be left, which says that it is deleted.
                storage::set_meta(&kept.id, |meta| meta.deleted_ms = None).await?;
            }
            Standing::Differs => {
                let name = shell.text(
                    &Key::CopyOfBackup
                        .with([kept.summary.name.clone(), date_text(all.made_ms as f64)]),
                );
                let id = storage::new_id();
                storage::put_copy(&all.texts, &kept.id, &id, Some(&name)).await?;
            }
            Standing::Deleted => {
                storage::put_versions(&all.texts, &kept.id).await?;
                storage::set_meta(&kept.id, |meta| meta.deleted_ms = None).await?;
            }
            Standing::Same => storage::put_versions(&all.texts, &kept.id).await?,
        }
    }
    storage::put_new_gatherings(&all.texts).await.map(drop)
}
