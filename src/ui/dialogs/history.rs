//! The dialog with earlier versions of the document.

use leptos::{ev, prelude::*, task::spawn_local};

use super::modal::Modal;
use crate::{
    browser::storage::{self, Version, VersionKind},
    commands,
    editor::{Became, Differing, compare},
    model::Document,
    persist,
    ui::{
        app::{context::App, dialog::Dialog},
        difference::difference_view,
        readable::date_text,
        text_file::FileButton,
    },
    wording::{Key, Message},
};

/// Maximum number of differences listed.
const SHOWN: usize = 200;

/// Keeps, compares and restores versions of the document, and recognizes exported files.
#[component]
pub(in crate::ui) fn HistoryDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::History)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="history-title" title=Key::HistoryTitle close>
            <History />
        </Modal>
    }
}

#[component]
fn History() -> impl IntoView {
    let app = App::get();
    let versions = RwSignal::new(Vec::<Version>::new());
    // Positions of the compared versions; `None` is the current document.
    let from = RwSignal::new(None::<usize>);
    let to = RwSignal::new(None::<usize>);
    let found = RwSignal::new(Ok(Vec::<Differing>::new()));
    let id = app.session.document();
    let look = {
        let id = id.clone();
        move || {
            let id = id.clone();
            spawn_local(async move {
                match storage::versions(&id).await {
                    Ok(known) => {
                        from.try_set((!known.is_empty()).then_some(0));
                        versions.try_set(known);
                    }
                    Err(_) => app.tell_error(Key::HistoryUnavailable.into()),
                }
            });
        }
    };
    look();
    let of_compare = id.clone();
    // Generation of the comparison.
    let asked = StoredValue::new(0u32);
    Effect::new(move |_| {
        let chosen =
            [from.get(), to.get()].map(|at| at.and_then(|at| versions.get().get(at).cloned()));
        let id = of_compare.clone();
        let generation = asked.try_update_value(|n| {
            *n += 1;
            *n
        });
        spawn_local(async move {
            let differences = compared(app, &id, &chosen).await;
            // Comparisons may finish out of order: only the latest one is shown.
            if asked.try_get_value() == generation {
                found.try_set(differences);
            }
        });
    });
    let name = RwSignal::new(String::new());
    let keep = {
        let id = id.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            let (id, look) = (id.clone(), look.clone());
            let typed = name.get_untracked().trim().to_owned();
            let document = app
                .editor
                .with_untracked(|editor| editor.document().clone());
            spawn_local(async move {
                let kind = VersionKind::Named;
                match storage::add_version(&id, &document, kind, &typed, None).await {
                    Ok(()) => look(),
                    Err(_) => app.tell_error(Key::HistoryUnavailable.into()),
                }
                name.try_set(String::new());
            });
        }
    };
    let restore = move |_| {
        let version = from
            .get_untracked()
            .and_then(|at| versions.get_untracked().get(at).cloned());
        let id = id.clone();
        spawn_local(async move {
            let Some(version) = version else { return };
            match storage::version(&id, &version).await {
                // The user may have opened another document meanwhile.
                Ok(_) if app.session.document() != id => {}
                Ok(old) => {
                    app.close_dialog();
                    if app.try_run(|selection| commands::restore(selection, &old)) {
                        app.tell(Key::HistoryRestored.into());
                    }
                }
                Err(_) => app.tell_error(Key::HistoryUnreadable.into()),
            }
        });
    };
    let check = Callback::new(move |bytes: Vec<u8>| {
        let digest = persist::sha256(&bytes);
        let versions = versions.get_untracked();
        let fitting = versions
            .iter()
            .find(|it| it.sha256.as_ref() == Some(&digest));
        match fitting {
            Some(it) => app.tell(Key::StampFits.with([it.name.clone(), date_text(it.made_ms)])),
            None => app.tell_error(Key::StampUnknown.into()),
        }
        app.close_dialog();
    });
    let options = move || {
        let versions = versions.get().into_iter().enumerate();
        let options = versions.map(|(at, version)| {
            view! { <option value=at.to_string()>{app.text(&title_and_time(app, &version))}</option> }
        });
        options.collect_view()
    };
    let choose = |signal: RwSignal<Option<usize>>| {
        move |event: ev::Event| signal.set(event_target_value(&event).parse().ok())
    };
    let chosen = |signal: RwSignal<Option<usize>>| {
        move || signal.get().map_or(String::new(), |at| at.to_string())
    };
    let restore_label = move || {
        let at = from.get()?;
        let versions = versions.get();
        let version = versions.get(at)?;
        Some(app.text(&Key::HistoryRestore.with([app.text(&title(version))])))
    };
    view! {
        <form on:submit=keep>
            <label class="field">
                {app.t(Key::HistoryName)}
                <input type="text" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            <div class="dialog-buttons">
                <FileButton label=Key::HistoryCheckFile accept=".xlsx,.docx,.zip" read=check />
                <button type="submit" class="primary">{app.t(Key::HistoryKeep)}</button>
            </div>
        </form>
        <Show when=move || !versions.read().is_empty() fallback=move || view! { <p class="why">{app.t(Key::HistoryNone)}</p> }>
            <div class="compared">
                <label>{app.t(Key::HistoryFrom)} " "
                    <select aria-label=app.t(Key::HistoryFrom) prop:value=chosen(from) on:change=choose(from)>
                        {options} <option value="">{app.t(Key::HistoryNow)}</option>
                    </select>
                </label>
                <label>{app.t(Key::HistoryTo)} " "
                    <select aria-label=app.t(Key::HistoryTo) prop:value=chosen(to) on:change=choose(to)>
                        <option value="">{app.t(Key::HistoryNow)}</option> {options}
                    </select>
                </label>
            </div>
            {move || found_view(app, found.get())}
        </Show>
        <div class="dialog-buttons">
            {move || restore_label().map(|label| view! {
                <button type="button" disabled=app.read_only on:click=restore.clone()>{label}</button>
            })}
            <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Close)}</button>
        </div>
    }
}

