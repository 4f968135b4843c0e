//! The tab with the agencies that the user added to the directory.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::profile::{profile, set_profile};
use crate::{
    reference::agencies::{self, Agency, Directory, Status},
    ui::{
        app::context::App,
        text_file::{TextFileButton, save_text},
    },
    wording::Key,
};

#[component]
pub(super) fn AgenciesTab() -> impl IntoView {
    let app = App::get();
    let profile = profile(app);
    let own = Memo::new(move |_| profile.read().directory.own().to_vec());
    let none = move || {
        let n = Directory::standard().agencies().len();
        app.text(&Key::AgencyNone.with([n.to_string()]))
    };
    let rows = move || {
        let own = own.get().into_iter().enumerate();
        own.map(|(at, agency)| view! { <AgencyRow at agency /> })
            .collect_view()
    };
    let read = Callback::new(move |text: String| {
        let read = agencies::read(text.trim_start_matches('\u{feff}'));
        match read.is_empty() {
            true => app.tell_error(Key::ListUnreadable.into()),
            false => set_own(app, read),
        }
    });
    let save = move |_| {
        let text = agencies::write(&own.get_untracked());
        save_text(*app, &text, "co-quan.tsv", "text/tab-separated-values");
    };
    view! {
        <Show when=move || !own.read().is_empty() fallback=move || view! { <p class="why">{none}</p> }>
            <table class="settings">
                <thead>
                    <tr>
                        <th scope="col">{app.t(Key::AgencyName)}</th>
                        <th scope="col">{app.t(Key::AgencyAliases)}</th>
                        <th scope="col">{app.t(Key::AgencyStatus)}</th>
                        <th scope="col">{app.t(Key::AgencySuccessors)}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
        <AgencyForm own />
        <div class="modal-files">
            <TextFileButton label=Key::ListOpen accept=".tsv,.txt,.csv" read />
            <button type="button" disabled=move || own.read().is_empty() on:click=save>{app.t(Key::ListSave)}</button>
        </div>
    }
}

fn set_own(app: App, own: Vec<Agency>) {
    set_profile(app, |profile| {
        profile.directory = match own.is_empty() {
            true => Directory::standard(),
            false => Arc::new(Directory::with_own(own)),
        };
    });
}

#[component]
fn AgencyRow(at: usize, agency: Agency) -> impl IntoView {
    let app = App::get();
    let name = agency.name.clone();
    let remove = move |_| {
        let own = app
            .editor
            .with_untracked(|editor| editor.directory().own().to_vec());
        let own = own.into_iter().enumerate().filter(|(it, _)| *it != at);
        set_own(app, own.map(|(_, agency)| agency).collect());
    };
    view! {
        <tr>
            <th scope="row">{agency.name.clone()}</th>
            <td>{agency.aliases.join("; ")}</td>
            <td>{app.t(status_label(agency.status))}</td>
            <td>{agency.successors.join("; ")}</td>
            <td>
                <button type="button" class="quiet" aria-label=move || app.text(&Key::AgencyRemove.with([name.clone()])) on:click=remove>"×"</button>
            </td>
        </tr>
    }
}

fn status_label(status: Status) -> Key {
    match status {
        Status::Abolished | Status::Unsure => Key::AgencyStatusAbolished,
        Status::Group => Key::AgencyStatusGroup,
        Status::Active | Status::Optional | Status::National => Key::AgencyStatusActive,
    }
}

/// The form that adds an agency or replaces the one of the same name.
#[component]
fn AgencyForm(own: Memo<Vec<Agency>>) -> impl IntoView {
    let app = App::get();
    let name = RwSignal::new(String::new());
    let aliases = RwSignal::new(String::new());
    let successors = RwSignal::new(String::new());
    let status = RwSignal::new(Status::Active);
    let list = |text: String| -> Vec<String> {
        let parts = text.split(';').map(str::trim).filter(|it| !it.is_empty());
        parts.map(str::to_owned).collect()
    };
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let agency = Agency {
            name: name.get_untracked().trim().to_owned(),
            aliases: list(aliases.get_untracked()),
            status: status.get_untracked(),
            since: String::new(),
            successors: list(successors.get_untracked()),
            source: String::new(),
        };
        if agency.name.is_empty() {
            return;
        }
        let mut all = own.get_untracked();
        all.retain(|it| agencies::key(&it.name) != agencies::key(&agency.name));
        all.push(agency);
        set_own(app, all);
        for field in [name, aliases, successors] {
            field.set(String::new());
        }
    };
    let field = move |label: Key, value: RwSignal<String>| {
        view! {
            <label class="field">
                {app.t(label)}
                <input type="text" prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            </label>
        }
    };
    let set_status = move |event: ev::Event| {
        status.set(Status::from_key(&event_target_value(&event)).unwrap_or(Status::Active));
    };
    let statuses = [Status::Active, Status::Abolished, Status::Group].map(|status| {
        view! { <option value=status.key()>{app.t(status_label(status))}</option> }
    });
    view! {
        <form class="agency-form" on:submit=add>
            {field(Key::AgencyName, name)}
            {field(Key::AgencyAliases, aliases)}
            <label class="field">
                {app.t(Key::AgencyStatus)}
                <select on:change=set_status>{statuses}</select>
            </label>
            {field(Key::AgencySuccessors, successors)}
            <button type="submit" disabled=move || name.read().trim().is_empty()>{app.t(Key::AgencyAdd)}</button>
        </form>
    }
}
