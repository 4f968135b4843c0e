//! The editor screen: the document bar, the open annex, the findings, and the dialogs over them.

use leptos::{ev, prelude::*};

use super::{
    annex_head::AnnexHeadForm,
    annex_tabs::AnnexTabs,
    cell_bar::CellBar,
    document_bar::{DocumentBar, ReadOnlyBar},
    find_bar::{FindBar, FindState},
    leave_dialog::LeaveDialog,
    page_keys::on_page_key,
    print_view::PrintView,
    toolbar::Toolbar,
    view_bar::ViewBar,
};
use crate::ui::{
    app::context::App,
    dialogs::{
        FixDialog, FormDialog, GoToDialog, HelpDialog, HistoryDialog, ReviewDialog, WaiveDialog,
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
        <DocumentBar />
        <ReadOnlyBar />
        <main class="editor">
            <div class="sheet">
                <AnnexTabs />
                {move || annex.get().map(|_| view! { <OpenAnnex /> })}
            </div>
            <FindingsPanel />
        </main>
        <FixDialog />
        <WaiveDialog />
        <ReviewDialog />
        <FormDialog />
        <HistoryDialog />
        <HelpDialog />
        <GoToDialog />
        <LeaveDialog />
        <PrintView />
    }
}

/// The open annex: its head, the bars, the grid, and the bar about the active cell.
#[component]
fn OpenAnnex() -> impl IntoView {
    provide_context(GridState::new(App::get()));
    view! { <AnnexHeadForm /> <Toolbar /> <ViewBar /> <FindBar /> <Grid /> <CellBar /> }
}
