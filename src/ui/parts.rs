//! What the parts of the editor page draw. Only the program `page` refers to this, at the places where
//! it is split; whatever else did would keep the part in the main file.

use leptos::prelude::*;

use super::{
    app::{context::App, side::Side},
    dialogs::{
        ChangesDialog, ExportDialog, FormDialog, HelpDialog, HistoryDialog, ImportDialog,
        ReportDialog, RestoreDialog, ReviewDialog, WaiveDialog,
    },
    findings::FindingsPanel,
    gather::Board,
    grid::ColumnPanel,
    progress::ProgressPanel,
    sheet::{PlanSheet, export_as},
};

pub fn board() -> AnyView {
    view! { <Board /> }.into_any()
}

pub fn progress() -> AnyView {
    view! { <ProgressPanel /> }.into_any()
}

/// What stands beside the sheet, but for the progress.
pub fn side() -> AnyView {
    match App::get().side.get_untracked() {
        Some(Side::Findings) => view! { <FindingsPanel /> }.into_any(),
        Some(Side::Plan) => view! { <PlanSheet /> }.into_any(),
        Some(Side::Progress) | None => ().into_any(),
    }
}

pub fn dialogs() -> AnyView {
    let app = App::get();
    let export = Callback::new(move |(format, name)| export_as(app, format, name));
    view! {
        <ChangesDialog />
        <ExportDialog export />
        <WaiveDialog />
        <ReviewDialog />
        <FormDialog />
        <ReportDialog />
        <HistoryDialog />
        <HelpDialog />
    }
    .into_any()
}

pub fn column_panel() -> AnyView {
    view! { <ColumnPanel /> }.into_any()
}

pub fn opening() -> AnyView {
    view! {
        <ImportDialog />
        <RestoreDialog />
    }
    .into_any()
}
