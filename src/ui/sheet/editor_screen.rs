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
    plan_sheet::PlanSheet,
    print_view::PrintView,
    strips::{ReadOnlyBar, SaveProblemStrip},
    title_line::TitleLine,
    tool_line::ToolLine,
};
use crate::ui::{
    app::{context::App, side::Side},
    dialogs::{
        FixDialog, FormDialog, GoToDialog, HelpDialog, HistoryDialog, LargeEditor, ReviewDialog,
        WaiveDialog,
    },
    findings::FindingsPanel,
    grid::{Grid, GridState},
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
    view! {
        <TitleLine />
        <SaveProblemStrip />
        <ReadOnlyBar />
        <main class="editor">
            {move || annex.get().map(|_| view! { <OpenAnnex /> })}
            {move || app.side.get().map(|side| view! { <div class="side" data-region>{beside(side)}</div> })}
        </main>
        <BottomLine />
        <FixDialog />
        <WaiveDialog />
        <ReviewDialog />
        <FormDialog />
        <HistoryDialog />
        <HelpDialog />
        <GoToDialog />
        <LargeEditor />
        <LeaveDialog />
        <PrintView />
    }
}

fn beside(side: Side) -> AnyView {
    match side {
        Side::Findings => view! { <FindingsPanel /> }.into_any(),
        Side::Plan => view! { <PlanSheet /> }.into_any(),
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
