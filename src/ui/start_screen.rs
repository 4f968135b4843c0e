use leptos::prelude::*;

use super::{
    app::LanguageSwitch,
    context::{App, Notice},
    open_file::OpenFileButton,
};
use crate::{
    browser::{file, storage, storage::Entry},
    commands::{self, Template},
    sample,
    wording::Key,
};

/// Open a file, start an annex, go on with a document.
#[component]
pub(super) fn StartScreen() -> impl IntoView {
    let app = App::get();
    let templates = Template::ALL.map(|template| {
        let create = move |_| {
            app.open_new(commands::new_document(
                template,
                app.language.get_untracked(),
            ))
        };
        view! { <li><button type="button" on:click=create>{app.t(template.label())}</button></li> }
    });
    view! {
        <header class="start-header">
            <h1>{app.t(Key::AppName)}</h1>
            <p>{app.t(Key::Tagline)}</p>
            <LanguageSwitch />
        </header>
        <main class="start">
            <section class="card open" aria-labelledby="open-title">
                <h2 id="open-title">{app.t(Key::OpenTitle)}</h2>
                <p>{app.t(Key::OpenHint)}</p>
                <OpenFileButton prominent=true />
                <button type="button" on:click=move |_| app.open_new(sample::document())>{app.t(Key::TrySample)}</button>
                <textarea class="paste" rows="2" aria-label=app.t(Key::PasteTitle) placeholder=app.t(Key::PasteHint)></textarea>
            </section>
            <section class="card" aria-labelledby="new-title">
                <h2 id="new-title">{app.t(Key::NewTitle)}</h2>
                <ul class="plain">{templates.collect_view()}</ul>
            </section>
            <Documents />
            <p class="privacy">{app.t(Key::Privacy)}</p>
        </main>
    }
}

/// The documents kept in this browser.
#[component]
fn Documents() -> impl IntoView {
    let app = App::get();
    // Read again whenever a notice comes or goes: deleting and bringing back do that.
    let entries = Memo::new(move |_| {
        app.notice.track();
        storage::list()
    });
    let listed = move |deleted: bool| {
        let mut entries = entries.get();
        entries.retain(|entry| entry.meta.deleted_ms.is_some() == deleted);
        entries
    };
    let n_deleted = move || listed(true).len();
    view! {
        <section class="card documents" aria-labelledby="documents-title">
            <h2 id="documents-title">{app.t(Key::MyDocuments)}</h2>
            <Show when=storage::is_available fallback=move || view! { <p class="warning">{app.t(Key::StorageUnavailable)}</p> }>
                <Show when=move || !listed(false).is_empty() fallback=move || view! { <p>{app.t(Key::NoDocuments)}</p> }>
                    <ul class="plain">
                        <For each=move || listed(false) key=|entry| (entry.id.clone(), entry.meta.changed_ms.to_bits()) let:entry>
                            <DocumentLine entry />
                        </For>
                    </ul>
                </Show>
            </Show>
            <Show when=move || 0 < n_deleted()>
                <details>
                    <summary>{move || app.text(&Key::DeletedDocuments.with([n_deleted().to_string()]))}</summary>
                    <ul class="plain">
                        <For each=move || listed(true) key=|entry| entry.id.clone() let:entry>
                            <DeletedLine entry />
                        </For>
                    </ul>
                </details>
            </Show>
        </section>
    }
}

#[component]
fn DocumentLine(entry: Entry) -> impl IntoView {
    let app = App::get();
    let id = StoredValue::new(entry.id.clone());
    let delete = move |_| {
        let id = id.get_value();
        match storage::set_deleted(&id, true) {
            Ok(()) => app.notice.set(Some(Notice {
                message: Key::Deleted.into(),
                is_error: false,
                undelete: Some(id),
            })),
            Err(error) => app.tell_error(error.user_message()),
        }
    };
    let copy = move |_| {
        let text = storage::raw_copy(&id.get_value());
        if let Err(message) = file::download(text.as_bytes(), "phuluc.json", "application/json") {
            app.tell_error(message);
        }
    };
    match entry.summary {
        Ok(summary) => {
            let name = document_name(&summary.name);
            let label = name.clone();
            let changed = date_text(entry.meta.changed_ms);
            let details = Key::DocumentDetails.with([
                summary.n_annexes.to_string(),
                summary.n_rows.to_string(),
                changed,
            ]);
            view! {
                <li>
                    <button type="button" class="document" on:click=move |_| app.open_stored(&id.get_value())>
                        <strong>{name}</strong>
                        <span>{summary.number}</span>
                        <span>{move || app.text(&details)}</span>
                    </button>
                    <button type="button" class="quiet" on:click=delete
                        aria-label=move || app.text(&Key::DeleteDocument.with([label.clone()]))>
                        {app.t(Key::Delete)}
                    </button>
                </li>
            }
            .into_any()
        }
        Err(reason) => view! {
            <li class="warning">
                <p>{move || app.text(&Key::DocumentUnreadable.with([reason.clone()]))}</p>
                <button type="button" on:click=copy>{app.t(Key::DownloadRaw)}</button>
                <button type="button" class="quiet" on:click=delete>{app.t(Key::Delete)}</button>
            </li>
        }
        .into_any(),
    }
}

#[component]
fn DeletedLine(entry: Entry) -> impl IntoView {
    let app = App::get();
    let name = document_name(
        &entry
            .summary
            .map(|summary| summary.name)
            .unwrap_or_default(),
    );
    let restore = move |_| match storage::set_deleted(&entry.id, false) {
        Ok(()) => app.tell(Key::Restored.into()),
        Err(error) => app.tell_error(error.user_message()),
    };
    view! {
        <li>
            <span>{name}</span>
            <button type="button" on:click=restore>{app.t(Key::Undelete)}</button>
        </li>
    }
}

fn document_name(name: &str) -> String {
    match name.trim() {
        "" => "…".to_owned(),
        name => name.to_owned(),
    }
}

/// Day and time as people here write them.
fn date_text(ms: f64) -> String {
    let date = js_sys::Date::new(&ms.into());
    let options = js_sys::Object::new();
    String::from(date.to_locale_string("vi-VN", &options))
}