async fn compared(
    app: App,
    id: &str,
    chosen: &[Option<Version>; 2],
) -> Result<Vec<Differing>, Message> {
    let mut documents: Vec<Document> = Vec::new();
    for version in chosen {
        documents.push(match version {
            Some(version) => storage::version(id, version)
                .await
                .map_err(|_| Key::HistoryUnreadable)?,
            None => app
                .editor
                .with_untracked(|editor| editor.document().clone()),
        });
    }
    match documents.as_slice() {
        [before, after] => Ok(compare(before, after)),
        _ => Ok(Vec::new()),
    }
}

fn found_view(app: App, found: Result<Vec<Differing>, Message>) -> AnyView {
    let found = match found {
        Ok(found) if found.is_empty() => {
            return view! { <p class="why">{app.t(Key::HistorySame)}</p> }.into_any();
        }
        Ok(found) => found,
        Err(message) => return view! { <p class="warning">{app.text(&message)}</p> }.into_any(),
    };
    let n_more = found.len().saturating_sub(SHOWN);
    let lines = found.iter().take(SHOWN).map(|it| {
        let became = match it.became {
            Became::Added => Key::Added,
            Became::Removed => Key::Removed,
            Became::Changed => Key::Changed,
            Became::Moved => Key::Moved,
        };
        let texts = it.texts.iter().map(|text| {
            let what = text.what.as_ref().map(|what| {
                let what = app.text(what);
                view! { <span class="what">{what} ": "</span> }
            });
            view! { <span class="text">{what}{difference_view(&text.before, &text.after)}</span> }
        });
        view! {
            <li>
                <strong>{app.t(became)}</strong> " "
                <span class="address">{it.place.text(app.language.get_untracked())}</span> " "
                {texts.collect_view()}
            </li>
        }
    });
    view! {
        <ul class="plain changes">{lines.collect_view()}</ul>
        {(0 < n_more).then(|| view! { <p class="why">{app.text(&Key::HistoryMore.with([n_more.to_string()]))}</p> })}
    }
    .into_any()
}

/// Returns the title of a version.
fn title(version: &Version) -> Message {
    match version.kind {
        VersionKind::Day => Key::HistoryDay.into(),
        VersionKind::Export => Key::HistoryExport.with([version.name.clone()]),
        VersionKind::Import => Key::HistoryImport.with([version.name.clone()]),
        VersionKind::Named => {
            let name = match version.name.as_str() {
                "" => date_text(version.made_ms),
                name => name.to_owned(),
            };
            Key::HistoryNamed.with([name])
        }
    }
}

/// Returns the title of a version with its time and number of rows.
fn title_and_time(app: App, version: &Version) -> Message {
    Key::HistoryLine.with([
        date_text(version.made_ms),
        app.text(&title(version)),
        version.n_rows.to_string(),
    ])
}
