//! The dialog of a consolidation: the form that was sent, the units that must answer, the deadline.

use js_sys::Uint8Array;
use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::File;

use super::state::{Gather, SetUp};
use crate::{
    browser::{
        file,
        storage::{self, Entry},
        worker_client::{self, Job},
    },
    engine::ImportReply,
    gather::{self, Consolidation, Recipes, Units, read_head},
    model::Document,
    reference::unit_lists,
    ui::{
        dialogs::ShellModal,
        text_file::{ChooseFileButton, TextFileButton},
    },
    wording::{Key, Message},
};

#[component]
pub(in crate::ui) fn SetUpDialog() -> impl IntoView {
    let gather = Gather::get();
    let open = Memo::new(move |_| gather.setting_up.get().is_some());
    let close = Callback::new(move |()| gather.setting_up.set(None));
    view! {
        <ShellModal open id="gather-title" title=Key::GatherSetUp close>
            <Fields />
        </ShellModal>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let gather = Gather::get();
    let is_new = gather.setting_up.get_untracked() == Some(SetUp::New);
    let form = RwSignal::new(None::<Document>);
    let (name, deadline, units) = match is_new {
        true => Default::default(),
        false => gather.read(|it| (it.name.clone(), it.deadline.clone(), it.units().join("\n"))),
    };
    let name = RwSignal::new(name);
    let deadline = RwSignal::new(deadline);
    let units = RwSignal::new(units);
    let known = RwSignal::new(Recipes::new());
    let n_units = Memo::new(move |_| Units::names_in(&units.read()).len());
    let refused = RwSignal::new(None::<Message>);
    let add = move |names: Vec<String>| {
        units.update(|text| {
            for name in names {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str(&name);
            }
        });
    };
    let read = Callback::new(move |text: String| add(Units::names_in(&text)));
    let last = storage::last_units();
    let last = (!last.is_empty()).then(|| {
        let add_last = move |_| add(Units::names_in(&last));
        view! { <button type="button" on:click=add_last>{gather.t(Key::GatherUnitsLast)}</button> }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let names = Units::names_in(&units.read_untracked());
        if names.is_empty() {
            return refused.set(Some(Key::GatherNoUnits.into()));
        }
        let (name, deadline) = (
            name.get_untracked().trim().to_owned(),
            deadline.get_untracked(),
        );
        if is_new {
            let Some(document) = form.get_untracked().filter(|it| 0 < it.n_rows()) else {
                return refused.set(Some(Key::GatherNotAForm.into()));
            };
            storage::set_last_units(&names.join("\n"));
            let mut new = Consolidation::new(name, document, names, deadline);
            new.known = known.get_untracked();
            gather.begin(new);
        } else {
            gather.set_up(name, deadline, names);
        }
        gather.setting_up.set(None);
    };
    let begin = if is_new {
        Key::GatherCreate
    } else {
        Key::GatherSave
    };
    view! {
        <form class="gather-form" on:submit=submit>
            {is_new.then(|| view! { <FormChoice form name /> <Following known units /> })}
            <label class="field">
                {gather.t(Key::GatherName)}
                <input type="text" required prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            <label class="field">
                <span>
                    {gather.t(Key::GatherUnits)} " · "
                    {move || gather.text(&Key::GatherNUnits.with([n_units.get().to_string()]))}
                </span>
                <textarea rows="8" prop:value=units on:input=move |event| units.set(event_target_value(&event))></textarea>
            </label>
            <div class="modal-files">
                <button type="button" on:click=move |_| add(unit_lists::departments())>{gather.t(Key::GatherUnitsDepartments)}</button>
                <button type="button" on:click=move |_| add(unit_lists::provinces())>{gather.t(Key::GatherUnitsProvinces)}</button>
                {last}
                <TextFileButton label=Key::GatherUnitsFile accept=".txt,.csv,.tsv" read />
            </div>
            <label class="field">
                {gather.t(Key::GatherDeadline)}
                <input type="date" class="date" prop:value=deadline on:input=move |event| deadline.set(event_target_value(&event)) />
            </label>
            <p class="error" role="alert">{move || refused.get().map(|it| gather.text(&it))}</p>
            <div class="dialog-buttons">
                <button type="submit" class="primary">{gather.t(begin)}</button>
                <button type="button" on:click=move |_| gather.setting_up.set(None)>{gather.t(Key::Cancel)}</button>
            </div>
        </form>
    }
}

/// Chooses the form: one of the stored documents, or a file. The name of the consolidation follows.
#[component]
fn FormChoice(form: RwSignal<Option<Document>>, name: RwSignal<String>) -> impl IntoView {
    let gather = Gather::get();
    let stored = RwSignal::new(Vec::<Entry>::new());
    spawn_local(async move {
        let mut entries = storage::list().await.unwrap_or_default();
        entries.retain(|it| it.meta.deleted_ms.is_none() && it.summary.is_ok());
        stored.try_set(entries);
    });
    let take = move |document: Document, title: String| {
        name.update(|name| {
            if name.is_empty() {
                *name = title;
            }
        });
        form.set(Some(document));
    };
    let load = move |event: ev::Event| {
        let id = event_target_value(&event);
        if id.is_empty() {
            return form.set(None);
        }
        spawn_local(async move {
            match storage::load(&id, &str::to_owned).await {
                Ok(loaded) => {
                    let name = loaded.document.plan.name.clone();
                    let title = title_of(&loaded.document).unwrap_or(name);
                    take(loaded.document, title);
                }
                Err(error) => {
                    gather.tell_error(Key::DocumentUnreadable.with([error.to_string()]));
                }
            }
        });
    };
    let chosen = Callback::new(move |chosen: File| {
        spawn_local(async move {
            let stem = gather::stem(&chosen.name()).to_owned();
            match read_form(&chosen).await {
                Ok(Some(document)) => {
                    let title = title_of(&document).unwrap_or(stem);
                    take(document, title);
                }
                Ok(None) => {}
                Err(message) => {
                    let named = [chosen.name(), gather.text(&message)];
                    gather.tell_error(Key::FileRefused.with(named));
                }
            }
        });
    });
    let options = move || {
        let entries = stored.get().into_iter();
        let options = entries.map(|it| {
            let name = it.summary.map(|it| it.name).unwrap_or_default();
            view! { <option value=it.id>{name}</option> }
        });
        options.collect_view()
    };
    let told = move || {
        form.with(|form| {
            let form = form.as_ref()?;
            let title = form.annexes.first().map(|it| it.head.label());
            let counts = [form.annexes.len(), form.n_rows()].map(|n| n.to_string());
            let [annexes, rows] = counts;
            Some(gather.text(&Key::GatherFormHas.with([title.unwrap_or_default(), annexes, rows])))
        })
    };
    view! {
        <div class="field">
            <label for="gather-form">{gather.t(Key::GatherFormOf)}</label>
            <div class="modal-files">
                <select id="gather-form" on:change=load>
                    <option value="">{gather.t(Key::GatherFormChoose)}</option>
                    {options}
                </select>
                <ChooseFileButton label=Key::GatherFormFile accept=ACCEPT chosen />
            </div>
            <span class="why" role="status">{told}</span>
        </div>
    }
}

/// The title of a form, on one line: what its units know it by. `None` without one.
fn title_of(form: &Document) -> Option<String> {
    let title = form.annexes.first()?.head.title.trim();
    let lines: Vec<&str> = title.lines().map(str::trim).collect();
    (!title.is_empty()).then(|| lines.join(" "))
}

/// Chooses an earlier consolidation: its units, and what was decided for them, hold on.
#[component]
fn Following(known: RwSignal<Recipes>, units: RwSignal<String>) -> impl IntoView {
    let gather = Gather::get();
    let stored = RwSignal::new(Vec::<(String, String)>::new());
    spawn_local(async move {
        let found = storage::gatherings().await.unwrap_or_default().into_iter();
        let found = found.filter(|(_, it)| it.deleted_ms.is_none());
        stored.try_set(found.map(|(id, it)| (id, it.name)).collect());
    });
    let choose = move |event: ev::Event| {
        let id = event_target_value(&event);
        known.set(Recipes::new());
        if id.is_empty() {
            return;
        }
        spawn_local(async move {
            let earlier = match storage::gathering(&id).await {
                Ok(stored) => stored,
                Err(error) => return gather.tell_error(error.user_message()),
            };
            let read = earlier.and_then(|earlier| {
                let mut read = read_head(&earlier.head)?;
                for (number, text) in &earlier.files {
                    read.restore(*number, text);
                }
                Some(read)
            });
            let Some(read) = read else {
                return gather.tell_error(Key::GatherDamaged.with([String::new()]));
            };
            known.try_set(read.recipes());
            units.try_update(|text| {
                if text.trim().is_empty() {
                    *text = read.units().join("\n");
                }
            });
        });
    };
    let options = move || {
        let stored = stored.get().into_iter();
        let options = stored.map(|(id, name)| view! { <option value=id>{name}</option> });
        options.collect_view()
    };
    view! {
        <Show when=move || !stored.read().is_empty()>
            <label class="field">
                {gather.t(Key::GatherFollowing)}
                <select on:change=choose>
                    <option value="">{gather.t(Key::GatherFollowingNone)}</option>
                    {options}
                </select>
            </label>
        </Show>
    }
}

/// Formats that a form may have.
const ACCEPT: &str =
    ".xlsx,.xlsm,.xls,.xlsb,.ods,.fods,.docx,.doc,.odt,.fodt,.pdf,.csv,.html,.htm,.xml";

async fn read_form(chosen: &File) -> Result<Option<Document>, Message> {
    let bytes: Uint8Array = file::read(chosen).await?;
    let reply = worker_client::run(Job::Import, &chosen.name(), "", &bytes).await?;
    let reply = reply.map(|reply| ImportReply::read(&reply)).transpose()?;
    Ok(reply.map(|it| it.document))
}
