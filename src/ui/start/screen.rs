use leptos::prelude::*;

use super::{library::Library, storage_note::StorageNote};
use crate::{
    browser::{handover::Wish, launch},
    commands::Template,
    ui::{bars::LanguageSwitch, choose_file::OpenFileButton, shell::Shell},
    wording::Key,
};

/// The start screen: open a file, create a document, continue a stored one.
#[component]
pub(in crate::ui) fn StartScreen() -> impl IntoView {
    let shell = Shell::get();
    let templates = Template::ALL.into_iter().enumerate().map(|(at, template)| {
        let create = move |_| shell.wish(Wish::Template(at));
        view! { <li><button type="button" on:click=create>{shell.t(template.label())}</button></li> }
    });
    view! {
        <header class="start-header">
            <h1>{shell.t(Key::AppName)}</h1>
            <p>{shell.t(Key::Tagline)}</p>
            <LanguageSwitch />
        </header>
        <main class="start" aria-busy=move || shell.busy.get().to_string()>
            <StorageNote />
            <section class="card open" aria-labelledby="open-title">
                <h2 id="open-title">{shell.t(Key::OpenTitle)}</h2>
                <p>{shell.t(Key::OpenHint)}</p>
                <OpenFileButton prominent=true />
                <button type="button" on:click=move |_| shell.wish(Wish::Sample)>{shell.t(Key::TrySample)}</button>
                <textarea class="paste" rows="2" aria-label=shell.t(Key::PasteTitle) placeholder=shell.t(Key::PasteHint)></textarea>
            </section>
            <section class="card" aria-labelledby="new-title">
                <h2 id="new-title">{shell.t(Key::NewTitle)}</h2>
                <ul class="plain">{templates.collect_view()}</ul>
                <p><button type="button" on:click=move |_| shell.wish(Wish::Gathering(String::new()))>{shell.t(Key::GatherStart)}</button></p>
            </section>
            <Library />
            <Privacy />
        </main>
    }
}

/// States that no data leaves the computer, how to verify it, and whose work the page contains.
#[component]
fn Privacy() -> impl IntoView {
    let shell = Shell::get();
    view! {
        <details class="privacy">
            <summary>{shell.t(Key::Privacy)}</summary>
            <p>{shell.t(Key::PrivacyCheck)}</p>
            <Show when=move || shell.offline.get()>
                <p class="offline">{shell.t(Key::OfflineReady)}</p>
            </Show>
            <p><a href=launch::licenses() target="_blank">{shell.t(Key::Licenses)}</a></p>
        </details>
    }
}
