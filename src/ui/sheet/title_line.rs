//! The first line: the document's name, whether it is saved, and what is done with it as a whole.

use leptos::{ev, prelude::*};

use super::{export_button::ExportButton, strips::is_chosen};
use crate::{
    commands,
    model::Plan,
    session::SaveState,
    ui::{
        app::{context::App, dialog::Dialog},
        bars::{NoticeBar, other_language, switch_language},
        choose_file::OpenFileButton,
        icon::{BACK, HISTORY, MORE, icon},
        popup::{MenuButton, MenuItem},
    },
    wording::Key,
};

#[component]
pub(super) fn TitleLine() -> impl IntoView {
    let app = App::get();
    let back = move |to_list: Key, to_board: Key| {
        move || match app.came_from.read().is_some() {
            true => to_board.text(app.language.get()),
            false => to_list.text(app.language.get()),
        }
    };
    view! {
        <header class="title-line" data-region>
            <button type="button" class="quiet" aria-label=back(Key::BackToDocuments, Key::BackToBoard) on:click=move |_| app.close()>
                {icon(BACK)} <span class="words">{back(Key::Documents, Key::GatherBoard)}</span>
            </button>
            <DocumentName />
            <SaveStatus />
            <div class="space"><NoticeBar /></div>
            <OpenFileButton />
            <button type="button" aria-label=app.t(Key::History) title=app.t(Key::History) on:click=move |_| app.dialog.set(Some(Dialog::History))>
                {icon(HISTORY)} <span class="words">{app.t(Key::History)}</span>
            </button>
            <MenuButton label=Key::More arrow=false face=|| icon(MORE)>
                <MenuItem label=other_language(app.language.get_untracked()) run=move || {
                    switch_language(*app);
                    app.focus_grid.notify();
                } />
                <MenuItem label=Key::ReviewSettings run=move || app.dialog.set(Some(Dialog::Checks)) />
                <MenuItem label=Key::HelpTitle shortcut="F1" run=move || app.dialog.set(Some(Dialog::Help)) />
            </MenuButton>
            <ExportButton />
        </header>
    }
}

/// The document's name, editable in place. It is the name of the browser's tab too.
#[component]
fn DocumentName() -> impl IntoView {
    let app = App::get();
    let name = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().plan.name.clone())
    });
    let rename = move |event: ev::Event| {
        let name = event_target_value(&event).trim().to_owned();
        app.run(|selection| {
            let plan = Plan {
                name,
                ..selection.document().plan.clone()
            };
            commands::set_plan(selection, plan)
        });
    };
    let usual_title = document().title();
    Effect::new(move |_| {
        let name = name.read();
        let title = match name.trim() {
            "" => Key::AppName.text(app.language.get()).to_owned(),
            name => format!("{name} – {}", Key::AppName.text(app.language.get())),
        };
        document().set_title(&title);
    });
    on_cleanup(move || document().set_title(&usual_title));
    let width = move || format!("{}ch", (name.read().chars().count() + 3).clamp(8, 60));
    view! {
        <h1 class="document-name">
            <input type="text" aria-label=app.t(Key::DocumentName) disabled=app.read_only style:width=width
                prop:value=name on:change=rename />
        </h1>
    }
}

/// Whether the document is saved.
#[component]
fn SaveStatus() -> impl IntoView {
    let app = App::get();
    let state = Memo::new(move |_| app.session.status().get().save);
    // What the user chose is a state and no problem.
    let is_chosen = move || is_chosen(state.get());
    let key = move || match state.get() {
        SaveState::Saved => Key::Saved,
        SaveState::Saving => Key::Saving,
        SaveState::NotSaved(_) if is_chosen() => Key::OnlyInThisWindow,
        SaveState::NotSaved(_) => Key::NotSaved,
    };
    let is_problem = move || matches!(state.get(), SaveState::NotSaved(_)) && !is_chosen();
    let hint = move || is_chosen().then(|| Key::StoresNothing.text(app.language.get()));
    view! {
        <span role="status" class="save-status" class:error=is_problem title=hint>
            {move || key().text(app.language.get())}
        </span>
    }
}
