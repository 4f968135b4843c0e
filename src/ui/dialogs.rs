//! The dialogs over the page, one per file.

mod changes;
mod export;
mod form;
mod go_to;
mod help;
mod history;
mod import;
mod large_editor;
mod modal;
mod printed_pages;
mod report;
mod restore;
mod review;
mod waive;

pub(super) use self::{
    changes::ChangesDialog,
    export::{ExportDialog, export_summary, proposed_file_name},
    form::FormDialog,
    go_to::GoToDialog,
    help::HelpDialog,
    history::HistoryDialog,
    import::ImportDialog,
    large_editor::{LargeEditor, NoteDialog},
    modal::{Modal, ShellModal},
    report::ReportDialog,
    restore::RestoreDialog,
    review::ReviewDialog,
    waive::WaiveDialog,
};
