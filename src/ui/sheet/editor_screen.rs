//! The editor screen: the title line, the open annex, what stands beside it, the bottom line, and the
//! dialogs over them.

use leptos::{ev, prelude::*};

use super::{
    bottom_line::BottomLine,
    export_button::export_as,
    find_bar::{FindBar, FindState},
    leave_dialog::LeaveDialog,
    outline::Outline,
    page_keys::on_page_key,
    paper_head::PaperHead,
    plan_sheet::PlanSheet,
    print_view::PrintView,
    strips::{ReadOnlyBar, SaveProblemStrip},
    title_line::TitleLine,
    tool_line::ToolLine,
};
use crate::ui::{
    app::{context::App, side::Side},
    dialogs::{
        ChangesDialog, ExportDialog, FormDialog, GoToDialog, HelpDialog, HistoryDialog,
        LargeEditor, NoteDialog, ReportDialog, ReviewDialog, WaiveDialog,
    },
    findings::FindingsPanel,
    grid::{Grid, GridState},
    progress::ProgressPanel,
};
use crate::{browser::storage, editor::Editor};

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
    view! {
        <TitleLine />
        <SaveProblemStrip />
        <ReadOnlyBar />
        <main class="editor">
            {move || annex.get().map(|_| view! { <OpenAnnex /> })}
            {move || app.side.get().map(|side| view! { <div class="side" class:wide=side == Side::Progress data-region>{beside(side)}</div> })}
        </main>
        <BottomLine />
        <ChangesDialog />
        <ExportDialog export=Callback::new(move |(format, name)| export_as(app, format, name)) />
        <WaiveDialog />
        <ReviewDialog />
        <FormDialog />
        <ReportDialog />
        <HistoryDialog />
        <HelpDialog />
        <GoToDialog />
        <LargeEditor />
        <NoteDialog />
        <LeaveDialog />
        <PrintView />
    }
}

fn beside(side: Side) -> AnyView {
    match side {
        Side::Findings => view! { <FindingsPanel /> }.into_any(),
        Side::Plan => view! { <PlanSheet /> }.into_any(),
        Side::Progress => view! { <ProgressPanel /> }.into_any(),
    }
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
