//! The editor screen: the title line, the open annex, what stands beside it, the bottom line, and the
//! dialogs over them.

use leptos::{ev, prelude::*};

use super::{
    bottom_line::BottomLine,
    find_bar::{FindBar, FindState},
    leave_dialog::LeaveDialog,
    outline::Outline,
    page_keys::on_page_key,
    paper_head::PaperHead,
    print_view::PrintView,
    strips::{ReadOnlyBar, SaveProblemStrip},
    title_line::TitleLine,
    tool_line::ToolLine,
};
use crate::ui::{
    app::{context::App, dialog::Dialog, side::Side},
    dialogs::{GoToDialog, LargeEditor, NoteDialog},
    grid::{Grid, GridState},
    part::SeldomParts,
};
use crate::{
    browser::{idle::when_idle, storage},
    editor::Editor,
};

#[component]
pub(in crate::ui) fn EditorScreen() -> impl IntoView {
    let app = App::get();
    let find = FindState::new(app);
    provide_context(find);
    let listener = window_event_listener(ev::keydown, move |event| on_page_key(find, &event));
    on_cleanup(move || listener.remove());
    let annex = Memo::new(move |_| {
        app.editor
            .with(|editor| editor.annex().map(|annex| annex.id))
    });
    // Each window shows a document in its own way; the one that edits it keeps its way.
    let layout = Memo::new(move |_| app.editor.with(Editor::layout));
    Effect::new(move |before: Option<(String, u64)>| {
        let (layout, id) = (layout.get(), app.session.document());
        let is_changed =
            before.is_some_and(|(document, before)| document == id && before != layout);
        if is_changed && !app.read_only.get_untracked() {
            storage::set_views(&id, &app.editor.with_untracked(Editor::kept_views));
        }
        (id, layout)
    });
    let seldom = SeldomParts::get();
    Effect::new(move |_| {
        if app.dialog.read().as_ref().is_some_and(is_seldom) {
            seldom.dialogs.want(*app, move || app.close_dialog());
        }
    });
    let help = window_event_listener(ev::keydown, move |event| {
        if event.key() == "F1" || (event.ctrl_key() && event.key() == "/") {
            event.prevent_default();
            if app.dialog.read_untracked().is_none() {
                app.dialog.set(Some(Dialog::Help));
            }
        }
    });
    on_cleanup(move || help.remove());
    // Also without the network, everything opens that the page offers.
    when_idle(move |_| {
        seldom.side.prepare();
        seldom.dialogs.prepare();
    });
    view! {
        <TitleLine />
        <SaveProblemStrip />
        <ReadOnlyBar />
        <main class="editor">
            {move || annex.get().map(|_| view! { <OpenAnnex /> })}
            {move || app.side.get().map(|side| view! { <div class="side" class:wide=side == Side::Progress data-region>{beside(app, seldom, side)}</div> })}
        </main>
        <BottomLine />
        {seldom.dialogs.view()}
        <GoToDialog />
        <LargeEditor />
        <NoteDialog />
        <LeaveDialog />
        <PrintView />
    }
}

/// Whether a dialog is one of the seldom used part. The others are typed into at once.
fn is_seldom(dialog: &Dialog) -> bool {
    !matches!(
        dialog,
        Dialog::LongText | Dialog::Note | Dialog::GoTo | Dialog::Leave(_)
    )
}

fn beside(app: App, seldom: SeldomParts, side: Side) -> AnyView {
    let part = match side {
        Side::Findings | Side::Plan => seldom.side,
        Side::Progress => seldom.progress,
    };
    part.want(*app, move || app.show_side(None));
    part.view().into_any()
}

/// The open annex: its tools, and the sheet with its head and its rows.
#[component]
fn OpenAnnex() -> impl IntoView {
    provide_context(GridState::new(App::get()));
    view! {
        <ToolLine />
        <div class="sheet">
            <Grid><PaperHead /></Grid>
            <FindBar />
            <Outline />
        </div>
    }
}
