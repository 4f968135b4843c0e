use leptos::{ev, prelude::*};

use super::{
    annex_head::AnnexHeadForm,
    autosave,
    bars::LanguageSwitch,
    choose_file::OpenFileButton,
    context::{App, SaveState},
    export_buttons::ExportButtons,
    find_bar::{FindBar, FindState, Purpose},
    findings::FindingsPanel,
    fix_dialog::FixDialog,
    form_dialog::FormDialog,
    grid::{CellBar, Grid, GridState, ViewBar},
    help::Help,
    history_dialog::HistoryDialog,
    review_dialog::ReviewDialog,
    toolbar::Toolbar,
    waive_dialog::WaiveDialog,
    windows,
};
use crate::{
    browser::file,
    commands::{self, Template},
    edit::Transaction,
    editor::Cursor,
    export,
    model::Plan,
    persist,
    wording::Key,
};

/// The open document: bar, annex tabs, grid, findings.
#[component]
pub(super) fn EditorScreen() -> impl IntoView {
    let app = App::get();
    let find = FindState::new(app);
    provide_context(find);
    let listener = window_event_listener(ev::keydown, move |event| on_page_key(find, &event));
    on_cleanup(move || listener.remove());
    let annex = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().map(|annex| annex.id))
    });
    view! {
        <header class="bar">
            <button type="button" class="quiet" on:click=move |_| app.close()>{app.t(Key::BackToDocuments)}</button>
            <DocumentName />
            <SaveStatus />
            <div class="bar-buttons">
                <OpenFileButton />
                <ExportButtons />
                <button type="button" class="quiet" on:click=move |_| app.remembering.set(true)>{app.t(Key::History)}</button>
                <LanguageSwitch />
            </div>
        </header>
        <ReadOnlyBar />
        <main class="editor">
            <div class="sheet">
                <AnnexTabs />
                {move || annex.get().map(|_| view! { <Sheet /> })}
            </div>
            <FindingsPanel />
        </main>
        <FixDialog />
        <WaiveDialog />
        <ReviewDialog />
        <FormDialog />
        <HistoryDialog />
        <Help />
        <PrintView />
    }
}

/// That another window edits the document, and the way to edit it here.
#[component]
fn ReadOnlyBar() -> impl IntoView {
    let app = App::get();
    view! {
        <Show when=move || app.read_only.get()>
            <div class="read-only" role="note">
                <p>{app.t(Key::ReadOnly)}</p>
                <button type="button" on:click=move |_| windows::take_over(app)>{app.t(Key::EditHere)}</button>
            </div>
        </Show>
    }
}

/// The pages, made when the browser asks for them: on Ctrl+P and from its menu.
#[component]
fn PrintView() -> impl IntoView {
    let app = App::get();
    let pages = NodeRef::<leptos::html::Div>::new();
    let before = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(pages) = pages.get_untracked() {
            app.settle();
            let html = app
                .editor
                .with_untracked(|editor| export::html(editor.document(), &editor.appendix()));
            pages.set_inner_html(&html);
        }
    });
    let after = window_event_listener_untyped("afterprint", move |_| {
        if let Some(pages) = pages.get_untracked() {
            pages.set_inner_html("");
        }
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! { <div class="print-pages" node_ref=pages></div> }
}

/// One annex: its head, what can be done, the grid and what it says of the active cell.
#[component]
fn Sheet() -> impl IntoView {
    provide_context(GridState::new(App::get()));
    view! { <AnnexHeadForm /> <Toolbar /> <ViewBar /> <FindBar /> <Grid /> <CellBar /> }
}

/// What keys do wherever the focus is: find and replace, backup, open; undo and redo.
fn on_page_key(find: FindState, event: &ev::KeyboardEvent) {
    let ctrl = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
    match (event.key().as_str(), ctrl) {
        ("f" | "F", true) => find.open(Purpose::Find),
        ("h" | "H", true) => find.open(Purpose::Replace),
        ("s" | "S", true) => save_backup(find.app),
        ("o" | "O", true) => choose_file(),
        ("F3", false) if !event.default_prevented() => find.step(event.shift_key()),
        // In a field of text they are the field's own.
        ("z" | "Z", true) if is_free(event) => find.app.undo(),
        ("y" | "Y", true) if is_free(event) => find.app.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// Whether nobody took a key and the focus is on nothing that text is typed into.
fn is_free(event: &ev::KeyboardEvent) -> bool {
    let target = event.target();
    let element = target.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(it).ok());
    let is_field = element.is_some_and(|it| {
        it.matches("input, textarea, select, dialog *")
            .unwrap_or(true)
    });
    !event.default_prevented() && !is_field
}

/// Offers the document as a backup file.
pub(super) fn save_backup(app: App) {
    autosave::save_now(app);
    let (text, name) = app.editor.with_untracked(|editor| {
        let document = editor.document();
        (persist::backup(document), export::backup_name(document))
    });
    match file::download(text.as_bytes(), &name, file::BACKUP) {
        Ok(()) => {
            autosave::is_safe(app);
            app.tell(Key::BackupSaved.with([name]));
        }
        Err(message) => app.tell_error(message),
    }
}

/// Opens the browser's dialog to choose a file.
fn choose_file() {
    let input = document()
        .query_selector(".bar input[type=file]")
        .ok()
        .flatten();
    let input =
        input.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok());
    if let Some(input) = input {
        input.click();
    }
}

/// The document's name, renamed in place.
#[component]
fn DocumentName() -> impl IntoView {
    let app = App::get();
    let name = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.document().plan.name.clone())
    });
    let rename = move |event: ev::Event| {
        let name = event_target_value(&event).trim().to_owned();
        app.run(|editor| {
            let plan = Plan {
                name,
                ..editor.document().plan.clone()
            };
            commands::set_plan(editor, plan)
        });
    };
    view! {
        <h1 class="document-name">
            <input type="text" aria-label=app.t(Key::DocumentName) prop:value=name on:change=rename />
        </h1>
    }
}

