//! The dialog that reshapes the annexes to a form.

use leptos::{ev, prelude::*};

use super::modal::Modal;
use crate::{
    browser::storage,
    commands::{form_of, reshaping},
    model::Form,
    persist,
    ui::{
        app::{context::App, dialog::Dialog},
        text_file::{TextFileButton, save_text},
    },
    wording::Key,
};

/// Lets the user choose a form for the document's annexes and shows what it would change.
#[component]
pub(in crate::ui) fn FormDialog() -> impl IntoView {
    let app = App::get();
    let open = Memo::new(move |_| matches!(*app.dialog.read(), Some(Dialog::Form)));
    let close = Callback::new(move |()| app.close_dialog());
    view! {
        <Modal open id="form-title" title=Key::FormTitle close>
            <Forms />
        </Modal>
    }
}

#[component]
fn Forms() -> impl IntoView {
    let app = App::get();
    let own = RwSignal::new(storage::forms());
    let chosen = RwSignal::new(0usize);
    let n_built_in = Form::built_in().len();
    let all = Memo::new(move |_| {
        let mut all = Form::built_in();
        all.extend(own.get());
        all
    });
    let told = Memo::new(move |_| {
        let form = all.read().get(chosen.get()).cloned();
        form.map(|form| {
            app.editor
                .with(|editor| reshaping(editor.document(), &form))
        })
    });
    let keep = move |forms: Vec<Form>| {
        if let Err(error) = storage::set_forms(&forms) {
            app.tell_error(error.user_message());
        }
        own.set(forms);
    };
    let add = move |form: Form| {
        let mut forms = own.get_untracked();
        forms.retain(|it| it.name != form.name);
        forms.push(form);
        chosen.set(n_built_in + forms.len() - 1);
        keep(forms);
    };
    let name = RwSignal::new(String::new());
    let save_own = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = name.get_untracked().trim().to_owned();
        if !text.is_empty() {
            add(app
                .editor
                .with_untracked(|editor| form_of(editor.document(), &text)));
            name.set(String::new());
        }
    };
    let read = Callback::new(move |text: String| match persist::read_form(&text) {
        Some(form) => add(form),
        None => app.tell_error(Key::FormUnreadable.into()),
    });
    let save_file = move |_| {
        if let Some(form) = all.read_untracked().get(chosen.get_untracked()) {
            save_text(
                *app,
                &persist::write_form(form),
                "mau-phu-luc.json",
                "application/json",
            );
        }
    };
    let remove = move |_| {
        let mut forms = own.get_untracked();
        if let Some(at) = chosen.get_untracked().checked_sub(n_built_in)
            && at < forms.len()
        {
            forms.remove(at);
            chosen.set(0);
            keep(forms);
        }
    };
    let apply = move |_| {
        let transaction = told.get_untracked().and_then(|it| it.transaction());
        app.close_dialog();
        app.apply(transaction);
    };
    let choices = move || {
        let forms = all.get().into_iter().enumerate();
        let choices = forms.map(|(at, form)| {
            view! {
                <label class="form-choice">
                    <input type="radio" name="form" prop:checked=move || chosen.get() == at on:change=move |_| chosen.set(at) />
                    {form.name}
                </label>
            }
        });
        choices.collect_view()
    };
    let changes_nothing = move || {
        told.read()
            .as_ref()
            .is_none_or(|it| it.transaction().is_none())
    };
    let effect = move || {
        let told = told.read();
        let Some(told) = told.as_ref().filter(|it| it.transaction().is_some()) else {
            return app.text(&Key::FormChangesNothing.into());
        };
        app.text(&Key::FormChanges.with([told.n_annexes.to_string()]))
    };
    let aside = move || {
        let told = told.read();
        let aside = told.as_ref().map_or(&[][..], |it| &it.leftovers);
        let columns = aside.iter().map(|(heading, n)| format!("{heading} ({n})"));
        let columns = columns.collect::<Vec<_>>().join("; ");
        (!columns.is_empty()).then(|| app.text(&Key::FormAside.with([columns])))
    };
    view! {
        <fieldset class="form-choices">
            <legend class="visually-hidden">{app.t(Key::FormTitle)}</legend>
            {choices}
        </fieldset>
        <p role="status">{effect}</p>
        {move || aside().map(|text| view! { <p class="form-aside">{text}</p> })}
        <form class="agency-form" on:submit=save_own>
            <label class="field">
                {app.t(Key::FormName)}
                <input type="text" prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
            </label>
            <button type="submit" disabled=move || name.read().trim().is_empty()>{app.t(Key::FormOfDocument)}</button>
        </form>
        <div class="modal-files">
            <TextFileButton label=Key::FormOpen accept=".json" read />
            <button type="button" on:click=save_file>{app.t(Key::FormSave)}</button>
            <button type="button" disabled=move || chosen.get() < n_built_in on:click=remove>{app.t(Key::FormRemove)}</button>
        </div>
        <div class="dialog-buttons">
            <button type="button" class="primary" disabled=changes_nothing on:click=apply>{app.t(Key::FormApply)}</button>
            <button type="button" on:click=move |_| app.close_dialog()>{app.t(Key::Cancel)}</button>
        </div>
    }
}