/// Whether the work is on disk.
#[component]
fn SaveStatus() -> impl IntoView {
    let app = App::get();
    let key = move || match app.save_state.get() {
        SaveState::Saved => Key::Saved,
        SaveState::Pending => Key::Saving,
        SaveState::Failed(_) => Key::NotSaved,
    };
    let why = move || match app.save_state.get() {
        SaveState::Failed(error) => Some(error.user_message()),
        _ => None,
    };
    view! {
        <span role="status" class="save-status" class:error=move || why().is_some()>
            {move || key().text(app.language.get())}
        </span>
        {move || why().map(|message| view! { <p class="save-problem" role="alert">{move || app.text(&message)}</p> })}
    }
}

/// A tab per annex, and a way to add one.
#[component]
fn AnnexTabs() -> impl IntoView {
    let app = App::get();
    let tabs = Memo::new(move |_| {
        app.editor.with(|editor| {
            let annexes = editor.document().annexes.iter();
            annexes
                .map(|annex| (annex.id, annex.head.label()))
                .collect::<Vec<_>>()
        })
    });
    let active = Memo::new(move |_| app.editor.with(|editor| editor.cursor().annex));
    let position = move |id| {
        tabs.with(|tabs| tabs.iter().position(|(it, _)| *it == id))
            .unwrap_or(0)
    };
    let select = move |annex: usize| {
        app.move_to(Cursor {
            annex,
            ..Cursor::default()
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let n = tabs.with_untracked(Vec::len).max(1);
        let at = active.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % n,
            "ArrowLeft" => (at + n - 1) % n,
            _ => return,
        };
        event.prevent_default();
        select(to);
        let tab = document().get_element_by_id(&format!("tab-{to}"));
        if let Some(tab) =
            tab.and_then(|tab| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(tab).ok())
        {
            tab.focus().ok();
        }
    };
    let add = move |event: ev::Event| {
        let choice = event_target_value(&event);
        let template = Template::ALL
            .into_iter()
            .find(|template| format!("{template:?}") == choice);
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
        if let Some(template) = template {
            app.run(|editor| Some(commands::new_annex(editor, template)));
            select(usize::MAX);
        }
    };
    let options = Template::ALL.map(|template| {
        view! { <option value=format!("{template:?}")>{app.t(template.label())}</option> }
    });
    let delete: fn(&crate::editor::Editor) -> Option<Transaction> = commands::delete_annex;
    view! {
        <div class="tabs">
            <div role="tablist" aria-label=app.t(Key::Annexes) on:keydown=on_key>
                <For each=move || tabs.get() key=|(id, name)| (*id, name.clone()) let((id, name))>
                    <button type="button" role="tab" id=move || format!("tab-{}", position(id))
                        aria-selected=move || (active.get() == position(id)).to_string()
                        tabindex=move || if active.get() == position(id) { "0" } else { "-1" }
                        on:click=move |_| select(position(id))>
                        {name.clone()}
                    </button>
                </For>
            </div>
            <select aria-label=app.t(Key::AddAnnex) on:change=add>
                <option value="">{app.t(Key::AddAnnex)}</option>
                {options.collect_view()}
            </select>
            <Show when=move || 1 < tabs.with(Vec::len)>
                <button type="button" class="quiet" on:click=move |_| app.run(delete)>{app.t(Key::DeleteAnnex)}</button>
            </Show>
        </div>
    }
}
